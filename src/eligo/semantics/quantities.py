"""Units of expressions: which numbers may meet, and what unit a calculation has."""

from __future__ import annotations

from fractions import Fraction

from eligo.diagnostics.model import Label
from eligo.source import Span
from eligo.syntax import tree
from eligo.syntax.spell_amount import spelled_unit
from eligo.units import (
    UNITY,
    UnitError,
    UnitOfMeasure,
    convert,
    describe_dimension,
    divide,
    is_mass_amount_pair,
    multiply,
    parse_unit,
)
from eligo.units.model import shown

from .findings import Findings
from .numerals import MAX_LENGTH, decimal, exact
from .types import NumberType

MAX_BITS = 4096
"""Binary digits of a constant's numerator or denominator; a calculation with more is a mistake, and would take long."""

Side = tuple[tree.Expr, NumberType]
"""An expression and the number that it is."""


class Quantities:
    """Checks of numbers; ``findings`` receives what is wrong."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    def text(self, expr: tree.Node) -> str:
        """An expression as the author wrote it, for a message."""
        if isinstance(expr, tree.Name):
            return shown(expr.name, 60)
        if isinstance(expr, tree.Quantity):
            return shown(quantity_text(expr), 60)
        return shown(" ".join(self.findings.source.text[expr.span.start : expr.span.end][:200].split()), 60)

    def unit(self, node: tree.Unit | None) -> UnitOfMeasure | None:
        """A unit as written; None after its error is reported. No unit is that of a pure number."""
        if node is None:
            return UNITY
        try:
            return parse_unit(node.text)
        except UnitError as error:
            near = [f"did you mean `{spelled_unit(tree.Unit(meant))}`?" for meant in error.suggestions]
            self.findings.error("E206", node.span, _plainly(error), hints=near or _WAY_TO_UNITS)
            return None

    def literal(self, node: tree.Quantity) -> NumberType | None:
        """A number as written, in its own unit; None after its error is reported."""
        value = exact(node.number)
        unit = self.unit(node.unit)
        if value is None:
            self.findings.error(
                "E215",
                node.span,
                f"`{shown(node.number)}` is no number that a measurement can have",
                hints=(f"write a decimal of at most {MAX_LENGTH} characters",),
            )
            return None
        return None if unit is None else NumberType(unit, None, value)

    def meet(self, left: Side, right: Side) -> bool:
        """Whether two numbers may be compared, added or chosen between; reports why not, the right one being at fault.

        A bare number meets only pure numbers, so that no threshold is without its unit.
        """
        for bare, other in ((right, left), (left, right)):
            if bare[1].bare and not other[1].pure:
                self._missing_unit(bare, other)
                return False
        (_, a), (at, b) = left, right
        if a.unit.dimension == b.unit.dimension:
            return True
        if is_mass_amount_pair(a.unit, b.unit):
            return self._substance(left, right)
        self.findings.error(
            "E204",
            at.span,
            f"{self._is(left)}; {self._is(right)}",
            label=describe_dimension(b.unit),
            labels=(Label(left[0].span, describe_dimension(a.unit)),),
            hints=self._of_the_kind(right, a),
        )
        return False

    def _of_the_kind(self, wrong: Side, right: NumberType) -> tuple[str, ...]:
        """The way out for a number of another dimension."""
        cells = _CELL_COUNTS.get(wrong[1].unit.text)
        if cells is not None and isinstance(wrong[0], tree.Quantity):
            return (f"`{wrong[1].unit.text}` is gauss or tesla per litre in UCUM: write `{wrong[0].number} {cells}`",)
        return (f"write a {describe_dimension(right.unit)}, such as one in {shown(right.unit.text)}",)

    def fits(self, number: Side, unit: UnitOfMeasure, at: Span) -> bool:
        """Whether a number can be given in a unit that is named at a place; reports why not."""
        expr, kind = number
        if kind.unit.dimension == unit.dimension or (is_mass_amount_pair(kind.unit, unit) and kind.molar_mass):
            return True
        code = "E203" if is_mass_amount_pair(kind.unit, unit) else "E204"
        hints = (
            f"multiply the pure number by its unit: `* 1 {unit.text}`"
            if kind.pure
            else "declare a `molar mass` on the number that is measured"
            if code == "E203"
            else f"write a unit of {describe_dimension(unit if at == expr.span else kind.unit)}"
        )
        self.findings.error(
            code,
            at,
            f"{self._is(number)}; {shown(unit.text)} is a unit of {describe_dimension(unit)}",
            label=describe_dimension(unit),
            labels=(Label(expr.span, describe_dimension(kind.unit)),),
            hints=(hints,),
        )
        return False

    def _missing_unit(self, bare: Side, other: Side) -> None:
        (at, _), (expr, kind) = bare, other
        self.findings.error(
            "E205",
            at.span,
            f"`{self.text(at)}` has no unit, but `{self.text(expr)}` is in {shown(kind.unit.text)}",
            label="a unit is missing",
            labels=(Label(expr.span, f"in {shown(kind.unit.text)}"),),
            hints=(f"write it with its unit: `{self.text(at)} {shown(kind.unit.text)}`",),
        )

    def _substance(self, left: Side, right: Side) -> bool:
        (expr, a), (at, b) = left, right
        if a.molar_mass is not None and b.molar_mass is not None and a.molar_mass != b.molar_mass:
            why = f"their molar masses differ: {decimal(a.molar_mass)} and {decimal(b.molar_mass)} g/mol"
        elif molar_mass_of(a, b) is not None:
            return True
        else:
            example = "molar mass 113.12 g/mol"
            why = f"write a {describe_dimension(a.unit)}, or declare its molar mass, such as `{example}` for creatinine"
        self.findings.error(
            "E203",
            at.span,
            f"{self._is(left)}; {self._is(right)}",
            label=describe_dimension(b.unit),
            labels=(Label(expr.span, describe_dimension(a.unit)),),
            hints=(why,),
        )
        return False

    def _is(self, side: Side) -> str:
        expr, kind = side
        what = describe_dimension(kind.unit)
        article = "an" if what[0] in "aeiou" else "a"
        if isinstance(expr, tree.Quantity) or kind.pure:
            return f"`{self.text(expr)}` is {article} {what}"
        return f"`{self.text(expr)}` is {article} {what} ({shown(kind.unit.text)})"

    def arithmetic(self, node: tree.Arithmetic, a: NumberType, b: NumberType) -> NumberType | None:
        """The type of a calculation: a sum has its left side's unit, a product the product of the units."""
        if node.op in "+-":
            return self._sum(node, a, b)
        try:
            unit = multiply(a.unit, b.unit) if node.op == "*" else divide(a.unit, b.unit)
        except UnitError as error:
            self.findings.error("E214", node.span, _plainly(error), hints=_SCALE_HELP)
            return None
        molar_mass = a.molar_mass if b.constant is not None and b.pure else None
        if node.op == "*" and a.constant is not None and a.pure:
            molar_mass = b.molar_mass
        if node.op == "/" and b.constant == 0:
            self.findings.error("E215", node.right.span, "a division by zero has no value")
            return None
        constant = None
        if a.constant is not None and b.constant is not None:
            constant = a.constant * b.constant if node.op == "*" else a.constant / b.constant
        return NumberType(unit, molar_mass, constant) if self.measurable(node, constant) else None

    def _sum(self, node: tree.Arithmetic, a: NumberType, b: NumberType) -> NumberType | None:
        for side, kind in ((node.left, a), (node.right, b)):
            if not kind.unit.is_ratio:
                self.scale(side, kind)
                return None
        if not self.meet((node.left, a), (node.right, b)):
            return None
        molar_mass = molar_mass_of(a, b)
        constant = None
        if a.constant is not None and b.constant is not None:
            moved = convert(b.constant, b.unit, a.unit, molar_mass)
            constant = a.constant + moved if node.op == "+" else a.constant - moved
        return NumberType(a.unit, molar_mass, constant) if self.measurable(node, constant) else None

    def measurable(self, node: tree.Expr, constant: Fraction | None) -> bool:
        """Whether what a protocol calculates once and for all is of a size to be kept; reports when it is not."""
        if constant is None or max(constant.numerator.bit_length(), constant.denominator.bit_length()) <= MAX_BITS:
            return True
        hints = ("write the number itself, rounded as far as it matters",)
        message = f"`{self.text(node)}` has more digits than any measurement"
        self.findings.error("E215", node.span, message, hints=hints)
        return False

    def scale(self, expr: tree.Expr, kind: NumberType) -> None:
        """Report a calculation with a temperature in degrees or another scale whose zero is not nothing."""
        self.findings.error(
            "E214",
            expr.span,
            f"`{self.text(expr)}` is on a scale of its own ({shown(kind.unit.text)}) and cannot be calculated with",
            hints=_SCALE_HELP,
        )


_CELL_COUNTS = {"G/L": "10*9/L", "T/L": "10*12/L"}
"""What laboratories call giga and tera per litre."""
_WAY_TO_UNITS = ("units are UCUM's, such as mg/dL, mm[Hg], 10*9/L; a unit with spaces or braces may need quotes",)
_SCALE_HELP = ("compare it directly, or take its bare number in a unit: `temperature in K`",)


def molar_mass_of(*kinds: NumberType) -> Fraction | None:
    """The one molar mass that numbers have between them; None when there is none or they differ."""
    found = {kind.molar_mass for kind in kinds if kind.molar_mass is not None}
    return found.pop() if len(found) == 1 else None


def moved(kind: NumberType, unit: UnitOfMeasure) -> NumberType:
    """The type of a number after it is converted into a unit that it fits."""
    constant = kind.constant
    if constant is not None:
        constant = convert(constant, kind.unit, unit, kind.molar_mass)
    return NumberType(unit, kind.molar_mass, constant)


def quantity_text(node: tree.Quantity) -> str:
    """A number and its unit as the author wrote them, such as ``2 mg/dL``."""
    return node.number if node.unit is None else f"{node.number} {node.unit.text}"


def _plainly(error: UnitError) -> str:
    """A unit's error without its suggestions, which go into the help."""
    return str(error).partition("; did you mean")[0]
