"""Did you mean."""

from __future__ import annotations

import pytest

from eligo.diagnostics.suggest import nearest

NAMES = ["pf_ratio", "creatinine", "creatinine_clearance", "egfr_ckd_epi_2021", "biologic.given_on"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pf_ratoi", "pf_ratio"),  # a slip
        ("Creatinine", "creatinine"),
        ("egfr", "egfr_ckd_epi_2021"),  # one of its words
        ("clearance", "creatinine_clearance"),
        ("given_on", "biologic.given_on"),
        ("pf", None),  # two letters are in too many names
        ("gfr", None),  # no word of its own
        ("weight", None),
        ("", None),
        ("x" * 61, None),
    ],
)
def test_nearest(typed: str, meant: str | None) -> None:
    assert nearest(typed, NAMES) == meant
    assert nearest(typed, reversed(NAMES)) == meant
