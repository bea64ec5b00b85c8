"""The group of commands; each is imported when it is called."""

from __future__ import annotations

import os
from contextlib import suppress
from importlib import import_module
from itertools import pairwise

import click

from eligo.cli.console import tell, write_json
from eligo.cli.failure import CannotRun, as_document
from eligo.cli.main import CANNOT_RUN, CLEAN
from eligo.printable import printable

COMPLETION = "_ELIGO_COMPLETE"
"""The environment variable by which a shell asks for completions."""

COMMANDS = {
    "new": "Write a commented starter protocol.",
    "check": "Report what is wrong or doubtful in a protocol.",
    "fmt": "Put a protocol into the one canonical layout.",
    "build": "Make the evaluator, the test suite and the document.",
    "screen": "Screen a file of patients: verdicts and the funnel.",
    "explain": "Say why one patient is eligible or not, and what to ask next.",
    "checklist": "Print what to find out about a patient, in which order.",
    "test": "Check that the protocol's own patients come out as expected.",
    "verify": "Prove the claims, and find what is wrong with the criteria as a whole.",
    "diff": "Say what an amendment changes: verdicts, criteria, words.",
    "sample": "Write synthetic patients for trying a protocol out.",
    "completion": "Print the shell's completion script.",
}
"""Every command with its line in the overview; the module of the same name holds it as ``command``."""


class Commands(click.Group):
    """A group that knows its commands by name and loads them on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"eligo.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(unknown_command(args[0]))
        return super().resolve_command(ctx, args)


def unknown_command(name: str) -> str:
    """What to say of a command that does not exist."""
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), COMMANDS, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"the commands are {', '.join(COMMANDS)}."
    return f"there is no command '{printable(name)}'; {hint}"


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="eligo", message="eligo %(version)s", version=None)
def app() -> None:
    """Eligibility as code: one source file states who may enter a trial.

    \b
    Start a protocol        eligo new my_trial
    See what is wrong       eligo check my_trial.eligo
    Build everything        eligo build my_trial.eligo
    Screen patients         eligo screen my_trial.eligo patients.csv

    Every command ends with 0 when all is clean, 1 when there is something to look at, 2 when it could not run.
    """


def run(words: list[str]) -> int:
    """Run one command; exceptions other than those of usage are the caller's.

    Not by ``app.main``, which has an opinion of its own about a closed output and about an interrupt.
    """
    completing = os.environ.get(COMPLETION)
    if completing:
        from click.shell_completion import shell_complete

        return shell_complete(app, {}, "eligo", COMPLETION, completing)
    try:
        with app.make_context("eligo", words or ["--help"]) as context:
            outcome = _invoke(context)
    except click.exceptions.Exit as asked:
        return asked.exit_code
    except click.ClickException as problem:
        if _ask_for_json(words):
            with suppress(OSError):
                write_json(as_document(_in_words(problem)))
        _tell_usage(problem)
        return CANNOT_RUN
    return outcome if isinstance(outcome, int) else CLEAN


def _invoke(context: click.Context) -> object:
    """Run the command; when it cannot run and was asked for JSON, that is what says so on stdout."""
    try:
        return app.invoke(context)
    except (click.exceptions.Exit, click.ClickException, BrokenPipeError):
        raise
    except Exception as problem:
        from eligo.cli.options import asked_for_json

        if asked_for_json(context):
            with suppress(OSError):  # stdout itself may be what failed; stderr says so in any case
                write_json(as_document(problem))
        raise


def _tell_usage(problem: click.ClickException) -> None:
    """Say what was typed wrong, and where to read more."""
    said = _in_words(problem)
    tell(f"error: {said.message}")
    if said.help:
        tell(f"help: {said.help}")


def _in_words(problem: click.ClickException) -> CannotRun:
    context = getattr(problem, "ctx", None)
    return CannotRun(
        " ".join(problem.format_message().split()), "" if context is None else f"{context.command_path} --help"
    )


def _ask_for_json(words: list[str]) -> bool:
    """Whether the words ask for JSON; looked for in themselves, since they were not all understood."""
    return "--format=json" in words or ("--format", "json") in pairwise(words)
