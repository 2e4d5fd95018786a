#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# cxl list of nothing: [] and status 0, and one line on stderr that says why.

# shellcheck disable=SC2154
load machine

@test "no CXL bus in the kernel" {
	cxl_on list
	empty_list "has no CXL bus"
}

@test "on a copy, nothing is suggested that would change this machine" {
	cxl_on list
	[[ $stderr != *modprobe* ]]
	pci_device 0000:35:00.0
	cxl_on list
	[[ $stderr != *modprobe* ]]
	with_bus
	cxl_on list
	[[ $stderr != *dmesg* ]]
}

@test "an empty folder is no machine" {
	mkdir nothing
	cxl list --sysroot nothing
	refused 2 nothing "no copy of a machine"
}

@test "in place of this machine, what helps is suggested" {
	cxl_in list
	empty_list "this kernel has no CXL bus" "Try: modprobe cxl_acpi"
	pci_device 0000:35:00.0
	cxl_in list
	empty_list "have no driver" "Try: modprobe cxl_pci"
	with_bus
	cxl_in list
	empty_list "did not take" "dmesg | grep -e cxl_pci -e 0000:35:00.0"
}

@test "a CXL bus, but no device" {
	with_bus
	cxl_on list
	empty_list "no PCI device of class 0502"
}

@test "other PCI devices are no CXL devices" {
	with_bus
	pci_device 0000:01:00.0
	echo 0x010802 > "$machine/sys/bus/pci/devices/0000:01:00.0/class"
	pci_device 0000:02:00.0
	echo 0x05020 > "$machine/sys/bus/pci/devices/0000:02:00.0/class"
	pci_device 0000:03:00.0
	: > "$machine/sys/bus/pci/devices/0000:03:00.0/class"
	cxl_on list
	empty_list "no PCI device of class 0502"
}

@test "devices without a driver, and no cxl_pci" {
	with_bus
	pci_device 0000:35:00.0
	rmdir "$machine/sys/bus/pci/drivers/cxl_pci"
	cxl_on list
	empty_list 0000:35:00.0 "cxl_pci is not loaded"
}

@test "devices without a driver, and no bus either" {
	pci_device 0000:35:00.0
	cxl_on list
	empty_list 0000:35:00.0 "have no driver"
}

@test "devices that cxl_pci did not take" {
	with_bus
	pci_device 0000:35:00.0
	pci_device 0000:36:00.0
	cxl_on list
	empty_list 0000:35:00.0 0000:36:00.0 "did not take"
}

@test "more devices than fit a line" {
	with_bus
	for nr in {0..99}; do
		pci_device "$(printf '0000:%02x:00.0' "$nr")"
	done
	cxl_on list
	empty_list 0000:00:00.0
	((${#stderr} < 600)) || fail "a line of ${#stderr} bytes"
}

@test "memdevs that are all disabled" {
	with_memdevs 0 1
	disable mem0
	cxl_on list
	listed mem1
	disable mem1
	cxl_on list
	empty_list "2 memdevs are disabled" "-i shows them"
	cxl_on list -m mem0
	empty_list "1 memdev is disabled" "-i shows it"
}

@test "a filter that matches nothing says what there is" {
	with_memdevs 3
	cxl_on list -m mem0
	empty_list "-m mem0" "there is mem3"
	with_memdevs 7
	cxl_on list -s 5
	empty_list "-s 5" "mem3 and mem7"
	disable mem3
	disable mem7
	cxl_on list -m mem0
	empty_list "nothing matches -m mem0"
}

@test "without a device, the reason is that, not the filter" {
	cxl_on list -m mem0
	empty_list "no CXL bus"
}

@test "every empty list is the same with -u, -i and -v" {
	for option in -u -i -vv -Miu; do
		cxl_on list "$option"
		empty_list "no CXL bus"
	done
}
