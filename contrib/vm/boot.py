# SPDX-License-Identifier: GPL-2.0-or-later
# What the options make of a machine, for all that start or print one.
import fcntl
import os

from vm import machine, qemu
from vm.report import Refused, usage

GIB = 1 << 30
# The mock devices alone take about 730 MB of kernel memory.
MOCK_MEMORY = 2 * GIB
# norandmaps: at the same addresses, what was translated for one process serves the next; programs start twice as fast.
QUIET = ("console=ttyS0 quiet panic=-1 oops=panic nokaslr norandmaps mitigations=off audit=0 selinux=0 apparmor=0 "
         "init_on_alloc=0 tsc=reliable no_timer_check random.trust_cpu=on rcupdate.rcu_expedited=1 cryptomgr.notests")


def check_modules(options, chosen):
    for name in options.module:
        if not chosen.has(name):
            raise usage(f"--module {name}: kernel {chosen.version} has no such module")
    for name in options.no_module:
        if name in chosen.builtin:
            raise usage(f"--no-module {name}: it is built into kernel {chosen.version}\n"
                        "  next     choose a kernel that has it as a module, with --kernel")


def kernel_line(options, plan, program, extra=()):
    words = [QUIET, *extra, *["cxlvm_mock=1"] * plan.mock, *options.append]
    if options.verbose:
        words[0] = words[0].replace(" quiet", "")
    if program and not program.volatile:
        # QEMU before 8.1 has no event interrupts, and cxl_pci gives up on a device without them unless the kernel
        # believes that the firmware takes care of errors.
        words.append("pcie_ports=compat")
    if options.no_module:
        words.append("module_blacklist=" + ",".join(options.no_module))
    return " ".join(words)


def open_state(path):
    """Makes the state folder and holds it, because two machines on one memory would destroy it."""
    if not path:
        return None
    try:
        os.makedirs(path, exist_ok=True)
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Refused(f"--state {path}: another machine is using it") from None
    except OSError as error:
        raise usage(f"--state {path}: {error.strerror}") from None
    return handle


def hardware(options, plan, program, accel):
    """The arguments both a run and --print share."""
    memory = options.memory or plan.memory or (MOCK_MEMORY if plan.mock else GIB)
    cpus = options.cpus or plan.cpus or 2
    state = os.path.abspath(options.state) if options.state else None
    arguments = machine.base(accel, qemu.CPU, memory, cpus, options.numa or plan.numa, not plan.mock)
    arguments += machine.cxl(plan, program, state)
    if not options.disk:
        arguments += machine.folder("/", "host", False)
    for index, path in enumerate(options.share):
        arguments += machine.folder(path, f"share{index}", True)
    return arguments


def accelerator(options, program):
    if options.accel == "tcg":
        return "tcg"
    works = qemu.kvm_works(program)
    if options.accel == "kvm" and not works:
        raise Refused("--accel kvm: a guest does not run under KVM here\n"
                      "  why      /dev/kvm is missing, not accessible to you, or fails a test guest\n"
                      "  next     leave --accel out: software emulation works everywhere")
    return "kvm" if works else "tcg"
