"""Whether the arms of a ``case`` leave out no patient: where that can be told from the conditions alone.

It can when several of them ask about the same choice or compare the same number with constants, and when one condition
is the opposite of another.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from eligo.syntax import tree
from eligo.units import convert

from .checked import Checked
from .numerals import decimal
from .ranks import ranked
from .relations import FLIPPED
from .types import ChoiceType, NumberType

Cut = tuple[Fraction, int]
"""A place on the number line: just below a number (0) or just above it (1)."""
Stretch = tuple[Cut | None, Cut | None]
"""Everything between two cuts; None is without end."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What some arms cover together.

    Attributes:
        gap: what they leave over, an example in the author's words; empty when nothing is.
        last: the arm with which nothing is left over, by its place; where there is a gap, the last one.
    """

    gap: str
    last: int


def coverage(checked: Checked, case: tree.Case) -> Coverage | None:
    """Whether a ``case`` leaves anyone out; None where that cannot be told."""
    conditions: list[tree.Expr] = []
    left: str | None = None
    for place, arm in enumerate(case.arms):
        if arm.condition is None:
            return Coverage("", place)
        conditions.append(arm.condition)
        left = _left_over(checked, conditions)
        if left == "":
            return Coverage("", place)
    about = {_subject(checked, condition) for condition in conditions}
    return Coverage(left, len(conditions) - 1) if left and len(about) == 1 else None


def _left_over(checked: Checked, conditions: list[tree.Expr]) -> str | None:
    """What is left over by those conditions that are about the same as the last one."""
    last = conditions[-1]
    if any(a == tree.Not(last) or tree.Not(a) == last for a in conditions):
        return ""
    subject = _subject(checked, last)
    if subject is None:
        return None
    alike = [condition for condition in conditions if _subject(checked, condition) == subject]
    return _of_choice(checked, alike) if isinstance(subject, str) else _of_number(checked, alike)


def _subject(checked: Checked, condition: tree.Expr) -> tree.Expr | str | None:
    """What a condition is about: the name of a choice, or a number; None of anything else."""
    chosen = _chosen(checked, condition)
    if chosen is not None:
        return chosen[0].fact
    number = _stretches(checked, condition)
    return None if number is None else number[0]


# ---------------------------------------------------------------- choices


def _of_choice(checked: Checked, conditions: list[tree.Expr]) -> str:
    found = [one for condition in conditions if (one := _chosen(checked, condition)) is not None]
    covered = {option for _, options in found for option in options}
    kind = found[0][0]
    left = [option for option in kind.options if option not in covered]
    return f"{kind.fact} = {left[0]}" if left else ""


def _chosen(checked: Checked, expr: tree.Expr) -> tuple[ChoiceType, tuple[str, ...]] | None:
    """A choice, and its values for which a condition holds."""
    match expr:
        case tree.OneOf(operand=operand, options=words, negated=negated):
            kind, listed = checked.type_of(operand), [word.text for word in words]
        case tree.Compare(op=op, left=tree.Name() as left, right=tree.Name() as right):
            flipped = isinstance(checked.type_of(right), ChoiceType)
            kind, value = (checked.type_of(right), left.name) if flipped else (checked.type_of(left), right.name)
            if not isinstance(kind, ChoiceType) or value not in kind.options:
                return None
            return kind, ranked(kind, op, value, flipped=flipped)
        case tree.Between(operand=operand, low=tree.Name() as low, high=tree.Name() as high):
            kind = checked.type_of(operand)
            if not isinstance(kind, ChoiceType) or not {low.name, high.name} <= set(kind.options):
                return None
            above = ranked(kind, ">=", low.name)
            return kind, tuple(option for option in ranked(kind, "<=", high.name) if option in above)
        case _:
            return None
    if not isinstance(kind, ChoiceType):
        return None
    return kind, tuple(option for option in kind.options if (option in listed) is not negated)


# ---------------------------------------------------------------- numbers


def _of_number(checked: Checked, conditions: list[tree.Expr]) -> str:
    found = [one for condition in conditions if (one := _stretches(checked, condition)) is not None]
    number = found[0][0]
    kind = checked.type_of(number)
    assert isinstance(kind, NumberType)
    low, high = _plausible(checked, number)
    reached: Cut | None = low
    everything = sorted((s for _, stretches in found for s in stretches), key=_start)
    for start, end in everything:
        if start is not None and (reached is None or start > reached):
            break
        if end is None:
            return ""
        reached = end if reached is None else max(reached, end)
    if reached is not None and high is not None and reached >= high:
        return ""
    return _example(checked, number, kind, reached, everything)


def _start(stretch: Stretch) -> tuple[bool, Cut]:
    start = stretch[0]
    return (start is not None, start if start is not None else (Fraction(0), 0))


def _stretches(checked: Checked, expr: tree.Expr) -> tuple[tree.Expr, list[Stretch]] | None:
    """A number, and where it lies when a condition holds."""
    match expr:
        case tree.Compare(op=op, left=left, right=right):
            number, limit = left, _constant(checked, right, left)
            if limit is None:
                number, limit, op = right, _constant(checked, left, right), FLIPPED[op]
            return None if limit is None else (number, _compared(op, limit))
        case tree.Between(operand=operand, low=low, high=high):
            ends = _constant(checked, low, operand), _constant(checked, high, operand)
            if ends[0] is None or ends[1] is None:
                return None
            return operand, [((ends[0], 0), (ends[1], 1))]
        case tree.Logic(op="and", operands=operands):
            parts = [_stretches(checked, operand) for operand in operands]
            together: tuple[tree.Expr, list[Stretch]] | None = parts[0]
            for part in parts[1:]:
                if together is None or part is None or part[0] != together[0]:
                    return None
                together = (part[0], [_both(a, b) for a in together[1] for b in part[1]])
            return together
        case _:
            return None


def _constant(checked: Checked, limit: tree.Expr, number: tree.Expr) -> Fraction | None:
    """A constant in the unit of the number that it is compared with, which is none itself."""
    own, unit = checked.type_of(limit), checked.type_of(number)
    if not isinstance(own, NumberType) or not isinstance(unit, NumberType):
        return None
    if own.constant is None or unit.constant is not None:
        return None
    mass = own.molar_mass if own.molar_mass is not None else unit.molar_mass
    return convert(own.constant, own.unit, unit.unit, mass)


def _compared(op: str, limit: Fraction) -> list[Stretch]:
    below, above = (limit, 0), (limit, 1)
    lines: dict[str, list[Stretch]] = {
        "<": [(None, below)],
        "<=": [(None, above)],
        "=": [(below, above)],
        "!=": [(None, below), (above, None)],
        ">=": [(below, None)],
        ">": [(above, None)],
    }
    return lines[op]


def _both(a: Stretch, b: Stretch) -> Stretch:
    """Where two stretches overlap; a start beyond its end is nothing at all and covers nothing."""
    starts = [start for start in (a[0], b[0]) if start is not None]
    ends = [end for end in (a[1], b[1]) if end is not None]
    return max(starts, default=None), min(ends, default=None)


def _plausible(checked: Checked, expr: tree.Expr) -> Stretch:
    """The plausible range of a fact: a value outside it counts as unknown."""
    fact = checked.facts.get(expr.name) if isinstance(expr, tree.Name) else None
    if fact is None or fact.plausible is None:
        return None, None
    low, high = fact.plausible
    return (low, 0), (high, 1)


def _example(checked: Checked, expr: tree.Expr, kind: NumberType, reached: Cut | None, found: list[Stretch]) -> str:
    """Such as ``platelets above 100 10*9/L``."""
    unit = "" if kind.unit.text == "1" else f" {kind.unit.text}"
    name = checked.source.text[expr.span.start : expr.span.end]
    if reached is None:
        starts = [start[0] for start, _ in found if start is not None]
        return f"{name} below {decimal(min(starts))}{unit}"
    value, above = reached
    after = [start for start, _ in found if start is not None and start > reached]
    if not above:
        return f"{name} = {decimal(value)}{unit}"
    return (
        f"{name} above {decimal(value)}{unit}"
        if not after
        else f"{name} between {decimal(value)}{unit} and {decimal(min(after)[0])}{unit}"
    )
