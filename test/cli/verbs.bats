#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Commands that change memdevs, ports and buses: every refusal, and what is written if a plain file
# can replace an attribute. The tests in the virtual machine prove that the commands work.

# shellcheck disable=SC2154
load topology

readonly VERBS='disable-memdev enable-memdev reserve-dpa free-dpa disable-port enable-port
	set-partition disable-bus'

# Runs the tool with the synthetic /sys mounted over the real one, in a separate mount namespace:
# the tool sees a running machine, not a snapshot.
cxl_in() {
	# shellcheck disable=SC2016
	run --separate-stderr timeout --foreground 60 "$SOURCE/test/own-mounts" bash -c \
		'mount --rbind "$0/sys" /sys && exec "$@"' "$machine" "$CXL" "$@"
}

# refused STATUS TEXT...: stdout is empty, or only an empty array.
refused() {
	local text

	[[ $status == "$1" ]] || fail "exit status $status instead of $1"
	[[ ! $output || $output == '[]' ]] || fail "stdout is not empty"
	for text in "${@:2}"; do
		[[ $stderr == *"$text"* ]] || fail "stderr does not say: $text"
	done
}

nothing_changed() {
	diff -r --no-dereference before "$machine"
}

@test "no argument; an argument that matches nothing; an option that does not exist" {
	small_machine
	cp -a "$machine" before
	for verb in $VERBS; do
		cxl_in "$verb"
		refused 2 "Name one or more"
		for word in nothing all,nothing '""' 1junk mem0x; do
			cxl_in "$verb" "$word"
			refused 2 "matches" "there "
		done
		cxl_in "$verb" all ""
		refused 2 '"" names no'
		cxl_in "$verb" --nothing all
		refused 2
	done
	nothing_changed
}

@test "all, when there are none" {
	rm -r "$devices"
	for verb in $VERBS; do
		cxl_in "$verb" all
		[[ $status == 0 && $stderr == *" 0 "* ]] || fail "$verb"
	done
}

@test "a snapshot is not changed" {
	small_machine
	cp -a "$machine" before
	for verb in $VERBS; do
		cxl_on "$verb" all
		refused 1 "is a recorded machine: nothing can be changed there"
		cxl_on "$verb" nothing
		refused 2 'matches "nothing"'
	done
	nothing_changed
}

@test "a memdev in use is reported with its region; --force tries it" {
	small_machine
	region 0 0x100000000 0x10000000 1 decoder2.0
	attr decoder2.0 size 0x10000000
	attr decoder2.0 region region0
	attr endpoint2 decoders_committed 1
	cxl_in disable-memdev mem0
	refused 1 "mem0: in use, not disabled: 1 decoder is committed" \
		"decoder2.0 serves region0: pmem, 256 MiB, enabled" \
		"cxl destroy-region region0" "disabled 0 mems, failed for 1 of 1"
	cxl_in disable-port 1
	refused 1 "port1: in use, not disabled: 2 enabled memdevs need it" "mem0, host 0000:35:00.0" \
		"region0"
	cxl_in disable-port -e mem0
	refused 1 "endpoint2: in use, not disabled: 1 enabled memdev needs it"
	cxl_in disable-bus root0
	refused 1 "root0: in use, not disabled: 2 enabled memdevs are below it"
	cxl_in free-dpa mem0
	refused 1 "no decoder has capacity"
	attr decoder2.0 dpa_size 0x10000000
	cxl_in free-dpa mem0
	refused 1 "decoder2.0: its capacity is that of region0"
	# A plain file accepts the write, but no driver acts on it.
	touch "$machine/sys/bus/cxl/drivers/cxl_mem/unbind"
	cxl_in disable-memdev -f mem0
	refused 1 "mem0: disabled although it is in use" "mem0: cannot disable it"
	[[ $(< "$machine/sys/bus/cxl/drivers/cxl_mem/unbind") == mem0 ]]
}

@test "devices that are already bound or unbound are left alone" {
	small_machine
	rm "$devices"/mem0/driver
	cxl_in disable-memdev mem0
	[[ $status == 0 && $stderr == *"disabled 1 mem" ]]
	cxl_in enable-memdev mem1
	[[ $status == 0 && $stderr == *"enabled 1 mem" ]]
	cxl_in enable-port all
	[[ $status == 0 && $stderr == *"enabled 1 port" ]]
	cxl_in enable-port -e all
	[[ $status == 0 && $stderr == *"enabled 2 ports" ]]
}

@test "enable-memdev writes the name to bind; a driver that does not bind is a failure" {
	small_machine
	rm "$devices"/mem0/driver
	cxl_in enable-memdev mem0 mem1
	refused 1 'the kernel refused to write "mem0" to /sys/bus/cxl/drivers/cxl_mem/bind' \
		"enabled 1 mem, failed for 1 of 2"
	touch "$machine/sys/bus/cxl/drivers/cxl_mem/bind"
	cxl_in enable-memdev -S 0x10
	refused 1 "mem0: cannot enable it"
	[[ $(< "$machine/sys/bus/cxl/drivers/cxl_mem/bind") == mem0 ]]
}

@test "arguments for ports: names, numbers, hosts, types; roots and endpoints are refused" {
	small_machine
	for word in port1 1 pci0000:34 switch all port1,1; do
		cxl_in enable-port "$word"
		[[ $status == 0 && $stderr == *"enabled 1 port" ]] || fail "$word"
	done
	for word in root0 root endpoint2 2; do
		cxl_in enable-port "$word"
		refused 2 "there is port1"
	done
	cxl_in enable-port -e port1
	refused 2 'no endpoint matches "port1"; there are 2, endpoint2 and endpoint3'
}

@test "reserve-dpa writes the size, prints memdev and decoder" {
	small_machine
	attr decoder2.0 mode pmem
	cxl_in reserve-dpa -s 256m mem0
	shows '.[0] | .memdev + " " + .decoder.decoder + " " + (.decoder.dpa_size | tostring)' \
		"mem0 decoder2.0 268435456"
	[[ $(< "$devices/decoder2.0/dpa_size") == 0x10000000 ]]
	cxl_in reserve-dpa mem0
	refused 1 "mem0: no pmem capacity is left" "failed for 1 of 1"
	attr decoder2.0 dpa_size 0
	cxl_in reserve-dpa -u -s 256m mem0
	shows '.[0].decoder.dpa_size' "256.00 MiB (268.44 MB)"
}

@test "reserve-dpa and free-dpa refuse invalid requests before anything is written" {
	small_machine
	cp -a "$machine" before
	cxl_in reserve-dpa -s 1g mem0
	refused 1 "--size 1073741824 is more than the 268435456 bytes of pmem that are left"
	cxl_in reserve-dpa -s 100m mem0
	refused 1 "104857600 bytes are no multiple of 256 MiB" "  Try: --size 256m"
	for bad in "-s 1x" "-t dram" "-d 9" "-d decoder9.9" "-s"; do
		# shellcheck disable=SC2086
		cxl_in reserve-dpa mem0 $bad
		refused 2
	done
	cxl_in free-dpa -d decoder3.0 mem0,mem1
	refused 2 'mem0: it has no decoder "decoder3.0"' "There is decoder2.0"
	cxl_in free-dpa mem0
	refused 1 "mem0: no decoder has capacity"
	rm "$devices"/mem0/driver "$PWD"/before/sys/bus/cxl/devices/mem0/driver
	cxl_in reserve-dpa mem0
	refused 1 "mem0: it is disabled" "cxl enable-memdev mem0"
	nothing_changed
}

@test "set-partition without a mailbox fails for each device" {
	small_machine
	cxl_in set-partition all
	refused 1 "mem0: cannot ask for its capacity" "failed for 2 of 2"
	for bad in "-s 1x" "-t auto" "-t"; do
		# shellcheck disable=SC2086
		cxl_in set-partition mem0 $bad
		refused 2
	done
}

@test "completion: ports but roots, and only objects that there are" {
	small_machine
	cxl_in complete -- disable-port ""
	[[ $output == *port1* && $output != *root* && $output != *endpoint* ]] || fail "$output"
	cxl_in complete -- disable-bus ""
	[[ $output == *root0* ]] || fail "$output"
	cxl_in complete -- reserve-dpa -t ""
	[[ $output == *auto*pmem*ram*volatile* ]] || fail "$output"
}
