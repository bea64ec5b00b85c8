"""What is compiled for tables of a protocol is kept for later ones, as long as the protocol is, and no longer."""

from __future__ import annotations

import gc
import weakref

import polars as pl

from eligo.pipeline import compile_source
from eligo.screening import polars_engine, screen_frame
from eligo.source import Source

ADULTS = (
    'protocol T1 "Adults" { version 2025-10-21 }\nnumber age "Age" in a\ninclude A1 "Adult" { require age >= 18 a }\n'
)
AGES = pl.DataFrame({"age": [17.0, 18.0, None]})


def test_a_second_table_of_the_same_form_is_not_compiled_for() -> None:
    program, _ = compile_source(Source("t.eligo", ADULTS))
    assert program is not None
    first = screen_frame(program, AGES, needs=False)
    plans = polars_engine._plans_of(program)
    kept = list(plans.values())
    assert screen_frame(program, AGES, needs=False).equals(first)
    assert list(plans.values()) == kept
    assert len(kept) == 1
    with_needs = screen_frame(program, AGES)  # another plan: it has the truths that needs are found from
    assert with_needs["A1"].equals(first["A1"])
    assert len(plans) == 2


def test_the_plans_of_a_protocol_go_with_it() -> None:
    program, _ = compile_source(Source("t.eligo", ADULTS))
    assert program is not None
    screen_frame(program, AGES)
    key, gone = id(program), weakref.ref(program)
    assert key in polars_engine._PLANS
    del program
    gc.collect()
    assert gone() is None
    assert key not in polars_engine._PLANS
