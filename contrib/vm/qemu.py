# SPDX-License-Identifier: GPL-2.0-or-later
# Which QEMU runs the guest, what it can do, and whether KVM really works with it.
import glob
import os
import re
import resource
import shutil
import subprocess
import tempfile

from vm import cache, packages
from vm.report import Refused, say, usage

BINARY = "qemu-system-x86_64"
CPU = "max"
# A boot sector that writes 3 to the debug port: QEMU then ends with status 3 * 2 + 1.
PROBE = bytes((0xBA, 0x01, 0x05, 0xB0, 0x03, 0xEE, 0xF4, 0xEB, 0xFD))
PROBE_STATUS = 7


class Qemu:
    """One QEMU program: its path, extra arguments and environment, and its features."""

    def __init__(self, path, tree=None):
        self.path, self.tree = path, tree
        self.arguments, self.environment = [], {}
        if tree:
            for part in ("qemu", "seabios", "ipxe/qemu"):
                for base in ("usr/share", "usr/lib"):
                    if os.path.isdir(os.path.join(tree, base, part)):
                        self.arguments += ["-L", os.path.join(tree, base, part)]
            places = [os.path.join(tree, place) for place in ("usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu")]
            self.environment = {"LD_LIBRARY_PATH": ":".join(place for place in places if os.path.isdir(place))}
        facts = cache.remembered("qemu-features", cache.file_key(path), self.ask)
        if not facts:
            raise Refused(f"{path} does not run: see what it says to: {path} --version\n"
                          "  next     install it again, or name another with --qemu")
        self.version, self.options = facts["version"], set(facts["options"])

    def ask(self):
        """The version, and the options of its CXL memory device."""
        version = re.search(r"version (\S+)", self.output("--version"))
        listed = self.output("-machine", "none", "-device", "cxl-type3,help")
        options = re.findall(r"^\s+([\w-]+)=<", listed, re.M)
        return version and {"version": version[1], "options": options}

    def output(self, *words):
        try:
            return subprocess.run([self.path, *self.arguments, *words], env={**os.environ, **self.environment},
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                  errors="replace", timeout=30, check=False).stdout
        except (OSError, subprocess.TimeoutExpired):
            return ""

    volatile = property(lambda self: "volatile-memdev" in self.options)
    serials = property(lambda self: "sn" in self.options)
    cxl = property(lambda self: bool(self.options))


def lacks(qemu, topology, events=False):
    """(section, key, feature) of the first thing in the topology that this QEMU cannot do; EVENTS: also without
    event interrupts, which came together with ram devices, the drivers of the guest do not work."""
    for device in topology.devices.values():
        if events and not qemu.volatile:
            return device, "type", "event interrupts (QEMU 8.1 and newer), which the driver cxl_pci needs"
        if device.type == "ram" and not qemu.volatile:
            return device, "type", "ram devices (volatile-memdev=, QEMU 8.1 and newer)"
        if not qemu.serials:
            return device, "serial", "serial numbers (sn=, QEMU 7.1 and newer)"
        if not qemu.cxl:
            return device, "type", "CXL devices (cxl-type3)"
    return None


def refuse(qemu, topology, lack, why):
    device, key, feature = lack
    return device.refuse(f'device "{device.name}" cannot be built — {qemu.path} is version {qemu.version}, without '
                         f"{feature}{why} — install a newer QEMU or name one with --qemu", key)


def kept_newer():
    """The newer QEMU in the cache, when it was fetched before."""
    trees = sorted(glob.glob(os.path.join(cache.peek("qemu"), "[0-9]*")), key=os.path.getmtime)
    return Qemu(os.path.join(trees[-1], "usr/bin", BINARY), trees[-1]) if trees else None


def choose_for_disk(wanted, topology, may_fetch=True):
    """As choose(), for an image, whose kernel gets no parameters from here: a QEMU with event interrupts, if there is
    one; otherwise what to do in the image is said."""
    if not wanted:
        try:
            return choose(None, topology, may_fetch, events=True)
        except Refused:
            pass
    found = choose(wanted, topology, may_fetch)
    if lacks(found, topology, events=True):
        say(f"warning: {found.path} is version {found.version}, without event interrupts (QEMU 8.1 and newer): the "
            "CXL devices get no driver in a guest of Linux 6.3 or newer\n"
            "  next     --qemu newest, or boot the image with the kernel parameter pcie_ports=compat")
    return found


def choose(wanted, topology, may_fetch=True, events=False):
    """The QEMU for this topology: the named one, the system's, else a newer one in the cache."""
    if wanted == "newest":
        newer = kept_newer() or (fetch() if may_fetch else None)
        if newer and not lacks(newer, topology):
            return newer
        raise Refused("--qemu newest: it is not in the cache yet\n  next     cxl-vm --qemu newest --fetch")
    if wanted:
        path = shutil.which(wanted)
        if not path:
            raise usage(f"--qemu {wanted}: there is no such program")
        qemu = Qemu(os.path.abspath(path))
        lack = lacks(qemu, topology)
        if lack:
            raise refuse(qemu, topology, lack, "")
        return qemu
    path = shutil.which(BINARY) or shutil.which("/usr/libexec/qemu-kvm")
    if not path:
        raise Refused(f"there is no {BINARY} in PATH\n  next     contrib/setup vm")
    qemu = Qemu(path)
    lack = lacks(qemu, topology, events)
    if not lack:
        return qemu
    newer, why = kept_newer(), ""
    if not newer and may_fetch:
        try:
            newer = fetch()
        except Refused as error:
            why = f" (and a newer one cannot be had: {str(error).splitlines()[0]})"
    if newer and not lacks(newer, topology, events):
        return newer
    raise refuse(qemu, topology, lack, why)


def fetch():
    """QEMU of the backports suite, with the libraries that the system lacks, unpacked into the cache."""
    release = packages.os_release()
    codename = release.get("VERSION_CODENAME")
    if release.get("ID") != "debian" or not codename or not packages.has_apt():
        raise Refused(f"{release.get('PRETTY_NAME', 'this system')} has no backports suite that cxl-vm knows")
    with cache.locked("qemu"):
        kept = kept_newer()
        if kept:
            return kept
        apt = packages.Apt(f"{codename}-backports")
        apt.update()
        wanted = apt.would_install("qemu-system-x86")
        version = dict(wanted).get("qemu-system-x86")
        if not version:
            raise Refused(f"{codename}-backports has no newer qemu-system-x86")
        # A version may start with an epoch, which would be a poor name for a folder.
        target = os.path.join(cache.folder("qemu"), version.split(":")[-1])
        say(f"fetching QEMU {version} of {codename}-backports (once) into {target}; the system's own stays as it is")
        with cache.new_folder(target) as work:
            apt.unpack([f"{name}={value}" for name, value in wanted], work)
            for part in ("usr/share/doc", "usr/share/man", "usr/share/icons", "usr/share/lintian"):
                shutil.rmtree(os.path.join(work, part), ignore_errors=True)
        return Qemu(os.path.join(target, "usr/bin", BINARY), target)


def boot_id():
    with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as text:
        return text.read().strip()


def kvm_facts(qemu):
    return [boot_id(), os.getuid(), CPU, cache.file_key(qemu.path)]


def kvm_works(qemu):
    """Whether a guest really runs under KVM; asked once per boot of the host, because a /dev/kvm alone proves nothing."""
    if not os.access("/dev/kvm", os.R_OK | os.W_OK):
        return False
    return cache.remembered("kvm", kvm_facts(qemu), lambda: {"works": try_kvm(qemu)})["works"]


def kvm_failed(qemu):
    """Keeps in mind that KVM ran the probe but not the guest."""
    path = os.path.join(cache.folder("kvm"), cache.key(kvm_facts(qemu)) + ".json")
    cache.write(path, b'{"works": false}')


def try_kvm(qemu):
    with tempfile.NamedTemporaryFile(prefix="cxl-vm-") as image:
        image.write(PROBE.ljust(510, b"\0") + b"\x55\xaa")
        image.flush()
        command = [qemu.path, *qemu.arguments, "-accel", "kvm", "-cpu", CPU, "-M", "q35", "-m", "32", "-nodefaults",
                   "-no-user-config", "-display", "none", "-device", "isa-debug-exit,iobase=0x501,iosize=1",
                   "-drive", f"file={image.name},format=raw,if=ide,readonly=off,snapshot=on"]
        try:
            # A QEMU that KVM lets down ends in abort(): that needs no core file here.
            done = subprocess.run(command, env={**os.environ, **qemu.environment}, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=5, check=False,
                                  preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)))
        except (OSError, subprocess.TimeoutExpired):
            return False
    return done.returncode == PROBE_STATUS
