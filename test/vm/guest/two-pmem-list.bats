#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# cxl list and libcxl on the default machine: two pmem devices of 256 MiB.
# shellcheck disable=SC2030,SC2031 # bats runs every test in a subshell

bats_require_minimum_version 1.5.0
load helpers

setup() { MEM=$(memdev_of_serial 0x10); }

@test "cxl list -M prints the two devices of the how-to" {
    run --separate-stderr cxl list -M
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [ "$(jq -c '[[.[].memdev], ([.[] | .pmem_size, .ram_size] | unique), ([.[].serial] | sort),
        ([.[].host] | unique | length)]' <<< "$output")" \
        = '[["mem0","mem1"],[0,268435456],[16,17],2]' ]
}

@test "what it prints is what sysfs says" {
    for mem in mem0 mem1; do
        dir=/sys/bus/cxl/devices/$mem
        read -r pmem ram serial node host firmware < <(cxl list -m $mem | jq -r '.[0] |
            "\(.pmem_size) \(.ram_size) \(.serial) \(.numa_node // -1) \(.host) \(.firmware_version)"')
        [ "$pmem" -eq "$(($(< $dir/pmem/size)))" ]
        [ "$ram" -eq "$(($(< $dir/ram/size)))" ]
        [ "$serial" -eq "$(($(< $dir/serial)))" ]
        [ "$node" -eq "$(< $dir/numa_node)" ]
        [ "$host" = "$(basename "$(dirname "$(realpath $dir)")")" ]
        [ "$firmware" = "$(< $dir/firmware_version)" ]
    done
}

@test "the packaged cxl says the same, but for sizes of 0" {
    ours=$(cxl list -M | jq -S 'map(with_entries(select(.value != 0))) | sort_by(.memdev)')
    # Newer keys than the packaged release has are not compared.
    theirs=$(/usr/bin/cxl list -M | jq -S 'sort_by(.memdev)')
    ours=$(jq --argjson theirs "$theirs" -S \
        '[., $theirs] | transpose | map(. as [$a, $b] | $a | with_entries(select(.key | in($b))))' <<< "$ours")
    [ "$ours" = "$theirs" ]
}

@test "filters by name, id, host and serial" {
    host=$(cxl list -m "$MEM" | jq -r '.[0].host')
    for filter in "-m $MEM" "-m ${MEM#mem}" "-m $host" "-s 16" "-s 0x10" "-m $MEM,mem99"; do
        # shellcheck disable=SC2086 # two words
        [ "$(cxl list $filter | jq -r '.[].memdev')" = "$MEM" ]
    done
}

@test "a disabled memdev is hidden, and shown with -i" {
    release_labels "$MEM"
    [ "$(cxl list | jq 'map(.memdev) | index("'"$MEM"'")')" = null ]
    [ "$(cxl list -i -m "$MEM" | jq -r '.[0].state')" = disabled ]
    run --separate-stderr cxl list -m "$MEM"
    [ "$status" -eq 0 ]
    [ "$output" = "[]" ]
    [[ $stderr == *disabled*-i* ]]
    take_labels "$MEM"
    [ "$(cxl list -m "$MEM" | jq -r '.[0].state')" = null ]
}

@test "without root the list is the same, but for debugfs" {
    all=$(cxl list | jq -S 'map(del(.poison_injectable))')
    [ "$(as_nobody cxl list | jq -S .)" = "$all" ]
}

@test "a device that disappears while it is listed is left out, never half" {
    dev=$(realpath "/sys/bus/cxl/devices/$MEM/../")
    for _ in {1..4}; do
        cxl list > "$BATS_TEST_TMPDIR/list" &
        echo 1 > "$dev/remove"
        wait $!
        jq -e 'all(.[]; has("serial") and has("host") and .pmem_size == 268435456)' \
            "$BATS_TEST_TMPDIR/list"
        echo 1 > /sys/bus/pci/rescan
        for _ in {1..200}; do
            drivers=(/sys/bus/cxl/devices/mem*/driver)
            [ "${#drivers[@]}" -ne 2 ] || break
            sleep 0.05
        done
    done
    [ "$(cxl list | jq length)" -eq 2 ]
}

@test "libcxl: identify, labels, raw commands and device numbers" {
    cxl-probe "$MEM" > "$BATS_TEST_TMPDIR/probe"
    cat "$BATS_TEST_TMPDIR/probe"
    has() { grep -qx "$1" "$BATS_TEST_TMPDIR/probe"; }
    has "devno=$(< "/sys/bus/cxl/devices/$MEM/dev")"
    has "bus=root0"
    has "before_status=1"
    has "before_total=18446744073709551615"
    has "identify=0 status=0 size=[0-9]* name=$MEM"
    has "total=268435456"
    has "volatile_only=0"
    has "persistent_only=268435456"
    has "align=[0-9]*"
    has "label_size=131072"
    has "fw_rev=0 \"BWFW VERSION 00\""
    has "wrong_command=-22"
    has "read_end=0"
    has "read_beyond=-22"
    has "read_nothing=0"
    has "device_beyond=0 refused=1 payload=-6"
    has "raw_zero=-22"
    # The distribution's kernel allows no raw commands: EPERM when sent (or no such id).
    has "raw=-1" || has "raw=-95"
}

@test "completion knows the memdevs, their serials and the bus" {
    [ "$(cxl complete -- read-labels mem | cut -f1)" = $'mem0\nmem1' ]
    [ "$(cxl complete -- read-labels mem0,mem | cut -f1)" = mem0,mem1 ]
    [ "$(cxl complete -- list -s 0x | cut -f1 | sort)" = $'0x10\n0x11' ]
    [ "$(cxl complete -- read-labels --bus=r | cut -f1)" = "--bus=root0" ]
    [ "$(fish -c "source contrib/completion/cxl.fish; complete -C 'cxl read-labels mem1'")" \
        = $'mem1\tmemory device' ]
}

@test "a kernel that refuses every commit: --dry-run knows it where its configuration is, and it is so" {
    version=$(uname -r)
    [ "$(printf '%s\n' 6.2 "$version" | sort -V | head -n 1)" = 6.2 ] || skip "before 6.2, kernels do not look at caches"
    run --separate-stderr cxl create-region -w 1
    [ "$status" -eq 1 ]
    [[ $stderr == *"cannot empty the CPU's caches"*"cxl-vm --kernel lab"* ]]
    # That of a kernel package that was fetched before it was kept with its modules.
    [ -e "/boot/config-$version" ] || [ -e "/lib/modules/$version/config" ] || {
        mkdir -p /boot
        echo '# CONFIG_CXL_REGION_INVALIDATION_TEST is not set' > "/boot/config-$version"
    }
    run --separate-stderr cxl create-region -w 1 --dry-run
    [ "$status" -eq 1 ]
    [[ $stderr == *"rule     cpu-cache: "*"CONFIG_CXL_REGION_INVALIDATION_TEST is not set in "*"cxl-vm --kernel lab"* ]]
}
