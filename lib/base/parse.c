// SPDX-License-Identifier: LGPL-2.1-or-later
/* Text to numbers: see parse.h for the rules. */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>

#include "lib/base/parse.h"

/* A number at the start of @text; @end is where it ends. */
static int scan_u64(const char *text, int base, unsigned long long *value, const char **end)
{
	char *stop;

	/* strtoull() takes blanks and signs, and negates silently. */
	if (!isdigit((unsigned char)text[0]))
		return -EINVAL;
	/* "0x" without digits is the number 0 to strtoull(), with "x" left over. */
	errno = 0;
	*value = strtoull(text, &stop, base);
	*end = stop;
	return -errno;
}

int parse_u64(const char *text, unsigned long long *value)
{
	/* By hand: base 0 means 0b, too, with newer C libraries. */
	bool hex = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
	int base = hex ? 16 : text[0] == '0' ? 8 : 10;
	unsigned long long parsed;
	const char *end;
	int rc;

	rc = scan_u64(text, base, &parsed, &end);
	if (rc == -EINVAL || (rc == 0 && *end))
		return -EINVAL;
	if (rc)
		return *end ? -EINVAL : rc;
	*value = parsed;
	return 0;
}

int parse_hex(const char *text, unsigned long long *value)
{
	unsigned long long parsed;
	char *stop;

	/* strtoull() takes blanks, signs and 0x, too. */
	if (!isxdigit((unsigned char)text[0]) || (text[0] == '0' && tolower(text[1]) == 'x'))
		return -EINVAL;
	errno = 0;
	parsed = strtoull(text, &stop, 16);
	if (*stop)
		return -EINVAL;
	if (errno)
		return -errno;
	*value = parsed;
	return 0;
}

int parse_int(const char *text, int *value)
{
	bool negative = text[0] == '-';
	unsigned long long parsed;
	const char *end;
	int rc;

	rc = scan_u64(text + negative, 10, &parsed, &end);
	if (rc == -EINVAL || *end)
		return -EINVAL;
	if (rc || parsed > (unsigned long long)INT_MAX + negative)
		return -ERANGE;
	*value = negative ? (int)-(long long)parsed : (int)parsed;
	return 0;
}

static int suffix_shift(char suffix)
{
	switch (tolower((unsigned char)suffix)) {
	case 'k':
		return 10;
	case 'm':
		return 20;
	case 'g':
		return 30;
	case 't':
		return 40;
	}
	return -EINVAL;
}

int parse_size(const char *text, unsigned long long *bytes)
{
	bool hex = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
	unsigned long long parsed;
	const char *end;
	int rc, shift = 0;

	/* Base 10 and not 0: a size of 010 is ten bytes to everybody. */
	rc = scan_u64(text, hex ? 16 : 10, &parsed, &end);
	if (rc == -EINVAL)
		return rc;
	if (*end) {
		shift = suffix_shift(*end);
		if (shift < 0 || end[1])
			return -EINVAL;
	}
	if (rc || parsed > ULLONG_MAX >> shift)
		return -ERANGE;
	*bytes = parsed << shift;
	return 0;
}

int parse_id(const char *text, const char *prefix, int *id)
{
	size_t len = strlen(prefix);

	if (strncmp(text, prefix, len) || !isdigit((unsigned char)text[len]))
		return -EINVAL;
	text += len;
	if (text[0] == '0' && text[1])
		return -EINVAL;
	return parse_int(text, id);
}

int parse_id_pair(const char *text, const char *prefix, int *first, int *second)
{
	const char *dot = strchr(text, '.');
	size_t len = strlen(prefix);
	char number[16];
	int left, right, rc;

	if (!dot || strncmp(text, prefix, len) || dot < text + len)
		return -EINVAL;
	len = dot - text - len;
	if (len >= sizeof(number))
		return -EINVAL;
	memcpy(number, dot - len, len);
	number[len] = '\0';
	rc = parse_id(number, "", &left);
	if (rc == 0)
		rc = parse_id(dot + 1, "", &right);
	if (rc)
		return rc;
	*first = left;
	*second = right;
	return 0;
}

int parse_flag(const char *text, bool *flag)
{
	if ((text[0] != '0' && text[0] != '1') || text[1])
		return -EINVAL;
	*flag = text[0] == '1';
	return 0;
}

int parse_devno(const char *text, int *major, int *minor)
{
	unsigned long long first, second;
	int rc_first, rc_second;
	const char *end;

	rc_first = scan_u64(text, 10, &first, &end);
	if (rc_first == -EINVAL || *end != ':')
		return -EINVAL;
	rc_second = scan_u64(end + 1, 10, &second, &end);
	if (rc_second == -EINVAL || *end)
		return -EINVAL;
	if (rc_first || rc_second || first > INT_MAX || second > INT_MAX)
		return -ERANGE;
	*major = first;
	*minor = second;
	return 0;
}

int parse_log_priority(const char *text, int *priority)
{
	static const struct {
		const char *word;
		int priority;
	} words[] = {
		{ "err", LOG_ERR },
		{ "notice", LOG_NOTICE },
		{ "info", LOG_INFO },
		{ "debug", LOG_DEBUG },
	};

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		if (!strncmp(text, words[i].word, strlen(words[i].word))) {
			*priority = words[i].priority;
			return 0;
		}
	}
	return parse_int(text, priority);
}
