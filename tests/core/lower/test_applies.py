"""`applies to`: a criterion for some patients only, which all others pass."""

from __future__ import annotations

import pytest

from eligo.backends.document import emit
from eligo.backends.python.loading import load
from eligo.core.explain import explain
from eligo.core.interpret import evaluate
from eligo.core.lower import lower
from eligo.core.reading import read_record
from tests.semantics.annotated import checked

PROGRAM = lower(
    checked(
        """
        source registry "Registry" {
            inclusion 1 "Seated pressure" defect "the registry prints mmH for mmHg" reading "mmHg is meant"
            exclusion 1 "Bleeding"
        }
        choice cohort "Cohort" of a, b
        number pressure "Pressure" in mm[Hg] plausible 20 to 300
        flag bleeding "Bleeding"
        flag palliative "Palliative"
        include I1 "Pressure" {
            from inclusion 1
            applies to cohort = a
            require pressure >= 90 mm[Hg]
            unless palliative
        }
        exclude E1 "Bleeding" { from exclusion 1 applies to not cohort = b when bleeding }
        """
    )
)
TABLE = [
    # cohort, what is known,               I1,        E1
    ("a", {"pressure": 90, "bleeding": False}, "passed", "passed"),
    ("a", {"pressure": 89, "bleeding": True, "palliative": False}, "failed", "failed"),
    ("a", {"pressure": 89, "palliative": True}, "passed", "unknown"),
    ("a", {}, "unknown", "unknown"),
    ("b", {"pressure": 89, "bleeding": True}, "passed", "passed"),
    ("b", {}, "passed", "passed"),
    (None, {"pressure": 90, "bleeding": False}, "passed", "passed"),
    (None, {"pressure": 89, "bleeding": True, "palliative": False}, "unknown", "unknown"),
    (None, {}, "unknown", "unknown"),
]


@pytest.mark.parametrize(("cohort", "known", "inclusion", "exclusion"), TABLE)
def test_outcomes(cohort: str | None, known: dict[str, object], inclusion: str, exclusion: str) -> None:
    raw = known if cohort is None else {"cohort": cohort, **known}
    found = evaluate(PROGRAM, read_record(PROGRAM.facts, raw).values).outcomes
    assert {name: o.value for name, o in found.items()} == {"I1": inclusion, "E1": exclusion}


def test_an_explanation_says_what_does_not_apply() -> None:
    said = explain(PROGRAM, {"cohort": "b", "pressure": 89})
    assert [(c.name, c.applies) for c in said.criteria] == [("I1", False), ("E1", False)]
    assert "This criterion does not apply" in said.to_text()
    assert "Whether this criterion applies is not known" in explain(PROGRAM, {"pressure": 89}).to_text()


def test_a_result_says_what_does_not_apply() -> None:
    package = load(PROGRAM, "generated_applies")
    result = package.screen({"cohort": "b", "pressure": 89})
    assert result.criteria["I1"].outcome.value == "passed"
    assert not result.criteria["I1"].applies
    assert "does not apply" in result.criteria["I1"].why()
    assert "does not apply" in result.why()
    assert package.screen({"cohort": "a", "pressure": 89}).criteria["I1"].applies


def test_the_document_says_to_whom_it_applies_and_what_was_noted_of_an_item() -> None:
    for document in emit(PROGRAM).values():
        text = document.decode()
        assert "Applies to" in text
        assert "Whoever it does not apply to passes it." in text
        assert text.count("Defect: the registry prints mmH for mmHg") == 3  # at the criterion, the item, the register
        assert text.count("Reading: mmHg is meant") == 3
