"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

_FORM = "eligo.form"

PATH = click.Path(allow_dash=False, path_type=str)
PATH_OR_STDIN = click.Path(allow_dash=True, path_type=str)


def one_file(function: Command) -> Command:
    """The protocol to work on."""
    return click.argument("file", type=PATH)(function)


def files(function: Command) -> Command:
    """One protocol or more."""
    return click.argument("files", nargs=-1, required=True, type=PATH, metavar="FILE...")(function)


def files_or_stdin(function: Command) -> Command:
    """One protocol or more; ``-`` is standard input."""
    return click.argument("files", nargs=-1, required=True, type=PATH_OR_STDIN, metavar="FILE...")(function)


def report_format(*further: str) -> Callable[[Command], Command]:
    """``--format``: text for people, JSON for programs, and what else a command knows."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", *further]),
        default="text",
        show_default=True,
        callback=_remember,
        help="How to report: text for people, the others for programs.",
    )


def time_limits(function: Command) -> Command:
    """``--seconds`` and ``--limit``: after which time the prover gives up."""
    for name, most, usual, what in (
        ("--limit", 86400, 300.0, "How many seconds all questions together may take."),
        ("--seconds", 3600, 5.0, "How long one question may take before it counts as not decided."),
    ):
        within = click.FloatRange(min=0.01, max=most)
        function = click.option(name, type=within, default=usual, show_default=True, help=what)(function)
    return function


def asked_for_json(context: click.Context) -> bool:
    """Whether a command that was invoked from here was asked to report in JSON."""
    return bool(context.meta.get(_FORM) == "json")


def _remember(context: click.Context, _option: click.Parameter, form: str) -> str:
    """Keep the form where a failure of the command finds it: contexts of one run share their ``meta``."""
    context.meta[_FORM] = form
    return form
