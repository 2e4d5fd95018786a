#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# contrib/cxl-vm seen from the host: what it refuses, what it prints, and what passes in and out of the machine.

bats_require_minimum_version 1.5.0

# QEMU links libdaxctl: it must not find the one of the build tree, which has sanitizers.
unset LD_LIBRARY_PATH

setup() {
	top=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	vm=$top/contrib/cxl-vm
	ini=$BATS_TEST_TMPDIR/t.ini
}

# A topology with one of each; a test changes one thing about it with sed.
good() {
	cat >"$ini" <<-'EOF'
		[machine]
		memory = 1G
		[bridge b0]
		[port p0]
		of = b0
		[port p1]
		of = b0
		[switch s0]
		port = p1
		[port p2]
		of = s0
		[device d0]
		port = p0
		type = pmem
		size = 256M
		serial = 1
		[device d1]
		port = p2
		type = pmem
		size = 256M
		serial = 2
		[window w0]
		bridges = b0
		size = 4G
	EOF
}

# refuses LINE TEXT SED-COMMAND: the changed topology is refused at that line, with status 2 and nothing on stdout.
refuses() {
	good
	sed -i "$3" "$ini"
	run --separate-stderr "$vm" --print --topology "$ini"
	echo "$stderr"
	[ "$status" -eq 2 ]
	[ -z "$output" ]
	[[ "$stderr" == "cxl-vm: $ini:$1: "*"$2"*" — "*" — "* ]]
}

@test "a good topology is printed" {
	good
	run --separate-stderr "$vm" --print --topology "$ini"
	[ "$status" -eq 0 ]
	[[ "$output" == *"cxl-upstream,id=s0,bus=p1"* ]]
}

@test "topology: unknown section, key and value are refused at their line" {
	refuses 3 'unknown section [brigde b0]' 's/^.bridge b0/[brigde b0/'
	refuses 14 'unknown key "kind"' 's/^type = pmem/kind = pmem/'
	refuses 14 '"nvme" is no type' '14s/pmem/nvme/'
	refuses 15 '"lots" is no size' '15s/256M/lots/'
	refuses 16 '"one" is no number' '16s/1/one/'
	refuses 2 'neither a [section] nor key = value' '2s/=//'
	refuses 1 'stands before any section' '1d'
}

@test "topology: what does not fit together is refused at its line" {
	refuses 12 'has no port' '13d'
	refuses 13 'on port "p9"' '13s/p0/p9/'
	refuses 5 'belongs to "b9"' '5s/b0/b9/'
	refuses 9 'on port "p9"' '9s/p1/p9/'
	refuses 18 'port "p0" is used twice' '18s/p2/p0/'
	refuses 21 'serial 0x1 is used twice' '21s/2/1/'
	refuses 17 'the name "d0" is used twice' '17s/d1/d0/'
	refuses 7 'hangs below itself' '7s/b0/s0/'
}

@test "topology: sizes and windows are checked" {
	refuses 15 'size = 0 cannot be' '15s/256M/0/'
	refuses 15 'size = 300M cannot be' '15s/256M/300M/'
	refuses 23 'bridge "b7"' '23s/b0/b7/'
	refuses 23 'over 2 bridges' '23s/b0/b0, b0/'
	refuses 24 'size = 100M cannot be' '24s/4G/100M/'
	refuses 25 'granularity = 100 cannot be' '24a granularity = 100'
	refuses 2 'memory = 1M is too small' '2s/1G/1M/'
}

@test "topology: interleave ways are 1, 2, 4, 8 or 16" {
	refuses 27 'over 3 bridges' '22i [bridge b1]\n[bridge b2]
		s/^bridges = b0/bridges = b0 b1 b2/
		s/^size = 4G/size = 3G/
		1i # one line\n# and another'
}

@test "topology: a file or name that is not there is refused" {
	run --separate-stderr "$vm" --print --topology "$BATS_TEST_TMPDIR/none.ini"
	[ "$status" -eq 2 ]
	[[ "$stderr" == *"No such file"* ]]
	run --separate-stderr "$vm" --print --topology none
	[ "$status" -eq 2 ]
	[[ "$stderr" == *"two-pmem"* ]]
}

@test "topology: a QEMU that is too old for ram devices or serials is refused at the line that needs more" {
	good
	sed -i '14s/pmem/ram/' "$ini"
	cat >"$BATS_TEST_TMPDIR/old" <<-'EOF'
		#!/bin/sh
		case "$*" in
		*--version*) echo "QEMU emulator version 7.0.0" ;;
		*) echo "  memdev=<link>"; [ -e "$0.sn" ] && echo "  sn=<uint64>" ;;
		esac
	EOF
	chmod +x "$BATS_TEST_TMPDIR/old"
	export XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache
	run --separate-stderr "$vm" --qemu "$BATS_TEST_TMPDIR/old" --topology "$ini" -- true
	[ "$status" -eq 2 ]
	[[ "$stderr" == "cxl-vm: $ini:14: "*"ram devices"* ]]
	good
	run --separate-stderr "$vm" --qemu "$BATS_TEST_TMPDIR/old" --topology "$ini" -- true
	[ "$status" -eq 2 ]
	[[ "$stderr" == "cxl-vm: $ini:16: "*"serial numbers"* ]]
}

@test "--list-topologies names the shipped ones, and --print shows each without starting or fetching anything" {
	run --separate-stderr "$vm" --list-topologies
	[ "$status" -eq 0 ]
	[ "${#lines[@]}" -ge 4 ]
	export XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache
	for name in two-pmem pmem-and-ram switch two-bridges-x2; do
		[[ "$output" == *"$name"* ]]
		"$vm" --accel tcg --print --topology "$name" >"$BATS_TEST_TMPDIR/line" 2>/dev/null
		sh -n "$BATS_TEST_TMPDIR/line"
		grep -q 'q35,cxl=on' "$BATS_TEST_TMPDIR/line"
		[ "$(grep -c 'cxl-type3' "$BATS_TEST_TMPDIR/line")" -eq "$(grep -c '^\[device' "$top/contrib/vm/topologies/$name.ini")" ]
	done
	[ ! -d "$XDG_CACHE_HOME/cxl-utils/kernel" ]
}

@test "wrong usage is status 2, with a word about what to do" {
	for words in --bogus "ls" "--timeout soon" "--memory 1K" "--share /nonexistent" "--cloud-init /tmp" \
		"--kernel /nonexistent/kernel -- true" "--no-module no_such --module no_such_either -- true" "--"; do
		# shellcheck disable=SC2086
		run --separate-stderr "$vm" $words
		echo "$words: $status $stderr"
		[ "$status" -eq 2 ]
		[ -z "$output" ]
		[[ "$stderr" == "cxl-vm: "* ]]
	done
}

@test "--disk: an image that is not there, or is none, is refused" {
	run --separate-stderr "$vm" --disk "$BATS_TEST_TMPDIR/none.qcow2"
	[ "$status" -eq 2 ]
	[[ "$stderr" == *"no such file"* ]]
	echo text >"$BATS_TEST_TMPDIR/text.img"
	run --separate-stderr "$vm" --disk "$BATS_TEST_TMPDIR/text.img"
	[ "$status" -eq 2 ]
	[[ "$stderr" == *"no disk image"* ]]
}

# fake_qemu VERSION FILE [OPTION...]: answers what is asked of a QEMU.
fake_qemu() {
	mkdir -p "$(dirname "$2")"
	printf '%s\n' '#!/bin/sh' "case \"\$*\" in" "*--version*) echo QEMU emulator version $1 ;;" \
		"*) printf '  %s=<x>\\n' ${*:3} ;;" "esac" >"$2"
	chmod +x "$2"
}

@test "--disk: the newer QEMU, because an image's kernel gets no parameters; else what helps is said" {
	cd "$BATS_TEST_TMPDIR"
	export XDG_CACHE_HOME=$PWD/cache
	printf 'QFI\373' >image
	fake_qemu 7.2.0 "$PWD/bin/qemu-system-x86_64" memdev sn
	PATH=$PWD/bin:$PATH run --separate-stderr "$vm" --accel tcg --disk image --print
	[ "$status" -eq 0 ]
	[[ $stderr == *"$PWD/bin/qemu-system-x86_64 is version 7.2.0, without event interrupts"*"pcie_ports=compat"* ]]
	[[ ${lines[0]} == "$PWD/bin/qemu-system-x86_64"* ]]
	newer=$PWD/cache/cxl-utils/qemu/10.0.2/usr/bin/qemu-system-x86_64
	fake_qemu 10.0.2 "$newer" volatile-memdev sn
	PATH=$PWD/bin:$PATH run --separate-stderr "$vm" --accel tcg --disk image --print
	[ "$status" -eq 0 ]
	[[ $stderr != *warning* ]]
	[[ ${lines[0]} == "$newer"* ]]
	# The system's is good enough for the host's files: there, the kernel gets its parameter.
	PATH=$PWD/bin:$PATH run --separate-stderr "$vm" --accel tcg --print
	[[ ${lines[0]} == "$PWD/bin/qemu-system-x86_64"* && $output == *pcie_ports=compat* ]]
}

@test "--disk --share: the folders are offered to the image, the host's files are not" {
	cd "$BATS_TEST_TMPDIR"
	printf 'QFI\373' >image
	mkdir -p "a share" other
	run --separate-stderr "$vm" --accel tcg --disk image --share "a share" --share other --print
	[ "$status" -eq 0 ]
	[[ $output == *"path=$PWD/a share,"*"mount_tag=share0"*"path=$PWD/other,"*"mount_tag=share1"* ]]
	[[ $output != *mount_tag=host* ]]
}

# seed OPTION...: the seed that is made for an image, in the folder seed.
seed() {
	rm -rf seed && mkdir seed
	PYTHONPATH=$top/contrib python3 -c 'import sys
from vm import cli, disk
disk.make_seed(cli.parse(["--disk", "image", *sys.argv[1:]]), "seed")' "$@"
}

@test "--disk: the seed: a user, /etc/hosts, DHCP for IPv4 only, the shared folders" {
	cd "$BATS_TEST_TMPDIR"
	printf 'QFI\373' >image
	mkdir -p "it's a share" .ssh
	export HOME=$PWD
	seed --share "it's a share"
	[ "$(ls seed)" = $'meta-data\nnetwork-config\nuser-data' ]
	head -n 1 seed/user-data | grep -x '#cloud-config'
	grep -x 'manage_etc_hosts: true' seed/user-data
	grep -x 'ssh_pwauth: true' seed/user-data
	grep -x '    dhcp4: true' seed/network-config
	grep -x '    dhcp6: false' seed/network-config
	grep -x 'local-hostname: cxl-vm' seed/meta-data
	mounts=$(sed -n '/^bootcmd:$/,$s/^  - //p' seed/user-data | jq -r .)
	[[ $mounts == "mkdir -p "*" && mount -t 9p -o trans=virtio,version=9p2000.L,msize=512000 share0 "* ]]
	# It is a command of the shell that makes the same folder there.
	rm -r "it's a share"
	(mount() { echo "$@" >mounted; }; eval "$mounts")
	[ -d "it's a share" ]
	[[ $(<mounted) == *" share0 $PWD/it's a share" ]]
	echo "ssh-ed25519 AAAA me" >.ssh/id.pub
	seed
	grep -x 'ssh_pwauth: false' seed/user-data
	[ -z "$(grep bootcmd seed/user-data)" ]
	# A seed of one's own stays as it is; how to mount is said.
	mkdir own
	touch own/user-data own/meta-data
	run seed --cloud-init own --share "it's a share"
	[ "$(ls seed)" = $'meta-data\nuser-data' ]
	[[ $output == *"mount it in the guest: mkdir -p "* ]]
}

@test "a misspelled option: did you mean" {
	run --separate-stderr "$vm" --topolgy switch
	[ "$status" -eq 2 ]
	[[ $stderr == *"--topolgy"*"did you mean --topology?"* ]]
	run --separate-stderr "$vm" --xyzzy
	[ "$status" -eq 2 ]
	[[ $stderr != *"did you mean"* && $stderr == *"cxl-vm --help"* ]]
}

@test "in the machine: exit status, streams, input, folder, share, devices" {
	cd "$BATS_TEST_TMPDIR"
	mkdir share
	head -c 200000 /dev/urandom >data
	status=0
	# shellcheck disable=SC2016 # for the guest's shell
	"$vm" --share share -- sh -c 'cat; cat data >&2; [ "$(id -u)" = 0 ] || exit 1
		ls /sys/bus/cxl/devices | grep ^mem >share/memdevs; cat /sys/bus/cxl/devices/mem?/serial | sort >share/serials
		echo lost >lost; exit 42' <data >out 2>err || status=$?
	[ "$status" -eq 42 ]
	cmp data out
	cmp data err
	[ "$(cat share/memdevs)" = "mem0
mem1" ]
	[ "$(cat share/serials)" = "0x10
0x11" ]
	[ ! -e lost ]
}

@test "two machines at once, one without a module and on kept labels" {
	cd "$BATS_TEST_TMPDIR"
	"$vm" --state kept --no-module cxl_pci -- sh -c 'ls /sys/bus/cxl/devices; modprobe cxl_pci' >first.out 2>first.err &
	first=$!
	run --separate-stderr "$vm" -- sh -c 'ls /sys/bus/cxl/devices | grep -c ^mem'
	[ "$status" -eq 0 ]
	[ "$output" = 2 ]
	[ -z "$stderr" ]
	status=0
	wait "$first" || status=$?
	[ "$status" -eq 1 ]
	grep -q root0 first.out
	[ -z "$(grep mem first.out)" ]
	grep -q cxl_pci first.err
	[ "$(stat -c %s kept/pmem0-memory)" -eq 268435456 ]
}

@test "the time limit ends the machine with 124 and leaves no process" {
	run --separate-stderr "$vm" --timeout 7 --append "cxl_vm_test=$BATS_TEST_TMPDIR" -- sleep 100
	echo "$status $stderr"
	[ "$status" -eq 124 ]
	[[ "$stderr" == *"--timeout"* ]]
	! grep -lsqa "cxl_vm_test=$BATS_TEST_TMPDIR" /proc/[0-9]*/cmdline
}

@test "SIGTERM ends the machine at once" {
	"$vm" --append "cxl_vm_test=$BATS_TEST_TMPDIR" -- sleep 100 &
	machine=$!
	sleep 2
	kill "$machine"
	status=0
	wait "$machine" || status=$?
	[ "$status" -eq 143 ]
	! grep -lsqa "cxl_vm_test=$BATS_TEST_TMPDIR" /proc/[0-9]*/cmdline
}

@test "a machine that cannot start is status 125 with its last lines" {
	run --separate-stderr "$vm" --accel tcg --append "rdinit=/nonexistent root=/dev/none" -- true
	[ "$status" -eq 125 ]
	[ -z "$output" ]
	[[ "$stderr" == *"last lines"* ]]
}

@test "works without root" {
	cache=${XDG_CACHE_HOME:-$HOME/.cache}
	if [ "$(id -u)" -ne 0 ]; then
		run --separate-stderr "$vm" -- id -u
	else
		# The caches are copied so that nothing is fetched again.
		place=$(mktemp -d /var/tmp/cxl-vm-test.XXXXXX)
		cp -rl "$cache/cxl-utils" "$place/" 2>/dev/null || cp -r "$cache/cxl-utils" "$place/"
		rm -rf "$place/cxl-utils/locks" "$place/cxl-utils/kvm" "$place/cxl-utils/initramfs" "$place/cxl-utils/qemu-features"
		# The checkout may be where only its owner gets in.
		cp -r "$top/contrib" "$place/"
		chmod 755 "$place"
		chown nobody "$place" "$place/cxl-utils"
		cd /
		run --separate-stderr setpriv --reuid 65534 --regid 65534 --clear-groups \
			env XDG_CACHE_HOME="$place" HOME="$place" "$place/contrib/cxl-vm" -- id -u
		rm -rf "$place"
	fi
	echo "$stderr"
	[ "$status" -eq 0 ]
	[ "$output" = 0 ]
}
