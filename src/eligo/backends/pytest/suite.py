"""Program and evidence to a test suite: vignettes, cases of each criterion, and what holds of all patients."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from eligo.backends.pytest.strategies import asked_about, calendar, offset, strategies
from eligo.backends.pytest.values import names_of, value_of
from eligo.backends.python.layout import (
    Argument,
    Call,
    Keyword,
    assignment,
    comment,
    exceptions,
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
TEMPLATE = "test_eligibility.py.j2"


def emit(program: Program, package: str, evidence: Evidence = NONE) -> dict[str, bytes]:
    """The test files of the distribution of a protocol, by their paths inside it.

    They need pytest, hypothesis and the distribution itself, and nothing of eligo.

    Args:
        package: the name of the distribution and of its package.
        evidence: the patients and expected results to write down.
    """
    patients = "".join(_patients(program))
    cases = "".join(_case_tests(program, evidence))
    exact = "Decimal(" in patients + cases
    template = _environment().get_template(TEMPLATE)
    source = template.render(
        package=package,
        patients=patients,
        expectations=_rows(map(_expectation, program.expectations)),
        cases=cases,
        lists=selects(program),
        eligible=_eligible(program),
        contradictions=_rows(map(_contradiction, evidence.contradictions)),
        values=strategies(program, evidence.vectors),
        asked_about=asked_about(program),
        calendar=calendar(program),
        units=_units(evidence.units),
        directions=_rows(map(_direction, evidence.directions)),
        completions=_rows(map(_completion, evidence.completions)),
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


def _eligible(program: Program) -> str:
    names = (expected.patient for expected in program.expectations if expected.verdict == "eligible")
    return assignment("ELIGIBLE: list[str]", Call("", tuple(map(text, dict.fromkeys(names))), "[]"))


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
    template = (resources.files(__package__) / "templates" / TEMPLATE).read_text("utf-8")
    return re.findall(r"def (test_\w+)", template)


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


def _contradiction(one: Contradiction) -> Call:
    change = mapping([(name, value_of(value)) for name, value in one.change])
    identity = Keyword("id", text(comment(one.title, 110)))
    return Call("pytest.param", (text(one.patient), change, names_of(one.conflicts), identity))


# ---------------------------------------------------------------- properties with tables


def _units(units: tuple[OtherUnit, ...]) -> str:
    rows = [(unit.fact, Call("", (text(unit.unit), text(str(unit.factor))))) for unit in units]
    return assignment("UNITS: dict[str, tuple[str, str]]", mapping(rows)) if rows else ""


def _direction(one: Direction) -> Call:
    return Call("", (text(one.criterion), text(one.fact), text(one.better)))


def _completion(one: Completion) -> Call:
    return Call("", (text(one.patient), text(one.fact), names_of(one.needs), text(one.verdict)))


def _rows(rows: Iterable[Argument]) -> str:
    """The rows of a test with parameters."""
    return "".join(f"        {laid_out(row, ' ' * 8, 0, 1)},\n" for row in rows)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("eligo.backends.pytest", "templates"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,
    )
