// SPDX-License-Identifier: GPL-2.0-or-later
/* Objects beside each other as JSON on stdout, each with every key of its type. */
#include <errno.h>
#include <stdio.h>

#include "lib/tool/io/say.h"
#include "lib/tool/view/emit.h"
#include "lib/tool/view/value.h"

/* A listing while it is written. */
struct flat {
	const struct reasons *reasons;
	const char *separator;
};

/* Takes @member; NULL is null. Keys are string constants, and never twice. */
static int add(struct json_object *json, const char *key, struct json_object *member)
{
	const unsigned int flags = JSON_C_OBJECT_ADD_KEY_IS_NEW | JSON_C_OBJECT_ADD_CONSTANT_KEY;

	if (!json_object_object_add_ex(json, key, member, flags))
		return 0;
	json_object_put(member);
	return -ENOMEM;
}

static int add_text(struct json_object *json, const char *key, const char *text)
{
	struct json_object *member = text ? json_text(text) : NULL;

	return text && !member ? -ENOMEM : add(json, key, member);
}

static struct json_object *hex(unsigned long long number)
{
	char text[32];

	snprintf(text, sizeof(text), "0x%llx", number);
	return json_object_new_string(text);
}

static struct json_object *nested(const struct show_type *type, void *object, void *env);

static struct json_object *nested_list(const struct show_type *type, const struct value *value,
				       void *env)
{
	struct json_object *array = json_object_new_array(), *member;

	for (size_t i = 0; array && i < value->nr; i++) {
		member = nested(type, (char *)value->items + i * value->size, env);
		if (!member || json_object_array_add(array, member)) {
			json_object_put(member);
			json_object_put(array);
			return NULL;
		}
	}
	return array;
}

/* @format: that of the row, or SHOW_flag of its state. */
static struct json_object *flat_value(const struct show_row *row, enum show_format format,
				      const struct value *value, void *env)
{
	switch (format) {
	case SHOW_size:
		return json_object_new_uint64(value->u64);
	case SHOW_hex:
		return hex(value->u64);
	case SHOW_dec:
	case SHOW_grain:
		return json_object_new_int64(value->num);
	case SHOW_text:
		return json_text(value->text);
	case SHOW_flag:
	case SHOW_state:
		return json_object_new_boolean(value->flag);
	case SHOW_rows:
		return nested(row->inner, value->object, env);
	case SHOW_texts:
		return json_texts(value->texts);
	case SHOW_list:
		return nested_list(row->inner, value, env);
	}
	return NULL;
}

/* An object within an object: every key, too. */
static struct json_object *nested(const struct show_type *type, void *object, void *env)
{
	struct json_object *json = json_object_new_object(), *member;
	bool there, failed = !json;

	for (const struct show_row *row = type->rows; row < type->rows + type->nr && !failed;
	     row++) {
		struct value value;

		there = row_get(row, object, env, &value);
		member = there ? flat_value(row, row->format, &value, env) : NULL;
		failed = (there && !member) || add(json, row->key, member);
	}
	if (!failed)
		return json;
	json_object_put(json);
	return NULL;
}

/* Takes note of what is unknown in @unknown. */
static int add_fact(struct json_object *json, struct json_object *unknown, const char *key,
		    const struct fact *fact, void *env)
{
	struct json_object *member = NULL;
	int rc = fact->why ? add_text(unknown, key, fact->why) : 0;

	if (rc || fact->state == FACT_UNASKED)
		return rc;
	if (fact->state == FACT_THERE) {
		member = flat_value(fact->row, fact->format, &fact->value, env);
		if (!member)
			return -ENOMEM;
	}
	return add(json, key, member);
}

static int add_facts(const struct flat *flat, const struct show_type *type, void *object,
		     struct json_object *json, struct json_object *unknown)
{
	struct fact fact;
	int rc;

	fact_enabled(&fact, type, object, flat->reasons);
	rc = add_fact(json, unknown, "enabled", &fact, flat->reasons->env);
	for (size_t i = 0; i < type->nr && rc == 0; i++) {
		if (!row_is_flat(&type->rows[i]) || type->rows[i].format == SHOW_state)
			continue;
		fact_read(&fact, &type->rows[i], object, flat->reasons);
		rc = add_fact(json, unknown, fact_key(type, &type->rows[i]), &fact,
			      flat->reasons->env);
		fact_done(&fact);
	}
	return rc;
}

/* NULL and errno ENODEV: the object is gone. */
static struct json_object *flat_object(const struct flat *flat, const struct node *node,
				       const char *above)
{
	struct json_object *json = json_object_new_object(), *unknown = json_object_new_object();
	const struct show_type *type = node->type;
	void *object = node->object;
	int rc = -ENOMEM;

	if (json && unknown)
		rc = add_text(json, "type", type->name) ?:
		     add_text(json, "name", type->label(object)) ?:
		     add_text(json, "parent", fact_parent(type, object, above)) ?:
		     add_facts(flat, type, object, json, unknown);
	/* After reading: what was read of a thing that vanished meanwhile is half. */
	if (rc == 0 && type->present && !type->present(object))
		rc = -ENODEV;
	if (rc == 0 && add(json, "unknown", json_object_get(unknown)))
		rc = -ENOMEM;
	json_object_put(unknown);
	if (rc == 0)
		return json;
	json_object_put(json);
	errno = -rc;
	return NULL;
}

static int print_groups(struct flat *flat, const struct group *groups, size_t nr,
			const char *above);

/* An object, then what is below it: as deep as the tree of nodes is. */
static int print_node(struct flat *flat, const struct node *node, const char *above)
{
	const int flags = JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE;
	struct json_object *json = flat_object(flat, node, above);

	if (!json)
		return errno == ENODEV ? 0 : -ENOMEM;
	printf("%s    %s", flat->separator, json_object_to_json_string_ext(json, flags));
	flat->separator = ",\n";
	json_object_put(json);
	return print_groups(flat, node->groups, node->nr_groups,
			    node->type->label(node->object));
}

static int print_groups(struct flat *flat, const struct group *groups, size_t nr,
			const char *above)
{
	int rc = 0;

	for (size_t i = 0; i < nr; i++)
		for (size_t j = 0; j < groups[i].nr && rc == 0; j++)
			rc = print_node(flat, &groups[i].nodes[j], above);
	return rc;
}

int emit_flat(const struct group *groups, size_t nr, const char *schema,
	      const struct reasons *reasons)
{
	struct flat flat = { .reasons = reasons, .separator = "\n" };
	int rc;

	printf("{\n  \"schema\":\"%s\",\n  \"objects\":[", schema);
	rc = print_groups(&flat, groups, nr, NULL);
	/* Closed whatever happened between. */
	printf("%s\n}\n", flat.separator[0] == ',' ? "\n  ]" : "]");
	if (rc)
		say_error("out of memory: the list is not complete");
	return rc;
}
