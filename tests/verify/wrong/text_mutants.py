"""Mutants of the generated Python text: a second figure for the suite, independent of how eligo sees a protocol.

    python -m tests.verify.wrong.text_mutants [module...]

Each comparison, connective, constant, arithmetic operator and outcome in the lines that decide the criteria is changed,
one at a time. The suite's cases are tried first, without what takes long, and of what survives the whole suite. Whatever
hangs is noticed. Tried on all modules it writes `docs/text-mutants.md`: every survivor by its line, and why it is no
mistake (:mod:`tests.verify.wrong.text_survivors`).
"""

from __future__ import annotations

import ast
import copy
import multiprocessing
import re
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import CodeType, ModuleType
from typing import Any

from .suite import PACKAGE, flagship, tests_of
from .suite import fails as test_fails
from .text_survivors import Counted, Survivor, write_page

MODULES = ("at_once.py", "decision.py", "ranges.py")
CRITERION = re.compile(r"    # \w+: ")
ONLY_IN_C = ("read_and_decide",)
"""Functions that run only where they are compiled: no change of their text is run here."""

SECONDS = 60
"""How long the suite may take on a mutant; on the right package it takes some five."""

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
}  # fmt: skip
OUTCOMES = {"PASSED": "FAILED", "FAILED": "UNKNOWN", "UNKNOWN": "PASSED",
            "ELIGIBLE": "UNDETERMINED", "INELIGIBLE": "ELIGIBLE", "UNDETERMINED": "INELIGIBLE"}  # fmt: skip


@dataclass(frozen=True)
class TextMutant:
    """A function with one thing changed."""

    module: str
    line: int
    what: str
    code: CodeType


def mutants(module: str, source: str) -> Iterator[TextMutant]:
    """Every mutant of the lines that decide: in each function those from the first criterion on."""
    lines = source.splitlines()
    for function in ast.parse(source).body:
        if not isinstance(function, ast.FunctionDef) or function.name in ONLY_IN_C:
            continue
        every = range(function.lineno, (function.end_lineno or 0) + 1)
        first = next((at for at in every if CRITERION.match(lines[at - 1])), None)
        for place in ast.walk(function) if first is not None else ():
            if getattr(place, "lineno", 0) >= first:
                for what, change in changes(place):
                    made = copy.copy(vars(place))
                    change(place)
                    code = compile(ast.Module([function], []), module, "exec")
                    yield TextMutant(module, place.lineno, what, code)
                    vars(place).update(made)


def changes(node: ast.AST) -> Iterator[tuple[str, Callable[[Any], None]]]:
    """What can be changed of a node, each in words and in deed; the deed assigns to fields of the node alone."""
    match node:
        case ast.Compare(ops=ops):
            for i, op in enumerate(ops):
                wrong = COMPARISONS[type(op)]
                changed = [*ops[:i], wrong(), *ops[i + 1 :]]
                yield f"{wrong.__name__} for {type(op).__name__}", lambda n, c=changed: setattr(n, "ops", c)
        case ast.BoolOp(op=op, values=values):
            other = ast.Or if isinstance(op, ast.And) else ast.And
            yield f"{other.__name__} for {type(op).__name__}", lambda n, o=other: setattr(n, "op", o())
            for i in range(len(values)):
                kept = (values[:i] + values[i + 1 :]) * (2 if len(values) == 2 else 1)  # one alone is no operation
                yield f"operand {i + 1} left out", lambda n, k=kept: setattr(n, "values", k)
        case ast.BinOp(op=op) if type(op) in OPERATORS:
            operator = OPERATORS[type(op)]
            yield f"{operator.__name__} for {type(op).__name__}", lambda n, o=operator: setattr(n, "op", o())
        case ast.Constant(value=bool(value)):
            yield f"{not value} for {value}", lambda n, v=value: setattr(n, "value", not v)
        case ast.Constant(value=int(value) | float(value)):
            yield f"{value + 1} for {value}", lambda n, v=value: setattr(n, "value", v + 1)
        case ast.Name(id=name) if name in OUTCOMES:
            yield f"{OUTCOMES[name]} for {name}", lambda n, v=OUTCOMES[name]: setattr(n, "id", v)


def main(modules: list[str]) -> None:
    """Try every mutant and write the figures."""
    package, suite = flagship().loaded()
    cases = [row.values[0] for t in tests_of(suite) for row in _rows(t) if isinstance(row.values[0], suite.Case)]
    records = [(suite.like(c.patient, c.changes) if c.patient else c.changes, c) for c in cases]
    assert not _cases_fail(suite, records), "the right package fails: whatever is changed would seem to be noticed"
    signal.signal(signal.SIGALRM, _too_long)
    counted = []
    for module in modules or MODULES:
        source = flagship().files[f"src/{PACKAGE}/{module}"].decode()
        every = list(mutants(module, source))

        def by_rows(mutant: TextMutant) -> bool:
            return noticed(package, mutant, suite, lambda: _cases_fail(suite, records))

        def by_suite(mutant: TextMutant) -> bool:
            return noticed(package, mutant, suite, lambda: any(test_fails(test) for test in tests_of(suite)))

        alive = list(survivors(every, by_rows))
        print(f"{module}: {len(every) - len(alive)} of {len(every)} noticed by the rows as they stand", flush=True)
        left = []
        for mutant in survivors(alive, by_suite):
            left.append(Survivor(mutant.line, mutant.what, source.splitlines()[mutant.line - 1].strip()))
            print(f"    line {mutant.line}: {mutant.what}: {left[-1].text}", flush=True)
        counted.append(Counted(module, len(every), len(every) - len(alive), tuple(left)))
        print(f"{module}: {len(every) - len(left)} of {len(every)} noticed by the suite", flush=True)
    total, killed = sum(one.made for one in counted), sum(one.made - len(one.survivors) for one in counted)
    print(f"all: {killed} of {total} noticed ({100 * killed / total:.1f} %)")
    if not modules:
        write_page(counted)


def survivors(every: Sequence[TextMutant], is_noticed: Callable[[TextMutant], bool]) -> Iterator[TextMutant]:
    """Those that nobody notices; as many are tried at a time as there are processors."""
    global _try  # a forked process has it, which no function of here could be sent to it
    _try = lambda place: is_noticed(every[place])  # noqa: E731
    with multiprocessing.get_context("fork").Pool() as pool:
        for mutant, found in zip(every, pool.imap(_tried, range(len(every))), strict=True):
            if not found:
                yield mutant


_try: Callable[[int], bool]


def _tried(place: int) -> bool:
    return _try(place)


class TooLong(BaseException):
    """The suite took too long; no test takes it for a failure of its own."""


def _too_long(signum: int, frame: object) -> None:
    del signum, frame
    raise TooLong


def _rows(test: Any) -> list[Any]:
    return [row for mark in getattr(test, "pytestmark", ()) for row in mark.args[1] if hasattr(row, "values")]


def noticed(package: ModuleType, mutant: TextMutant, suite: Any, fails: Callable[[], bool]) -> bool:
    """Whether something fails on the package with one module changed; the module is put back."""
    name = mutant.module.removesuffix(".py")
    module = sys.modules[f"{PACKAGE}.{name}"]
    users = [module, package.screening, sys.modules[f"{PACKAGE}.patient"], suite]
    before = [dict(vars(user)) for user in users]
    try:
        signal.alarm(SECONDS)
        exec(mutant.code, vars(module))
        for user, old in zip(users[1:], before[1:], strict=True):
            changed = {k: getattr(module, k) for k, v in old.items() if k in before[0] and v is before[0][k]}
            vars(user).update({k: v for k, v in changed.items() if callable(v)})
        return fails()
    except (Exception, TooLong):  # a mutant that cannot run is noticed by whoever runs it
        return True
    finally:
        signal.alarm(0)
        for user, old in zip(users, before, strict=True):
            vars(user).clear()
            vars(user).update(old)


def _cases_fail(suite: Any, records: list[tuple[dict[str, Any], Any]]) -> bool:
    """The suite's cases without what takes long: outcomes alone."""
    for changes, case in records:
        record = {name: value for name, value in changes.items() if value is not None}
        patient = suite.Patient.model_validate(record)
        expected = suite.Said(case.verdict, case.failed, case.unknown)
        if any(suite.of_result(result) != expected for result in (suite.screen(record), suite.screen(patient))):
            return True
        if suite.verdict(patient) != case.verdict:
            return True
        try:
            verdict, *outcomes = suite.decide_ranges(suite.plain(tuple(suite.in_order(record))))
        except (suite.Unusual, OverflowError):  # left to the definition, as the suite leaves it
            continue
        if suite.said(verdict, dict(zip(suite.PROGRAM.criterion, outcomes, strict=True))) != expected:
            return True
    return False


if __name__ == "__main__":
    main(sys.argv[1:])
