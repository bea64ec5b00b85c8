"""The entry point: runs a command and turns whatever happens into an exit status, never into a traceback.

0 is clean, 1 is findings, 2 is "could not run". Only the standard library is imported before a command is known.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys

TYPE_CHECKING = False  # as type checkers know it; the name is not worth loading `typing`

if TYPE_CHECKING:
    from collections.abc import Sequence

CLEAN = 0
FINDINGS = 1
CANNOT_RUN = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``eligo`` with these arguments (by default the process's own) and give the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    gc.set_threshold(50_000)  # a command makes many objects and few circles: looking for them less saves a tenth
    try:
        status = _run(words)
        _flush()
    except BaseException as problem:  # the one place where nothing may pass
        status = _report(problem)
        _abandon_output()
    return status


def _run(words: list[str]) -> int:
    if words == ["--version"]:  # answered without loading click: scripts ask this often
        from eligo import __version__
        from eligo.cli.console import write

        write(f"eligo {__version__}\n")
        return CLEAN
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    _stop_in_order()
    from eligo.cli.app import run

    return run(words)


def _stop_in_order() -> None:
    """Being told to end, as by ``timeout``, is an interrupt: files that are half written are taken away."""
    import signal

    with contextlib.suppress(ValueError):  # not in the main thread, where signals are somebody else's
        if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            signal.signal(signal.SIGTERM, signal.default_int_handler)


def _flush() -> None:
    """Write what is still buffered while a failure can still be told."""
    if sys.stdout is not None:
        sys.stdout.flush()


def _report(problem: BaseException) -> int:
    from eligo.cli.failure import describe

    if isinstance(problem, SystemExit):
        return problem.code if isinstance(problem.code, int) else CLEAN if problem.code is None else CANNOT_RUN
    if os.environ.get("ELIGO_DEBUG") == "1":
        import traceback

        traceback.print_exception(problem)
        return CANNOT_RUN
    try:
        if sys.stderr is not None:
            sys.stderr.write(describe(problem))
            sys.stderr.flush()
    except OSError:  # nobody left to tell; the status still says it
        pass
    return CANNOT_RUN


def _abandon_output() -> None:
    """Keep the interpreter from writing to a broken stdout once more as it ends."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
