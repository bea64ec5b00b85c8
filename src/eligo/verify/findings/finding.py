"""One finding, as plain data: the command gives it a place in the text and words around it."""

from __future__ import annotations

from dataclasses import dataclass

from eligo.core.program import Criterion, Program


@dataclass(frozen=True, slots=True)
class Note:
    """A further line of the protocol that has to do with a finding; 0 when it stands in another file."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, and where.

    Attributes:
        code: its documented code.
        message: one sentence without a full stop.
        line: the line of the protocol that it speaks of; 0 when that stands in another file.
        subject: the name of what it speaks of.
        label: a few words for that line.
        notes: other lines that belong to it.
        help: the way out.
        criteria: the criteria that it speaks of, where they are several.
    """

    code: str
    message: str
    line: int
    subject: str = ""
    label: str = ""
    notes: tuple[Note, ...] = ()
    help: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()


def named(criterion: Criterion) -> str:
    """A criterion by its name and label, such as ``E4 "Neutropenia"``."""
    return f'{criterion.name} "{criterion.label}"' if criterion.label else criterion.name


def notes_of(program: Program, core: tuple[str, ...], *, but: str = "") -> tuple[Note, ...]:
    """The lines of the criteria and assumptions in the core of a proof."""
    notes = []
    for name in core:
        if name.startswith("assume "):
            assumption = program.assumptions[int(name.removeprefix("assume "))]
            notes.append(Note(assumption.line, f'with the assumption "{assumption.label}"'))
        elif name != but and name in program.criterion:
            notes.append(Note(program.criterion[name].line, f"and {named(program.criterion[name])}"))
    return tuple(notes)


def listed(names: list[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
