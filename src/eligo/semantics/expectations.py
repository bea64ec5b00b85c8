"""What a protocol expects of its patients."""

from __future__ import annotations

from collections.abc import Mapping

from eligo.diagnostics.model import Label
from eligo.source import Span
from eligo.syntax import tree

from .facts import CheckedFact
from .findings import Findings
from .lost import Lost
from .symbols import Symbols


def check_expectations(
    module: tree.Module, symbols: Symbols, facts: Mapping[str, CheckedFact], findings: Findings, lost: Lost
) -> tuple[tree.Expect, ...]:
    """The expectations whose patient exists; reports unknown names and contradictions."""
    kept: dict[str, tree.Expect] = {}
    for expect in module.statements:
        if not isinstance(expect, tree.Expect):
            continue
        name = expect.patient.text
        findings.context = f"expect {name}"
        if name not in symbols.patients:
            if not lost.hides(name):
                hints = findings.did_you_mean(name, symbols.patients)
                findings.error("E201", expect.patient.span, f"there is no patient named `{name}`", hints=hints)
            continue
        _listed(expect, symbols, facts, findings, lost)
        first = kept.setdefault(name, expect)
        if first is not expect:
            findings.error(
                "E317",
                expect.patient.span,
                f"what is expected of `{name}` is said twice",
                labels=(Label(first.patient.span, "the first is here"),),
                hints=("keep one of them",),
            )
    findings.context = ""
    return tuple(kept.values())


def _listed(
    expect: tree.Expect, symbols: Symbols, facts: Mapping[str, CheckedFact], findings: Findings, lost: Lost
) -> None:
    """Reasons must be criteria of an ineligible patient, needs facts of an undetermined one."""
    lists: tuple[tuple[str, str, tuple[tree.Word, ...] | None, Mapping[str, object], str], ...] = (
        ("because", "ineligible", expect.because, symbols.criteria, "criterion"),
        ("needing", "undetermined", expect.needing, facts, "fact"),
    )
    for keyword, verdict, words, known, what in lists:
        if words is None:
            continue
        if expect.verdict != verdict:
            span = Span(expect.patient.span.start, words[-1].span.end) if words else expect.span
            findings.error(
                "E316",
                span,
                f"`{keyword}` belongs to a patient expected to be {verdict}, not {expect.verdict}",
                hints=(f"leave `{keyword}` out, or expect `{verdict}`",),
            )
        for word in words:
            if word.text in known or lost.hides(word.text):
                continue
            hints = findings.did_you_mean(word.text, known)
            other = symbols.declared(word.text) is not None or word.text in symbols.members
            code = "E316" if other else "E201"
            message = f"`{word.text}` is no {what}" if other else f"there is no {what} named `{word.text}`"
            findings.error(code, word.span, message, hints=hints or (f"`{keyword}` lists the name of each {what}",))
