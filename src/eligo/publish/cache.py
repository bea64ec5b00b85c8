"""What was made before, kept in the user's cache folder under the hash of what it was made from.

The hash covers every file of eligo and the version of Python, and what the caller makes the thing from. A file that is
damaged, or cannot be read, counts as absent. ``ELIGO_CACHE=0`` does without.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from eligo.core.program import Program
from eligo.publish.files import write_file

Result = TypeVar("Result")

MOST = 30
"""Most things of one kind that are kept; the oldest go first."""

_HASH = 32


def place(kind: str, made_from: Iterable[bytes]) -> Path | None:
    """Where a thing of some kind is kept that is made from this; None when nothing is to be kept."""
    folder = _folder()
    if folder is None:
        return None
    digest = hashlib.sha256()
    for part in (sys.version.encode(), *made_from, *_eligo()):
        digest.update(len(part).to_bytes(8, "big") + part)
    return folder / f"{digest.hexdigest()}.{kind}"


def content_of(program: Program) -> bytes:
    """The whole program; equal ones mostly give equal bytes, and others never do."""
    return pickle.dumps(tuple(getattr(program, field.name) for field in fields(program)))


def tested_of(program: Program) -> bytes:
    """As much of a program as the patients of its test suite are made from, without the lines where it stands.

    What the author writes for readers alone is no part of it: comments, sources, readings, claims.
    """
    criteria = [replace(c, origins=(), readings=()) for c in program.criteria]
    patients = [(v.name, v.raw) for v in program.vignettes]
    declared = (program.facts, program.lists, program.value_sets, program.definitions, program.assumptions)
    return repr(_without_lines((*declared, criteria, patients, program.order))).encode()


def _without_lines(value: object) -> object:
    if is_dataclass(value):
        named = [field.name for field in fields(value) if field.name != "line"]
        return (type(value).__name__, *(_without_lines(getattr(value, name)) for name in named))
    if isinstance(value, tuple | list):
        return tuple(map(_without_lines, value))
    return value


def found(path: Path | None) -> bytes | None:
    """What is kept there; None unless it is whole."""
    try:
        data = b"" if path is None else path.read_bytes()
    except OSError:
        return None
    return data[_HASH:] if hashlib.sha256(data[_HASH:]).digest() == data[:_HASH] else None


def keep(path: Path | None, data: bytes) -> None:
    """Keep something, and let go of the oldest of its kind; a cache that cannot be written is none."""
    if path is not None:
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_file(path, hashlib.sha256(data).digest() + data)
            beside = [*path.parent.glob(f"*{path.suffix}"), *path.parent.glob("*.part")]  # what killed runs left, too
            for old in sorted(beside, key=lambda one: one.stat().st_mtime, reverse=True)[MOST:]:
                old.unlink()


def unpacked(data: bytes | None, wanted: type[Result]) -> Result | None:
    """What was kept as a pickle, if it is a result of that kind."""
    if data is None:
        return None
    try:
        found = _Data(io.BytesIO(data)).load()
    except Exception:  # bytes that are no pickle raise whatever their garbling leads to
        return None
    return found if isinstance(found, wanted) else None


class _Data(pickle.Unpickler):
    """Reads what eligo's results are made of, and calls nothing else."""

    def find_class(self, module: str, name: str) -> object:
        if module.startswith(("eligo.core.", "eligo.verify.")) or (module, name) == ("fractions", "Fraction"):
            found = super().find_class(module, name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum | Fraction)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a result")


def _folder() -> Path | None:
    """The cache folder; None when there is to be none."""
    if os.environ.get("ELIGO_CACHE") == "0":
        return None
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111  # may have no home
    return Path(base, "eligo") if os.path.isabs(base) else None  # noqa: PTH117


def _eligo() -> Iterator[bytes]:
    """Every file of eligo."""
    here = Path(__file__).parents[1]
    for path in sorted(here.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(here).as_posix().encode()
            yield path.read_bytes()
