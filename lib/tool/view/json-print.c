// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * JSON on stdout, see json-print.h. json-c's own pretty printer changed between releases:
 * 0.16 breaks the line in an empty array, 0.18 does not.
 */
#include <stdio.h>

#include "lib/tool/view/json-print.h"

static void new_line(int depth)
{
	fputc('\n', stdout);
	for (int i = 0; i < depth; i++)
		fputs("  ", stdout);
}

static void print_string(const char *text)
{
	const char *from = text;

	fputc('"', stdout);
	for (; *text; text++) {
		unsigned char byte = *text;

		if (byte >= ' ' && byte != '"' && byte != '\\')
			continue;
		fwrite(from, 1, text - from, stdout);
		if (byte < ' ')
			printf("\\u%04x", byte);
		else
			printf("\\%c", byte);
		from = text + 1;
	}
	fwrite(from, 1, text - from, stdout);
	fputc('"', stdout);
}

static void print_object(struct json_object *json, int depth)
{
	const char *separator = "";

	fputc('{', stdout);
	json_object_object_foreach(json, key, member) {
		fputs(separator, stdout);
		new_line(depth + 1);
		print_string(key);
		fputc(':', stdout);
		json_print(member, depth + 1);
		separator = ",";
	}
	if (separator[0])
		new_line(depth);
	fputc('}', stdout);
}

static void print_array(struct json_object *json, int depth)
{
	size_t nr = json_object_array_length(json);

	fputc('[', stdout);
	for (size_t i = 0; i < nr; i++) {
		if (i)
			fputc(',', stdout);
		new_line(depth + 1);
		json_print(json_object_array_get_idx(json, i), depth + 1);
	}
	if (nr)
		new_line(depth);
	fputc(']', stdout);
}

static void print_integer(struct json_object *json)
{
	/* Each getter stops at the limit of its own type. */
	if (json_object_get_int64(json) < 0)
		printf("%lld", (long long)json_object_get_int64(json));
	else
		printf("%llu", (unsigned long long)json_object_get_uint64(json));
}

void json_print(struct json_object *json, int depth)
{
	switch (json_object_get_type(json)) {
	case json_type_object:
		print_object(json, depth);
		break;
	case json_type_array:
		print_array(json, depth);
		break;
	case json_type_string:
		print_string(json_object_get_string(json));
		break;
	case json_type_int:
		print_integer(json);
		break;
	default:
		fputs(json_object_to_json_string(json), stdout);
		break;
	}
}
