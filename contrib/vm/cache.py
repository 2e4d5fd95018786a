# SPDX-License-Identifier: GPL-2.0-or-later
# The cache folder: every entry appears whole or not at all, also when two runs make the same one at once.
import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import tempfile

from vm.report import Refused, say


def folder(*parts):
    """The path of a folder in the cache, made when missing."""
    base = os.environ.get("XDG_CACHE_HOME")
    if not base or not os.path.isabs(base):
        base = os.path.join(os.path.expanduser("~"), ".cache")
    path = os.path.join(base, "cxl-utils", *parts)
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise Refused(f"{path}: the cache folder cannot be made: {error.strerror}\n"
                      "  next     set XDG_CACHE_HOME to a folder you can write to") from None
    return path


def peek(*parts):
    """The same path, without making anything."""
    base = os.environ.get("XDG_CACHE_HOME")
    if not base or not os.path.isabs(base):
        base = os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "cxl-utils", *parts)


@contextlib.contextmanager
def locked(name, about=None):
    """Holds the lock of that name: whoever comes second finds the work done, and is told ABOUT it when it takes long."""
    path = os.path.join(folder("locks"), name)
    try:
        handle = open(path, "a", encoding="ascii")
    except OSError as error:
        raise Refused(f"{path}: cannot be opened: {error.strerror}\n"
                      "  next     set XDG_CACHE_HOME to a folder you can write to") from None
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if about:
                say(f"waiting for another run that is {about}")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def scratch(place, prefix):
    """A folder in PLACE to work in; what is not moved away vanishes."""
    work = tempfile.mkdtemp(prefix=prefix, dir=place)
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextlib.contextmanager
def new_folder(path):
    """A folder to fill; it becomes PATH when the block ends well and vanishes when it does not."""
    with scratch(os.path.dirname(path), ".new-") as work:
        yield work
        os.chmod(work, 0o755)
        if os.path.isdir(path):
            shutil.rmtree(path)
        os.rename(work, path)


def write(path, data):
    """Writes a whole file or nothing."""
    handle, work = tempfile.mkstemp(prefix=".new-", dir=os.path.dirname(path))
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        os.chmod(work, 0o644)
        os.rename(work, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(work)
        raise


def key(*parts):
    """A short name for these facts."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:24]


def file_key(path):
    """What changes when the file at PATH is replaced."""
    info = os.stat(path)
    return [os.path.realpath(path), info.st_mtime_ns, info.st_size]


def remembered(kind, facts, find):
    """The answer of find() for these facts, asked once and kept; None is never kept."""
    path = os.path.join(folder(kind), key(facts) + ".json")
    try:
        with open(path, encoding="utf-8") as kept:
            return json.load(kept)
    except (OSError, ValueError):
        pass
    answer = find()
    if answer is not None:
        write(path, json.dumps(answer).encode())
    return answer
