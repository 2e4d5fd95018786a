// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Lines of configuration files: [section name], key = value, # comment.
 *
 * This finds what stands in which line, and every mistake in the form of a line, for
 * messages with a line number. libiniparser has no line numbers: it reads the values.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "daxctl/config/line.h"

#define BLANKS " \t"

static void wrong(struct config_line *line, const char *why, const char *instead)
{
	line->kind = CONFIG_WRONG;
	snprintf(line->why, sizeof(line->why), "%s", why);
	line->instead = instead;
}

static bool is_comment(char c)
{
	return c == '#' || c == ';';
}

static char *skip_blanks(char *text)
{
	return text + strspn(text, BLANKS);
}

static void cut_blanks(char *text)
{
	size_t len = strlen(text);

	while (len && strchr(BLANKS, text[len - 1]))
		text[--len] = '\0';
}

/* A comment begins the text, or stands behind a blank. */
static void cut_comment(char *text)
{
	for (char *at = text; *at; at++) {
		if (is_comment(*at) && (at == text || strchr(BLANKS, at[-1]))) {
			*at = '\0';
			break;
		}
	}
	cut_blanks(text);
}

/* All of it is text, and nothing else: what a terminal would obey, neither. */
static bool is_text(struct config_line *line, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		if (byte == '\r' && i == len - 1) {
			wrong(line, "the line ends in CR LF, as on other systems",
			      "Convert the file: sed -i 's/\\r$//' FILE");
			return false;
		}
		if ((byte < ' ' && byte != '\t') || byte == 0x7f) {
			wrong(line, "",
			      "A configuration is text; is this file in the right folder?");
			snprintf(line->why, sizeof(line->why),
				 "byte 0x%02x at column %zu is no text", byte, i + 1);
			return false;
		}
	}
	return true;
}

static void read_section(struct config_line *line, char *text)
{
	char *end = strchr(text, ']');
	char *behind = end ? skip_blanks(end + 1) : NULL;

	if (!end || (*behind && !is_comment(*behind))) {
		wrong(line, end ? "there is something behind the ] of a section" :
				  "the section has no ] at its end",
		      "Sections are written [reconfigure-device NAME], on a line of their own");
		return;
	}
	*end = '\0';
	line->kind = CONFIG_SECTION;
	line->word = skip_blanks(text + 1);
	line->rest = line->word + strcspn(line->word, BLANKS);
	if (*line->rest)
		*line->rest++ = '\0';
	line->rest = skip_blanks(line->rest);
	cut_blanks(line->rest);
}

/* "value" or 'value', with nothing but a comment behind. */
static void read_quoted(struct config_line *line)
{
	char *end = strchr(line->rest + 1, *line->rest);
	char *behind = end ? skip_blanks(end + 1) : NULL;

	if (!end || (*behind && !is_comment(*behind))) {
		wrong(line, end ? "there is something behind the quoted value" :
				  "the quoted value does not end on its line",
		      "Values need no quotes");
		return;
	}
	*end = '\0';
	line->rest++;
}

static void read_pair(struct config_line *line, char *text)
{
	char *equals = strchr(text, '=');

	if (!equals) {
		wrong(line, "it is neither [section] nor key = value",
		      "Comments begin with #");
		return;
	}
	*equals = '\0';
	cut_blanks(text);
	line->kind = CONFIG_PAIR;
	line->word = text;
	line->rest = skip_blanks(equals + 1);
	if (!*text)
		wrong(line, "there is no key before the =", "Lines are written key = value");
	else if (*line->rest == '"' || *line->rest == '\'')
		read_quoted(line);
	else
		cut_comment(line->rest);
}

void config_line_read(struct config_line *line, const char *bytes, size_t len)
{
	char *text;

	line->kind = CONFIG_NOTHING;
	line->word = line->rest = line->text;
	if (len > CONFIG_LINE_MAX) {
		wrong(line, "", "Make the line shorter; is this file in the right folder?");
		snprintf(line->why, sizeof(line->why), "the line has %zu bytes; at most %d are read",
			 len, CONFIG_LINE_MAX);
		return;
	}
	if (!is_text(line, bytes, len))
		return;
	memcpy(line->text, bytes, len);
	line->text[len] = '\0';
	text = skip_blanks(line->text);
	if (!*text || is_comment(*text))
		return;
	if (*text == '[')
		read_section(line, text);
	else
		read_pair(line, text);
}
