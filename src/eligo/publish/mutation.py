"""How good a protocol's test suite is: every mutant of the protocol compiled, and the suite's patients run on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from types import ModuleType

from eligo.backends.python.loading import load
from eligo.core.interpret import Outcome, evaluate, verdict_of
from eligo.core.pasted import patient_source
from eligo.core.program import Program
from eligo.core.reading import read_record
from eligo.core.vectors import Vector
from eligo.verify.answers import Answer, Patient, Proof
from eligo.verify.mutants import Mutant, mutants
from eligo.verify.mutants.batches import Batch, batches
from eligo.verify.vectors import distinguishing, evidence

PACKAGE = "eligo_mutant"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that the suite does not notice.

    Attributes:
        mutant: it.
        patient: one who tells it from the protocol, as a `patient` and an `expect` to paste; empty when none was found.
    """

    mutant: Mutant
    patient: str


@dataclass(frozen=True, slots=True)
class Score:
    """What became of a protocol's mutants.

    Attributes:
        made: how many of each kind of mistake there are.
        killed: how many of each kind the suite notices.
        equivalent: how many of each kind are proven to be no mistake.
        survivors: the others.
        vectors: how many patients the suite tries.
    """

    made: dict[str, int]
    killed: dict[str, int]
    equivalent: dict[str, int]
    survivors: tuple[Survivor, ...]
    vectors: int

    @property
    def total(self) -> int:
        """All mutants but those proven to be no mistake."""
        return sum(self.made.values()) - sum(self.equivalent.values())


@dataclass(frozen=True, slots=True)
class _Tried:
    """A patient, and what is expected of some criteria; ``subject`` is the one that the patient is there for."""

    subject: str
    record: Mapping[str, object]
    outcomes: Mapping[str, Outcome]
    implausible: tuple[str, ...]


def mutation_score(program: Program, progress: Progress | None = None) -> Score:
    """Make every first-order mutant of a program, compile it, and run the suite's patients on it.

    Args:
        progress: is told of how many mutants it is settled what becomes of them, and how many there are; first when
            the suite's patients have been found.
    """
    vectors = evidence(program).vectors
    tried = [*_vectors(program, vectors), *_vignettes(program)]
    every = list(mutants(program))
    alive: list[Mutant] = []
    told = progress or _untold
    told(0, len(every))
    done = 0
    for batch in batches(every):
        alive += _survivors(batch, tried)
        done += len(batch.mutants)
        told(done - len(alive), len(every))
    survivors, equivalent, names = [], [], _unused_names(program)
    for settled, mutant in enumerate(sorted(alive, key=every.index), start=done - len(alive) + 1):
        answer = distinguishing(program, mutant)
        if isinstance(answer, Proof):
            equivalent.append(mutant)
        else:
            survivors.append(Survivor(mutant, _patient(program, mutant, answer, next(names))))
        told(settled, len(every))
    made = _by_kind(every)
    open_or_equal = _by_kind([*equivalent, *(s.mutant for s in survivors)])
    killed = {kind: count - open_or_equal.get(kind, 0) for kind, count in made.items()}
    return Score(made, killed, _by_kind(equivalent), tuple(survivors), len(vectors))


def _untold(done: int, total: int) -> None:
    pass


def _by_kind(some: Iterable[Mutant]) -> dict[str, int]:
    found: dict[str, int] = {}
    for mutant in some:
        found[mutant.kind] = found.get(mutant.kind, 0) + 1
    return found


def _survivors(batch: Batch, tried: list[_Tried]) -> list[Mutant]:
    """The mutants of a batch of which nothing that is expected fails."""
    package = load(batch.program, PACKAGE)
    alive = list(zip(batch.mutants, batch.names, strict=True))
    own = frozenset(fact.name for fact in batch.program.facts)
    touched = frozenset(name for mutant in batch.mutants for name in mutant.touched)
    for one in sorted(tried, key=lambda one: one.subject not in touched):  # these will most likely do
        if not alive:
            break
        record = {name: value for name, value in one.record.items() if name in own}
        found = _screened(package, record)
        alive = [(mutant, names) for mutant, names in alive if not _noticed(mutant, names, one, found)]
    return [mutant for mutant, _ in alive]


@dataclass(frozen=True, slots=True)
class _Found:
    """What a compiled batch says of a patient; no outcomes when it cannot read the record."""

    outcomes: Mapping[str, str]
    implausible: Callable[[], tuple[str, ...]]


def _screened(package: ModuleType, record: dict[str, object]) -> _Found | None:
    try:
        result = package.screen(record)
    except package.RecordError:
        return None
    return _Found(result.outcomes, lambda: result.implausible)


def _noticed(mutant: Mutant, names: dict[str, str], one: _Tried, found: _Found | None) -> bool:
    """Whether a mutant says otherwise of a patient than is expected."""
    if found is None:
        return True
    told = (c for c in mutant.touched if c in one.outcomes)
    if any(found.outcomes[names[c]] != one.outcomes[c].value for c in told):
        return True
    return mutant.kind == "fact" and (mutant.where in found.implausible()) != (mutant.where in one.implausible)


def _vectors(program: Program, vectors: Iterable[Vector]) -> Iterator[_Tried]:
    vignettes = {v.name: dict(v.raw) for v in program.vignettes}
    for vector in vectors:
        record = {**vignettes.get(vector.patient, {}), **dict(vector.change)}
        if vector.outcome:
            outcomes = {vector.subject: Outcome(vector.outcome)}
        else:
            outcomes = {c.name: Outcome.PASSED for c in program.criteria}
            outcomes |= dict.fromkeys(vector.failed, Outcome.FAILED) | dict.fromkeys(vector.unknown, Outcome.UNKNOWN)
        yield _Tried(vector.subject, {k: v for k, v in record.items() if v is not None}, outcomes, vector.implausible)


def _vignettes(program: Program) -> Iterator[_Tried]:
    """The patients of whom the author expects a verdict, where that says what every criterion is to say."""
    raw = {v.name: dict(v.raw) for v in program.vignettes}
    for expected in program.expectations:
        reading = read_record(program.facts, raw[expected.patient])
        if reading.problems:
            continue
        found = evaluate(program, reading.values)
        certain = expected.verdict == "eligible" and verdict_of(found.outcomes).value == "eligible"
        if certain:  # every criterion passes: of any other verdict the author need not have named each outcome
            yield _Tried("", raw[expected.patient], found.outcomes, reading.implausible)


def _patient(program: Program, mutant: Mutant, answer: Answer, name: str) -> str:
    """The patient of an answer and what to expect of him, to paste into the protocol; empty when none was found."""
    if not isinstance(answer, Patient):
        return ""
    found = evaluate(program, read_record(program.facts, answer.raw).values)
    said = ", ".join(f"{criterion} {found.outcomes[criterion].value}" for criterion in mutant.touched)
    failed = [criterion for criterion, outcome in found.outcomes.items() if outcome is Outcome.FAILED]
    because = f" because {', '.join(failed)}" if failed else ""
    label = f"{said}; otherwise with {mutant.what} in {mutant.where}"
    patient = patient_source(program, name, label, answer.raw)
    # Of a patient who contradicts an assumption nothing can be expected: whatever it is, the contradiction is reported.
    return patient if found.conflicts else f"{patient}expect {name} {found.verdict.value}{because}\n"


def _unused_names(program: Program) -> Iterator[str]:
    """Names for patients that nothing in the protocol has."""
    taken = {*program.fact, *program.definition, *(vignette.name for vignette in program.vignettes)}
    return (name for number in count(1) if (name := f"found_{number}") not in taken)
