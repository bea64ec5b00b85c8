"""Reading a source from disk."""

from __future__ import annotations

from pathlib import Path

from eligo.diagnostics.model import Diagnostic, Severity
from eligo.source import Source

MAX_BYTES = 16 * 1024 * 1024
"""The largest source that is read, 16 MiB: a protocol is thousands of times smaller."""


def read_source(path: str | Path) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """The text of a file under the name the user typed.

    The file is UTF-8, with or without a byte order mark; line ends may be those of Unix, Windows or old Macs.

    Returns:
        The source, or None and why there is none: E101 it cannot be read, E102 it is not UTF-8, E103 it is too large.
    """
    name = str(path)
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as problem:
        return None, (_unreadable(name, problem),)
    return decode_source(name, data)


def decode_source(name: str, data: bytes) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """The text of a file's bytes, under the name it is known by; like :func:`read_source` without the reading."""
    if len(data) > MAX_BYTES:
        return None, (_error(name, "E103", f"`{name}` is larger than {MAX_BYTES // 1024**2} MiB", "split it up"),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        message = f"`{name}` is not UTF-8 text: byte 0x{data[problem.start]:02x} in line {line}"
        return None, (_error(name, "E102", message, "save it with the encoding UTF-8"),)
    return source_of(name, text), ()


def source_of(name: str, text: str) -> Source:
    """A source from text at hand, line ends normalised."""
    return Source(name, text.replace("\r\n", "\n").replace("\r", "\n"))


def _unreadable(name: str, problem: OSError | ValueError) -> Diagnostic:
    if isinstance(problem, FileNotFoundError):
        return _error(name, "E101", f"there is no file `{name}`", "check the path; a protocol's name ends in .eligo")
    if isinstance(problem, IsADirectoryError):
        return _error(name, "E101", f"`{name}` is a folder, not a file", "name the .eligo file in it")
    if isinstance(problem, PermissionError):
        return _error(name, "E101", f"`{name}` may not be read", "check the file's permissions")
    reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else "no such path can exist"
    return _error(name, "E101", f"`{name}` cannot be read: {reason.lower()}", "check the path")


def _error(file: str, code: str, message: str, way_out: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, help=(way_out,), file=file)
