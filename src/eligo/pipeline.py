"""The way from a source text to a program: every pass in order, and everything they found on the way."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eligo.diagnostics.model import Diagnostic, has_errors, sort_key
from eligo.semantics import Checked, check
from eligo.source import Source
from eligo.syntax.parse import parse
from eligo.syntax.uses import gather, is_shared

if TYPE_CHECKING:
    from eligo.core.program import Program


@dataclass(frozen=True, slots=True)
class Examined:
    """A source text that has been read as a protocol.

    Attributes:
        checked: what its names, types and units mean.
        diagnostics: everything that was found, in the order of the text, each in the file that it speaks of.
    """

    checked: Checked
    diagnostics: tuple[Diagnostic, ...]


def examine(source: Source, file: Path | None = None, *, alone: bool = False) -> Examined:
    """Find everything that is wrong or doubtful in a source text, and in the files that it uses.

    Args:
        source: the text.
        file: where it was read from: ``use`` looks below its folder. None for a text without a file.
        alone: a file that holds only what protocols use is looked at as such, and not as a protocol without criteria.
    """
    parsed = parse(source)
    gathered = gather(source, parsed, file)
    joined = gathered.joined
    checked = check(
        joined.whole,
        gathered.module,
        partial=gathered.partial,
        lost=gathered.lost,
        starts=joined.starts,
        shared=alone and is_shared(parsed.module),
    )
    found = [*gathered.diagnostics, *map(joined.placed, checked.diagnostics)]
    return Examined(checked, tuple(sorted(found, key=sort_key)))


def compile_source(source: Source, file: Path | None = None) -> tuple[Program | None, tuple[Diagnostic, ...]]:
    """Take a source text through all passes; arguments as for :func:`examine`.

    Returns:
        The protocol in the core, None when there are errors; and everything that was found.
    """
    examined = examine(source, file)
    if has_errors(examined.diagnostics):
        return None, examined.diagnostics
    from eligo.core.lower import lower  # not before it is needed: a check ends here

    return lower(examined.checked), examined.diagnostics
