// SPDX-License-Identifier: LGPL-2.1-or-later
/* CDAT, the Coherent Device Attribute Table: see cdat.h. */
#include "lib/decode/cdat.h"

const struct decode_layout cdat_layout = { CDAT_HEADER, 1, 2, 2 };

static const struct decode_row dsmas_rows[] = {
#define FIELD(name, offset, width, format) DECODE_ROW(cdat_dsmas, name, offset, width)
#include "lib/decode/cdat-dsmas.def"
};

static const struct decode_row dslbis_rows[] = {
#define FIELD(name, offset, width, format) DECODE_ROW(cdat_dslbis, name, offset, width)
#include "lib/decode/cdat-dslbis.def"
};

static const struct decode_row dsmscis_rows[] = {
#define FIELD(name, offset, width, format) DECODE_ROW(cdat_dsmscis, name, offset, width)
#include "lib/decode/cdat-dsmscis.def"
};

static const struct decode_row dsemts_rows[] = {
#define FIELD(name, offset, width, format) DECODE_ROW(cdat_dsemts, name, offset, width)
#include "lib/decode/cdat-dsemts.def"
};

int decode_cdat(const void *data, size_t len, size_t *size)
{
	return decode_check_table(data, len, CDAT_HEADER, 0, size);
}

bool decode_dsmas(const struct decode_structure *structure, struct cdat_dsmas *dsmas)
{
	return decode_as(structure, CDAT_DSMAS, 24, dsmas_rows, dsmas);
}

bool decode_dslbis(const struct decode_structure *structure, struct cdat_dslbis *dslbis)
{
	return decode_as(structure, CDAT_DSLBIS, 24, dslbis_rows, dslbis);
}

bool decode_dsmscis(const struct decode_structure *structure, struct cdat_dsmscis *dsmscis)
{
	return decode_as(structure, CDAT_DSMSCIS, 20, dsmscis_rows, dsmscis);
}

bool decode_dsemts(const struct decode_structure *structure, struct cdat_dsemts *dsemts)
{
	return decode_as(structure, CDAT_DSEMTS, 24, dsemts_rows, dsemts);
}
