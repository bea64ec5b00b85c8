"""Running z3 such that Ctrl-C ends the command: left to itself, z3 takes it for its own and only gives up a question.

It works beside the main thread, as Python sees no signal while that one is inside of z3.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, wait
from threading import Thread
from typing import Any

from eligo.verify.solver.terms import Bool


def asked(solver: Any, literals: Sequence[Bool] = ()) -> Any:
    """What z3 says when the literals are to hold."""
    solver.set("ctrl_c", False)
    answer: Future[Any] = Future()
    Thread(target=_check, args=(solver, list(literals), answer), daemon=True).start()
    try:
        return answer.result()
    except KeyboardInterrupt:
        while not answer.done():  # z3 forgets an interrupt that comes before it has begun
            solver.interrupt()
            wait([answer], timeout=0.01)
        raise


def _check(solver: Any, literals: list[Bool], answer: Future[Any]) -> None:
    try:
        answer.set_result(solver.check(literals))
    except BaseException as problem:  # it belongs to whoever asked
        answer.set_exception(problem)
