#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# cxl list -o: flat and table, on synthetic and recorded machines.

# shellcheck disable=SC2154
load machine

# recorded NAME: uses a machine of test/trees.
recorded() {
	rm -rf "$machine"
	mkdir "$machine"
	tar -C "$machine" --strip-components=1 -xJf "$SOURCE/test/trees/$1.tar.xz"
}

# Without permission to read what is restricted: root is run without its capabilities.
powerless() {
	local drop=()

	((EUID != 0)) || drop=(setpriv "--bounding-set=-dac_override,-dac_read_search")
	run --separate-stderr timeout --foreground 60 "${drop[@]}" "$CXL" "$@" --sysroot "$machine"
	keep_json "$@"
}

# on_terminal COLUMNS ARGUMENT...: stdout is a terminal of that width; escapes are shown as "^[".
on_terminal() {
	local words

	words=$(printf '%q ' "$CXL" "${@:2}" --sysroot "$machine")
	run bash -c "script -qec 'stty cols $1; $words' /dev/null < /dev/null | tr -d '\r' | cat -v"
}

@test "an unknown format is refused with a list of the formats" {
	with_memdevs 0
	cxl_on list -o yaml
	refused 2 '"yaml"' json flat table
	cxl_on list --output-format=
	refused 2 'one of'
	cxl complete -- list -o ''
	for word in json flat table; do
		grep -q "^$word	" <<< "$output"
	done
	cxl --dump-commands
	shows '.commands[] | select(.name == "list").options[] | select(.name == "output-format") |
		.type + " " + (.choices[:2] | join(" "))' 'choice json flat'
}

@test "columns are completed, also after a comma" {
	cxl complete -- list -o table --columns name,ser
	is 0
	[[ $output == $'name,serial\tmemdev' ]] || fail "not completed"
	cxl complete -- list --columns=health.t
	[[ $output == $'--columns=health.temperature\tmemdev' ]] || fail "not completed"
}

@test "-o json is the default" {
	recorded switch
	cxl_on list -vv
	plain=$output
	cxl_on list -vv -o json
	[[ $output == "$plain" ]]
}

@test "flat: a memdev, to the byte" {
	with_memdevs 1
	attr mem1 serial 0xfedcba9876543210
	cxl_on list -o flat
	is 0
	silent
	[[ $output == '{
  "schema":"cxl-list/1",
  "objects":[
    {"type":"memdev","name":"mem1","parent":null,"enabled":true,"pmem_size":268435456,"pmem_qos_class":null,"ram_size":0,"ram_qos_class":null,"serial":"0xfedcba9876543210","numa_node":1,"host":"0000:35:00.1","firmware_version":"BWFW VERSION 00","poison_injectable":null,"unknown":{"poison_injectable":"debugfs is not there: not mounted, or not in the copy"}}
  ]
}' ]] || fail "something else"
}

@test "flat: an empty list has a reason, too" {
	with_bus
	cxl_on list -o flat
	is 0
	one_line
	shows '.objects | length' 0
	cxl_on list -o flat -m mem7
	shows '.schema' cxl-list/1
}

@test "flat: the keys of a type are the same on every machine" {
	for tree in "$SOURCE"/test/trees/*.tar.xz; do
		recorded "$(basename "$tree" .tar.xz)"
		cxl_on list -o flat -vv
		is 0
		jq -r '.objects[] | .type + ": " + (keys_unsorted | join(" "))' <<< "$output"
	done | sort -u > keys
	[[ -z $(cut -d: -f1 keys | uniq -d) ]] || fail "$(cat keys)"
	[[ $(cut -d: -f1 keys | paste -sd ' ') == *"bus decoder dport endpoint"*"memdev"*"port"*"target" ]] ||
		fail "not every type: $(cat keys)"
}

@test "flat: the same facts as in the nested listing" {
	recorded two-bridges-x2
	cxl_on list -vv -o flat
	is 0
	jq -S '[.objects[] | select(.type == "memdev") | {(.name): [.pmem_size, .ram_size, .host]}] | add' \
		<<< "$output" > flat
	jq -S '[.objects[] | .type] | group_by(.) | map({(.[0]): length}) | add' <<< "$output" > flat-types
	cxl_on list -vv
	jq -S '[.. | objects | select(.host and (.memdev | type == "string")) |
		{(.memdev): [.pmem_size, .ram_size, .host]}] | add' <<< "$output" > nested
	jq -S 'def count(f): [.. | objects | select(f)] | length;
		{bus: count(has("bus")), port: count(has("port")), endpoint: count(has("endpoint")),
		memdev: count(has("pmem_size")), decoder: count(has("interleave_ways")),
		dport: count(has("dport")), target: count(has("target"))}' <<< "$output" > nested-types
	cmp flat nested
	cmp flat-types nested-types
}

@test "flat: every parent is an object in the list" {
	for tree in switch two-bridges-x2; do
		recorded "$tree"
		cxl_on list -vv -o flat
		shows '(.objects | map(.name)) as $names | .objects | map(.parent // empty) - $names |
			length' 0
		shows '[.objects[] | select(.parent == null).type] | unique | join(" ")' bus
		# Also when the parent is not shown.
		cxl_on list -D -d endpoint -i -o flat
		shows '[.objects[] | .parent | startswith("endpoint")] | all' true
	done
}

@test "flat: a disabled object has enabled: false and the same keys" {
	recorded mem0-disabled
	cxl_on list -i -o flat
	shows '[.objects[] | .name + " " + (.enabled | tostring)] | sort | join(",")' \
		"mem0 false,mem1 true"
}

@test "flat: unreadable differs from absent" {
	with_memdevs 0 1
	chmod 0 "$machine/sys/bus/cxl/devices/mem0/"{serial,pmem/size}
	no_attr mem1 serial
	attr mem1 numa_node junk
	powerless list -o flat
	is 0
	silent
	shows '.objects[0] | [.serial, .pmem_size, .pmem_qos_class] | tostring' '[null,null,null]'
	shows '.objects[0].unknown.serial' 'serial is not readable: needs root'
	shows '.objects[0].unknown.pmem_size' 'pmem/size is not readable: needs root'
	shows '.objects[0].unknown | keys | join(" ")' \
		'pmem_qos_class pmem_size poison_injectable serial'
	shows '.objects[1] | [.serial, .numa_node] | tostring' '[null,null]'
	shows '.objects[1].unknown | keys | join(" ")' 'numa_node poison_injectable'
	shows '.objects[1].unknown.numa_node' 'numa_node has no value: Invalid argument'
	# The nested listing is unchanged.
	powerless list
	shows '.[0] | has("serial")' false
	shows '.[0].pmem_size' 0
}

@test "flat: without root, windows and debugfs are unknown" {
	recorded pmem-and-ram
	chmod 0 "$machine"/sys/devices/platform/*/root0/decoder0.0/start "$machine/sys/kernel/debug"
	powerless list -vv -o flat
	is 0
	shows '.objects[] | select(.name == "decoder0.0") | [.resource, .max_available_extent] |
		tostring' '[null,null]'
	shows '.objects[] | select(.name == "decoder0.0").unknown | tostring' \
		'{"resource":"start is not readable: needs root","max_available_extent":"start is not readable: needs root"}'
	shows '.objects[] | select(.name == "mem0").unknown | tostring' \
		'{"poison_injectable":"debugfs is not readable: needs root"}'
	powerless list -D -d 0.0 -o table --columns name,resource
	[[ $output == $'DECODER     ADDRESS\ndecoder0.0  ?' ]] || fail "another table"
	says 'start is not readable: needs root'
}

@test "flat: device data has keys when requested, and is unknown in a snapshot" {
	with_memdevs 0
	cxl_on list -HF -o flat
	is 0
	one_line
	shows '.objects[0] | [has("health"), has("firmware"), has("alert_config")] | tostring' \
		'[true,true,false]'
	shows '.objects[0] | [.health, .unknown.health] | tostring' \
		'[null,"a copy of a machine cannot be asked"]'
}

@test "table: one table for each type, one line for each object" {
	recorded two-bridges-x2
	cxl_on list -vv -o table
	is 0
	silent
	[[ $(grep -c '^$' <<< "$output") == 6 ]] || fail "not seven tables"
	[[ ${lines[0]} == 'BUS    PROVIDER  DPORTS  INJECTABLE' ]]
	grep -qx 'mem0        0 B  256 MiB  0x21    0000:86:00.0  enabled     -  BWFW VERSION 00' <<< "$output"
	grep -qE '^decoder0.1 +root0 +0x610000000 +4 GiB +2 +8 KiB +- +- +enabled +yes +yes +4 GiB +2$' <<< "$output"
}

@test "table: names are in natural order, whatever their parents" {
	recorded two-bridges-regions
	cxl_on list -vv -o table
	is 0
	for type in ENDPOINT DECODER; do
		names=$(sed -n "/^$type/,/^$/p" <<< "$output" | sed '1d; /^$/d; s/ .*//')
		[[ $(wc -l <<< "$names") -ge 4 && $names == "$(sort -V <<< "$names")" ]] || fail "$type: $names"
	done
	parents=$(sed -n '/^TARGET/,/^$/p' <<< "$output" | sed '1d; /^$/d' | tr -s ' ' | cut -d ' ' -f 2)
	[[ $parents == decoder0.0* && $parents == "$(sort -V <<< "$parents")" ]] || fail "targets: $parents"
	parents=$(sed -n '/^DPORT/,/^$/p' <<< "$output" | sed '1d; /^$/d' | tr -s ' ' | cut -d ' ' -f 2 | uniq)
	[[ $parents == $'root0\nport1\nport2' ]] || fail "dports: $parents"
}

@test "table: trailing blanks in a device's text are not shown" {
	with_memdevs 0
	raw_attr mem0 firmware_version 'fw v1  \n'
	cxl_on list -o table -u --columns firmware_version,name
	is 0
	[[ $output == $'FIRMWARE  MEMDEV\nfw v1     mem0' ]] || fail "blanks"
}

@test "table: if nothing is found, only the reason is printed" {
	with_memdevs 0
	cxl_on list -o table -m mem7
	is 0
	[[ -z $output ]] || fail "there is something on stdout"
	one_line
	says 'nothing matches -m mem7'
}

@test "table: columns by name, in the order given" {
	with_memdevs 0 1
	cxl_on list -o table --columns SERIAL,name
	is 0
	silent
	[[ $output == $'SERIAL  MEMDEV\n0x1000  mem0\n0x1001  mem1' ]]
}

@test "table: a key of the nested listing names a column; columns of other types are reported" {
	with_memdevs 0
	cxl_on list -o table --columns memdev,ram_size
	is 0
	silent
	[[ $output == 'MEMDEV  '*RAM$'\n'mem0* ]] || fail "no names"
	cxl_on list -o table --columns provider
	is 0
	[[ -z $output ]]
	one_line
	says 'a memdev has no column of --columns'
}

@test "table: an unknown column is refused with a list of the columns" {
	with_memdevs 0
	cxl_on list -o table --columns name,colour
	is 2
	[[ -z $output ]]
	says '"colour"' 'memdev: name parent enabled pmem_size' 'health. maintenance_needed' \
		'region: name parent enabled resource size'
	cxl_on list -o table --columns ''
	refused 2 'names no column'
	cxl_on list --columns name
	refused 2 '-o table'
	cxl list --columns help
	is 0
	silent
	[[ ${lines[0]} == 'bus: name parent enabled provider'* ]]
}

@test "table: a column with device data queries the device" {
	with_memdevs 0
	cxl_on list -o table --columns name,health.temperature,health
	is 0
	[[ $output == $'MEMDEV  HEALTH.TEMPERATURE  HEALTH\nmem0                     ?  ?' ]] || fail "another table"
	says 'a copy of a machine cannot be asked'
}

@test "table: windows show the types of regions that they accept" {
	recorded two-bridges-x2
	cxl_on list -D -d root -o table --columns decoder,pmem_capable,volatile_capable
	is 0
	[[ ${lines[0]} == "DECODER     PMEM  RAM" && ${lines[1]} == "decoder0.0  yes   yes" ]]
	cxl_on list -D -d root -o table
	[[ ${lines[0]} == *"  PMEM  RAM "* ]]
}

@test "table: fits 80 and 132 columns, and truncates nothing elsewhere" {
	recorded two-bridges-x2
	for id in 0 1 2 3; do
		attr "mem$id" serial "0xfedcba987654321$id"
	done
	export TERM=dumb
	for width in 60 80 132; do
		on_terminal "$width" list -o table -vv
		is 0
		for line in "${lines[@]}"; do
			((${#line} <= width)) || fail "$width: a line of ${#line}: $line"
		done
	done
	[[ $output == *'FIRMWARE'*'GRANULARITY'*'TARGETS'* ]] || fail "132 columns: not everything"
	on_terminal 80 list -o table
	# The serial stays whole; less important columns make room.
	[[ $output == *0xfedcba9876543213* && $output != *FIRMWARE* ]] || fail "80 columns"
	COLUMNS=20 cxl_on list -o table
	[[ $output == *'FIRMWARE'*'BWFW VERSION 00' ]] || fail "something is cut where no terminal is"
}

@test "table: colors only on a terminal, and not if the user disabled them" {
	recorded mem0-disabled
	export TERM=xterm
	on_terminal 80 list -i -o table
	[[ $output == *'^[['*'mdisabled^[['* ]] || fail "no colour"
	NO_COLOR=1 on_terminal 80 list -i -o table
	[[ $output == *disabled* && $output != *'^['* ]] || fail "NO_COLOR"
	TERM=dumb on_terminal 80 list -i -o table
	[[ $output == *disabled* && $output != *'^['* ]] || fail "TERM=dumb"
	cxl_on list -i -o table
	[[ $output == *disabled* && $output != *$'\033'* ]] || fail "no terminal"
}

@test "table: text from a device cannot control the terminal" {
	with_memdevs 0
	raw_attr mem0 firmware_version '\033[2J\xff\tx\n'
	cxl_on list -o table
	is 0
	[[ $output == *'\x1b[2J\xff\x09x' ]] || fail "not escaped"
	LC_ALL=C.UTF-8 on_terminal 132 list -o table
	[[ $output == *'\x1b[2J\xff\x09x' && $output != *'^['* ]] || fail "not escaped on a terminal"
}

@test "the example that watches a machine reports what is wrong with it" {
	recorded mem0-disabled
	PATH=$(dirname "$CXL"):$PATH run --separate-stderr "$SOURCE/Documentation/examples/cxl-watch" \
		--sysroot "$machine"
	is 1
	[[ ${lines[0]} == 'memdev mem0: disabled' ]] || fail "another first line"
	[[ $output == *'memdev mem0: not below any CXL port'* ]]
	[[ $output == *'memdev mem1: health is not known: a copy of a machine cannot be asked'* ]]
	[[ $output != *'port1'* ]]
	# A machine without problems.
	rm -rf "$machine"
	mkdir -p "$machine/sys"
	PATH=$(dirname "$CXL"):$PATH run --separate-stderr "$SOURCE/Documentation/examples/cxl-watch" \
		--sysroot "$machine"
	is 0
	[[ -z $output ]]
}
