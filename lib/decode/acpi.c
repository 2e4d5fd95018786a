// SPDX-License-Identifier: LGPL-2.1-or-later
/* The header of ACPI tables: see acpi.h. */
#include <errno.h>
#include <string.h>

#include "lib/decode/acpi.h"

int decode_acpi(const void *data, size_t len, const char *signature, size_t *size)
{
	if (len >= 4 && memcmp(data, signature, 4))
		return -EBADMSG;
	return decode_check_table(data, len, ACPI_HEADER, 4, size);
}
