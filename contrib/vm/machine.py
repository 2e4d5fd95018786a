# SPDX-License-Identifier: GPL-2.0-or-later
# The QEMU arguments that describe the machine: CXL topology, memory, folders shared with the guest.
import os
import shlex

from vm.topology import MIB


def escaped(text):
    """A value inside a comma-separated QEMU option."""
    return text.replace(",", ",,")


def size(count):
    for unit, shift in (("G", 30), ("M", 20), ("K", 10)):
        if count and count % (1 << shift) == 0:
            return f"{count >> shift}{unit}"
    return str(count)


def backing(name, count, state):
    """A memory object: fresh at each start, or a file in the state folder."""
    if state:
        return ["-object", f"memory-backend-file,id={name},share=on,mem-path={escaped(os.path.join(state, name))},"
                           f"size={size(count)}"]
    return ["-object", f"memory-backend-ram,id={name},share=on,size={size(count)}"]


def device(part, qemu, state):
    """One CXL memory device with memory and labels of its own."""
    modern = qemu is None or qemu.volatile
    memory = f"{part.name}-memory"
    if part.type == "ram":
        objects = backing(memory, part.bytes, None)
        options = f"cxl-type3,id={part.name},bus={part.port},volatile-memdev={memory}"
    else:
        labels = f"{part.name}-labels"
        objects = backing(memory, part.bytes, state) + backing(labels, part.labels, state)
        key = "persistent-memdev" if modern else "memdev"
        options = f"cxl-type3,id={part.name},bus={part.port},{key}={memory},lsa={labels}"
    return objects + ["-device", f"{options},sn={part.serial:#x}"]


def below(topology, parent, qemu, state, slots):
    """Everything on the ports of one bridge or switch, parents before children."""
    arguments = []
    ports = [port for port in topology.ports.values() if port.of == parent]
    for index, port in enumerate(ports):
        slots.append(port.name)
        kind = "cxl-rp" if parent in topology.bridges else "cxl-downstream"
        arguments += ["-device", f"{kind},id={port.name},bus={parent},chassis=0,slot={len(slots)},port={index}"]
        for switch in topology.switches.values():
            if switch.port == port.name:
                arguments += ["-device", f"cxl-upstream,id={switch.name},bus={port.name}"]
                arguments += below(topology, switch.name, qemu, state, slots)
        for part in topology.devices.values():
            if part.port == port.name:
                arguments += device(part, qemu, state)
    return arguments


def cxl(topology, qemu, state=None):
    """Bridges, ports, switches, devices and windows."""
    arguments, slots = [], []
    for bridge in topology.bridges.values():
        arguments += ["-device", f"pxb-cxl,id={bridge.name},bus=pcie.0,bus_nr={bridge.bus}"]
        arguments += below(topology, bridge.name, qemu, state, slots)
    words = []
    for index, window in enumerate(topology.windows.values()):
        words += [f"cxl-fmw.{index}.targets.{way}={bridge}" for way, bridge in enumerate(window.bridges)]
        words.append(f"cxl-fmw.{index}.size={size(window.bytes)}")
        words.append(f"cxl-fmw.{index}.interleave-granularity={window.granularity}")
    # All in one option: QEMU refuses a list that is spread over several.
    return arguments + (["-M", ",".join(words)] if words else [])


def numa(nodes, memory, cpus):
    """Memory and processors split over that many nodes."""
    arguments = []
    if nodes < 2:
        return arguments
    share = memory // nodes // MIB * MIB
    for node in range(nodes):
        part = memory - share * (nodes - 1) if node == 0 else share
        own = [cpu for cpu in range(cpus) if cpu * nodes // cpus == node] if cpus >= nodes else [node] * (node < cpus)
        arguments += ["-object", f"memory-backend-ram,id=numa{node},size={size(part)}"]
        words = f"node,nodeid={node},memdev=numa{node}"
        arguments += ["-numa", words + "".join(f",cpus={cpu}" for cpu in own)]
    return arguments


def base(accel, cpu, memory, cpus, nodes, with_cxl=True):
    """The bare machine."""
    return ["-nodefaults", "-no-user-config", "-display", "none", "-no-reboot", "-M",
            "q35,cxl=on" if with_cxl else "q35", "-accel", accel,
            "-cpu", cpu, "-smp", str(cpus), "-m", f"{size(memory)},slots=8,maxmem={size(memory + (8 << 30))}",
            *numa(nodes, memory, cpus)]


def folder(path, tag, writable):
    """A folder of the host for the guest; its bus is named because QEMU would choose the CXL bridge."""
    mode = "" if writable else ",readonly=on"
    return ["-fsdev", f"local,id={tag},path={escaped(path)},security_model=none,multidevs=remap{mode}",
            "-device", f"virtio-9p-pci,bus=pcie.0,fsdev={tag},mount_tag={tag}"]


def shell_text(program, arguments):
    """The command line for people: one option a line, ready to paste."""
    lines, index = [shlex.quote(program)], 0
    while index < len(arguments):
        words = [arguments[index]]
        if index + 1 < len(arguments) and not arguments[index + 1].startswith("-"):
            words.append(arguments[index + 1])
        lines.append("  " + " ".join(shlex.quote(word) for word in words))
        index += len(words)
    return " \\\n".join(lines)
