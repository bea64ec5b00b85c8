"""The way from a source text to a program: every pass in order, and everything they found on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eligo.diagnostics.model import Diagnostic, has_errors, sort_key
from eligo.semantics import Checked, check
from eligo.source import Source
from eligo.syntax.parse import parse

if TYPE_CHECKING:
    from eligo.core.program import Program


@dataclass(frozen=True, slots=True)
class Examined:
    """A source text that has been read as a protocol.

    Attributes:
        checked: what its names, types and units mean.
        diagnostics: everything that was found, in the order of the text.
    """

    checked: Checked
    diagnostics: tuple[Diagnostic, ...]


def examine(source: Source) -> Examined:
    """Find everything that is wrong or doubtful in a source text."""
    parsed = parse(source)
    checked = check(source, parsed.module, partial=bool(parsed.diagnostics), lost=parsed.lost)
    return Examined(checked, tuple(sorted([*parsed.diagnostics, *checked.diagnostics], key=sort_key)))


def compile_source(source: Source) -> tuple[Program | None, tuple[Diagnostic, ...]]:
    """Take a source text through all passes.

    Returns:
        The protocol in the core, None when there are errors; and everything that was found.
    """
    examined = examine(source)
    if has_errors(examined.diagnostics):
        return None, examined.diagnostics
    from eligo.core.lower import lower  # not before it is needed: a check ends here

    return lower(examined.checked), examined.diagnostics
