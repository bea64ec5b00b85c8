"""Fact to code: checking what was given, and giving it the form that the tests compare.

In generated code an unknown number is ``NAN``, of which no comparison holds; an unknown flag, choice, moment or period
is ``None``; a moment or period that never was is ``False``. Whatever is not in the usual form raises ``Unusual``, and
the patient goes to the exact path.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from eligo.backends.python.expressions import Expression, Test, both, either
from eligo.backends.python.layout import text
from eligo.backends.python.scope import ListNames, PeriodNames, Scope, Times, UnsupportedNode
from eligo.core import cuts
from eligo.core.program import SCREENING, Fact
from eligo.core.values import NEVER

WIDEST = cuts.EXACT_INTEGERS - 1
"""Up to this size every whole number is a double, and no other rounds to it."""
FEW = 4


def name_variables(scope: Scope) -> list[str]:
    """Give every fact its variables; those that take the values as they are given, in the dictionary's order."""
    names = [scope.namer.local(fact.name) for fact in scope.program.facts]
    return [_name(scope, fact, name) for fact, name in zip(scope.program.facts, names, strict=True)]


def name_fact(scope: Scope, fact: Fact) -> str:
    """Give one fact, or a field of an entry, its variables; the one that takes the value as it is given."""
    return _name(scope, fact, scope.namer.local(fact.name))


def _name(scope: Scope, fact: Fact, name: str) -> str:
    if fact.fields:
        return _name_list(scope, fact, name)
    if fact.kind == "moment":
        _name_moment(scope, fact.name, name)
    elif fact.kind == "period":
        _name_period(scope, fact.name, name)
    else:
        scope.numbers[fact.name] = name
    return _given_in(scope, fact)


def _name_list(scope: Scope, fact: Fact, name: str) -> str:
    """Of a fact that repeats the list and whether it is complete; of repeated values the current one, too."""
    given = name
    if fact.repeated:
        given = scope.namer.local(f"{name}_given")
        scope.numbers[fact.name] = name
        scope.given_numbers[fact.name] = given
        if fact.kind == "number":
            scope.doubles.add(name)
    entries, complete = (scope.namer.local(f"{name}_{part}") for part in ("list", "complete"))
    scope.lists[fact.name] = ListNames(given, entries, complete)
    return given


def _given_in(scope: Scope, fact: Fact) -> str:
    """The variable that takes a value as it is given: its own where the value is held as a double."""
    if fact.kind == "period":
        return scope.given[fact.name]
    held = scope.moments[fact.name][0] if fact.kind == "moment" else scope.numbers[fact.name]
    if scope.times is not Times.TICKS or fact.kind not in ("number", "moment"):
        return held
    scope.doubles.add(held)
    scope.given_numbers[fact.name] = scope.namer.local(f"{held}_given")
    return scope.given_numbers[fact.name]


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
        scope.doubles |= {start, end}
        dated = (scope.namer.local(f"{start}_at"), scope.namer.local(f"{end}_at"))
    scope.periods[fact] = PeriodNames(start, start, end, end, *dated)


def variables_of(scope: Scope, fact: Fact) -> tuple[str, ...]:
    """The variables that hold a fact once it has been read."""
    if fact.fields:
        listed = scope.lists[fact.name]
        value = (scope.numbers[fact.name],) if fact.repeated else ()
        return (*value, listed.entries, listed.complete)
    if fact.kind == "moment":
        if scope.times is Times.TICKS:
            return scope.moments[fact.name][0], scope.dated[fact.name]
        return tuple(dict.fromkeys(scope.moments[fact.name]))
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
    given = scope.given_numbers.get(fact.name, name)
    outside = "raise Unusual" if fact.plausible is None else f"{name} = implausible({name})"
    with out.when(Test(f"type({given}) is float")):
        if given != name:
            out.line(f"{name} = {given}")
        with out.when(Test(f"not {low!r} <= {name} <= {high!r}")):
            out.line(outside)
    with out.when(Test(f"type({given}) is int"), "elif"):
        if given != name:  # as a double first: one that is rounded is outside all the same
            out.line(f"{name} = float({given})")
            with out.when(Test(f"not {low!r} <= {name} <= {high!r}")):
                out.line(outside)
        else:
            with out.when(Test(f"not {least} <= {name} <= {most}")):
                out.line(outside)
            with out.otherwise():
                out.line(f"{name} = float({name})")
    with out.when(Test(f"{given} is None"), "elif"):
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
    test = either((Test(f"type({name}) is not str"), _none_of(scope, name, fact.options)))
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


def _none_of(scope: Scope, name: str, options: tuple[str, ...]) -> Expression:
    if scope.times is Times.TICKS and len(options) <= FEW:  # in C a comparison takes less than a call
        return both(Test(f"{name} != {text(option)}") for option in options)
    return Test(f"{name} not in {scope.options(options)}")


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
        out.call((name, high), "screened" if fact.name == SCREENING else "instant", (name,))


def _certain_moment(scope: Scope, fact: Fact, name: str) -> None:
    out = scope.out
    given = scope.given_numbers.get(fact.name, name)
    if fact.missing is not None:
        with out.when(Test(f"{given} is None")):
            out.line("raise Unusual")
    if scope.times is Times.TICKS:
        out.call((name,), "sharp.ticks", (given,))
        if scope.dated[fact.name] in scope.used:
            out.call((scope.dated[fact.name],), "sharp.dated", (given,))
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
        if scope.times is Times.TICKS:
            _no_period(scope, fact, "NAN")
        else:
            out.line(f"{', '.join(made)} = None, None")
        return
    if scope.times is Times.TICKS:
        _ticking_period(scope, fact, name)
        return
    with out.when(either((Test(f"{name} is None"), Test(f"{name} is False")))):
        nothing = scope.namer.local("nothing")
        out.line(f"{nothing}: Any = {name}")
        for variable in made:
            out.line(f"{variable} = {nothing}")
    with out.otherwise():
        out.call(made, "span" if scope.times is Times.RANGES else "stretch", (name,))


def _ticking_period(scope: Scope, fact: Fact, name: str) -> None:
    """A period in microseconds: both ends NAN when it is unknown, and INF when it never was."""
    names, out = scope.periods[fact.name], scope.out
    with out.when(Test(f"{name} is None")):
        _no_period(scope, fact, "NAN")
    with out.when(Test(f"{name} is False"), "elif"):
        _no_period(scope, fact, "INF")
    with out.otherwise():
        out.call((names.start_at, names.end_at), "sharp.stretch", (name,))
        out.call((names.start,), "sharp.ticks", (names.start_at,))
        out.call((names.end,), "sharp.ending", (names.end_at,))


def _no_period(scope: Scope, fact: Fact, number: str) -> None:
    names = scope.periods[fact.name]
    scope.out.line(f"{names.start} = {names.end} = {number}")
    dates = [name for name in (names.start_at, names.end_at) if name in scope.used]
    if dates:
        scope.out.line(f"{' = '.join(dates)} = None")


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


def variables_in_entry(kind: str, times: Times) -> int:
    """How many variables a field of an entry has."""
    if kind == "moment":
        return 1 if times is Times.SHARP else 2
    if kind == "period":
        return 2 if times is Times.SHARP else 4
    return 1
