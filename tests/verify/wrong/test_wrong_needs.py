"""Needs that are wrong in one way: too many, too few, others, in another order. The generated suite catches each.

It does so with the author's patients, of whom facts are taken away, and without any.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .suite import Generated, flagship, made_of

STARTER = Path(__file__).parents[3] / "src" / "eligo" / "cli" / "starter.eligo"
Needs = tuple[str, ...]


def without_patients() -> Generated:
    """The starter protocol, of which nobody tells how its patients come out."""
    return made_of(STARTER.read_text(encoding="utf-8").partition("# 6. Patients")[0])


def missing(package: Any, result: Any) -> Needs:
    """The facts that a record does not give."""
    values = result._reading().values
    return tuple(name for name in package.FACTS if name not in values)


def in_order(package: Any, names: set[str]) -> Needs:
    return tuple(name for name in package.FACTS if name in names)


def open_facts(package: Any, result: Any, outcome: str) -> Needs:
    """The missing facts that criteria of an outcome read."""
    reads = __import__(f"{package.__name__}.runtime.core.reads", fromlist=["Reads"]).Reads(package.PROGRAM)
    read = {fact for name, found in result.outcomes.items() if found == outcome for fact in reads.of_name(name)}
    return in_order(package, read & set(missing(package, result)))


WRONG: dict[str, Callable[[Any, Any, Needs], Needs]] = {
    "none": lambda package, result, right: (),
    "all that is missing": lambda package, result, right: missing(package, result),
    "all that is missing while undetermined": lambda package, result, right: right and missing(package, result),
    "the first is forgotten": lambda package, result, right: right[1:],
    "the last is forgotten": lambda package, result, right: right[:-1],
    "the second is forgotten": lambda package, result, right: right[:1] + right[2:],
    "the first alone": lambda package, result, right: right[:1],
    "one that nobody asked for": lambda package, result, right: right and in_order(
        package, {*right, *[f for f in missing(package, result) if f not in right][:1]}
    ),
    "one that is known": lambda package, result, right: right and in_order(
        package, {*right, *[f for f in package.FACTS if f in result._reading().values][-1:]}
    ),
    "in the other order": lambda package, result, right: right[::-1],
    "in the order of the alphabet": lambda package, result, right: tuple(sorted(right)),
    "those of all criteria that are unknown": lambda package, result, right: right and open_facts(
        package, result, "unknown"
    ),
    "those of criteria that are met too": lambda package, result, right: right and in_order(
        package, {*right, *open_facts(package, result, "passed")}
    ),
    "still, when a criterion has failed": lambda package, result, right: right or open_facts(
        package, result, "unknown"
    ),
    "not those that are not plausible": lambda package, result, right: tuple(
        name for name in right if name not in result.implausible
    ),
    "two at most": lambda package, result, right: (
        right if len(right) < 3 else right[:2]
    ),
}  # fmt: skip
"""What is said to be needed, in place of what is right."""


def wrongly(needs: Callable[[Any, Any, Needs], Needs]) -> Callable[[Any], None]:
    """Has a package give other needs."""

    def wrap(package: Any) -> None:
        right = package.result.Result.needs.fget
        package.result.Result.needs = property(lambda result: needs(package, result, right(result)))

    return wrap


@pytest.mark.parametrize("what", WRONG)
@pytest.mark.parametrize("generated", [flagship, without_patients], ids=["flagship", "without patients"])
def test_the_suite_catches(generated: Callable[[], Generated], what: str) -> None:
    assert generated().first_failure(wrap=wrongly(WRONG[what])) != ""


def test_the_suite_of_a_protocol_without_patients_passes_on_the_right_needs() -> None:
    assert without_patients().first_failure() == ""
