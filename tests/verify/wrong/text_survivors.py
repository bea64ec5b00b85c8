"""Why a change of the generated text that the suite does not notice is no mistake, by the line that it is in.

The first reason that fits is given; a survivor without any is a gap in the suite, or wants a reason of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .suite import ROOT

PAGE = ROOT / "docs" / "text-mutants.md"

LIMIT = r"[\d.]+"


@dataclass(frozen=True)
class Survivor:
    """A change of a line of code that the suite does not notice."""

    line: int
    what: str
    text: str


@dataclass(frozen=True)
class Counted:
    """What became of a module's mutants.

    Attributes:
        made: how many there are.
        by_rows: how many the rows notice as they stand.
        survivors: those that the whole suite does not notice.
    """

    module: str
    made: int
    by_rows: int
    survivors: tuple[Survivor, ...]


@dataclass(frozen=True)
class Reason:
    """A reason, and what has to be found in the line of code and in the change for it to hold."""

    line: str
    change: str
    why: str


GUARD = (
    "The guard says which computed numbers lie so near the limit that exact arithmetic has to decide. Wider or always"
    " true, it hands over more records, and they get the same answer; a size left out or made greater does so, too."
)
AFTER = (
    "The test before has let pass every number on the other side of its limit: what comes here is beyond it or not"
    " known, and a limit that is moved the same way parts the two alike."
)
REASONS = (
    Reason(r"_size and abs\(", r"", GUARD),
    Reason(r"_size\b.* = |^size = ", r"", f"How near the limit counts as near. {GUARD}"),
    Reason(
        r"0 < abs\(age\) < 1e-15",
        r"",
        "An age that a double cannot tell from none beside 140 years goes to exact arithmetic; no age but 0 is smaller,"
        " and wider the guard only hands over more.",
    ),
    Reason(r"^elif \w+ < " + LIMIT + ":", r"", AFTER),
    Reason(
        r"^(and )?(il6|crp|lactate) <= " + LIMIT,
        r"\d",
        "The test before has let pass whoever lies above the limit itself; what is left lies at or below it, or is not"
        " known.",
    ),
    Reason(
        r"^if (pregnant|lactating) and",
        r"",
        "Who is recorded as pregnant has the fact known, so that the parentheses hold whatever sex is recorded.",
    ),
    Reason(
        r"^elif (pregnant|lactating) is False or",
        r"operand 2 left out",
        "Whoever is recorded as pregnant has passed the test before: what is left is *no* or missing.",
    ),
)


def why(line: str, change: str) -> str:
    """The reason why a change of a line is no mistake; empty when none is known."""
    return next((one.why for one in REASONS if re.search(one.line, line) and re.search(one.change, change)), "")


def write_page(counted: Iterable[Counted]) -> None:
    """Write every survivor by its line of code, with the reason why it is no mistake."""
    PAGE.write_text("\n".join(_page(list(counted))), encoding="utf-8")


def _page(counted: list[Counted]) -> Iterator[str]:
    total, left = sum(one.made for one in counted), sum(len(one.survivors) for one in counted)
    yield f"""# Mutants of the generated text

Each comparison, connective, constant, arithmetic operator and outcome in the lines of the flagship's package that decide
the criteria is changed, one at a time, and the [generated test suite](testing.md) run. Of {total:,} mutants it notices
{total - left:,} ({100 * (total - left) / total:.1f} %). Here is every other one, by its line of code, and why it is no
mistake. Repeat with `python -m tests.verify.wrong.text_mutants`, which writes this page.

| Module | mutants | noticed by the rows as they stand | by the suite |
| --- | ---: | ---: | ---: |"""
    for one in counted:
        yield f"| `{one.module}` | {one.made} | {one.by_rows} | {one.made - len(one.survivors)} |"
    for one in counted:
        yield f"\n## {one.module}\n\n| Line of code | changes that nobody notices | why |\n| --- | --- | --- |"
        for text, changed in _by_line(one.survivors):
            for reason in dict.fromkeys(why(text, what) for what in changed):
                own = ", ".join(_counted([what for what in changed if why(text, what) == reason]))
                yield f"| `{_cell(text)}` | {_cell(own)} | {reason or '**not explained**'} |"
    yield ""


def _by_line(survivors: Iterable[Survivor]) -> list[tuple[str, list[str]]]:
    """The changes of each line of code, alike lines together, in the order of the module."""
    found: dict[str, list[str]] = {}
    for one in sorted(survivors, key=lambda one: one.line):
        found.setdefault(one.text, []).append(one.what)
    return list(found.items())


def _counted(whats: list[str]) -> Iterator[str]:
    for what in dict.fromkeys(whats):
        times = whats.count(what)
        yield f"{what} ({times} times)" if times > 1 else what


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
