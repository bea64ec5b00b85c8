"""Pages of the site that are made from the code: diagnostics, commands, formulas and the flagship's document.

mkdocs calls these functions; see ``hooks`` in ``mkdocs.yml``.
"""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from eligo.cli.app import COMMANDS, app
from eligo.diagnostics.codes import CODES
from eligo.syntax import tree
from eligo.syntax.parse import parse
from eligo.syntax.uses import library_names, library_source

ROOT = Path(__file__).resolve().parents[1]
FLAGSHIP = ROOT / "generated" / "anakinra_ards"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """List the page of every code in the navigation."""
    for entry in config.nav or []:
        if "Diagnostics" in entry:
            entry["Diagnostics"] += [f"diagnostics/{code}.md" for code in sorted(CODES)]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made."""
    pages: dict[str, str | bytes] = {
        "diagnostics/index.md": diagnostics_index(),
        "commands.md": commands(),
        "flagship.md": flagship(),
        "formulas.md": formulas(),
        "flagship/eligibility.html": (FLAGSHIP / "eligibility.html").read_bytes(),
    }
    pages |= {f"diagnostics/{code}.md": diagnostic(code) for code in CODES}
    for path, content in sorted(pages.items()):
        files.append(File.generated(config, path, content=content))
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Refuse a site that asks other hosts for anything."""
    loads = re.compile(
        r"<(?:script|img|iframe|link|source|video|audio|object|embed|use)\b[^>]*?"
        r"\b(?:src|href|data|srcset)\s*=\s*[\"']?((?:https?:)?//[^\"'\s>]+)"
        r"|(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\"')\s]+)",
        re.IGNORECASE,
    )
    site = Path(config.site_dir)
    for path in sorted([*site.rglob("*.html"), *site.rglob("*.css"), *site.rglob("*.svg")]):
        for found in loads.finditer(path.read_text(encoding="utf-8")):
            raise PluginError(f"{path.relative_to(site)} loads {found[1] or found[2]}")


def diagnostics_index() -> str:
    """One line for every code."""
    lines = [
        "# Diagnostics",
        "",
        "Every finding of `eligo check` has a code, a place, a cause and a way out. `E` is an error: nothing is built.",
        "`W` is a warning: the protocol works, and something in it deserves a second look.",
        "",
        "| Code | What it says |",
        "|---|---|",
    ]
    lines += [f"| [{code}]({code}.md) | {escape(CODES[code].title).replace('|', '&#124;')} |" for code in sorted(CODES)]
    return "\n".join(lines) + "\n"


def diagnostic(code: str) -> str:
    """The page of one code."""
    info = CODES[code]
    return "\n".join(
        [
            f"# {code}: {escape(info.title)}",
            "",
            escape(info.why),
            "",
            "## Wrong",
            "",
            fenced(info.wrong, "eligo"),
            "",
            "## Right",
            "",
            fenced(info.right, "eligo"),
            "",
            "## What to do",
            "",
            escape(info.fix),
            "",
        ]
    )


def commands() -> str:
    """The reference of the command line, as ``--help`` prints it."""
    parts = [
        "# Commands",
        "",
        "Results go to standard output, messages to standard error. Every command ends with 0 when all is clean,",
        "with 1 when there is something to look at, and with 2 when it could not do its work. Colour is used on a",
        "terminal only, and not when `NO_COLOR` is set. `ELIGO_DEBUG=1` shows where an internal error happened.",
        "",
    ]
    context = click.Context(app, info_name="eligo", terminal_width=100, help_option_names=["-h", "--help"])
    for name in COMMANDS:
        command = app.get_command(context, name)
        if command is None:
            raise PluginError(f"there is no command {name}")
        with click.Context(command, parent=context, info_name=name) as inner:
            parts += [f"## eligo {name}", "", fenced(command.get_help(inner), "text"), ""]
    return "\n".join(parts)


def flagship() -> str:
    """The flagship's document as it was built, under a note that says so."""
    note = (
        "!!! note\n"
        "    `eligo build` made this page from `protocols/anakinra_ards.eligo`. The same document stands by itself as\n"
        "    [one HTML file](flagship/eligibility.html) to print or to send.\n\n"
    )
    text = (FLAGSHIP / "eligibility.md").read_text(encoding="utf-8")
    heading, separator, rest = text.partition("\n")
    return f"{heading}{separator}\n{note}{rest}"


def formulas() -> str:
    """The library: what each file defines, by which publication, what it asks for, and its text."""
    parts = [
        "# Formulas",
        "",
        "eligo brings formulas along, written in its own language. `use library NAME` takes one into a protocol; what",
        "the protocol does not need of it is left out. Each names its publication, and the tests hold it to worked",
        "examples. Where a protocol declares a fact itself, such as creatinine in its own unit, that counts.",
        "",
    ]
    for name in library_names():
        parts += [f"## {name}", "", *_formula(name)]
    return "\n".join(parts)


def _formula(name: str) -> list[str]:
    source = library_source(name)
    if source is None:
        raise PluginError(f"the library has no {name}")
    lead = [line.removeprefix("#").strip() for line in takewhile(lambda s: s.startswith("#"), source.text.split("\n"))]
    lines = [escape(" ".join(lead)), "", fenced(f"use library {name}", "eligo"), ""]
    lines += ["| Definition | | Unit | Source |", "|---|---|---|---|"]
    for statement in parse(source).module.statements:
        if isinstance(statement, tree.Define):
            cells = (
                f"`{statement.name.text}`",
                escape(statement.label.text),
                f"`{statement.unit.text}`" if statement.unit else "",
                escape(statement.note.text) if statement.note else "",
            )
            lines.append("| " + " | ".join(cell.replace("|", "&#124;") for cell in cells) + " |")
    return [*lines, "", fenced(source.text, "eligo"), ""]


def fenced(text: str, language: str) -> str:
    """A code block whose fence is longer than any in the text."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def escape(text: str) -> str:
    """Text as text: no HTML and no table cell comes from it; code spans stay code."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if part.startswith("`") else part.replace("&", "&amp;").replace("<", "&lt;") for part in parts)
