#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Damaged attributes and hostile trees: the output stays valid JSON.

# shellcheck disable=SC2154
load machine

readonly NUMBERS='pmem/size ram/size serial numa_node'

@test "every attribute is missing" {
	with_memdevs 0 1
	rm -r "$machine/sys/bus/cxl/devices/mem0/"{pmem,ram,serial,numa_node,firmware_version,dev,payload_max}
	cxl_on list
	listed mem0 mem1
	shows '.[0] | keys_unsorted | join(" ")' "memdev pmem_size ram_size host"
}

@test "numbers that are empty, blank, signed, malformed or out of range are left out" {
	with_memdevs 0
	for attribute in $NUMBERS; do
		key=${attribute/\//_}
		saved=$(cat "$machine/sys/bus/cxl/devices/mem0/$attribute")
		for text in '' '\n' ' \n' '0x\n' '--1\n' '1 2\n' '1x\n' '0x1ffffffffffffffff\n' '\0' '1\0002\n' \
			'\377\376\n' '1\n\n'; do
			raw_attr mem0 "$attribute" "$text"
			cxl_on list
			listed mem0
			shows ".[0].$key // 0" 0
		done
		attr mem0 "$attribute" "$saved"
	done
}

@test "a negative size or serial is invalid" {
	with_memdevs 0
	attr mem0 pmem/size -6
	attr mem0 ram/size -1
	attr mem0 serial -1
	cxl_on list
	listed mem0
	shows '.[0] | [.pmem_size, .ram_size, has("serial")] | map(tostring) | join(" ")' "0 0 false"
}

@test "a number without its newline is accepted" {
	with_memdevs 0
	raw_attr mem0 serial 0x77
	cxl_on list
	shows '.[0].serial' 119
}

@test "a text of 4 KiB, and one of 1 KiB" {
	with_memdevs 0
	for size in 1022 1023 1024 4095 4096 65536; do
		head -c "$size" /dev/zero | tr '\0' f > "$machine/sys/bus/cxl/devices/mem0/firmware_version"
		cxl_on list
		listed mem0
		shows '.[0].firmware_version // "" | length | . == 0 or . > 1000' true
		head -c "$size" /dev/zero | tr '\0' 7 > "$machine/sys/bus/cxl/devices/mem0/serial"
		cxl_on list
		listed mem0
		shows '.[0] | has("serial")' false
	done
}

@test "an empty firmware version is shown as an empty text" {
	with_memdevs 0
	raw_attr mem0 firmware_version '\n'
	cxl_on list
	listed mem0
	shows '.[0].firmware_version' ""
}

@test "firmware versions with any bytes become valid UTF-8 without control characters" {
	with_memdevs 0
	# shellcheck disable=SC1003
	for text in '\377\376' 'a\200b' '\355\240\200' '\300\257' '\364\220\200\200' '\303' '\001\037\177' \
		'\302\205' '"\\' 'tab\there' '\033[31mred' '\342\202' 'two\nlines' '</script>'; do
		raw_attr mem0 firmware_version "${text/\\\\/\\\\\\\\}\\n"
		cxl_on list
		listed mem0
		iconv -f UTF-8 -t UTF-8 <<< "$output" > /dev/null || fail "not UTF-8"
		[[ $output != *[$'\001\002\033\177']* ]] || fail "control characters"
		cxl_on list -u
		listed mem0
	done
	raw_attr mem0 firmware_version 'v1.0 \303\251\342\202\254\360\237\230\200\n'
	cxl_on list
	shows '.[0].firmware_version' "v1.0 é€😀"
	raw_attr mem0 firmware_version 'a\377b\n'
	cxl_on list
	shows '.[0].firmware_version' 'a\xffb'
}

@test "every byte value in a firmware version" {
	with_memdevs 0
	for byte in {1..255}; do
		raw_attr mem0 firmware_version "\\x$(printf %x "$byte")\\x$(printf %x "$byte")\\n"
		"$CXL" list --sysroot "$machine" >> all
	done
	jq -es 'length == 255 and all(.[]; .[0].memdev == "mem0")' all > /dev/null
	iconv -f UTF-8 -t UTF-8 all > /dev/null
}

@test "an attribute that is a directory, a FIFO, a device or a dangling link" {
	with_memdevs 0
	directory=$machine/sys/bus/cxl/devices/mem0
	for attribute in serial firmware_version pmem/size numa_node; do
		for make in mkdir mkfifo "ln -s /dev/zero" "ln -s /nowhere" "ln -s $attribute"; do
			rm -rf "${directory:?}/$attribute"
			$make "$directory/$attribute"
			run --separate-stderr timeout 20 "$CXL" list --sysroot "$machine"
			listed mem0
		done
		rm -rf "${directory:?}/$attribute"
	done
}

@test "links do not lead out of the tree" {
	with_memdevs 0
	echo 0x5ec4e7 > secret
	for target in "$PWD/secret" "../../../../../../../../../../../../../..$PWD/secret" \
		/proc/self/cwd/secret /proc/self/root/secret; do
		ln -sfn "$target" "$machine/sys/bus/cxl/devices/mem0/serial"
		cxl_on list
		listed mem0
		shows '.[0] | has("serial")' false
	done
}

@test "circular links end" {
	with_memdevs 0
	ln -s mem6 "$machine/sys/bus/cxl/devices/mem5"
	ln -s mem5 "$machine/sys/bus/cxl/devices/mem6"
	ln -s nowhere "$machine/sys/bus/cxl/devices/mem7"
	run --separate-stderr timeout 20 "$CXL" list -i --sysroot "$machine"
	listed mem0
}

@test "a tree with a directory in place of a link" {
	with_memdevs 0
	rm "$machine/sys/bus/cxl/devices/mem0"
	mkdir "$machine/sys/bus/cxl/devices/mem0"
	cxl_on list -i
	listed mem0
}

@test ""devices" is a file, and so is proc/mounts" {
	mkdir -p "$machine/sys/bus/cxl"
	touch "$machine/sys/bus/cxl/devices"
	cxl_on list
	is 1
	says "cannot list" "Not a directory"
	[[ $output == '[]' ]]
	one_line
	rm "$machine/sys/bus/cxl/devices"
	with_memdevs 0
	mkfifo "$machine/proc/mounts"
	run --separate-stderr timeout 20 "$CXL" list --sysroot "$machine"
	listed mem0
	rm "$machine/proc/mounts"
	head -c 100000 /dev/zero | tr '\0' x > "$machine/proc/mounts"
	cxl_on list
	listed mem0
}

@test "renames elsewhere on the system have no effect" {
	with_memdevs {0..19}
	cxl_on list
	wanted=$output
	touch a
	perl -e 'while (getppid() != 1 && time() < $ARGV[0]) { rename "a", "b"; rename "b", "a" }' \
		"$(($(date +%s) + 60))" 3>&- &
	storm=$!
	for _ in {1..40}; do
		cxl_on list
		[[ $status == 0 && $output == "$wanted" && -z $stderr ]] || break
	done
	kill "$storm"
	wait "$storm" || true
	listed mem{0..19}
}
