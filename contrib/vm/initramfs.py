# SPDX-License-Identifier: GPL-2.0-or-later
# The initramfs: busybox, the init script and the modules to load, uncompressed because that boots fastest.
import contextlib
import gzip
import lzma
import os
import shutil
import stat
import struct
import subprocess

from vm import cache, packages
from vm.report import Refused, say

HERE = os.path.dirname(os.path.realpath(__file__))
BOOT_MODULES = ("virtio_pci", "virtio_console", "9pnet_virtio", "9p", "overlay")
# In this order: nobody asks a memdev again that found no driver for its ports, so cxl_port comes before what it
# serves, and what makes memdevs comes last.
DRIVERS = ("device_dax", "kmem", "dax_cxl", "nd_pmem", "dax_pmem", "cxl_port", "cxl_acpi", "cxl_pmem", "cxl_mem")
DEVICE_MODULES = ("cxl_pci",)
MOCK_MODULES = ("cxl_mock_mem", "cxl_test")
APPLETS = ("sh", "cat", "chmod", "chroot", "cp", "cut", "grep", "insmod", "ip", "kill", "ln", "ls", "mkdir", "mkfifo", "mknod",
           "mount", "poweroff", "rm", "setsid", "sleep", "stty", "switch_root", "sync", "tr", "umount", "usleep")


def load_order(kernel, names, without):
    """Files of these modules with what they need, in the order to load them; modules that do not exist are left out."""
    order = []
    for name in names:
        if name in without or name not in kernel.paths:
            continue
        path, needs = kernel.paths[name]
        chain = [*reversed(needs), path]
        for step in chain:
            if step not in order:
                order.append(step)
    return order


def static_busybox():
    """A busybox that runs without libraries, from the system or from its package."""
    for path in ("/bin/busybox", "/usr/bin/busybox", "/sbin/busybox", "/bin/busybox.static"):
        if os.path.exists(path) and is_static(path):
            return path
    kept = os.path.join(cache.peek("busybox"), "1", "bin/busybox")
    if os.path.exists(kept):
        return kept
    if not packages.has_apt():
        raise Refused("no static busybox found in /bin, /usr/bin or /sbin\n  next     sudo dnf install busybox")
    with cache.locked("busybox"):
        if not os.path.exists(kept):
            say("fetching busybox-static (once); contrib/setup vm installs it for good")
            apt = packages.Apt()
            apt.update()
            with cache.new_folder(os.path.join(cache.folder("busybox"), "1")) as work:
                apt.unpack(["busybox-static"], work)
                if not os.path.exists(os.path.join(work, "bin/busybox")):
                    os.symlink("usr/bin", os.path.join(work, "bin"))
    return kept


def is_static(path):
    """Whether an ELF64 file names no program interpreter."""
    try:
        with open(path, "rb") as file:
            head = file.read(4096)
    except OSError:
        return False
    if head[:5] != b"\x7fELF\x02":
        return False
    offset, size, count = struct.unpack_from("<Q", head, 32)[0], *struct.unpack_from("<HH", head, 54)
    return all(struct.unpack_from("<I", head, offset + index * size)[0] != 3 for index in range(count)
               if offset + (index + 1) * size <= len(head))


def plain_module(path):
    """The bytes of a module file, decompressed."""
    with open(path, "rb") as file:
        data = file.read()
    if path.endswith(".xz"):
        return lzma.decompress(data)
    if path.endswith(".gz"):
        return gzip.decompress(data)
    if path.endswith(".zst"):
        zstd = shutil.which("zstd")
        if not zstd:
            raise Refused(f"{path}: zstd is needed to unpack it\n  next     install zstd")
        return subprocess.run([zstd, "-dcq", path], stdout=subprocess.PIPE, check=True).stdout
    return data


class Archive:
    """A cpio archive in the "newc" format."""

    def __init__(self):
        self.parts, self.inode = [], 1

    def add(self, name, mode, data=b"", device=(0, 0)):
        encoded = name.encode() + b"\0"
        fields = (self.inode, mode, 0, 0, 1, 0, len(data), 0, 0, *device, len(encoded), 0)
        self.inode += 1
        header = b"070701" + b"".join(b"%08X" % field for field in fields) + encoded
        self.parts += [header + b"\0" * (-len(header) % 4), data + b"\0" * (-len(data) % 4)]

    def finish(self):
        self.add("TRAILER!!!", 0)
        return b"".join(self.parts)


def path_of(kernel, mock, extra, without):
    """The initramfs for this kernel and module list; made when the cache has none like it."""
    busybox = static_busybox()
    with open(os.path.join(HERE, "init"), "rb") as file:
        script = file.read()
    boot = load_order(kernel, BOOT_MODULES, ())
    names = (*DRIVERS, *(MOCK_MODULES if mock else DEVICE_MODULES), *extra)
    rest = [path for path in load_order(kernel, names, without) if path not in boot]
    files = [[path, os.stat(os.path.join(kernel.modules, path)).st_mtime_ns] for path in boot + rest]
    name = cache.key(kernel.modules, files, len(boot), script.decode(), cache.file_key(busybox), APPLETS, 1)
    target = os.path.join(cache.folder("initramfs"), f"{kernel.version}-{name}.cpio")
    if os.path.exists(target):
        # When it was last used; a cache that belongs to someone else can be read all the same.
        with contextlib.suppress(PermissionError):
            os.utime(target)
        return target
    cache.write(target, build(kernel, script, busybox, boot, rest))
    prune(os.path.dirname(target))
    return target


def build(kernel, script, busybox, boot, rest):
    archive = Archive()
    for folder in ("bin", "dev", "proc", "sys", "modules", "new", "lower", "upper"):
        archive.add(folder, stat.S_IFDIR | 0o755)
    archive.add("dev/console", stat.S_IFCHR | 0o600, device=(5, 1))
    archive.add("init", stat.S_IFREG | 0o755, script)
    with open(busybox, "rb") as file:
        archive.add("bin/busybox", stat.S_IFREG | 0o755, file.read())
    for applet in APPLETS:
        archive.add(f"bin/{applet}", stat.S_IFLNK | 0o777, b"busybox")
    for list_name, paths in (("boot", boot), ("cxl", rest)):
        names = []
        for path in paths:
            names.append(os.path.basename(path).split(".ko")[0] + ".ko")
            archive.add(f"modules/{names[-1]}", stat.S_IFREG | 0o644, plain_module(os.path.join(kernel.modules, path)))
        archive.add(f"modules/{list_name}.list", stat.S_IFREG | 0o644, "".join(n + "\n" for n in names).encode())
    return archive.finish()


def prune(folder, keep=12):
    """Old archives go, the most recently used stay."""
    entries = [os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".cpio")]
    for path in sorted(entries, key=os.path.getmtime, reverse=True)[keep:]:
        try:
            os.unlink(path)
        except FileNotFoundError:
            pass
