# SPDX-License-Identifier: GPL-2.0-or-later
# The lab kernel: the distribution's kernel source, built small with CXL regions and with cxl_test, once for each recipe.
import contextlib
import glob
import os
import re
import shutil
import signal
import subprocess
import sys
import time

from vm import cache, guest, packages
from vm.report import Refused, say, status

NAME = "lab"
SOURCE = "linux-source-6.12"
CONFIG = os.path.join(os.path.dirname(os.path.realpath(__file__)), "lab-kernel.config")
TOOLS = ("make", "gcc", "ld", "flex", "bison", "bc", "zstd", "xz", "tar", "depmod")
# The largest parts of the source that x86 never reads.
LEFT_OUT = ("arch/arm/boot", "arch/arm64/boot", "drivers/gpu/drm/amd/include", "tools/perf",
            "Documentation/devicetree", "Documentation/translations")
# Seconds between two lines about the progress, where no terminal shows it all the time.
EVERY = 60
# What is said, about how many lines it writes into the log, what is run in the source folder. The kernel is kept by
# the scripts, so a change of these builds anew.
# cxl_test comes with copies of the CXL modules that know its mock devices and must not meet real ones: they
# get a second tree of modules, where they stand in place of the real ones.
STEPS = (
    ("configuring", 5, """
make -s tinyconfig
scripts/kconfig/merge_config.sh -m -Q .config "$CONFIG"
make -s olddefconfig
"""),
    ("building the kernel, the longest part", 1960, """
make -j "$JOBS" bzImage modules
"""),
    ("building cxl_test", 55, """
make -j "$JOBS" M=tools/testing/cxl modules
"""),
    ("installing", 52, """
version=$(make -s kernelrelease)
cp arch/x86/boot/bzImage "$OUT/vmlinuz"
cp .config "$OUT/config"
make INSTALL_MOD_PATH="$OUT" INSTALL_MOD_STRIP=1 DEPMOD=true modules_install
rm -f "$OUT/lib/modules/$version/build" "$OUT/lib/modules/$version/source"
mkdir "$OUT/mock"
cp -r "$OUT/lib" "$OUT/mock/"
make M=tools/testing/cxl INSTALL_MOD_PATH="$OUT/mock" INSTALL_MOD_STRIP=1 INSTALL_MOD_DIR=updates DEPMOD=true \\
    modules_install
for module in "$OUT/mock/lib/modules/$version/updates/"*.ko; do
    find "$OUT/mock/lib/modules/$version/kernel" -name "${module##*/}" -delete
done
depmod -b "$OUT" "$version"
depmod -b "$OUT/mock" "$version"
"""),
)


def config_text():
    with open(CONFIG, encoding="utf-8") as text:
        return text.read()


def recipe_key():
    return cache.key(config_text(), [script for _, _, script in STEPS], SOURCE)[:12]


def kept():
    """The folder of the newest kernel of today's recipe, or None. Its name is lab-SOURCE VERSION-KEY."""
    found = glob.glob(os.path.join(glob.escape(cache.peek("kernel")), f"{NAME}-*-{recipe_key()}"))
    return max(found, key=os.path.getmtime, default=None)


def folder():
    """The folder of the lab kernel, built when there is none of today's recipe."""
    if kept():
        return kept()
    with cache.locked("lab-kernel", "building the lab kernel"):
        return kept() or build()


def environment():
    """The caller's, without what would change the build, and with the folders where depmod may be."""
    unwanted = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "ARCH", "CROSS_COMPILE", "KBUILD_OUTPUT", "CC", "LLVM", "KCFLAGS", "M", "O")
    values = {key: value for key, value in os.environ.items() if key not in unwanted}
    values["PATH"] = values.get("PATH", "/usr/bin:/bin") + ":/usr/sbin:/sbin"
    return {**values, "LC_ALL": "C", "CONFIG": CONFIG, "JOBS": str(len(os.sched_getaffinity(0)))}


def check_tools(values):
    missing = [tool for tool in TOOLS if not shutil.which(tool, path=values["PATH"])]
    if "gcc" not in missing:
        done = subprocess.run(["gcc", "-E", "-include", "gelf.h", "-x", "c", "/dev/null"], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, check=False)
        missing += ["libelf's gelf.h"] if done.returncode else []
    if missing:
        raise Refused(f"--kernel {NAME}: missing to build it: {', '.join(missing)}\n  next     contrib/setup lab")


def duration(seconds):
    return f"{int(seconds)} s" if seconds < 120 else f"{round(seconds / 60)} min"


class Progress:
    """How far a step is, by what it has written into the log so far."""

    def __init__(self, about, lines, path):
        self.about, self.lines, self.path = about, lines, path
        self.start = self.shown = time.monotonic()
        self.log = open(path, "rb")
        self.log.seek(0, os.SEEK_END)
        self.seen = 0

    def __enter__(self):
        say(f"lab kernel: {self.about}; log {self.path}")
        return self

    def __exit__(self, *_):
        status("")
        self.log.close()

    def text(self, elapsed):
        part = min(self.seen / self.lines, 0.99)
        left = f", about {duration(elapsed / part - elapsed)} left" if part > 0.05 else ""
        return f"lab kernel: {self.about}: {part:.0%} after {duration(elapsed)}{left}"

    def __call__(self):
        self.seen += self.log.read().count(b"\n")
        now = time.monotonic()
        text = self.text(now - self.start)
        status(text)
        if not sys.stderr.isatty() and now - self.shown >= EVERY:
            self.shown = now
            say(text)


def run(script, values, log, work, progress=lambda: None):
    """Runs shell lines in WORK, with all that they say in the log; nothing of theirs runs on afterwards."""
    process = subprocess.Popen(["sh", "-e", "-c", script], cwd=work, env=values, stdin=subprocess.DEVNULL, stdout=log,
                               stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=guest.in_child())
    try:
        while True:
            try:
                return process.wait(1) == 0
            except subprocess.TimeoutExpired:
                progress()
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def not_taken(config):
    """Lines of our configuration that the kernel's own rules changed."""
    with open(config, encoding="utf-8") as text:
        real = set(text.read().splitlines())
    wanted = [line for line in config_text().splitlines() if line.startswith("CONFIG_")]
    return [line for line in wanted
            if line not in real and not (line.endswith("=n") and not any(r.startswith(line[:-1]) for r in real))]


def tail(path, count=25):
    with open(path, encoding="utf-8", errors="replace") as text:
        return "".join("  | " + line for line in text.readlines()[-count:])


def unpack_source(out, log):
    """(version, source folder): the distribution's package, unpacked below OUT."""
    facts = {}
    if packages.has_apt():
        apt = packages.Apt()
        apt.update()
        facts = apt.show(SOURCE)
    if "Version" not in facts:
        raise Refused(f"--kernel {NAME}: there is no package {SOURCE} here\n"
                      "  why      the lab kernel is built from the source package of Debian 12 or 13\n"
                      "  next     build one with cxl_test yourself and name its folder with --kernel")
    version = facts["Version"]
    say(f"lab kernel: fetching {SOURCE} {version} ({int(facts.get('Size', 0)) >> 20} MB), to build it once")
    apt.unpack([f"{SOURCE}={version}"], out)
    archive = next(iter(glob.glob(os.path.join(out, "usr/src/*.tar*"))), None)
    if not archive:
        raise Refused(f"--kernel {NAME}: {SOURCE} {version} has no archive in usr/src\n  next     name a kernel with --kernel")
    words = " ".join(f"--exclude '{SOURCE}/{part}'" for part in LEFT_OUT)
    say("lab kernel: unpacking")
    if not run(f"tar -xf '{archive}' {words}", environment(), log, out):
        raise Refused(f"{archive}: cannot be unpacked\n  log      {log.name}")
    return version, os.path.join(out, SOURCE)


def build():
    """Builds in a folder that vanishes on any failure; the log stays beside it."""
    values = environment()
    check_tools(values)
    place = cache.folder("kernel")
    for left in glob.glob(os.path.join(glob.escape(place), ".new-lab-*")):
        shutil.rmtree(left, ignore_errors=True)
    path = os.path.join(cache.folder("log"), "lab-kernel.log")
    # The end of this program must be the end of the build, too.
    with guest.signals(0), open(path, "w", encoding="utf-8") as log, cache.scratch(place, ".new-lab-") as out:
        version, source = unpack_source(out, log)
        values["OUT"] = out
        for about, lines, script in STEPS:
            with Progress(about, lines, path) as progress:
                done = run(script, values, log, source, progress)
            if not done:
                raise Refused(f"--kernel {NAME}: {about}: failed; the end of {path}:\n{tail(path)}"
                              "  next     look whether the disk is full; contrib/setup lab; then try again")
            wrong = not_taken(os.path.join(source, ".config"))
            if wrong:
                raise Refused(f"--kernel {NAME}: {SOURCE} {version} does not take {', '.join(wrong)}\n"
                              f"  next     correct {CONFIG}")
        for part in (SOURCE, "usr"):
            shutil.rmtree(os.path.join(out, part))
        os.chmod(out, 0o755)
        target = os.path.join(place, f"{NAME}-{re.sub(r'[^A-Za-z0-9.+~]', '.', version)}-{recipe_key()}")
        os.rename(out, target)
    return target
