"""Lengths of windows: a duration as written, or a number of time that is chosen or computed.

In `greatest of`, `least of`, `case` and `if`, also those of a definition, each amount is a duration as it is anywhere
else: six months are six calendar months. What is computed is exact time, of which months and years have no length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligo.syntax import tree
from eligo.units import parse_unit
from eligo.units.model import shown

from . import timing
from .durations import MONTHS, UNITS, span_of
from .types import Meaning, NumberType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .infer import Typer
    from .symbols import Symbols

_DAY = parse_unit("d")


def length(typer: Typer, expr: tree.Expr) -> None:
    """Check the length of a window."""
    if isinstance(expr, tree.Quantity):
        timing.duration(typer, expr)
        return
    kind = typer.number(expr)
    if kind is None or not typer.quantities.fits((expr, kind), _DAY, expr.span):
        return
    waiting: list[tree.Expr] = [named(expr, typer.meanings, typer.symbols) or expr]
    while waiting:
        part = waiting.pop()
        if id(part) in typer.spans:
            continue
        inside = alternatives(part)
        if inside:
            waiting += reversed(inside)
        elif isinstance(part, tree.Quantity):
            timing.duration(typer, part)
        else:
            _computed(typer, part)


def named(expr: tree.Expr, meanings: Mapping[int, Meaning], symbols: Symbols) -> tree.Expr | None:
    """What a definition says of a length, if that is a choice. Within it names stand for numbers that are computed."""
    meaning = meanings.get(id(expr))
    if not isinstance(expr, tree.Name) or meaning is None or meaning.kind != "define":
        return None
    define = symbols.defines.get(meaning.key)
    return define.body if define is not None and alternatives(define.body) else None


def alternatives(expr: tree.Expr) -> tuple[tree.Expr, ...]:
    """The lengths that one is chosen from."""
    match expr:
        case tree.Extreme(operands=operands):
            return operands
        case tree.Case(arms=arms):
            return tuple(arm.value for arm in arms)
        case tree.If(then=then, otherwise=otherwise) if otherwise is not None:
            return (then, otherwise)
        case _:
            return ()


def _computed(typer: Typer, expr: tree.Expr) -> None:
    """A length that is computed; one that the protocol itself settles is kept as a duration."""
    kind = typer.types.get(id(expr))
    if not isinstance(kind, NumberType):
        return
    text = typer.quantities.text(expr)
    if kind.constant is not None and kind.unit.text in UNITS:
        span = span_of(kind.constant, kind.unit.text)
        if isinstance(span, str):
            typer.findings.error("E211", expr.span, f"a duration {span}: `{text}`")
        else:
            typer.spans[id(expr)] = span
    elif kind.unit.text in MONTHS:
        unit = shown(kind.unit.text)
        typer.findings.error(
            "E211",
            expr.span,
            f"`{text}` is a computed number in {unit}: calendar months have no exact length to compute with",
            hints=("take it in an exact unit: wk, d, h or min", "or choose between written lengths with `case`"),
        )
