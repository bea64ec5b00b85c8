"""What was found out before about a protocol, or about two versions of one: the same question is not proved twice.

Only what was decided is kept: a question that ran out of time may be decided on another day.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterable
from dataclasses import is_dataclass
from enum import Enum
from fractions import Fraction
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
    before = _result(cache.found(place), wanted)
    if before is not None:
        return before
    made = make()
    if _decided(made):
        cache.keep(place, pickle.dumps(made))
    return made


def _result(data: bytes | None, wanted: type[Result]) -> Result | None:
    """What was kept, if it is a result of that kind."""
    if data is None:
        return None
    try:
        found = _Data(io.BytesIO(data)).load()
    except Exception:  # bytes that are no pickle raise whatever their garbling leads to
        return None
    return found if isinstance(found, wanted) else None


def _decided(made: Report | Difference) -> bool:
    """Whether nothing was left open for want of time, and nothing went wrong."""
    if isinstance(made, Report):
        reasons = [why for _, why in made.undecided]
    else:
        reasons = [*(shown.cell.why for shown in made.table), *(change.why for change in made.criteria)]
    return not made.faults and not any(why.startswith(OUT_OF_TIME) for why in reasons)


class _Data(pickle.Unpickler):
    """Reads what eligo's results are made of, and calls nothing else."""

    def find_class(self, module: str, name: str) -> object:
        if module.startswith(("eligo.core.", "eligo.verify.")) or (module, name) == ("fractions", "Fraction"):
            found = super().find_class(module, name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum | Fraction)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a result")
