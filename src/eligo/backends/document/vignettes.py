"""The protocol's own patients, evaluated by the reference interpreter beside what the author expects of them."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.core.interpret import Evaluation, Outcome, evaluate
from eligo.core.needs import needs
from eligo.core.phrases import Bit, clean, plain
from eligo.core.program import Expectation, Program, Vignette
from eligo.core.reading import read_record

from .content import Break, Cell, Code, Mark

_TONE = {"eligible": "good", "ineligible": "bad", "undetermined": "open"}


def vignette_rows(program: Program) -> Iterator[tuple[Cell, ...]]:
    """A row for each expectation, and one for each patient of whom nothing is expected."""
    expected: dict[str, list[Expectation | None]] = {}
    for e in program.expectations:
        expected.setdefault(e.patient, []).append(e)
    for vignette in program.vignettes:
        found = _find(program, vignette)
        for expectation in expected.get(vignette.name, (None,)):
            yield _row(vignette, expectation, found)


class _Found:
    """What the rule says of a patient."""

    def __init__(self, evaluation: Evaluation, needed: tuple[str, ...]) -> None:
        self.verdict = evaluation.verdict.value
        self.failed = tuple(name for name, o in evaluation.outcomes.items() if o is Outcome.FAILED)
        self.needed = needed
        self.conflicts = evaluation.conflicts


def _find(program: Program, vignette: Vignette) -> _Found | tuple[str, ...]:
    reading = read_record(program.facts, dict(vignette.raw))
    if reading.problems:
        return tuple(str(problem) for problem in reading.problems)
    return _Found(evaluate(program, reading.values), needs(program, reading.values))


def _row(vignette: Vignette, expected: Expectation | None, found: _Found | tuple[str, ...]) -> tuple[Cell, ...]:
    patient: Cell = (Bit(clean(vignette.label)), Break(), Code(clean(vignette.name)))
    if isinstance(found, tuple):
        cell: Cell = plain(f"cannot be read: {clean('; '.join(found))}")
        return patient, _expected(expected), cell, (Mark("differs", "bad"),)
    agreement: Cell = ()
    if expected is not None:
        agreement = (Mark("agrees", "good") if _agrees(expected, found) else Mark("differs", "bad"),)
    conflicts: Cell = ()
    if found.conflicts:
        conflicts = (Break(), Bit(f"contradicts: {clean('; '.join(found.conflicts))}"))
    verdict = _verdict(found.verdict, found.failed, found.needed)
    return patient, _expected(expected), (*verdict, *conflicts), agreement


def _agrees(expected: Expectation, found: _Found) -> bool:
    because = expected.because is None or set(expected.because) == set(found.failed)
    needing = expected.needing is None or set(expected.needing) == set(found.needed)
    return expected.verdict == found.verdict and because and needing and not found.conflicts


def _expected(expected: Expectation | None) -> Cell:
    if expected is None:
        return plain("nothing stated")
    return _verdict(expected.verdict, expected.because or (), expected.needing or ())


def _verdict(verdict: str, because: tuple[str, ...], needing: tuple[str, ...]) -> Cell:
    because_of: Cell = (Break(), Bit("because "), *_codes(because)) if because else ()
    for_want: Cell = (Break(), Bit("needing "), *_codes(needing)) if needing else ()
    return (Mark(verdict, _TONE[verdict]), *because_of, *for_want)


def _codes(names: tuple[str, ...]) -> Cell:
    cells: list[Bit | Code] = []
    for index, name in enumerate(names):
        cells += [*plain(", " if index else ""), Code(clean(name))]
    return tuple(cells)
