# SPDX-License-Identifier: GPL-2.0-or-later
# What cxl-vm says: all of it on stderr, because stdout belongs to the command in the guest.
import contextlib
import os
import sys

PROGRAM = "cxl-vm"
USAGE = 2
TIMED_OUT = 124
MACHINE_FAILED = 125


class Refused(Exception):
    """Something cannot be done; the text says what, where, why and what to do next."""

    def __init__(self, text, status=MACHINE_FAILED):
        super().__init__(text)
        self.status = status


def usage(text):
    return Refused(text, USAGE)


def status(text):
    """A line on a terminal that the next one replaces; "" takes it away. Elsewhere nothing."""
    if sys.stderr.isatty():
        with contextlib.suppress(OSError):
            width = (os.get_terminal_size(2).columns or 80) - 1
            sys.stderr.write("\r\033[K" + (f"{PROGRAM}: {text}"[:width] if text else ""))
            sys.stderr.flush()


def say(text):
    # In raw mode a terminal needs the carriage return to be said, and elsewhere it does no harm to a reader.
    end = "\r\n" if sys.stderr.isatty() else "\n"
    try:
        sys.stderr.write(f"{PROGRAM}: {text}".replace("\n", end) + end)
        sys.stderr.flush()
    except OSError:
        pass
