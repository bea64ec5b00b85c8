"""What the documentation shows is true: its protocols parse, its Python runs, and its links lead somewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from shutil import copytree
from typing import get_args

import pytest

import eligo
from eligo.cli.app import COMMANDS
from eligo.core import nodes
from eligo.core.interpret import evaluate
from eligo.core.reading import read_record
from eligo.diagnostics.codes import CODES
from eligo.pipeline import compile_source
from eligo.records.write import write_records
from eligo.source import Source
from eligo.syntax.format import format_text
from eligo.vignettes import try_vignettes

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
MADE_BY_THE_SITE = {"flagship.md", "formulas.md", "commands.md", "diagnostics/index.md", "language/grammar.md"}
"""Their places below `docs`."""


def code_of(language: str, page: Path) -> list[str]:
    """The blocks of code of a page."""
    found = re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [str(block) for block in found]


BLOCKS = [
    pytest.param(
        block[1], id=f"{page.relative_to(ROOT)}:{page.read_text(encoding='utf-8').count(chr(10), 0, block.start()) + 1}"
    )
    for page in PAGES
    for block in re.finditer(r"^```eligo\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
]


@pytest.mark.parametrize("text", BLOCKS)
def test_protocols_are_in_the_canonical_layout(text: str) -> None:
    laid_out, problems = format_text(Source("page", text))
    assert [problem.message for problem in problems] == []
    assert laid_out == text


LISTS = ROOT / "docs/repeated-records.md"
ROWS = re.findall(r"^\| `(.+)` \| (passed|failed|unknown) \|$", LISTS.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_patients_of_repeated_records_come_out_as_expected() -> None:
    program, diagnostics = compile_source(Source("page", code_of("eligo", LISTS)[0]))
    assert program is not None, diagnostics
    assert diagnostics == ()
    assert [tried.disagreements for tried in try_vignettes(program)] == [()] * 4


@pytest.mark.parametrize(("condition", "expected"), ROWS)
def test_a_selection_of_repeated_records(condition: str, expected: str) -> None:
    page = code_of("eligo", LISTS)[0]
    asked = f'{page}\ninclude ASKED "Asked" {{\n    require {condition}\n}}\n'
    program, diagnostics = compile_source(Source("page", asked))
    assert program is not None, diagnostics
    treated = next(patient for patient in program.vignettes if patient.name == "treated")
    found = evaluate(program, read_record(program.facts, dict(treated.raw)).values)
    assert found.outcomes["ASKED"].value == expected


def test_the_record_of_repeated_records_can_be_read() -> None:
    program, _ = compile_source(Source("page", code_of("eligo", LISTS)[0]))
    assert program is not None
    [record] = code_of("json", LISTS)
    reading = read_record(program.facts, json.loads(record))
    assert reading.problems == ()
    assert evaluate(program, reading.values).verdict.value == "eligible"


QUOTING = ["README.md", "docs/index.md", "docs/getting-started.md"]


@pytest.mark.parametrize("page", QUOTING)
def test_pages_quote_the_flagship(page: str) -> None:
    flagship = (ROOT / "protocols/anakinra_ards.eligo").read_text(encoding="utf-8")
    quoted = code_of("eligo", ROOT / page)
    paragraphs = [paragraph.strip("\n") for text in quoted for paragraph in text.split("\n\n")]
    assert paragraphs
    assert [paragraph for paragraph in paragraphs if f"\n{paragraph}\n" not in flagship] == []


def test_how_to_say_it_quotes_the_examples() -> None:
    examples = [path.read_text(encoding="utf-8") for path in (ROOT / "protocols/examples").glob("*.eligo")]
    quoted = code_of("eligo", ROOT / "docs/examples/protocols.md")
    assert quoted
    assert [text for text in quoted if not any(f"\n{text}" in example for example in examples)] == []


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as the pages assume it: with the flagship, its package installed, and a cohort."""
    copytree(ROOT / "protocols", tmp_path / "protocols")
    protocol = eligo.load(tmp_path / "protocols/anakinra_ards.eligo")
    write_records(tmp_path / "cohort.parquet", protocol.program.facts, protocol.sample(20, seed=1))
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(ROOT / "generated/anakinra_ards/src")
    return tmp_path


@pytest.mark.parametrize("page", ["README.md", "docs/library.md"])
def test_python_runs(page: str, checkout: Path) -> None:
    blocks = code_of("python", ROOT / page)
    assert blocks
    for block in blocks:
        exec(compile(block, page, "exec"), {"__name__": "example"})
    assert (checkout / "verdicts.csv").exists() == ("output=" in "".join(blocks))


def test_the_shared_files_of_the_page_make_a_protocol(tmp_path: Path) -> None:
    for text in code_of("eligo", ROOT / "docs/sharing.md"):
        path = tmp_path / text.partition("\n")[0].removeprefix("# ")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    protocol = eligo.load(tmp_path / "trial.eligo")
    assert protocol.warnings == ()
    assert [result.disagreements for result in protocol.test()] == [(), (), ()]
    facts = protocol.program.fact
    assert "smoker" not in facts
    assert facts["creatinine"].unit == "umol/L"


def test_no_python_of_another_page_stays_untried() -> None:
    pages = [str(page.relative_to(ROOT)) for page in PAGES if code_of("python", page)]
    assert pages == ["README.md", "docs/library.md"]


def test_words_fit_their_boxes() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    boxes = re.findall(r'<rect[^>]* width="(\d+)"[^>]*/>((?:<text[^>]*>[^<]*</text>)+)', text)
    assert boxes
    for width, words in boxes:
        for small, word in re.findall(r'<text( class="small")?[^>]*>([^<]*)', words):
            assert len(word) * (6.2 if small else 7.3) < int(width), word


def test_architecture_counts_the_nodes() -> None:
    kinds = [kind for kind in vars(nodes).values() if isinstance(kind, type) and issubclass(kind, nodes.Node)]
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    assert f"has {len(kinds) - 1} kinds of node: {len(get_args(nodes.Condition))} conditions" in text


@pytest.mark.parametrize("room", ["mutants", "equivalence", "vectors"])
def test_architecture_tells_the_files_behind_the_suite_apart(room: str) -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    [listed] = re.findall(rf"^`verify/{room}`, .*:\n\n((?:- .*\n)+)", text, re.MULTILINE)
    named = [name for line in listed.splitlines() for name in re.findall(r"`([a-z_]+)`", line.partition(": ")[0])]
    files = {path.stem for path in (ROOT / "src/eligo/verify" / room).glob("*.py")} - {"__init__"}
    assert sorted(named) == sorted(files)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    made = {DOCS / name for name in MADE_BY_THE_SITE | {f"diagnostics/{code}.md" for code in CODES}}
    targets = {link: (page.parent / link).resolve() for link in links}
    wrong = [link for link, target in targets.items() if not target.exists() and target not in made]
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    typed = re.findall(r"(?:^\$ |^(?=eligo [a-z]+ .*\.eligo)|`)eligo ([a-z]+)", text, re.MULTILINE)
    assert set(typed) <= set(COMMANDS)
