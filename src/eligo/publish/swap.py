"""Putting a finished directory in another's place, so that a process killed at any moment leaves a whole one.

Three names lie side by side: the ``target``, the ``new`` one being written, and the ``old`` one set aside.

1. Everything is written to ``new`` and flushed to disk. A kill up to here leaves the target as it was.
2. Where the system can exchange two names in one step (Linux ``renameat2``), target and ``new`` change places: before
   that step the target is the old directory, after it the new one, and never absent.
3. Elsewhere the target is renamed to ``old`` and ``new`` to the target. A kill between the two leaves the old
   directory whole under ``old``, and :func:`recover`, with which every build begins, puts it back.
4. The old directory is deleted. A kill here leaves rubbish under ``new`` or ``old``, which :func:`recover` clears.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_CANNOT_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.EPERM, errno.ENOTSUP}


def new_name(target: Path) -> Path:
    """Where the new directory is written before it takes the target's place."""
    return target.with_name(f".{target.name}.eligo-new")


def old_name(target: Path) -> Path:
    """Where the old directory waits while the new one takes its place."""
    return target.with_name(f".{target.name}.eligo-old")


def recover(target: Path) -> None:
    """Finish or undo what an interrupted build left beside the target.

    Raises:
        OSError: the leftovers cannot be moved or deleted.
    """
    new, old = new_name(target), old_name(target)
    if old.is_dir() and not target.exists():
        old.rename(target)
    for leftover in (new, old):
        if leftover.is_dir():
            shutil.rmtree(leftover)


def put_in_place(target: Path) -> None:
    """Let the finished ``new`` directory take the target's place; the old one is deleted.

    Raises:
        OSError: the directories cannot be renamed; the target is then what it was.
    """
    new, old = new_name(target), old_name(target)
    _flush_directories(new)
    if not target.exists():
        new.rename(target)
    elif not exchange(new, target):
        target.rename(old)
        try:
            new.rename(target)
        except BaseException:
            old.rename(target)
            raise
    flush_directory(target.parent)
    for leftover in (new, old):
        if leftover.is_dir():
            shutil.rmtree(leftover)


def exchange(a: Path, b: Path) -> bool:
    """Let two directories change names in one step; False where the system or the file system cannot.

    Raises:
        OSError: the system can, but not with these.
    """
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    if rename(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), ctypes.c_uint(_RENAME_EXCHANGE)) == 0:
        return True
    reason = ctypes.get_errno()
    if reason in _CANNOT_EXCHANGE:
        return False
    raise OSError(reason, os.strerror(reason), str(b))


def flush_directory(directory: Path) -> None:
    """Ask the system to put a directory's entries on disk, where that is possible."""
    try:
        handle = os.open(directory, os.O_RDONLY)
    except OSError:  # Windows cannot open directories
        return
    try:
        os.fsync(handle)
    except OSError as problem:
        if problem.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)


def _flush_directories(top: Path) -> None:
    for directory, _, _ in os.walk(top):
        flush_directory(Path(directory))
