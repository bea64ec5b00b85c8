"""Writing one file so that it is either as it was or whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def replaced(path: str | Path) -> Iterator[Path]:
    """A file beside ``path`` to write to; it takes the place of ``path`` when the block ends without an error.

    A symbolic link is followed, and the permissions of a file that was there are kept. What is no regular file, such
    as ``/dev/stdout``, is given to the block as it is.

    Raises:
        OSError: the directory cannot be written; ``path`` is then as it was.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        yield target
        return
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=target.suffix, dir=target.parent)
    os.close(handle)
    beside = Path(name)
    try:
        beside.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
        yield beside
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def write_file(path: str | Path, data: bytes) -> None:
    """Replace a file's content at once; errors as for :func:`replaced`."""
    with replaced(path) as beside:
        beside.write_bytes(data)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
