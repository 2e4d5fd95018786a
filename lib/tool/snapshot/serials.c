// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Serial numbers of a snapshot are replaced by 1, 2, 3, the same number for the same device.
 * The attributes with serial numbers are known. Elsewhere, a serial is replaced if it is a
 * whole word, or eight bytes, and long enough not to match by chance. Cookies of interleave
 * sets are derived from serials and are numbered, too.
 */
#include <ctype.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/array.h"
#include "lib/base/bits.h"
#include "lib/base/parse.h"
#include "lib/tool/snapshot/parts.h"

/* A shorter number may be anything. */
#define WORD_LEAST	(1ULL << 20)
#define BYTES_LEAST	(1ULL << 32)

/* 18446744073709551615 or 0xffffffffffffffff */
#define WORD_LONGEST 20

/* The values in ascending order, each with its replacement. */
struct numbers {
	struct number {
		unsigned long long value;
		size_t number;
	} *known;
	size_t nr;
};

static bool is_serial(const char *path)
{
	return !strcmp(path_name(path), "serial") || !fnmatch("*/[np]mem[0-9]*/id", path, 0);
}

static bool is_cookie(const char *path)
{
	return !strcmp(path_name(path), "set_cookie");
}

/* Parses a number as printed by the kernel: hexadecimal, decimal, or signed decimal. */
static bool parse_number(const struct copy_entry *entry, unsigned long long *value, bool *hex)
{
	char text[32];
	size_t len = entry->len;
	bool negative;

	if (!S_ISREG(entry->type) || !len || len >= sizeof(text))
		return false;
	memcpy(text, entry->bytes, len);
	text[len - (text[len - 1] == '\n')] = '\0';
	negative = text[0] == '-';
	if (parse_u64(text + negative, value))
		return false;
	if (negative)
		*value = -*value;
	*hex = !strncasecmp(text, "0x", 2);
	/* Not set. */
	return *value != 0;
}

static int compare_values(const void *a, const void *b)
{
	const struct number *first = a, *second = b;

	return (first->value > second->value) - (first->value < second->value);
}

/* Equal values stay in the order in which they were found. */
static int compare_finds(const void *a, const void *b)
{
	const struct number *first = a, *second = b;
	int order = compare_values(a, b);

	return order ? order : (first->number > second->number) - (first->number < second->number);
}

static int compare_numbers(const void *a, const void *b)
{
	const struct number *first = a, *second = b;

	return (first->number > second->number) - (first->number < second->number);
}

/* Returns the replacement of a value, from 1; 0: it is not a serial. */
static size_t find(const struct numbers *numbers, unsigned long long value)
{
	const struct number key = { .value = value }, *found;

	found = numbers->nr ? bsearch(&key, numbers->known, numbers->nr, sizeof(key),
				      compare_values) : NULL;
	return found ? found->number : 0;
}

/* Numbers the values in the order in which they were found, each once. */
static void give_numbers(struct numbers *numbers)
{
	size_t kept = 0;

	if (!numbers->nr)
		return;
	qsort(numbers->known, numbers->nr, sizeof(*numbers->known), compare_finds);
	for (size_t i = 0; i < numbers->nr; i++)
		if (!kept || numbers->known[kept - 1].value != numbers->known[i].value)
			numbers->known[kept++] = numbers->known[i];
	numbers->nr = kept;
	qsort(numbers->known, kept, sizeof(*numbers->known), compare_numbers);
	for (size_t i = 0; i < kept; i++)
		numbers->known[i].number = i + 1;
	qsort(numbers->known, kept, sizeof(*numbers->known), compare_values);
}

static void find_numbers(struct copy *copy, struct numbers *numbers, bool (*is)(const char *path))
{
	unsigned long long value;
	bool hex;

	for (size_t i = 0; i < copy->nr; i++) {
		if (!is(copy->entries[i].path) || !parse_number(&copy->entries[i], &value, &hex))
			continue;
		copy->rc = array_grow(&numbers->known, numbers->nr);
		if (copy->rc)
			return;
		numbers->known[numbers->nr] = (struct number){ value, numbers->nr };
		numbers->nr++;
	}
	give_numbers(numbers);
}

static void replace_bytes(struct copy *copy, struct copy_entry *entry, char *bytes, size_t len)
{
	if (!bytes) {
		copy->rc = -ENOMEM;
		return;
	}
	free(entry->bytes);
	entry->bytes = bytes;
	entry->len = len;
}

static void replace_number(struct copy *copy, struct copy_entry *entry,
			   const struct numbers *numbers)
{
	unsigned long long value;
	bool hex;
	char *text;
	int len;

	if (!parse_number(entry, &value, &hex))
		return;
	len = asprintf(&text, hex ? "%#zx\n" : "%zu\n", find(numbers, value));
	replace_bytes(copy, entry, len < 0 ? NULL : text, len < 0 ? 0 : len);
}

/* Binary files: replies, tables, and everything that contains a NUL byte. */
static bool is_binary(const struct copy_entry *entry)
{
	return memchr(entry->bytes ? entry->bytes : "", '\0', entry->len) ||
	       (strstr(entry->path, "/mailbox/") &&
		isdigit((unsigned char)*path_name(entry->path)));
}

/* Replaces eight bytes, in either byte order, in replies and tables. */
static void replace_binary(struct copy_entry *entry, const struct numbers *numbers)
{
	for (size_t at = 0; at + 8 <= entry->len; at++) {
		unsigned long long little = get_le(entry->bytes + at, 8);
		unsigned long long big = __builtin_bswap64(little);
		size_t number;

		if (little >= BYTES_LEAST && (number = find(numbers, little)))
			put_le(entry->bytes + at, 8, number);
		else if (big >= BYTES_LEAST && (number = find(numbers, big)))
			put_le(entry->bytes + at, 8, __builtin_bswap64(number));
	}
}

/* Returns the replacement of a word (hexadecimal, also without 0x, or decimal); 0: no serial. */
static size_t find_word(const char *word, size_t len, const struct numbers *numbers)
{
	char text[2 + WORD_LONGEST + 1] = "0x";
	unsigned long long value;
	size_t number, skip = !strncasecmp(word, "0x", 2) ? 2 : 0;

	if (len > WORD_LONGEST || len < 6)
		return 0;
	memcpy(text + 2, word + skip, len - skip);
	text[2 + len - skip] = '\0';
	if (!parse_u64(text, &value) && value >= WORD_LEAST && (number = find(numbers, value)))
		return number;
	if (skip || word[0] == '0' || parse_u64(text + 2, &value) || value < WORD_LEAST)
		return 0;
	return find(numbers, value);
}

static void replace_words(struct copy *copy, struct copy_entry *entry,
			  const struct numbers *numbers)
{
	const char *bytes = entry->bytes, *end = bytes + entry->len, *word;
	bool changed = false;
	struct strbuf text = { 0 };
	size_t len, number;

	for (word = bytes; word < end; word = bytes) {
		while (bytes < end && isalnum((unsigned char)*bytes))
			bytes++;
		number = find_word(word, bytes - word, numbers);
		changed |= number;
		if (number)
			strbuf_addf(&text, strncasecmp(word, "0x", 2) ? "%zu" : "%#zx", number);
		else
			strbuf_add_bytes(&text, word, bytes - word);
		for (word = bytes; bytes < end && !isalnum((unsigned char)*bytes);)
			bytes++;
		strbuf_add_bytes(&text, word, bytes - word);
	}
	len = text.len;
	if (changed)
		replace_bytes(copy, entry, strbuf_steal(&text), len);
	else if (text.error)
		copy->rc = text.error;
	strbuf_free(&text);
}

size_t copy_count_serials(const struct copy *copy)
{
	unsigned long long value;
	size_t nr = 0;
	bool hex;

	for (size_t i = 0; i < copy->nr; i++)
		nr += !strcmp(path_name(copy->entries[i].path), "serial") &&
		      parse_number(&copy->entries[i], &value, &hex);
	return nr;
}

size_t copy_anonymize(struct copy *copy)
{
	struct numbers serials = { 0 }, cookies = { 0 };

	find_numbers(copy, &serials, is_serial);
	find_numbers(copy, &cookies, is_cookie);
	for (size_t i = 0; i < copy->nr && copy->rc == 0; i++) {
		struct copy_entry *entry = &copy->entries[i];

		if (!S_ISREG(entry->type))
			continue;
		if (is_serial(entry->path)) {
			replace_number(copy, entry, &serials);
		} else if (is_cookie(entry->path)) {
			replace_number(copy, entry, &cookies);
		} else if (is_binary(entry)) {
			replace_binary(entry, &serials);
		} else {
			replace_words(copy, entry, &serials);
		}
	}
	free(serials.known);
	free(cookies.known);
	return serials.nr;
}
