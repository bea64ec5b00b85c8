"""What is said of an item of a source, and whom a criterion applies to, in their one layout."""

from __future__ import annotations

from eligo.source import Source
from eligo.syntax.format import format_text
from eligo.syntax.parse import parse

WRITTEN = """\
source registry "Registry" {
inclusion 1 "Adults" reading "18 years" not computable "asked" defect "cut off"
inclusion 2 "A long item, as registries print them" defect "the unit is corrupted: it reads mmH where mmHg was surely meant"
}
include I1 "One" { from inclusion 1 applies to cohort = a or  cohort = b require x }
"""
LAID_OUT = """\
source registry "Registry" {
    inclusion 1 "Adults"  not computable "asked"  defect "cut off"  reading "18 years"
    inclusion 2 "A long item, as registries print them"
        defect "the unit is corrupted: it reads mmH where mmHg was surely meant"
}
include I1 "One" {
    from inclusion 1
    applies to cohort = a or cohort = b
    require x
}
"""


def test_layout() -> None:
    assert format_text(Source("x", WRITTEN))[0] == LAID_OUT
    assert format_text(Source("x", LAID_OUT))[0] == LAID_OUT


def test_an_item_is_not_computable_once() -> None:
    text = 'source r "R" { inclusion 1 "A" not computable "x" not computable "y" }'
    assert [d.code for d in parse(Source("x", text)).diagnostics] == ["E126"]
