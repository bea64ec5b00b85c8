"""Fact to code: checking what was given, and giving it the form that the tests compare.

In generated code an unknown number is ``NAN``, of which no comparison holds; an unknown flag, choice, moment or period
is ``None``; a moment or period that never was is ``False``. Whatever is not in the usual form raises ``Unusual``, and
the patient goes to the exact path.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from eligo.backends.python.expressions import Test, both, either
from eligo.backends.python.layout import text
from eligo.backends.python.scope import PeriodNames, Scope, UnsupportedNode
from eligo.core import cuts
from eligo.core.program import Fact
from eligo.core.values import NEVER

LARGEST = repr(float(cuts.EXACT_INTEGERS))
"""A whole number is rounded to this double, or one beyond it, or not at all."""
WIDEST = float(cuts.EXACT_INTEGERS - 1)


def name_variables(scope: Scope) -> list[str]:
    """Give every fact its variables; those that take the values as they are given, in the dictionary's order."""
    given = [scope.namer.local(fact.name) for fact in scope.program.facts]
    for fact, name in zip(scope.program.facts, given, strict=True):
        if fact.kind == "moment":
            scope.moments[fact.name] = (name, scope.namer.local(f"{name}_latest"))
        elif fact.kind == "period":
            parts = ("start", "start_latest", "end", "end_latest")
            scope.periods[fact.name] = PeriodNames(*(scope.namer.local(f"{name}_{part}") for part in parts))
            scope.given[fact.name] = name
        else:
            scope.numbers[fact.name] = name
    return given


def variables_of(scope: Scope, fact: Fact) -> tuple[str, ...]:
    """The variables that hold a fact once it has been read."""
    if fact.kind == "moment":
        return scope.moments[fact.name]
    if fact.kind == "period":
        names = scope.periods[fact.name]
        return names.start, names.start_high, names.end, names.end_high
    return (scope.numbers[fact.name],)


def read_fact(scope: Scope, fact: Fact) -> None:
    """Write the code that reads one fact."""
    READERS[fact.kind](scope, fact)


def _number(scope: Scope, fact: Fact) -> None:
    name = scope.numbers[fact.name]
    out = scope.out
    default = _default(fact)
    with out.when(Test(f"type({name}) is int")):
        out.line(f"{name} = float({name})")
    with out.when(Test(f"type({name}) is float")):
        if fact.plausible is None:
            with out.when(Test(f"not -{LARGEST} < {name} < {LARGEST}")):
                out.line("raise Unusual")
        else:
            low = max(cuts.at_least(fact.plausible[0]), -WIDEST)
            high = min(cuts.at_most(fact.plausible[1]), WIDEST)
            with out.when(Test(f"not {low!r} <= {name} <= {high!r}")):
                out.line(f"{name} = implausible({name})")
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
    with out.when(both((Test(f"type({name}) is datetime"), Test(f"{name}.tzinfo is None")))):
        out.line(f"{high}: Any = {name}")
    with out.when(Test(f"{name} is None"), "elif"):
        out.line(f"{name} = {high} = {_missing(fact)}")
    with out.otherwise():
        out.call((name, high), "instant", (name,))


def _period(scope: Scope, fact: Fact) -> None:
    name, made = scope.given[fact.name], variables_of(scope, fact)
    out = scope.out
    if fact.missing is not None:
        with out.when(Test(f"{name} is None")):
            out.line(f"{name} = {_missing(fact)}")
    with out.when(either((Test(f"{name} is None"), Test(f"{name} is False")))):
        nothing = scope.namer.local("nothing")
        out.line(f"{nothing}: Any = {name}")
        for variable in made:
            out.line(f"{variable} = {nothing}")
    with out.otherwise():
        out.call(made, "span", (name,))


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
