"""Mutants of the generated Python text: a second figure for the suite, independent of how eligo sees a protocol.

    python -m tests.verify.wrong.text_mutants [every]

Each comparison, connective, constant, arithmetic operator and outcome in the modules that decide is changed, one at a
time, and the suite's cases and then its properties are run on the package. With ``every`` 10 only each tenth mutant is
tried. Survivors are listed with their lines; `docs/testing.md` explains them.
"""

from __future__ import annotations

import ast
import copy
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from .suite import PACKAGE, flagship, tests_of
from .suite import fails as test_fails

MODULES = ("at_once.py", "decision.py", "ranges.py")

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
    """A module with one thing changed."""

    module: str
    line: int
    what: str
    tree: ast.Module


def mutants(module: str, source: str) -> Iterator[TextMutant]:
    """Every mutant of a module's functions."""
    tree = ast.parse(source)
    places = [n for f in tree.body if isinstance(f, ast.FunctionDef) for s in f.body[1:] for n in ast.walk(s)]
    for place in places:
        for what, change in changes(place):
            made = copy.copy(vars(place))
            change(place)
            yield TextMutant(module, getattr(place, "lineno", 0), what, copy.deepcopy(tree))
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
                kept = values[:i] + values[i + 1 :]
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


def main(every: int) -> None:
    """Try every so many-th mutant and write the figures."""
    package, suite = flagship().loaded()
    cases = [row.values[0] for t in tests_of(suite) for row in _rows(t) if isinstance(row.values[0], suite.Case)]
    records = [(suite.like(c.patient, c.changes) if c.patient else c.changes, c) for c in cases]
    total = killed = 0
    for module in MODULES:
        source = flagship().files[f"src/{PACKAGE}/{module}"].decode()
        made = list(mutants(module, source))[::every]
        alive = [m for m in made if not noticed(package, suite, m, records)]
        total, killed = total + len(made), killed + len(made) - len(alive)
        print(f"{module}: {len(made) - len(alive)} of {len(made)} noticed")
        for mutant in alive:
            print(f"    line {mutant.line}: {mutant.what}: {source.splitlines()[mutant.line - 1].strip()}")
    print(f"all: {killed} of {total} noticed ({100 * killed / total:.1f} %)")


def _rows(test: Any) -> list[Any]:
    return [row for mark in getattr(test, "pytestmark", ()) for row in mark.args[1] if hasattr(row, "values")]


def noticed(package: ModuleType, suite: Any, mutant: TextMutant, records: list[tuple[dict[str, Any], Any]]) -> bool:
    """Whether the suite fails on the package with one module changed; the module is put back."""
    name = mutant.module.removesuffix(".py")
    module = sys.modules[f"{PACKAGE}.{name}"]
    users = [module, package.screening, sys.modules[f"{PACKAGE}.patient"], suite]
    before = [dict(vars(user)) for user in users]
    try:
        exec(compile(mutant.tree, mutant.module, "exec"), vars(module))
        for user, old in zip(users[1:], before[1:], strict=True):
            changed = {k: getattr(module, k) for k, v in old.items() if k in before[0] and v is before[0][k]}
            vars(user).update({k: v for k, v in changed.items() if callable(v)})
        return _cases_fail(suite, records) or any(test_fails(test) for test in tests_of(suite))
    except Exception:  # a mutant that cannot run is noticed by whoever runs it
        return True
    finally:
        for user, old in zip(users, before, strict=True):
            vars(user).clear()
            vars(user).update(old)


def _cases_fail(suite: Any, records: list[tuple[dict[str, Any], Any]]) -> bool:
    """The suite's cases without what takes long: outcomes alone."""
    for changes, case in records:
        record = {name: value for name, value in changes.items() if value is not None}
        patient = suite.Patient.model_validate(record)
        for result in (suite.screen(record), suite.screen(patient)):
            if suite.in_words(result.outcomes) != (case.failed, case.unknown) or result.verdict != case.verdict:
                return True
        if suite.verdict(patient) != case.verdict:
            return True
    return False


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
