"""A file that appears under its name only when it is whole.

Until then it is written under a name of its own. A process that is killed leaves it behind, and the next one that
writes the same output removes it. Whether its writer still lives, a lock tells: the system lets go of it when a process
ends, however it ends.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import shutil
import sys
from pathlib import Path

if sys.platform != "win32":  # it has no such lock: nothing is removed there
    import fcntl

_TRIES = 8


class Part:
    """A file being written under a name of its own, beside the one it is for.

    No other file is touched, whatever its name, but what dead writers of the same output left; and no other run writes
    to it. Behind a symbolic link the file that it points at is replaced, not the link. What is no regular file (a
    device, a pipe) is written to directly.

    Attributes:
        path: where to write.
    """

    def __init__(self, target: Path) -> None:
        """Create the file, empty; raises OSError, naming the target, when that is impossible."""
        self._target = target
        self._direct = target.exists() and not target.is_file()
        self.path = target
        self._kept = self._direct
        self._lock = -1
        if self._direct:
            return
        try:
            self._target = target.resolve()
            _clear(self._target)
            self._create()
            if self._target.exists():
                shutil.copymode(self._target, self.path)  # a file that others may not read stays so
        except RuntimeError:
            raise OSError(f"{target.name} is a symbolic link to itself") from None
        except OSError as error:
            self.drop()
            raise OSError(error.errno, error.strerror, str(target)) from None

    def _create(self) -> None:
        """Make the file and lock it; again, if another run took it for a dead one's before it was locked."""
        for _ in range(_TRIES):
            self.path = self._target.with_name(f"{_stem(self._target)}{secrets.token_hex(8)}.part")
            self._lock = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
            with contextlib.suppress(OSError):  # a file system without locks: then nobody takes it away either
                _lock(self._lock, wait=True)
            if os.fstat(self._lock).st_nlink:
                return
            self._release()
        raise OSError("other runs keep removing the file that is being written")

    def keep(self) -> None:
        """Give the file its name; raises OSError."""
        if not self._kept:
            self._release_on_windows()
            self.path.replace(self._target)
            self._kept = True
            self._release()

    def drop(self) -> None:
        """Delete the file unless it was kept."""
        if not self._kept and self.path != self._target:
            self._release_on_windows()
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)
        self._release()

    def _release_on_windows(self) -> None:
        """An open file can be neither renamed nor deleted there."""
        if sys.platform == "win32":
            self._release()

    def _release(self) -> None:
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1


def _stem(target: Path) -> str:
    """How the names of a target's parts begin; its own name may be too long to be part of another."""
    return f".eligo-{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]}-"


def _clear(target: Path) -> None:
    """Remove the parts of a target whose writers are dead. What cannot be removed does not matter."""
    if sys.platform == "win32":
        return
    ours = re.compile(re.escape(_stem(target)) + r"[0-9a-f]{16}\.part")
    with contextlib.suppress(OSError):
        for entry in os.scandir(target.parent):
            if ours.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                _remove_if_dead(entry.path)


def _remove_if_dead(path: str) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_WRONLY | os.O_NOFOLLOW)
        try:
            _lock(handle, wait=False)  # fails while its writer lives
            os.unlink(path)  # noqa: PTH108  # while it is locked, so that nobody begins to write to it
        finally:
            os.close(handle)


def _lock(handle: int, *, wait: bool) -> None:
    if sys.platform != "win32":
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


def reason_of(error: BaseException) -> str:
    """Why a file could not be written, in one line; libraries wrap what the system says in words of their own."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    lines = str(error).strip().splitlines()
    return lines[0].rpartition("IO error: ")[2][:200] if lines else type(error).__name__
