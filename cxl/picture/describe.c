// SPDX-License-Identifier: GPL-2.0-or-later
/* What the picture tells of each node: what needs attention comes first. */
#include <daxctl/libdaxctl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <uuid/uuid.h>

#include "cxl/picture/dax.h"
#include "lib/tool/io/text.h"

static void say_name(struct picture_text *text, const char *name)
{
	if (name)
		picture_say(text, "%s", name);
}

/* "4 GiB at 0x690000000"; where, only root may know. */
static void say_extent(struct picture_text *text, unsigned long long size,
		       unsigned long long address)
{
	char buf[TEXT_SIZE_MAX];

	if (size == 0 || size == ULLONG_MAX)
		return;
	if (address == 0 || address == ULLONG_MAX)
		picture_say(text, "%s", text_size(size, buf));
	else
		picture_say(text, "%s at 0x%llx", text_size(size, buf), address);
}

/* "x2 8 KiB" */
static void say_interleave(struct picture_text *text, unsigned int ways, unsigned int granularity)
{
	char buf[TEXT_SIZE_MAX];

	if (ways == 0 || ways == UINT_MAX)
		return;
	if (ways == 1 || granularity == 0 || granularity == UINT_MAX)
		picture_say(text, "x%u", ways);
	else
		picture_say(text, "x%u %s", ways, text_size(granularity, buf));
}

static void say_dports(struct picture_text *text, int nr)
{
	picture_say(text, "%d dport%s", nr, nr == 1 ? "" : "s");
}

static void describe_port(struct cxl_port *port, bool targets, struct picture_text *text)
{
	const char *host = cxl_port_get_host(port);

	if (!cxl_port_is_enabled(port))
		picture_warn(text, "disabled");
	if (host)
		picture_say(text, "%s%s", cxl_port_get_depth(port) > 1 ? "switch " : "", host);
	if (targets)
		say_dports(text, cxl_port_get_nr_dports(port));
}

static void describe_endpoint(struct cxl_port *port, struct picture_text *text)
{
	struct cxl_dport *dport = cxl_port_get_parent_dport(port);

	if (!cxl_port_is_enabled(port))
		picture_warn(text, "disabled");
	if (dport)
		text_escape(cxl_dport_get_devname(dport), text->dport, sizeof(text->dport));
}

static void describe_memdev(struct cxl_memdev *memdev, struct picture_text *text)
{
	unsigned long long pmem = cxl_memdev_get_pmem_size(memdev);
	unsigned long long ram = cxl_memdev_get_ram_size(memdev);
	unsigned long long serial = cxl_memdev_get_serial(memdev);
	int node = cxl_memdev_get_numa_node(memdev);
	char buf[TEXT_SIZE_MAX];

	if (!cxl_memdev_is_enabled(memdev))
		picture_warn(text, "disabled");
	else if (!cxl_memdev_get_endpoint(memdev))
		picture_warn(text, "no endpoint");
	if (pmem)
		picture_say(text, "pmem %s", text_size(pmem, buf));
	if (ram)
		picture_say(text, "ram %s", text_size(ram, buf));
	say_name(text, cxl_memdev_get_host(memdev));
	if (serial != ULLONG_MAX)
		picture_say(text, "serial 0x%llx", serial);
	if (node >= 0)
		picture_say(text, "node %d", node);
}

static void describe_window(struct cxl_decoder *decoder, struct picture_text *text)
{
	unsigned long long extent = cxl_decoder_get_max_available_extent(decoder);
	char buf[TEXT_SIZE_MAX], kinds[32];

	/* Behind the blank of the first that there is. */
	snprintf(kinds, sizeof(kinds), "%s%s%s",
		 cxl_decoder_is_pmem_capable(decoder) ? " pmem" : "",
		 cxl_decoder_is_volatile_capable(decoder) ? " ram" : "",
		 cxl_decoder_is_accelmem_capable(decoder) ? " accel" : "");
	if (kinds[0])
		picture_say(text, "%s", kinds + 1);
	if (extent != ULLONG_MAX)
		picture_say(text, extent ? "free %s" : "nothing free", text_size(extent, buf));
}

static void say_targets(struct cxl_decoder *decoder, struct picture_text *text)
{
	struct cxl_target *target;

	cxl_target_foreach(decoder, target)
		picture_say(text, "%d: %s", cxl_target_get_position(target),
		    cxl_target_get_devname(target));
}

static void describe_decoder(struct cxl_decoder *decoder, bool targets, struct picture_text *text)
{
	struct cxl_port *port = cxl_decoder_get_port(decoder);
	unsigned long long dpa = cxl_decoder_get_dpa_size(decoder);
	struct cxl_region *region;
	char buf[TEXT_SIZE_MAX];

	if (!cxl_decoder_get_size(decoder))
		picture_say(text, "unused");
	say_extent(text, cxl_decoder_get_size(decoder), cxl_decoder_get_resource(decoder));
	say_interleave(text, cxl_decoder_get_interleave_ways(decoder),
		       cxl_decoder_get_interleave_granularity(decoder));
	if (cxl_port_is_root(port)) {
		describe_window(decoder, text);
	} else {
		region = cxl_decoder_get_region(decoder);
		if (region)
			say_name(text, cxl_region_get_devname(region));
	}
	if (cxl_port_is_endpoint(port) && dpa && dpa != ULLONG_MAX)
		picture_say(text, "%s %s of the device",
		    cxl_decoder_mode_name(cxl_decoder_get_mode(decoder)), text_size(dpa, buf));
	if (targets)
		say_targets(decoder, text);
}

/* "1 of 2 members" */
static void check_members(const struct picture_node *node, unsigned int ways,
			  struct picture_text *text)
{
	size_t members = 0;

	for (size_t i = 0; i < node->nr; i++)
		members += node->below[i]->kind == PICTURE_MEMBER;
	if (ways == 0 || ways == UINT_MAX || members >= ways)
		return;
	picture_say(text, "%zu of %u members", members, ways);
	text->attention = true;
}

static void say_uuid(struct cxl_region *region, struct picture_text *text)
{
	static const uuid_t none;
	char hex[UUID_STR_LEN];
	uuid_t uuid;

	cxl_region_get_uuid(region, uuid);
	if (!memcmp(uuid, none, sizeof(uuid)))
		return;
	uuid_unparse_lower(uuid, hex);
	picture_say(text, "uuid %s", hex);
}

static void describe_region(const struct picture_node *node, struct picture_text *text)
{
	struct cxl_region *region = node->object;
	enum cxl_decoder_mode mode = cxl_region_get_mode(region);

	if (!cxl_region_is_enabled(region))
		picture_warn(text, "disabled");
	if (!cxl_region_decode_is_committed(region))
		picture_warn(text, "reset");
	check_members(node, cxl_region_get_interleave_ways(region), text);
	say_extent(text, cxl_region_get_size(region), cxl_region_get_resource(region));
	if (mode != CXL_DECODER_MODE_NONE)
		say_name(text, cxl_decoder_mode_name(mode));
	say_interleave(text, cxl_region_get_interleave_ways(region),
		       cxl_region_get_interleave_granularity(region));
	if (cxl_region_decode_is_committed(region))
		picture_say(text, "commit");
	say_uuid(region, text);
}

static void describe_member(struct cxl_memdev_mapping *mapping, struct picture_text *text)
{
	struct cxl_decoder *decoder = cxl_mapping_get_decoder(mapping);
	struct cxl_memdev *memdev = cxl_decoder_get_memdev(decoder);

	if (!memdev || !cxl_memdev_is_enabled(memdev))
		picture_warn(text, memdev ? "disabled" : "no memdev");
	say_name(text, cxl_decoder_get_devname(decoder));
}

void picture_describe(const struct picture *picture, const struct picture_node *node,
		      struct picture_text *text)
{
	bool targets = picture->walk->wants.targets;

	text->nr = 0;
	text->dport[0] = '\0';
	text->attention = false;
	if (node->kind == PICTURE_MEMBER)
		picture_say(text, "%u: %s", cxl_mapping_get_position(node->object),
			    picture_name(node));
	else
		say_name(text, picture_name(node));
	switch (node->kind) {
	case PICTURE_bus:
		say_name(text, cxl_bus_get_provider(node->object));
		break;
	case PICTURE_decoder:
		describe_decoder(node->object, targets, text);
		break;
	case PICTURE_region:
		describe_region(node, text);
		break;
	case PICTURE_MEMBER:
		describe_member(node->object, text);
		break;
	case PICTURE_DAX:
		picture_describe_dax(node->object, text);
		break;
	case PICTURE_MEMORY:
		picture_describe_memory(picture->dax, node->object, text);
		break;
	case PICTURE_port:
		describe_port(node->object, targets, text);
		break;
	case PICTURE_endpoint:
		describe_endpoint(node->object, text);
		break;
	case PICTURE_memdev:
		describe_memdev(node->object, text);
		break;
	case PICTURE_NR_KINDS:
		break;
	}
}
