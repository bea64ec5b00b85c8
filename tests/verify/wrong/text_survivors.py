"""Why a change of the generated text is not noticed by the suite, by the line that it is in.

Nearly always it is no mistake; what is one is said to be a gap. The first reason that fits is given.
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
    "The guard says which computed numbers lie so near the limit that exact arithmetic has to decide. Wider it hands over"
    " more records, and they get the same answer."
)
TWO_GUARDS = (
    f"{GUARD} Where the sex is known both ends of the range are one number, which the other guard hands over; moved, it"
    " takes a patient of unknown sex exactly on the limit, for whom floating point errs."
)
BEYOND = (
    "The test before has let pass every number on the other side of its limit: what comes here is beyond it or not"
    " known, whichever limit is asked for on the way."
)
BESIDE = (
    "The test before has answered for what lies in the window, its ends included: what comes here lies before or after"
    " it, or is not known."
)
NEVER_UNKNOWN = (
    "The protocol takes a course that is not recorded for none, so that its start is never unknown here; and while the"
    " screening is unknown, so are the windows, of which all are asked for."
)
ONE_NO = (
    "Of a course that never was, or begins after the screening, `long_enough` says no: it has not lasted an hour by then."
    " One no is enough."
)
REASONS = (
    Reason(r"renal_function(_high)? - 60", r"", TWO_GUARDS),
    Reason(r"_size and abs\(", r"", GUARD),
    Reason(r"_size\b.* = |^(size|\w+_size) = ", r"", f"How near the limit counts as near. {GUARD}"),
    Reason(
        r"0 < abs\(age\) < 1e-15",
        r"",
        "An age that a double cannot tell from none beside 140 years goes to exact arithmetic. No age is so small but 0,"
        " of which both come to the same; wider, more records are handed over.",
    ),
    Reason(r"^elif \w+ < [\d.]+:", r"", BEYOND),
    Reason(r"^(and )?(il6|crp|lactate) <= [\d.]+", r"\d", BEYOND),
    Reason(r"^or not oxygenation < [\d.]+", r"", BEYOND),
    Reason(r"^elif ards_onset\w* < ", r"", BESIDE),
    Reason(r"^elif (anti_tnf|other_biologic)\w* > ", r"", BESIDE),
    Reason(
        r"^if (pregnant|lactating) and",
        r"",
        "Who is recorded as pregnant has the fact known: the parentheses hold whatever sex is recorded.",
    ),
    Reason(
        r"^elif (pregnant|lactating) is False or",
        r"operand 2 left out",
        "Who is recorded as pregnant has passed the test before: what is left is *no* or missing.",
    ),
    Reason(
        r"^long_enough = False", r"", "Of a course that never was the two windows say no as well. One no is enough."
    ),
    Reason(r"^in_window\w* = False", r"", ONE_NO),
    Reason(
        r"^until = ",
        r"GtE for Gt",
        "Of two moments that are the same it does not matter which is taken.",
    ),
    Reason(
        r"vasopressors_end (== INF|is None)",
        r"NotEq for Eq|IsNot for Is",
        "A course that still runs ends after every window: the next test says so, too, once the screening is known; until"
        " then the other window is open as well.",
    ),
    Reason(
        r"^elif vasopressors_end .* and screening",
        r"operand 1 left out",
        "A course without an end has been answered for by the test before, and one that never was by the first.",
    ),
    Reason(r"^(elif )?vasopressors_\w+ (==|is not) .*", r"", NEVER_UNKNOWN),
    Reason(
        r"^if vasopressors_start\w* <= screening",
        r"Lt for LtE",
        "A course that begins at the moment of the screening has not lasted an hour.",
    ),
    Reason(
        r"\((not )?long_enough (and|or not) ",
        r"operand 2 left out",
        "Who has been treated for an hour by the screening began before it.",
    ),
    Reason(
        r"\(long_enough is False or ",
        r"operand 2 left out",
        ONE_NO,
    ),
    Reason(
        r"\(long_enough is False or ",
        r"True for False",
        "Of a course that began by the screening and lasted an hour both moments are known, and so is whether it ended"
        " long ago: the test before has let pass whoever it did not.",
    ),
    Reason(
        r"^\(not part_5 and not part_6\)",
        r"operand 2 left out",
        "Left out of the group that begins here is that the onset lies before the screening: a later one has been told"
        " before, and while either is unknown, so are the windows around the onset or the other criteria.",
    ),
    Reason(
        r"^elif ards_onset is False",
        r"True for False",
        "An onset that never was lies in neither of the two windows around it, so that the criterion fails already.",
    ),
    Reason(r"^elif (vasopressors_start|ending_2) is False", r"True for False", ONE_NO),
    Reason(
        r"^elif vasopressors_start > screening_latest",
        r"GtE for Gt",
        "A course that begins at the last moment at which the screening can be has not lasted an hour by then.",
    ),
    Reason(
        r"^if (left|low|low_2) == (left_high|high|high_2)\b",
        r"NotEq for Eq",
        "A gap: an estimated clearance is a range only of a patient of whose birth the month or year alone is known, and"
        " no row has one whose range holds the limit.",
    ),
    Reason(
        r"^if (left|low|low_2) == (left_high|high|high_2)\b",
        r"",
        "Numbers that are no ranges go a shorter way. The longer one comes to the same for them, and no divisor is"
        " zero or negative: the plausible creatinine begins above it.",
    ),
    Reason(
        r"between\(",
        r"",
        "Of two ranges the least and the greatest end make one: an inner end is not asked for.",
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
{total - left:,} ({100 * (total - left) / total:.1f} %). Here is every other one, by its line of code, and why: it is no
mistake, or it is said to be a gap. Repeat with `python -m tests.verify.wrong.text_mutants`, which writes this page.

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
