# SPDX-License-Identifier: GPL-2.0-or-later
# Makes a /sys and a /dev with any number of CXL memory devices: eight below each switch, all in a region of eight
# ways, and eight switches below each host bridge.
import os
import stat

PORTS, SWITCHES = 8, 8
SIZE = 1 << 28


class Machine:
    """A /sys in the making. Files of equal content are one file with many names, to save memory."""

    def __init__(self, top):
        self.top, self.pool, self.folders = top, {}, set()

    def folder(self, path):
        if path not in self.folders:
            os.makedirs(f"{self.top}/{path}", exist_ok=True)
            self.folders.add(path)

    def file(self, path, text):
        self.folder(os.path.dirname(path))
        if text not in self.pool:
            with open(f"{self.top}/{path}", "w", encoding="ascii") as out:
                out.write(text + "\n")
            self.pool[text] = f"{self.top}/{path}"
        else:
            os.link(self.pool[text], f"{self.top}/{path}")

    def files(self, folder, texts):
        for name, text in texts.items():
            self.file(f"{folder}/{name}", text)

    def link(self, path, target):
        """A relative link, as in sysfs."""
        self.folder(os.path.dirname(path))
        os.symlink(os.path.relpath(target, os.path.dirname(path)), f"{self.top}/{path}")

    def device(self, path, bus, driver=None, **texts):
        """A device: its folder, attributes, and links from and to its bus."""
        name = os.path.basename(path)
        self.folder(path)
        self.files(path, {key.replace("__", "/"): text for key, text in texts.items()})
        self.link(f"{path}/subsystem", f"bus/{bus}")
        self.link(f"bus/{bus}/devices/{name}", path)
        if driver:
            self.folder(f"bus/{bus}/drivers/{driver}")
            self.link(f"{path}/driver", f"bus/{bus}/drivers/{driver}")
            self.link(f"bus/{bus}/drivers/{driver}/{name}", path)


def decoder(machine, path, kind, **more):
    machine.device(path, "cxl", devtype=f"cxl_decoder_{kind}", **{
        "start": "0x0", "size": "0x0", "locked": "0", "interleave_ways": "1", "interleave_granularity": "256",
        "target_type": "expander", "region": "", "modalias": "cxl:t2", **more})


def port(machine, path, uport, parent_dport, modalias="cxl:t3"):
    machine.device(path, "cxl", "cxl_port", devtype="cxl_port", decoders_committed="0", modalias=modalias)
    machine.link(f"{path}/uport", uport)
    machine.link(f"{path}/parent_dport", parent_dport)


def window(number):
    """Where a region of eight memory devices is."""
    return {"start": hex(0x1000000000 + number * PORTS * SIZE), "size": hex(PORTS * SIZE), "interleave_ways": str(PORTS)}


def memdev(machine, number, bus, downstream, switch):
    """Below the port of a switch: PCI function, memdev, endpoint, its decoder for the region."""
    function = f"{downstream}/{bus}:00.0"
    path = f"{function}/mem{number}"
    machine.device(function, "pci", "cxl_pci", **{"class": "0x050210", "vendor": "0x8086", "numa_node": "0"})
    machine.device(path, "cxl", "cxl_mem", pmem__size=hex(SIZE), ram__size="0x0", numa_node="0",
                   firmware_version="BWFW VERSION 00", payload_max="512", label_storage_size="131072",
                   security__state="disabled", serial=f"0x{0x1000 + number:x}", dev=f"250:{number}")
    endpoint = f"{switch}/endpoint{10000 + number}"
    port(machine, endpoint, path, downstream)
    decoder(machine, f"{endpoint}/decoder{10000 + number}.0", "endpoint", mode="pmem", dpa_size=hex(SIZE),
            dpa_resource="0x0", **{**window(number // PORTS), "region": f"region{number // PORTS}"})
    machine.folder(f"kernel/debug/cxl/mem{number}")


def region(machine, root, number, nr):
    """Over the memory devices of a switch."""
    there = window(number)
    targets = {f"target{at}": f"decoder{10000 + number * PORTS + at}.0" for at in range(nr)}
    machine.device(f"{root}/decoder0.0/region{number}", "cxl", "cxl_region", devtype="cxl_region", mode="pmem",
                   resource=there["start"], size=there["size"], interleave_ways=str(nr), interleave_granularity="256",
                   commit="1", uuid=f"00000000-0000-4000-8000-{number:012x}", modalias="cxl:t6", **targets)


def switch(machine, number, nr, bridge, above):
    """Below the next root port of a host bridge: a switch with a memory device at each port, all in a region."""
    domain, slot = bridge[-7:-3], number % SWITCHES
    root_port = f"{bridge}/{domain}:00:{slot:02x}.0"
    upstream = f"{root_port}/{domain}:{1 + 10 * slot:02x}:00.0"
    path = f"{above}/port{1000 + number}"
    machine.device(root_port, "pci", "pcieport", **{"class": "0x060400", "vendor": "0x8086"})
    machine.device(upstream, "pci", "pcieport", **{"class": "0x060400", "vendor": "0x8086"})
    machine.link(f"{above}/dport{slot}", root_port)
    port(machine, path, upstream, root_port)
    decoder(machine, f"{path}/decoder{1000 + number}.0", "switch",
            **{**window(number), "region": f"region{number}", "target_list": ",".join(str(at) for at in range(nr))})
    for at in range(nr):
        downstream = f"{upstream}/{domain}:{2 + 10 * slot:02x}:{at:02x}.0"
        machine.device(downstream, "pci", "pcieport", **{"class": "0x060400", "vendor": "0x8086"})
        machine.link(f"{path}/dport{at}", downstream)
        memdev(machine, number * PORTS + at, f"{domain}:{3 + 10 * slot + at:02x}", downstream, path)


def windows(machine, root, bridges):
    """Windows without regions: one over every sixteen bridges that interleaves, and one of each of the first bridges."""
    targets = [range(first, first + 16) for first in range(0, bridges - 15, 16)]
    targets += [[bridge] for bridge in range(min(bridges, 8))]
    for number, at in enumerate(targets):
        size = 1 << 40
        machine.device(f"{root}/decoder0.{number + 1}", "cxl", devtype="cxl_decoder_root", start=hex((number + 2) * size),
                       size=hex(size), locked="0", interleave_ways=str(len(at)), interleave_granularity="256",
                       target_list=",".join(map(str, at)), cap_pmem="1", cap_ram="1", cap_type2="0", cap_type3="1",
                       create_pmem_region="region0", create_ram_region="region0",
                       qos_class="0", modalias="cxl:t2")


def make_dev(top, nr):
    """A /dev with the nodes of as many devices, and what every program needs."""
    os.makedirs(f"{top}/cxl")
    for name, minor in (("null", 3), ("zero", 5), ("full", 7), ("random", 8), ("urandom", 9)):
        os.mknod(f"{top}/{name}", 0o666 | stat.S_IFCHR, os.makedev(1, minor))
    for number in range(nr):
        os.mknod(f"{top}/cxl/mem{number}", 0o600 | stat.S_IFCHR, os.makedev(250, number))


def make_sys(top, nr):
    machine = Machine(top)
    machine.folder("bus/cxl")
    with open(f"{top}/bus/cxl/flush", "w", encoding="ascii"):
        pass
    root = "devices/platform/ACPI0017:00/root0"
    machine.device(root, "cxl", devtype="cxl_port")
    machine.link(f"{root}/uport", "devices/platform/ACPI0017:00")
    machine.folder("kernel/debug/cxl")
    switches = (nr + PORTS - 1) // PORTS
    bridges = (switches + SWITCHES - 1) // SWITCHES
    decoder(machine, f"{root}/decoder0.0", "root", cap_pmem="1", cap_ram="1", cap_type3="1", qos_class="0",
            **{**window(0), "size": hex(switches * PORTS * SIZE), "interleave_ways": "1",
               "target_list": ",".join(str(at) for at in range(bridges))})
    windows(machine, root, bridges)
    for at in range(bridges):
        bridge, above = f"devices/pci{at:04x}:00", f"{root}/port{at + 1}"
        machine.folder(bridge)
        port(machine, above, bridge, bridge)
        machine.link(f"{root}/dport{at}", bridge)
        decoder(machine, f"{above}/decoder{at + 1}.0", "switch", target_list="")
    for at in range(switches):
        below = min(PORTS, nr - at * PORTS)
        switch(machine, at, below, f"devices/pci{at // SWITCHES:04x}:00", f"{root}/port{at // SWITCHES + 1}")
        region(machine, root, at, below)
