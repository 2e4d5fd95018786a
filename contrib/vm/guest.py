# SPDX-License-Identifier: GPL-2.0-or-later
# A running guest: starts QEMU with socket pairs for ports, carries the streams, and leaves nothing behind.
import collections
import contextlib
import ctypes
import os
import resource
import selectors
import signal
import socket
import subprocess
import sys
import termios
import time
import tty

from vm.report import MACHINE_FAILED, TIMED_OUT, Refused, say

PR_SET_PDEATHSIG = 1
CHUNK = 1 << 16
TAIL = 20
HELLO_LIMIT = 25
ESCAPE = b"\x1d"


class Stalled(Exception):
    """The guest did not even say hello."""


class Crashed(Refused):
    """The guest's kernel ended before anything of the caller ran."""


class Ended(BaseException):
    """A signal or the time limit ends the run with this status."""

    def __init__(self, status, text=None):
        super().__init__(status)
        self.status, self.text = status, text


def in_child():
    """What to do in the child before it becomes QEMU: it must not outlive its parent, however that ends."""
    libc, parent = ctypes.CDLL(None), os.getpid()

    def prepare():
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if os.getppid() != parent:
            os._exit(1)

    return prepare


class Guest:
    """One QEMU process and the host's ends of its ports."""

    PORTS = ("ctl", "job", "out", "err", "in")

    def __init__(self, arguments, environment, job, terminal, verbose):
        self.terminal, self.verbose = terminal, verbose
        self.console, self.partial = collections.deque(maxlen=TAIL), b""
        self.mine, theirs = {}, {}
        names = ("console", "ctl", "job", "tty") if terminal else ("console", *self.PORTS)
        for name in names:
            self.mine[name], theirs[name] = socket.socketpair()
        command = [*arguments, *self.port_arguments(theirs)]
        try:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                pass_fds=[end.fileno() for end in theirs.values()], env={**os.environ, **environment},
                start_new_session=True, preexec_fn=in_child())
        except OSError as error:
            raise Refused(f"{arguments[0]}: cannot be started: {error.strerror}") from None
        for end in theirs.values():
            end.close()
        script, marker = job
        self.marker = b"\0" + marker.encode()
        self.held = {} if terminal else {"out": b"", "err": b""}
        self.pending = {"job": bytearray(script), "in": bytearray(), "tty": bytearray()}
        self.status, self.said_hello, self.ready = None, False, False
        self.control = b""

    @staticmethod
    def port_arguments(ends):
        words = ["-device", "virtio-serial-pci,id=ports,bus=pcie.0"]
        for name, end in ends.items():
            words += ["-chardev", f"socket,id=c-{name},fd={end.fileno()}"]
            if name == "console":
                words += ["-serial", f"chardev:c-{name}"]
            elif name == "tty":
                words += ["-device", f"virtconsole,bus=ports.0,chardev=c-{name},nr=0"]
            else:
                words += ["-device", f"virtserialport,bus=ports.0,chardev=c-{name},name={name}"]
        return words

    def run(self, hello_limit=None):
        """Carries bytes until the guest tells the status; raises Stalled or Refused when it never does."""
        self.selector = selectors.PollSelector()
        for name, end in self.mine.items():
            end.setblocking(False)
            if name not in ("job", "in"):
                self.selector.register(end, selectors.EVENT_READ, (self.from_guest, name))
        os.set_blocking(self.process.stdout.fileno(), False)
        self.selector.register(self.process.stdout, selectors.EVENT_READ, (self.from_qemu, None))
        self.want_write("job")
        limit = time.monotonic() + hello_limit if hello_limit else None
        while "ctl" in self.mine:
            if limit and not self.said_hello and time.monotonic() > limit:
                raise Stalled
            self.turn(1.0 if limit and not self.said_hello else None)
            if self.status is not None and not self.held:
                while self.terminal and self.from_guest("tty", 0):
                    pass
                return self.status
        raise self.died()

    def turn(self, wait):
        for key, events in self.selector.select(wait):
            act, name = key.data
            act(name, events)

    def from_qemu(self, _, _events):
        data = os.read(self.process.stdout.fileno(), CHUNK)
        if data:
            self.log(data)
        else:
            self.selector.unregister(self.process.stdout)

    def from_guest(self, name, events):
        """Bytes from one port; whether there may be more."""
        end = self.mine[name]
        if events & selectors.EVENT_WRITE:
            self.to_guest(name, events)
            if not events & selectors.EVENT_READ:
                return True
        try:
            data = end.recv(CHUNK)
        except BlockingIOError:
            return False
        except OSError:
            data = b""
        if not data:
            self.selector.unregister(end)
            del self.mine[name]
            return False
        if name == "ctl":
            self.listen(data)
        elif name == "console":
            self.log(data)
        elif name == "tty":
            put(1, data)
        else:
            self.to_caller(name, data)
        return True

    def to_caller(self, name, data):
        """Output of the command, up to the marker that ends it; what may be the marker's start waits for more."""
        data = self.held.get(name, b"") + data
        keep = next((count for count in range(min(len(self.marker), len(data)), 0, -1)
                     if self.marker.startswith(data[-count:])), 0)
        put(2 if name == "err" else 1, data[:len(data) - keep])
        if keep == len(self.marker):
            self.held.pop(name, None)
        else:
            self.held[name] = data[len(data) - keep:]

    def to_guest(self, name, _events):
        """As much as the port takes now; when the source is dry, waits for it or tells the end."""
        data = self.pending[name]
        try:
            while data:
                del data[:self.mine[name].send(data[:CHUNK])]
        except BlockingIOError:
            return
        except OSError:
            self.forget_input(name)
            return
        if name == "tty":
            self.selector.modify(self.mine[name], selectors.EVENT_READ, (self.from_guest, name))
        else:
            self.selector.unregister(self.mine[name])
        if name == "job" or (name == "in" and self.input_ended):
            self.mine[name].shutdown(socket.SHUT_WR)
        elif self.ready:
            self.selector.register(0, selectors.EVENT_READ, (self.from_input, name))

    def forget_input(self, name):
        with contextlib.suppress(KeyError, ValueError):
            self.selector.unregister(self.mine[name])
        self.pending[name].clear()

    input_ended = False

    def from_input(self, name, _events):
        """Bytes of the caller's standard input; not read again until the guest has taken them."""
        try:
            data = os.read(0, CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if name == "tty" and ESCAPE in data:
            raise Ended(128 + signal.SIGTERM, "ended with ^]")
        self.selector.unregister(0)
        self.input_ended = not data
        self.pending[name] += data
        self.want_write(name)

    def want_write(self, name):
        if name not in self.mine:
            return
        if name == "tty":
            both = selectors.EVENT_READ | selectors.EVENT_WRITE
            self.selector.modify(self.mine[name], both, (self.from_guest, name))
        else:
            self.selector.register(self.mine[name], selectors.EVENT_WRITE, (self.to_guest, name))

    def listen(self, data):
        """What the guest's init says."""
        *lines, self.control = (self.control + data).split(b"\n")
        for line in lines:
            word, _, rest = line.decode(errors="replace").partition(" ")
            if word == "hello":
                self.said_hello = True
            elif word == "ready":
                self.ready = True
                self.start_input()
            elif word == "warn":
                say(f"warning: {rest}")
            elif word == "fail":
                raise self.died(rest)
            elif word == "exit":
                self.status = int(rest)

    def start_input(self):
        name = "tty" if self.terminal else "in"
        try:
            os.fstat(0)
            self.selector.register(0, selectors.EVENT_READ, (self.from_input, name))
        except (OSError, ValueError):
            self.input_ended = True
            self.want_write(name)

    def log(self, data):
        """Console output: kept for the report of a failure, shown with --verbose."""
        if self.verbose:
            put(2, data.replace(b"\n", b"\r\n") if self.terminal else data)
        *lines, self.partial = (self.partial + data).replace(b"\r", b"").split(b"\n")
        self.console.extend(line for line in lines if line.strip())

    def died(self, reason=None):
        """What to say of a guest that ended without a status."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(2)
        while "console" in self.mine and self.from_guest("console", 0):
            pass
        with contextlib.suppress(OSError, ValueError):
            self.log(os.read(self.process.stdout.fileno(), CHUNK))
        for name, data in self.held.items():
            put(2 if name == "err" else 1, data)
        lines = [line.decode(errors="replace") for line in [*self.console, self.partial] if line.strip()]
        text = "the machine ended before the command did" if self.ready else "the machine did not start"
        text += f": {reason}" if reason else ""
        if lines and not self.verbose:
            text += "\n  its last lines:\n" + "\n".join("    " + line for line in lines[-TAIL:])
        crashed = not self.ready and any("Kernel panic" in line for line in lines)
        return (Crashed if crashed else Refused)(
            text + "\n  next     see all of it with --verbose; try --memory 2G, another --kernel or --qemu", MACHINE_FAILED)

    def end(self):
        """Kills QEMU, whatever it is doing."""
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        for end in self.mine.values():
            end.close()


def put(where, data):
    """All of the data to a file descriptor of the caller, which may be slow or not blocking."""
    view = memoryview(data)
    while view:
        try:
            view = view[os.write(where, view):]
        except BlockingIOError:
            time.sleep(0.01)
        except BrokenPipeError:
            raise Ended(128 + signal.SIGPIPE) from None


@contextlib.contextmanager
def raw_terminal():
    """The caller's terminal passes every key while the block runs."""
    kept = termios.tcgetattr(0)
    try:
        tty.setraw(0)
        yield
    finally:
        termios.tcsetattr(0, termios.TCSADRAIN, kept)


@contextlib.contextmanager
def signals(limit):
    """Signals and the time limit become Ended, so that every way out cleans up."""
    def ended(number, _frame):
        if number == signal.SIGALRM:
            raise Ended(TIMED_OUT, f"no end after {limit:g} s (--timeout): the machine was stopped")
        raise Ended(128 + number)

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM)
    kept = {number: signal.signal(number, ended) for number in numbers}
    if limit:
        signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in kept.items():
            signal.signal(number, handler)


def once(arguments, environment, job, terminal, verbose, hello_limit=None):
    """Boots, runs the job, and returns its status."""
    guest = Guest(arguments, environment, job, terminal, verbose)
    try:
        with raw_terminal() if terminal else contextlib.nullcontext():
            return guest.run(hello_limit)
    finally:
        sys.stdout.flush()
        guest.end()
