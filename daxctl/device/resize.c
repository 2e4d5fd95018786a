// SPDX-License-Identifier: GPL-2.0-or-later
/* Size and alignment of a device. */
#include <errno.h>
#include <limits.h>

#include "daxctl/device/resize.h"

int resize_check_multiple(const char *name, unsigned long long size, unsigned long long align)
{
	unsigned long long rest = align ? size % align : 0, lower = size - rest;

	if (rest == 0)
		return 0;
	say_error("%s: size %llu is no multiple of the alignment %llu", name, size, align);
	if (lower && lower <= ULLONG_MAX - align)
		say_hint("%llu and %llu are", lower, lower + align);
	else
		say_hint("%llu is", lower ? lower : align);
	return -EINVAL;
}

static int check_room(struct daxctl_dev *dev, unsigned long long size)
{
	unsigned long long own = daxctl_dev_get_size(dev), free;

	if (size <= own)
		return 0;
	free = daxctl_region_get_available_size(daxctl_dev_get_region(dev));
	if (size - own <= free)
		return 0;
	say_error("%s: size %llu is more than there is: it has %llu, and %llu of its region are free",
		  daxctl_dev_get_devname(dev), size, own, free);
	return -ENOSPC;
}

/* The kernel wants the size to fit the alignment at each step: is there an order? */
static bool has_order(unsigned long long now, unsigned long now_align, unsigned long long size,
		      unsigned long align)
{
	return !now_align || !align || now % align == 0 || size % now_align == 0;
}

int resize_check(struct daxctl_dev *dev, const struct option_size *size,
		 const struct option_size *align)
{
	const char *name = daxctl_dev_get_devname(dev);
	unsigned long long bytes = size->given ? size->bytes : daxctl_dev_get_size(dev);
	unsigned long now_align = daxctl_dev_get_align(dev);
	unsigned long to = align->given ? align->bytes : now_align;

	if (size->given && !size->bytes) {
		say_error("%s: size 0 is no size", name);
		say_hint("daxctl destroy-device %s gives all of it back", name);
		return -EINVAL;
	}
	if (align->given && (!align->bytes || align->bytes & (align->bytes - 1))) {
		say_error("%s: alignment %llu is no power of two", name, align->bytes);
		return -EINVAL;
	}
	if (resize_check_multiple(name, bytes, to))
		return -EINVAL;
	if (!has_order(daxctl_dev_get_size(dev), now_align, bytes, to)) {
		say_error("%s: its size %llu is no multiple of the alignment %lu, and %llu none of the present one, %lu",
			  name, daxctl_dev_get_size(dev), to, bytes, now_align);
		say_hint("First choose a size that is a multiple of both");
		return -EINVAL;
	}
	return check_room(dev, bytes);
}

void resize_advise(int rc)
{
	if (rc == -EINVAL)
		say_hint("Alignments are the sizes of pages: on x86 4k, 2m, 1g; sizes are multiples of 2 MiB, too");
	else if (rc == -ENOSPC || rc == -ENOMEM)
		say_hint("What is free may be in pieces: daxctl list -RDMi shows where devices are");
}
