#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Capacity of mock devices, reserved and given back; partitions; what is in use.

bats_require_minimum_version 1.5.0

load helpers

DEVICES=/sys/bus/cxl/devices
readonly PART=$((256 << 20))

setup() {
    cd "$BATS_TEST_TMPDIR" || return
}

# endpoint_of MEMDEV: its number.
endpoint_of() {
    local path

    for path in "$DEVICES"/endpoint*; do
        [[ $(realpath "$path/uport") != */$1 ]] || echo "${path##*/endpoint}"
    done
}

# What a failed command may not change: every attribute of the decoders of an endpoint.
state_of() {
    grep . "$DEVICES/endpoint$1/decoder$1".*/{dpa_size,dpa_resource,mode,size}
}

@test "capacity is reserved and given back, by number, by name, by turn" {
    mem=$(memdev_of_serial 0x1)
    id=$(endpoint_of "$mem")
    state_of "$id" > before
    cxl reserve-dpa -t pmem -s 256m "$mem" > reserved
    jq -e --arg mem "$mem" --arg name "decoder$id.0" --argjson part $PART '
        length == 1 and .[0].memdev == $mem and (.[0].decoder | .decoder == $name and
        .dpa_size == $part and .mode == "pmem")' reserved
    [ $(($(< "$DEVICES/decoder$id.0/dpa_size"))) -eq $PART ]
    cxl reserve-dpa -t pmem -s 256m -d 1 "$mem" | jq -e --arg name "decoder$id.1" '.[0].decoder.decoder == $name'
    run --separate-stderr cxl free-dpa -d "decoder$id.0" "$mem"
    [ "$status" -eq 1 ]
    [[ "$stderr" == *"not the turn of decoder$id.0 but of decoder$id.1"* ]]
    run --separate-stderr cxl free-dpa -t ram "$mem"
    [ "$status" -eq 1 ]
    [[ "$stderr" == *"its capacity is pmem, not ram"* ]]
    cxl free-dpa "$mem" | jq -e --arg name "decoder$id.1" '.[0].decoder | .decoder == $name and (has("dpa_size") | not)'
    cxl free-dpa -d 0 "$mem"
    run --separate-stderr cxl free-dpa "$mem"
    [ "$status" -eq 1 ]
    [ "$output" = "[]" ]
    [[ "$stderr" == *"no decoder has capacity"* ]]
    [ "$(cut -d: -f1 before)" = "$(state_of "$id" | cut -d: -f1)" ]
    [ "$(grep size before)" = "$(state_of "$id" | grep size)" ]
}

@test "what is wrong is refused with both numbers; the kernel refuses it, too" {
    mem=$(memdev_of_serial 0x1)
    id=$(endpoint_of "$mem")
    cxl reserve-dpa -t pmem -s 256m "$mem"
    cxl free-dpa "$mem"
    state_of "$id" > before
    run --separate-stderr cxl reserve-dpa -t pmem -s 1t "$mem"
    [ "$status" -eq 1 ]
    [[ "$stderr" == *"--size 1099511627776 is more than the "*" bytes of pmem that are left"* ]]
    run --separate-stderr cxl reserve-dpa -t pmem -s 300m "$mem"
    [ "$status" -eq 1 ]
    [[ "$stderr" == *"no multiple of 256 MiB"* ]]
    for size in 1t 300m; do
        run --separate-stderr cxl reserve-dpa -f -t pmem -s $size "$mem"
        [ "$status" -eq 1 ]
        [[ "$stderr" == *"the kernel refused to write"*"decoder$id.0/dpa_size"* ]]
    done
    # A decoder that has capacity gets that back: the kernel frees it before it refuses.
    cxl reserve-dpa -t pmem -s 256m "$mem"
    state_of "$id" > reserved
    run --separate-stderr cxl reserve-dpa -f -d 0 -t pmem -s 1t "$mem"
    [ "$status" -eq 1 ]
    [[ "$stderr" == *"decoder$id.0: it has its $PART bytes of pmem again"* ]]
    state_of "$id" | diff reserved -
    run --separate-stderr cxl reserve-dpa -f -d 0 -t ram -s 1t "$mem"
    [ "$status" -eq 1 ]
    [[ "$stderr" == *"decoder$id.0: its mode is pmem again"*"it has its $PART bytes of pmem again"* ]]
    state_of "$id" | diff reserved -
    cxl free-dpa "$mem"
    run --separate-stderr cxl reserve-dpa -d 3 -t pmem -s 256m "$mem"
    [ "$status" -eq 1 ]
    run --separate-stderr cxl reserve-dpa -f -d 3 -t pmem -s 256m "$mem"
    [ "$status" -eq 1 ]
    [[ "$stderr" == *"the kernel refused"* ]]
    run --separate-stderr cxl reserve-dpa -d 99 "$mem"
    [ "$status" -eq 2 ]
    # A mode that was none cannot be said to the kernel: decoder 3 keeps the one it was given.
    state_of "$id" | grep -v "\.3/mode" > after
    diff <(grep -v "\.3/mode" before) after
}

@test "all that is left, of the sort that fits" {
    mem=$(memdev_of_serial 0x1)
    ram=$(($(< "$DEVICES/$mem/ram/size")))
    pmem=$(($(< "$DEVICES/$mem/pmem/size")))
    cxl reserve-dpa "$mem" > reserved
    if [ $ram -gt 0 ]; then
        jq -e --argjson size $ram '.[0].decoder | .mode == "ram" and .dpa_size == $size' reserved
        cxl reserve-dpa "$mem" > reserved
    fi
    if [ $pmem -gt 0 ]; then
        jq -e --argjson size $pmem '.[0].decoder | .mode == "pmem" and .dpa_size == $size' reserved
    fi
    run --separate-stderr cxl reserve-dpa "$mem"
    [ "$status" -eq 1 ]
    [[ "$stderr" == *"capacity is left"* ]]
    while cxl free-dpa "$mem"; do :; done
}

@test "a memdev of a region is not disabled, and who uses it is told" {
    region=$(cxl list -R | jq -r '.[0].region')
    mem=$(cxl list -RT -r "$region" | jq -r '.[0].mappings[0].memdev')
    id=$(endpoint_of "$mem")
    run --separate-stderr cxl disable-memdev "$mem"
    [ "$status" -eq 1 ]
    [[ "${stderr_lines[0]}" == "cxl disable-memdev: $mem: in use, not disabled: 1 decoder is committed" ]]
    [[ "$stderr" == *"decoder$id."*" serves $region: ram, "*"enabled"* ]]
    [ -e "$DEVICES/$mem/driver" ]
    run --separate-stderr cxl free-dpa "$mem"
    [ "$status" -eq 1 ]
    [[ "$stderr" == *"its capacity is that of $region"* ]]
    run --separate-stderr cxl disable-port "$(cxl list -P -p switch | jq -r '[.. | .port? // empty][0]')"
    [ "$status" -eq 1 ]
}

@test "the mock devices do not implement Set Partition Information: 1, and how it is now" {
    mem=$(memdev_of_serial 0x1)
    run --separate-stderr cxl set-partition -t ram -s 256m "$mem"
    [ "$status" -eq 1 ]
    [[ "${stderr_lines[0]}" == *"cannot set the partitions: the device does not implement it" ]]
    jq -e '.[0].partition_info.active_volatile_size == 1073741824' <<< "$output"
    run --separate-stderr cxl set-partition -t ram -s 300m "$mem"
    [ "$status" -eq 1 ]
    [ "$output" = "[]" ]
    [[ "$stderr" == *"268435456 and 536870912 are"* ]]
}

@test "a device that takes it: done, and shown" {
    mem=$(memdev_of_serial 0x1)
    mkdir answers
    : > answers/9
    ASAN_OPTIONS=$ASAN_OPTIONS:verify_asan_link_order=0 LD_PRELOAD=$(dirname "$(type -P cxl-probe)")/libcxl-answers.so \
        CXL_ANSWERS=$PWD/answers run --separate-stderr cxl set-partition -t ram -s 256m "$mem"
    [ "$status" -eq 0 ]
    [ "$stderr" = "cxl set-partition: set_partition 1 mem" ]
    jq -e '.[0].partition_info' <<< "$output"
}

@test "what frees a memdev is told once for each region, and does it" {
    region=$(cxl list -R | jq -r '.[0].region')
    mem=$(cxl list -RT -r "$region" | jq -r '.[0].mappings[0].memdev')
    run --separate-stderr cxl disable-bus root0
    [ "$status" -eq 1 ]
    [ "$(grep -c "^  First: " <<< "$stderr")" -eq "$(cxl list -R | jq length)" ]
    run --separate-stderr cxl disable-memdev "$mem"
    [ "$status" -eq 1 ]
    first=$(sed -n 's/^  First: //p' <<< "$stderr")
    [ "$first" = "cxl disable-region $region && cxl destroy-region $region" ]
    bash -c "$first"
    cxl disable-memdev "$mem"
    cxl enable-memdev "$mem"
}
