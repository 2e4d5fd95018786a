# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# shellcheck disable=SC2154
# Synthetic topologies for the command tests. Every test has its own machine.

bats_require_minimum_version 1.5.0
load validate

setup() {
	: "${CXL:?the path of the built cxl}"
	machine=$BATS_TEST_TMPDIR/here/machine
	devices=$machine/sys/bus/cxl/devices
	mkdir -p "$devices" "$machine"/sys/bus/cxl/drivers/{cxl_mem,cxl_port,cxl_region} "$machine/proc"
	cd "$BATS_TEST_TMPDIR/here" || return 1
	unset CXL_LOG
	export LC_ALL=C
}

# cxl_on ARGUMENT...: runs the tool on the synthetic machine; see $status, $output, $stderr.
cxl_on() {
	run --separate-stderr "$CXL" "$@" --sysroot "$machine"
	keep_json "$@"
}

# device PATH [DRIVER]: a directory below /sys/devices that is a device on the bus.
device() {
	mkdir -p "$machine/sys/devices/$1"
	ln -sfn "../../../devices/$1" "$devices/${1##*/}"
	[[ ! ${2:-} ]] || ln -sfn "/sys/bus/cxl/drivers/$2" "$machine/sys/devices/$1/driver"
}

# attr NAME ATTRIBUTE TEXT
attr() {
	mkdir -p "$(dirname "$devices/$1/$2")"
	printf '%s\n' "$3" > "$devices/$1/$2"
}

# link NAME LINK PATH: links a device to one below /sys/devices.
link() {
	mkdir -p "$machine/sys/devices/$3"
	ln -sfn "/sys/devices/$3" "$devices/$1/$2"
}

# decoder PATH ATTRIBUTE=TEXT...
decoder() {
	local pair

	device "$1"
	for pair in size=0x0 interleave_ways=1 interleave_granularity=256 "${@:2}"; do
		attr "${1##*/}" "${pair%%=*}" "${pair#*=}"
	done
}

ROOT=platform/ACPI0017:00/root0

# One host bridge, two memdevs directly below it, a window with both types of memory.
small_machine() {
	local id host

	device $ROOT
	link root0 uport platform/ACPI0017:00
	link root0 dport52 pci0000:34
	decoder $ROOT/decoder0.0 start=0x100000000 size=0x40000000 cap_pmem=1 cap_ram=1 cap_type2=0 \
		cap_type3=1 qos_class=3 target_list=52
	device $ROOT/port1 cxl_port
	link port1 uport pci0000:34
	decoder $ROOT/port1/decoder1.0 target_list=0
	for id in 0 1; do
		host=0000:3$((5 + id)):00.0
		link port1 "dport$id" "pci0000:34/0000:34:0$id.0"
		device "pci0000:34/0000:34:0$id.0/$host/mem$id" cxl_mem
		attr "mem$id" pmem/size 0x10000000
		attr "mem$id" ram/size 0
		attr "mem$id" serial "0x1$id"
		device "$ROOT/port1/endpoint$((2 + id))" cxl_port
		link "endpoint$((2 + id))" uport "pci0000:34/0000:34:0$id.0/$host/mem$id"
		link "endpoint$((2 + id))" parent_dport "pci0000:34/0000:34:0$id.0"
		decoder "$ROOT/port1/endpoint$((2 + id))/decoder$((2 + id)).0" mode=none dpa_size=0 \
			dpa_resource=0xffffffffffffffff
	done
}

# region ID ADDRESS SIZE COMMIT [DECODER...]: an enabled region in the window.
region() {
	local position=0 name

	device "$ROOT/decoder0.0/region$1" cxl_region
	attr "region$1" resource "$2"
	attr "region$1" size "$3"
	attr "region$1" commit "$4"
	attr "region$1" mode pmem
	attr "region$1" interleave_ways "$(($# > 4 ? $# - 4 : 1))"
	attr "region$1" interleave_granularity 256
	for name in "${@:5}"; do
		attr "region$1" "target$position" "$name"
		position=$((position + 1))
	done
}

fail() {
	printf '%s\n' "$1" "status: $status" "stdout: $output" "stderr: ${stderr:-}" >&2
	return 1
}

# shows JQ TEXT: success, and the filter's result for the output.
shows() {
	local got

	[[ $status == 0 ]] || fail "exit status $status"
	got=$(jq -r "$1" <<< "$output") || fail "not JSON, or not of that shape: $1"
	[[ $got == "$2" ]] || fail "$1 is \"$got\" instead of \"$2\""
}

# empty TEXT: status 0, [], and one line that contains the text.
empty() {
	[[ $status == 0 && $output == '[]' ]] || fail "not an empty list"
	[[ ${#stderr_lines[@]} == 1 && $stderr == *"$1"* ]] || fail "stderr does not say: $1"
}

# A dax device on persistent memory in region0 of the small machine, as libnvdimm shows it.
pmem_machine() {
	local directory=$machine/sys/devices/$ROOT/nvdimm-bridge0/ndbus0/region0

	small_machine
	region 0 0x180000000 0x10000000 1 decoder2.0
	attr region0 uuid 0d1c0b0a-0908-4706-8504-030201000f0e
	mkdir -p "$directory/dax0.1/dax0.0" "$directory/namespace0.0" "$machine/sys/bus/dax/devices"
	echo namespace0.0 > "$directory/dax0.1/namespace"
	echo 48d8e42c-a2f0-4312-9e70-a837faafe862 > "$directory/dax0.1/uuid"
	echo 11111111-a2f0-4312-9e70-a837faafe862 > "$directory/namespace0.0/uuid"
	echo 266338304 > "$directory/dax0.1/dax0.0/size"
	echo 0x180200000 > "$directory/dax0.1/dax0.0/resource"
	echo -1 > "$directory/dax0.1/dax0.0/target_node"
	ln -s "../../../devices/$ROOT/nvdimm-bridge0/ndbus0/region0/dax0.1/dax0.0" \
		"$machine/sys/bus/dax/devices/dax0.0"
}
