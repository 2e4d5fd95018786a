#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# A machine whose kernel was not told to drive its CXL devices: cxl_pci is missing.

bats_require_minimum_version 1.5.0
load helpers

@test "an empty list says that the driver is missing, and which devices wait for it" {
    run --separate-stderr cxl list -M
    [ "$status" -eq 0 ]
    [ "$output" = "[]" ]
    [[ $stderr == *"module cxl_pci is not loaded"* ]]
    [[ $stderr == *"modprobe cxl_pci"* ]]
    for dev in /sys/bus/pci/devices/*; do
        [[ $(< "$dev/class") != 0x0502* ]] || [[ $stderr == *"$(basename "$dev")"* ]]
    done
}

@test "without memdevs there is a topology all the same, but no endpoint" {
    run --separate-stderr cxl list -B
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [[ $output == *'"bus":"root0"'* ]]
    run --separate-stderr cxl list -E
    [ "$output" = "[]" ]
    [[ $stderr == *"no endpoint"* ]]
}

@test "who may not look is told so, with status 1" {
    chmod 700 /sys/bus/cxl/devices
    run --separate-stderr as_nobody cxl list
    chmod 755 /sys/bus/cxl/devices
    [ "$status" -eq 1 ]
    [ "$output" = "[]" ]
    [[ $stderr == *"Permission denied"*"Try as root"* ]]
}

@test "a named memdev that is not there is status 2, all of nothing is 0" {
    run cxl read-labels mem0
    [ "$status" -eq 2 ]
    run --separate-stderr cxl zero-labels all
    [ "$status" -eq 0 ]
    [[ $stderr == *"zeroed 0 mems" ]]
}
