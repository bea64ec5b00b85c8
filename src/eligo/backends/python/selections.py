"""Selection to code: a loop over the entries of a list, each a tuple of certain values.

The loops decide what can be decided of entries that surely count or surely do not. Where it matters that an entry may
or may not count, that two stand at one instant, or that a list may lack entries, they raise ``Unusual``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from eligo.backends.python.estimates import SMALLEST
from eligo.backends.python.expressions import NO, YES, Expression, Test, both, either, negated
from eligo.backends.python.lists import fields, place_of
from eligo.backends.python.scope import Code, Num, Scope, Times, Truths, literal
from eligo.core import nodes as n
from eligo.core import selection
from eligo.core.program import Fact

if TYPE_CHECKING:
    from eligo.backends.python.conditions import Conditions

WORD = re.compile(r"\w+")
DEEPEST_LOOP = 6
"""Python allows 20 blocks of some kinds within each other."""
MOST_WHOLE = "9007199254740992.0"
"""Sums of whole numbers up to this size are exact."""


class Selections:
    """Writes selections into the scope of some conditions."""

    def __init__(self, scope: Scope, conditions: Conditions) -> None:
        self.scope = scope
        self.conditions = conditions
        self.depth = 0

    # ------------------------------------------------------------ how many

    def several(self, node: n.Several) -> Truths:
        """Whether so many entries count and pass the test."""
        scope, out = self.scope, self.scope.out
        names = scope.lists[node.series]
        result = self._undecided("selected")
        if self._too_deep():
            return Truths(NO, NO)
        sure, maybe, surely = (scope.namer.local(word) for word in ("sure", "maybe", "surely"))
        out.line(f"{sure} = {maybe} = 0")
        if node.sampled:
            out.line(f"{surely} = False")
        with self._each(node.series, names.entries):
            among = self.conditions.write(node.among)
            self._skip(among)
            if node.sampled and among.yes != NO:
                self._when(among.yes, f"{surely} = True")
            test = self.conditions.write(node.test)
            yes, no = both((among.yes, test.yes)), test.no
            enough = f"{sure} >= {node.low}" if node.high is None else f"{sure} > {node.high}"
            if yes != NO:
                with self._block(yes):
                    out.line(f"{sure} += 1")
                    with out.when(Test(enough)):
                        out.line("break")
            if yes == NO and no != YES:
                self._when(negated(no), f"{maybe} += 1")
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
        known: Expression = Test(surely) if node.sampled else YES
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
        if self._too_deep():
            return Truths(NO, NO)
        picked = self._choose(node)
        with out.when(Test(f"{picked} is not None")), self._opened(node.series, picked):
            test = self.conditions.write(node.test)
            self._assign(result, test)
        return Truths(Test(result), Test(f"{result} is False"))

    def pick_moment(self, node: n.PickMoment) -> tuple[str, str, str]:
        """A moment of the chosen entry: its variables, and the one that holds it as a datetime."""
        scope, out = self.scope, self.scope.out
        field = scope.program.fact[node.field]
        if scope.times is Times.TICKS:
            variables = [scope.number("moment"), scope.namer.local("moment_at")]
            unknown = ["NAN", "None"]
        else:
            count = 1 if scope.times is Times.SHARP else 2
            variables = [scope.namer.local("moment") for _ in range(count)]
            unknown = ["None"] * count
        for variable, value in zip(variables, unknown, strict=True):
            out.line(f"{variable}{'' if value == 'NAN' else ': Any'} = {value}")
        if self._too_deep():
            return variables[0], variables[0], variables[-1]
        picked = self._choose(node)
        place = place_of(scope, scope.program.fact[node.series], field)
        with out.when(Test(f"{picked} is not None")):
            for number, variable in enumerate(variables):
                out.line(f"{variable} = {picked}[{place + number}]")
        if scope.times is Times.RANGES:  # of one that never was nothing is known
            with out.when(Test(f"{variables[0]} is False")):
                out.line(f"{variables[0]} = {variables[1]} = None")
        return variables[0], variables[-1] if scope.times is Times.RANGES else variables[0], variables[-1]

    def current(self, fact: Fact) -> str:
        """The value that a fact with repeated values has now: of a list the latest until the screening."""
        return self._value(selection.current(fact.name), "NAN" if fact.kind == "number" else "None")

    def _value(self, node: n.Pick, unknown: str) -> str:
        scope, out = self.scope, self.scope.out
        number = unknown == "NAN"
        result = scope.number(scope.title or node.how) if number else scope.namer.local(node.how)
        out.line(f"{result}{'' if number else ': Any'} = {unknown}")
        picked = self._choose(node)
        place = place_of(scope, scope.program.fact[node.series], scope.program.fact[node.field])
        with out.when(Test(f"{picked} is not None")):
            out.line(f"{result} = {picked}[{place}]")
        return result

    def _choose(self, node: n.Pick | n.PickIs | n.PickMoment) -> str:
        """The variable of the entry that is chosen by its time; None when there may be none."""
        scope, out = self.scope, self.scope.out
        names, rank, first = scope.lists[node.series], 1 if node.how == "previous" else 0, node.how == "first"
        picked, before, maybe = (scope.namer.local(word) for word in ("picked", "before", "maybe"))
        out.line(f"{picked}: Any = None")
        out.line(f"{before}: Any = None")
        out.line(f"{maybe} = False")
        count = scope.namer.local("count")
        out.line(f"{count} = 0")
        order = names.entries if first else f"reversed({names.entries})"
        with self._each(node.series, order) as entry:
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
            among = self.conditions.write(node.among)
            self._skip(among)
            if among.yes != NO:
                with self._block(among.yes):
                    with out.when(both((Test(count), Test(joined)))):
                        out.line("raise Unusual")
                    out.line(f"{before} = {time[1] if first else time[0]}")
                    out.line(f"{count} += 1")
                    with out.when(Test(f"{count} == {rank + 1}")):
                        out.line(f"{picked} = {entry}")
            if among.yes != YES:
                self._when(negated(among.yes), f"{maybe} = True")
        fact = scope.program.fact[node.series]
        if not fact.repeated:  # of repeated values those recorded are all that count
            with out.when(Test(f"not {names.complete}")):
                out.line(f"{picked} = None")
        with out.when(both((Test(maybe), Test(f"{picked} is not None")))):
            out.line("raise Unusual")
        return picked

    # ------------------------------------------------------------ numbers

    def number(self, node: n.Pick) -> Num:
        """A number out of the entries that count."""
        if self._too_deep():
            return Num(Code("NAN"), Code("NAN"))
        if node.how in ("latest", "previous", "first"):
            value = self._value(node, "NAN")
            self._refuse_tiny(node, value)
            return Num(Code(value), Code(value))
        if node.how == "count":
            made = self.count(node)
            with self.scope.out.when(Test(f"{made.high.text} == INF")):
                self.scope.out.line("raise Unusual")
            return made
        if node.how in ("lowest", "highest"):
            return self._extreme(node)
        return self._total(node)

    def count(self, node: n.Pick) -> Num:
        """How many entries count; the high end is INF when the list may lack some."""
        scope, out = self.scope, self.scope.out
        names = scope.lists[node.series]
        low, high = scope.number(scope.title or "count"), scope.number("count_high")
        out.line(f"{low} = {high} = 0.0")
        with self._each(node.series, names.entries):
            among = self.conditions.write(node.among)
            self._skip(among)
            out.line(f"{high} += 1.0")
            if among.yes != NO:
                self._when(among.yes, f"{low} += 1.0")
        with out.when(Test(f"not {names.complete}")):
            out.line(f"{high} = INF")
        return Num(Code(low), Code(high))

    def _extreme(self, node: n.Pick) -> Num:
        scope, out = self.scope, self.scope.out
        names = scope.lists[node.series]
        result = scope.number(scope.title or node.how)
        unsure = scope.namer.local("unsure")
        out.line(f"{result} = NAN")
        out.line(f"{unsure} = not {names.complete}")
        relation = "<=" if node.how == "lowest" else ">="

        def sure(value: str) -> None:
            with out.when(Test(f"not {result} {relation} {value}")):
                out.line(f"{result} = {value}")

        self._each_value(node, sure, f"{unsure} = True", f"{unsure} = True")
        with out.when(both((Test(unsure), Test(f"{result} == {result}")))):
            out.line("raise Unusual")
        self._refuse_tiny(node, result)
        return Num(Code(result), Code(result))

    def _total(self, node: n.Pick) -> Num:
        """A sum or a mean, and what its rounding errors are small against: zero when it is exact."""
        scope, out = self.scope, self.scope.out
        names = scope.lists[node.series]
        total, size, count = scope.number(scope.title or node.how), scope.number("size"), scope.number("count")
        lacking, maybe, whole = (scope.namer.local(word) for word in ("lacking", "maybe", "whole"))
        out.line(f"{total} = {size} = {count} = 0.0")
        out.line(f"{lacking} = {maybe} = False")
        out.line(f"{whole} = True")

        def sure(value: str) -> None:
            self._refuse_tiny(node, value)
            out.line(f"{total} += {value}")
            out.line(f"{size} += abs({value})")
            out.line(f"{count} += 1.0")
            with out.when(Test(f"{value} % 1.0 != 0.0")):
                out.line(f"{whole} = False")

        self._each_value(node, sure, f"{maybe} = True", f"{lacking} = True")
        if node.how == "sum":
            with out.when(Test(f"{names.complete} is None")):
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

    def _each_value(self, node: n.Pick, sure: Callable[[str], None], maybe: str, lacking: str) -> None:
        """A loop over the values of the entries that count: what is done with one that surely does, or may."""
        scope, out = self.scope, self.scope.out
        with self._each(node.series, scope.lists[node.series].entries):
            value = scope.numbers[node.field]
            among = self.conditions.write(node.among)
            self._skip(among)
            if among.yes != YES:
                with self._block(negated(among.yes)):
                    out.line(maybe)
                    out.line("continue")
            with out.when(Test(f"{value} == {value}")):
                sure(value)
            with out.otherwise():
                out.line(lacking)

    def _refuse_tiny(self, node: n.Pick, value: str) -> None:
        plausible = self.scope.program.fact[node.field].plausible
        if plausible is None or plausible[0] < SMALLEST:
            with self.scope.out.when(Test(f"0 < abs({value}) < {literal(SMALLEST)}")):
                self.scope.out.line("raise Unusual")

    # ------------------------------------------------------------ loops

    @contextmanager
    def _each(self, series: str, iterable: str) -> Iterator[str]:
        """A loop over the entries, inside which their fields have variables."""
        entry = self.scope.namer.local("entry")
        self.depth += 1
        with self.scope.out.loop(entry, iterable), self._opened(series, entry):
            yield entry
        self.depth -= 1

    @contextmanager
    def _opened(self, series: str, entry: str) -> Iterator[None]:
        """Give the fields of an entry variables; those that the code inside uses are taken out of it first."""
        scope, lines = self.scope, self.scope.out.lines
        with fields(scope, scope.program.fact[series]) as variables:
            start = len(lines)
            scope.out.line("")
            margin = lines.pop().rstrip("\n")
            yield
            used = set(WORD.findall("".join(lines[start:])))
            taken = [f"{margin}{v} = {entry}[{place}]\n" for place, v in enumerate(variables) if v in used]
            lines[start:start] = taken

    def _too_deep(self) -> bool:
        """Whether the selection stands within so many others that the exact path has to decide."""
        if self.depth >= DEEPEST_LOOP:
            self.scope.out.line("beyond_doubles()")
        return self.depth >= DEEPEST_LOOP

    def _skip(self, among: Truths) -> None:
        if among.no != NO:
            with self._block(among.no):
                self.scope.out.line("continue")

    @contextmanager
    def _block(self, test: Expression) -> Iterator[None]:
        """What is done when a test holds, which may hold always."""
        if test == YES:
            yield
            return
        with self.scope.out.when(test):
            yield

    def _when(self, test: Expression, line: str) -> None:
        with self._block(test):
            self.scope.out.line(line)

    def _assign(self, result: str, truths: Truths) -> None:
        out = self.scope.out
        out.line(f"{result} = None")
        if truths.yes != NO:
            self._when(truths.yes, f"{result} = True")
        if truths.no != NO:
            self._when(truths.no, f"{result} = False")

    def _undecided(self, wanted: str) -> str:
        result = self.scope.namer.local(self.scope.title or wanted)
        self.scope.out.line(f"{result}: bool | None = None")
        return result
