"""Why a change of the generated text that the suite does not notice is no mistake, by the line that it is in.

The first reason that fits is given; a survivor without any is a gap in the suite, or wants a reason of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LIMIT = r"[\d.]+"


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
    return next(
        (one.why for one in REASONS if re.search(one.line, line) and re.search(one.change, change)), ""
    )
