// SPDX-License-Identifier: GPL-2.0-or-later
/* Text to numbers (lib/base/parse.h), against another way to do it. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/parse.h"
#include "test/fuzz/fuzz.h"

/* Stands for "untouched": no input gives it in all parsers at once. */
#define OLD	0x5a5a5a5a

/* Value of the digits at the start of @text; too many for 64 bits stay at the top. */
static size_t digits(const char *text, unsigned int base, unsigned __int128 *value)
{
	static const unsigned __int128 top = (unsigned __int128)1 << 80;
	static const char all[] = "0123456789abcdef";
	size_t len = 0;
	const char *digit;
	char wanted;

	*value = 0;
	for (; text[len]; len++) {
		wanted = text[len] >= 'A' && text[len] <= 'F' ? text[len] + 32 : text[len];
		digit = memchr(all, wanted, base);
		if (!digit)
			break;
		*value = *value * base + (digit - all);
		if (*value > top)
			*value = top;
	}
	return len;
}

static bool is_hex(const char *text)
{
	return text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
}

/* What a parser returned for a text that is or is not of the form, and its value. */
static void check(int rc, bool form, unsigned __int128 want, unsigned long long limit,
		  unsigned long long got)
{
	must(rc == (!form ? -EINVAL : want > limit ? -ERANGE : 0));
	must(got == (rc ? OLD : (unsigned long long)want));
}

static void check_u64(const char *text)
{
	unsigned int base = is_hex(text) ? 16 : text[0] == '0' ? 8 : 10;
	unsigned long long value = OLD, again = OLD;
	const char *start = text + (base == 16 ? 2 : 0);
	unsigned __int128 want;
	size_t len = digits(start, base, &want);
	char back[32];
	int rc = parse_u64(text, &value);

	check(rc, len && !start[len], want, ULLONG_MAX, value);
	if (rc)
		return;
	snprintf(back, sizeof(back), base == 16 ? "0x%llx" : base == 8 ? "0%llo" : "%llu", value);
	must(parse_u64(back, &again) == 0 && again == value);
}

static void check_size(const char *text)
{
	unsigned long long value = OLD;
	const char *start = text + (is_hex(text) ? 2 : 0), *unit;
	static const char units[] = "kmgtKMGT";
	unsigned __int128 want;
	size_t len = digits(start, is_hex(text) ? 16 : 10, &want);
	int rc = parse_size(text, &value);
	bool form = len;

	unit = start[len] ? strchr(units, start[len]) : NULL;
	if (unit)
		want = want << 10 * ((unit - units) % 4 + 1);
	form = form && (unit ? !start[len + 1] : !start[len]);
	check(rc, form, want, ULLONG_MAX, value);
}

static void check_int(const char *text)
{
	bool negative = text[0] == '-';
	unsigned __int128 want;
	size_t len = digits(text + negative, 10, &want);
	int value = OLD, rc = parse_int(text, &value);
	long long got = value;

	check(rc, len && !text[negative + len], want, INT_MAX + (unsigned long long)negative,
	      rc == 0 && negative ? -got : got);
}

static void check_id(const char *text, const char *prefix)
{
	size_t skip = strlen(prefix), len;
	int id = OLD, rc = parse_id(text, prefix, &id);
	unsigned __int128 want;
	bool form = !strncmp(text, prefix, skip);
	char back[64];

	if (form) {
		len = digits(text + skip, 10, &want);
		form = len && !text[skip + len] && (text[skip] != '0' || len == 1);
	} else {
		want = 0;
	}
	check(rc, form, want, INT_MAX, id);
	if (rc)
		return;
	snprintf(back, sizeof(back), "%s%d", prefix, id);
	must(!strcmp(back, text));
}

static void check_devno(const char *text)
{
	int major = OLD, minor = OLD, rc = parse_devno(text, &major, &minor);
	unsigned __int128 first, second = 0;
	size_t len = digits(text, 10, &first), more = 0;
	bool form = len && text[len] == ':';

	if (form) {
		more = digits(text + len + 1, 10, &second);
		form = more && !text[len + 1 + more];
	}
	check(rc, form, first > second ? first : second, INT_MAX,
	      first > second ? major : minor);
	if (rc)
		must(major == OLD && minor == OLD);
	else
		must(major == (int)first && minor == (int)second);
}

static void check_priority(const char *text)
{
	int priority = OLD, number = OLD, rc = parse_log_priority(text, &priority);

	if (strchr("eind", text[0]) && text[0])
		must(rc == 0 ? priority >= 3 && priority <= 7 : rc == -EINVAL && priority == OLD);
	else
		must(rc == parse_int(text, &number) && number == priority);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzz_text(data, size);

	check_u64(text);
	check_size(text);
	check_int(text);
	check_id(text, "mem");
	check_id(text, "");
	check_devno(text);
	check_priority(text);
	free(text);
	return 0;
}
