# SPDX-License-Identifier: GPL-2.0-or-later
"""A corpus: name -> lines of what a build printed in each case, and its file."""
import ast
import json
import pathlib
import re
import subprocess
import tempfile
from concurrent import futures

import cases
import run


def ask(build, tool, *words):
    return subprocess.run([build / tool / tool, *words], check=True, capture_output=True,
                          text=True).stdout


def all_cases(build):
    commands = {tool: ask(build, tool, "--list-cmds").split() for tool in cases.TOOLS}
    dumps = {tool: json.loads(ask(build, tool, "--dump-commands")) for tool in cases.TOOLS}
    found = {}
    for source in (cases.listed(), cases.of_commands(commands), cases.of_options(dumps),
                   cases.of_configurations(), cases.of_damage(run.attributes)):
        for case in source:
            found.setdefault(case.name, case)
    return list(found.values())


def documents(build):
    """Yields the records of manual pages and schemas."""
    about = json.loads((build / "meson-info" / "meson-info.json").read_text())
    source = pathlib.Path(about["directories"]["source"])
    pages = [path for path in (build / "Documentation").glob("**/*.[135]") if path.is_file()]
    schemas = list((source / "Documentation").glob("**/*.schema.json"))
    if not pages or not schemas:
        raise SystemExit(f"{build} has no manual pages: set it up with -Ddocs=enabled")
    for path in sorted(pages + schemas, key=lambda path: path.name):
        body = re.sub(r'^(\.\\".*|\.TH .*|\'\\".*)$\n?', "", path.read_text(), flags=re.MULTILINE)
        yield f"[page] {path.name}", ["| " + line for line in body.splitlines()]


def work(build, directory, mine):
    names = [name for name in cases.machines() if any(name in case.name for case in mine)]
    runner = run.Runner(build, directory, names)
    return [runner.run(case) for case in mine]


def record(build, only="", jobs=2):
    """Returns the corpus of a build, of the cases whose name matches ONLY."""
    build = pathlib.Path(build).resolve()
    with tempfile.TemporaryDirectory(prefix="corpus-") as directory:
        todo = [case for case in all_cases(build) if re.search(only, case.name)]
        with futures.ProcessPoolExecutor(jobs) as pool:
            parts = [pool.submit(work, build, f"{directory}/{job}", todo[job::jobs])
                     for job in range(jobs)]
            found = dict(pair for part in parts for pair in part.result())
    found.update(pair for pair in documents(build) if re.search(only, pair[0]))
    return found


def write(found, directory):
    directory = pathlib.Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    with open(directory / "corpus", "w", encoding="utf-8") as file:
        for name, lines in sorted(found.items()):
            file.write("\n".join([f"$ {name!r}", *lines]) + "\n")


def read(directory):
    found, lines = {}, []
    text = (pathlib.Path(directory) / "corpus").read_text(encoding="utf-8")
    for line in text.split("\n")[:-1]:
        if line.startswith("$ "):
            lines = found[ast.literal_eval(line[2:])] = []
        else:
            lines.append(line)
    return found
