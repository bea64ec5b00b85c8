"""What went wrong when a command cannot run, in one clear line."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from eligo.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eligo.diagnostics.model import Diagnostic


class CannotRun(Exception):
    """A command cannot do its job; the message is for the person at the terminal.

    Args:
        message: one sentence without a full stop.
        help: the way out, if there is one.
        diagnostics: what was found in a protocol, for programs; a person has been told before.
    """

    def __init__(
        self,
        message: str,
        help: str = "",  # noqa: A002 - the diagnostics' own word
        diagnostics: Sequence[Diagnostic] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.diagnostics = diagnostics


@contextmanager
def about(place: object) -> Iterator[None]:
    """What the system says of a write, such as a full disk, names no file: this names the one that it was about."""
    try:
        yield
    except OSError as problem:
        problem.filename = problem.filename or str(place)
        raise


def describe(problem: BaseException) -> str:
    """The lines for stderr that explain an exception which ended a command."""
    if isinstance(problem, CannotRun):
        way_out = f"help: {printable(problem.help)}\n" if problem.help else ""
        return f"error: {printable(problem.message)}\n{way_out}"
    if isinstance(problem, KeyboardInterrupt):
        return "eligo: interrupted\n"
    if isinstance(problem, BrokenPipeError):
        return "eligo: stopped, because the program that reads the output has closed it\n"
    if isinstance(problem, OSError):
        return f"error: {_system_error(problem)}\n"
    if isinstance(problem, MemoryError):
        return "error: not enough memory\n"
    return _bug(problem)


def as_document(problem: Exception) -> dict[str, object]:
    """What a command that could not run reports to a program, in place of its result."""
    from eligo.diagnostics.render_json import as_json

    found = problem.diagnostics if isinstance(problem, CannotRun) else ()
    if isinstance(problem, CannotRun):
        said, way_out = problem.message, problem.help
    else:
        said, way_out = describe(problem).removeprefix("error: ").rstrip("\n"), ""
    return {"error": {"message": said, "help": way_out or None}, "diagnostics": as_json(found)}


def _system_error(problem: OSError) -> str:
    reason = (problem.strerror or str(problem) or type(problem).__name__).lower()
    names = [printable(str(name)) for name in (problem.filename, problem.filename2) if isinstance(name, str)]
    return f"{' -> '.join(names)}: {printable(reason)}" if names else f"cannot read or write: {printable(reason)}"


def _bug(problem: BaseException) -> str:
    from eligo import __version__

    what = printable(f"{type(problem).__name__}: {problem}")[:300]
    return (
        f"eligo: internal error: {what}\n"
        f"This is a bug in eligo {__version__}, not in your protocol. Please report it with the command you typed.\n"
        "ELIGO_DEBUG=1 shows where it happened.\n"
    )
