// SPDX-License-Identifier: GPL-2.0-or-later
/* PCI functions of class 0502h: see pci.h. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/array.h"
#include "lib/base/parse.h"
#include "lib/base/root.h"
#include "lib/base/strbuf.h"
#include "lib/tool/host/pci.h"

#define BUS		"pci"
#define DRIVER		"cxl_pci"
#define CLASS_CXL	0x0502	/* memory controller, CXL (PCI code and ID assignment) */

struct census {
	const struct root *root;
	struct host_pci *found;
	char **names;		/* of the unbound ones */
};

static int add_name(struct census *census, const char *name)
{
	size_t nr = census->found->unbound;

	if (array_grow(&census->names, nr) || !(census->names[nr] = strdup(name)))
		return -ENOMEM;
	census->found->unbound++;
	return 0;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in their order, as many as fit; frees them. */
static void join_names(struct census *census, char *buf, size_t len)
{
	struct strbuf text = strbuf_in(buf, len);
	size_t nr = census->found->unbound;

	if (nr)
		qsort(census->names, nr, sizeof(*census->names), compare_names);
	for (size_t i = 0; i < nr; i++) {
		if (text.len + strlen(census->names[i]) + 2 <= len) {
			strbuf_separate(&text, " ");
			strbuf_add(&text, census->names[i]);
		}
		free(census->names[i]);
	}
	free(census->names);
}

/* The driver that the link of a function names: "" if it has none. */
static void driver_of(const struct root *root, const char *name, char *driver, size_t len)
{
	char path[PATH_MAX], link[PATH_MAX];

	if (path_format(path, sizeof(path), ROOT_BUS_DEVICES "/%s/driver", BUS, name) ||
	    root_readlink(root, path, link, sizeof(link)) < 0 ||
	    path_format(driver, len, "%s", path_name(link)))
		driver[0] = '\0';
}

static int count_function(const char *name, void *data)
{
	char path[PATH_MAX], text[32], driver[64], both[NAME_MAX + sizeof(driver) + 4];
	struct census *census = data;
	unsigned long long class;

	if (path_format(path, sizeof(path), ROOT_BUS_DEVICES "/%s/class", BUS, name) ||
	    root_read(census->root, path, text, sizeof(text)) < 0 ||
	    parse_u64(text, &class) || class >> 8 != CLASS_CXL)
		return 0;
	driver_of(census->root, name, driver, sizeof(driver));
	if (!driver[0])
		return add_name(census, name);
	if (!strcmp(driver, DRIVER)) {
		census->found->bound++;
		return 0;
	}
	census->found->taken++;
	return path_format(both, sizeof(both), "%s(%s)", name, driver) ? 0 :
									  add_name(census, both);
}

int host_find_pci(const char *sysroot, struct host_pci *found, char *buf, size_t len)
{
	struct census census = { .found = found };
	struct root *root;
	char path[64];
	int rc;

	*found = (struct host_pci){ 0 };
	buf[0] = '\0';
	rc = root_new(sysroot, &root);
	if (rc)
		return rc;
	census.root = root;
	rc = path_format(path, sizeof(path), ROOT_BUS_DEVICES, BUS);
	if (rc == 0)
		rc = root_list(root, path, count_function, &census);
	join_names(&census, buf, len);
	root_free(root);
	return rc;
}
