/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef _LIBDAXCTL_H_
#define _LIBDAXCTL_H_

/**
 * DOC: libdaxctl - direct access (DAX) memory devices on Linux
 *
 * The library reads the kernel's dax regions and devices in sysfs, binds their
 * drivers, and puts their memory online and offline.
 *
 * Lifetime: regions are counted; they and everything else belong to their context
 * and end with the last daxctl_unref(), whoever still holds a region. Strings
 * returned as const char * are borrowed from the object. Lists are read from sysfs
 * at the first access and then kept; attributes are read one by one, when first
 * asked for, and then kept, unless their text says otherwise.
 *
 * Errors: functions that return int return 0 or a negative errno unless their
 * text says otherwise, functions that return a pointer return NULL and set
 * errno. An attribute that the kernel does not have (an older kernel), that
 * cannot be read (some are for root only), or whose text is not of its form is
 * "absent", and each accessor states the value that stands for it. The library
 * never prints, except through the log callback of the context.
 *
 * Threads: a context and its objects are for one thread at a time.
 *
 * Sources: the kernel's Documentation/ABI/testing/sysfs-bus-dax and
 * Documentation/admin-guide/mm/memory-hotplug.rst.
 */

#include <stdarg.h>
#include <stdbool.h>
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
struct daxctl_ctx;

/**
 * daxctl_new - make a context
 * @ctx: where the new context is stored
 *
 * Reads nothing yet. The log priority is LOG_ERR (3), or what the environment
 * variable DAXCTL_LOG says (a number, or a word that begins with err, notice, info
 * or debug); DAXCTL_LOG is ignored in set-user-ID programs.
 *
 * Returns: 0; the context has one reference, to be given back by daxctl_unref().
 * -EINVAL (@ctx is NULL) or -ENOMEM.
 */
int daxctl_new(struct daxctl_ctx **ctx);

/**
 * daxctl_ref - take a reference
 * @ctx: context, or NULL
 *
 * Returns: @ctx.
 */
struct daxctl_ctx *daxctl_ref(struct daxctl_ctx *ctx);

/**
 * daxctl_unref - give a reference back
 * @ctx: context; NULL is ignored
 *
 * The last one frees the context and every object that belongs to it.
 */
void daxctl_unref(struct daxctl_ctx *ctx);

/**
 * daxctl_set_userdata - keep a pointer of the caller in the context
 * @ctx: context; NULL is ignored
 * @userdata: any pointer; the library never looks at it
 */
void daxctl_set_userdata(struct daxctl_ctx *ctx, void *userdata);

/**
 * daxctl_get_userdata - the pointer of daxctl_set_userdata()
 * @ctx: context
 *
 * Returns: the pointer; NULL when none was set or @ctx is NULL.
 */
void *daxctl_get_userdata(struct daxctl_ctx *ctx);

/**
 * daxctl_set_log_fn - send the library's messages elsewhere
 * @ctx: context
 * @log_fn: called once a message: the context, a syslog(3) priority, file, line
 *	and function of the library, and the message as a printf format without
 *	newline
 *
 * The default writes "libdaxctl: function: message" to stderr. What the kernel
 * refuses is logged at LOG_ERR, with what was written where.
 */
void daxctl_set_log_fn(struct daxctl_ctx *ctx,
		       void (*log_fn)(struct daxctl_ctx *ctx, int priority, const char *file,
				      int line, const char *fn, const char *format,
				      va_list args));

/**
 * daxctl_set_log_priority - how much is logged
 * @ctx: context
 * @priority: least urgent syslog(3) priority that is still logged, 0 to 7
 */
void daxctl_set_log_priority(struct daxctl_ctx *ctx, int priority);

/**
 * daxctl_get_log_priority - how much is logged
 * @ctx: context
 *
 * Returns: syslog(3) priority.
 */
int daxctl_get_log_priority(struct daxctl_ctx *ctx);

/**
 * daxctl_set_config_path - where the configuration of devices lies
 * @ctx: context
 * @config_path: a folder; copied
 *
 * The library itself reads no configuration: it keeps the name for its user.
 *
 * Returns: 0, -EINVAL (an argument is NULL) or -ENOMEM.
 */
int daxctl_set_config_path(struct daxctl_ctx *ctx, char *config_path);

/**
 * daxctl_get_config_path - where the configuration of devices lies
 * @ctx: context
 *
 * Returns: the directory, that of the build (daxctl.conf(5)) unless it was set; borrowed. NULL when
 * @ctx is NULL.
 */
const char *daxctl_get_config_path(struct daxctl_ctx *ctx);

/* ------------------------------------------------------------------------
 * Regions: the parents of dax devices
 */

/* Physical memory from which dax devices are made: one of CXL, of an nvdimm, of ACPI. */
struct daxctl_region;

/* A dax device, daxX.Y. */
struct daxctl_dev;

/**
 * daxctl_new_region - the region at a place in sysfs
 * @ctx: context
 * @id: X of the daxX.Y below it
 * @uuid: kept for daxctl_region_get_uuid(); may be NULL
 * @path: canonical path of the parent device, /sys/devices/...
 *
 * For libraries that know a region by other means, and also know it when it has no
 * device. It is added to the list of the context.
 *
 * Returns: the region; one that has the same path is the same, without a further
 * reference. NULL: errno EINVAL (@path is NULL) or ENOMEM.
 */
struct daxctl_region *daxctl_new_region(struct daxctl_ctx *ctx, int id, uuid_t uuid,
					const char *path);

/**
 * daxctl_region_ref - take a reference
 * @region: region; NULL is ignored
 */
void daxctl_region_ref(struct daxctl_region *region);

/**
 * daxctl_region_unref - give a reference back
 * @region: region; NULL is ignored
 *
 * A region begins with one reference. The last one takes it out of its context and
 * frees it with its devices.
 */
void daxctl_region_unref(struct daxctl_region *region);

/**
 * daxctl_region_get_first - the region with the lowest id
 * @ctx: context
 *
 * The first call looks for devices on the bus dax, and in the class dax of older
 * kernels: a region without a device is not found.
 *
 * Returns: the region; NULL when there is none (errno 0) or sysfs cannot be read.
 */
struct daxctl_region *daxctl_region_get_first(struct daxctl_ctx *ctx);

/**
 * daxctl_region_get_next - the next region, in the order of ids
 * @region: region
 *
 * Returns: the region after @region; NULL at the end.
 */
struct daxctl_region *daxctl_region_get_next(struct daxctl_region *region);

/* For every region of the context, in the order of ids. */
#define daxctl_region_foreach(ctx, region) \
	for (region = daxctl_region_get_first(ctx); region != NULL; \
	     region = daxctl_region_get_next(region))

/* The same; the region may be freed in the loop. */
#define daxctl_region_foreach_safe(ctx, region, _region) \
	for (region = daxctl_region_get_first(ctx), \
	     _region = region ? daxctl_region_get_next(region) : NULL; \
	     region != NULL; \
	     region = _region, _region = _region ? daxctl_region_get_next(_region) : NULL)

/**
 * daxctl_region_get_ctx - the context of a region
 * @region: region
 *
 * Returns: the context, without a new reference.
 */
struct daxctl_ctx *daxctl_region_get_ctx(struct daxctl_region *region);

/**
 * daxctl_region_get_id - number of the region
 * @region: region
 *
 * Returns: X of the daxX.Y below it.
 */
int daxctl_region_get_id(struct daxctl_region *region);

/**
 * daxctl_region_get_uuid - the uuid that daxctl_new_region() gave it
 * @region: region
 * @uu: where it is stored; all zeros when it has none
 */
void daxctl_region_get_uuid(struct daxctl_region *region, uuid_t uu);

/**
 * daxctl_region_get_devname - name of the parent device
 * @region: region
 *
 * Returns: the last component of its path, e.g. "dax_region0"; borrowed.
 */
const char *daxctl_region_get_devname(struct daxctl_region *region);

/**
 * daxctl_region_get_path - where the parent device lies
 * @region: region
 *
 * Returns: canonical path in sysfs; borrowed.
 */
const char *daxctl_region_get_path(struct daxctl_region *region);

/**
 * daxctl_region_get_size - size of the region
 * @region: region
 *
 * Returns: bytes; ULLONG_MAX when absent.
 */
unsigned long long daxctl_region_get_size(struct daxctl_region *region);

/**
 * daxctl_region_get_available_size - what no device has
 * @region: region
 *
 * Asks the kernel at each call. Only regions whose devices can be created and
 * resized say it: those of CXL and ACPI, not those of an nvdimm.
 *
 * Returns: bytes; 0 when absent.
 */
unsigned long long daxctl_region_get_available_size(struct daxctl_region *region);

/**
 * daxctl_region_get_align - alignment of the region
 * @region: region
 *
 * The kernel shows it to root only.
 *
 * Returns: bytes; ULONG_MAX when absent.
 */
unsigned long daxctl_region_get_align(struct daxctl_region *region);

/**
 * daxctl_region_get_dev_seed - the device that was made and is not in use yet
 * @region: region
 *
 * Asks the kernel at each call, and reads the list of devices again: one that was
 * just created is found.
 *
 * Returns: the device; NULL when there is none or the region has no such attribute.
 */
struct daxctl_dev *daxctl_region_get_dev_seed(struct daxctl_region *region);

/**
 * daxctl_region_create_dev - make a device of size 0
 * @region: region
 *
 * daxctl_region_get_dev_seed() is then the new device.
 *
 * Returns: 0; -EROFS (the root is not the running system), -ENOENT (a region that
 * has one device for all of it), -ENOSPC (nothing is available), or another errno.
 */
int daxctl_region_create_dev(struct daxctl_region *region);

/**
 * daxctl_region_destroy_dev - remove a device
 * @region: its region
 * @dev: device: disabled, of size 0
 *
 * The object stays in the list, so that a loop over devices may destroy them; see
 * daxctl_dev_is_present().
 *
 * Returns: 0; -EROFS, -EBUSY (it has a driver or a size, or is daxX.0, which the
 * kernel keeps), or another errno.
 */
int daxctl_region_destroy_dev(struct daxctl_region *region, struct daxctl_dev *dev);

/* ------------------------------------------------------------------------
 * Devices: daxX.Y
 */

/* What a device is used for: by the driver that is bound. */
enum daxctl_dev_mode {
	DAXCTL_DEV_MODE_UNKNOWN = -1,	/* no driver, or another one */
	DAXCTL_DEV_MODE_DEVDAX = 0,	/* device_dax: mapped by programs */
	DAXCTL_DEV_MODE_RAM = 1,	/* kmem: memory of the system */
	DAXCTL_DEV_MODE_FAMFS = 2,	/* fsdev_dax: holds a file system */
	DAXCTL_DEV_MODE_END = 3,	/* one more than the last mode */
};

/**
 * daxctl_dev_get_first - the device of a region with the lowest id
 * @region: region
 *
 * The first call reads the list. A device whose size cannot be read is being made
 * or removed, and left out.
 *
 * Returns: the device; NULL when there is none (errno 0) or sysfs cannot be read.
 */
struct daxctl_dev *daxctl_dev_get_first(struct daxctl_region *region);

/**
 * daxctl_dev_get_next - the next device of the region, in the order of ids
 * @dev: device
 *
 * Returns: the device after @dev; NULL at the end.
 */
struct daxctl_dev *daxctl_dev_get_next(struct daxctl_dev *dev);

/* For every device of a region, enabled or not, in the order of ids. */
#define daxctl_dev_foreach(region, dev) \
	for (dev = daxctl_dev_get_first(region); dev != NULL; dev = daxctl_dev_get_next(dev))

/* The same, with the next device held beforehand. */
#define daxctl_dev_foreach_safe(region, dev, _dev) \
	for (dev = daxctl_dev_get_first(region), _dev = dev ? daxctl_dev_get_next(dev) : NULL; \
	     dev != NULL; \
	     dev = _dev, _dev = _dev ? daxctl_dev_get_next(_dev) : NULL)

/**
 * daxctl_dev_get_region - the region of a device
 * @dev: device
 *
 * Returns: the region, without a new reference.
 */
struct daxctl_region *daxctl_dev_get_region(struct daxctl_dev *dev);

/**
 * daxctl_dev_get_ctx - the context of a device
 * @dev: device
 *
 * Returns: the context, without a new reference.
 */
struct daxctl_ctx *daxctl_dev_get_ctx(struct daxctl_dev *dev);

/**
 * daxctl_dev_get_id - number of the device in its region
 * @dev: device
 *
 * Returns: Y of daxX.Y.
 */
int daxctl_dev_get_id(struct daxctl_dev *dev);

/**
 * daxctl_dev_get_devname - name of the device
 * @dev: device
 *
 * Returns: "daxX.Y", borrowed.
 */
const char *daxctl_dev_get_devname(struct daxctl_dev *dev);

/**
 * daxctl_dev_get_major - major number of /dev/daxX.Y
 * @dev: device
 *
 * Returns: the number, or -1 when the device has no node now.
 */
int daxctl_dev_get_major(struct daxctl_dev *dev);

/**
 * daxctl_dev_get_minor - minor number of /dev/daxX.Y
 * @dev: device
 *
 * Returns: the number, or -1 when the device has no node now.
 */
int daxctl_dev_get_minor(struct daxctl_dev *dev);

/**
 * daxctl_dev_get_resource - where the device begins
 * @dev: device
 *
 * Attribute "resource", else what /proc/iomem says; both are for root only.
 *
 * Returns: physical address; 0 when absent.
 */
unsigned long long daxctl_dev_get_resource(struct daxctl_dev *dev);

/**
 * daxctl_dev_get_size - size of the device
 * @dev: device
 *
 * Read again after daxctl_dev_set_size() and daxctl_dev_set_mapping().
 *
 * Returns: bytes; 0 also when the device has gone.
 */
unsigned long long daxctl_dev_get_size(struct daxctl_dev *dev);

/**
 * daxctl_dev_set_size - resize a device
 * @dev: device: disabled
 * @size: bytes, a multiple of the alignment; 0 gives everything back to the region
 *
 * Returns: 0; -EROFS, -EBUSY (enabled), -EINVAL (not aligned), -ENOSPC (more than is
 * available), -EACCES, or another errno.
 */
int daxctl_dev_set_size(struct daxctl_dev *dev, unsigned long long size);

/**
 * daxctl_dev_get_align - alignment of the device
 * @dev: device
 *
 * Returns: bytes; 0 when absent.
 */
unsigned long daxctl_dev_get_align(struct daxctl_dev *dev);

/**
 * daxctl_dev_set_align - change the alignment of a device
 * @dev: device: disabled
 * @align: bytes: the size of a page of the processor, small or huge
 *
 * Returns: 0; -EROFS, -EBUSY (enabled), -EINVAL (not such a size, or the size of the
 * device is no multiple of it), -EACCES, or another errno.
 */
int daxctl_dev_set_align(struct daxctl_dev *dev, unsigned long align);

/**
 * daxctl_dev_get_target_node - NUMA node that the memory would join
 * @dev: device
 *
 * Returns: node; -1 when absent.
 */
int daxctl_dev_get_target_node(struct daxctl_dev *dev);

/**
 * daxctl_dev_is_enabled - is a driver bound
 * @dev: device
 *
 * Asks the kernel at each call.
 *
 * Returns: 1 or 0; 1 for a device of class dax, which always is.
 */
int daxctl_dev_is_enabled(struct daxctl_dev *dev);

/**
 * daxctl_dev_get_mode - what the device is used for
 * @dev: device
 *
 * Asks the kernel at each call.
 *
 * Returns: the mode; DAXCTL_DEV_MODE_UNKNOWN when no driver is bound, or another one.
 */
enum daxctl_dev_mode daxctl_dev_get_mode(struct daxctl_dev *dev);

/**
 * daxctl_dev_is_devdax_mode - is the device bound to device_dax
 * @dev: device
 *
 * Asks the kernel at each call.
 *
 * Returns: 1 or 0.
 */
int daxctl_dev_is_devdax_mode(struct daxctl_dev *dev);

/**
 * daxctl_dev_is_famfs_mode - is the device bound to fsdev_dax
 * @dev: device
 *
 * Asks the kernel at each call.
 *
 * Returns: 1 or 0.
 */
int daxctl_dev_is_famfs_mode(struct daxctl_dev *dev);

/**
 * daxctl_dev_is_system_ram_mode - is the device bound to kmem
 * @dev: device
 *
 * Asks the kernel at each call.
 *
 * Returns: 1 or 0.
 */
int daxctl_dev_is_system_ram_mode(struct daxctl_dev *dev);

/**
 * daxctl_dev_is_system_ram_capable - the older name of
 *	daxctl_dev_is_system_ram_mode()
 * @dev: device
 *
 * Returns: 1 or 0.
 */
int daxctl_dev_is_system_ram_capable(struct daxctl_dev *dev);

/**
 * daxctl_dev_enable_devdax - have programs map the device
 * @dev: device
 *
 * Loads the module device_dax if need be, and binds it. When that fails, the device
 * is left without a driver.
 *
 * Returns: 0, also when the device was enabled before, with any driver; -EROFS,
 * -EOPNOTSUPP (of class dax), -ENOENT (no such driver), -EACCES, -ENXIO (the kernel
 * does not say why; a size of 0, for one), or another errno.
 */
int daxctl_dev_enable_devdax(struct daxctl_dev *dev);

/**
 * daxctl_dev_enable_ram - make the device memory of the system
 * @dev: device
 *
 * As daxctl_dev_enable_devdax(), with kmem. Whether its memory is then online is up
 * to daxctl_dev_will_auto_online_memory().
 *
 * Returns: as daxctl_dev_enable_devdax().
 */
int daxctl_dev_enable_ram(struct daxctl_dev *dev);

/**
 * daxctl_dev_enable_famfs - let the device hold a famfs file system
 * @dev: device
 *
 * As daxctl_dev_enable_devdax(), with fsdev_dax of kernels that have it.
 *
 * Returns: as daxctl_dev_enable_devdax().
 */
int daxctl_dev_enable_famfs(struct daxctl_dev *dev);

/**
 * daxctl_dev_disable - unbind the driver
 * @dev: device
 *
 * Memory of kmem that is online at that moment stays online, without an owner, until
 * the next boot: put it offline first. Frees what daxctl_dev_get_memory() gave.
 *
 * Returns: 0, also when no driver was bound; -EROFS, -EOPNOTSUPP (of class dax),
 * -EACCES, -EBUSY (it is still bound), or another errno.
 */
int daxctl_dev_disable(struct daxctl_dev *dev);

/* ------------------------------------------------------------------------
 * Mappings: the physical ranges of a device
 */

/* A range of physical addresses that a device is made of. */
struct daxctl_mapping;

/**
 * daxctl_mapping_get_first - the first range of a device
 * @dev: device
 *
 * Read at the first call, and again after daxctl_dev_set_size() and
 * daxctl_dev_set_mapping(). The kernel shows them to root only.
 *
 * Returns: mapping0; NULL when there is none, or it cannot be read (errno EACCES).
 */
struct daxctl_mapping *daxctl_mapping_get_first(struct daxctl_dev *dev);

/**
 * daxctl_mapping_get_next - the next range
 * @mapping: mapping
 *
 * Returns: the range behind @mapping in the device; NULL at the end.
 */
struct daxctl_mapping *daxctl_mapping_get_next(struct daxctl_mapping *mapping);

/* For every range of a device, in the order of their place in it. */
#define daxctl_mapping_foreach(dev, mapping) \
	for (mapping = daxctl_mapping_get_first(dev); mapping != NULL; \
	     mapping = daxctl_mapping_get_next(mapping))

/**
 * daxctl_mapping_get_start - where the range begins
 * @mapping: mapping
 *
 * Returns: physical address.
 */
unsigned long long daxctl_mapping_get_start(struct daxctl_mapping *mapping);

/**
 * daxctl_mapping_get_end - where the range ends
 * @mapping: mapping
 *
 * Returns: physical address of its last byte.
 */
unsigned long long daxctl_mapping_get_end(struct daxctl_mapping *mapping);

/**
 * daxctl_mapping_get_offset - place of the range in the device
 * @mapping: mapping
 *
 * Returns: pages (not bytes) of the device before it.
 */
unsigned long long daxctl_mapping_get_offset(struct daxctl_mapping *mapping);

/**
 * daxctl_mapping_get_size - size of the range
 * @mapping: mapping
 *
 * Returns: bytes.
 */
unsigned long long daxctl_mapping_get_size(struct daxctl_mapping *mapping);

/**
 * daxctl_dev_set_mapping - add a range of the region to a device
 * @dev: device: disabled
 * @start: physical address
 * @end: physical address of the last byte
 *
 * Returns: 0; -EROFS, -EBUSY (enabled), -ENXIO (not aligned), -ENOMEM (somebody else
 * has it), -EACCES, or another errno.
 */
int daxctl_dev_set_mapping(struct daxctl_dev *dev, unsigned long long start,
			   unsigned long long end);

/* ------------------------------------------------------------------------
 * Memory of devices in mode DAXCTL_DEV_MODE_RAM, all blocks of one at once
 */

/* The memory of a device that is bound to kmem. */
struct daxctl_memory;

/**
 * daxctl_dev_get_memory - the memory of a device
 * @dev: device
 *
 * Returns: the memory, the same at each call until daxctl_dev_disable(); NULL when
 * the device is not in mode DAXCTL_DEV_MODE_RAM.
 */
struct daxctl_memory *daxctl_dev_get_memory(struct daxctl_dev *dev);

/**
 * daxctl_memory_get_dev - the device of the memory
 * @mem: memory
 *
 * Returns: the device.
 */
struct daxctl_dev *daxctl_memory_get_dev(struct daxctl_memory *mem);

/**
 * daxctl_memory_get_node_path - folder of the NUMA node in sysfs
 * @mem: memory
 *
 * Returns: the folder, borrowed; NULL when the device has no target node.
 */
const char *daxctl_memory_get_node_path(struct daxctl_memory *mem);

/**
 * daxctl_memory_get_block_size - size of a memory block of this machine
 * @mem: memory
 *
 * Returns: bytes; 0 when absent (a kernel without memory hotplug).
 */
unsigned long daxctl_memory_get_block_size(struct daxctl_memory *mem);

/**
 * daxctl_memory_num_sections - how many memory blocks lie in the device
 * @mem: memory
 *
 * Asks the kernel at each call. A block that only begins or ends in the device is
 * none of its own.
 *
 * Returns: the count; -ENXIO (no target node), -EACCES (addresses are for root only),
 * -ENOENT (a kernel without memory hotplug), or another errno.
 */
int daxctl_memory_num_sections(struct daxctl_memory *mem);

/**
 * daxctl_memory_is_online - how many of them are online
 * @mem: memory
 *
 * Asks the kernel at each call.
 *
 * Returns: the count; else as daxctl_memory_num_sections().
 */
int daxctl_memory_is_online(struct daxctl_memory *mem);

/**
 * daxctl_memory_is_movable - are all of them online in zone Movable
 * @mem: memory
 *
 * Asks the kernel at each call. Only memory in that zone can be relied on to go
 * offline again.
 *
 * Returns: 1 or 0 (also: no block); -ENXIO when one is not online, else as
 * daxctl_memory_num_sections().
 */
int daxctl_memory_is_movable(struct daxctl_memory *mem);

/**
 * daxctl_memory_online - put all of it online, in zone Movable
 * @mem: memory
 *
 * Ends at the first block that does not go; those before it stay online.
 *
 * Returns: how many went online; 0 when all were in that zone before; -EBUSY when
 * they were in another one; -EROFS, what the kernel answered for the block, else as
 * daxctl_memory_num_sections().
 */
int daxctl_memory_online(struct daxctl_memory *mem);

/**
 * daxctl_memory_online_no_movable - put all of it online, for the kernel too
 * @mem: memory
 *
 * As daxctl_memory_online(), in the zone that the kernel chooses. Such memory can
 * hardly ever go offline again.
 *
 * Returns: as daxctl_memory_online().
 */
int daxctl_memory_online_no_movable(struct daxctl_memory *mem);

/**
 * daxctl_memory_offline - put all of it offline
 * @mem: memory
 *
 * The kernel moves what is in use elsewhere, which takes its time. Ends at the first
 * block that does not go; those before it stay offline.
 *
 * Returns: how many went offline; -EOPNOTSUPP (a block is not removable), -EBUSY (in
 * use by what cannot be moved), -EROFS, another answer of the kernel, else as
 * daxctl_memory_num_sections().
 */
int daxctl_memory_offline(struct daxctl_memory *mem);

/**
 * daxctl_dev_has_online_memory - how many blocks of a device are online
 * @dev: device, in any mode
 *
 * Returns: the count; 0 when it is not in mode DAXCTL_DEV_MODE_RAM; else as
 * daxctl_memory_num_sections().
 */
int daxctl_dev_has_online_memory(struct daxctl_dev *dev);

/**
 * daxctl_dev_will_auto_online_memory - does new memory go online by itself
 * @dev: device
 *
 * Asks the kernel at each call; see daxctl_get_auto_online_policy().
 *
 * Returns: 1 or 0, which is also for kernels that do not say.
 */
int daxctl_dev_will_auto_online_memory(struct daxctl_dev *dev);

/* ------------------------------------------------------------------------
 * Additions of cxl-utils: version node CXLUTILS_1, in no other implementation
 */

/**
 * daxctl_set_root - look below another folder than /
 * @ctx: context whose lists were not read yet
 * @path: folder that holds a copy of /sys (and, as needed, /proc) of a machine; NULL or
 *	"" for the running system
 *
 * Links are resolved inside the folder. Nothing is ever written to such a copy, and
 * no module loaded for it: what would do so fails with -EROFS.
 *
 * Returns: 0, -EBUSY (a list was read), -ENODATA (no /sys in there), -ENOENT or another
 * errno of opening the folder.
 */
int daxctl_set_root(struct daxctl_ctx *ctx, const char *path);

/**
 * daxctl_get_auto_online_policy - what becomes of memory that is added
 * @ctx: context
 *
 * Asks the kernel at each call; kernel parameter memhp_default_state sets it at boot.
 *
 * Returns: "offline", "online", "online_kernel" or "online_movable", borrowed until the
 * next call; NULL when the kernel does not say.
 */
const char *daxctl_get_auto_online_policy(struct daxctl_ctx *ctx);

/**
 * daxctl_clear_read_error - begin to take note of what cannot be read
 * @ctx: context
 */
void daxctl_clear_read_error(struct daxctl_ctx *ctx);

/**
 * daxctl_get_read_error - why a value is absent
 * @ctx: context
 * @what: where the name of the attribute is stored, borrowed; may be NULL
 *
 * Accessors have no errors. This tells the first one since daxctl_clear_read_error().
 *
 * Returns: 0 when all was read; -ENOENT: the kernel does not have it; another negative
 * errno: it is there, but could not be read, or has no meaning.
 */
int daxctl_get_read_error(struct daxctl_ctx *ctx, const char **what);

/**
 * daxctl_region_is_present - is the region still there
 * @region: region
 *
 * Asks the kernel at each call.
 *
 * Returns: true or false.
 */
bool daxctl_region_is_present(struct daxctl_region *region);

/**
 * daxctl_region_get_nvdimm_uuid - which persistent memory a region is on
 * @region: region
 * @uuid: where it is stored
 *
 * What "ndctl list" shows as "uuid" of a namespace in mode devdax.
 *
 * Returns: 0; -ENOENT (not on persistent memory, or without a uuid), or the errno of
 * reading it.
 */
int daxctl_region_get_nvdimm_uuid(struct daxctl_region *region, uuid_t uuid);

/**
 * daxctl_region_get_namespace_uuid - the namespace that a region is on
 * @region: region
 * @uuid: where it is stored
 *
 * What the labels of the nvdimms say, whatever the namespace is used for: "raw_uuid"
 * of "ndctl list".
 *
 * Returns: as daxctl_region_get_nvdimm_uuid().
 */
int daxctl_region_get_namespace_uuid(struct daxctl_region *region, uuid_t uuid);

/**
 * daxctl_dev_get_by_name - find a device by its name
 * @ctx: context
 * @name: "daxX.Y", the whole of it
 *
 * Returns: the device, or NULL.
 */
struct daxctl_dev *daxctl_dev_get_by_name(struct daxctl_ctx *ctx, const char *name);

/**
 * daxctl_dev_is_present - is the device still there
 * @dev: device
 *
 * Asks the kernel at each call.
 *
 * Returns: true or false.
 */
bool daxctl_dev_is_present(struct daxctl_dev *dev);

/**
 * daxctl_dev_get_driver - name of the driver that is bound
 * @dev: device
 *
 * Asks the kernel at each call.
 *
 * Returns: the name, borrowed until the next call of any function of the library with
 * this device; NULL when no driver is bound.
 */
const char *daxctl_dev_get_driver(struct daxctl_dev *dev);

/* A program that uses a device. */
struct daxctl_user {
	int pid;
	bool mapped;		/* has mapped it; else it has it open */
	char program[64];	/* its name, "" when unknown: any bytes */
};

/* Told of each; @user is borrowed for the call. */
typedef void (*daxctl_user_fn)(const struct daxctl_user *user, void *data);

/**
 * daxctl_dev_find_users - which programs have the device node open or mapped
 * @dev: device
 * @found: called for each, in the order of /proc; may be NULL
 * @data: for @found
 *
 * To everybody but root, the kernel tells of their own programs only.
 *
 * Returns: how many; a negative errno when /proc cannot be read.
 */
int daxctl_dev_find_users(struct daxctl_dev *dev, daxctl_user_fn found, void *data);

/**
 * daxctl_dev_get_numa_node - NUMA node that the device is close to
 * @dev: device
 *
 * Returns: node; -1 when absent.
 */
int daxctl_dev_get_numa_node(struct daxctl_dev *dev);

/* Memory blocks of a range of addresses, as they are when asked for. */
struct daxctl_blocks;

/* One of them: what the kernel puts online and offline as a whole. */
struct daxctl_block;

/* The state of a memory block. */
enum daxctl_block_state {
	DAXCTL_BLOCK_UNKNOWN = -1,	/* gone, or none of the following */
	DAXCTL_BLOCK_OFFLINE,
	DAXCTL_BLOCK_GOING_OFFLINE,
	DAXCTL_BLOCK_ONLINE,
};

/* Where a memory block is to go online. */
enum daxctl_online_zone {
	DAXCTL_ONLINE_ANY,		/* where the kernel wants */
	DAXCTL_ONLINE_KERNEL,		/* for everything, which may never go offline again */
	DAXCTL_ONLINE_MOVABLE,		/* only for what can be moved elsewhere */
};

/**
 * daxctl_blocks_of_range - the memory blocks of a range of addresses
 * @ctx: context, which must outlive the result
 * @start: physical address
 * @size: bytes
 * @blocks: where the result is stored, to be freed with daxctl_blocks_free()
 *
 * Of blocks that lie in the range as a whole. Also for memory that no dax device
 * stands for, e.g. that of a CXL region which the firmware made.
 *
 * Returns: 0, also when there are no blocks; -EINVAL (no such range), -ENOENT (a kernel
 * without memory hotplug), -ENOMEM, or another errno.
 */
int daxctl_blocks_of_range(struct daxctl_ctx *ctx, unsigned long long start,
			   unsigned long long size, struct daxctl_blocks **blocks);

/**
 * daxctl_blocks_of_dev - the memory blocks of a device
 * @dev: device, in any mode
 * @blocks: where the result is stored, to be freed with daxctl_blocks_free()
 *
 * Of each range of the device, those that lie in it as a whole. A device has blocks
 * while it is bound to kmem, and those that would not go stay when it no longer is.
 *
 * Returns: 0, also when there are no blocks; -EACCES (addresses are for root only),
 * else as daxctl_blocks_of_range().
 */
int daxctl_blocks_of_dev(struct daxctl_dev *dev, struct daxctl_blocks **blocks);

/**
 * daxctl_blocks_free - free a list of memory blocks
 * @blocks: blocks; NULL is ignored
 */
void daxctl_blocks_free(struct daxctl_blocks *blocks);

/**
 * daxctl_block_get_first - the block with the lowest address
 * @blocks: blocks
 *
 * Returns: the block, freed with @blocks; NULL when there is none.
 */
struct daxctl_block *daxctl_block_get_first(struct daxctl_blocks *blocks);

/**
 * daxctl_block_get_next - the next block, in the order of addresses
 * @block: block
 *
 * Returns: the block behind @block; NULL at the end.
 */
struct daxctl_block *daxctl_block_get_next(struct daxctl_block *block);

/* For every block, in the order of addresses. */
#define daxctl_block_foreach(blocks, block) \
	for (block = daxctl_block_get_first(blocks); block != NULL; \
	     block = daxctl_block_get_next(block))

/**
 * daxctl_block_get_id - number of the block
 * @block: block
 *
 * Returns: N of memoryN below /sys/devices/system/memory.
 */
int daxctl_block_get_id(struct daxctl_block *block);

/**
 * daxctl_block_get_start - where the block begins
 * @block: block
 *
 * Returns: physical address.
 */
unsigned long long daxctl_block_get_start(struct daxctl_block *block);

/**
 * daxctl_block_get_size - size of the block
 * @block: block
 *
 * Returns: bytes, the same for every block of a machine.
 */
unsigned long long daxctl_block_get_size(struct daxctl_block *block);

/**
 * daxctl_block_get_state - is the block online
 * @block: block
 *
 * Asks the kernel at each call.
 *
 * Returns: the state.
 */
enum daxctl_block_state daxctl_block_get_state(struct daxctl_block *block);

/**
 * daxctl_block_get_zones - zone of a block that is online; else those it could join
 * @block: block
 *
 * Asks the kernel at each call.
 *
 * Returns: names, blanks between them ("Movable", "Normal Movable"; "none" when it is
 * not of a single zone); borrowed until the next call. NULL: the kernel does not say.
 */
const char *daxctl_block_get_zones(struct daxctl_block *block);

/**
 * daxctl_block_is_removable - does the kernel think that the block can go offline
 * @block: block
 *
 * Asks the kernel at each call. Newer kernels say 1 for all of them.
 *
 * Returns: 1 or 0; a negative errno when it does not say.
 */
int daxctl_block_is_removable(struct daxctl_block *block);

/**
 * daxctl_block_get_node - NUMA node of the block
 * @block: block
 *
 * Asks the kernel at each call.
 *
 * Returns: node, the lowest of a block that is of several; -1 when absent.
 */
int daxctl_block_get_node(struct daxctl_block *block);

/**
 * daxctl_block_online - put a block online
 * @block: block
 * @zone: where
 *
 * Returns: 0, also when it was online before; -EROFS, -EINVAL (@zone, or a zone that
 * the block cannot join), or another answer of the kernel.
 */
int daxctl_block_online(struct daxctl_block *block, enum daxctl_online_zone zone);

/**
 * daxctl_block_offline - put a block offline
 * @block: block
 *
 * The kernel moves what is in use elsewhere, which takes its time.
 *
 * Returns: 0, also when it was offline before; -EROFS, -EBUSY (in use by what cannot
 * be moved), -EINTR (a signal came), or another answer of the kernel.
 */
int daxctl_block_offline(struct daxctl_block *block);

#ifdef __cplusplus
}
#endif

#endif
