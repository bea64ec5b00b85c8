"""All outputs of a protocol, and the name of the directory that they go to."""

from __future__ import annotations

import keyword
import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath, PurePosixPath

from eligo.core.program import Program
from eligo.core.vectors import Evidence

BACKENDS = ("python", "pytest", "document")
"""The backends whose outputs make up a directory; each is a module of :mod:`eligo.backends`."""

_TAKEN = {"click", "eligo", "hypothesis", "jinja2", "lark", "polars", "pydantic", "pytest", "rich", "test", "tests"}
"""Modules that a generated package would hide, those of the standard library apart."""


class BadName(ValueError):
    """A file's name gives no module name; the message says why."""


def module_name(file: str) -> str:
    """The name of the package and of the directory made from a file: its own name without ``.eligo``.

    In lower case; spaces, hyphens and dots become underscores. ``-`` (standard input) and names that are then no Python
    identifiers in ASCII, or that hide a well-known module, are refused.

    Raises:
        BadName: with the reason.
    """
    name = PurePath(file).name
    stem = name.removesuffix(".eligo")
    made = re.sub(r"[ .\-]+", "_", stem).strip("_")
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,99}", made):
        raise BadName(
            f"no Python package can be named after the file '{name}': use up to 100 of the letters a to z, digits"
            " and _, beginning with a letter"
        )
    made = made.lower()
    if keyword.iskeyword(made) or keyword.issoftkeyword(made):
        raise BadName(f"no Python package can be named '{made}': the word belongs to Python itself")
    if made in _TAKEN or made in sys.stdlib_module_names:
        raise BadName(f"a package named '{made}' would hide the Python module of that name")
    return made


def found_evidence(program: Program) -> Evidence:
    """What the test suite is made from."""
    from eligo.verify.vectors import evidence  # not before it is needed: it may be kept from an earlier build

    return evidence(program)


def outputs(
    program: Program, module: str, evidence_of: Callable[[Program], Evidence] = found_evidence
) -> dict[str, bytes]:
    """Every output file of a protocol by its name relative to the directory, with ``/`` between parts, sorted.

    Args:
        evidence_of: gives what the test suite is made from.
    """
    made: dict[str, bytes] = {}
    for backend in BACKENDS:
        emit = import_module(f"eligo.backends.{backend}").emit
        known = (evidence_of(program),) if backend == "pytest" else ()
        for name, content in emit(program, module, *known).items():
            _admit(name, made)
            made[name] = content.encode() if isinstance(content, str) else content
    return dict(sorted(made.items()))


def _admit(name: str, made: dict[str, bytes]) -> None:
    """Backends name their files themselves; should one ever leave the directory, stop here."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or str(path) != name or name in made:
        raise ValueError(f"a backend made a file of the impossible name {name!r}")
