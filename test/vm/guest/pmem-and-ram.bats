#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# A pmem and a ram device: both sizes are always told.

bats_require_minimum_version 1.5.0

@test "pmem_size and ram_size are what the devices have, 0 included" {
    run --separate-stderr cxl list -M
    [ "$status" -eq 0 ]
    [ "$(jq 'length' <<< "$output")" -ge 2 ]
    [ "$(jq 'all(.[]; (.pmem_size > 0) != (.ram_size > 0))' <<< "$output")" = true ]
    [ "$(jq '[.[] | select(.ram_size > 0)] | length' <<< "$output")" -ge 1 ]
    [ "$(jq '[.[] | select(.pmem_size > 0)] | length' <<< "$output")" -ge 1 ]
}

@test "a device without a label area says so" {
    mem=$(cxl list -M | jq -r '[.[] | select(.ram_size > 0)][0].memdev')
    [ "$(< "/sys/bus/cxl/devices/$mem/label_storage_size")" -eq 0 ]
    run --separate-stderr cxl read-labels "$mem" -o -
    [ "$status" -eq 1 ]
    [[ $stderr == *"$mem: the device has no label area"* ]]
}
