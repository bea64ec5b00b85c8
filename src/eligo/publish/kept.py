"""Outputs that were made before: kept in the user's cache folder under what they were made from.

A build whose program and compiler are what they were finds its outputs there. The key is a hash of the whole program,
of every file of eligo, and of the versions of what it builds with; nothing is kept that depends on anything else.
``ELIGO_CACHE=0`` does without, and so does ``eligo build --check``, which is to find out what is true.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields
from importlib.metadata import version
from pathlib import Path

from eligo.core.program import Program
from eligo.publish.files import write_file
from eligo.publish.outputs import outputs

MOST = 30
"""Most protocols whose outputs are kept; the oldest go first."""


def outputs_or_kept(program: Program, module: str) -> dict[str, bytes]:
    """Every output file as :func:`outputs` makes it, out of the cache when it is there."""
    folder = _folder()
    if folder is None:
        return outputs(program, module)
    place = folder / f"{_key(program, module)}.outputs"
    made = _read(place)
    if made is None:
        made = outputs(program, module)
        with suppress(OSError):  # a cache that cannot be written is none
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_file(place, _packed(made))
            _clear(folder)
    return made


def _folder() -> Path | None:
    """The cache folder; None when there is to be none."""
    if os.environ.get("ELIGO_CACHE") == "0":
        return None
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111  # may have no home
    return Path(base, "eligo") if os.path.isabs(base) else None  # noqa: PTH117


def _key(program: Program, module: str) -> str:
    digest = hashlib.sha256()
    for part in _parts(program, module):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _parts(program: Program, module: str) -> Iterator[bytes]:
    """All that outputs are made from."""
    yield f"{module} {sys.version} {version('jinja2')} {version('pydantic')} {version('z3-solver')}".encode()
    yield pickle.dumps(tuple(getattr(program, field.name) for field in fields(program)))
    here = Path(__file__).parents[1]
    for path in sorted(here.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(here).as_posix().encode()
            yield path.read_bytes()


def _packed(made: dict[str, bytes]) -> bytes:
    """The files in one, after the hash of what follows it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, content in made.items():
            packed.writestr(zipfile.ZipInfo(name), content)
    data = buffer.getvalue()
    return hashlib.sha256(data).digest() + data


def _read(place: Path) -> dict[str, bytes] | None:
    """The files of one that is whole; None otherwise."""
    try:
        data = place.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(data[32:]).digest() != data[:32]:
        return None
    with zipfile.ZipFile(io.BytesIO(data[32:])) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _clear(folder: Path) -> None:
    kept = sorted(folder.glob("*.outputs"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[MOST:]:
        path.unlink()
