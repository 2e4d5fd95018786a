#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# A machine is recorded inside the emulated one; outside, cxl shows what it showed in there.
# BUILD: the build tree; TOPOLOGY, OPTIONS: of cxl-vm.
# shellcheck disable=SC2030,SC2031 # bats runs every test in a subshell

bats_require_minimum_version 1.5.0

# QEMU links libdaxctl: it must not find the one of the build tree, which has sanitizers.
unset LD_LIBRARY_PATH

# Once for all tests: what can be asked of the machine, and its copies.
setup_file() {
	local top share=$BATS_FILE_TMPDIR/share

	top=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	mkdir "$share"
	# User nobody may have no way to the build tree.
	programs=$(mktemp -d)
	export programs
	"$top/test/readable-copy" "$BUILD" "$programs"
	cat > "$BATS_FILE_TMPDIR/script" <<-'EOF'
		set -e
		cd "$1"
		cxl=$2/cxl/cxl
		export ASAN_OPTIONS=detect_leaks=0
		$cxl snapshot all.tar.xz 2> all.said
		$cxl list -vvv > list
		$cxl list -vvvu > list-u
		for memdev in /sys/bus/cxl/devices/mem*; do
			[ "$(< $memdev/label_storage_size)" -eq 0 ] || echo ${memdev##*/}
		done > memdevs
		$cxl read-labels -o labels $(< memdevs)
		$cxl snapshot --labels --anonymize hidden.tar 2> hidden.said
		setpriv --reuid=65534 --regid=65534 --clear-groups -- $cxl snapshot - > nobody.tar 2> nobody.said
		setpriv --reuid=65534 --regid=65534 --clear-groups -- $cxl list -vv > list-nobody
	EOF
	# shellcheck disable=SC2086 # options are words
	"$top/contrib/cxl-vm" --topology "$TOPOLOGY" --build "$programs" --cpus 1 --timeout 1100 ${OPTIONS:-} \
		--share "$share" -- bash "$BATS_FILE_TMPDIR/script" "$share" "$programs"
	cat "$share"/*.said
}

teardown_file() { rm -rf "$programs"; }

setup() { cd "$BATS_FILE_TMPDIR/share" || return 1; }

cxl() { "$BUILD/cxl/cxl" "$@"; }

# Never root: no copy needs rights.
cxl_as_nobody() {
	local as=()

	((EUID != 0)) || as=(setpriv --reuid=65534 --regid=65534 --clear-groups --)
	"${as[@]}" "$programs/cxl/cxl" "$@"
}

@test "everything that list can show is the same outside, from the archive and from a folder" {
	[ "$(jq length list)" -gt 0 ]
	cxl list -vvv --from all.tar.xz | diff list -
	cxl list -vvvu --from all.tar.xz | diff list-u -
	cxl_as_nobody list -vvv --from - < all.tar.xz | diff list -
	mkdir unpacked
	tar -C unpacked --strip-components=1 -xf all.tar.xz
	cxl list -vvv --sysroot unpacked | diff list -
}

@test "what the devices answered is in it" {
	jq -e '[.. | objects | select(has("serial"))] | length > 0 and all(has("firmware") and has("partition_info"))' list
	[ "$(jq '[.. | objects | has("health")] | any' list)" = \
		"$(cxl list -MH --from all.tar.xz | jq 'any(.[]; has("health"))')" ]
	run -0 --separate-stderr cxl list -HIFA --from all.tar.xz
	# One line is right: what the device itself does not support.
	[ -z "$(grep -v 'the device or the kernel does not support it' <<< "$stderr")" ]
}

@test "a copy of a copy is the same" {
	cxl snapshot --from all.tar.xz again.tar.zst
	cxl list -vvv --from again.tar.zst | diff list -
	[ "$(tar tf again.tar.zst | sed 's,^again,all,' | sort)" = "$(tar tf all.tar.xz | grep -v unreadable | sort)" ]
}

@test "labels only when asked for, and then as the device has them" {
	# shellcheck disable=SC2046 # words
	cxl read-labels --from hidden.tar -o copied $(< memdevs)
	[ -s labels ]
	cmp labels copied
	# shellcheck disable=SC2046
	run -1 cxl read-labels --from all.tar.xz -o none $(< memdevs)
	[[ $output == *"without a reply"* ]]
	[ ! -e none ]
	run -1 cxl zero-labels --from hidden.tar all
	[[ $output == *"recorded machine"* ]]
}

@test "--anonymize: as many serial numbers, none of them known, the rest the same" {
	serials='[.. | objects | .serial? // empty] | sort'
	[ "$(jq "$serials | length" list)" = "$(cxl list -vvv --from hidden.tar | jq "$serials | unique | length")" ]
	[ "$(cxl list -vvv --from hidden.tar | jq "$serials | max <= length")" = true ]
	diff <(jq 'del(.. | .serial?)' list) <(cxl list -vvv --from hidden.tar | jq 'del(.. | .serial?)')
}

@test "without root: less, and what is missing is told" {
	grep "root may read more" nobody.said
	cxl list -vv --from - < nobody.tar | diff list-nobody -
}
