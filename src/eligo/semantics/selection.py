"""Types of selections among the entries of a record that repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligo.syntax import tree
from eligo.units import UNITY

from . import lengths
from .numerals import exact
from .series import CONDITIONS, ENTRY, VALUE, fields_of, stretch_of, time_of
from .types import BROKEN, CONDITION, BrokenType, MomentType, NumberType, PeriodType, Type, describe

if TYPE_CHECKING:
    from .infer import Typer


def select(typer: Typer, node: tree.Select) -> Type:
    """``any of biologic where ...``, ``latest of creatinine within 7 d before screening`` and their fellows."""
    if node.stretch is not None:
        typer.moment(node.stretch.anchor)
        if node.stretch.duration is not None:
            lengths.length(typer, node.stretch.duration)
    meaning = typer.meanings.get(id(node))
    if meaning is None:
        return BROKEN
    for condition in (node.where, node.have):
        if condition is not None:
            typer.condition(condition)
    name, _, field = meaning.key.partition(".")
    fact = typer.symbols.facts[name]
    if node.how in ENTRY and time_of(fact) is None:
        return _untimed(typer, node, "moment", f"the {node.how}")
    if node.stretch is not None and stretch_of(fact) is None:
        return _untimed(typer, node, "moment and no period", "before or after another")
    if node.how in CONDITIONS or node.how == "count":
        return _counted(typer, node, fact, field)
    if node.have is not None:
        _error(typer, node, f"`have` asks something of entries; `{node.how} of` gives a value", "use `where`")
        return BROKEN
    return _value(typer, node, fact, field)


def _counted(typer: Typer, node: tree.Select, fact: tree.Fact, field: str) -> Type:
    """A condition on how many entries there are, or their number."""
    name = fact.name.text
    if field:
        _error(typer, node, f"`{node.how} of` looks at whole entries", f"write `{node.how} of {name}`")
        return BROKEN
    if node.how == "all" and node.have is None:
        _error(typer, node, "`all of` does not say what all entries have", f"write `all of {name} have ...`")
        return BROKEN
    if node.how == "count":
        return NumberType(UNITY)
    if node.number is not None:
        wanted = exact(node.number)
        if wanted is None or wanted.denominator != 1:
            typer.findings.error("E215", node.span, f"`{node.number[:40]}` is not a number of entries")
        elif wanted == 0 and node.how == "at least":
            typer.findings.error(
                "E220", node.span, "`at least 0` is always true", hints=("write `at least 1`, or `none of`",)
            )
    return CONDITION


def _value(typer: Typer, node: tree.Select, fact: tree.Fact, field: str) -> Type:
    """The value of one field of an entry, or of several entries together."""
    name = fact.name.text
    if fact.repeated and not field:
        field = VALUE
    if not field:
        first = next(iter(fields_of(fact)), "")
        _error(
            typer, node, f"`{node.how} of {name}` does not say which value", f"name it: `{node.how} of {name}.{first}`"
        )
        return BROKEN
    found = typer.of_entry(f"{name}.{field}")
    if isinstance(found, BrokenType):
        return BROKEN
    if isinstance(found, PeriodType):
        hint = f"ask about it after `where`: of the latest, that it has `none of {name} after start of {field}`"
        _error(typer, node, f"`{name}.{field}` is a period, which cannot be selected", hint)
        return BROKEN
    if node.how in ENTRY:
        return NumberType(found.unit, found.molar_mass) if isinstance(found, NumberType) else found
    if not isinstance(found, NumberType):
        way = "`latest of` or `first of` choose by time" if isinstance(found, MomentType) else "`latest of` chooses one"
        _error(typer, node, f"`{node.how} of` needs numbers; `{name}.{field}` is {describe(found)}", way)
        return BROKEN
    if node.how == "sum" and not found.unit.is_ratio:
        typer.quantities.scale(node, found)
        return BROKEN
    return NumberType(found.unit, found.molar_mass)


def _untimed(typer: Typer, node: tree.Select, lack: str, order: str) -> Type:
    name = node.target.text.partition(".")[0]
    message = f"the entries of `{name}` have no {lack}, so that none is {order}"
    period = stretch_of(typer.symbols.facts[name])
    hint = 'declare one first among their fields, such as: moment given_on "..."'
    if period is not None:
        hint = f"ask for the one of which holds, after `where`: none of {name} after start of {period}"
    _error(typer, node, message, hint)
    return BROKEN


def _error(typer: Typer, node: tree.Select, message: str, hint: str) -> None:
    typer.findings.error("E225", node.span, message, hints=(hint,))
