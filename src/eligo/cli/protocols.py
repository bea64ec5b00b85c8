"""Protocols for the commands that need one without errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligo.cli.failure import CannotRun
from eligo.cli.findings import tell_findings
from eligo.cli.sources import place_of, read

if TYPE_CHECKING:
    from eligo.core.program import Program
    from eligo.source import Source


def program_of(file: str, form: str = "text") -> Program:
    """The protocol in a file. Warnings are told on stderr.

    Args:
        file: its path.
        form: how to report what is wrong with it: text goes to stderr, ``json`` along with the failure.

    Raises:
        CannotRun: it cannot be read or has errors; they have been reported.
    """
    return compiled(file, form)[1]


def compiled(file: str, form: str = "text") -> tuple[Source, Program]:
    """The protocol in a file, with its text; as :func:`program_of`."""
    from eligo.pipeline import compile_source

    source, found = read(file)
    if source is not None:
        program, found = compile_source(source, place_of(file))
        if program is not None:
            tell_findings(found)
            return source, program
    if form != "json":
        tell_findings(found)
    if source is None:
        raise CannotRun(f"{file} cannot be read", diagnostics=found)
    raise CannotRun(f"{file} has errors, so nothing was done with it", diagnostics=found)
