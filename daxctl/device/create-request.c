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

static int load_ranges(struct create_request *request, const struct input *input)
{
	unsigned long long total = 0;
	size_t nr;
	int rc = input_count(input, "mappings", &nr);

	if (rc)
		return rc;
	request->ranges = calloc(nr + 1, sizeof(*request->ranges));
	if (!request->ranges) {
		say_error("out of memory");
		return -ENOMEM;
	}
	for (size_t i = 0; i < nr; i++) {
		struct input at = input_at(input, "mappings", i);
		struct range *range = &request->ranges[i];

		if (input_size(&at, "start", &range->start) ||
		    input_size(&at, "end", &range->end) ||
		    input_size(&at, "page_offset", &range->page_offset))
			return -EINVAL;
		if (range->end < range->start || range->end - range->start >= LLONG_MAX - total) {
			say_error("%s: mapping %zu, from %#llx to %#llx, is no range",
				  quoted(input->path), i, range->start, range->end);
			return -EINVAL;
		}
		total += range->end - range->start + 1;
	}
	request->nr_ranges = nr;
	qsort(request->ranges, nr, sizeof(*request->ranges), compare_ranges);
	if (!nr || total == request->size.bytes)
		return 0;
	say_error("%s: the mappings have %llu bytes, but size is %llu", quoted(input->path), total,
		  request->size.bytes);
	return -EINVAL;
}

static int load(struct create_request *request, const struct input *input)
{
	const char *name;
	int id;

	if (input_size(input, "align", &request->align.bytes) ||
	    input_size(input, "size", &request->size.bytes) || input_text(input, "chardev", &name))
		return -EINVAL;
	request->align.given = request->size.given = true;
	if (parse_id_pair(name, "dax", &request->region, &id)) {
		say_error("%s: \"chardev\" is \"%s\", and no name as dax1.0", quoted(input->path),
			  quoted(name));
		return -EINVAL;
	}
	return load_ranges(request, input);
}

int create_request_load(struct create_request *request, const char *path)
{
	struct input input;
	int rc = input_open(&input, path);

	if (rc == 0)
		rc = load(request, &input);
	input_close(&input);
	return !rc ? CLI_OK : rc == -ENOMEM ? CLI_FAILED : CLI_USAGE;
}

void create_request_free(struct create_request *request)
{
	free(request->ranges);
	request->ranges = NULL;
}
