// SPDX-License-Identifier: LGPL-2.1-or-later
/* Downstream ports: the dportN links of a port. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "lib/base/array.h"
#include "lib/base/parse.h"
#include "lib/cxl/internal.h"

struct scan {
	struct cxl_port *port;
	struct cxl_dport *dports;
	unsigned int nr;
};

static int scan_dport(const char *name, void *data)
{
	struct scan *scan = data;
	char path[PATH_MAX];
	int id;

	/* A link into nothing: the device is gone. */
	if (parse_id(name, "dport", &id) ||
	    dev_resolve(&scan->port->dev, name, path, sizeof(path)))
		return 0;
	if (array_grow(&scan->dports, scan->nr))
		return -ENOMEM;
	scan->dports[scan->nr] = (struct cxl_dport){
		.port = scan->port, .id = id, .path = strdup(path),
	};
	return scan->dports[scan->nr++].path ? 0 : -ENOMEM;
}

static int compare_ids(const void *a, const void *b)
{
	int first = ((const struct cxl_dport *)a)->id, second = ((const struct cxl_dport *)b)->id;

	return (first > second) - (first < second);
}

static int compare_paths(const void *a, const void *b)
{
	return strcmp((*(struct cxl_dport *const *)a)->path, (*(struct cxl_dport *const *)b)->path);
}

static int sort_dports(struct cxl_port *port)
{
	port->dports_by_path = calloc(port->nr_dports, sizeof(*port->dports_by_path));
	if (!port->dports_by_path)
		return -ENOMEM;
	qsort(port->dports, port->nr_dports, sizeof(*port->dports), compare_ids);
	for (unsigned int i = 0; i < port->nr_dports; i++) {
		port->dports[i].index = i;
		port->dports_by_path[i] = &port->dports[i];
	}
	qsort(port->dports_by_path, port->nr_dports, sizeof(*port->dports_by_path), compare_paths);
	return 0;
}

/* Is what was read before still right? Then callers keep what they hold. */
static bool is_unchanged(const struct cxl_port *port, const struct scan *scan)
{
	if (scan->nr != port->nr_dports)
		return false;
	if (scan->nr)
		qsort(scan->dports, scan->nr, sizeof(*scan->dports), compare_ids);
	for (unsigned int i = 0; i < scan->nr; i++)
		if (scan->dports[i].id != port->dports[i].id ||
		    strcmp(scan->dports[i].path, port->dports[i].path))
			return false;
	return true;
}

static void free_scan(struct scan *scan)
{
	for (unsigned int i = 0; i < scan->nr; i++)
		free(scan->dports[i].path);
	free(scan->dports);
}

/* Read the list, once; the port has none (and errno is set) when that fails. */
static void load_dports(struct cxl_port *port)
{
	struct scan scan = { .port = port };
	int rc;

	errno = 0;
	if (port->dports_known && !port->dports_stale)
		return;
	/* dports of endpoints do not exist. */
	rc = port->type == CXL_PORT_ENDPOINT ? 0 :
	     root_list(port->dev.root, port->dev.path, scan_dport, &scan);
	if (rc == 0 && port->dports_known && is_unchanged(port, &scan)) {
		free_scan(&scan);
		port->dports_stale = false;
		return;
	}
	cxl_port_release_dports(port);
	port->dports = scan.dports;
	port->nr_dports = scan.nr;
	port->dports_known = true;
	if (rc == 0 && scan.nr)
		rc = sort_dports(port);
	if (rc) {
		log_info(&port->ctx->log, "%s: cannot list dports: %s", port->dev.name,
			 strerror(-rc));
		cxl_port_release_dports(port);
		errno = -rc;
	}
}

static struct cxl_dport *dport_at(struct cxl_port *port, unsigned int index)
{
	return index < port->nr_dports ? &port->dports[index] : NULL;
}

CXL_EXPORT struct cxl_dport *cxl_dport_get_first(struct cxl_port *port)
{
	load_dports(port);
	return dport_at(port, 0);
}

CXL_EXPORT struct cxl_dport *cxl_dport_get_next(struct cxl_dport *dport)
{
	return dport_at(dport->port, dport->index + 1);
}

CXL_EXPORT int cxl_port_get_nr_dports(struct cxl_port *port)
{
	load_dports(port);
	return port->nr_dports;
}

struct cxl_dport *cxl_port_dport_by_id(struct cxl_port *port, int id)
{
	struct cxl_dport key = { .id = id };

	load_dports(port);
	if (!port->nr_dports)
		return NULL;
	return bsearch(&key, port->dports, port->nr_dports, sizeof(key), compare_ids);
}

struct cxl_dport *cxl_port_dport_by_path(struct cxl_port *port, const char *path)
{
	struct cxl_dport key = { .path = (char *)path }, *pointer = &key, **found;

	load_dports(port);
	if (!port->nr_dports)
		return NULL;
	found = bsearch(&pointer, port->dports_by_path, port->nr_dports, sizeof(*found),
			compare_paths);
	return found ? *found : NULL;
}

CXL_EXPORT struct cxl_port *cxl_dport_get_port(struct cxl_dport *dport)
{
	return dport->port;
}

CXL_EXPORT int cxl_dport_get_id(struct cxl_dport *dport)
{
	return dport->id;
}

CXL_EXPORT const char *cxl_dport_get_devname(struct cxl_dport *dport)
{
	return path_name(dport->path);
}

static char *resolve_node(struct cxl_dport *dport, const char *node)
{
	char path[PATH_MAX];

	if (root_resolve_in(dport->port->dev.root, dport->path, node, path, sizeof(path)))
		return NULL;
	return strdup(path);
}

static void load_nodes(struct cxl_dport *dport)
{
	if (dport->nodes_known)
		return;
	dport->nodes_known = true;
	dport->physical_node = resolve_node(dport, "physical_node");
	dport->firmware_node = resolve_node(dport, "firmware_node");
}

CXL_EXPORT const char *cxl_dport_get_physical_node(struct cxl_dport *dport)
{
	load_nodes(dport);
	if (dport->physical_node)
		return path_name(dport->physical_node);
	/* What has a firmware node is the physical one. */
	return dport->firmware_node ? path_name(dport->path) : NULL;
}

CXL_EXPORT const char *cxl_dport_get_firmware_node(struct cxl_dport *dport)
{
	load_nodes(dport);
	return dport->firmware_node ? path_name(dport->firmware_node) : NULL;
}

const char *cxl_dport_physical_path(struct cxl_dport *dport)
{
	load_nodes(dport);
	/* An ACPI host bridge is another device than the PCI bus it stands for. */
	return dport->physical_node ? dport->physical_node : dport->path;
}

CXL_EXPORT char *cxl_dport_get_einj_path(struct cxl_dport *dport)
{
	const char *debugfs = cxl_debugfs(dport->port->ctx);
	char path[PATH_MAX];

	if (!debugfs || path_format(path, sizeof(path), "%s/%s/einj_inject", debugfs,
				    path_name(dport->path)))
		return NULL;
	return root_exists(dport->port->dev.root, path) ? strdup(path) : NULL;
}
