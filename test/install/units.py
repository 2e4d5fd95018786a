# SPDX-License-Identifier: GPL-2.0-or-later
"""What configures dax devices at boot, as installed: systemd and udev accept it, and it fits together."""
import pathlib
import re
import shutil
import subprocess
import tempfile

RULES = "90-daxctl-device.rules"
UNIT = "daxdev-reconfigure@.service"
SAMPLE = "daxctl.example.conf"
OWN_MOUNTS = pathlib.Path(__file__).resolve().parents[1] / "own-mounts"
MODPROBE = "share/daxctl/daxctl.conf"


def said(command):
    """Status and everything that a program printed."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def check_unit(folder, unit):
    """systemd's own check; in the folder, where the program of ExecStart must be, too."""
    # The targets that every unit stands between.
    targets = folder / "usr/lib/systemd/system"
    targets.mkdir(parents=True, exist_ok=True)
    for name in ("sysinit.target", "basic.target", "shutdown.target"):
        (targets / name).write_text(f"[Unit]\nDescription={name}\n", encoding="ascii")
    status, text = said(["systemd-analyze", "verify", "--man=no", f"--root={folder}", unit])
    return [f"systemd-analyze verify: status {status}: {text}"] if status or text else []


def check_rules(rules):
    """udev's own check: "udevadm verify", before version 254 what it says when it reads them."""
    if int(said(["udevadm", "--version"])[1]) >= 254:
        status, text = said(["udevadm", "verify", rules])
        return [f"udevadm verify: {text}"] if status else []
    with tempfile.TemporaryDirectory() as name:
        shutil.copy(rules, pathlib.Path(name) / RULES)
        # Read from /run, which is another one for that command.
        script = ('mount -t tmpfs none /run && mkdir -p /run/udev/rules.d && '
                  f'cp {name}/* /run/udev/rules.d/ && udevadm test /devices/virtual/mem/null')
        status, text = said([OWN_MOUNTS, "sh", "-c", script])
    lines = [line for line in text.splitlines() if f"/run/udev/rules.d/{RULES}" in line]
    if status or not any(line.startswith("Reading") for line in lines):
        return [f"udevadm test: status {status}: {text}"]
    return [f"udevadm test: {line}" for line in lines if not line.startswith("Reading")]


def check_sample(path):
    """Whoever installs it has configured nothing."""
    return [f"{path}: {line}" for line in path.read_text(encoding="utf-8").splitlines()
            if line.strip() and not line.startswith("#")]


def check(folder, prefix):
    """Below folder, everything; below prefix, what is of the prefix."""
    found = {}
    for name in (RULES, UNIT, SAMPLE):
        paths = list(folder.rglob(name))
        if len(paths) != 1:
            return [f"not installed once, but at {len(paths)} places: {name}"]
        found[name] = paths[0]
    problems = [] if (prefix / MODPROBE).is_file() else [f"not installed: {MODPROBE}"]
    if found[SAMPLE].parent.name != "daxctl.conf.d":
        problems.append(f"installed elsewhere: {found[SAMPLE]}")
    unit = found[UNIT].read_text(encoding="ascii")
    rules = found[RULES].read_text(encoding="ascii")
    command = "/" + str((prefix / "bin/daxctl").relative_to(folder))
    if not re.search(f"^ExecStart={command} reconfigure-device --check-config --force %i$", unit, re.M):
        problems.append(f"{UNIT} does not start {command}")
    if UNIT.replace("@.", "@%k.") not in rules:
        problems.append(f"{RULES} does not start {UNIT}")
    return problems + check_unit(folder, found[UNIT]) + check_rules(found[RULES]) + \
        check_sample(found[SAMPLE])
