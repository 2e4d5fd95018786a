# SPDX-License-Identifier: GPL-2.0-or-later
"""The source tree as the checks of this directory see it: files, C without comments, problems."""
import fnmatch
import os
import pathlib
import re
import subprocess
import sys

TOKEN = re.compile(r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.S)


def tracked(root):
    """What git tracks below @root; None without git or its directory: a released archive."""
    if not (root / ".git").exists():
        return None
    # The checkout may belong to somebody else than who runs the tests.
    command = ["git", "-c", "safe.directory=*", "-C", str(root), "ls-files", "-z"]
    try:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        return None


def walked(root):
    """All that is there but builds, where nobody can say what is tracked."""
    for directory, names, found in os.walk(root, followlinks=True):
        names[:] = [name for name in names
                    if not name.startswith("build") and name not in (".git", "__pycache__")]
        yield from (os.path.relpath(os.path.join(directory, name), root) for name in found)


def files(root):
    """Paths of the project below @root; files that a user keeps there are none of it."""
    root = pathlib.Path(root)
    listed = tracked(root)
    if listed is None:
        listed = walked(root)
    return sorted(path for path in set(listed) if path and (root / path).is_file())


def read(root, path):
    return (pathlib.Path(root) / path).read_text(encoding="utf-8", errors="surrogateescape")


def matches(path, patterns):
    return any(fnmatch.fnmatchcase(path, pattern) for pattern in patterns)


def code(text, strings=True):
    """Returns C without comments (and without the content of strings), keeping its lines."""
    def blank(match):
        token = match.group()
        if token.startswith("/"):
            return "\n" * token.count("\n") or " "
        return token if strings else token[0] * 2
    return TOKEN.sub(blank, text)


def is_shell(root, path):
    """Returns whether it is a script for bash or sh."""
    if path.endswith((".bash", ".bats", ".sh")):
        return True
    with open(pathlib.Path(root) / path, "rb") as script:
        first = script.readline()
    return first.startswith(b"#!") and re.search(rb"\b(ba)?sh\b|\bbats\b", first) is not None


def report(problems):
    """Prints them to stderr; returns the exit status."""
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0
