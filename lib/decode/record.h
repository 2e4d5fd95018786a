/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Binary records, little endian, as rows: FIELD(name, offset, width, format) in a .def
 * file is the member of a structure, its place in the bytes, and the key and format with
 * which the tools show it. Decoding reads nothing beyond the bytes that it is given.
 */
#pragma once

#include <stddef.h>

struct decode_row {
	unsigned short offset, width;	/* in the record; numbers have 1 to 8 bytes */
	unsigned short member;		/* where the number is stored: an unsigned long long */
};

/* Rows of a .def file: see cedt.c. */
#define DECODE_MEMBER(name, offset, width, format) unsigned long long name;
#define DECODE_ROW(type, name, offset, width) { offset, width, offsetof(struct type, name) },

/*
 * Decodes @nr rows of a record of @len bytes into *@to. A field beyond the end of the
 * record, which an older revision may lack, is 0.
 */
void decode_record(const struct decode_row *rows, size_t nr, const void *record, size_t len,
		   void *to);

/*
 * Decodes a structure of a table if it is of @type and has @least bytes; false if not.
 * The rows are those of the structure, @rows_name.
 */
#define decode_as(structure, of_type, least, rows_name, to) \
	((structure)->type == (of_type) && (structure)->len >= (least) && \
	 (decode_record(rows_name, sizeof(rows_name) / sizeof((rows_name)[0]), \
			(structure)->data, (structure)->len, to), true))

/*
 * Tables that consist of a header and of structures, each with a type and a length: how
 * wide those are, and where the length is. The type is at offset 0.
 */
struct decode_layout {
	unsigned char header;		/* bytes before the first structure */
	unsigned char type_width, length_offset, length_width;
};

/*
 * Checks that a table of which @len bytes are there has the length that it claims in the 4
 * bytes at @length_offset, and that all of its bytes add up to 0: 0 and the length in
 * *@size, -EMSGSIZE if bytes are missing, -EBADMSG if it claims fewer than @header,
 * -EILSEQ if the sum is not 0.
 */
int decode_check_table(const void *data, size_t len, size_t header, size_t length_offset,
		       size_t *size);

/* A structure within the bytes of its table. */
struct decode_structure {
	unsigned int type;
	const unsigned char *data;
	size_t len;
};

/* A walk over the structures of a table. */
struct decode_walk {
	const struct decode_layout *layout;
	const unsigned char *data;
	size_t len, at;
};

/* Begins a walk over a table of @len bytes that decode_acpi() or its like has checked. */
struct decode_walk decode_walk_begin(const struct decode_layout *layout, const void *data,
				     size_t len);

/*
 * The next structure: 1; 0 at the end; -EBADMSG if a structure is shorter than its own
 * header or longer than the rest of the table, which ends the walk.
 */
int decode_walk_next(struct decode_walk *walk, struct decode_structure *structure);
