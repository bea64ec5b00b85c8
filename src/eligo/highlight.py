"""Pygments lexer for ``.eligo``, found by Pygments through its entry point; nothing in eligo imports it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from pygments.lexer import RegexLexer, bygroups, words
from pygments.token import (
    Comment,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Text,
    Whitespace,
)

_groups: Callable[..., object] = bygroups

_STATEMENTS = (
    "assume", "choice", "claim", "codes", "define", "events", "exclude", "expect", "flag", "include", "list", "moment",
    "number", "patient", "period", "protocol", "source", "use",
)  # fmt: skip
_CLAUSES = (
    "about", "applies to", "attested by", "because", "code", "computable", "defect", "except", "exclusion", "field",
    "from", "have", "inclusion", "judged by", "library", "like", "missing means", "molar mass", "needing",
    "not computable", "planned", "plausible", "precision", "reading", "repeated", "require", "unless", "when", "where",
    "with descendants",
)  # fmt: skip
_OPERATORS = (
    "after", "all of", "and", "any of", "at", "at least", "at most", "before", "between", "case", "count of",
    "days from", "else", "end of", "exactly", "first of", "greatest of", "highest of", "hours from", "if", "implies",
    "in", "is", "is known", "is one of", "known", "lasting", "latest of", "least of", "less than", "ln of",
    "log10 of", "lowest of", "mean of", "minutes from", "months from", "more than", "none of", "not", "of",
    "one of", "or", "otherwise", "previous of", "start of", "sum of", "then", "to", "weeks from",
    "within", "years from",
)  # fmt: skip
_CONSTANTS = ("eligible", "ineligible", "no", "undetermined", "yes")

_NUMBER = r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
_UNIT = r"((?:[A-Za-z%\[]|10[*^])[^\s,(){}:#\"<>=]*)"
_NO_UNIT = sorted({word.split()[0] for word in (*_STATEMENTS, *_CLAUSES, *_OPERATORS, *_CONSTANTS)})
_QUANTITY = rf"({_NUMBER})([ \t]+)(?!(?:{'|'.join(_NO_UNIT)})\b){_UNIT}"
"""A number and the unit that follows it; a word of the language there is no unit."""


class EligoLexer(RegexLexer):
    """Eligibility criteria in eligo's language."""

    name = "Eligo"
    url = ""
    aliases: ClassVar[list[str]] = ["eligo"]
    filenames: ClassVar[list[str]] = ["*.eligo"]
    mimetypes: ClassVar[list[str]] = ["text/x-eligo"]

    tokens: ClassVar[dict[str, list[tuple[object, ...]]]] = {
        "root": [
            (r"\s+", Whitespace),
            (r"#[^\n]*", Comment.Single),
            (r'"(?:\\.|[^"\\\n])*"', String.Double),
            (r"'[^'\n]*'", Literal),
            (r"\d{4}-\d{2}(?![\w-])", Literal.Date),
            (r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?\b", Literal.Date),
            (rf"(in)([ \t]+){_UNIT}", _groups(Operator.Word, Whitespace, Keyword.Type)),
            (_QUANTITY, _groups(Number, Whitespace, Keyword.Type)),
            (_NUMBER, Number),
            (words(_STATEMENTS, prefix=r"\b", suffix=r"\b"), Keyword.Declaration),
            (words(_CLAUSES, prefix=r"\b", suffix=r"\b"), Keyword),
            (words(_CONSTANTS, prefix=r"\b", suffix=r"\b"), Keyword.Constant),
            (words(_OPERATORS, prefix=r"\b", suffix=r"\b"), Operator.Word),
            (r"[A-Za-z_]\w*(?:\.\w+)?", Name),
            (r"<=|>=|!=|[<>=+\-*/^]", Operator),
            (r"[{}(),:]", Punctuation),
            (r".", Text),
        ],
    }
