# SPDX-License-Identifier: GPL-2.0-or-later
# The options of cxl-vm, and what is done with them.
import argparse
import difflib
import os
import platform
import re
import sys

from vm import boot, complete, disk, guest, initramfs, job, kernel, qemu, show, topology, topology_file
from vm.report import PROGRAM, Refused, USAGE, say, usage


class Parser(argparse.ArgumentParser):
    def error(self, message):
        unknown = re.match(r"unrecognized arguments: (--[^\s=]+)", message)
        near = unknown and difflib.get_close_matches(unknown[1], self._option_string_actions, 1)
        raise usage(message + (f"\n  next     did you mean {near[0]}?" if near else f"\n  next     {PROGRAM} --help"))


def size_option(text):
    section = topology.Section(topology.Topology("--memory"), "machine", None, 0)
    section.values["memory"] = text
    try:
        value = section.size("memory")
    except Refused:
        value = 0
    if value < 256 * topology.MIB or value % topology.MIB:
        raise argparse.ArgumentTypeError(f'"{text}" is no size of 256M or more')
    return value


def seconds(text):
    try:
        value = float(text)
    except ValueError:
        value = -1
    if not 0 <= value < 1e7:
        raise argparse.ArgumentTypeError(f'"{text}" is no number of seconds')
    return value


def folder(text):
    if not os.path.isdir(text):
        raise argparse.ArgumentTypeError(f'"{text}" is no folder')
    return os.path.realpath(text)


def parser():
    make = Parser(prog=PROGRAM, allow_abbrev=False, usage="cxl-vm [OPTION...] [-- COMMAND [ARG...]]",
                  description="Boots an emulated machine with CXL memory on the host's own files and runs COMMAND there, "
                              "or a shell. Writes to the file system are lost with the machine.")
    add = make.add_argument
    add("--topology", default="two-pmem", metavar="NAME|FILE", help="the CXL hardware (default two-pmem)")
    add("--list-topologies", action="store_true", help="list the shipped topologies")
    add("--print", action="store_true", help="print the QEMU command line, start nothing")
    add("--fetch", action="store_true", help="only fetch and prepare what a start needs")
    add("--kernel", metavar="PATH|VERSION|DIR|lab", help="boot this kernel; lab: one of our own")
    add("--qemu", metavar="PATH|newest", help="use this QEMU, or the newest that can be had")
    add("--accel", choices=("auto", "kvm", "tcg"), default="auto", help="hardware or software emulation")
    add("--memory", type=size_option, metavar="SIZE", help="memory of the machine (default 1G; 2G with mock devices)")
    add("--cpus", type=int, choices=range(1, 65), metavar="N", help="processors (default 2)")
    add("--numa", type=int, choices=range(1, 9), metavar="N", help="NUMA nodes (default 1)")
    add("--module", action="append", default=[], metavar="NAME", help="load this module too")
    add("--no-module", action="append", default=[], metavar="NAME", help="this module does not load")
    add("--append", action="append", default=[], metavar="WORDS", help="more kernel parameters")
    add("--share", action="append", default=[], type=folder, metavar="DIR", help="the guest can write to DIR")
    add("--state", metavar="DIR", help="keep persistent memory and labels in DIR")
    add("--build", metavar="DIR", help="build tree whose programs come first in PATH")
    add("--disk", metavar="IMAGE", help="boot this disk image instead of the host's files")
    add("--cloud-init", metavar="DIR", help="with --disk: user-data and meta-data to offer to the image")
    add("--ssh-port", type=int, choices=range(1, 65536), default=2222, metavar="N",
        help="with --disk: port of localhost that leads to the image's ssh (default 2222)")
    add("--write", action="store_true", help="with --disk: keep what the machine writes to IMAGE")
    add("--udev", action="store_true", help="start udev in the guest")
    add("--timeout", type=seconds, metavar="SECONDS", help="stop after that long (default 600 with a COMMAND)")
    add("-t", "--tty", action="store_true", help="give COMMAND a terminal")
    add("-v", "--verbose", action="store_true", help="show the console on stderr")
    add("command", nargs="*", metavar="COMMAND", help=argparse.SUPPRESS)
    return make


def default_build():
    top = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
    build = os.path.join(top, "build")
    return build if os.path.exists(os.path.join(build, "cxl/cxl")) else None


def parse(words):
    """Options before "--", the command after it."""
    split = words.index("--") if "--" in words else len(words)
    options = parser().parse_args(words[:split])
    if options.command:
        raise usage(f'"{options.command[0]}" is not an option\n  next     put -- before the command: '
                    f"{PROGRAM} -- {' '.join(options.command)}")
    options.command = words[split + 1:]
    if split < len(words) and not options.command:
        raise usage("there is no command after --\n  next     leave -- out for a shell")
    options.no_module = [kernel.module_name(name) for name in options.no_module]
    options.module = [kernel.module_name(name) for name in options.module]
    if options.build:
        options.build = os.path.abspath(options.build)
        if not os.path.isdir(options.build):
            raise usage(f"--build {options.build}: there is no such folder")
    else:
        options.build = default_build()
    check_disk_options(options)
    return options


def check_disk_options(options):
    """--disk boots what is on the image: options about the host's files make no sense with it."""
    if not options.disk:
        for name in ("cloud_init", "write"):
            if getattr(options, name):
                raise usage(f"--{name.replace('_', '-')} needs --disk IMAGE")
        return
    for name in ("command", "kernel", "module", "no_module", "append", "udev", "tty"):
        if getattr(options, name, None):
            word = "a COMMAND" if name == "command" else "--" + name.replace("_", "-")
            raise usage(f"{word} cannot be used with --disk\n  why      the image boots its own kernel and files\n"
                        "  next     log in on the console or with ssh and work there")


def check_mock(options, plan):
    """What the mock devices cannot be combined with."""
    if plan.mock and (options.disk or (options.numa or 2) < 2):
        word = "--disk" if options.disk else "--numa 1"
        raise usage(f"{word} cannot be used with topology {options.topology}\n  why      mock devices come with the lab "
                    "kernel, on two NUMA nodes or more\n  next     leave it out or choose another topology")


def terminal_size(options):
    """(rows, columns) when the guest gets a terminal."""
    if options.command and not options.tty:
        return None
    if not (os.isatty(0) and os.isatty(1)):
        return None
    size = os.get_terminal_size(1)
    return size.lines or 24, size.columns or 80


def run(options, plan):
    program = qemu.choose(options.qemu, plan)
    chosen = kernel.choose(options.kernel, mock=plan.mock)
    boot.check_modules(options, chosen)
    archive = initramfs.path_of(chosen, plan.mock, options.module, options.no_module)
    accel = boot.accelerator(options, program)
    if options.fetch:
        say(f"ready: QEMU {program.version}, kernel {chosen.version}, {accel}")
        return 0
    _held = boot.open_state(options.state)
    terminal = terminal_size(options)
    expected = job.expected(plan, chosen, options.no_module)
    devices = "mock" if plan.mock else len(plan.devices)
    greeting = (f"{devices} CXL memory devices, kernel {chosen.version}. Files you change here are lost; end with exit "
                "or ^]")
    marker = os.urandom(16).hex()
    script = job.script(options, chosen.modules, expected, terminal, greeting, marker)
    line = boot.kernel_line(options, plan, program, [f"cxlvm_ports={2 if terminal else 5}"])
    words = ["-kernel", chosen.image, "-initrd", archive, "-append", line]

    def attempt(how, hello_limit):
        arguments = [program.path, *program.arguments, *boot.hardware(options, plan, program, how), *words]
        return guest.once(arguments, program.environment, (script, marker), terminal, options.verbose, hello_limit)

    limit = options.timeout if options.timeout is not None else 600 if options.command else 0
    with guest.signals(limit):
        if accel == "kvm" and options.accel == "auto":
            try:
                return attempt("kvm", guest.HELLO_LIMIT)
            except guest.Stalled:
                qemu.kvm_failed(program)
                say("warning: the guest does not start under KVM here; software emulation is used from now on")
                accel = "tcg"
        try:
            return attempt(accel, None)
        except guest.Crashed:
            # Seen once in some dozens of starts under software emulation on a busy machine: a kernel
            # that patches its own code while another processor runs it.
            say("warning: the kernel crashed while it started; trying once more")
            return attempt(accel, None)


def main(words):
    try:
        if words[:2] == ["complete", "--"]:
            sys.stdout.writelines(line + "\n" for line in complete.candidates(parser(), words[2:]))
            return 0
        options = parse(words)
        if options.list_topologies:
            width = max(len(name) for name, _ in topology_file.shipped())
            for name, about in topology_file.shipped():
                print(f"{name:<{width}}  {about}")
            return 0
        plan = topology_file.load(options.topology)
        check_mock(options, plan)
        if options.print:
            print(show.command_line(options, plan))
            return 0
        if platform.machine() != "x86_64":
            raise Refused(f"this is {platform.machine()}: the guest runs the host's own programs, on x86_64 only")
        if options.disk:
            return disk.run(options, plan)
        return run(options, plan)
    except Refused as error:
        say(str(error))
        return error.status
    except guest.Ended as ended:
        if ended.text:
            say(ended.text)
        return ended.status
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return USAGE
