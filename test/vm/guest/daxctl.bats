#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# daxctl on the real drivers: the dax device of a volatile region through all of its states, beside
# the packaged daxctl, lsmem and numactl.

bats_require_minimum_version 1.5.0

load helpers
load regions

BLOCK=$((0x$(< /sys/devices/system/memory/block_size_bytes)))
BLOCKS=$((2 * PART / BLOCK))

setup_file() {
    make_region ram 0x20 0x21
    for _ in {1..50}; do
        ! compgen -G '/sys/bus/dax/devices/dax*.0/driver' > /dev/null || break
        sleep 0.1
    done
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    dax=$(basename /sys/bus/dax/devices/dax*.0)
    region=${dax#dax}
    region=${region%.*}
    memory=/sys/devices/system/memory
}

# the_same [WORDS]...: ours is sorted, a list also of one, and [] of nothing.
the_same() {
    local words

    (($#)) || set -- -RDMi -DMu
    for words in "$@"; do
        # shellcheck disable=SC2086
        daxctl list $words 2> /dev/null | jq -S 'walk(if type == "array" then sort_by(.chardev? // .page_offset?) else . end)' > ours
        # shellcheck disable=SC2086
        { /usr/bin/daxctl list $words; echo; } | jq -sS '(map(if type == "array" then . else [.] end) | add) // []
            | walk(if type == "array" then sort_by(.chardev? // .page_offset?) else . end)' > theirs
        diff -U 20 theirs ours || { echo "daxctl list $words"; return 1; }
    done
}

driver() {
    [[ ! -e /sys/bus/dax/devices/$1/driver ]] || basename "$(realpath "/sys/bus/dax/devices/$1/driver")"
}

# try WORD...: of the tool, what it said in $output, $stderr, $status.
try() {
    run --separate-stderr daxctl "$@"
}

online() {
    daxctl list -d "$dax" | jq '.[0].online_memblocks'
}

@test "the region as the kernel left it: the same as the packaged daxctl lists" {
    the_same "" -i -D -R -RD -RDM -RDMi -M "-r $region" "-d $dax" "-r $region -d $dax" -DMu -RDu
    [ "$(daxctl list | jq -r '.[0].chardev')" = "$dax" ]
    [ "$(daxctl list -r "$region" | jq '.[0].size')" -eq $((2 * PART)) ]
    daxctl list -RDM -o table | grep -q "$dax"
    as_nobody daxctl list | jq -e '.[0].mode'
    daxctl complete -- enable-device '' | grep -q "^$dax"
}

@test "to devdax, and what is refused on the way" {
    echo offline > $memory/auto_online_blocks
    daxctl online-memory "$dax"
    [ "$(online)" -eq $BLOCKS ]
    # Memory that is online stays what it is.
    try reconfigure-device -m devdax "$dax"
    [ "$status" -eq 1 ]
    [[ $stderr == *"$BLOCKS of its memory blocks are online: not reconfigured"* ]]
    try disable-device "$dax"
    [ "$status" -eq 1 ]
    [ "$(driver "$dax")" = kmem ]
    try destroy-device "$dax"
    [ "$status" -eq 1 ]
    [[ $stderr == *"it is enabled (mode system-ram)"* ]]
    daxctl offline-memory "$dax"
    try reconfigure-device -m devdax "$dax"
    [ "$status" -eq 0 ]
    [ "$(jq -r '.[0].mode' <<< "$output")" = devdax ]
    [[ $stderr == *"reconfigured 1 device" ]]
    [ "$(driver "$dax")" = device_dax ]
    [ -c "/dev/$dax" ]
    the_same
}

@test "a program that has it mapped is named, and keeps it" {
    cxl-dax-hold "/dev/$dax" > held &
    holder=$!
    until grep -q mapped held; do sleep 0.1; done
    for words in "disable-device" "reconfigure-device -m system-ram" "destroy-device" \
        "reconfigure-device -s $PART"; do
        # shellcheck disable=SC2086
        try $words "$dax"
        [ "$status" -eq 1 ]
        [[ $stderr == *"$dax: in use: 1 program has it"*"process $holder (cxl-dax-hold) has it mapped"* ]]
        [ "$(driver "$dax")" = device_dax ]
    done
    kill -0 $holder
    try disable-device -f "$dax"
    [ "$status" -eq 0 ]
    [[ $stderr == *"taken from who uses it"*"process $holder"* ]]
    [ -z "$(driver "$dax")" ]
    kill $holder
    wait $holder || true
    daxctl enable-device "$dax"
    [ "$(driver "$dax")" = device_dax ]
    daxctl enable-device "$dax"
}

@test "to system-ram, movable: lsmem and numactl see the same" {
    try reconfigure-device -m system-ram "$dax"
    [ "$status" -eq 0 ]
    [ "$(jq -r '.[0] | [.mode, .online_memblocks, .total_memblocks, .movable] | join(" ")' <<< "$output")" = \
        "system-ram $BLOCKS $BLOCKS true" ]
    the_same
    node=$(daxctl list | jq '.[0].target_node')
    [ "$(lsmem -J -b -o NODE,STATE,SIZE -S NODE | jq --argjson node "$node" \
        '[.memory[] | select(.node == $node and .state == "online") | .size] | add')" -eq $((BLOCKS * BLOCK)) ]
    lsmem -J -o NODE,ZONES | jq -e --argjson node "$node" '[.memory[] | select(.node == $node) | .zones] | unique == ["Movable"]'
    [ "$(numactl --hardware | sed -n "s/^node $node size: \([0-9]*\) MB/\1/p")" -eq $((BLOCKS * BLOCK >> 20)) ]
    # What is so already is done.
    try online-memory "$dax"
    [ "$status" -eq 0 ]
    [[ $stderr == *"nothing to do: $BLOCKS of $BLOCKS blocks are online"* ]]
    try reconfigure-device -m system-ram "$dax"
    [ "$status" -eq 0 ]
}

@test "some blocks, and those of another zone, are told" {
    first=$(($(cxl-dax-probe blocks "$dax" | head -n 1 | cut -d ' ' -f 1)))
    echo offline > $memory/memory$first/state
    echo online > $memory/memory$first/state
    if [ "$(< $memory/memory$first/valid_zones)" != Movable ]; then
        try online-memory "$dax"
        [ "$status" -eq 1 ]
        [[ $stderr == *"block $first ("*"zone Normal"*"not in zone Movable"* ]]
        [[ $stderr == *"1 of $BLOCKS blocks did not go online"* ]]
    fi
    try offline-memory -v "$dax"
    [ "$status" -eq 0 ]
    [[ $stderr == *"blocks $first to $((first + BLOCKS - 1)) ("*"): offline; now"* ]]
    try offline-memory "$dax"
    [ "$status" -eq 0 ]
    [ "$(online)" -eq 0 ]
    the_same
    daxctl online-memory --no-movable "$dax"
    [ "$(online)" -eq $BLOCKS ]
    # Nothing of the kernel is there yet, or it is: either is told as it is.
    try offline-memory "$dax"
    if [ "$status" -ne 0 ]; then
        [[ $stderr == *"does not go offline"* ]]
        try reconfigure-device -f -m devdax "$dax"
    fi
    daxctl offline-memory "$dax" || true
}

@test "the policy of the kernel is told, before and after" {
    daxctl reconfigure-device -f -m devdax "$dax"
    echo online > $memory/auto_online_blocks
    try reconfigure-device -m system-ram "$dax"
    [ "$status" -eq 1 ]
    [[ $stderr == *'auto_online_blocks is "online"'*memhp_default_state=online_movable* ]]
    [ "$(driver "$dax")" = device_dax ]
    echo online_movable > $memory/auto_online_blocks
    try reconfigure-device -N -m system-ram "$dax"
    [ "$status" -eq 1 ]
    [[ $stderr == *"memhp_default_state=offline"* ]]
    try reconfigure-device -m system-ram "$dax"
    [ "$status" -eq 0 ]
    try offline-memory "$dax"
    [ "$status" -eq 0 ]
    [[ $stderr == *"goes online again at the next boot"* ]]
    echo offline > $memory/auto_online_blocks
    daxctl reconfigure-device -m devdax "$dax"
    daxctl reconfigure-device --no-online -m system-ram "$dax"
    [ "$(online)" -eq 0 ]
    daxctl reconfigure-device -m devdax "$dax"
}

@test "a mode that this kernel does not have: the previous one is restored" {
    [ ! -e /sys/bus/dax/drivers/fsdev_dax ] || return 0
    try reconfigure-device -m famfs "$dax"
    [ "$status" -eq 1 ]
    [[ $stderr == *"no driver fsdev_dax"*"$dax: restored: devdax, size $((2 * PART))"* ]]
    [ "$(driver "$dax")" = device_dax ]
    daxctl reconfigure-device -m system-ram "$dax"
    try reconfigure-device -f -m famfs "$dax"
    [ "$status" -eq 1 ]
    [[ $stderr == *"restored: system-ram"*"$BLOCKS blocks online again"* ]]
    [ "$(online)" -eq $BLOCKS ]
    the_same
    daxctl reconfigure-device -f -m devdax "$dax"
}

@test "resized; two devices are created, described, destroyed" {
    try reconfigure-device -s $((PART + 1)) "$dax"
    [ "$status" -eq 1 ]
    [[ $stderr == *"size $((PART + 1)) is no multiple of the alignment 2097152"*"$PART and $((PART + (2 << 20))) are"* ]]
    try reconfigure-device -s $((4 * PART)) "$dax"
    [ "$status" -eq 1 ]
    [[ $stderr == *"more than there is: it has $((2 * PART)), and 0 "* ]]
    try create-device -r "$region"
    [ "$status" -eq 1 ]
    [[ $stderr == *"nothing is free"* ]]
    # An enabled one is bound again.
    try reconfigure-device -s $PART "$dax"
    [ "$status" -eq 0 ]
    [ "$(jq '.[0].size' <<< "$output")" -eq $PART ]
    [ "$(driver "$dax")" = device_dax ]
    try create-device -s $((PART / 2))
    [ "$status" -eq 0 ]
    second=$(jq -r '.[0].chardev' <<< "$output")
    [ "$(driver "$second")" = device_dax ]
    [ "$(jq '.[0].size' <<< "$output")" -eq $((PART / 2)) ]
    the_same
    third=$(daxctl create-device -r "region$region" -a 4k | jq -r '.[0].chardev')
    [ "$(daxctl list -d "$third" | jq '.[0] | [.align, .size] | join(" ")')" = "\"4096 $((PART / 2))\"" ]
    the_same
    daxctl list -M -d "$second" > description
    try destroy-device "$second"
    [ "$status" -eq 1 ]
    daxctl disable-device "$second"
    daxctl destroy-device "$second"
    [ ! -e "/sys/bus/dax/devices/$second" ]
    daxctl create-device --input description > again
    diff <(jq '.[0] | del(.chardev, .mode)' again) <(jq '.[0] | del(.chardev, .mode, .mappings)' description)
    diff <(daxctl list -M -d "$(jq -r '.[0].chardev' again)" | jq '.[0].mappings') <(jq '.[0].mappings' description)
    daxctl destroy-device -f "$(jq -r '.[0].chardev' again),$third"
    [ "$(find /sys/bus/dax/devices/ -name 'dax*' | wc -l)" -eq 1 ]
    try destroy-device -f all
    [ "$status" -eq 0 ]
    [[ $stderr == *"the kernel keeps the first device"* ]]
    the_same
    daxctl reconfigure-device -s $((2 * PART)) -m devdax "$dax"
    [ "$(driver "$dax")" = device_dax ]
    the_same
}

@test "a create that the kernel refuses leaves nothing behind" {
    daxctl reconfigure-device -s $PART "$dax"
    jq -n --argjson bytes $((2 << 20)) '{chardev: "'"$dax"'", align: 2097152, size: $bytes,
        mappings: [{start: 0, end: ($bytes - 1), page_offset: 0}]}' > foreign
    try create-device --input foreign
    [ "$status" -eq 1 ]
    [[ $stderr == *"cannot give it the range of a mapping"*"removed again"* ]]
    [ "$(find /sys/bus/dax/devices/ -name 'dax*' | wc -l)" -eq 1 ]
    try create-device -a 12345
    [ "$status" -eq 1 ]
    try create-device -a 1t -s 1t
    [ "$status" -eq 1 ]
    try create-device -r 7
    [ "$status" -eq 2 ]
    [ "$(find /sys/bus/dax/devices/ -name 'dax*' | wc -l)" -eq 1 ]
    daxctl reconfigure-device -s $((2 * PART)) "$dax"
}

@test "without root: refused, and as it was" {
    try_nobody() { run --separate-stderr as_nobody daxctl "$@"; }
    try_nobody disable-device "$dax"
    [ "$status" -eq 1 ]
    [[ $stderr == *"ermission denied"*"try as root"* ]]
    try_nobody reconfigure-device -m system-ram "$dax"
    [ "$status" -eq 1 ]
    [ "$(driver "$dax")" = device_dax ]
    try_nobody create-device
    [ "$status" -eq 1 ]
}

@test "offline and online of all blocks, beside the packaged daxctl: how long" {
    daxctl reconfigure-device -m system-ram "$dax"
    for tool in daxctl /usr/bin/daxctl; do
        begin=$(date +%s%N)
        $tool offline-memory "$dax" 2> /dev/null
        $tool online-memory "$dax" 2> /dev/null
        middle=$(date +%s%N)
        $tool list > /dev/null
        end=$(date +%s%N)
        echo "# $tool: offline and online $(((middle - begin) / 1000000)) ms, list $(((end - middle) / 1000000)) ms" >&3
    done
    [ "$(online)" -eq $BLOCKS ]
}
