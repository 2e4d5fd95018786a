#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# contrib/cxl-snapshot: what is copied, what is never touched, and its refusals.

# shellcheck disable=SC2154
load machine

snapshot() {
	run --separate-stderr "${SOURCE:?}/contrib/cxl-snapshot" "$@"
}

# A machine with two memdevs below a bridge, one of them disabled.
usual_machine() {
	with_root 0 34
	with_memdevs 0 1
	disable mem1
	echo 'none /sys/kernel/debug debugfs rw 0 0' > "$machine/proc/mounts"
	echo 'cxl_pci 1 0 - Live 0x0' > "$machine/proc/modules"
	mkdir -p "$machine/sys/kernel/debug/cxl/mem0" "$machine/proc/sys/kernel"
	echo 1 > "$machine/sys/kernel/debug/cxl/mem0/inject_poison"
	echo 6.12.0 > "$machine/proc/sys/kernel/osrelease"
}

@test "--help, and wrong words" {
	snapshot --help
	is 0
	[[ $output == Usage:*--anonymize* ]]
	for words in --nosuch word "-o" "-o archive.zip" "-o .tar.xz" "-o folder/.tar.xz"; do
		# shellcheck disable=SC2086
		snapshot $words
		is 2
		[[ -z $output && $stderr == cxl-snapshot:* ]]
	done
}

@test "the copy shows what the machine shows" {
	usual_machine
	snapshot -o copy.tar.xz --sysroot "$machine"
	is 0
	[[ $output == "$PWD/copy.tar.xz" ]]
	says "serial numbers of 2 memory devices" copy.tar.xz
	tar xf copy.tar.xz
	for options in "" -i -iu "-m mem0" "-s 0x1001 -i"; do
		# shellcheck disable=SC2086
		cxl_on list $options
		wanted=$output
		# shellcheck disable=SC2086
		cxl list $options --sysroot copy
		is 0
		[[ $output == "$wanted" && $output != '[]' ]]
	done
	mv machine original && mv copy machine
	cxl_in zero-labels -b root0 all
	says "mem0: cannot"
}

@test "kernel, modules, mounts and the names in debugfs, without content" {
	usual_machine
	snapshot -o copy.tar.xz --sysroot "$machine"
	tar xf copy.tar.xz
	[[ $(cat copy/proc/sys/kernel/osrelease) == 6.12.0 ]]
	grep -q ^cxl_pci copy/proc/modules
	grep -q debugfs copy/proc/mounts
	[[ -f copy/sys/kernel/debug/cxl/mem0/inject_poison && ! -s copy/sys/kernel/debug/cxl/mem0/inject_poison ]]
}

@test "what acts when it is read, or is not known, is not copied" {
	usual_machine
	folder=$(realpath "$machine/sys/bus/cxl/devices/mem0")
	for name in trigger_poison_list sanitize new_attribute flush; do
		echo x > "$folder/$name"
	done
	for name in remove rescan reset config rom resource0 vpd; do
		echo x > "${folder%/*}/$name"
	done
	mkdir "$folder/security"
	echo disabled > "$folder/security/state"
	echo x > "$folder/security/erase"
	mkfifo "$folder/uuid"
	snapshot -o copy.tar.xz --sysroot "$machine"
	is 0
	names=$(tar tf copy.tar.xz)
	for name in trigger_poison_list sanitize new_attribute flush remove rescan reset config rom resource0 vpd \
		erase uuid; do
		[[ $names != *"/$name"$'\n'* ]] || fail "$name was copied"
	done
	[[ $names == *mem0/security/state* ]]
}

@test "attributes without read permission are not opened" {
	usual_machine
	chmod 0200 "$machine/sys/bus/cxl/devices/mem0/payload_max"
	snapshot -o copy.tar.xz --sysroot "$machine"
	is 0
	[[ $(tar tf copy.tar.xz) != *mem0/payload_max* ]]
}

@test "--anonymize: serial numbers are gone, and different ones stay different" {
	usual_machine
	attr mem0 serial 0xfedcba9876543210
	snapshot -o copy.tar.xz --sysroot "$machine" --anonymize
	is 0
	says "were replaced"
	tar xf copy.tar.xz
	! grep -rqi fedcba9876543210 copy || fail "the serial number is in it"
	cxl list -i --sysroot copy
	shows '[.[][][].serial] | unique | length' 2
	cxl list -i -s 1,2 --sysroot copy
	shows '[.[][][].memdev] | length' 2
}

@test "a machine without CXL is a copy, too" {
	snapshot -o copy.tar.xz --sysroot "$machine"
	is 0
	says "no CXL bus"
	tar xf copy.tar.xz
	cxl list --sysroot copy
	empty_list "no CXL bus"
}

@test "this machine, whatever it has" {
	snapshot -o here.tar.xz
	is 0
	tar xf here.tar.xz
	cxl list -i --sysroot here
	is 0
	shows type array
}

@test "the default name, in this folder" {
	usual_machine
	snapshot --sysroot "$machine"
	is 0
	[[ $(basename "$output") == cxl-snapshot-*.tar.xz && -s $output ]]
}

@test "refusals leave nothing behind" {
	usual_machine
	snapshot -o nosuch/copy.tar.xz --sysroot "$machine"
	is 1
	[[ -z $output && $stderr == *"cannot write"* ]]
	mkdir copy.tar.xz
	snapshot -o copy.tar.xz --sysroot "$machine"
	is 1
	rmdir copy.tar.xz
	snapshot -o copy.tar.xz --sysroot "$PWD/nosuch"
	is 1
	[[ $(echo *) == machine ]] || fail "left behind: $(echo *)"
}
