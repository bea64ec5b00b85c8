"""Facts as expressions over their lanes: defaults filled in, implausible values unknown."""

from __future__ import annotations

from fractions import Fraction

import polars as pl

from eligo.core.program import Fact
from eligo.core.values import Moment, Never

from .cuts import cut
from .lanes import INSTANT, Form
from .times import FALSE, NULL, TRUE, Instant, Span, Stretch

NO_INSTANT = Instant(pl.lit(None, dtype=INSTANT))


def flag(fact: Fact, form: Form) -> pl.Expr:
    """A flag as a nullable Boolean."""
    value = pl.col(fact.name) if form.present else NULL
    return value if fact.missing is None else value.fill_null(pl.lit(fact.missing is True))


def choice_known(fact: Fact, form: Form) -> pl.Expr:
    """Whether a choice has a value."""
    if fact.missing is not None:
        return TRUE
    return pl.col(fact.name).is_not_null() if form.present else FALSE


def choice_is(fact: Fact, form: Form, options: tuple[str, ...]) -> pl.Expr:
    """Whether a choice has one of some values."""
    default = NULL if fact.missing is None else pl.lit(fact.missing in options)
    if not form.present:
        return default
    value = pl.col(fact.name)
    found = value == options[0] if len(options) == 1 else value.is_in(list(options))
    return found if fact.missing is None else found.fill_null(default)


def number(fact: Fact) -> pl.Expr:
    """A number that the frame has: null where it is implausible, its default where there is none."""
    value = pl.col(fact.name)
    plausible = value if fact.plausible is None else pl.when(inside(fact)).then(value)
    if not isinstance(fact.missing, Fraction):
        return plausible
    return pl.when(value.is_null()).then(pl.lit(float(fact.missing))).otherwise(plausible)


def inside(fact: Fact) -> pl.Expr:
    """Whether a number lies in its plausible range; null where it has none or is missing."""
    if fact.plausible is None:
        return NULL
    low, high = cut(">=", fact.plausible[0]), cut("<=", fact.plausible[1])
    return pl.col(fact.name).is_between(low, high)


def moment(fact: Fact, form: Form) -> Span:
    """A moment."""
    if form.constant is not None:
        low = Instant(form.constant.low)
        sharp = form.constant.low == form.constant.high
        return Span(low, low if sharp else Instant(form.constant.high))
    if not form.present:
        return _absent(fact)
    return _span(fact.name, form, pl.col(f"{fact.name}.never") if form.never else None)


def period(fact: Fact, form: Form) -> Stretch:
    """A period."""
    if not form.present:
        nothing = _absent(fact)
        return Stretch(nothing, nothing, None, nothing.never)
    never = pl.col(f"{fact.name}.never") if form.never else None
    start, end = (_span(f"{fact.name}.{edge}", form, never) for edge in ("start", "end"))
    running = end.low.expr.is_null() & start.low.expr.is_not_null() if form.running else None
    return Stretch(start, end, running, never)


def _span(name: str, form: Form, never: pl.Expr | None) -> Span:
    low = Instant(pl.col(f"{name}.low"), julian=form.julian)
    return Span(low, Instant(pl.col(f"{name}.high"), julian=form.julian) if form.span else low, never)


def _absent(fact: Fact) -> Span:
    if isinstance(fact.missing, Moment):
        return moment(fact, Form(constant=fact.missing))
    return Span(NO_INSTANT, NO_INSTANT, TRUE if isinstance(fact.missing, Never) else None, nothing=True)
