# SPDX-License-Identifier: GPL-2.0-or-later
"""Finds the programs that shell and Python scripts call, without running them."""
import ast
import re

# Tokens after which a command begins.
BEFORE = {"if", "then", "else", "elif", "while", "until", "do", "!", "time", "{"}
# Commands that run the command after their options, and the options that take an argument.
WRAPPERS = {"run": (), "exec": ("-a",), "command": (), "env": ("-u", "-C"), "timeout": ("-k", "-s"), "nice": ("-n",),
            "sudo": ("-u",), "xargs": ("-I", "-n", "-d", "-P"), "unshare": (), "setpriv": (), "nohup": (), "setsid": (),
            "strace": ("-e", "-o", "-P"), "builtin": ()}
NAME = re.compile(r"[A-Za-z][\w.+-]*")
ASSIGNMENT = re.compile(r"[A-Za-z_]\w*(\[[^]]*\])?\+?=")
FUNCTION = re.compile(r"^\s*(?:function\s+)?([\w.:-]+)\s*\(\s*\)", re.M)
HEREDOC = re.compile(r"<<(-?)\s*(['\"\\]?)([A-Za-z_]\w*)['\"]?")
BAT = re.compile(r"^@test (.*) \{$", re.M)


def without_heredocs(text):
    """Returns the script without the texts between << END and END."""
    kept, ends = [], []
    for line in text.splitlines():
        if ends:
            dash, end = ends[0]
            if (line.lstrip("\t") if dash else line) == end:
                ends.pop(0)
            continue
        ends = [(found[1], found[3]) for found in HEREDOC.finditer(re.sub(r"<<<", "   ", line))]
        kept.append(line)
    return "\n".join(kept)


class Reader:
    """Splits a script into tokens and separators; the parts in $(...) become separate scripts."""

    def __init__(self, text):
        self.text, self.at, self.inner = text, 0, []

    def balanced(self, opening, closing):
        """Returns the text up to the closing bracket, respecting quotes."""
        begin, depth = self.at, 1
        while self.at < len(self.text) and depth:
            char = self.text[self.at]
            if char == "\\":
                self.at += 1
            elif char == "'":
                self.at = max(self.text.find("'", self.at + 1), self.at)
            elif char == '"':
                self.at += 1
                self.quoted()
                self.at -= 1
            elif char == opening:
                depth += 1
            elif char == closing:
                depth -= 1
            self.at += 1
        return self.text[begin:self.at - 1]

    def quoted(self):
        """Skips a text in double quotes."""
        while self.at < len(self.text) and self.text[self.at] != '"':
            if not self.expansion():
                self.at += 2 if self.text[self.at] == "\\" else 1
        self.at += 1

    def expansion(self):
        """Skips $(...), $((...)) or ${...}; returns whether there was one."""
        rest = self.text[self.at:self.at + 3]
        if rest == "$((":
            self.at += 2
            self.balanced("(", ")")
        elif rest[:2] in ("$(", "<(", ">("):
            self.at += 2
            self.inner.append(self.balanced("(", ")"))
        elif rest[:2] == "${":
            self.at += 2
            self.inner += Reader(self.balanced("{", "}")).commands()
        else:
            return False
        return True

    def commands(self):
        """Returns the scripts in $(...) of a text that is not a script."""
        while self.at < len(self.text):
            if not self.expansion():
                self.at += 1
        return self.inner

    def word(self):
        """Returns one token as it is written, quotes included."""
        begin = self.at
        while self.at < len(self.text) and self.text[self.at] not in " \t\n;|&()<>":
            char = self.text[self.at]
            if char == "\\":
                self.at += 2
            elif char == "'":
                self.at = self.text.find("'", self.at + 1) % (len(self.text) + 1) + 1
            elif char == '"':
                self.at += 1
                self.quoted()
            elif not self.expansion():
                self.at += 1
        return self.text[begin:self.at]

    def tokens(self):
        while self.at < len(self.text):
            char = self.text[self.at]
            if char in " \t" or self.text.startswith("\\\n", self.at):
                self.at += 1 if char in " \t" else 2
            elif char == "#":
                self.at = self.text.find("\n", self.at) % (len(self.text) + 1)
            elif self.text.startswith("((", self.at):
                self.at += 1
                self.balanced("(", ")")
                yield "word", "(("
            elif self.text[self.at:self.at + 2] in ("<(", ">("):
                self.expansion()
                yield "word", "<(...)"
            elif char in "<>":
                self.at += len(re.match(r"[<>]+[&|]?", self.text[self.at:])[0])
                yield "redirect", char
            elif char in "\n;|&()":
                self.at += 1
                yield "end", char
            else:
                yield "word", self.word()


def is_pattern(tokens, index):
    """Returns whether the tokens from here to a closing bracket are a pattern of a case."""
    while index < len(tokens) and tokens[index][0] == "word":
        following = tokens[index + 1:index + 2]
        if following == [("end", ")")]:
            return True
        if following != [("end", "|")]:
            return False
        index += 2
    return False


def commands(text):
    """Returns the tokens in command position, of a script and the scripts nested in it."""
    reader, found = Reader(without_heredocs(text)), []
    tokens = list(reader.tokens())
    # The end of the skipped part; whether a command begins here; the wrapper before it; open
    # brackets.
    passing, begins, wrapper, depth = None, True, None, 0
    for index, (kind, word) in enumerate(tokens):
        before = tokens[index - 1] if index else ("end", "")
        if passing:
            if word == passing:
                passing, begins = None, word == ")"
        elif kind == "end":
            begins, wrapper = True, None
            depth += (word == "(") - (word == ")" and depth > 0)
        elif kind == "redirect" or before[0] == "redirect":
            continue
        elif not begins:
            begins = word == "in" and any(part == "case" for _, part in tokens[max(0, index - 4):index])
        elif depth == 0 and is_pattern(tokens, index):
            passing = ")"
        elif word == "[[":
            passing = "]]"
        elif ASSIGNMENT.match(word):
            passing = ")" if word.endswith("=") and tokens[index + 1:index + 2] == [("end", "(")] else None
        elif word in ("for", "case", "select", "function"):
            begins = False
        elif word not in BEFORE and not (wrapper and (word[0] in "-0123456789" or before[1] in WRAPPERS[wrapper])):
            found.append(word)
            wrapper = word if word in WRAPPERS else None
            begins = bool(wrapper)
    for inner in reader.inner:
        found += commands(inner)
    return found


def shell_programs(text):
    """Returns (tokens in command position that may be programs, functions of the script)."""
    text = BAT.sub("{", text)
    return {word for word in commands(text) if NAME.fullmatch(word)}, set(FUNCTION.findall(text))


def python_programs(text):
    """Returns the first elements of the lists that calls get, the arguments of shutil.which, and
    lists named TOOLS.
    """
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "TOOLS":
            found.update(ast.literal_eval(node.value))
        if not isinstance(node, ast.Call) or not node.args:
            continue
        first = node.args[0]
        if isinstance(first, (ast.List, ast.Tuple)) and first.elts:
            first = first.elts[0]
        elif getattr(node.func, "attr", "") != "which":
            continue
        if isinstance(first, ast.Constant) and isinstance(first.value, str) and NAME.fullmatch(first.value):
            found.add(first.value)
    return found


def meson_programs(text):
    return set(re.findall(r"find_program\('([\w.+-]+)'", text))
