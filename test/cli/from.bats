#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# --from: ordinary archives and hostile ones. Nothing stays in TMPDIR.

# shellcheck disable=SC2154
load machine

# Archives are unpacked in $TMPDIR; a hostile archive tries to create files in $outside.
with_tmp() {
	export TMPDIR=$PWD/tmp
	outside=$PWD/outside
	mkdir "$TMPDIR" "$outside"
}

nothing_left() {
	[[ -z $(ls -A "$TMPDIR") ]] || fail "left behind: $(ls -A "$TMPDIR")"
	[[ -z $(ls -A "$outside") ]] || fail "outside: $(ls -A "$outside")"
}

# archive NAME: python writes the members: m(name, type, size, link), raw bytes to $1.
archive() {
	python3 -c '
import io, os, sys, tarfile
T = tarfile
tar = tarfile.open(sys.argv[1], "w", format=tarfile.GNU_FORMAT)
def m(name, kind=T.REGTYPE, data=b"", link=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size = kind, link, len(data)
    tar.addfile(info, io.BytesIO(data))
exec(sys.argv[2])
tar.close()' "$@"
}

refuses() {
	cxl list --from "$1"
	refused 1 "cannot use --from $1" "${@:2}"
	nothing_left
}

@test "recorded machines, with or without a directory around them" {
	with_tmp
	for tree in switch kernel-6.1; do
		mkdir "$tree"
		tar -C "$tree" --strip-components=1 -xf "$SOURCE/test/trees/$tree.tar.xz"
		tar -C "$tree" -cf flat.tar .
		cxl list -vvv --sysroot "$tree"
		wanted=$output
		for file in "$SOURCE/test/trees/$tree.tar.xz" flat.tar; do
			cxl list -vvv --from "$file"
			is 0
			silent
			[[ $output == "$wanted" ]]
			nothing_left
		done
	done
}

@test "not an archive" {
	with_tmp
	: > empty
	echo text > text
	head -c 100000 /dev/urandom > noise
	gzip -k text
	for file in empty text noise text.gz; do
		refuses "$file" "not a tar archive"
	done
	cxl list --from nosuch
	refused 2 "cannot use --from nosuch: No such file or directory"
	cxl list --from .
	refused 2 "it is a directory; use --sysroot for directories"
	cxl list --from /dev/null
	refused 2 "not a file"
	cxl list --from text --sysroot machine
	refused 2 "--sysroot and --from cannot be used together"
	cxl list --sysroot text.gz
	refused 2 "use --from for archives"
	nothing_left
}

@test "archives of something else" {
	with_tmp
	archive two.tar 'm("a/x"); m("b/x")'
	archive none.tar 'm("a/x")'
	archive file.tar 'm("a")'
	for file in two none file; do
		refuses $file.tar "it has no directory sys"
	done
}

@test "truncated and damaged at any position" {
	with_tmp
	size=$(stat -c %s "$SOURCE/test/trees/two-pmem.tar.xz")
	for ((cut = 1; cut < size; cut += size / 12)); do
		head -c "$cut" "$SOURCE/test/trees/two-pmem.tar.xz" > cut.tar.xz
		refuses cut.tar.xz damaged
		{ head -c "$cut" "$SOURCE/test/trees/two-pmem.tar.xz" && echo junk &&
			tail -c +$((cut + 6)) "$SOURCE/test/trees/two-pmem.tar.xz"; } > bent.tar.xz
		refuses bent.tar.xz
	done
}

@test "names that lead outside the archive" {
	with_tmp
	archive a.tar "m('$outside/passwd', data=b'x')"
	refuses a.tar "absolute path"
	archive b.tar 'm("sys/x"); m("../outside/x")'
	refuses b.tar "leads out of the archive"
	archive c.tar 'm("sys/../../../outside/x")'
	refuses c.tar "leads out of the archive"
	archive d.tar 'm("sys/..", T.DIRTYPE)'
	refuses d.tar "leads out of the archive"
}

@test "links that would place members outside the archive" {
	with_tmp
	archive a.tar "m('sys', T.SYMTYPE, link='$outside'); m('sys/x', data=b'x')"
	refuses a.tar "two members of that name"
	archive b.tar "m('sys/l', T.SYMTYPE, link='../../../outside'); m('sys/l/x', data=b'x')"
	refuses b.tar "two members of that name"
	archive c.tar "m('sys/l', T.SYMTYPE, link='$outside/x'); m('sys/l', data=b'x')"
	refuses c.tar "two members of that name"
	archive d.tar "m('sys/x', data=b'x'); m('sys/y', T.LNKTYPE, link='$outside/../machine/proc')"
	refuses d.tar "hard link"
	archive e.tar "m('sys', T.SYMTYPE, link='/sys')"
	refuses e.tar "no directory sys"
	archive f.tar "m('a', T.SYMTYPE, link='/')"
	refuses f.tar "no directory sys"
}

@test "links to themselves or into this machine reveal nothing of it" {
	with_tmp
	archive loop.tar 'm("sys/bus/cxl/devices/mem0", T.SYMTYPE, link="mem0"); m("sys/bus/cxl/devices/mem1", T.SYMTYPE, link="/etc")
m("sys/bus/cxl/devices/root0", T.SYMTYPE, link="../devices/root0"); m("sys/bus/pci", T.SYMTYPE, link="pci")'
	cxl list -vvv --from loop.tar
	is 0
	shows type array
	nothing_left
}

@test "devices, FIFOs and duplicate members" {
	with_tmp
	archive a.tar 'm("sys/null", T.CHRTYPE)'
	refuses a.tar "a device or a FIFO"
	archive b.tar 'm("sys/pipe", T.FIFOTYPE)'
	refuses b.tar "a device or a FIFO"
	archive c.tar 'm("sys/x"); m("sys/x")'
	refuses c.tar "two members of that name"
	archive d.tar 'm("sys/x"); m("sys/x/y")'
	refuses d.tar "cannot create the directory sys/x"
}

@test "too many, too deep, too large: both numbers are reported" {
	with_tmp
	archive deep.tar 'm("/".join(["sys"] + ["d"] * 64))'
	refuses deep.tar "65 directories deep; the limit is 64"
	mkdir -p sys
	truncate -s $((16 * 1024 * 1024 + 1)) sys/large
	tar -cJf large.tar.xz sys
	refuses large.tar.xz "16777217 bytes or more; the limit is 16777216"
	truncate -s 1T sys/large
	tar --sparse -cf sparse.tar sys
	(($(stat -c %s sparse.tar) < 100000))
	refuses sparse.tar "1099511627776 bytes or more; the limit is 16777216"
	truncate -s 16M sys/large
	for i in {1..16}; do
		ln sys/large "sys/l$i"
	done
	tar --hard-dereference -czf many.tar.gz sys
	refuses many.tar.gz "the limit is 268435456"
}

@test "links, which are kept in memory until the end, cannot be longer than a path" {
	with_tmp
	archive link.tar 'm("sys/x", T.SYMTYPE, link="y" * 900000)'
	refuses link.tar "name and target of a link have 900005 bytes"
}

@test "names with control characters are escaped" {
	with_tmp
	archive a.tar 'm("/a\x1b[31m\n\xff")'
	refuses a.tar 'a\x1b[31m'
	[[ $stderr != *$'\e'* ]]
}

@test "recorded replies that are shorter, longer, missing, or not files" {
	with_tmp
	with_memdevs 0
	directory=$machine/cxl-utils/mailbox/mem0
	mkdir -p "$directory"
	printf '%s\n' '1 0x1 0 67' '7 0x1 0 18' junk '9 9' '-1 1 1 1' > "$directory/commands"
	head -c 18 /dev/zero > whole
	for length in 0 1 4 17 18 19 5000; do
		head -c "$length" /dev/zero > "$directory/4200"
		cxl_on list -H
		is 0
		shows '.[0] | has("health") == (.health != null)' true
		if ((length >= 18)); then
			shows '.[0].health.life_used_percent' 0
		fi
	done
	rm "$directory/4200"
	for status in 3 -25 0 -99999 x '' 99999; do
		echo "$status" > "$directory/4200.status"
		cxl_on list -H
		is 0
		shows '.[0] | has("health")' false
	done
	mkfifo "$directory/4200"
	cxl_on list -H
	is 0
	rm "$directory/4200"
	ln -s "$PWD/whole" "$directory/4200"
	cxl_on list -H
	shows '.[0] | has("health")' false
	for text in '' junk '4294967295 0 0 0' "$(yes '7 1 0 18' | head -n 5000)"; do
		printf '%s\n' "$text" > "$directory/commands"
		cxl_on list -HIFA
		is 0
		shows type array
	done
	rm "$directory/commands" && mkfifo "$directory/commands"
	cxl_on list -H
	is 0
}

@test "a signal, or a reader that exits, leaves no temporary directory" {
	with_tmp
	for signal in INT TERM HUP KILL PIPE; do
		mkfifo pipe
		# Stopped before the end of the archive, when the directory already exists.
		"$CXL" list --from pipe > out 2> err &
		pid=$!
		exec 5> pipe
		xz -dc "$SOURCE/test/trees/switch.tar.xz" | head -c 400000 >&5
		for _ in {1..100}; do
			[[ -z $(ls "$TMPDIR") ]] || break
			sleep 0.05
		done
		[[ -n $(ls "$TMPDIR") ]] || fail "there was no directory"
		kill -"$signal" "$pid"
		exec 5>&-
		wait "$pid" && fail "it ended as if nothing had happened"
		for _ in {1..100}; do
			[[ -n $(ls "$TMPDIR") ]] || break
			sleep 0.05
		done
		nothing_left
		rm pipe
	done
}

@test "create-region plans on a snapshot as on the machine, and creates nothing there" {
	with_tmp
	tar -xf "$SOURCE/test/trees/two-bridges-x2.tar.xz"
	for what in --list-options "--dry-run -t ram" \
		"--dry-run --json -U 6c2d4e9a-0f2b-4c6e-9d65-1f0e6c8f2b11"; do
		# shellcheck disable=SC2086
		cxl create-region $what --sysroot two-bridges-x2
		wanted=$status/$output
		[[ -n $output ]] || fail "nothing to compare"
		# shellcheck disable=SC2086
		cxl create-region $what --from "$SOURCE/test/trees/two-bridges-x2.tar.xz"
		[[ $status/$output == "$wanted" ]] || fail "instead of $wanted"
		nothing_left
	done
	cxl create-region --from "$SOURCE/test/trees/two-bridges-x2.tar.xz"
	refused 1 "is a recorded machine"
	nothing_left
}

@test "no directory to unpack to" {
	with_tmp
	TMPDIR=$PWD/nosuch cxl list --from "$SOURCE/test/trees/switch.tar.xz"
	refused 1 "cannot create a directory in $PWD/nosuch"
}

@test "--from completes files, and is an option of every command that reads" {
	touch machine.tar.xz
	cxl complete -- list --from mach
	[[ $output == *$'\tfile'* ]]
	for command in list read-labels zero-labels write-labels snapshot; do
		cxl "$command" --list-opts
		[[ $output == *"--from"* ]]
	done
}
