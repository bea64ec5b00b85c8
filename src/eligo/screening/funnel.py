"""The funnel: how many patients each criterion lets through, and what is left to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from eligo.core.interpret import Outcome, Verdict
from eligo.core.program import Program

from .table import VERDICT, column_of


@dataclass(frozen=True, slots=True)
class CriterionCount:
    """What a criterion says of all screened patients.

    Attributes:
        failed_alone: patients lost to this criterion only: it fails, and no other one does.
    """

    name: str
    label: str
    kind: str
    passed: int
    failed: int
    unknown: int
    failed_alone: int


@dataclass(frozen=True, slots=True)
class Funnel:
    """The counts of one screening; ``screened`` and ``rejected`` together are ``read``, always.

    Attributes:
        needed: of each fact, how many undetermined patients it can still decide: what a site would have to ask. None
            when that was not asked for.
        implausible: of each fact, how many values lie outside its plausible range.
        conflicts: of each assumption, by its label, how many records contradict it.
        unknown_columns: columns that no declaration knows, each with the nearest fact, if one is near.
        notes: what else is to be said of the file, in sentences for people.
    """

    read: int
    screened: int
    rejected: int
    eligible: int
    ineligible: int
    undetermined: int
    criteria: tuple[CriterionCount, ...]
    needed: dict[str, int] | None
    implausible: dict[str, int]
    conflicts: dict[str, int]
    unknown_columns: tuple[tuple[str, str | None], ...]
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The funnel as JSON has it; keys and their order are stable."""
        return {
            "read": self.read,
            "screened": self.screened,
            "rejected": self.rejected,
            "verdicts": {
                "eligible": self.eligible,
                "ineligible": self.ineligible,
                "undetermined": self.undetermined,
            },
            "criteria": [
                {
                    "name": c.name,
                    "label": c.label,
                    "kind": c.kind,
                    "passed": c.passed,
                    "failed": c.failed,
                    "unknown": c.unknown,
                    "failed_alone": c.failed_alone,
                }
                for c in self.criteria
            ],
            "needed": self.needed,
            "implausible": self.implausible,
            "conflicts": self.conflicts,
            "unknown_columns": [{"column": column, "nearest": nearest} for column, nearest in self.unknown_columns],
        }


@dataclass
class Tally:
    """Adds up the tables of a screening into a funnel."""

    program: Program
    with_needs: bool = True
    rejected: int = 0
    _counts: Counter[str] = field(default_factory=Counter)
    _lists: dict[str, Counter[str]] = field(
        default_factory=lambda: {"needs": Counter(), "implausible": Counter(), "conflicts": Counter()}
    )

    @property
    def read(self) -> int:
        """Rows counted so far."""
        return self._counts["screened"] + self.rejected

    def add(self, table: pl.DataFrame) -> None:
        """Count the rows of a table of results."""
        self._counts["screened"] += len(table)
        self._count(VERDICT, table[VERDICT], *Verdict)
        failed = {}
        several: pl.Series | bool = False
        some: pl.Series | bool = False
        for name in (column_of(c) for c in self.program.criteria):
            self._count(name, table[name], *Outcome)
            here = failed[name] = table[name] == Outcome.FAILED.value
            several = (here & some) | several
            some = here | some
        for name, here in failed.items():
            self._counts[f"{name} alone"] += int((here & ~several).sum())
        for name, counter in self._lists.items():
            if name in table.columns:
                values = table[name].explode().drop_nulls().value_counts()
                counter.update(dict(values.iter_rows()))

    def _count(self, name: str, words: pl.Series, *counted: Verdict | Outcome) -> None:
        for word in counted:
            self._counts[f"{name} {word.value}"] += int((words == word.value).sum())

    def funnel(self, unknown_columns: Sequence[tuple[str, str | None]], notes: Sequence[str] = ()) -> Funnel:
        """The funnel of everything counted."""
        count = self._counts
        criteria = []
        for c in self.program.criteria:
            name = column_of(c)
            passed, failed, unknown = (count[f"{name} {outcome.value}"] for outcome in Outcome)
            alone = count[f"{name} alone"]
            criteria.append(CriterionCount(c.name, c.label, c.kind, passed, failed, unknown, alone))
        facts = [f.name for f in self.program.facts]
        return Funnel(
            read=self.read,
            screened=count["screened"],
            rejected=self.rejected,
            eligible=count[f"{VERDICT} eligible"],
            ineligible=count[f"{VERDICT} ineligible"],
            undetermined=count[f"{VERDICT} undetermined"],
            criteria=tuple(criteria),
            needed=_in_order(facts, self._lists["needs"]) if self.with_needs else None,
            implausible=_in_order(facts, self._lists["implausible"]),
            conflicts=_in_order([a.label for a in self.program.assumptions], self._lists["conflicts"]),
            unknown_columns=tuple(unknown_columns),
            notes=tuple(notes),
        )


def _in_order(names: list[str], counts: Counter[str]) -> dict[str, int]:
    return {name: counts[name] for name in names if counts[name]}
