"""Fact to code: checking what was given, and giving it the form that the tests compare.

In generated code an unknown number is ``NAN``, of which no comparison holds; an unknown flag, choice, moment or period
is ``None``; a moment or period that never was is ``False``. Whatever is not in the usual form raises ``Unusual``, and
the patient goes to the exact path.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from eligo.backends.python.expressions import Test, both, either
from eligo.backends.python.layout import text
from eligo.backends.python.scope import PeriodNames, Scope, Times, UnsupportedNode
from eligo.core import cuts
from eligo.core.program import Fact
from eligo.core.values import NEVER

WIDEST = cuts.EXACT_INTEGERS - 1
"""Up to this size every whole number is a double, and no other rounds to it."""


def name_variables(scope: Scope) -> list[str]:
    """Give every fact its variables; those that take the values as they are given, in the dictionary's order."""
    given = [scope.namer.local(fact.name) for fact in scope.program.facts]
    for fact, name in zip(scope.program.facts, given, strict=True):
        if fact.kind == "moment":
            _name_moment(scope, fact.name, name)
        elif fact.kind == "period":
            _name_period(scope, fact.name, name)
        else:
            scope.numbers[fact.name] = name
    return given


def _name_moment(scope: Scope, fact: str, name: str) -> None:
    if scope.times is Times.RANGES:
        scope.moments[fact] = (name, scope.namer.local(f"{name}_latest"))
        return
    scope.moments[fact] = (name, name)
    scope.dated[fact] = name if scope.times is Times.SHARP else scope.namer.local(f"{name}_at")


def _name_period(scope: Scope, fact: str, name: str) -> None:
    scope.given[fact] = name
    if scope.times is Times.RANGES:
        parts = ("start", "start_latest", "end", "end_latest")
        scope.periods[fact] = PeriodNames(*(scope.namer.local(f"{name}_{part}") for part in parts))
        return
    start, end = (scope.namer.local(f"{name}_{part}") for part in ("start", "end"))
    dated = (start, end)
    if scope.times is Times.TICKS:
        dated = (scope.namer.local(f"{start}_at"), scope.namer.local(f"{end}_at"))
    scope.periods[fact] = PeriodNames(start, start, end, end, *dated)


def variables_of(scope: Scope, fact: Fact) -> tuple[str, ...]:
    """The variables that hold a fact once it has been read."""
    if fact.kind == "moment":
        if scope.times is Times.TICKS:
            return scope.moments[fact.name][0], scope.dated[fact.name]
        return scope.moments[fact.name]
    if fact.kind == "period":
        names = scope.periods[fact.name]
        if scope.times is Times.TICKS:
            return names.start, names.end, names.start_at, names.end_at
        if scope.times is Times.SHARP:
            return names.start, names.end
        return names.start, names.start_high, names.end, names.end_high
    return (scope.numbers[fact.name],)


def read_fact(scope: Scope, fact: Fact) -> None:
    """Write the code that reads one fact."""
    READERS[fact.kind](scope, fact)


def _number(scope: Scope, fact: Fact) -> None:
    name = scope.numbers[fact.name]
    out = scope.out
    default = _default(fact)
    low, high = (-float(WIDEST), float(WIDEST))
    least, most = -WIDEST, WIDEST
    if fact.plausible is not None:
        low, high = max(cuts.at_least(fact.plausible[0]), low), min(cuts.at_most(fact.plausible[1]), high)
        least, most = max(math.ceil(fact.plausible[0]), least), min(math.floor(fact.plausible[1]), most)
    outside = "raise Unusual" if fact.plausible is None else f"{name} = implausible({name})"
    with out.when(Test(f"type({name}) is float")), out.when(Test(f"not {low!r} <= {name} <= {high!r}")):
        out.line(outside)
    with out.when(Test(f"type({name}) is int"), "elif"):
        with out.when(Test(f"not {least} <= {name} <= {most}")):
            out.line(outside)
        with out.otherwise():
            out.line(f"{name} = float({name})")
    with out.when(Test(f"{name} is None"), "elif"):
        out.line("raise Unusual" if default is None else f"{name} = {default}")
    with out.otherwise():
        out.line("raise Unusual")


def _default(fact: Fact) -> str | None:
    """What a missing number stands for; None when no double means it."""
    if not isinstance(fact.missing, Fraction):
        return "NAN"
    double = cuts.exactly_double(fact.missing)
    return None if double is None or abs(double) > cuts.EXACT_INTEGERS else repr(double)


def _flag(scope: Scope, fact: Fact) -> None:
    name = scope.numbers[fact.name]
    out = scope.out
    if isinstance(fact.missing, bool):
        with out.when(Test(f"{name} is None")):
            out.line(f"{name} = {fact.missing}")
        with out.when(both((Test(f"{name} is not False"), Test(f"{name} is not True"))), "elif"):
            out.line("raise Unusual")
    else:
        with out.when(both(Test(f"{name} is not {word}") for word in ("False", "True", "None"))):
            out.line("raise Unusual")


def _choice(scope: Scope, fact: Fact) -> None:
    name = scope.numbers[fact.name]
    out = scope.out
    test = either((Test(f"type({name}) is not str"), Test(f"{name} not in {scope.options(fact.options)}")))
    if isinstance(fact.missing, str):
        with out.when(Test(f"{name} is None")):
            out.line(f"{name} = {text(fact.missing)}")
        with out.when(test, "elif"):
            out.line("raise Unusual")
    else:
        with out.when(Test(f"{name} is None")):
            out.line("pass")
        with out.when(test, "elif"):
            out.line("raise Unusual")


def _moment(scope: Scope, fact: Fact) -> None:
    name, high = scope.moments[fact.name]
    out = scope.out
    if scope.times is not Times.RANGES:
        _certain_moment(scope, fact, name)
        return
    with out.when(both((Test(f"type({name}) is datetime"), Test(f"{name}.tzinfo is None")))):
        out.line(f"{high}: Any = {name}")
    with out.when(Test(f"{name} is None"), "elif"):
        out.line(f"{name} = {high} = {_missing(fact)}")
    with out.otherwise():
        out.call((name, high), "instant", (name,))


def _certain_moment(scope: Scope, fact: Fact, name: str) -> None:
    out = scope.out
    if fact.missing is not None:
        with out.when(Test(f"{name} is None")):
            out.line("raise Unusual")
    if scope.times is Times.TICKS:
        out.call((name, scope.dated[fact.name]), "ticks", (name,))
        return
    with out.when(Test(f"type({name}) is datetime")), out.when(Test(f"{name}.tzinfo is not None")):
        out.line("raise Unusual")
    with out.when(Test(f"{name} is not None"), "elif"):
        out.line(f"{name} = clock({name})")


def _period(scope: Scope, fact: Fact) -> None:
    name, made = scope.given[fact.name], variables_of(scope, fact)
    out = scope.out
    if fact.missing is not None:
        with out.when(Test(f"{name} is None")):
            out.line(f"{name} = {_missing(fact)}")
    if scope.times is not Times.RANGES and fact.name in scope.edges:
        with out.when(Test(f"{name} is not None")):
            out.line("raise Unusual")
        unknown = "NAN, NAN, None, None" if scope.times is Times.TICKS else "None, None"
        out.line(f"{', '.join(made)} = {unknown}")
        return
    if scope.times is Times.TICKS:
        out.call(made, "ticking", (name,))
        return
    with out.when(either((Test(f"{name} is None"), Test(f"{name} is False")))):
        nothing = scope.namer.local("nothing")
        out.line(f"{nothing}: Any = {name}")
        for variable in made:
            out.line(f"{variable} = {nothing}")
    with out.otherwise():
        out.call(made, "span" if scope.times is Times.RANGES else "stretch", (name,))


def _missing(fact: Fact) -> str:
    if fact.missing is None:
        return "None"
    if fact.missing is not NEVER:
        raise UnsupportedNode(fact.missing)
    return "False"


READERS: dict[str, Callable[[Scope, Fact], None]] = {
    "number": _number,
    "flag": _flag,
    "choice": _choice,
    "moment": _moment,
    "period": _period,
}
