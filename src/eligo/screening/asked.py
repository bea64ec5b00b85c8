"""What undetermined patients are still to be asked, for many at a time.

:func:`eligo.core.needs.needed_facts` looks at one record. Most records differ only in values that it never looks at, so
it is asked once for each *kind* of record.

The criteria and assumptions are split into parts that share no fact but the moment of screening, which is known: the
search of ``needed_facts`` never joins what shares no open fact, so that the needs of a record are those of its parts
joined. Within a part the search depends on nothing but this, which is the kind
of a record there:

- which conditions without parts are true, false and unknown;
- which facts are open;
- for some unknown conditions the values that they read: see :mod:`kinds`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from eligo.backends.polars import Plan, facts
from eligo.core import nodes as n
from eligo.core.needs import Needed, joined, needed_facts
from eligo.core.program import SCREENING, Fact, Program
from eligo.core.reads import Reads
from eligo.core.residual import parts

from .exact import REMEMBERED, LaneReader
from .kinds import kind_of
from .parts import part_of

_NESTED = n.Not | n.All | n.Any | n.Count


@dataclass(frozen=True, slots=True)
class Part:
    """Criteria and assumptions that share facts.

    Attributes:
        program: they alone.
        facts: what they read.
        atoms: their conditions without parts, each with the facts that it reads.
    """

    program: Program
    facts: tuple[Fact, ...]
    atoms: dict[n.Condition, tuple[Fact, ...]]


def parts_sharing(program: Program, *, screening_known: bool) -> list[Part]:
    """Split criteria and assumptions into parts that share no fact, apart from a moment of screening that is known."""
    reads = Reads(program)
    apart = {SCREENING} if screening_known else set()
    read = [(goal, reads.of(goal.condition) - apart) for goal in (*program.criteria, *program.assumptions)]
    groups: list[set[str]] = []
    for _, names in read:
        merged = set(names)
        for group in [g for g in groups if g & merged]:
            groups.remove(group)
            merged |= group
        if merged:
            groups.append(merged)
    found = []
    for group in groups:
        criteria = tuple(c for c in program.criteria if reads.of(c.condition) & group)
        assumptions = tuple(a for a in program.assumptions if reads.of(a.condition) & group)
        found.append(_part(part_of(program, (), criteria, assumptions), reads))
    alone = [c for c in program.criteria if not reads.of(c.condition) - apart]
    found += [_part(part_of(program, (), (c,)), reads) for c in alone]
    return [part for part in found if part.program.criteria]


def _part(program: Program, reads: Reads) -> Part:
    nodes: list[object] = [d.body for d in program.definitions]
    nodes += [c.condition for c in program.criteria] + [a.condition for a in program.assumptions]
    atoms: dict[n.Condition, tuple[Fact, ...]] = {}
    while nodes:
        node = nodes.pop()
        if isinstance(node, n.Condition) and not isinstance(node, _NESTED | n.Ref):
            atoms[node] = reads.facts(node)
        nodes += parts(node)
    names = {fact.name for read in atoms.values() for fact in read}
    return Part(program, tuple(f for f in program.facts if f.name in names), atoms)


class Asked:
    """Finds out the needs of undetermined patients, and remembers them by kind."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._splits = {known: parts_sharing(program, screening_known=known) for known in (True, False)}
        self._known: dict[tuple[object, ...], tuple[Needed, ...]] = {}
        self._order = {fact.name: place for place, fact in enumerate(program.facts)}
        self.atoms = tuple({atom: None for split in self._splits.values() for part in split for atom in part.atoms})

    def needs(self, frame: pl.DataFrame, plan: Plan) -> pl.Series:
        """The needs of each row of a prepared frame, as lists of names.

        Args:
            frame: undetermined rows, as :meth:`eligo.backends.polars.Plan.prepare` gives them.
            plan: the plan that the frame was prepared by, with the truth of :attr:`atoms`.
        """
        program = self._program
        lists: list[list[str] | None] = [None] * len(frame)
        screening = facts.moment(program.fact[SCREENING], plan.forms[SCREENING])
        known = frame.select((screening.low.expr == screening.high.expr).fill_null(False).alias("!")).to_series()
        if len(known) != len(frame):
            known = known.new_from_index(0, len(frame))
        for screened, parts_of_program in self._splits.items():
            rows = (known == screened).arg_true()
            if len(rows):
                for place, names in zip(rows, self._needs(frame[rows], plan, parts_of_program), strict=True):
                    lists[place] = names
        return pl.Series(lists, dtype=pl.List(pl.String))

    def _needs(self, frame: pl.DataFrame, plan: Plan, parts_of_program: list[Part]) -> Iterator[list[str]]:
        columns = [self._part_needs(frame, plan, part) for part in parts_of_program]
        names: dict[tuple[tuple[Needed, ...], ...], list[str]] = {}
        for row in zip(*columns, strict=True):
            if row not in names:
                names[row] = self._joined(row)
            yield names[row]

    def _joined(self, row: tuple[tuple[Needed, ...], ...]) -> list[str]:
        found = [name for name in joined([group for part in row for group in part]) if name in self._order]
        return sorted(found, key=self._order.__getitem__)

    def _part_needs(self, frame: pl.DataFrame, plan: Plan, part: Part) -> list[tuple[Needed, ...]]:
        unknown = pl.any_horizontal([plan.passed[c.name].is_null() for c in part.program.criteria])
        key = kind_of(part.atoms, self._program, plan)
        table = frame.with_columns(**{f"!{i}": expr for i, expr in enumerate(key)}, **{"!": unknown})
        table = table.with_row_index("!row").filter("!")
        reader = LaneReader(_with_screening(part, self._program), plan.forms)
        found: list[tuple[Needed, ...]] = [()] * len(frame)
        names = [f"!{i}" for i in range(len(key))]
        kinds = table.group_by(names, maintain_order=True).agg("!row")
        firsts = kinds["!row"].list.first()
        physical = reader.physical(frame[firsts]).rows() if reader.columns else [()] * len(kinds)
        for kind, lanes in zip(kinds.rows(), physical, strict=True):
            here = (id(part), *kind[:-1])
            if here not in self._known:
                if len(self._known) >= REMEMBERED:
                    self._known.clear()
                self._known[here] = needed_facts(part.program, reader.record(lanes))
            for row in kind[-1]:
                found[row] = self._known[here]
        return found


def _with_screening(part: Part, program: Program) -> tuple[Fact, ...]:
    names = {f.name for f in part.facts} | {SCREENING}
    return tuple(f for f in program.facts if f.name in names)
