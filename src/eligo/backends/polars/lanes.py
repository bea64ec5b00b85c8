"""Lanes: the typed columns of a frame from which the expressions of a program are built.

A number is one Float64 column in the declared unit, a flag one Boolean, a choice one Enum column, each named for its
fact; null is unknown. A moment is the first and the last instant that it may be (``born.low``, ``born.high``), and
whether it is known not to have happened (``born.never``); an uncertain one is a date, its two ends on one day. A period
has both for its start and its end. Instants are Datetime columns in microseconds without a time zone, on the clock of
their record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from eligo.core.program import Fact, Program
from eligo.core.values import DAY, Moment

INSTANT = pl.Datetime("us")
EPOCH = (dt.date(1970, 1, 1).toordinal() - 1) * DAY
"""1970-01-01T00:00 in the microseconds of :class:`eligo.core.values.Moment`."""

EARLIEST = dt.datetime(1600, 1, 1)  # noqa: DTZ001  # the record's own clock
LATEST = dt.datetime(2400, 1, 1)  # noqa: DTZ001
"""Instants that lanes may hold. No calendar arithmetic of theirs comes near the ends of the calendar."""

LONGEST_SHIFT = 500 * 12
"""The longest calendar duration, in months, that expressions move an instant by."""


@dataclass(frozen=True, slots=True)
class Form:
    """What the lanes of one fact look like in one frame; less general forms make faster expressions.

    Attributes:
        present: the frame has the fact at all; otherwise every row has its default.
        span: a moment, or an edge of a period, may be uncertain: there are ``high`` lanes.
        never: there is a ``never`` lane.
        running: some end of a period may be absent.
        julian: no instant lies outside the years of :data:`eligo.core.moments.JULIAN`.
        constant: every row has this moment; there are no lanes.
    """

    present: bool = True
    span: bool = False
    never: bool = False
    running: bool = False
    julian: bool = False
    constant: Moment | None = None


ABSENT = Form(present=False)
Forms = Mapping[str, Form]


def forms_of(program: Program, *, span: bool = True, never: bool = True, running: bool = True) -> dict[str, Form]:
    """The forms of a frame that has lanes of the most general kind for every fact."""
    general = {"moment": Form(span=span, never=never), "period": Form(span=span, never=never, running=running)}
    return {f.name: general.get(f.kind, Form()) for f in program.facts}


def lane_names(fact: Fact, form: Form) -> Iterator[str]:
    """The columns that hold a fact of a form."""
    if not form.present or form.constant is not None:
        return
    if fact.kind not in ("moment", "period"):
        yield fact.name
        return
    for edge in ("",) if fact.kind == "moment" else ("start.", "end."):
        yield f"{fact.name}.{edge}low"
        if form.span:
            yield f"{fact.name}.{edge}high"
    if form.never:
        yield f"{fact.name}.never"
