"""Protocols as they were: ``HEAD~1:protocols/x.eligo`` is a file of an earlier revision, as git names it."""

from __future__ import annotations

import subprocess
import tarfile
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from eligo.cli.failure import CannotRun
from eligo.cli.protocols import compiled

if TYPE_CHECKING:
    from eligo.core.program import Program

_PATIENCE = 60
_AS_GIT = "write it as git does: HEAD~1:protocols/x.eligo"


def program_at(place: str, form: str) -> Program:
    """The protocol in a file, or in a file of a revision, where no file has that name.

    Raises:
        CannotRun: it cannot be read or has errors; git does not know it.
    """
    revision, colon, path = place.partition(":")
    if not colon or not revision or Path(place).exists():
        return compiled(place, form)[1]
    if revision.startswith("-") or not path:
        raise CannotRun(f"{place} is no file and no revision of one", _AS_GIT)
    inside = PurePosixPath(path)
    with TemporaryDirectory(prefix="eligo_diff_") as folder:
        # With all that lies beside it: a protocol may use other files.
        _unpack(_archive(revision, str(inside.parent), place), Path(folder))
        if not (Path(folder) / inside.name).is_file():
            raise CannotRun(f"{place} cannot be read: the revision has no such file", _AS_GIT)
        return compiled(str(Path(folder) / inside.name), form)[1]


def _archive(revision: str, folder: str, place: str) -> bytes:
    """A folder of a revision, as a tar file."""
    below = "" if folder == "." else folder
    try:
        done = subprocess.run(
            ["git", "archive", "--format=tar", f"{revision}:{below}"],
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except FileNotFoundError:
        raise CannotRun(f"{place} names a revision, and git is not installed") from None
    except subprocess.TimeoutExpired:
        raise CannotRun(f"git took more than {_PATIENCE} s for {place}") from None
    if done.returncode:
        why = " ".join(done.stderr.decode(errors="replace").split())
        raise CannotRun(f"{place} cannot be read: {why}", _AS_GIT)
    return done.stdout


def _unpack(archive: bytes, folder: Path) -> None:
    """The protocols of an archive; nothing else of it is needed, and no links."""
    with tarfile.open(fileobj=BytesIO(archive)) as tar:
        members = [member for member in tar if member.isdir() or (member.isfile() and member.name.endswith(".eligo"))]
        tar.extractall(folder, members=members, filter="data")
