// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * SRAT, which memory is in which proximity domain, and HMAT, how far that is (ACPI 6.5
 * sections 5.2.16 and 5.2.28): see acpi.h.
 */
#include <limits.h>

#include "lib/base/bits.h"
#include "lib/decode/acpi.h"

const struct decode_layout srat_layout = { ACPI_HEADER + 12, 1, 1, 1 };
const struct decode_layout hmat_layout = { ACPI_HEADER + 4, 2, 4, 4 };

static const struct decode_row memory_rows[] = {
#define FIELD(name, offset, width, format) DECODE_ROW(srat_memory, name, offset, width)
#include "lib/decode/srat-memory.def"
};

static const struct decode_row latency_rows[] = {
#define FIELD(name, offset, width, format) DECODE_ROW(hmat_latency, name, offset, width)
#include "lib/decode/hmat-latency.def"
};

static const struct decode_row cache_rows[] = {
#define FIELD(name, offset, width, format) DECODE_ROW(hmat_cache, name, offset, width)
#include "lib/decode/hmat-cache.def"
};

/* Where the lists of a latency structure begin. */
#define LATENCY_LISTS 32

bool decode_srat_memory(const struct decode_structure *structure, struct srat_memory *memory)
{
	return decode_as(structure, SRAT_MEMORY, 40, memory_rows, memory);
}

bool decode_hmat_latency(const struct decode_structure *structure, struct hmat_latency *latency)
{
	return decode_as(structure, HMAT_LATENCY_BANDWIDTH, LATENCY_LISTS, latency_rows, latency);
}

bool decode_hmat_cache(const struct decode_structure *structure, struct hmat_cache *cache)
{
	return decode_as(structure, HMAT_CACHE, 32, cache_rows, cache);
}

/* The place of @domain in a list of @nr; @nr if it is not there. */
static unsigned long long find(const unsigned char *list, unsigned long long nr,
			       unsigned long domain)
{
	unsigned long long i = 0;

	while (i < nr && get_le(list + 4 * i, 4) != domain)
		i++;
	return i;
}

unsigned long long hmat_value(const struct decode_structure *structure, unsigned long initiator,
			      unsigned long target)
{
	unsigned long long from, to, entry, room;
	const unsigned char *lists = structure->data + LATENCY_LISTS;
	struct hmat_latency head;

	if (!decode_hmat_latency(structure, &head))
		return 0;
	room = structure->len - LATENCY_LISTS;
	/* Each is below 2^32: the sums and the product fit, and are compared before use. */
	if (4 * (head.nr_initiators + head.nr_targets) > room ||
	    2 * head.nr_initiators * head.nr_targets >
		    room - 4 * (head.nr_initiators + head.nr_targets))
		return 0;
	from = find(lists, head.nr_initiators, initiator);
	to = find(lists + 4 * head.nr_initiators, head.nr_targets, target);
	if (from == head.nr_initiators || to == head.nr_targets)
		return 0;
	entry = get_le(lists + 4 * (head.nr_initiators + head.nr_targets) +
		       2 * (from * head.nr_targets + to), 2);
	/* 0 and FFFFh: there is no such path. */
	if (entry == 0xffff || head.base_unit > ULLONG_MAX / 0xffff)
		return 0;
	return entry * head.base_unit;
}
