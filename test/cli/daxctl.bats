#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# daxctl: the program, its lists on synthetic and recorded machines, and its messages when there is
# nothing to list.

# shellcheck disable=SC2154,SC2016
bats_require_minimum_version 1.5.0

setup() {
	: "${DAXCTL:?the path of the built daxctl}"
	machine=$BATS_TEST_TMPDIR/here/machine
	mkdir -p "$machine/sys" "$machine/proc"
	cd "$BATS_TEST_TMPDIR/here" || return 1
	unset DAXCTL_LOG
	export LC_ALL=C
}

# All JSON of the lists follows the schemas: checked together.
teardown_file() {
	[[ ! -e $BATS_FILE_TMPDIR/json ]] || "$SOURCE/test/validate" --daxctl "$BATS_FILE_TMPDIR/json"
}

daxctl() {
	run --separate-stderr timeout --foreground 60 "$DAXCTL" "$@"
	[[ $1 != list || $status != 0 || ($output != '['* && $output != '{'*) ]] ||
		printf '%s\n' "$output" >> "$BATS_FILE_TMPDIR/json"
}

daxctl_on() {
	daxctl "$@" --sysroot "$machine"
}

# shows JQ TEXT: about stdout; says TEXT...: about stderr.
shows() {
	local got

	got=$(jq -r "$1" <<< "$output")
	[[ $got == "$2" ]] || { printf '%s\n' "$1 is \"$got\" instead of \"$2\"" "$output" "$stderr" >&2 && return 1; }
}

says() {
	local text

	for text in "$@"; do
		[[ $stderr == *"$text"* ]] || { printf '%s\n' "does not say: $text" "$stderr" >&2 && return 1; }
	done
}

# dax_device REGION NAME [DRIVER [ATTRIBUTE=TEXT...]]: 256 MiB at 6 GiB, in blocks 48 and 49.
dax_device() {
	local directory=$machine/sys/devices/platform/hmem.$1/dax_region$1 pair

	mkdir -p "$directory/dax_region" "$directory/$2" "$machine"/sys/bus/dax/{devices,drivers/device_dax,drivers/kmem}
	ln -sfn "../../../devices/platform/hmem.$1/dax_region$1/$2" "$machine/sys/bus/dax/devices/$2"
	for pair in size=268435456 align=2097152 target_node=1 resource=0x180000000 "${@:4}"; do
		printf '%s\n' "${pair#*=}" > "$directory/$2/${pair%%=*}"
	done
	[[ ! ${3:-} ]] || ln -sfn "/sys/bus/dax/drivers/$3" "$directory/$2/driver"
	printf '268435456\n' > "$directory/dax_region/size"
	printf '2097152\n' > "$directory/dax_region/align"
	printf '4194304\n' > "$directory/dax_region/available_size"
}

# mapping REGION DEVICE NR START END PAGE-OFFSET
mapping() {
	local directory=$machine/sys/devices/platform/hmem.$1/dax_region$1/$2/mapping$3

	mkdir -p "$directory"
	echo "$4" > "$directory/start"
	echo "$5" > "$directory/end"
	echo "$6" > "$directory/page_offset"
}

two_regions() {
	dax_device 10 dax10.0 device_dax
	dax_device 2 dax2.1 device_dax
	dax_device 2 dax2.0 kmem
	dax_device 2 dax2.10 "" size=0
}

@test "the program: version, help, commands, unknown arguments" {
	daxctl version
	[ "$output" = 85 ]
	daxctl --list-cmds
	[ "$(sort <<< "$output" | tr '\n' ' ')" = "create-device destroy-device disable-device enable-device help list migrate-device-model offline-memory online-memory reconfigure-device version " ]
	daxctl
	[ "$status" -eq 2 ]
	daxctl lisst
	[ "$status" -eq 2 ]
	says 'unknown command "lisst"' "Did you mean: daxctl list"
	daxctl split-acpi
	[ "$status" -eq 2 ]
	says '"split-acpi" is not available yet in cxl-utils '
	daxctl list word
	[ "$status" -eq 2 ]
	daxctl help reconfigure-device
	[[ $output == *--no-movable* ]]
	daxctl complete -- reconfigure-device --mode ''
	[ "$(cut -f 1 <<< "$output" | tr '\n' ' ')" = "system-ram devdax famfs " ]
	daxctl complete -- list --columns mov
	[[ $output == movable* ]]
}

@test "lists devices, regions or both, sorted by number" {
	two_regions
	daxctl_on list
	shows 'map(.chardev) | join(" ")' "dax2.0 dax2.1 dax10.0"
	daxctl_on list -i
	shows 'map(.chardev) | join(" ")' "dax2.0 dax2.1 dax2.10 dax10.0"
	daxctl_on list -R
	shows 'map([.path, .id, .size, .available_size, .align, has("devices")] | join(" ")) | join(", ")' \
		"/platform/hmem.2/dax_region2 2 268435456 4194304 2097152 false, /platform/hmem.10/dax_region10 10 268435456 4194304 2097152 false"
	daxctl_on list -R -D
	shows 'map([.devices[].chardev] | join(" ")) | join(", ")' "dax2.0 dax2.1, dax10.0"
	shows '.[0] | keys_unsorted | join(" ")' "path id size available_size align devices"
	shows '.[0].devices[1] | keys_unsorted | join(" ")' "chardev size target_node align mode"
	daxctl_on list -u -d dax10.0
	shows '.[0] | [.size, .align] | join(", ")' "256.00 MiB (268.44 MB), 2097152"
}

@test "filters: names, numbers, lists, paths; alone and combined" {
	two_regions
	for word in dax2.1 2.1 /dev/dax2.1 "2.1 dax2.1"; do
		daxctl_on list -d "$word"
		shows 'map(.chardev) | join(" ")' dax2.1
		[ -z "$stderr" ]
	done
	for word in 2 region2 dax_region2; do
		daxctl_on list -r "$word"
		shows 'map(.id) | join(" ")' 2
		daxctl_on list -D -r "$word"
		shows 'map(.chardev) | join(" ")' "dax2.0 dax2.1"
	done
	daxctl_on list -r 2 -d dax2.1,dax10.0
	shows 'map([.id, .devices[].chardev] | join(" ")) | join(", ")' "2 dax2.1"
	daxctl_on list -R -D -d 10.0
	shows 'map([.id, .devices[]?.chardev] | join(" ")) | join(", ")' "2, 10 dax10.0"
	daxctl_on list -d dax2.1,dax2.7
	shows length 1
	says "nothing matches -d dax2.7; there are 4, dax2.0 to dax10.0"
}

@test "memory and mappings" {
	two_regions
	mkdir -p "$machine"/sys/devices/system/memory/memory{48,49}
	echo 8000000 > "$machine/sys/devices/system/memory/block_size_bytes"
	for block in 48 49; do
		echo online > "$machine/sys/devices/system/memory/memory$block/state"
		echo Movable > "$machine/sys/devices/system/memory/memory$block/valid_zones"
	done
	daxctl_on list -d 2.0
	shows '.[0] | [.mode, .online_memblocks, .total_memblocks, .movable] | map(tostring) | join(" ")' "system-ram 2 2 true"
	mapping 2 dax2.1 0 0x200000000 0x2003fffff 0x0
	mapping 2 dax2.1 1 0x300000000 0x3003fffff 0x400
	daxctl_on list -M -d 2.1
	shows '.[0].mappings | map([.page_offset, .start, .end, .size] | join(" ")) | join(", ")' \
		"0 8589934592 8594128895 4194304, 1024 12884901888 12889096191 4194304"
	daxctl_on list -Mu -d 2.1
	shows '.[0].mappings[1] | [.page_offset, .start, .end] | join(" ")' "0x400 0x300000000 0x3003fffff"
	daxctl_on list -RDM -o flat
	shows '.objects | map([.type, .name, .parent] | map(. // "-") | join(" ")) | join(", ")' \
		"daxregion dax_region2 -, daxdev dax2.0 dax_region2, daxdev dax2.1 dax_region2, daxmapping 0x200000000 dax2.1, daxmapping 0x300000000 dax2.1, daxregion dax_region10 -, daxdev dax10.0 dax_region10"
	daxctl_on list -RDM -o table
	[[ $output == *DAXREGION*dax_region2*DAXDEV*dax2.0*system-ram*"PAGE OFFSET"* ]]
	daxctl_on list -o table --columns name,mode
	[ "${lines[1]}" = "dax2.0   system-ram" ]
	daxctl_on list --columns name
	[ "$status" -eq 2 ]
}

# daxctl_in: runs it with the synthetic machine mounted over this one.
daxctl_in() {
	run --separate-stderr unshare --mount --map-root-user --propagation private bash -c \
		'mount --rbind "$0/sys" /sys && mount --bind "$0/boot" /boot && exec "$@"' "$machine" "$DAXCTL" "$@"
}

@test "nothing to list: only modules that this kernel has are named" {
	mkdir -p "$machine/boot" "$machine/sys"
	conf=$machine/boot/config-$(uname -r)
	printf '%s\n' CONFIG_DEV_DAX=m CONFIG_DEV_DAX_CXL=m CONFIG_DEV_DAX_PMEM=m CONFIG_DEV_DAX_HMEM=y > "$conf"
	daxctl_in list
	says "no dax devices: " "Try: modprobe -a dax_cxl dax_pmem"
	# Linux 6.1
	printf '%s\n' CONFIG_DEV_DAX=m CONFIG_DEV_DAX_PMEM=m > "$conf"
	daxctl_in list
	says "no dax devices: " "Try: modprobe -a dax_pmem"
	[[ $stderr != *dax_cxl* ]]
	printf '%s\n' CONFIG_CXL_BUS=m > "$conf"
	mkdir -p "$machine/sys/bus/dax/devices"
	daxctl_in list
	says "no dax devices: " "The kernel has no module that makes dax devices (/boot/config-"
	[[ $stderr != *modprobe* ]]
}

@test "nothing to list: [], status 0, and the reason" {
	daxctl_on list
	[ "$status" -eq 0 ]
	[ "$output" = "[]" ]
	says "no dax devices: " "has no dax bus"
	mkdir -p "$machine/sys/bus/dax/devices"
	daxctl_on list -R
	[ "$output" = "[]" ]
	says "neither device_dax nor kmem is loaded"
	mkdir -p "$machine/sys/bus/dax/drivers/kmem"
	daxctl_on list
	says "no memory was given to it"
	dax_device 2 dax2.0 "" size=0
	daxctl_on list
	[ "$output" = "[]" ]
	says "1 device is of size 0 (-i shows it too)"
	dax_device 2 dax2.1 device_dax
	daxctl_on list -d dax7.0
	[ "$output" = "[]" ]
	says "nothing matches -d dax7.0; there are 2, dax2.0 and dax2.1"
	daxctl_on list -r 7
	says "nothing matches -r 7; there is region 2"
	daxctl_on list -o flat -d dax7.0
	shows '.objects | length' 0
}

@test "changes are refused on a snapshot, but usage errors come first" {
	two_regions
	for words in "enable-device all" "disable-device dax2.1" "online-memory 2.0" "offline-memory 2.0" \
		"reconfigure-device -m devdax 2.0" "destroy-device 2.1" "create-device"; do
		# shellcheck disable=SC2086
		daxctl_on $words
		[ "$status" -eq 1 ]
		[ -z "$output" ]
		says "is a recorded machine: nothing can be changed there"
	done
	for words in "enable-device dax3.0" "online-memory" "reconfigure-device 2.0" "create-device -r 9" \
		"reconfigure-device -m ram 2.0" "create-device dax1.0" "disable-device -r 10 dax2.1"; do
		# shellcheck disable=SC2086
		daxctl_on $words
		[ "$status" -eq 2 ]
		[ -z "$output" ]
	done
	says 'no dax device of region 10 matches "dax2.1"; there is dax10.0'
}

@test "a recorded machine, as a directory and as an archive" {
	daxctl list --from "$SOURCE/test/trees/two-bridges-regions.tar.xz" -RDM
	[ "$status" -eq 0 ]
	shows '.[0] | [.path, .devices[0].mode, .devices[0].mappings[0].size] | join(" ")' \
		"/platform/ACPI0017:00/root0/decoder0.1/region2/dax_region2 system-ram 536870912"
	tar -xJf "$SOURCE/test/trees/two-bridges-regions.tar.xz"
	daxctl list --sysroot two-bridges-regions -o table
	[[ $output == *dax2.0*system-ram* ]]
	daxctl list --sysroot /dev/null
	[ "$status" -eq 2 ]
}

@test "damaged attributes are left out, or shown as unknown" {
	dax_device 0 dax0.0 kmem align=big target_node=-1 resource=never
	echo lots > "$machine/sys/devices/platform/hmem.0/dax_region0/dax_region/size"
	mkdir -p "$machine"/sys/bus/dax/devices/{dax,dax0,dax0.x,dax4294967296.0}
	daxctl_on list -RD
	shows '.[0] | keys_unsorted | join(" ")' "path id available_size align devices"
	shows '.[0].devices[0] | keys_unsorted | join(" ")' "chardev size mode"
	daxctl_on list -RD -o flat
	shows '.objects[0].unknown | keys | join(" ")' size
	shows '.objects | length' 2
}
