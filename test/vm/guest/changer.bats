#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# libcxl itself on the kernel's mock devices: every step of a region's life, a memdev's
# driver, and in the end the bus. The program says what was not so.

bats_require_minimum_version 1.5.0

@test "the library changes the mock devices, and its objects keep up" {
    run cxl-changer
    echo "$output"
    [ "$status" -eq 0 ]
    [ "${lines[-1]}" = "done" ]
}
