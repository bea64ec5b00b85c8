"""Calculations to the core's numbers, each in the unit of its type."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, cast

from eligo.core import nodes as n
from eligo.semantics.quantities import quantity_text
from eligo.semantics.types import NumberType
from eligo.syntax import tree
from eligo.units import parse_unit

from .numbers import moved, plain

if TYPE_CHECKING:
    from .expressions import Expressions

_MINUS_ONE = Fraction(-1)


class Calculations:
    """Lowers the numbers of one checked module."""

    def __init__(self, expressions: Expressions) -> None:
        self.expressions = expressions

    def number(self, expr: tree.Expr) -> n.Numeric:
        """A number, in the unit of its type; what the protocol itself settles is one constant."""
        kind = self.expressions.number_type(expr)
        if kind.constant is not None:
            return n.Number(kind.constant, self._shown(expr, kind), line=self.expressions.line(expr))
        return _NUMBERS[type(expr)](self, expr)

    def number_as(self, expr: tree.Expr, target: NumberType) -> n.Numeric:
        """A number in the unit of another."""
        return moved(self.number(expr), self.expressions.number_type(expr), target)

    def _shown(self, expr: tree.Expr, kind: NumberType) -> str:
        return quantity_text(expr) if isinstance(expr, tree.Quantity) else plain(kind)

    def named_number(self, node: tree.Name) -> n.Numeric:
        meaning, line = self.expressions.meaning(node), self.expressions.line(node)
        return n.Measured(meaning.key, line=line) if meaning.kind == "fact" else n.NumberRef(meaning.key, line=line)

    def negative(self, node: tree.Negative) -> n.Numeric:
        line = self.expressions.line(node)
        return n.Arithmetic("*", self.number(node.operand), n.Number(_MINUS_ONE, "-1", line=line), line=line)

    def arithmetic(self, node: tree.Arithmetic) -> n.Numeric:
        left = self.number(node.left)
        if node.op in "+-":
            right = self.number_as(node.right, self.expressions.number_type(node.left))
        else:
            right = self.number(node.right)
            # A factor of one only gives a formula its unit: `... * 1 mL/min`.
            if self.expressions.number_type(node.right).constant == 1:
                return left
            if node.op == "*" and self.expressions.number_type(node.left).constant == 1:
                return right
        return n.Arithmetic(node.op, left, right, line=self.expressions.line(node))

    def otherwise(self, node: tree.Otherwise) -> n.Numeric:
        target = self.expressions.number_type(node.operands[0])
        return n.FirstKnown(
            tuple(self.number_as(operand, target) for operand in node.operands), line=self.expressions.line(node)
        )

    def chosen_number(self, node: tree.If) -> n.Numeric:
        target, other = self.expressions.number_type(node.then), cast(tree.Expr, node.otherwise)
        return n.Choose(
            self.expressions.condition(node.condition),
            self.number(node.then),
            self.number_as(other, target),
            line=self.expressions.line(node),
        )

    def cases_of_number(self, node: tree.Case) -> n.Numeric:
        target, line = self.expressions.number_type(node.arms[0].value), self.expressions.line(node)
        arms, last = self.expressions.arms(node)
        result: n.Numeric = n.FirstKnown((), line=line) if last is None else self.number_as(last.value, target)
        for arm in reversed(arms):
            result = n.Choose(
                self.expressions.holds(arm), self.number_as(arm.value, target), result, line=self.expressions.line(arm)
            )
        return result

    def extreme(self, node: tree.Extreme) -> n.Numeric:
        target, line = self.expressions.number_type(node.operands[0]), self.expressions.line(node)
        op: Literal["max", "min"] = "max" if node.which == "greatest" else "min"
        result, *others = (self.number_as(operand, target) for operand in node.operands)
        for other in others:
            result = n.Arithmetic(op, result, other, line=line)
        return result

    def power(self, node: tree.Power) -> n.Numeric:
        return n.Arithmetic("^", self.number(node.base), self.number(node.exponent), line=self.expressions.line(node))

    def logarithm(self, node: tree.Logarithm) -> n.Numeric:
        base: Literal["e", "10"] = "e" if node.which == "ln" else "10"
        return n.Logarithm(base, self.number(node.operand), line=self.expressions.line(node))

    def elapsed(self, node: tree.Elapsed) -> n.Numeric:
        return n.Elapsed(
            node.measure,
            self.expressions.moment(node.start),
            self.expressions.moment(node.end),
            line=self.expressions.line(node),
        )

    def in_unit(self, node: tree.InUnit) -> n.Numeric:
        operand = self.expressions.number_type(node.operand)
        unit = parse_unit(node.unit.text)
        return moved(self.number(node.operand), operand, NumberType(unit, operand.molar_mass))

    def selected(self, node: tree.Select) -> n.Numeric:
        return self.expressions.selections.number(node)


_NUMBERS: dict[type, Callable[[Calculations, Any], n.Numeric]] = {
    tree.Name: Calculations.named_number,
    tree.Negative: Calculations.negative,
    tree.Arithmetic: Calculations.arithmetic,
    tree.Otherwise: Calculations.otherwise,
    tree.If: Calculations.chosen_number,
    tree.Case: Calculations.cases_of_number,
    tree.Extreme: Calculations.extreme,
    tree.Power: Calculations.power,
    tree.Logarithm: Calculations.logarithm,
    tree.Elapsed: Calculations.elapsed,
    tree.InUnit: Calculations.in_unit,
    tree.Select: Calculations.selected,
}
