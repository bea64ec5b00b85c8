"""A proof for lists of any length: what is chosen among their entries may be whatever the interpreter can find."""

from __future__ import annotations

import pytest

from eligo.core import nodes as n
from eligo.core.interpret import Interpreter
from eligo.core.reading import read_record
from eligo.core.truth import TRUE
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.questions import SURE, Wanted
from eligo.verify.solver.ask import Solver

FOUND = [
    ("latest of e.dose > 5 mg", {"dose": 6, "time": "2025-01-01"}),
    # Of the greater of two a limit may be known: that is enough to compare with, and is no value.
    ("latest of e.most > 5 mg and not (latest of e.most is known)", {"dose": 6, "time": "2025-01-01"}),
    ("lowest of e.most > 5 mg", {"dose": 6, "size": 7, "time": "2025-01-01"}),
]


@pytest.mark.parametrize(("condition", "entry"), FOUND)
def test_what_an_entry_can_come_to_is_not_ruled_out(condition: str, entry: dict[str, object]) -> None:
    text = f"""protocol p "P" {{ version 1 }}
events e "E" {{
    number dose "Dose" in mg
    number size "Size" in mg
    moment time "Time"
    define most "The more of both" in mg = greatest of {{ dose, size }}
}}
include I1 "I" {{ require {condition} }}
"""
    program, diagnostics = compile_source(Source("p.eligo", text))
    assert program is not None, diagnostics
    record = read_record(program.facts, {"e": {"entries": [entry], "complete": True}}).values
    assert Interpreter(program, record).truths["I1"] is TRUE
    assert Solver(program, 0, 60.0).rules_out((Wanted(n.Ref("I1"), SURE),)) is None
