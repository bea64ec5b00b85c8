"""Numeric node to code: arithmetic in floating point, with what is needed to know when that is not enough.

A computed number carries its ``size``: the same computation with every subtraction an addition and every operand its
magnitude. Rounding errors of a computation that :attr:`Estimate.fits_doubles` lets pass stay below 1e-12 of it, as
long as no divisor has lost its leading digits to cancellation; such a divisor raises ``Unusual``. A comparison that is
closer than 1e-9 of the size goes to the exact path, so one that is decided here is decided rightly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from eligo.backends.python.estimates import LARGEST, SMALLEST, Estimates
from eligo.backends.python.expressions import Test, both, either
from eligo.backends.python.operands import both_points, infix, tests, without_end
from eligo.backends.python.scope import Code, Num, Scope, Times, Truths, UnsupportedNode, literal
from eligo.core import nodes as n

NOT_A_DOUBLE = Code("beyond_doubles()")
"""Raises ``Unusual`` in the generated function."""
ZERO = Code("0.0")
UNKNOWN = Code("NAN")
DEEPEST_BLOCK = 40
"""Python allows 100 levels of indentation."""


class Numbers:
    """Writes numbers into a scope; ``condition`` writes the conditions within them."""

    def __init__(
        self,
        scope: Scope,
        condition: Callable[[n.Condition], Truths],
        elapsed: Callable[[n.Elapsed], Num],
        pick: Callable[[n.Pick], Num],
    ) -> None:
        self.scope = scope
        self.estimates = Estimates(scope.program, sharp=scope.times is not Times.RANGES)
        self.condition = condition
        self.emitters: dict[type, Callable[[Any], Num]] = {
            n.Number: self._constant,
            n.Measured: self._measured,
            n.NumberRef: self._named,
            n.Arithmetic: self._arithmetic,
            n.Logarithm: self._logarithm,
            n.Choose: self._choose,
            n.FirstKnown: self._first_known,
            n.Elapsed: elapsed,
            n.Pick: pick,
        }
        self._named_operands: dict[str, tuple[str, ...]] = {}
        # In the program's order, so that a chain of names is neither walked twice nor walked by recursion.
        for name in scope.program.order:
            definition = scope.program.definition.get(name)
            if definition is not None and definition.unit is not None:
                found = self._operands(definition.body)  # type: ignore[arg-type]  # a unit marks a number
                self._named_operands[name] = tuple(dict.fromkeys(found))

    def write(self, node: n.Numeric) -> Num:
        """Write the code that computes a number."""
        emitter = self.emitters.get(type(node))
        if emitter is None:
            raise UnsupportedNode(node)
        self.scope.begin()
        if self.scope.out.depth > DEEPEST_BLOCK:
            return Num(NOT_A_DOUBLE, NOT_A_DOUBLE)
        return emitter(node)

    def in_variables(self, number: Num, wanted: str) -> Num:
        """The same number, each part of it a variable or a literal."""
        low = self._variable(number.low, wanted)
        high = low if number.point else self._variable(number.high, f"{wanted}_high")
        if number.size is None or number.size == number.low:
            return Num(low, high, low if number.size else None, number.mixed)
        return Num(low, high, self._variable(number.size, f"{wanted}_size"), number.mixed)

    def _variable(self, code: Code, wanted: str) -> Code:
        if code.rank == 3 and "(" not in code.text:
            return code
        name = self.scope.number(wanted)
        self.scope.out.line(f"{name} = {code.text}")
        return Code(name)

    # ------------------------------------------------------------ leaves

    def _constant(self, node: n.Number) -> Num:
        size = abs(node.value)
        if size and not SMALLEST <= size <= LARGEST:
            return Num(NOT_A_DOUBLE, NOT_A_DOUBLE)
        value = Code(literal(node.value), 3 if node.value >= 0 else 2)
        return Num(value, value, Code(literal(size)))

    def _measured(self, node: n.Measured) -> Num:
        name = Code(self.scope.numbers[node.fact])
        return Num(name, name)

    def _named(self, node: n.NumberRef) -> Num:
        known = self.scope.named_numbers.get(node.name)
        if known is not None:
            return known
        self.scope.hint = node.name
        return self.write(self.scope.program.body(node.name))  # type: ignore[arg-type]  # it names a number

    # ------------------------------------------------------------ arithmetic

    def _arithmetic(self, node: n.Arithmetic) -> Num:
        if not self.estimates.of(node).fits_doubles:
            return Num(NOT_A_DOUBLE, NOT_A_DOUBLE)
        for fact in dict.fromkeys((*self._operands(node.left), *self._operands(node.right))):
            self._refuse_tiny(fact)
        left, right = self.write(node.left), self.write(node.right)
        if node.op in ("max", "min"):
            return self._extreme(node, left, right)
        left, right = self._closed(node.left, left), self._closed(node.right, right)
        if node.op == "^":
            return self._power(node, left, right)
        if node.op == "/":
            return self._quotient(node, left, right)
        joint = "*" if node.op == "*" else "+"
        size = infix(self._size(node.left, left), joint, self._size(node.right, right))
        if left.point and right.point:
            value = infix(left.low, node.op, right.low)
            return Num(value, value, value if value == size else size)
        left, right = self.in_variables(left, "left"), self.in_variables(right, "right")
        size = infix(self._size(node.left, left), joint, self._size(node.right, right))
        if node.op == "-":
            return Num(infix(left.low, "-", right.high), infix(left.high, "-", right.low), size)
        monotone = self.estimates.of(node.left).never_negative and self.estimates.of(node.right).never_negative
        if node.op == "+" or monotone:
            return Num(infix(left.low, node.op, right.low), infix(left.high, node.op, right.high), size)
        low, high = (self.scope.number(w) for w in ("low", "high"))
        with self.scope.out.when(both_points(left, right)):
            self.scope.out.line(f"{low} = {high} = {left.low.text} * {right.low.text}")
        with self.scope.out.otherwise():
            ends = (left.low, left.high, right.low, right.high)
            self.scope.out.call((low, high), "product", [end.text for end in ends])
        return Num(Code(low), Code(high), size)

    def _closed(self, node: n.Numeric, number: Num, *ends: str) -> Num:
        """A number to calculate with: one without an end is left to the exact path."""
        if not self.estimates.of(node).open:
            return number
        number = self.in_variables(number, "operand")
        beyond = {"low": Test(f"{number.low.text} == -INF"), "high": Test(f"{number.high.text} == INF")}
        with self.scope.out.when(either(beyond[end] for end in ends or beyond)):
            self.scope.out.line("raise Unusual")
        return number

    def _quotient(self, node: n.Arithmetic, left: Num, right: Num) -> Num:
        out = self.scope.out
        if right.size is not None and (right.size != right.low or right.mixed):
            right = self.in_variables(right, "divisor")
            size = right.size.text if right.size else "0.0"
            for end in dict.fromkeys((right.low.text, right.high.text)):
                with out.when(Test(f"abs({end}) < 0.001 * {size}")):
                    out.line("raise Unusual")
        if left.point and right.point and self.estimates.of(node.right).never_zero:
            value = infix(left.low, "/", right.low)
            under = right.low if self.estimates.of(node.right).never_negative else Code(f"abs({right.low.text})")
            size_code = infix(self._size(node.left, left), "/", under)
            return Num(value, value, value if value == size_code else size_code)
        left, right = self.in_variables(left, "dividend"), self.in_variables(right, "divisor")
        low, high, size = (self.scope.number(w) for w in ("low", "high", "size"))
        dividend = self._size(node.left, left)
        with out.when(both((*tests(both_points(left, right)), Test(f"{right.low.text} > 0")))):
            out.line(f"{low} = {high} = {left.low.text} / {right.low.text}")
            out.line(f"{size} = {infix(dividend, '/', right.low).text}")
        with out.otherwise():
            inputs = (left.low, left.high, dividend, right.low, right.high)
            out.call((low, high, size), "quotient", [code.text for code in inputs])
        value, top = Code(low), Code(low if left.point and right.point else high)
        return Num(value, top, Code(size))

    def _extreme(self, node: n.Arithmetic, left: Num, right: Num) -> Num:
        """The greater or lesser of two numbers, without an end while one of them is unknown."""
        other_way = "low" if node.op == "max" else "high"
        left, right = (self._closed(part, made, other_way) for part, made in ((node.left, left), (node.right, right)))
        left, right = self.in_variables(left, "left"), self.in_variables(right, "right")
        low, high = self.scope.namer.local("extreme"), self.scope.namer.local("extreme_high")
        ends = [left.low.text, left.high.text, right.low.text, right.high.text]
        self.scope.out.call((low, high), "greatest" if node.op == "max" else "least", ends)
        sizes = [s.text for s in (left.size, right.size) if s is not None]
        if not sizes:
            return Num(Code(low), Code(high))
        size = self.scope.namer.local("extreme_size")
        self.scope.out.line(f"{size} = {sizes[0] if len(sizes) == 1 else f'max({sizes[0]}, {sizes[1]})'}")
        for one in dict.fromkeys(sizes):  # an unknown one has no errors
            with self.scope.out.when(Test(f"{one} != {one}")):
                self.scope.out.line(f"{size} = {next((other for other in sizes if other != one), '0.0')}")
        return Num(Code(low), Code(high), Code(size), mixed=len(sizes) == 1 or left.mixed or right.mixed)

    def _power(self, node: n.Arithmetic, left: Num, right: Num) -> Num:
        """A power, and the size of its rounding errors."""
        left, right = self.in_variables(left, "base"), self.in_variables(right, "exponent")
        point = self.estimates.of(node).point
        low, size = (self.scope.namer.local(w) for w in ("power", "power_size"))
        high = low if point else self.scope.namer.local("power_high")
        base = [left.low.text, left.high.text, self._size(node.left, left).text]
        exponent = [right.low.text, right.high.text, self._size(node.right, right).text]
        self.scope.out.call((low, "_" if point else high, size), "raised", [*base, *exponent])
        return Num(Code(low), Code(high), Code(size))

    def _logarithm(self, node: n.Logarithm) -> Num:
        """The logarithm of a number, with what its rounding errors come to."""
        if not self.estimates.of(node).fits_doubles:
            return Num(NOT_A_DOUBLE, NOT_A_DOUBLE)
        for fact in dict.fromkeys(self._operands(node.operand)):
            self._refuse_tiny(fact)
        operand = self.in_variables(self._closed(node.operand, self.write(node.operand)), "operand")
        point = self.estimates.of(node).point
        low, size = (self.scope.namer.local(w) for w in ("logarithm", "logarithm_size"))
        high = low if point else self.scope.namer.local("logarithm_high")
        given = [operand.low.text, operand.high.text, self._size(node.operand, operand).text]
        function = "natural_logarithm" if node.base == "e" else "decimal_logarithm"
        self.scope.out.call((low, "_" if point else high, size), function, given)
        return Num(Code(low), Code(high), Code(size))

    def _size(self, node: n.Numeric, number: Num) -> Code:
        """The magnitude of an operand, as far as rounding errors go."""
        positive = self.estimates.of(node).never_negative
        ends = [e.text if positive else f"abs({e.text})" for e in dict.fromkeys((number.low, number.high))]
        if number.size is not None and not number.mixed:
            return number.size
        if number.size is not None:
            ends.append(number.size.text)
        if len(ends) > 1:
            return Code(f"max({', '.join(ends)})")
        return number.low if positive else Code(ends[0])

    def _operands(self, node: n.Numeric) -> Iterator[str]:
        """The facts whose own values enter arithmetic as an operand."""
        match node:
            case n.Measured(fact):
                yield fact
            case n.NumberRef(name):
                yield from self._named_operands[name]
            case n.Choose(_, then, otherwise):
                yield from self._operands(then)
                yield from self._operands(otherwise)
            case n.FirstKnown(operands):
                for operand in operands:
                    yield from self._operands(operand)
            case _:
                return

    def _refuse_tiny(self, fact: str) -> None:
        known = self.estimates.of(n.Measured(fact)).range
        if known is None or known.low < SMALLEST:
            name = self.scope.numbers[fact]
            with self.scope.out.when(Test(f"0 < abs({name}) < {literal(SMALLEST)}")):
                self.scope.out.line("raise Unusual")

    # ------------------------------------------------------------ alternatives

    def _choose(self, node: n.Choose) -> Num:
        made = self._result(node, "chosen")
        truths = self.condition(node.condition)
        then = self.in_variables(self.write(node.then), "then_value")
        other = self.in_variables(self.write(node.otherwise), "else_value")
        with self.scope.out.when(truths.yes):
            self._assign(made, then)
        with self.scope.out.when(truths.no, "elif"):
            self._assign(made, other)
        with self.scope.out.otherwise():
            ends = (then.low, then.high, other.low, other.high)
            self.scope.out.call((made.low.text, made.high.text), "between", [end.text for end in ends])
            if made.size is not None:
                sizes = [size.text for size in (then.size, other.size) if size is not None]
                size = sizes[0] if len(sizes) == 1 else f"max({', '.join(sizes)})"
                self.scope.out.line(f"{made.size.text} = {size}")
        return made

    def _first_known(self, node: n.FirstKnown) -> Num:
        if not node.operands:
            return Num(UNKNOWN, UNKNOWN)
        made = self._result(node, "found")
        self._assign_known(made, node.operands[0])
        for operand in node.operands[1:]:
            with self.scope.out.when(Test(f"{made.low.text} != {made.low.text}")):
                self._assign_known(made, operand)
        return made

    def _assign_known(self, made: Num, operand: n.Numeric) -> None:
        """Assign an operand; one without an end is not known."""
        value = self.write(operand)
        if self.estimates.of(operand).open:
            value = self.in_variables(value, "operand")
        self._assign(made, value)
        if self.estimates.of(operand).open:
            with self.scope.out.when(without_end(value)):
                self.scope.out.line(f"{' = '.join(dict.fromkeys((made.low.text, made.high.text)))} = NAN")

    def _result(self, node: n.Numeric, wanted: str) -> Num:
        """The variables for a number that is assigned in more than one place."""
        name = self.scope.title or wanted
        low = Code(self.scope.number(name))
        estimate = self.estimates.of(node)
        high = low if estimate.point else Code(self.scope.number(f"{name}_high"))
        if not estimate.rounded:
            return Num(low, high)
        return Num(low, high, Code(self.scope.number(f"{name}_size")), mixed=True)

    def _assign(self, made: Num, value: Num) -> None:
        out = self.scope.out
        out.line(f"{made.low.text} = {value.low.text}")
        if not made.point:
            out.line(f"{made.high.text} = {made.low.text if value.point else value.high.text}")
        if made.size is not None:
            size = made.low if value.size == value.low else value.size or ZERO
            out.line(f"{made.size.text} = {size.text}")
