"""Protocols with the expected findings written beside the lines that cause them.

``#! E201 nothing is declared`` at a line's end expects one finding of that code there, whose message, help or labels
hold the words after it. ``#! E201 ... ; W403 ...`` expects two. Lines without expect none.
"""

from __future__ import annotations

import re
from collections import Counter
from textwrap import dedent

from eligo.diagnostics.model import Diagnostic
from eligo.semantics import Checked, check
from eligo.source import Source
from eligo.syntax.parse import parse

HEADER = 'protocol DEMO "Demonstration" { version 1 }\n'

_EXPECTED = re.compile(r"#!\s*(.*)$")
_QUIET = frozenset({"W401", "W403", "W410"})
"""Findings that small examples give beside their point; expected only by tests of these rules."""


def checked(text: str, *, header: str = HEADER) -> Checked:
    """A checked protocol, which must have no syntax errors."""
    source = Source("test.eligo", header + dedent(text))
    parsed = parse(source)
    assert parsed.diagnostics == (), parsed.diagnostics
    return check(source, parsed.module)


def verify(text: str, *, header: str = HEADER, quiet: frozenset[str] = _QUIET) -> None:
    """Check that a protocol gives exactly the findings that its comments expect."""
    result = checked(text, header=header)
    found = [d for d in result.diagnostics if d.code not in quiet]
    expected = _expectations(result.source)
    assert Counter(map(_key, found)) == Counter((line, code) for line, code, _ in expected), "\n".join(map(str, found))
    for line, code, words in expected:
        texts = [
            " | ".join((d.message, *d.help, d.label, *(label.text for label in d.labels)))
            for d in found
            if _key(d) == (line, code)
        ]
        assert any(words in text for text in texts), (line, words, texts)


def _key(diagnostic: Diagnostic) -> tuple[int, str]:
    assert diagnostic.source is not None
    return diagnostic.source.place(diagnostic.span.start).line, diagnostic.code


def _expectations(source: Source) -> list[tuple[int, str, str]]:
    expected = []
    for number, line in enumerate(source.text.split("\n"), 1):
        match = _EXPECTED.search(line)
        for one in match[1].split(" ; ") if match else ():
            code, _, words = one.strip().partition(" ")
            expected.append((number, code, words.strip()))
    return expected
