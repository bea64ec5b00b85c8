"""Each condition in two patients whom it sets apart, and in one of whom it is unknown; or it is named."""

from __future__ import annotations

from itertools import combinations

import pytest

from eligo.core.vectors import Evidence, Gap
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.vectors import evidence
from tests.verify.vectors.promised import not_shown, proven

FACTS = """protocol p "P" { version 1 }
number x "X" in mg/dL  plausible 0 to 100  precision 1
flag a "A"
flag b "B"
flag c "C"
flag no_if_missing "Assumed absent"  missing means no
choice sex "Sex" of female, male
flag pregnant "Pregnant"
moment seen "Seen"
period drug "Drug"
"""
ANN = """patient ann "Ann" {
    screening 2025-06-05T10:00  x 50 mg/dL  a yes  b yes  c yes  sex female  pregnant no  seen 2025-06-05T08:00  drug no
}
"""


def made(criteria: str, patients: str = ANN) -> Evidence:
    """The evidence of a protocol, its gaps those that its rows really have."""
    program, found = compile_source(Source("p.eligo", FACTS + criteria + patients))
    assert program is not None, found
    result = evidence(program)
    assert set(result.gaps) == set(not_shown(program, result))
    return result


def changes(found: Evidence, criterion: str) -> list[tuple[dict[str, object], str]]:
    return [(dict(vector.change), vector.verdict) for vector in found.vectors if vector.subject == criterion]


# ---------------------------------------------------------------- a condition that decides alone


def test_two_patients_differ_in_one_condition_and_a_third_is_unknown() -> None:
    found = made('include I1 "I" { require a and (b or x > 20 mg/dL) }\n')
    assert changes(found, "I1")[:3] == [({}, "eligible"), ({"a": False}, "ineligible"), ({"a": None}, "undetermined")]
    tried = [
        ({"b": False}, "eligible"),
        ({"b": False, "x": 20}, "ineligible"),
        ({"b": False, "x": None}, "undetermined"),
    ]
    assert [row for row in tried if row not in changes(found, "I1")] == []
    assert found.gaps == ()


@pytest.mark.parametrize(
    ("condition", "fact"),
    [("seen within 48 h before screening", "seen"), ("not drug at screening", "drug")],
)
def test_the_screening_stays_where_another_fact_will_do(condition: str, fact: str) -> None:
    """It would move all that is timed in other criteria, too."""
    other = 'include I2 "I" { require screening within 3 h after seen }\n'
    found = made(f'include I1 "I" {{ require {condition} }}\n{other if fact == "drug" else ""}')
    tried = [row for row in found.vectors if row.title.startswith(("holds: ", "does not hold: ", "not known: "))]
    own = [set(dict(row.change)) for row in tried if row.subject == "I1"]
    assert own
    assert all(changed <= {fact} for changed in own)
    assert {row.verdict for row in tried if row.subject == "I1"} == {"eligible", "ineligible", "undetermined"}


# ---------------------------------------------------------------- conditions that change together


COUPLED = 'exclude E1 "E" { when (pregnant and sex = female) or (c and not (sex = female)) }\n'


def test_a_condition_that_stands_twice_has_a_pair() -> None:
    found = made(COUPLED, ANN.replace("pregnant no", "pregnant yes").replace("c yes", "c no"))
    outcomes = {frozenset(change.items()): verdict for change, verdict in changes(found, "E1")}
    by_sex = {key: verdict for key, verdict in outcomes.items() if key <= {("sex", "male")}}
    assert by_sex == {frozenset(): "ineligible", frozenset({("sex", "male")}): "eligible"}
    assert found.gaps == ()


def test_that_a_fact_is_known_has_a_pair_beside_the_fact() -> None:
    """No patient of whom the fact is missing has it true: the two conditions change together."""
    found = made('exclude E1 "E" { when pregnant and (sex = female or pregnant is known) }\n')
    men = [
        (change.get("pregnant", False), verdict)
        for change, verdict in changes(found, "E1")
        if "male" in change.values()
    ]
    assert {(True, "ineligible"), (None, "eligible")} <= set(men)
    assert found.gaps == ()


def test_each_band_of_a_case_has_a_pair() -> None:
    """The patients of whom it matters are not among the protocol's own, and are sought."""
    bands = (
        "case { x < 2 mg/dL: y >= 60 mg/dL, x < 12 mg/dL: y >= 50 mg/dL, x < 60 mg/dL: y >= 40 mg/dL, otherwise: a }"
    )
    patient = ANN.replace("x 50 mg/dL", "x 50 mg/dL  y 95 mg/dL")
    fact = 'number y "Y" in mg/dL  plausible 0 to 100  precision 1\n'
    found = made(f'{fact}include I1 "I" {{ require b and {bands} }}\n', patient)
    assert found.gaps == ()


def test_the_length_of_a_treatment_is_unknown_where_the_hour_of_its_start_is() -> None:
    """A treatment that has not begun has not lasted either: nobody shows that it has begun by itself."""
    found = made(
        'period dose "Dose"  missing means no\n'
        'include I1 "I" { require dose lasting at least 1 h and dose within 48 h before screening }\n',
        ANN.replace("drug no", "dose from 2025-06-05T06:00"),
    )
    unknown = [change.get("dose") for change, verdict in changes(found, "I1") if verdict == "undetermined"]
    assert {"start": "2025-06-01", "end": "2025-06-03"} in unknown
    assert found.gaps == (Gap("I1", "pair", "start of Dose at or before screening"),)


# ---------------------------------------------------------------- what nobody can show


@pytest.mark.parametrize(
    ("criterion", "gap"),
    [
        ('include I1 "I" { require x >= 10 mg/dL and x >= 5 mg/dL }', Gap("I1", "pair", "X at least 5 mg/dL")),
        ('include I1 "I" { require a or (a and b) }', Gap("I1", "pair", "B")),
    ],
)
def test_a_condition_that_never_decides_is_named(criterion: str, gap: Gap) -> None:
    program, found = compile_source(Source("p.eligo", FACTS + criterion + ANN))
    assert program is not None, found
    gaps = [one for one in made(criterion + "\n").gaps if one.lacking == "pair"]
    assert gaps == [gap]
    assert proven(program, gap)


def test_of_a_condition_that_decides_it_is_not_proven_that_it_does_not() -> None:
    program, found = compile_source(Source("p.eligo", FACTS + 'include I1 "I" { require a and b }\n' + ANN))
    assert program is not None, found
    assert not proven(program, Gap("I1", "pair", "A"))
    assert not proven(program, Gap("I1", "unknown", "A"))


def test_what_is_never_unknown_lacks_nobody() -> None:
    found = made('include I1 "I" { require not no_if_missing and a is known }\n')
    assert found.gaps == ()
    assert {verdict for _, verdict in changes(found, "I1")} == {"eligible", "ineligible"}


def test_a_criterion_that_nobody_fails_alone_is_named() -> None:
    found = made('include I1 "I" { require x >= 10 mg/dL }\ninclude I2 "I" { require x >= 5 mg/dL }\n')
    assert found.gaps == (Gap("I2", "alone"),)


# ---------------------------------------------------------------- all of them


def test_no_row_is_there_twice_and_rows_are_the_same_every_time() -> None:
    one, other = made(COUPLED), made(COUPLED)
    assert one == other
    keys = [(vector.subject, vector.patient, vector.change) for vector in one.vectors]
    assert not any(a == b for a, b in combinations(keys, 2))
