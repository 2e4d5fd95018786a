#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The mock devices with windows that interleave by XOR: cxl_test makes other windows then.

bats_require_minimum_version 1.5.0

load compare

@test "three windows of one, two and four ways, and no region, as the packaged cxl lists them" {
    cd "$BATS_TEST_TMPDIR"
    [ "$(< /sys/module/cxl_test/parameters/interleave_arithmetic)" -eq 1 ]
    cxl list -D -d root -p root | jq -e 'map(.interleave_ways) == [1, 2, 4]'
    [ "$(cxl list -Ri 2> stderr | jq length)" -eq 0 ]
    all_the_same < <(printf '%s\n' "" -BDTi -PD)
}
