"""Running the generated suite of the flagship against a package, in this process, until a test fails."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from hypothesis import settings

from eligo.backends.python.loading import load_files

ROOT = Path(__file__).parents[3]
FLAGSHIP = ROOT / "generated" / "anakinra_ards"
PACKAGE = "flagship_under_test"

settings.register_profile("suite", deadline=None, derandomize=True, database=None, max_examples=60)


@cache
def files() -> Mapping[str, bytes]:
    """The files of the flagship's distribution, its package under a name of its own."""
    found = {}
    for path in sorted((FLAGSHIP / "src" / "anakinra_ards").rglob("*.py")):
        inner = path.relative_to(FLAGSHIP / "src" / "anakinra_ards").as_posix()
        found[f"src/{PACKAGE}/{inner}"] = path.read_bytes()
    return found


@cache
def suite_source() -> str:
    """The generated suite, to be run on that package."""
    text = (FLAGSHIP / "tests" / "test_eligibility.py").read_text(encoding="utf-8")
    return text.replace("from anakinra_ards", f"from {PACKAGE}")


def patched(file: str, old: str, new: str) -> dict[str, bytes]:
    """The files with a text in one of them replaced wherever it stands."""
    name = f"src/{PACKAGE}/{file}"
    source = files()[name].decode()
    assert old in source, f"{file} holds no {old!r}"
    return {**files(), name: source.replace(old, new).encode()}


def first_failure(package: Mapping[str, bytes], wrap: Callable[[Any], None] | None = None) -> str:
    """The name of the first test of the suite that a package fails; empty when it passes all.

    Args:
        package: its files.
        wrap: changes the loaded package before the suite sees it.
    """
    loaded, suite = loaded_suite(package, wrap)
    del loaded
    before = settings.get_current_profile_name()
    settings.load_profile("suite")
    try:
        return next((test.__name__ for test in tests_of(suite) if fails(test)), "")
    finally:
        settings.load_profile(before)


def loaded_suite(
    package: Mapping[str, bytes], wrap: Callable[[Any], None] | None = None
) -> tuple[ModuleType, ModuleType]:
    """A package and the suite that tests it; arguments as for :func:`first_failure`."""
    loaded = load_files(package, PACKAGE)
    if wrap is not None:
        wrap(loaded)
    before = settings.get_current_profile_name()
    settings.load_profile("suite")  # tests take what they do not settle themselves from the profile of this moment
    try:
        module = ModuleType(f"{PACKAGE}_suite")
        sys.modules[module.__name__] = module  # where dataclasses and Hypothesis look for it
        exec(compile(suite_source(), "test_eligibility.py", "exec"), vars(module))
    finally:
        settings.load_profile(before)
    return loaded, module


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
    values = [getattr(row, "values", row) for row in rows]
    return any(_raises(test, dict(zip(keys, row, strict=True))) for row in values)


def _raises(test: Any, arguments: dict[str, Any]) -> bool:
    try:
        test(**arguments)
    except AssertionError:
        return True
    except BaseExceptionGroup as group:  # several failures that Hypothesis tells apart
        return group.subgroup(AssertionError) is not None
    return False
