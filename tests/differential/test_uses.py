"""A protocol means the same whether its declarations stand in its own file or in files that it uses."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from eligo.core.program import SCREENING, Program
from eligo.core.reads import Reads
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.syntax import tree
from eligo.syntax.parse import parse

from .compiled import compiled, meaning
from .records import records
from .sources import Protocol, protocols

SHARED = (tree.Fact, tree.NamedList, tree.ValueSet, tree.Define, tree.Assume)


def split(protocol: Protocol, data: st.DataObject) -> Program:
    """The protocol with some of its declarations in one used file or two, the second used by the first or by it."""
    kept: list[str] = []
    moved: tuple[list[str], list[str]] = ([], [])
    for statement in parse(Source("t", protocol.text)).module.statements:
        text = protocol.text[statement.span.start : statement.span.end]
        place = data.draw(st.sampled_from([None, 0, 1])) if isinstance(statement, SHARED) else None
        (kept if place is None else moved[place]).append(text)
    uses = ['use "shared/a.eligo"']
    if data.draw(st.booleans()):
        moved[0].insert(data.draw(st.integers(0, len(moved[0]))), 'use "deeper/b.eligo"')
    else:
        uses.append('use "shared/deeper/b.eligo"')
    for use in uses:
        kept.insert(data.draw(st.integers(0, len(kept))), use)
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "shared/deeper").mkdir(parents=True)
        (folder / "shared/a.eligo").write_text("\n".join(moved[0]), encoding="utf-8")
        (folder / "shared/deeper/b.eligo").write_text("\n".join(moved[1]), encoding="utf-8")
        program, diagnostics = compile_source(Source("t.eligo", "\n".join(kept)), folder / "t.eligo")
    assert program is not None, diagnostics
    return program


@given(protocols(), st.data())
def test_where_a_declaration_stands_changes_no_verdict(protocol: Protocol, data: st.DataObject) -> None:
    whole, module = compiled(protocol)
    parts = split(protocol, data)
    assert set(parts.fact) <= set(whole.fact)
    assert set(parts.definition) <= set(whole.definition)
    for _ in range(3):
        raw = data.draw(records(module), label="record")
        expected = meaning(whole, raw)
        if expected.reasons:
            continue
        known = {name: value for name, value in raw.items() if name in parts.fact}
        found = meaning(parts, known)
        assert (found.verdict, dict(found.outcomes)) == (expected.verdict, dict(expected.outcomes))
        assert set(found.needs) == set(expected.needs)
        assert set(found.conflicts) <= set(expected.conflicts)
        assert set(found.implausible) <= set(expected.implausible)


@given(protocols(patients=False), st.data())
def test_what_is_left_out_is_needed_by_nothing(protocol: Protocol, data: st.DataObject) -> None:
    parts = split(protocol, data)
    own = {fact.name for fact in parts.facts if fact.line} | {SCREENING}
    own |= {fact.name for fact in parts.facts if len(fact.options) == 1}  # a `case` of it has one arm, whatever it is
    for fact in parts.facts:
        assert fact.name in own or any(fact.name in names for names in _read(parts)), fact.name


def _read(program: Program) -> list[frozenset[str]]:
    """The facts that each rule, definition and sentence of a program reads."""
    reads = Reads(program)
    sentences = [*program.assumptions, *program.claims]
    return [*(reads.of_name(name) for name in program.order), *(reads.of(s.condition) for s in sentences)]
