"""Everything that is found out about one protocol, as plain data for whoever shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from eligo.core.interpret import evaluate, outcome_of
from eligo.core.pasted import patient_text
from eligo.core.program import Program
from eligo.core.reading import read_record
from eligo.verify.claims import Claimed, decide
from eligo.verify.domain import domain
from eligo.verify.findings import Finding, find
from eligo.verify.patients import interpreted
from eligo.verify.session import LIMIT, SECONDS, Session

Outcomes = Callable[[Mapping[str, object]], Mapping[str, str]]
"""Another form of the protocol: from a raw record to the outcome of each criterion."""


@dataclass(frozen=True, slots=True)
class Refutation:
    """A claim, who refutes it, and that patient as text to paste; None where a value has no spelling."""

    claimed: Claimed
    raw: dict[str, object]
    text: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """What holds of a protocol.

    Attributes:
        findings: what is wrong, claims apart.
        claims: what came of each claim.
        refutations: for each refuted claim the patient.
        undecided: questions without an answer, each with the reason.
        faults: patients who did not replay: a fault of eligo.
        domain: of whom the proofs speak.
    """

    findings: tuple[Finding, ...]
    claims: tuple[Claimed, ...]
    refutations: tuple[Refutation, ...]
    undecided: tuple[tuple[str, str], ...]
    faults: tuple[str, ...]
    domain: tuple[str, ...]


def verify(
    program: Program, evaluator: Callable[[], Outcomes], seconds: float = SECONDS, limit: float = LIMIT
) -> Report:
    """Prove what can be proved of a protocol.

    Args:
        program: the protocol.
        evaluator: makes the generated evaluator; called only when there is a patient to show.
        seconds: how long one question may take.
        limit: how long all questions together may take.
    """
    session = Session(program, seconds, limit)
    findings = find(session)
    contradicting = any(finding.code == "V501" for finding in findings)
    claims = () if contradicting else tuple(decide(session))
    refutations, faults = [], list(session.faults)
    outcomes: Outcomes | None = None
    for number, claimed in enumerate(claims, 1):
        if claimed.patient is None:
            continue
        outcomes = outcomes if outcomes is not None else evaluator()
        if same_outcomes(program, claimed.patient, outcomes):
            label = f"Refutes: {claimed.claim.label}"
            verdict = verdict_in(program, claimed.patient)
            text = patient_text(program, claimed.patient, f"refutes_claim_{number}", label, verdict)
            refutations.append(Refutation(claimed, claimed.patient, text))
        else:
            faults.append(f'the claim "{claimed.claim.label}"')
    return Report(tuple(findings), claims, tuple(refutations), tuple(session.undecided), tuple(faults), domain(program))


def verdict_in(program: Program, raw: Mapping[str, object]) -> str:
    """The verdict on a patient whose record can be read."""
    return evaluate(program, read_record(program.facts, raw).values).verdict.value


def same_outcomes(program: Program, raw: Mapping[str, object], outcomes: Outcomes) -> bool:
    """Whether the generated evaluator says of a patient what the interpreter says."""
    seen = interpreted(program, raw)
    if seen is None:
        return False
    found = {c.name: outcome_of(c.kind, seen.truths[c.name]).value for c in program.criteria}
    return found == dict(outcomes(raw))
