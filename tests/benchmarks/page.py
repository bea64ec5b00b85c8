"""The page of figures: each benchmark writes its own section, between its own marks."""

from __future__ import annotations

from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs/benchmarks.md"


def write_section(name: str, text: str) -> None:
    """Put a section in its place on the page, or at its end."""
    start, end = f"<!-- {name}: start -->", f"<!-- {name}: end -->"
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Benchmarks\n"
    before, found, rest = page.partition(start)
    after = rest.partition(end)[2] if found else "\n"
    PAGE.write_text(f"{before.rstrip()}\n\n{start}\n{text}{end}{after}", encoding="utf-8")
