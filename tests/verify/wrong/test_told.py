"""What a test of the generated suite says when it fails: the rule, the line, both results and the patient to paste."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .suite import flagship


def said(fails: Callable[[], object]) -> list[str]:
    """The lines of a failure."""
    with pytest.raises(AssertionError) as failure:
        fails()
    return str(failure.value).splitlines()


def test_a_claim_that_does_not_hold_of_what_is_found() -> None:
    wrong = flagship().patched("at_once.py", "oxygenation < 200.0", "oxygenation < 400.0")
    _, suite = flagship().loaded(wrong)
    lines = said(lambda: suite.claims_hold("edge", suite.PATIENTS["edge_ratio"]))
    assert lines[0].startswith("broken: edge: the claim in line ")
    assert "A ratio of 200 mmHg or more is never eligible" in lines[0]
    assert lines[1] == "found eligible, needs nothing"
    assert any(line.startswith("patient found_") for line in lines)
    assert "    pf_ratio 200 mm[Hg]" in lines


def test_needs_that_are_not_told() -> None:
    def forget_needs(package: Any) -> None:
        package.Result.needs = property(lambda result: ())

    _, suite = flagship().loaded(wrap=forget_needs)
    row = next(row.values[0] for row in suite.I4_CASES if row.values[0].needs == ("consent",))
    lines = said(lambda: suite.check("I4", row))
    assert lines[0].endswith("screened as a mapping: consent needed, found nothing")
    assert lines[1] == "found undetermined, needs nothing"
    assert lines[2].startswith("I4 (line ")


def test_a_rule_about_all_patients() -> None:
    def tell_eligible(package: Any) -> None:
        package.Result.verdict = package.Verdict.ELIGIBLE

    _, suite = flagship().loaded(wrap=tell_eligible)
    lines = said(
        lambda: suite.test_whoever_fails_a_criterion_is_ineligible.hypothesis.inner_test(suite.PATIENTS["refused"])
    )
    assert lines[0] == "broken: who fails a criterion is ineligible, and nobody else"
    assert lines[2].startswith("I4 (line ")
    assert lines[2].endswith("Informed consent: failed")
    assert "    consent no" in lines
