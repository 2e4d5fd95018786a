# SPDX-License-Identifier: GPL-2.0-or-later
# Completion of a command line of cxl-vm, for the scripts in contrib/completion: a line for each
# candidate, "candidate<TAB>what it is". An empty candidate asks the shell to look itself.
from vm import topology_file

# What the shell looks for as the argument of these options.
SHELL = {"topology": "file", "kernel": "file", "qemu": "file", "disk": "file",
         "share": "directory", "state": "directory", "build": "directory", "cloud_init": "directory"}


def values(action):
    """(value, what it is) of the values of an option that can be listed."""
    if action.dest == "topology":
        return topology_file.shipped()
    if action.dest == "kernel":
        return [("lab", "a kernel built from the distribution's source")]
    if action.dest == "qemu":
        return [("newest", "the newest QEMU that is available")]
    if action.choices and not isinstance(action.choices, range):
        return [(choice, "") for choice in action.choices]
    return []


def arguments(action, prefix, kept=""):
    """Lines for the argument of an option; KEPT stands before it in the same word."""
    lines = [f"{kept}{value}\t{what}" for value, what in values(action) if value.startswith(prefix)]
    if action.dest in SHELL:
        lines.append("\t" + SHELL[action.dest])
    return lines


def candidates(parser, words):
    """Lines for the last of WORDS, which follow the name of the program; PARSER knows the options."""
    if "--" in words[:-1]:
        return ["\tcommand"]
    # argparse has no public list of its options.
    options = {name: action for action in parser._actions for name in action.option_strings}
    last = words[-1] if words else ""
    before = options.get(words[-2]) if len(words) > 1 else None
    if before and before.nargs is None:
        return arguments(before, last)
    name, assigned, value = last.partition("=")
    if assigned:
        return arguments(options[name], value, name + "=") if name in options else []
    lines = [f"{name}\t{action.help}" for name, action in options.items()
             if name.startswith("--") and name.startswith(last)]
    if "--".startswith(last):
        lines.append("--\ta command for the machine follows")
    return lines
