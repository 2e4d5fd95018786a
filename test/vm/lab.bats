#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The lab kernel and the mock topology of contrib/cxl-vm, seen from the host: what is refused, and how building ends.

bats_require_minimum_version 1.5.0

# QEMU links libdaxctl: it must not find the one of the build tree, which has sanitizers.
unset LD_LIBRARY_PATH

setup() {
	top=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	vm=$top/contrib/cxl-vm
	ini=$BATS_TEST_TMPDIR/t.ini
	tools=$BATS_TEST_TMPDIR/tools
}

# A cache of its own, and a distribution whose source package unpacks to little, with a make that does as told.
small_world() {
	export XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache
	kernels=$XDG_CACHE_HOME/cxl-utils/kernel
	mkdir "$tools"
	printf '#!/bin/sh\n%s\n' "printf 'Package: %s\nVersion: 6.12.9-1~deb\n' \"\$3\"" >"$tools/apt-cache"
	printf '#!/bin/sh\n%s\n' 'case "$*" in *download*) : >source.deb ;; esac' >"$tools/apt-get"
	printf '#!/bin/sh\n%s\n' 'mkdir -p "$3/usr/src/linux-source-6.12/scripts"
		cd "$3/usr/src" && tar -cf linux-source-6.12.tar linux-source-6.12' >"$tools/dpkg"
	printf '#!/bin/sh\n%s\n' "$1" >"$tools/make"
	printf '#!/bin/sh\n' | tee "$tools/bc" "$tools/flex" >"$tools/bison"
	chmod +x "$tools"/*
	# The real call names apt's options first: they are dropped.
	sed -i '2i while [ "$1" = -o ]; do shift 2; done' "$tools"/apt-*
	# shellcheck disable=SC2016
	PATH=$tools:$PATH
}

# Nothing is left of a build but the log.
nothing_left() {
	[ -z "$(ls -A "$kernels")" ]
	[ -s "$XDG_CACHE_HOME/cxl-utils/log/lab-kernel.log" ]
}

@test "mock = yes stands alone, on two nodes" {
	printf '[machine]\nmock = yes\n[bridge b0]\n' >"$ini"
	run --separate-stderr "$vm" --print --topology "$ini"
	[ "$status" -eq 2 ]
	[[ "$stderr" == "cxl-vm: $ini:3: "*"mock = yes"* ]]
	printf '[machine]\nmock = yes\nnuma = 1\n' >"$ini"
	run --separate-stderr "$vm" --print --topology "$ini"
	[ "$status" -eq 2 ]
	[[ "$stderr" == "cxl-vm: $ini:3: "*"numa = 1"* ]]
	printf '[machine]\nmock = maybe\n' >"$ini"
	run --separate-stderr "$vm" --print --topology "$ini"
	[ "$status" -eq 2 ]
	[[ "$stderr" == "cxl-vm: $ini:2: "*'"maybe"'* ]]
	run --separate-stderr "$vm" --print --topology mock --numa 1
	[ "$status" -eq 2 ]
	[[ "$stderr" == *"--numa 1 cannot be used"* ]]
	printf '[machine]\nmock = no\n' >"$ini"
	"$vm" --accel tcg --print --topology "$ini" | grep -q 'q35,cxl=on'
}

@test "the mock machine has two nodes and no CXL of its own" {
	run --separate-stderr "$vm" --accel tcg --print --topology mock
	[ "$status" -eq 0 ]
	[[ "$output" == *"nodeid=1"* && "$output" != *"cxl=on"* ]]
}

@test "the mock machine has 2G of memory: with less, the kernel kills processes" {
	"$vm" --accel tcg --print --topology mock | grep -qw -e '-m 2G,slots=8'
	printf '[machine]\nmock = yes\n' >"$ini"
	"$vm" --accel tcg --print --topology "$ini" | grep -qw -e '-m 2G,slots=8'
	"$vm" --accel tcg --print --topology mock --memory 3G | grep -qw -e '-m 3G,slots=8'
}

@test "a kernel without cxl_test is refused for the mock topology" {
	kernel=$BATS_TEST_TMPDIR/kernel
	mkdir -p "$kernel/lib/modules/1.0"
	: >"$kernel/bzImage"
	echo kernel/cxl_acpi.ko: >"$kernel/lib/modules/1.0/modules.dep"
	run --separate-stderr "$vm" --print --topology mock --kernel "$kernel"
	[ "$status" -eq 2 ]
	[[ "$stderr" == *"has no module cxl_test"* ]]
	# With the modules that know mock devices in a tree of their own, that tree is taken.
	mkdir -p "$kernel/mock/lib/modules/1.0/kernel"
	printf 'kernel/%s.ko:\n' cxl_acpi cxl_test >"$kernel/mock/lib/modules/1.0/modules.dep"
	: | tee "$kernel/mock/lib/modules/1.0/kernel/cxl_acpi.ko" >"$kernel/mock/lib/modules/1.0/kernel/cxl_test.ko"
	"$vm" --print --topology mock --kernel "$kernel" | grep -q "cxlvm_modules=$kernel/mock/lib/modules/1.0 "
}

@test "the lab kernel is never chosen unless it is asked for" {
	export XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache
	mkdir -p "$XDG_CACHE_HOME/cxl-utils/kernel/lab-99.0-1-0123456789ab/lib/modules/99.0-cxl-lab"
	run --separate-stderr "$vm" --accel tcg --print
	[ "$status" -eq 0 ]
	[[ "$output" != *"lab-99.0"* ]]
	# Another recipe's is not today's.
	run --separate-stderr "$vm" --accel tcg --print --kernel lab
	[[ "$output" != *"lab-99.0"* && "$stderr" == *"not here yet"* ]]
}

@test "a build that fails shows the end of its log and leaves nothing else" {
	small_world 'echo "make says: boom in $1"; exit 1'
	run --separate-stderr "$vm" --fetch --kernel lab
	echo "$stderr"
	[ "$status" -eq 125 ]
	[[ "$stderr" == *"configuring: failed"*"| make says: boom"*"next "* ]]
	nothing_left
}

@test "a build shows what it does, how far it is, and its log" {
	small_world 'echo a line of five; sleep 2.5; exit 1'
	run script -qec "'$vm' --fetch --kernel lab" /dev/null
	echo "$output"
	[[ "$output" == *"configuring; log $XDG_CACHE_HOME/cxl-utils/log/lab-kernel.log"* ]]
	[[ "$output" == *"configuring: 20% after 1 s, about "*" left"* ]]
}

@test "no mirror of this system: the newer QEMU is refused, no other host is asked" {
	codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
	small_world 'exit 1'
	run --separate-stderr "$vm" --fetch --qemu newest
	echo "$stderr"
	[ "$status" -eq 125 ]
	[[ "$stderr" == *"name no mirror of $codename"*"next "* || "$stderr" == *"has no backports suite"* ]]
	! grep -rq :// "$XDG_CACHE_HOME/cxl-utils/apt"/*/sources.d/cxl-vm-added.list
}

@test "a build that is ended ends at once and leaves nothing else" {
	small_world "echo started; exec sleep 1000.$$"
	"$vm" --fetch --kernel lab 2>"$BATS_TEST_TMPDIR/err" &
	build=$!
	for _ in {1..100}; do
		! grep -qs started "$XDG_CACHE_HOME/cxl-utils/log/lab-kernel.log" || break
		sleep 0.1
	done
	grep -q started "$XDG_CACHE_HOME/cxl-utils/log/lab-kernel.log"
	kill "$build"
	status=0
	wait "$build" || status=$?
	[ "$status" -eq 143 ]
	nothing_left
	! grep -lsqa "1000.$$" /proc/[0-9]*/cmdline
}

@test "missing tools are named before anything is fetched" {
	small_world 'exit 1'
	rm "$tools/bison"
	mkdir "$BATS_TEST_TMPDIR/bin"
	for tool in python3 env qemu-system-x86_64; do
		ln -s "$(command -v $tool)" "$BATS_TEST_TMPDIR/bin/"
	done
	run --separate-stderr env PATH="$tools:$BATS_TEST_TMPDIR/bin" "$vm" --fetch --kernel lab
	echo "$stderr"
	[ "$status" -eq 125 ]
	[[ "$stderr" == *"gcc"* && "$stderr" == *"contrib/setup lab"* ]]
	[ ! -e "$kernels" ]
}
