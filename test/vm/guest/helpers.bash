# SPDX-License-Identifier: GPL-2.0-or-later
# What the tests inside the virtual machine share. Devices are chosen by serial
# number: names are given in the order of probing.

# Every process takes its time under software emulation: the shell reads sysfs itself.
memdev_of_serial()
{
    local dir
    for dir in /sys/bus/cxl/devices/mem*; do
        [[ $(< "$dir/serial") != "$1" ]] || echo "${dir##*/}"
    done
}

# The label area belongs to the kernel while the memdev's driver is bound.
release_labels()
{
    [[ ! -e /sys/bus/cxl/devices/$1/driver ]] || echo "$1" > /sys/bus/cxl/drivers/cxl_mem/unbind
}

# The nvdimm device is bound a moment after the memdev.
take_labels()
{
    [[ -e /sys/bus/cxl/devices/$1/driver ]] || echo "$1" > /sys/bus/cxl/drivers/cxl_mem/bind
    for _ in {1..100}; do
        [[ ! -e /sys/bus/cxl/devices/$1/pmem${1#mem}/driver ]] || return 0
        sleep 0.05
    done
    echo "the nvdimm device of $1 was not bound within 5 s" >&2
    return 1
}

# Run a command as a user who is nobody; it may read what the caller may.
as_nobody()
{
    setpriv --reuid=65534 --regid=65534 --clear-groups -- "$@"
}

# What was said, into the report of the tests.
note() {
    printf '# %s\n' "${1//$'\n'/$'\n'# }" >&3
}
