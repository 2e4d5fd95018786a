# SPDX-License-Identifier: GPL-2.0-or-later
# The QEMU command line for people (--print): nothing is fetched or started, and the console takes the place of the ports.
import os

from vm import boot, cache, disk, initramfs, kernel, machine, qemu
from vm.report import Refused, say


def program(options, plan):
    """(path, arguments, Qemu or None): QEMU as it would be chosen, with nothing fetched."""
    try:
        choose = qemu.choose_for_disk if options.disk else qemu.choose
        found = choose(options.qemu, plan, may_fetch=False)
    except Refused as error:
        if options.qemu:
            raise
        say(f"note: {str(error).splitlines()[0]}; the command line is for a QEMU of version 8.1 or newer")
        return qemu.BINARY, [], None
    return found.path, found.arguments, found


def boot_files(options, plan):
    """(image, initramfs, modules folder), the last two empty when the kernel was not fetched yet."""
    try:
        chosen = kernel.choose(options.kernel, False, plan.mock)
    except Refused:
        if options.kernel:
            raise
        chosen = None
    if not chosen:
        say("note: the kernel is not here yet: cxl-vm --fetch fetches it, and then --print names the real files")
        where = cache.peek("kernel")
        return os.path.join(where, "VERSION/vmlinuz"), os.path.join(cache.peek("initramfs"), "VERSION.cpio"), ""
    boot.check_modules(options, chosen)
    return chosen.image, initramfs.path_of(chosen, plan.mock, options.module, options.no_module), chosen.modules


def command_line(options, plan):
    path, first, found = program(options, plan)
    accel = "tcg"
    if options.accel == "kvm" or (options.accel == "auto" and found and qemu.kvm_works(found)):
        accel = "kvm"
    arguments = [*first, *boot.hardware(options, plan, found, accel)]
    if options.disk:
        arguments += disk.arguments(options, disk.SEED_PLACE)
        say("note: the seed is made at each start; to use this line by hand, put user-data and meta-data into "
            + disk.SEED_PLACE)
    else:
        image, archive, modules = boot_files(options, plan)
        words = [f"cxlvm_present={len(plan.devices)}"]
        if modules and " " not in modules:
            words.append(f"cxlvm_modules={modules}")
        arguments += ["-kernel", image, "-initrd", archive, "-append", boot.kernel_line(options, plan, found, words)]
    arguments += ["-serial", "mon:stdio"]
    return machine.shell_text(path, arguments)
