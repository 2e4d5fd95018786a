// SPDX-License-Identifier: GPL-2.0-or-later
/* From a row and an object to a value. */
#include "lib/tool/view/row.h"

static bool get_member(const struct show_row *row, const void *member, struct value *value)
{
	switch (row->kind) {
	case KIND_size:
		return value_size(value, *(const unsigned long long *)member);
	case KIND_u64:
		return value_u64(value, *(const unsigned long long *)member);
	case KIND_uint:
		return value_uint(value, *(const unsigned int *)member);
	case KIND_num:
		return value_num(value, *(const int *)member);
	case KIND_flag:
		value->flag = *(const bool *)member;
		return true;
	case KIND_str:
		return value_str(value, member);
	default:
		return false;
	}
}

bool row_get(const struct show_row *row, void *object, void *env, struct value *value)
{
	*value = (struct value){ 0 };
	if (row->get)
		return row->get(object, value);
	if (row->ask)
		return row->ask(object, env, value);
	return get_member(row, (const char *)object + row->offset, value);
}
