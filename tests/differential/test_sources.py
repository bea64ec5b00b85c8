"""Generated protocols are well-typed, and the formatter keeps what they say."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from hypothesis import given

from eligo.diagnostics.model import has_errors
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.syntax.format import format_text
from eligo.syntax.parse import parse

from .sources import Protocol, protocols


def formatted(text: str) -> str:
    result, diagnostics = format_text(Source("t.eligo", text))
    assert result is not None, diagnostics
    return result


def without_lines(part: Any) -> Any:
    """A program without the numbers of its source lines."""
    if isinstance(part, tuple):
        return tuple(map(without_lines, part))
    if not is_dataclass(part) or isinstance(part, type):
        return part
    kept = {f.name: without_lines(getattr(part, f.name)) for f in fields(part)}
    return replace(part, **({**kept, "line": 0} if "line" in kept else kept))


@given(protocols())
def test_a_generated_protocol_has_no_errors(protocol: Protocol) -> None:
    program, diagnostics = compile_source(Source("t.eligo", protocol.text))
    assert not has_errors(diagnostics), [f"{d.code} {d.message}" for d in diagnostics]
    assert program is not None


@given(protocols())
def test_precedence_needs_no_more_parentheses_than_were_written(protocol: Protocol) -> None:
    few, many = parse(Source("t.eligo", protocol.text)), parse(Source("t.eligo", protocol.parenthesized))
    assert not many.diagnostics
    assert few.module == many.module


@given(protocols())
def test_formatting_is_idempotent_and_keeps_the_tree(protocol: Protocol) -> None:
    once = formatted(protocol.text)
    assert formatted(once) == once
    assert parse(Source("t.eligo", once)).module == parse(Source("t.eligo", protocol.text)).module


@given(protocols())
def test_formatting_does_not_change_the_program(protocol: Protocol) -> None:
    before, _ = compile_source(Source("t.eligo", protocol.text))
    after, _ = compile_source(Source("t.eligo", formatted(protocol.text)))
    assert before is not None
    assert without_lines(before) == without_lines(after)
