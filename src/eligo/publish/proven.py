"""What was found out before about a protocol, or about two versions of one: the same question is not proved twice.

Only what was decided is kept: a question that ran out of time may be decided on another day.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from functools import partial
from importlib.metadata import version
from typing import TypeVar

from eligo.core.program import Program
from eligo.publish import cache
from eligo.publish.evaluator import Outcomes, evaluator
from eligo.verify.answers import OUT_OF_TIME
from eligo.verify.difference.report import Difference, difference
from eligo.verify.report import Report, verify

Result = TypeVar("Result", Report, Difference)


def verified(program: Program, seconds: float, limit: float) -> Report:
    """What :func:`eligo.verify.report.verify` finds out, held to the generated evaluator."""
    make = partial(verify, program, partial(evaluator, program), seconds, limit)
    return _kept("report", (program,), (seconds, limit), make, Report)


def compared(
    old: Program, new: Program, evaluators: Callable[[], tuple[Outcomes, Outcomes]], seconds: float, limit: float
) -> Difference:
    """What :func:`eligo.verify.difference.report.difference` finds out."""
    make = partial(difference, old, new, evaluators, seconds, limit)
    return _kept("difference", (old, new), (seconds, limit), make, Difference)


def _kept(
    kind: str, programs: Iterable[Program], options: tuple[float, ...], make: Callable[[], Result], wanted: type[Result]
) -> Result:
    with_what = f"{options} {version('z3-solver')}"
    place = cache.place(kind, (with_what.encode(), *map(cache.content_of, programs)))
    before = cache.unpacked(cache.found(place), wanted)
    if before is not None:
        return before
    made = make()
    if _decided(made):
        cache.keep(place, pickle.dumps(made))
    return made


def _decided(made: Report | Difference) -> bool:
    """Whether nothing was left open for want of time, and nothing went wrong."""
    if isinstance(made, Report):
        reasons = [why for _, why in made.undecided]
    else:
        reasons = [*(shown.cell.why for shown in made.table), *(change.why for change in made.criteria)]
    return not made.faults and not any(why.startswith(OUT_OF_TIME) for why in reasons)
