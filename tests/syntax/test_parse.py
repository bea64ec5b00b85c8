"""What sources parse to."""

from __future__ import annotations

import pytest

from eligo.source import Source, Span
from eligo.syntax import tree
from eligo.syntax.format import format_expr
from eligo.syntax.parse import parse


def statements(text: str) -> tuple[tree.Statement, ...]:
    parsed = parse(Source("test.eligo", text))
    assert not parsed.diagnostics, [d.message for d in parsed.diagnostics]
    return parsed.module.statements


def expression(text: str) -> tree.Expr:
    [claim] = statements(f'claim "": {text}')
    assert isinstance(claim, tree.Claim)
    return claim.condition


def shown(expr: object) -> str:
    """An expression with every node in parentheses, so that its structure can be read."""
    match expr:
        case tree.Name(name=name):
            return name
        case tree.Quantity(number=number, unit=unit):
            return number if unit is None else f"{number}{unit.text}"
        case tree.Not(operand=x):
            return f"(not {shown(x)})"
        case tree.Negative(operand=x):
            return f"(-{shown(x)})"
        case tree.Logic(op=op, operands=xs):
            return f"({f' {op} '.join(map(shown, xs))})"
        case tree.Otherwise(operands=xs):
            return f"({' otherwise '.join(map(shown, xs))})"
        case tree.Implies(condition=a, consequence=b):
            return f"({shown(a)} implies {shown(b)})"
        case tree.Arithmetic(op=op, left=a, right=b) | tree.Compare(op=op, left=a, right=b):
            return f"({shown(a)} {op} {shown(b)})"
        case tree.If(condition=c, then=a, otherwise=b):
            return f"(if {shown(c)} then {shown(a)}{'' if b is None else f' else {shown(b)}'})"
        case tree.InUnit(operand=x, unit=unit):
            return f"({shown(x)} in {unit.text})"
        case tree.Elapsed(measure=measure, start=a, end=b):
            return f"({measure} {shown(a)} {shown(b)})"
        case _:
            return f"({format_expr(expr)})"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "structure"),
    [
        ("a or b and c", "(a or (b and c))"),
        ("a and b and c", "(a and b and c)"),
        ("a and (b and c)", "(a and (b and c))"),
        ("not a and b", "((not a) and b)"),
        ("a implies b implies c", "(a implies (b implies c))"),
        ("a or b implies c and d", "((a or b) implies (c and d))"),
        ("not x < y", "(not (x < y))"),
        ("x + y * z < u - v - w", "((x + (y * z)) < ((u - v) - w))"),
        ("x / y / z = 1", "(((x / y) / z) = 1)"),
        ("-x * y < 2", "(((-x) * y) < 2)"),
        ("-x in kg < 2", "((-(x in kg)) < 2)"),
        ("p otherwise q / r < 200 mm[Hg]", "((p otherwise (q / r)) < 200mm[Hg])"),
        ("if a then b or c", "(if a then (b or c))"),
        ("a and if b then c or d", "(a and (if b then (c or d)))"),
        ("if a then if b then c else d", "(if a then (if b then c else d))"),
        ("if a then b else c implies d", "(if a then b else (c implies d))"),
        ("x < if a then 1 else 2 + 3", "(x < (if a then 1 else (2 + 3)))"),
        ("years from born to screening >= 18 a", "((years born screening) >= 18a)"),
        ("x between 1 and 2 and b", "((x between 1 and 2) and b)"),
        ("m within 48 h before screening or b", "((m within 48 h before screening) or b)"),
        ("m at least 30 d before n", "(m at least 30 d before n)"),
        ("m at or before n", "(m at or before n)"),
        ("start of p after end of q", "(start of p after end of q)"),
        ("p lasting at least 1 h", "(p lasting at least 1 h)"),
        ("p at m and q at n", "((p at m) and (q at n))"),
        ("x is not one of { a, b }", "(x is not one of { a, b })"),
        ("x is not known", "(x is not known)"),
        ("at most 1 of { a, b c }", "(at most 1 of { a, b, c })"),
        (
            "any of { m at least 2 d before n at least 1 of { a } }",
            "(any of { m at least 2 d before n, at least 1 of { a } })",
        ),
        ("I3.shock", "I3.shock"),
    ],
)
def test_structure(text: str, structure: str) -> None:
    assert shown(expression(text)) == structure


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("1.50", "1.50", None),
        ("1.5 10*9/L", "1.5", "10*9/L"),
        ("5 cm[H2O]", "5", "cm[H2O]"),
        ("30 'mL/min/{1.73_m2}'", "30", "mL/min/{1.73_m2}"),
        ("30 /min", "30", "/min"),
        ("50 %", "50", "%"),
        ("5 [in_i'H2O]", "5", "[in_i'H2O]"),
        ("1\n    known", "1", None),
    ],
)
def test_a_unit_follows_its_number_on_the_same_line(text: str, number: str, unit: str | None) -> None:
    group = expression(f"any of {{ {text} }}")
    assert isinstance(group, tree.Group)
    assert group.members[0].condition == tree.Quantity(number, tree.Unit(unit) if unit else None)


@pytest.mark.parametrize("word", ["and", "or", "of", "to", "before", "after", "then", "else", "otherwise", "is"])
def test_a_keyword_is_never_a_unit(word: str) -> None:
    parsed = parse(Source("x", f'claim "": 1 {word}'))
    assert parsed.diagnostics
    assert parsed.module.statements in ((), (tree.Claim(tree.Text(""), tree.Quantity("1")),))


def test_every_statement() -> None:
    text = """
protocol DEMO "Demo" { version 2025-10-21 phase 2 sponsor "S" }
source registry "R" { inclusion 3 "three"  field age "old" not computable "why" }
number pao2 "P" code LOINC "2703-7" precision 0.1 in mm[Hg] molar mass 1 g/mol judged by lab plausible -5 to 700
choice sex "Sex" of female, male missing means female
period p "P" missing means no
define x "X" in mL from "Cockcroft 1976" = 1 mL
assume "A": a
include I1 "I" { from registry inclusion 3, field age require a unless "u": b unless c reading "r" }
patient s "S" like t { pao2 -1 mm[Hg] sex female p from 2025-10-21 to 2025-10-22T10:00Z q unknown r yes }
expect s undetermined needing a, b
"""
    word, label, unit, quantity = tree.Word, tree.Text, tree.Unit, tree.Quantity
    assert statements(text) == (
        tree.Header(
            word("DEMO"),
            label("Demo"),
            (
                tree.Property(word("version"), word("2025-10-21")),
                tree.Property(word("phase"), word("2")),
                tree.Property(word("sponsor"), label("S")),
            ),
        ),
        tree.SourceDoc(
            word("registry"),
            label("R"),
            (
                tree.SourceItem(tree.ItemRef("inclusion", "3"), label("three")),
                tree.SourceItem(tree.ItemRef("field", "age"), label("old"), label("why")),
            ),
        ),
        tree.Fact(
            "number",
            word("pao2"),
            label("P"),
            unit=unit("mm[Hg]"),
            plausible=tree.Plausible(quantity("-5"), quantity("700")),
            precision=quantity("0.1"),
            molar_mass=quantity("1", unit("g/mol")),
            judged_by=word("lab"),
            codes=(tree.Code(word("LOINC"), label("2703-7")),),
        ),
        tree.Fact("choice", word("sex"), label("Sex"), options=(word("female"), word("male")), missing=word("female")),
        tree.Fact("period", word("p"), label("P"), missing=word("no")),
        tree.Define(word("x"), label("X"), unit("mL"), quantity("1", unit("mL")), label("Cockcroft 1976")),
        tree.Assume(label("A"), tree.Name("a")),
        tree.Criterion(
            "include",
            word("I1"),
            label("I"),
            (tree.ItemRef("inclusion", "3", word("registry")), tree.ItemRef("field", "age")),
            tree.Name("a"),
            (tree.Unless(label("u"), tree.Name("b")), tree.Unless(None, tree.Name("c"))),
            (label("r"),),
        ),
        tree.Patient(
            word("s"),
            label("S"),
            word("t"),
            (
                tree.Given(word("pao2"), quantity("-1", unit("mm[Hg]"))),
                tree.Given(word("sex"), word("female")),
                tree.Given(
                    word("p"), tree.PeriodValue(tree.Timestamp("2025-10-21"), tree.Timestamp("2025-10-22T10:00Z"))
                ),
                tree.Given(word("q"), word("unknown")),
                tree.Given(word("r"), tree.Truth(True)),
            ),
        ),
        tree.Expect(word("s"), "undetermined", needing=(word("a"), word("b"))),
    )


def test_statements_may_share_a_line() -> None:
    found = statements('flag a "A" flag b "B" include c "C" { require a } exclude d "D" { when b }')
    assert [type(s).__name__ for s in found] == ["Fact", "Fact", "Criterion", "Criterion"]


def test_escapes_in_texts() -> None:
    [fact] = statements(r'flag a "say \"no\"\\ then\n\tgo # not a comment"')
    assert isinstance(fact, tree.Fact)
    assert fact.label.text == 'say "no"\\ then\n\tgo # not a comment'


def test_places() -> None:
    text = 'claim "c":\n    (a + b) < 18 a'
    [claim] = statements(text)
    assert isinstance(claim, tree.Claim)
    comparison = claim.condition
    assert isinstance(comparison, tree.Compare)
    assert isinstance(comparison.right, tree.Quantity)
    assert comparison.right.unit is not None
    for node, written in [
        (claim, text),
        (claim.label, '"c"'),
        (comparison, "(a + b) < 18 a"),
        (comparison.left, "(a + b)"),
        (comparison.right, "18 a"),
        (comparison.right.unit, "a"),
    ]:
        assert text[node.span.start : node.span.end] == written


def test_the_module_spans_the_whole_text() -> None:
    assert parse(Source("x", "# nothing\n")).module.span == Span(0, 10)


def test_a_period_may_be_named_like_a_measure_of_time() -> None:
    _, patient = statements('period days "Stay"\npatient p "P" { days from 2025-01-01 to 2025-01-09 }')
    assert isinstance(patient, tree.Patient)
    stay = tree.PeriodValue(tree.Timestamp("2025-01-01"), tree.Timestamp("2025-01-09"))
    assert patient.given == (tree.Given(tree.Word("days"), stay),)


def test_a_time_may_be_counted_from_a_date() -> None:
    (define,) = statements('define x "X" = years from 2025-03-31 to seen')
    assert isinstance(define, tree.Define)
    assert define.body == tree.Elapsed("years", tree.Date("2025-03-31"), tree.Name("seen"))


def test_a_date_may_end_the_condition_of_an_arm() -> None:
    (define,) = statements('define x "X" = case { seen before 2025-03-31: 1, seen before 2025-03-31T10:00: 2 }')
    assert isinstance(define, tree.Define)
    assert isinstance(define.body, tree.Case)
    assert [format_expr(arm.condition) for arm in define.body.arms if arm.condition] == [
        "seen before 2025-03-31",
        "seen before 2025-03-31T10:00",
    ]


def test_words_that_statements_begin_with_are_values_and_names_of_members() -> None:
    choice, number, patient, criterion = statements("""
        choice consent "Who consents" of
            patient,      # the usual case
            representative,
            use
        number n "N" in 1
        patient p "P" { consent patient n 3 }
        include I1 "One" {
            require any of {
                number "Number": n > 2
                patient "Patient": consent = patient and use = consent
                consent is one of { patient, use }
            }
        }
    """)
    assert isinstance(choice, tree.Fact)
    assert [option.text for option in choice.options] == ["patient", "representative", "use"]
    assert number == tree.Fact("number", tree.Word("n"), tree.Text("N"), tree.Unit("1"))
    assert isinstance(patient, tree.Patient)
    assert patient.given[0] == tree.Given(tree.Word("consent"), tree.Word("patient"))
    assert isinstance(criterion, tree.Criterion)
    assert isinstance(criterion.condition, tree.Group)
    assert [member.name and member.name.text for member in criterion.condition.members] == ["number", "patient", None]


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ("ecog 2 smoker yes", [("ecog", "2", None), ("smoker", "yes")]),
        ("ecog 2, smoker yes", [("ecog", "2", None), ("smoker", "yes")]),
        ("phq_1 3 phq_2 -3", [("phq_1", "3", None), ("phq_2", "-3", None)]),
        ("ecog 2 sex female age 54 a", [("ecog", "2", None), ("sex", "female"), ("age", "54", "a")]),
        ("wait 2 d age 54 a", [("wait", "2", "d"), ("age", "54", "a")]),  # a UCUM unit is one
        ("wait 2, d 5", [("wait", "2", None), ("d", "5", None)]),
        ("wait 2\nd 5", [("wait", "2", None), ("d", "5", None)]),
        ("wait 2 'd' d 5", [("wait", "2", "d"), ("d", "5", None)]),
    ],
)
def test_a_word_after_a_number_that_is_no_unit_begins_the_next_fact(
    written: str, given: list[tuple[str | None, ...]]
) -> None:
    (patient,) = statements(f'patient p "P" {{ {written} }}')
    assert isinstance(patient, tree.Patient)
    assert [(one.fact.text, *_said(one.value)) for one in patient.given] == given


def _said(value: tree.Value) -> tuple[str | None, ...]:
    match value:
        case tree.Quantity(number=number, unit=unit):
            return (number, unit.text if unit else None)
        case tree.Truth(value=yes):
            return ("yes" if yes else "no",)
        case tree.Word(text=text):
            return (text,)
        case _:
            raise AssertionError(value)
