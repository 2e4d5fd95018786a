# SPDX-License-Identifier: GPL-2.0-or-later
# Distribution packages unpacked into the cache: apt with state folders of its own, so that the system's stays as it is.
import glob
import os
import re
import shutil
import subprocess
import time

from vm import cache
from vm.report import Refused, say

LISTS_AGE = 24 * 3600
KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg"


def os_release():
    """ID, ID_LIKE, VERSION_CODENAME and so on of this system."""
    facts = {}
    for path in ("/etc/os-release", "/usr/lib/os-release"):
        try:
            with open(path, encoding="utf-8") as text:
                for line in text:
                    key, _, value = line.strip().partition("=")
                    facts[key] = value.strip("\"'")
            return facts
        except OSError:
            continue
    return facts


def has_apt():
    return bool(shutil.which("apt-get") and shutil.which("dpkg"))


class Apt:
    """apt on private lists; SUITE, when given, is a suite to add to the system's sources."""

    def __init__(self, suite=None):
        self.suite = suite
        self.base = cache.folder("apt", suite or "system")
        for part in ("lists/partial", "archives/partial", "sources.d"):
            os.makedirs(os.path.join(self.base, part), exist_ok=True)
        self.options = []
        for key, value in (("Dir::State::lists", f"{self.base}/lists"), ("Dir::Cache", self.base),
                           ("Dir::Cache::archives", f"{self.base}/archives"), ("APT::Sandbox::User", ""),
                           ("Dir::Etc::sourceparts", f"{self.base}/sources.d"), ("Acquire::Retries", "2"),
                           ("Acquire::http::Timeout", "20"), ("APT::Get::List-Cleanup", "false"),
                           ("Acquire::Languages", "none")):
            self.options += ["-o", f"{key}={value}"]

    def call(self, program, *words, cwd=None):
        environment = {**os.environ, "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"}
        return subprocess.run([program, *self.options, *words], cwd=cwd, env=environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace", check=False)

    def sources(self):
        """Makes the private sources folder: the system's files, and the added suite on the system's own mirror."""
        parts = os.path.join(self.base, "sources.d")
        for old in os.listdir(parts):
            os.unlink(os.path.join(parts, old))
        for path in glob.glob("/etc/apt/sources.list.d/*"):
            if os.access(path, os.R_OK):
                os.symlink(path, os.path.join(parts, os.path.basename(path)))
        if not self.suite:
            return
        codename = os_release().get("VERSION_CODENAME", "")
        # The system's own lists know the code name of a source that says "stable".
        listed = self.call("apt-get", "-o", "Dir::State::lists=/var/lib/apt/lists", "indextargets", "--format",
                           "$(RELEASE)|$(CODENAME)|$(REPO_URI)|$(SIGNED_BY)", "Created-By: Packages").stdout
        rows = [line.split("|") for line in listed.splitlines()]
        row = next((row for row in rows if len(row) == 4 and codename in row[:2]), None)
        if not row:
            raise Refused(f"{self.suite}: the package sources of this system name no mirror of {codename}\n"
                          "  why      the suite is taken from that mirror, as apt-get indextargets lists it\n"
                          f"  next     name one for {codename} in /etc/apt and run: apt-get update")
        keys = next((path for path in (row[3], KEYS) if os.path.exists(path)), None)
        signed = f"[signed-by={keys}] " if keys else ""
        cache.write(os.path.join(parts, "cxl-vm-added.list"), f"deb {signed}{row[2]} {self.suite} main\n".encode())

    def update(self):
        """Brings the lists up to date when they are older than a day; an update that fails is told, not fatal."""
        stamp = os.path.join(self.base, "updated")
        if os.path.exists(stamp) and time.time() - os.path.getmtime(stamp) < LISTS_AGE:
            return
        self.sources()
        say(f"reading the package lists{' of ' + self.suite if self.suite else ''} (private to {self.base})")
        done = self.call("apt-get", "update", "-q")
        if done.returncode == 0:
            cache.write(stamp, b"")
        else:
            say("the package lists could not all be read: " + last_error(done))

    def show(self, package):
        """Fields of the newest version of a package, or {} when there is none."""
        done = self.call("apt-cache", "show", "--no-all-versions", package)
        fields = {}
        for line in done.stdout.splitlines():
            key, colon, value = line.partition(": ")
            if colon and not line.startswith(" "):
                fields.setdefault(key, value)
        return fields if done.returncode == 0 else {}

    def would_install(self, package):
        """(name, version) of all that installing PACKAGE here would bring, itself first."""
        suite = ["-t", self.suite] if self.suite else []
        done = self.call("apt-get", "-s", "-q", "--no-install-recommends", *suite, "install", package)
        if done.returncode:
            raise Refused(f"{package}: apt-get cannot install it here: {last_error(done)}")
        return re.findall(r"^Inst (\S+) (?:\[\S+\] )?\((\S+)", done.stdout, re.M)

    def unpack(self, packages, folder):
        """Downloads packages (name or name=version) and unpacks them below FOLDER."""
        store = os.path.join(folder, ".debs")
        os.makedirs(store)
        done = self.call("apt-get", "-q", "download", *packages, cwd=store)
        if done.returncode:
            raise Refused(f"{' '.join(packages)}: apt-get download failed: {last_error(done)}\n"
                          "  next     look at the network and the package sources, then try again")
        for deb in sorted(glob.glob(os.path.join(store, "*.deb"))):
            done = subprocess.run(["dpkg", "-x", deb, folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  text=True, errors="replace", check=False)
            if done.returncode:
                raise Refused(f"{os.path.basename(deb)}: cannot be unpacked into {folder}: {last_error(done)}\n"
                              "  next     look whether the disk is full, or set XDG_CACHE_HOME to another folder")
        shutil.rmtree(store)


def last_error(done):
    """The line of a failed call that tells most."""
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("E:")] or lines or [f"exit status {done.returncode}"]
    return errors[0].removeprefix("E: ")
