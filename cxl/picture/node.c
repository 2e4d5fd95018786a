// SPDX-License-Identifier: GPL-2.0-or-later
/* The nodes of a picture and the pieces of text that describe them. */
#include <daxctl/libdaxctl.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/picture/picture.h"
#include "lib/base/array.h"
#include "lib/tool/io/text.h"

struct picture_node *picture_add_below(struct picture_node *parent, enum picture_kind kind,
				       void *object)
{
	struct picture_node *node;

	if (array_grow(&parent->below, parent->nr))
		return NULL;
	node = calloc(1, sizeof(*node));
	if (!node)
		return NULL;
	*node = (struct picture_node){ .kind = kind, .object = object };
	parent->below[parent->nr++] = node;
	return node;
}

const char *picture_name(const struct picture_node *node)
{
	struct cxl_decoder *decoder;
	struct cxl_memdev *memdev;

	switch (node->kind) {
	case PICTURE_bus:
		return cxl_bus_get_devname(node->object);
	case PICTURE_decoder:
		return cxl_decoder_get_devname(node->object);
	case PICTURE_region:
		return cxl_region_get_devname(node->object);
	case PICTURE_port:
	case PICTURE_endpoint:
		return cxl_port_get_devname(node->object);
	case PICTURE_memdev:
		return cxl_memdev_get_devname(node->object);
	case PICTURE_MEMBER:
		decoder = cxl_mapping_get_decoder(node->object);
		memdev = cxl_decoder_get_memdev(decoder);
		return memdev ? cxl_memdev_get_devname(memdev) : cxl_decoder_get_devname(decoder);
	case PICTURE_DAX:
		return daxctl_dev_get_devname(node->object);
	case PICTURE_MEMORY:
		return "memory";
	case PICTURE_NR_KINDS:
		break;
	}
	return "";
}

void picture_say(struct picture_text *text, const char *format, ...)
{
	char raw[256];
	va_list args;

	if (text->nr == ARRAY_SIZE(text->pieces))
		return;
	va_start(args, format);
	vsnprintf(raw, sizeof(raw), format, args);
	va_end(args);
	text_escape(raw, text->pieces[text->nr++], sizeof(text->pieces[0]));
}

void picture_warn(struct picture_text *text, const char *what)
{
	picture_say(text, "%s", what);
	text->attention = true;
}
