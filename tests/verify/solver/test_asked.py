"""Ctrl-C while z3 is at work ends the command, and not the question alone."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from threading import Timer

import pytest
import z3

from eligo.verify.solver.asked import asked


def hard() -> z3.Solver:
    """A question that takes z3 far longer than any test."""
    solver = z3.Solver()
    numbers = [z3.Int(f"n{i}") for i in range(40)]
    solver.add(z3.Sum([n * n * n for n in numbers]) == 12_345_677, *(n > 0 for n in numbers))
    solver.add([numbers[i] * numbers[i + 1] > numbers[i + 2] * numbers[(i + 7) % 40] for i in range(30)])
    return solver


@pytest.fixture
def interruptible() -> Iterator[None]:
    """As on a terminal: a process that runs tests in the background may ignore the signal."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_reaches_the_command() -> None:
    timer = Timer(0.2, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        asked(hard())
    timer.join()


def test_what_goes_wrong_in_z3_is_told() -> None:
    with pytest.raises(z3.Z3Exception):
        asked(z3.Solver(), [z3.Int("n")])


def test_what_z3_says() -> None:
    solver, flag = z3.Solver(), z3.Bool("flag")
    assert asked(solver, [flag]) == z3.sat
    solver.add(z3.Not(flag))
    assert asked(solver, [flag]) == z3.unsat
    assert [part.get_id() for part in solver.unsat_core()] == [flag.get_id()]
