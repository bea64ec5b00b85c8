"""Numbers out of all entries that count to code: how many, the lowest or highest, their sum, their mean."""

from __future__ import annotations

from collections.abc import Callable

from eligo.backends.python.estimates import SMALLEST
from eligo.backends.python.expressions import NO, YES, Expression, Test, both, either, negated
from eligo.backends.python.loops import Loops
from eligo.backends.python.scope import Code, Num, Scope, Truths, UnsupportedNode, literal
from eligo.core import nodes as n

MOST_WHOLE = "9007199254740992.0"
"""Sums of whole numbers up to this size are exact."""


class Aggregates:
    """Writes such numbers into a scope; ``condition`` and ``number`` write what is asked and taken of an entry."""

    def __init__(
        self,
        scope: Scope,
        loops: Loops,
        condition: Callable[[n.Condition], Truths],
        number: Callable[[n.Numeric], Num],
    ) -> None:
        self.scope = scope
        self.loops = loops
        self.condition = condition
        self.number = number

    def count(self, node: n.Pick) -> Num:
        """How many entries count; the high end is INF when the list may lack some."""
        scope, out = self.scope, self.scope.out
        names = scope.lists[node.series]
        low, high = scope.number(scope.title or "count"), scope.number("count_high")
        out.line(f"{low} = {high} = 0.0")
        with self.loops.each(node.series, names.entries, node.among):
            among = self.loops.among(node, self.condition)
            self.loops.skip(among)
            out.line(f"{high} += 1.0")
            if among.yes != NO:
                self.loops.when(among.yes, f"{low} += 1.0")
        with out.when(Test(f"not {names.complete}")):
            out.line(f"{high} = INF")
        return Num(Code(low), Code(high))

    def extreme(self, node: n.Pick) -> Num:
        """The lowest or highest value of the entries that count."""
        scope, out = self.scope, self.scope.out
        names = scope.lists[node.series]
        result = scope.number(scope.title or node.how)
        unsure = scope.namer.local("unsure")
        out.line(f"{result} = NAN")
        out.line(f"{unsure} = not {names.complete}")
        relation = "<=" if node.how == "lowest" else ">="

        largest = "" if isinstance(node.value, n.Measured) else scope.number("largest")
        if largest:
            out.line(f"{largest} = 0.0")

        def sure(value: str, size: str) -> None:
            with out.when(Test(f"not {result} {relation} {value}")):
                out.line(f"{result} = {value}")
            if size:
                out.line(f"{largest} = max({largest}, {size})")

        self._each_value(node, sure, f"{unsure} = True", f"{unsure} = True")
        with out.when(both((Test(unsure), Test(f"{result} == {result}")))):
            out.line("raise Unusual")
        self.refuse_tiny(node, result)
        return Num(Code(result), Code(result), Code(largest) if largest else None, mixed=bool(largest))

    def total(self, node: n.Pick) -> Num:
        """A sum or a mean, and what its rounding errors are small against: zero when it is exact."""
        scope, out = self.scope, self.scope.out
        names = scope.lists[node.series]
        total, size, count = scope.number(scope.title or node.how), scope.number("size"), scope.number("count")
        lacking, maybe, whole = (scope.namer.local(word) for word in ("lacking", "maybe", "whole"))
        out.line(f"{total} = {size} = {count} = 0.0")
        out.line(f"{lacking} = {maybe} = False")
        out.line(f"{whole} = True")

        def sure(value: str, rounded: str) -> None:
            self.refuse_tiny(node, value)
            out.line(f"{total} += {value}")
            out.line(f"{size} += {f'max(abs({value}), {rounded})' if rounded else f'abs({value})'}")
            out.line(f"{count} += 1.0")
            if rounded:
                out.line(f"{whole} = False")
                return
            with out.when(Test(f"{value} % 1.0 != 0.0")):
                out.line(f"{whole} = False")

        self._each_value(node, sure, f"{maybe} = True", f"{lacking} = True")
        if node.how == "sum":
            unanswered: Expression = Test(f"{names.complete} is None")
            if scope.program.fact[node.series].repeated:  # no measurement is no answer
                nothing = both((Test(f"{count} == 0.0"), Test(f"not {lacking}")))
                unanswered = either((unanswered, nothing))
            with out.when(unanswered):
                out.line(f"{total} = NAN")
            doubt = either((Test(f"not {names.complete}"), Test(maybe), Test(lacking)))
            exact = both((Test(whole), Test(f"{size} <= {MOST_WHOLE}")))
        else:
            with out.when(either((Test(f"not {names.complete}"), Test(lacking), Test(f"{count} == 0.0")))):
                out.line(f"{total} = NAN")
            doubt = Test(maybe)
            exact = both((Test(whole), Test(f"{size} <= {MOST_WHOLE}"), Test(f"{total} % {count} == 0.0")))
        with out.when(doubt, "elif"):
            out.line("raise Unusual")
        with out.when(exact, "elif"):
            if node.how == "mean":
                out.line(f"{total} /= {count}")
            out.line(f"{size} = 0.0")
        if node.how == "mean":
            with out.otherwise():
                out.line(f"{total} /= {count}")
                out.line(f"{size} /= {count}")
        return Num(Code(total), Code(total), Code(size), mixed=True)

    def _each_value(self, node: n.Pick, sure: Callable[[str, str], None], maybe: str, lacking: str) -> None:
        """A loop over the values of the entries that count: what is done with one that surely does, or may.

        ``sure`` is given the value, and what its rounding errors are small against where it may be rounded.
        """
        scope, out = self.scope, self.scope.out
        with self.loops.each(node.series, scope.lists[node.series].entries, node.among, node.value):
            among = self.loops.among(node, self.condition)
            self.loops.skip(among)
            if among.yes != YES:
                with self.loops.block(negated(among.yes)):
                    out.line(maybe)
                    out.line("continue")
            value, size = self.value(node.value)
            with out.when(Test(f"{value} == {value}")):
                sure(value, size)
            with out.otherwise():
                out.line(lacking)

    def value(self, node: n.Numeric | None) -> tuple[str, str]:
        """The value of the entry at hand: its variable, and what its rounding errors are small against, if any."""
        if node is None:
            raise UnsupportedNode(node)
        if isinstance(node, n.Measured):
            return self.scope.numbers[node.fact], ""
        made = self.number(node)
        value, size = made.low.text, "0.0" if made.size is None else made.size.text
        if not made.point:
            with self.scope.out.when(Test(f"{value} < {made.high.text}")):
                self.scope.out.line("raise Unusual")
        return value, size

    def refuse_tiny(self, node: n.Pick, value: str) -> None:
        """Leave a value to the exact path whose rounding errors the estimates do not bound."""
        value_of = node.value
        plausible = self.scope.program.fact[value_of.fact].plausible if isinstance(value_of, n.Measured) else None
        if plausible is None or plausible[0] < SMALLEST:
            with self.scope.out.when(Test(f"0 < abs({value}) < {literal(SMALLEST)}")):
                self.scope.out.line("raise Unusual")
