"""The page of the grammar: EBNF, made from ``grammar/eligo.lark``."""

from __future__ import annotations

import re
from dataclasses import dataclass

RULE = re.compile(r"^\??(?P<name>[a-z_]+)\s*:(?P<body>.*)$")
TERMINAL = re.compile(r"^(?P<name>_?[A-Z][A-Z_]*)(?:\.\d+)?\s*:\s*(?P<body>.*)$")
SECTION = re.compile(r"^// -{10,} (?P<title>.+)$")
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|/(?:[^/\\]|\\.)+/|[A-Za-z_]+|->|\S')
RESERVED = re.compile(r"^_NOT_RESERVED: /\(\?!\(\?:(?P<words>[a-z|]+)\)", re.MULTILINE)


@dataclass(frozen=True)
class Production:
    """A rule or a terminal: its name, its alternatives as lists of symbols, and the comment above it."""

    name: str
    alternatives: tuple[tuple[str, ...], ...]
    comment: str = ""


@dataclass(frozen=True)
class Grammar:
    """What stands in the grammar's file, in its order.

    Attributes:
        rules: by section.
        words: the terminals that are one fixed text, by name.
        terminals: the others, with their regular expression.
        reserved: the words that are no names.
    """

    rules: dict[str, tuple[Production, ...]]
    words: dict[str, str]
    terminals: tuple[Production, ...]
    reserved: tuple[str, ...]

    @property
    def size(self) -> tuple[int, int, int, int]:
        """How many rules, alternatives of rules, terminals and reserved words there are."""
        rules = [rule for section in self.rules.values() for rule in section]
        shown = [terminal for terminal in self.terminals if not terminal.name.startswith("_")]
        alternatives = sum(len(rule.alternatives) for rule in rules)
        return len(rules), alternatives, len(self.words) + len(self._unnamed()) + len(shown), len(self.reserved)

    def _unnamed(self) -> set[str]:
        """The signs that rules write out."""
        symbols = {
            symbol for made in self.rules.values() for rule in made for one in rule.alternatives for symbol in one
        }
        return {symbol for symbol in symbols if symbol.startswith('"')} - set(self.words.values())


def read(text: str) -> Grammar:
    """Take the file's text apart."""
    rules: dict[str, list[Production]] = {}
    words: dict[str, str] = {}
    terminals: list[Production] = []
    section, comment = "A file", ""
    for line in _joined(text):
        if title := SECTION.match(line):
            section, comment = title["title"][0].upper() + title["title"][1:], ""
        elif line.startswith("//"):
            comment = f"{comment} {line[2:].strip()}".strip()
        elif rule := RULE.match(line):
            rules.setdefault(section, []).append(Production(rule["name"], _alternatives(rule["body"]), comment))
            comment = ""
        elif terminal := TERMINAL.match(line):
            body = terminal["body"]
            if re.fullmatch(r'"[^"]+"', body):
                words[terminal["name"]] = body
            else:
                terminals.append(Production(terminal["name"], ((body,),), comment))
                comment = ""
        elif not line.strip():
            comment = ""
    reserved = RESERVED.search(text)
    found = tuple(reserved["words"].split("|")) if reserved else ()
    return Grammar({name: tuple(made) for name, made in rules.items()}, words, tuple(terminals), found)


def _joined(text: str) -> list[str]:
    """The lines, those that begin with a blank after the one that they continue."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith(" ") and line.strip():
            lines[-1] += " " + line.strip()
        else:
            lines.append(line)
    return lines


def _alternatives(body: str) -> tuple[tuple[str, ...], ...]:
    """The alternatives of a rule without the names that the compiler gives them."""
    found: list[list[str]] = [[]]
    depth, named = 0, False
    for token in TOKEN.findall(body):
        depth += {"(": 1, ")": -1}.get(token, 0)
        if token == "|" and depth == 0:
            found.append([])
            named = False
        elif token == "->":
            named = True
        elif not named:
            found[-1].append(token)
    return tuple(map(tuple, found))


def page(text: str) -> str:
    """The page, as Markdown."""
    grammar = read(text)
    rules, alternatives, terminals, reserved = grammar.size
    lines = [
        "# Grammar",
        "",
        "This page is made from `grammar/eligo.lark`, the only definition of the syntax; the parser's tables come from",
        "the same file. It is LALR(1): what a word means never depends on more than the next one.",
        "",
        "| Rules | Productions (alternatives of the rules) | Terminals | Reserved words |",
        "|---|---|---|---|",
        f"| {rules} | {alternatives} | {terminals} | {reserved} |",
        "",
        "`*` is any number, `+` at least one, `?` at most one. Words of the language stand between quotes, terminals",
        "in capital letters. What a text means beyond its syntax, names, types and units, is checked afterwards:",
        "[diagnostics](../diagnostics/index.md).",
        "",
    ]
    spelled = grammar.words | {t.name: said for t in grammar.terminals if (said := fixed(t))}
    for section, made in grammar.rules.items():
        lines += [f"## {section}", "", "```ebnf"]
        for rule in made:
            lines += [f"(* {rule.comment} *)"] if rule.comment else []
            lines += _shown(rule, spelled)
        lines += ["```", ""]
    lines += [
        "## Terminals",
        "",
        "Between words stand blanks, ends of lines, and comments, from `#` to the end of the line.",
        "",
        "```text",
    ]
    for terminal in grammar.terminals:
        lines += [f"# {terminal.comment}"] if terminal.comment else []
        lines.append(f"{terminal.name} = {terminal.alternatives[0][0]}")
    lines += ["```", "", "## Reserved words", "", "No name can be spelled so.", ""]
    return "\n".join([*lines, ", ".join(f"`{word}`" for word in grammar.reserved), ""])


def fixed(terminal: Production) -> str:
    """A terminal of several words, or with a look ahead, as the words that it stands for; empty for any other."""
    plain = (
        re.sub(r"\(\?[=!].*\)$", "", terminal.alternatives[0][0].strip("/"))
        .replace("[ \\t\\n]+", " ")
        .replace("\\b", "")
    )
    found = re.fullmatch(r"(?:\(\?:(?P<first>[a-z| ]+)\))?(?P<rest>[a-z ]*)", plain)
    if found is None or not plain:
        return ""
    choices = [f'"{first}{found["rest"]}"' for first in (found["first"] or "").split("|")]
    return choices[0] if len(choices) == 1 else f"({' | '.join(choices)})"


def _shown(rule: Production, words: dict[str, str]) -> list[str]:
    """A rule in EBNF, an alternative a line where there are several."""
    alternatives = [_spaced([words.get(token, token) for token in one]) for one in rule.alternatives]
    if len(alternatives) == 1 or sum(map(len, alternatives)) < 70:
        return [f"{rule.name} = {' | '.join(alternatives)} ;"]
    return [f"{rule.name}", *(f"    {'=' if n == 0 else '|'} {one}" for n, one in enumerate(alternatives)), "    ;"]


def _spaced(tokens: list[str]) -> str:
    """Symbols with a blank between them, and none before a repetition or inside parentheses."""
    text = ""
    for token in tokens:
        glued = token in "*+?)" or not text or text.endswith("(")
        text += token if glued else f" {token}"
    return text
