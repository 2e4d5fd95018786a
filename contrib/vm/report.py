# SPDX-License-Identifier: GPL-2.0-or-later
# What cxl-vm says: all of it on stderr, because stdout belongs to the command in the guest.
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


def say(text):
    # In raw mode a terminal needs the carriage return to be said, and elsewhere it does no harm to a reader.
    end = "\r\n" if sys.stderr.isatty() else "\n"
    try:
        sys.stderr.write(f"{PROGRAM}: {text}".replace("\n", end) + end)
        sys.stderr.flush()
    except OSError:
        pass
