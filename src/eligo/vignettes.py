"""Trying a protocol on the patients written in it: does each come out as its author expects?"""

from __future__ import annotations

from dataclasses import dataclass

from eligo.core.interpret import Interpreter, Outcome, Verdict, evaluate
from eligo.core.needs import needs
from eligo.core.pasted import patient_source
from eligo.core.patientwords import PatientWords
from eligo.core.program import Expectation, Program, Vignette
from eligo.core.reading import read_record
from eligo.core.truth import FALSE
from eligo.departures import Departure, first_departure


@dataclass(frozen=True, slots=True)
class VignetteResult:
    """One ``expect`` and what the protocol says of its patient.

    Attributes:
        vignette: the patient.
        expected: what the author wrote.
        verdict: what the protocol says; None when the record cannot be read.
        outcomes: of each criterion, in the author's order.
        needed: the missing facts that can still change the verdict.
        problems: why the record cannot be read.
        conflicts: assumptions that the patient contradicts.
        implausible: values that were not used, a sentence each; not wrong in themselves, an author may try one.
        refuted: claims that the patient makes false.
        departure: the first criterion that is not as the expectation wants it, and what in it; None when there is none.
        whole: the patient with all that is like another's written out, as a `patient` to paste.
    """

    vignette: Vignette
    expected: Expectation
    verdict: Verdict | None
    outcomes: dict[str, Outcome]
    needed: tuple[str, ...]
    problems: tuple[str, ...]
    conflicts: tuple[str, ...]
    implausible: tuple[str, ...] = ()
    refuted: tuple[str, ...] = ()
    departure: Departure | None = None
    whole: str = ""

    @property
    def failed(self) -> tuple[str, ...]:
        """The criteria that fail."""
        return self._with(Outcome.FAILED)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The criteria that cannot be decided."""
        return self._with(Outcome.UNKNOWN)

    @property
    def disagreements(self) -> tuple[str, ...]:
        """How the protocol departs from what its author expects, a sentence each; empty when they agree."""
        if self.verdict is None:
            return tuple(f"its record cannot be read: {problem}" for problem in self.problems)
        found = [f'it contradicts the assumption "{label}"' for label in self.conflicts]
        found += [f'it refutes the claim "{label}"' for label in self.refuted]
        if self.verdict.value != self.expected.verdict:
            found.append(f"expected {self.expected.verdict}, found {self.verdict.value}{self._why()}")
        elif self.expected.because is not None and set(self.expected.because) != set(self.failed):
            found.append(f"expected because {_list(self.expected.because)}, found because {_list(self.failed)}")
        elif self.expected.needing is not None and set(self.expected.needing) != set(self.needed):
            found.append(f"expected needing {_list(self.expected.needing)}, found needing {_list(self.needed)}")
        return tuple(found)

    def _with(self, outcome: Outcome) -> tuple[str, ...]:
        return tuple(name for name, found in self.outcomes.items() if found is outcome)

    def _why(self) -> str:
        if self.failed:
            return f" because {_list(self.failed)}"
        return f" because {_list(self.unknown)} cannot be decided" if self.unknown else ""


def try_vignettes(program: Program) -> tuple[VignetteResult, ...]:
    """Try every ``expect`` of a protocol, in the author's order."""
    patients = {vignette.name: vignette for vignette in program.vignettes}
    return tuple(_try(program, patients[e.patient], e) for e in program.expectations)


def _try(program: Program, vignette: Vignette, expected: Expectation) -> VignetteResult:
    reading = read_record(program.facts, dict(vignette.raw))
    if reading.problems:
        return VignetteResult(vignette, expected, None, {}, (), tuple(str(p) for p in reading.problems), ())
    found = evaluate(program, reading.values)
    interpreter = Interpreter(program, reading.values)
    words = PatientWords(interpreter, dict(vignette.raw), reading)
    needed = needs(program, reading.values)
    return VignetteResult(
        vignette,
        expected,
        found.verdict,
        found.outcomes,
        needed,
        (),
        found.conflicts,
        tuple(map(words.implausible, reading.implausible)),
        tuple(claim.label for claim in program.claims if interpreter.truth(claim.condition) is FALSE),
        first_departure(interpreter, expected, found.outcomes, needed),
        patient_source(program, f"{vignette.name}_whole", vignette.label, dict(vignette.raw)),
    )


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names) if names else "nothing"
