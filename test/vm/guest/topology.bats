#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Machines with switches and several host bridges: every device of the topology's
# file is there, with its serial, size and bus.

bats_require_minimum_version 1.5.0

# What the file says of every device: "serial type size", one a line.
devices_of_topology()
{
    awk -F' *= *' '
        /^\[/ { if (dev) print serial, type, size; dev = /^\[device /; next }
        dev && $1 == "serial" { serial = $2 }
        dev && $1 == "type" { type = $2 }
        dev && $1 == "size" { size = $2 }
        END { if (dev) print serial, type, size }' \
        "contrib/vm/topologies/$TOPOLOGY.ini"
}

@test "cxl list -M prints every device of the topology" {
    run --separate-stderr cxl list -M
    [ "$status" -eq 0 ]
    [ "$(jq length <<< "$output")" -eq "$(devices_of_topology | wc -l)" ]
    while read -r serial type size; do
        bytes=$((${size%M} << 20))
        jq -e --argjson serial "$((serial))" --argjson bytes "$bytes" --arg type "${type}_size" \
            'any(.[]; .serial == $serial and .[$type] == $bytes)' <<< "$output"
    done < <(devices_of_topology)
}

@test "names are in natural order" {
    names=$(cxl list | jq -r '.[].memdev')
    [ "$names" = "$(sort -V <<< "$names")" ]
}

@test "every memdev is below the bus that its endpoint is below" {
    for mem in $(cxl list | jq -r '.[].memdev'); do
        endpoint=$(realpath -e /sys/bus/cxl/devices/endpoint* | while read -r path; do
            [[ $(basename "$(realpath "$path/uport")") != "$mem" ]] || echo "$path"
        done)
        [[ $endpoint == */root0/* ]]
        cxl-probe "$mem" > "$BATS_TEST_TMPDIR/probe"
        grep -x 'bus=root0' "$BATS_TEST_TMPDIR/probe"
    done
}
