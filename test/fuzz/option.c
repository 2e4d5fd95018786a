// SPDX-License-Identifier: GPL-2.0-or-later
/* Options (lib/tool/cli/option.h): each line of the input is a word. */
#include <stdlib.h>
#include <string.h>

#include "test/fuzz/fuzz.h"
#include "test/fuzz/table.h"

#define MAX_WORDS 16

/* Does @text begin or stand in one of the words? NULL is no text. */
static bool is_part(const char *text, char *const *words, int nr)
{
	for (int i = 0; text && i < nr; i++)
		if (text >= words[i] && text <= strchr(words[i], '\0'))
			return true;
	return !text;
}

static void check_said(enum option_result result, const char *out, const char *err)
{
	const char *hint;

	must(!out[0]);
	must(result == OPTIONS_WRONG || !err[0]);
	if (result != OPTIONS_WRONG)
		return;
	/* One line, whatever was typed, and perhaps what was meant. */
	must(!strncmp(err, "cxl list: ", 10));
	for (hint = strchr(err, '\n'); hint && hint[1]; hint = strchr(hint + 1, '\n'))
		must(!strncmp(hint + 1, "  Did you mean: --", 18));
	must(hint);
	must(fuzz_is_printable(err, '\n'));
}

static void check_params(const struct fuzz_params *params, char *const *words, int nr)
{
	must(is_part(params->memdev, words, nr) && is_part(params->media, words, nr));
	must(is_part(params->file, words, nr) && is_part(params->folder, words, nr));
	must(params->size.given || !params->size.bytes);
	must(params->verbose >= 0);
}

/* The words are the same as before, in whatever order; those left over are at the end. */
static void check_words(char *const *before, char *const *after, int nr, int first)
{
	must(first >= 1 && first <= nr && !after[nr]);
	for (int i = 0; i < nr; i++) {
		int found = 0;

		for (int j = 0; j < nr; j++)
			found += before[i] == after[j];
		must(found == 1);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzz_text(data, size), name[] = "list";
	char *words[MAX_WORDS + 2] = { name }, *before[MAX_WORDS + 2];
	struct fuzz_params params = { 0 };
	int nr = 1 + fuzz_words(text, words + 1, MAX_WORDS), first = 0;
	enum option_result result;
	const char *out, *err;

	memcpy(before, words, sizeof(words));
	say_as("cxl", "list");
	fuzz_print_begin();
	result = options_parse(fuzz_rows, &params, nr, words, &first);
	fuzz_print_end(&out, &err);
	must(result <= OPTIONS_LIST);
	check_said(result, out, err);
	if (result == OPTIONS_OK) {
		check_words(before, words, nr, first);
		check_params(&params, words, nr);
	}
	free(text);
	return 0;
}
