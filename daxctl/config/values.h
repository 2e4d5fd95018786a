/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The values of a configuration file, as libiniparser reads them. */
#pragma once

#include "daxctl/config/line.h"
#include "daxctl/config/rules.h"

struct config_values;

/* Read a file. NULL and errno if that is not possible. */
struct config_values *config_values_new(const char *bytes, size_t len) _must_check_ _nonnull_;
void config_values_free(struct config_values *values);

/* The value of @key in line @number; NULL: libiniparser found none. */
const char *config_values_get(const struct config_values *values, unsigned int number,
			      enum config_key key) _must_check_ _nonnull_;
