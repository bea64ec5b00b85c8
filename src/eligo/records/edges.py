"""Where a protocol's rules cut the values of its facts: thresholds, the ends of windows, durations.

What is returned are candidates: values on each cut, one step to either side of it, and between the cuts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from eligo.core import nodes as n
from eligo.core.cells import crossings
from eligo.core.interpret import Interpreter
from eligo.core.program import SCREENING, Fact, Program
from eligo.core.values import DAY, HOUR, MINUTE, NEVER, Duration

from .grid import number_points, plausible
from .listed_cells import repeats
from .plans import AT_SCREENING, At, Plan, Planned, Stretch, known_value, record_of
from .reach import Reach, nodes_in
from .sample_lists import Lists

Atom = n.Compare | n.Window | n.Lasting | n.During
Selection = n.Several | n.PickIs
"""What may read other facts in the entries of one."""

_MICROS = {"weeks": 7 * DAY, "days": DAY, "hours": HOUR, "minutes": MINUTE}
_MONTHS = {"years": 12, "months": 1}
_RECENT = (
    *(At(micros=-d) for d in (HOUR, 12 * HOUR, DAY, 3 * DAY, 10 * DAY, 60 * DAY)),
    At(micros=HOUR),
    At(micros=-DAY, day=True),
)
_LONG_AGO = tuple(At(months=-12 * y, micros=-40 * DAY) for y in (1, 10, 25, 45, 65, 80))


class Edges:
    """The cuts of one program, at one moment of screening (in microseconds)."""

    def __init__(self, program: Program, screening: int, reach: Reach, lists: Lists) -> None:
        self.program = program
        self.screening = screening
        self._reach = reach
        self._lists = lists
        self._atoms: dict[str, dict[Atom, None]] = {}
        self._bare: dict[Atom | Selection, Program] = {}
        self._joint: dict[Atom | Selection, list[str]] = {}
        self._mattering: dict[tuple[str, int, tuple[Planned | None, ...]], bool] = {}
        self._elapsed: dict[Atom, list[n.Elapsed]] = {}
        for root in _roots(program):
            for atom in nodes_in(root):
                if isinstance(atom, Atom):
                    self._add(atom, sorted(reach.facts(atom) - {SCREENING}))
                elif isinstance(atom, Selection) and len(facts := sorted(reach.facts(atom) - {SCREENING})) > 1:
                    self._joint[atom] = facts

    def _add(self, atom: Atom, facts: list[str]) -> None:
        for fact in facts:
            self._atoms.setdefault(fact, {})[atom] = None
        if len(facts) > 1:
            self._joint[atom] = facts
        inside = (part for body in self._reach.bodies(atom) for part in nodes_in(body))
        self._elapsed[atom] = [part for part in inside if isinstance(part, n.Elapsed)]

    def candidates(self, fact: Fact, plan: Plan) -> list[Planned]:
        """Values of a fact, one for each way in which its conditions can turn out while the rest of a plan stays."""
        if repeats(fact):
            return self._lists.candidates(fact, plan)
        match fact.kind:
            case "flag":
                return [True, False]
            case "choice":
                return list(fact.options)
            case "number":
                return [v for v in number_points(fact, self.cuts(fact, plan)) if plausible(fact, v)]
            case "moment":
                return list(dict.fromkeys(self._moments(fact, plan)))
            case "period":
                return list(dict.fromkeys(self._periods(fact, plan)))
            case "events":  # repeats
                return []

    def joint(self, plan: Plan) -> list[frozenset[str]]:
        """For each condition that reads several facts together, those of them that matter to it in a plan."""
        return [
            frozenset(name for name in names if self._matters(name, atom, plan)) for atom, names in self._joint.items()
        ]

    def only_joint(self, fact: str) -> bool:
        """Whether a number or moment is read only together with others."""
        atoms = self._atoms.get(fact, {})
        return (
            self.program.fact[fact].kind in ("number", "moment") and bool(atoms) and atoms.keys() <= self._joint.keys()
        )

    def _matters(self, name: str, atom: Atom | Selection, plan: Plan) -> bool:
        """Whether a condition changes when a fact does, the rest of a plan being as it is."""
        asked = (name, id(atom), tuple(plan.get(read) for read in self._joint[atom]))
        if asked not in self._mattering:
            self._mattering[asked] = self._changes(name, atom, plan)
        return self._mattering[asked]

    def _changes(self, name: str, atom: Atom | Selection, plan: Plan) -> bool:
        fact = self.program.fact[name]
        program = self._bare_program(atom)
        record = record_of(plan, program.facts, self.screening)
        before = Interpreter(program, record).truth(atom)
        points = self.candidates(fact, plan)
        for option in (None, *points[:1], *points[len(points) // 2 : len(points) // 2 + 1], *points[-1:]):
            value = known_value(fact, option, self.screening)
            other = {known: v for known, v in record.items() if known != name}
            if value is not None:
                other[name] = value
            if Interpreter(program, other).truth(atom) is not before:
                return True
        return False

    def _bare_program(self, atom: Atom | Selection) -> Program:
        if atom not in self._bare:
            self._bare[atom] = self._reach.only_for(atom)
        return self._bare[atom]

    # ------------------------------------------------------------ numbers

    def cuts(self, fact: Fact, plan: Plan) -> list[Fraction]:
        """The plausible values at which a comparison of the fact changes, the rest of a plan being as it is."""
        found: set[Fraction] = set()
        for atom in self._atoms.get(fact.name, ()):
            if isinstance(atom, n.Compare):
                program = self._bare_program(atom)
                record = record_of(plan, program.facts, self.screening)
                found.update(crossings(atom, fact.name, Interpreter(program, record)))
        return sorted(cut for cut in found if plausible(fact, cut))

    # ------------------------------------------------------------ time

    def _moments(self, fact: Fact, plan: Plan) -> Iterator[Planned]:
        for edge in self._edges(fact.name, n.When(fact.name), plan):
            yield from _around(edge)
        atoms = self._atoms.get(fact.name, ())
        in_years = any(part.measure == "years" for atom in atoms for part in self._elapsed[atom])
        if in_years:
            yield from _LONG_AGO
        else:
            yield from _RECENT
            yield NEVER

    def _periods(self, fact: Fact, plan: Plan) -> Iterator[Planned]:
        for edge in self._edges(fact.name, n.EdgeOf("start", fact.name), plan):
            for start in _around(edge):
                yield from (Stretch(start), Stretch(start, start.plus(micros=HOUR)))
        for edge in self._edges(fact.name, n.EdgeOf("end", fact.name), plan):
            yield from (Stretch(end.plus(micros=-2 * DAY), end) for end in _around(edge))
        for atom in self._atoms.get(fact.name, ()):
            if isinstance(atom, n.Lasting) and atom.period == fact.name:
                for step in (-MINUTE, 0, MINUTE):
                    length = (-atom.duration.months, -atom.duration.micros - step)
                    yield Stretch(At(*length))
                    yield Stretch(At(micros=-6 * HOUR).plus(*length), At(micros=-6 * HOUR))
            if isinstance(atom, n.During):
                anchor = self._place(atom.anchor, plan)
                begun = anchor.plus(micros=-30 * DAY)
                yield from (Stretch(begun, end) for end in _around(anchor))
                yield from (Stretch(start) for start in _around(anchor))
        month_ago = At(micros=-30 * DAY)
        yield from (Stretch(At(micros=-DAY)), Stretch(month_ago), Stretch(month_ago, At(micros=-3 * DAY)))
        yield from (Stretch(At(micros=DAY)), NEVER)

    def _edges(self, fact: str, node: n.Temporal, plan: Plan) -> Iterator[At]:
        """The moments at which windows and elapsed times change for one moving moment, the others standing still."""
        for atom in self._atoms.get(fact, ()):
            if isinstance(atom, n.Window):
                bounds = [bound or Duration() for bound in (atom.low, atom.high)]
                if atom.subject == node:
                    anchor = self._place(atom.anchor, plan)
                    yield from (anchor.plus(b.months, b.micros) for b in bounds)
                elif atom.anchor == node:
                    subject = self._place(atom.subject, plan)
                    yield from (subject.plus(-b.months, -b.micros) for b in bounds)
            elif isinstance(atom, n.Compare):
                yield from self._completed(atom, node, plan)

    def _completed(self, atom: n.Compare, node: n.Temporal, plan: Plan) -> Iterator[At]:
        limits = [side.value for side in (atom.left, atom.right) if isinstance(side, n.Number)]
        for part in self._elapsed[atom]:
            if node not in (part.start, part.end):
                continue
            sign = -1 if part.start == node else 1
            other = self._place(part.end if part.start == node else part.start, plan)
            for limit in limits:
                if part.measure in _MONTHS:
                    yield other.plus(months=sign * int(limit * _MONTHS[part.measure]))
                else:
                    yield other.plus(micros=sign * int(limit * _MICROS[part.measure]))

    def _place(self, node: n.Temporal, plan: Plan) -> At:
        """Where a moment lies in a plan; a day before the screening when it lies nowhere."""
        nowhere = At(micros=-DAY)
        if isinstance(node, n.When):
            planned = AT_SCREENING if node.fact == SCREENING else plan.get(node.fact)
            return planned if isinstance(planned, At) else nowhere
        if not isinstance(node, n.EdgeOf):
            return nowhere
        period = plan.get(node.period)
        if not isinstance(period, Stretch):
            return nowhere
        return period.start if node.edge == "start" else period.end or nowhere


def _around(at: At) -> Iterator[At]:
    """A moment, a minute and a day to either side of it, and its bare date."""
    yield at
    for micros in (-MINUTE, MINUTE, -DAY, DAY):
        yield at.plus(micros=micros)
    yield replace(at, day=True)


def _roots(program: Program) -> Iterator[object]:
    for criterion in program.criteria:
        yield criterion.condition
    for definition in program.definitions:
        yield definition.body
    for assumption in program.assumptions:
        yield assumption.condition
    for claim in program.claims:
        yield claim.condition
