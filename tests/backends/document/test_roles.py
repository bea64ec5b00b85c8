"""Whom a fact is about and who stands for it: in the document, in an explanation, in what to ask."""

from __future__ import annotations

from eligo.backends.document import emit
from eligo.core.explain import explain
from eligo.core.lower import lower
from tests.semantics.annotated import checked

PROGRAM = lower(
    checked(
        """
        flag consent "Consent" attested by legal_representative
        flag contraception "Uses contraception" about partner planned
        choice nyha "NYHA class" of I < II < III judged by physician
        include I1 "One" { require consent and contraception and nyha < III }
        """
    )
)


def test_the_data_dictionary_says_so() -> None:
    document = emit(PROGRAM)["eligibility.md"].decode()
    row = next(line for line in document.splitlines() if line.startswith("|") and "contraception" in line)
    assert "partner" in row
    assert "yes" in row
    assert "legal representative" in document
    assert "<code>I</code> &#60; <code>II</code> &#60; <code>III</code>" in document


def test_an_explanation_and_its_questions_say_so() -> None:
    said = explain(PROGRAM, {"contraception": True})
    assert [need.question for need in said.needs] == [
        "Consent (yes or no), attested by legal representative",
        "NYHA class (I, II, III), judged by physician",
    ]
    assert "Uses contraception (about partner, planned): no" in explain(PROGRAM, {"contraception": False}).to_text()
