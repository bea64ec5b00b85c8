"""The data dictionary of the tests in this folder."""

from __future__ import annotations

from fractions import Fraction

from eligo.core.program import SCREENING, Fact

FACTS = (
    Fact(SCREENING, "Moment of screening", "moment"),
    Fact("age", "Age", "number", "a", plausible=(Fraction(0), Fraction(120)), precision=Fraction(1)),
    Fact("po2", "Arterial oxygen partial pressure", "number", "mm[Hg]", plausible=(Fraction(20), Fraction(700))),
    Fact("consent", "Informed consent", "flag"),
    Fact("swab", "SARS-CoV-2 swab", "choice", options=("negative", "positive")),
    Fact("diagnosed", "Diagnosis", "moment"),
    Fact("pressors", "Vasopressor treatment", "period"),
)
