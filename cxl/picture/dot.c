// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl list -o dot: the picture for Graphviz, from the bus at the left to the memory. */
#include <stdio.h>

#include "cxl/picture/picture.h"
#include "lib/tool/io/text.h"

static const struct {
	const char *shape, *fill;
} looks[PICTURE_NR_KINDS] = {
	[PICTURE_bus] = { "box", "#d0d0d0" },	   [PICTURE_decoder] = { "box", "#d8e8f8" },
	[PICTURE_region] = { "box", "#c8e6c9" },   [PICTURE_port] = { "box", "#f0f0f0" },
	[PICTURE_DAX] = { "box", "#e1bee7" },	   [PICTURE_MEMORY] = { "box", "#e1bee7" },
	[PICTURE_endpoint] = { "box", "#f0f0f0" }, [PICTURE_memdev] = { "box", "#fff3c4" },
};

/* Inside of quotes: the text is free of control characters already. */
static void put_text(const char *text)
{
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			putchar('\\');
		putchar(*text);
	}
}

static void put_id(const struct picture_node *node)
{
	putchar('"');
	put_text(picture_name(node));
	/* The others have names of their own. */
	if (node->kind == PICTURE_MEMORY)
		printf(" of %s", cxl_region_get_devname(node->object));
	putchar('"');
}

/* The dport that leads from a port to the one below. */
static const char *dport_to(const struct picture_node *node)
{
	struct cxl_dport *dport = NULL;

	if (node->kind == PICTURE_port || node->kind == PICTURE_endpoint)
		dport = cxl_port_get_parent_dport(node->object);
	return dport ? cxl_dport_get_devname(dport) : NULL;
}

static void put_node(const struct picture *picture, const struct picture_node *node)
{
	struct picture_text text;

	/* The edge is labeled with text.dport. */
	picture_describe(picture, node, &text);
	putchar('\t');
	put_id(node);
	fputs(" [label=\"", stdout);
	for (size_t i = 0; i < text.nr; i++) {
		if (i)
			fputs("\\n", stdout);
		put_text(text.pieces[i]);
	}
	printf("\", shape=%s, fillcolor=\"%s\"%s];\n", looks[node->kind].shape,
	       looks[node->kind].fill,
	       text.attention ? ", color=\"#c62828\", penwidth=2" : "");
}

static void put_edge(const struct picture_node *above, const struct picture_node *node)
{
	const char *dport = dport_to(node);
	char safe[100];

	putchar('\t');
	put_id(above);
	fputs(" -> ", stdout);
	put_id(node);
	if (node->kind == PICTURE_MEMBER) {
		printf(" [label=\"%u\", style=dashed, color=\"#2e7d32\"]",
		       cxl_mapping_get_position(node->object));
	} else if (dport) {
		text_escape(dport, safe, sizeof(safe));
		fputs(" [label=\"", stdout);
		put_text(safe);
		fputs("\"]", stdout);
	}
	fputs(";\n", stdout);
}

static void put_below(const struct picture_node *node, const struct picture *picture)
{
	for (size_t i = 0; i < node->nr; i++) {
		/* A member is a memdev that stands below its endpoint. */
		if (node->below[i]->kind != PICTURE_MEMBER)
			put_node(picture, node->below[i]);
		if (node != &picture->top)
			put_edge(node, node->below[i]);
		put_below(node->below[i], picture);
	}
}

int list_dot(struct session *session, const struct walk *walk)
{
	struct picture picture;
	int rc;

	rc = picture_make(&picture, session, walk);
	puts("digraph cxl {\n"
	     "\trankdir=LR;\n"
	     "\tranksep=0.8;\n"
	     "\tnode [fontname=\"sans-serif\", fontsize=10, style=\"filled,rounded\"];\n"
	     "\tedge [fontname=\"sans-serif\", fontsize=9, arrowsize=0.6];");
	put_below(&picture.top, &picture);
	puts("}");
	picture_free(&picture);
	return rc;
}
