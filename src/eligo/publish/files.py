"""Writing one file so that it is either as it was or whole."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from eligo.records.part import Part


def write_file(path: str | Path, data: bytes) -> None:
    """Replace a file's content at once, and have it on disk.

    A symbolic link is followed, and the permissions of a file that was there are kept. What is no regular file, such
    as ``/dev/stdout``, is written to as it is.

    Raises:
        OSError: the directory cannot be written; the file is then as it was.
    """
    part = Part(Path(path))
    try:
        with part.path.open("wb") as file:
            file.write(data)
            file.flush()
            if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                os.fsync(file.fileno())
        part.keep()
    finally:
        part.drop()
