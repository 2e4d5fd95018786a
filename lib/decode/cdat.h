/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * CDAT, the Coherent Device Attribute Table, which a device or switch has of itself: what
 * the attribute CDAT of an endpoint holds (Coherent Device Attribute Table 1.03).
 */
#pragma once

#include <stdbool.h>

#include "lib/decode/record.h"

/* Bytes of the header. */
#define CDAT_HEADER 16

/*
 * Checks the header of a table of @len bytes: 0 and its length in *@size, -EMSGSIZE if
 * fewer bytes are there than it has, -EBADMSG if its length is impossible, -EILSEQ if the
 * checksum is wrong.
 */
int decode_cdat(const void *data, size_t len, size_t *size);

extern const struct decode_layout cdat_layout;

enum cdat_type { CDAT_DSMAS, CDAT_DSLBIS, CDAT_DSMSCIS, CDAT_DSIS, CDAT_DSEMTS, CDAT_SSLBIS };

struct cdat_dsmas {
#define FIELD DECODE_MEMBER
#include "lib/decode/cdat-dsmas.def"
};

struct cdat_dslbis {
#define FIELD DECODE_MEMBER
#include "lib/decode/cdat-dslbis.def"
};

struct cdat_dsmscis {
#define FIELD DECODE_MEMBER
#include "lib/decode/cdat-dsmscis.def"
};

struct cdat_dsemts {
#define FIELD DECODE_MEMBER
#include "lib/decode/cdat-dsemts.def"
};

/* Each: false if the structure is of another type or too short. */
bool decode_dsmas(const struct decode_structure *structure, struct cdat_dsmas *dsmas);
bool decode_dslbis(const struct decode_structure *structure, struct cdat_dslbis *dslbis);
bool decode_dsmscis(const struct decode_structure *structure, struct cdat_dsmscis *dsmscis);
bool decode_dsemts(const struct decode_structure *structure, struct cdat_dsemts *dsemts);
