# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads the interface of a shared library from the library, its symbol map and its header."""
import re
import subprocess

# A symbol as programs refer to it: (version node, name).


def exported(library):
    """Returns everything that the dynamic symbol table defines, and the nodes themselves."""
    text = subprocess.run(["readelf", "-W", "--dyn-syms", library], check=True,
                          capture_output=True, text=True).stdout
    symbols = set()
    for line in text.splitlines():
        words = line.split()
        if len(words) < 8 or not words[0].rstrip(":").isdigit():
            continue
        kind, binding, section, name = words[3], words[4], words[6], words[7]
        if section == "UND" or binding == "LOCAL":
            continue
        name, _, node = name.partition("@")
        if kind == "OBJECT" and section == "ABS":
            continue            # the version node as a symbol
        symbols.add((node.lstrip("@"), name))
    return symbols


def soname(library):
    text = subprocess.run(["readelf", "-W", "--dynamic", library], check=True,
                          capture_output=True, text=True).stdout
    found = re.search(r"\(SONAME\).*\[(.*)\]", text)
    return found.group(1) if found else None


def contract(path):
    with open(path, encoding="utf-8") as table:
        return {tuple(line.rstrip("\n").split("\t")) for line in table
                if line.strip() and not line.startswith("#")}


def mapped(path):
    """Returns the symbols of a version script, and the chain of its nodes."""
    with open(path, encoding="utf-8") as script:
        text = re.sub(r"/\*.*?\*/", "", script.read(), flags=re.S)
    symbols, chain = set(), []
    for node, body, parent in re.findall(r"(\w+)\s*\{(.*?)\}\s*(\w*)\s*;", text, flags=re.S):
        chain.append((node, parent))
        if "global:" in body:
            for name in re.findall(r"([\w*]+);", body.split("global:")[1].split("local:")[0]):
                symbols.add((node, name))
    return symbols, chain


def prototypes(path):
    """Returns the functions declared in a header: name -> documented name (None: no comment above)."""
    with open(path, encoding="utf-8") as header:
        text = header.read()
    found = {}
    # An optional comment, then a declaration at the start of a line, up to ");".
    pattern = re.compile(r"(?P<doc>/\*(?:(?!\*/).)*\*/\n)?"
                         r"^(?P<decl>(?!typedef|static|#|\s|/|\}|extern)[\w][\w\s*]*?\b"
                         r"(?P<name>\w+)\((?:[^;{])*\);)$", re.M | re.S)
    for match in pattern.finditer(text):
        doc = re.match(r"/\*\*\n \* (\w+) - \S", match["doc"] or "")
        found[match["name"]] = doc.group(1) if doc else None
    return found


def comment_share(path):
    """Returns the fraction of the nonempty lines that contain a comment."""
    with open(path, encoding="utf-8") as header:
        lines = [line.strip() for line in header if line.strip()]
    inside, comments = False, 0
    for line in lines:
        begins = line.startswith("/*")
        comments += inside or begins
        if begins or inside:
            inside = "*/" not in line
    return comments / len(lines)
