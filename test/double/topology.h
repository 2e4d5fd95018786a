/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A small topology in a synthetic tree: root0 with window decoder0.0 (4 GiB at 4 GiB, pmem and
 * ram), the host bridge port1 (decoder1.0), and below it the memdevs mem0, mem1 with endpoint2,
 * endpoint3, each with decoders N.0 and N.1. All are enabled. topology_obey() is for fault.written.
 * It is not a driver: an attribute returns what was written; regions come and go by name, links
 * named driver with their bind and unbind. A test does what else the kernel would do.
 */
#pragma once

#include <stddef.h>

#define DEVICES "sys/bus/cxl/devices/"

void topology_make(void);
int topology_obey(const char *path, const char *data, size_t len);

/* An attribute of a device, "region0/size", as the kernel would show it. */
void topology_attr(const char *file, const char *text);

/* An endpoint with its decoders, below port1; removing the device removes everything below. */
void topology_endpoint(int id, int memdev);
void topology_remove(const char *device);
