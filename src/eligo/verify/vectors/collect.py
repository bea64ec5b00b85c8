"""Program to its test vectors: the patients that show what each criterion does, and what is expected of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from eligo.core import nodes as n
from eligo.core.interpret import Outcome, Verdict
from eligo.core.phrases import text_of
from eligo.core.program import Criterion, Program
from eligo.core.reads import Reads
from eligo.core.truth import FALSE, TRUE, UNKNOWN, Truth, truth_of
from eligo.core.vectors import Gap, Vector
from eligo.core.words import Wording

from ..mutants import Mutant
from .edges import SIDES, Edges
from .gaps import fails_alone, gaps_of
from .hanging import Shown, shown_of
from .masked import masked
from .mistakes import Mistakes
from .nearness import Goal
from .pairs import pairs
from .patients import Patient, Patients
from .readings import readings
from .rounding import Rounding
from .search import Search
from .sites import sites
from .twos import twos
from .whole import Whole

WORK = 1500
"""Most patients that are tried in search of those of one criterion."""

MOST_TOLD = 40
"""Most criteria that do not pass a patient of whom all of them are told: of others the criterion at hand alone is."""

MOST_STARTS = 4
"""Most patients from whom the search for one who fails a criterion alone sets out."""

_SAID: dict[Truth, str] = {TRUE: "holds", FALSE: "does not hold", UNKNOWN: "not known"}


@dataclass(frozen=True, slots=True)
class _Named:
    """A patient, and why it is there."""

    title: str
    patient: Patient


def vectors(program: Program) -> tuple[Vector, ...]:
    """The test vectors of a program by criterion, in the author's order."""
    return collected(program)[0]


def collected(program: Program) -> tuple[tuple[Vector, ...], tuple[Gap, ...]]:
    """The test vectors of a program, and what none of them shows."""
    patients, reads = Patients(program), Reads(program)
    search, whole, rounding = Search(patients, reads), Whole(patients, reads), Rounding(patients, reads)
    found: dict[str, dict[str, _Named]] = {}
    shown: dict[str, dict[n.Condition, Shown]] = {}
    for criterion in program.criteria:
        found[criterion.name] = {}
        shown[criterion.name] = shown_of(program, reads, criterion.condition)
        for named in _of_criterion(search, whole, rounding, criterion, shown[criterion.name]):
            found[criterion.name].setdefault(_key(named.patient), named)
    _show_mistakes(patients, found)
    for criterion in program.criteria:
        known = [*(named.patient for named in found[criterion.name].values()), *patients.vignettes]
        for title, patient in twos(patients, criterion, reads.facts(criterion.condition), known):
            found[criterion.name].setdefault(_key(patient), _Named(title, patient))
    made = ((name, named) for name, every in found.items() for named in _apart(every.values()))
    gaps = [
        gap
        for name, every in found.items()
        for gap in gaps_of(whole, name, shown[name].values(), [named.patient for named in every.values()])
    ]
    return tuple(_vector(whole, name, named) for name, named in made), tuple(gaps)


def _apart(some: Iterable[_Named]) -> Iterator[_Named]:
    """Patients each by a title of his own: of those with the same one the later ones say whom they are like."""
    seen: set[str] = set()
    for named in some:
        title = named.title if named.title not in seen else f"{named.title}, like {named.patient.name or 'nobody'}"
        seen.add(title)
        yield replace(named, title=title)


def _of_criterion(
    search: Search, whole: Whole, rounding: Rounding, criterion: Criterion, conditions: Mapping[n.Condition, Shown]
) -> Iterator[_Named]:
    """Each condition true, false and unknown; each limit from both sides; each number as it is read."""
    program, patients = search.program, search.patients
    search.left = WORK
    starts = patients.distinct(search.reads.of_name(criterion.name), patients.every)
    wording = Wording(program)
    known = list(starts)
    every = list(sites(program, criterion.condition))
    for one in chain(pairs(search, every, conditions, starts), masked(search, conditions.values(), known)):
        known.append(one.patient)
        yield _Named(f"{_SAID[one.truth]}: {text_of(wording.inline(one.atom))}", one.patient)
    edges = list(Edges(program, patients, search.reads).of(criterion, known))
    limits = Counter(fact for fact, _ in dict.fromkeys((edge.fact, edge.atom) for edge in edges))
    for edge in edges:
        beside = f", {edge.beside} without the hour" if edge.beside else ""
        limit = f" ({text_of(wording.inline(edge.atom))})" if limits[edge.fact] > 1 else ""
        for side, patient in zip(SIDES, edge.patients, strict=True):
            shown = _shown(patient.given[edge.fact])
            yield _Named(f"{edge.fact} {side} its limit{beside}: {shown}{limit}", patient)
            known.append(patient)
    for edge, patient in rounding.of(edges):
        shown = _shown(patient.given[edge.fact])
        yield _Named(f"{edge.fact} at its limit, where floating point is beside it: {shown}", patient)
    alone = _failing_alone(search, whole, criterion, known)
    if alone is not None:
        yield _Named("fails this criterion and no other", alone)
    for title, patient in readings(patients, criterion, search.reads.facts(criterion.condition), known):
        yield _Named(title, patient)


def _failing_alone(search: Search, whole: Whole, criterion: Criterion, known: list[Patient]) -> Patient | None:
    """A patient whom this criterion alone keeps out: one that is known, or else one that is found from an eligible."""
    program = search.program
    for patient in known:
        if fails_alone(whole, patient, criterion.name):
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


def _show_mistakes(patients: Patients, found: dict[str, dict[str, _Named]]) -> None:
    """Add a patient for each first-order mistake that nobody shows yet."""

    def add(mutant: Mutant, patient: Patient) -> None:
        title = f"shows this mistake in {mutant.where}: {mutant.what}"
        found[mutant.touched[0]].setdefault(_key(patient), _Named(title, patient))

    Mistakes(patients, lambda name: [named.patient for named in found[name].values()], add).show()


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
