// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * libiniparser folds the case of section names, keeps the last of two equal keys, joins
 * lines that end in a backslash and gives up on a line of 1024 bytes. Each pair is
 * therefore passed to it without its comment, in a section that is named by the number
 * of its line: what it says of a line then depends on that line only.
 */
#if __has_include(<iniparser/iniparser.h>)
#include <iniparser/iniparser.h>
#else
#include <iniparser.h>
#endif
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "daxctl/config/values.h"

/* ASCIILINESZ of libiniparser, less newline and terminator. */
#define PAIR_MAX 1022

/* No section has more pairs unless one of its keys stands there twice. */
#define PAIRS_MAX (NR_CONFIG_KEYS + 1)

struct config_values {
	dictionary *pairs;
};

static int say_nothing(const char *format, ...)
{
	(void)format;
	return 0;
}

static void pass_pair(FILE *out, const struct config_line *line, unsigned int number,
		      const char *bytes, size_t len)
{
	size_t begin = (size_t)(line->word - line->text);
	size_t end = (size_t)(line->rest - line->text) + strlen(line->rest);

	/* The quote at the end of a quoted value. */
	if (end < len && strchr("\"'", bytes[end]))
		end++;
	if (end - begin <= PAIR_MAX)
		fprintf(out, "[%u]\n%.*s\n", number, (int)(end - begin), bytes + begin);
}

/* Up to the first line that config_parse() refuses, or a little further. */
static void pass_pairs(FILE *out, const char *bytes, const char *end)
{
	unsigned int number = 0, nr = 0;
	struct config_line line;
	size_t len;

	for (; bytes < end && nr < PAIRS_MAX; bytes += len + 1) {
		len = config_line_length(bytes, end);
		number++;
		config_line_read(&line, bytes, len);
		if (line.kind == CONFIG_WRONG)
			break;
		if (line.kind == CONFIG_SECTION)
			nr = 0;
		if (line.kind != CONFIG_PAIR)
			continue;
		if (config_key_find(line.word) == NR_CONFIG_KEYS)
			break;
		pass_pair(out, &line, number, bytes, len);
		nr++;
	}
}

/* libiniparser 4.1 reads a file by its name only. */
static dictionary *load(int fd)
{
	char path[32];

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	iniparser_set_error_callback(say_nothing);
	errno = ENOMEM;
	return iniparser_load(path);
}

struct config_values *config_values_new(const char *bytes, size_t len)
{
	struct config_values *values = calloc(1, sizeof(*values));
	int fd = values ? memfd_create("daxctl.conf", MFD_CLOEXEC) : -1;
	FILE *out = fd < 0 ? NULL : fdopen(fd, "w");

	if (out) {
		pass_pairs(out, bytes, bytes + len);
		if (fflush(out) == 0)
			values->pairs = load(fd);
		fclose(out);
	} else if (fd >= 0) {
		close(fd);
	}
	if (values && !values->pairs) {
		free(values);
		values = NULL;
	}
	return values;
}

void config_values_free(struct config_values *values)
{
	if (values)
		iniparser_freedict(values->pairs);
	free(values);
}

const char *config_values_get(const struct config_values *values, unsigned int number,
			      enum config_key key)
{
	char name[64];

	snprintf(name, sizeof(name), "%u:%s", number, config_key_name(key));
	return iniparser_getstring(values->pairs, name, NULL);
}
