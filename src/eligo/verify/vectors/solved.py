"""A patient whom the solver finds for a mistake, made like one of the protocol's own, in few and round values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from eligo.core.program import SCREENING, Fact
from eligo.verify import answers
from eligo.verify.patients import simplified

from ..equivalence.equivalent import proven_equivalent
from ..mutants import Mutant
from .bounds import decimals
from .judges import Comparison
from .patients import Patient, Patients

MOST_BASES = 3
"""Most of the protocol's own patients who are tried as the rest of the patient."""

EFFORT = 300_000
"""How much the solver may do for one question, in its own unit."""

MOST_TRIED = 120
"""Most patients tried in search of rounder values."""

MOST_FILLED = 20
"""Most patients tried with what entries lack put in."""

MOST_READ = 6_000
"""Most values read in that search: of patients of whom much is known fewer are tried."""


def solved(patients: Patients, mutant: Mutant, comparison: Comparison) -> Patient | answers.Undecided | None:
    """A patient who comes out otherwise with a mistake, or that it is too hard; None when there is nobody to add."""
    program = patients.program
    if mutant.kind == "fact" or proven_equivalent(program, mutant):
        return None
    from ..equivalence.told_apart import told_apart  # not before it is needed: it loads z3

    answer = told_apart(program, mutant, EFFORT, dates=False)  # there it takes long, and few are found
    if isinstance(answer, answers.Patient):
        return like_a_known_one(patients, comparison, answer.raw)
    return answer if isinstance(answer, answers.Undecided) else None


def like_a_known_one(patients: Patients, comparison: Comparison, raw: Mapping[str, object]) -> Patient | None:
    """A patient of the solver's as one of the protocol's own with something changed; None when nobody is like that."""
    for base in (*patients.vignettes[:MOST_BASES], patients.every[-1]):
        for changes in _among_others(base, raw):
            found = _tells(patients, comparison, base, changes)
            if found is not None:
                return found
    return None


def _among_others(base: Patient, raw: Mapping[str, object]) -> Iterator[dict[str, object]]:
    """What the solver found, to be put in place of a patient's own: without the screening, if that will do."""
    without = {name: value for name, value in raw.items() if name != SCREENING}
    if SCREENING in base.given and SCREENING in raw:
        yield without
    yield dict(raw)


def _tells(patients: Patients, comparison: Comparison, base: Patient, raw: dict[str, object]) -> Patient | None:
    """The patient with as little changed as will do; None when it does not tell the mistake."""

    def with_changes(changes: Mapping[str, object]) -> Patient | None:
        given = {**base.given, **changes}
        read = patients.read(base.name, given)
        if read is None:
            return None
        changed = {name: read.given.get(name) for name in changes}
        return Patient(read.name, read.given, read.values, read.implausible, changed)

    left = min(MOST_TRIED, MOST_READ // max(1, len(raw)))

    def answers_it(changes: dict[str, object]) -> bool:
        nonlocal left
        left -= 1
        made = with_changes(changes) if left > 0 else None
        return made is not None and comparison.apart(made)

    if not answers_it(raw):
        return None
    simple: dict[str, object] = _as_written(simplified(patients.program.facts, raw, answers_it))  # type: ignore[assignment]
    left = MOST_FILLED
    for fact in patients.program.facts:
        simple = _filled(fact, base, simple, answers_it)
    found = with_changes(simple)
    return found if found is not None and comparison.apart(found) else None


def _filled(
    fact: Fact, base: Patient, changes: dict[str, object], answers_it: Callable[[dict[str, object]], bool]
) -> dict[str, object]:
    """The patient with what entries lack put in, where that will do: there is quicker code for such, to be tried."""
    entries = _entries(changes.get(fact.name)) if fact.kind == "events" else []
    known = [*entries, *_entries(base.given.get(fact.name))]
    for place in range(len(entries)):
        for name in (field.name.rpartition(".")[2] for field in fact.fields):
            if name not in entries[place]:
                usual = next((entry[name] for entry in known if name in entry), None)
                filled = [*entries[:place], {**entries[place], name: usual}, *entries[place + 1 :]]
                made = {**changes, fact.name: _with_entries(changes[fact.name], filled)}
                if usual is not None and answers_it(made):
                    changes, entries = made, filled
    return changes


def _entries(value: object) -> list[dict[str, object]]:
    inside = value.get("entries") if isinstance(value, Mapping) else value
    return list(inside) if isinstance(inside, list) else []


def _with_entries(value: object, entries: list[dict[str, object]]) -> object:
    return {**value, "entries": entries} if isinstance(value, Mapping) else entries


def _as_written(value: object) -> object:
    """A raw value with its numbers as a record has them."""
    if isinstance(value, Fraction):
        return next(decimals([value]), value)
    if isinstance(value, Mapping):
        return {key: _as_written(part) for key, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_as_written(part) for part in value]
    return value
