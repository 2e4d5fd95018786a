# SPDX-License-Identifier: GPL-2.0-or-later
# Regions over both host bridges of the topology two-bridges-x2, made by hand; needs helpers.bash.

DEVICES=/sys/bus/cxl/devices
readonly PART=$((256 << 20)) UUID=0d1c0b0a-0908-4706-8504-030201000f0e

# The window over both bridges: its name depends on nothing but the topology's file.
window() {
    local path

    for path in "$DEVICES"/decoder0.*; do
        [[ $(< "$path/interleave_ways") != 2 ]] || basename "$path"
    done
}

# The first decoder of the endpoint that belongs to a serial.
decoder_of_serial() {
    local mem path

    mem=$(memdev_of_serial "$1")
    for path in "$DEVICES"/endpoint*; do
        [[ $(realpath "$path/uport") != */$mem ]] || echo "decoder${path##*/endpoint}.0"
    done
}

# make_region TYPE SERIAL SERIAL: a committed region of that type over both devices.
make_region() {
    local type=$1 root region decoder target=0 serial

    root=$(window)
    region=$(< "$DEVICES/$root/create_${type}_region")
    echo "$region" > "$DEVICES/$root/create_${type}_region"
    [[ $type != pmem ]] || echo $UUID > "$DEVICES/$region/uuid"
    echo "$(< "$DEVICES/$root/interleave_granularity")" > "$DEVICES/$region/interleave_granularity"
    echo 2 > "$DEVICES/$region/interleave_ways"
    echo $((2 * PART)) > "$DEVICES/$region/size"
    for serial in "${@:2}"; do
        decoder=$(decoder_of_serial "$serial")
        echo "$type" > "$DEVICES/$decoder/mode"
        echo $PART > "$DEVICES/$decoder/dpa_size"
        echo "$decoder" > "$DEVICES/$region/target$target"
        target=$((target + 1))
    done
    echo 1 > "$DEVICES/$region/commit"
    echo "$region" > /sys/bus/cxl/drivers/cxl_region/bind
    echo "$region"
}
