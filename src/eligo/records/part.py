"""A file that appears under its name only when it is whole."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from pathlib import Path


class Part:
    """A file being written under a name of its own, beside the one it is for.

    No other file is touched, whatever its name, and no other run writes to it. Behind a symbolic link the file that it
    points at is replaced, not the link. What is no regular file (a device, a pipe) is written to directly.

    Attributes:
        path: where to write.
    """

    def __init__(self, target: Path) -> None:
        """Create the file, empty; raises OSError, naming the target, when that is impossible."""
        self._target = target
        self._direct = target.exists() and not target.is_file()
        self.path = target
        self._kept = self._direct
        if self._direct:
            return
        try:
            self._target = target.resolve()
            self.path = self._target.with_name(f".eligo-{secrets.token_hex(8)}.part")
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            if self._target.exists():
                shutil.copymode(self._target, self.path)  # a file that others may not read stays so
        except RuntimeError:
            raise OSError(f"{target.name} is a symbolic link to itself") from None
        except OSError as error:
            self.drop()
            raise OSError(error.errno, error.strerror, str(target)) from None

    def keep(self) -> None:
        """Give the file its name; raises OSError."""
        if not self._kept:
            self.path.replace(self._target)
            self._kept = True

    def drop(self) -> None:
        """Delete the file unless it was kept."""
        if not self._kept and self.path != self._target:
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)


def reason_of(error: BaseException) -> str:
    """Why a file could not be written, in one line; libraries wrap what the system says in words of their own."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    lines = str(error).strip().splitlines()
    return lines[0].rpartition("IO error: ")[2][:200] if lines else type(error).__name__
