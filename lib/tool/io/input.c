// SPDX-License-Identifier: GPL-2.0-or-later
/* A JSON object that the user provides. */
#include <errno.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/parse.h"
#include "lib/tool/io/input.h"
#include "lib/tool/io/say.h"

/* More than any description of one device has. */
#define INPUT_MAX (1 << 20)

static int cannot(const char *path, const char *why, int rc)
{
	say_error("cannot read %s: %s", quoted(path), why);
	return rc;
}

static int load(const char *path, char **text, size_t *len)
{
	FILE *file = strcmp(path, "-") ? fopen(path, "re") : stdin;
	int rc = 0;

	if (!file)
		return cannot(path, strerror(errno), -errno);
	*text = malloc(INPUT_MAX);
	*len = *text ? fread(*text, 1, INPUT_MAX, file) : 0;
	if (!*text)
		rc = cannot(path, "out of memory", -ENOMEM);
	else if (ferror(file))
		rc = cannot(path, strerror(errno ? errno : EIO), -EIO);
	else if (*len == INPUT_MAX)
		rc = cannot(path, "it is too long for the description of one object", -EFBIG);
	if (file != stdin)
		fclose(file);
	return rc;
}

static int parse(const char *path, const char *text, size_t len, struct json_object **object)
{
	struct json_tokener *tokener = json_tokener_new();
	size_t end;
	int rc = 0;

	if (!tokener)
		return cannot(path, "out of memory", -ENOMEM);
	*object = json_tokener_parse_ex(tokener, text, len);
	end = json_tokener_get_parse_end(tokener);
	if (json_tokener_get_error(tokener) != json_tokener_success)
		rc = cannot(path, "it is not JSON", -EINVAL);
	else if (end + strspn(text + end, " \t\r\n") < len)
		rc = cannot(path, "there is text after the JSON", -EINVAL);
	json_tokener_free(tokener);
	return rc;
}

/* An array with one object is accepted in place of the object. */
static int unwrap(struct input *input)
{
	struct json_object *array = input->object;

	if (json_object_is_type(array, json_type_array) && json_object_array_length(array) == 1) {
		input->object = json_object_get(json_object_array_get_idx(array, 0));
		json_object_put(array);
	}
	if (json_object_is_type(input->object, json_type_object))
		return 0;
	return cannot(input->path, "it is neither an object nor an array of one", -EINVAL);
}

int input_open(struct input *input, const char *path)
{
	_cleanup_free_ char *text = NULL;
	size_t len = 0;
	int rc;

	*input = (struct input){ .path = path };
	rc = load(path, &text, &len);
	if (rc)
		return rc;
	text[len] = '\0';
	rc = parse(path, text, len, &input->object);
	return rc ? rc : unwrap(input);
}

void input_close(struct input *input)
{
	json_object_put(input->object);
	input->object = NULL;
}

static struct json_object *find(const struct input *input, const char *key)
{
	struct json_object *value;

	if (json_object_object_get_ex(input->object, key, &value))
		return value;
	say_error("%s: the key \"%s\" is missing", quoted(input->path), key);
	return NULL;
}

static int wrong(const struct input *input, const char *key, const char *form)
{
	say_error("%s: \"%s\" is not %s", quoted(input->path), key, form);
	return -EINVAL;
}

int input_size(const struct input *input, const char *key, unsigned long long *bytes)
{
	static const char form[] = "a number of bytes";
	struct json_object *value = find(input, key);

	if (!value)
		return -EINVAL;
	if (json_object_is_type(value, json_type_string))
		return parse_size(json_object_get_string(value), bytes) ?
			       wrong(input, key, form) : 0;
	/* Values above the signed 64-bit range are possible, negative ones are not. */
	if (!json_object_is_type(value, json_type_int) || json_object_get_int64(value) < 0)
		return wrong(input, key, form);
	*bytes = json_object_get_uint64(value);
	return 0;
}

int input_text(const struct input *input, const char *key, const char **text)
{
	struct json_object *value = find(input, key);

	if (!value)
		return -EINVAL;
	if (!json_object_is_type(value, json_type_string))
		return wrong(input, key, "text");
	*text = json_object_get_string(value);
	return 0;
}

int input_count(const struct input *input, const char *key, size_t *nr)
{
	struct json_object *value = find(input, key);

	if (!value)
		return -EINVAL;
	if (!json_object_is_type(value, json_type_array))
		return wrong(input, key, "an array");
	*nr = json_object_array_length(value);
	for (size_t i = 0; i < *nr; i++)
		if (!json_object_is_type(json_object_array_get_idx(value, i), json_type_object))
			return wrong(input, key, "an array of objects");
	return 0;
}

struct input input_at(const struct input *input, const char *key, size_t place)
{
	struct json_object *value = json_object_object_get(input->object, key);

	return (struct input){ input->path, json_object_array_get_idx(value, place) };
}
