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

from dataclasses import dataclass

import polars as pl

from eligo.backends.polars import Plan, facts
from eligo.core import nodes as n
from eligo.core.needs import Needed, joined, needed_facts
from eligo.core.program import SCREENING, Assumption, Criterion, Fact, Program
from eligo.core.reads import Reads
from eligo.records.reach import nodes_in

from .distinct import numbered
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
    goals: list[Criterion | Assumption] = [*program.criteria, *program.assumptions]
    read = [(goal, reads.of(goal.condition) - apart) for goal in goals]
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
    roots: list[object] = [d.body for d in program.definitions]
    roots += [c.condition for c in program.criteria] + [a.condition for a in program.assumptions]
    atoms: dict[n.Condition, tuple[Fact, ...]] = {}
    for node in (node for root in roots for node in nodes_in(root)):
        if isinstance(node, n.Condition) and not isinstance(node, _NESTED | n.Ref):
            atoms[node] = reads.facts(node)
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

    def needs(self, frame: pl.DataFrame, plan: Plan) -> tuple[pl.Series, list[list[str]]]:
        """For each row of a prepared frame the place of its needs in a list of all that occur.

        Args:
            frame: undetermined rows, as :meth:`eligo.backends.polars.Plan.prepare` gives them.
            plan: the plan that the frame was prepared by, with the truth of :attr:`atoms`.
        """
        screening = facts.moment(self._program.fact[SCREENING], plan.forms[SCREENING])
        sharp = (screening.low.expr == screening.high.expr).fill_null(False)
        known = frame.lazy().with_columns(sharp.alias("!")).select("!").collect().to_series()
        found = pl.zeros(len(frame), dtype=pl.UInt32, eager=True)
        lists: list[list[str]] = []
        for screened, parts_of_program in self._splits.items():
            rows = (known == screened).arg_true()
            if len(rows):
                part = frame if len(rows) == len(frame) else frame[rows]
                numbers, names = self._needs(part, plan, parts_of_program)
                found = found.scatter(rows, numbers + len(lists))
                lists += names
        return found, lists

    def _needs(
        self, frame: pl.DataFrame, plan: Plan, parts_of_program: list[Part]
    ) -> tuple[pl.Series, list[list[str]]]:
        """For each row the place of its needs in a list of all that occur."""
        answers = [self._part_needs(frame, plan, part) for part in parts_of_program]
        table = pl.DataFrame([numbers.alias(str(i)) for i, (numbers, _) in enumerate(answers)])
        numbers, kinds = numbered(table)
        needed = [known for _, known in answers]
        groups = (
            [group for known, at in zip(needed, kind, strict=True) if isinstance(at, int) for group in known[at]]
            for kind in kinds
        )
        return numbers, [self._joined(some) for some in groups]

    def _joined(self, groups: list[Needed]) -> list[str]:
        found = [name for name in joined(groups) if name in self._order]
        return sorted(found, key=self._order.__getitem__)

    def _part_needs(self, frame: pl.DataFrame, plan: Plan, part: Part) -> tuple[pl.Series, list[tuple[Needed, ...]]]:
        """For each row the place of what it needs of one part in a list of all that occur."""
        unknown = pl.any_horizontal([plan.passed[c.name].is_null() for c in part.program.criteria])
        key = {f"!{i}": expr for i, expr in enumerate(kind_of(part.atoms, self._program, plan))}
        table = frame.lazy().with_columns(**key, **{"!": unknown}).select("!", *key).collect()
        rows = table["!"].arg_true()
        nothing: tuple[Needed, ...] = ()
        if not len(rows):
            return pl.zeros(len(frame), dtype=pl.UInt32, eager=True), [nothing]
        numbers, kinds = numbered(table[rows].drop("!"))
        firsts = frame[rows.gather(numbers.arg_unique())]
        reader = LaneReader(_with_screening(part, self._program), plan.forms)
        lanes = reader.physical(firsts).rows() if reader.columns else [()] * len(kinds)
        found = [self._part_kind(part, kind, reader, row) for kind, row in zip(kinds, lanes, strict=True)]
        places = pl.zeros(len(frame), dtype=pl.UInt32, eager=True).scatter(rows, numbers + 1)
        return places, [nothing, *found]

    def _part_kind(
        self, part: Part, kind: tuple[object, ...], reader: LaneReader, lanes: tuple[object, ...]
    ) -> tuple[Needed, ...]:
        here = (id(part), *kind)
        if here not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[here] = needed_facts(part.program, reader.record(lanes))
        return self._known[here]


def _with_screening(part: Part, program: Program) -> tuple[Fact, ...]:
    names = {f.name for f in part.facts} | {SCREENING}
    return tuple(f for f in program.facts if f.name in names)
