#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# libdaxctl on the real drivers: what it says beside the packaged daxctl, on the dax device of a
# volatile region that is taken through its states; every function that writes does what it says.

bats_require_minimum_version 1.5.0

load helpers
load regions

BLOCK=$((0x$(< /sys/devices/system/memory/block_size_bytes)))

setup_file() {
    make_region ram 0x20 0x21
    for _ in {1..50}; do
        [[ ! -e /sys/bus/dax/devices/dax0.0/driver ]] || break
        sleep 0.1
    done
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    dax=$(basename /sys/bus/dax/devices/dax*.0)
}

# Ours is sorted, and says "state" and "align" where the packaged release does.
the_same() {
    local normal='sort_by(.id) | map(.devices |= sort_by(.chardev)
        | .devices[].mappings? |= (if . then sort_by(.page_offset) else empty end))'

    cxl-dax-probe list | jq -S "$normal" > ours
    # One object stands alone there.
    /usr/bin/daxctl list -RDMi | jq -S "if type == \"array\" then . else [.] end | $normal" > theirs
    [ "$(jq length theirs)" -ge 1 ]
    diff -U 20 theirs ours
}

driver() {
    [[ ! -e /sys/bus/dax/devices/$1/driver ]] || basename "$(realpath "/sys/bus/dax/devices/$1/driver")"
}

states() {
    cxl-dax-probe blocks "$dax" | cut -d ' ' -f 3 | sort | uniq -c | sed 's/^ *//'
}

@test "a region of volatile memory, as the kernel left it" {
    the_same
    cxl list -X > list
    jq -e --argjson size $((2 * PART)) --arg dax "$dax" '[.. | .daxregion? // empty]
        | length == 1 and .[0].size == $size and .[0].devices[0].chardev == $dax' list
    [ "$(cxl list -R | jq '[.. | .daxregion? // empty] | length')" -eq 0 ]
    cxl list -vvv | jq -e '[.. | .daxregion? // empty] | length == 1'
    # The same object as the packaged daxctl shows.
    diff <(/usr/bin/daxctl list -RD | jq -S '[.] | flatten | .[0] | del(.path)') \
        <(cxl list -RX | jq -S '.[0].daxregion')
}

@test "unbound, and bound to each driver that there is" {
    echo offline > /sys/devices/system/memory/auto_online_blocks
    cxl-dax-probe offline "$dax" || true
    cxl-dax-probe disable "$dax"
    [ -z "$(driver "$dax")" ]
    the_same
    cxl-dax-probe devdax "$dax"
    [ "$(driver "$dax")" = device_dax ]
    the_same
    # Enabled is enabled, whatever the driver.
    cxl-dax-probe ram "$dax"
    [ "$(driver "$dax")" = device_dax ]
    cxl-dax-probe disable "$dax"
    run --separate-stderr cxl-dax-probe famfs "$dax"
    if [ -e /sys/bus/dax/drivers/fsdev_dax ]; then
        [ "$status" -eq 0 ]
        cxl-dax-probe disable "$dax"
    else
        [ "$status" -eq 1 ]
        [[ $stderr == *"no driver fsdev_dax"* ]]
        [ -z "$(driver "$dax")" ]
    fi
    cxl-dax-probe ram "$dax"
    [ "$(driver "$dax")" = kmem ]
    the_same
}

@test "blocks: all offline, online for what moves, some, none, online for the kernel" {
    nr=$(cxl-dax-probe blocks "$dax" | wc -l)
    [ "$nr" -ge 1 ]
    [ "$nr" -le $((2 * PART / BLOCK)) ]
    [ "$(states)" = "$nr offline" ]
    [ "$(cxl-dax-probe online "$dax")" -eq "$nr" ]
    [ "$(states)" = "$nr online" ]
    [ "$(cxl-dax-probe blocks "$dax" | grep -c '"Movable"')" -eq "$nr" ]
    the_same
    # Of each block, what its own folder says.
    while read -r id start state zones node removable; do
        folder=/sys/devices/system/memory/memory$id
        [ $((start)) -eq $((0x$(< "$folder/phys_index") * BLOCK)) ]
        [ "$state" = "$(< "$folder/state")" ]
        [ "$zones" = "\"$(< "$folder/valid_zones")\"" ]
        [ -e "$folder/node$node" ]
        [ "$removable" = "$(< "$folder/removable")" ]
    done < <(cxl-dax-probe blocks "$dax")
    # Nothing to do, and that in another zone.
    [ "$(cxl-dax-probe online "$dax")" -eq 0 ]
    run --separate-stderr cxl-dax-probe online-kernel "$dax"
    [ "$status" -eq 1 ]
    [[ $stderr == *"busy"* ]]
    first=$(cxl-dax-probe blocks "$dax" | head -n 1 | cut -d ' ' -f 1)
    echo offline > "/sys/devices/system/memory/memory$first/state"
    the_same
    [ "$(cxl-dax-probe offline "$dax")" -eq $((nr - 1)) ]
    the_same
    [ "$(cxl-dax-probe online-kernel "$dax")" -eq "$nr" ]
    the_same
    [ "$(cxl-dax-probe offline "$dax")" -eq "$nr" ]
    cxl-dax-probe disable "$dax"
    [ -z "$(driver "$dax")" ]
    [ "$(cxl-dax-probe blocks "$dax" | wc -l)" -eq 0 ]
}

@test "devices are created, resized, mapped and destroyed" {
    half=$((PART))
    [ "$(cxl-dax-probe size "$dax" $half)" -eq $half ]
    the_same
    second=$(cxl-dax-probe create "$dax" $((half / 2)))
    [[ $second == "${dax%.*}".[1-9]* ]]
    the_same
    [ "$(cxl-dax-probe align "$second" 4096)" -eq 4096 ]
    the_same
    # What is free lies behind.
    end=$(cxl-dax-probe list | jq '[.[0].devices[].mappings[]?.end] | max')
    [ "$(cxl-dax-probe map "$second" $((end + 1)))" -eq $((half / 2 + (2 << 20))) ]
    the_same
    cxl-dax-probe devdax "$second"
    [ "$(driver "$second")" = device_dax ]
    the_same
    # Refused while it is in use: as it was.
    run --separate-stderr cxl-dax-probe size "$second" 0
    [ "$status" -eq 1 ]
    [[ $stderr == *"refused to write"*"busy"* ]]
    [ "$output" -eq $((half / 2 + (2 << 20))) ]
    cxl-dax-probe disable "$second"
    [ "$(cxl-dax-probe destroy "$second")" = gone ]
    the_same
    # The kernel keeps the first one.
    run --separate-stderr cxl-dax-probe destroy "$dax"
    [ "$status" -eq 1 ]
    [ "${lines[0]}" = present ]
    [ "$(cxl-dax-probe size "$dax" $((2 * PART)))" -eq $((2 * PART)) ]
    the_same
}

@test "more than there is, and what is not aligned, is refused with the reason" {
    run --separate-stderr cxl-dax-probe size "$dax" $((4 * PART))
    [ "$status" -eq 1 ]
    [[ $stderr == *"No space left"* ]]
    run --separate-stderr cxl-dax-probe size "$dax" 4097
    [ "$status" -eq 1 ]
    [[ $stderr == *"Invalid argument"* ]]
    [ "$output" -eq $((2 * PART)) ]
    run --separate-stderr cxl-dax-probe align "$dax" 12345
    [ "$status" -eq 1 ]
    the_same
}

@test "without root: the same, but for addresses and what follows from them" {
    as_nobody cxl-dax-probe list > nobody
    cxl-dax-probe list > root
    diff <(jq -S 'map(del(.align, .devices[].mappings))' root) <(jq -S . nobody)
    run --separate-stderr as_nobody cxl-dax-probe disable "$dax"
    [ "$status" -eq 0 ]
    cxl-dax-probe devdax "$dax"
    run --separate-stderr as_nobody cxl-dax-probe disable "$dax"
    [ "$status" -eq 1 ]
    [[ $stderr == *"Permission denied"* ]]
    [ "$(driver "$dax")" = device_dax ]
}

@test "a device of persistent memory: one for its region, nothing to create or resize" {
    make_region pmem 0x10 0x11
    ndctl create-namespace -m devdax -r "$(ndctl list -R | jq -r '[.[] | .dev][0]')" > namespace
    pmem=$(jq -r '.daxregion.devices[0].chardev' namespace)
    [ "$pmem" != "$dax" ]
    the_same
    [ "$(driver "$pmem")" = device_dax ]
    [ "$(cxl-dax-probe blocks "$pmem" | wc -l)" -eq 0 ]
    run --separate-stderr cxl-dax-probe create "$pmem" $PART
    [ "$status" -eq 1 ]
    [[ $stderr == *"No such file"* ]]
    cxl-dax-probe disable "$pmem"
    run --separate-stderr cxl-dax-probe size "$pmem" 0
    [ "$status" -eq 1 ]
    [[ $stderr == *"Permission denied"* ]]
    the_same
    # As memory of the system, and back.
    cxl-dax-probe ram "$pmem"
    nr=$(cxl-dax-probe blocks "$pmem" | wc -l)
    [ "$nr" -ge 1 ]
    the_same
    [ "$(cxl-dax-probe online "$pmem")" -eq "$nr" ]
    the_same
    [ "$(cxl-dax-probe offline "$pmem")" -eq "$nr" ]
    cxl-dax-probe disable "$pmem"
    cxl-dax-probe devdax "$pmem"
    the_same
    ndctl destroy-namespace -f "$(jq -r .dev namespace)"
}
