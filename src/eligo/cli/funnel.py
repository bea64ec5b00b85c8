"""Showing the funnel of a screening: a table with colour on a terminal, aligned text everywhere else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from eligo.cli.console import coloured, columns, write
from eligo.printable import printable

if TYPE_CHECKING:
    from eligo.core.program import Program
    from eligo.screening import Funnel

_HEADING = ("Criterion", "", "passed", "failed", "unknown", "failed alone")
_NUMERIC = (False, False, True, True, True, True)
_LONGEST_LABEL = 60
_MOST_ASKED = 12


def show_funnel(funnel: Funnel, program: Program) -> None:
    """Write the criteria, the verdicts, and what is to be asked to stdout."""
    if coloured(sys.stdout):
        _show_coloured(funnel)
    else:
        write(columns([_HEADING, *_rows(funnel)], _NUMERIC))
    write("\n" + columns(_totals(funnel), (False, True)))
    asked = sorted((funnel.needed or {}).items(), key=lambda pair: -pair[1])
    if asked:
        rows = [(name, _short(program.fact[name].label), f"{number:,}") for name, number in asked[:_MOST_ASKED]]
        more = f"and {len(asked) - _MOST_ASKED} more facts\n" if len(asked) > _MOST_ASKED else ""
        write("\n" + columns([("To ask", "", "patients"), *rows], (False, False, True)) + more)


def _rows(funnel: Funnel) -> list[tuple[str, ...]]:
    return [
        (c.name, _short(c.label), *(f"{n:,}" for n in (c.passed, c.failed, c.unknown, c.failed_alone)))
        for c in funnel.criteria
    ]


def _totals(funnel: Funnel) -> list[tuple[str, str]]:
    return [
        ("read", f"{funnel.read:,}"),
        ("rejected", f"{funnel.rejected:,}"),
        ("screened", f"{funnel.screened:,}"),
        ("  eligible", f"{funnel.eligible:,}"),
        ("  ineligible", f"{funnel.ineligible:,}"),
        ("  undetermined", f"{funnel.undetermined:,}"),
    ]


def _show_coloured(funnel: Funnel) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    styles = ("bold", "", "green", "red", "yellow", "magenta")
    for title, right, style in zip(_HEADING, _NUMERIC, styles, strict=True):
        table.add_column(title, justify="right" if right else "left", style=style)
    for row in _rows(funnel):
        table.add_row(*(Text(printable(cell)) for cell in row))
    Console(file=sys.stdout, highlight=False).print(table)


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"
