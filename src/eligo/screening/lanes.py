"""Cells to lanes: the columns of a table of patients as the typed columns that the Polars backend reads.

Only what is plainly typed is converted here, and quantities as far as :mod:`quantities` can. Every other row is marked
*odd*, and goes through :func:`eligo.records.cells.from_cells` and :func:`eligo.core.reading.read_record` like a row of
the slow engine, which evaluates or rejects it: a month without a day, a UTC offset, a misspelt word.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

import polars as pl
from polars import col

from eligo.backends.polars import ABSENT, Form
from eligo.backends.polars.lanes import INSTANT
from eligo.core.program import SCREENING, Fact, Program
from eligo.core.values import NEVER, Moment, Period
from eligo.records.columns import END, START, UNIT

from .floats import floats_of
from .instants import Instants, instants_of, one_moment
from .quantities import Quantities

PLACE = "#"
"""The lane that numbers the rows of a table, from 0."""

YES = ("yes", "true", "1")
NO = ("no", "false", "0")


@dataclass(frozen=True, slots=True)
class Lanes:
    """A table of patients as lanes.

    Attributes:
        frame: the lanes of all rows; those of odd rows mean nothing.
        forms: what the lanes of each fact look like.
        odd: the rows that lanes cannot hold; None when there are none.
    """

    frame: pl.DataFrame
    forms: dict[str, Form]
    odd: pl.Series | None


def lanes_of(
    program: Program, cells: pl.DataFrame, quantities: Quantities, julian: Container[str] = frozenset()
) -> Lanes:
    """Convert the columns that the program's facts have in a table.

    Args:
        program: the protocol.
        cells: the table.
        quantities: reads what is not a plain number.
        julian: columns of times of which :func:`eligo.records.typed.all_julian` is known to hold.
    """
    conversion = _Conversion(cells, frozenset(fact.name for fact in program.facts), quantities, julian)
    for fact in program.facts:
        conversion.add(fact)
    return conversion.done()


def stripped(cells: pl.Series) -> pl.Series:
    """Text without surrounding blanks, null where nothing is left."""
    text = cells.str.strip_chars()
    return text if not (text == "").any() else text.set(text == "", None)


class _Conversion:
    def __init__(
        self, cells: pl.DataFrame, own: frozenset[str], quantities: Quantities, julian: Container[str]
    ) -> None:
        self._cells = cells
        self._quantities = quantities
        self._julian = julian
        self._own = own
        self._lanes = [pl.int_range(len(cells), dtype=pl.UInt32, eager=True).alias(PLACE)]
        self._forms: dict[str, Form] = {}
        self._odd: pl.Series | None = None
        self._zoned: list[pl.Series] = []
        self._local: list[pl.Series] = []

    def done(self) -> Lanes:
        if self._zoned and self._local:
            self._mark(_given_in_any(self._zoned) & _given_in_any(self._local))
        frame = pl.DataFrame(self._lanes)
        return Lanes(frame, self._forms, self._odd if self._odd is not None and self._odd.any() else None)

    def add(self, fact: Fact) -> None:
        match fact.kind:
            case "number":
                form = self._number(fact)
            case "flag":
                form = self._flag(fact)
            case "choice":
                form = self._choice(fact)
            case "moment":
                form = self._moment(fact)
            case "period":
                form = self._period(fact)
        self._forms[fact.name] = form

    def _column(self, name: str, plain: pl.Enum | None = None) -> pl.Series | None:
        """A column's cells without surrounding blanks; None when there is nothing in it.

        When every cell is one of the ``plain`` words they are those words.
        """
        if name not in self._cells.columns:
            return None
        cells = self._cells[name]
        if cells.null_count() == len(cells):
            return None
        if plain is not None and cells.dtype in (pl.String, pl.Categorical, pl.Enum):
            found = cells if cells.dtype == plain else cells.cast(plain, strict=False)
            if found.null_count() == cells.null_count():
                return found
        if cells.dtype in (pl.Categorical, pl.Enum):
            cells = cells.cast(pl.String)
        return stripped(cells) if cells.dtype == pl.String else cells

    def _beside(self, name: str) -> pl.Series | None:
        """A column that says more of a fact: none that bears another fact's name."""
        return None if name in self._own else self._column(name)

    def _mark(self, odd: pl.Series) -> None:
        odd = odd.fill_null(False)
        self._odd = odd if self._odd is None else self._odd | odd

    def _keep(self, name: str, lane: pl.Series) -> None:
        self._lanes.append(lane.alias(name))

    # ------------------------------------------------------------ numbers, flags, choices

    def _number(self, fact: Fact) -> Form:
        cells = self._column(fact.name)
        if cells is None:
            return ABSENT
        unit = self._beside(fact.name + UNIT)
        floats, strange = floats_of(cells)
        if unit is not None:
            other = unit != fact.unit if unit.dtype == pl.String else unit.is_not_null()
            other = other & cells.is_not_null()
            strange = other if strange is None else strange | other
        if strange is not None and strange.any():
            floats = self._converted(fact, cells, unit, floats, strange.arg_true())
        self._keep(fact.name, floats)
        return Form()

    def _converted(
        self, fact: Fact, cells: pl.Series, unit: pl.Series | None, floats: pl.Series, rows: pl.Series
    ) -> pl.Series:
        """A column of numbers with its strange cells converted; rows of those that cannot be are odd."""
        if cells.dtype.is_nested() or (unit is not None and unit.dtype.is_nested()):
            self._mark_rows(rows)
            return floats
        units = [None] * len(rows) if unit is None else unit.gather(rows).to_list()
        found = pl.Series(self._quantities.floats(fact, cells.gather(rows).to_list(), units), dtype=pl.Float64)
        self._mark_rows(rows.filter(found.is_null()))
        return floats.scatter(rows, found)

    def _mark_rows(self, rows: pl.Series) -> None:
        if len(rows):
            self._mark(pl.repeat(False, len(self._cells), eager=True).scatter(rows, True))

    def _flag(self, fact: Fact) -> Form:
        cells = self._column(fact.name)
        if cells is None:
            return ABSENT
        if cells.dtype == pl.String:
            word = cells.str.to_lowercase()
            yes = word.is_in(YES)
            self._mark(~(yes | word.is_in(NO)))
            cells = yes
        elif cells.dtype.is_integer():
            self._mark(~cells.is_between(0, 1))
            cells = cells == 1
        elif cells.dtype != pl.Boolean:
            self._mark(cells.is_not_null())
            cells = pl.Series([None], dtype=pl.Boolean).new_from_index(0, len(cells))
        self._keep(fact.name, cells)
        return Form()

    def _choice(self, fact: Fact) -> Form:
        options = pl.Enum(fact.options)
        cells = self._column(fact.name, plain=options)
        if cells is not None and cells.dtype != options:
            if cells.dtype == pl.String:
                found = cells.cast(options, strict=False)
                self._mark(found.is_null() & cells.is_not_null())
                cells = found
            elif cells is not None:
                self._mark(cells.is_not_null())
                cells = pl.Series([None], dtype=options).new_from_index(0, len(cells))
        if cells is None:
            return ABSENT
        self._keep(fact.name, cells)
        return Form()

    # ------------------------------------------------------------ moments, periods

    def _instants(self, cells: pl.Series | None, *, may_be_no: bool) -> Instants | None:
        if cells is None:
            return None
        instants = instants_of(cells, may_be_no=may_be_no, julian=cells.name in self._julian)
        if instants.odd is not None:
            self._mark(instants.odd)
        if instants.zoned is not None:
            self._zoned.append(instants.zoned)
        if instants.local is not None:
            self._local.append(instants.local)
        return instants

    def _moment(self, fact: Fact) -> Form:
        instants = self._instants(self._column(fact.name), may_be_no=fact.name != SCREENING)
        if instants is None:
            return Form(constant=fact.missing) if isinstance(fact.missing, Moment) else ABSENT
        low, never = instants.low, instants.never
        if isinstance(fact.missing, Moment):
            self._mark(low.is_null())
        elif fact.missing is NEVER:
            never = low.is_null()
        if fact.name == SCREENING:
            constant = one_moment(low, instants.high)
            if constant is not None:
                return Form(constant=constant)
        self._keep(f"{fact.name}.low", low)
        if instants.high is not None:
            self._keep(f"{fact.name}.high", instants.high)
        if never is not None:
            self._keep(f"{fact.name}.never", never.fill_null(False))
        return Form(span=instants.high is not None, never=never is not None, julian=instants.julian)

    def _period(self, fact: Fact) -> Form:
        whole, never = self._whole(fact.name)
        start = self._instants(self._beside(fact.name + START), may_be_no=False)
        end = self._instants(self._beside(fact.name + END), may_be_no=False)
        if not whole and start is None and end is None:
            if isinstance(fact.missing, Period):
                self._mark(pl.Series([True]).new_from_index(0, len(self._cells)))
            return ABSENT
        start, end = start or self._nowhere(), end or self._nowhere()
        if never is not None:
            contradicted = never & (start.low.is_not_null() | end.low.is_not_null())
            if contradicted.any():
                self._mark(contradicted)
        edges = pl.DataFrame({"start": start.low, "end": end.low, "last": _last(end)})
        backwards = (col("end").is_not_null() & col("start").is_null()) | (col("last") < col("start"))
        wrong = edges.select(backwards).to_series()
        if wrong.any():
            self._mark(wrong)
        if fact.missing is NEVER:
            never = start.low.is_null()
        elif fact.missing is not None:
            self._mark(start.low.is_null())
        return self._stretch(fact, start, end, never)

    def _nowhere(self) -> Instants:
        return Instants(pl.Series([None], dtype=INSTANT).new_from_index(0, len(self._cells)), julian=True)

    def _whole(self, name: str) -> tuple[bool, pl.Series | None]:
        """Whether a period's own column says anything, and where it says ``no``; anything else in it is odd."""
        if name in self._cells.columns and self._cells.schema[name] == pl.String:
            plain = self._cells[name] == "no"
            if plain.null_count() == len(plain):
                return False, None
            if plain.all():  # nulls apart
                return True, plain.fill_null(False)
        cells = self._column(name)
        if cells is None:
            return False, None
        if cells.dtype != pl.String:
            self._mark(cells.is_not_null())
            return True, None
        never = cells.str.to_lowercase() == "no"
        self._mark(~never)
        return True, never.fill_null(False)

    def _stretch(self, fact: Fact, start: Instants, end: Instants, never: pl.Series | None) -> Form:
        span = start.high is not None or end.high is not None
        for edge, instants in (("start", start), ("end", end)):
            self._keep(f"{fact.name}.{edge}.low", instants.low)
            if span:
                self._keep(f"{fact.name}.{edge}.high", instants.low if instants.high is None else instants.high)
        if never is not None:
            self._keep(f"{fact.name}.never", never)
        running = (start.low.is_not_null() & end.low.is_null()).any()
        julian = start.julian and end.julian
        return Form(span=span, never=never is not None, running=bool(running), julian=julian)


def _given_in_any(columns: list[pl.Series]) -> pl.Series:
    return pl.select(pl.any_horizontal([column.is_not_null() for column in columns])).to_series()


def _last(edge: Instants) -> pl.Series:
    return edge.low if edge.high is None else edge.high
