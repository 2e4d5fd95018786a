# SPDX-License-Identifier: GPL-2.0-or-later
# Booting a cloud image (--disk): the same CXL hardware, a NoCloud seed for cloud-init, and a way in with ssh.
import glob
import json
import os
import shlex
import shutil
import socket
import subprocess
import tempfile

from vm import boot, guest, machine, qemu
from vm.report import MACHINE_FAILED, Refused, say, usage

SEED_PLACE = "/tmp/cxl-vm-seed"
FORMATS = ((b"QFI\xfb", "qcow2"), (b"KDMV", "vmdk"), (b"vhdxfile", "vhdx"))


def image_format(path):
    """The format of an image, told from its content."""
    try:
        with open(path, "rb") as file:
            head = file.read(512)
    except OSError as error:
        raise usage(f"--disk {path}: {error.strerror}") from None
    for magic, name in FORMATS:
        if head.startswith(magic):
            return name
    if head[510:512] == b"\x55\xaa":
        return "raw"
    raise usage(f"--disk {path}: this is no disk image: neither qcow2, vmdk, vhdx nor a raw disk with a boot sector\n"
                "  next     unpack it first when it is compressed; an installer ISO cannot be used")


def check(options):
    path = options.disk
    if not os.path.isfile(path):
        raise usage(f"--disk {path}: there is no such file")
    if options.write and not os.access(path, os.W_OK):
        raise usage(f"--disk {path}: --write needs permission to write to it\n  next     leave --write out: then "
                    "the image stays as it is")
    if options.cloud_init:
        for name in ("user-data", "meta-data"):
            if not os.path.isfile(os.path.join(options.cloud_init, name)):
                raise usage(f"--cloud-init {options.cloud_init}: there is no file {name} in it\n"
                            "  why      cloud-init takes a seed only with both user-data and meta-data\n"
                            f"  next     touch {os.path.join(options.cloud_init, name)}")


def public_keys():
    """The caller's ssh public keys."""
    found = []
    for path in sorted(glob.glob(os.path.expanduser("~/.ssh/*.pub"))):
        try:
            with open(path, encoding="utf-8") as file:
                found += [line.strip() for line in file if line.startswith(("ssh-", "ecdsa-", "sk-"))]
        except (OSError, UnicodeDecodeError):
            continue
    return found


# Nothing answers DHCPv6 in QEMU's network: waiting for it only takes time.
NETWORK = """version: 2
ethernets:
  all:
    match:
      name: "e*"
    dhcp4: true
    dhcp6: false
"""


def mount_command(index, path):
    """Shows a folder of --share at the same place in the guest."""
    place = shlex.quote(path)
    return f"mkdir -p {place} && mount -t 9p -o trans=virtio,version=9p2000.L,msize=512000 share{index} {place}"


def user_data(keys, shares):
    """A user "cxl" who may do all with sudo; its password is for the console, and for ssh only when there is no key."""
    lines = ["#cloud-config", "users:", "  - name: cxl", "    groups: sudo", "    shell: /bin/bash",
             "    sudo: ALL=(ALL) NOPASSWD:ALL"]
    if keys:
        lines += ["    ssh_authorized_keys:", *[f"      - {key}" for key in keys]]
    lines += ["    lock_passwd: false", "    plain_text_passwd: cxl", "ssh_pwauth: " + ("false" if keys else "true"),
              "manage_etc_hosts: true"]
    if shares:
        # At every start, unlike runcmd; JSON text is YAML text.
        lines += ["bootcmd:", *[f"  - {json.dumps(mount_command(index, path))}" for index, path in enumerate(shares)]]
    return "\n".join(lines) + "\n"


def make_seed(options, folder):
    """The files of the seed; QEMU shows the folder to the guest as a disk labelled CIDATA."""
    if options.cloud_init:
        for index, path in enumerate(options.share):
            say(f"--share {path}: mount it in the guest: {mount_command(index, path)}")
        for name in ("user-data", "meta-data", "network-config", "vendor-data"):
            path = os.path.join(options.cloud_init, name)
            if os.path.isfile(path):
                shutil.copy(path, os.path.join(folder, name))
        return
    keys = public_keys()
    with open(os.path.join(folder, "user-data"), "w", encoding="utf-8") as file:
        file.write(user_data(keys, options.share))
    with open(os.path.join(folder, "network-config"), "w", encoding="utf-8") as file:
        file.write(NETWORK)
    with open(os.path.join(folder, "meta-data"), "w", encoding="utf-8") as file:
        file.write(f"instance-id: cxl-vm-{os.getpid()}\nlocal-hostname: cxl-vm\n")
    how = f"{len(keys)} ssh key{'s' if len(keys) != 1 else ''} of yours" if keys else "password cxl"
    say(f"the image gets a user cxl ({how}) when it runs cloud-init: ssh -p {options.ssh_port} cxl@localhost")


def arguments(options, seed):
    """Disk, seed and network."""
    path = machine.escaped(os.path.abspath(options.disk))
    snapshot = "off" if options.write else "on"
    return ["-drive", f"file={path},format={image_format(options.disk)},if=none,id=disk,snapshot={snapshot}",
            "-device", "virtio-blk-pci,bus=pcie.0,drive=disk,bootindex=0",
            "-drive", f"file=fat:{machine.escaped(seed)},format=vvfat,label=CIDATA,read-only=on,if=none,id=seed",
            "-device", "virtio-blk-pci,bus=pcie.0,drive=seed",
            "-netdev", f"user,id=net,hostfwd=tcp:127.0.0.1:{options.ssh_port}-:22",
            "-device", "virtio-net-pci,bus=pcie.0,netdev=net", "-device", "virtio-rng-pci,bus=pcie.0"]


def check_port(options):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", options.ssh_port))
        except OSError as error:
            raise usage(f"--ssh-port {options.ssh_port}: {error.strerror}\n  next     choose another port") from None


def run(options, plan):
    """Boots the image with its console on the caller's terminal, until it powers off."""
    check(options)
    program = qemu.choose_for_disk(options.qemu, plan)
    image_format(options.disk)
    check_port(options)
    accel = boot.accelerator(options, program)
    _held = boot.open_state(options.state)
    with guest.signals(options.timeout or 0), tempfile.TemporaryDirectory(prefix="cxl-vm-") as seed:
        make_seed(options, seed)
        command = [program.path, *program.arguments, *boot.hardware(options, plan, program, accel),
                   *arguments(options, seed), "-chardev", "stdio,id=console,mux=on,signal=off",
                   "-serial", "chardev:console", "-mon", "console"]
        say("the console follows; ^A X ends the machine")
        process = subprocess.Popen(command, env={**os.environ, **program.environment}, preexec_fn=guest.in_child())
        try:
            status = process.wait()
        finally:
            process.kill()
            process.wait()
    if status:
        raise Refused(f"QEMU ended with status {status}", MACHINE_FAILED)
    return 0
