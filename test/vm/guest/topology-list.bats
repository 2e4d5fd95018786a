#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# cxl list of the whole topology beside the packaged cxl, on the real driver: the
# same objects at the same places with the same values, also with a region.

bats_require_minimum_version 1.5.0

DEVICES=/sys/bus/cxl/devices

load compare

# Starting a program takes long under software emulation, so the two machines share
# the lists: each takes every second one.
my_share() {
    local line turn=0

    [[ $TOPOLOGY != switch ]] || turn=1
    while read -r line; do
        ((++turn % 2)) || continue
        printf '%s\n' "$line"
    done
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return
}

# Kinds alone and together, with targets and with what is idle.
kinds() {
    printf '%s\n' "" -v -vv -i -M -BTi -PTi -E -Di -DTi -R -BM -BP -BE -BDi -PM -PD -EM -EDi -DRi \
        -BPEMDRTi -PEMi -MBDi -BPD -EMDTi
}

# Filters by the names, numbers and hosts that are there.
filters() {
    local mem endpoint

    mem=$(basename "$(printf '%s\n' $DEVICES/mem* | head -n 1)")
    endpoint=$(basename "$(printf '%s\n' $DEVICES/endpoint* | head -n 1)")
    printf '%s\n' "-p root" "-p port1" "-p port1 -S -P" "-P -p port1" "-BPEMD -i -p port2" \
        "-p switch" "-p $endpoint" "-E -p port1" "-Di -S -p port2" "-Di -p port2" "-M -p $endpoint" \
        "-B -p port1" "-m $mem -BPEMDTi" "-s 0x10 -Di" "-m $mem" "-b root0" "-b root9 -M" \
        "-BPEMDi -e $endpoint" "-M -d decoder0.0" "-d switch -i" "-BPEMDi -d endpoint" \
        "-d decoder${endpoint#endpoint}.0 -i" "-e $mem -ED -i"
}

# A persistent region of one device, by hand. Not committed: QEMU and the kernel
# of the distribution do not agree on that.
make_region() {
    local endpoint decoder region root bridge host path

    root=$1
    # A persistent device below the host bridge that the window is for.
    bridge=$(realpath "$DEVICES/root0/dport$(< "$DEVICES/$root/target_list")")
    endpoint=$(for path in "$DEVICES"/endpoint*; do
        host=$(realpath "$path/uport")
        [[ $host != "$bridge"/* || $(($(< "$host/pmem/size"))) -eq 0 ]] || basename "$path"
    done | head -n 1)
    decoder=decoder${endpoint#endpoint}.0
    region=$(< "$DEVICES/$root/create_pmem_region")
    echo "$region" > "$DEVICES/$root/create_pmem_region"
    echo "$(< "$DEVICES/$root/interleave_ways")" > "$DEVICES/$region/interleave_ways"
    echo "$(< "$DEVICES/$root/interleave_granularity")" > "$DEVICES/$region/interleave_granularity"
    echo 6d8e4e70-9f4b-4b2b-8a58-3c2b1a0f9e77 > "$DEVICES/$region/uuid"
    echo 0x10000000 > "$DEVICES/$region/size"
    echo pmem > "$DEVICES/$decoder/mode"
    echo 0x10000000 > "$DEVICES/$decoder/dpa_size"
    echo "$decoder" > "$DEVICES/$region/target0"
    echo "$region"
}

@test "cxl list of every kind, alone and together, is what the packaged cxl lists" {
    all_the_same < <(kinds | my_share)
}

@test "filters select what the packaged cxl selects" {
    all_the_same < <(filters | my_share)
}

@test "the same with a region" {
    region=$(make_region decoder0.0)
    [ "$(cxl list -R -i | jq -r '.[].region')" = "$region" ]
    [ "$(cxl list -R -i | jq -r '.[].size')" -eq $((0x10000000)) ]
    [ "$(cxl list -RT -i | jq -r '.[].mappings[].position')" -eq 0 ]
    # -D -r: older releases do not count the window among what has a region. They offer
    # the addresses of a region that is not committed yet, which the kernel refuses.
    all_the_same max_available_extent < <(printf '%s\n' "" -R -RTi -DRTi -BRi -BDRTi -BPEMDRTi -vv -BPDi \
        "-r $region -i" "-r 0 -i" "-r region9" "-R -i -p root" "-R -i -p port1" \
        "-R -i -d decoder0.0" "-R -i -d switch" "-M -r $region" | my_share)
}

@test "natural order everywhere" {
    cxl list -BPEMDRTi > all
    jq -r '[.. | arrays | map(objects | [.decoder, .port, .endpoint, .memdev | strings][0] // empty)
            | select(length > 1)] | .[] | join(" ")' all > orders
    [ -s orders ]
    while read -ra names; do
        [ "${names[*]}" = "$(printf '%s\n' "${names[@]}" | sort -V | paste -sd ' ')" ]
    done < orders
}

@test "without root: everything but where windows and regions are" {
    setpriv --reuid=65534 --regid=65534 --clear-groups -- "$(command -v cxl)" list -vv \
        > nobody
    cxl list -vv > all
    # shellcheck disable=SC2016
    hide='walk(if type == "object" then del(.resource, .max_available_extent, .poison_injectable,
        .injectable_protocol_errors, .protocol_injectable) else . end)'
    diff -u <(jq -S "$hide" all) <(jq -S "$hide" nobody)
}

@test "a port that disappears while it is listed is left out" {
    host=$(basename "$(realpath $DEVICES/port1/uport)")
    [ -n "$host" ]
    echo port1 > /sys/bus/cxl/drivers/cxl_port/unbind
    cxl list -P | jq -e 'all(.. | .port? // empty; . != "port1")'
    cxl list -vv | jq -e 'type == "array"'
}
