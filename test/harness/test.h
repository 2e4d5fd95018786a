/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every unit test includes it: cmocka, with its headers in the right order. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
