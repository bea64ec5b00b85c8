"""Kinds of records: what the search for needs depends on, as columns.

:func:`eligo.core.needs.needed_facts` depends on the truths of the conditions without parts, on which facts are open,
and on the values that an unknown condition reads, but on these only

- where the condition has a single open fact, for then values of that fact are tried on it. (Of several open facts
  nothing is tried. A comparison of several is taken to turn out either way unless plausible ranges decide it; that they
  do not is plain when one fact that would take precedence can plausibly lie on either side of the limit.)
- where that fact is no period, of which nothing is tried;
- where another fact is read: the values that are tried come from the protocol.

A window without calendar months matters only by the order of its edges, and by whether an instant lies between them:
the instants tried are on and beside the edges.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

import polars as pl

from eligo.backends.polars import Forms, Plan, facts
from eligo.backends.polars.times import FALSE, Span, Unsupported
from eligo.core import nodes as n
from eligo.core.intervals import compare
from eligo.core.program import SCREENING, Fact, Program
from eligo.core.truth import UNKNOWN
from eligo.core.values import Duration, Range, exactly

MOST_EDGES = 16
"""Beyond so many edges their distances are fewer columns than their order."""

MOST_OPERANDS = 64


def kind_of(atoms: Mapping[n.Condition, tuple[Fact, ...]], program: Program, plan: Plan) -> list[pl.Expr]:
    """The kind of each row of a prepared frame, as far as some conditions go.

    Args:
        atoms: conditions without parts, each with the facts that it reads.
        program: the protocol.
        plan: the plan that the frame was prepared by.
    """
    forms = plan.forms
    read = {fact.name: fact for names in atoms.values() for fact in names}
    opened = {fact.name: _open(fact, forms) for fact in read.values()}
    matters = {atom: _matters(atom, names, program, plan, opened) for atom, names in atoms.items()}
    key = [plan.truths[atom] for atom in atoms]
    for fact in read.values():
        key += [opened[fact.name], *_never(fact, forms), *_edges_open(fact, program, forms)]
    windows = [atom for atom in atoms if isinstance(atom, n.Window) and _is_fixed(atom)]
    edges = [edge for atom in windows for edge in _edges(atom, matters[atom], program, forms, opened)]
    if len(edges) <= MOST_EDGES:
        key += [(a - b).clip(-2, 2) for a, b in combinations(edges, 2)]
    else:
        windows = []
    for fact in read.values():
        valued = [matters[atom] for atom, names in atoms.items() if fact in names and atom not in windows]
        if valued:
            key += [pl.when(pl.any_horizontal(valued)).then(value) for value in _values(fact, forms)]
    return key


def _matters(
    atom: n.Condition, read: tuple[Fact, ...], program: Program, plan: Plan, opened: Mapping[str, pl.Expr]
) -> pl.Expr:
    """The rows in which the values that a condition reads are looked at."""
    if not read or (len(read) == 1 and read[0].kind not in ("moment", "period")):
        return FALSE
    unknown = plan.truths[atom].is_null()
    if isinstance(atom, n.Compare):
        free = [opened[fact] for fact in _straddling(atom, program)]
        return unknown & ~pl.any_horizontal(free) if free else unknown
    count = pl.sum_horizontal([opened[fact.name].cast(pl.UInt32) for fact in read])
    tried = pl.any_horizontal([FALSE, *(opened[fact.name] for fact in read if fact.kind != "period")])
    return unknown & (count == 1) & tried


def _straddling(node: n.Compare, program: Program) -> Iterator[str]:
    """Facts that take precedence in a comparison with a constant, and can plausibly lie on either side of it."""
    if isinstance(node.right, n.Number):
        side, constant, flipped = node.left, node.right, False
    elif isinstance(node.left, n.Number):
        side, constant, flipped = node.right, node.left, True
    else:
        return
    for fact in _first_measured(side, program):
        plausible = program.fact[fact].plausible
        if plausible is not None:
            ranges = (Range(*plausible), exactly(constant.value))
            left, right = reversed(ranges) if flipped else ranges
            if compare(left, node.relation, right) is not UNKNOWN:
                continue
        yield fact


def _first_measured(node: n.Numeric, program: Program) -> list[str]:
    """The measured facts that a number is the first known of, up to anything computed."""
    found: list[str] = []
    pending = [node]
    while pending and len(pending) < MOST_OPERANDS:
        match pending.pop():
            case n.Measured(fact):
                found.append(fact)
            case n.NumberRef(name):
                pending.append(program.definition[name].body)  # type: ignore[arg-type]  # a NumberRef names a number
            case n.FirstKnown(operands):
                pending += reversed(operands)
            case _:
                break
    return found


def _is_fixed(window: n.Window) -> bool:
    """Whether the order of a window's edges is all that matters: not of calendar months, nor of an end to come."""
    for side in (window.subject, window.anchor):
        if not isinstance(side, n.When) and not (isinstance(side, n.EdgeOf) and side.edge == "start"):
            return False
    return not any(isinstance(end, Duration) and end.months for end in (window.low, window.high))


def _edges(
    window: n.Window, matters: pl.Expr, program: Program, forms: Forms, opened: Mapping[str, pl.Expr]
) -> Iterator[pl.Expr]:
    """The instants at which a window's truth changes as its open side moves, and what is known of that side."""
    subject, anchor = (_span(side, program, forms) for side in (window.subject, window.anchor))
    moving = opened[_fact_of(window.subject)]
    for bound in (window.low, window.high):
        if bound is not None:
            for by_anchor, by_subject in ((anchor.low, subject.low), (anchor.high, subject.high)):
                edge = pl.when(moving).then(by_anchor.micros() + bound.micros)
                yield pl.when(matters).then(edge.otherwise(by_subject.micros() - bound.micros))
    for of_subject, of_anchor in ((subject.low, anchor.low), (subject.high, anchor.high)):
        yield pl.when(matters).then(pl.when(moving).then(of_subject.micros()).otherwise(of_anchor.micros()))


def _fact_of(node: n.Temporal) -> str:
    match node:
        case n.When(fact):
            return fact
        case n.EdgeOf(_, period):
            return period
        case _:
            raise Unsupported


def _span(node: n.Temporal, program: Program, forms: Forms) -> Span:
    if isinstance(node, n.When):
        return facts.moment(program.fact[node.fact], forms[node.fact])
    if not isinstance(node, n.EdgeOf):
        raise Unsupported
    period = facts.period(program.fact[node.period], forms[node.period])
    return period.start if node.edge == "start" else period.end


# ---------------------------------------------------------------- one fact


def _open(fact: Fact, forms: Forms) -> pl.Expr:
    """Whether there is more to find out about a fact."""
    form = forms[fact.name]
    match fact.kind:
        case "number":
            return facts.number(fact).is_null() if form.present else pl.lit(fact.missing is None)
        case "flag":
            return facts.flag(fact, form).is_null()
        case "choice":
            return ~facts.choice_known(fact, form)
        case "moment":
            return _vague(facts.moment(fact, form))
        case "period":
            period = facts.period(fact, form)
            ended = _sharp(period.end) | (period.end.low.expr.is_null() & period.start.low.expr.is_not_null())
            return ~((_sharp(period.start) & ended) | (FALSE if period.never is None else period.never))
        case "events":
            raise Unsupported


def _edges_open(fact: Fact, program: Program, forms: Forms) -> list[pl.Expr]:
    """Of a period what is known of its start, whether it still runs, and whether it may begin after the screening."""
    if fact.kind != "period":
        return []
    period = facts.period(fact, forms[fact.name])
    screening = facts.moment(program.fact[SCREENING], forms[SCREENING])
    later = period.start.high.expr > screening.low.expr
    return [_sharp(period.start), FALSE if period.running is None else period.running, later]


def _vague(moment: Span) -> pl.Expr:
    sharp = _sharp(moment)
    return ~(sharp if moment.never is None else sharp | moment.never)


def _sharp(moment: Span) -> pl.Expr:
    return (moment.low.expr == moment.high.expr).fill_null(FALSE)


def _never(fact: Fact, forms: Forms) -> list[pl.Expr]:
    match fact.kind:
        case "moment":
            never = facts.moment(fact, forms[fact.name]).never
        case "period":
            never = facts.period(fact, forms[fact.name]).never
        case _:
            return []
    return [FALSE if never is None else never]


def _values(fact: Fact, forms: Forms) -> list[pl.Expr]:
    form = forms[fact.name]
    match fact.kind:
        case "number":
            return [facts.number(fact) if form.present else pl.lit(None, dtype=pl.Float64)]
        case "flag":
            return [facts.flag(fact, form)]
        case "choice":
            return [pl.col(fact.name).to_physical() if form.present else pl.lit(None, dtype=pl.UInt8)]
        case "moment":
            moment = facts.moment(fact, form)
            return [moment.low.micros(), moment.high.micros()]
        case "period":
            period = facts.period(fact, form)
            return [edge.micros() for span in (period.start, period.end) for edge in (span.low, span.high)]
        case "events":
            raise Unsupported
