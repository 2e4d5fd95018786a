# SPDX-License-Identifier: GPL-2.0-or-later
# Topology files: what CXL hardware a machine has, read from INI and checked before anything starts.
import os
import re

from vm.report import usage

MIB = 1 << 20
DEVICE_UNIT = 256 * MIB
WAYS = (1, 2, 4, 8, 16)
GRANULARITIES = (256, 512, 1024, 2048, 4096, 8192, 16384)
SHIPPED = os.path.join(os.path.dirname(os.path.realpath(__file__)), "topologies")
NAME = re.compile(r"[A-Za-z][A-Za-z0-9._-]*\Z")

# Section kinds, the keys of each, and the ones that must be there.
KEYS = {
    "machine": ({"memory", "cpus", "numa", "mock"}, set()),
    "bridge": ({"bus"}, set()),
    "port": ({"of"}, {"of"}),
    "switch": ({"port"}, {"port"}),
    "device": ({"port", "type", "size", "labels", "serial"}, {"port", "type", "size"}),
    "window": ({"bridges", "size", "granularity"}, {"bridges", "size"}),
}


class Section:
    """One [kind name] with its keys; values keep the line they stand on."""

    def __init__(self, topology, kind, name, line):
        self.topology, self.kind, self.name, self.line = topology, kind, name, line
        self.values, self.lines = {}, {}

    def refuse(self, text, key=None):
        return self.topology.refuse(self.lines.get(key, self.line), text)

    def size(self, key, default=None):
        if key not in self.values:
            return default
        found = re.fullmatch(r"(\d+)\s*(?:([KMGT])(?:i?B)?)?", self.values[key], re.I)
        if not found:
            raise self.refuse(f'"{self.values[key]}" is no size — {key} takes a number of bytes, or one with K, M, G '
                              f"or T — write for example {key} = 256M", key)
        return int(found[1]) << (10 * " KMGT".index((found[2] or " ").upper()))

    def yes(self, key):
        text = self.values.get(key, "no")
        if text not in ("yes", "no"):
            raise self.refuse(f'"{text}" is neither yes nor no — {key} takes one of both — correct it', key)
        return text == "yes"

    def number(self, key, default=None, low=0, high=2**64 - 1):
        if key not in self.values:
            return default
        text = self.values[key]
        if not re.fullmatch(r"\d+|0[xX][0-9a-fA-F]+", text):
            raise self.refuse(f'"{text}" is no number — {key} takes a decimal number or one with 0x — '
                              f"write for example {key} = {max(low, 1)}", key)
        value = int(text, 16) if text[:2].lower() == "0x" else int(text)
        if not low <= value <= high:
            raise self.refuse(f"{key} = {text} is out of range — it must be from {low} to {high} — choose another", key)
        return value


class Topology:
    """What one file describes; after load() it is known to be buildable."""

    def __init__(self, path):
        self.path = path
        self.machine = None
        self.sections = {kind: {} for kind in KEYS if kind != "machine"}
        self.memory, self.cpus, self.numa, self.mock = None, None, 1, False

    bridges = property(lambda self: self.sections["bridge"])
    ports = property(lambda self: self.sections["port"])
    switches = property(lambda self: self.sections["switch"])
    devices = property(lambda self: self.sections["device"])
    windows = property(lambda self: self.sections["window"])

    def refuse(self, line, text):
        return usage(f"{self.path}:{line}: {text}")

    def bridge_of(self, port):
        """The host bridge above a port, and the number of switches in between."""
        depth, seen = 0, set()
        while port.of in self.switches:
            switch = self.switches[port.of]
            if switch.name in seen:
                raise port.refuse(f'port "{port.name}" hangs below itself — switch "{switch.name}" is on a port of its '
                                  "own — put the switch on a port of a bridge", "of")
            seen.add(switch.name)
            port, depth = self.ports[switch.port], depth + 1
        return self.bridges[port.of], depth


def shipped():
    """(name, one line about it) of every topology that comes with cxl-vm."""
    found = []
    for entry in sorted(os.listdir(SHIPPED)):
        if entry.endswith(".ini"):
            with open(os.path.join(SHIPPED, entry), encoding="utf-8") as text:
                lines = [line.strip("# \n") for line in text if line.startswith("# ")]
            about = next((line for line in lines if not line.startswith("SPDX")), "")
            found.append((entry[:-4], about))
    return found


def load(name):
    """The topology of that shipped name or file, checked."""
    path = name
    if "/" not in name and not name.endswith(".ini"):
        path = os.path.join(SHIPPED, name + ".ini")
        if not os.path.exists(path) and not os.path.exists(name):
            known = ", ".join(entry for entry, _ in shipped())
            raise usage(f'no topology "{name}" — it is neither shipped ({known}) nor a file here — see --list-topologies')
        path = path if os.path.exists(path) else name
    topology = Topology(path)
    try:
        with open(path, encoding="utf-8") as text:
            lines = text.read().splitlines()
    except UnicodeDecodeError:
        raise usage(f"{path}:1: not a text file — it is not UTF-8 — name a topology file, see --list-topologies") from None
    except OSError as error:
        raise usage(f"{path}: cannot be read — {error.strerror} — see --list-topologies for the shipped ones") from None
    parse(topology, lines)
    from vm import topology_check
    topology_check.check(topology)
    return topology


def parse(topology, lines):
    """Fills the sections; refuses what is no INI, and sections and keys that mean nothing."""
    section = None
    for number, raw in enumerate(lines, 1):
        text = re.sub(r"(^|\s)[#;].*", "", raw).strip()
        if not text:
            continue
        if text.startswith("["):
            section = open_section(topology, text, number)
            continue
        key, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not key or not value:
            raise topology.refuse(number, f'"{text}" is neither a [section] nor key = value — a line is one of both — '
                                          "correct it or start it with #")
        if section is None:
            raise topology.refuse(number, f'"{key}" stands before any section — a key belongs to one — '
                                          "put [machine] or another section above it")
        known = KEYS[section.kind][0]
        if key not in known:
            raise topology.refuse(number, f'unknown key "{key}" — [{section.kind}] knows {", ".join(sorted(known))} — '
                                          "correct or remove it")
        if key in section.values:
            raise topology.refuse(number, f'"{key}" is given twice — line {section.lines[key]} has it already — '
                                          "remove one of them")
        section.values[key], section.lines[key] = value, number


def open_section(topology, text, number):
    """The new section of a [kind name] line."""
    found = re.fullmatch(r"\[\s*(\S+?)(?:\s+(\S+))?\s*\]", text)
    kind, name = (found[1], found[2]) if found else (None, None)
    if kind not in KEYS:
        raise topology.refuse(number, f"unknown section {text} — sections are [machine], [bridge NAME], [port NAME], "
                                      "[switch NAME], [device NAME] and [window NAME] — correct or remove it")
    if kind == "machine":
        if name or topology.machine:
            raise topology.refuse(number, f"{text} is given twice or with a name — there is one machine — "
                                          "keep one plain [machine]")
        topology.machine = Section(topology, kind, None, number)
        return topology.machine
    if not name or not NAME.match(name):
        raise topology.refuse(number, f"{text} has no usable name — names start with a letter and have letters, digits, "
                                      f". _ and - — write for example [{kind} {kind}0]")
    for others in topology.sections.values():
        if name in others:
            raise topology.refuse(number, f'the name "{name}" is used twice — [{others[name].kind} {name}] on line '
                                          f"{others[name].line} has it — choose another")
    section = Section(topology, kind, name, number)
    topology.sections[kind][name] = section
    return section
