// SPDX-License-Identifier: GPL-2.0-or-later
/* Tables of firmware and devices (lib/decode): any bytes, with or without a right checksum. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/bits.h"
#include "lib/decode/acpi.h"
#include "lib/decode/cdat.h"
#include "test/fuzz/fuzz.h"

static void decode_all(const struct decode_structure *structure)
{
	struct hmat_latency latency;
	struct srat_memory memory;
	struct cdat_dsmscis dsmscis;
	struct cdat_dsemts dsemts;
	struct cdat_dslbis dslbis;
	struct cdat_dsmas dsmas;
	struct hmat_cache cache;
	struct cedt_cfmws cfmws;
	struct cedt_cxims cxims;
	struct cedt_chbs chbs;

	if (decode_cfmws(structure, &cfmws)) {
		must(cfmws_ways(&cfmws) <= 16);
		must(cfmws_granularity(&cfmws) <= 16384);
		for (unsigned int i = 0; i < 17; i++)
			must(cfmws_target(structure, i) <= 0xffffffffLL);
	}
	if (decode_cxims(structure, &cxims))
		for (unsigned int i = 0; i < cxims.nr_maps; i++)
			cxims_xormap(structure, i);
	decode_chbs(structure, &chbs);
	decode_srat_memory(structure, &memory);
	decode_hmat_cache(structure, &cache);
	if (decode_hmat_latency(structure, &latency))
		hmat_value(structure, 0, 1);
	decode_dsmas(structure, &dsmas);
	decode_dslbis(structure, &dslbis);
	decode_dsmscis(structure, &dsmscis);
	decode_dsemts(structure, &dsemts);
}

/* A walk ends, and each structure lies within the bytes. */
static void walk_all(const struct decode_layout *layout, const unsigned char *data, size_t len)
{
	struct decode_walk walk = decode_walk_begin(layout, data, len);
	struct decode_structure structure;
	size_t nr = 0;

	while (decode_walk_next(&walk, &structure) > 0) {
		must(structure.data >= data && structure.len <= len &&
		     structure.data + structure.len <= data + len);
		must(++nr <= len);
		decode_all(&structure);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "CEDT", "SRAT", "HMAT" };
	const struct decode_layout *layouts[] = { &cedt_layout, &srat_layout, &hmat_layout };
	unsigned char *bytes = malloc(size + 1);
	size_t whole;

	must(bytes);
	memcpy(bytes, data, size);
	for (size_t i = 0; i < 3; i++) {
		if (!decode_acpi(bytes, size, names[i], &whole))
			must(whole <= size);
		walk_all(layouts[i], bytes, size);
	}
	if (!decode_cdat(bytes, size, &whole))
		must(whole <= size);
	walk_all(&cdat_layout, bytes, size);
	free(bytes);
	return 0;
}
