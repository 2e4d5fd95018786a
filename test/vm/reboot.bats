#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# What survives a reboot: two boots of one machine with udevd running. What an administrator
# configured in the first is so in the second, without anybody having done a thing but to make the
# regions again, which QEMU forgets as no firmware does.

bats_require_minimum_version 1.5.0

# QEMU links libdaxctl: it must not find the one of the build tree, which has sanitizers.
unset LD_LIBRARY_PATH

setup_file() {
	top=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	# The disk of the machine: what is kept from boot to boot.
	disk=$BATS_FILE_TMPDIR/disk
	mkdir -p "$disk/daxctl.conf.d"
	cat > "$BATS_FILE_TMPDIR/machine.ini" <<-'EOF_INI'
		[bridge b0]
		[port p0]
		of = b0
		[port p1]
		of = b0
		[device d0]
		port = p0
		type = ram
		size = 256M
		serial = 0x20
		[device d1]
		port = p1
		type = ram
		size = 256M
		serial = 0x21
		[window w0]
		bridges = b0
		size = 4G
	EOF_INI
	# As installed, with the built program for the installed one.
	units=$BATS_FILE_TMPDIR/units
	mkdir "$units"
	cp "$top/contrib/daxctl/90-daxctl-device.rules" "$units"
	sed "s|@DAXCTL@|$BUILD/daxctl/daxctl|" "$top/contrib/daxctl/daxdev-reconfigure@.service.in" \
		> "$units/daxdev-reconfigure@.service"
	export top disk units
}

# boot WORD...: the machine with its disk; runs test/vm/reboot-guest with these words.
boot() {
	run --separate-stderr timeout 1000 "$top/contrib/cxl-vm" --kernel lab --cpus 1 --udev \
		--topology "$BATS_FILE_TMPDIR/machine.ini" --state "$BATS_FILE_TMPDIR/state" \
		--share "$disk" --build "$BUILD" --timeout 900 -- \
		env ASAN_OPTIONS=detect_leaks=0 PATH="$BUILD/cxl:$BUILD/daxctl:$PATH" \
		bash "$top/test/vm/reboot-guest" "$disk" "$units" "$@"
	printf '%s\n' "status $status" "$output" "$stderr"
	[ "$status" -eq 0 ]
}

# said FILE TEXT...: each stands in what was kept of the boot.
said() {
	local text

	for text in "${@:2}"; do
		grep -qF -- "$text" "$disk/$1" || {
			echo "$1 does not say: $text"
			cat "$disk/$1"
			return 1
		}
	done
}

# mode SERIAL: of the device on that memory, in the last boot.
mode() {
	jq -r --arg serial "$1" '.[] | select(.serial == $serial) | .mode' "$disk/devices"
}

@test "first boot: nothing is configured; the administrator does, sees what it would do, and does it" {
	boot 0x20 0x21
	[ "$(mode 0x20)" = "$(mode 0x21)" ]
	said units.log "daxdev-reconfigure@dax" "status 0"
	said units.out "nothing in"
	cat > "$disk/daxctl.conf.d/memory.conf" <<-'EOF'
		# Memory for programs.
		[reconfigure-device d0]
		memdev.serial = 0x20

		# A device for one program.
		[reconfigure-device d1]
		memdev.serial = 33
		mode = devdax
	EOF
	boot 0x20 0x21 by-hand
	said dry-run "memory.conf:2: [reconfigure-device d0] is for it: system-ram, online in zone movable"
	said dry-run "memory.conf:6: [reconfigure-device d1] is for it: devdax"
}

@test "second boot: each device comes up as it was configured, whatever its name is now" {
	boot 0x21 0x20
	# The same memory has another name than in the first boot.
	[ "$(jq -r '.[] | select(.serial == "0x21") | .chardev' "$disk/devices")" = \
		"$(jq -r '.[] | select(.serial == "0x20") | .chardev' "$disk/devices.before")" ]
	[ "$(mode 0x20)" = system-ram ]
	[ "$(mode 0x21)" = devdax ]
	jq -e '.[] | select(.serial == "0x20") | .movable and .online_memblocks == .total_memblocks
		and .total_memblocks >= 1' "$disk/devices"
	said units.log "status 0"
	[ "$(grep -c 'status 0' "$disk/units.log")" -eq 2 ]
	# The distribution's tools see the same memory.
	size=$(jq '.[] | select(.serial == "0x20") | .total_memblocks' "$disk/devices")
	[ "$(jq '[.memory[] | select(.zones == "Movable" and .state == "online")] | length' "$disk/lsmem")" -eq "$size" ]
}

@test "two sections for one device: it stays as the kernel made it, and the unit fails with both" {
	cat > "$disk/daxctl.conf.d/other.conf" <<-'EOF'
		[reconfigure-device other]
		region.name = region0
	EOF
	sed -i 's/= 33/= 0x21/; s/^mode.*//' "$disk/daxctl.conf.d/memory.conf"
	boot 0x20 0x21
	said units.log "status 1" "status 0"
	said units.out "two sections are for it:" "memory.conf:2 and " "other.conf:1" "Nothing was changed"
}

@test "a kernel that puts all new memory online at once: configured all the same" {
	rm -f "$disk/daxctl.conf.d/other.conf"
	cat > "$disk/daxctl.conf.d/memory.conf" <<-'EOF'
		[reconfigure-device d0]
		memdev.serial = 0x20
		online = no
		[reconfigure-device d1]
		memdev.serial = 0x21
		mode = devdax
	EOF
	boot 0x20 0x21 auto-online
	# It was, when the unit began.
	[ "$(grep -c 'now system-ram, [1-9] of [1-9] blocks online in zone movable$' "$disk/units.out")" -eq 2 ]
	[ "$(grep -c 'status 0' "$disk/units.log")" -eq 2 ]
	[ "$(mode 0x21)" = devdax ]
	jq -e '.[] | select(.serial == "0x20") | .mode == "system-ram" and .online_memblocks == 0' "$disk/devices"
}
