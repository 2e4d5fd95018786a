#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Regions on the mock devices of cxl_test: made, listed, disabled, enabled, destroyed, with
# nothing left behind; what is refused; what a dry run says against what is written.
# Memdevs are found by their serials: 0 to 7 are below two bridges in turn.

bats_require_minimum_version 1.5.0

load helpers

DEVICES=/sys/bus/cxl/devices

setup() {
    cd "$BATS_TEST_TMPDIR" || return
}

# The window of a type and a number of ways: "ram 2".
window() {
    local path

    for path in "$DEVICES"/decoder0.*; do
        [[ $(< "$path/interleave_ways") != "$2" || ! -e $path/create_${1}_region ]] || basename "$path"
    done | head -n 1
}

# Names of the memdevs with these serials.
memdevs() {
    local serial

    for serial in "$@"; do
        memdev_of_serial "0x$serial"
    done | paste -sd ' '
}

# Every attribute of the bus: one process, as each takes its time here. The names of the next
# regions go up, and devices tell of themselves; all else must come back.
snapshot() {
    (cd "$DEVICES" && grep -asH '' -- */* */pmem/* */ram/* | grep -av '/uevent:\|/CDAT:\|/create_'
        printf '%s\n' */*) > "$1"
}

# The kernel keeps what it last wrote to a decoder that is idle: the mode, and how it interleaved.
# What it does not keep is compared at any time.
without_idle() {
    grep -v '^decoder[0-9.]*/\(interleave_ways\|interleave_granularity\|target_list\|mode\|start\|size\):' "$1"
}

# create OPTION...: $region is what was made.
create() {
    cxl create-region "$@" > made 2> said || { cat said; return 1; }
    jq -e 'type == "object"' made
    region=$(jq -r .region made)
    grep -qx "cxl create-region: created 1 region: $region" said
}

# One turn: made as wanted, listed so, disabled, enabled, destroyed.
turn() {
    create "$@"
    cxl list -RT -r "$region" | jq -S '.[0]' > listed
    jq -S . made | diff - <(jq -S 'del(.daxregion)' listed)
    cxl disable-region "$region"
    [ ! -e "$DEVICES/$region/driver" ]
    cxl enable-region "$region"
    [ -e "$DEVICES/$region/driver" ]
    run ! cxl destroy-region "$region"
    cxl disable-region "$region"
    cxl destroy-region "$region"
    [ ! -e "$DEVICES/$region" ]
}

# made_of TYPE WAYS SERIAL...: options of a region of these, one piece of 256 MiB each.
made_of() {
    local type=$1 ways=$2
    shift 2
    printf '%s\n' -t "$type" -d "$(window "$type" "$ways")" -s "$((($# * 256) << 20))"
    memdevs "$@" | tr ' ' '\n'
}

@test "the region of the start is destroyed, and nothing of it stays" {
    snapshot before
    region=$(cxl list -R | jq -r '.[0].region')
    run --separate-stderr cxl destroy-region "$region"
    [ "$status" -eq 1 ]
    [[ $stderr == *"$region is enabled"* ]]
    cxl destroy-region --force "$region"
    [ "$(cxl list -Ri | jq length)" -eq 0 ]
    snapshot after
    grep -c "$region" before
    run ! grep "$region" after
}

@test "x1, x2 over two bridges, x4 and x8 over switches; pmem and ram: no residue" {
    for shape in "pmem 1 0" "pmem 1 0 4" "pmem 2 2 1" "pmem 2 0 1 2 3" "pmem 2 0 1 2 3 4 5 6 7" \
        "ram 1 0" "ram 1 0 2" "ram 1 0 2 4 6" "ram 2 0 1" "ram 2 4 1 6 3"; do
        # shellcheck disable=SC2086  # words
        mapfile -t options < <(made_of $shape)
        snapshot before
        turn "${options[@]}"
        snapshot after
        diff <(without_idle before) <(without_idle after)
        # The second time, the idle decoders are as before, too.
        turn "${options[@]}"
        snapshot again
        diff after again
    done
}

@test "twenty times the same region: the bus is as it was, to the byte" {
    mapfile -t options < <(made_of pmem 2 0 1 2 3)
    turn "${options[@]}"
    snapshot before
    for _ in {1..20}; do
        create "${options[@]}"
        cxl destroy-region --force "$region"
    done
    snapshot after
    cmp before after
}

@test "every legal size, in steps, of a region over two bridges" {
    read -r first second <<< "$(memdevs 0 1)"
    root=$(window pmem 2)
    max=$(cxl create-region --list-options --json -d "$root" -w 2 "$first" "$second" | jq '.[0].max_size')
    [ "$max" -gt $((512 << 20)) ]
    for ((size = 512 << 20; size <= max; size += 512 << 20)); do
        create -t pmem -d "$root" -s "$size" "$first" "$second"
        [ "$(jq .size made)" -eq "$size" ]
        cxl destroy-region -f "$region"
    done
    run ! cxl create-region -t pmem -d "$root" -s "$size" "$first" "$second"
}

@test "what a dry run says is what is written, in that order" {
    command -v strace
    for shape in "pmem 2 0 1 2 3" "ram 1 0 2"; do
        # shellcheck disable=SC2086  # words
        mapfile -t options < <(made_of $shape)
        uuid=()
        [[ $shape == ram* ]] || uuid=(-U 0d1c0b0a-0908-4706-8504-030201000f0e)
        cxl create-region --dry-run --json "${uuid[@]}" "${options[@]}" |
            jq -r '.writes[] | "\(.file) \(.value)"' > planned
        strace -qq -y -e trace=write -s 64 -o trace cxl create-region "${uuid[@]}" "${options[@]}" > made
        sed -n 's|^write([0-9]*</sys/devices/.*/\([^/]*/[^/]*\)>, "\([^"\\]*\).*|\1 \2|p
            s|^write([0-9]*</sys/bus/cxl/\(drivers/[^>]*\)>, "\([^"\\]*\).*|\1 \2|p' trace |
            grep -v '^cxl/flush' > written
        diff planned written
        cxl destroy-region -f "$(jq -r .region made)"
    done
}

# refused RULE WORD...: the plan refuses by that rule, and nothing is written.
refused() {
    local rule=$1
    shift
    run --separate-stderr cxl create-region "$@"
    [ "$status" -eq 1 ]
    [ -z "$output" ]
    [[ $stderr == *"rule     $rule: "*"found    "* ]] || { echo "$stderr"; return 1; }
    note "$stderr"
}

@test "refusals name their rule, what was found, and what could be made instead" {
    read -r m0 m1 m2 m3 m4 m5 m6 m7 <<< "$(memdevs 0 1 2 3 4 5 6 7)"
    pmem=$(window pmem 2) ram=$(window ram 2)
    snapshot before
    refused position -t pmem -d "$pmem" "$m1" "$m0"
    refused bridge-share -t pmem -d "$pmem" "$m0" "$m2"
    refused window-ways -t pmem -d "$pmem" "$m0" "$m1" "$m2"
    refused position -t pmem -d "$pmem" "$m0" "$m1" "$m4" "$m3" "$m2" "$m5" "$m6" "$m7"
    refused window-type -t ram -d "$pmem" "$m0" "$m1"
    refused window-granularity -t ram -d "$ram" -g 256 "$m0" "$m1"
    refused size -t ram -d "$ram" -s 300M "$m0" "$m1"
    refused window-space -t ram -d "$ram" -s 1T "$m0" "$m1"
    refused member-count -w 4 "$m0" "$m1"
    refused ways -w 5
    refused window-bridges -t pmem -d "$(window pmem 1)" "$m1"
    refused granularity -t ram -g 300 "$m0" "$m1"
    snapshot after
    cmp before after
    run --separate-stderr cxl create-region "$m0" mem99
    [ "$status" -eq 2 ]
    run --separate-stderr cxl create-region "$m0" "$m0"
    [ "$status" -eq 2 ]
    [[ $stderr == *twice* ]]
}

@test "a memdev that is disabled, a UUID that is in use, and capacity behind are told" {
    read -r m0 m1 <<< "$(memdevs 0 1)"
    same=0d1c0b0a-0908-4706-8504-030201000f0e
    create -t pmem -U $same -s 512M -d "$(window pmem 2)" "$m0" "$m1"
    first=$region
    snapshot before
    run --separate-stderr cxl create-region -t pmem -U $same -s 512M -d "$(window pmem 2)" "$m0" "$m1"
    [ "$status" -eq 1 ]
    [[ $stderr == *"--uuid $same is that of $first"* ]]
    note "$stderr"
    snapshot after
    diff <(without_idle before) <(without_idle after)
    create -t pmem -s 512M -d "$(window pmem 2)" "$m0" "$m1"
    run --separate-stderr cxl destroy-region -f "$first"
    [ "$status" -eq 1 ]
    [[ $stderr == *"behind it"*"$region"* ]]
    note "$stderr"
    cxl destroy-region -f "$region" "$first"
    # Not one of those of which the mock firmware makes a region.
    read -r m2 m3 <<< "$(memdevs 2 3)"
    cxl disable-memdev "$m2"
    run --separate-stderr cxl create-region "$m2" "$m3"
    cxl enable-memdev "$m2"
    [ "$status" -eq 1 ]
    [[ $stderr == *"$m2 is disabled"* ]]
}

@test "without words: the largest region; all can be listed, as text and as JSON" {
    cxl create-region --list-options > text
    cxl create-region --list-options --json > options
    [ "$(jq length options)" -eq $(($(wc -l < text) - 1)) ]
    largest=$(jq '[.[] | select(.type == "pmem") | .max_size] | max' options)
    create
    [ "$(jq .size made)" -eq "$largest" ]
    cxl destroy-region -f all
    [ "$(cxl list -Ri | jq length)" -eq 0 ]
}

@test "a name that matches nothing is status 2; all may be nothing" {
    for verb in enable disable destroy; do
        run --separate-stderr cxl $verb-region region99
        [ "$status" -eq 2 ]
        [[ $stderr == *'no region matches "region99"'* ]]
        cxl $verb-region all
    done
}

@test "random requests: the plan and the kernel agree" {
    cxl-region-agreement "${REGION_REQUESTS:-40}" "${REGION_SEED:-1}" 2> said || { grep '^#' said; false; }
    grep '^#' said >&3
}
