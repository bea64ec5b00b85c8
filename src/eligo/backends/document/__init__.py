"""The eligibility document: one protocol as Markdown and as a self-contained HTML page, both made from the rule."""

from __future__ import annotations

from eligo.core.program import Program

from .compose import compose
from .render import render_html, render_markdown

__all__ = ["emit"]


def emit(program: Program, module: str = "") -> dict[str, bytes]:  # noqa: ARG001  # every backend is called alike
    """The document's files by name; the same program gives the same bytes."""
    document = compose(program)
    return {
        "eligibility.html": render_html(document).encode(),
        "eligibility.md": render_markdown(document).encode(),
    }
