#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# cxl list -o tree and -o dot: the pictures of recorded and of synthetic machines.

# shellcheck disable=SC2154,SC2016,SC2030,SC2031
load topology
# bash sets it to "dumb" if it is unset.
export TERM=xterm

# drawn TEXT: success, and exactly this picture; stderr is empty.
drawn() {
	[[ $status == 0 && -z $stderr ]] || fail "exit status $status"
	diff <(printf '%s\n' "$1") <(printf '%s\n' "$output") || fail "another picture"
}

# recorded NAME: uses one of the recorded machines.
recorded() {
	: "${SOURCE:?the directory of the sources}"
	tar -C "$machine" --strip-components=1 -xJf "$SOURCE/test/trees/$1.tar.xz"
}

# in_terminal COLUMNS ARGUMENT...: the same on a terminal of that width; see $output.
in_terminal() {
	local command

	command=$(printf '%q ' "$CXL" "${@:2}" --sysroot "$machine")
	run script -qec "stty cols $1; $command 2>/dev/null" /dev/null
	output=${output//$'\r'/}
}

# Regions of the small machine: one that is enabled, one that is incomplete.
with_regions() {
	small_machine
	region 0 0x100000000 0x20000000 1 decoder2.0 decoder3.0
	attr region0 uuid 9f0c1234-1111-2222-3333-444455556666
	region 1 0x120000000 0x10000000 0 decoder2.0
	attr region1 mode ram
	attr region1 interleave_ways 2
	rm "$devices/region1/driver"
}

# loose ID [DRIVER]: a memdev without an endpoint, below no host bridge of the bus.
loose() {
	device "pci0000:99/0000:4$1:00.0/mem$1" "${2:-}"
	attr "mem$1" ram/size 0x40000000
}

# ram_region: another enabled region of the small machine, volatile, 256 MiB at 0x120000000.
ram_region() {
	region 1 0x120000000 0x10000000 1 decoder2.0
	attr region1 mode ram
}

# dax NAME [DRIVER]: a dax device that covers the whole volatile region.
dax() {
	local path=$ROOT/decoder0.0/region1/dax_region1

	mkdir -p "$machine/sys/devices/$path/"{dax_region,"$1"} "$machine"/sys/bus/dax/{devices,drivers/{kmem,device_dax}}
	echo 1 > "$machine/sys/devices/$path/dax_region/id"
	echo $((0x10000000)) > "$machine/sys/devices/$path/$1/size"
	echo 0x120000000 > "$machine/sys/devices/$path/$1/resource"
	echo 1 > "$machine/sys/devices/$path/$1/target_node"
	ln -s "../../../devices/$path/$1" "$machine/sys/bus/dax/devices/$1"
	[[ ! ${2:-} ]] || ln -s "/sys/bus/dax/drivers/$2" "$machine/sys/devices/$path/$1/driver"
}

# block N STATE ZONES NODE: a memory block of 128 MiB; the volatile region has 36 and 37.
block() {
	local path=$machine/sys/devices/system/memory

	mkdir -p "$path/memory$1" "$machine/sys/devices/system/node/node$4"
	echo 8000000 > "$path/block_size_bytes"
	echo "$2" > "$path/memory$1/state"
	echo "$3" > "$path/memory$1/valid_zones"
	ln -sfn "../../node/node$4" "$path/memory$1/node$4"
}

# ends TEXT...: the lines below the member of the volatile region in the tree.
ends() {
	local want

	cxl_on list -o tree -r region1
	[[ $status == 0 && -z $stderr ]] || fail "exit status $status"
	want=$(printf '%s\n' "$@")
	[[ $(sed -n 's/^    [|`]-\(dax\|memory\)/\1/p; s/^|   [|`]-\(dax\|memory\)/\1/p' <<< "$output") == "$want" ]] ||
		fail "not: $want"
}

# A graph that Graphviz accepts, of N nodes and N edges.
graph() {
	dot -Tplain <<< "$output" > plain || fail "no graph"
	[[ $(grep -c '^node ' plain) == "$1" && $(grep -c '^edge ' plain) == "$2" ]] ||
		fail "not $1 nodes and $2 edges: $(< plain)"
	dot -Tsvg <<< "$output" | grep -q '</svg>'
}

@test "recorded machines: a switch, two host bridges" {
	recorded switch
	LC_ALL=C.UTF-8 cxl_on list -o tree
	drawn "root0  ACPI.CXL
├─decoder0.0  4 GiB at 0x510000000  x1  pmem ram accel  free 4 GiB
└─port1  pci0000:34
  └─port2  switch 0000:35:00.0
    ├─endpoint3  0000:36:00.0
    │ └─mem0  pmem 256 MiB  0000:37:00.0  serial 0x10
    ├─endpoint4  0000:36:02.0
    │ └─mem1  pmem 256 MiB  0000:39:00.0  serial 0x12
    ├─endpoint5  0000:36:03.0
    │ └─mem2  pmem 256 MiB  0000:3a:00.0  serial 0x13
    └─endpoint6  0000:36:01.0
      └─mem3  pmem 256 MiB  0000:38:00.0  serial 0x11"
	cxl_on list -o dot
	graph 12 11
	rm -r "${machine:?}"/*
	recorded two-bridges-x2
	cxl_on list -o tree
	drawn "root0  ACPI.CXL
|-decoder0.0  4 GiB at 0x510000000  x1  pmem ram accel  free 4 GiB
|-decoder0.1  4 GiB at 0x610000000  x2 8 KiB  pmem ram accel  free 4 GiB
|-port1  pci0000:84
| |-endpoint3  0000:84:01.0
| | \`-mem0  ram 256 MiB  0000:86:00.0  serial 0x21
| \`-endpoint4  0000:84:00.0
|   \`-mem1  pmem 256 MiB  0000:85:00.0  serial 0x11
\`-port2  pci0000:0c
  |-endpoint5  0000:0c:00.0
  | \`-mem2  pmem 256 MiB  0000:0d:00.0  serial 0x10
  \`-endpoint6  0000:0c:01.0
    \`-mem3  ram 256 MiB  0000:0e:00.0  serial 0x20"
	cxl_on list -o dot
	graph 13 12
}

@test "a recorded machine: a persistent region, a volatile one that is system RAM" {
	recorded two-bridges-regions
	cxl_on list -o tree
	drawn "root0  ACPI.CXL
|-decoder0.0  4 GiB at 0x510000000  x1  pmem ram accel  free 4 GiB
|-decoder0.1  4 GiB at 0x610000000  x2 8 KiB  pmem ram accel  free 3 GiB
| |-region1  512 MiB at 0x610000000  pmem  x2 8 KiB  commit  uuid 0d1c0b0a-0908-4706-8504-030201000f0e
| | |-0: mem2  decoder5.0
| | \`-1: mem1  decoder4.0
| \`-region2  512 MiB at 0x630000000  ram  x2 8 KiB  commit
|   |-0: mem3  decoder6.0
|   |-1: mem0  decoder3.0
|   \`-dax2.0  system-ram  512 MiB  node 3  4 of 4 blocks online, Movable
|-port1  pci0000:84
| |-endpoint3  0000:84:01.0
| | \`-mem0  ram 256 MiB  0000:86:00.0  serial 0x21
| \`-endpoint4  0000:84:00.0
|   \`-mem1  pmem 256 MiB  0000:85:00.0  serial 0x11
\`-port2  pci0000:0c
  |-endpoint5  0000:0c:00.0
  | \`-mem2  pmem 256 MiB  0000:0d:00.0  serial 0x10
  \`-endpoint6  0000:0c:01.0
    \`-mem3  ram 256 MiB  0000:0e:00.0  serial 0x20"
	cxl_on list -o tree -R -s 0x20
	drawn "region2  512 MiB at 0x630000000  ram  x2 8 KiB  commit
|-0: mem3  decoder6.0
|-1: mem0  decoder3.0
\`-dax2.0  system-ram  512 MiB  node 3  4 of 4 blocks online, Movable"
	cxl_on list -o dot
	graph 16 19
}

@test "regions: members in order, missing ones first" {
	with_regions
	LC_ALL=C.UTF-8 cxl_on list -o tree -i
	drawn "root0  ACPI.CXL
├─decoder0.0  1 GiB at 0x100000000  x1  pmem ram  free 256 MiB
│ ├─region0  512 MiB at 0x100000000  pmem  x2 256 B  commit  uuid 9f0c1234-1111-2222-3333-444455556666
│ │ ├─0: mem0  decoder2.0
│ │ └─1: mem1  decoder3.0
│ └─region1  disabled  reset  1 of 2 members  256 MiB at 0x120000000  ram  x2 256 B
│   └─0: mem0  decoder2.0
└─port1  pci0000:34
  ├─endpoint2  0000:34:00.0
  │ └─mem0  pmem 256 MiB  0000:35:00.0  serial 0x10
  └─endpoint3  0000:34:01.0
    └─mem1  pmem 256 MiB  0000:36:00.0  serial 0x11"
	cxl_on list -o dot -i
	graph 9 11
	[[ $output == *'"region0" -> "mem1" [label="1", '* ]]
	[[ $output == *'"port1" -> "endpoint3" [label="0000:34:01.0"];'* ]]
}

@test "memdevs without a known position are last" {
	small_machine
	loose 3
	loose 10 cxl_mem
	cxl_on list -o tree
	[[ $status == 0 && ${lines[-1]} == "mem10  no endpoint  ram 1 GiB  0000:410:00.0" ]]
	[[ $stderr == "cxl list: not shown, as disabled: 1 memdev (-i shows it too)" ]]
	cxl_on list -o tree -i
	[[ ${lines[-2]} == "mem3  disabled  ram 1 GiB  0000:43:00.0" && -z $stderr ]]
	[[ ${lines[-1]} == mem10* ]]
}

@test "types: only those requested; objects between them are left out" {
	with_regions
	cxl_on list -o tree -M
	drawn "mem0  pmem 256 MiB  0000:35:00.0  serial 0x10
mem1  pmem 256 MiB  0000:36:00.0  serial 0x11"
	cxl_on list -o tree -BR
	drawn "root0  ACPI.CXL
\`-region0  512 MiB at 0x100000000  pmem  x2 256 B  commit  uuid 9f0c1234-1111-2222-3333-444455556666
  |-0: mem0  decoder2.0
  \`-1: mem1  decoder3.0"
	cxl_on list -o tree -PMT
	drawn "port1  pci0000:34  2 dports
|-mem0  pmem 256 MiB  0000:35:00.0  serial 0x10
\`-mem1  pmem 256 MiB  0000:36:00.0  serial 0x11"
}

@test "a port with one dport shows no dports" {
	with_regions
	rm -r "$machine/sys/devices/$ROOT/port1/dport1"
	cxl_on list -o tree -PT
	drawn "port1  pci0000:34  1 dport"
}

@test "decoders below the root: only when they are requested" {
	with_regions
	attr decoder2.0 mode pmem
	attr decoder2.0 dpa_size 0x10000000
	attr decoder2.0 size 0x20000000
	attr decoder2.0 region region0
	cxl_on list -o tree
	[[ $output != *"pmem 256 MiB of the device"* ]]
	cxl_on list -o tree -DT
	drawn "decoder0.0  1 GiB at 0x100000000  x1  pmem ram  free 256 MiB  0: pci0000:34
decoder2.0  512 MiB  x1  region0  pmem 256 MiB of the device"
	cxl_on list -o tree -d decoder2.0
	drawn "root0  ACPI.CXL
\`-port1  pci0000:34
  \`-endpoint2  0000:34:00.0
    \`-decoder2.0  512 MiB  x1  region0  pmem 256 MiB of the device"
	cxl_on list -o tree -v -i
	[[ $output == *"-decoder1.0  unused"* && $output == *"-decoder3.0  unused"* ]]
}

# names: prints those of the lines, without members.
names() {
	sed 's/^[^a-z0-9]*//; s/ .*//; /:$/d' <<< "$output" | paste -sd ' '
}

# drawn_by NAMES ARGUMENT...: the picture consists of these.
drawn_by() {
	cxl_on list -o tree "${@:2}"
	[[ $status == 0 && $(names) == "$1" ]] || fail "${*:2}: $(names), not $1"
}

@test "filters: the objects they name, the objects above, and related objects" {
	with_regions
	attr decoder1.0 size 0x1000
	loose 5 cxl_mem
	drawn_by "root0 decoder0.0 region0 port1 endpoint2 mem0" -m mem0
	drawn_by "root0 decoder0.0 region0 port1 endpoint3 mem1" -s 0x11
	drawn_by "root0 decoder0.0 region0 port1 endpoint3 mem1" -e 3
	drawn_by mem5 -m mem5
	drawn_by "root0 decoder0.0 region0 port1 endpoint2 mem0 endpoint3 mem1" -b root0
	drawn_by "root0 port1 endpoint2 mem0 endpoint3 mem1" -p port1
	drawn_by "root0 port1" -p port1 -S
	drawn_by "root0 port1 endpoint3 mem1" -p endpoint3
	drawn_by "root0 decoder0.0 region0 port1 endpoint2 mem0 endpoint3 mem1" -d decoder0.0
	drawn_by "root0 decoder0.0 region0 port1 endpoint2 mem0 endpoint3 mem1" -r region0
	drawn_by "root0 decoder0.0 region1 port1 endpoint2 mem0" -r region1 -i
	drawn_by "root0 decoder0.0 region0 port1 endpoint2 mem0" -r region0 -m mem0
	drawn_by "root0 port1 endpoint2 mem0" -m mem0 -PEBM
	drawn_by "root0 decoder0.0" -m mem1 -r region1 -i
}

@test "an empty picture: no text, a graph for Graphviz, the reason on stderr" {
	small_machine
	cxl_on list -o tree -m mem7
	[[ $status == 0 && -z $output && $stderr == "cxl list: nothing matches -m mem7; there are 2, mem0 and mem1" ]]
	cxl_on list -o tree -M -e endpoint2 -r region7
	[[ $status == 0 && -z $output && $stderr == *"there is no region at all"* ]]
	with_regions
	cxl_on list -o tree -M -m mem1 -r region1
	[[ $status == 0 && -z $output && ${#stderr_lines[@]} == 1 ]]
	[[ $stderr == "cxl list: nothing to show: nothing has to do with all that the filters name" ]]
	cxl_on list -o dot -m mem7
	graph 0 0
	rm -r "$machine/sys/bus"
	cxl_on list -o dot
	graph 0 0
	[[ ${#stderr_lines[@]} == 1 && $stderr == *"has no CXL bus"* ]]
}

@test "lines are truncated to the width of a terminal, never elsewhere" {
	with_regions
	local columns line longest locale

	for locale in C C.UTF-8; do
		for columns in 40 80 132; do
			LC_ALL=$locale NO_COLOR=1 in_terminal "$columns" list -o tree -i
			longest=0
			while IFS= read -r line; do
				line=$(LC_ALL=C.UTF-8 && echo "${#line}")
				((line <= longest)) || longest=$line
			done <<< "$output"
			((longest == (columns < 102 ? columns : 102))) || fail "$columns: $longest"
		done
	done
	COLUMNS=20 cxl_on list -o tree
	[[ $output == *"uuid 9f0c1234-1111-2222-3333-444455556666"* ]]
}

@test "color: on a terminal, for what needs attention, unless NO_COLOR is set" {
	with_regions
	in_terminal 80 list -o tree -i
	[[ $(grep -c $'\e' <<< "$output") == 1 && $output == *$'\e['*region1* ]]
	NO_COLOR=1 in_terminal 80 list -o tree -i
	[[ $output != *$'\e'* && $output == *region1* ]]
	NO_COLOR='' in_terminal 80 list -o tree -i
	[[ $output == *$'\e['*region1* ]]
	TERM=dumb in_terminal 80 list -o tree -i
	[[ $output != *$'\e'* && $output == *region1* ]]
	cxl_on list -o tree -i
	[[ $output != *$'\e'* ]]
}

@test "use of the memory: dax devices, blocks, node, zone" {
	small_machine
	ram_region
	ends
	dax dax1.0
	ends "dax1.0  disabled  256 MiB  node 1"
	block 0 online Normal 0
	dax dax1.1 device_dax
	dax dax1.2 kmem
	ends "dax1.0  disabled  256 MiB  node 1" "dax1.1  devdax  256 MiB  node 1" \
		"dax1.2  system-ram  256 MiB  node 1  no memory blocks"
	rm "$machine"/sys/bus/dax/devices/dax1.[01]
	rm -r "$machine/sys/devices/$ROOT/decoder0.0/region1/dax_region1/"dax1.[01]
	block 36 offline "Normal Movable" 2
	block 37 offline "Normal Movable" 2
	ends "dax1.2  system-ram  256 MiB  node 2  0 of 2 blocks online"
	block 36 online Movable 2
	ends "dax1.2  system-ram  256 MiB  node 2  1 of 2 blocks online, Movable"
	in_terminal 80 list -o tree
	[[ $output == *$'\e['*"dax1.2"* ]]
	block 37 online Normal 2
	ends "dax1.2  system-ram  256 MiB  node 2  2 of 2 blocks online, several zones"
	block 37 online Movable 2
	ends "dax1.2  system-ram  256 MiB  node 2  2 of 2 blocks online, Movable"
	in_terminal 80 list -o tree
	[[ $output != *$'\e'* ]]
	cxl_on list -o dot
	graph 9 9
	[[ $output == *'"region1" -> "dax1.2";'* ]]
	cxl_on list -o tree -RM
	[[ $output == *"-dax1.2  system-ram"* ]]
	echo 0 > "$machine/sys/bus/dax/devices/dax1.2/size"
	ends
}

@test "use of the memory: a region that firmware gave to the kernel has no dax device" {
	small_machine
	ram_region
	block 0 online Normal 0
	ends
	block 36 online Normal 1
	block 37 online Normal 1
	ends "memory  system-ram  node 1  2 of 2 blocks online, Normal"
	cxl_on list -o dot
	graph 9 9
	[[ $output == *'"memory of region1" [label="memory\nsystem-ram'* ]]
}

@test "use of the memory: the dax device of a persistent region is below an nvdimm bus" {
	pmem_machine
	cxl_on list -o tree -r region0
	[[ $status == 0 && $output == *"-dax0.0  disabled  254 MiB"* ]] || fail "no dax0.0"
	cxl_on list -o dot
	[[ $output == *'"region0" -> "dax0.0";'* ]]
	# Outside the region: one byte before it, and just after it.
	for address in 0x17fffffff 0x190000000; do
		echo "$address" > "$machine/sys/bus/dax/devices/dax0.0/resource"
		cxl_on list -o tree
		[[ $status == 0 && $output == *region0* && $output != *dax0.0* ]] || fail "$address"
	done
}

@test "hostile names are escaped in the tree and quoted in the graph" {
	small_machine
	local nasty=$'pci"];x\\N\n\e[31m\xff\xc3\xbc->{'

	link port1 uport "$nasty"
	link port1 dport0 "$nasty/0000:34:00.0"
	link endpoint2 parent_dport "$nasty"
	link port1 dport7 "$nasty"
	cxl_on list -o tree -T
	[[ $status == 0 && ${#lines[@]} == 7 ]] || fail "lines"
	[[ $output == *'port1  pci"];x\N\x0a\x1b[31m\xff\xc3\xbc->{'* ]]
	LC_ALL=C.UTF-8 cxl_on list -o tree
	[[ $output == *'port1  pci"];x\N\x0a\x1b[31m\xffü->{'* ]]
	cxl_on list -o dot -T
	graph 7 6
	[[ $output != *$'\e'* && $output == *'port1\npci\"];x\\N\\x0a\\x1b[31m\\xffü->{\n'* ]]
	link port1 uport "$(printf 'x%.0s' {1..250})"
	cxl_on list -o dot
	graph 7 6
}

@test "hostile numbers" {
	with_regions
	attr region0 interleave_ways 4000000000
	attr region0 interleave_granularity 4294967295
	attr region0 size 0xffffffffffffffff
	attr region0 uuid junk
	attr region1 resource 0xffffffffffffffff
	attr decoder0.0 size 99999999999999999999
	attr mem0 serial -1
	attr mem0 pmem/size 0xfffffffffffffffe
	attr mem1 numa_node 99999999999
	rm -r "$devices/decoder0.0/interleave_ways"
	cxl_on list -o tree -i -v -M
	[[ $status == 0 && $output == *"mem0  pmem 16 EiB  0000:35:00.0"* ]] || fail "mem0"
	[[ $output == *"-region0  2 of 4000000000 members  pmem  x4000000000  commit"* ]] || fail "region0"
	cxl_on list -o dot -i
	graph 9 11
}

@test "a deep machine: to the library's limit" {
	small_machine
	local path=$ROOT/port1 id

	for id in {100..420}; do
		path+=/port$id
		ln -sn "../../../devices/$path" "$devices/port$id"
	done
	mkdir -p "$machine/sys/devices/$path"
	cxl_on list -o tree -i
	[[ $status == 0 && $output == *$'\n  '*"-port100"* ]] || fail "no tree"
	[[ $(grep -c 'port[1-4][0-9][0-9]' <<< "$output") == 63 ]] || fail "depth"
	in_terminal 80 list -o tree -i
	[[ $output == *port100* ]]
	cxl_on list -o dot -i
	graph 70 69
}

@test "what pictures leave out is reported; a full disk is an error" {
	small_machine
	cxl_on list -o tree -H
	[[ $status == 0 && $stderr == *"-H, -I, -F and -A"*"-o json"* ]]
	for format in tree dot; do
		run --separate-stderr bash -c '"$0" list -o "$1" --sysroot "$2" > /dev/full' "$CXL" $format \
			"$machine"
		[[ $status == 1 && $stderr == *"No space left on device"* ]]
	done
}
