"""Program to its test vectors: the patients that show what each criterion does, and what is expected of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from eligo.core.interpret import Outcome, Verdict
from eligo.core.phrases import text_of
from eligo.core.program import Criterion, Program
from eligo.core.reads import Reads
from eligo.core.truth import FALSE, TRUE, UNKNOWN, Truth, truth_of
from eligo.core.vectors import Vector
from eligo.core.words import Wording

from ..mutants import Mutant, mutants
from .edges import SIDES, Edges
from .judges import Comparison, Hinges, Right
from .nearness import Goal
from .pairs import pairs
from .patients import Patient, Patients
from .readings import readings
from .search import Search
from .sites import sites
from .solved import solved
from .telling import Nearby, near_facts, telling
from .whole import Whole

WORK = 1500
"""Most patients that are tried in search of those of one criterion."""

WORK_ON_MISTAKE = 300
"""Most patients that are made in search of one who shows a mistake."""

WORK_ON_MISTAKES = 8_000
"""Most patients that are made in search of those who show the mistakes that nobody shows yet."""

MOST_READ = 200_000
"""Most mistakes times definitions and criteria that are looked at: each mistake is tried on the whole protocol."""

MOST_ASKED = 100
"""Most mistakes of which the solver is asked who shows them."""

MOST_TOO_HARD = 10
"""Most mistakes in one place that are too hard for the solver before it is no longer asked there."""

MOST_LOOKED_AT = 20
"""Most patients among whom those are looked for from whom such a search sets out."""

MOST_TOLD = 40
"""Most criteria that do not pass a patient of whom all of them are told: of others the criterion at hand alone is."""

MOST_STARTS = 4
"""Most patients from whom the search for one sets out."""

_SAID: dict[Truth, str] = {TRUE: "holds", FALSE: "does not hold", UNKNOWN: "is not known"}


@dataclass(frozen=True, slots=True)
class _Named:
    """A patient, and why it is there."""

    title: str
    patient: Patient


def vectors(program: Program) -> tuple[Vector, ...]:
    """The test vectors of a program by criterion, in the author's order."""
    patients, reads = Patients(program), Reads(program)
    search, whole = Search(patients, reads), Whole(patients, reads)
    found: dict[str, dict[str, _Named]] = {}
    for criterion in program.criteria:
        found[criterion.name] = {}
        for named in _of_criterion(search, whole, criterion):
            found[criterion.name].setdefault(_key(named.patient), named)
    _show_mistakes(search, found)
    made = ((name, named) for name, every in found.items() for named in every.values())
    return tuple(_vector(whole, name, named) for name, named in made)


def _of_criterion(search: Search, whole: Whole, criterion: Criterion) -> Iterator[_Named]:
    """Each condition true, false and unknown; each limit from both sides; each number as it is read."""
    program, patients = search.program, search.patients
    search.left = WORK
    starts = patients.distinct(search.reads.of_name(criterion.name), patients.every)
    wording = Wording(program)
    known = list(starts)
    for one in pairs(search, list(sites(program, criterion.condition)), starts):
        known.append(one.patient)
        yield _Named(f"{text_of(wording.inline(one.atom))}: {_SAID[one.truth]}", one.patient)
    for edge in Edges(program, patients, search.reads).of(criterion, known):
        for side, patient in zip(SIDES, edge.patients, strict=True):
            yield _Named(f"{edge.fact} {side} its limit: {_shown(patient.given[edge.fact])}", patient)
            known.append(patient)
    alone = _failing_alone(search, whole, criterion, known)
    if alone is not None:
        yield _Named("fails this criterion and no other", alone)
    for title, patient in readings(patients, criterion, search.reads.facts(criterion.condition), known):
        yield _Named(title, patient)


def _failing_alone(search: Search, whole: Whole, criterion: Criterion, known: list[Patient]) -> Patient | None:
    """A patient whom this criterion alone keeps out: one that is known, or else one that is found from an eligible."""
    program = search.program
    for patient in known:
        standing = whole.of(patient)
        if (standing.failed, standing.unknown) == (1, 0) and whole.outcome(standing, criterion.name) is Outcome.FAILED:
            return patient
    facts = search.reads.facts(criterion.condition)
    touched = whole.reading(fact.name for fact in facts)
    goals: list[Goal] = [
        (c.condition, truth_of((c.kind == "include") is not (c is criterion)))
        for c in (program.criteria[place] for place in touched)
    ]
    for patient in search.patients.vignettes[:MOST_STARTS]:
        standing = whole.of(patient)
        open_ = {*standing.places(Outcome.FAILED), *standing.places(Outcome.UNKNOWN)}
        if open_.issubset(touched):  # the others stay as they are, and have to pass
            alone = search.find(goals, patient, facts)
            if alone is not None:
                return alone
    return None


def _show_mistakes(search: Search, found: dict[str, dict[str, _Named]]) -> None:
    """Add a patient for each first-order mistake that nobody shows yet: near the others, or found by the solver."""
    patients, reads = search.patients, search.reads
    right = Right(patients.program)
    search.left = 0

    def shown(mutant: Mutant, comparison: Comparison) -> list[Patient] | None:
        """Those who might show a mistake; None when one of them does."""
        pool = _likely_first(mutant, reads, [named.patient for c in mutant.touched for named in found[c].values()])
        return None if any(map(comparison.apart, pool)) else pool

    def add(mutant: Mutant, patient: Patient) -> None:
        title = f"shows this mistake in {mutant.where}: {mutant.what}"
        found[mutant.touched[0]].setdefault(_key(patient), _Named(title, patient))

    open_ = []
    hinges, nearby, left = Hinges(right), Nearby(search), WORK_ON_MISTAKES
    for mutant in islice(mutants(patients.program), MOST_READ // _size(patients.program)):
        comparison = Comparison(right, mutant)
        pool = shown(mutant, comparison)
        if pool is None:
            continue
        starts = hinges.first(mutant, [*pool[:MOST_LOOKED_AT], *patients.vignettes[:MOST_LOOKED_AT]])
        nearby.left = given = max(0, min(left, WORK_ON_MISTAKE))
        shows = telling(nearby, mutant, comparison, starts[:MOST_STARTS])
        left -= given - nearby.left
        if shows is not None:
            add(mutant, shows)
        else:
            open_.append((mutant, comparison))
    asked, too_hard = 0, Counter[str]()
    for mutant, comparison in open_:
        given_up = asked >= MOST_ASKED or too_hard[mutant.where] >= MOST_TOO_HARD
        if not given_up and shown(mutant, comparison) is not None:
            asked += mutant.kind != "fact"
            by_solver = solved(patients, mutant, comparison)
            if isinstance(by_solver, Patient):
                add(mutant, by_solver)
            elif by_solver is not None:
                too_hard[mutant.where] += 1


def _size(program: Program) -> int:
    """How many definitions and criteria a program has, at least one."""
    return 1 + len(program.definitions) + len(program.criteria)


def _likely_first(mutant: Mutant, reads: Reads, pool: Iterable[Patient]) -> list[Patient]:
    """The patients, those first whose changed facts the wrong condition reads."""
    near = near_facts(mutant, reads)
    return sorted(pool, key=lambda patient: near.isdisjoint(patient.changed))


def _vector(whole: Whole, criterion: str, named: _Named) -> Vector:
    patient = named.patient
    standing = whole.of(patient)
    briefly = standing.failed + standing.unknown > MOST_TOLD
    undetermined = standing.verdict is Verdict.UNDETERMINED
    return Vector(
        criterion,
        named.title,
        patient.name,
        tuple(patient.changed.items()),
        standing.verdict.value,
        () if briefly else whole.names(standing.places(Outcome.FAILED)),
        () if briefly else whole.names(standing.places(Outcome.UNKNOWN)),
        whole.needs(patient, standing) if undetermined and not briefly else (),
        patient.implausible,
        whole.outcome(standing, criterion).value if briefly else "",
    )


def _key(patient: Patient) -> str:
    return repr((patient.name, sorted(patient.changed.items(), key=lambda item: item[0])))


def _shown(value: object) -> str:
    if isinstance(value, dict) and "start" in value:
        end = value.get("end")
        return f"from {value['start']}" + ("" if end is None else f" to {end}")
    return str(value)
