#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# cxl list -o tree and -o dot of regions of the real driver: members in their places, and where the
# memory of a volatile one ended, through the states of its dax device.

bats_require_minimum_version 1.5.0

load helpers
load regions

# Where another file made the region before, its dax device can be in any state.
setup_file() {
    [[ -n $(volatile_region) ]] || make_region ram 0x20 0x21
    for _ in {1..50}; do
        [[ ! -e $(echo /sys/bus/dax/devices/dax*.0/driver) ]] || break
        sleep 0.1
    done
    daxctl reconfigure-device -f -m devdax "$(basename /sys/bus/dax/devices/dax*.0)" || true
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    export LC_ALL=C
    region=$(volatile_region)
    dax=$(basename /sys/bus/dax/devices/dax*.0)
    blocks=$((2 * PART / 0x$(< /sys/devices/system/memory/block_size_bytes)))
}

volatile_region() {
    local path

    for path in "$DEVICES"/region*; do
        [[ ! -e $path/mode || $(< "$path/mode") != ram ]] || basename "$path"
    done
}

# ends TEXT: the line of the dax device, behind its name.
ends() {
    cxl list -o tree -r "$region" > drawn
    grep -xF "|   \`-$dax  $1" drawn || { cat drawn; false; }
}

@test "a volatile region: members by position, below the window, beside the way to them" {
    cxl list -o tree -r "$region" > drawn
    grep "^|-$(window)  4 GiB at 0x[0-9a-f]*  x2 8 KiB  " drawn
    grep "^| \`-$region  512 MiB at 0x[0-9a-f]*  ram  x2 8 KiB  commit$" drawn
    for position in 0 1; do
        decoder=$(decoder_of_serial 0x2$position)
        memdev=$(memdev_of_serial 0x2$position)
        grep -xF "|   |-$position: $memdev  $decoder" drawn
        grep -- "-$memdev  ram 256 MiB  [0-9a-f:.]*  serial 0x2$position" drawn
    done
    run ! grep 'serial 0x1' drawn
}

@test "its memory: a device for programs, then system RAM, offline and online" {
    node=$(< "/sys/bus/dax/devices/$dax/target_node")
    ends "devdax  512 MiB  node $node"
    daxctl reconfigure-device -m system-ram --no-online "$dax"
    ends "system-ram  512 MiB  node $node  0 of $blocks blocks online"
    daxctl online-memory "$dax"
    ends "system-ram  512 MiB  node $node  $blocks of $blocks blocks online, Movable"
    # Where it lies is for root to know, and with that, which blocks are its own.
    as_nobody cxl list -o tree -R | grep -F "$dax  system-ram  512 MiB  node $node  blocks are told to root only"
    daxctl offline-memory "$dax"
    daxctl reconfigure-device -m devdax "$dax"
    ends "devdax  512 MiB  node $node"
    echo "$dax" > /sys/bus/dax/drivers/device_dax/unbind
    ends "disabled  512 MiB  node $node"
}

@test "the same as a graph" {
    cxl list -o dot > graph
    dot -Tplain graph > plain
    grep "^edge $region \"*$dax\"* " plain
    for position in 0 1; do
        grep "^edge $region $(memdev_of_serial 0x2$position) .* $position " plain
    done
}
