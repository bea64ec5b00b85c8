"""``eligo check``: everything that is wrong or doubtful in a protocol, in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from eligo.cli.console import tell
from eligo.cli.findings import show, summary
from eligo.cli.main import CANNOT_RUN, CLEAN, FINDINGS
from eligo.cli.options import files_or_stdin, report_format
from eligo.cli.sources import place_of, read

if TYPE_CHECKING:
    from eligo.diagnostics.model import Diagnostic


@click.command("check")
@files_or_stdin
@report_format("sarif", "github")
def command(files: tuple[str, ...], form: str) -> int:
    """Report what is wrong or doubtful in protocols: the words, the names, the units, the logic.

    Every finding names the place, the reason and the way out. Nothing is written. FILE may be - for standard input. A
    file that holds only what protocols "use" is looked at as such.

    \b
    Look at one protocol         eligo check protocols/my_trial.eligo
    Annotate a pull request      eligo check --format github protocols/*.eligo
    Upload to code scanning      eligo check --format sarif protocols/*.eligo > eligo.sarif

    Ends with 0 when there is nothing to report, 1 when there are findings, 2 when a file cannot be read.
    """
    from eligo.diagnostics.model import Severity
    from eligo.pipeline import examine

    found: list[Diagnostic] = []
    status = CLEAN
    for file in files:
        source, diagnostics = read(file)
        if source is None:
            status = CANNOT_RUN
        else:
            examined = examine(source, place_of(file), alone=True)
            diagnostics = examined.diagnostics
            if examined.checked.shared:
                tell(f"{file}: looked at as a file for protocols to use: it has no header and no criteria")
        found += diagnostics
    show(found, form)
    tell(summary(found, len(files)))
    return status or (FINDINGS if any(d.severity is not Severity.NOTE for d in found) else CLEAN)
