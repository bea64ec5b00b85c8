"""What undetermined patients are still to be asked, for many at a time.

:func:`eligo.core.needs.needed_facts` looks at one record. Most records differ only in values that it never looks at, so
it is asked once for each *kind* of record.

The criteria and assumptions are split into parts that share no fact but the moment of screening, which is known: the
search of ``needed_facts`` never joins what shares no open fact, so that the needs of a record are those of its parts
together, and none if some part has no way out. Within a part the search depends on nothing but this, which is the kind
of a record there:

- which conditions without parts are true, false and unknown;
- which facts are open;
- for each unknown condition that reads several facts, or a moment, the values that it reads. Conditions that read one
  number, flag or choice are probed with values that come from the protocol alone.

Where no calendar arithmetic is done the moments matter only by their distances.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from eligo.backends.polars import Form, Forms, Plan
from eligo.backends.polars.lanes import lane_names
from eligo.core import nodes as n
from eligo.core.needs import needed_facts
from eligo.core.program import SCREENING, Fact, Program
from eligo.core.reads import Reads
from eligo.core.residual import parts
from eligo.core.values import Duration

from .exact import REMEMBERED, LaneReader
from .parts import part_of

_NESTED = (n.Not, n.All, n.Any, n.Count)


@dataclass(frozen=True, slots=True)
class _Part:
    """Criteria and assumptions that share facts.

    Attributes:
        program: they alone.
        facts: what they read.
        atoms: their conditions without parts, each with the facts that it reads.
        calendar: whether calendar arithmetic is done in them.
    """

    program: Program
    facts: tuple[Fact, ...]
    atoms: dict[n.Condition, tuple[Fact, ...]]
    calendar: bool


class Asked:
    """Finds out the needs of undetermined patients."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._reads = Reads(program)
        self._parts = list(self._split())
        self._known: dict[tuple[object, ...], frozenset[str] | None] = {}
        self.atoms = tuple({atom: None for part in self._parts for atom in part.atoms})

    # ------------------------------------------------------------ splitting a program

    def _split(self) -> Iterator[_Part]:
        goals = [(c, self._reads.of(c.condition)) for c in self._program.criteria]
        domain = [(a, self._reads.of(a.condition)) for a in self._program.assumptions]
        groups: list[set[str]] = []
        for _, facts in [*goals, *domain]:
            merged = set(facts) - {SCREENING}
            for group in [g for g in groups if g & merged]:
                groups.remove(group)
                merged |= group
            groups.append(merged)
        for group in groups:
            criteria = tuple(c for c, facts in goals if facts & group or (not facts - {SCREENING} and not group))
            assumptions = tuple(a for a, facts in domain if facts & group)
            if criteria:
                yield self._part(part_of(self._program, (), criteria, assumptions))
'''
