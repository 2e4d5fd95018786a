// SPDX-License-Identifier: GPL-2.0-or-later
/* A device to create, from a description of one: what "daxctl list -M" prints. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "daxctl/device/create.h"
#include "lib/base/parse.h"
#include "lib/tool/io/input.h"

static int compare_ranges(const void *a, const void *b)
{
	const struct range *first = a, *second = b;

	return (first->page_offset > second->page_offset) -
	       (first->page_offset < second->page_offset);
}

static int load_ranges(struct create_wish *wish, const struct input *input)
{
	unsigned long long total = 0;
	size_t nr;
	int rc = input_count(input, "mappings", &nr);

	if (rc)
		return rc;
	wish->ranges = calloc(nr + 1, sizeof(*wish->ranges));
	if (!wish->ranges) {
		say_error("out of memory");
		return -ENOMEM;
	}
	for (size_t i = 0; i < nr; i++) {
		struct input at = input_at(input, "mappings", i);
		struct range *range = &wish->ranges[i];

		if (input_size(&at, "start", &range->start) || input_size(&at, "end", &range->end) ||
		    input_size(&at, "page_offset", &range->page_offset))
			return -EINVAL;
		if (range->end < range->start || range->end - range->start >= LLONG_MAX - total) {
			say_error("%s: mapping %zu, from %#llx to %#llx, is no range",
				  quoted(input->path), i, range->start, range->end);
			return -EINVAL;
		}
		total += range->end - range->start + 1;
	}
	wish->nr_ranges = nr;
	qsort(wish->ranges, nr, sizeof(*wish->ranges), compare_ranges);
	if (!nr || total == wish->size.bytes)
		return 0;
	say_error("%s: the mappings have %llu bytes, but size is %llu", quoted(input->path), total,
		  wish->size.bytes);
	return -EINVAL;
}

static int load(struct create_wish *wish, const struct input *input)
{
	const char *name;
	int id;

	if (input_size(input, "align", &wish->align.bytes) ||
	    input_size(input, "size", &wish->size.bytes) || input_text(input, "chardev", &name))
		return -EINVAL;
	wish->align.given = wish->size.given = true;
	if (parse_id_pair(name, "dax", &wish->region, &id)) {
		say_error("%s: \"chardev\" is \"%s\", and no name as dax1.0", quoted(input->path),
			  quoted(name));
		return -EINVAL;
	}
	return load_ranges(wish, input);
}

int create_wish_load(struct create_wish *wish, const char *path)
{
	struct input input;
	int rc = input_open(&input, path);

	if (rc == 0)
		rc = load(wish, &input);
	input_close(&input);
	return !rc ? CLI_OK : rc == -ENOMEM ? CLI_FAILED : CLI_USAGE;
}

void create_wish_free(struct create_wish *wish)
{
	free(wish->ranges);
	wish->ranges = NULL;
}
