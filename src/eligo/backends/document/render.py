"""Setting the content as Markdown and as HTML; whatever text reaches a page is escaped on its way."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from . import html, markdown
from .content import Document

_TEMPLATES = Path(__file__).parent / "templates"


def render_html(document: Document) -> str:
    """A self-contained page: its style is inline, it runs no script and asks no other host for anything."""
    style = Markup((_TEMPLATES / "style.css").read_text(encoding="utf-8"))  # our own file
    return _html().get_template("eligibility.html.j2").render(doc=document, style=style)


def render_markdown(document: Document) -> str:
    """A page that reads alike on a code host and on a mkdocs site; text stands in it as text, whatever is in it."""
    return _markdown().get_template("eligibility.md.j2").render(doc=document)


@cache
def _html() -> Environment:
    environment = _environment()
    environment.filters |= {"runs": html.runs, "outline": html.outline, "text": html.text}
    return environment


@cache
def _markdown() -> Environment:
    environment = _environment(finalize=markdown.finalize)
    environment.filters |= {"runs": markdown.runs, "outline": markdown.outline, "table": markdown.table}
    environment.filters["anchor"] = Markup  # made by anchors.anchor of safe characters
    return environment


def _environment(*, finalize: Callable[[object], object] | None = None) -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
