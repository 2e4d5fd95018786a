#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# cxl list -L: poison that was injected is listed, by the real driver; and no instance of
# tracefs is left, whatever happens. What is right tells the kernel's own text of the events.
# shellcheck disable=SC2030,SC2031 # bats runs every test in a subshell

bats_require_minimum_version 1.5.0
load helpers

INSTANCES=/sys/kernel/tracing/instances

setup() {
    local files=(/sys/kernel/debug/cxl/mem*/inject_poison)
    [ -e "${files[0]}" ]
    MEM=$(basename "$(dirname "${files[0]}")")
    OTHER=$(basename "$(dirname "${files[1]}")")
    TRIGGER=/sys/bus/cxl/devices/$MEM/trigger_poison_list
    cd "$BATS_TEST_TMPDIR" || return
}

teardown() {
    [ -z "$(clean_instances)" ]
}

# The instances that are there; for the next test, there is none.
clean_instances() {
    ls "$INSTANCES"
    rmdir "$INSTANCES"/* 2> /dev/null || true
}

poison() { echo "$2" > "/sys/kernel/debug/cxl/$1/inject_poison"; }
heal() { echo "$2" > "/sys/kernel/debug/cxl/$1/clear_poison"; }
errors_of() { jq -c ".[] | select(.memdev == \"$1\") | .media_errors" "$2"; }

@test "no poison: no key, no word, no instance" {
    run --separate-stderr cxl list -M -L
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [[ $output == *"$MEM"* && $output != *media_errors* ]]
}

@test "poison of a device is listed as the kernel tells it, and of no other device" {
    poison "$MEM" 0x1000
    poison "$MEM" 0x40
    # An instance of ours beside it: the kernel writes events to both.
    mkdir "$INSTANCES/check"
    echo 1 > "$INSTANCES/check/events/cxl/cxl_poison/enable"
    cxl list -M -L > list 2> err
    cp "$INSTANCES/check/trace" trace
    echo 0 > "$INSTANCES/check/events/cxl/cxl_poison/enable"
    rmdir "$INSTANCES/check"
    cat list trace
    [ ! -s err ]
    [ "$(errors_of "$MEM" list)" = "$(grep "memdev=$MEM .*trace_type=List" trace |
        sed 's/.* dpa=\([^ ]*\) dpa_length=\([^ ]*\) source=\([^ ]*\) .*/\1 \2 \3/' |
        while read -r dpa length source; do
            printf '{"offset":%d,"length":%d,"source":"%s"}\n' "$dpa" "$length" "$source"
        done | jq -sc .)" ]
    [ "$(errors_of "$MEM" list | jq -c 'map([.offset, .source]) | sort')" = \
        '[[64,"Injected"],[4096,"Injected"]]' ]
    [ "$(errors_of "$OTHER" list)" = null ]
    [ "$(cxl list -u -L -m "$MEM" | jq -r '.[0].media_errors[].offset' | sort | paste -sd ' ')" = \
        "0x1000 0x40" ]
    cxl list -vvv | grep -q media_errors
    # Of a device without: an empty array, which is no key in the other format.
    cxl list -M -L -o flat > flat
    jq -e --arg mem "$MEM" --arg other "$OTHER" '[.objects[] | {(.name): .media_errors}] | add |
        (.[$mem] | length == 2 and all(.[]; .length == 64 and .flags == null)) and .[$other] == []' flat
    jq -e 'all(.objects[]; has("media_errors") | not)' <<< "$(cxl list -M -o flat)"
    [[ $(cxl list -L -m "$MEM" -o table --columns media_errors) == *2 ]]
    "$VALIDATE" list flat
    heal "$MEM" 0x40
    [ "$(cxl list -L -m "$MEM" | jq '.[0].media_errors | length')" -eq 1 ]
    heal "$MEM" 0x1000
    [[ $(cxl list -L -m "$MEM") != *media_errors* ]]
}

# Slow enough to be caught in the middle: the write to the attribute is held up.
slow_list() {
    strace -o /dev/null -e trace=write -e inject=write:delay_enter=3000000:when=2+ \
        cxl list -L > list 2> err &
    for _ in {1..300}; do
        [ -z "$(ls "$INSTANCES")" ] || break
        sleep 0.02
    done
    [ -n "$(ls "$INSTANCES")" ]
    PID=$(ls "$INSTANCES")
    PID=${PID#cxl-utils.}
    PID=${PID%.*}
    [ "$(< "/proc/$PID/comm")" = cxl ]
}

@test "a signal ends it once the instance is removed" {
    slow_list
    kill -TERM "$PID"
    status=0
    wait $! || status=$?
    [ "$status" -eq 143 ]
    [ ! -s list ]
    [ -z "$(ls "$INSTANCES")" ]
}

@test "what a killed one has left is removed by the next" {
    slow_list
    kill -KILL "$PID"
    wait $! || true
    [ "$(ls "$INSTANCES")" ]
    mkdir "$INSTANCES/cxl-utils.$$.1" "$INSTANCES/other.999999.1"
    cxl list -L > /dev/null
    # One of a program that lives, and one that is not ours.
    [ "$(ls "$INSTANCES" | sort | paste -sd ' ')" = "cxl-utils.$$.1 other.999999.1" ]
    clean_instances
}

@test "a device that refuses: the others are listed, one line, no instance" {
    poison "$OTHER" 0x80
    mount --bind /dev/full "$TRIGGER"
    run --separate-stderr cxl list -M -L
    umount "$TRIGGER"
    heal "$OTHER" 0x80
    echo "$stderr"
    [ "$status" -eq 0 ]
    [ "${#stderr_lines[@]}" -eq 1 ]
    [[ $stderr == *"$MEM: no media errors: "*"No space left on device"* ]]
    [ "$(errors_of "$OTHER" - <<< "$output" | jq -c 'map(.offset)')" = '[128]' ]
    mount --bind /dev/full "$TRIGGER"
    cxl list -M -L -o flat > flat
    umount "$TRIGGER"
    jq -e --arg mem "$MEM" '.objects[] | select(.name == $mem) | .media_errors == null and
        (.unknown.media_errors | contains("No space left on device"))' flat
}

@test "without root, without tracefs, without the event: one line, status 0, the list" {
    run --separate-stderr as_nobody cxl list -M -L
    [ "$status" -eq 0 ]
    [ "${#stderr_lines[@]}" -eq 1 ]
    [[ $stderr == *"no media errors: "*"try as root" && $output == *"$MEM"* ]]
    run --separate-stderr unshare -m --propagation private sh -c \
        'umount -a -t tracefs; umount -l /sys/kernel/debug; exec cxl list -M -L'
    [ "$status" -eq 0 ]
    [ "${#stderr_lines[@]}" -eq 1 ]
    [[ $stderr == *"tracefs is not mounted (mount -t tracefs"* && $output == *"$MEM"* ]]
    run --separate-stderr unshare -m --propagation private sh -c \
        'mount -t tmpfs none /sys/kernel/tracing/events/cxl; exec cxl list -M -L'
    [ "$status" -eq 0 ]
    [ "${#stderr_lines[@]}" -eq 1 ]
    [[ $stderr == *"no trace event cxl_poison" && $output == *"$MEM"* ]]
}

@test "where no device can have a list, nothing of tracefs is opened" {
    strace -f -o calls -e trace=file cxl list -M > /dev/null
    [ "$(grep -c tracing calls)" -eq 0 ]
    strace -f -o calls -e trace=file cxl list -B -L > /dev/null
    [ "$(grep -c tracing calls)" -eq 0 ]
    echo "$OTHER" > /sys/bus/cxl/drivers/cxl_mem/unbind
    strace -f -o calls -e trace=file cxl list -i -m "$OTHER" -L > /dev/null
    [ "$(grep -c tracing calls)" -eq 0 ]
    [ "$(grep -c trigger_poison_list calls)" -eq 1 ]
}
