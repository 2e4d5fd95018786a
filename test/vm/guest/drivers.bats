#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Drivers of memdevs, ports and the bus, bound and unbound on the distribution's kernel.

bats_require_minimum_version 1.5.0

load helpers

DEVICES=/sys/bus/cxl/devices

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    serial=$(< "$DEVICES/mem0/serial")
    mem=$(memdev_of_serial "$serial")
}

is_bound() {
    [ -e "$DEVICES/$1/driver" ]
}

is_unbound() {
    [ ! -e "$DEVICES/$1/driver" ]
}

@test "a memdev is disabled, and again, and enabled, and again" {
    is_bound "$mem"
    for _ in 1 2; do
        run --separate-stderr cxl disable-memdev "$mem"
        [ "$status" -eq 0 ]
        [ -z "$output" ]
        [ "$stderr" = "cxl disable-memdev: disabled 1 mem" ]
        is_unbound "$mem"
    done
    cxl list -M -i -m "$mem" | jq -e '.[0].state == "disabled"'
    [ "$(cxl list -E | jq --arg mem "$mem" 'map(select(.host == $mem)) | length')" -eq 0 ]
    for _ in 1 2; do
        run --separate-stderr cxl enable-memdev -S "$serial"
        [ "$status" -eq 0 ]
        [ "$stderr" = "cxl enable-memdev: enabled 1 mem" ]
        is_bound "$mem"
    done
    [ "$(cxl list -E | jq --arg mem "$mem" 'map(select(.host == $mem)) | length')" -eq 1 ]
}

@test "all memdevs, one word that matches nothing" {
    run --separate-stderr cxl disable-memdev "$mem" mem99
    [ "$status" -eq 2 ]
    is_bound "$mem"
    cxl disable-memdev all
    for path in "$DEVICES"/mem*; do
        is_unbound "${path##*/}"
    done
    cxl enable-memdev all
    for path in "$DEVICES"/mem*; do
        is_bound "${path##*/}"
    done
}

@test "a user who may not is told so, and nothing changes" {
    run --separate-stderr as_nobody cxl disable-memdev "$mem"
    [ "$status" -eq 1 ]
    [[ "${stderr_lines[0]}" == "cxl disable-memdev: $mem: cannot disable it: the kernel refused"*"Permission denied" ]]
    [[ "$stderr" == *"This needs root"*"try as root"* ]]
    is_bound "$mem"
    cxl disable-memdev "$mem"
    run --separate-stderr as_nobody cxl enable-memdev "$mem"
    [ "$status" -eq 1 ]
    [[ "$stderr" == *"$mem: cannot enable it: "*"Permission denied"*"This needs root"* ]]
    is_unbound "$mem"
    cxl enable-memdev "$mem"
    for line in "disable-port -f all" "disable-bus -f all" "reserve-dpa $mem" "create-region" \
        "create-region $mem"; do
        # shellcheck disable=SC2086
        run --separate-stderr as_nobody cxl $line
        echo "$line: $stderr"
        [ "$status" -eq 1 ]
        [[ "$stderr" == *"needs root"* ]]
    done
    is_bound "$mem"
}

@test "a port in use is refused with who uses it; --force disables them with it" {
    port=$(cxl list -P | jq -r '[.. | .port? // empty][0]')
    run --separate-stderr cxl disable-port "$port"
    [ "$status" -eq 1 ]
    [[ "${stderr_lines[0]}" == "cxl disable-port: $port: in use, not disabled:"* ]]
    [[ "$stderr" == *"mem"*"host 0000:"* ]]
    is_bound "$port"
    run --separate-stderr cxl disable-port -f "$port"
    again=$(sed -n "s/^cxl disable-port: $port: to enable it again: //p" <<< "$stderr")
    is_unbound "$port"
    cxl list -P -i -S -p "$port" | jq -e '.[0].state == "disabled"'
    cxl list -M -i | jq -e 'all(.[]; .state == "disabled")'
    [ "$again" = "cxl enable-port -m $port" ]
    $again
    cxl enable-memdev all
    for path in "$DEVICES"/mem*; do
        is_bound "${path##*/}"
    done
    [ "$(cxl list -E | jq length)" -eq "$(cxl list -M | jq length)" ]
}

@test "an endpoint is disabled and enabled with its memdev" {
    endpoint=$(cxl list -E | jq -r --arg mem "$mem" '.[] | select(.host == $mem).endpoint')
    run --separate-stderr cxl disable-port -e "$endpoint"
    [ "$status" -eq 1 ]
    [[ "$stderr" == *"1 enabled memdev needs it"* ]]
    run --separate-stderr cxl disable-port -e -f "$endpoint"
    again=$(sed -n "s/^cxl disable-port: $endpoint: to enable it again: //p" <<< "$stderr")
    [ "$again" = "cxl enable-memdev $mem" ]
    $again
    is_bound "$mem"
}

@test "the module of the driver is loaded when it is not there" {
    rmmod cxl_mem
    [ ! -e /sys/bus/cxl/drivers/cxl_mem ]
    cxl enable-memdev "$mem"
    is_bound "$mem"
    # It takes the others, too.
    cxl enable-memdev all
    [ "$(cxl list -E | jq length)" -eq "$(cxl list -M | jq length)" ]
}

@test "the bus in use is refused; --force disables it and every memdev" {
    run --separate-stderr cxl disable-bus root0
    [ "$status" -eq 1 ]
    [[ "${stderr_lines[0]}" == "cxl disable-bus: root0: in use, not disabled:"* ]]
    run --separate-stderr cxl disable-bus root7
    [ "$status" -eq 2 ]
    run --separate-stderr cxl disable-bus -f ACPI.CXL
    [ "$status" -eq 0 ]
    [[ "$stderr" == *"disabled 1 bus" ]]
    back=$(sed -n 's/.*: root0 comes back with: //p' <<< "$stderr")
    [ ! -e "$DEVICES/root0" ]
    [ "$(cxl list -B)" = "[]" ]
    run --separate-stderr cxl disable-bus all
    [ "$status" -eq 0 ]
    [ "$stderr" = "cxl disable-bus: disabled 0 buses" ]
    # As it was told, word for word.
    bash -c "$back"
    cxl list -B | jq -e 'length == 1'
    [ "$(cxl list -E | jq length)" -eq "$(cxl list -M | jq length)" ]
}
