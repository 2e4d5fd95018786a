#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# cxl list -H, -I, -F, -A: what the emulated devices answer to the real driver.
# shellcheck disable=SC2030,SC2031 # bats runs every test in a subshell

bats_require_minimum_version 1.5.0
load helpers

# Not by cxl list: these tests count programs, under software emulation each takes long.
setup() { MEM=$(basename "$(dirname "$(grep -lx 0x10 /sys/bus/cxl/devices/mem*/serial)")"); }

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

@test "-I and -F are what the device answers to a program without libcxl" {
    json=$(cxl list -m "$MEM" -IF | jq -S '.[0]')
    # The emulated devices cannot be partitioned: the second command is not sent.
    [ "$(jq -S .partition_info <<< "$json")" = "$("$MAILBOX_REPLY" "$MEM" 1 67 | jq -S .)" ]
    [ "$(jq -S '.firmware | del(.fw_update_in_progress)' <<< "$json")" = \
        "$("$MAILBOX_REPLY" "$MEM" 4 80 | jq -S .)" ]
    jq -e '.partition_info.total_size > 0 and .firmware.slot_1_version != ""' <<< "$json"
    [ "$(< "/sys/bus/cxl/devices/$MEM/firmware/$MEM/status")" = idle ]
    jq -e '.firmware.fw_update_in_progress == false' <<< "$json"
}

@test "a command that the device does not have is no key and no failure, but one line" {
    run --separate-stderr cxl list -HA
    [ "$status" -eq 0 ]
    [ "$(jq length <<< "$output")" -eq 2 ]
    if [[ ! $("$MAILBOX_REPLY" "$MEM" 7 18 2> /dev/null) ]]; then
        [[ $stderr == *": no health: the device or the kernel does not support it (there are others"* ]]
        [ "${#stderr_lines[@]}" -eq 1 ]
        run --separate-stderr cxl list -vvv
        [ -z "$stderr" ]
        run --separate-stderr cxl list -HA
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
    json=$(cxl list -u -vvv -m "$MEM" | jq '[.. | objects | select(has("serial"))][0]')
    [ "$(jq -r .partition_info.total_size <<< "$json")" = "256.00 MiB (268.44 MB)" ]
    [ "$(jq -r 'keys_unsorted[-3:] | join(" ")' <<< "$json")" = \
        "poison_injectable partition_info firmware" ]
}

@test "-o flat: every answer with every key; as nobody, the reason for each" {
    run --separate-stderr cxl list -HIFA -M -o flat
    [ "$status" -eq 0 ]
    [[ -z $stderr || $stderr == *"does not support it"* ]]
    jq -e '.objects | length == 2 and all(.[]; .unknown == {} and (.poison_injectable | type == "boolean")
        and (.firmware | keys | length) == 10 and (.partition_info | keys | length) == 8)' <<< "$output"
    # null where the device does not have the command, else whole.
    jq -e 'all(.objects[]; has("health") and (.health == null or (.health | keys | length) == 22))' <<< "$output"
    run --separate-stderr as_nobody cxl list -IF -MD -d root -o flat
    [ "$status" -eq 0 ]
    jq -e '[.objects[] | select(.type == "memdev")] | length == 2 and all(.[];
        .firmware == null and (.unknown.firmware | contains("Permission denied")) and
        .poison_injectable == null and .unknown.poison_injectable == "debugfs is not readable: needs root")' \
        <<< "$output"
    jq -e '[.objects[] | select(.type == "decoder")] | length == 1 and (.[0] | .resource == null and
        .unknown.resource == "start is not readable: needs root")' <<< "$output"
}

@test "-o table asks for the columns of answers" {
    run --separate-stderr cxl list -m "$MEM" -o table --columns name,firmware.num_slots,partition_info.total_size
    [ "$status" -eq 0 ]
    [[ ${lines[0]} =~ ^MEMDEV\ +FIRMWARE.NUM_SLOTS\ +TOTAL$ ]]
    [[ ${lines[1]} =~ ^$MEM\ +[0-9]\ +256\ MiB$ ]]
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
    # The emulated device may lack some of the commands.
    ! grep -v "the device or the kernel does not support it" "$BATS_TEST_TMPDIR/err"
}
