"""``eligo fmt``: the one canonical layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from eligo.cli.console import tell, write, write_bytes, write_json
from eligo.cli.findings import counted, tell_findings
from eligo.cli.main import CANNOT_RUN, CLEAN, FINDINGS
from eligo.cli.options import files_or_stdin, report_format
from eligo.cli.sources import STDIN, read
from eligo.printable import printable

if TYPE_CHECKING:
    from eligo.diagnostics.model import Diagnostic


@click.command("fmt")
@files_or_stdin
@click.option("--check", "only_check", is_flag=True, help="Name the files that are not in the layout; write nothing.")
@report_format()
def command(files: tuple[str, ...], only_check: bool, form: str) -> int:
    """Put protocols into the one canonical layout; meaning and comments stay as they are.

    A file with errors of syntax is left alone. FILE may be -, and then the text is read from standard input and written
    to standard output.

    \b
    Lay out a protocol           eligo fmt protocols/my_trial.eligo
    Only ask                     eligo fmt --check protocols/*.eligo

    Ends with 0; with 1 when --check found a file that is not in the layout; with 2 when a file cannot be read, laid
    out or written.
    """
    if form == "json" and STDIN in files and not only_check:
        raise click.UsageError("with - the text itself is written to standard output; there is no report")
    laid_out = [_lay_out(file) for file in files]
    broken = [d for each in laid_out for d in each.problems]
    tell_findings(broken)
    for each in laid_out:
        if each.text is not None and not only_check:
            _write(each.file, each.text, changed=each.changed)
        elif each.changed and form == "text":
            write(f"{printable(each.file)}\n")
    if form == "json":
        from eligo.diagnostics.render_json import as_json

        done = [each for each in laid_out if each.text is not None]
        write_json(
            {
                "files": [{"file": each.file, "changed": each.changed} for each in done],
                "diagnostics": as_json(broken),
            }
        )
    if any(each.text is None for each in laid_out):
        return CANNOT_RUN
    changed = sum(each.changed for each in laid_out)
    if only_check:
        number = counted(len(files), "file")
        tell(f"{changed} of {number} not in the canonical layout" if changed else f"{number} in the canonical layout")
    return FINDINGS if only_check and changed else CLEAN


@dataclass(frozen=True, slots=True)
class _LaidOut:
    """A file and its canonical text, or None and why there is none."""

    file: str
    text: str | None
    changed: bool
    problems: tuple[Diagnostic, ...]


def _lay_out(file: str) -> _LaidOut:
    from eligo.syntax.format import format_text

    source, problems = read(file)
    if source is None:
        return _LaidOut(file, None, False, problems)
    text, problems = format_text(source)
    return _LaidOut(file, text, text is not None and text != source.text, problems)


def _write(file: str, text: str, *, changed: bool) -> None:
    from eligo.publish.files import write_file

    if file == STDIN:
        write_bytes(text.encode())
    elif changed:
        write_file(file, text.encode())
        tell(f"laid out {file}")
