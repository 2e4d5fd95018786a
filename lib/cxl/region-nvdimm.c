// SPDX-License-Identifier: LGPL-2.1-or-later
/* nvdimm namespaces on a persistent region: what of it is in use, as far as CXL can see. */
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <time.h>

#include "lib/base/parse.h"
#include "lib/base/strbuf.h"
#include "lib/cxl/internal.h"

struct search {
	const struct root *root;
	unsigned long long resource;
	int nd_region;			/* id of the nvdimm region; -1: not found */
	struct strbuf names;		/* as many as fit */
	int nr;
};

static bool read_number(const struct root *root, const char *name, const char *file,
			unsigned long long *number)
{
	char path[PATH_MAX], text[64];

	return !path_format(path, sizeof(path), ROOT_BUS_DEVICES "/%s/%s", "nd", name, file) &&
	       root_read(root, path, text, sizeof(text)) > 0 && !parse_u64(text, number);
}

/* The nvdimm region that begins at the same address. */
static int match_region(const char *name, void *data)
{
	struct search *search = data;
	unsigned long long resource;
	int id;

	if (parse_id(name, "region", &id) ||
	    !read_number(search->root, name, "resource", &resource) ||
	    resource != search->resource)
		return 0;
	search->nd_region = id;
	return 1;
}

static bool is_bound(const struct root *root, const char *name)
{
	char path[PATH_MAX];

	return !path_format(path, sizeof(path), ROOT_BUS_DEVICES "/%s/driver", "nd", name) &&
	       root_exists(root, path);
}

/* Itself has a driver, or what is made of it: pfn0.0, btt0.0, dax0.0. */
static bool is_in_use(const struct root *root, const char *name)
{
	char path[PATH_MAX], holder[64];

	if (is_bound(root, name))
		return true;
	return !path_format(path, sizeof(path), ROOT_BUS_DEVICES "/%s/holder", "nd", name) &&
	       root_read(root, path, holder, sizeof(holder)) > 0 && !strchr(holder, '/') &&
	       is_bound(root, holder);
}

static int add_namespace(const char *name, void *data)
{
	struct search *search = data;
	unsigned long long size;
	int region, id;

	if (parse_id_pair(name, "namespace", &region, &id) || region != search->nd_region ||
	    !read_number(search->root, name, "size", &size) || !size ||
	    !is_in_use(search->root, name))
		return 0;
	search->nr++;
	strbuf_addf(&search->names, "%s%s", search->names.len ? " " : "", name);
	return 0;
}

static int find_region(struct search *search)
{
	char path[PATH_MAX];
	int rc = path_format(path, sizeof(path), ROOT_BUS_DEVICES, "nd");

	return rc ? rc : root_list(search->root, path, match_region, search);
}

/* Its driver makes the nvdimm region, which comes a little later. */
static bool is_on_its_way(struct cxl_region *region)
{
	const struct search wanted = {
		.root = region->dev.root, .resource = cxl_region_get_resource(region),
		.nd_region = -1,
	};
	struct search search = wanted;
	char file[64], path[PATH_MAX];

	return cxl_region_get_mode(region) == CXL_DECODER_MODE_PMEM && wanted.resource &&
	       !path_format(file, sizeof(file), "pmem_region%d/driver", region->dev.id) &&
	       !dev_path(&region->dev, file, path, sizeof(path)) &&
	       root_exists(region->dev.root, path) && find_region(&search) == 0;
}

void cxl_region_await_nvdimm(struct cxl_region *region)
{
	const struct timespec pause = { .tv_nsec = 10 * 1000 * 1000 };

	for (int i = 0; i < 100 && is_on_its_way(region); i++)
		nanosleep(&pause, NULL);
}

CXL_EXPORT int cxl_region_get_namespaces(struct cxl_region *region, char *buf, size_t len)
{
	struct search search = {
		.root = region->dev.root, .resource = cxl_region_get_resource(region),
		.nd_region = -1,
		.names = buf && len ? strbuf_in(buf, len) : (struct strbuf){ .fixed = true },
	};
	char path[PATH_MAX];
	int rc;

	if (cxl_region_get_mode(region) != CXL_DECODER_MODE_PMEM || !search.resource)
		return 0;
	rc = find_region(&search);
	if (rc == 1)
		rc = path_format(path, sizeof(path), ROOT_BUS_DEVICES, "nd");
	if (rc == 0 && search.nd_region >= 0)
		rc = root_list(search.root, path, add_namespace, &search);
	if (rc == -ENOENT)
		return 0;
	return rc < 0 ? rc : search.nr;
}
