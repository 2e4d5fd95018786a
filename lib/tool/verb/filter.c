// SPDX-License-Identifier: GPL-2.0-or-later
/* Filters: lists of names, numbers or serials, compiled once. */
#include <errno.h>
#include <string.h>

#include "lib/base/parse.h"
#include "lib/tool/verb/filter.h"

static int split(struct filter *filter, const char *text)
{
	static const char separators[] = " ,";
	char *word, *rest;

	*filter = (struct filter){ .copy = strdup(text) };
	/* No more words than bytes. */
	filter->words = calloc(strlen(text) + 1, sizeof(*filter->words));
	if (!filter->copy || !filter->words) {
		filter_free(filter);
		return -ENOMEM;
	}
	for (word = strtok_r(filter->copy, separators, &rest); word;
	     word = strtok_r(NULL, separators, &rest))
		filter->words[filter->nr++].text = word;
	if (filter->nr)
		return 0;
	filter_free(filter);
	return -EINVAL;
}

int filter_names(struct filter *filter, const char *text)
{
	return split(filter, text);
}

int filter_numbers(struct filter *filter, const char *text, const char **bad)
{
	int rc = split(filter, text);

	*bad = text;
	for (size_t i = 0; rc == 0 && i < filter->nr; i++) {
		rc = parse_u64(filter->words[i].text, &filter->words[i].number);
		if (rc)
			*bad = filter->words[i].text;
	}
	return rc;
}

void filter_free(struct filter *filter)
{
	free(filter->copy);
	free(filter->words);
	*filter = (struct filter){ 0 };
}

static bool word_matches(const char *word, int id, const char *name, const char *other)
{
	int number;

	return !strcmp(word, "all") || !strcmp(word, name) || (other && !strcmp(word, other)) ||
	       (parse_id(word, "", &number) == 0 && number == id);
}

bool filter_match_name(struct filter *filter, int id, const char *name, const char *other)
{
	bool matched = false;

	for (size_t i = 0; i < filter->nr; i++) {
		if (!word_matches(filter->words[i].text, id, name, other))
			continue;
		filter->words[i].matched = true;
		matched = true;
	}
	return matched;
}

bool filter_match_word(struct filter *filter, const char *text)
{
	bool matched = false;

	for (size_t i = 0; i < filter->nr; i++) {
		if (strcmp(filter->words[i].text, text))
			continue;
		filter->words[i].matched = true;
		matched = true;
	}
	return matched;
}

bool filter_match_path(struct filter *filter, const char *name)
{
	bool matched = false;

	for (size_t i = 0; i < filter->nr; i++) {
		const char *slash = strrchr(filter->words[i].text, '/');

		if (!slash || strcmp(slash + 1, name))
			continue;
		filter->words[i].matched = true;
		matched = true;
	}
	return matched;
}

bool filter_match_number(struct filter *filter, unsigned long long number)
{
	bool matched = false;

	for (size_t i = 0; i < filter->nr; i++) {
		if (filter->words[i].number != number)
			continue;
		filter->words[i].matched = true;
		matched = true;
	}
	return matched;
}

const char *filter_unmatched(const struct filter *filter)
{
	for (size_t i = 0; i < filter->nr; i++)
		if (!filter->words[i].matched && strcmp(filter->words[i].text, "all"))
			return filter->words[i].text;
	return NULL;
}
