#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# daxctl reconfigure-device --check-config: which file and line apply to which device, on recorded
# and synthetic machines. The tests in the virtual machine prove that the change is made.

# shellcheck disable=SC2154
load topology

# conf NAME LINE...: writes a file of the configuration directory.
conf() {
	mkdir -p "$machine/etc/daxctl.conf.d"
	printf '%s\n' "${@:2}" > "$machine/etc/daxctl.conf.d/$1"
}

recorded() {
	tar -C "$machine" --strip-components=1 -xJf "$SOURCE/test/trees/two-bridges-regions.tar.xz"
}

daxctl() {
	run --separate-stderr timeout --foreground 60 "$DAXCTL" "$@"
}

check_config() {
	daxctl reconfigure-device --check-config --sysroot "$machine" "${@:-all}"
}

dry_run() {
	check_config --dry-run "${@:-all}"
}

fail() {
	printf '%s\n' "$1" "status: $status" "stdout: $output" "stderr: ${stderr:-}" >&2
	return 1
}

# is STATUS TEXT...: each text is in stdout; stderr is empty.
is() {
	local text

	[[ $status == "$1" && ! $stderr ]] || fail "not $1, or something on stderr"
	for text in "${@:2}"; do
		[[ $output == *"$text"* ]] || fail "stdout does not say: $text"
	done
}

# refused TEXT...: status 1, stdout is empty, each text is in stderr, and so is that nothing was
# changed.
refused() {
	local text

	[[ $status == 1 && ! $output ]] || fail "not refused, or something on stdout"
	for text in "$@" "Nothing was changed"; do
		[[ $stderr == *"$text"* ]] || fail "stderr does not say: $text"
	done
}

@test "no directory, an empty one, the installed sample: no section applies to any device" {
	recorded
	dry_run
	is 0 "dax2.0: nothing in " "etc/daxctl.conf.d" \
		"(region.name region2, memdev.serial 0x20 0x21, numa.node 3)"
	mkdir -p "$machine/etc/daxctl.conf.d"
	dry_run dax2.0
	is 0 "dax2.0: nothing in "
	cp "$SOURCE/contrib/daxctl/daxctl.example.conf" "$machine/etc/daxctl.conf.d"
	dry_run 2.0
	is 0 "dax2.0: nothing in " "daxctl.example.conf: 0 sections"
	[ "${#lines[@]}" -eq 2 ]
}

@test "--dry-run lists the files and sections that were read, and why none matches" {
	recorded
	dry_run
	is 0 "etc/daxctl.conf.d: no file *.conf was read"
	conf a.conf "[reconfigure-device one]" "memdev.serial = 0x20" "mode = devdax" "" \
		"[reconfigure-device two]" "region.name = region2" "numa.node = 7"
	conf b.conf "# nothing"
	dry_run
	is 0 "a.conf:1: [reconfigure-device one]: memdev.serial does not match (line 2)" \
		"a.conf:5: [reconfigure-device two]: numa.node does not match (line 7)" \
		"a.conf: 2 sections" "b.conf: 0 sections"
	conf b.conf "[reconfigure-device three]" "numa.node = 3"
	dry_run
	is 0 "b.conf:1: [reconfigure-device three] is for it"
	[ "${#lines[@]}" -eq 1 ]
	# Also without a device.
	rm -r "$machine/sys/bus/dax/devices"/*
	dry_run
	is 0 "no dax device to configure" "a.conf: 2 sections" "b.conf: 1 section"
}

@test "the sections of the sample are valid once they are uncommented" {
	recorded
	mkdir -p "$machine/etc/daxctl.conf.d"
	sed -n 's/^# \(\[.*\|[a-z.]* = .*\)/\1/p' "$SOURCE/contrib/daxctl/daxctl.example.conf" \
		> "$machine/etc/daxctl.conf.d/a.conf"
	[ "$(grep -c '^\[' "$machine/etc/daxctl.conf.d/a.conf")" -eq 3 ]
	sed -i 's/0x1234 0x1235/0x20 0x21/' "$machine/etc/daxctl.conf.d/a.conf"
	dry_run
	is 0 "a.conf:1: [reconfigure-device volatile] is for it"
}

@test "memory of a region, selected by each key and by all of them" {
	recorded
	for key in "memdev.serial = 0x21, 32" "region.name = region2" "numa.node = 3" \
		$'memdev.serial=32 33\nregion.name=region2\nnuma.node=3'; do
		conf a.conf "" "[reconfigure-device one]" "$key" "mode = devdax"
		dry_run
		is 0 "dax2.0: " "etc/daxctl.conf.d/a.conf:2: [reconfigure-device one] is for it: devdax; now system-ram, 4 of 4 blocks online in zone movable"
	done
	for key in "memdev.serial = 0x20" "memdev.serial = 0x20 0x21 0x22" "region.name = region1" \
		"numa.node = 2" $'region.name=region2\nnuma.node=2' \
		"region.uuid = 0d1c0b0a-0908-4706-8504-030201000f0e"; do
		conf a.conf "" "[reconfigure-device one]" "$key" "mode = devdax"
		dry_run
		is 0 "dax2.0: nothing in "
	done
}

@test "reports what would change, and what is already as configured" {
	recorded
	conf a.conf "[reconfigure-device one]" "numa.node = 3"
	dry_run
	is 0 "system-ram, online in zone movable; it is so already: system-ram, 4 of 4 blocks online"
	conf a.conf "[reconfigure-device one]" "numa.node = 3" "zone = normal"
	dry_run
	is 0 "system-ram, online in zone normal; now system-ram, 4 of 4 blocks online in zone movable"
	conf a.conf "[reconfigure-device one]" "numa.node = 3" "online = no"
	dry_run
	is 0 "system-ram, not online; now system-ram, 4 of 4"
	rm "$machine/sys/bus/dax/devices/dax2.0/driver"
	dry_run
	is 0 "system-ram, not online; now disabled"
	conf a.conf "[reconfigure-device one]" "numa.node = 3" "mode = famfs"
	dry_run
	is 0 "famfs; now disabled"
}

@test "persistent memory, selected by the UUIDs of its namespace, and by the region of its address" {
	pmem_machine
	dry_run
	is 0 "dax0.0: nothing in " "region.uuid 0d1c0b0a-0908-4706-8504-030201000f0e, memdev.serial " \
		"nvdimm.uuid 48d8e42c-a2f0-4312-9e70-a837faafe862, nvdimm.uuid 11111111-a2f0"
	for key in "nvdimm.uuid = 48d8e42c-a2f0-4312-9e70-a837faafe862" \
		"nvdimm.uuid = 11111111-A2F0-4312-9e70-a837faafe862" "region.name = region0" \
		"region.uuid = 0d1c0b0a-0908-4706-8504-030201000f0e" \
		"memdev.serial = $(< "$devices/mem0/serial")"; do
		conf a.conf "[reconfigure-device one]" "$key"
		dry_run
		is 0 "a.conf:1: [reconfigure-device one] is for it"
	done
	# One byte before the region starts.
	echo 0x17fffffff > "$machine/sys/bus/dax/devices/dax0.0/resource"
	conf a.conf "[reconfigure-device one]" "region.name = region0"
	dry_run
	is 0 "dax0.0: nothing in "
}

@test "two sections for one device: both are reported, also from one file" {
	recorded
	conf a.conf "[reconfigure-device one]" "numa.node = 3"
	conf b.conf "#" "[reconfigure-device two]" "region.name = region2"
	dry_run
	refused "dax2.0: two sections are for it: " "etc/daxctl.conf.d/a.conf:1 and " "etc/daxctl.conf.d/b.conf:2"
	conf b.conf "#" "[reconfigure-device two]" "region.name = region2" "numa.node = 2"
	dry_run
	is 0 "a.conf:1: [reconfigure-device one] is for it"
	conf b.conf
	conf a.conf "[reconfigure-device one]" "numa.node = 3" "[reconfigure-device two]" "numa.node = 3"
	dry_run
	refused "a.conf:1 and " "a.conf:3"
}

@test "errors are reported with file and line, one of each file, and nothing is changed" {
	recorded
	conf a.conf "[reconfigure-device one]" "numa.node = 3" "mood = devdax"
	conf b.conf "[reconfigure-device two]" "nvdimm.uuid = 48d8e42c"
	conf c.conf "[reconfigure-device three]" $'numa.node = 3\r'
	conf d.conf "[monitor]"
	conf e.conf "[reconfigure-device three]" "numa.node = 3" "numa.node = 4"
	for check in dry_run check_config; do
		$check
		refused 'a.conf:3: unknown key "mood"' "b.conf:2: nvdimm.uuid" "is no UUID" \
			"c.conf:2: the line ends in CR LF" "d.conf:1: unknown section [monitor]" \
			"e.conf:1: the section [reconfigure-device three] stands in "
		[[ $stderr != *"is for it"* ]] || fail "went on"
	done
}

@test "not a file: a directory, a pipe, an endless device, 1 MiB in a line, binary data" {
	recorded
	mkdir -p "$machine/etc/daxctl.conf.d/x.conf"
	dry_run
	refused "etc/daxctl.conf.d/x.conf: it is a folder"
	rmdir "$machine/etc/daxctl.conf.d/x.conf"
	mkfifo "$machine/etc/daxctl.conf.d/x.conf"
	dry_run
	refused "x.conf: it is no regular file"
	ln -sf /dev/zero "$machine/etc/daxctl.conf.d/x.conf"
	dry_run
	refused "x.conf: it is no regular file"
	rm "$machine/etc/daxctl.conf.d/x.conf"
	head -c 1048576 /dev/zero | tr '\0' x > "$machine/etc/daxctl.conf.d/x.conf"
	dry_run
	refused "x.conf:1: the line has 1048576 bytes; at most 4096"
	head -c 4096 "$DAXCTL" > "$machine/etc/daxctl.conf.d/x.conf"
	dry_run
	refused "x.conf:1: " "is no text"
	rm "$machine/etc/daxctl.conf.d/x.conf"
	rmdir "$machine/etc/daxctl.conf.d"
	echo > "$machine/etc/daxctl.conf.d"
	dry_run
	refused "etc/daxctl.conf.d: Not a directory"
}

@test "a file without read permission" {
	recorded
	conf a.conf "[reconfigure-device one]" "numa.node = 3"
	chmod 0 "$machine/etc/daxctl.conf.d/a.conf"
	# Root can read it anyway, because of its capabilities.
	as=()
	[[ $EUID != 0 ]] || as=(setpriv '--bounding-set=-dac_override,-dac_read_search' --)
	run --separate-stderr "${as[@]}" "$DAXCTL" reconfigure-device --check-config --dry-run \
		--sysroot "$machine" all
	refused "a.conf: Permission denied" "Try as root"
}

@test "arguments and options" {
	recorded
	dry_run dax9.0
	[[ $status == 2 && $stderr == *dax9.0* ]] || fail "no such device"
	for options in "-m devdax" "-N" "--no-movable" "-s 1G" "-a 2M"; do
		# shellcheck disable=SC2086
		check_config $options all
		[[ $status == 2 && $stderr == *"--check-config"* && ! $output ]] || fail "$options"
	done
	daxctl reconfigure-device --dry-run --sysroot "$machine" -m devdax all
	[[ $status == 2 && $stderr == *"--check-config"* ]] || fail "--dry-run alone"
	# A snapshot is only read.
	check_config
	[[ $status == 1 && $stderr == *"is a recorded machine"* ]] || fail "a copy"
}
