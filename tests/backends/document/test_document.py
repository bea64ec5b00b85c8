"""The document: complete, linked, self-contained, the same at every build, and deaf to hostile text."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from eligo.backends.document import emit
from eligo.core import nodes as n
from eligo.core.program import (
    SCREENING,
    Assumption,
    Claim,
    Code,
    CodesFrom,
    Criterion,
    Definition,
    Exemption,
    Expectation,
    Fact,
    Item,
    NamedList,
    Origin,
    Program,
    SourceDocument,
    ValueSet,
    Vignette,
)

EXTENSIONS = ["admonition", "attr_list", "md_in_html", "tables", "toc", "pymdownx.highlight", "pymdownx.superfences"]
"""What the documentation site renders Markdown with."""

GOLDEN = Path(__file__).with_name("golden.md")


def small(text: str = "") -> Program:
    """A protocol that uses every section; ``text`` is put into everything that an author can write freely."""
    ratio = Fact(
        "ratio",
        f"PaO2/FiO2 ratio{text}",
        "number",
        "mm[Hg]",
        plausible=(Fraction(20), Fraction(700)),
        codes=(Code("LOINC", "50984-4"),),
    )
    sepsis = ValueSet(
        "sepsis_codes",
        f"Sepsis{text}",
        (
            CodesFrom("SNOMED", ("91302008", "76571007"), True, ("127378004",)),
            CodesFrom("SNOMED", ("10001005",), True),
            CodesFrom("ICD10", (f"A41.9{text}",)),
        ),
    )
    facts = (
        Fact(SCREENING, "Moment of screening", "moment"),
        ratio,
        Fact("pregnant", f"Pregnant{text}", "flag", missing=False),
        Fact("opacities", f"Bilateral opacities{text}", "flag", judged_by="physician", value_sets=("sepsis_codes",)),
        Fact("swab", f"SARS-CoV-2 swab{text}", "choice", options=("negative", "positive")),
    )
    origin = Origin("registry", "inclusion", "1")
    low = n.Compare(n.Measured("ratio"), "<", n.Number(Fraction(200), "200 mm[Hg]"))
    berlin = Definition("I1.berlin", f"Berlin{text}", n.All((low, n.Flag("opacities"))), owner="I1")
    half = Definition(
        "half",
        f"Half the ratio{text}",
        n.Arithmetic("/", n.Measured("ratio"), n.Number(Fraction(2))),
        unit="mm[Hg]",
        note=f"Arithmetic{text}",
    )
    swab = n.Is("swab", ("negative",))
    rule = n.All((n.Ref("I1.berlin"), swab))
    pregnant, exempt = n.Flag("pregnant"), n.Compare(n.NumberRef("half"), ">=", n.Number(Fraction(15), "2 kPa"))
    return Program(
        "T1",
        f"A trial{text}",
        properties=(("version", "2025-10-21"), ("sponsor", f"A hospital{text}")),
        sources=(
            SourceDocument(
                "registry",
                f"The registry{text}",
                (
                    Item(origin, f"Low ratio and negative swab{text}"),
                    Item(Origin("registry", "exclusion", "1"), f"Bad prognosis{text}", f"a judgement{text}"),
                ),
            ),
        ),
        lists=(NamedList("either", f"Either result{text}", ("negative", "positive")),),
        value_sets=(sepsis,),
        facts=facts,
        definitions=(half, berlin),
        criteria=(
            Criterion(
                "I1", f"Oxygen{text}", "include", rule, rule, origins=(origin,), readings=(f"Taken strictly.{text}",)
            ),
            Criterion(
                "E1",
                f"Pregnancy{text}",
                "exclude",
                n.All((pregnant, n.Not(exempt))),
                pregnant,
                exemptions=(Exemption(f"Mild{text}", exempt),),
            ),
        ),
        assumptions=(Assumption(f"Tested{text}", n.Any((n.Not(pregnant), n.Known(n.Chosen("swab"))))),),
        claims=(Claim(f"Positive is never eligible{text}", n.Any((swab, n.Not(n.Ref("I1"))))),),
        vignettes=(
            Vignette("ill", f"Typical{text}", (("ratio", 150), ("opacities", True), ("swab", "negative"))),
            Vignette(
                "edge", f"Exactly at the limit{text}", (("ratio", 200), ("opacities", True), ("swab", "negative"))
            ),
            Vignette("odd", f"Nothing known{text}", ()),
        ),
        expectations=(
            Expectation("ill", "eligible"),
            Expectation("edge", "eligible"),
            Expectation("odd", "undetermined", needing=("ratio", "opacities", "swab")),
        ),
        order=("half", "I1.berlin", "I1", "E1"),
    )


class Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in ("meta", "br", "hr"):
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("meta", "br", "hr"):
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text += data


def html_of(program: Program) -> str:
    return emit(program)["eligibility.html"].decode()


def markdown_of(program: Program) -> str:
    return emit(program)["eligibility.md"].decode()


def rendered(text: str) -> str:
    """The Markdown as the documentation site renders it."""
    markdown = pytest.importorskip("markdown", reason="python-markdown comes with mkdocs")
    extensions = [
        "admonition",
        "attr_list",
        "md_in_html",
        "tables",
        "toc",
        "pymdownx.highlight",
        "pymdownx.superfences",
    ]
    return str(markdown.markdown(text, extensions=extensions))


def test_the_markdown_reads_as_reviewed() -> None:
    """``golden.md`` is reviewed as prose; to renew it after a wanted change, write this text to it."""
    assert markdown_of(small()) == GOLDEN.read_text(encoding="utf-8")


def test_every_link_of_the_page_leads_somewhere() -> None:
    page = Page(html_of(small()))
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert {link for link in page.links if link.removeprefix("#") not in page.ids} == set()


def test_every_link_of_the_markdown_leads_somewhere_once_rendered() -> None:
    page = Page(rendered(markdown_of(small())))
    assert len(page.ids) == len(set(page.ids))
    assert page.links
    assert {link for link in page.links if link.removeprefix("#") not in page.ids} == set()


def test_the_page_says_everything() -> None:
    text = " ".join(Page(html_of(small())).text.split())
    for said in (
        "T1 · Eligibility criteria",
        "Version2025-10-21",
        "All of the following:Berlin: all of the following:PaO2/FiO2 ratio below 200 mmHgBilateral opacities",
        "PaO2/FiO2 ratio< 200 mmHg20 to 700 mmHgnot included",
        "Half the ratio≥ 2 kPa≥ 15 mmHgincluded",
        "Inclusion 1 of registry: Low ratio and negative swab",
        "D1Taken strictly.",
        "Either resulteithernegative, positive",
        "SNOMED 91302008, 76571007 and all below, except 127378004 and all below",
        "the criterion is then undecided unless its other parts settle it: PaO2/FiO2 ratio; Bilateral",
        "Missing means no: Pregnant.",
        "UnlessMildHalf the ratio at least 2 kPa",
        "PaO2/FiO2 ratio [mmHg] ÷ 2 Source: Arithmetic",
        "PaO2/FiO2 ratiorationumbermmHgmm[Hg]20 to 700 mmHgLOINC 50984-4unknown",
        "Pregnantpregnantyes or nocounts as no",
        "SARS-CoV-2 swabswabone of negative, positive",
        "Not computable: a judgement",
        "Typicalilleligibleeligibleagrees",
        "Exactly at the limitedgeeligibleineligiblebecause I1differs",
        "undeterminedneeding ratio, opacities, swabagrees",
    ):
        assert said in text, said


def test_the_page_asks_no_other_host_for_anything_and_runs_nothing() -> None:
    html = html_of(small())
    assert not re.search(r"https?:|//[a-z]|url\(|@import|@font-face|javascript:", html.replace("<!doctype", ""))
    page = Page(html)
    assert not {"script", "img", "iframe", "link", "object", "embed", "svg", "form", "base"} & set(page.tags)
    assert not {name for name in page.attributes if name.startswith("on")}
    assert "default-src 'none'" in html


def test_the_page_is_accessible() -> None:
    page = Page(html_of(small()))
    assert '<html lang="en" dir="ltr">' in html_of(small())
    assert page.tags.count("h1") == page.tags.count("main") == 1
    assert page.tags.count("caption") == page.tags.count("table") == page.tags.count("thead")
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


COLOURS = {
    "light": (":root {", ("ink", "soft", "accent", "include", "exclude", "good", "bad", "open")),
    "dark": ("@media (prefers-color-scheme: dark) {", ("ink", "soft", "accent", "include", "exclude", "good", "bad")),
    "print": ("@media print {", ("ink", "soft", "accent", "include", "exclude", "good", "bad", "open")),
}


@pytest.mark.parametrize("scheme", COLOURS)
def test_every_colour_of_text_stands_out_from_its_paper(scheme: str) -> None:
    """WCAG 2.2, success criterion 1.4.3: a contrast of at least 4.5 to 1."""
    start, names = COLOURS[scheme]
    style = html_of(small()).split(start, 1)[1]
    paper = luminance(colour(style, "paper"))
    for name in names:
        light, dark = sorted((paper, luminance(colour(style, name))), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, name


def colour(style: str, name: str) -> str:
    found = re.search(rf"--{name}: #([0-9a-f]{{3,6}})\b", style)
    assert found is not None
    return found[1] if len(found[1]) == 6 else "".join(c * 2 for c in found[1])


def luminance(hexadecimal: str) -> float:
    parts = [int(hexadecimal[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


HOSTILE = [
    "<script>alert(1)</script>",
    "</title></style></td></bdi></a><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "**bold** _em_ ~~del~~ `code` ==mark== ^^ins^^ H~2~O ++key++",
    "[link](javascript:alert(1)) ![image](http://evil.example/x.png) [ref][x] [^1]",
    "http://evil.example www.evil.example a@evil.example <http://evil.example>",
    "| pipe | in | a | table |",
    "&lt;b&gt; &#60;b&#62; &amp; \\* \\",
    "{{ 7*7 }} {% raw %} {: onclick=alert(1) } {#id .class}",
    "1. one - two + three # four > five --- === *** ``` ~~~",
    ":smile: :material-account: $x$ $$y$$ !!! note ??? --8<-- 'file'",
    "*[abbr]: x",
    "\n\n# Heading\n\n- list\n\n    code\n\n<div>\n",
    "\u202eright to left\u202c \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \x00\x1b[31m\u2028",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_never_becomes_markup(text: str) -> None:
    harmless, hostile = small(" x"), small(" " + text)
    for make in (html_of, lambda p: rendered(markdown_of(p))):
        plain, page = Page(make(harmless)), Page(make(hostile))
        assert page.tags == plain.tags
        assert page.attributes == plain.attributes
        assert page.links == plain.links
        assert set(page.ids) - set(plain.ids) <= {i for i in page.ids if "." not in i}
        assert "\u202e" not in page.text
        assert "\x1b" not in page.text


@pytest.mark.parametrize("text", [t for t in HOSTILE if t.isprintable()], ids=lambda t: t[:12])
def test_hostile_text_is_read_as_it_was_written(text: str) -> None:
    wanted = f"A trial {text}"
    assert wanted in " ".join(Page(html_of(small(" " + text))).text.split())
    assert wanted in " ".join(Page(rendered(markdown_of(small(" " + text)))).text.split())


def test_names_become_safe_anchors() -> None:
    program = small()
    odd = replace(program.criteria[0], name='I"1<')
    page = Page(
        html_of(
            replace(program, criteria=(odd, program.criteria[1]), claims=(), order=("half", "I1.berlin", 'I"1<', "E1"))
        )
    )
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+", anchor) for anchor in page.ids)


def test_a_protocol_without_anything_still_has_a_document() -> None:
    empty = Program("T0", "", facts=(Fact(SCREENING, "Moment of screening", "moment"),))
    page = Page(html_of(empty))
    assert {link for link in page.links if link.removeprefix("#") not in page.ids} == set()
    assert markdown_of(empty)


def test_same_program_same_bytes_under_any_hash_seed() -> None:
    code = (
        "import sys; from pathlib import Path; sys.path[:0] = sys.argv[1:]\n"
        "from test_document import emit, small\n"
        "import hashlib; print([hashlib.sha256(v).hexdigest() for v in emit(small()).values()])"
    )
    source = Path(emit.__code__.co_filename).parents[3]
    seen = {
        subprocess.run(
            [sys.executable, "-c", code, str(source), str(Path(__file__).parent)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(seen) == 1
