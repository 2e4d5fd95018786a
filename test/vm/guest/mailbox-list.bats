#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# cxl list -H, -I, -F, -A: what the emulated devices answer to the real driver.
# shellcheck disable=SC2030,SC2031 # bats runs every test in a subshell

bats_require_minimum_version 1.5.0
load helpers

# Not by cxl list: these tests count programs, under software emulation each takes long.
setup() { MEM=$(basename "$(dirname "$(grep -lx 0x10 /sys/bus/cxl/devices/mem*/serial)")"); }

# Little-endian bytes $2 to $2+$3 of the reply $1, as a number.
field()
{
    local hex=${1:$((2 * $2)):$((2 * $3))} big=""
    while [[ -n $hex ]]; do
        big=${hex:0:2}$big
        hex=${hex:2}
    done
    echo $((16#$big))
}

text()
{
    printf '%b' "$(sed -E 's/(00)*$//; s/../\\x&/g' <<< "${1:$((2 * $2)):32}")"
}

sent() { grep -c 'cxl_cmd_submit: .*return code' "$1" || true; }

@test "nothing is sent unless it is asked for" {
    cxl list -vv --debug 2> "$BATS_TEST_TMPDIR/log" > "$BATS_TEST_TMPDIR/list"
    [ "$(sent "$BATS_TEST_TMPDIR/log")" -eq 0 ]
    run -1 grep -E 'health|partition_info|firmware"|alert_config' "$BATS_TEST_TMPDIR/list"
}

@test "each option sends its own command, once a device" {
    for option in --health --alert-config --partition --firmware; do
        cxl list -m "$MEM" $option --debug 2> "$BATS_TEST_TMPDIR/log" > /dev/null
        [ "$(sent "$BATS_TEST_TMPDIR/log")" -eq 1 ]
    done
    cxl list -HIFA --debug 2> "$BATS_TEST_TMPDIR/log" > /dev/null
    [ "$(sent "$BATS_TEST_TMPDIR/log")" -eq 8 ]
}

@test "-I is what Identify answers to a program without libcxl" {
    for mem in mem0 mem1; do
        reply=$("$MAILBOX_REPLY" $mem 1 67)
        json=$(cxl list -m $mem -I | jq '.[0].partition_info')
        unit=$((256 << 20))
        [ "$(jq .total_size <<< "$json")" -eq "$((unit * $(field "$reply" 16 8)))" ]
        [ "$(jq .volatile_only_size <<< "$json")" -eq "$((unit * $(field "$reply" 24 8)))" ]
        [ "$(jq .persistent_only_size <<< "$json")" -eq "$((unit * $(field "$reply" 32 8)))" ]
        [ "$(jq .partition_alignment_size <<< "$json")" -eq "$((unit * $(field "$reply" 40 8)))" ]
        [ "$(jq .total_size <<< "$json")" -gt 0 ]
        # The emulated devices cannot be partitioned: the second command is not sent.
        [ "$(jq 'has("active_volatile_size")' <<< "$json")" = false ]
    done
}

@test "-F is what Get FW Info answers to a program without libcxl" {
    reply=$("$MAILBOX_REPLY" "$MEM" 4 80)
    json=$(cxl list -m "$MEM" -F | jq '.[0].firmware')
    [ "$(jq .num_slots <<< "$json")" -eq "$(field "$reply" 0 1)" ]
    [ "$(jq .active_slot <<< "$json")" -eq "$(($(field "$reply" 1 1) & 7))" ]
    staged=$(($(field "$reply" 1 1) >> 3 & 7))
    [ "$(jq '.staged_slot // 0' <<< "$json")" -eq "$staged" ]
    [ "$(jq .online_activate_capable <<< "$json")" = \
        "$( (($(field "$reply" 2 1) & 1)) && echo true || echo false)" ]
    for slot in 1 2 3 4; do
        [ "$(jq -r ".slot_${slot}_version // \"\"" <<< "$json")" = "$(text "$reply" $((16 * slot)))" ]
    done
    [ "$(jq -r .slot_1_version <<< "$json")" != "" ]
    loader=/sys/bus/cxl/devices/$MEM/firmware/$MEM
    [ "$(< "$loader/status")" = idle ]
    [ "$(jq .fw_update_in_progress <<< "$json")" = false ]
    [ "$(jq .remaining_size <<< "$json")" = null ]
}

@test "a command that the device does not have is no key, no word and no failure" {
    for id in 7 11; do
        run "$MAILBOX_REPLY" "$MEM" $id 18
        [[ $status -eq 0 || $output == *"Inappropriate ioctl"* ]]
    done
    run --separate-stderr cxl list -HA
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [ "$(jq length <<< "$output")" -eq 2 ]
    if [[ ! $("$MAILBOX_REPLY" "$MEM" 7 18 2> /dev/null) ]]; then
        [ "$(jq 'any(.[]; has("health"))' <<< "$output")" = false ]
        run --separate-stderr cxl list -H --debug
        [[ $stderr == *"Get Health Info"*"does not implement it"* ]]
    fi
}

# What the packaged tool knows of these options depends on its release.
packaged()
{
    local options=HIA
    /usr/bin/cxl list -F > /dev/null 2>&1 && options=HIFA
    /usr/bin/cxl list -M -$options
}

@test "the packaged cxl says the same, but for decided differences and newer keys" {
    theirs=$(packaged | jq -S 'sort_by(.memdev)')
    jq -e 'all(.[]; has("partition_info"))' <<< "$theirs"
    ours=$(cxl list -HIFA | jq -S --argjson theirs "$theirs" 'sort_by(.memdev) | [., $theirs]
        | transpose | map(. as [$a, $b] | $a | with_entries(select(.key | in($b))))')
    [ "$ours" = "$theirs" ]
}

@test "-vvv is all of it; -u: sizes with units; keys stand where they stood" {
    json=$(cxl list -u -vvv -m "$MEM" | jq '[.. | objects | select(has("memdev"))][0]')
    [ "$(jq -r .partition_info.total_size <<< "$json")" = "256.00 MiB (268.44 MB)" ]
    [ "$(jq -r 'keys_unsorted[-3:] | join(" ")' <<< "$json")" = \
        "poison_injectable partition_info firmware" ]
}

@test "without root: the list, status 0, and one line for all devices" {
    run --separate-stderr as_nobody cxl list -HIFA
    [ "$status" -eq 0 ]
    [ "${#stderr_lines[@]}" -eq 1 ]
    [[ ${stderr_lines[0]} == *"Permission denied; try as root" ]]
    [ "$(jq 'map(has("partition_info") or has("firmware")) | any' <<< "$output")" = false ]
    [ "$(jq length <<< "$output")" -eq 2 ]
}

@test "a device that disappears while it is asked is left out, and nothing is said" {
    dev=$(realpath "/sys/bus/cxl/devices/$MEM/../")
    cxl list -HIFA > "$BATS_TEST_TMPDIR/list" 2> "$BATS_TEST_TMPDIR/err" &
    sleep 0.2
    echo 1 > "$dev/remove"
    wait $!
    echo 1 > /sys/bus/pci/rescan
    cat "$BATS_TEST_TMPDIR/err"
    jq -e 'all(.[]; has("partition_info") and has("firmware"))' "$BATS_TEST_TMPDIR/list"
    [ ! -s "$BATS_TEST_TMPDIR/err" ]
}
