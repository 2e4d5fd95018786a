// SPDX-License-Identifier: GPL-2.0-or-later
/* Test objects: see things.h. */
#include <stdio.h>
#include <stdlib.h>

#include "test/harness/things.h"

int things_held;

static const char *why;

static bool get_name(void *object, struct value *value)
{
	return value_str(value, ((struct thing *)object)->name);
}

static bool get_size(void *object, struct value *value)
{
	const struct thing *thing = object;

	why = thing->unread;
	value->where = thing->size ? SHOW_EVERYWHERE : SHOW_NESTED_ONLY;
	return value_size(value, thing->size);
}

static bool get_serial(void *object, struct value *value)
{
	return value_u64(value, ((struct thing *)object)->serial);
}

static bool get_node(void *object, struct value *value)
{
	value->where = SHOW_NOT_NESTED;
	return value_num(value, ((struct thing *)object)->node);
}

static bool get_state(void *object, struct value *value)
{
	value->text = "disabled";
	return ((struct thing *)object)->disabled;
}

static bool get_type(void *object, struct value *value)
{
	return value_str(value, ((struct thing *)object)->text);
}

static bool get_ill(void *object, struct value *value)
{
	value->flag = ((struct thing *)object)->ill;
	return true;
}

static bool get_nothing(void *object, struct value *value)
{
	(void)object;
	(void)value;
	return false;
}

static bool brief(void *object, char *buf, size_t len)
{
	bool ill = ((struct thing *)object)->ill;

	snprintf(buf, len, "%s", ill ? "ill" : "ok");
	return ill;
}

static void release(void *object)
{
	(void)object;
	things_held--;
}

static const struct show_row rows_of_inner[] = {
	{ "ill", SHOW_flag, .get = get_ill },
	{ "nothing", SHOW_dec, .get = get_nothing },
};

static const struct show_type inner_type = {
	.name = "inner",
	.rows = rows_of_inner,
	.nr = ARRAY_SIZE(rows_of_inner),
	.brief = brief,
	.release = release,
};

static bool get_inner(void *object, struct value *value)
{
	const struct thing *thing = object;

	value->where = thing->asked ? SHOW_EVERYWHERE : SHOW_UNASKED;
	if (!thing->asked)
		return false;
	things_held++;
	value->object = object;
	return true;
}

static bool get_texts(void *object, struct value *value)
{
	static const char *const texts[] = { "one", "two", NULL };

	(void)object;
	value->texts = texts;
	return true;
}

static const struct show_row rows[] = {
	{ "thing", SHOW_text, .get = get_name, .in = SHOW_IN_NESTED },
	{ "size", SHOW_size, .get = get_size, COLUMN(2, NULL) },
	{ "serial", SHOW_hex, .get = get_serial },
	{ "node", SHOW_dec, .get = get_node },
	{ "state", SHOW_state, .get = get_state, COLUMN(3, "STATE") },
	{ "type", SHOW_text, .get = get_type },
	{ "inner", SHOW_rows, .get = get_inner, COLUMN(4, NULL), .inner = &inner_type },
	{ "texts", SHOW_texts, .get = get_texts, SPARE(5, NULL) },
};

static const struct show_row rows_of_part[] = {
	{ "part", SHOW_text, .get = get_name, .in = SHOW_IN_NESTED },
	{ "serial", SHOW_hex, .get = get_serial, COLUMN(3, NULL) },
};

static const char *label(void *object)
{
	return ((struct thing *)object)->name;
}

static const char *parent(void *object)
{
	return ((struct thing *)object)->parent;
}

static bool present(void *object)
{
	return !((struct thing *)object)->gone;
}

const struct show_type thing_type = {
	.name = "thing", .rows = rows, .nr = ARRAY_SIZE(rows), .label = label, .parent = parent,
	.present = present, .type_key = "mode", .name_column = { .place = 1 },
};

const struct show_type part_type = {
	.name = "part", .rows = rows_of_part, .nr = ARRAY_SIZE(rows_of_part), .label = label,
	.name_column = { .place = 1 }, .parent_column = { .place = 2 },
};

static void begin(void *env)
{
	(void)env;
	why = NULL;
}

static const char *reason(void *env)
{
	(void)env;
	return why;
}

const struct reasons thing_reasons = { begin, reason, NULL };
