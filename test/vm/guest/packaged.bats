#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The packaged cxl, daxctl and ndctl with the built libraries in place of those that they
# were linked with: they list the same, and what they change, changes.

bats_require_minimum_version 1.5.0

load helpers
load compare

DEVICES=/sys/bus/cxl/devices
DAX=/sys/bus/dax/devices

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    build=$(realpath "$(dirname "$(type -P cxl-probe)")/../..")
    # What was built with it needs it before all else.
    asan=$(ldd "$build/lib/cxl/libcxl.so.1" | awk '/libasan/ { print $3 }')
}

ours() {
    LD_LIBRARY_PATH=$build/lib/cxl:$build/lib/daxctl LD_PRELOAD=$asan "$@"
}

@test "the packaged programs find every symbol in the built libraries" {
    ours ldd -r /usr/bin/cxl > cxl.ldd
    ours ldd -r /usr/bin/daxctl > daxctl.ldd
    ours ldd -r /usr/bin/ndctl > ndctl.ldd
    grep -q "libcxl.so.1 => $build/lib/cxl/" cxl.ldd
    [ "$(grep -l "libdaxctl.so.1 => $build/lib/daxctl/" ./*.ldd | wc -l)" -eq 3 ]
    run ! grep -e "undefined symbol" -e "not found" cxl.ldd daxctl.ldd ndctl.ldd
}

@test "they list the same, and nothing is said about it" {
    while read -r line; do
        read -ra words <<< "$line"
        echo "\"$line\"" | tee -a ours.raw >> theirs.raw
        "/usr/bin/${words[0]}" "${words[@]:1}" >> theirs.raw 2>> theirs.err
        ours "/usr/bin/${words[0]}" "${words[@]:1}" >> ours.raw 2>> ours.err
    done << 'LISTS'
cxl list
cxl list -vvv
cxl list -RTi
daxctl list -RDi
ndctl list -BDRi
LISTS
    diff <(jq -S "$NORMAL" theirs.raw) <(jq -S "$NORMAL" ours.raw)
    diff theirs.err ours.err
    [ "$(jq -s '[.. | objects] | length' ours.raw)" -gt 20 ]
}

@test "the packaged cxl makes a region and destroys it" {
    mem=$(memdev_of_serial 0x2)
    window=$(cxl list -D -d root | jq -r '[.[] | select(.pmem_capable and .nr_targets == 1)][0].decoder')
    ours /usr/bin/cxl create-region -m -d "$window" -t pmem -w 1 -s 512M "$mem" > made
    region=$(jq -r .region made)
    [ "$(< "$DEVICES/$region/size")" = 0x20000000 ]
    [ "$(< "$DEVICES/$region/commit")" -eq 1 ]
    [ -e "$DEVICES/$region/driver" ]
    run -1 ours /usr/bin/cxl disable-memdev "$mem"
    ours /usr/bin/cxl disable-region "$region"
    [ ! -e "$DEVICES/$region/driver" ]
    ours /usr/bin/cxl enable-region "$region"
    [ -e "$DEVICES/$region/driver" ]
    ours /usr/bin/cxl disable-region "$region"
    ours /usr/bin/cxl destroy-region "$region"
    [ ! -e "$DEVICES/$region" ]
    # Some releases take any memdev for one of an active region.
    ours /usr/bin/cxl disable-memdev -f "$mem"
    [ ! -e "$DEVICES/$mem/driver" ]
    ours /usr/bin/cxl enable-memdev "$mem"
    [ -e "$DEVICES/$mem/driver" ]
}

@test "the packaged daxctl divides a device, and puts it together again" {
    dax=$(cd $DAX && echo dax*.0)
    id=${dax#dax}
    size=$(< "$DAX/$dax/size")
    ours /usr/bin/daxctl reconfigure-device -f -m devdax "$dax"
    [[ $(readlink "$DAX/$dax/driver") == */device_dax ]]
    ours /usr/bin/daxctl disable-device "$dax"
    [ ! -e "$DAX/$dax/driver" ]
    ours /usr/bin/daxctl reconfigure-device -m devdax -s 256M "$dax"
    [ "$(< "$DAX/$dax/size")" -eq $((256 << 20)) ]
    ours /usr/bin/daxctl create-device -r "${id%.0}" -s 128M > made
    new=$(jq -r '.[0].chardev' made)
    [ "$(< "$DAX/$new/size")" -eq $((128 << 20)) ]
    ours /usr/bin/daxctl disable-device "$new"
    ours /usr/bin/daxctl destroy-device "$new"
    [ ! -e "$DAX/$new" ]
    ours /usr/bin/daxctl disable-device "$dax"
    ours /usr/bin/daxctl reconfigure-device -m devdax -s "$size" "$dax"
    [ "$(< "$DAX/$dax/size")" -eq "$size" ]
}
