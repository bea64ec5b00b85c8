"""Every backend says exactly what the reference interpreter says, of generated protocols and of the flagship."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligo.core.program import Program
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.syntax import tree
from eligo.syntax.parse import parse

from .backends import Backend, Record, every_backend
from .compiled import Result, compiled, meaning
from .records import records
from .sources import Protocol, protocols

FLAGSHIP = Path(__file__).parents[2] / "protocols" / "anakinra_ards.eligo"


@cache
def flagship() -> tuple[Program, tree.Module]:
    source = Source("anakinra_ards.eligo", FLAGSHIP.read_text(encoding="utf-8"))
    program, _ = compile_source(source)
    assert program is not None
    return program, parse(source).module


@every_backend
@given(protocol=protocols(patients=False), data=st.data())
def test_a_backend_on_generated_protocols(backend: Backend, protocol: Protocol, data: st.DataObject) -> None:
    program, module = compiled(protocol)
    kinds = st.booleans().flatmap(lambda plain: records(module, plain=plain))
    raws = data.draw(st.lists(kinds, min_size=1, max_size=6), label="records")
    assert backend.disagreements(program, raws) == []


@every_backend
@settings(max_examples=10)
@given(data=st.data())
def test_a_backend_on_the_flagship(backend: Backend, data: st.DataObject) -> None:
    program, module = flagship()
    own = [dict(vignette.raw) for vignette in program.vignettes]
    raws = data.draw(st.lists(records(module, plain=True), min_size=1, max_size=6), label="records")
    assert backend.disagreements(program, [*own, *raws]) == []


@pytest.mark.parametrize("changed", ["verdict", "outcomes", "needs", "implausible"])
def test_a_backend_that_is_wrong_in_anything_is_found_out(changed: str) -> None:
    program, _ = flagship()
    wrong = {"verdict": "eligible", "outcomes": (), "needs": ("age",), "implausible": ("age",)}

    def says(of: Program, raws: list[Record]) -> list[tuple[Record, Result]]:
        said = [(raw, meaning(of, raw)) for raw in raws]
        return [(raw, Result(**{**_fields(result), changed: wrong[changed]})) for raw, result in said]

    assert len(Backend(says).disagreements(program, [{"age": 17}])) == 1  # type: ignore[arg-type]


def _fields(result: Result) -> dict[str, object]:
    return {name: getattr(result, name) for name in Result.__slots__}


@every_backend
def test_a_backend_speaks_of_records(backend: Backend) -> None:
    """None may pass by leaving out all that it is given."""
    program, _ = flagship()
    assert [result.verdict for _, result in backend.says(program, [{"age": 17}, {}])] == ["ineligible", "undetermined"]
