# SPDX-License-Identifier: GPL-2.0-or-later
# Makes a /sys and a /dev with any number of CXL memory devices, below host bridges of eight ports each.
import os
import stat

PORTS = 8


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


def decoder(machine, path, **more):
    machine.device(path, "cxl", devtype="cxl_decoder_endpoint", start="0x0", size="0x0", locked="0",
                   interleave_ways="1", interleave_granularity="256", target_type="expander", region="",
                   modalias="cxl:t2", **more)


def memdev(machine, number, bridge, port):
    slot = number % PORTS
    domain = f"{number // PORTS // 32:04x}"
    bus = number // PORTS % 32 * 8
    root_port = f"{bridge}/{domain}:{bus:02x}:{slot:02x}.0"
    function = f"{root_port}/{domain}:{bus + 1 + slot % 7:02x}:{slot // 7:02x}.0"
    path = f"{function}/mem{number}"
    if not os.path.isdir(f"{machine.top}/{root_port}"):
        machine.device(root_port, "pci", "pcieport", **{"class": "0x060400", "vendor": "0x8086"})
    machine.device(function, "pci", "cxl_pci", **{"class": "0x050210", "vendor": "0x8086", "numa_node": "0"})
    machine.device(path, "cxl", "cxl_mem", pmem__size="0x10000000", ram__size="0x0", numa_node="0",
                   firmware_version="BWFW VERSION 00", payload_max="512", label_storage_size="131072",
                   security__state="disabled", serial=f"0x{0x1000 + number:x}", dev=f"250:{number}")
    machine.link(f"{port}/dport{slot}", root_port)
    endpoint = f"{port}/endpoint{10000 + number}"
    machine.device(endpoint, "cxl", "cxl_port", devtype="cxl_port", decoders_committed="0", modalias="cxl:t3")
    machine.link(f"{endpoint}/uport", path)
    machine.link(f"{endpoint}/parent_dport", root_port)
    decoder(machine, f"{endpoint}/decoder{10000 + number}.0", mode="none", dpa_size="0", dpa_resource="")
    machine.folder(f"kernel/debug/cxl/mem{number}")


def windows(machine, root, bridges):
    """Windows of the root: one over every sixteen bridges that interleaves, and one of each of the first bridges."""
    targets = [range(first, first + 16) for first in range(0, bridges - 15, 16)]
    targets += [[bridge] for bridge in range(min(bridges, 8))]
    for number, at in enumerate(targets):
        size = 1 << 40
        machine.device(f"{root}/decoder0.{number}", "cxl", devtype="cxl_decoder_root", start=hex((number + 1) * size),
                       size=hex(size), locked="0", interleave_ways=str(len(at)), interleave_granularity="256",
                       target_list=",".join(map(str, at)), cap_pmem="1", cap_ram="1", cap_type2="0", cap_type3="1",
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
    windows(machine, root, (nr + PORTS - 1) // PORTS)
    machine.folder("kernel/debug/cxl")
    for number in range(nr):
        at = number // PORTS
        bridge = f"devices/pci{at // 32:04x}:{at % 32 * 8:02x}"
        port = f"{root}/port{at + 1}"
        if number % PORTS == 0:
            machine.folder(bridge)
            machine.device(port, "cxl", "cxl_port", devtype="cxl_port", decoders_committed="0", modalias="cxl:t3")
            machine.link(f"{port}/uport", bridge)
            machine.link(f"{port}/parent_dport", bridge)
            machine.link(f"{root}/dport{at}", bridge)
            decoder(machine, f"{port}/decoder{at + 1}.0", target_list="")
        memdev(machine, number, bridge, port)
