#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# cxl list: what is shown, in which form and order.

# shellcheck disable=SC2154
load machine

@test "every value of a memdev, under its key" {
	with_memdevs 1
	attr mem1 pmem/qos_class 7
	attr mem1 ram/size 0x20000000
	attr mem1 ram/qos_class 42
	cxl_on list
	listed mem1
	shows '.[0] | keys_unsorted | join(" ")' \
		"memdev pmem_size pmem_qos_class ram_size ram_qos_class serial numa_node host firmware_version"
	shows '.[0] | [.pmem_size, .pmem_qos_class, .ram_size, .ram_qos_class] | join(" ")' \
		"268435456 7 536870912 42"
	shows '.[0] | [.serial, .numa_node] | join(" ")' "4097 1"
	shows '.[0] | .host + " " + .firmware_version' "0000:35:00.1 BWFW VERSION 00"
}

@test "a size of 0 is shown, also when the attribute is missing" {
	with_memdevs 0
	attr mem0 pmem/size 0
	no_attr mem0 ram/size
	cxl_on list
	shows '.[0] | [.pmem_size, .ram_size] | join(" ")' "0 0"
}

@test "the QoS class of a missing partition is not shown" {
	with_memdevs 0
	attr mem0 ram/qos_class 42
	cxl_on list
	shows '.[0] | has("ram_qos_class")' false
}

@test "-u: sizes with units, serials in hexadecimal, types fixed" {
	with_memdevs 0
	attr mem0 serial 0xfedcba9876543210
	attr mem0 ram/size 4096
	cxl_on list -u
	listed mem0
	shows '.[0].pmem_size' "256.00 MiB (268.44 MB)"
	shows '.[0].ram_size' 4096
	shows '.[0].serial' 0xfedcba9876543210
	shows '.[0].numa_node | type' number
}

@test "-u: small and very large sizes" {
	with_memdevs 0
	for pair in "5119999:5119999" "5120000:4.88 MiB (5.12 MB)" "0x7fffffff:2048.00 MiB (2147.48 MB)" \
		"0x80000000:2.00 GiB (2.15 GB)" "0xffffffffffffffff:16777216.00 TiB (18446744.07 TB)"; do
		attr mem0 pmem/size "${pair%%:*}"
		cxl_on list -u
		shows '.[0].pmem_size' "${pair#*:}"
	done
}

@test "-u: a list of one element is an array, too" {
	with_memdevs 0
	cxl_on list -u
	shows type array
	cxl_on list -u -m mem0
	shows 'type + " " + (length | tostring)' "array 1"
}

@test "the types do not depend on the terminal" {
	with_memdevs 0 1
	cxl_on list
	plain=$output
	run script -qec "$CXL list --sysroot $machine" /dev/null
	[[ ${output//$'\r'/} == "$plain" ]] || fail "different on a terminal"
}

@test "64-bit serials are printed exactly" {
	with_memdevs 0 1
	attr mem0 serial 0xfffffffffffffffe
	attr mem1 serial 12208648699093770240
	cxl_on list
	grep -q '"serial":18446744073709551614,' <<< "$output"
	grep -q '"serial":12208648699093770240,' <<< "$output"
}

@test "natural order, whatever the order in the directory" {
	with_memdevs 10 2 1 100 9 0 20
	cxl_on list
	listed mem0 mem1 mem2 mem9 mem10 mem20 mem100
}

@test "-M, --memdevs and no option print the same" {
	with_memdevs 0 1
	cxl_on list
	plain=$output
	for option in -M --memdevs; do
		cxl_on list "$option"
		listed mem0 mem1
		[[ $output == "$plain" ]]
	done
}

@test "disabled memdevs are hidden" {
	with_memdevs 0 1
	disable mem0
	cxl_on list
	listed mem1
	cxl_on list -v
	listed mem1
}

@test "-i, --idle and -vv show them, in a separate group" {
	with_memdevs 0 1 2
	disable mem1
	for option in -i --idle -vv "-v -v" -vvv; do
		# shellcheck disable=SC2086
		cxl_on list $option
		is 0
		silent
		shows '[.[] | keys[]] | join(",")' "anon memdevs,memdevs"
		shows '[.[0]["anon memdevs"][].memdev] | join(" ")' mem1
		shows '[.[1].memdevs[].memdev] | join(" ")' "mem0 mem2"
		shows '.[0]["anon memdevs"][0].state' disabled
		shows '[.[1].memdevs[] | has("state")] | any' false
	done
}

@test "-i: a single group is a plain array" {
	with_memdevs 0 1
	cxl_on list -i
	listed mem0 mem1
	disable mem0
	disable mem1
	cxl_on list -i
	listed mem0 mem1
	shows '[.[].state] | unique | join(" ")' disabled
}

@test "-iu together, and -Miu in one argument" {
	with_memdevs 0
	disable mem0
	for option in "-i -u" -Miu -uMi; do
		# shellcheck disable=SC2086
		cxl_on list $option
		listed mem0
		shows '.[0].serial' 0x1000
	done
}

@test "poison_injectable: only if debugfs is readable" {
	with_memdevs 0 1
	cxl_on list
	shows '[.[] | has("poison_injectable")] | any' false
	echo 'none /sys/kernel/debug debugfs rw 0 0' > "$machine/proc/mounts"
	cxl_on list
	shows '[.[] | has("poison_injectable")] | any' false
	mkdir -p "$machine/sys/kernel/debug/cxl/mem1"
	touch "$machine/sys/kernel/debug/cxl/mem1/inject_poison"
	cxl_on list
	shows '[.[].poison_injectable] | map(tostring) | join(" ")' "false true"
}

@test "a NUMA node of -1 is not shown" {
	with_memdevs 0
	attr mem0 numa_node -1
	cxl_on list
	listed mem0
	shows '.[0] | has("numa_node")' false
}

@test "invalid memdevs are not listed" {
	with_memdevs 0
	for name in mem mem0_bogus mem00 mem01 memx mem-1 mem4294967296 xmem1 mem1.0 "mem 1"; do
		cp -a "$machine/sys/bus/cxl/devices/mem0" "$machine/sys/bus/cxl/devices/$name"
	done
	cxl_on list -i
	listed mem0
}

@test "many memdevs" {
	with_memdevs {0..299}
	cxl_on list
	is 0
	shows '[.[].memdev == ("mem\(range(300))")] | length' 90000
	shows '[.[].memdev] == [range(300) | "mem\(.)"]' true
	shows '[.[].host] | unique | length' 300
}

@test "--debug logs to stderr, stdout has only data" {
	with_memdevs 0
	no_attr mem0 firmware_version
	attr mem0 numa_node x
	cxl_on list --debug
	is 0
	shows '.[0].memdev' mem0
	says numa_node
}

@test "CXL_LOG does what --debug does" {
	with_memdevs 0
	attr mem0 numa_node x
	CXL_LOG=debug cxl_on list
	is 0
	says numa_node
	CXL_LOG=err cxl_on list
	silent
}

@test "list takes no arguments" {
	with_memdevs 0
	cxl_on list mem0
	is 2
	says 'unexpected argument "mem0"' '  Options choose objects: -m MEMDEV, -s SERIAL, -b BUS, -p PORT, -e ENDPOINT'
}

@test "--sysroot of a missing path, of a file, of an empty name" {
	cxl list --sysroot "$machine/nosuch"
	refused 2 nosuch "No such file"
	touch file
	cxl list --sysroot file
	refused 2 file "not a directory"
}

@test "--sysroot with trailing slashes, relative, and through a link" {
	with_memdevs 0
	ln -s machine link
	for directory in "$machine//" ./machine link/ link/../machine; do
		cxl list --sysroot "$directory"
		listed mem0
	done
}
