#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""terminal.py line|edit COMMAND...: run it as a completion does, with a terminal on stderr only.

The terminal is in line mode, or as a shell sets it while a line is edited. What the command
writes to the terminal goes to stdout; its own stdout is dropped. Exits with its status.
"""
import os
import pty
import subprocess
import sys
import tty

mode, command = sys.argv[1], sys.argv[2:]
master, terminal = pty.openpty()
if mode == "edit":
    tty.setcbreak(terminal)
status = subprocess.run(command, stdin=terminal, stdout=subprocess.DEVNULL, stderr=terminal,
                        check=False, timeout=60).returncode
# The command has ended: all that it wrote is there, before this mark.
os.write(terminal, b"\0")
text = b""
while not text.endswith(b"\0"):
    text += os.read(master, 4096)
sys.stdout.write(text[:-1].decode())
sys.exit(status)
