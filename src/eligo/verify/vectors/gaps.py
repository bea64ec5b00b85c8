"""What the rows of a criterion do not show, though they are meant to: it is named, not passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from eligo.core.interpret import Outcome
from eligo.core.phrases import text_of
from eligo.core.vectors import Gap
from eligo.core.words import Wording

from .hanging import Shown
from .patients import Patient
from .whole import Whole


def gaps_of(whole: Whole, criterion: str, conditions: Iterable[Shown], rows: Sequence[Patient]) -> Iterator[Gap]:
    """The gaps of one criterion, whatever its rows were looked for."""
    wording = Wording(whole.program)
    for shown in conditions:
        for patient in rows:
            if shown.complete:
                break
            shown.add(patient)
        words = text_of(wording.inline(shown.atom))
        if not shown.pair:
            yield Gap(criterion, "pair", words)
        if not shown.flip:
            yield Gap(criterion, "unknown", words)
    if not any(fails_alone(whole, patient, criterion) for patient in rows):
        yield Gap(criterion, "alone")


def fails_alone(whole: Whole, patient: Patient, criterion: str) -> bool:
    """Whether a patient fails one criterion and passes all others."""
    standing = whole.of(patient)
    return (standing.failed, standing.unknown) == (1, 0) and whole.outcome(standing, criterion) is Outcome.FAILED
