"""Phrases and cells as HTML."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from eligo.core.phrases import Bit, Outline

from .anchors import target_of
from .content import Break, Code, Link, Mark, Place, Run


def text(words: str) -> Markup:
    """A stretch of text whose own direction of writing cannot reach beyond it."""
    return Markup("<bdi>{}</bdi>").format(words)


def runs(cell: Iterable[Run]) -> Markup:
    """The runs of a cell or phrase."""
    return Markup("").join(_run(run) for run in cell)


def _run(run: Run) -> Markup:
    match run:
        case Code(words):
            return Markup("<code><bdi>{}</bdi></code>").format(words)
        case Link(words, target):
            return Markup('<a href="#{}"><bdi>{}</bdi></a>').format(target, words)
        case Place(words, anchor):
            return Markup('<span id="{}"><bdi>{}</bdi></span>').format(anchor, words)
        case Mark(words, tone):
            return Markup('<span class="mark {}">{}</span>').format(tone, words)
        case Break():
            return Markup("<br>")
        case Bit(words, "limit"):
            return Markup('<b class="limit">{}</b>').format(words)
        case Bit(words, "text"):
            return escape(words)
        case Bit():
            leads_to = target_of(run)
            if leads_to is None:
                return Markup('<strong class="member"><bdi>{}</bdi></strong>').format(run.text)
            return Markup('<a class="term" href="#{}"><bdi>{}</bdi></a>').format(leads_to, run.text)


def outline(top: Outline) -> Markup:
    """An outline as a list within a list."""
    parts = [Markup('<ul class="rule">')]
    depth = 0
    opened = False
    for level, phrase in top.walk():
        while depth > level:
            parts.append(Markup("</li></ul>"))
            depth -= 1
        if depth < level:
            parts.append(Markup("<ul>"))
            depth += 1
        elif opened:
            parts.append(Markup("</li>"))
        opened = True
        parts.append(Markup("<li>") + runs(phrase.bits))
    parts.append(Markup("</li></ul>") * (depth + 1))
    return Markup("").join(parts)
