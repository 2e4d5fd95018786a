/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef _LIBCXL_H_
#define _LIBCXL_H_

/**
 * DOC: libcxl - Compute Express Link memory devices on Linux
 *
 * The library reads and changes the kernel's CXL objects below /sys/bus/cxl and
 * sends mailbox commands through /dev/cxl/memN.
 *
 * Lifetime: every object but struct cxl_cmd belongs to its context and ends
 * with the last cxl_unref(). Strings returned as const char * are borrowed from
 * the object. Lists are read from sysfs at the first access and then kept;
 * attributes are read one by one, when first asked for, and then kept, until the
 * library itself changes something: see "Changes of the machine" below.
 *
 * Errors: functions that return int return 0 or a negative errno unless their
 * text says otherwise, functions that return a pointer return NULL and set
 * errno. An attribute that the kernel does not have (an older kernel, a device
 * without that feature), that cannot be read, or whose text is not of its form
 * is "absent", and each accessor states the value that stands for it. The
 * library never prints, except through the log callback of the context.
 *
 * Threads: a context and its objects are for one thread at a time.
 *
 * Sources: the kernel's Documentation/ABI/testing/sysfs-bus-cxl and
 * include/uapi/linux/cxl_mem.h; payloads from the CXL 3.1 specification.
 */

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#ifdef HAVE_UUID
#include <uuid/uuid.h>
#else
typedef unsigned char uuid_t[16];
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ------------------------------------------------------------------------
 * Context
 */

/* The library context: owner of every object, of the log callback and the root. */
struct cxl_ctx;

/**
 * cxl_new - make a context
 * @ctx: where the new context is stored
 *
 * Reads nothing yet. The log priority is LOG_ERR (3), or what the environment
 * variable CXL_LOG says (a number, or a word that begins with err, notice, info
 * or debug); CXL_LOG is ignored in set-user-ID programs.
 *
 * Returns: 0; the context has one reference, to be given back by cxl_unref().
 * -EINVAL (@ctx is NULL) or -ENOMEM.
 */
int cxl_new(struct cxl_ctx **ctx);

/**
 * cxl_ref - take a reference
 * @ctx: context, or NULL
 *
 * Returns: @ctx.
 */
struct cxl_ctx *cxl_ref(struct cxl_ctx *ctx);

/**
 * cxl_unref - give a reference back
 * @ctx: context; NULL is ignored
 *
 * The last one frees the context and every object that belongs to it.
 */
void cxl_unref(struct cxl_ctx *ctx);

/**
 * cxl_set_userdata - keep a pointer of the caller in the context
 * @ctx: context; NULL is ignored
 * @userdata: any pointer; the library never looks at it
 */
void cxl_set_userdata(struct cxl_ctx *ctx, void *userdata);

/**
 * cxl_get_userdata - the pointer of cxl_set_userdata()
 * @ctx: context
 *
 * Returns: the pointer; NULL when none was set or @ctx is NULL.
 */
void *cxl_get_userdata(struct cxl_ctx *ctx);

/**
 * cxl_set_private_data - keep a second pointer of the caller in the context
 * @ctx: context; NULL is ignored
 * @data: any pointer; the library never looks at it
 */
void cxl_set_private_data(struct cxl_ctx *ctx, void *data);

/**
 * cxl_get_private_data - the pointer of cxl_set_private_data()
 * @ctx: context
 *
 * Returns: the pointer; NULL when none was set or @ctx is NULL.
 */
void *cxl_get_private_data(struct cxl_ctx *ctx);

/**
 * cxl_set_log_fn - send the library's messages elsewhere
 * @ctx: context
 * @log_fn: called once a message: the context, a syslog(3) priority, file, line
 *	and function of the library, and the message as a printf format without
 *	newline
 *
 * The default writes "libcxl: function: message" to stderr. Without detail a
 * negative errno often tells too little: errors of opening devices, refusals
 * of the kernel and return codes of the device are all logged at LOG_ERR.
 */
void cxl_set_log_fn(struct cxl_ctx *ctx,
		    void (*log_fn)(struct cxl_ctx *ctx, int priority, const char *file, int line,
				   const char *fn, const char *format, va_list args));

/**
 * cxl_set_log_priority - how much is logged
 * @ctx: context
 * @priority: least urgent syslog(3) priority that is still logged, 0 to 7
 */
void cxl_set_log_priority(struct cxl_ctx *ctx, int priority);

/**
 * cxl_get_log_priority - how much is logged
 * @ctx: context
 *
 * Returns: syslog(3) priority.
 */
int cxl_get_log_priority(struct cxl_ctx *ctx);

/**
 * cxl_debugfs_exists - can the CXL part of debugfs be seen
 * @ctx: context
 *
 * Asked once a context. False also when the caller has no right to look: on
 * most systems debugfs is for root.
 *
 * Returns: true when the first debugfs of /proc/mounts has a folder "cxl".
 */
bool cxl_debugfs_exists(struct cxl_ctx *ctx);

/* ------------------------------------------------------------------------
 * Buses: CXL roots, rootN in /sys/bus/cxl/devices
 */

/* A CXL root: on ACPI systems, the platform's one (ACPI0017). */
struct cxl_bus;

/**
 * cxl_bus_get_first - the CXL root with the lowest id
 * @ctx: context
 *
 * Returns: the bus; NULL when there is none (errno 0) or sysfs cannot be read.
 */
struct cxl_bus *cxl_bus_get_first(struct cxl_ctx *ctx);

/**
 * cxl_bus_get_next - the next CXL root, in the order of ids
 * @bus: bus
 *
 * Returns: the bus after @bus; NULL at the end.
 */
struct cxl_bus *cxl_bus_get_next(struct cxl_bus *bus);

/* For every bus of the context, in the order of ids. */
#define cxl_bus_foreach(ctx, bus) \
	for (bus = cxl_bus_get_first(ctx); bus != NULL; bus = cxl_bus_get_next(bus))

/**
 * cxl_bus_get_by_provider - find a bus by its provider
 * @ctx: context
 * @provider: a text as of cxl_bus_get_provider()
 *
 * Returns: the first bus of that provider, or NULL.
 */
struct cxl_bus *cxl_bus_get_by_provider(struct cxl_ctx *ctx, const char *provider);

/**
 * cxl_bus_get_ctx - the context of a bus
 * @bus: bus
 *
 * Returns: the context, without a new reference.
 */
struct cxl_ctx *cxl_bus_get_ctx(struct cxl_bus *bus);

/**
 * cxl_bus_get_devname - name of the kernel's device
 * @bus: bus
 *
 * Returns: "rootN", borrowed.
 */
const char *cxl_bus_get_devname(struct cxl_bus *bus);

/**
 * cxl_bus_get_id - number of the bus
 * @bus: bus
 *
 * Returns: N of rootN.
 */
int cxl_bus_get_id(struct cxl_bus *bus);

/**
 * cxl_bus_get_provider - who describes this bus
 * @bus: bus
 *
 * Returns: "ACPI.CXL" for the platform firmware, "cxl_test" for the kernel's
 * mock topology, else the name of the host device; borrowed, never NULL.
 */
const char *cxl_bus_get_provider(struct cxl_bus *bus);

/* ------------------------------------------------------------------------
 * Memory devices: memN in /sys/bus/cxl/devices
 */

/* A CXL memory device (memdev). */
struct cxl_memdev;

/**
 * cxl_memdev_get_first - the memory device with the lowest id
 * @ctx: context
 *
 * The first call reads the list. As root it first has the kernel finish pending
 * probes, and waits until udev has nothing to do, for at most 5 seconds; see
 * cxl_set_wait().
 *
 * Returns: the memdev; NULL when there is none (errno 0) or sysfs cannot be read.
 */
struct cxl_memdev *cxl_memdev_get_first(struct cxl_ctx *ctx);

/**
 * cxl_memdev_get_next - the next memory device, in the order of ids
 * @memdev: memdev
 *
 * Returns: the memdev after @memdev; NULL at the end.
 */
struct cxl_memdev *cxl_memdev_get_next(struct cxl_memdev *memdev);

/* For every memdev of the context, enabled or not, in the order of ids. */
#define cxl_memdev_foreach(ctx, memdev) \
	for (memdev = cxl_memdev_get_first(ctx); memdev != NULL; \
	     memdev = cxl_memdev_get_next(memdev))

/**
 * cxl_memdev_get_ctx - the context of a memdev
 * @memdev: memdev
 *
 * Returns: the context, without a new reference.
 */
struct cxl_ctx *cxl_memdev_get_ctx(struct cxl_memdev *memdev);

/**
 * cxl_memdev_get_devname - name of the kernel's device
 * @memdev: memdev
 *
 * Names are given in the order of probing and can differ from boot to boot;
 * the serial number does not.
 *
 * Returns: "memN", borrowed.
 */
const char *cxl_memdev_get_devname(struct cxl_memdev *memdev);

/**
 * cxl_memdev_get_id - number of the memdev
 * @memdev: memdev
 *
 * Returns: N of memN.
 */
int cxl_memdev_get_id(struct cxl_memdev *memdev);

/**
 * cxl_memdev_get_host - the device that provides the memdev
 * @memdev: memdev
 *
 * Returns: name of its parent device, for example the PCI function
 * "0000:35:00.0"; borrowed. NULL when it cannot be found out.
 */
const char *cxl_memdev_get_host(struct cxl_memdev *memdev);

/**
 * cxl_memdev_get_bus - the CXL root above a memdev
 * @memdev: memdev
 *
 * Returns: the bus; NULL when the memdev is disabled or below no known bus.
 */
struct cxl_bus *cxl_memdev_get_bus(struct cxl_memdev *memdev);

/**
 * cxl_memdev_is_enabled - is the cxl_mem driver bound
 * @memdev: memdev
 *
 * Asks the kernel at each call.
 *
 * Returns: 1 or 0.
 */
int cxl_memdev_is_enabled(struct cxl_memdev *memdev);

/**
 * cxl_memdev_get_major - major number of /dev/cxl/memN
 * @memdev: memdev
 *
 * Returns: the number; -1 when absent.
 */
int cxl_memdev_get_major(struct cxl_memdev *memdev);

/**
 * cxl_memdev_get_minor - minor number of /dev/cxl/memN
 * @memdev: memdev
 *
 * Returns: the number; -1 when absent.
 */
int cxl_memdev_get_minor(struct cxl_memdev *memdev);

/**
 * cxl_memdev_get_pmem_size - persistent capacity (attribute pmem/size)
 * @memdev: memdev
 *
 * Returns: bytes; 0 when the device has none, or absent.
 */
unsigned long long cxl_memdev_get_pmem_size(struct cxl_memdev *memdev);

/**
 * cxl_memdev_get_ram_size - volatile capacity (attribute ram/size)
 * @memdev: memdev
 *
 * Returns: bytes; 0 when the device has none, or absent.
 */
unsigned long long cxl_memdev_get_ram_size(struct cxl_memdev *memdev);

/* The kernel reports no QoS class. */
#define CXL_QOS_CLASS_NONE (-1)

/**
 * cxl_memdev_get_pmem_qos_class - QoS class of the persistent capacity
 * @memdev: memdev
 *
 * Attribute pmem/qos_class, since Linux 6.8: the platform's token to match
 * against that of a root decoder (CEDT CFMWS, QTG ID).
 *
 * Returns: the class; CXL_QOS_CLASS_NONE when absent.
 */
int cxl_memdev_get_pmem_qos_class(struct cxl_memdev *memdev);

/**
 * cxl_memdev_get_ram_qos_class - QoS class of the volatile capacity
 * @memdev: memdev
 *
 * Returns: as cxl_memdev_get_pmem_qos_class(), of ram/qos_class.
 */
int cxl_memdev_get_ram_qos_class(struct cxl_memdev *memdev);

/**
 * cxl_memdev_get_serial - PCIe serial number (attribute serial, since 5.18)
 * @memdev: memdev
 *
 * Returns: the 64-bit number; ULLONG_MAX when absent.
 */
unsigned long long cxl_memdev_get_serial(struct cxl_memdev *memdev);

/**
 * cxl_memdev_get_numa_node - NUMA node of the host device (since 5.18)
 * @memdev: memdev
 *
 * The node of the PCI function, not of the memory it provides.
 *
 * Returns: the node; -1 when there is none, or absent.
 */
int cxl_memdev_get_numa_node(struct cxl_memdev *memdev);

/**
 * cxl_memdev_get_firmware_verison - revision of the running firmware
 * @memdev: memdev
 *
 * The spelling is part of the ABI; cxl_memdev_get_firmware_version() is the
 * name to use. The text comes from the device: it may be in no encoding at all.
 *
 * Returns: text, borrowed; "" on a device without a mailbox; NULL when absent.
 */
const char *cxl_memdev_get_firmware_verison(struct cxl_memdev *memdev);

/**
 * cxl_memdev_get_firmware_version - revision of the running firmware
 * @memdev: memdev
 *
 * Returns: as cxl_memdev_get_firmware_verison().
 */
static inline const char *cxl_memdev_get_firmware_version(struct cxl_memdev *memdev)
{
	return cxl_memdev_get_firmware_verison(memdev);
}

/* Feature control (fwctl) character device of a memdev; needs Linux 6.15. */
struct cxl_fwctl;

/**
 * cxl_memdev_get_fwctl - the feature control device of a memdev
 * @memdev: memdev
 *
 * Returns: the device, owned by the memdev; NULL when it has none.
 */
struct cxl_fwctl *cxl_memdev_get_fwctl(struct cxl_memdev *memdev);

/**
 * cxl_fwctl_get_major - major number of /dev/fwctl/fwctlN
 * @fwctl: feature control device
 *
 * Returns: the number.
 */
int cxl_fwctl_get_major(struct cxl_fwctl *fwctl);

/**
 * cxl_fwctl_get_minor - minor number of /dev/fwctl/fwctlN
 * @fwctl: feature control device
 *
 * Returns: the number.
 */
int cxl_fwctl_get_minor(struct cxl_fwctl *fwctl);

/**
 * cxl_memdev_has_poison_support - can poison be injected or cleared
 * @memdev: memdev
 * @inj: true: injected; false: cleared
 *
 * Returns: true when debugfs has inject_poison (clear_poison) for the memdev;
 * false also when debugfs cannot be seen, see cxl_debugfs_exists().
 */
bool cxl_memdev_has_poison_support(struct cxl_memdev *memdev, bool inj);

/* ------------------------------------------------------------------------
 * Topology: ports, dports, endpoints, decoders, targets, regions, mappings
 *
 * The first question about any of them reads their names, all at once, from
 * /sys/bus/cxl/devices, and finds out which is below which from where their
 * devices lie. What is below nothing known is not shown, nor are ports deeper
 * than 64 levels. Lists are in the order of ids unless their text says otherwise.
 */

/* A port: a CXL root, a host bridge, a switch, or the endpoint of a memdev. */
struct cxl_port;

/* A downstream port of a port. */
struct cxl_dport;

/* The endpoint of a memdev: where it hangs in the topology. */
struct cxl_endpoint;

/* A decoder: an address window of a root, or an HDM decoder of a port below. */
struct cxl_decoder;

/* One position of a decoder that interleaves: a dport. */
struct cxl_target;

/* A region: a range of addresses that memdevs serve together. */
struct cxl_region;

/* One position of a region: a decoder of an endpoint. */
struct cxl_memdev_mapping;

/**
 * cxl_bus_get_port - a bus as the port that it is
 * @bus: bus
 *
 * Returns: the root port, which is the same object.
 */
struct cxl_port *cxl_bus_get_port(struct cxl_bus *bus);

/**
 * cxl_port_get_first - the first port directly below a port
 * @parent: port; cxl_bus_get_port() to begin with
 *
 * Endpoints are not among them: cxl_endpoint_get_first().
 *
 * Returns: the port with the lowest id; NULL when there is none (errno 0) or
 * sysfs cannot be read.
 */
struct cxl_port *cxl_port_get_first(struct cxl_port *parent);

/**
 * cxl_port_get_next - the next port below the same parent
 * @port: port
 *
 * Returns: the port after @port; NULL at the end, and for roots and endpoints.
 */
struct cxl_port *cxl_port_get_next(struct cxl_port *port);

/**
 * cxl_port_get_next_all - the next port in the whole tree
 * @port: where to go on
 * @top: port whose tree is walked; not itself part of the walk
 *
 * Returns: a child of @port, else the port after it, else the one after its
 * parent, and so on; NULL at the end.
 */
struct cxl_port *cxl_port_get_next_all(struct cxl_port *port, const struct cxl_port *top);

/* For every port directly below @parent, in the order of ids. */
#define cxl_port_foreach(parent, port) \
	for (port = cxl_port_get_first(parent); port != NULL; port = cxl_port_get_next(port))

/* For every port below @top at any depth: each before those below it. */
#define cxl_port_foreach_all(top, port) \
	for (port = cxl_port_get_first(top); port != NULL; port = cxl_port_get_next_all(port, top))

/**
 * cxl_port_get_ctx - the context of a port
 * @port: port
 *
 * Returns: the context, without a new reference.
 */
struct cxl_ctx *cxl_port_get_ctx(struct cxl_port *port);

/**
 * cxl_port_get_devname - name of the kernel's device
 * @port: port
 *
 * Returns: "rootN", "portN" or "endpointN", borrowed.
 */
const char *cxl_port_get_devname(struct cxl_port *port);

/**
 * cxl_port_get_id - number of the port
 * @port: port
 *
 * Roots, ports and endpoints share one series of numbers.
 *
 * Returns: N of the name.
 */
int cxl_port_get_id(struct cxl_port *port);

/**
 * cxl_port_get_host - the device that a port is made of (link uport)
 * @port: port
 *
 * Returns: name of a PCI function, of a host bridge ("pci0000:34",
 * "ACPI0016:00"), of the platform's device for a root, or of the memdev for an
 * endpoint; borrowed. NULL when it cannot be found out.
 */
const char *cxl_port_get_host(struct cxl_port *port);

/**
 * cxl_port_is_enabled - is the cxl_port driver bound
 * @port: port
 *
 * Asks the kernel at each call. Roots have no driver.
 *
 * Returns: 1 or 0; always 0 for a root.
 */
int cxl_port_is_enabled(struct cxl_port *port);

/**
 * cxl_port_get_parent - the port above
 * @port: port
 *
 * Returns: the port; NULL for a root.
 */
struct cxl_port *cxl_port_get_parent(struct cxl_port *port);

/**
 * cxl_port_get_depth - how many ports are above
 * @port: port
 *
 * Returns: 0 for a root, 1 for a host bridge, and so on.
 */
int cxl_port_get_depth(struct cxl_port *port);

/**
 * cxl_port_get_bus - the CXL root above
 * @port: port
 *
 * Returns: the bus; NULL when @port is disabled. A root is its own bus.
 */
struct cxl_bus *cxl_port_get_bus(struct cxl_port *port);

/**
 * cxl_port_is_root - is the port a CXL root
 * @port: port
 *
 * Returns: true or false.
 */
bool cxl_port_is_root(struct cxl_port *port);

/**
 * cxl_port_is_switch - is the port neither root nor endpoint
 * @port: port
 *
 * Returns: true for host bridges and switches.
 */
bool cxl_port_is_switch(struct cxl_port *port);

/**
 * cxl_port_is_endpoint - is the port an endpoint
 * @port: port
 *
 * Returns: true or false.
 */
bool cxl_port_is_endpoint(struct cxl_port *port);

/**
 * cxl_port_to_bus - a root port as a bus
 * @port: port
 *
 * Returns: the bus; NULL when @port is no root.
 */
struct cxl_bus *cxl_port_to_bus(struct cxl_port *port);

/**
 * cxl_port_to_endpoint - a port as an endpoint
 * @port: port
 *
 * Returns: the endpoint; NULL when @port is none.
 */
struct cxl_endpoint *cxl_port_to_endpoint(struct cxl_port *port);

/**
 * cxl_port_decoders_committed - how many decoders of a port are in use
 * @port: port
 *
 * Attribute decoders_committed, since Linux 6.7.
 *
 * Returns: the number; 0 when absent.
 */
int cxl_port_decoders_committed(struct cxl_port *port);

/**
 * cxl_port_get_parent_dport - the dport of the parent that leads to a port
 * @port: port
 *
 * Link parent_dport, since Linux 6.3.
 *
 * Returns: the dport; NULL for roots and host bridges, and when absent.
 */
struct cxl_dport *cxl_port_get_parent_dport(struct cxl_port *port);

/**
 * cxl_port_get_nr_dports - how many dports a port has
 * @port: port
 *
 * Returns: the number; 0 for an endpoint.
 */
int cxl_port_get_nr_dports(struct cxl_port *port);

/**
 * cxl_port_get_dport_by_memdev - the dport that leads to a memdev
 * @port: port
 * @memdev: memdev, enabled or not
 *
 * Returns: the first dport of which cxl_dport_maps_memdev() is true, or NULL.
 */
struct cxl_dport *cxl_port_get_dport_by_memdev(struct cxl_port *port, struct cxl_memdev *memdev);

/**
 * cxl_port_hosts_memdev - is a memdev's endpoint below a port
 * @port: port
 * @memdev: memdev
 *
 * Returns: true also when @port is that endpoint; false for a disabled memdev.
 */
bool cxl_port_hosts_memdev(struct cxl_port *port, struct cxl_memdev *memdev);

/**
 * cxl_memdev_is_port_ancestor - is a memdev's device below that of a port
 * @memdev: memdev, enabled or not
 * @port: port
 *
 * Goes by the devices, not by endpoints: newer kernels (6.18) make ports only
 * when memdevs are probed.
 *
 * Returns: true when the host of @port is a folder above the memdev.
 */
bool cxl_memdev_is_port_ancestor(struct cxl_memdev *memdev, struct cxl_port *port);

/**
 * cxl_dport_get_first - the dport with the lowest id
 * @port: port
 *
 * The first call reads the list: the links dportN that lead somewhere.
 *
 * Returns: the dport; NULL when there is none (errno 0) or sysfs cannot be read.
 */
struct cxl_dport *cxl_dport_get_first(struct cxl_port *port);

/**
 * cxl_dport_get_next - the next dport, in the order of ids
 * @dport: dport
 *
 * Returns: the dport after @dport; NULL at the end.
 */
struct cxl_dport *cxl_dport_get_next(struct cxl_dport *dport);

/* For every dport of a port, in the order of ids. */
#define cxl_dport_foreach(port, dport) \
	for (dport = cxl_dport_get_first(port); dport != NULL; dport = cxl_dport_get_next(dport))

/**
 * cxl_dport_get_port - the port a dport belongs to
 * @dport: dport
 *
 * Returns: the port.
 */
struct cxl_port *cxl_dport_get_port(struct cxl_dport *dport);

/**
 * cxl_dport_get_id - number of the dport
 * @dport: dport
 *
 * The port number of a PCI bridge, the UID of a host bridge.
 *
 * Returns: N of the link dportN.
 */
int cxl_dport_get_id(struct cxl_dport *dport);

/**
 * cxl_dport_get_devname - the device that a dport is
 * @dport: dport
 *
 * Returns: the name, "0000:34:00.0" or "pci0000:34"; borrowed.
 */
const char *cxl_dport_get_devname(struct cxl_dport *dport);

/**
 * cxl_dport_get_physical_node - the physical device of a dport
 * @dport: dport
 *
 * Returns: name of where the link physical_node of its device leads to; the
 * dport's own name if it has a firmware node instead; NULL when it has neither.
 * Borrowed.
 */
const char *cxl_dport_get_physical_node(struct cxl_dport *dport);

/**
 * cxl_dport_get_firmware_node - the firmware's device of a dport
 * @dport: dport
 *
 * Returns: name of where the link firmware_node of its device leads to, for
 * example "ACPI0016:00"; NULL when there is none. Borrowed.
 */
const char *cxl_dport_get_firmware_node(struct cxl_dport *dport);

/**
 * cxl_dport_maps_memdev - does a dport lead to a memdev
 * @dport: dport
 * @memdev: memdev, enabled or not
 *
 * Returns: true when the memdev's device is below the (physical) device of the
 * dport.
 */
bool cxl_dport_maps_memdev(struct cxl_dport *dport, struct cxl_memdev *memdev);

/**
 * cxl_dport_get_einj_path - where protocol errors of a dport are injected
 * @dport: dport
 *
 * Returns: path of the file einj_inject of debugfs, to be freed by the caller;
 * NULL when there is none, or debugfs cannot be seen, see cxl_debugfs_exists().
 */
char *cxl_dport_get_einj_path(struct cxl_dport *dport);

/**
 * cxl_endpoint_get_first - the first endpoint directly below a port
 * @parent: port
 *
 * Returns: the endpoint with the lowest id; NULL when there is none (errno 0) or
 * sysfs cannot be read.
 */
struct cxl_endpoint *cxl_endpoint_get_first(struct cxl_port *parent);

/**
 * cxl_endpoint_get_next - the next endpoint below the same port
 * @endpoint: endpoint
 *
 * Returns: the endpoint after @endpoint; NULL at the end.
 */
struct cxl_endpoint *cxl_endpoint_get_next(struct cxl_endpoint *endpoint);

/* For every endpoint directly below a port, in the order of ids. */
#define cxl_endpoint_foreach(port, endpoint) \
	for (endpoint = cxl_endpoint_get_first(port); endpoint != NULL; \
	     endpoint = cxl_endpoint_get_next(endpoint))

/**
 * cxl_endpoint_get_ctx - the context of an endpoint
 * @endpoint: endpoint
 *
 * Returns: the context, without a new reference.
 */
struct cxl_ctx *cxl_endpoint_get_ctx(struct cxl_endpoint *endpoint);

/**
 * cxl_endpoint_get_devname - name of the kernel's device
 * @endpoint: endpoint
 *
 * Returns: "endpointN", borrowed.
 */
const char *cxl_endpoint_get_devname(struct cxl_endpoint *endpoint);

/**
 * cxl_endpoint_get_id - number of the endpoint
 * @endpoint: endpoint
 *
 * Returns: N of endpointN.
 */
int cxl_endpoint_get_id(struct cxl_endpoint *endpoint);

/**
 * cxl_endpoint_get_host - name of the memdev that an endpoint is of
 * @endpoint: endpoint
 *
 * Returns: "memN", borrowed; NULL when it cannot be found out.
 */
const char *cxl_endpoint_get_host(struct cxl_endpoint *endpoint);

/**
 * cxl_endpoint_is_enabled - is the cxl_port driver bound
 * @endpoint: endpoint
 *
 * Asks the kernel at each call.
 *
 * Returns: 1 or 0.
 */
int cxl_endpoint_is_enabled(struct cxl_endpoint *endpoint);

/**
 * cxl_endpoint_get_port - an endpoint as the port that it is
 * @endpoint: endpoint
 *
 * Returns: the port, which is the same object.
 */
struct cxl_port *cxl_endpoint_get_port(struct cxl_endpoint *endpoint);

/**
 * cxl_endpoint_get_parent - the port that an endpoint is directly below
 * @endpoint: endpoint
 *
 * Returns: the port.
 */
struct cxl_port *cxl_endpoint_get_parent(struct cxl_endpoint *endpoint);

/**
 * cxl_endpoint_get_bus - the CXL root above an endpoint
 * @endpoint: endpoint
 *
 * Returns: the bus; NULL when the endpoint is disabled.
 */
struct cxl_bus *cxl_endpoint_get_bus(struct cxl_endpoint *endpoint);

/**
 * cxl_endpoint_get_memdev - the memdev that an endpoint is of
 * @endpoint: endpoint
 *
 * Returns: the memdev; NULL when the endpoint is disabled or its memdev unknown.
 */
struct cxl_memdev *cxl_endpoint_get_memdev(struct cxl_endpoint *endpoint);

/**
 * cxl_memdev_get_endpoint - the endpoint of a memdev
 * @memdev: memdev
 *
 * Returns: the endpoint, enabled or not; NULL when the memdev is disabled or has
 * no endpoint in the topology.
 */
struct cxl_endpoint *cxl_memdev_get_endpoint(struct cxl_memdev *memdev);

/* What the capacity behind a decoder of an endpoint, or a region, is. */
enum cxl_decoder_mode {
	CXL_DECODER_MODE_NONE,
	CXL_DECODER_MODE_MIXED,	/* of old kernels; also what is not known */
	CXL_DECODER_MODE_PMEM,
	CXL_DECODER_MODE_RAM,
};

/**
 * cxl_decoder_mode_name - word for a mode
 * @mode: mode
 *
 * Returns: "none", "mixed", "pmem" or "ram"; "none" for what is no mode.
 */
static inline const char *cxl_decoder_mode_name(enum cxl_decoder_mode mode)
{
	switch (mode) {
	case CXL_DECODER_MODE_MIXED:
		return "mixed";
	case CXL_DECODER_MODE_PMEM:
		return "pmem";
	case CXL_DECODER_MODE_RAM:
		return "ram";
	case CXL_DECODER_MODE_NONE:
		break;
	}
	return "none";
}

/**
 * cxl_decoder_mode_from_ident - mode for a word of a user
 * @ident: word
 *
 * Returns: the mode of "pmem", and of "ram" or "volatile"; for every other word
 * CXL_DECODER_MODE_NONE.
 */
static inline enum cxl_decoder_mode cxl_decoder_mode_from_ident(const char *ident)
{
	if (strcmp(ident, "ram") == 0 || strcmp(ident, "volatile") == 0)
		return CXL_DECODER_MODE_RAM;
	if (strcmp(ident, "pmem") == 0)
		return CXL_DECODER_MODE_PMEM;
	return CXL_DECODER_MODE_NONE;
}

/* What a decoder is for. */
enum cxl_decoder_target_type {
	CXL_DECODER_TTYPE_UNKNOWN,
	CXL_DECODER_TTYPE_EXPANDER,	/* memory devices (type 3) */
	CXL_DECODER_TTYPE_ACCELERATOR,	/* devices with memory (type 2) */
};

/**
 * cxl_decoder_get_first - the decoder with the lowest id
 * @port: port of any type
 *
 * Returns: the decoder; NULL when there is none (errno 0) or sysfs cannot be read.
 */
struct cxl_decoder *cxl_decoder_get_first(struct cxl_port *port);

/**
 * cxl_decoder_get_next - the next decoder of the same port, in the order of ids
 * @decoder: decoder
 *
 * Returns: the decoder after @decoder; NULL at the end.
 */
struct cxl_decoder *cxl_decoder_get_next(struct cxl_decoder *decoder);

/**
 * cxl_decoder_get_last - the decoder with the highest id
 * @port: port of any type
 *
 * Returns: as cxl_decoder_get_first().
 */
struct cxl_decoder *cxl_decoder_get_last(struct cxl_port *port);

/**
 * cxl_decoder_get_prev - the decoder of the same port with the next lower id
 * @decoder: decoder
 *
 * Returns: the decoder before @decoder; NULL before the first.
 */
struct cxl_decoder *cxl_decoder_get_prev(struct cxl_decoder *decoder);

/* For every decoder of a port, in the order of ids, and in the opposite one. */
#define cxl_decoder_foreach(port, decoder) \
	for (decoder = cxl_decoder_get_first(port); decoder != NULL; \
	     decoder = cxl_decoder_get_next(decoder))
#define cxl_decoder_foreach_reverse(port, decoder) \
	for (decoder = cxl_decoder_get_last(port); decoder != NULL; \
	     decoder = cxl_decoder_get_prev(decoder))

/**
 * cxl_decoder_get_by_name - find a decoder by its name
 * @ctx: context
 * @ident: "decoderP.I", the whole of it
 *
 * Returns: the decoder, of any type of port, or NULL.
 */
struct cxl_decoder *cxl_decoder_get_by_name(struct cxl_ctx *ctx, const char *ident);

/**
 * cxl_decoder_get_ctx - the context of a decoder
 * @decoder: decoder
 *
 * Returns: the context, without a new reference.
 */
struct cxl_ctx *cxl_decoder_get_ctx(struct cxl_decoder *decoder);

/**
 * cxl_decoder_get_port - the port a decoder belongs to
 * @decoder: decoder
 *
 * Returns: the port; what it is says what the decoder is (cxl_port_is_root()...).
 */
struct cxl_port *cxl_decoder_get_port(struct cxl_decoder *decoder);

/**
 * cxl_decoder_get_devname - name of the kernel's device
 * @decoder: decoder
 *
 * Returns: "decoderP.I", borrowed.
 */
const char *cxl_decoder_get_devname(struct cxl_decoder *decoder);

/**
 * cxl_decoder_get_id - number of the decoder at its port
 * @decoder: decoder
 *
 * Returns: I of decoderP.I.
 */
int cxl_decoder_get_id(struct cxl_decoder *decoder);

/**
 * cxl_decoder_get_resource - where the decoder's addresses begin (attribute start)
 * @decoder: decoder
 *
 * Only root may read it.
 *
 * Returns: host physical address; ULLONG_MAX when absent.
 */
unsigned long long cxl_decoder_get_resource(struct cxl_decoder *decoder);

/**
 * cxl_decoder_get_size - how many addresses the decoder has (attribute size)
 * @decoder: decoder
 *
 * Returns: bytes, 0 when it is not in use; ULLONG_MAX when absent.
 */
unsigned long long cxl_decoder_get_size(struct cxl_decoder *decoder);

/**
 * cxl_decoder_get_dpa_resource - where the decoder's capacity begins
 * @decoder: decoder of an endpoint
 *
 * Returns: device physical address; ULLONG_MAX when it has none, or absent, and
 * for decoders of other ports.
 */
unsigned long long cxl_decoder_get_dpa_resource(struct cxl_decoder *decoder);

/**
 * cxl_decoder_get_dpa_size - how much capacity the decoder has
 * @decoder: decoder of an endpoint
 *
 * Returns: bytes; ULLONG_MAX when absent, and for decoders of other ports.
 */
unsigned long long cxl_decoder_get_dpa_size(struct cxl_decoder *decoder);

/**
 * cxl_decoder_get_mode - type of the decoder's capacity
 * @decoder: decoder of an endpoint
 *
 * Returns: the mode; CXL_DECODER_MODE_NONE when absent, and for decoders of
 * other ports.
 */
enum cxl_decoder_mode cxl_decoder_get_mode(struct cxl_decoder *decoder);

/**
 * cxl_decoder_get_interleave_ways - over how many targets a decoder interleaves
 * @decoder: decoder
 *
 * Returns: the number, 1 for no interleaving; UINT_MAX when absent.
 */
unsigned int cxl_decoder_get_interleave_ways(struct cxl_decoder *decoder);

/**
 * cxl_decoder_get_interleave_granularity - after how much the next target follows
 * @decoder: decoder
 *
 * Returns: bytes; UINT_MAX when absent.
 */
unsigned int cxl_decoder_get_interleave_granularity(struct cxl_decoder *decoder);

/**
 * cxl_decoder_get_target_type - what a decoder is for
 * @decoder: decoder
 *
 * Returns: the type; CXL_DECODER_TTYPE_UNKNOWN when absent, as for all decoders
 * of roots.
 */
enum cxl_decoder_target_type cxl_decoder_get_target_type(struct cxl_decoder *decoder);

/**
 * cxl_decoder_is_locked - is the decoder fixed by the firmware
 * @decoder: decoder
 *
 * Returns: true or false; false when absent.
 */
bool cxl_decoder_is_locked(struct cxl_decoder *decoder);

/**
 * cxl_decoder_is_pmem_capable - may persistent memory be in this window
 * @decoder: decoder
 *
 * Returns: true or false for a decoder of a root, always true for others.
 */
bool cxl_decoder_is_pmem_capable(struct cxl_decoder *decoder);

/**
 * cxl_decoder_is_volatile_capable - may volatile memory be in this window
 * @decoder: decoder
 *
 * Returns: true or false for a decoder of a root, always true for others.
 */
bool cxl_decoder_is_volatile_capable(struct cxl_decoder *decoder);

/**
 * cxl_decoder_is_mem_capable - may memory devices (type 3) be in this window
 * @decoder: decoder
 *
 * Returns: true or false for a decoder of a root, always true for others.
 */
bool cxl_decoder_is_mem_capable(struct cxl_decoder *decoder);

/**
 * cxl_decoder_is_accelmem_capable - may accelerators (type 2) be in this window
 * @decoder: decoder
 *
 * Returns: true or false for a decoder of a root, always true for others.
 */
bool cxl_decoder_is_accelmem_capable(struct cxl_decoder *decoder);

/**
 * cxl_root_decoder_get_qos_class - QoS class of an address window
 * @decoder: decoder of a root
 *
 * Attribute qos_class, since Linux 6.5.
 *
 * Returns: the class; CXL_QOS_CLASS_NONE when absent; -EINVAL for a decoder of
 * another port.
 */
int cxl_root_decoder_get_qos_class(struct cxl_decoder *decoder);

/**
 * cxl_decoder_get_max_available_extent - the largest free piece of a window
 * @decoder: decoder of a root
 *
 * Every region that has a size takes space, committed or not: the kernel gives its
 * addresses to no other region.
 *
 * Returns: bytes; ULLONG_MAX when it is not known where the window is (only root
 * may read that); 0 for decoders of other ports.
 */
unsigned long long cxl_decoder_get_max_available_extent(struct cxl_decoder *decoder);

/**
 * cxl_decoder_get_memdev - the memdev that a decoder is in
 * @decoder: decoder of an endpoint
 *
 * Returns: the memdev; NULL when the endpoint is disabled or its memdev unknown,
 * and for decoders of other ports.
 */
struct cxl_memdev *cxl_decoder_get_memdev(struct cxl_decoder *decoder);

/**
 * cxl_decoder_get_region - the region that a decoder is programmed for
 * @decoder: decoder of a port below a root
 *
 * Asks the kernel at each call.
 *
 * Returns: the region, or NULL; for decoders of roots see cxl_region_get_first().
 */
struct cxl_region *cxl_decoder_get_region(struct cxl_decoder *decoder);

/**
 * cxl_decoder_get_nr_targets - how many targets a decoder has
 * @decoder: decoder
 *
 * Returns: the number of entries of target_list that are dports of the port.
 */
int cxl_decoder_get_nr_targets(struct cxl_decoder *decoder);

/**
 * cxl_decoder_get_target_by_memdev - the target that leads to a memdev
 * @decoder: decoder
 * @memdev: memdev, enabled or not
 *
 * Returns: the first target of which cxl_target_maps_memdev() is true, or NULL.
 */
struct cxl_target *cxl_decoder_get_target_by_memdev(struct cxl_decoder *decoder,
						    struct cxl_memdev *memdev);

/**
 * cxl_decoder_get_target_by_position - the target at a position
 * @decoder: decoder
 * @position: 0 to the number of ways less 1
 *
 * Returns: the target, or NULL.
 */
struct cxl_target *cxl_decoder_get_target_by_position(struct cxl_decoder *decoder, int position);

/**
 * cxl_target_get_first - the target with the lowest position
 * @decoder: decoder
 *
 * Returns: the target; NULL when there is none, as for decoders of endpoints.
 */
struct cxl_target *cxl_target_get_first(struct cxl_decoder *decoder);

/**
 * cxl_target_get_next - the next target, in the order of positions
 * @target: target
 *
 * Returns: the target after @target; NULL at the end.
 */
struct cxl_target *cxl_target_get_next(struct cxl_target *target);

/* For every target of a decoder, in the order of positions. */
#define cxl_target_foreach(decoder, target) \
	for (target = cxl_target_get_first(decoder); target != NULL; \
	     target = cxl_target_get_next(target))

/**
 * cxl_target_get_decoder - the decoder a target belongs to
 * @target: target
 *
 * Returns: the decoder.
 */
struct cxl_decoder *cxl_target_get_decoder(struct cxl_target *target);

/**
 * cxl_target_get_position - where in the interleaving a target is
 * @target: target
 *
 * Returns: place in the attribute target_list, from 0.
 */
int cxl_target_get_position(struct cxl_target *target);

/**
 * cxl_target_get_id - number of the target's dport
 * @target: target
 *
 * Returns: as cxl_dport_get_id().
 */
unsigned long cxl_target_get_id(struct cxl_target *target);

/**
 * cxl_target_get_devname - the device that a target is
 * @target: target
 *
 * Returns: as cxl_dport_get_devname().
 */
const char *cxl_target_get_devname(struct cxl_target *target);

/**
 * cxl_target_get_physical_node - the physical device of a target
 * @target: target
 *
 * Returns: as cxl_dport_get_physical_node().
 */
const char *cxl_target_get_physical_node(struct cxl_target *target);

/**
 * cxl_target_get_firmware_node - the firmware's device of a target
 * @target: target
 *
 * Returns: as cxl_dport_get_firmware_node().
 */
const char *cxl_target_get_firmware_node(struct cxl_target *target);

/**
 * cxl_target_maps_memdev - does a target lead to a memdev
 * @target: target
 * @memdev: memdev, enabled or not
 *
 * Returns: as cxl_dport_maps_memdev().
 */
bool cxl_target_maps_memdev(struct cxl_target *target, struct cxl_memdev *memdev);

/**
 * cxl_region_get_first - the region with the lowest address
 * @decoder: decoder of a root
 *
 * Returns: the region; NULL when there is none (errno 0), as for decoders of
 * other ports, or sysfs cannot be read.
 */
struct cxl_region *cxl_region_get_first(struct cxl_decoder *decoder);

/**
 * cxl_region_get_next - the next region of the same window
 * @region: region
 *
 * The order is that of addresses, without an address first; then that of ids.
 *
 * Returns: the region after @region; NULL at the end.
 */
struct cxl_region *cxl_region_get_next(struct cxl_region *region);

/* For every region of a window; the second one survives the end of @region. */
#define cxl_region_foreach(decoder, region) \
	for (region = cxl_region_get_first(decoder); region != NULL; \
	     region = cxl_region_get_next(region))
#define cxl_region_foreach_safe(decoder, region, _region) \
	for (region = cxl_region_get_first(decoder), \
	     _region = region ? cxl_region_get_next(region) : NULL; \
	     region != NULL; \
	     region = _region, \
	     _region = _region ? cxl_region_get_next(_region) : NULL)

/**
 * cxl_region_get_ctx - the context of a region
 * @region: region
 *
 * Returns: the context, without a new reference.
 */
struct cxl_ctx *cxl_region_get_ctx(struct cxl_region *region);

/**
 * cxl_region_get_decoder - the window that a region is in
 * @region: region
 *
 * Returns: the decoder, of a root.
 */
struct cxl_decoder *cxl_region_get_decoder(struct cxl_region *region);

/**
 * cxl_region_get_devname - name of the kernel's device
 * @region: region
 *
 * Returns: "regionN", borrowed.
 */
const char *cxl_region_get_devname(struct cxl_region *region);

/**
 * cxl_region_get_id - number of the region
 * @region: region
 *
 * Returns: N of regionN.
 */
int cxl_region_get_id(struct cxl_region *region);

/**
 * cxl_region_is_enabled - is the cxl_region driver bound
 * @region: region
 *
 * Asks the kernel at each call.
 *
 * Returns: 1 or 0.
 */
int cxl_region_is_enabled(struct cxl_region *region);

/**
 * cxl_region_decode_is_committed - are the decoders of a region programmed
 * @region: region
 *
 * Returns: 1 or 0; 0 when absent.
 */
int cxl_region_decode_is_committed(struct cxl_region *region);

/**
 * cxl_region_get_resource - where a region begins
 * @region: region
 *
 * Returns: host physical address; 0 when it has none yet, or absent.
 */
unsigned long long cxl_region_get_resource(struct cxl_region *region);

/**
 * cxl_region_get_size - size of a region
 * @region: region
 *
 * Returns: bytes, 0 before it is set; ULLONG_MAX when absent.
 */
unsigned long long cxl_region_get_size(struct cxl_region *region);

/**
 * cxl_region_get_extended_linear_cache_size - DRAM in front of a region
 * @region: region
 *
 * Since Linux 6.19. It is part of the region's size.
 *
 * Returns: bytes; 0 when there is none, or absent.
 */
unsigned long long cxl_region_get_extended_linear_cache_size(struct cxl_region *region);

/**
 * cxl_region_get_interleave_ways - over how many memdevs a region interleaves
 * @region: region
 *
 * Returns: the number, 0 before it is set; UINT_MAX when absent.
 */
unsigned int cxl_region_get_interleave_ways(struct cxl_region *region);

/**
 * cxl_region_get_interleave_granularity - after how much the next memdev follows
 * @region: region
 *
 * Returns: bytes, 0 before it is set; UINT_MAX when absent.
 */
unsigned int cxl_region_get_interleave_granularity(struct cxl_region *region);

/**
 * cxl_region_get_mode - type of a region's capacity
 * @region: region
 *
 * Returns: CXL_DECODER_MODE_PMEM or _RAM; CXL_DECODER_MODE_NONE when absent
 * (before Linux 6.3).
 */
enum cxl_decoder_mode cxl_region_get_mode(struct cxl_region *region);

/**
 * cxl_region_get_uuid - UUID of a persistent region
 * @region: region
 * @uu: where its 16 bytes are stored, in the order of the text; all 0 when there
 *	is none, or absent
 */
void cxl_region_get_uuid(struct cxl_region *region, uuid_t uu);

/* Is a region fixed by the firmware? */
enum cxl_region_locked_state {
	CXL_REGION_LOCKED_UNKNOWN = -1,	/* the kernel does not tell (before 7.1) */
	CXL_REGION_UNLOCKED = 0,
	CXL_REGION_LOCKED = 1,
};

/* Of libdaxctl, <daxctl/libdaxctl.h>. */
struct daxctl_region;

/**
 * cxl_region_get_daxctl_region - the dax region that a region of volatile memory has
 * @region: region
 *
 * It lies in a context of libdaxctl that shares root and log with this one, and ends
 * with the region.
 *
 * Returns: the dax region, without a new reference, the same at each call; NULL when
 * the region has none, now (errno 0), or errno ENOMEM.
 */
struct daxctl_region *cxl_region_get_daxctl_region(struct cxl_region *region);

/**
 * cxl_region_locked_state - is a region fixed by the firmware
 * @region: region
 *
 * Returns: the state.
 */
enum cxl_region_locked_state cxl_region_locked_state(struct cxl_region *region);

/**
 * cxl_region_qos_class_mismatch - is a region in a window of another performance
 * @region: region
 *
 * Returns: true when the QoS class of a mapped memdev, for the type of capacity
 * that the region has, is another one than that of the window. None is a class
 * in that comparison.
 */
bool cxl_region_qos_class_mismatch(struct cxl_region *region);

/**
 * cxl_region_get_target_decoder - the decoder at a position of a region
 * @region: region
 * @position: 0 to the number of ways less 1
 *
 * Asks the kernel at each call.
 *
 * Returns: the decoder; NULL and errno ENODATA (none is attached), ENXIO (it is
 * no decoder that is known), or that of reading.
 */
struct cxl_decoder *cxl_region_get_target_decoder(struct cxl_region *region, int position);

/**
 * cxl_mapping_get_first - the mapping with the lowest position
 * @region: region
 *
 * The first call reads the list: the positions that a decoder is attached to.
 *
 * Returns: the mapping; NULL when there is none.
 */
struct cxl_memdev_mapping *cxl_mapping_get_first(struct cxl_region *region);

/**
 * cxl_mapping_get_next - the next mapping, in the order of positions
 * @mapping: mapping
 *
 * Returns: the mapping after @mapping; NULL at the end.
 */
struct cxl_memdev_mapping *cxl_mapping_get_next(struct cxl_memdev_mapping *mapping);

/* For every mapping of a region, in the order of positions. */
#define cxl_mapping_foreach(region, mapping) \
	for (mapping = cxl_mapping_get_first(region); mapping != NULL; \
	     mapping = cxl_mapping_get_next(mapping))

/**
 * cxl_mapping_get_decoder - what is attached to a position
 * @mapping: mapping
 *
 * Returns: the decoder, of an endpoint.
 */
struct cxl_decoder *cxl_mapping_get_decoder(struct cxl_memdev_mapping *mapping);

/**
 * cxl_mapping_get_position - where in the interleaving a mapping is
 * @mapping: mapping
 *
 * Returns: the position, from 0.
 */
unsigned int cxl_mapping_get_position(struct cxl_memdev_mapping *mapping);

/* A kind of protocol error that can be injected for tests (ACPI EINJ). */
struct cxl_protocol_error;

/**
 * cxl_protocol_error_get_first - the first kind that the platform can inject
 * @ctx: context
 *
 * The first call reads the file einj_types of debugfs; kinds without a name here
 * are left out.
 *
 * Returns: the kind; NULL when there is none, or debugfs cannot be seen, see
 * cxl_debugfs_exists().
 */
struct cxl_protocol_error *cxl_protocol_error_get_first(struct cxl_ctx *ctx);

/**
 * cxl_protocol_error_get_next - the next kind, in the order of the file
 * @perror: kind
 *
 * Returns: the kind after @perror; NULL at the end.
 */
struct cxl_protocol_error *cxl_protocol_error_get_next(struct cxl_protocol_error *perror);

/* For every kind of protocol error that can be injected. */
#define cxl_protocol_error_foreach(ctx, perror) \
	for (perror = cxl_protocol_error_get_first(ctx); perror != NULL; \
	     perror = cxl_protocol_error_get_next(perror))

/**
 * cxl_protocol_error_get_num - number of a kind of protocol error
 * @perror: kind
 *
 * Returns: ACPI EINJ error type, 0x1000 to 0x20000.
 */
unsigned int cxl_protocol_error_get_num(struct cxl_protocol_error *perror);

/**
 * cxl_protocol_error_get_str - name of a kind of protocol error
 * @perror: kind
 *
 * Returns: "cache-" or "mem-" with "correctable", "uncorrectable" or "fatal".
 */
const char *cxl_protocol_error_get_str(struct cxl_protocol_error *perror);

/* ------------------------------------------------------------------------
 * Label storage area: where a device keeps the labels of its regions and
 * namespaces (CXL 3.1 section 9.13.2). The library moves its bytes.
 */

/**
 * cxl_memdev_get_label_size - size of the label storage area
 * @memdev: memdev
 *
 * Returns: bytes, 0 when the device has no such area; SIZE_MAX when absent.
 */
size_t cxl_memdev_get_label_size(struct cxl_memdev *memdev);

/**
 * cxl_memdev_nvdimm_bridge_active - does the kernel use the labels now
 * @memdev: memdev
 *
 * While the nvdimm device pmemN of the memdev is bound to its driver, the label
 * area belongs to the kernel and cannot be written by others.
 *
 * Returns: 1 or 0.
 */
int cxl_memdev_nvdimm_bridge_active(struct cxl_memdev *memdev);

/**
 * cxl_memdev_read_label - read from the label area
 * @memdev: memdev
 * @buf: room for @length bytes
 * @length: bytes to read; 0 is nothing to do
 * @offset: in bytes from the start of the area
 *
 * Sends Get LSA as often as the size of the mailbox makes necessary. Needs the
 * right to open /dev/cxl/memN for writing.
 *
 * Returns: 0; -EINVAL (@buf is NULL, beyond the area, no mailbox, or the device
 * returned less), -ENXIO (the device refused, or the device node is not the
 * device's), -EOPNOTSUPP, -EROFS (see cxl_set_root()), or the errno of open()
 * or ioctl(). Then the content of @buf is undefined.
 */
int cxl_memdev_read_label(struct cxl_memdev *memdev, void *buf, size_t length, size_t offset);

/**
 * cxl_memdev_write_label - write to the label area
 * @memdev: memdev
 * @buf: what to write
 * @length: bytes to write; 0 is nothing to do
 * @offset: in bytes from the start of the area
 *
 * Sends Set LSA as often as the size of the mailbox makes necessary. When a
 * later piece fails, the earlier ones are written: a caller that cannot have
 * that reads the old bytes first and writes them back.
 *
 * Returns: as cxl_memdev_read_label(), and -EBUSY while
 * cxl_memdev_nvdimm_bridge_active(), before anything is written.
 */
int cxl_memdev_write_label(struct cxl_memdev *memdev, void *buf, size_t length, size_t offset);

/**
 * cxl_memdev_zero_label - write zeros to the label area
 * @memdev: memdev
 * @length: bytes to write; 0 is nothing to do
 * @offset: in bytes from the start of the area
 *
 * Returns: as cxl_memdev_write_label(), and -ENOMEM.
 */
int cxl_memdev_zero_label(struct cxl_memdev *memdev, size_t length, size_t offset);

/* ------------------------------------------------------------------------
 * Mailbox commands
 */

/* One mailbox command to one memdev; the caller's own, counted by references. */
struct cxl_cmd;

/**
 * cxl_cmd_new_raw - a command by its opcode
 * @memdev: memdev
 * @opcode: 1 to 0xffff (CXL 3.1 table 8-36)
 *
 * The kernel taints itself when one is sent, and needs CONFIG_CXL_MEM_RAW_COMMANDS.
 * Payloads have to be set by cxl_cmd_set_input_payload() and
 * cxl_cmd_set_output_payload().
 *
 * Returns: a command with one reference; NULL and errno EINVAL (@opcode),
 * EOPNOTSUPP (the kernel allows no raw commands), ENOMEM, or that of opening
 * /dev/cxl/memN.
 */
struct cxl_cmd *cxl_cmd_new_raw(struct cxl_memdev *memdev, int opcode);

/**
 * cxl_cmd_new_identify - Identify Memory Device (opcode 4000h)
 * @memdev: memdev
 *
 * Returns: as cxl_cmd_new_raw().
 */
struct cxl_cmd *cxl_cmd_new_identify(struct cxl_memdev *memdev);

/**
 * cxl_cmd_new_read_label - Get LSA (opcode 4102h), one piece
 * @memdev: memdev
 * @offset: in bytes from the start of the label area
 * @length: bytes to read, at most the payload of the mailbox
 *
 * Has an output buffer of @length bytes, which cxl_cmd_set_output_payload() may
 * replace. cxl_memdev_read_label() does the whole of it.
 *
 * Returns: as cxl_cmd_new_raw(); EINVAL when @length is too large.
 */
struct cxl_cmd *cxl_cmd_new_read_label(struct cxl_memdev *memdev, unsigned int offset,
				       unsigned int length);

/**
 * cxl_cmd_new_write_label - Set LSA (opcode 4103h), one piece
 * @memdev: memdev
 * @buf: @length bytes, copied
 * @offset: in bytes from the start of the label area
 * @length: bytes to write, at most the payload of the mailbox less 8
 *
 * Returns: as cxl_cmd_new_raw(); EINVAL when @length is too large.
 */
struct cxl_cmd *cxl_cmd_new_write_label(struct cxl_memdev *memdev, void *buf, unsigned int offset,
					unsigned int length);

/**
 * cxl_cmd_ref - take a reference
 * @cmd: command
 */
void cxl_cmd_ref(struct cxl_cmd *cmd);

/**
 * cxl_cmd_unref - give a reference back
 * @cmd: command; NULL is ignored
 *
 * The last one frees the command and the buffers that it made itself. A command
 * keeps its context alive.
 */
void cxl_cmd_unref(struct cxl_cmd *cmd);

/**
 * cxl_cmd_set_input_payload - set what is sent with a command
 * @cmd: command
 * @in: buffer, used until the last submit and still the caller's; NULL: the
 *	command makes one of @size zero bytes and frees it
 * @size: bytes, at most the payload of the mailbox
 *
 * Returns: 0, -EINVAL (@size) or -ENOMEM; then nothing has changed.
 */
int cxl_cmd_set_input_payload(struct cxl_cmd *cmd, void *in, int size);

/**
 * cxl_cmd_set_output_payload - set where the reply to a command goes
 * @cmd: command
 * @out: buffer, as for cxl_cmd_set_input_payload()
 * @size: room in bytes, at most the payload of the mailbox
 *
 * Returns: 0, -EINVAL (@size) or -ENOMEM; then nothing has changed.
 */
int cxl_cmd_set_output_payload(struct cxl_cmd *cmd, void *out, int size);

/**
 * cxl_cmd_submit - send a command and wait for the reply
 * @cmd: command
 *
 * 0 says only that the kernel got a reply; whether the device did what it was
 * told says cxl_cmd_get_mbox_status().
 *
 * Returns: 0, -ENXIO (the node /dev/cxl/memN is not the device of sysfs),
 * -EROFS (see cxl_set_root()), or the errno of open() or ioctl(): -ENOTTY (the
 * device does not have the command), -EBUSY (the kernel owns it now), -EPERM (a
 * raw command that is restricted), -EINVAL, -ENOMEM, -E2BIG (sizes of payloads).
 */
int cxl_cmd_submit(struct cxl_cmd *cmd);

/**
 * cxl_cmd_get_mbox_status - return code of the device
 * @cmd: command
 *
 * Returns: mailbox return code of the last submit (CXL 3.1 table 8-34: 0 is
 * success), 1 before any, a negative errno when the last submit failed.
 */
int cxl_cmd_get_mbox_status(struct cxl_cmd *cmd);

/**
 * cxl_cmd_get_out_size - size of the reply
 * @cmd: command
 *
 * Returns: bytes that the device returned; before submit the room there is.
 */
int cxl_cmd_get_out_size(struct cxl_cmd *cmd);

/**
 * cxl_cmd_get_devname - name of the memdev a command is for
 * @cmd: command
 *
 * Returns: "memN", borrowed from the memdev.
 */
const char *cxl_cmd_get_devname(struct cxl_cmd *cmd);

/**
 * cxl_cmd_read_label_get_payload - copy the reply to Get LSA
 * @cmd: command of cxl_cmd_new_read_label(), submitted
 * @buf: room for @length bytes
 * @length: bytes wanted
 *
 * Returns: @length; -EINVAL (another command, @buf is NULL, or the reply is
 * shorter), -ENXIO (not submitted, or the device refused), the errno of submit.
 */
ssize_t cxl_cmd_read_label_get_payload(struct cxl_cmd *cmd, void *buf, unsigned int length);

/**
 * cxl_cmd_identify_get_fw_rev - firmware revision in the reply to Identify
 * @cmd: command of cxl_cmd_new_identify(), submitted
 * @fw_rev: room for @fw_len bytes; at most 16 are stored, without NUL
 * @fw_len: bytes
 *
 * Returns: 0; -EINVAL (another command, @fw_rev NULL, @fw_len negative), -ENXIO
 * (not submitted, or the device refused), -ENODATA (the reply is too short), or
 * the errno of submit.
 */
int cxl_cmd_identify_get_fw_rev(struct cxl_cmd *cmd, char *fw_rev, int fw_len);

/**
 * cxl_cmd_identify_get_total_size - capacity of the device
 * @cmd: command of cxl_cmd_new_identify(), submitted
 *
 * Returns: bytes; ULLONG_MAX on the errors of cxl_cmd_identify_get_fw_rev().
 */
unsigned long long cxl_cmd_identify_get_total_size(struct cxl_cmd *cmd);

/**
 * cxl_cmd_identify_get_volatile_only_size - capacity that can only be volatile
 * @cmd: command of cxl_cmd_new_identify(), submitted
 *
 * Returns: as cxl_cmd_identify_get_total_size().
 */
unsigned long long cxl_cmd_identify_get_volatile_only_size(struct cxl_cmd *cmd);

/**
 * cxl_cmd_identify_get_persistent_only_size - capacity that can only be persistent
 * @cmd: command of cxl_cmd_new_identify(), submitted
 *
 * Returns: as cxl_cmd_identify_get_total_size().
 */
unsigned long long cxl_cmd_identify_get_persistent_only_size(struct cxl_cmd *cmd);

/**
 * cxl_cmd_identify_get_partition_align - step in which the rest can be partitioned
 * @cmd: command of cxl_cmd_new_identify(), submitted
 *
 * Returns: as cxl_cmd_identify_get_total_size(); 0: it cannot be partitioned.
 */
unsigned long long cxl_cmd_identify_get_partition_align(struct cxl_cmd *cmd);

/**
 * cxl_cmd_identify_get_label_size - size of the label storage area
 * @cmd: command of cxl_cmd_new_identify(), submitted
 *
 * Returns: bytes; a negative errno, as unsigned, on the errors of
 * cxl_cmd_identify_get_fw_rev().
 */
unsigned int cxl_cmd_identify_get_label_size(struct cxl_cmd *cmd);

/* ------------------------------------------------------------------------
 * Health: how well a device is (Get Health Info, CXL 3.1 section 8.2.9.9.3.1)
 */

/**
 * cxl_cmd_new_get_health_info - Get Health Info (opcode 4200h)
 * @memdev: memdev
 *
 * Returns: as cxl_cmd_new_raw().
 */
struct cxl_cmd *cxl_cmd_new_get_health_info(struct cxl_memdev *memdev);

/**
 * cxl_cmd_health_info_get_maintenance_needed - should the device be maintained
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: 1 or 0; -EINVAL (another command), -ENXIO (not submitted, or the
 * device refused), -ENODATA (the reply is too short), or the errno of submit.
 */
int cxl_cmd_health_info_get_maintenance_needed(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_performance_degraded - does the device work slower
 *	than it should
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: as cxl_cmd_health_info_get_maintenance_needed().
 */
int cxl_cmd_health_info_get_performance_degraded(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_hw_replacement_needed - should the device be replaced
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: as cxl_cmd_health_info_get_maintenance_needed().
 */
int cxl_cmd_health_info_get_hw_replacement_needed(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_media_normal - media status: normal
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * The media status is one number: of the functions about it, at most one returns
 * 1. None does when the device reports a state of a later specification.
 *
 * Returns: as cxl_cmd_health_info_get_maintenance_needed().
 */
int cxl_cmd_health_info_get_media_normal(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_media_not_ready - media status: not ready: it cannot
 *	be accessed
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: as cxl_cmd_health_info_get_media_normal().
 */
int cxl_cmd_health_info_get_media_not_ready(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_media_persistence_lost - media status: persistence
 *	lost: what is written will not last
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: as cxl_cmd_health_info_get_media_normal().
 */
int cxl_cmd_health_info_get_media_persistence_lost(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_media_data_lost - media status: data lost: what was
 *	written is gone
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: as cxl_cmd_health_info_get_media_normal().
 */
int cxl_cmd_health_info_get_media_data_lost(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_media_powerloss_persistence_loss - media status: a
 *	loss of power will end persistence
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: as cxl_cmd_health_info_get_media_normal().
 */
int cxl_cmd_health_info_get_media_powerloss_persistence_loss(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_media_shutdown_persistence_loss - media status: a
 *	shutdown will end persistence
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: as cxl_cmd_health_info_get_media_normal().
 */
int cxl_cmd_health_info_get_media_shutdown_persistence_loss(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_media_persistence_loss_imminent - media status:
 *	persistence can end at any moment
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: as cxl_cmd_health_info_get_media_normal().
 */
int cxl_cmd_health_info_get_media_persistence_loss_imminent(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_media_powerloss_data_loss - media status: a loss of
 *	power will lose data
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: as cxl_cmd_health_info_get_media_normal().
 */
int cxl_cmd_health_info_get_media_powerloss_data_loss(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_media_shutdown_data_loss - media status: a shutdown
 *	will lose data
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: as cxl_cmd_health_info_get_media_normal().
 */
int cxl_cmd_health_info_get_media_shutdown_data_loss(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_media_data_loss_imminent - media status: data can be
 *	lost at any moment
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: as cxl_cmd_health_info_get_media_normal().
 */
int cxl_cmd_health_info_get_media_data_loss_imminent(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_ext_life_used_normal - additional status, life used:
 *	normal
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: as cxl_cmd_health_info_get_maintenance_needed().
 */
int cxl_cmd_health_info_get_ext_life_used_normal(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_ext_life_used_warning - additional status, life used:
 *	warning
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: as cxl_cmd_health_info_get_maintenance_needed().
 */
int cxl_cmd_health_info_get_ext_life_used_warning(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_ext_life_used_critical - additional status, life used:
 *	critical
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: as cxl_cmd_health_info_get_maintenance_needed().
 */
int cxl_cmd_health_info_get_ext_life_used_critical(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_ext_temperature_normal - additional status,
 *	temperature: normal
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: as cxl_cmd_health_info_get_maintenance_needed().
 */
int cxl_cmd_health_info_get_ext_temperature_normal(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_ext_temperature_warning - additional status,
 *	temperature: warning
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: as cxl_cmd_health_info_get_maintenance_needed().
 */
int cxl_cmd_health_info_get_ext_temperature_warning(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_ext_temperature_critical - additional status,
 *	temperature: critical
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: as cxl_cmd_health_info_get_maintenance_needed().
 */
int cxl_cmd_health_info_get_ext_temperature_critical(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_ext_corrected_volatile_normal - additional status,
 *	corrected errors of volatile memory: normal
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: as cxl_cmd_health_info_get_maintenance_needed().
 */
int cxl_cmd_health_info_get_ext_corrected_volatile_normal(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_ext_corrected_volatile_warning - additional status,
 *	corrected errors of volatile memory: warning
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: as cxl_cmd_health_info_get_maintenance_needed().
 */
int cxl_cmd_health_info_get_ext_corrected_volatile_warning(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_ext_corrected_persistent_normal - additional status,
 *	corrected errors of persistent memory: normal
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: as cxl_cmd_health_info_get_maintenance_needed().
 */
int cxl_cmd_health_info_get_ext_corrected_persistent_normal(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_ext_corrected_persistent_warning - additional status,
 *	corrected errors of persistent memory: warning
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: as cxl_cmd_health_info_get_maintenance_needed().
 */
int cxl_cmd_health_info_get_ext_corrected_persistent_warning(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_life_used - how much of its life the device has behind
 *	it
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: percent; -EOPNOTSUPP when the device does not implement it (FFh),
 * else as cxl_cmd_health_info_get_maintenance_needed().
 */
int cxl_cmd_health_info_get_life_used(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_temperature - temperature of the device
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * The 16 bits of the reply as an unsigned number, since a negative one is an
 * error: cast the result to int16_t for degrees Celsius.
 *
 * Returns: 0 to 65534; -EOPNOTSUPP when the device does not implement it
 * (FFFFh), else as cxl_cmd_health_info_get_maintenance_needed().
 */
int cxl_cmd_health_info_get_temperature(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_dirty_shutdowns - number of shutdowns that could have
 *	lost data
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * A 32-bit counter as an int: from 2^31 on it looks like an error, and cannot be
 * told from one. cxl_cmd_health_info_count_dirty_shutdowns() has no such limit.
 *
 * Returns: the counter as int; else as
 * cxl_cmd_health_info_get_maintenance_needed().
 */
int cxl_cmd_health_info_get_dirty_shutdowns(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_volatile_errors - number of corrected errors of
 *	volatile memory
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * See cxl_cmd_health_info_get_dirty_shutdowns():
 * cxl_cmd_health_info_count_volatile_errors() is the one to use.
 *
 * Returns: the counter as int; else as
 * cxl_cmd_health_info_get_maintenance_needed().
 */
int cxl_cmd_health_info_get_volatile_errors(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_get_pmem_errors - number of corrected errors of persistent
 *	memory
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * See cxl_cmd_health_info_get_dirty_shutdowns():
 * cxl_cmd_health_info_count_pmem_errors() is the one to use.
 *
 * Returns: the counter as int; else as
 * cxl_cmd_health_info_get_maintenance_needed().
 */
int cxl_cmd_health_info_get_pmem_errors(struct cxl_cmd *cmd);

/* ------------------------------------------------------------------------
 * Alerts: when a device warns (Get and Set Alert Configuration, CXL 3.1 sections
 * 8.2.9.9.3.2 and .3). A critical threshold is the device's; a warning threshold can be
 * programmed where it is writable, and counts where it is valid.
 */

/**
 * cxl_cmd_new_get_alert_config - Get Alert Configuration (opcode 4201h)
 * @memdev: memdev
 *
 * Returns: as cxl_cmd_new_raw().
 */
struct cxl_cmd *cxl_cmd_new_get_alert_config(struct cxl_memdev *memdev);

/**
 * cxl_cmd_alert_config_life_used_prog_warn_threshold_valid - warning enabled:
 *	life used
 * @cmd: command of cxl_cmd_new_get_alert_config(), submitted
 *
 * Returns: 1 or 0; -EINVAL (another command), -ENXIO (not submitted, or the
 * device refused), -ENODATA (the reply is too short), or the errno of submit.
 */
int cxl_cmd_alert_config_life_used_prog_warn_threshold_valid(struct cxl_cmd *cmd);

/**
 * cxl_cmd_alert_config_dev_over_temperature_prog_warn_threshold_valid - warning
 *	enabled: temperature too high
 * @cmd: command of cxl_cmd_new_get_alert_config(), submitted
 *
 * Returns: as cxl_cmd_alert_config_life_used_prog_warn_threshold_valid().
 */
int cxl_cmd_alert_config_dev_over_temperature_prog_warn_threshold_valid(struct cxl_cmd *cmd);

/**
 * cxl_cmd_alert_config_dev_under_temperature_prog_warn_threshold_valid - warning
 *	enabled: temperature too low
 * @cmd: command of cxl_cmd_new_get_alert_config(), submitted
 *
 * Returns: as cxl_cmd_alert_config_life_used_prog_warn_threshold_valid().
 */
int cxl_cmd_alert_config_dev_under_temperature_prog_warn_threshold_valid(struct cxl_cmd *cmd);

/**
 * cxl_cmd_alert_config_corrected_volatile_mem_err_prog_warn_threshold_valid - warning
 *	enabled: corrected errors of volatile memory
 * @cmd: command of cxl_cmd_new_get_alert_config(), submitted
 *
 * Returns: as cxl_cmd_alert_config_life_used_prog_warn_threshold_valid().
 */
int cxl_cmd_alert_config_corrected_volatile_mem_err_prog_warn_threshold_valid(struct cxl_cmd *cmd);

/**
 * cxl_cmd_alert_config_corrected_pmem_err_prog_warn_threshold_valid - warning
 *	enabled: corrected errors of persistent memory
 * @cmd: command of cxl_cmd_new_get_alert_config(), submitted
 *
 * Returns: as cxl_cmd_alert_config_life_used_prog_warn_threshold_valid().
 */
int cxl_cmd_alert_config_corrected_pmem_err_prog_warn_threshold_valid(struct cxl_cmd *cmd);

/**
 * cxl_cmd_alert_config_life_used_prog_warn_threshold_writable - warning
 *	programmable: life used
 * @cmd: command of cxl_cmd_new_get_alert_config(), submitted
 *
 * Returns: as cxl_cmd_alert_config_life_used_prog_warn_threshold_valid().
 */
int cxl_cmd_alert_config_life_used_prog_warn_threshold_writable(struct cxl_cmd *cmd);

/**
 * cxl_cmd_alert_config_dev_over_temperature_prog_warn_threshold_writable - warning
 *	programmable: temperature too high
 * @cmd: command of cxl_cmd_new_get_alert_config(), submitted
 *
 * Returns: as cxl_cmd_alert_config_life_used_prog_warn_threshold_valid().
 */
int cxl_cmd_alert_config_dev_over_temperature_prog_warn_threshold_writable(struct cxl_cmd *cmd);

/**
 * cxl_cmd_alert_config_dev_under_temperature_prog_warn_threshold_writable - warning
 *	programmable: temperature too low
 * @cmd: command of cxl_cmd_new_get_alert_config(), submitted
 *
 * Returns: as cxl_cmd_alert_config_life_used_prog_warn_threshold_valid().
 */
int cxl_cmd_alert_config_dev_under_temperature_prog_warn_threshold_writable(struct cxl_cmd *cmd);

/**
 * cxl_cmd_alert_config_corrected_volatile_mem_err_prog_warn_threshold_writable - warning
 *	programmable: corrected errors of volatile memory
 * @cmd: command of cxl_cmd_new_get_alert_config(), submitted
 *
 * Returns: as cxl_cmd_alert_config_life_used_prog_warn_threshold_valid().
 */
int cxl_cmd_alert_config_corrected_volatile_mem_err_prog_warn_threshold_writable(
	struct cxl_cmd *cmd);

/**
 * cxl_cmd_alert_config_corrected_pmem_err_prog_warn_threshold_writable - warning
 *	programmable: corrected errors of persistent memory
 * @cmd: command of cxl_cmd_new_get_alert_config(), submitted
 *
 * Returns: as cxl_cmd_alert_config_life_used_prog_warn_threshold_valid().
 */
int cxl_cmd_alert_config_corrected_pmem_err_prog_warn_threshold_writable(struct cxl_cmd *cmd);

/**
 * cxl_cmd_alert_config_get_life_used_crit_alert_threshold - critical life used
 * @cmd: command of cxl_cmd_new_get_alert_config(), submitted
 *
 * Returns: percent; else as
 * cxl_cmd_alert_config_life_used_prog_warn_threshold_valid().
 */
int cxl_cmd_alert_config_get_life_used_crit_alert_threshold(struct cxl_cmd *cmd);

/**
 * cxl_cmd_alert_config_get_life_used_prog_warn_threshold - life used to warn of
 * @cmd: command of cxl_cmd_new_get_alert_config(), submitted
 *
 * Returns: percent; else as
 * cxl_cmd_alert_config_life_used_prog_warn_threshold_valid().
 */
int cxl_cmd_alert_config_get_life_used_prog_warn_threshold(struct cxl_cmd *cmd);

/**
 * cxl_cmd_alert_config_get_dev_over_temperature_crit_alert_threshold - critical
 *	high temperature
 * @cmd: command of cxl_cmd_new_get_alert_config(), submitted
 *
 * The 16 bits of the reply as an unsigned number, since a negative one is an
 * error: cast the result to int16_t for degrees Celsius.
 *
 * Returns: 0 to 65535; else as
 * cxl_cmd_alert_config_life_used_prog_warn_threshold_valid().
 */
int cxl_cmd_alert_config_get_dev_over_temperature_crit_alert_threshold(struct cxl_cmd *cmd);

/**
 * cxl_cmd_alert_config_get_dev_under_temperature_crit_alert_threshold - critical
 *	low temperature
 * @cmd: command of cxl_cmd_new_get_alert_config(), submitted
 *
 * The 16 bits of the reply as an unsigned number, since a negative one is an
 * error: cast the result to int16_t for degrees Celsius.
 *
 * Returns: 0 to 65535; else as
 * cxl_cmd_alert_config_life_used_prog_warn_threshold_valid().
 */
int cxl_cmd_alert_config_get_dev_under_temperature_crit_alert_threshold(struct cxl_cmd *cmd);

/**
 * cxl_cmd_alert_config_get_dev_over_temperature_prog_warn_threshold - high
 *	temperature to warn of
 * @cmd: command of cxl_cmd_new_get_alert_config(), submitted
 *
 * The 16 bits of the reply as an unsigned number, since a negative one is an
 * error: cast the result to int16_t for degrees Celsius.
 *
 * Returns: 0 to 65535; else as
 * cxl_cmd_alert_config_life_used_prog_warn_threshold_valid().
 */
int cxl_cmd_alert_config_get_dev_over_temperature_prog_warn_threshold(struct cxl_cmd *cmd);

/**
 * cxl_cmd_alert_config_get_dev_under_temperature_prog_warn_threshold - low
 *	temperature to warn of
 * @cmd: command of cxl_cmd_new_get_alert_config(), submitted
 *
 * The 16 bits of the reply as an unsigned number, since a negative one is an
 * error: cast the result to int16_t for degrees Celsius.
 *
 * Returns: 0 to 65535; else as
 * cxl_cmd_alert_config_life_used_prog_warn_threshold_valid().
 */
int cxl_cmd_alert_config_get_dev_under_temperature_prog_warn_threshold(struct cxl_cmd *cmd);

/**
 * cxl_cmd_alert_config_get_corrected_volatile_mem_err_prog_warn_threshold - corrected
 *	errors of volatile memory to warn of
 * @cmd: command of cxl_cmd_new_get_alert_config(), submitted
 *
 * Returns: a number of errors, 0 to 65535; else as
 * cxl_cmd_alert_config_life_used_prog_warn_threshold_valid().
 */
int cxl_cmd_alert_config_get_corrected_volatile_mem_err_prog_warn_threshold(struct cxl_cmd *cmd);

/**
 * cxl_cmd_alert_config_get_corrected_pmem_err_prog_warn_threshold - corrected
 *	errors of persistent memory to warn of
 * @cmd: command of cxl_cmd_new_get_alert_config(), submitted
 *
 * Returns: a number of errors, 0 to 65535; else as
 * cxl_cmd_alert_config_life_used_prog_warn_threshold_valid().
 */
int cxl_cmd_alert_config_get_corrected_pmem_err_prog_warn_threshold(struct cxl_cmd *cmd);

/**
 * cxl_cmd_new_set_alert_config - Set Alert Configuration (opcode 4202h)
 * @memdev: memdev
 *
 * CXL 3.1 section 8.2.9.9.3.3. Changes nothing before
 * cxl_cmd_alert_config_set_valid_alert_actions() says which alerts.
 *
 * Returns: as cxl_cmd_new_raw().
 */
struct cxl_cmd *cxl_cmd_new_set_alert_config(struct cxl_memdev *memdev);

/**
 * cxl_cmd_alert_config_set_valid_alert_actions - say which alerts are changed
 * @cmd: command of cxl_cmd_new_set_alert_config(), not submitted yet
 * @action: bits of the alerts: 0 life used, 1 over-temperature, 2
 *	under-temperature, 3 corrected volatile errors, 4 corrected persistent errors
 *
 * Returns: 0, or -EINVAL for another command or a number that does not fit.
 */
int cxl_cmd_alert_config_set_valid_alert_actions(struct cxl_cmd *cmd, int action);

/**
 * cxl_cmd_alert_config_set_enable_alert_actions - say which of the changed alerts are on
 * @cmd: command of cxl_cmd_new_set_alert_config(), not submitted yet
 * @enable: bits as of cxl_cmd_alert_config_set_valid_alert_actions(); an alert
 *	that is changed and not set here is switched off
 *
 * Returns: as cxl_cmd_alert_config_set_valid_alert_actions().
 */
int cxl_cmd_alert_config_set_enable_alert_actions(struct cxl_cmd *cmd, int enable);

/**
 * cxl_cmd_alert_config_set_life_used_prog_warn_threshold - set
 *	from how much life used on a device warns
 * @cmd: command of cxl_cmd_new_set_alert_config(), not submitted yet
 * @threshold: percent
 *
 * Returns: as cxl_cmd_alert_config_set_valid_alert_actions().
 */
int cxl_cmd_alert_config_set_life_used_prog_warn_threshold(struct cxl_cmd *cmd, int threshold);

/**
 * cxl_cmd_alert_config_set_dev_over_temperature_prog_warn_threshold - set
 *	from which temperature on a device warns
 * @cmd: command of cxl_cmd_new_set_alert_config(), not submitted yet
 * @threshold: degrees Celsius, -32768 to 32767, or the same as 16 bits of two's
 *	complement
 *
 * Returns: as cxl_cmd_alert_config_set_valid_alert_actions().
 */
int
cxl_cmd_alert_config_set_dev_over_temperature_prog_warn_threshold(struct cxl_cmd *cmd,
	int threshold);

/**
 * cxl_cmd_alert_config_set_dev_under_temperature_prog_warn_threshold - set
 *	below which temperature a device warns
 * @cmd: command of cxl_cmd_new_set_alert_config(), not submitted yet
 * @threshold: as cxl_cmd_alert_config_set_dev_over_temperature_prog_warn_threshold()
 *
 * Returns: as cxl_cmd_alert_config_set_valid_alert_actions().
 */
int
cxl_cmd_alert_config_set_dev_under_temperature_prog_warn_threshold(struct cxl_cmd *cmd,
	int threshold);

/**
 * cxl_cmd_alert_config_set_corrected_volatile_mem_err_prog_warn_threshold - set
 *	from how many corrected errors of volatile memory on a device warns
 * @cmd: command of cxl_cmd_new_set_alert_config(), not submitted yet
 * @threshold: number, 0 to 65535
 *
 * Returns: as cxl_cmd_alert_config_set_valid_alert_actions().
 */
int
cxl_cmd_alert_config_set_corrected_volatile_mem_err_prog_warn_threshold(struct cxl_cmd *cmd,
	int threshold);

/**
 * cxl_cmd_alert_config_set_corrected_pmem_err_prog_warn_threshold - set
 *	from how many corrected errors of persistent memory on a device warns
 * @cmd: command of cxl_cmd_new_set_alert_config(), not submitted yet
 * @threshold: number, 0 to 65535
 *
 * Returns: as cxl_cmd_alert_config_set_valid_alert_actions().
 */
int
cxl_cmd_alert_config_set_corrected_pmem_err_prog_warn_threshold(struct cxl_cmd *cmd, int threshold);

/* ------------------------------------------------------------------------
 * Partitions: how much of a device is volatile, how much persistent (Get and Set
 * Partition Info, CXL 3.1 sections 8.2.9.9.2.1 and .2). Only devices whose
 * cxl_cmd_identify_get_partition_align() is not 0 have this command.
 */

/**
 * cxl_cmd_new_get_partition - Get Partition Info (opcode 4100h)
 * @memdev: memdev
 *
 * Returns: as cxl_cmd_new_raw().
 */
struct cxl_cmd *cxl_cmd_new_get_partition(struct cxl_memdev *memdev);

/**
 * cxl_cmd_partition_get_active_volatile_size - volatile capacity now
 * @cmd: command of cxl_cmd_new_get_partition(), submitted
 *
 * Returns: bytes; ULLONG_MAX when it is another command, not submitted, refused
 * by the device, or the reply is too short.
 */
unsigned long long cxl_cmd_partition_get_active_volatile_size(struct cxl_cmd *cmd);

/**
 * cxl_cmd_partition_get_active_persistent_size - persistent capacity now
 * @cmd: command of cxl_cmd_new_get_partition(), submitted
 *
 * Returns: as cxl_cmd_partition_get_active_volatile_size().
 */
unsigned long long cxl_cmd_partition_get_active_persistent_size(struct cxl_cmd *cmd);

/**
 * cxl_cmd_partition_get_next_volatile_size - volatile capacity after the next
 *	reset
 * @cmd: command of cxl_cmd_new_get_partition(), submitted
 *
 * Both capacities of the next reset are 0 when no change is pending.
 *
 * Returns: as cxl_cmd_partition_get_active_volatile_size().
 */
unsigned long long cxl_cmd_partition_get_next_volatile_size(struct cxl_cmd *cmd);

/**
 * cxl_cmd_partition_get_next_persistent_size - persistent capacity after the
 *	next reset
 * @cmd: command of cxl_cmd_new_get_partition(), submitted
 *
 * Returns: as cxl_cmd_partition_get_active_volatile_size().
 */
unsigned long long cxl_cmd_partition_get_next_persistent_size(struct cxl_cmd *cmd);

/* When a change of the partitions takes place. */
enum cxl_setpartition_mode {
	CXL_SETPART_NEXTBOOT,	/* at the next reset of the device */
	CXL_SETPART_IMMEDIATE,	/* at once; Linux refuses that */
};

/**
 * cxl_cmd_new_set_partition - Set Partition Info (opcode 4101h)
 * @memdev: memdev
 * @volatile_size: volatile capacity in bytes, a multiple of
 *	cxl_cmd_identify_get_partition_align(); the rest will be persistent
 *
 * CXL 3.1 section 8.2.9.9.2.2. Takes place at the next reset unless
 * cxl_cmd_partition_set_mode() says otherwise.
 *
 * Returns: as cxl_cmd_new_raw(); errno EINVAL also when it is no multiple of 256
 * MiB, the unit of the command.
 */
struct cxl_cmd *cxl_cmd_new_set_partition(struct cxl_memdev *memdev,
					  unsigned long long volatile_size);

/**
 * cxl_cmd_partition_set_mode - say when the change takes place
 * @cmd: command of cxl_cmd_new_set_partition(), not submitted yet
 * @mode: when
 *
 * Returns: 0, or -EINVAL for another command.
 */
int cxl_cmd_partition_set_mode(struct cxl_cmd *cmd, enum cxl_setpartition_mode mode);

/* ------------------------------------------------------------------------
 * Firmware: what is in the slots of a device (Get FW Info, CXL 3.1 section
 * 8.2.9.3.1), and the kernel's firmware loader (firmware/memN in sysfs, since 6.5)
 */

/**
 * cxl_cmd_new_get_fw_info - Get FW Info (opcode 0200h)
 * @memdev: memdev
 *
 * Returns: as cxl_cmd_new_raw().
 */
struct cxl_cmd *cxl_cmd_new_get_fw_info(struct cxl_memdev *memdev);

/**
 * cxl_cmd_fw_info_get_num_slots - how many firmware slots the device has
 * @cmd: command of cxl_cmd_new_get_fw_info(), submitted
 *
 * Returns: number of slots, 1 to 4; 0 when it is another command, not submitted,
 * refused by the device, or the reply is too short.
 */
unsigned int cxl_cmd_fw_info_get_num_slots(struct cxl_cmd *cmd);

/**
 * cxl_cmd_fw_info_get_active_slot - the slot of the running firmware
 * @cmd: command of cxl_cmd_new_get_fw_info(), submitted
 *
 * Returns: number of the slot, from 1; 0 as cxl_cmd_fw_info_get_num_slots().
 */
unsigned int cxl_cmd_fw_info_get_active_slot(struct cxl_cmd *cmd);

/**
 * cxl_cmd_fw_info_get_staged_slot - the slot that becomes active at the next
 *	reset
 * @cmd: command of cxl_cmd_new_get_fw_info(), submitted
 *
 * Returns: number of the slot, from 1; 0 when none is staged, and as
 * cxl_cmd_fw_info_get_num_slots(). More than the number of slots is an answer
 * that makes no sense.
 */
unsigned int cxl_cmd_fw_info_get_staged_slot(struct cxl_cmd *cmd);

/**
 * cxl_cmd_fw_info_get_online_activate_capable - can firmware be activated
 *	without a reset
 * @cmd: command of cxl_cmd_new_get_fw_info(), submitted
 *
 * Returns: true or false; false also where cxl_cmd_fw_info_get_num_slots() is 0.
 */
bool cxl_cmd_fw_info_get_online_activate_capable(struct cxl_cmd *cmd);

/**
 * cxl_cmd_fw_info_get_fw_ver - revision of the firmware in a slot
 * @cmd: command of cxl_cmd_new_get_fw_info(), submitted
 * @slot: 1 to 4
 * @buf: room for @len bytes; at most 16 are stored, without NUL
 * @len: bytes
 *
 * Returns: 0; -ENOENT (the slot is empty), -EINVAL (@slot, @buf is NULL, @len is
 * 0), -ENXIO (another command, not submitted, or the device refused), -ENODATA
 * (the reply is too short), or the errno of submit.
 */
int cxl_cmd_fw_info_get_fw_ver(struct cxl_cmd *cmd, int slot, char *buf, unsigned int len);

/* What the kernel's firmware loader does. */
enum cxl_fwl_status {
	CXL_FWL_STATUS_UNKNOWN,
	CXL_FWL_STATUS_IDLE,
	CXL_FWL_STATUS_RECEIVING,	/* takes the image from user space */
	CXL_FWL_STATUS_PREPARING,	/* prepares the device for the transfer */
	CXL_FWL_STATUS_TRANSFERRING,	/* sends the image to the device */
	CXL_FWL_STATUS_PROGRAMMING,	/* the device takes the image over */
};

/**
 * cxl_fwl_status_from_ident - the kernel's word for a state of the loader
 * @status: text of the attribute, e.g. "idle"
 *
 * Returns: the state; CXL_FWL_STATUS_UNKNOWN for any other word.
 */
static inline enum cxl_fwl_status cxl_fwl_status_from_ident(char *status)
{
	if (!strcmp(status, "idle"))
		return CXL_FWL_STATUS_IDLE;
	if (!strcmp(status, "receiving"))
		return CXL_FWL_STATUS_RECEIVING;
	if (!strcmp(status, "preparing"))
		return CXL_FWL_STATUS_PREPARING;
	if (!strcmp(status, "transferring"))
		return CXL_FWL_STATUS_TRANSFERRING;
	if (!strcmp(status, "programming"))
		return CXL_FWL_STATUS_PROGRAMMING;
	return CXL_FWL_STATUS_UNKNOWN;
}

/**
 * cxl_memdev_fw_update_in_progress - does the firmware loader work
 * @memdev: memdev
 *
 * Asks the kernel at each call.
 *
 * True also where the state is not known, as on a memdev without a loader:
 * cxl_memdev_get_fwl_status() tells these apart.
 *
 * Returns: false when the loader is idle, else true.
 */
bool cxl_memdev_fw_update_in_progress(struct cxl_memdev *memdev);

/**
 * cxl_memdev_fw_update_get_remaining - how much of an image is still to be sent
 * @memdev: memdev
 *
 * Asks the kernel at each call.
 *
 * Returns: bytes; 0 when absent.
 */
size_t cxl_memdev_fw_update_get_remaining(struct cxl_memdev *memdev);

/* ------------------------------------------------------------------------
 * Changes of the machine. Every function here writes attributes below /sys, or binds
 * drivers, and fails with -EROFS when the context looks at a copy of a machine (see
 * cxl_set_root()). What the kernel refused is logged at LOG_ERR: which value, which
 * attribute, which errno.
 *
 * What an object says is right after a change, and after one that failed: values that
 * it may have touched are read again when they are asked for. An object that the
 * kernel no longer has is in no list any more; its memory stays until the context
 * ends, and only _is_present() and names make sense of it. Mappings of the region,
 * dports and targets of decoders on the way end when their list is asked for the
 * next time.
 *
 * The kernel wants this order: a region is created; its ways and granularity, its UUID
 * (pmem), its size are set; decoders of endpoints get their mode and capacity, and
 * are attached; the region is committed, and enabled.
 */

/**
 * cxl_memdev_enable - bind the cxl_mem driver
 * @memdev: memdev
 *
 * Loads the driver's module if need be, but not against the blacklist. The endpoint
 * of the memdev, and ports that only it needs, come with it.
 *
 * Returns: 0, also when it is enabled already; -ENXIO when the driver does not take
 * it; -EROFS; or the errno of loading or binding.
 */
int cxl_memdev_enable(struct cxl_memdev *memdev);

/**
 * cxl_memdev_disable_invalidate - unbind the driver of a memdev
 * @memdev: memdev
 *
 * The kernel does so whatever the memory is used for: regions on it lose it. The
 * endpoint goes, and ports that only it needed.
 *
 * Returns: 0, also when it is disabled already; -EBUSY when it is bound still;
 * -EROFS; or the errno of unbinding.
 */
int cxl_memdev_disable_invalidate(struct cxl_memdev *memdev);

/**
 * cxl_port_enable - bind the cxl_port driver
 * @port: port of a host bridge or switch, or of an endpoint
 *
 * Returns: as cxl_memdev_enable(); -EINVAL for a root, which has no driver.
 */
int cxl_port_enable(struct cxl_port *port);

/**
 * cxl_port_disable_invalidate - unbind the driver of a port
 * @port: port of a host bridge or switch, or of an endpoint
 *
 * The kernel does so whatever is below it: memdevs there are disabled.
 *
 * Returns: as cxl_memdev_disable_invalidate(); -EINVAL for a root, which has no
 * driver of its own, see cxl_bus_disable_invalidate().
 */
int cxl_port_disable_invalidate(struct cxl_port *port);

/**
 * cxl_bus_disable_invalidate - unbind the driver that made a bus
 * @bus: bus
 *
 * That of the host device, such as cxl_acpi of ACPI0017:00. The root goes, all
 * ports, decoders and regions below it, and memdevs there are disabled.
 *
 * Returns: 0; -EBUSY when the bus is there still; -EROFS; or the errno of
 * unbinding (-ENOENT: the host has no driver).
 */
int cxl_bus_disable_invalidate(struct cxl_bus *bus);

/**
 * cxl_decoder_set_mode - set the type of capacity a decoder takes
 * @decoder: decoder of an endpoint, without capacity (dpa_size 0)
 * @mode: CXL_DECODER_MODE_PMEM or CXL_DECODER_MODE_RAM
 *
 * Returns: 0, -EINVAL (not of an endpoint, or another mode), -EROFS, or that of
 * the kernel: -EBUSY (it has capacity, or is enabled), -ENXIO (the memdev has none
 * of that type).
 */
int cxl_decoder_set_mode(struct cxl_decoder *decoder, enum cxl_decoder_mode mode);

/**
 * cxl_decoder_set_dpa_size - take device capacity, or give it back
 * @decoder: decoder of an endpoint
 * @size: bytes, a multiple of 256 MiB; 0: give it back
 *
 * Decoders of an endpoint take capacity in the order of their ids, and give it back
 * in the opposite one; those of ram before those of pmem. The kernel frees what
 * the decoder has before it takes more: a size that is refused can leave 0.
 *
 * Returns: 0, -EINVAL (not of an endpoint, or by the kernel: no such multiple),
 * -EROFS, or that of the kernel: -EBUSY (enabled, attached to a region, without a
 * mode, or not its turn), -ENOSPC (more than there is).
 */
int cxl_decoder_set_dpa_size(struct cxl_decoder *decoder, unsigned long long size);

/**
 * cxl_decoder_create_pmem_region - make a persistent region
 * @decoder: decoder of a root, for which cxl_decoder_is_pmem_capable()
 *
 * It has no size, no address and no targets yet. It is in the list of the window at
 * once. When another process takes the name first, the next one is tried.
 *
 * Returns: the region; NULL and errno EINVAL (not of a root), EOPNOTSUPP (the window
 * or the kernel has no such regions), EROFS, ENOMEM, or that of the kernel.
 */
struct cxl_region *cxl_decoder_create_pmem_region(struct cxl_decoder *decoder);

/**
 * cxl_decoder_create_ram_region - make a volatile region
 * @decoder: decoder of a root, for which cxl_decoder_is_volatile_capable()
 *
 * Since Linux 6.3.
 *
 * Returns: as cxl_decoder_create_pmem_region().
 */
struct cxl_region *cxl_decoder_create_ram_region(struct cxl_decoder *decoder);

/**
 * cxl_region_set_interleave_granularity - set after how much the next memdev follows
 * @region: region without a size
 * @granularity: bytes, a power of two from 256 to 16384; that of the window, if the
 *	window interleaves
 *
 * Returns: 0, -EROFS, or that of the kernel: -EINVAL (not so), -EBUSY (it has a
 * size).
 */
int cxl_region_set_interleave_granularity(struct cxl_region *region, unsigned int granularity);

/**
 * cxl_region_set_interleave_ways - set over how many memdevs a region interleaves
 * @region: region without a size
 * @ways: 1, 2, 4, 8, 16, 3, 6 or 12; that of the window, times a power of two
 *
 * Returns: as cxl_region_set_interleave_granularity().
 */
int cxl_region_set_interleave_ways(struct cxl_region *region, unsigned int ways);

/**
 * cxl_region_set_uuid - give a persistent region its UUID
 * @region: region
 * @uu: UUID, of no other region
 *
 * Returns: 0, -EROFS, or that of the kernel: -EINVAL (it is null), -EBUSY (another
 * region has it, or this one is active), -EACCES or -ENOENT (a volatile region).
 */
int cxl_region_set_uuid(struct cxl_region *region, uuid_t uu);

/**
 * cxl_region_set_size - take address space of the window
 * @region: region that has ways, granularity and, if persistent, a UUID
 * @size: bytes, a multiple of 256 MiB times the ways
 *
 * Returns: 0, -EINVAL (0, or by the kernel: no such multiple), -EROFS, or that of
 * the kernel: -ENXIO (something is not set), -EBUSY (it has another size), -ENOSPC
 * or -ERANGE (no free piece is so large).
 */
int cxl_region_set_size(struct cxl_region *region, unsigned long long size);

/**
 * cxl_region_set_target - attach a decoder of an endpoint
 * @region: region that has a size
 * @position: in the interleaving, from 0
 * @decoder: decoder of the region's mode, with 1/ways of the region's size
 *
 * Returns: 0, -ENXIO (@decoder is NULL), -EINVAL (@position is negative), -EROFS,
 * or that of the kernel: -ENXIO (no size, no capacity, or the host bridge is not
 * that of the position), -EINVAL (other mode or size), -EBUSY (position or memdev
 * is taken, a port has no decoder left, or a region with a higher address is on
 * the way), -ENODEV (no such decoder).
 */
int cxl_region_set_target(struct cxl_region *region, int position, struct cxl_decoder *decoder);

/**
 * cxl_region_clear_target - detach the decoder at a position
 * @region: region that is disabled
 * @position: in the interleaving, from 0
 *
 * A region that is committed is reset by it. Nothing attached there is no error.
 *
 * Returns: 0, -EBUSY (the region is enabled), -EINVAL (@position is negative),
 * -EROFS, or that of the kernel.
 */
int cxl_region_clear_target(struct cxl_region *region, int position);

/**
 * cxl_region_clear_all_targets - detach every decoder
 * @region: region that is disabled
 *
 * Returns: 0; -ENXIO when the region has no ways; else as
 * cxl_region_clear_target(), of the first that failed.
 */
int cxl_region_clear_all_targets(struct cxl_region *region);

/**
 * cxl_region_decode_commit - program the decoders
 * @region: region with a decoder at every position
 *
 * Returns: 0, -EROFS, or that of the kernel: -ENXIO (a position is empty), -EBUSY
 * (decoders out of order, or a memdev is sanitized), -EIO or -ETIMEDOUT (hardware).
 */
int cxl_region_decode_commit(struct cxl_region *region);

/**
 * cxl_region_decode_reset - take the decoders back
 * @region: region
 *
 * The kernel unbinds the region's driver first. The attached decoders stay.
 *
 * Returns: 0, -EROFS, or that of the kernel: -EBUSY (decoders out of order), -EPERM
 * (a decoder is locked).
 */
int cxl_region_decode_reset(struct cxl_region *region);

/**
 * cxl_region_enable - bind the cxl_region driver
 * @region: region that is committed
 *
 * Its memory is there for other drivers then: dax, or nvdimm.
 *
 * Returns: 0, also when it is enabled already; -ENXIO when the driver does not take
 * it; -EROFS; or the errno of loading or binding.
 */
int cxl_region_enable(struct cxl_region *region);

/**
 * cxl_region_disable - unbind the driver of a region
 * @region: region
 *
 * The kernel does so whatever the memory is used for.
 *
 * Returns: 0, also when it is disabled already; -EBUSY when it is bound still;
 * -EROFS; or the errno of unbinding.
 */
int cxl_region_disable(struct cxl_region *region);

/**
 * cxl_region_delete - remove a region
 * @region: region that is disabled
 *
 * The kernel resets it, if need be, and detaches its decoders; their capacity stays
 * taken. After 0 the region is in no list. Its memory stays until the context ends.
 *
 * Returns: 0, -EBUSY (it is enabled), -EROFS, or that of the kernel: -ENODEV (it is
 * gone).
 */
int cxl_region_delete(struct cxl_region *region);

/**
 * cxl_memdev_trigger_poison_list - have the kernel read a memdev's poison list
 * @memdev: memdev that is enabled
 *
 * Attribute trigger_poison_list, since Linux 6.4: a trace event cxl_poison for each
 * entry.
 *
 * Returns: 0, -ENXIO (absent), -EROFS, or that of the kernel or device.
 */
int cxl_memdev_trigger_poison_list(struct cxl_memdev *memdev);

/**
 * cxl_region_trigger_poison_list - the same for every memdev of a region
 * @region: region
 *
 * Returns: as cxl_memdev_trigger_poison_list(), of the first memdev that failed.
 */
int cxl_region_trigger_poison_list(struct cxl_region *region);

/**
 * cxl_memdev_inject_poison - make a piece of a memdev bad
 * @memdev: memdev
 * @dpa: device physical address, a multiple of 64
 *
 * Through debugfs (memN/inject_poison), which is for root; since Linux 6.4.
 *
 * Returns: 0, -ENOENT (no debugfs, or not for this memdev), -EROFS, or that of the
 * kernel: -EINVAL (no such address), -EBUSY (the device has no room for more).
 */
int cxl_memdev_inject_poison(struct cxl_memdev *memdev, size_t dpa);

/**
 * cxl_memdev_clear_poison - make a piece of a memdev good again
 * @memdev: memdev
 * @dpa: device physical address, a multiple of 64
 *
 * The device writes zeros there.
 *
 * Returns: as cxl_memdev_inject_poison(); -ENXIO when the device could not write.
 */
int cxl_memdev_clear_poison(struct cxl_memdev *memdev, size_t dpa);

/**
 * cxl_dport_protocol_error_inject - have the platform make a link error
 * @dport: dport
 * @error: a number as of cxl_protocol_error_get_num()
 *
 * Through debugfs and ACPI EINJ; since Linux 6.9.
 *
 * Returns: 0, -ENOENT (not for this dport), -EROFS, or that of the kernel: -EINVAL
 * (no such error), -EBUSY.
 */
int cxl_dport_protocol_error_inject(struct cxl_dport *dport, unsigned int error);

/**
 * cxl_memdev_wait_sanitize - wait until a device has sanitized itself
 * @memdev: memdev
 * @timeout_ms: milliseconds; negative: as long as it takes
 *
 * Writes nothing. Attribute security/state, since Linux 6.5.
 *
 * Returns: 0, also when the memdev has no such attribute or is not at it;
 * -ETIMEDOUT; -EOPNOTSUPP when the state cannot be read; -EROFS when a copy of a
 * machine was recorded at it.
 */
int cxl_memdev_wait_sanitize(struct cxl_memdev *memdev, int timeout_ms);

/**
 * cxl_memdev_update_fw - send a firmware image to the kernel's loader
 * @memdev: memdev
 * @fw_path: name of the file, of this machine whatever cxl_set_root() says
 *
 * Returns when the kernel has the image: the transfer to the device is then under
 * way, see cxl_memdev_fw_update_in_progress(). The image becomes that of the next
 * cold reset. After a failure the loader is told to forget what it got.
 *
 * Returns: 0, -EINVAL (@fw_path is NULL, or is no regular file, or is empty),
 * -EFBIG (more than 1 GiB), -ENOMEM, -EROFS, the errno of reading the file, or
 * that of the kernel: -ENOENT (the memdev has no loader), -EBUSY (it is at work).
 */
int cxl_memdev_update_fw(struct cxl_memdev *memdev, const char *fw_path);

/**
 * cxl_memdev_cancel_fw_update - call a firmware image back
 * @memdev: memdev
 *
 * Returns: 0, -ENXIO (no update is under way), -EROFS, or that of the kernel:
 * -EBUSY (too late).
 */
int cxl_memdev_cancel_fw_update(struct cxl_memdev *memdev);

/* ------------------------------------------------------------------------
 * Additions of this project (version nodes CXLUTILS_*): not in other libcxl
 */

/**
 * cxl_set_root - look at a copy of a machine instead of this one
 * @ctx: context that has not been asked for anything yet
 * @path: folder that holds sys (and proc, if recorded) of the copy; NULL, "" or
 *	"/": this machine
 *
 * Links are resolved inside the folder. What would write, send a command or
 * load a module fails with -EROFS then; but mailbox commands that read get the
 * answers that stand in the copy, see cxl-snapshot(1). Needs openat2() (Linux 5.6).
 *
 * Returns: 0, -EINVAL (@ctx is NULL), -EBUSY (something was read before),
 * -ENODATA (there is no sys in the folder), -ENOMEM, or the errno of opening
 * the folder.
 */
int cxl_set_root(struct cxl_ctx *ctx, const char *path);

/**
 * cxl_get_read_error - tell what is not there from what could not be read
 * @ctx: context
 * @what: NULL, or where to put the name of the attribute (e.g. "start"), or
 *	"debugfs"; valid as long as @ctx. NULL when the function returns 0
 *
 * Accessors return the same value when the kernel does not have a thing and when
 * it could not be read. Call cxl_clear_read_error(), an accessor, then this: it
 * tells of the attributes that the accessor needed, whether they were read just
 * now or long ago. When several failed, the first counts, and -ENOENT last.
 *
 * Returns: 0 when all could be read, -ENOENT when the device or the kernel does
 * not have it, -EACCES and the like when it could not be read, -EINVAL, -ERANGE,
 * -EFBIG or -EILSEQ when it holds something that cannot be, -ENODEV when debugfs
 * is not mounted.
 */
int cxl_get_read_error(struct cxl_ctx *ctx, const char **what);

/**
 * cxl_clear_read_error - forget what could not be read
 * @ctx: context
 */
void cxl_clear_read_error(struct cxl_ctx *ctx);

/**
 * cxl_set_wait - wait for pending probes before the first list is read, or not
 * @ctx: context
 * @wait: true (the default): flush the kernel's probes and wait for udev, see
 *	cxl_memdev_get_first(); false: take what there is now
 */
void cxl_set_wait(struct cxl_ctx *ctx, bool wait);

/**
 * cxl_memdev_has_poison_list - can the poison list of a memdev be asked for
 * @memdev: memory device
 *
 * Returns: true when there is the attribute trigger_poison_list: since Linux 6.4,
 * where the device has the command, while the driver cxl_mem is bound.
 */
bool cxl_memdev_has_poison_list(struct cxl_memdev *memdev);

/**
 * cxl_cmd_run - send a command; a refusal of the device is an error too
 * @cmd: command
 *
 * cxl_cmd_submit(), and a return code of the device other than 0 is logged with
 * its name. cxl_cmd_get_mbox_status() still has the number.
 *
 * Returns: as cxl_cmd_submit(); -ENXIO when the device refused.
 */
int cxl_cmd_run(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_count_dirty_shutdowns - number of shutdowns that could
 *	have lost data
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: the whole counter, 0 to 4294967295; else as
 * cxl_cmd_health_info_get_maintenance_needed().
 */
long long cxl_cmd_health_info_count_dirty_shutdowns(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_count_volatile_errors - number of corrected errors of
 *	volatile memory
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: the whole counter, 0 to 4294967295; else as
 * cxl_cmd_health_info_get_maintenance_needed().
 */
long long cxl_cmd_health_info_count_volatile_errors(struct cxl_cmd *cmd);

/**
 * cxl_cmd_health_info_count_pmem_errors - number of corrected errors of
 *	persistent memory
 * @cmd: command of cxl_cmd_new_get_health_info(), submitted
 *
 * Returns: the whole counter, 0 to 4294967295; else as
 * cxl_cmd_health_info_get_maintenance_needed().
 */
long long cxl_cmd_health_info_count_pmem_errors(struct cxl_cmd *cmd);

/**
 * cxl_memdev_get_fwl_status - what the firmware loader does
 * @memdev: memdev
 *
 * Attribute firmware/memN/status; asks the kernel at each call.
 *
 * Returns: the state; CXL_FWL_STATUS_UNKNOWN when the memdev has no loader, or
 * when it is none of the states above.
 */
enum cxl_fwl_status cxl_memdev_get_fwl_status(struct cxl_memdev *memdev);

/**
 * cxl_decoder_get_next_region - name of the region that would be made next
 * @decoder: decoder of a root
 * @mode: CXL_DECODER_MODE_PMEM or CXL_DECODER_MODE_RAM
 * @name: where the name is stored
 * @len: room there in bytes
 *
 * Asks the kernel at each call. Another process can take the name before
 * cxl_decoder_create_pmem_region() or cxl_decoder_create_ram_region() does.
 *
 * Returns: 0, -EINVAL (another mode), -EOPNOTSUPP (the window or the kernel has no
 * such regions), -E2BIG (@len), or the errno of reading.
 */
int cxl_decoder_get_next_region(struct cxl_decoder *decoder, enum cxl_decoder_mode mode,
				char *name, size_t len);

/**
 * cxl_region_get_namespaces - nvdimm namespaces of a persistent region that are in use
 * @region: region
 * @buf: where their names are stored, separated by blanks, as many as fit; may be NULL
 * @len: room in @buf in bytes
 *
 * Those that have a size and are enabled, as they are or as what was made of them:
 * "namespace0.0". Found by the address of the region, which only root may read. Asks the
 * kernel at each call.
 *
 * Returns: how many there are; 0 also when the region is disabled or volatile; or the
 * negative errno of reading.
 */
int cxl_region_get_namespaces(struct cxl_region *region, char *buf, size_t len);

/**
 * cxl_bus_hosts_memdev - is a memdev below this bus
 * @bus: bus
 * @memdev: memdev, enabled or not
 *
 * Returns: true when the memdev's host is below a host bridge of the bus.
 */
bool cxl_bus_hosts_memdev(struct cxl_bus *bus, struct cxl_memdev *memdev);

/**
 * cxl_memdev_get_by_name - find a memdev by its name
 * @ctx: context
 * @name: "memN", the whole of it
 *
 * Returns: the memdev, or NULL.
 */
struct cxl_memdev *cxl_memdev_get_by_name(struct cxl_ctx *ctx, const char *name);

/**
 * cxl_memdev_get_by_id - find a memdev by its number
 * @ctx: context
 * @id: N of memN
 *
 * Returns: the memdev, or NULL.
 */
struct cxl_memdev *cxl_memdev_get_by_id(struct cxl_ctx *ctx, int id);

/**
 * cxl_memdev_get_by_serial - find a memdev by its serial number
 * @ctx: context
 * @serial: number; ULLONG_MAX is no serial number
 *
 * Returns: the first memdev with that serial number, or NULL.
 */
struct cxl_memdev *cxl_memdev_get_by_serial(struct cxl_ctx *ctx, unsigned long long serial);

/**
 * cxl_memdev_is_present - is the memdev still there
 * @memdev: memdev
 *
 * Asks the kernel at each call; a device can go away after it was enumerated.
 *
 * Returns: true or false.
 */
bool cxl_memdev_is_present(struct cxl_memdev *memdev);

/**
 * cxl_port_is_present - is the port (root, endpoint) still there
 * @port: port
 *
 * Asks the kernel at each call.
 *
 * Returns: true or false.
 */
bool cxl_port_is_present(struct cxl_port *port);

/**
 * cxl_decoder_is_present - is the decoder still there
 * @decoder: decoder
 *
 * Asks the kernel at each call.
 *
 * Returns: true or false.
 */
bool cxl_decoder_is_present(struct cxl_decoder *decoder);

/**
 * cxl_region_is_present - is the region still there
 * @region: region
 *
 * Asks the kernel at each call.
 *
 * Returns: true or false.
 */
bool cxl_region_is_present(struct cxl_region *region);

#ifdef __cplusplus
}
#endif

#endif
