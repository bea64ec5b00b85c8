"""Program and evidence to a test suite: vignettes, cases of each criterion, and what holds of all patients."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from eligo.backends.pytest.strategies import LISTS, asked_about, calendar, offset, strategies
from eligo.backends.pytest.values import names_of, value_of
from eligo.backends.python.layout import (
    Argument,
    Call,
    Keyword,
    assignment,
    comment,
    exceptions,
    flat,
    laid_out,
    long_lines,
    mapping,
    text,
)
from eligo.backends.python.names import Namer
from eligo.core.program import Criterion, Expectation, Program, Vignette
from eligo.core.residual import selects
from eligo.core.vectors import Completion, Contradiction, Direction, Evidence, Gap, OtherUnit, Vector

if TYPE_CHECKING:
    from jinja2 import Environment

NONE = Evidence()
LONGEST_NAME = 60


def emit(program: Program, package: str, evidence: Evidence = NONE) -> dict[str, bytes]:
    """The test files of the distribution of a protocol, by their paths inside it.

    They need pytest, hypothesis and the distribution itself, and nothing of eligo.

    Args:
        package: the name of the distribution and of its package.
        evidence: the patients and expected results to write down.
    """
    patients = "".join(_patients(program))
    cases = "".join(_case_tests(program, evidence)) + _contradictions(evidence.contradictions)
    exact = "Decimal(" in patients + cases
    template = _environment().get_template("test_eligibility.py.j2")
    source = template.render(
        package=package,
        patients=patients,
        expectations="".join(f"        {laid_out(_expectation(e), ' ' * 8, 0, 1)},\n" for e in program.expectations),
        cases=cases,
        lists=LISTS if selects(program) else "",
        values=strategies(program, evidence.vectors),
        asked_about=asked_about(program),
        calendar=calendar(program),
        units=_units(evidence.units),
        directions=_directions(evidence.directions),
        completions=_completions(evidence.completions),
        offset=offset(program),
        decimal="from decimal import Decimal\n" if exact else "",
        brief=any(vector.outcome for vector in evidence.vectors),
    )
    return {"tests/test_eligibility.py": source.replace("@EXCEPTIONS@", exceptions(long_lines(source)), 1).encode()}


# ---------------------------------------------------------------- vignettes


def _patients(program: Program) -> Iterator[str]:
    """Each vignette by what sets it apart from an earlier one, or whole where that is shorter."""
    written: list[Vignette] = []
    for vignette in program.vignettes:
        raw = dict(vignette.raw)
        nearest = min(((_apart(dict(other.raw), raw), i) for i, other in enumerate(written)), default=None, key=_size)
        key = f"PATIENTS[{text(vignette.name)}]"
        yield f"# {comment(vignette.label)}\n"
        if nearest is not None and len(nearest[0]) < len(raw) // 2:
            changes = mapping([(name, value_of(value)) for name, value in nearest[0].items()])
            yield assignment(key, Call("like", (text(written[nearest[1]].name), changes)))
        else:
            yield assignment(
                key, mapping([(name, value_of(value)) for name, value in vignette.raw if value is not None])
            )
        written.append(vignette)


def _size(one: tuple[dict[str, object], int]) -> int:
    return len(one[0])


def _apart(base: dict[str, object], raw: dict[str, object]) -> dict[str, object]:
    """What to change of one record to make it another."""
    names = dict.fromkeys([*base, *raw])
    return {name: raw.get(name) for name in names if base.get(name) != raw.get(name)}


def _expectation(expected: Expectation) -> Argument:
    because = "None" if expected.because is None else names_of(expected.because)
    needing = "None" if expected.needing is None else names_of(expected.needing)
    identity = Keyword("id", text(f"{expected.patient} {expected.verdict}"))
    return Call("pytest.param", (text(expected.patient), text(expected.verdict), because, needing, identity))


# ---------------------------------------------------------------- criteria


def _case_tests(program: Program, evidence: Evidence) -> Iterator[str]:
    namer = Namer(_own_tests())
    cases: dict[str, list[Vector]] = {}
    for vector in evidence.vectors:
        cases.setdefault(vector.subject, []).append(vector)
    tables: list[tuple[str, str]] = []
    for criterion in program.criteria:
        own = cases.get(criterion.name)
        if own:
            # The table has a name of its own, because pytest shows the whole of a test that fails.
            tables.append((criterion.name, namer.attribute(f"{criterion.name}_CASES")))
            yield _case_test(criterion, own, tables[-1][1], namer, _not_shown(criterion, evidence.gaps))
    if selects(program):
        yield assignment("\n\nTABLES", mapping(tables))


def _own_tests() -> list[str]:
    """The tests that the file has whatever the criteria are called."""
    template = (resources.files(__package__) / "templates" / "test_eligibility.py.j2").read_text("utf-8")
    return re.findall(r"def (test_\w+)", "".join((template, _CONTRADICTIONS, _UNITS, _DIRECTIONS, _COMPLETIONS)))


def _case_test(criterion: Criterion, own: list[Vector], table: str, namer: Namer, not_shown: str) -> str:
    rows = "".join(f"    {laid_out(_case(vector), ' ' * 4, 0, 1)},\n" for vector in own)
    name = namer.attribute(f"test_{criterion.name}_{_words(criterion.label)}")
    return (
        f"\n\n# {comment(criterion.name)}: {comment(criterion.label)}\n{not_shown}"
        f"{table} = [\n{rows}]\n\n\n"
        f'@pytest.mark.parametrize("case", {table})\n'
        f"def {name}(case: Case) -> None:\n"
        f"    check({text(criterion.name)}, case)\n"
    )


def _not_shown(criterion: Criterion, gaps: tuple[Gap, ...]) -> str:
    """What the table of a criterion does not show, in the lines above it."""
    own = {
        lacking: [gap for gap in gaps if (gap.criterion, gap.lacking) == (criterion.name, lacking)] for lacking in _GAPS
    }
    return "".join(
        f"# {_GAPS[lacking]}\n" + "".join(f"# - {comment(gap.condition, 112)}\n" for gap in some if gap.condition)
        for lacking, some in own.items()
        if some
    )


_GAPS = {
    "pair": "No pair of patients was found whom this condition sets apart:",
    "unknown": "No patient was found of whom it matters that this is not known:",
    "alone": "No patient was found who fails this criterion and no other.",
}


def _words(label: str) -> str:
    """A label as part of a name, cut after a whole word."""
    made = "_".join(re.findall(r"[a-z0-9]+", label.lower()))
    return made if len(made) <= LONGEST_NAME else made[:LONGEST_NAME].rpartition("_")[0]


def _case(vector: Vector) -> Call:
    change = mapping([(name, value_of(value)) for name, value in vector.change])
    expected = {
        "failed": vector.failed,
        "unknown": vector.unknown,
        "needs": vector.needs,
        "implausible": vector.implausible,
    }
    named = [Keyword(name, names_of(values)) for name, values in expected.items() if values]
    if vector.outcome:
        named.append(Keyword("outcome", text(vector.outcome)))
    title = comment(vector.title, 110)
    return Call("case", (text(title), text(vector.patient), change, text(vector.verdict), *named))


# ---------------------------------------------------------------- assumptions


def _contradictions(contradictions: tuple[Contradiction, ...]) -> str:
    if not contradictions:
        return ""
    rows = "".join(f"        {laid_out(_contradiction(one), ' ' * 8, 0, 1)},\n" for one in contradictions)
    return _CONTRADICTIONS.replace("@ROWS@", rows)


def _contradiction(one: Contradiction) -> Call:
    change = mapping([(name, value_of(value)) for name, value in one.change])
    identity = Keyword("id", text(comment(one.title, 110)))
    return Call("pytest.param", (text(one.patient), change, names_of(one.conflicts), identity))


_CONTRADICTIONS = """

# ---------------------------------------------------------------- what the protocol assumes of every patient


@pytest.mark.parametrize(
    ("patient", "changes", "conflicts"),
    [
@ROWS@    ],
)
def test_contradicted_assumptions_are_told(patient: str, changes: Record, conflicts: list[str]) -> None:
    record = like(patient, changes)
    for way, result in each_way(record).items():
        rule = f"screened as {way} this contradicts {', '.join(conflicts) or 'nothing'}"
        assert list(result.conflicts) == conflicts, shown(rule, record)
"""


# ---------------------------------------------------------------- properties with tables


def _units(units: tuple[OtherUnit, ...]) -> str:
    if not units:
        return ""
    rows = [(unit.fact, Call("", (text(unit.unit), text(str(unit.factor))))) for unit in units]
    return assignment("\n\nUNITS: dict[str, tuple[str, str]]", mapping(rows)) + _UNITS


_UNITS = '''"""Another unit for each number, and how many of it are one of the declared unit."""


@quietly
@given(RECORDS)
def test_the_same_patient_in_other_units_has_the_same_result(record: Record) -> None:
    for one in (record, plainly(record)):
        expected, got = screen(one), screen(in_other_units(one))
        assert found(got) == found(expected), told(
            "made by chance", in_other_units(one), "one in other units", of_result(expected), of_result(got)
        )
        agree("made by chance, the same numbers of other units", in_other_units(one, converted=False))


def in_other_units(record: Record, converted: bool = True) -> Record:
    """The same patient with each number in another unit, or another patient with the same number of that unit."""
    return {name: in_other_unit(name, value, converted) for name, value in record.items()}


def in_other_unit(name: str, value: Any, converted: bool) -> Any:
    """A measurement in another unit, exactly, also in a list; any other value as it is."""
    if isinstance(value, list):
        return [in_other_unit(name, entry, converted) for entry in value]
    if isinstance(value, dict) and "unit" not in value:
        if "value" in value:
            measured = in_other_unit(name, value["value"], converted)
            return {**value, **measured} if isinstance(measured, dict) else value
        names = {part: name if part == "entries" else f"{name}.{part}" for part in value}
        return {part: in_other_unit(names[part], inner, converted) for part, inner in value.items()}
    if name not in UNITS or isinstance(value, bool) or not isinstance(value, int | float):
        return value
    unit, factor = UNITS[name]
    return {"value": Fraction(str(value)) * Fraction(factor) if converted else value, "unit": unit}
'''


def _directions(directions: tuple[Direction, ...]) -> str:
    if not directions:
        return ""
    rows = "".join(
        f"        {flat(Call('', (text(d.criterion), text(d.fact), text(d.better))))},\n" for d in directions
    )
    return _DIRECTIONS.replace("@ROWS@", rows)


_DIRECTIONS = '''

@pytest.mark.parametrize(
    ("criterion", "fact", "better"),
    [
@ROWS@    ],
)
@settings(deadline=None, max_examples=30)
@given(record=RECORDS, data=st.data())
def test_a_better_value_never_makes_a_criterion_worse(
    criterion: str, fact: str, better: str, record: Record, data: st.DataObject
) -> None:
    """Lower (or higher) values of some facts can only help: a pass never becomes unknown or a fail."""
    values = sorted([data.draw(VALUES[fact]), data.draw(VALUES[fact])], reverse=better == "lower")
    one, other = ({**record, fact: value} for value in values)
    worse, good = screen(one), screen(other)
    if fact not in worse.implausible and fact not in good.implausible:
        rule = f"a {better} {fact} never makes {named(criterion)} worse"
        assert RANK[worse.outcomes[criterion].value] <= RANK[good.outcomes[criterion].value], shown(rule, one, other)
'''


def _completions(completions: tuple[Completion, ...]) -> str:
    if not completions:
        return ""
    rows = "".join(f"        {laid_out(_completion(completion), ' ' * 8, 0, 1)},\n" for completion in completions)
    return _COMPLETIONS.replace("@ROWS@", rows)


def _completion(made: Completion) -> Call:
    return Call("", (text(made.patient), text(made.fact), names_of(made.needs), text(made.verdict)))


_COMPLETIONS = '''

@pytest.mark.parametrize(
    ("patient", "fact", "needs", "verdict"),
    [
@ROWS@    ],
)
def test_what_is_needed_can_decide(patient: str, fact: str, needs: list[str], verdict: str) -> None:
    """Without one fact the patient is undetermined and needs it, and nothing that is not named; with it, definite."""
    whole = PATIENTS[patient]
    left = {name: value for name, value in whole.items() if name != fact}
    rule = f"without {fact} {patient} needs {', '.join(needs)}, and with it is {verdict}"
    assert screen(left).verdict is Verdict.UNDETERMINED, shown(rule, left)
    assert (list(screen(left).needs), fact in needs) == (needs, True), shown(rule, left)
    assert screen(whole).verdict == verdict, shown(rule, whole)
'''


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("eligo.backends.pytest", "templates"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,
    )
