#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# cxl list -R -L: the mock region of two devices, with poison in one of them.

bats_require_minimum_version 1.5.0

@test "poison of a region: where it is in the region, as the kernel maps it" {
    cd "$BATS_TEST_TMPDIR"
    cxl list -RT > region
    mem=$(jq -r '.[0].mappings[] | select(.position == 1) | .memdev' region)
    # Device 1 of 2, 4 KiB each in turn: the second 4 KiB of the region, and a bit.
    base=$(jq -r '.[0].mappings[] | select(.position == 1) | .decoder' region)
    base=$(< "/sys/bus/cxl/devices/$base/dpa_resource")
    printf '0x%x' $((base + 0x40)) > "/sys/kernel/debug/cxl/$mem/inject_poison"
    cxl list -R -L > list
    cxl list -M -L -m "$mem" > memdev
    printf '0x%x' $((base + 0x40)) > "/sys/kernel/debug/cxl/$mem/clear_poison"
    cat list memdev
    jq -e '.[0].media_errors == [{"offset": 4160, "length": 64, "source": "Injected"}]' list
    jq -e --argjson at $((base + 0x40)) '.[0].media_errors[0].offset == $at' memdev
    [ "$(jq -r '.[0] | keys_unsorted[-1]' list)" = media_errors ]
    [ -z "$(ls /sys/kernel/tracing/instances)" ]
}
