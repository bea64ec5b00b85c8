"""Two-valued Python expressions: comparisons joined by ``and`` and ``or``, written as ``ruff format`` writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eligo.backends.python.layout import INDENT, WIDTH


@dataclass(frozen=True, slots=True)
class Test:
    """A Python expression that is True or False and binds tighter than ``and``."""

    code: str


@dataclass(frozen=True, slots=True)
class Both:
    """All of two or more parts."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Any of two or more parts."""

    parts: tuple[Expression, ...]


Expression = Test | Both | Either

_OPERATION = re.compile(r"(\w+) (is not|is|==|!=|not in|in) (.+)")
_OPPOSITE = {"is not": "is", "is": "is not", "==": "!=", "!=": "==", "not in": "in", "in": "not in"}

YES = Test("True")
NO = Test("False")


def both(parts: Iterable[Expression]) -> Expression:
    """And, with constants and repetitions folded away."""
    return _joined(parts, Both, unit=YES, zero=NO)


def either(parts: Iterable[Expression]) -> Expression:
    """Or, with constants and repetitions folded away."""
    return _joined(parts, Either, unit=NO, zero=YES)


def _joined(parts: Iterable[Expression], kind: type[Both | Either], *, unit: Test, zero: Test) -> Expression:
    kept: dict[Expression, None] = {}
    for part in _flattened(parts, kind):
        if part == zero:
            return zero
        if part != unit:
            kept[part] = None
    if not kept:
        return unit
    return next(iter(kept)) if len(kept) == 1 else kind(tuple(kept))


def _flattened(parts: Iterable[Expression], kind: type[Both | Either]) -> Iterator[Expression]:
    for part in parts:
        if isinstance(part, kind):
            yield from part.parts
        else:
            yield part


def one_line(expression: Expression, *, inside: bool = False) -> str:
    """On one line; in parentheses when ``inside`` another expression and in need of them."""
    if isinstance(expression, Test):
        return expression.code
    word = " and " if isinstance(expression, Both) else " or "
    line = word.join(one_line(part, inside=True) for part in expression.parts)
    return f"({line})" if inside else line


def written(expression: Expression, indent: str, before: str, after: str) -> str:
    """A statement ``before expression after``, broken over lines when it is too long for one."""
    line = f"{indent}{before}{one_line(expression)}{after}"
    if len(line) <= WIDTH or isinstance(expression, Test):
        return line + "\n"
    return f"{indent}{before}{_broken(expression, indent)}{after}\n"


def _broken(expression: Both | Either, indent: str) -> str:
    word = "and " if isinstance(expression, Both) else "or "
    inner = indent + INDENT
    line = f"{inner}{one_line(expression)}"
    if len(line) <= WIDTH:
        return f"(\n{line}\n{indent})"
    lines = []
    for number, part in enumerate(expression.parts):
        start = inner + (word if number else "")
        line = start + one_line(part, inside=True)
        if len(line) > WIDTH and not isinstance(part, Test):
            line = start + _broken(part, inner)
        lines.append(line + "\n")
    return f"(\n{''.join(lines)}{indent})"


def negated(expression: Expression) -> Expression:
    """Python's ``not``, which is not Kleene's: it holds of an unknown that the expression does not hold of."""
    if expression in (YES, NO):
        return NO if expression == YES else YES
    if isinstance(expression, Both):
        return either(map(negated, expression.parts))
    if isinstance(expression, Either):
        return both(map(negated, expression.parts))
    found = _OPERATION.fullmatch(expression.code)
    if found:
        return Test(f"{found[1]} {_OPPOSITE[found[2]]} {found[3]}")
    return Test(f"not {expression.code}")
