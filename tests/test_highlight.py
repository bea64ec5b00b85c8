"""The lexer for documentation knows the language's words."""

from __future__ import annotations

import json
import re

from pygments.token import Keyword, Operator

from eligo import highlight
from eligo.syntax.grammar import TABLES
from eligo.syntax.wording import reserved_words


def test_it_knows_exactly_the_words_of_the_grammar() -> None:
    tables = json.loads(TABLES.read_text(encoding="utf-8"))
    patterns = [re.sub(r"\\.|\[.*?\]", " ", pattern) for pattern in tables["patterns"].values()]
    words = {*tables["words"], *(word for pattern in patterns for word in re.findall("[a-z]{2,}[0-9]*", pattern))}
    lists = (highlight._STATEMENTS, highlight._CLAUSES, highlight._OPERATORS, highlight._CONSTANTS)
    coloured = {word for listed in lists for entry in listed for word in entry.split()}
    assert coloured == words
    assert coloured >= reserved_words()


def test_a_unit_and_a_word_after_a_number() -> None:
    lexed = {text: kind for kind, text in highlight.EligoLexer().get_tokens("peep between 5 cm[H2O] and 9 and x")}
    assert lexed["cm[H2O]"] is Keyword.Type
    assert lexed["and"] is Operator.Word
