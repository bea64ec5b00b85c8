"""Nothing is wrong with the example protocols, and no claim of theirs is refuted: whatever is told would be a false alarm.

Those whose formulas take the solver long are left to `eligo verify` by hand.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from eligo.pipeline import compile_source
from eligo.publish.evaluator import evaluator
from eligo.syntax.files import read_source
from eligo.verify.report import verify

PROTOCOLS = Path(__file__).parents[2] / "protocols"
QUICK = ["anakinra_ards", "examples/combined_vaccine", "examples/rsv_children", "examples/septic_shock_steroid"]


@pytest.mark.parametrize("name", QUICK)
def test_no_false_alarm(name: str) -> None:
    path = PROTOCOLS / f"{name}.eligo"
    source, _ = read_source(path)
    assert source is not None
    program, _ = compile_source(source, path)
    assert program is not None
    found = verify(program, partial(evaluator, program))
    assert (found.findings, found.refutations, found.faults) == ((), (), ())
    assert [claimed.claim.label for claimed in found.claims if claimed.of_nobody] == []
