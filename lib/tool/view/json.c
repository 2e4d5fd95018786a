// SPDX-License-Identifier: GPL-2.0-or-later
/* Rows and objects as JSON on stdout. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "lib/tool/io/say.h"
#include "lib/tool/io/text.h"
#include "lib/tool/view/emit.h"
#include "lib/tool/view/json-print.h"
#include "lib/tool/view/value.h"

#define INDENT 2

/* What all values of a listing need. */
struct how {
	void *env;
	bool human;
};

bool human_size(unsigned long long bytes, char *buf)
{
	static const struct {
		unsigned long long below, binary, decimal;
		const char *name, *decimal_name;
	} units[] = {
		{ 2ULL << 30, 1ULL << 20, 1000000ULL, "MiB", "MB" },
		{ 2ULL << 40, 1ULL << 30, 1000000000ULL, "GiB", "GB" },
		{ ~0ULL, 1ULL << 40, 1000000000000ULL, "TiB", "TB" },
	};
	unsigned long long binary, decimal;
	size_t i = 0;

	if (bytes < 5000 * 1024)
		return false;
	while (bytes >= units[i].below && i < ARRAY_SIZE(units) - 1)
		i++;
	/* Hundredths, rounded half up; in pieces, so that nothing overflows. */
	binary = bytes / units[i].binary * 100 +
		 (bytes % units[i].binary * 200 / units[i].binary + 1) / 2;
	decimal = bytes / units[i].decimal * 100 +
		  (bytes % units[i].decimal * 200 / units[i].decimal + 1) / 2;
	snprintf(buf, HUMAN_SIZE_MAX, "%llu.%02llu %s (%llu.%02llu %s)", binary / 100,
		 binary % 100, units[i].name, decimal / 100, decimal % 100, units[i].decimal_name);
	return true;
}

static struct json_object *json_hex(unsigned long long number, bool human)
{
	char text[32];

	if (!human)
		return json_object_new_uint64(number);
	snprintf(text, sizeof(text), "%#llx", number);
	return json_object_new_string(text);
}

static struct json_object *json_size(unsigned long long bytes, bool human)
{
	char text[HUMAN_SIZE_MAX];

	if (human && human_size(bytes, text))
		return json_object_new_string(text);
	return json_object_new_uint64(bytes);
}

struct json_object *json_text(const char *text)
{
	/* Four bytes for every one that is not printable. */
	_cleanup_free_ char *safe = malloc(4 * strlen(text) + 1);

	if (!safe)
		return NULL;
	text_escape(text, safe, 4 * strlen(text) + 1);
	return json_object_new_string(safe);
}

static int add_rows(struct json_object *json, const struct show_type *type, void *object,
		    bool full, const struct how *how);

/* NULL and errno ENODATA: there is nothing in it. */
static struct json_object *json_nested(const struct show_type *type, void *object,
				       const struct how *how)
{
	struct json_object *json = json_object_new_object();
	int rc = json ? add_rows(json, type, object, false, how) : -ENOMEM;

	if (type->release)
		type->release(object);
	if (rc == 0 && json_object_object_length(json) == 0)
		rc = -ENODATA;
	if (rc == 0)
		return json;
	json_object_put(json);
	errno = -rc;
	return NULL;
}

struct json_object *json_texts(const char *const *texts)
{
	struct json_object *array = json_object_new_array(), *member;

	for (; array && *texts; texts++) {
		member = json_text(*texts);
		if (!member || json_object_array_add(array, member)) {
			json_object_put(member);
			json_object_put(array);
			return NULL;
		}
	}
	return array;
}

static struct json_object *json_list(const struct show_type *type, const struct value *value,
				     const struct how *how)
{
	struct json_object *array = json_object_new_array(), *member;

	for (size_t i = 0; array && i < value->nr; i++) {
		member = json_nested(type, (char *)value->items + i * value->size, how);
		if (!member || json_object_array_add(array, member)) {
			json_object_put(member);
			json_object_put(array);
			return NULL;
		}
	}
	return array;
}

static struct json_object *json_value(const struct show_row *row, const struct value *value,
				      const struct how *how)
{
	switch (row->format) {
	case SHOW_size:
		return json_size(value->u64, how->human);
	case SHOW_hex:
		return json_hex(value->u64, how->human);
	case SHOW_dec:
	case SHOW_grain:
		return json_object_new_int64(value->num);
	case SHOW_text:
		return json_text(value->text);
	case SHOW_flag:
		return json_object_new_boolean(value->flag);
	case SHOW_rows:
		return json_nested(row->inner, value->object, how);
	case SHOW_texts:
		return json_texts(value->texts);
	case SHOW_state:
		return json_object_new_string("disabled");
	case SHOW_list:
		return json_list(row->inner, value, how);
	}
	return NULL;
}

static int add_row(struct json_object *json, const struct show_row *row, void *object,
		   const struct how *how)
{
	struct json_object *member;
	struct value value;

	if (!row_get(row, object, how->env, &value) || value.where == SHOW_NOT_NESTED)
		return 0;
	errno = 0;
	member = json_value(row, &value, how);
	if (!member && errno == ENODATA)
		return 0;
	if (member && !json_object_object_add(json, row->key, member))
		return 0;
	json_object_put(member);
	return -ENOMEM;
}

static int add_rows(struct json_object *json, const struct show_type *type, void *object,
		    bool full, const struct how *how)
{
	int rc = 0;

	for (size_t i = 0; i < type->nr && rc == 0; i++)
		if (row_is_nested(&type->rows[i], full))
			rc = add_row(json, &type->rows[i], object, how);
	return rc;
}

/* What stands behind the groups of the node. */
static int add_last_rows(struct json_object *json, const struct node *node, const struct how *how)
{
	const struct show_type *type = node->type;
	int rc = 0;

	for (size_t i = 0; i < type->nr && rc == 0; i++)
		if (type->rows[i].in == SHOW_IN_LAST)
			rc = add_row(json, &type->rows[i], node->object, how);
	return rc;
}

static struct json_object *json_node(const struct node *node, const struct how *how);

/* Takes @member, whatever comes of it. */
static int add_under_key(struct json_object *json, const struct node *node,
			 const struct group *group, struct json_object *member)
{
	char key[128];

	snprintf(key, sizeof(key), group->of_owner ? "%s:%s" : "%s", group->key,
		 group->of_owner ? node->type->label(node->object) : "");
	if (!json_object_object_add(json, key, member))
		return 0;
	json_object_put(member);
	return -ENOMEM;
}

static int add_group(struct json_object *json, const struct node *node,
		     const struct group *group, const struct how *how)
{
	struct json_object *array, *member;

	if (!group->nr)
		return 0;
	array = group->single ? NULL : json_object_new_array();
	if (!array && !group->single)
		return -ENOMEM;
	for (size_t i = 0; i < group->nr; i++) {
		errno = 0;
		member = json_node(&group->nodes[i], how);
		if (!member && errno == ENODEV)
			continue;
		if (member && group->single)
			return add_under_key(json, node, group, member);
		if (!member || json_object_array_add(array, member)) {
			json_object_put(member);
			json_object_put(array);
			return -ENOMEM;
		}
	}
	/* All of them went away meanwhile? Then there is nothing to tell. */
	if (array && json_object_array_length(array))
		return add_under_key(json, node, group, array);
	json_object_put(array);
	return 0;
}

/* NULL and errno ENODEV: the object is gone. As deep as the tree of nodes is. */
static struct json_object *json_node(const struct node *node, const struct how *how)
{
	struct json_object *json = json_object_new_object();
	int rc = json ? add_rows(json, node->type, node->object, node->full, how) : -ENOMEM;

	/* After reading: what was read of a thing that vanished meanwhile is half. */
	if (rc == 0 && node->type->present && !node->type->present(node->object))
		rc = -ENODEV;
	for (size_t i = 0; rc == 0 && i < node->nr_groups; i++)
		rc = add_group(json, node, &node->groups[i], how);
	if (rc == 0)
		rc = add_last_rows(json, node, how);
	if (rc == 0)
		return json;
	json_object_put(json);
	errno = -rc;
	return NULL;
}

/* "[", the nodes, "]": closed whatever happened between. */
static int print_array(const struct group *group, const struct how *how, int depth)
{
	const char *separator = "";
	struct json_object *json;
	int rc = 0;

	fputc('[', stdout);
	for (size_t i = 0; rc == 0 && i < group->nr; i++) {
		json = json_node(&group->nodes[i], how);
		if (json) {
			printf("%s\n%*s", separator, INDENT * (depth + 1), "");
			json_print(json, depth + 1);
			separator = ",";
			json_object_put(json);
		} else if (errno != ENODEV) {
			say_error("out of memory: the list is not complete");
			rc = -ENOMEM;
		}
	}
	if (separator[0])
		printf("\n%*s", INDENT * depth, "");
	fputc(']', stdout);
	return rc;
}

static int print_groups(const struct group *groups, size_t nr, const struct how *how)
{
	const char *separator = "";
	int rc = 0;

	fputs("[\n", stdout);
	for (size_t i = 0; rc == 0 && i < nr; i++) {
		if (!groups[i].nr)
			continue;
		printf("%s  {\n    \"%s\":", separator, groups[i].key);
		rc = print_array(&groups[i], how, 2);
		fputs("\n  }", stdout);
		separator = ",\n";
	}
	fputs("\n]", stdout);
	return rc;
}

int emit_json(const struct group *groups, size_t nr, void *env, bool human)
{
	static const struct group nothing;
	const struct how how = { env, human };
	const struct group *only = &nothing;
	int rc;

	if (groups_in_use(groups, nr) > 1) {
		rc = print_groups(groups, nr, &how);
	} else {
		for (size_t i = 0; i < nr; i++)
			if (groups[i].nr)
				only = &groups[i];
		rc = print_array(only, &how, 0);
	}
	fputc('\n', stdout);
	return rc;
}

int emit_json_object(const struct node *node, void *env, bool human)
{
	const struct how how = { env, human };
	struct json_object *json = json_node(node, &how);
	int rc = json ? 0 : -errno;

	if (json) {
		json_print(json, 0);
		fputc('\n', stdout);
	} else {
		say_error("cannot show what was made: %s", strerror(-rc));
	}
	json_object_put(json);
	return rc;
}
