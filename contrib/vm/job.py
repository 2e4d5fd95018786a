# SPDX-License-Identifier: GPL-2.0-or-later
# The job sent to the guest: a shell script with the settings for init and, under "run", the command itself.
import os
import re
from shlex import quote

# What belongs to the host's session and would mislead programs in the guest.
NOT_PASSED = re.compile(r"(SSH_|DBUS_|XDG_RUNTIME|XDG_SESSION|DISPLAY$|WAYLAND|XAUTH|_$|PWD$|OLDPWD$|SHLVL$|TMUX|LD_)")
SYSTEM_PATH = ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")


def environment(build):
    """Export lines for the guest: the caller's environment with the build tree first in PATH."""
    values = {key: value for key, value in os.environ.items()
              if re.fullmatch(r"[A-Za-z_]\w*", key) and not NOT_PASSED.match(key)}
    path = [part for part in values.get("PATH", "").split(":") if part]
    first = [os.path.join(build, part) for part in ("cxl", "daxctl")] if build else []
    values["PATH"] = ":".join([*first, *path, *(part for part in SYSTEM_PATH if part not in path)])
    values.update(USER="root", LOGNAME="root")
    return "".join(f"\texport {key}={quote(value)}\n" for key, value in sorted(values.items()))


def shell(greeting):
    """The interactive shell: the system's bash set up as usual, under a prompt that tells where one is."""
    return (f"\tprintf '%s\\n' {quote(greeting)} >&2\n"
            "\tif [ -x /bin/bash ]; then\n"
            "\t\tprintf '%s\\n' '[ -r /etc/bash.bashrc ] && . /etc/bash.bashrc' \"PS1='cxl-vm:\\\\w# '\" "
            ">/run/cxl-vm/bashrc\n"
            "\t\texec /bin/bash --rcfile /run/cxl-vm/bashrc -i\n"
            "\tfi\n"
            "\tPS1='cxl-vm# ' exec /bin/sh -i\n")


def script(options, modules, expected, terminal, greeting, marker):
    """The whole job; EXPECTED counts memdevs present, memdevs bound and nvdimms; TERMINAL is (rows, columns) or None."""
    text = ['if [ "$1" = run ]; then\n', environment(options.build)]
    directory = os.getcwd()
    text.append(f"\tcd {quote(directory)} 2>/dev/null || {{\n\t\tcd /\n\t\techo 'cxl-vm: '{quote(directory)}': cannot be "
                "entered in the guest, the command runs in /' >&2\n\t}\n")
    command = options.command
    if command:
        text.append(f"\tcommand -v {quote(command[0])} >/dev/null || {{\n\t\techo 'cxl-vm: '{quote(command[0])}': not "
                    "found in the guest, which has the programs of the host' >&2\n\t\texit 127\n\t}\n")
        text.append("\texec " + " ".join(quote(word) for word in command) + "\n")
    elif terminal:
        text.append(shell(greeting))
    else:
        text.append("\texec /bin/sh\n")
    text.append("fi\n")
    text.append("present={} bound={} nvdimms={}\n".format(*expected))
    text.append(f"modules={quote(modules)}\n")
    text.append(f"marker={marker}\n")
    if options.udev:
        text.append("udev=1\n")
    if terminal:
        text.append("on_terminal=1 rows={} columns={}\n".format(*terminal))
    for index, path in enumerate(options.share):
        text.append(f'[ "$1" = run ] || mount_share share{index} {quote(path)}\n')
    return "".join(text).encode("utf-8", "surrogateescape")


def expected(topology, kernel, without):
    """How many memdevs and nvdimms will come up with these modules; of mock devices, which the
    guest counts, 1 for any."""
    def there(*names):
        return all(name not in without and kernel.has(name) for name in names)

    if topology.mock:
        # cxl_test does not load without all of them.
        some = int(there("cxl_test", "cxl_mock_mem", "cxl_acpi", "cxl_port", "cxl_mem", "cxl_pmem"))
        return some, some, some
    devices = topology.devices.values()
    present = len(devices) if there("cxl_pci") else 0
    bound = present if there("cxl_acpi", "cxl_port", "cxl_mem") else 0
    persistent = sum(device.type == "pmem" for device in devices)
    nvdimms = persistent if bound and there("cxl_pmem") else 0
    return present, bound, nvdimms
