// SPDX-License-Identifier: LGPL-2.1-or-later
/* What is set of a region before it is in use, and its decoders: programmed, reset. */
#include <errno.h>
#include <uuid/uuid.h>

#include "lib/base/dev-write.h"
#include "lib/cxl/internal.h"

CXL_EXPORT int cxl_region_set_interleave_granularity(struct cxl_region *region,
						     unsigned int granularity)
{
	int rc = dev_write_text(&region->dev, "interleave_granularity", "%u", granularity);

	cxl_region_changed(region);
	return rc;
}

CXL_EXPORT int cxl_region_set_interleave_ways(struct cxl_region *region, unsigned int ways)
{
	int rc = dev_write_text(&region->dev, "interleave_ways", "%u", ways);

	cxl_region_changed(region);
	return rc;
}

CXL_EXPORT int cxl_region_set_uuid(struct cxl_region *region, uuid_t uu)
{
	char text[UUID_STR_LEN];
	int rc;

	uuid_unparse_lower(uu, text);
	/* With its NUL: the kernel wants 37 bytes. */
	rc = dev_write(&region->dev, "uuid", text, sizeof(text));
	cxl_region_changed(region);
	return rc;
}

CXL_EXPORT int cxl_region_set_size(struct cxl_region *region, unsigned long long size)
{
	int rc;

	/* The kernel would free what the region has: cxl_region_delete() is for that. */
	if (size == 0)
		return -EINVAL;
	rc = dev_write_text(&region->dev, "size", "%#llx", size);
	cxl_region_changed(region);
	return rc;
}

static int write_target(struct cxl_region *region, int position, const char *name)
{
	char file[32];
	int rc;

	if (position < 0)
		return -EINVAL;
	rc = path_format(file, sizeof(file), "target%d", position);
	return rc ? rc : dev_write_text(&region->dev, file, "%s", name);
}

CXL_EXPORT int cxl_region_set_target(struct cxl_region *region, int position,
				     struct cxl_decoder *decoder)
{
	int rc;

	if (!decoder)
		return -ENXIO;
	rc = write_target(region, position, decoder->dev.name);
	/* The last target sets up the decoders of all of them. */
	cxl_decoder_forget_path(decoder);
	cxl_region_forget_paths(region);
	cxl_region_changed(region);
	return rc;
}

int cxl_region_check_disabled(struct cxl_region *region, const char *what)
{
	if (!cxl_region_is_enabled(region))
		return 0;
	log_err(&cxl_region_get_ctx(region)->log, "%s: cannot %s: the region is enabled",
		region->dev.name, what);
	return -EBUSY;
}

CXL_EXPORT int cxl_region_clear_target(struct cxl_region *region, int position)
{
	int rc = cxl_region_check_disabled(region, "detach a target");

	if (rc)
		return rc;
	cxl_region_forget_paths(region);
	rc = write_target(region, position, "");
	cxl_region_changed(region);
	return rc;
}

CXL_EXPORT int cxl_region_clear_all_targets(struct cxl_region *region)
{
	unsigned int ways = cxl_region_get_interleave_ways(region);
	int rc = cxl_region_check_disabled(region, "detach its targets");

	if (rc)
		return rc;
	if (ways == 0 || ways > CXL_WAYS_MAX)
		return -ENXIO;
	cxl_region_forget_paths(region);
	for (unsigned int i = 0; i < ways && rc == 0; i++)
		rc = write_target(region, i, "");
	cxl_region_changed(region);
	return rc;
}

static int write_commit(struct cxl_region *region, const char *value)
{
	int rc;

	cxl_region_forget_paths(region);
	rc = dev_write_text(&region->dev, "commit", "%s", value);
	cxl_region_changed(region);
	return rc;
}

CXL_EXPORT int cxl_region_decode_commit(struct cxl_region *region)
{
	return write_commit(region, "1");
}

CXL_EXPORT int cxl_region_decode_reset(struct cxl_region *region)
{
	/* The kernel unbinds the driver first. */
	cxl_region_await_nvdimm(region);
	return write_commit(region, "0");
}
