#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# cxl list -F while the kernel sends an image to a device. The emulated transfer takes
# its time; QEMU has it since release 10.

bats_require_minimum_version 1.5.0

@test "an update that runs is told, with what remains" {
    mem=$(basename "$(dirname "$(grep -lx 0x10 /sys/bus/cxl/devices/mem*/serial)")")
    loader=/sys/bus/cxl/devices/$mem/firmware/$mem
    echo 1 > "$loader/loading"
    head -c 262144 /dev/zero > "$loader/data"
    echo 0 > "$loader/loading"
    sleep 0.5
    json=$(cxl list -m "$mem" -F | jq -c '.[0].firmware')
    [[ $(< "$loader/status") != idle ]]
    [ "$(jq .fw_update_in_progress <<< "$json")" = true ]
    [ "$(jq .remaining_size <<< "$json")" -ge "$(< "$loader/remaining_size")" ]
    [ "$(jq .remaining_size <<< "$json")" -le 262144 ]
    echo 1 > "$loader/cancel" || true
}
