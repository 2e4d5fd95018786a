# SPDX-License-Identifier: GPL-2.0-or-later
# Topologies: what CXL hardware a machine has, as the sections of its file. topology_file.py reads them,
# topology_check.py checks them before anything starts.
import re

from vm.report import usage

MIB = 1 << 20
DEVICE_UNIT = 256 * MIB
WAYS = (1, 2, 4, 8, 16)
GRANULARITIES = (256, 512, 1024, 2048, 4096, 8192, 16384)

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
