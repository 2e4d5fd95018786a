// SPDX-License-Identifier: LGPL-2.1-or-later
/* Values of attributes: their text by kind, and what stands for it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/attr.h"
#include "lib/base/parse.h"

int attr_parse(enum attr_kind kind, const char *text, struct attr_value *value)
{
	int rc;

	switch (kind) {
	case KIND_size:
	case KIND_u64:
	case KIND_len:
		return parse_u64(text, &value->u64);
	case KIND_uint:
		rc = parse_u64(text, &value->u64);
		return rc == 0 && value->u64 > UINT_MAX ? -ERANGE : rc;
	case KIND_count:
		rc = parse_int(text, &value->num);
		return rc == 0 && value->num < 0 ? -EINVAL : rc;
	case KIND_flag:
		return parse_flag(text, &value->flag);
	case KIND_num:
		return parse_int(text, &value->num);
	case KIND_str:
		value->str = strdup(text);
		return value->str ? 0 : -ENOMEM;
	}
	return -EINVAL;
}

int attr_word(const struct attr_word *words, const char *text, int absent)
{
	if (!text)
		return absent;
	while (words->text && strcmp(words->text, text))
		words++;
	return words->value;
}

void attr_forget(const struct attr_row *rows, struct attr_value *values, unsigned int nr)
{
	for (unsigned int i = 0; i < nr; i++) {
		if (rows[i].kind == KIND_str && values[i].state > 0)
			free(values[i].str);
		values[i] = (struct attr_value){ 0 };
	}
}
