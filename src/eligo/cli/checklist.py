"""``eligo checklist``: what to find out about a patient, in which order, and what each answer ends."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

import click

from eligo.cli.console import write, write_json
from eligo.cli.main import CLEAN
from eligo.cli.options import one_file, report_format
from eligo.cli.protocols import program_of
from eligo.printable import printable

if TYPE_CHECKING:
    from eligo.core.program import Program
    from eligo.verify.checklist import Answer, Step


@click.command("checklist")
@one_file
@report_format()
def command(file: str, form: str) -> int:
    """Print the protocol's screening order: what to find out, in which order, and what each answer ends.

    The order is for a patient of whom nothing is known but the moment of screening. Facts come first that are likely to
    end the screening soon; those of criteria that have to do with each other stand together.

    \b
    Print the checklist          eligo checklist my_trial.eligo
    For another program          eligo checklist my_trial.eligo --format json

    Ends with 0, or with 2 when the file cannot be read or has errors.
    """
    from shutil import get_terminal_size

    from eligo.verify.checklist import checklist

    program = program_of(file, form)
    steps = checklist(program)
    if form == "json":
        write_json({"protocol": program.id, "steps": [asdict(step) for step in steps]})
    else:
        lines = _lines(program, steps, min(120, get_terminal_size((100, 24)).columns))
        write(printable("".join(f"{line}\n" for line in lines), keep="\n"))
    return CLEAN


def _lines(program: Program, steps: tuple[Step, ...], width: int) -> Iterator[str]:
    if not steps:
        yield "There is nothing to ask: no fact decides anything."
        return
    number = 0
    digits = len(str(len(steps)))
    for criteria, group in groupby(steps, key=lambda step: step.together):
        yield from () if number == 0 else ("",)
        for name in criteria:
            label = program.criterion[name].label
            yield from textwrap.wrap(f"{name}  {label}" if label else name, width, subsequent_indent="    ")
        for step in group:
            number += 1
            lead = f"  {number:>{digits}}  "
            maybe = " -- only if still open" if step.only_if else ""
            yield from _wrapped(f"{step.question}{maybe}", width, lead)
            for answer in step.answers:
                yield from _wrapped(f"{answer.text}: {_ends(answer)}", width, " " * len(lead) + "- ")


def _ends(answer: Answer) -> str:
    if answer.fails:
        return f"ineligible by {', '.join(answer.fails)}"
    return f"{', '.join(answer.passes)} {'passes' if len(answer.passes) == 1 else 'pass'}"


def _wrapped(text: str, width: int, lead: str) -> list[str]:
    after = " " * len(lead)
    return textwrap.wrap(text, width, initial_indent=lead, subsequent_indent=after, break_on_hyphens=False)
