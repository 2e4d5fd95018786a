/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which buses, drivers and ACPI devices the kernel has: below @sysroot; NULL: on this machine. */
#pragma once

#include <stdbool.h>

#include "lib/base/cleanup.h"

/* A bus, or a class of the older device model. */
bool host_has_bus(const char *sysroot, const char *name) __attribute__((nonnull(2)));

/* A driver, built in or loaded. */
bool host_has_driver(const char *sysroot, const char *bus, const char *name)
	__attribute__((nonnull(2, 3)));

/* A device that firmware describes, by its ACPI id: "ACPI0017". */
bool host_has_acpi_device(const char *sysroot, const char *id) __attribute__((nonnull(2)));
