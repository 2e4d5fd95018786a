/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * ACPI tables that describe CXL memory, as /sys/firmware/acpi/tables has them: CEDT (CXL
 * 3.1 section 9.18.1), SRAT and HMAT (ACPI 6.5 sections 5.2.16 and 5.2.28).
 */
#pragma once

#include <stdbool.h>

#include "lib/decode/record.h"

/* Bytes of the header of every table. */
#define ACPI_HEADER 36

/*
 * Checks the header of a table of @len bytes: 0 and the length of the table in *@size,
 * -EMSGSIZE if fewer bytes are there than it has, -EBADMSG if the signature is not
 * @signature or its length is impossible, -EILSEQ if the checksum is wrong.
 */
int decode_acpi(const void *data, size_t len, const char *signature, size_t *size);

extern const struct decode_layout cedt_layout, srat_layout, hmat_layout;

enum cedt_type { CEDT_CHBS, CEDT_CFMWS, CEDT_CXIMS, CEDT_RDPAS };

struct cedt_chbs {
#define FIELD DECODE_MEMBER
#include "lib/decode/cedt-chbs.def"
};

struct cedt_cfmws {
#define FIELD DECODE_MEMBER
#include "lib/decode/cedt-cfmws.def"
};

struct cedt_cxims {
#define FIELD DECODE_MEMBER
#include "lib/decode/cedt-cxims.def"
};

/* Each: false if the structure is of another type or too short. */
bool decode_chbs(const struct decode_structure *structure, struct cedt_chbs *chbs);
bool decode_cfmws(const struct decode_structure *structure, struct cedt_cfmws *cfmws);
bool decode_cxims(const struct decode_structure *structure, struct cedt_cxims *cxims);

/*
 * The number of interleave ways of a window (1, 2, 4, 8, 16, 3, 6 or 12), and its
 * granularity in bytes, from their encodings; 0 for a reserved encoding.
 */
unsigned int cfmws_ways(const struct cedt_cfmws *cfmws);
unsigned long cfmws_granularity(const struct cedt_cfmws *cfmws);

/* The UID of the host bridge at position @position of the window; -1 if there is none. */
long long cfmws_target(const struct decode_structure *structure, unsigned int position);

/* XOR map @nr (CXL 3.1 section 9.18.1.5); 0 if there is none. */
unsigned long long cxims_xormap(const struct decode_structure *structure, unsigned int nr);

enum srat_type { SRAT_CPU, SRAT_MEMORY, SRAT_GENERIC_PORT = 6 };

/* Bits of the flags of memory and generic ports. */
#define SRAT_ENABLED (1 << 0)
#define SRAT_HOT_PLUGGABLE (1 << 1)

struct srat_memory {
#define FIELD DECODE_MEMBER
#include "lib/decode/srat-memory.def"
};

bool decode_srat_memory(const struct decode_structure *structure, struct srat_memory *memory);

enum hmat_type { HMAT_PROXIMITY, HMAT_LATENCY_BANDWIDTH, HMAT_CACHE };

struct hmat_latency {
#define FIELD DECODE_MEMBER
#include "lib/decode/hmat-latency.def"
};

struct hmat_cache {
#define FIELD DECODE_MEMBER
#include "lib/decode/hmat-cache.def"
};

bool decode_hmat_latency(const struct decode_structure *structure, struct hmat_latency *latency);
bool decode_hmat_cache(const struct decode_structure *structure, struct hmat_cache *cache);

/*
 * The value from an initiator to a target, by their proximity domains: picoseconds for a
 * latency, MB/s for a bandwidth; 0 if the table has none.
 */
unsigned long long hmat_value(const struct decode_structure *structure, unsigned long initiator,
			      unsigned long target);
