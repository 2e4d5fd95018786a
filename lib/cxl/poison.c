// SPDX-License-Identifier: LGPL-2.1-or-later
/* Poison: injected and cleared through debugfs, listed as trace events. */
#include <errno.h>
#include <limits.h>

#include "lib/base/dev-write.h"
#include "lib/cxl/internal.h"

static int write_poison(struct cxl_memdev *memdev, const char *file, size_t dpa)
{
	const char *debugfs = cxl_debugfs(memdev->ctx);
	char path[PATH_MAX], text[32];
	int rc;

	if (!debugfs)
		return -ENOENT;
	rc = path_format(path, sizeof(path), "%s/%s/%s", debugfs, memdev->dev.name, file);
	if (rc == 0)
		rc = path_format(text, sizeof(text), "0x%zx\n", dpa);
	return rc ? rc : dev_write_path(&memdev->dev, path, text);
}

CXL_EXPORT int cxl_memdev_inject_poison(struct cxl_memdev *memdev, size_t dpa)
{
	return write_poison(memdev, "inject_poison", dpa);
}

CXL_EXPORT int cxl_memdev_clear_poison(struct cxl_memdev *memdev, size_t dpa)
{
	return write_poison(memdev, "clear_poison", dpa);
}

CXL_EXPORT int cxl_memdev_trigger_poison_list(struct cxl_memdev *memdev)
{
	int rc = dev_write_text(&memdev->dev, "trigger_poison_list", "1");

	return rc == -ENOENT ? -ENXIO : rc;
}

/* Is it mapped to an earlier position already? */
static bool is_repeated(struct cxl_region *region, struct cxl_memdev *memdev,
			const struct cxl_memdev_mapping *end)
{
	struct cxl_memdev_mapping *mapping;

	cxl_mapping_foreach(region, mapping) {
		if (mapping == end)
			break;
		if (cxl_decoder_get_memdev(mapping->decoder) == memdev)
			return true;
	}
	return false;
}

CXL_EXPORT int cxl_region_trigger_poison_list(struct cxl_region *region)
{
	struct cxl_memdev_mapping *mapping;
	int rc;

	cxl_mapping_foreach(region, mapping) {
		struct cxl_memdev *memdev = cxl_decoder_get_memdev(mapping->decoder);

		if (!memdev || is_repeated(region, memdev, mapping))
			continue;
		rc = cxl_memdev_trigger_poison_list(memdev);
		if (rc)
			return rc;
	}
	return 0;
}
