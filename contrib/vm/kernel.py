# SPDX-License-Identifier: GPL-2.0-or-later
# Which kernel the guest boots: the system's newest one with CXL drivers, a named one, or the distribution's package.
import glob
import os
import re
import shutil
import subprocess

from vm import cache, lab, packages
from vm.report import Refused, say, usage


class Kernel:
    """A bootable image and the folder of its modules."""

    def __init__(self, image, modules):
        self.image, self.modules = image, modules
        self.version = os.path.basename(modules)
        self.paths = {}
        for entry in self.lines("modules.dep"):
            path, _, needs = entry.partition(":")
            self.paths[module_name(path)] = (path, needs.split())
        self.builtin = {module_name(line) for line in self.lines("modules.builtin")}

    def lines(self, name):
        try:
            with open(os.path.join(self.modules, name), encoding="utf-8") as text:
                return text.read().splitlines()
        except OSError:
            return []

    def has(self, module):
        return module in self.paths or module in self.builtin


def module_name(path):
    return re.sub(r"\.ko(\.\w+)?$", "", os.path.basename(path.strip())).replace("-", "_")


def version_key(version):
    return [(1, int(part), "") if part.isdigit() else (0, 0, part) for part in re.findall(r"\d+|[a-z]+", version)]


def choose(wanted, may_fetch=True, mock=False):
    """The kernel for --kernel WANTED, or for no such option; None when it would have to be fetched or built first."""
    if mock:
        return with_mock(wanted or lab.NAME, may_fetch)
    if wanted == lab.NAME:
        folder = lab.folder() if may_fetch else lab.kept()
        return folder and in_cache(folder)
    if wanted:
        return named(wanted)
    candidates = sorted(glob.glob("/boot/vmlinuz-*"), reverse=True,
                        key=lambda path: version_key(os.path.basename(path)[8:]))
    for image in candidates:
        version = os.path.basename(image)[len("vmlinuz-"):]
        modules = f"/lib/modules/{version}"
        if os.access(image, os.R_OK) and os.path.isdir(modules):
            kernel = Kernel(image, modules)
            if kernel.has("cxl_acpi") and kernel.paths:
                return kernel
    return packaged() if may_fetch else newest_in_cache()


def with_mock(wanted, may_fetch):
    """The kernel whose modules know the mock devices of cxl_test: the lab kernel has them in a tree of their own."""
    kernel = choose(wanted, may_fetch)
    if not kernel:
        return None
    mock = os.path.join(os.path.dirname(kernel.image), "mock/lib/modules", kernel.version)
    if os.path.isdir(mock):
        kernel = Kernel(kernel.image, mock)
    if not kernel.has("cxl_test"):
        raise usage(f"--kernel {wanted}: {kernel.modules} has no module cxl_test, which the topology asks for\n"
                    f"  next     leave --kernel out: --kernel {lab.NAME} has it")
    return kernel


def named(wanted):
    """The kernel of a folder, an image file or a version."""
    if os.path.isdir(wanted):
        images = [path for pattern in ("bzImage", "vmlinuz*", "boot/vmlinuz*", "arch/x86/boot/bzImage")
                  for path in sorted(glob.glob(os.path.join(wanted, pattern)))]
        modules = [path for path in sorted(glob.glob(os.path.join(wanted, "lib/modules/*"))) if os.path.isdir(path)]
        if not images or not modules:
            missing = "no bzImage or vmlinuz" if not images else "no lib/modules/VERSION"
            raise usage(f"--kernel {wanted}: {missing} in that folder\n"
                        "  next     install the kernel there: bzImage, and its modules with INSTALL_MOD_PATH")
        return checked(Kernel(os.path.abspath(images[0]), with_index(os.path.abspath(modules[-1]))), wanted)
    if "/" in wanted or os.path.isfile(wanted):
        if not os.path.isfile(wanted):
            raise usage(f"--kernel {wanted}: there is no such file or folder")
        image = os.path.abspath(wanted)
        version = re.sub(r"^(vmlinuz|bzImage)-?", "", os.path.basename(image))
        near = os.path.join(os.path.dirname(image), "lib/modules")
        found = [f"{near}/{version}", f"/lib/modules/{version}", *sorted(glob.glob(f"{near}/*"))]
        modules = next((path for path in found if version and os.path.isdir(path)), None)
        modules = modules or next((path for path in found[2:]), None)
        if not modules:
            raise usage(f"--kernel {wanted}: its modules are not in {near} nor in /lib/modules/{version}\n"
                        "  next     name a folder with the image and lib/modules/VERSION")
        return checked(Kernel(image, with_index(modules)), wanted)
    image, modules = f"/boot/vmlinuz-{wanted}", f"/lib/modules/{wanted}"
    if os.access(image, os.R_OK) and os.path.isdir(modules):
        return checked(Kernel(image, with_index(modules)), wanted)
    kept = os.path.join(cache.peek("kernel"), wanted)
    if os.path.isdir(kept):
        return in_cache(kept)
    raise usage(f"--kernel {wanted}: neither a readable {image} with {modules}, nor in {cache.peek('kernel')}\n"
                "  next     name an image file or a folder, or leave --kernel out to fetch the distribution's kernel")


def checked(kernel, wanted):
    if not kernel.has("cxl_acpi"):
        raise usage(f"--kernel {wanted}: {kernel.modules} has no module cxl_acpi\n"
                    "  why      the kernel was built without CXL, as cloud flavours are\n"
                    "  next     choose another, or leave --kernel out to fetch the distribution's kernel")
    return kernel


def with_index(modules):
    """The modules folder, with modules.dep made in the cache's copy when it has none."""
    if os.path.exists(os.path.join(modules, "modules.dep")):
        return modules
    raise usage(f"{modules} has no modules.dep\n  next     run: depmod -b {modules.split('/lib/modules')[0] or '/'} "
                f"{os.path.basename(modules)}")


def in_cache(folder):
    modules = glob.glob(os.path.join(folder, "lib/modules/*"))[0]
    return Kernel(os.path.join(folder, "vmlinuz"), modules)


def newest_in_cache():
    found = sorted(os.listdir(cache.peek("kernel")), key=version_key) if os.path.isdir(cache.peek("kernel")) else []
    # Others there are being made, or built for the lab.
    found = [name for name in found if name[0].isdigit()]
    return in_cache(os.path.join(cache.peek("kernel"), found[-1])) if found else None


def packaged():
    """The distribution's kernel package, fetched once."""
    kept = newest_in_cache()
    if kept:
        return kept
    if not packages.has_apt():
        raise Refused("no kernel with CXL drivers: none in /boot that is readable and has cxl_acpi in /lib/modules\n"
                      "  next     on Fedora and its kin: sudo dnf install kernel-core kernel-modules; "
                      "or name one with --kernel")
    with cache.locked("kernel"):
        return newest_in_cache() or fetch()


def real_packages(apt):
    """The names of the packages that hold the image and its modules."""
    if packages.os_release().get("ID") == "ubuntu" or "ubuntu" in packages.os_release().get("ID_LIKE", ""):
        image = depends(apt, "linux-image-generic")
        version = image and image.replace("linux-image-", "")
        modules = [f"linux-modules-{version}", f"linux-modules-extra-{version}"]
        return image and [image, *[name for name in modules if apt.show(name)]]
    image = depends(apt, "linux-image-6.12-amd64") or depends(apt, "linux-image-amd64")
    return image and [image]


def depends(apt, package):
    """The linux-image package that this meta package stands for."""
    found = re.search(r"linux-image-(?:unsigned-)?\d\S*", apt.show(package).get("Depends", ""))
    return found and found[0].rstrip(",")


def fetch():
    """Fetches, unpacks and indexes the package."""
    apt = packages.Apt()
    apt.update()
    names = real_packages(apt)
    if not names:
        raise Refused("no kernel with CXL drivers: none in /boot, and no linux-image package in the package lists\n"
                      f"  why      the lists in {apt.base} could not be read, or have none for this system\n"
                      "  next     run cxl-vm --fetch with a network, or name a kernel with --kernel")
    depmod = shutil.which("depmod", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if not depmod:
        raise Refused("depmod is missing\n  next     contrib/setup vm")
    version = re.sub(r"^linux-image-(unsigned-)?", "", names[0])
    size = sum(int(apt.show(name).get("Size", 0)) for name in names) >> 20
    target = os.path.join(cache.folder("kernel"), version)
    say(f"fetching {' '.join(names)} ({size} MB, once) into {target}")
    with cache.new_folder(target) as work:
        apt.unpack(names, work)
        images = glob.glob(os.path.join(work, "boot/vmlinuz-*"))
        if not images:
            raise Refused(f"{names[0]} has no boot/vmlinuz-*\n  next     name a kernel with --kernel")
        os.rename(images[0], os.path.join(work, "vmlinuz"))
        if os.path.isdir(os.path.join(work, "usr/lib/modules")):
            os.makedirs(os.path.join(work, "lib"), exist_ok=True)
            os.rename(os.path.join(work, "usr/lib/modules"), os.path.join(work, "lib/modules"))
        # Where programs in the guest look for it: the host's /boot has other kernels.
        config = os.path.join(work, "boot", f"config-{version}")
        if os.path.isfile(config):
            os.rename(config, os.path.join(work, "lib/modules", version, "config"))
        for part in ("usr", "boot"):
            shutil.rmtree(os.path.join(work, part), ignore_errors=True)
        subprocess.run([depmod, "-b", work, version], check=False)
    return in_cache(target)
