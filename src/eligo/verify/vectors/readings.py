"""How values are read: numbers in another unit and at the ends of what is plausible, vague moments, and none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from eligo.core.program import SCREENING, Criterion, Fact
from eligo.core.reading import read_number
from eligo.units import convert, parse_unit

from ..mutants.units import other_unit, unit_of_substance
from .bounds import decimals
from .judges import Judge
from .patients import Patient, Patients


def readings(
    patients: Patients, criterion: Criterion, facts: Sequence[Fact], known: Sequence[Patient]
) -> Iterator[tuple[str, Patient]]:
    """For each number and moment that a criterion reads, patients for whom it makes a difference how it is read.

    Args:
        facts: those that the criterion reads.
        known: patients to change.
    """
    judge = Judge(patients.program, (criterion.name,))
    for fact in facts:
        if fact.kind == "number" and not fact.repeated:
            having = [p for p in known if isinstance(p.values.get(fact.name), Fraction)]
            for why, value in plausible_limits(fact):
                changed = _first_apart(patients, judge, fact, having, value)
                if changed is not None:
                    yield f"{fact.name} {why}", changed
            yield from _in_another_unit(patients, judge, fact, having)
            yield from _as_substance(patients, judge, fact, having)
        elif fact.kind == "moment":
            yield from _without_the_hour(patients, judge, fact, known)
        if fact.kind in ("moment", "period") and fact.name != SCREENING:
            yield from _that_never_was(patients, judge, fact, known)


def _first_apart(
    patients: Patients, judge: Judge, fact: Fact, having: Sequence[Patient], value: object
) -> Patient | None:
    """A patient with a value for whom a criterion hangs on whether it counts, or else the first who has a value."""
    number = read_number(fact, value)
    best: Patient | None = None
    for patient in having:
        changed, without = patients.changed(patient, fact, value), patients.changed(patient, fact, None)
        if changed is None or without is None:
            continue
        best = best or changed
        if judge.outcomes(replace(changed, values={**changed.values, fact.name: number})) != judge.outcomes(without):
            return changed
    return best


def _in_another_unit(
    patients: Patients, judge: Judge, fact: Fact, having: Sequence[Patient]
) -> Iterator[tuple[str, Patient]]:
    """A patient who would come out differently if the unit were not heeded."""
    wrong = other_unit(fact.unit)
    if wrong is None:
        return
    for patient in having:
        number = convert(read_number(fact, patient.given[fact.name]), parse_unit(fact.unit), parse_unit(wrong))
        written = next(decimals([number, _rounded(number)]), None)
        if written is None:
            continue
        misread = patients.changed(patient, fact, written)
        changed = patients.changed(patient, fact, {"value": written, "unit": wrong})
        if misread is not None and changed is not None and judge.outcomes(misread) != judge.outcomes(changed):
            yield f"{fact.name} in {wrong}: {written}", changed
            return


def _as_substance(
    patients: Patients, judge: Judge, fact: Fact, having: Sequence[Patient]
) -> Iterator[tuple[str, Patient]]:
    """A number by the molar mass of its substance, once for each outcome: a wrong molar mass shows in one of them."""
    unit = unit_of_substance(fact)
    if unit is None:
        return
    seen = set()
    for patient in having:
        number = read_number(fact, patient.given[fact.name])
        amount = convert(number, parse_unit(fact.unit), parse_unit(unit), fact.molar_mass)
        for written in decimals([_rounded(amount)]):
            changed = patients.changed(patient, fact, {"value": written, "unit": unit})
            if changed is not None and judge.outcomes(changed) not in seen:
                seen.add(judge.outcomes(changed))
                yield f"{fact.name} in {unit}: {written}", changed


def _rounded(number: Fraction) -> Fraction:
    """A number as it would be noted: 34 weeks are 7.8 months."""
    return Fraction(f"{float(number):.3g}")


def _without_the_hour(
    patients: Patients, judge: Judge, fact: Fact, known: Sequence[Patient]
) -> Iterator[tuple[str, Patient]]:
    """A patient of whom a day is not enough: another hour of it would make a difference."""
    for patient in known:
        given = patient.given.get(fact.name)
        if isinstance(given, str) and given[10:11] == "T":
            day = patients.changed(patient, fact, without_hours(given))
            if day is not None and judge.outcomes(day) != judge.outcomes(patient):
                yield f"{fact.name} without the hour: {given[:10]}", day
                return


def without_hours(given: object) -> object:
    """A moment, or both ends of a period, as the day alone; anything else as it is."""
    if isinstance(given, dict):
        return {name: without_hours(value) for name, value in given.items()}
    return given[:10] if isinstance(given, str) else given


def at_noon(given: object) -> object:
    """A day, or the days of a period, at noon; anything else as it is."""
    if isinstance(given, dict):
        return {name: at_noon(value) for name, value in given.items()}
    return f"{given}T12:00" if isinstance(given, str) and len(given) == len("2025-06-30") else given


def _that_never_was(
    patients: Patients, judge: Judge, fact: Fact, known: Sequence[Patient]
) -> Iterator[tuple[str, Patient]]:
    """A patient for whom it makes a difference that something never happened, and is not merely unknown."""
    for patient in known:
        never, missing = patients.changed(patient, fact, False), patients.changed(patient, fact, None)
        if never is not None and missing is not None and judge.outcomes(never) != judge.outcomes(missing):
            yield f"{fact.name} never happened", never
            return


def plausible_limits(fact: Fact) -> Iterator[tuple[str, object]]:
    """The ends of what is plausible and a step beyond them, each with what it is."""
    """The ends of what is plausible and a step beyond them, each with what it is."""
    if fact.plausible is not None:
        low, high = fact.plausible
        step = fact.precision or Fraction(1, 100)
        for why, limit in (
            ("at the lowest plausible value", low),
            ("below what is plausible", low - step),
            ("at the highest plausible value", high),
            ("above what is plausible", high + step),
        ):
            yield from ((f"{why}: {value}", value) for value in decimals([limit]))
