"""What `eligo verify` found as diagnostics: each with its place in the protocol's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from eligo.diagnostics.model import Diagnostic, Label, Severity
from eligo.source import Source, Span

if TYPE_CHECKING:
    from eligo.verify.findings.finding import Finding, Note
    from eligo.verify.report import Refutation, Report

_ERRORS = {"V501", "V503", "V504"}


def diagnostics(source: Source, report: Report, *, patients: bool) -> list[Diagnostic]:
    """All that is reported of a protocol, in the order of its text.

    Args:
        source: the text.
        report: what was found.
        patients: whether the patients who refute claims belong into the way out; otherwise they are shown apart.
    """
    found = [_finding(source, finding) for finding in report.findings]
    found += [_refuted(source, refutation, patients) for refutation in report.refutations]
    found += _of_nobody(source, report)
    found += _undecided(source, report)
    found += [
        _placed(source, "V516", Severity.ERROR, f"a patient was found who does not replay: {what}", 0)
        for what in report.faults
    ]
    return sorted(found, key=lambda diagnostic: (diagnostic.span.start, diagnostic.code, diagnostic.message))


def _finding(source: Source, finding: Finding) -> Diagnostic:
    severity = Severity.ERROR if finding.code in _ERRORS else Severity.WARNING
    labels = tuple(_labels(source, finding.notes, finding.line))
    return _placed(source, finding.code, severity, finding.message, finding.line, finding.label, labels, finding.help)


def _refuted(source: Source, refutation: Refutation, patients: bool) -> Diagnostic:
    claim = refutation.claimed.claim
    help_lines = ["put the criteria right, or the claim"]
    if patients and refutation.text is not None:
        help_lines.append(refutation.text.rstrip())
    message = f'the claim "{claim.label}" is refuted by a patient'
    return _placed(source, "V513", Severity.ERROR, message, claim.line, "does not hold", help=tuple(help_lines))


def _of_nobody(source: Source, report: Report) -> Iterator[Diagnostic]:
    for claimed in report.claims:
        if claimed.of_nobody:
            message = (
                f'the claim "{claimed.claim.label}" speaks of nobody: no patient meets what stands before `implies`'
            )
            yield _placed(source, "V514", Severity.WARNING, message, claimed.claim.line)


def _undecided(source: Source, report: Report) -> Iterator[Diagnostic]:
    """Claims each by themselves; of the questions behind the findings only how many there are."""
    for claimed in report.claims:
        if claimed.status == "undecided":
            message = f'the claim "{claimed.claim.label}" is not decided: {claimed.why}'
            yield _placed(source, "V515", Severity.WARNING, message, claimed.claim.line)
    others = [(what, why) for what, why in report.undecided if not what.startswith("the claim ")]
    for what, why in others:
        yield _placed(source, "V515", Severity.NOTE, f"not decided {what}: {why}", 0)


def _labels(source: Source, notes: Iterable[Note], line: int) -> Iterator[Label]:
    for note in notes:
        if note.line and note.line != line:
            yield Label(_span(source, note.line), note.text)


def _placed(
    source: Source,
    code: str,
    severity: Severity,
    message: str,
    line: int,
    label: str = "",
    labels: tuple[Label, ...] = (),
    help: tuple[str, ...] = (),  # noqa: A002 - the diagnostics' own word
) -> Diagnostic:
    """A diagnostic on a line of the protocol; of what stands in another file the file alone is named."""
    if not line:
        return Diagnostic(code, severity, message, help=help, file=source.name)
    return Diagnostic(code, severity, message, source, _span(source, line), label, labels, help=help)


def _span(source: Source, line: int) -> Span:
    """A line's text, without the blanks around it."""
    text = source.line(line)
    start = source.start_of(line) + len(text) - len(text.lstrip())
    return Span(start, start + max(1, len(text.strip())))
