"""The grammar file is the one definition: the tables are made from it, and read it as lark does."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from lark import Token as LarkToken
from lark import Tree

from eligo.source import Source
from eligo.syntax import grammar, tree
from eligo.syntax.build_statement import StatementBuilder
from eligo.syntax.compile import compile_tables, load_grammar, written
from eligo.syntax.format import format_statement
from eligo.syntax.machine import Machine, Stop, Token
from eligo.syntax.parse import parse
from eligo.syntax.scan import STATEMENTS
from eligo.syntax.wording import reserved_words
from tests.syntax.strategies import statements

LARK = load_grammar(grammar.grammar_text())


def by_lark(text: str) -> Any:
    """The statement as lark's own parser reads it, made into nodes by the same builder."""
    builder = StatementBuilder()

    def made(node: Any) -> Any:
        if isinstance(node, LarkToken):
            assert node.start_pos is not None
            assert node.end_pos is not None
            return Token(node.type, str(node), node.start_pos, node.end_pos)
        assert isinstance(node, Tree)
        return getattr(builder, node.data)([made(child) for child in node.children])

    return made(LARK.parse(text))


@given(statements)
def test_the_tables_read_as_lark_does(statement: tree.Statement) -> None:
    text = format_statement(statement)
    assert by_lark(text) == statement
    assert Machine(grammar.tables(), StatementBuilder()).parse(text, 0, len(text)) == statement


def test_the_tables_belong_to_the_grammar() -> None:
    made = compile_tables(grammar.grammar_text())
    on_disk = grammar.TABLES.read_text(encoding="utf-8")
    assert on_disk == written(made), "run python -m eligo.syntax.compile"
    assert json.loads(on_disk) == made


def test_every_keyword_is_reserved_or_stands_where_no_name_can() -> None:
    text = grammar.grammar_text()
    free = text.split("// Not reserved")[1].split("//")[0]
    not_reserved = set(re.findall(r': "([a-z]+)"', free))
    assert reserved_words() == grammar.tables().words.keys() - not_reserved
    assert set(STATEMENTS) <= reserved_words()


@pytest.mark.parametrize("word", sorted(grammar.tables().words.keys() - reserved_words()))
def test_a_word_that_is_not_reserved_can_be_a_name(word: str) -> None:
    text = f"""
number {word} "W" in 1 plausible 0 to 1 judged by {word} code LOINC 1
choice c "C" of {word}, other
include I1 "I" {{ require any of {{ {word} "a": {word} < 1 mg and 2 in kg < {word}
    {word} "b": {word} at {word} }} unless {word}.{word} is one of {{ {word} }} }}
patient {word} "P" like {word} {{ {word} 3
    {word} {word} }}
expect {word} undetermined needing {word}, {word}
"""
    assert parse(Source("x", text)).diagnostics == ()


def test_tables_are_made_anew_for_another_grammar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grammar, "TABLES", tmp_path / "absent.json")
    fresh = grammar.tables.__wrapped__()
    assert fresh == grammar.tables()
    text = 'flag a "A"'
    assert not isinstance(Machine(fresh, StatementBuilder()).parse(text, 0, len(text)), Stop)


def test_the_grammar_in_the_package_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "src" / "eligo"
    (package / "grammar").mkdir(parents=True)
    (tmp_path / "grammar").mkdir()
    (tmp_path / "grammar" / "eligo.lark").write_text("checkout", encoding="utf-8")
    monkeypatch.setattr(grammar, "PACKAGE", package)
    assert grammar.grammar_text() == "checkout"
    (package / "grammar" / "eligo.lark").write_bytes(b"wheel\r\n")
    assert grammar.grammar_text() == "wheel\n"
