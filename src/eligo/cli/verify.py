"""``eligo verify``: what can be proved of the criteria themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from eligo.cli.console import tell, write, write_json
from eligo.cli.failure import CannotRun
from eligo.cli.findings import counted, show
from eligo.cli.main import CLEAN, FINDINGS
from eligo.cli.options import files as files_argument
from eligo.cli.options import report_format, time_limits
from eligo.cli.protocols import compiled
from eligo.printable import printable

if TYPE_CHECKING:
    from eligo.core.program import Program
    from eligo.diagnostics.model import Diagnostic
    from eligo.source import Source
    from eligo.verify.report import Report


@click.command("verify")
@files_argument
@time_limits
@report_format("sarif", "github")
def command(files: tuple[str, ...], seconds: float, limit: float, form: str) -> int:
    """Prove the claims of protocols, and find what is wrong with their criteria as a whole.

    Each claim is proved for every patient, or refuted by one who can be pasted into the protocol. Found are criteria
    that nobody fails or passes, that contradict each other or follow from the others, limits that disagree, exceptions,
    parts and branches that nobody reaches, and facts that can never matter.

    \b
    Verify one protocol          eligo verify protocols/my_trial.eligo
    Annotate a pull request      eligo verify --format github protocols/*.eligo

    Ends with 0 when nothing is wrong, 1 when there are findings or a claim is not proved, 2 when a file has errors.
    """
    from eligo.diagnostics.model import Severity
    from eligo.publish.proven import verified

    found: list[Diagnostic] = []
    reports: list[tuple[Source, Report]] = []
    for source, program in [_compiled(file, form) for file in files]:
        report = verified(program, seconds, limit)
        reports.append((source, report))
        found += _diagnostics(source, report, form)
    if form == "json":
        write_json({"protocols": [_as_json(source, report) for source, report in reports]})
    else:
        show(found, form)
    for source, report in reports:
        if form == "text":
            _write_patients(report)
        tell(_summary(source, report))
    return FINDINGS if any(d.severity is not Severity.NOTE for d in found) else CLEAN


def _compiled(file: str, form: str) -> tuple[Source, Program]:
    """A protocol; its errors are told in the form that was asked for, where that is one for other programs."""
    try:
        return compiled(file, form)
    except CannotRun as failure:
        if form in ("sarif", "github"):
            show(list(failure.diagnostics), form)
        raise


def _diagnostics(source: Source, report: Report, form: str) -> list[Diagnostic]:
    from eligo.proofs import diagnostics

    return diagnostics(source, report, patients=form in ("sarif", "github"))


def _write_patients(report: Report) -> None:
    for refutation in report.refutations:
        if refutation.text is not None:
            write(printable(refutation.text, keep="\n") + "\n")


def _summary(source: Source, report: Report) -> str:
    """``protocols/x.eligo: 14 claims proved, 1 finding``; and of whom the proofs speak."""
    statuses = [claimed.status for claimed in report.claims]
    parts = [f"{counted(statuses.count('proved'), 'claim')} proved"]
    parts += [f"{statuses.count(s)} {word}" for s, word in _LESS if s in statuses]
    parts.append(counted(len(report.findings), "finding") if report.findings else "no findings")
    if report.undecided:
        parts.append(f"{counted(len(report.undecided), 'question')} not decided")
    bounds = {claimed.entries for claimed in report.claims if claimed.entries is not None}
    bounded = f"; {_some(bounds)}" if bounds else ""
    return f"{source.name}: {', '.join(parts)}{bounded}\nproved of every patient of whom: {'; '.join(report.domain)}"


_LESS = (("refuted", "refuted"), ("undecided", "not decided"))


def _some(bounds: set[int]) -> str:
    return f"some claims were shown for lists of up to {max(bounds)} entries only"


def _as_json(source: Source, report: Report) -> dict[str, object]:
    from eligo.diagnostics.render_json import as_json
    from eligo.proofs import diagnostics

    patients = {id(refutation.claimed): refutation.text for refutation in report.refutations}
    return {
        "file": source.name,
        "claims": [
            {
                "label": claimed.claim.label,
                "line": claimed.claim.line,
                "status": claimed.status,
                "patient": patients.get(id(claimed)),
                "why": claimed.why,
                "entries": claimed.entries,
            }
            for claimed in report.claims
        ],
        "diagnostics": as_json(diagnostics(source, report, patients=False)),
        "undecided": [{"question": what, "why": why} for what, why in report.undecided],
        "domain": list(report.domain),
    }
