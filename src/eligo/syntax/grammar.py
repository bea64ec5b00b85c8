"""Finding the grammar and loading its tables.

``grammar/eligo.lark`` is the only definition of the syntax. In a wheel it lies in the package (``eligo/grammar``), in a
checkout or an editable install at the top of the repository.
"""

from __future__ import annotations

import json
import re
from binascii import crc32
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent.parent
TABLES = PACKAGE / "syntax" / "tables.json"


def grammar_text() -> str:
    """The text of the grammar.

    Raises:
        FileNotFoundError: the installation is damaged: neither place has it.
    """
    packaged = PACKAGE / "grammar" / "eligo.lark"
    path = packaged if packaged.is_file() else PACKAGE.parent.parent / "grammar" / "eligo.lark"
    return path.read_bytes().decode("utf-8").replace("\r\n", "\n")


def fingerprint(text: str) -> str:
    """Tells whether tables were made from this grammar; a safeguard against forgetting, not against malice."""
    return f"{len(text)}-{crc32(text.encode('utf-8')):08x}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A production, and what becomes of its symbols.

    Attributes:
        origin: the nonterminal it makes.
        builds: the builder's method; empty when the symbols stay a list for the rule around it.
        size: how many symbols it has.
        passes_on: a lone child is passed on as it is.
        inlined: which symbols are lists to be spliced in.
    """

    origin: str
    builds: str
    size: int
    passes_on: bool
    inlined: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """The LALR(1) automaton and its lexer.

    Attributes:
        start: the first state.
        end: the state in which a statement is complete.
        states: per state, what to do on a symbol: go to a state (0 and up) or reduce by rule ``-1 - n``.
        rules: the productions.
        words: keywords and their terminals.
        modes: per lexer mode, the pattern of one token with the blanks and comments before it.
        mode_of_state: which mode a state reads its next token in.
        blank: blanks and comments.
        measure: the pattern of a number with its unit, for telling which units need quotes.
    """

    start: int
    end: int
    states: tuple[dict[str, int], ...]
    rules: tuple[Rule, ...]
    words: dict[str, str]
    modes: tuple[re.Pattern[str], ...]
    mode_of_state: tuple[int, ...]
    blank: re.Pattern[str]
    measure: str


@cache
def tables() -> Tables:
    """The tables of the grammar at hand, made anew when those on disk belong to another grammar."""
    text = grammar_text()
    raw = json.loads(TABLES.read_bytes()) if TABLES.is_file() else {}
    if raw.get("grammar") != fingerprint(text):
        from eligo.syntax.compile import compile_tables

        raw = compile_tables(text)
    return from_raw(raw)


def from_raw(raw: dict[str, Any]) -> Tables:
    """Tables from their plain form."""
    return Tables(
        start=raw["start"],
        end=raw["end"],
        states=tuple(raw["states"]),
        rules=tuple(Rule(o, b, size, p, tuple(i)) for o, b, size, p, i in raw["rules"]),
        words=raw["words"],
        modes=tuple(_mode(raw, names) for names in raw["modes"]),
        mode_of_state=tuple(raw["mode_of_state"]),
        blank=re.compile(_blank(raw)),
        measure=raw["patterns"]["MEASURE"],
    )


def _blank(raw: dict[str, Any]) -> str:
    return "(?:" + "|".join(raw["ignored"]) + ")*+"


def _mode(raw: dict[str, Any], names: list[str]) -> re.Pattern[str]:
    """One pattern for the mode: a token's group is named for its terminal, ``WORD`` is any word left over."""
    tokens = "|".join(f"(?P<{name}>{raw['patterns'][name]})" for name in names)
    return re.compile(rf"{_blank(raw)}(?:{tokens}|(?P<WORD>[A-Za-z_][A-Za-z0-9_]*)|(?P<END>\Z))")
