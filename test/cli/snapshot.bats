#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# cxl snapshot: what it records, what it never touches, its file, and its refusals.

# shellcheck disable=SC2154
load machine

# A machine with two memdevs below a bridge, one of them disabled.
usual_machine() {
	with_root 0 34
	with_memdevs 0 1
	disable mem1
	echo 'none /sys/kernel/debug debugfs rw 0 0' > "$machine/proc/mounts"
	echo 'cxl_pci 1 0 - Live 0x0' > "$machine/proc/modules"
	mkdir -p "$machine/sys/kernel/debug/cxl/mem0" "$machine/proc/sys/kernel"
	echo 1 > "$machine/sys/kernel/debug/cxl/mem0/inject_poison"
	printf '0x1000\ta\n0x20000\tb\n' > "$machine/sys/kernel/debug/cxl/einj_types"
	echo 6.12.0 > "$machine/proc/sys/kernel/osrelease"
}

# answers MEMDEV: its replies to Identify and Get Health Info, and that it does not support alerts.
answers() {
	local directory=$machine/cxl-utils/mailbox/$1

	mkdir -p "$directory"
	printf '%s\n' '1 0x1 0 67' '7 0x1 0 18' '11 0x1 0 16' '6 0x1 8 4294967295' > "$directory/commands"
	{ printf '%-16s' "BWFW" && printf '\001' && head -c 50 /dev/zero; } > "$directory/4000"
	{ printf '\001\000\000\012' && head -c 14 /dev/zero; } > "$directory/4200"
	echo -25 > "$directory/4201.status"
	seq 1 1000 | head -c 1024 > "$directory/4102"
}

snapshot_of_machine() {
	cxl snapshot "$@" --sysroot "$machine"
}

@test "the snapshot shows what the machine shows, from the archive and from its directory" {
	usual_machine
	answers mem0
	snapshot_of_machine copy.tar.xz
	is 0
	[[ -z $output ]]
	says "wrote copy.tar.xz" "answers of 1 memory device" "serial numbers of 2 memory devices"
	tar xf copy.tar.xz
	for options in "" -i -iu "-m mem0" "-s 0x1001 -i" -vvv "-HIFA" -B; do
		# shellcheck disable=SC2086
		cxl_on list $options
		wanted=$output
		for where in "--sysroot copy" "--from copy.tar.xz"; do
			# shellcheck disable=SC2086
			cxl list $options $where
			is 0
			[[ $output == "$wanted" && $output != '[]' ]] || fail "$where $options"
		done
	done
	cxl list -HA -m mem0 --from copy.tar.xz
	one_line
	says "mem0: no alert_config: the device or the kernel does not support it"
	shows '.[0].health | .maintenance_needed, .life_used_percent' $'true\n10'
	shows '.[0] | has("alert_config")' false
}

@test "every compression, and standard output" {
	usual_machine
	cxl_on list -i
	wanted=$output
	for name in a.tar a.tar.gz a.tar.xz a.tar.zst; do
		snapshot_of_machine "$name"
		is 0
		tar tf "$name" | grep -qx a/sys/bus/cxl/devices/mem0
		cxl list -i --from "$name"
		[[ $output == "$wanted" ]]
	done
	[[ $(wc -c < a.tar.xz) -lt $(wc -c < a.tar) ]]
	"$CXL" snapshot - --sysroot "$machine" 2> said | "$CXL" list -i --from - > got
	[[ $(< got) == "$wanted" ]]
	grep -q "standard output" said
}

@test "kernel, modules, mounts and the names in debugfs, without content that acts when read" {
	usual_machine
	mkdir -p "$machine/boot" "$machine/sys/module/cxl_core/parameters" "$machine/sys/module/ext4"
	printf '%s\n' CONFIG_CXL_BUS=m '# CONFIG_CXL_PMEM is not set' CONFIG_EXT4_FS=y > "$machine/boot/config-6.12.0"
	echo live > "$machine/sys/module/cxl_core/initstate"
	echo N > "$machine/sys/module/cxl_core/parameters/quiet"
	snapshot_of_machine copy.tar.xz
	tar xf copy.tar.xz
	[[ $(cat copy/proc/sys/kernel/osrelease) == 6.12.0 ]]
	grep -q ^cxl_pci copy/proc/modules
	grep -q debugfs copy/proc/mounts
	[[ -f copy/sys/kernel/debug/cxl/mem0/inject_poison && ! -s copy/sys/kernel/debug/cxl/mem0/inject_poison ]]
	cmp copy/sys/kernel/debug/cxl/einj_types "$machine/sys/kernel/debug/cxl/einj_types"
	[[ $(wc -l < copy/boot/config-6.12.0) == 2 ]]
	[[ -f copy/sys/module/cxl_core/initstate && -f copy/sys/module/cxl_core/parameters/quiet ]]
	[[ ! -e copy/sys/module/ext4 ]]
}

@test "memory blocks, nodes and tables" {
	usual_machine
	mkdir -p "$machine"/sys/devices/system/{memory/memory32,node/node1/access0/initiators} \
		"$machine/sys/firmware/acpi/tables"
	echo 8000000 > "$machine/sys/devices/system/memory/block_size_bytes"
	echo online > "$machine/sys/devices/system/memory/memory32/state"
	ln -s ../../memory/memory32 "$machine/sys/devices/system/node/node1/memory32"
	echo 100 > "$machine/sys/devices/system/node/node1/access0/initiators/read_latency"
	head -c 5000 /dev/urandom > "$machine/sys/firmware/acpi/tables/CEDT"
	snapshot_of_machine copy.tar.xz
	tar xf copy.tar.xz
	for path in sys/devices/system/{memory,node} sys/firmware; do
		diff -r "$machine/$path" "copy/$path"
	done
}

@test "attributes that act when read, or are unknown, are not recorded; only files are opened" {
	usual_machine
	directory=$(realpath "$machine/sys/bus/cxl/devices/mem0")
	for name in trigger_poison_list sanitize new_attribute flush; do
		echo x > "$directory/$name"
	done
	for name in remove rescan reset config rom resource0 vpd; do
		echo x > "${directory%/*}/$name"
	done
	mkdir "$directory/security"
	echo disabled > "$directory/security/state"
	echo x > "$directory/security/erase"
	mkfifo "$directory/uuid" "$machine/proc/iomem" "$machine/sys/kernel/debug/cxl/dpamem"
	rm "$machine/proc/modules"
	mkfifo "$machine/proc/modules"
	ln -s /dev/zero "$directory/mode"
	snapshot_of_machine copy.tar.xz
	is 0
	names=$(tar tf copy.tar.xz)
	for name in trigger_poison_list sanitize new_attribute flush remove rescan reset config rom resource0 vpd \
		erase uuid iomem modules mode; do
		[[ $names != *"/$name"$'\n'* ]] || fail "$name was copied"
	done
	[[ $names == *mem0/security/state* ]]
	# The same on the running system, which nobody else prepares.
	cxl_in snapshot in.tar.xz
	is 0
	[[ $(tar tf in.tar.xz) == */mem0/serial* && $(tar tf in.tar.xz) != */mem0/uuid* ]]
}

@test "an endless file is reported and left out" {
	usual_machine
	truncate -s 100M "$machine/sys/bus/cxl/devices/mem0/firmware_version"
	snapshot_of_machine copy.tar.xz
	is 0
	says "could not read 1 file," "mem0/firmware_version: File too large"
	tar xOf copy.tar.xz copy/cxl-utils/unreadable | grep -q firmware_version
	cxl list --from copy.tar.xz
	shows '.[0] | has("firmware_version")' false
}

@test "attributes without read permission are neither opened nor reported" {
	usual_machine
	chmod 0200 "$machine/sys/bus/cxl/devices/mem0/payload_max"
	snapshot_of_machine copy.tar.xz
	is 0
	[[ $(tar tf copy.tar.xz) != *mem0/payload_max* && $stderr != *"could not read"* ]]
}

@test "without root: one summary of what could not be read" {
	usual_machine
	local as=() mode=0040 program=$CXL
	# Root reads everything, then switches to another user, who may not have access to the build
	# tree.
	if ((EUID == 0)); then
		chmod 755 "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR/test" "$BATS_TEST_TMPDIR" "$BATS_TEST_TMPDIR/here"
		"$SOURCE/test/readable-copy" "${CXL%/cxl/cxl}" programs
		as=(env -u LD_LIBRARY_PATH setpriv --reuid=65534 --regid=65534 --clear-groups --) mode=0400 program=$PWD/programs/cxl/cxl
	fi
	chmod "$mode" "$machine"/sys/bus/cxl/devices/mem{0,1}/{serial,payload_max,label_storage_size,numa_node}
	run --separate-stderr "${as[@]}" bash -c '"$0" snapshot - --sysroot "$1" | wc -c' "$program" "$machine"
	is 0
	((output > 1000))
	says "could not read 8 files" "root may read more" "Permission denied" "..."
	[[ ${#stderr_lines[@]} -eq 8 ]] || fail "more than one summary"
}

@test "labels only with --labels; read-labels prints them, also in parts" {
	usual_machine
	answers mem0
	snapshot_of_machine without.tar
	[[ $(tar tf without.tar) != *4102* ]]
	cxl read-labels --from without.tar mem0 -o labels
	is 1
	says "without a reply"
	snapshot_of_machine --labels with.tar
	cxl read-labels --from with.tar mem0 -o labels
	is 0
	cmp labels "$machine/cxl-utils/mailbox/mem0/4102"
	cxl read-labels --from with.tar mem0 -o labels -O 600 -s 100
	cmp labels <(tail -c +601 "$machine/cxl-utils/mailbox/mem0/4102" | head -c 100)
	cxl write-labels --from with.tar mem0 -i labels
	refused 1 "recorded machine"
}

@test "--anonymize: no serial number remains, and different ones stay different" {
	usual_machine
	attr mem0 serial 0xfedcba9876543210
	directory=$(realpath "$machine/sys/bus/cxl/devices/mem0")
	mkdir -p "$directory/pmem0/ndbus0/nmem0/cxl" "$directory/pmem0/ndbus0/region0" "$machine/sys/bus/nd/devices"
	ln -s "../../../${directory#"$machine/sys/"}/pmem0/ndbus0/nmem0" "$machine/sys/bus/nd/devices/nmem0"
	ln -s "../../../${directory#"$machine/sys/"}/pmem0/ndbus0/region0" "$machine/sys/bus/nd/devices/region0"
	echo -81985529216486896 > "$directory/pmem0/ndbus0/nmem0/cxl/id"
	echo 0x123456789abcdef1 > "$directory/pmem0/ndbus0/region0/set_cookie"
	attr mem0 firmware_version "FW-FEDCBA9876543210-x 18364758544493064720"
	mkdir -p "$machine/sys/firmware/acpi/tables"
	printf 'CEDT\000\020\062\124\166\230\272\334\376\376\334\272\230\166\124\062\020' > "$machine/sys/firmware/acpi/tables/CEDT"
	snapshot_of_machine --anonymize copy.tar.xz
	is 0
	says "2 serial numbers were replaced"
	tar xf copy.tar.xz
	! grep -rqi -e fedcba9876543210 -e 81985529216486896 -e 18364758544493064720 -e 123456789abcdef1 copy ||
		fail "a serial number is in it"
	cxl list -i --sysroot copy
	shows '[.[][][].serial] | unique | length' 2
	shows '[.. | objects | .serial? // empty | . <= 2] | all' true
	number=$(jq '.. | objects | select(.memdev? == "mem0") | .serial' <<< "$output")
	[[ $(find copy -path '*/nmem0/cxl/id' -exec cat {} +) == "$number" ]]
	shows '.. | objects | select(.memdev? == "mem0") | .firmware_version' "FW-$number-x $number"
	# Little-endian, then big-endian.
	bytes=4345445400$(printf '%02x%014d%014d%02x' "$number" 0 0 "$number")
	[[ $(xxd -p copy/sys/firmware/acpi/tables/CEDT) == "$bytes" ]]
}

@test "a machine without CXL can be recorded, too" {
	snapshot_of_machine copy.tar.xz
	is 0
	says "no CXL bus"
	cxl list --from copy.tar.xz
	empty_list "copy.tar.xz has no CXL bus"
}

@test "this machine, whatever it has" {
	cxl snapshot here.tar.xz
	is 0
	cxl list -i --from here.tar.xz
	is 0
	shows type array
}

@test "the default name, in the current directory" {
	usual_machine
	snapshot_of_machine
	is 0
	[[ $output == cxl-snapshot-*.tar.xz && -s $output ]]
}

@test "an existing file stays, unless -f is given" {
	usual_machine
	echo old > copy.tar.xz
	snapshot_of_machine copy.tar.xz
	refused 1 "copy.tar.xz is there already" -f
	[[ $(< copy.tar.xz) == old ]]
	snapshot_of_machine -f copy.tar.xz
	is 0
	cxl list --from copy.tar.xz
	listed mem0
}

@test "invalid arguments" {
	usual_machine
	for words in archive.zip .tar.xz directory/.tar.xz "a.tar b.tar" "--nosuch a.tar" "a.tar --from b.tar --sysroot c"; do
		# shellcheck disable=SC2086
		snapshot_of_machine $words
		is 2
		[[ -z $output && $stderr == cxl*snapshot:* && $(echo *) == machine ]] || fail "$words"
	done
}

@test "refusals leave nothing behind" {
	usual_machine
	snapshot_of_machine nosuch/copy.tar.xz
	refused 1 "cannot write nosuch/copy.tar.xz"
	mkdir copy.tar.xz
	snapshot_of_machine -f copy.tar.xz
	is 1
	rmdir copy.tar.xz
	cxl snapshot copy.tar.xz --sysroot "$PWD/nosuch"
	is 1
	mkdir empty
	cxl snapshot copy.tar.xz --sysroot empty
	refused 1 "no directory sys"
	rmdir empty
	[[ $(echo *) == machine ]] || fail "left behind: $(echo *)"
}

@test "a full disk: a failure, and no partial archive" {
	usual_machine
	# libarchive 3.7.4 leaks its own buffer when the first write fails.
	echo leak:libarchive.so > ../suppressions
	LSAN_OPTIONS=suppressions=$PWD/../suppressions:print_suppressions=0 \
		run --separate-stderr bash -c '"$0" snapshot - --sysroot "$1" > /dev/full' "$CXL" "$machine"
	is 1
	says "No space left on device"
	# A file size limit that is smaller than the archive.
	run --separate-stderr bash -c 'trap "" XFSZ; ulimit -f 4; "$0" snapshot copy.tar --sysroot "$1"' "$CXL" "$machine"
	is 1
	[[ $(echo * .[!.]*) == "machine .[!.]*" ]] || fail "left behind: $(echo * .[!.]*)"
}
