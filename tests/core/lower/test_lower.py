"""Lowering: what each construct becomes in the core."""

from __future__ import annotations

from fractions import Fraction

import pytest

from eligo.core import nodes as n
from eligo.core.lower import lower
from eligo.core.program import (
    Code,
    CodesFrom,
    Exemption,
    Expectation,
    Fact,
    Item,
    NamedList,
    Origin,
    Program,
    ValueSet,
    Vignette,
)
from eligo.core.truth import FALSE, TRUE
from eligo.core.values import DAY, HOUR, MINUTE, NEVER, Duration
from tests.semantics.annotated import checked

FACTS = """
    number x "X" in mg/dL
    number y "Y" in mg/L
    number crea "Creatinine" in mg/dL molar mass 113.12 g/mol
    number temp "Temperature" in Cel
    number pao2 "PaO2" in mm[Hg]
    number fio2 "FiO2" in %
    number w "Weight" in kg
    flag a "A"
    flag b "B"
    choice stage "Stage" of first, second, third
    moment scan "Scan"
    moment birth "Birth"
    period drug "Drug"
    define weight "Weight" = w otherwise 70 kg
    define limit "Limit" in mg/L = 2 mg/dL
    define ratio "Ratio" = pao2 / fio2
"""

X, Y, A, B = n.Measured("x"), n.Measured("y"), n.Flag("a"), n.Flag("b")
SCAN, BIRTH, SCREENING = n.When("scan"), n.When("birth"), n.When("screening")
HERE = Duration()


def program(text: str) -> Program:
    return lower(checked(text))


def lowered(condition: str) -> n.Condition:
    return program(f'{FACTS}\ninclude I1 "One" {{ require {condition} }}').criteria[0].condition


def number(value: object) -> n.Number:
    return n.Number(Fraction(str(value)))


@pytest.mark.parametrize(
    ("condition", "core"),
    [
        ("a", A),
        ("yes", n.Always(TRUE)),
        ("a and b or not a", n.Any((n.All((A, B)), n.Not(A)))),
        ("a implies b", n.Any((n.Not(A), B))),
        ("if a then b", n.Any((n.Not(A), B))),
        ("if a then b else a", n.All((n.Any((n.Not(A), B)), n.Any((n.All((A, B)), A))))),
        ("a = yes", A),
        ("no != a", A),
        ("a = no", n.Not(A)),
        ("all of { a, b }", n.All((A, B))),
        ("any of { a, b }", n.Any((A, B))),
        ("at least 2 of { a, b }", n.Count(2, None, (A, B))),
        ("at most 1 of { a, b }", n.Count(0, 1, (A, B))),
        ("exactly 1 of { a, b }", n.Count(1, 1, (A, B))),
        ('any of { m "M": a  b }', n.Any((n.Ref("I1.m"), B))),
        ("stage = second", n.Is("stage", ("second",))),
        ("first != stage", n.Not(n.Is("stage", ("first",)))),
        ("stage is one of { third, first }", n.Is("stage", ("first", "third"))),
        ("stage is not one of { third }", n.Not(n.Is("stage", ("third",)))),
        ("x is known", n.Known(X)),
        ("a is not known", n.Not(n.Known(A))),
        ("stage is known", n.Known(n.Chosen("stage"))),
        ("drug is known", n.Known(n.Spell("drug"))),
        ("scan is known", n.Known(SCAN)),
        ("start of drug is known", n.Known(n.EdgeOf("start", "drug"))),
        ("weight is known", n.Known(n.NumberRef("weight"))),
    ],
)
def test_conditions(condition: str, core: n.Condition) -> None:
    assert lowered(condition) == core


@pytest.mark.parametrize(
    ("condition", "core"),
    [
        ("x < 2 mg/dL", n.Compare(X, "<", number(2))),
        ("x < 20 mg/L", n.Compare(X, "<", number(2))),
        ("20 mg/L < x", n.Compare(X, ">", number(2))),
        ("2 mg/dL >= x", n.Compare(X, "<=", number(2))),
        ("x = 1 mg/dL + 5 mg/L", n.Compare(X, "=", number("1.5"))),
        ("x < limit", n.Compare(X, "<", number(2))),
        ("1 mg > 2 g", n.Always(FALSE)),
        ("x between 1 mg/dL and 20 mg/L", n.All((n.Compare(X, ">=", number(1)), n.Compare(X, "<=", number(2))))),
        ("x < y", n.Compare(X, "<", n.Arithmetic("*", Y, number("0.1")))),
        ("2 mg/dL between x and y", n.All((n.Compare(X, "<=", number(2)), n.Compare(Y, ">=", number(20))))),
        ("crea > 1 mmol/L", n.Compare(n.Measured("crea"), ">", number("11.312"))),
        ("temp > 311.15 K", n.Compare(n.Measured("temp"), ">", number(38))),
        ("temp > 104 [degF]", n.Compare(n.Measured("temp"), ">", number(40))),
        ("temp > -5 Cel", n.Compare(n.Measured("temp"), ">", number(-5))),
        (
            "temp in K > 311.15",
            n.Compare(n.Arithmetic("+", n.Measured("temp"), number("273.15")), ">", number("311.15")),
        ),
        ("w in g > 500", n.Compare(n.Arithmetic("*", n.Measured("w"), number(1000)), ">", number(500))),
        ("w in kg > 50", n.Compare(n.Measured("w"), ">", number(50))),
        ("ratio < 200 mm[Hg]", n.Compare(n.NumberRef("ratio"), "<", number(2))),
        ("w in kg * 1 mL/min < 60 mL/min", n.Compare(n.Measured("w"), "<", number(60))),
        ("x + y < 3 mg/dL", n.Compare(n.Arithmetic("+", X, n.Arithmetic("*", Y, number("0.1"))), "<", number(3))),
        ("x - 5 mg/L < 3 mg/dL", n.Compare(n.Arithmetic("-", X, number("0.5")), "<", number(3))),
        ("-x < 3 mg/dL", n.Compare(n.Arithmetic("*", X, number(-1)), "<", number(3))),
        (
            "(x otherwise y otherwise 4 mg/L) > 3 mg/dL",
            n.Compare(
                n.FirstKnown((X, n.Arithmetic("*", Y, number("0.1")), number("0.4"))),
                ">",
                number(3),
            ),
        ),
        (
            "(if a then 1 mg/L else x) > 3 mg/dL",
            n.Compare(n.Choose(A, number(1), n.Arithmetic("*", X, number(10))), ">", number(30)),
        ),
        ("years from birth to screening >= 216 mo", n.Compare(n.Elapsed("years", BIRTH, SCREENING), ">=", number(18))),
        ("hours from scan to screening < 2 d", n.Compare(n.Elapsed("hours", SCAN, SCREENING), "<", number(48))),
    ],
)
def test_numbers_meet_in_the_unit_of_the_data(condition: str, core: n.Condition) -> None:
    assert lowered(condition) == core


def span(text: str, micros: int = 0, months: int = 0) -> Duration:
    return Duration(months, micros, text)


@pytest.mark.parametrize(
    ("window", "core"),
    [
        ("within 48 h before", n.Window(SCAN, SCREENING, span("48 h", -48 * HOUR), HERE)),
        ("within 48 h after", n.Window(SCAN, SCREENING, HERE, span("48 h", 48 * HOUR))),
        ("within 1.5 d of", n.Window(SCAN, SCREENING, span("1.5 d", -36 * HOUR), span("1.5 d", 36 * HOUR))),
        ("at least 1 wk before", n.Window(SCAN, SCREENING, None, span("1 wk", -7 * DAY))),
        ("at least 30 min after", n.Window(SCAN, SCREENING, span("30 min", 30 * MINUTE), None)),
        ("at most 6 mo before", n.Window(SCAN, SCREENING, span("6 mo", months=-6), HERE)),
        ("at most 1 a after", n.Window(SCAN, SCREENING, HERE, span("1 a", months=12))),
        ("more than 1 d before", n.Window(SCAN, SCREENING, None, span("1 d", -DAY), strict_high=True)),
        ("more than 1 d after", n.Window(SCAN, SCREENING, span("1 d", DAY), None, strict_low=True)),
        ("less than 1 d before", n.Window(SCAN, SCREENING, span("1 d", -DAY), HERE, strict_low=True)),
        ("less than 1 d after", n.Window(SCAN, SCREENING, HERE, span("1 d", DAY), strict_high=True)),
        ("before", n.Window(SCAN, SCREENING, None, HERE, strict_high=True)),
        ("after", n.Window(SCAN, SCREENING, HERE, None, strict_low=True)),
        ("at or before", n.Window(SCAN, SCREENING, None, HERE)),
        ("at or after", n.Window(SCAN, SCREENING, HERE, None)),
    ],
)
def test_windows(window: str, core: n.Window) -> None:
    assert lowered(f"scan {window} screening") == core


@pytest.mark.parametrize(
    ("condition", "core"),
    [
        ("drug lasting at least 1 h", n.Lasting("drug", ">=", span("1 h", HOUR))),
        ("drug lasting at most 1 h", n.Lasting("drug", "<=", span("1 h", HOUR))),
        ("drug lasting more than 2 mo", n.Lasting("drug", ">", span("2 mo", months=2))),
        ("drug lasting less than 90 s", n.Lasting("drug", "<", span("90 s", 90_000_000))),
        ("drug at scan", n.During("drug", SCAN)),
        ("end of drug before scan", n.Window(n.EdgeOf("end", "drug"), SCAN, None, HERE, strict_high=True)),
    ],
)
def test_periods(condition: str, core: n.Condition) -> None:
    assert lowered(condition) == core


def test_a_limit_is_shown_as_the_author_wrote_it() -> None:
    shown = [
        ("crea > 177 umol/L", "177 umol/L"),
        ("x > 1.50 mg/dL", "1.50 mg/dL"),
        ("x > 1 mg/dL + 5 mg/L", "1.5 mg/dL"),
        ("temp > -5 Cel", "-5 Cel"),
        ("x > limit", "20 mg/L"),
    ]
    for condition, text in shown:
        core = lowered(condition)
        assert isinstance(core, n.Compare)
        assert isinstance(core.right, n.Number)
        assert core.right.shown == text


def test_an_exemption_lets_a_patient_through() -> None:
    result = program("""
        flag a "A"
        flag b "B"
        flag c "C"
        include I1 "One" { require a unless "because of b": b unless c }
        exclude E1 "Two" { when a unless "because of b": b unless c }
    """)
    c = n.Flag("c")
    inclusion, exclusion = result.criteria
    assert inclusion.condition == n.Any((A, B, c))
    assert exclusion.condition == n.All((A, n.Not(B), n.Not(c)))
    assert inclusion.stated == exclusion.stated == A
    assert [(e.label, e.condition) for e in exclusion.exemptions] == [("because of b", B), ("", c)]
    assert isinstance(exclusion.exemptions[0], Exemption)


def test_eligible_is_that_every_criterion_lets_the_patient_through() -> None:
    result = program("""
        flag a "A"
        include I1 "One" { require a }
        exclude E1 "Two" { when a }
        claim "Nobody": not eligible
        claim "Everybody out": ineligible
    """)
    passes = n.All((n.Ref("I1"), n.Not(n.Ref("E1"))))
    assert [claim.condition for claim in result.claims] == [n.Not(passes), n.Not(passes)]


def test_members_are_definitions_of_their_criterion() -> None:
    result = program("""
        flag a "A"
        flag b "B"
        include I1 "One" {
            require any of {
                outer "Outer": any of { inner "Inner": a  b }
                other "Other": not inner
            } unless "Never": all of { last "Last": b }
        }
        exclude E1 "Two" { when I1.inner and not I1 }
    """)
    members = {d.name: (d.label, d.owner, d.body) for d in result.definitions}
    assert members == {
        "I1.outer": ("Outer", "I1", n.Any((n.Ref("I1.inner"), B))),
        "I1.inner": ("Inner", "I1", A),
        "I1.other": ("Other", "I1", n.Not(n.Ref("I1.inner"))),
        "I1.last": ("Last", "I1", B),
    }
    assert result.criteria[0].stated == n.Any((n.Ref("I1.outer"), n.Ref("I1.other")))
    assert result.criteria[1].condition == n.All((n.Ref("I1.inner"), n.Not(n.Ref("I1"))))
    assert result.order == ("I1.inner", "I1.outer", "I1.other", "I1.last", "I1", "E1")


def test_definitions_have_the_unit_that_they_declare_or_their_bodys() -> None:
    definitions = program(f'{FACTS}\ninclude I1 "One" {{ require a }}').definition
    assert (definitions["weight"].unit, definitions["limit"].unit) == ("kg", "mg/L")
    assert definitions["limit"].body == number(20)
    assert definitions["ratio"].unit == "mm[Hg]/%"
    converted = program("""
        number pao2 "PaO2" in kPa
        number fio2 "FiO2" in %
        define ratio "Ratio" in kPa from "A paper" = pao2 / fio2
        define low "Low" = ratio < 1 kPa
        include I1 "One" { require low }
    """)
    ratio, low = converted.definitions
    quotient = n.Arithmetic("/", n.Measured("pao2"), n.Measured("fio2"))
    assert (ratio.body, ratio.note, ratio.owner) == (n.Arithmetic("*", quotient, number(100)), "A paper", "")
    assert low.unit is None


def test_the_data_dictionary() -> None:
    facts = program("""
        number x "X" in mg/dL plausible 1 mg/L to 40 molar mass 113.12 g/mol precision 0.1 code LOINC 1-1 judged by lab
        flag f "F" missing means no
        flag g "G" missing means yes
        choice c "C" of u, v missing means v
        moment m "M" missing means no
        period p "P" missing means no
        include I1 "One" { require x is known and f and g and c = u and m before screening and p at screening }
    """).facts
    assert facts == (
        Fact("screening", "Moment of screening", "moment"),
        Fact(
            "x",
            "X",
            "number",
            "mg/dL",
            plausible=(Fraction(1, 10), Fraction(40)),
            precision=Fraction(1, 10),
            molar_mass=Fraction("113.12"),
            judged_by="lab",
            codes=(Code("LOINC", "1-1"),),
            line=3,
        ),
        Fact("f", "F", "flag", missing=False, line=4),
        Fact("g", "G", "flag", missing=True, line=5),
        Fact("c", "C", "choice", options=("u", "v"), missing="v", line=6),
        Fact("m", "M", "moment", missing=NEVER, line=7),
        Fact("p", "P", "period", missing=NEVER, line=8),
    )


def test_vignettes_are_raw_records() -> None:
    result = program("""
        number x "X" in mg/dL
        number r "R" in 1
        flag f "F"
        choice c "C" of u, v
        moment m "M"
        moment never "N"
        period p "P"
        period q "Q"
        include I1 "One" { require x > 2 mg/dL and r > 1 and f and c = u }
        exclude E1 "Two" { when m before screening and never before screening and p at screening and q at screening }
        patient base "Base" { screening 2025-10-21T10:00  x 3 mg/dL  f yes  c u  p from 2025-10-20  m 2025-10-21 }
        patient other "Other" like base {
            x 12.5 mg/L  f no  c unknown  never no  q no  p from 2025-10-20 to 2025-10-21T09:00  r -0.5
        }
        expect base eligible
        expect other ineligible because I1, E1
        """)
    assert result.vignettes == (
        Vignette(
            "base",
            "Base",
            (
                ("screening", "2025-10-21T10:00"),
                ("x", 3),
                ("f", True),
                ("c", "u"),
                ("m", "2025-10-21"),
                ("p", {"start": "2025-10-20", "end": None}),
            ),
            line=13,
        ),
        Vignette(
            "other",
            "Other",
            (
                ("screening", "2025-10-21T10:00"),
                ("x", {"value": Fraction(25, 2), "unit": "mg/L"}),
                ("r", Fraction(-1, 2)),
                ("f", False),
                ("m", "2025-10-21"),
                ("never", False),
                ("p", {"start": "2025-10-20", "end": "2025-10-21T09:00"}),
                ("q", False),
            ),
            line=14,
        ),
    )
    assert result.expectations == (
        Expectation("base", "eligible", line=17),
        Expectation("other", "ineligible", ("I1", "E1"), line=18),
    )


def test_sources_and_readings_are_carried_along() -> None:
    result = program("""
        source registry "The registry" { inclusion 1 "One"  field minimum_age "Age" not computable "why" }
        flag a "A"
        include I1 "One" { from inclusion 1, field minimum_age require a reading "First." reading "Second." }
        assume "It holds": a or not a
    """)
    (source,) = result.sources
    one, age = Origin("registry", "inclusion", "1"), Origin("registry", "field", "minimum_age")
    assert (source.name, source.title) == ("registry", "The registry")
    assert source.items == (Item(one, "One", line=3), Item(age, "Age", "why", line=3))
    assert result.criteria[0].origins == (one, age)
    assert result.criteria[0].readings == ("First.", "Second.")
    assert result.assumptions[0].label == "It holds"
    assert (result.id, result.title, result.properties) == ("DEMO", "Demonstration", (("version", "1"),))


def test_lines_are_those_of_the_source() -> None:
    core = program("""
        flag a "A"
        number x "X" in 1
        include I1 "One" {
            require a and
                x > 1
        }
    """).criteria[0]
    assert core.line == 5
    assert isinstance(core.condition, n.All)
    assert [member.line for member in core.condition.members] == [6, 7]


def test_a_protocol_with_errors_is_not_lowered() -> None:
    with pytest.raises(ValueError, match="errors"):
        program('include I1 "One" { require nothing }')


def test_lists_become_their_values() -> None:
    made = program("""
        list early "Early" { second, first }
        codes tumour "Tumour" from SNOMED 363346000 with descendants except 254701007 from ICD10 C00, C01
        flag found "Found" code LOINC 751-8 codes tumour
        choice stage "Stage" of first, second, third
        include I1 "One" { require stage is one of early and stage is not one of { early, third } and found }
    """)
    early = n.Is("stage", ("first", "second"))
    never = n.Not(n.Is("stage", ("first", "second", "third")))
    assert made.criteria[0].condition == n.All((early, never, n.Flag("found")))
    assert made.lists == (NamedList("early", "Early", ("second", "first"), line=3),)
    assert made.value_sets == (
        ValueSet(
            "tumour",
            "Tumour",
            (CodesFrom("SNOMED", ("363346000",), True, ("254701007",)), CodesFrom("ICD10", ("C00", "C01"))),
            line=4,
        ),
    )
    assert made.fact["found"].value_sets == ("tumour",)
    assert made.value_set["tumour"].parts[1].codes == ("C00", "C01")
