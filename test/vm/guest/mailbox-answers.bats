#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# cxl list -H, -I, -F, -A with answers that the emulated devices do not give: the same
# ones to the packaged cxl and to ours (see ../answers.c).

bats_require_minimum_version 1.5.0

setup()
{
    MEM=$(basename "$(dirname "$(grep -lx 0x10 /sys/bus/cxl/devices/mem*/serial)")")
    export CXL_ANSWERS=$BATS_TEST_TMPDIR
    PRELOAD=$(dirname "$(command -v cxl-probe)")/libcxl-answers.so
    HEALTH=7 ALERTS=11 IDENTIFY=1 PARTITION=5 FIRMWARE=4
}

ours() { ASAN_OPTIONS=$ASAN_OPTIONS:verify_asan_link_order=0 LD_PRELOAD=$PRELOAD cxl list "$@"; }
theirs() { LD_PRELOAD=$PRELOAD /usr/bin/cxl list -M "$@"; }

answer() { printf '%b' "$(sed 's/../\\x&/g' <<< "$2")" > "$CXL_ANSWERS/$1"; }

random_hex() { od -An -v -tx1 -N "$1" /dev/urandom | tr -d ' \n'; }

# The differences that were decided: signed temperatures, and no key for what the
# device does not implement.
correct='def signed: if . > 32767 then . - 65536 else . end;
    with_entries(if .key | test("temperature.*_threshold$|^temperature$") then .value |= signed else . end)
    | if .life_used_percent == -95 then del(.life_used_percent) else . end'

same()
{
    local key=$1 a b
    shift
    a=$(ours -m "$MEM" "$@" | jq -S ".[0].$key")
    b=$(theirs -m "$MEM" "$@" | jq -S ".[0].$key | $correct")
    [ "$a" != null ] && [ "$a" = "$b" ] || { diff <(echo "$a") <(echo "$b"); return 1; }
}

@test "health: as the packaged cxl reads it, every state and random ones" {
    for state in 2 10; do
        answer $HEALTH "$(printf '%02x%02x%02x3219000100000002000000030000 00' $((state & 7)) $state \
            $((state * 5 & 255)) | tr -d ' ')"
        same health -H
    done
    for _ in 1 2; do
        # A temperature that is no "not implemented".
        answer $HEALTH "$(random_hex 5)20$(random_hex 12)"
        same health -H
    done
}

@test "alert_config: as the packaged cxl reads it" {
    for _ in 1 2; do
        answer $ALERTS "$(random_hex 16)"
        same alert_config -A
    done
}

@test "partition_info: as the packaged cxl reads it" {
    head=$(random_hex 16)
    answer $IDENTIFY "${head}1000000000000000020000000000000003000000000000000100000000000000$(random_hex 19)"
    answer $PARTITION "05000000000000000b0000000000000006000000000000000a00000000000000"
    same partition_info -I
    [ "$(ours -m "$MEM" -I | jq -c '.[0].partition_info | map_values(. / 268435456)')" = \
        '{"total_size":16,"volatile_only_size":2,"persistent_only_size":3,"partition_alignment_size":1,"active_volatile_size":5,"active_persistent_size":11,"next_volatile_size":6,"next_persistent_size":10}' ]
}

@test "health: values at the limits" {
    answer $HEALTH "0000000af6ffffffffff00000080ffffff7f"
    [ "$(ours -m "$MEM" -H | jq -c '.[0].health | [.life_used_percent, .temperature, .dirty_shutdowns, .volatile_errors, .pmem_errors]')" \
        = '[10,-10,4294967295,2147483648,2147483647]' ]
    answer $HEALTH "000000fffffff6ffffff0000000000000000"
    [ "$(ours -m "$MEM" -H | jq -c '.[0].health | [has("life_used_percent"), has("temperature"), .dirty_shutdowns]')" \
        = '[false,false,4294967286]' ]
    answer $HEALTH "000003000080000000000000000000000000"
    [ "$(ours -m "$MEM" -H | jq -c '.[0].health | [.ext_life_used, .temperature]')" = '["unknown",-32768]' ]
}

@test "alert_config: temperatures below zero" {
    answer $ALERTS "0000ff00f6ffd8ff0080ff7fffff0080"
    [ "$(ours -m "$MEM" -A | jq -c '.[0].alert_config | [.[] | numbers]')" = \
        '[255,0,-10,-40,-32768,32767,65535,32768]' ]
}

@test "a short answer is read as far as it goes" {
    bytes=00000019200001000000020000000300 all=()
    for len in 0 1 5 13; do
        answer $HEALTH "${bytes:0:$((2 * len))}"
        all+=("$(ours -m "$MEM" -H | jq '.[0].health | length')")
    done
    [ "${all[*]}" = "0 3 18 20" ]
    answer $FIRMWARE "0211"
    [ "$(ours -m "$MEM" -F | jq -c '.[0].firmware')" = \
        '{"num_slots":2,"active_slot":1,"staged_slot":2,"fw_update_in_progress":false}' ]
}

@test "firmware: a text that is none, and a slot that does not exist" {
    tail=$(printf '00%.0s' {1..13})
    v1=$(printf '41%.0s' {1..16}) v2=1b5b316dff$(printf '00%.0s' {1..11})
    answer $FIRMWARE "022901$tail$v1$v2$(printf '00%.0s' {1..32})"
    [ "$(ours -m "$MEM" -F | jq -c '.[0].firmware | del(.fw_update_in_progress)')" = \
        '{"num_slots":2,"active_slot":1,"online_activate_capable":true,"slot_1_version":"AAAAAAAAAAAAAAAA","slot_2_version":"\\x1b[1m\\xff"}' ]
}

@test "the device refuses: the list goes on, status 0, one line says why" {
    answer $HEALTH ""
    echo 7 > "$CXL_ANSWERS/$HEALTH.retval"
    run --separate-stderr ours -m "$MEM" -HF
    [ "$status" -eq 0 ]
    [ "$(jq -c '.[0] | [has("health"), has("firmware")]' <<< "$output")" = "[false,true]" ]
    [ "$stderr" = "cxl list: $MEM: no health: the device refused \"Get Health Info\": media disabled (return code 7)" ]
    run --separate-stderr ours -H
    [ "$status" -eq 0 ]
    [ "$(jq length <<< "$output")" -eq 2 ]
    [ "${#stderr_lines[@]}" -eq 1 ]
    [[ $stderr == *"(1 more answer is missing, see --debug)" ]]
    # "Unsupported" is a device without the command.
    echo 3 > "$CXL_ANSWERS/$HEALTH.retval"
    run --separate-stderr ours -H
    [ "$status" -eq 0 ]
    [[ $stderr == *": no health: the device or the kernel does not support it"* ]]
    [ "${#stderr_lines[@]}" -eq 1 ]
}

@test "the kernel refuses: the list goes on, status 0, one line says why" {
    echo 110 > "$CXL_ANSWERS/$ALERTS.errno"
    run --separate-stderr ours -m "$MEM" -A
    [ "$status" -eq 0 ]
    [ "$stderr" = "cxl list: $MEM: no alert_config: the kernel refused \"Get Alert Configuration\": Connection timed out" ]
    [ "$(jq -c '.[0] | has("alert_config")' <<< "$output")" = false ]
}

@test "Get Partition Info fails: what Identify says stays" {
    answer $IDENTIFY "$(printf '00%.0s' {1..16})1000000000000000020000000000000003000000000000000100000000000000$(printf '00%.0s' {1..19})"
    answer $PARTITION ""
    echo 4 > "$CXL_ANSWERS/$PARTITION.retval"
    run --separate-stderr ours -m "$MEM" -I
    [ "$status" -eq 0 ]
    [ "$(jq '.[0].partition_info | length' <<< "$output")" -eq 4 ]
    [[ $stderr == *"$MEM: no active_volatile_size"*"internal error"* ]]
}
