"""A directory of outputs: comparing it with what the compiler makes now, and replacing it.

Each directory carries a manifest with the hash of every file in it. By it eligo tells its own files from a person's:
it refuses a directory without one, says which files were edited, removes what it no longer makes, and keeps what is
not its own.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from eligo.publish.swap import new_name, old_name, put_in_place, recover

MANIFEST = ".eligo-manifest.json"
_FORMAT = 1
_NOT_OURS_TO_JUDGE = {"__pycache__", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", "build", "dist"}
"""Directories that Python's tools leave behind; ``*.egg-info`` as well."""


class ForeignDirectory(Exception):
    """The directory holds something, and eligo did not make it."""


@dataclass(frozen=True, slots=True)
class Differences:
    """How a directory departs from what the compiler makes now; file names relative to it, sorted.

    Attributes:
        missing: not there.
        stale: as eligo made it once, no longer as it makes it now.
        edited: neither what eligo made nor what it makes now.
        leftover: made by eligo once and no longer.
        foreign: never made by eligo.
    """

    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    leftover: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()

    @property
    def rebuild(self) -> bool:
        """Whether a build has anything to write or remove."""
        return bool(self.missing or self.stale or self.edited or self.leftover)

    def __bool__(self) -> bool:
        return self.rebuild or bool(self.foreign)


def with_manifest(outputs: Mapping[str, bytes]) -> dict[str, bytes]:
    """The outputs and the manifest that lists them."""
    hashes = {name: _hash(outputs[name]) for name in sorted(outputs)}
    text = json.dumps({"eligo-manifest": _FORMAT, "sha256": hashes}, indent=2, ensure_ascii=True)
    return {**outputs, MANIFEST: f"{text}\n".encode()}


def compare(target: Path, outputs: Mapping[str, bytes]) -> Differences:
    """Compare a directory with what it should hold (see :func:`with_manifest`), reading only.

    Raises:
        ForeignDirectory: it is not a directory that eligo made.
        OSError: it cannot be read.
    """
    if not target.exists() and not target.is_symlink() and old_name(target).is_dir():
        target = old_name(target)  # an interrupted build set it aside
    made = _manifest(target)
    missing: list[str] = []
    stale: list[str] = []
    edited: list[str] = []
    for name, data in sorted(outputs.items()):
        there = _read(target / name)
        if there is None:
            missing.append(name)
        elif there != data:
            (stale if name == MANIFEST or made.get(name) == _hash(there) else edited).append(name)
    leftover: list[str] = []
    foreign: list[str] = []
    for name in sorted(set(_files(target)) - set(outputs)):
        there = _read(target / name)
        (leftover if there is not None and made.get(name) == _hash(there) else foreign).append(name)
    return Differences(tuple(missing), tuple(stale), tuple(edited), tuple(leftover), tuple(foreign))


def replace(target: Path, outputs: Mapping[str, bytes]) -> Differences:
    """Bring a directory to what it should hold; gives the differences that were found, and so what was done.

    All at once or not at all (see :mod:`eligo.publish.swap`). Files that are already right keep their time of change.

    Raises:
        ForeignDirectory: it is not a directory that eligo made; nothing is touched.
        OSError: it cannot be written; what was there is left as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with _alone(target.parent):
        recover(target)
        found = compare(target, outputs)
        if found.rebuild:
            changed = {*found.missing, *found.stale, *found.edited}
            try:
                _stage(target, outputs, changed, found.foreign)
                put_in_place(target)
            except BaseException:
                recover(target)
                raise
    return found


def _stage(target: Path, outputs: Mapping[str, bytes], changed: set[str], foreign: tuple[str, ...]) -> None:
    new = new_name(target)
    new.mkdir()
    for name in (*outputs, *foreign):
        place = new / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if name in changed:
            _write(place, outputs[name])
        elif place.exists():
            raise FileExistsError(errno.EEXIST, "in the way of an output", str(target / name))
        else:
            _keep(target / name, place)
    for name in sorted(changed):  # after all is written: the disk then takes them together
        _flush(new / name)


def _write(place: Path, data: bytes) -> None:
    with place.open("xb") as file:
        file.write(data)


def _flush(place: Path) -> None:
    with place.open("r+b") as file:
        os.fsync(file.fileno())


def _keep(source: Path, place: Path) -> None:
    """The same file under a new name: the old directory can then be deleted without it."""
    try:
        os.link(source, place, follow_symlinks=False)
    except OSError:  # a file system without hard links
        import shutil

        shutil.copy2(source, place, follow_symlinks=False)


def _manifest(target: Path) -> dict[str, str]:
    """Hashes by file name as the last build recorded them; empty for a directory that is absent or empty."""
    if target.is_symlink():
        raise ForeignDirectory(f"{target} is a symbolic link")
    if target.exists() and not target.is_dir():
        raise ForeignDirectory(f"{target} is not a directory")
    if not target.exists() or not any(target.iterdir()):
        return {}
    try:
        manifest = json.loads(_read(target / MANIFEST) or b"")
        hashes = manifest["sha256"]
        if manifest["eligo-manifest"] == _FORMAT and isinstance(hashes, dict):
            return {str(name): str(value) for name, value in hashes.items()}
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    raise ForeignDirectory(f"{target} was not made by eligo: it has no {MANIFEST}")


def _read(path: Path) -> bytes | None:
    """A regular file's bytes; None for anything else, a symbolic link among them."""
    if path.is_symlink() or not path.is_file():
        return None
    return path.read_bytes()


def _files(target: Path) -> Iterator[str]:
    """All names below that are not directories, except what Python's tools leave behind."""
    for directory, below, names in os.walk(target):
        here = Path(directory)
        links = [name for name in below if (here / name).is_symlink()]
        below[:] = [name for name in below if name not in links and not _left_by_tools(name)]
        for name in (*names, *links):
            yield PurePosixPath((here / name).relative_to(target)).as_posix()


def _left_by_tools(name: str) -> bool:
    return name in _NOT_OURS_TO_JUDGE or name.endswith(".egg-info")


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class _alone:  # noqa: N801 - reads as a statement: with _alone(directory)
    """Keeps two builds from writing to one directory at a time; the second waits a little, then gives up."""

    PATIENCE = 30.0
    """Seconds."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._handle = -1

    def __enter__(self) -> None:
        try:
            import fcntl
        except ImportError:  # Windows has no such lock; the exchange of names is still whole
            return
        import time

        self._handle = os.open(self._directory, os.O_RDONLY)
        deadline = time.monotonic() + self.PATIENCE
        while True:
            try:
                fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() > deadline:
                    os.close(self._handle)
                    raise
                time.sleep(0.05)

    def __exit__(self, *_: object) -> None:
        if self._handle >= 0:
            os.close(self._handle)
