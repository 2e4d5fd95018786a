// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * libcxl changes the kernel's mock devices, and its objects keep up with it: for the
 * tests in the virtual machine. Ends at the first thing that is not so; the last
 * line of a good run is "done".
 */
#include <cxl/libcxl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GRANULE (256ULL << 20)

#define must(condition) \
	check(condition, #condition, __LINE__)

static void check(int good, const char *what, int line)
{
	if (good)
		return;
	fprintf(stderr, "line %d: not so: %s\n", line, what);
	exit(1);
}

/* A window that does not interleave, and a memdev below it with a free decoder. */
static struct cxl_decoder *find(struct cxl_ctx *ctx, struct cxl_decoder **decoder)
{
	struct cxl_bus *bus = cxl_bus_get_by_provider(ctx, "cxl_test");
	struct cxl_endpoint *endpoint;
	struct cxl_decoder *window;
	struct cxl_memdev *memdev;

	must(bus != NULL);
	cxl_decoder_foreach(cxl_bus_get_port(bus), window) {
		if (cxl_decoder_get_interleave_ways(window) != 1 ||
		    !cxl_decoder_is_pmem_capable(window) || cxl_region_get_first(window))
			continue;
		cxl_memdev_foreach(ctx, memdev) {
			endpoint = cxl_memdev_get_endpoint(memdev);
			if (!endpoint || !cxl_decoder_get_target_by_memdev(window, memdev))
				continue;
			*decoder = cxl_decoder_get_first(cxl_endpoint_get_port(endpoint));
			if (*decoder && cxl_decoder_get_dpa_size(*decoder) == 0)
				return window;
		}
	}
	return NULL;
}

static void take_capacity(struct cxl_decoder *decoder)
{
	must(cxl_decoder_set_dpa_size(decoder, 0) == 0);
	must(cxl_decoder_set_mode(decoder, CXL_DECODER_MODE_PMEM) == 0);
	must(cxl_decoder_get_mode(decoder) == CXL_DECODER_MODE_PMEM);
	must(cxl_decoder_set_dpa_size(decoder, GRANULE + 1) < 0);
	must(cxl_decoder_get_dpa_size(decoder) == 0);
	must(cxl_decoder_set_dpa_size(decoder, GRANULE) == 0);
	must(cxl_decoder_get_dpa_size(decoder) == GRANULE);
}

static void configure(struct cxl_region *region, struct cxl_decoder *window)
{
	unsigned char uuid[16] = { 1, 2, 3, 4, 5, 6, 0x47, 8, 0x89 }, read[16];

	must(cxl_region_set_interleave_granularity(
		region, cxl_decoder_get_interleave_granularity(window)) == 0);
	must(cxl_region_set_interleave_ways(region, 5) < 0);
	must(cxl_region_set_interleave_ways(region, 1) == 0);
	must(cxl_region_get_interleave_ways(region) == 1);
	must(cxl_region_set_size(region, GRANULE) < 0);		/* no uuid yet */
	must(cxl_region_get_size(region) == 0);
	must(cxl_region_set_uuid(region, uuid) == 0);
	cxl_region_get_uuid(region, read);
	must(memcmp(uuid, read, 16) == 0);
	must(cxl_region_set_size(region, GRANULE) == 0);
	must(cxl_region_get_size(region) == GRANULE);
	must(cxl_region_get_resource(region) >= cxl_decoder_get_resource(window));
}

static void commit(struct cxl_region *region, struct cxl_decoder *decoder)
{
	struct cxl_port *port = cxl_decoder_get_port(decoder);
	int before = cxl_port_decoders_committed(port);

	must(cxl_region_decode_commit(region) < 0);		/* no target yet */
	must(!cxl_region_decode_is_committed(region));
	must(cxl_mapping_get_first(region) == NULL);
	must(cxl_region_set_target(region, 0, decoder) == 0);
	must(cxl_mapping_get_decoder(cxl_mapping_get_first(region)) == decoder);
	must(cxl_decoder_get_region(decoder) == region);
	must(cxl_region_decode_commit(region) == 0);
	must(cxl_region_decode_is_committed(region));
	must(cxl_port_decoders_committed(port) == before + 1);
	must(cxl_decoder_get_size(decoder) == GRANULE);
}

static void use_and_undo(struct cxl_region *region, struct cxl_decoder *decoder)
{
	struct cxl_port *port = cxl_decoder_get_port(decoder);
	int committed = cxl_port_decoders_committed(port);

	must(cxl_region_enable(region) == 0);
	must(cxl_region_is_enabled(region));
	must(cxl_region_delete(region) < 0 && cxl_region_clear_all_targets(region) < 0);
	must(cxl_region_disable(region) == 0);
	must(!cxl_region_is_enabled(region));
	must(cxl_decoder_set_dpa_size(decoder, 0) < 0);		/* in use */
	must(cxl_decoder_get_dpa_size(decoder) == GRANULE);
	must(cxl_region_decode_reset(region) == 0);
	must(!cxl_region_decode_is_committed(region));
	must(cxl_port_decoders_committed(port) == committed - 1);
	must(cxl_region_clear_target(region, 0) == 0);
	must(cxl_mapping_get_first(region) == NULL);
	must(cxl_decoder_set_dpa_size(decoder, 0) == 0);
	must(cxl_decoder_get_dpa_size(decoder) == 0);
}

static void cycle_region(struct cxl_ctx *ctx)
{
	struct cxl_decoder *decoder, *window = find(ctx, &decoder);
	unsigned long long room;
	struct cxl_region *region;

	must(window != NULL);
	room = cxl_decoder_get_max_available_extent(window);
	region = cxl_decoder_create_pmem_region(window);
	must(region != NULL && cxl_region_get_first(window) == region);
	take_capacity(decoder);
	configure(region, window);
	must(cxl_decoder_get_max_available_extent(window) == room - GRANULE);
	commit(region, decoder);
	use_and_undo(region, decoder);
	must(cxl_region_delete(region) == 0);
	must(cxl_region_get_first(window) == NULL && !cxl_region_is_present(region));
	must(cxl_decoder_get_max_available_extent(window) == room);
}

static void cycle_memdev(struct cxl_ctx *ctx)
{
	struct cxl_decoder *decoder, *window = find(ctx, &decoder);
	struct cxl_memdev *memdev = cxl_decoder_get_memdev(decoder);
	struct cxl_endpoint *old = cxl_memdev_get_endpoint(memdev), *new;

	must(cxl_memdev_disable_invalidate(memdev) == 0);
	must(!cxl_memdev_is_enabled(memdev) && !cxl_memdev_get_endpoint(memdev));
	must(!cxl_port_is_present(cxl_endpoint_get_port(old)));
	must(cxl_decoder_get_first(cxl_decoder_get_port(window)) != NULL);
	must(cxl_memdev_enable(memdev) == 0);
	new = cxl_memdev_get_endpoint(memdev);
	must(new != NULL && new != old && cxl_port_is_present(cxl_endpoint_get_port(new)));
	must(cxl_endpoint_get_memdev(new) == memdev);
	must(cxl_decoder_get_first(cxl_endpoint_get_port(new)) != NULL);
	must(cxl_memdev_trigger_poison_list(memdev) == 0);
}

static void disable_bus(struct cxl_ctx *ctx)
{
	struct cxl_bus *bus = cxl_bus_get_by_provider(ctx, "cxl_test");

	must(cxl_bus_disable_invalidate(bus) == 0);
	must(cxl_bus_get_first(ctx) == NULL);
	must(cxl_memdev_get_first(ctx) != NULL);
	must(!cxl_memdev_is_enabled(cxl_memdev_get_first(ctx)));
}

int main(void)
{
	struct cxl_ctx *ctx;

	must(cxl_new(&ctx) == 0);
	for (int i = 0; i < 3; i++)
		cycle_region(ctx);
	cycle_memdev(ctx);
	cycle_region(ctx);
	disable_bus(ctx);
	cxl_unref(ctx);
	puts("done");
	return 0;
}
