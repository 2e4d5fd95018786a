#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# cxl list -H, -I, -F, -A on snapshots, which have no mailboxes.

# shellcheck disable=SC2154
load machine

@test "device data is left out, and one line says so, whatever the machine has" {
	with_memdevs 0 1 2
	for options in -F -HIFA "--health --partition --firmware --alert-config"; do
		# shellcheck disable=SC2086
		cxl_on list $options
		is 0
		one_line
		says "copy of a machine"
		shows '[.[].memdev] | join(" ")' "mem0 mem1 mem2"
		shows 'map(has("health") or has("partition_info") or has("firmware") or has("alert_config")) | any' \
			false
	done
}

@test "a command that the device does not support is reported once, if it was requested" {
	with_memdevs 0 1
	cxl_on list -L
	is 0
	one_line
	says "mem0: no media errors: the device or the kernel does not support it (there are others"
	shows '[.[].memdev] | join(" ")' "mem0 mem1"
	mkdir -p "$machine/cxl-utils/mailbox/mem0"
	printf '%s\n' '7 0x1 0 18' > "$machine/cxl-utils/mailbox/mem0/commands"
	echo 3 > "$machine/cxl-utils/mailbox/mem0/4200.status"
	cxl_on list -H -m mem0
	is 0
	one_line
	says "mem0: no health: the device or the kernel does not support it"
	[[ $stderr != *others* ]]
	cxl_on list -vvv -m mem0
	is 0
	silent
}

@test "-vvv does not query a snapshot, and --no-health cancels --health" {
	with_memdevs 0
	cxl_on list -vvv
	is 0
	silent
	cxl_on list --health --no-health
	silent
	listed mem0
}
