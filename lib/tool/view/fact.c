// SPDX-License-Identifier: GPL-2.0-or-later
/* Facts of objects: see fact.h. */
#include <string.h>

#include "lib/tool/view/fact.h"

static enum fact_state state_of(const struct fact *fact, bool there)
{
	if (fact->why && !(there && (fact->format == SHOW_rows || fact->format == SHOW_list)))
		return FACT_UNKNOWN;
	if (fact->value.where == SHOW_UNASKED)
		return FACT_UNASKED;
	return there && fact->value.where != SHOW_NESTED_ONLY ? FACT_THERE : FACT_NONE;
}

void fact_read(struct fact *fact, const struct show_row *row, void *object,
	       const struct reasons *reasons)
{
	bool there;

	*fact = (struct fact){ .format = row->format, .row = row };
	reasons->begin(reasons->env);
	there = row_get(row, object, reasons->env, &fact->value);
	fact->why = reasons->why(reasons->env);
	if (row->format == SHOW_state) {
		fact->format = SHOW_flag;
		fact->value.flag = !there;
		there = true;
	}
	fact->state = state_of(fact, there);
}

void fact_enabled(struct fact *fact, const struct show_type *type, void *object,
		  const struct reasons *reasons)
{
	for (size_t i = 0; i < type->nr; i++) {
		if (type->rows[i].format != SHOW_state)
			continue;
		fact_read(fact, &type->rows[i], object, reasons);
		return;
	}
	*fact = (struct fact){ .state = FACT_NONE };
}

void fact_done(struct fact *fact)
{
	if (fact->state == FACT_THERE && fact->format == SHOW_rows && fact->row->inner->release)
		fact->row->inner->release(fact->value.object);
	fact->state = FACT_NONE;
}

const char *fact_parent(const struct show_type *type, void *object, const char *above)
{
	return type->parent ? type->parent(object) : above;
}

const char *fact_key(const struct show_type *type, const struct show_row *row)
{
	return type->type_key && !strcmp(row->key, "type") ? type->type_key : row->key;
}
