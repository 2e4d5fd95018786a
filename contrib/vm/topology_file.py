# SPDX-License-Identifier: GPL-2.0-or-later
# Topology files: INI, read into sections.
import os
import re

from vm import topology_check
from vm.report import usage
from vm.topology import KEYS, Section, Topology

SHIPPED = os.path.join(os.path.dirname(os.path.realpath(__file__)), "topologies")
NAME = re.compile(r"[A-Za-z][A-Za-z0-9._-]*\Z")


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
