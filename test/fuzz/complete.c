// SPDX-License-Identifier: GPL-2.0-or-later
/* Completion (lib/tool/cli/complete.c): each line of the input is a word. */
#include <stdlib.h>
#include <string.h>

#include "test/fuzz/fuzz.h"
#include "test/fuzz/table.h"

#define MAX_WORDS 8

/* "candidate<TAB>what it is", and the candidate goes on where the user stopped. */
static void check_line(const char *line, size_t len, const char *typed)
{
	static const char *const asks[] = { "\tfile", "\tdirectory" };
	const char *tab;

	for (size_t i = 0; i < ARRAY_SIZE(asks); i++)
		if (len == strlen(asks[i]) && !memcmp(line, asks[i], len))
			return;
	tab = memrchr(line, '\t', len);
	must(tab && tab > line && tab + 1 < line + len);
	must((size_t)(tab - line) >= strlen(typed) && !memcmp(line, typed, strlen(typed)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzz_text(data, size), *words[MAX_WORDS + 1];
	int nr = fuzz_words(text, words, MAX_WORDS);
	const char *out, *err, *end;

	fuzz_print_begin();
	complete_words(&fuzz_tool, nr, words);
	fuzz_print_end(&out, &err);
	must(!err[0]);
	for (; *out; out = end + 1) {
		end = strchr(out, '\n');
		must(end);
		check_line(out, end - out, words[nr - 1]);
	}
	free(text);
	return 0;
}
