"""Explaining a verdict to the person who screens: why, what would change it, what to ask next.

The patient's values may stand in an explanation: it is made for whoever holds the record, and goes nowhere by itself.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from .asking import Need, needs_of
from .interpret import Interpreter, Outcome, Verdict, outcome_of, verdict_of
from .needs import needs
from .order import Advice, advise
from .patientwords import PatientWords
from .phrases import clean
from .program import Criterion, Program
from .reading import Reading, read_record
from .reasons import Reason, Reasons
from .truth import FALSE, TRUE, UNKNOWN


@dataclass(frozen=True, slots=True)
class CriterionExplanation:
    """One criterion's outcome and the reasons that decide it."""

    name: str
    label: str
    kind: str
    outcome: Outcome
    reasons: tuple[Reason, ...]
    applies: bool = True
    """False when the criterion is known not to apply to the patient; it passes then."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a patient got a verdict.

    Attributes:
        verdict: None when the record cannot be read: then ``problems`` says why and the rest is empty.
        sentence: the verdict in one sentence.
        criteria: each criterion, in the author's order.
        implausible: values that were not used, and why.
        conflicts: assumptions that the record contradicts.
        needs: the facts that can still change the verdict, in the dictionary's order.
        advice: which of them to ask for next, so that few questions are to be expected.
        problems: why the record cannot be read.
    """

    verdict: Verdict | None
    sentence: str
    criteria: tuple[CriterionExplanation, ...] = ()
    implausible: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    advice: Advice | None = None
    problems: tuple[str, ...] = ()

    @property
    def ask_next(self) -> Need | None:
        """The need to ask for next."""
        return next((n for n in self.needs if self.advice is not None and n.fact == self.advice.fact), None)

    def to_text(self, width: int = 100) -> str:
        """The explanation for a terminal: lines of at most ``width`` characters, the worst news first."""
        return "\n".join(_lines(self, max(40, width))) + "\n"

    def to_dict(self) -> dict[str, object]:
        """The explanation as JSON would hold it."""
        return {
            "verdict": None if self.verdict is None else self.verdict.value,
            "sentence": self.sentence,
            "problems": list(self.problems),
            "conflicts": list(self.conflicts),
            "implausible": list(self.implausible),
            "ask_next": None if self.ask_next is None else self.ask_next.fact,
            "asking": None if self.advice is None else self.advice.to_dict(),
            "needs": [asdict(need) for need in self.needs],
            "criteria": [
                {
                    "name": c.name,
                    "label": c.label,
                    "kind": c.kind,
                    "outcome": c.outcome.value,
                    "applies": c.applies,
                    "reasons": [_reason_dict(r) for r in c.reasons],
                }
                for c in self.criteria
            ],
        }


def explain(program: Program, raw: Mapping[str, object], reading: Reading | None = None) -> Explanation:
    """Explain what a protocol says of one raw record; ``reading`` is that record as read, if it was read already."""
    if reading is None:
        reading = read_record(program.facts, raw)
    if reading.problems:
        problems = tuple(clean(str(problem)) for problem in reading.problems)
        return Explanation(None, "The record cannot be screened.", problems=problems)
    interpreter = Interpreter(program, reading.values)
    patient = PatientWords(interpreter, raw, reading)
    criteria = tuple(_criterion(c, interpreter, patient) for c in program.criteria)
    verdict = verdict_of({c.name: c.outcome for c in criteria})
    names = needs(program, reading.values) if verdict is Verdict.UNDETERMINED else ()
    needed = needs_of(interpreter, names, patient.entries)
    conflicts = tuple(clean(a.label) for a in program.assumptions if interpreter.truth(a.condition) is FALSE)
    return Explanation(
        verdict,
        _sentence(verdict, criteria, needed),
        criteria,
        tuple(patient.implausible(name) for name in reading.implausible),
        conflicts,
        needed,
        advise(interpreter, names),
    )


def _criterion(criterion: Criterion, interpreter: Interpreter, patient: PatientWords) -> CriterionExplanation:
    outcome = outcome_of(criterion.kind, interpreter.truths[criterion.name])
    applies = None if criterion.applies is None else interpreter.truth(criterion.applies)
    reasons = tuple(_reasons(criterion, outcome, interpreter, Reasons(interpreter, patient)))
    return CriterionExplanation(
        criterion.name, clean(criterion.label), criterion.kind, outcome, reasons, applies is not FALSE
    )


def _reasons(criterion: Criterion, outcome: Outcome, interpreter: Interpreter, reasons: Reasons) -> Iterator[Reason]:
    """The stated rule's reasons; those of an exemption, or of whom it applies to, where it is these that decide."""
    if criterion.applies is not None:
        truth = interpreter.truth(criterion.applies)
        if truth is FALSE:
            yield Reason("This criterion does not apply", truth, reasons.of(criterion.applies))
            return
        if truth is UNKNOWN and outcome is Outcome.UNKNOWN:
            yield Reason("Whether this criterion applies is not known", truth, reasons.of(criterion.applies))
    stated = outcome_of(criterion.kind, interpreter.truth(criterion.stated))
    if stated is Outcome.PASSED or not criterion.exemptions:
        yield from reasons.of(criterion.stated)
        return
    exempting = {e: interpreter.truth(e.condition) for e in criterion.exemptions}
    if outcome is not Outcome.PASSED:
        yield from reasons.of(criterion.stated)
    for exemption, truth in exempting.items():
        label = clean(exemption.label) or "an exemption"
        if truth is TRUE:
            yield Reason(f"Exempt: {label}", truth, reasons.of(exemption.condition))
        elif outcome is not Outcome.PASSED:
            word = "the exemption does not apply" if truth is FALSE else "whether the exemption applies is not known"
            yield Reason(f"{label}: {word}", truth, reasons.of(exemption.condition))


def _sentence(verdict: Verdict, criteria: tuple[CriterionExplanation, ...], needed: tuple[Need, ...]) -> str:
    total = len(criteria)
    failed = [c for c in criteria if c.outcome is Outcome.FAILED]
    unknown = [c for c in criteria if c.outcome is Outcome.UNKNOWN]
    if verdict is Verdict.ELIGIBLE:
        return f"Eligible: all {total} criteria pass." if total != 1 else "Eligible: the one criterion passes."
    if verdict is Verdict.INELIGIBLE:
        verb = "fails" if len(failed) == 1 else "fail"
        return f"Ineligible: {_named(failed)} {verb} ({len(failed)} of {total} criteria)."
    facts = len(needed)
    if not facts:
        tail = "no missing fact can change that"
    else:
        tail = "one fact can still change that" if facts == 1 else f"{facts} facts can still change that"
    return f"Undetermined: {_named(unknown)} cannot be decided yet ({len(unknown)} of {total} criteria); {tail}."


def _named(criteria: list[CriterionExplanation]) -> str:
    names = [f"{c.name} ({c.label})" if c.label else c.name for c in criteria[:4]]
    if len(criteria) > 4:
        names.append(f"{len(criteria) - 4} more")
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


# ---------------------------------------------------------------- text

_ORDER = (Outcome.FAILED, Outcome.UNKNOWN, Outcome.PASSED)


def _lines(explanation: Explanation, width: int) -> Iterator[str]:
    yield from _wrapped(explanation.sentence, width, "")
    for problem in explanation.problems:
        yield from _wrapped(problem, width, "  - ")
    yield from _listed("Contradicts what holds of every patient", explanation.conflicts, width)
    yield from _listed("Not used", explanation.implausible, width)
    if explanation.ask_next is not None:
        yield ""
        yield from _wrapped(f"Ask next: {explanation.ask_next}", width, "")
        yield from _wrapped(f"{str(explanation.advice).capitalize()}.", width, "  ") if str(explanation.advice) else ()
    yield from _listed("Can still change the verdict", tuple(map(str, explanation.needs)), width)
    for outcome in _ORDER:
        found = [c for c in explanation.criteria if c.outcome is outcome]
        if found:
            yield ""
            yield outcome.value.capitalize()
            for criterion in found:
                yield from _criterion_lines(criterion, width)


def _criterion_lines(criterion: CriterionExplanation, width: int) -> Iterator[str]:
    yield from _wrapped(f"{criterion.name}  {criterion.label}", width, "  ")
    stack = [(2, reason) for reason in reversed(criterion.reasons)]
    while stack:
        depth, reason = stack.pop()
        yield from _wrapped(reason.text, width, "  " * min(depth, 10) + "- ")
        stack.extend((depth + 1, child) for child in reversed(reason.children))


def _listed(title: str, texts: tuple[str, ...], width: int) -> Iterator[str]:
    if texts:
        yield ""
        yield title
        for text in texts:
            yield from _wrapped(text, width, "  - ")


def _wrapped(text: str, width: int, lead: str) -> list[str]:
    after = " " * len(lead)
    return textwrap.wrap(text, width, initial_indent=lead, subsequent_indent=after, break_on_hyphens=False) or [lead]


def _reason_dict(reason: Reason) -> dict[str, object]:
    children: list[object] = []
    for child in reason.children:
        children.append(_reason_dict(child))  # noqa: PERF401  # a comprehension costs a frame for each level
    return {"text": reason.text, "truth": reason.truth.value, "children": children}
