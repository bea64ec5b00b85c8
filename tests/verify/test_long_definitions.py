"""Definitions that use others twice, many times over, are written out nowhere: a build of them ends."""

from __future__ import annotations

from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.equivalence.over_ranges import proven_over_ranges
from eligo.verify.mutants import mutants
from eligo.verify.vectors import evidence

STEPS = 40
CHAIN = "".join(f'define d{i + 1} "D{i + 1}" = d{i} + d{i}\n' for i in range(STEPS))
PROTOCOL = f"""protocol P "P" {{ version 1 }}
number x "X" in 1  plausible 0 to 10
define d0 "D0" = x + x
{CHAIN}include I1 "I" {{ require d{STEPS} > 3 }}
"""


def test_the_suite_and_the_proofs_of_a_chain_end() -> None:
    program, found = compile_source(Source("p.eligo", PROTOCOL))
    assert program is not None, found
    made = evidence(program)
    assert [(d.criterion, d.fact, d.better) for d in made.directions] == [("I1", "x", "higher")]
    assert {vector.verdict for vector in made.vectors} == {"eligible", "ineligible", "undetermined"}
    first = next(iter(mutants(program)))
    assert not proven_over_ranges(program, first)  # it would be too long
