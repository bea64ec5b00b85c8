"""Explanations: the patient's own values, the decisive parts alone, and what to ask next."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction

import pytest

from eligo.core import nodes as n
from eligo.core.explain import Explanation, explain
from eligo.core.interpret import evaluate
from eligo.core.program import SCREENING, Assumption, Criterion, Definition, Exemption, Fact, Program
from eligo.core.reading import read_record
from eligo.core.truth import UNKNOWN
from eligo.core.values import HOUR, NEVER, Duration

FACTS = (
    Fact(SCREENING, "Moment of screening", "moment"),
    Fact("ratio", "PaO2/FiO2 ratio", "number", "mm[Hg]", plausible=(Fraction(20), Fraction(700))),
    Fact("pao2", "PaO2", "number", "mm[Hg]", plausible=(Fraction(20), Fraction(700))),
    Fact("fio2", "FiO2", "number", "1", plausible=(Fraction(21, 100), Fraction(1))),
    Fact("creatinine", "Creatinine", "number", "mg/dL", plausible=(Fraction(0), Fraction(40))),
    Fact("age", "Age", "number", "a"),
    Fact("pregnant", "Pregnant", "flag"),
    Fact("consent", "Consent", "flag", judged_by="investigator"),
    Fact("sex", "Sex", "choice", options=("female", "male")),
    Fact("diagnosed", "Diagnosis", "moment"),
    Fact("pressor", "Vasopressor treatment", "period", missing=NEVER),
)

OXYGEN = Definition(
    "oxygen",
    "Oxygenation",
    n.FirstKnown((n.Measured("ratio"), n.Arithmetic("/", n.Measured("pao2"), n.Measured("fio2")))),
    unit="mm[Hg]",
)
LOW = n.Compare(n.NumberRef("oxygen"), "<", n.Number(Fraction(200), "200 mm[Hg]"))
RECENT = n.Window(n.When("diagnosed"), n.When(SCREENING), Duration(0, -48 * HOUR, "48 h"), Duration())
HIGH_CREATININE = n.Compare(n.Measured("creatinine"), ">", n.Number(Fraction(2), "2 mg/dL"))
AN_HOUR = n.Lasting("pressor", ">=", Duration(0, HOUR, "1 h"))
PREGNANT, CONSENT, FEMALE = n.Flag("pregnant"), n.Flag("consent"), n.Is("sex", ("female",))
NOW = {"screening": "2025-11-03T12:00"}


def told(condition: n.Condition, record: Mapping[str, object], kind: str = "include") -> list[str]:
    """The reasons for one criterion, those below others indented."""
    criterion = Criterion("C1", "Criterion", kind, condition, condition)  # type: ignore[arg-type]
    lines = []
    stack = [(0, r) for r in reversed(explain(program(criterion), record).criteria[0].reasons)]
    while stack:
        depth, reason = stack.pop()
        lines.append("  " * depth + reason.text)
        stack.extend((depth + 1, child) for child in reversed(reason.children))
    return lines


def program(*criteria: Criterion, assumptions: tuple[Assumption, ...] = ()) -> Program:
    order = ("oxygen", *(c.name for c in criteria))
    return Program(
        "T1", "Test", facts=FACTS, definitions=(OXYGEN,), criteria=criteria, assumptions=assumptions, order=order
    )


STATEMENTS: list[tuple[n.Condition, Mapping[str, object], str]] = [
    (LOW, {"ratio": 142}, "PaO2/FiO2 ratio is 142 mmHg, below 200 mmHg"),
    (LOW, {"ratio": 200}, "PaO2/FiO2 ratio is 200 mmHg, not below 200 mmHg"),
    (LOW, {"ratio": 200.5}, "PaO2/FiO2 ratio is 200.5 mmHg, not below 200 mmHg"),
    (LOW, {"ratio": {"value": 20, "unit": "kPa"}}, "PaO2/FiO2 ratio is 20 kPa (≈ 150 mmHg), below 200 mmHg"),
    (LOW, {"pao2": 80, "fio2": 0.5}, "Oxygenation is 160 mmHg (from PaO2 80 mmHg; FiO2 0.5), below 200 mmHg"),
    (
        LOW,
        {"pao2": 80, "fio2": 0.3},
        "Oxygenation is about 266.7 mmHg (from PaO2 80 mmHg; FiO2 0.3), not below 200 mmHg",
    ),
    (
        LOW,
        {"pao2": 80},
        "Oxygenation is not known: it takes “PaO2/FiO2 ratio”, or “FiO2”; the rule asks whether it is below 200 mmHg",
    ),
    (
        LOW,
        {"ratio": 7},
        (
            "Oxygenation is not known: it takes “PaO2/FiO2 ratio”, or “PaO2” and “FiO2”; PaO2/FiO2 ratio 7 mmHg is not "
            "plausible and was not used; the rule asks whether it is below 200 mmHg"
        ),
    ),
    (HIGH_CREATININE, {}, "Creatinine is not known; the rule asks whether it is above 2 mg/dL"),
    (
        HIGH_CREATININE,
        {"creatinine": 900},
        "Creatinine 900 mg/dL is not plausible and was not used; the rule asks whether it is above 2 mg/dL",
    ),
    (HIGH_CREATININE, {"creatinine": 1}, "Creatinine is 1 mg/dL, not above 2 mg/dL"),
    (
        n.Compare(n.Measured("creatinine"), ">", n.Number(Fraction(1131, 1000), "100 umol/L")),
        {"creatinine": 2},
        "Creatinine is 2 mg/dL, above 100 µmol/L (1.131 mg/dL)",
    ),
    (
        n.Compare(n.Measured("age"), ">=", n.Number(Fraction(18), "18 a")),
        {"age": 17},
        "Age is 17 years, below 18 years",
    ),
    (PREGNANT, {"pregnant": False}, "Pregnant: no"),
    (n.Not(PREGNANT), {"pregnant": False}, "Pregnant: no"),
    (PREGNANT, {}, "Pregnant is not known"),
    (FEMALE, {"sex": "female"}, "Sex is female"),
    (FEMALE, {"sex": "male"}, "Sex is male, not female"),
    (n.Known(CONSENT), {}, "Consent is not known"),
    (n.Known(CONSENT), {"consent": False}, "Consent is known"),
    (
        RECENT,
        {**NOW, "diagnosed": "2025-11-03T09:30"},
        "Diagnosis: 2025-11-03 09:30, within 48 hours before screening (2 hours 30 minutes before)",
    ),
    (
        RECENT,
        {**NOW, "diagnosed": "2025-11-01T11:59"},
        "Diagnosis: 2025-11-01 11:59, not within 48 hours before screening (48 hours 1 minute before)",
    ),
    (
        RECENT,
        {**NOW, "diagnosed": "2025-11-01"},
        "Diagnosis: 2025-11-01; the exact time decides whether it is within 48 hours before screening",
    ),
    (RECENT, {**NOW, "diagnosed": "2025-11-02"}, "Diagnosis: 2025-11-02, within 48 hours before screening"),
    (RECENT, {**NOW, "diagnosed": False}, "Diagnosis: never"),
    (RECENT, NOW, "Diagnosis is not known; the rule asks whether it is within 48 hours before screening"),
    (
        RECENT,
        {"diagnosed": "2025-11-02"},
        "Moment of screening is not known; the rule asks: Diagnosis within 48 hours before screening",
    ),
    (AN_HOUR, NOW, "Vasopressor treatment: none (not recorded, which counts as that)"),
    (
        AN_HOUR,
        {**NOW, "pressor": {"start": "2025-11-03T11:30"}},
        "Vasopressor treatment: from 2025-11-03 11:30, still running; lasting less than 1 hour by screening",
    ),
    (
        AN_HOUR,
        {**NOW, "pressor": {"start": "2025-11-03", "end": None}},
        (
            "Vasopressor treatment: from 2025-11-03, still running; that does not tell: Vasopressor treatment lasting "
            "at least 1 hour by screening"
        ),
    ),
    (
        n.During("pressor", n.When(SCREENING)),
        {**NOW, "pressor": {"start": "2025-11-01", "end": "2025-11-02"}},
        "Vasopressor treatment: from 2025-11-01, until 2025-11-02; not in progress at screening",
    ),
]


@pytest.mark.parametrize(("condition", "record", "statement"), STATEMENTS, ids=[row[2][:60] for row in STATEMENTS])
def test_statement(condition: n.Condition, record: Mapping[str, object], statement: str) -> None:
    assert told(condition, record) == [statement]


def test_every_condition_can_be_explained_for_every_record() -> None:
    for condition in (c for c, _, _ in STATEMENTS):
        made = program(Criterion("C1", "Criterion", "include", condition, condition))
        for record in (r for _, r, _ in STATEMENTS):
            explanation = explain(made, record)
            assert explanation.verdict is evaluate(made, read_record(FACTS, record).values).verdict
            assert all(reason.text for reason in explanation.criteria[0].reasons)


DECISIVE: list[tuple[str, n.Condition, Mapping[str, object], list[str]]] = [
    ("all: the false ones", n.All((PREGNANT, CONSENT)), {"pregnant": False, "consent": True}, ["Pregnant: no"]),
    ("all, one false: unknown ones do not matter", n.All((PREGNANT, CONSENT)), {"pregnant": False}, ["Pregnant: no"]),
    ("all, undecided: what is missing", n.All((PREGNANT, CONSENT)), {"pregnant": True}, ["Consent is not known"]),
    ("any: the true ones", n.Any((PREGNANT, CONSENT)), {"pregnant": True, "consent": False}, ["Pregnant: yes"]),
    (
        "any, none true: all of them",
        n.Any((PREGNANT, CONSENT)),
        {"pregnant": False, "consent": False},
        ["Pregnant: no", "Consent: no"],
    ),
    (
        "at least two, reached",
        n.Count(2, None, (PREGNANT, CONSENT, FEMALE)),
        {"pregnant": True, "consent": True},
        ["2 of 3 are met, 1 is not known; at least 2 must be", "  Pregnant: yes", "  Consent: yes"],
    ),
    (
        "at least two, out of reach",
        n.Count(2, None, (PREGNANT, CONSENT, FEMALE)),
        {"pregnant": True, "consent": False, "sex": "male"},
        ["1 of 3 is met; at least 2 must be", "  Consent: no", "  Sex is male, not female"],
    ),
    (
        "a number's name is used once",
        n.All((PREGNANT, PREGNANT)),
        {"pregnant": True},
        ["Pregnant: yes"],
    ),
]


@pytest.mark.parametrize(("condition", "record", "lines"), [r[1:] for r in DECISIVE], ids=[r[0] for r in DECISIVE])
def test_only_the_decisive_parts_are_told(
    condition: n.Condition, record: Mapping[str, object], lines: list[str]
) -> None:
    assert told(condition, record) == lines


ADULT = Criterion("I1", "Oxygen", "include", LOW, LOW)
SAFE = Criterion("E1", "Pregnancy", "exclude", n.All((FEMALE, PREGNANT)), n.All((FEMALE, PREGNANT)))


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        ({"ratio": 100, "sex": "male"}, "Eligible: all 2 criteria pass."),
        ({"ratio": 300, "sex": "male"}, "Ineligible: I1 (Oxygen) fails (1 of 2 criteria)."),
        (
            {"ratio": 300, "sex": "female", "pregnant": True},
            "Ineligible: I1 (Oxygen) and E1 (Pregnancy) fail (2 of 2 criteria).",
        ),
        (
            {"ratio": 100},
            "Undetermined: E1 (Pregnancy) cannot be decided yet (1 of 2 criteria); 2 facts can still change that.",
        ),
    ],
)
def test_the_verdict_in_one_sentence(record: Mapping[str, object], sentence: str) -> None:
    assert explain(program(ADULT, SAFE), record).sentence == sentence


def test_what_to_ask_next_leaves_the_fewest_questions_to_expect() -> None:
    explanation = explain(program(ADULT, SAFE), {})
    assert [str(need) for need in explanation.needs] == [
        "PaO2/FiO2 ratio [mmHg]: can decide I1",
        "PaO2 [mmHg]: bears on I1",
        "FiO2: bears on I1",
        "Pregnant (yes or no): can decide E1",
        "Sex (female, male): can decide E1",
    ]
    assert explanation.ask_next is explanation.needs[0]


def test_a_date_that_is_too_vague_is_asked_for_more_precisely() -> None:
    recent = Criterion("I1", "Recent", "include", RECENT, RECENT)
    explanation = explain(program(recent), {**NOW, "diagnosed": "2025-11-01"})
    assert [str(need) for need in explanation.needs] == ["Diagnosis (when), more precisely: can decide I1"]


def test_an_exemption_that_decides_is_the_reason() -> None:
    rule = Exemption("Consent of the treating physician", CONSENT)
    exempting = Criterion("E1", "Pregnancy", "exclude", n.All((PREGNANT, n.Not(CONSENT))), PREGNANT, (rule,))

    def lines(**record: object) -> list[str]:
        return [r.text for r in explain(program(exempting), record).criteria[0].reasons]

    assert lines(pregnant=False) == ["Pregnant: no"]
    assert lines(pregnant=True, consent=True) == ["Exempt: Consent of the treating physician"]
    assert lines(pregnant=True, consent=False) == [
        "Pregnant: yes",
        "Consent of the treating physician: the exemption does not apply",
    ]
    assert lines(pregnant=True) == [
        "Pregnant: yes",
        "Consent of the treating physician: whether the exemption applies is not known",
    ]


def test_implausible_values_and_contradictions_are_reported() -> None:
    only_women = Assumption("Only women are pregnant", n.Any((n.Not(PREGNANT), FEMALE)))
    explanation = explain(
        program(ADULT, SAFE, assumptions=(only_women,)),
        {"ratio": {"value": 1, "unit": "kPa"}, "sex": "male", "pregnant": True},
    )
    assert explanation.implausible == (
        "PaO2/FiO2 ratio 1 kPa (≈ 7.501 mmHg) lies outside its plausible range (20 to 700 mmHg) and was not used",
    )
    assert explanation.conflicts == ("Only women are pregnant",)


def test_each_implausible_value_of_a_list_is_named() -> None:
    value = Fact("lactate.value", "Lactate", "number", "mmol/L", plausible=(Fraction(0), Fraction(40)))
    time = Fact("lactate.time", "Time of Lactate", "moment")
    lactate = Fact(
        "lactate", "Lactate", "number", "mmol/L", plausible=value.plausible, repeated=True, fields=(value, time)
    )
    before = n.Window(n.When("lactate.time"), n.When(SCREENING), None, Duration())
    mean = n.Pick("lactate", "mean", n.Measured("lactate.value"), "lactate.time", before)
    low = n.Compare(mean, "<", n.Number(Fraction(4), "4 mmol/L"))
    samples = [
        {"value": 2, "time": "2025-11-03T10:00"},
        {"value": 300, "time": "2025-11-03T11:00"},
        {"value": 1, "unit": "mol/L", "time": "2025-11-03T11:30"},
    ]
    explanation = explain(
        Program(
            "X", "X", facts=(FACTS[0], lactate), criteria=(Criterion("I1", "Low", "include", low, low),), order=("I1",)
        ),
        {**NOW, "lactate": samples},
    )
    assert explanation.implausible == (
        (
            "Lactate 300 mmol/L lies outside its plausible range (0 to 40 mmol/L) and was not used; "
            "Lactate 1 mol/L (1000 mmol/L) lies outside its plausible range (0 to 40 mmol/L) and was not used"
        ),
    )
    assert "Lactate 300 mmol/L is not plausible and was not used" in explanation.criteria[0].reasons[0].text


def test_a_record_that_cannot_be_read_says_why() -> None:
    explanation = explain(program(ADULT), {"ratio": "high", "sex": "x\x1b[2J"})
    assert explanation.verdict is None
    assert explanation.to_text() == (
        "The record cannot be screened.\n  - ratio: expected a number\n  - sex: expected one of female, male\n"
    )


def test_as_text() -> None:
    record = {"ratio": 300, "sex": "female", "creatinine": 900}
    assert explain(program(ADULT, SAFE), record).to_text(70) == (
        "Ineligible: I1 (Oxygen) fails (1 of 2 criteria).\n"
        "\n"
        "Not used\n"
        "  - Creatinine 900 mg/dL lies outside its plausible range (0 to 40\n"
        "    mg/dL) and was not used\n"
        "\n"
        "Failed\n"
        "  I1  Oxygen\n"
        "    - PaO2/FiO2 ratio is 300 mmHg, not below 200 mmHg\n"
        "\n"
        "Unknown\n"
        "  E1  Pregnancy\n"
        "    - Pregnant is not known\n"
    )


def test_as_a_dictionary() -> None:
    found = explain(program(SAFE), {"sex": "female"}).to_dict()
    assert json.loads(json.dumps(found)) == {
        "verdict": "undetermined",
        "sentence": (
            "Undetermined: E1 (Pregnancy) cannot be decided yet (1 of 1 criteria); one fact can still change that."
        ),
        "problems": [],
        "conflicts": [],
        "implausible": [],
        "ask_next": "pregnant",
        "asking": {"fact": "pregnant", "settles": 1.0, "expected_questions": 1.0, "best": True},
        "needs": [
            {
                "fact": "pregnant",
                "question": "Pregnant (yes or no)",
                "decides": ["E1"],
                "bears_on": [],
                "vague": False,
            }
        ],
        "criteria": [
            {
                "name": "E1",
                "label": "Pregnancy",
                "kind": "exclude",
                "outcome": "unknown",
                "applies": True,
                "reasons": [{"text": "Pregnant is not known", "truth": "unknown", "children": []}],
            }
        ],
    }


def test_labels_cannot_steer_a_terminal() -> None:
    hostile = "\x1b[2J\u202eA\r\nB\x00"
    fact = Fact("x", hostile, "flag")
    rule = n.Flag("x")
    made = Program(
        "T1",
        "Test",
        facts=(*FACTS, fact),
        criteria=(Criterion("I1", hostile, "include", rule, rule),),
        assumptions=(Assumption(hostile, rule),),
        order=("I1",),
    )
    for record in ({}, {"x": False}):
        text = explain(made, record).to_text()
        assert all(line.isprintable() for line in text.splitlines())


def test_deep_rules_and_long_chains_of_names_do_not_overflow() -> None:
    condition: n.Condition = PREGNANT
    for level in range(300):
        condition = n.All((condition, CONSENT)) if level % 2 else n.Any((condition, PREGNANT))
    assert told(condition, {"pregnant": True, "consent": True}) == ["Pregnant: yes", "Consent: yes"]

    chain = [Definition("d0", "D0", PREGNANT)]
    chain += [Definition(f"d{i}", f"D{i}", n.All((n.Ref(f"d{i - 1}"),) * 2)) for i in range(1, 2000)]
    rule = n.Ref("d1999")
    made = Program(
        "T1",
        "Test",
        facts=FACTS,
        definitions=tuple(chain),
        criteria=(Criterion("I1", "Deep", "include", rule, rule),),
        order=(*(d.name for d in chain), "I1"),
    )
    explanation: Explanation = explain(made, {"pregnant": True})
    assert explanation.sentence == "Eligible: the one criterion passes."
    assert explanation.criteria[0].reasons[0].text.startswith("D1999: yes")


def test_a_constant_that_cannot_be_known() -> None:
    assert told(n.Always(UNKNOWN), {}) == ["cannot be known"]


def test_an_open_formula_asks_only_for_what_its_open_branch_needs() -> None:
    x, y, z = (Fact(name, name.upper(), "number", "1") for name in "xyz")
    either = Definition("e", "Either", n.FirstKnown((n.Measured("x"), n.Measured("y"))), unit="1")
    total = Definition("t", "Total", n.Arithmetic("+", n.NumberRef("e"), n.Measured("z")), unit="1")
    rule = n.Compare(n.NumberRef("t"), "<", n.Number(Fraction(9), "9"))
    protocol = Program(
        "T",
        "T",
        facts=(Fact(SCREENING, "Screening", "moment"), x, y, z),
        definitions=(either, total),
        criteria=(Criterion("I1", "I1", "include", rule, rule),),
        order=("e", "t", "I1"),
    )
    text = explain(protocol, {"x": 1}).to_text()
    assert "“Z”" in text
    assert "“Y”" not in text  # x stands in for it


def test_a_fact_bears_on_no_criterion_that_reads_it_only_for_what_is_settled() -> None:
    x, y, z = (Fact(name, name.upper(), "number", "1") for name in "xyz")
    either = Definition("e", "Either", n.FirstKnown((n.Measured("x"), n.Measured("y"))), unit="1")
    total = Definition("t", "Total", n.Arithmetic("+", n.NumberRef("e"), n.Measured("z")), unit="1")
    through = n.Compare(n.NumberRef("t"), "<", n.Number(Fraction(9), "9"))
    itself = n.Compare(n.Measured("y"), "<", n.Number(Fraction(9), "9"))
    protocol = Program(
        "T",
        "T",
        facts=(Fact(SCREENING, "Screening", "moment"), x, y, z),
        definitions=(either, total),
        criteria=(
            Criterion("I1", "I1", "include", through, through),
            Criterion("I2", "I2", "include", itself, itself),
        ),
        order=("e", "t", "I1", "I2"),
    )
    asked = {need.fact: set(need.decides + need.bears_on) for need in explain(protocol, {"x": 1}).needs}
    assert asked == {"y": {"I2"}, "z": {"I1"}}  # x stands in for y in I1
    asked = {need.fact: set(need.decides + need.bears_on) for need in explain(protocol, {}).needs}
    assert asked == {"x": {"I1"}, "y": {"I1", "I2"}, "z": {"I1"}}


def test_a_length_of_time_has_its_unit_and_names_the_moments() -> None:
    started, ended = n.EdgeOf("start", "pressor"), n.EdgeOf("end", "pressor")
    long_enough = n.Compare(n.Elapsed("days", started, ended), ">", n.Number(Fraction(3), "3 d"))
    treated = {"start": "2025-11-01T08:00", "end": "2025-11-03T09:00"}
    assert told(long_enough, {**NOW, "pressor": treated}) == [
        (
            "days from start of Vasopressor treatment to end of Vasopressor treatment is about 2.042 days (from "
            "Vasopressor treatment: from 2025-11-01 08:00, until 2025-11-03 09:00), not above 3 days"
        )
    ]


@pytest.mark.parametrize(
    ("period", "lasting", "in_progress"),
    [
        (
            {"start": "2025-11-03T08:00"},
            "from 2025-11-03 08:00, still running; lasting at least 1 hour by screening",
            "from 2025-11-03 08:00, still running; in progress at screening",
        ),
        (
            {"start": "2025-11-03T08:00", "end": "2025-11-03T08:30"},
            "from 2025-11-03 08:00, until 2025-11-03 08:30; lasting less than 1 hour by screening",
            "from 2025-11-03 08:00, until 2025-11-03 08:30; not in progress at screening",
        ),
    ],
)
def test_a_period_in_words(period: object, lasting: str, in_progress: str) -> None:
    record = {**NOW, "pressor": period}
    assert told(AN_HOUR, record) == [f"Vasopressor treatment: {lasting}"]
    assert told(n.During("pressor", n.When(SCREENING)), record) == [f"Vasopressor treatment: {in_progress}"]
