"""grammar/eligo.lark -> tables: the LALR(1) automaton and the lexer, as plain data.

lark does all the work; this module only writes down what it found. Loading lark and building the automaton takes more
than two tenths of a second, longer than a whole ``eligo check`` may take, hence the tables beside this module. They are
rebuilt by ``python -m eligo.syntax.compile`` and in memory whenever the grammar has changed since.
"""

from __future__ import annotations

import json
from typing import Any

from lark import Lark
from lark.grammar import NonTerminal, Rule
from lark.parsers.lalr_analysis import Shift

from eligo.syntax.grammar import TABLES, fingerprint, grammar_text

CONTEXTUAL = frozenset({"BARE", "PARTIAL_DATE", "UNIT"})
"""Terminals that spell the same as others: tried only where the automaton accepts one of them."""


def load_grammar(text: str, transformer: object | None = None) -> Lark:
    """The grammar as lark's own parser."""
    return Lark(
        text,
        parser="lalr",
        lexer="contextual",
        keep_all_tokens=True,
        maybe_placeholders=False,
        transformer=transformer,
    )


def compile_tables(text: str) -> dict[str, Any]:
    """The tables of a grammar."""
    lark = load_grammar(text)
    parse_table = lark.parser.parser._parse_table  # noqa: SLF001  # lark has no public way to its tables
    start, end = parse_table.start_states["start"], parse_table.end_states["start"]
    states = _in_reading_order(parse_table.states, start)
    place_of = {state: n for n, state in enumerate(states)}
    rules = sorted(lark.rules, key=lambda r: (str(r.origin.name), [str(s.name) for s in r.expansion], r.alias or ""))
    number_of = {rule: n for n, rule in enumerate(rules)}
    patterns = sorted(
        (t for t in lark.terminals if t.name not in lark.ignore_tokens),
        key=lambda t: (-t.priority, -t.pattern.max_width, -len(t.pattern.value), t.name),
    )
    words = {t.pattern.value: t.name for t in patterns if t.pattern.type == "str" and t.pattern.value.isidentifier()}
    spelled = [t for t in patterns if t.name not in words.values()]
    flexible = [t.name for t in spelled if t.pattern.type == "re" and t.name not in CONTEXTUAL]
    symbols = [t.name for t in spelled if t.pattern.type == "str"]
    common = [*flexible, *symbols]
    modes: list[list[str]] = [common]
    mode_of_state = []
    for state in states:
        accepted = parse_table.states[state]
        mode = common
        if CONTEXTUAL & accepted.keys():
            mode = [t.name for t in spelled if t.name in accepted]
        if mode not in modes:
            modes.append(mode)
        mode_of_state.append(modes.index(mode))
    return {
        "grammar": fingerprint(text),
        "start": place_of[start],
        "end": place_of[end],
        "patterns": {t.name: t.pattern.to_regexp() for t in spelled},
        "words": dict(sorted(words.items())),
        "ignored": [t.pattern.to_regexp() for t in lark.terminals if t.name in lark.ignore_tokens],
        "modes": modes,
        "mode_of_state": mode_of_state,
        "rules": [_rule(rule) for rule in rules],
        "states": [_state(parse_table.states[state], place_of, number_of) for state in states],
    }


def _rule(rule: Rule) -> list[Any]:
    """``[origin, what the builder calls it, number of symbols, passes a lone child on, places of inlined lists]``."""
    origin = str(rule.origin.name)
    inlined = [n for n, symbol in enumerate(rule.expansion) if _is_list(symbol)]
    called = "" if origin.startswith("_") else rule.alias or origin
    passes_on = bool(rule.options.expand1) and not rule.alias
    return [origin, called, len(rule.expansion), passes_on, inlined]


def _is_list(symbol: object) -> bool:
    return isinstance(symbol, NonTerminal) and str(symbol.name).startswith("_")


def _in_reading_order(states: dict[int, dict[str, Any]], start: int) -> list[int]:
    """The states as met from the start: lark's own numbers differ from run to run."""
    order = [start]
    seen = {start}
    for state in order:
        for _, (action, target) in sorted(states[state].items()):
            if action is Shift and target not in seen:
                seen.add(target)
                order.append(target)
    return order


def _state(actions: dict[str, Any], place_of: dict[int, int], number_of: dict[Rule, int]) -> dict[str, int]:
    """Symbol to action: a state to go to (0 and up), or a rule to reduce by (-1 and down)."""
    return {
        symbol: place_of[target] if action is Shift else -1 - number_of[target]
        for symbol, (action, target) in sorted(actions.items())
    }


def written(tables: dict[str, Any]) -> str:
    """The tables as JSON text, a state or a rule on each line, for a readable difference."""
    lines = []
    for key, value in tables.items():
        if key in ("rules", "states", "modes"):
            rows = ",\n".join(json.dumps(row, separators=(",", ":")) for row in value)
            lines.append(f"{json.dumps(key)}: [\n{rows}\n]")
        else:
            lines.append(f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> None:
    """Write the tables beside this module."""
    TABLES.write_text(written(compile_tables(grammar_text())), encoding="utf-8")


if __name__ == "__main__":
    main()
