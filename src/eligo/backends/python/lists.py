"""Facts that repeat to code: reading their entries into a list of tuples, in the order of time where that matters.

Of each such fact the generated code holds the list and whether there are no other entries: True, False, or None when
the record says nothing of them. Of repeated values it holds the current one besides, by the fact's own name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from eligo.backends.python.expressions import YES, Expression, Test, both, either
from eligo.backends.python.layout import Call, sequence, text
from eligo.backends.python.reading import READERS, name_fact, read_fact, variables_in_entry, variables_of
from eligo.backends.python.scope import Scope, Times
from eligo.core import nodes as n
from eligo.core.moments import LAST, shift
from eligo.core.program import Fact, Program, around
from eligo.core.residual import parts
from eligo.core.values import DAY, NEVER, SECOND, Duration

SINGLE = ("number", "flag", "choice")
"""The kinds of fact whose samples have a fast path."""


def repeats(fact: Fact) -> bool:
    """Whether a record may hold several entries of a fact."""
    return fact.repeated or fact.kind == "events"


def unsupported(program: Program) -> bool:
    """Whether a program has something that only the exact evaluator reads.

    That are some facts that repeat, the first known of several moments, and a date of the protocol's own anywhere but
    as the anchor of a window.
    """
    if any(_only_exact(program, node) for node in nodes_of(program)):
        return True
    return any(
        (fact.repeated and fact.kind not in SINGLE)
        or any(field.kind not in READERS for field in fact.fields)
        or (fact.kind == "events" and fact.missing not in (None, NEVER))
        for fact in program.facts
    )


def _only_exact(program: Program, node: object) -> bool:
    match node:
        case n.FirstMoment():
            return True
        case n.Window(subject, anchor, low, high):
            around = program.resolved(anchor)
            if isinstance(around, n.Fixed) and not _plain(around, (low, high)):
                return True
            return isinstance(program.resolved(subject), n.Fixed)
        case n.Elapsed(_, start, end):
            return any(isinstance(program.resolved(moment), n.Fixed) for moment in (start, end))
        case n.During(_, anchor):
            return isinstance(program.resolved(anchor), n.Fixed)
        case n.Known(n.MomentRef() | n.Fixed() as moment):
            return isinstance(program.resolved(moment), n.Fixed)
        case _:
            return False


def _plain(anchor: n.Fixed, offsets: Iterable[Duration | None]) -> bool:
    """Whether the edges of a window around a date are days, or whole seconds, of the calendar."""
    for offset in offsets:
        first, last = (shift(end, offset or Duration()) for end in (anchor.low, anchor.high))
        if not 0 <= first <= last <= LAST or (anchor.whole_day and first // DAY != last // DAY):
            return False
        if not anchor.whole_day and first % SECOND:
            return False
    return True


def nodes_of(program: Program) -> Iterator[object]:
    """Every node of the criteria and definitions."""
    waiting: list[object] = [c.condition for c in program.criteria] + [d.body for d in program.definitions]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += parts(node)


class Lists:
    """Reads the facts that repeat into a scope; ``current`` writes the pick of the value that a fact has now."""

    def __init__(self, scope: Scope, current: Callable[[Fact], str]) -> None:
        self.scope = scope
        self.current = current
        self.bare: set[str] = set()
        """The facts whose current value is read by their own name."""
        ranked: set[str] = set()
        self.selected: set[str] = set()
        """Those that some selection reads, where a single value is a list of one."""
        for node in nodes_of(scope.program):
            match node:
                case n.Measured(name) | n.Flag(name) | n.Is(name, _) | n.Chosen(name):
                    self.bare.add(name)
                case n.Several(series):
                    self.selected.add(series)
                case n.Pick(series, how) | n.PickIs(series, how) | n.PickMoment(series, how):
                    self.selected.add(series)
                    if how in ("latest", "previous", "first"):
                        ranked.add(series)
        self.ranked = ranked | self.bare
        """The facts whose entries stand in the order of time."""

    def read(self, fact: Fact) -> None:
        """Write the code that reads one fact that repeats."""
        names, out = self.scope.lists[fact.name], self.scope.out
        out.line(f"{names.entries}: list[Any] = []")
        if fact.repeated:
            self._samples(fact)
            return
        closed = fact.missing is not None
        entries = self.scope.namer.local("entries")
        out.call((entries, names.complete), "listed", (names.given, str(closed)))
        entry = self.scope.namer.local("entry")
        with out.loop(entry, entries):
            with out.when(_no_mapping(entry)):
                out.line("raise Unusual")
            with out.when(Test(f"not {entry}.keys() <= {self._fields(fact)}")):
                out.line("raise Unusual")
            self._entry(fact, entry)
        self._sort(fact)

    def _samples(self, fact: Fact) -> None:
        names, out = self.scope.lists[fact.name], self.scope.out
        value = self.scope.numbers[fact.name]
        out.line(f"{names.complete}: bool | None = None")
        given = (Test(f"type({names.given}) is list"), Test(f"type({names.given}) is tuple"))
        with out.when(either(given)):
            out.line(f"{names.complete} = sampled({names.given})")
            sample = self.scope.namer.local("sample")
            with out.loop(sample, names.given):
                with out.when(_no_mapping(sample)):
                    out.line("raise Unusual")
                self._entry(fact, sample)
            self._sort(fact)
            # Where no rule reads the current value it is not picked, but what a record is read into has a place for it.
            unread = "NAN" if fact.kind == "number" else "None"
            out.line(f"{value} = {self.current(fact) if fact.name in self.bare else unread}")
        with out.otherwise():
            if fact.kind != "number":
                out.line(f"{value} = {names.given}")
            read_fact(self.scope, fact)
            number = fact.kind == "number"
            if fact.name not in self.selected:
                return
            # It is a list of one, at a time that nobody knows.
            with out.when(Test(f"{value} == {value}" if number else f"{value} is not None")):
                out.line(f"{names.complete} = True")
                unknown = "NAN, None" if self.scope.times is Times.TICKS else "None"
                unknown = "None, None" if self.scope.times is Times.RANGES else unknown
                out.line(f"{names.entries}.append(({value}, {unknown}))")

    def _entry(self, fact: Fact, entry: str) -> None:
        """Read the fields of one entry, and put them into the list."""
        scope, out = self.scope, self.scope.out
        with fields(scope, fact) as variables:
            for field in fact.fields:
                out.line(f"{given_in(scope, field)} = {entry}.get({text(_short(field))})")
            if fact.repeated:
                out_of_form: list[Expression] = [Test(f"{given_in(scope, field)} is None") for field in fact.fields]
                size: Expression = Test(f"len({entry}) != {len(fact.fields)}")
                if fact.kind == "number":
                    unit = either((Test(f"len({entry}) != 3"), Test(f'{entry}.get("unit") != {text(fact.unit)}')))
                    size = both((size, unit))
                with out.when(either((*out_of_form, size))):
                    out.line("raise Unusual")
            for field in fact.fields:
                self._field(field)
            inside = ", ".join(variables)
            comma = "," if len(variables) == 1 else ""
            out.line(f"{scope.lists[fact.name].entries}.append(({inside}{comma}))")

    def _field(self, field: Fact) -> None:
        scope, out = self.scope, self.scope.out
        if field.kind == "moment" and scope.times is Times.TICKS:
            given, (ticks, at) = given_in(scope, field), variables_of(scope, field)
            if field.missing is not None:
                with out.when(Test(f"{given} is None")):
                    out.line("raise Unusual")
            out.call((at,), "sharp.dated", (given,))
            out.call((ticks,), "sharp.ticks", (at,))
        elif field.kind == "period" and scope.times is not Times.RANGES:
            # A mapping within an entry would have to be copied, lest the caller change it.
            with out.when(Test(f"{given_in(scope, field)} is not None") if field.missing is None else YES):
                out.line("raise Unusual")
            variables = variables_of(scope, field)
            unknown = ("NAN", "NAN", "None", "None") if scope.times is Times.TICKS else ("None", "None")
            out.line(f"{', '.join(variables)} = {', '.join(unknown)}")
        else:
            read_fact(scope, field)

    def _sort(self, fact: Fact) -> None:
        time = time_of(fact)
        if fact.name in self.ranked and time is not None:
            place = str(place_of(self.scope, fact, time))
            self.scope.out.line(f"in_order({self.scope.lists[fact.name].entries}, {place})")

    def _fields(self, fact: Fact) -> str:
        names = sequence([text(_short(field)) for field in fact.fields])
        made = Call("frozenset", (names,))
        known = next((name for name, value in self.scope.constants.items() if value == made), None)
        if known is None:
            known = f"FIELDS_{len(self.scope.constants) + 1}"
            self.scope.constants[known] = made
        return known


def time_of(fact: Fact) -> Fact | None:
    """The field with an entry's time, if it has one."""
    return next((field for field in fact.fields if field.kind == "moment"), None)


def place_of(scope: Scope, fact: Fact, wanted: Fact) -> int:
    """Where the first variable of a field stands in the tuple of an entry."""
    place = 0
    for field in fact.fields:
        if field is wanted:
            break
        place += variables_in_entry(field.kind, scope.times)
    return place


def given_in(scope: Scope, field: Fact) -> str:
    """The variable that takes a field's value as it is given."""
    if field.kind == "period":
        return scope.given[field.name]
    held = scope.moments[field.name][0] if field.kind == "moment" else scope.numbers[field.name]
    return scope.given_numbers.get(field.name, held)


@contextmanager
def fields(scope: Scope, fact: Fact) -> Iterator[list[str]]:
    """New variables for what one entry holds, while the code inside one loop is written; their names.

    Inside, what an entry of the same record around it holds has the names of :func:`around`.
    """
    places: tuple[dict[str, Any], ...] = (
        scope.numbers, scope.moments, scope.dated, scope.given, scope.given_numbers, scope.periods,
    )  # fmt: skip
    names = [name for field in fact.fields for name in (field.name, around(field.name))]
    before = [{name: held.pop(name) for name in names if name in held} for held in places]
    for field in fact.fields:
        name_fact(scope, field)
        for place, held in zip(places, before, strict=True):
            if field.name in held:
                place[around(field.name)] = held[field.name]
    yield [variable for field in fact.fields for variable in variables_of(scope, field)]
    for place, held in zip(places, before, strict=True):
        for name in names:
            place.pop(name, None)
        place.update(held)


def _no_mapping(name: str) -> Expression:
    return both((Test(f"type({name}) is not dict"), Test(f"type({name}) is not Frozen")))


def _short(field: Fact) -> str:
    return field.name.rpartition(".")[2]
