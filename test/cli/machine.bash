# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# shellcheck disable=SC2154,SC2016
# Synthetic machines for the command tests, and checks of the tool's output.

bats_require_minimum_version 1.5.0
load validate

# Every test has its own directory, with an empty machine in $machine.
setup() {
	: "${CXL:?the path of the built cxl}"
	# bats keeps its own files in the parent directory.
	machine=$BATS_TEST_TMPDIR/here/machine
	mkdir -p "$machine"/sys/bus/pci/{devices,drivers} "$machine"/{proc,dev,boot}
	kernel_option CONFIG_CXL_BUS=m CONFIG_CXL_PCI=m CONFIG_CXL_ACPI=m
	cd "$BATS_TEST_TMPDIR/here" || return 1
	in_machine=("$SOURCE/test/own-mounts" bash -c
		'mount --rbind "$0/sys" /sys && mount --bind "$0/boot" /boot && exec "$@"' "$machine" "$CXL")
	unset CXL_LOG
	export LC_ALL=C
}

# Runs the tool as a user does; the tests read $status, $output and $stderr.
cxl() {
	run --separate-stderr timeout --foreground 60 "$CXL" "$@"
	keep_json "$@"
}

# The same on the synthetic machine; the first argument is the command.
cxl_on() {
	cxl "$@" --sysroot "$machine"
}

# The same with the synthetic machine in place of this one: its /sys and /boot are mounted over the
# real ones, in a mount namespace that ends with the command. Label commands refuse a snapshot.
cxl_in() {
	run --separate-stderr timeout --foreground 60 "${in_machine[@]}" "$@"
}

# ------------------------------------------------------------------ machines

# kernel_option LINE...: writes the whole configuration of the running kernel in /boot.
kernel_option() {
	printf '%s\n' CONFIG_64BIT=y "$@" > "$machine/boot/config-$(uname -r)"
}

# with_bus: the kernel has CXL and its drivers.
with_bus() {
	mkdir -p "$machine"/sys/bus/cxl/{devices,drivers/cxl_mem,drivers/cxl_port} \
		"$machine"/sys/bus/pci/drivers/cxl_pci "$machine"/sys/devices/{pci0000:34,pci0000:80}
}

# with_root ID BRIDGE: a CXL root above the host bridge pci0000:BRIDGE.
with_root() {
	local directory=$machine/sys/devices/platform/ACPI001$((7 + $1)):00

	with_bus
	mkdir -p "$directory/root$1" "$machine/sys/devices/pci0000:$2"
	ln -s "../../../pci0000:$2" "$directory/root$1/dport0"
	ln -s ../../"${directory##*/}" "$directory/root$1/uport"
	ln -s "../../../devices/platform/${directory##*/}/root$1" "$machine/sys/bus/cxl/devices/root$1"
}

# pci_device HOST [BRIDGE]: a PCI function of class 0502, without a driver.
pci_device() {
	local directory=$machine/sys/devices/pci0000:${2:-34}/$1

	mkdir -p "$directory"
	echo 0x050210 > "$directory/class"
	ln -s "../../../devices/pci0000:${2:-34}/$1" "$machine/sys/bus/pci/devices/$1"
}

# host_of ID: prints the PCI function of memID.
host_of() {
	printf '0000:%02x:%02x.%x' $((0x35 + $1 / 248)) $(($1 / 8 % 31)) $(($1 % 8))
}

# with_memdev ID [BRIDGE]: memID, enabled, serial 0x1000 + ID.
with_memdev() {
	local host directory

	with_bus
	host=$(host_of "$1")
	pci_device "$host" "${2:-34}"
	directory=$machine/sys/devices/pci0000:${2:-34}/$host
	ln -s ../../../bus/pci/drivers/cxl_pci "$directory/driver"
	mkdir -p "$directory/mem$1"/{pmem,ram}
	ln -s "../../../devices/pci0000:${2:-34}/$host/mem$1" "$machine/sys/bus/cxl/devices/mem$1"
	ln -s ../../../../bus/cxl/drivers/cxl_mem "$directory/mem$1/driver"
	attr "mem$1" pmem/size 0x10000000
	attr "mem$1" ram/size 0x0
	attr "mem$1" serial "$(printf 0x%x $((0x1000 + $1)))"
	attr "mem$1" numa_node "$(($1 % 2))"
	attr "mem$1" firmware_version "BWFW VERSION 00"
	attr "mem$1" payload_max 512
	attr "mem$1" label_storage_size 1024
	attr "mem$1" dev "250:$1"
}

with_memdevs() {
	local id

	for id in "$@"; do
		with_memdev "$id"
	done
}

# disable NAME: unbinds its driver.
disable() {
	rm "$machine/sys/bus/cxl/devices/$1/driver"
}

# attr NAME ATTRIBUTE TEXT: sets an attribute, with a newline.
attr() {
	mkdir -p "$(dirname "$machine/sys/bus/cxl/devices/$1/$2")"
	printf '%s\n' "$3" > "$machine/sys/bus/cxl/devices/$1/$2"
}

# raw_attr NAME ATTRIBUTE FORMAT...: sets the exact bytes of an attribute.
raw_attr() {
	# shellcheck disable=SC2059
	printf -- "${@:3}" > "$machine/sys/bus/cxl/devices/$1/$2"
}

no_attr() {
	rm "$machine/sys/bus/cxl/devices/$1/$2"
}

# ------------------------------------------------------------------ checks

# is STATUS: checks the status of the last run.
is() {
	[[ $status == "$1" ]] || fail "exit status $status instead of $1"
}

fail() {
	printf '%s\n' "$1" "stdout: $output" "stderr: ${stderr:-}" >&2
	return 1
}

# says TEXT...: each text is somewhere in stderr.
says() {
	local text

	for text in "$@"; do
		[[ $stderr == *"$text"* ]] || fail "stderr does not say: $text"
	done
}

# one_line: stderr is one line, followed only by hints.
one_line() {
	# shellcheck disable=SC2154,SC2016
	[[ ${stderr_lines[0]} == cxl* && ${#stderr_lines[@]} -ge 1 ]] || fail "stderr is not one line"
	local line

	for line in "${stderr_lines[@]:1}"; do
		[[ $line == "  "* ]] || fail "a second line on stderr that is no hint: $line"
	done
}

# refused STATUS TEXT...: stdout is empty, stderr is one line that contains the texts.
refused() {
	is "$1"
	[[ -z $output ]] || fail "stdout is not empty"
	one_line
	says "${@:2}"
}

silent() {
	[[ -z ${stderr:-} ]] || fail "stderr is not empty"
}

# listed NAME...: success, an array of exactly these memdevs in this order, stderr is empty.
listed() {
	is 0
	silent
	shows '[.[].memdev] | join(" ")' "$*"
}

# shows JQ TEXT: the filter's result for the output, which is JSON.
shows() {
	local got

	got=$(jq -r "$1" <<< "$output") || fail "not JSON, or not of that shape: $1"
	[[ $got == "$2" ]] || fail "$1 is \"$got\" instead of \"$2\""
}

# empty_list TEXT...: status 0, [] and the reason.
empty_list() {
	is 0
	[[ $output == '[]' ]] || fail "stdout is not []"
	one_line
	says "$@"
}
