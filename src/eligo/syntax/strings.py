"""Quoted texts and units, between how they are written and what they say."""

from __future__ import annotations

import re

_ESCAPES = {'\\"': '"', "\\\\": "\\", "\\n": "\n", "\\t": "\t"}
_ESCAPE = re.compile(r"\\.")
_WRITTEN = {said: written for written, said in _ESCAPES.items()}
_SPECIAL = re.compile(r'["\\\n\t]')


def text_of(written: str) -> str:
    """What a quoted text says: without its quotes, escapes resolved."""
    inner = written[1:-1]
    return _ESCAPE.sub(lambda m: _ESCAPES[m.group()], inner) if "\\" in inner else inner


def quoted(text: str) -> str:
    """A text as it is written in a source."""
    return '"' + _SPECIAL.sub(lambda m: _WRITTEN[m.group()], text) + '"'


def unit_of(written: str) -> str:
    """A unit without the single quotes it may stand between."""
    return written[1:-1] if written.startswith("'") else written
