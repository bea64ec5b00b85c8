"""Selection to code: a loop over the entries of a list, each a tuple of certain values.

The loops decide what can be decided of entries that surely count or surely do not. Where it matters that an entry may
or may not count, that two stand at one instant, or that a list may lack entries, they raise ``Unusual``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligo.backends.python.aggregates import Aggregates
from eligo.backends.python.expressions import NO, YES, Expression, Test, both, either, negated
from eligo.backends.python.lists import place_of
from eligo.backends.python.loops import Loops
from eligo.backends.python.scope import Code, Num, Scope, Times, Truths, UnsupportedNode
from eligo.core import nodes as n
from eligo.core import selection
from eligo.core.program import Fact

if TYPE_CHECKING:
    from eligo.backends.python.conditions import Conditions


class Selections:
    """Writes selections into the scope of some conditions."""

    def __init__(self, scope: Scope, conditions: Conditions) -> None:
        self.scope = scope
        self.conditions = conditions
        self.loops = Loops(scope, conditions.define)
        self.numbers = Aggregates(
            scope,
            self.loops,
            conditions.write,
            lambda node: conditions.numbers.in_variables(conditions.numbers.write(node), "value"),
        )

    # ------------------------------------------------------------ how many

    def several(self, node: n.Several) -> Truths:
        """Whether so many entries count and pass the test."""
        scope, out = self.scope, self.scope.out
        names = scope.lists[node.series]
        result = self._undecided("selected")
        if self.loops.too_deep():
            return Truths(NO, NO)
        sure, maybe, surely = (scope.namer.local(word) for word in ("sure", "maybe", "surely"))
        out.line(f"{sure} = {maybe} = 0")
        sampled = node.sampled != "no"
        if sampled:
            out.line(f"{surely} = False")
        with self.loops.each(node.series, names.entries, node.among, node.test):
            among = self.loops.among(node, self.conditions.write)
            self.loops.skip(among)
            if sampled and among.yes != NO:
                self.loops.when(among.yes, f"{surely} = True")
            test = self.conditions.write(node.test)
            yes, no = both((among.yes, test.yes)), test.no
            enough = f"{sure} >= {node.low}" if node.high is None else f"{sure} > {node.high}"
            if yes != NO:
                with self.loops.block(yes):
                    out.line(f"{sure} += 1")
                    with out.when(Test(enough)):
                        out.line("break")
            if yes == NO and no != YES:
                self.loops.when(negated(no), f"{maybe} += 1")
            elif YES not in (yes, no):
                with out.when(negated(no), "elif"):
                    out.line(f"{maybe} += 1")
        self._how_many(node, result, (sure, maybe, surely))
        return Truths(Test(result), Test(f"{result} is False"))

    def _how_many(self, node: n.Several, result: str, counted: tuple[str, str, str]) -> None:
        sure, maybe, surely = counted
        complete = Test(self.scope.lists[node.series].complete)
        low, high = node.low, node.high
        enough: Expression = YES if low <= 0 else Test(f"{sure} >= {low}")
        few: Expression = YES if high is None else both((complete, Test(f"{sure} + {maybe} <= {high}")))
        too_many: Expression = NO if high is None else YES if low > high else Test(f"{sure} > {high}")
        too_few: Expression = NO if low <= 0 else both((complete, Test(f"{sure} + {maybe} < {low}")))
        known: Expression = Test(surely) if node.sampled != "no" else YES
        no, yes = both((known, either((too_many, too_few)))), both((known, enough, few))
        out = self.scope.out
        word = "if"
        if no == YES or (no == NO and yes == YES):
            out.line(f"{result} = {no != YES}")
            return
        if no != NO:
            with out.when(no):
                out.line(f"{result} = False")
            word = "elif"
        if yes == YES:
            with out.otherwise():
                out.line(f"{result} = True")
        else:
            with out.when(yes, word):
                out.line(f"{result} = True")

    # ------------------------------------------------------------ one by its time

    def pick_is(self, node: n.PickIs) -> Truths:
        """Whether the chosen entry passes the test."""
        out = self.scope.out
        result = self._undecided("picked_is")
        if self.loops.too_deep():
            return Truths(NO, NO)
        picked, none = self._choose(node)
        with out.when(Test(f"{picked} is not None")), self.loops.opened(node.series, picked, node.test):
            test = self.conditions.write(node.test)
            self._assign(result, test)
        if not self.scope.program.fact[node.series].repeated:
            with out.when(none, "elif"):
                out.line(f"{result} = False")
        return Truths(Test(result), Test(f"{result} is False"))

    def pick_moment(self, node: n.PickMoment) -> tuple[str, str, str]:
        """A moment of the chosen entry: its variables, and the one that holds it as a datetime."""
        scope, out = self.scope, self.scope.out
        if not isinstance(node.value, n.When):
            raise UnsupportedNode(node.value)
        field = scope.program.fact[node.value.fact]
        if scope.times is Times.TICKS:
            variables = [scope.number("moment"), scope.namer.local("moment_at")]
            unknown = ["NAN", "None"]
        else:
            count = 1 if scope.times is Times.SHARP else 2
            variables = [scope.namer.local("moment") for _ in range(count)]
            unknown = ["None"] * count
        for variable, value in zip(variables, unknown, strict=True):
            out.line(f"{variable}{'' if value == 'NAN' else ': Any'} = {value}")
        if self.loops.too_deep():
            return variables[0], variables[0], variables[-1]
        picked, none = self._choose(node)
        place = place_of(scope, scope.program.fact[node.series], field)
        with out.when(Test(f"{picked} is not None")):
            for number, variable in enumerate(variables):
                out.line(f"{variable} = {picked}[{place + number}]")
        with out.when(none, "elif"):
            out.line(f"{' = '.join(variables)} = False" if scope.times is Times.RANGES else "raise Unusual")
        return variables[0], variables[-1] if scope.times is Times.RANGES else variables[0], variables[-1]

    def current(self, fact: Fact) -> str:
        """The value that a fact with repeated values has now: of a list the latest until the screening."""
        node = selection.current(fact.name)
        return self._field(node, fact.fields[0], "NAN" if fact.kind == "number" else "None")

    def _field(self, node: n.Pick, field: Fact, unknown: str) -> str:
        """A field of the chosen entry, as it is."""
        scope, out = self.scope, self.scope.out
        number = unknown == "NAN"
        result = scope.number(scope.title or node.how) if number else scope.namer.local(node.how)
        out.line(f"{result}{'' if number else ': Any'} = {unknown}")
        picked, _ = self._choose(node)
        place = place_of(scope, scope.program.fact[node.series], field)
        with out.when(Test(f"{picked} is not None")):
            out.line(f"{result} = {picked}[{place}]")
        return result

    def _computed(self, node: n.Pick) -> Num:
        """A number that is computed of the chosen entry."""
        scope, out = self.scope, self.scope.out
        result, size = scope.number(scope.title or node.how), scope.number("size")
        out.line(f"{result} = NAN")
        out.line(f"{size} = 0.0")
        picked, _ = self._choose(node)
        with out.when(Test(f"{picked} is not None")), self.loops.opened(node.series, picked, node.value):
            value, rounded = self.numbers.value(node.value)
            out.line(f"{result} = {value}")
            out.line(f"{size} = {rounded}")
        self.numbers.refuse_tiny(node, result)
        return Num(Code(result), Code(result), Code(size), mixed=True)

    def _choose(self, node: n.Pick | n.PickIs | n.PickMoment) -> tuple[str, Expression]:
        """The variable of the entry that is chosen by its time, None when there may be none; and that there is none."""
        scope, out = self.scope, self.scope.out
        names, rank, first = scope.lists[node.series], 1 if node.how == "previous" else 0, node.how == "first"
        picked, before, maybe = (scope.namer.local(word) for word in ("picked", "before", "maybe"))
        out.line(f"{picked}: Any = None")
        out.line(f"{before}: Any = None")
        out.line(f"{maybe} = False")
        count = scope.namer.local("count")
        out.line(f"{count} = 0")
        order = names.entries if first else f"reversed({names.entries})"
        with self.loops.each(node.series, order, node.among) as entry:
            time = scope.moments[node.time]
            near, far = (time[0], time[0]) if first else (time[1], time[1])
            if scope.times is not Times.RANGES:
                beyond, joined, stop = f"{near} != {before}", f"{near} == {before}", "break"
            elif first:
                beyond, joined, stop = f"{near} > {before}", f"{near} <= {before}", "break"
            else:
                beyond, joined, stop = f"{far} < {before}", f"{far} >= {before}", "continue"
            with out.when(both((Test(f"{picked} is not None"), Test(beyond)))):
                out.line(stop)
            among = self.loops.among(node, self.conditions.write)
            self.loops.skip(among)
            if among.yes != NO:
                with self.loops.block(among.yes):
                    with out.when(both((Test(count), Test(joined)))):
                        out.line("raise Unusual")
                    out.line(f"{before} = {time[1] if first else time[0]}")
                    out.line(f"{count} += 1")
                    with out.when(Test(f"{count} == {rank + 1}")):
                        out.line(f"{picked} = {entry}")
            if among.yes != YES:
                self.loops.when(negated(among.yes), f"{maybe} = True")
        fact = scope.program.fact[node.series]
        if not fact.repeated:  # of repeated values those recorded are all that count
            with out.when(Test(f"not {names.complete}")):
                out.line(f"{picked} = None")
        number = isinstance(node, n.Pick)  # of which it is not asked whether there surely is none
        with out.when(both((Test(maybe), Test(f"{picked} is not None"))) if number else Test(maybe)):
            out.line("raise Unusual")
        return picked, both((Test(names.complete), Test(f"{count} <= {rank}")))

    def number(self, node: n.Pick) -> Num:
        """A number out of the entries that count."""
        if self.loops.too_deep():
            return Num(Code("NAN"), Code("NAN"))
        if node.how in ("latest", "previous", "first"):
            if not isinstance(node.value, n.Measured):
                return self._computed(node)
            value = self._field(node, self.scope.program.fact[node.value.fact], "NAN")
            self.numbers.refuse_tiny(node, value)
            return Num(Code(value), Code(value))
        if node.how == "count":
            made = self.numbers.count(node)
            with self.scope.out.when(Test(f"{made.high.text} == INF")):
                self.scope.out.line("raise Unusual")
            return made
        if node.how in ("lowest", "highest"):
            return self.numbers.extreme(node)
        return self.numbers.total(node)

    def _assign(self, result: str, truths: Truths) -> None:
        out = self.scope.out
        out.line(f"{result} = None")
        if truths.yes != NO:
            self.loops.when(truths.yes, f"{result} = True")
        if truths.no != NO:
            self.loops.when(truths.no, f"{result} = False")

    def _undecided(self, wanted: str) -> str:
        result = self.scope.namer.local(self.scope.title or wanted)
        self.scope.out.line(f"{result}: bool | None = None")
        return result
