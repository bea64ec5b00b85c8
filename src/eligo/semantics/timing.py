"""Types of conditions about time, and what to say where a moment or a period is used as something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligo.syntax import tree
from eligo.units import describe_dimension, parse_unit
from eligo.units.model import shown

from . import lengths
from .dates import read_instant
from .durations import UNITS, span_of
from .numerals import exact
from .symbols import SCREENING
from .types import (
    BROKEN,
    CONDITION,
    MOMENT,
    ChoiceType,
    ConditionType,
    EventsType,
    MomentType,
    NumberType,
    PeriodType,
    TimeSpan,
    Type,
    describe,
)

if TYPE_CHECKING:
    from .infer import Typer

ELAPSED = {
    measure: NumberType(parse_unit(unit))
    for measure, unit in (
        ("years", "a"),
        ("months", "mo"),
        ("weeks", "wk"),
        ("days", "d"),
        ("hours", "h"),
        ("minutes", "min"),
    )
}
"""The type of ``years from .. to ..`` and its fellows."""


def window(typer: Typer, node: tree.Window) -> Type:
    """Where a moment or a period lies from a moment."""
    typer.moment_or_period(node.subject)
    typer.moment(node.anchor)
    if node.duration is not None:
        lengths.length(typer, node.duration)
    return CONDITION


def lasting(typer: Typer, node: tree.Lasting) -> Type:
    """How long a period is."""
    typer.period(node.period)
    duration(typer, node.duration)
    return CONDITION


def during(typer: Typer, node: tree.During) -> Type:
    """A period in progress at a moment."""
    typer.period(node.period)
    typer.moment(node.anchor)
    return CONDITION


def elapsed(typer: Typer, node: tree.Elapsed) -> Type:
    """The time from one moment to another."""
    typer.moment(node.start)
    typer.moment(node.end)
    return ELAPSED[node.measure]


def date(typer: Typer, node: tree.Date) -> Type:
    """A date of the protocol's own."""
    found = read_instant(node.text)
    if isinstance(found, str):
        typer.findings.error("E312", node.span, f"`{node.text}` is impossible: {found}")
        return BROKEN
    if found.zoned:
        typer.findings.error(
            "E234",
            node.span,
            f"`{node.text}` has an offset from UTC, which a record need not have",
            hints=("leave it out: each record is compared by the clock of its own screening",),
        )
        return BROKEN
    return MOMENT


def edge_of(typer: Typer, node: tree.EdgeOf) -> Type:
    """A period's start or end."""
    typer.period(node.period)
    return MOMENT


def duration(typer: Typer, node: tree.Quantity) -> None:
    """Check a duration and keep it."""
    span = _span(typer, node)
    if span is not None:
        typer.spans[id(node)] = span


def _span(typer: Typer, node: tree.Quantity) -> TimeSpan | None:
    """A duration as calendar months or microseconds; None after its error is reported."""
    findings = typer.findings
    if node.unit is None:
        findings.error(
            "E205",
            node.span,
            f"`{shown(node.number)}` has no unit; a duration needs one",
            label="a unit is missing",
            hints=(f"write it with its unit, such as `{shown(node.number)} h`; the units are {', '.join(UNITS)}",),
        )
        return None
    unit = typer.quantities.unit(node.unit)
    if unit is None:
        return None
    if node.unit.text not in UNITS:
        findings.error(
            "E211",
            node.span,
            f"`{shown(node.unit.text)}` is no unit of a duration; it measures {describe_dimension(unit)}",
            hints=(f"the units of durations are {', '.join(UNITS)}",),
        )
        return None
    number = exact(node.number)
    if number is None:
        typer.quantities.literal(node)
        return None
    span = span_of(number, node.unit.text)
    if isinstance(span, str):
        findings.error("E211", node.span, f"a duration {span}: `{typer.quantities.text(node)}`")
        return None
    return span


def not_a_condition(typer: Typer, expr: tree.Expr, found: Type) -> None:
    """Report a place for a condition that holds something else, with the way to make it one."""
    text = typer.quantities.text(expr)
    if isinstance(expr, tree.Select) and (expr.where is not None or expr.have is not None):
        text = f"({text})"  # what follows would belong to each entry
    match found:
        case PeriodType():
            typer.findings.error(
                "E213",
                expr.span,
                f"the period `{text}` alone is neither true nor false",
                hints=(
                    f"for one in progress write `{text} at screening`",
                    f"for its length write `{text} lasting at least 1 h`",
                ),
            )
        case MomentType():
            if isinstance(expr, tree.Select) and expr.stretch is not None:
                typer.mismatch(expr, "a condition", found, _chosen_moment(typer, expr, expr.stretch))
                return
            hint = f"say when, such as `{text} within 48 h before screening` or `{text} before screening`"
            if text == SCREENING:
                hint = f"name the moment that it is compared with, such as `admission before {SCREENING}`"
            typer.mismatch(expr, "a condition", found, hint)
        case NumberType(unit=unit):
            example = f"{text} >= 1" if found.pure else f"{text} >= 1 {shown(unit.text)}"
            typer.mismatch(expr, "a condition", found, _compared(typer, expr) or f"compare it, such as `{example}`")
        case EventsType():
            hints = (f"ask whether there is one, such as `any of {text}`", f"or how many: `at least 2 of {text}`")
            typer.mismatch(expr, "a condition", found, *hints)
        case ChoiceType(options=options):
            typer.mismatch(expr, "a condition", found, f"say which value, such as `{text} = {options[0]}`")
        case _:
            typer.mismatch(expr, "a condition", found)


def _compared(typer: Typer, expr: tree.Expr) -> str:
    """The way out where a comparison of the whole was read as one of each entry: ``count of e where f >= 5``."""
    if not isinstance(expr, tree.Select):
        return ""
    match expr.where:
        case tree.Compare(op=op, left=left, right=right):
            compared = f"{op} {typer.quantities.text(right)}"
        case tree.Between(operand=left, low=low, high=high):
            compared = f"between {typer.quantities.text(low)} and {typer.quantities.text(high)}"
        case _:
            return ""
    if not isinstance(typer.types.get(id(left)), ConditionType):
        return ""
    text = typer.findings.source.text
    selection = " ".join(text[expr.span.start : left.span.end][:200].split())
    return f"write `({shown(selection, 60)}) {compared}`"


def _chosen_moment(typer: Typer, expr: tree.Select, stretch: tree.Stretch) -> str:
    """The window of a selection chooses among entries; how to ask about the moment that is chosen."""
    text, anchor = typer.quantities.text(expr), typer.quantities.text(stretch.anchor)
    inner = f"{expr.how} of {expr.target.text}"
    window = text.removeprefix(inner).strip() or f"before {anchor}"
    return f"the window chooses among the entries; to ask when the chosen one was, write `({inner}) {window}`"


def moments_compared(typer: Typer, node: tree.Compare | tree.Between, left: Type, right: Type) -> None:
    """Report moments or periods in a comparison of numbers, with the window that says it."""
    first = node.left if isinstance(node, tree.Compare) else node.operand
    second = node.right if isinstance(node, tree.Compare) else node.low
    a, b = typer.quantities.text(first), typer.quantities.text(second)
    if isinstance(left, MomentType) and isinstance(right, MomentType):
        word = {"<": "before", "<=": "at or before", ">": "after", ">=": "at or after"}
        how = word.get(node.op, "within 0 h of") if isinstance(node, tree.Compare) else "at or after"
        hint = f"write `{a} {how} {b}`, or with a duration `{a} within 48 h before {b}`"
    elif isinstance(left, PeriodType) or isinstance(right, PeriodType):
        period = a if isinstance(left, PeriodType) else b
        hint = f"write `{period} lasting at least 1 h`, or of its edges `start of {period} before screening`"
    elif isinstance(left, ConditionType) or isinstance(right, ConditionType):
        moment = a if isinstance(left, MomentType) else b
        hint = f"of one that never happened every window is false: `not ({moment} at or before screening)`"
    else:
        moment = a if isinstance(left, MomentType) else b
        hint = f"for the time since, write `hours from {moment} to screening`"
    typer.findings.error(
        "E212",
        node.span,
        f"`{a}` is {describe(left)} and `{b}` is {describe(right)}: times are not compared like numbers",
        hints=(hint,),
    )
