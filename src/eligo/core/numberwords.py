"""Numbers and formulas in words."""

from __future__ import annotations

import re
from collections.abc import Callable

from . import nodes as n
from .display import display_unit, show_moment, show_number, show_written
from .phrases import Bit, Bits, Outline, Role, clean, plain, prefixed
from .program import SCREENING, Definition, Program
from .values import Moment

_SIGNS = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ ", "^": " ^ "}
_FRACTION = re.compile(r"-?\d+/\d+", re.ASCII)
_LONGEST_FRACTION = 15
"""A fraction that is longer is shown as a rounded decimal."""
_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}
_OPERAND = 4
"""Of what `ln` is taken: a calculation stands in parentheses."""
_EXTREMES = {"max": "the greatest of ", "min": "the least of "}


def label_bit(label: str, name: str, role: Role, *, alone: bool = False) -> Bit:
    """The author's words for something that has a name, or the name where there are none.

    A label with a comma in it is quoted, unless it stands ``alone``, so that a sentence around it can be read.
    """
    words = clean(label) or name.replace("_", " ")
    return Bit(f"“{words}”" if "," in words and not alone else words, role, name)


def defined_bit(definition: Definition, *, alone: bool = False) -> Bit:
    """The author's words for something defined."""
    return label_bit(definition.label, definition.name, "computed" if definition.within else "definition", alone=alone)


def moment_bits(program: Program, node: n.Temporal) -> Bits:
    """A moment in words."""
    if isinstance(node, n.When):
        if node.fact == SCREENING:
            return (Bit("screening", "fact", SCREENING),)
        return _of_entry(program, node.fact)
    if isinstance(node, n.PickMoment):
        from .words import Wording  # what a selection asks of entries is any condition

        return Wording(program).numbers.lists.moment(node)
    if isinstance(node, n.MomentRef):
        return (defined_bit(program.definition[node.name]),)
    if isinstance(node, n.Fixed):
        return (Bit(show_moment(Moment(node.low, node.high)), "limit"),)
    if isinstance(node, n.FirstMoment):
        bits: list[Bit] = []
        for operand in node.operands:
            bits += (*plain(", or if that is not known " if bits else "("), *moment_bits(program, operand))
        return (*bits, Bit(")"))
    return (Bit(f"{node.edge} of "), *_of_entry(program, node.period))


def _of_entry(program: Program, name: str) -> Bits:
    """A moment or a period; of the entry that others are looked for from, that it is of that one."""
    series, _, field = name.partition("..")
    label = label_bit(program.fact[name].label, name, "fact")
    if not field:
        return (label,)
    return plain("that measurement") if program.fact[series].repeated else (label, Bit(" of that entry"))


class NumberWords:
    """Puts numbers of one program into words; ``condition`` says a condition on one line."""

    def __init__(self, program: Program, condition: Callable[[n.Condition], Bits]) -> None:
        from .listwords import ListWords

        self.program = program
        self.condition = condition
        self.lists = ListWords(program, self)

    def outline(self, node: n.Numeric) -> Outline:
        """A number's formula, its alternatives below each other."""
        match node:
            case n.FirstKnown(operands) if operands:
                rows = []
                for index, operand in enumerate(operands):
                    lead = plain("otherwise " if index else "")
                    rows.append(prefixed(lead, self.outline(operand)))
                return Outline(plain("The first of these that is known:"), tuple(rows))
            case n.Choose():
                return self._cases(node)
            case _:
                return Outline(self.bits(node))

    def bits(self, node: n.Numeric, strength: int = 0) -> Bits:
        """A number on one line; ``strength`` is that of the operation around it."""
        match node:
            case n.Number():
                return plain(*(bit.text for bit in self.limit(node)))
            case n.Measured(fact):
                return self._measured(fact, strength)
            case n.NumberRef(name):
                definition = self.program.definition[name]
                return (defined_bit(definition), *_in_formula(definition.unit or "1", strength))
            case n.Arithmetic("max" | "min" as op):
                return self._extreme(op, node)
            case n.Arithmetic(op, left, right):
                own = _STRENGTH[op]
                by = _written_fraction(right) if op == "*" else ""
                if by:  # of a conversion between units, exactly
                    return (
                        (*self.bits(left, own), Bit(by))
                        if strength <= own
                        else (Bit("("), *self.bits(left, own), Bit(f"{by})"))
                    )
                # a - (b - c) and a / (b * c) keep their parentheses, a + b + c and a * b / c need none.
                # So does the base of a power that is one itself.
                inside = (*self.bits(left, own + (op == "^")), Bit(_SIGNS[op]), *self.bits(right, own + (op in "-/")))
                return (Bit("("), *inside, Bit(")")) if strength > own else inside
            case n.Logarithm(base, operand):
                inside = (Bit("ln " if base == "e" else "log₁₀ "), *self.bits(operand, _OPERAND))
                return (Bit("("), *inside, Bit(")")) if strength >= _OPERAND else inside
            case n.Choose(condition, then, otherwise):
                inside = (*self.bits(then, 1), Bit(" if "), *self.condition(condition), Bit(", otherwise "))
                return (Bit("("), *inside, *self.bits(otherwise, 1), Bit(")"))
            case n.FirstKnown(()):
                return plain("unknown")
            case n.FirstKnown(operands):
                bits: list[Bit] = []
                for operand in operands:
                    bits += (*plain(", or if that is not known " if bits else "("), *self.bits(operand, 1))
                return (*bits, Bit(")"))
            case n.Pick():
                return self.compared(node) if strength else self.lists.number(node)
            case n.Elapsed(measure, start, end):
                completed = "completed " if measure in ("years", "months") else ""
                words = Bit(f"{completed}{measure} from ")
                inside = (words, *moment_bits(self.program, start), Bit(" to "), *moment_bits(self.program, end))
                return (Bit("("), *inside, Bit(")")) if strength else inside

    def compared(self, node: n.Numeric) -> Bits:
        """A number with more to follow: after `where` that would belong to what is asked of the entries."""
        bits = self.bits(node) if not isinstance(node, n.Pick) else self.lists.number(node)
        asked = isinstance(node, n.Pick) and self.lists.split(node)[1] is not None
        return (Bit("("), *bits, Bit(")")) if asked else bits

    def _cases(self, node: n.Numeric) -> Outline:
        """A chain of alternatives, the first that holds counting."""
        rows: list[Outline] = []
        while isinstance(node, n.Choose):
            lead = (Bit("otherwise, if " if rows else "if "), *self.condition(node.condition), Bit(": "))
            rows.append(prefixed(lead, self.outline(node.then)))
            node = node.otherwise
        return Outline(plain("By cases:"), (*rows, prefixed(plain("otherwise: "), self.outline(node))))

    def _extreme(self, op: str, node: n.Arithmetic) -> Bits:
        """The greatest or least of all numbers that are joined so."""
        operands: list[n.Numeric] = []
        left: n.Numeric = node
        while isinstance(left, n.Arithmetic) and left.op == op:
            operands.append(left.right)
            left = left.left
        bits: list[Bit] = [Bit(_EXTREMES[op])]
        for index, operand in enumerate((left, *reversed(operands))):
            joint = "" if index == 0 else " and " if index == len(operands) else ", "
            bits += (*plain(joint), *self.bits(operand, 1))
        return (Bit("("), *bits, Bit(")"))

    def limit(self, node: n.Numeric) -> Bits:
        """What a number is compared with."""
        if isinstance(node, n.Number):
            written = node.shown and not _FRACTION.fullmatch(node.shown)
            return (Bit(show_written(node.shown) if written else show_number(node.value), "limit"),)
        return self.bits(node)

    def operand(self, node: n.Operand) -> Bits:
        """What ``is known`` speaks of."""
        match node:
            case n.Flag(fact) | n.Chosen(fact) | n.Spell(fact):
                return (label_bit(self.program.fact[fact].label, fact, "fact"),)
            case n.When() | n.EdgeOf() | n.PickMoment() | n.MomentRef() | n.FirstMoment() | n.Fixed():
                return moment_bits(self.program, node)
            case n.PickIs():
                return self.lists.chosen(node)
            case _:
                return self.bits(node)

    def _measured(self, name: str, strength: int) -> Bits:
        fact = self.program.fact[name]
        return (label_bit(fact.label, name, "fact"), *_in_formula(fact.unit, strength))


def _written_fraction(node: n.Numeric) -> str:
    """Such as `` ÷ 24`` for times one 24th; nothing for a number that has a decimal, or a long one."""
    if not isinstance(node, n.Number) or not _FRACTION.fullmatch(node.shown) or len(node.shown) > _LONGEST_FRACTION:
        return ""
    above, _, below = node.shown.partition("/")
    return f" ÷ {below}" if above == "1" else f" × {above} ÷ {below}"


def _in_formula(unit: str, strength: int) -> Bits:
    """Within a calculation a number is taken in its declared unit: the unit belongs to its name there."""
    shown = display_unit(unit)
    return plain(f" [{shown}]") if strength and shown else ()
