// SPDX-License-Identifier: LGPL-2.1-or-later
/* Dax regions on persistent memory: what carries them is a device of libnvdimm. */
#include <errno.h>
#include <uuid/uuid.h>

#include "lib/base/parse.h"
#include "lib/daxctl/internal.h"

/* Of the parent device daxN.M of an nvdimm, or of its sibling namespaceN.M. */
static int read_uuid(struct daxctl_region *region, const char *file, uuid_t uuid)
{
	char text[64];
	ssize_t len = dev_read(&region->dev, file, text, sizeof(text));

	if (len < 0)
		return (int)len;
	/* What has none says an empty line. */
	return uuid_parse(text, uuid) ? -ENOENT : 0;
}

DAXCTL_EXPORT int daxctl_region_get_nvdimm_uuid(struct daxctl_region *region, uuid_t uuid)
{
	return read_uuid(region, "uuid", uuid);
}

DAXCTL_EXPORT int daxctl_region_get_namespace_uuid(struct daxctl_region *region, uuid_t uuid)
{
	char name[64], file[96];
	int id, nr, rc;
	ssize_t len = dev_read(&region->dev, "namespace", name, sizeof(name));

	if (len < 0)
		return (int)len;
	if (parse_id_pair(name, "namespace", &id, &nr))
		return -ENOENT;
	rc = path_format(file, sizeof(file), "../%s/uuid", name);
	return rc ? rc : read_uuid(region, file, uuid);
}
