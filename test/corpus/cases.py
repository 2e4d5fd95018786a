# SPDX-License-Identifier: GPL-2.0-or-later
"""The cases of the corpus: what to run, and where.

A file of the directory cases has one line a set of arguments, below a line that says where it runs:

  [sysroot] on each recorded machine, unpacked: --sysroot NAME is added
  [from]    on each archive: --from NAME.tar.xz is added
  [live]    with the /sys of each machine in place of the real one, so that commands write
  [alone]   without a machine

[live switch two-pmem] names the machines. {a|b|} stands for each alternative in turn, also an empty
one; a line may have several. Words are quoted as in a shell. A word NAME=VALUE before the
command sets the environment; TTY=80 makes stdout a terminal of 80 columns.
"""
import pathlib
import re
import shlex
from dataclasses import dataclass, field

HERE = pathlib.Path(__file__).resolve().parent
TREES = HERE.parent / "trees"
TOOLS = ("cxl", "daxctl")
PLACES = ("sysroot", "from", "live", "alone")
VARIABLE = re.compile(r"[A-Z_]+=")


@dataclass
class Case:
    """One invocation. The name says all that makes it differ from the others."""
    place: str
    machine: str
    words: list
    env: dict = field(default_factory=dict)
    damage: tuple = ()
    conf: str = ""

    @property
    def name(self):
        where = f"{self.place} {self.machine}".strip()
        if self.damage:
            where += f" ({self.damage[0]} {self.damage[1]})"
        if self.conf:
            where += f" ({self.conf})"
        env = "".join(f"{key}={value} " for key, value in self.env.items())
        return f"[{where}] {env}{shlex.join(self.words)}"


def machines():
    return sorted(path.name.removesuffix(".tar.xz") for path in TREES.glob("*.tar.xz"))


def expand(line):
    """Yields LINE with each of the alternatives in braces."""
    braces = re.search(r"\{([^{}]*\|[^{}]*)\}", line)
    if not braces:
        yield line
        return
    for choice in braces[1].split("|"):
        yield from expand(line[:braces.start()] + choice + line[braces.end():])


def parse(path):
    """Yields (place, machines, words, env) of each line of a file of cases."""
    place, names = None, []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("["):
            place, *names = line.strip("[] ").split()
            if place not in PLACES or not set(names) <= set(machines()):
                raise SystemExit(f"{path}:{number}: {line} is no place for cases")
            continue
        for text in expand(line):
            words, env = shlex.split(text), {}
            while VARIABLE.match(words[0]):
                key, value = words.pop(0).split("=", 1)
                env[key] = value
            if words[0] not in TOOLS or not place:
                raise SystemExit(f"{path}:{number}: no command of {TOOLS}, or no place")
            yield place, names, words, env


def listed():
    """Yields the cases of the files."""
    for path in sorted((HERE / "cases").glob("*.cases")):
        for place, names, words, env in parse(path):
            if place == "alone":
                yield Case(place, "", words, env)
                continue
            for name in names or machines():
                yield Case(place, name, words, env)


def of_commands(commands):
    """Yields what every command of a build is asked; COMMANDS has the names of each tool."""
    for tool in TOOLS:
        for name in commands[tool]:
            for words in (["--help"], ["-h"], ["--list-opts"], ["--nosuch"], [], ["nosuch"], [""],
                          ["--sysroot"], ["--sysroot", "nosuch"], ["--from", "nosuch.tar.xz"]):
                yield Case("live", "no-driver", [tool, name, *words])
            for words in (["help", name], ["complete", "--", name, "--"], ["complete", "--", name, "-"],
                          ["complete", "--", name, "--no-"], ["complete", "--", name, ""],
                          ["complete", "--", "help", name]):
                yield Case("live", "two-bridges-regions", [tool, *words])


def of_options(dumps):
    """Yields completions of the argument of every option, on two machines."""
    for tool, dump in dumps.items():
        for command in dump["commands"]:
            for option in command["options"]:
                if option["type"] == "flag":
                    continue
                for word in ("", "a", "mem0,", "x"):
                    for machine in ("two-bridges-regions", "switch"):
                        yield Case("live", machine, [tool, "complete", "--", command["name"],
                                                     "--" + option["name"], word])
                yield Case("live", "switch", [tool, command["name"], "--" + option["name"]])


DAMAGE = (
    ("without", "two-bridges-regions", (
        ["cxl", "list", "-vvv"], ["cxl", "create-region", "--list-options"],
        ["daxctl", "list", "-RDMi"])),
    ("without", "pmem-and-ram", (
        ["cxl", "list", "-vv"], ["cxl", "create-region", "--dry-run"])),
    ("nonsense", "two-bridges-regions", (
        ["cxl", "list", "-vv", "-u"], ["daxctl", "list", "-RDMi"])),
)


def of_damage(attributes):
    """Yields lists of machines of which one file is missing, or has nonsense in it."""
    for how, machine, commands in DAMAGE:
        for path in attributes(machine):
            for words in commands:
                yield Case("sysroot", machine, words, damage=(how, path))


def configurations():
    """Yields the lines of cases/configurations: each is a file of the configuration of daxctl."""
    for line in (HERE / "cases" / "configurations").read_text().splitlines():
        if not line.startswith("# "):
            yield from expand(line)


def of_configurations():
    for line in configurations():
        for words in (["--dry-run", "all"], ["all"]):
            yield Case("sysroot", "two-bridges-regions",
                       ["daxctl", "reconfigure-device", "--check-config", *words], conf=line)
