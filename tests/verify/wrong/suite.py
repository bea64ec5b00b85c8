"""Running the generated suite of a protocol against a package, in this process, until a test fails."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import settings

from eligo.backends.pytest import emit as emit_suite
from eligo.backends.python.distribution import emit
from eligo.backends.python.loading import load_files
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.vectors import evidence

ROOT = Path(__file__).parents[3]
PACKAGE = "package_under_test"

settings.register_profile("suite", deadline=None, derandomize=True, database=None, max_examples=60)

Files = Mapping[str, bytes]
Wrap = Callable[[Any], None]
"""Changes a loaded package before the suite sees it."""


@dataclass(frozen=True)
class Generated:
    """What is made of a protocol, the package under the name of :data:`PACKAGE`.

    Attributes:
        files: those of the package, by their paths in the distribution.
        suite: the source of its tests.
    """

    files: Files
    suite: str

    def patched(self, file: str, old: str, new: str) -> dict[str, bytes]:
        """The files with a text in one of them replaced wherever it stands."""
        name = f"src/{PACKAGE}/{file}"
        source = self.files[name].decode()
        assert old in source, f"{file} holds no {old!r}"
        return {**self.files, name: source.replace(old, new).encode()}

    def first_failure(self, files: Files | None = None, wrap: Wrap | None = None, *, named: str = "") -> str:
        """The name of the first test of the suite that a package fails; empty when it passes all.

        Args:
            files: those of the package, if it is not the right one.
            named: what the names of the tests to run hold.
        """
        loaded, suite = self.loaded(files, wrap)
        del loaded
        before = settings.get_current_profile_name()
        settings.load_profile("suite")
        try:
            tests = [test for test in tests_of(suite) if named in test.__name__]
            assert tests, f"no test is named {named}"
            return next((test.__name__ for test in tests if fails(test)), "")
        finally:
            settings.load_profile(before)

    def loaded(self, files: Files | None = None, wrap: Wrap | None = None) -> tuple[ModuleType, ModuleType]:
        """A package and the suite that tests it; arguments as for :meth:`first_failure`."""
        loaded = load_files(self.files if files is None else files, PACKAGE)
        if wrap is not None:
            wrap(loaded)
        before = settings.get_current_profile_name()
        settings.load_profile("suite")  # tests take what they do not settle themselves from the profile of this moment
        try:
            module = ModuleType(f"{PACKAGE}_suite")
            sys.modules[module.__name__] = module  # where dataclasses and Hypothesis look for it
            exec(compile(self.suite, "test_eligibility.py", "exec"), vars(module))
        finally:
            settings.load_profile(before)
        return loaded, module


@cache
def flagship() -> Generated:
    """The flagship's distribution, as it is committed."""
    root, name = ROOT / "generated" / "anakinra_ards", "anakinra_ards"
    found = {}
    for path in sorted((root / "src" / name).rglob("*.py")):
        found[f"src/{PACKAGE}/{path.relative_to(root / 'src' / name).as_posix()}"] = path.read_bytes()
    suite = (root / "tests" / "test_eligibility.py").read_text(encoding="utf-8")
    return Generated(found, suite.replace(f"from {name}", f"from {PACKAGE}"))


@cache
def made_of(text: str) -> Generated:
    """The distribution of a protocol, made now."""
    program, found = compile_source(Source("protocol.eligo", text))
    assert program is not None, found
    (suite,) = emit_suite(program, PACKAGE, evidence(program)).values()
    return Generated(emit(program, PACKAGE), suite.decode())


def tests_of(suite: ModuleType) -> list[Any]:
    """The test functions of a suite, in its order."""
    return [test for name, test in vars(suite).items() if name.startswith("test_")]


def fails(test: Any) -> bool:
    """Whether a test fails for any of its parameters."""
    marks = [mark for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
    if not marks:
        return _raises(test, {})
    names, rows = marks[0].args
    keys = (names,) if isinstance(names, str) else names
    values = [getattr(row, "values", (row,) if isinstance(names, str) else row) for row in rows]
    return any(_raises(test, dict(zip(keys, row, strict=True))) for row in values)


def _raises(test: Any, arguments: dict[str, Any]) -> bool:
    try:
        test(**arguments)
    except (AssertionError, pytest.fail.Exception):
        return True
    except BaseExceptionGroup as group:  # several failures that Hypothesis tells apart
        return group.subgroup(AssertionError) is not None
    return False
