#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Plans of create-region on recorded machines, and arguments and options of the region commands. The
# tests in the virtual machine prove that the kernel accepts the plans.

# shellcheck disable=SC2154
load topology

# recorded NAME: uses a machine of test/trees.
recorded() {
	rm -rf "${machine:?}"
	mkdir "$machine"
	tar -C "$machine" --strip-components=1 -xJf "$SOURCE/test/trees/$1.tar.xz"
}

plan() {
	cxl_on create-region --dry-run "$@"
}

# refused STATUS TEXT...: stdout is empty.
refused() {
	local text

	[[ $status == "$1" ]] || fail "exit status $status instead of $1"
	[[ ! $output ]] || fail "stdout is not empty"
	for text in "${@:2}"; do
		[[ $stderr == *"$text"* ]] || fail "stderr does not say: $text"
	done
}

@test "two bridges: the plan uses the window over both, in the order of its targets" {
	recorded two-bridges-x2
	plan --json -t ram
	shows '[.decoder, .type, .size, .interleave_ways, .interleave_granularity] | map(tostring) | join(" ")' \
		"decoder0.1 ram 536870912 2 8192"
	shows '[.mappings[] | "\(.memdev) \(.decoder) \(.dpa_resource) \(.dpa_size)"] | join(", ")' \
		"mem3 decoder6.0 0 268435456, mem0 decoder3.0 0 268435456"
	shows '.writes | length' 12
	shows '.writes[0] | "\(.file) \(.value)"' "decoder0.1/create_ram_region region1"
	shows '.writes[-1] | "\(.file) \(.value)"' "drivers/cxl_region/bind region1"
	plan -t ram
	[[ $status == 0 && ! $stderr && $output == *"nothing was changed" ]] || fail "no plan"
	[[ $output == "region   ram  512 MiB  x2 8 KiB  at 0x610000000 below decoder0.1"* ]] || fail "not so"
}

@test "a switch: one to four of its devices" {
	recorded switch
	cxl_on create-region --list-options --json
	shows '[.[] | "\(.type) \(.interleave_ways) \(.max_size) \(.mappings | length)"] | join(", ")' \
		"pmem 1 268435456 1, pmem 2 536870912 2, pmem 4 1073741824 4"
	cxl_on create-region --list-options
	[[ ${#lines[@]} == 4 && ${lines[0]} == "WINDOW "*"MEMBERS" ]] || fail "not a line each"
	plan --json -w 2 -g 4k mem3 mem1
	shows '[.mappings[].memdev] | join(" ")' "mem3 mem1"
	shows .interleave_granularity 4096
	plan --json -w 2 all
	shows '[.mappings[].memdev] | join(" ")' "mem0 mem1"
	plan --json mem0,mem2
	shows '[.mappings[].memdev] | join(" ")' "mem0 mem2"
}

@test "accepts a UUID, a type and sizes with units" {
	recorded switch
	plan --json -U 9F0C0001-0203-0405-0607-0809AABBCCDD -s 512m mem0 mem1
	shows '.writes[] | select(.file | endswith("/uuid")) | .value' 9f0c0001-0203-0405-0607-0809aabbccdd
	shows .size 536870912
	shows .type pmem
}

@test "refusals name the rule, what was found and what is possible instead" {
	recorded two-bridges-x2
	plan -t ram mem0 mem3
	refused 1 "rule     position: " "found    mem0 is below pci0000:84" \
		"instead  cxl create-region -t ram -d decoder0.1 mem3 mem0  # x2 8 KiB, up to 512 MiB" "--list-options"
	plan mem0 mem1 mem2
	refused 1 "rule     window-ways: " instead
	plan -t pmem mem0
	refused 1 "member-capacity: " "mem0: 0 B of pmem"
	plan -s 1 mem0
	refused 1 "size: "
	plan -g 300 mem0
	refused 1 "granularity: "
	plan -w 5
	refused 1 "ways: a region has"
	plan -w 2 mem0
	refused 1 "member-count: "
}

# kernel VERSION LINE...: sets the machine's kernel and its configuration.
kernel() {
	mkdir -p "$machine/proc/sys/kernel" "$machine/boot"
	echo "$1" > "$machine/proc/sys/kernel/osrelease"
	printf '%s\n' CONFIG_64BIT=y "${@:2}" > "$machine/boot/config-$1"
}

@test "--dry-run and --list-options report a kernel that refuses every commit" {
	recorded switch
	test=CONFIG_CXL_REGION_INVALIDATION_TEST
	kernel 6.12.0-test "# $test is not set"
	printf '%s\n' 'processor	: 0' 'flags		: fpu vme hypervisor sse3' '' 'bugs		:' > "$machine/proc/cpuinfo"
	plan
	[[ $status == 1 && $output == *"nothing was changed" ]] || fail "no plan, or it would do"
	[[ $stderr == *"it would fail: the kernel refuses to commit any region in this virtual machine"* &&
		$stderr == *"rule     cpu-cache: "*"found    $test is not set in /boot/config-6.12.0-test"*"--kernel lab"* ]] ||
		fail "no reason"
	cxl_on create-region --list-options
	[[ $status == 0 && ${#lines[@]} == 4 && $stderr == *"none of these can be made now"*"--kernel lab"* ]] || fail "list"
	# Option set; a kernel before 6.2, which lacks it; nothing known; real hardware.
	for lines in "$test=y" "CONFIG_CXL_BUS=m"; do
		kernel 6.12.0-test "$lines"
		plan
		[[ $status == 0 && ! $stderr ]] || fail "$lines"
	done
	kernel 6.12.0-test "# $test is not set"
	echo 6.12.0-other > "$machine/proc/sys/kernel/osrelease"
	plan
	[[ $status == 0 && ! $stderr ]] || fail "of another kernel"
	kernel 6.12.0-test "# $test is not set"
	printf '%s\n' 'processor	: 0' 'flags		: fpu vme sse3' 'model	: hypervisor' > "$machine/proc/cpuinfo"
	plan
	[[ $status == 0 && ! $stderr ]] || fail "real hardware"
}

# off NAME...: a disabled memdev has neither a driver nor an endpoint.
off() {
	local name endpoint

	for name in "$@"; do
		rm "$devices/$name/driver"
		for endpoint in "$devices"/endpoint*; do
			[[ $(readlink -f "$endpoint/uport") != "$(readlink -f "$devices/$name")" ]] ||
				{ rm -r "$(readlink -f "$endpoint")" && rm "$endpoint"; }
		done
	done
}

@test "disabled memdevs are reported when they are the reason, with the command to enable them" {
	recorded two-bridges-x2
	devices=$machine/sys/bus/cxl/devices
	# The memdevs that have ram.
	off mem0 mem3
	for words in "-t ram" "-t ram -s 256M" "-t ram -s 512M" "-t ram all" "-t ram -w 2"; do
		# shellcheck disable=SC2086
		plan $words
		refused 1 "rule     members-enabled: members of a region are enabled memdevs" \
			"found    2 memdevs are disabled (mem0 mem3), with 512 MiB of ram" \
			"disabled 2 memdevs with 512 MiB; to enable: cxl enable-memdev mem0 mem3"
	done
	cxl_on create-region -t ram --list-options
	[[ $status == 0 && $stderr == *"2 memdevs are disabled (mem0 mem3)"*"cxl enable-memdev mem0 mem3"* ]] ||
		fail "--list-options"
	# An error that applies anyway is the reason; the disabled memdevs are reported as well.
	plan -t ram -w 5
	refused 1 "rule     ways: " "cxl enable-memdev mem0 mem3"
	plan -t ram -s 300M
	refused 1 "rule     size: "
	plan -t ram -s 1T
	[[ $stderr != *members-enabled* ]] || fail "they would not suffice"
	plan -t ram mem1
	refused 1 "rule     member-capacity: " "mem1: 0 B of ram" "cxl enable-memdev mem0 mem3"
	plan -t pmem
	[[ $status == 0 && ! $stderr ]] || fail "pmem has nothing to do with them"
	off mem1 mem2
	plan
	refused 1 "rule     members-enabled: " "4 memdevs are disabled (mem0 mem1 mem2 mem3), with 1 GiB" \
		"No region can be made now."
}

@test "alternatives are commands to paste, and each gives the plan described" {
	local line text

	recorded two-bridges-x2
	for words in "-t ram mem0 mem3" "mem0 mem1 mem2" "-t ram -s 300M" "-g 300 mem0" "-t ram -s 256M mem0 mem3"; do
		# shellcheck disable=SC2086
		plan $words
		mapfile -t lines < <(sed -n 's/^  \(instead\|       \)  \(cxl create-region .*\)/\2/p' <<< "$stderr")
		((${#lines[@]} >= 1)) || fail "nothing instead of $words"
		for line in "${lines[@]}"; do
			text=${line#*  # }
			read -r -a command <<< "${line%%  #*}"
			plan "${command[@]:2}"
			[[ $status == 0 && $output == "region   "*"  ${text%% *} "* ]] || fail "$line"
			[[ $text == *"${output#region   * }"* || $output == *"  ${text##*, *to }  "* || $output == *"  ${text##*, }  "* ]] ||
				fail "another size: $line"
		done
	done
}

@test "usage errors are reported before the machine is read" {
	recorded two-bridges-x2
	plan -t disk
	refused 2 '--type cannot be "disk": it must be one of pmem, ram or volatile'
	plan -U 123
	refused 2 "--uuid 123 is no UUID"
	plan -U 00000000-0000-0000-0000-000000000000
	refused 2 "is no UUID"
	plan -t ram -U 9f0c0001-0203-0405-0607-0809aabbccdd
	refused 2 "ram regions have none"
	for ways in 0 -1 x 99999999999999999999; do
		plan -w "$ways"
		refused 2 "is no number above 0"
	done
	plan -s 0
	refused 2 "--size is 0 bytes"
	plan -g 0
	refused 2 "--granularity is 0 bytes"
	plan mem0 mem99
	refused 2 'no memdev matches "mem99"'
	plan mem0 mem0
	refused 2 "named twice"
	plan ''
	refused 2
	plan -d decoder7.7
	refused 2 'no window matches --decoder "decoder7.7"'
	plan -b root9
	refused 2 'no window matches --bus "root9"'
}

@test "a snapshot is not changed" {
	recorded switch
	cxl_on create-region
	refused 1 "is a recorded machine"
}

@test "without a machine there is no region" {
	cxl_on create-region --list-options --json
	[[ $status == 0 && $output == '[]' && $stderr == *"no region can be made"* ]] || fail "not empty"
	plan
	refused 1 "members: "
}

@test "other region commands: no argument, an empty one, one that matches nothing" {
	for verb in enable disable destroy; do
		run --separate-stderr "$CXL" $verb-region
		refused 2 "which region?"
		run --separate-stderr "$CXL" $verb-region ''
		refused 2 "region0, 0, or all"
		run --separate-stderr "$CXL" $verb-region region999999
		refused 2 'no region matches "region999999"'
	done
}
