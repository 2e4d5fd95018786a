# SPDX-License-Identifier: GPL-2.0-or-later
# The rules a topology must keep: everything that QEMU would refuse late or in words that name no line.
from vm.topology import DEVICE_UNIT, GRANULARITIES, KEYS, MIB, WAYS


def check(topology):
    """Refuses at the line at fault; afterwards the sections carry typed attributes."""
    for kind, sections in topology.sections.items():
        for section in sections.values():
            for key in sorted(KEYS[kind][1] - set(section.values)):
                raise section.refuse(f'{kind} "{section.name}" has no {key} — {key} is needed — '
                                     f"add a line {key} = ...")
    machine(topology)
    ports(topology)
    switches(topology)
    for port in topology.ports.values():
        topology.bridge_of(port)
    devices(topology)
    occupancy(topology)
    bridges(topology)
    windows(topology)


def names(sections):
    return ", ".join(sections) or "none"


def machine(topology):
    if not topology.machine:
        return
    section = topology.machine
    topology.memory = section.size("memory")
    if topology.memory is not None and (topology.memory < 256 * MIB or topology.memory % MIB):
        raise section.refuse(f'memory = {section.values["memory"]} is too small or no whole number of MiB — '
                             "the guest needs 256M at least — write for example memory = 1G", "memory")
    topology.cpus = section.number("cpus", None, 1, 64)
    topology.mock = section.yes("mock")
    topology.numa = section.number("numa", 2 if topology.mock else 1, 1, 8)
    if topology.mock:
        mock(topology, section)


def mock(topology, section):
    """The mock devices take the place of emulated ones, and live on two nodes of memory."""
    for sections in topology.sections.values():
        for other in sections.values():
            raise other.refuse(f"[{other.kind} {other.name}] stands beside mock = yes — the drivers that know mock "
                               "devices must not meet others — remove one of them")
    if topology.numa < 2:
        raise section.refuse("numa = 1 is too few — cxl_test puts devices on node 1, and the kernel crashes when there "
                             "is none — write numa = 2 or leave it out", "numa")


def ports(topology):
    for port in topology.ports.values():
        port.of = port.values["of"]
        if port.of not in topology.bridges and port.of not in topology.switches:
            raise port.refuse(f'port "{port.name}" belongs to "{port.of}", which is not described — bridges: '
                              f"{names(topology.bridges)}; switches: {names(topology.switches)} — name one of them", "of")


def known_port(section):
    """The port a device or switch sits on."""
    port = section.values["port"]
    if port not in section.topology.ports:
        raise section.refuse(f'{section.kind} "{section.name}" is on port "{port}", which is not described — ports: '
                             f"{names(section.topology.ports)} — name one of them or add [port {port}]", "port")
    return port


def switches(topology):
    for switch in topology.switches.values():
        switch.port = known_port(switch)


def devices(topology):
    for device in topology.devices.values():
        device.port = known_port(device)
        device.type = device.values["type"]
        if device.type not in ("pmem", "ram"):
            raise device.refuse(f'"{device.type}" is no type of device — a device is persistent or volatile — '
                                "write type = pmem or type = ram", "type")
        device.bytes = device.size("size")
        if device.bytes == 0 or device.bytes % DEVICE_UNIT:
            raise device.refuse(f'size = {device.values["size"]} cannot be — CXL counts capacity in steps of 256 MiB, '
                                "from 256 MiB on — write for example size = 256M", "size")
        labels(device)
    serials(topology)


def labels(device):
    device.labels = device.size("labels", 128 << 10 if device.type == "pmem" else 0)
    if "labels" not in device.values:
        return
    if device.type == "ram":
        raise device.refuse("a ram device has no label area — labels describe persistent memory — remove the line "
                            "or write type = pmem", "labels")
    if device.labels < 4096 or device.labels % 4096:
        raise device.refuse(f'labels = {device.values["labels"]} cannot be — the label area is in steps of 4 KiB, '
                            "from 4 KiB on — write for example labels = 128K", "labels")


def serials(topology):
    """Every device gets a serial of its own: the one in the file, else the next free one."""
    owner = {}
    for device in topology.devices.values():
        device.serial = device.number("serial")
        if device.serial is None:
            continue
        if device.serial in owner:
            other = owner[device.serial]
            raise device.refuse(f'serial {device.serial:#x} is used twice — device "{other.name}" has it on line '
                                f'{other.lines["serial"]} — every device needs its own', "serial")
        owner[device.serial] = device
    free = 0x10
    for device in topology.devices.values():
        if device.serial is None:
            while free in owner:
                free += 1
            device.serial, owner[free] = free, device


def occupancy(topology):
    """One device or switch a port."""
    taken = {}
    users = [*topology.switches.values(), *topology.devices.values()]
    for section in sorted(users, key=lambda user: user.lines["port"]):
        other = taken.setdefault(section.port, section)
        if other is not section:
            raise section.refuse(f'port "{section.port}" is used twice — {other.kind} "{other.name}" on line '
                                 f'{other.lines["port"]} sits there — give {section.kind} "{section.name}" a port of '
                                 "its own", "port")


def bridges(topology):
    """Bus numbers: each bridge takes one bus, one for each port and one more for each switch below it."""
    count = len(topology.bridges)
    for index, bridge in enumerate(topology.bridges.values()):
        below = [port for port in topology.ports.values() if topology.bridge_of(port)[0] is bridge]
        inside = [s for s in topology.switches.values() if topology.bridge_of(topology.ports[s.port])[0] is bridge]
        bridge.buses = 1 + len(below) + len(inside)
        default = 52 if count == 1 else 12 + index * (240 // count)
        bridge.bus = bridge.number("bus", default, 8, 255)
    ordered = sorted(topology.bridges.values(), key=lambda bridge: bridge.bus)
    for bridge, after in zip(ordered, ordered[1:] + [None]):
        end = after.bus if after else 256
        if bridge.bus + bridge.buses > end:
            raise bridge.refuse(f'bridge "{bridge.name}" does not fit — it starts at bus {bridge.bus} and needs '
                                f"{bridge.buses} buses, but bus {end} is taken or past the end — choose another bus", "bus")


def windows(topology):
    for window in topology.windows.values():
        window.bridges = window.values["bridges"].replace(",", " ").split()
        for name in window.bridges:
            if name not in topology.bridges:
                raise window.refuse(f'window "{window.name}" is over bridge "{name}", which is not described — '
                                    f"bridges: {names(topology.bridges)} — name one of them", "bridges")
        ways = len(window.bridges)
        if ways not in WAYS or len(set(window.bridges)) != ways:
            raise window.refuse(f'window "{window.name}" is over {ways} bridges ({", ".join(window.bridges)}) — '
                                "it interleaves over 1, 2, 4, 8 or 16 different ones — add or remove some", "bridges")
        window.bytes = window.size("size")
        if window.bytes == 0 or window.bytes % (DEVICE_UNIT * ways):
            raise window.refuse(f'size = {window.values["size"]} cannot be — a window over {ways} bridges is a multiple '
                                f"of {DEVICE_UNIT * ways // MIB} MiB — write for example size = 4G", "size")
        window.granularity = window.size("granularity", 256)
        if window.granularity not in GRANULARITIES:
            raise window.refuse(f'granularity = {window.values["granularity"]} cannot be — it is a power of two from '
                                "256 to 16384 bytes — write for example granularity = 256", "granularity")
