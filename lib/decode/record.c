// SPDX-License-Identifier: LGPL-2.1-or-later
/* Decoding of binary records and of tables that consist of them: see record.h. */
#include <errno.h>
#include <string.h>

#include "lib/base/bits.h"
#include "lib/decode/record.h"

void decode_record(const struct decode_row *rows, size_t nr, const void *record, size_t len,
		   void *to)
{
	const unsigned char *bytes = record;

	for (size_t i = 0; i < nr; i++) {
		size_t end = (size_t)rows[i].offset + rows[i].width;
		unsigned long long value = end > len ? 0 :
			get_le(bytes + rows[i].offset, rows[i].width);

		memcpy((char *)to + rows[i].member, &value, sizeof(value));
	}
}

int decode_check_table(const void *data, size_t len, size_t header, size_t length_offset,
		       size_t *size)
{
	const unsigned char *bytes = data;
	unsigned char sum = 0;
	size_t claimed;

	if (len < header)
		return -EMSGSIZE;
	claimed = get_le(bytes + length_offset, 4);
	if (claimed < header)
		return -EBADMSG;
	if (claimed > len)
		return -EMSGSIZE;
	for (size_t i = 0; i < claimed; i++)
		sum += bytes[i];
	if (sum)
		return -EILSEQ;
	*size = claimed;
	return 0;
}

struct decode_walk decode_walk_begin(const struct decode_layout *layout, const void *data,
				     size_t len)
{
	return (struct decode_walk){ layout, data, len, layout->header };
}

int decode_walk_next(struct decode_walk *walk, struct decode_structure *structure)
{
	const struct decode_layout *layout = walk->layout;
	size_t header = layout->length_offset + layout->length_width, left;

	if (walk->at >= walk->len)
		return 0;
	left = walk->len - walk->at;
	structure->data = walk->data + walk->at;
	structure->len = left < header ? 0 :
		get_le(structure->data + layout->length_offset, layout->length_width);
	/* A length of 0 would never end. */
	if (structure->len < header || structure->len > left) {
		walk->at = walk->len;
		return -EBADMSG;
	}
	structure->type = get_le(structure->data, layout->type_width);
	walk->at += structure->len;
	return 1;
}
