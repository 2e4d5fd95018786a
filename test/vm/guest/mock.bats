#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The mock devices of cxl_test, on the lab kernel: four host bridges with switches, and
# a region that is there from the start. A device's serial is its place in the
# topology; serials 0 to 7 are below two bridges in turn.

bats_require_minimum_version 1.5.0

load helpers
load compare

DEVICES=/sys/bus/cxl/devices

setup() {
    cd "$BATS_TEST_TMPDIR" || return
}

# The place of a device as cxl_test describes it: the platform devices above it.
place_of_serial() {
    realpath "$DEVICES/$(memdev_of_serial "$1")" | grep -o 'cxl_[a-z_]*\.[0-9]*' | paste -sd ' '
}

@test "every mock device is there, with its serial and its driver" {
    cxl list -M > all
    [ "$(jq -r '[.[].serial] | sort | join(" ")' all)" = "0 1 2 3 4 5 6 7 8 9 10" ]
    [ "$(jq -r 'map(.memdev) | join(" ")' all)" = \
        "$(jq -r '.[].memdev' all | sort -V | paste -sd ' ')" ]
    for serial in {0..9}; do
        jq -e --argjson serial "$serial" --arg host "cxl_mem.$serial" \
            'any(.[]; .serial == $serial and .host == $host)' all
        [ -e "$DEVICES/$(memdev_of_serial "0x$(printf %x "$serial")")/driver" ]
    done
    jq -e 'any(.[]; .serial == 10 and .host == "cxl_rcd.10")' all
    [ "$(place_of_serial 0x4)" = \
        "cxl_host_bridge.0 cxl_root_port.0 cxl_switch_uport.0 cxl_switch_dport.4 cxl_mem.4" ]
}

@test "the whole topology is what the packaged cxl lists" {
    all_the_same < <(printf '%s\n' "" -M -BPEMDRT -BPEMDRTi -vv -RTi -BMi -PDTi -EDi \
        "-P -p switch" "-Di -d endpoint" "-M -d decoder0.0" "-M -s 0x4" "-DTi -p port1")
}

@test "the region of the start: volatile, over devices 0 and 4 in this order, below bridge 0" {
    cxl list -RT > regions
    [ "$(jq length regions)" -eq 1 ]
    region=$(jq -r '.[0].region' regions)
    jq -e '.[0] | .type == "ram" and .interleave_ways == 2 and .interleave_granularity == 4096
        and .size == 536870912 and .decode_state == "commit"' regions
    for position in 0 1; do
        memdev=$(jq -r --argjson p $position \
            '.[0].mappings[] | select(.position == $p) | .memdev' regions)
        [ $(($(< "$DEVICES/$memdev/serial"))) -eq $((position * 4)) ]
    done
    cxl list -Ri -d decoder0.0 | jq -e --arg region "$region" '[.. | .region? // empty] == [$region]'
    [ "$(cxl list -D -d root | jq length)" -eq 6 ]
}

@test "what the devices answer is what the packaged cxl prints" {
    all_the_same < <(printf '%s\n' -MH -MI "-MIA -s 3")
    cxl list -MHF -s 9 | jq -e '.[0] | .health.life_used_percent > 0 and .firmware.num_slots > 1'
}

@test "both JSON formats of all of it are as the schemas say" {
    { cxl list -vv; cxl list -BPEMDRTiu; cxl list -vv -o flat; } > lists
    "$BATS_TEST_DIRNAME/../../validate" lists
}
