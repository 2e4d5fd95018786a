// SPDX-License-Identifier: GPL-2.0-or-later
/* Filters (lib/tool/verb/filter.h): the first line is the filter, the second a name. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/parse.h"
#include "lib/tool/verb/filter.h"
#include "test/fuzz/fuzz.h"

/* Is @name, as a whole, one of the words of @text? */
static bool has_word(const char *text, const char *name)
{
	size_t len = strlen(name);

	if (!len || strpbrk(name, " ,"))
		return false;
	for (const char *at = text; (at = strstr(at, name)); at++)
		if ((at == text || strchr(" ,", at[-1])) && (!at[len] || strchr(" ,", at[len])))
			return true;
	return false;
}

static void check_words(const struct filter *filter, const char *text)
{
	must(filter->nr > 0 && filter->nr <= strlen(text));
	for (size_t i = 0; i < filter->nr; i++) {
		must(filter->words[i].text[0] && has_word(text, filter->words[i].text));
		must(!filter->words[i].matched);
	}
}

static void check_names(const char *text, const char *name)
{
	struct filter filter;
	int rc = filter_names(&filter, text);
	const char *unmatched;
	bool matched, want;

	must(rc == (strspn(text, " ,") == strlen(text) ? -EINVAL : 0));
	if (rc)
		return;
	check_words(&filter, text);
	unmatched = filter_unmatched(&filter);
	must(unmatched ? strcmp(unmatched, "all") : has_word(text, "all"));

	want = has_word(text, name) || has_word(text, "all") || has_word(text, "7");
	matched = filter_match_name(&filter, 7, name, NULL);
	must(matched == want);
	must(filter_match_name(&filter, 7, "", name) == matched);
	/* A name is not a pattern, and no part of one. */
	must(!name[0] || filter_match_name(&filter, -1, "", NULL) == has_word(text, "all"));
	unmatched = filter_unmatched(&filter);
	if (unmatched)
		must(strcmp(unmatched, name) && strcmp(unmatched, "7") && strcmp(unmatched, "all"));
	filter_free(&filter);
}

static void check_numbers(const char *text)
{
	const char *bad = NULL;
	unsigned long long number;
	struct filter filter;
	int rc = filter_numbers(&filter, text, &bad);

	if (rc) {
		must(rc == -EINVAL || rc == -ERANGE);
		must(bad && (bad == text || parse_u64(bad, &number) == rc));
	} else {
		check_words(&filter, text);
		for (size_t i = 0; i < filter.nr; i++) {
			must(parse_u64(filter.words[i].text, &number) == 0);
			must(filter_match_number(&filter, number));
		}
		must(!filter_unmatched(&filter));
	}
	filter_free(&filter);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzz_text(data, size), *rest = text, *name;

	strsep(&rest, "\n");
	name = strdup(rest ? rest : "");
	must(name);
	check_names(text, name);
	check_numbers(text);
	free(name);
	free(text);
	return 0;
}
