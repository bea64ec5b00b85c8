"""How far numbers can lie while facts in them are missing: the ranges that the plausible values leave."""

from __future__ import annotations

from collections.abc import Sequence

from . import nodes as n
from .interpret import Interpreter
from .intervals import combine, compare, hull
from .logarithms import logarithm
from .truth import TRUE, UNKNOWN, Truth
from .values import Range, exactly


class Widest:
    """The ranges of one record's numbers when its missing facts take any plausible value.

    Named numbers are looked at once, in the program's order: long chains of names cost no more than their length.
    """

    def __init__(self, interpreter: Interpreter) -> None:
        self._interpreter = interpreter
        self._named: dict[str, Range | None] = {}
        for name in interpreter.program.order:
            definition = interpreter.program.definition.get(name)
            if definition is not None and definition.unit is not None:
                self._named[name] = self._range(definition.body)  # type: ignore[arg-type]  # a unit marks a number

    def truth(self, node: n.Condition) -> Truth:
        """What a comparison comes to whatever the missing facts are; unknown when it depends on them."""
        if not isinstance(node, n.Compare):
            return UNKNOWN
        return compare(self._range(node.left), node.relation, self._range(node.right))

    def _range(self, node: n.Numeric) -> Range | None:
        match node:
            case n.Measured(fact) if fact not in self._interpreter.record:
                plausible = self._interpreter.program.fact[fact].plausible
                return None if plausible is None else Range(*plausible)
            case n.Arithmetic(op, left, right):
                return combine(self._range(left), op, self._range(right))
            case n.Logarithm(base, operand):
                return logarithm(base, self._range(operand))
            case n.Choose(condition, then, otherwise):
                truth = self._interpreter.truth(condition)
                if truth is not UNKNOWN:
                    return self._range(then if truth is TRUE else otherwise)
                return hull(self._range(then), self._range(otherwise))
            case n.FirstKnown(operands):
                return self._first(operands)
            case n.NumberRef(name):
                return self._named[name]
            case n.Number(value):
                return exactly(value)
            case _:
                return self._interpreter.number(node)

    def _first(self, operands: Sequence[n.Numeric]) -> Range | None:
        """Any operand up to the first that is known already may turn out to be the one that counts."""
        result: Range | None = None
        for index, operand in enumerate(operands):
            here = self._range(operand)
            result = here if index == 0 else hull(result, here)
            if self._interpreter.known(operand):
                break
        return result
