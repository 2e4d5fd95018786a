#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# cxl list -X: the dax region of a region, on synthetic machines.

# shellcheck disable=SC2154
load topology

# dax_device REGION NAME [DRIVER [ATTRIBUTE=TEXT...]]: 256 MiB at 6 GiB, in blocks 48 and 49.
dax_device() {
	local directory=$machine/sys/devices/$ROOT/decoder0.0/region$1/dax_region$1 pair

	mkdir -p "$directory/dax_region" "$directory/$2" "$machine/sys/bus/dax/devices"
	ln -sfn "../../../devices/$ROOT/decoder0.0/region$1/dax_region$1/$2" "$machine/sys/bus/dax/devices/$2"
	for pair in size=268435456 align=2097152 target_node=1 resource=0x180000000 "${@:4}"; do
		printf '%s\n' "${pair#*=}" > "$directory/$2/${pair%%=*}"
	done
	[[ ! ${3:-} ]] || ln -sfn "/sys/bus/dax/drivers/$3" "$directory/$2/driver"
	[[ ! ${3:-} ]] || mkdir -p "$machine/sys/bus/dax/drivers/$3"
	printf '268435456\n' > "$directory/dax_region/size"
	printf '2097152\n' > "$directory/dax_region/align"
	printf '4194304\n' > "$directory/dax_region/available_size"
}

# block ID STATE ZONES: a memory block of 128 MiB
block() {
	local directory=$machine/sys/devices/system/memory

	mkdir -p "$directory/memory$1"
	echo 8000000 > "$directory/block_size_bytes"
	echo "$2" > "$directory/memory$1/state"
	echo "$3" > "$directory/memory$1/valid_zones"
}

ram_machine() {
	small_machine
	region 0 0x180000000 0x10000000 1
	attr region0 mode ram
}

@test "-X: keys in their order, after the mappings" {
	ram_machine
	dax_device 0 dax0.0 device_dax
	cxl_on list -RX
	shows '.[0] | keys_unsorted | .[-2:] | join(" ")' "decode_state daxregion"
	shows '.[0].daxregion | keys_unsorted | join(" ")' "id size available_size align devices"
	shows '.[0].daxregion | [.id, .size, .available_size, .align] | join(" ")' \
		"0 268435456 4194304 2097152"
	shows '.[0].daxregion.devices[0] | keys_unsorted | join(" ")' "chardev size target_node align mode"
	shows '.[0].daxregion.devices[0] | [.chardev, .size, .target_node, .align, .mode] | join(" ")' \
		"dax0.0 268435456 1 2097152 devdax"
	cxl_on list -RXu
	shows '.[0].daxregion | [.id, .size, .align] | join(" ")' "0 256.00 MiB (268.44 MB) 2097152"
	shows '.[0].daxregion.devices[0].size' "256.00 MiB (268.44 MB)"
}

@test "no such key without -X, or for a region without a dax region" {
	ram_machine
	dax_device 0 dax0.0 device_dax
	region 1 0x200000000 0x10000000 1
	cxl_on list -R
	shows '[.[] | has("daxregion")] | unique | join(" ")' false
	cxl_on list -RX
	shows '[.[] | has("daxregion")] | join(" ")' "true false"
	for verbose in -v -vv; do
		cxl_on list $verbose
		shows '[.. | objects | select(has("daxregion"))] | length' 0
	done
	cxl_on list -vvv
	shows '[.. | .daxregion? // empty | .devices[].chardev] | join(" ")' dax0.0
}

@test "memory: blocks online, and whether they are removable" {
	ram_machine
	dax_device 0 dax0.0 kmem
	block 47 online Normal
	block 48 online Movable
	block 49 offline "Normal Movable"
	block 50 online Normal
	cxl_on list -RX
	shows '.[0].daxregion.devices[0] | [.mode, .online_memblocks, .total_memblocks, has("movable")] | join(" ")' \
		"system-ram 1 2 false"
	block 49 online Movable
	cxl_on list -RX
	shows '.[0].daxregion.devices[0] | keys_unsorted | join(" ")' \
		"chardev size target_node align mode online_memblocks total_memblocks movable"
	shows '.[0].daxregion.devices[0].movable' true
	block 48 online Normal
	cxl_on list -RX
	shows '.[0].daxregion.devices[0] | [.online_memblocks, .movable] | join(" ")' "2 false"
	# As any user but root sees it: no addresses, no blocks.
	dax_device 0 dax0.0 kmem resource=0
	cxl_on list -RX
	shows '.[0].daxregion.devices[0] | keys_unsorted | join(" ")' "chardev size target_node align mode"
}

@test "devices of size 0 only with -i; disabled devices are marked; famfs; sorted" {
	ram_machine
	dax_device 0 dax0.10 fsdev_dax
	dax_device 0 dax0.9
	dax_device 0 dax0.1 "" size=0
	cxl_on list -RX
	shows '.[0].daxregion.devices | map([.chardev, .mode, .state] | map(. // "-") | join(" ")) | join(", ")' \
		"dax0.9 devdax disabled, dax0.10 famfs -"
	cxl_on list -RXi
	shows '.[0].daxregion.devices | map(.chardev) | join(" ")' "dax0.1 dax0.9 dax0.10"
	rm -r "$machine"/sys/bus/dax/devices/*
	cxl_on list -RX
	shows '.[0].daxregion.devices' null
}

@test "attributes that are missing or invalid are left out" {
	ram_machine
	dax_device 0 dax0.0 vendor align=big target_node=-1
	rm "$machine/sys/devices/$ROOT/decoder0.0/region0/dax_region0/dax_region"/*
	cxl_on list -RX
	shows '.[0].daxregion | keys_unsorted | join(" ")' "id devices"
	shows '.[0].daxregion.devices[0] | keys_unsorted | join(" ")' "chardev size mode"
	dax_device 0 dax0.0 kmem size=18446744073709551615
	block 48 online Movable
	echo 1 > "$machine/sys/devices/system/memory/block_size_bytes"
	cxl_on list -RX
	shows '.[0].daxregion.devices[0].chardev' dax0.0
}

@test "-o flat: daxregion and daxdev with every key, null if unknown" {
	ram_machine
	dax_device 0 dax0.0 kmem
	block 48 online Movable
	cxl_on list -RX -o flat
	shows '.objects | map([.type, .name, .parent] | join(" ")) | join(", ")' \
		"region region0 decoder0.0, daxregion dax_region0 region0, daxdev dax0.0 dax_region0"
	shows '.objects[1] | keys_unsorted | join(" ")' \
		"type name parent enabled id size available_size align unknown"
	shows '.objects[2] | [.enabled, .mode, .target_node, .online_memblocks, .total_memblocks, .movable]
		| map(tostring) | join(" ")' "true system-ram 1 1 1 true"
	shows '.objects[2].unknown' "{}"
	dax_device 0 dax0.0 kmem resource=0 align=big
	cxl_on list -RX -o flat
	shows '.objects[2] | [.align, .online_memblocks, .total_memblocks, .movable] | map(tostring) | join(" ")' \
		"null null null null"
	shows '.objects[2].unknown | keys | join(" ")' "align movable online_memblocks total_memblocks"
	shows '.objects[2].unknown.total_memblocks' "resource is not readable: needs root"
}

@test "-o table: lines of dax regions and devices" {
	ram_machine
	dax_device 0 dax0.0 device_dax
	cxl_on list -RX -o table
	[ "$status" -eq 0 ]
	[[ $output == *dax_region0*region0*256*MiB* ]]
	[[ $output == *dax0.0*dax_region0*devdax* ]]
}
