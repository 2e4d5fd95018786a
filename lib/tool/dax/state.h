/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a device is before it is changed, and the way back to that when the change fails. */
#pragma once

#include <daxctl/libdaxctl.h>
#include <stdbool.h>
#include <stddef.h>

#include "lib/base/cleanup.h"

struct online_block {
	int id;
	bool movable;		/* in zone Movable */
};

struct dev_state {
	bool enabled;
	enum daxctl_dev_mode mode;
	unsigned long long size;
	unsigned long align;	/* 0: the kernel does not say */
	struct online_block *online;
	size_t nr_online;
};

/* 0, or -ENOMEM after complaining. dev_state_free() ends it. */
int dev_state_save(struct daxctl_dev *dev, struct dev_state *state) _must_check_ _nonnull_;

/*
 * Makes it what it was, as far as the kernel allows it, and says what was restored. 0, or a
 * negative errno. @detail: the library's last error, forgotten once reported.
 */
int dev_state_restore(struct daxctl_dev *dev, const struct dev_state *state, char *detail)
	_nonnull_;
void dev_state_free(struct dev_state *state) _nonnull_;

/* "devdax"; of a device without a driver "disabled". */
const char *dev_mode_name(enum daxctl_dev_mode mode) _nonnull_;

/* Sets both, on a device without a driver: 0, or a negative errno. */
int dev_resize(struct daxctl_dev *dev, unsigned long long size, unsigned long align)
	_must_check_ _nonnull_;

/* Bind the driver of a mode to a device that has none: 0 or a negative errno. */
int dev_bind_mode(struct daxctl_dev *dev, enum daxctl_dev_mode mode) _must_check_ _nonnull_;
