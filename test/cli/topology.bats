#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# cxl list of buses, ports, endpoints, decoders and regions, on synthetic machines.

# shellcheck disable=SC2154,SC2016
load topology

@test "types alone: flat arrays, keys in their order" {
	small_machine
	cxl_on list -B
	shows '.[0] | keys_unsorted | join(" ")' "bus provider"
	cxl_on list -P
	shows '.[0] | keys_unsorted | join(" ")' "port host depth decoders_committed"
	cxl_on list -E
	shows '[.[].endpoint] | join(" ")' "endpoint2 endpoint3"
	shows '.[0] | keys_unsorted | join(" ")' "endpoint host parent_dport depth decoders_committed"
	shows '.[0] | [.host, .parent_dport, .depth] | join(" ")' "mem0 0000:34:00.0 2"
	cxl_on list -D
	shows '.[0] | keys_unsorted | join(" ")' \
		"decoder resource size interleave_ways max_available_extent pmem_capable volatile_capable qos_class nr_targets"
	cxl_on list -Di
	shows '[.[] | keys[]] | join(",")' "root decoders,port decoders,endpoint decoders"
	region 0 0x100000000 0x10000000 1 decoder2.0
	cxl_on list -RT
	shows '.[0] | keys_unsorted | join(" ")' \
		"region resource size type interleave_ways interleave_granularity decode_state mappings qos_class_mismatch"
	shows '.[0].mappings[0] | [.position, .memdev, .decoder] | join(" ")' "0 mem0 decoder2.0"
}

@test "a bus that does not exist: the existing ones are listed, with their provider" {
	small_machine
	cxl_on list -b nosuch
	[ "$status" -eq 0 ]
	[[ $stderr == *"nothing matches -b nosuch"*"there is root0, ACPI.CXL"* ]]
}

@test "nesting: below the nearest object that is shown" {
	small_machine
	cxl_on list -BPEMD -i
	shows '.[0] | keys_unsorted | join(" ")' "bus provider ports:root0 decoders:root0"
	shows '.[0]["ports:root0"][0]["endpoints:port1"][0].memdev.memdev' mem0
	shows '.[0]["ports:root0"][0]["endpoints:port1"][1]["decoders:endpoint3"][0].decoder' decoder3.0
	cxl_on list -BM
	shows '[.[0]["memdevs:root0"][].memdev] | join(" ")' "mem0 mem1"
	cxl_on list -BDi
	shows '[.[0]["decoders:root0"][].decoder] | join(" ")' \
		"decoder0.0 decoder1.0 decoder2.0 decoder3.0"
	cxl_on list -v
	shows '.[0].bus' root0
	cxl_on list -PE -p endpoint3
	shows '.[0].endpoint' endpoint3
}

@test "default: regions and memdevs" {
	small_machine
	region 0 0x100000000 0x10000000 1
	cxl_on list
	shows '[.[] | keys[]] | join(",")' "memdevs,regions"
}

@test "targets and dports, by position and id" {
	small_machine
	link root0 dport7 pci0000:70
	attr decoder0.0 target_list 52,7
	cxl_on list -BDT
	shows '[.[0].dports[].id] | join(" ")' "7 52"
	shows '[.[0]["decoders:root0"][0].targets[] | .position, .id] | join(" ")' "0 52 1 7"
	shows '.[0].nr_dports' 2
	cxl_on list -BDT -m mem0
	shows '[.[0].dports[].target // .[0].dports[].dport] | join(" ")' pci0000:34
	shows '.[0]["decoders:root0"][0] | [.nr_targets, (.targets | length)] | join(" ")' "2 1"
}

@test "a target that is not a dport leaves its position empty" {
	small_machine
	attr decoder0.0 target_list 9,52,x,,99999999999
	cxl_on list -DT
	shows '.[0] | [.nr_targets, .targets[0].position] | join(" ")' "1 1"
}

@test "alias: the firmware's name, or else the physical one" {
	small_machine
	mkdir -p "$machine"/sys/devices/{LNXSYSTM/ACPI0016:00,acpi/ACPI0016:01}
	ln -s ../LNXSYSTM/ACPI0016:00 "$machine/sys/devices/pci0000:34/firmware_node"
	link root0 dport60 acpi/ACPI0016:01
	ln -s ../../pci0000:34 "$machine/sys/devices/acpi/ACPI0016:01/physical_node"
	cxl_on list -BT
	shows '[.[0].dports[] | .dport, .alias] | join(" ")' \
		"pci0000:34 ACPI0016:00 ACPI0016:01 pci0000:34"
}

@test "natural order, whatever the numbers" {
	small_machine
	for id in 10 9 100; do
		device "$ROOT/port$id" cxl_port
		region $id 0x0 0 0
	done
	cxl_on list -P
	shows '[.[].port] | join(" ")' "port1 port9 port10 port100"
	cxl_on list -R
	shows '[.[].region] | join(" ")' "region9 region10 region100"
}

@test "max_available_extent: the largest gap between regions" {
	small_machine
	region 0 0x100000000 0x10000000 1
	region 1 0x120000000 0x18000000 1
	# Not committed, but its addresses are allocated.
	region 2 0x110000000 0x08000000 0
	cxl_on list -D
	shows '.[0].max_available_extent' $((0x08000000))
	rm "$devices/decoder0.0/start"
	cxl_on list -D
	shows '.[0] | has("max_available_extent"), has("resource") | tostring' $'false\nfalse'
	attr decoder0.0 start 0xfffffffffffff000
	cxl_on list -D
	shows '.[0] | has("max_available_extent")' false
}

@test "decoders of endpoints: mode and capacity" {
	small_machine
	attr decoder2.0 mode pmem
	attr decoder2.0 dpa_size 0x10000000
	attr decoder2.0 dpa_resource 0x0
	attr decoder3.0 mode new-word
	cxl_on list -D -i -d endpoint
	shows '.[0] | [.mode, .dpa_resource, .dpa_size] | join(" ")' "pmem 0 268435456"
	shows '.[1].mode' mixed
}

@test "regions: states, and keys that newer kernels add" {
	small_machine
	region 0 0xffffffffffffffff 0x0 0
	rm "$devices/region0/driver"
	attr region0 locked 1
	attr region0 extended_linear_cache_size 0x1000
	cxl_on list -R
	empty "1 region is disabled (-i shows it too)"
	cxl_on list -Ri
	shows '.[0] | [.resource, .decode_state, .state, .locked, .extended_linear_cache_size] | join(" ")' \
		"0 reset disabled true 4096"
}

@test "the class of a window and of its memdevs" {
	small_machine
	region 0 0x100000000 0x10000000 1 decoder2.0
	attr mem0 pmem/qos_class 3
	cxl_on list -R
	shows '.[0] | has("qos_class_mismatch")' false
	attr mem0 pmem/qos_class 4
	cxl_on list -R
	shows '.[0].qos_class_mismatch' true
}

@test "protocol errors that can be injected" {
	small_machine
	echo "debugfs /sys/kernel/debug debugfs rw 0 0" > "$machine/proc/mounts"
	mkdir -p "$machine/sys/kernel/debug/cxl/pci0000:34"
	printf '0x00001000\tCXL.cache Protocol Correctable\n0x9\tother\n0x8000\tCXL.mem\n' \
		> "$machine/sys/kernel/debug/cxl/einj_types"
	: > "$machine/sys/kernel/debug/cxl/pci0000:34/einj_inject"
	cxl_on list -BT
	shows '.[0].injectable_protocol_errors | join(" ")' "cache-correctable mem-correctable"
	shows '.[0].dports[0].protocol_injectable' true
}

@test "filters: names, numbers, types, hosts, as whole arguments" {
	small_machine
	for words in "-p port1" "-p 1" "-p switch" "-p pci0000:34" "-P -p all -b root0" "-P -m mem0"; do
		# shellcheck disable=SC2086
		cxl_on list $words
		shows '[.[].port] | join(" ")' port1
	done
	for words in "-e endpoint3" "-e 3" "-e mem1" "-E -m mem1" "-E -s 0x11" "-p endpoint3" "-p port3"; do
		# shellcheck disable=SC2086
		cxl_on list -E $words
		shows '[.[].endpoint] | join(" ")' endpoint3
	done
	for words in "-d decoder2.0" "-d 2.0" "-D -e endpoint2 -d endpoint"; do
		# shellcheck disable=SC2086
		cxl_on list -i $words
		shows '[.[].decoder] | join(" ")' decoder2.0
	done
	cxl_on list -b ACPI.CXL
	shows '[.[].bus] | join(" ")' root0
	for words in "-p port1x" "-p 01" "-d 2" "-e endpoint" "-b root01" "-r 0"; do
		# shellcheck disable=SC2086
		cxl_on list -i $words
		empty "nothing matches ${words}"
	done
}

@test "filters of several types: an object must match all" {
	small_machine
	region 0 0x100000000 0x10000000 1 decoder2.0
	attr decoder2.0 region region0
	cxl_on list -M -d decoder0.0
	shows '[.[].memdev] | join(" ")' "mem0 mem1"
	cxl_on list -M -d decoder1.0
	shows '[.[].memdev] | join(" ")' mem0
	cxl_on list -Di -r region0
	shows '[.. | .decoder? // empty] | join(" ")' "decoder0.0 decoder2.0"
	cxl_on list -R -p port1
	empty "nothing matches -p port1"
	cxl_on list -M -m mem0 -e endpoint3
	empty "nothing matches -m mem0 -e endpoint3"
	cxl_on list -m mem0,mem9
	[[ $stderr == *"nothing matches mem9; there are 2, mem0 and mem1"* ]]
}

@test "-S: the port itself; without -p it is a usage error" {
	small_machine
	device "$ROOT/port1/port9" cxl_port
	cxl_on list -P -p port1
	shows '[.. | .port? // empty] | join(" ")' "port1 port9"
	cxl_on list -P -p port1 -S
	shows '[.. | .port? // empty] | join(" ")' port1
	cxl_on list -S
	[[ $status == 2 && -z $output ]]
}

@test "a memdev without an endpoint is still shown" {
	small_machine
	rm "$devices/endpoint3"
	cxl_on list -BPEM
	shows '[.[] | keys[]] | join(",")' "buses,memdevs"
	shows '.[1].memdevs[0].memdev' mem1
	cxl_on list -M -p port1
	shows '[.[].memdev] | join(" ")' "mem0 mem1"
	disable() { rm "$devices/$1/driver"; }
	disable port1
	cxl_on list -PEM
	shows '[.[].memdev] | join(" ")' "mem0 mem1"
	cxl_on list -P
	empty "1 port is disabled (-i shows it too)"
	cxl_on list -Pi
	shows '.[0].state' disabled
}

@test "names that only look similar are not devices" {
	small_machine
	for name in port01 port-1 portx port1.0 decoder1 decoder1.01 decoder01.0 decoder.0 decoder1.0.0 \
		decoder1.99999999999 endpoint region region1x port99999999999; do
		mkdir -p "$machine/sys/devices/$ROOT/$name"
		ln -s "../../../devices/$ROOT/$name" "$devices/$name"
	done
	cxl_on list -vvM
	shows '[.. | .port?, .endpoint?, .region?, .decoder? // empty | strings] | join(" ")' \
		"port1 endpoint2 decoder2.0 endpoint3 decoder3.0 decoder1.0 decoder0.0"
}

@test "false links do not make a loop" {
	small_machine
	# Each in a directory named after the other.
	mkdir -p "$machine"/sys/devices/{x/port7/port8,y/port8/port7,z}
	ln -s ../../../devices/x/port7/port8 "$devices/port8"
	ln -s ../../../devices/y/port8/port7 "$devices/port7"
	ln -s port20 "$devices/port20"
	ln -s port22 "$devices/port21"
	ln -s port21 "$devices/port22"
	ln -s ../../../devices/nowhere "$devices/endpoint30"
	ln -s ../../../devices "$devices/region30"
	cxl_on list -vvM
	shows '[.. | .port? // empty] | join(" ")' port1
}

@test "a thousand levels: stops at the limit" {
	small_machine
	path=$ROOT/port1
	for id in {100..420}; do
		path+=/port$id
		ln -sn "../../../devices/$path" "$devices/port$id"
	done
	mkdir -p "$machine/sys/devices/$path"
	cxl_on list -Pi
	shows '[.. | .depth? // empty] | max' 64
	cxl_on list -vvM
	shows type array
}

@test "hostile numbers in attributes do not hang it" {
	small_machine
	region 0 0x100000000 0x10000000 1 decoder2.0 decoder9.9 ../../x
	attr region0 interleave_ways 4000000000
	attr region0 size 0xffffffffffffffff
	attr decoder0.0 size 99999999999999999999
	attr port1 decoders_committed -1
	attr decoder1.0 interleave_ways 4294967296
	cxl_on list -vvM
	shows '[.. | .mappings? // empty | length] | join(" ")' 1
	shows '[.. | objects | select(.port == "port1")][0].decoders_committed' 0
	shows '[.. | objects | select(.decoder == "decoder1.0")][0] | has("interleave_ways")' false
}

@test "completion: ports, endpoints, decoders and regions by name" {
	small_machine
	region 0 0x100000000 0x10000000 1
	run --separate-stderr "$SOURCE/test/own-mounts" bash -c \
		'mount --rbind "$0/sys" /sys && for o in p e d r; do "$1" complete -- list -$o ""; done' \
		"$machine" "$CXL"
	[[ $status == 0 ]] || fail "exit status $status"
	[[ $(cut -f1 <<< "$output" | paste -sd ' ') == "root0 port1 endpoint2 endpoint3 root switch endpoint all \
endpoint2 endpoint3 all decoder0.0 decoder1.0 decoder2.0 decoder3.0 root switch endpoint all region0 all" ]] || fail "other names: $(cut -f1 <<< "$output" | paste -sd " ")"
}
