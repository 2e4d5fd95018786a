// SPDX-License-Identifier: GPL-2.0-or-later
/* What fuzz targets share: see fuzz.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test/fuzz/fuzz.h"

#define PRINT_MAX	(1 << 20)

static char out_text[PRINT_MAX], err_text[PRINT_MAX];
static FILE *out, *err, *real_out, *real_err;

void must(bool holds)
{
	if (!holds)
		abort();
}

char *fuzz_text(const uint8_t *data, size_t size)
{
	char *text = size ? strndup((const char *)data, size) : strdup("");

	must(text);
	return text;
}

int fuzz_words(char *text, char **words, int max)
{
	int nr = 0;

	for (char *word; nr < max && (word = strsep(&text, "\n"));)
		words[nr++] = word;
	words[nr] = NULL;
	return nr;
}

/* One character by the table of RFC 3629, another way than lib/tool/io/text.c does it. */
static size_t decode(const unsigned char *text, unsigned int *code)
{
	static const unsigned int least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t len = text[0] < 0x80 ? 1 : text[0] >> 5 == 6 ? 2 : text[0] >> 4 == 14 ? 3 :
		     text[0] >> 3 == 30 ? 4 : 0;

	*code = len == 1 ? text[0] : text[0] & (0x7f >> len);
	for (size_t i = 1; i < len; i++) {
		if (text[i] >> 6 != 2)
			return 0;
		*code = *code << 6 | (text[i] & 0x3f);
	}
	if (*code < least[len] || *code > 0x10ffff || (*code >= 0xd800 && *code <= 0xdfff))
		return 0;
	return len;
}

bool fuzz_is_printable(const char *text, char other)
{
	const unsigned char *at = (const unsigned char *)text;
	unsigned int code;
	size_t len;

	for (; *at; at += len) {
		len = decode(at, &code);
		if (!len)
			return false;
		if (other && code == (unsigned char)other)
			continue;
		if (code < 0x20 || (code >= 0x7f && code < 0xa0))
			return false;
	}
	return true;
}

void fuzz_print_begin(void)
{
	if (!out) {
		out = fmemopen(out_text, PRINT_MAX, "w");
		err = fmemopen(err_text, PRINT_MAX, "w");
		must(out && err);
	}
	rewind(out);
	rewind(err);
	real_out = stdout;
	real_err = stderr;
	stdout = out;
	stderr = err;
}

void fuzz_print_end(const char **printed, const char **complained)
{
	stdout = real_out;
	stderr = real_err;
	/* What was printed before may be longer. */
	must(fputc('\0', out) == 0 && fputc('\0', err) == 0);
	must(fflush(out) == 0 && fflush(err) == 0);
	*printed = out_text;
	*complained = err_text;
}
