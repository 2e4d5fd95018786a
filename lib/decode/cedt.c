// SPDX-License-Identifier: LGPL-2.1-or-later
/* CEDT, the CXL Early Discovery Table (CXL 3.1 section 9.18.1): see acpi.h. */
#include "lib/base/bits.h"
#include "lib/decode/acpi.h"

const struct decode_layout cedt_layout = { ACPI_HEADER, 1, 2, 2 };

static const struct decode_row chbs_rows[] = {
#define FIELD(name, offset, width, format) DECODE_ROW(cedt_chbs, name, offset, width)
#include "lib/decode/cedt-chbs.def"
};

static const struct decode_row cfmws_rows[] = {
#define FIELD(name, offset, width, format) DECODE_ROW(cedt_cfmws, name, offset, width)
#include "lib/decode/cedt-cfmws.def"
};

static const struct decode_row cxims_rows[] = {
#define FIELD(name, offset, width, format) DECODE_ROW(cedt_cxims, name, offset, width)
#include "lib/decode/cedt-cxims.def"
};

/* Where the lists begin that follow the fields. */
#define CFMWS_TARGETS 36
#define CXIMS_MAPS 8

bool decode_chbs(const struct decode_structure *structure, struct cedt_chbs *chbs)
{
	return decode_as(structure, CEDT_CHBS, 32, chbs_rows, chbs);
}

bool decode_cfmws(const struct decode_structure *structure, struct cedt_cfmws *cfmws)
{
	return decode_as(structure, CEDT_CFMWS, CFMWS_TARGETS, cfmws_rows, cfmws);
}

bool decode_cxims(const struct decode_structure *structure, struct cedt_cxims *cxims)
{
	return decode_as(structure, CEDT_CXIMS, CXIMS_MAPS, cxims_rows, cxims);
}

unsigned int cfmws_ways(const struct cedt_cfmws *cfmws)
{
	if (cfmws->encoded_ways <= 4)
		return 1U << cfmws->encoded_ways;
	if (cfmws->encoded_ways >= 8 && cfmws->encoded_ways <= 10)
		return 3U << (cfmws->encoded_ways - 8);
	return 0;
}

unsigned long cfmws_granularity(const struct cedt_cfmws *cfmws)
{
	return cfmws->encoded_granularity > 6 ? 0 : 256UL << cfmws->encoded_granularity;
}

long long cfmws_target(const struct decode_structure *structure, unsigned int position)
{
	if (structure->len < CFMWS_TARGETS || position >= (structure->len - CFMWS_TARGETS) / 4)
		return -1;
	return (long long)get_le(structure->data + CFMWS_TARGETS + 4 * (size_t)position, 4);
}

unsigned long long cxims_xormap(const struct decode_structure *structure, unsigned int nr)
{
	if (structure->len < CXIMS_MAPS || nr >= (structure->len - CXIMS_MAPS) / 8)
		return 0;
	return get_le(structure->data + CXIMS_MAPS + 8 * (size_t)nr, 8);
}
