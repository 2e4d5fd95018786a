# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs cases of the corpus, each in a directory of machines, and returns what came of it."""
import os
import pathlib
import pty
import re
import shutil
import struct
import subprocess
import tarfile
import fcntl
import termios

import cases

# /sys of a machine over the real one, in a mount namespace that ends with the command. No CXL device
# of the real machine can be changed or asked.
LIVE = ('mount --rbind "$0/sys" /sys && { [ ! -d "$0/boot" ] || mount --bind "$0/boot" /boot; } && '
        '{ [ ! -d /dev/cxl ] || mount -t tmpfs none /dev/cxl; } && exec "$@"')
UNSHARE = ["unshare", "--mount", "--map-root-user", "--propagation", "private", "bash", "-c", LIVE]
# Attributes that can only be written, which no archive has.
WRITE_ONLY = ("bind", "unbind", "delete_region", "delete", "create")
SECONDS = 60
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b")


def attributes(name):
    """Returns the attributes that the archive of a machine has, and its links."""
    listed = subprocess.run(["tar", "-tJf", cases.TREES / f"{name}.tar.xz"], check=True,
                            capture_output=True, text=True).stdout.splitlines()
    found = (os.path.normpath(path).split("/", 1)[-1] for path in listed if not path.endswith("/"))
    return sorted(path for path in found if path.startswith(("sys/", "proc/"))
                  and os.path.basename(path) not in WRITE_ONLY)


class Machines:
    """The unpacked machines of one worker, put right again after each case that changed them."""

    def __init__(self, directory, names):
        self.directory = pathlib.Path(directory)
        self.names = names
        self.pristine = self.directory / "pristine"
        self.here = self.directory / "here"
        self.here.mkdir(parents=True)
        subprocess.run(["touch", "-d", "2001-01-01", self.directory / "age"], check=True)
        for name in self.names:
            self.unpack(name)
            os.symlink(cases.TREES / f"{name}.tar.xz", self.here / f"{name}.tar.xz")
        self.usual = len(os.listdir(self.here))

    def unpack(self, name):
        target = self.pristine / name
        target.mkdir(parents=True)
        subprocess.run(["tar", "-C", target, "--strip-components=1", "-xJf",
                        cases.TREES / f"{name}.tar.xz"], check=True)
        for driver in target.glob("sys/bus/*/drivers/*"):
            for attribute in WRITE_ONLY[:2]:
                (driver / attribute).touch()
        for decoder in target.glob("sys/devices/**/decoder0.*"):
            (decoder / WRITE_ONLY[2]).touch()
        for region in target.glob("sys/devices/**/dax_region"):
            for attribute in WRITE_ONLY[3:]:
                (region / attribute).touch()
        subprocess.run(["find", target, "-exec", "touch", "-h", "-d", "2000-01-01", "{}", "+"],
                       check=True)
        subprocess.run(["cp", "-a", target, self.here / name], check=True)

    def written(self, *names):
        """Returns the files of machines that are younger than all of their archives."""
        found = subprocess.run(["find", *names, "-newer", "../age", "!", "-type", "d"],
                               cwd=self.here, check=True, capture_output=True, text=True)
        return sorted(found.stdout.splitlines())

    def changes(self, name):
        """Returns a line for each file that was written, and undoes it."""
        lines = []
        for path in self.written(name):
            here, before = self.here / path, self.pristine / path
            lines.append(f"{path}: {text(here.read_bytes())}\n")
            here.unlink()
            if before.exists() or before.is_symlink():
                subprocess.run(["cp", "-a", before, here], check=True)
        return lines

    def damage(self, name, how, path):
        target = self.here / name / path
        target.unlink()
        if how == "nonsense":
            target.write_text("nonsense 99999999999999999999\n")

    def repair(self, name, path):
        target = self.here / name / path
        target.unlink(missing_ok=True)
        shutil.copy2(self.pristine / name / path, target, follow_symlinks=False)

    def made(self):
        """Returns lines on the files that a command made beside the machines, and removes them."""
        lines = []
        for path in sorted(self.here.iterdir() if len(os.listdir(self.here)) > self.usual else ()):
            if path.name in self.names or path.is_symlink():
                continue
            lines.append(f"{path.name}: {contents(path)}\n")
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        return lines


def contents(path):
    """Returns what a made file has: the members of an archive, or the bytes."""
    if not tarfile.is_tarfile(path):
        return text(path.read_bytes())
    with tarfile.open(path) as archive:
        members = [f"{m.name} {m.type.decode()} {m.size} {m.linkname}\n"
                   + (text(archive.extractfile(m).read()) + "\n" if m.isfile() else "")
                   for m in archive]
    return "archive\n" + "".join(members)


def text(raw):
    return CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", raw.decode("utf-8", "backslashreplace"))


def lines_of(output, mark):
    """Returns the lines of a text, each behind MARK; a last one without a newline can be seen."""
    lines = output.split("\n")
    if lines.pop():
        return lines_of(output + "\n\\ no newline at the end\n", mark)
    return [mark + line for line in lines]


class Runner:
    """Runs the tools of one build."""

    def __init__(self, build, directory, names):
        self.build = pathlib.Path(build).resolve()
        self.machines = Machines(directory, names)
        self.tmp = pathlib.Path(directory) / "tmp"
        self.tmp.mkdir()

    def environment(self, extra):
        env = {"PATH": os.environ["PATH"], "LC_ALL": "C", "TERM": "xterm", "TMPDIR": str(self.tmp),
               "MANPATH": "/nonexistent", "HOME": "/nonexistent", "TZ": "UTC"}
        env.update(extra)
        env.pop("TTY", None)
        return env

    def argv(self, case):
        tool = str(self.build / case.words[0] / case.words[0])
        words = [tool, *case.words[1:]]
        if case.place == "sysroot":
            words += ["--sysroot", case.machine]
        elif case.place == "from":
            words += ["--from", case.machine + ".tar.xz"]
        elif case.place == "live":
            words = [*UNSHARE, str(self.machines.here / case.machine), *words]
        return words

    def plain(self, output, case):
        """Returns text without paths, random UUIDs and times, which differ from run to run."""
        if "create-region" in case.words and "-U" not in case.words:
            output = UUID.sub("RANDOM-UUID", output)
        for path, name in ((self.machines.here, "HERE"), (self.tmp, "TMP"), (self.build, "BUILD")):
            output = output.replace(str(path), name)
        output = re.sub(r"(cxl-snapshot-)\d{8}-\d{6}", r"\1TIME", output)
        return re.sub(r"TMP/[\w.-]*[A-Za-z0-9]{6}\b", "TMP/XXXXXX", output)

    def execute(self, case):
        argv, env = self.argv(case), self.environment(case.env)
        terminal, stdout = None, subprocess.PIPE
        if "TTY" in case.env:
            terminal, stdout = pty.openpty()
            fcntl.ioctl(stdout, termios.TIOCSWINSZ, struct.pack("HHHH", 50, int(case.env["TTY"]), 0, 0))
        with subprocess.Popen(argv, cwd=self.machines.here, env=env, stdin=subprocess.DEVNULL,
                              stdout=stdout, stderr=subprocess.PIPE) as child:
            if terminal is not None:
                os.close(stdout)
                return drain(terminal), child.stderr.read(), child.wait(SECONDS)
            try:
                out, err = child.communicate(timeout=SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                return b"", b"it did not end", -1
            return out, err, child.returncode

    def run(self, case):
        """Returns the record of a case: its name, then lines that begin with | ! = or >."""
        if case.damage:
            self.machines.damage(case.machine, *case.damage)
        conf = self.machines.here / case.machine / "etc" / "daxctl.conf.d"
        if case.conf:
            conf.mkdir(parents=True)
            (conf / "a.conf").write_bytes(unescaped(case.conf))
        out, err, status = self.execute(case)
        lines = lines_of(self.plain(text(out), case), "| ") + lines_of(self.plain(text(err), case), "! ")
        lines.append(f"= {status}")
        if case.damage:
            self.machines.repair(case.machine, case.damage[1])
        if case.conf:
            shutil.rmtree(conf.parent)
        written = self.machines.changes(case.machine) if case.place == "live" else []
        lines += lines_of(self.plain("".join(written + self.machines.made()), case), "> ")
        return case.name, lines


def unescaped(line):
    return line.encode().decode("unicode_escape").encode("latin-1")


def drain(terminal):
    """Returns all that was written to a terminal."""
    output = b""
    while True:
        try:
            block = os.read(terminal, 65536)
        except OSError:
            block = b""
        if not block:
            os.close(terminal)
            return output
        output += block
