// SPDX-License-Identifier: LGPL-2.1-or-later
/* Reading of attribute rows: each one once, when first asked for. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/attr.h"
#include "lib/base/dev.h"
#include "lib/base/parse.h"

/* Longest value of any attribute; sysfs itself has a limit of one page. */
#define ATTR_MAX 1024

static int attr_parse(enum attr_kind kind, const char *text, struct attr_value *value)
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

static int attr_read(struct dev *dev, const struct attr_row *row, struct attr_value *value)
{
	char path[PATH_MAX], text[ATTR_MAX];
	ssize_t len;
	int rc;

	/* Pays from the second attribute on: each link costs its time at every open. */
	if (!dev->folder)
		dev_link(dev);
	rc = dev_path(dev, row->path, path, sizeof(path));
	if (rc)
		return rc;
	len = root_read(dev->root, path, text, sizeof(text));
	if (len < 0)
		return len;
	/* A device without the thing behind it says so with an empty line. */
	if (len == 0 && row->kind != KIND_str)
		return -ENODATA;
	return attr_parse(row->kind, text, value);
}

/* Attribute @nr, read now if it was not before; NULL when it is absent. */
static const struct attr_value *attr_load(struct dev *dev, unsigned int nr)
{
	const struct attr_row *row = &dev->class->rows[nr];
	struct attr_value *value = &dev->values[nr];
	int rc;

	if (value->state == 0) {
		rc = attr_read(dev, row, value);
		value->state = rc ? rc : 1;
		if (rc && rc != -ENOENT)
			log_info(dev->log, "%s: no %s: %s", dev->name, row->path, strerror(-rc));
		else
			log_debug(dev->log, "%s: %s %s", dev->name, rc ? "has no" : "read",
				  row->path);
	}
	if (value->state > 0)
		return value;
	/* Each time: it may have been asked for before, for something else. */
	log_unread(dev->log, row->path, value->state);
	return NULL;
}

unsigned long long attr_get_size(struct dev *dev, unsigned int nr)
{
	const struct attr_value *value = attr_load(dev, nr);

	return value ? value->u64 : ABSENT_size;
}

unsigned long long attr_get_u64(struct dev *dev, unsigned int nr)
{
	const struct attr_value *value = attr_load(dev, nr);

	return value ? value->u64 : ABSENT_u64;
}

size_t attr_get_len(struct dev *dev, unsigned int nr)
{
	const struct attr_value *value = attr_load(dev, nr);

	return value && value->u64 < SIZE_MAX ? value->u64 : ABSENT_len;
}

unsigned int attr_get_uint(struct dev *dev, unsigned int nr)
{
	const struct attr_value *value = attr_load(dev, nr);

	return value ? (unsigned int)value->u64 : ABSENT_uint;
}

int attr_get_count(struct dev *dev, unsigned int nr)
{
	const struct attr_value *value = attr_load(dev, nr);

	return value ? value->num : ABSENT_count;
}

bool attr_get_flag(struct dev *dev, unsigned int nr)
{
	const struct attr_value *value = attr_load(dev, nr);

	return value ? value->flag : ABSENT_flag;
}

int attr_get_num(struct dev *dev, unsigned int nr)
{
	const struct attr_value *value = attr_load(dev, nr);

	return value ? value->num : ABSENT_num;
}

const char *attr_get_str(struct dev *dev, unsigned int nr)
{
	const struct attr_value *value = attr_load(dev, nr);

	return value ? value->str : ABSENT_str;
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
