"""Many mutants in one program: what a mistake has nothing to do with is said once, and each still says what it says."""

from __future__ import annotations

from eligo.core.interpret import Interpreter
from eligo.core.reading import read_record
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.mutants import mutants
from eligo.verify.mutants.batches import batch_of

SCORE = """protocol p "P" { version 1 }
number x "X" in 1  plausible 0 to 100
number y "Y" in 1  plausible 0 to 100
define x_points "Points of X" = case { x > 50: 2, x > 10: 1, otherwise: 0 }
define y_points "Points of Y" = case { y > 50: 2, y > 10: 1, otherwise: 0 }
define score "Score" = x_points + y_points
include I1 "I" { require score >= 3 }
"""


def program():
    found, diagnostics = compile_source(Source("p.eligo", SCORE))
    assert found is not None, diagnostics
    return found


def test_what_a_mistake_has_nothing_to_do_with_is_there_once() -> None:
    some = [mutant for mutant in mutants(program()) if mutant.where == "x_points"][:3]
    assert [one.name for one in batch_of(some).program.definitions] == [
        *("x_points__0", "y_points__0", "score__0"),
        *("x_points__1", "score__1"),
        *("x_points__2", "score__2"),
    ]


def test_each_mutant_comes_out_in_a_batch_as_it_does_alone() -> None:
    some = list(mutants(program()))
    batch = batch_of([mutant for mutant in some if mutant.kind != "fact"])
    for record in ({}, {"x": 20}, {"x": 60, "y": 11}, {"x": 10, "y": 51}, {"x": 51, "y": 51}):
        values = read_record(batch.program.facts, record).values
        together = Interpreter(batch.program, values)
        for mutant, names in zip(batch.mutants, batch.names, strict=True):
            alone = Interpreter(mutant.program, values)
            assert together.truths[names["I1"]] is alone.truths["I1"], (mutant.where, mutant.what, record)
