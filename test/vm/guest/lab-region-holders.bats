#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Regions over two host bridges of QEMU's, on the lab kernel, whose memory is in use: what
# disable-region and destroy-region say, and what they do with --force.

bats_require_minimum_version 1.5.0

load helpers

DEVICES=/sys/bus/cxl/devices

setup() {
    cd "$BATS_TEST_TMPDIR" || return
}

# make TYPE SERIAL SERIAL: a region of both devices; the plan finds the window and the order.
make() {
    local type=$1 first second
    first=$(memdev_of_serial "$2")
    second=$(memdev_of_serial "$3")
    cxl create-region -t "$type" "$first" "$second" > made 2> said ||
        cxl create-region -t "$type" "$second" "$first" > made
    region=$(jq -r .region made)
    [ "$(jq .size made)" -eq $((512 << 20)) ]
}

# Blocks of a region's dax device that are online.
online_blocks() {
    cxl list -RX -r "$1" | jq '[.. | .online_memblocks? // empty] | add // 0'
}

refused_by() {
    run --separate-stderr "$@"
    note "$stderr"
    [ "$status" -eq 1 ]
}

@test "an nvdimm namespace: destroy and disable refuse and name it; freed, all goes" {
    make pmem 0x10 0x11
    ndctl create-namespace -m fsdax -r "$(ndctl list -R | jq -r '.[0].dev')" > namespace
    name=$(jq -r .dev namespace)
    block=/dev/$(jq -r .blockdev namespace)
    mke2fs -q -t ext4 "$block"
    mkdir mnt
    mount "$block" mnt
    echo "a file" > mnt/file
    refused_by cxl destroy-region "$region"
    [[ $stderr == *"$region is enabled"*"$name"* ]]
    refused_by cxl disable-region "$region"
    [[ $stderr == *"$name"* ]]
    [ "$(< mnt/file)" = "a file" ]
    umount mnt
    ndctl disable-namespace "$name"
    cxl disable-region "$region"
    # What was written is there when the region comes back.
    cxl enable-region "$region"
    for _ in {1..50}; do [ ! -b "$block" ] || break; sleep 0.1; done
    mount "$block" mnt
    [ "$(< mnt/file)" = "a file" ]
    umount mnt
    ndctl destroy-namespace -f "$name"
    cxl disable-region "$region"
    cxl destroy-region "$region"
    [ ! -e "$DEVICES/$region" ]
}

@test "system RAM: destroy refuses and names the blocks; disable takes them offline" {
    make ram 0x20 0x21
    dax=$(daxctl list | jq -r '.[0].chardev')
    [ "$(daxctl list | jq -r '.[0].mode')" = system-ram ] || daxctl reconfigure-device -N -m system-ram "$dax"
    [ "$(online_blocks "$region")" -gt 0 ] || daxctl online-memory "$dax"
    blocks=$(online_blocks "$region")
    [ "$blocks" -gt 0 ]
    refused_by cxl destroy-region "$region"
    [[ $stderr == *"holder   $dax: system RAM of node "*": $blocks of "*"memory"*"zone Movable"* ]]
    [[ $stderr == *"to free  daxctl offline-memory $dax"* ]]
    [ "$(online_blocks "$region")" -eq "$blocks" ]
    cxl disable-region "$region"
    [ ! -e "$DEVICES/$region/driver" ]
    [ ! -e "$DEVICES/dax_$region" ]
    cxl enable-region "$region"
    dax=$(daxctl list | jq -r '.[0].chardev')
    [ "$(online_blocks "$region")" -gt 0 ] || daxctl online-memory "$dax"
    cxl destroy-region --force "$region"
    [ ! -e "$DEVICES/$region" ]
    [ "$(cxl list -Ri | jq length)" -eq 0 ]
}

@test "what the kernel refuses is undone" {
    first=$(memdev_of_serial 0x20)
    second=$(memdev_of_serial 0x21)
    grep -asH '' -- "$DEVICES"/*/dpa_size "$DEVICES"/*/region > before
    # A region of another tool, half made, takes the address space.
    run --separate-stderr cxl create-region -t ram --dry-run --json "$first" "$second"
    [ "$status" -eq 0 ] || run --separate-stderr cxl create-region -t ram --dry-run --json "$second" "$first"
    [ "$status" -eq 0 ]
    window=$(jq -r .decoder <<< "$output")
    mapfile -t order < <(jq -r '.mappings[].memdev' <<< "$output")
    other=$(< "$DEVICES/$window/create_ram_region")
    echo "$other" > "$DEVICES/$window/create_ram_region"
    cxl disable-memdev "${order[1]}"
    refused_by cxl create-region -t ram -d "$window" "${order[@]}"
    cxl enable-memdev "${order[1]}"
    refused_by cxl enable-region "$other"
    [[ $stderr == *"not committed"* ]]
    cxl destroy-region "$other"
    grep -asH '' -- "$DEVICES"/*/dpa_size "$DEVICES"/*/region > after
    [ "$(wc -l < before)" -eq "$(wc -l < after)" ]
    [ "$(cxl list -Ri | jq length)" -eq 0 ]
}
