#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The label commands: every refusal. The tests in the virtual machine prove that the commands work.

# shellcheck disable=SC2154
load machine

readonly VERBS='read-labels write-labels zero-labels'

# As cxl_in, with a terminal; stderr is in $output.
in_terminal() {
	run timeout 60 script -qec "$(printf '%q ' "${in_machine[@]}" "$@")" /dev/null
}

# all_refuse STATUS TEXT ARGUMENTS...: every label command refuses, on the synthetic machine.
all_refuse() {
	local verb

	for verb in $VERBS; do
		cxl_in "$verb" "${@:3}" < /dev/null
		refused "$1" "$2"
	done
}

@test "no argument" {
	with_memdevs 0
	all_refuse 2 "which memdev?"
}

@test "names that match nothing, and invalid names" {
	with_memdevs 0 1
	for word in mem7 7 mem0x 1junk mem 0000:99:00.0 mem0/ -- "mem7 mem0" mem0,mem7; do
		all_refuse 2 "" -- "$word"
	done
	all_refuse 2 'no memdev matches "mem7"; there are 2, mem0 and mem1' mem7
	for word in "" " " ","; do
		all_refuse 2 "names no memdev" "$word"
	done
}

@test "one wrong name among good ones: nothing is done" {
	with_memdevs 0 1
	cxl_in read-labels mem0 mem7 -o labels
	refused 2 '"mem7"'
	[[ ! -e labels ]]
	cxl_in zero-labels mem0 mem1 mem7x
	refused 2 '"mem7x"'
}

@test "a name of 300 bytes is reported truncated" {
	with_memdevs 0
	all_refuse 2 "mmmm..." "$(printf 'm%.0s' {1..300})"
}

@test "a machine without memdevs: a name is an error, all is not" {
	all_refuse 2 "there is no memdev at all (cxl list -Mi says why)" mem0
	for verb in $VERBS; do
		cxl_in "$verb" all < /dev/null
		is 0
		[[ -z $output ]]
		says "0 mems"
	done
}

@test "a snapshot refuses commands, by any name of the device" {
	with_memdevs 0 1
	head -c 1024 /dev/zero > labels
	for word in mem0 0 0000:35:00.0 all; do
		for verb in zero-labels "write-labels -i labels"; do
			# shellcheck disable=SC2086
			cxl_on $verb "$word"
			refused 1 "is a recorded machine"
		done
		cxl_on read-labels "$word"
		is 1
		[[ -z $output ]]
		says "is a recorded machine" "read 0 mems"
	done
}

@test "a device without its node in /dev: the failure is reported, by any name of the device" {
	with_memdevs 0 1
	head -c 1024 /dev/zero > labels
	for word in mem0 0 0000:35:00.0; do
		for verb in read-labels zero-labels "write-labels -i labels"; do
			# shellcheck disable=SC2086
			cxl_in $verb "$word"
			is 1
			[[ -z $output ]]
			says "mem0: cannot read labels" /dev/cxl/mem0 "failed for 1 of 1"
		done
	done
}

@test "all, lists and repeated names: each device once, in the order of the arguments" {
	with_memdevs 0 1 2
	cxl_in zero-labels all
	is 1
	says "failed for 3 of 3"
	cxl_in zero-labels mem2 0,2 mem0 0000:35:00.2
	is 1
	says "failed for 2 of 2"
	[[ $stderr == *mem2:*mem0:* ]] || fail "not in the order of the words"
}

@test "-S: serial numbers, in every notation" {
	with_memdevs 0 1
	for word in 0x1001 4097 010001; do
		cxl_in zero-labels -S "$word"
		is 1
		says "mem1: cannot" "failed for 1 of 1"
	done
	cxl_in zero-labels --serial 0x1000,4097
	says "failed for 2 of 2"
}

@test "-S: malformed numbers, names, negative, too large, no such number" {
	with_memdevs 0
	for word in junk mem0 4096x "" ","; do
		all_refuse 2 "is not a serial number" -S "$word"
	done
	all_refuse 2 "is not a serial number" -S -- -1
	all_refuse 2 "is too large" -S 0x10000000000000000
	all_refuse 2 'no memdev matches serial "5"' -S 5
}

@test "-S: the argument all is not a serial number" {
	with_memdevs 0
	all_refuse 2 "is not a serial number" -S all
}

@test "-b: only memdevs below the bus" {
	with_root 0 34
	with_root 1 80
	with_memdev 0 34
	with_memdev 1 80
	for pair in root0:mem0 root1:mem1 0:mem0 ACPI.CXL:mem0 ACPI0018:00:mem1; do
		cxl_in zero-labels all -b "${pair%:*}"
		is 1
		says "${pair##*:}: cannot" "failed for 1 of 1"
	done
	cxl_in zero-labels all --bus root0,root1
	says "failed for 2 of 2"
	all_refuse 2 'no memdev of bus root1 matches "mem0"' -b root1 mem0
}

@test "-b: unknown buses" {
	with_root 0 34
	with_memdevs 0
	for word in root1 1 rootx root0x root00 bus0 nosuch; do
		all_refuse 2 'no bus matches' -b "$word" mem0
	done
	all_refuse 2 'no bus matches "root9"' -b root0,root9 mem0
	for word in "" "," " "; do
		all_refuse 2 "names no bus" -b "$word" mem0
	done
}

@test "invalid sizes and offsets" {
	with_memdevs 0
	for text in junk "" -1 1kb 0x 1.5 " 1" 0x1g_ k; do
		all_refuse 2 "is not a size" --size="$text" mem0
		all_refuse 2 "is not a size" --offset="$text" mem0
	done
	for text in 18446744073709551616 16777216t 0xfffffffffffffffff; do
		all_refuse 2 "too large" -s "$text" mem0
		all_refuse 2 "too large" -O "$text" mem0
	done
}

@test "sizes and offsets beyond the label area, and those that would overflow" {
	with_memdevs 0
	for words in "-O 1025" "-O 2k" "-O 18446744073709551615" "-O 18446744073709551615 -s 1" "-s 1025" \
		"-s 18446744073709551615" "-O 1 -s 1024" "-O 1024 -s 1" "-O 1000 -s 18446744073709551615" \
		"-O 1 -s 18446744073709551615"; do
		for verb in $VERBS; do
			# shellcheck disable=SC2086
			cxl_in "$verb" mem0 $words < /dev/null
			is 1
			[[ -z $output ]]
			says "mem0" "label area of 1024 bytes"
		done
	done
}

@test "no label area: attribute missing, empty, zero, malformed" {
	with_memdevs 0
	for text in '' '\n' '0\n' 'junk\n' '-1\n' '18446744073709551615\n'; do
		raw_attr mem0 label_storage_size "$text"
		for verb in $VERBS; do
			cxl_in "$verb" mem0 < /dev/null
			is 1
			[[ -z $output ]]
			says "mem0: the device has no label area"
		done
	done
}

@test "a huge label area does not crash the command" {
	with_memdevs 0
	attr mem0 label_storage_size 0x7fffffffffffffff
	export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}allocator_may_return_null=1
	for verb in $VERBS; do
		cxl_in "$verb" mem0 < /dev/null
		is 1
		[[ -z $output ]]
		says "cxl $verb: "
	done
}

@test "labels in use by the kernel are neither written nor zeroed" {
	with_memdevs 0
	mkdir -p "$machine/sys/bus/cxl/devices/mem0/pmem0/driver"
	for verb in write-labels zero-labels; do
		cxl_in "$verb" mem0 < /dev/null
		is 1
		says "in use by the kernel" "pmem0" "cxl disable-memdev mem0" "cxl enable-memdev mem0"
	done
}

@test "write-labels: a missing input is reported before labels in use" {
	with_memdevs 0
	mkdir -p "$machine/sys/bus/cxl/devices/mem0/pmem0/driver"
	cxl_in write-labels mem0 -i nosuch
	refused 1 "cannot read nosuch: No such file"
}

@test "read-labels -o: directories, missing directories, full devices" {
	with_memdevs 0
	mkdir directory
	cxl_in read-labels mem0 -o directory
	refused 1 "cannot write directory" "Is a directory"
	cxl_in read-labels mem0 -o nosuch/labels
	refused 1 "cannot write nosuch/labels" "No such file"
	cxl_in read-labels mem0 -o ""
	is 1
	[[ -z $output ]]
	cxl_in read-labels mem0 -o /dev/full
	is 1
}

@test "read-labels -o: a failure keeps the old file and leaves no new one" {
	with_memdevs 0
	echo old > labels
	cxl_in read-labels mem0 -o labels
	is 1
	[[ $(cat labels) == old ]]
	cxl_in read-labels mem0 -o new
	is 1
	[[ $(echo *) == "labels machine" ]] || fail "left behind: $(echo *)"
}

@test "read-labels to a terminal is refused" {
	with_memdevs 0
	in_terminal read-labels mem0
	[[ $status == 2 && $output == *terminal* ]]
	in_terminal read-labels mem0 -o -
	[[ $status == 1 && $output == *"cannot read labels"* ]]
}

@test "write-labels -i: missing, a directory, empty, too long, too short" {
	with_memdevs 0
	mkdir directory
	: > empty
	head -c 1025 /dev/zero > long
	head -c 99 /dev/zero > short
	cxl_in write-labels mem0 -i nosuch
	refused 1 "cannot read nosuch" "No such file"
	cxl_in write-labels mem0 -i directory
	refused 1 "cannot read directory" "Is a directory"
	cxl_in write-labels mem0 -i empty
	refused 1 "empty is empty"
	cxl_in write-labels mem0 -i long
	refused 1 "more bytes than fit" "room for 1024"
	cxl_in write-labels mem0 -i long -s 1024
	refused 1 "more than the 1024 bytes that --size asks for"
	cxl_in write-labels mem0 -i short -s 100
	refused 1 "has 99 bytes, but --size asks for 100"
	cxl_in write-labels mem0 -i long -O 1000
	refused 1 "room for 24 at offset 1000"
}

@test "write-labels from standard input: empty, too long, closed, a terminal" {
	with_memdevs 0
	cxl_in write-labels mem0 < /dev/null
	refused 1 "standard input is empty"
	cxl_in write-labels mem0 < /dev/zero
	refused 1 "standard input has more bytes than fit"
	run --separate-stderr bash -c '"$@" <&-' - timeout 60 "${in_machine[@]}" write-labels mem0
	refused 1 "cannot read standard input"
	in_terminal write-labels mem0
	[[ $status != 0 && $output == *terminal* ]]
}

@test "write-labels accepts one device only" {
	with_memdevs 0 1
	head -c 1024 /dev/zero > labels
	for words in "mem0 mem1" all 0,1; do
		# shellcheck disable=SC2086
		cxl_in write-labels -i labels $words
		refused 2 "name one"
	done
}

@test "-v reports what the library does" {
	with_memdevs 0
	cxl_in zero-labels -v mem0
	is 1
	says libcxl
}

@test "without --sysroot: a name that no machine has" {
	for verb in $VERBS; do
		cxl "$verb" mem999999 < /dev/null
		refused 2 "mem999999"
	done
}
