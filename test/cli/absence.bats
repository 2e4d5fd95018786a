#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# cxl list when there is nothing to list: [] and status 0, and one line on stderr that says why.

# shellcheck disable=SC2154
load machine

@test "no CXL bus in the kernel" {
	cxl_on list
	empty_list "has no CXL bus"
}

@test "nothing that changes this machine is suggested for a snapshot" {
	cxl_on list
	[[ $stderr != *modprobe* ]]
	pci_device 0000:35:00.0
	cxl_on list
	[[ $stderr != *modprobe* ]]
	with_bus
	cxl_on list
	[[ $stderr != *dmesg* ]]
}

@test "an empty directory is not a machine" {
	mkdir nothing
	cxl list --sysroot nothing
	refused 2 nothing "not a recorded machine"
}

@test "on this machine, the hint says how to proceed" {
	cxl_in list
	empty_list "this kernel has no CXL bus" "Try: modprobe -a cxl_acpi"
	pci_device 0000:35:00.0
	cxl_in list
	empty_list "have no driver" "Try: modprobe -a cxl_acpi cxl_pci"
	with_bus
	cxl_in list
	empty_list "did not take" "dmesg | grep -e cxl_pci -e 0000:35:00.0"
}

@test "a kernel without CXL: the option is named, and where it was read" {
	kernel_option "# CONFIG_CXL_BUS is not set" CONFIG_CXL_BUS_OTHER=y
	cxl_in list
	empty_list "this kernel has no CXL bus: CONFIG_CXL_BUS is not set in /boot/config-$(uname -r)"
	[[ $stderr != *modprobe* ]]
	kernel_option CONFIG_CXL_BUS=m
	pci_device 0000:35:00.0
	cxl_in list
	empty_list "(0000:35:00.0) have no driver: CONFIG_CXL_PCI is not set in /boot"
	[[ $stderr != *modprobe* ]]
	kernel_option CONFIG_CXL_BUS=y CONFIG_CXL_PCI=y
	cxl_in list
	empty_list "although CONFIG_CXL_PCI=y" "dmesg | grep -i cxl"
}

@test "a recorded machine: its own kernel configuration is used" {
	mkdir -p "$machine/proc/sys/kernel"
	echo 6.9-recorded > "$machine/proc/sys/kernel/osrelease"
	printf '%s\n' CONFIG_64BIT=y "# CONFIG_CXL_BUS is not set" > "$machine/boot/config-6.9-recorded"
	cxl_on list
	empty_list "machine has no CXL bus: CONFIG_CXL_BUS is not set in /boot/config-6.9-recorded"
	echo CONFIG_CXL_PCI=m >> "$machine/boot/config-6.9-recorded"
	pci_device 0000:35:00.0
	cxl_on list
	empty_list "the module cxl_pci is not loaded (CONFIG_CXL_PCI=m in /boot/config-6.9-recorded)"
	[[ $stderr != *modprobe* ]]
}

@test "a recorded machine in an archive: what is in it" {
	mkdir -p "$machine"/proc/sys/kernel "$machine/sys/bus/dax"
	echo 6.9-recorded > "$machine/proc/sys/kernel/osrelease"
	printf '%s\n' CONFIG_64BIT=y CONFIG_CXL_PCI=m > "$machine/boot/config-6.9-recorded"
	pci_device 0000:35:00.0
	tar -cf recorded.tar machine
	cxl list --from recorded.tar
	empty_list "(0000:35:00.0) have no driver; the module cxl_pci is not loaded (CONFIG_CXL_PCI=m in /boot/"
	run -0 --separate-stderr "${CXL%/cxl/cxl}/daxctl/daxctl" list --from recorded.tar
	[[ $stderr == *"there is a dax bus, but neither device_dax nor kmem is loaded"* ]]
}

@test "a kernel with modules: which are not loaded, and how to load them" {
	cxl_in list
	empty_list "the module cxl_core is not loaded (CONFIG_CXL_BUS=m in /boot/config-" \
		"Try: modprobe -a cxl_acpi cxl_pci cxl_port cxl_mem"
	with_bus
	rmdir "$machine"/sys/bus/pci/drivers/cxl_pci
	mkdir -p "$machine"/sys/bus/platform/drivers/cxl_acpi
	pci_device 0000:35:00.0
	cxl_in list
	empty_list "the module cxl_pci is not loaded" "Try: modprobe cxl_pci"
}

@test "no readable configuration" {
	: > "$machine/boot/config-$(uname -r)"
	# The real kernel's configuration must not be found either.
	in_machine[3]='[ ! -e /proc/config.gz ] || mount --bind /dev/null /proc/config.gz; '${in_machine[3]}
	cxl_in list
	empty_list "cxl_core is not loaded, or CONFIG_CXL_BUS is not set" "Try: modprobe"
}

@test "another driver has the devices: it is named" {
	with_bus
	pci_device 0000:35:00.0
	mkdir -p "$machine/sys/bus/pci/drivers/vfio-pci"
	ln -s ../../../bus/pci/drivers/vfio-pci "$machine/sys/devices/pci0000:34/0000:35:00.0/driver"
	cxl_on list
	empty_list "another driver" "0000:35:00.0(vfio-pci)"
}

@test "cxl_pci has the device, but there is no memdev" {
	with_bus
	pci_device 0000:35:00.0
	ln -s ../../../bus/pci/drivers/cxl_pci "$machine/sys/devices/pci0000:34/0000:35:00.0/driver"
	cxl_in list
	empty_list "made no memdev" "dmesg | grep cxl_pci"
}

@test "no CXL root: no firmware table, no driver, or not bound" {
	with_memdevs 0
	cxl_on list -B
	empty_list "no CXL root" "ACPI0017"
	mkdir -p "$machine"/sys/bus/acpi/devices/{ACPI00160:00,ACPI0017:00}
	cxl_in list -BP
	empty_list "the module cxl_acpi is not loaded" "Try: modprobe cxl_acpi"
	mkdir -p "$machine"/sys/bus/platform/drivers/cxl_acpi
	cxl_in list -D
	empty_list "made no bus of it" "dmesg"
	rm -r "$machine"/sys/bus/cxl
	cxl_in list -B
	empty_list "no CXL root: this kernel has no CXL bus" "Try: modprobe"
}

@test "disabled memdevs: the driver that they need is named" {
	with_memdevs 0 1
	disable mem0
	disable mem1
	cxl_in list
	empty_list "2 memdevs are disabled" "Try: modprobe cxl_acpi"
	mkdir -p "$machine"/sys/bus/platform/drivers/cxl_acpi
	cxl_in list
	empty_list "2 memdevs are disabled" "dmesg | grep -e cxl_mem -e mem0"
}

# iomem LINE...: writes the machine's /proc/iomem.
iomem() {
	printf '%s\n' "$@" > "$machine/proc/iomem"
}

@test "memory that firmware gave to the system" {
	with_memdevs 0
	with_root 0 34
	iomem "100000000-1ffffffff : System RAM" "690000000-78fffffff : CXL Window 0" \
		"  690000000-69fffffff : region0" "    690000000-69fffffff : System RAM (kmem)"
	cxl_on list -R
	empty_list "there is no region"
	[[ $stderr != *"in use"* ]]
	iomem "690000000-78fffffff : CXL Window 0" "  690000000-69fffffff : region0" \
		"  6a0000000-6afffffff : System RAM" "800000000-8ffffffff : System RAM"
	cxl_on list -R
	empty_list "there is no region" "in use all the same" "System RAM at 6a0000000-6afffffff"
	iomem "690000000-78fffffff : Soft Reserved" "  690000000-78fffffff : CXL Window 0"
	cxl_on list -R
	empty_list "Soft Reserved at 690000000-78fffffff"
	iomem "00000000-00000000 : CXL Window 0" "  00000000-00000000 : System RAM" junk "" " : "
	cxl_on list -R
	empty_list "as System RAM"
	[[ $stderr != *"00000000"* ]]
}

@test "memory that firmware gave to the system while hiding the device" {
	with_bus
	iomem "690000000-78fffffff : CXL Window 0" "  690000000-78fffffff : System RAM"
	cxl_on list
	empty_list "no PCI device of class 0502" "in use all the same"
}

@test "a CXL bus, but no device" {
	with_bus
	cxl_on list
	empty_list "no PCI device of class 0502"
}

@test "other PCI devices are not CXL devices" {
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

@test "devices without a driver, and cxl_pci is missing" {
	with_bus
	pci_device 0000:35:00.0
	rmdir "$machine/sys/bus/pci/drivers/cxl_pci"
	cxl_on list
	empty_list 0000:35:00.0 "cxl_pci is not loaded"
}

@test "devices without a driver, and there is no bus" {
	pci_device 0000:35:00.0
	cxl_on list
	empty_list 0000:35:00.0 "have no driver"
}

@test "devices that cxl_pci did not bind" {
	with_bus
	pci_device 0000:35:00.0
	pci_device 0000:36:00.0
	cxl_on list
	empty_list 0000:35:00.0 0000:36:00.0 "did not take"
}

@test "more devices than fit in a line" {
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

@test "a filter that matches nothing lists what there is" {
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

@test "without a device, that is the reason, not the filter" {
	cxl_on list -m mem0
	empty_list "no CXL bus"
}

@test "every empty list is the same with -u, -i and -v" {
	for option in -u -i -vv -Miu; do
		cxl_on list "$option"
		empty_list "no CXL bus"
	done
}

# with_terminal MODE WORD...: on the made-up machine, with a terminal on stderr only; what is written there.
with_terminal() {
	run timeout 60 "$BATS_TEST_DIRNAME/terminal.py" "$1" "$CXL" "${@:2}" --sysroot "$machine"
}

@test "no hint is written into a command line that is edited, as a shell's completion would" {
	with_terminal line list -M
	[[ $status == 0 && $output == "cxl list: no CXL memory devices: "* ]]
	with_terminal edit list -M
	[[ $status == 0 && ! $output ]]
	with_bus
	pci_device 0000:35:00.0
	with_terminal edit list -M -m mem3
	[[ $status == 0 && ! $output ]]
}

@test "an error is written there" {
	with_terminal edit list --nosuch
	[[ $status == 2 && $output == *--nosuch* ]]
}
