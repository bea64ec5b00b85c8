"""The page of the grammar says what the grammar says."""

from __future__ import annotations

import re

from lark import Lark
from lark.grammar import NonTerminal

from eligo.syntax.compile import load_grammar
from eligo.syntax.grammar import grammar_text

from .tried import LANGUAGE, made_for_the_site, truth_tables

grammar_page = made_for_the_site("grammar_page")
GRAMMAR = grammar_page.read(grammar_text())
PAGE = grammar_page.page(grammar_text())
FIXED = re.compile(r'"[^"]+"')


def lark() -> Lark:
    return load_grammar(grammar_text())


def test_every_rule_is_there_once() -> None:
    rules = {str(rule.origin.name) for rule in lark().rules if isinstance(rule.origin, NonTerminal)}
    written = [rule.name for section in GRAMMAR.rules.values() for rule in section]
    assert sorted(written) == sorted(name for name in rules if not name.startswith("__"))


def test_the_size_is_that_of_the_grammar() -> None:
    rules, alternatives, terminals, reserved = GRAMMAR.size
    assert f"| {rules} | {alternatives} | {terminals} | {reserved} |" in PAGE
    assert terminals == len(lark().terminals)
    assert reserved == len(set(GRAMMAR.reserved)) > 40
    assert alternatives >= rules > 60


def test_reserved_words_are_words_of_the_grammar() -> None:
    assert {f'"{word}"' for word in GRAMMAR.reserved} <= set(GRAMMAR.words.values())


def test_a_rule_reads_as_the_language_does() -> None:
    assert 'assume = "assume" STRING ":" expression ;' in PAGE
    assert '| value_of "is" "not" "known"' in PAGE
    assert '("latest of" | "previous of"' in PAGE


def test_rules_name_only_what_the_page_defines() -> None:
    blocks = "".join(re.findall(r"```ebnf\n(.*?)```", PAGE, re.DOTALL))
    without = re.sub(r'"[^"]*"|\(\*.*?\*\)', "", blocks)
    named = set(re.findall(r"[A-Za-z_]+", without))
    rules = {rule.name for section in GRAMMAR.rules.values() for rule in section}
    assert named - rules <= {terminal.name for terminal in GRAMMAR.terminals}


def test_every_word_of_the_language_stands_in_an_example_that_runs() -> None:
    pages = sorted(LANGUAGE.rglob("*.md"))
    found = [example for page in pages for example in truth_tables.examples(page.read_text(encoding="utf-8"))]
    text = "\n".join(example.text for example in found if example.run)
    fixed = {symbol for terminal in GRAMMAR.terminals for symbol in FIXED.findall(grammar_page.fixed(terminal))}
    words = {word.strip('"') for word in {*GRAMMAR.words.values(), *fixed}}
    assert sorted(word for word in words if not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)) == []
