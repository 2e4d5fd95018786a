#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Regions over two host bridges of QEMU's, made by hand and committed on the lab kernel: listed, used
# as a block device and as system RAM.

bats_require_minimum_version 1.5.0

load helpers
load compare
load regions

setup() {
    cd "$BATS_TEST_TMPDIR" || return
}

region_of_type() {
    cxl list -R | jq -r --arg type "$1" '.[] | select(.type == $type) | .region'
}

# committed REGION TYPE SERIAL SERIAL: what cxl list must say of it.
committed() {
    local position memdev

    cxl list -RTi -r "$1" > region
    jq -e --arg type "$2" --argjson size $((2 * PART)) '.[0] | .type == $type and .size == $size
        and .interleave_ways == 2 and .decode_state == "commit" and (.mappings | length) == 2' region
    for position in 0 1; do
        memdev=$(jq -r --argjson p $position \
            '.[0].mappings[] | select(.position == $p) | .memdev' region)
        [ $(($(< "$DEVICES/$memdev/serial"))) -eq $((${@:3 + position:1})) ]
    done
}

@test "a persistent region over two bridges is committed and listed" {
    region=$(make_region pmem 0x10 0x11)
    committed "$region" pmem 0x10 0x11
    [ "$(< "$DEVICES/$region/uuid")" = $UUID ]
}

@test "a volatile region over two bridges is committed and listed, with its dax device" {
    region=$(make_region ram 0x20 0x21)
    committed "$region" ram 0x20 0x21
    [ -d "$DEVICES/dax_$region" ]
    [ "$(daxctl list | jq length)" -eq 1 ]
    [ "$(daxctl list | jq '.[0].size')" -eq $((2 * PART)) ]
}

@test "with both regions, the lists are what the packaged cxl lists" {
    all_the_same < <(printf '%s\n' -BPEMDRT -RTi -vv -Di "-M -r $(region_of_type ram)")
}

@test "with both regions, both JSON formats are as the schemas say" {
    { cxl list -vvv; cxl list -vvv -u; cxl list -vvv -o flat; } > lists
    "$BATS_TEST_DIRNAME/../../validate" lists
    cxl list -RT -o flat > flat
    jq -e '[.objects[] | select(.type == "region")] | length == 2 and all(.[]; .enabled and .unknown == {}
        and (.parent | startswith("decoder0.")) and .decode_state == "commit")' flat
    jq -e '[.objects[] | select(.type == "mapping")] | length == 4 and all(.[]; .parent | startswith("region"))' flat
    [ "$(jq -r '.objects[] | select(.mode == "pmem") | .uuid' flat)" = $UUID ]
}

@test "the volatile region is system RAM and is taken back" {
    dax=$(daxctl list | jq -r '.[0].chardev')
    before=$(awk '/^MemTotal:/ { print $2 }' /proc/meminfo)
    [ "$(daxctl list | jq -r '.[0].mode')" = system-ram ]
    daxctl online-memory "$dax"
    after=$(awk '/^MemTotal:/ { print $2 }' /proc/meminfo)
    [ $((after - before)) -eq $((2 * PART >> 10)) ]
    daxctl offline-memory "$dax"
    [ "$(awk '/^MemTotal:/ { print $2 }' /proc/meminfo)" -eq "$before" ]
    daxctl reconfigure-device -m devdax "$dax"
    [ -c "/dev/$dax" ]
}

@test "the persistent region holds a file system" {
    region=$(region_of_type pmem)
    ndctl create-namespace -m fsdax -r "$(ndctl list -R | jq -r '.[0].dev')" > namespace
    block=/dev/$(jq -r .blockdev namespace)
    mke2fs -q -t ext4 "$block"
    mkdir mnt
    mount "$block" mnt
    echo "from $region" > mnt/file
    umount mnt
    mount "$block" mnt
    [ "$(< mnt/file)" = "from $region" ]
    umount mnt
    ndctl destroy-namespace -f "$(jq -r .dev namespace)"
}
