#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# A machine that lacks one module of the CXL drivers, another than cxl_pci.

bats_require_minimum_version 1.5.0

empty() {
    run --separate-stderr cxl list "$@"
    [ "$status" -eq 0 ]
    [ "$output" = "[]" ]
    echo "$stderr"
}

@test "an empty list names the module that is missing" {
    if [[ -e /sys/bus/platform/drivers/cxl_acpi ]]; then
        empty
        [[ $stderr == *"2 memdevs are disabled (-i shows them too)"*"Try: modprobe cxl_mem" ]]
    else
        empty -B
        [[ $stderr == *"firmware describes one"*"module cxl_acpi is not loaded"*"Try: modprobe cxl_acpi" ]]
        empty -E
        [[ $stderr == *"module cxl_acpi is not loaded"* ]]
    fi
}
