"""Program and evidence to a test suite: vignettes, cases of each criterion, and what holds of all patients."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

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
    sequence,
    text,
)
from eligo.backends.python.names import Namer
from eligo.core import nodes as n
from eligo.core.cuts import exactly_double
from eligo.core.program import SCREENING, Criterion, Expectation, Fact, Program, Vignette
from eligo.core.reads import Reads
from eligo.core.residual import parts, selects
from eligo.core.vectors import Direction, Evidence, OtherUnit, Vector

if TYPE_CHECKING:
    from jinja2 import Environment

NONE = Evidence()
LONGEST_NAME = 60
MOST_KNOWN = 12
"""Most moments or periods of the cases among which chance chooses."""


def emit(program: Program, package: str, evidence: Evidence = NONE) -> dict[str, bytes]:
    """The test files of the distribution of a protocol, by their paths inside it.

    They need pytest, hypothesis and the distribution itself, and nothing of eligo.

    Args:
        package: the name of the distribution and of its package.
        evidence: the patients and expected results to write down.
    """
    patients = "".join(_patients(program))
    cases = "".join(_case_tests(program, evidence.vectors))
    exact = "Decimal(" in patients + cases
    template = _environment().get_template("test_eligibility.py.j2")
    source = template.render(
        package=package,
        patients=patients,
        expectations="".join(f"        {laid_out(_expectation(e), ' ' * 8, 0, 1)},\n" for e in program.expectations),
        cases=cases,
        lists=_LISTS if selects(program) else "",
        values=_values(program, evidence.vectors),
        asked_about=_asked_about(program),
        units=_units(evidence.units),
        directions=_directions(evidence.directions),
        offset=_offset(program),
        decimal="from decimal import Decimal\n" if exact else "",
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
            changes = mapping([(name, _value(value)) for name, value in nearest[0].items()])
            yield assignment(key, Call("like", (text(written[nearest[1]].name), changes)))
        else:
            yield assignment(key, mapping([(name, _value(value)) for name, value in vignette.raw if value is not None]))
        written.append(vignette)


def _size(one: tuple[dict[str, object], int]) -> int:
    return len(one[0])


def _apart(base: dict[str, object], raw: dict[str, object]) -> dict[str, object]:
    """What to change of one record to make it another."""
    names = dict.fromkeys([*base, *raw])
    return {name: raw.get(name) for name in names if base.get(name) != raw.get(name)}


def _value(value: object) -> str | Call:
    """A raw value as Python source; an exact number becomes the float or Decimal that means the same."""
    if isinstance(value, dict):
        return mapping([(str(key), _value(part)) for key, part in value.items() if part is not None])
    if isinstance(value, list):
        return Call("", tuple(_value(item) for item in value), "[]")
    if isinstance(value, str):
        return text(value)
    if isinstance(value, Fraction):
        double = exactly_double(value)
        return f'Decimal("{Decimal(value.numerator) / Decimal(value.denominator)}")' if double is None else repr(double)
    if value is None or isinstance(value, bool | int | float):
        return repr(value)
    raise TypeError(f"a vignette holds a {type(value).__name__}")


def _expectation(expected: Expectation) -> Argument:
    because = "None" if expected.because is None else _names(expected.because)
    needing = "None" if expected.needing is None else _names(expected.needing)
    identity = Keyword("id", text(f"{expected.patient} {expected.verdict}"))
    return Call("pytest.param", (text(expected.patient), text(expected.verdict), because, needing, identity))


def _names(names: tuple[str, ...]) -> Call:
    return Call("", tuple(text(name) for name in names), "[]")


# ---------------------------------------------------------------- criteria


def _case_tests(program: Program, vectors: tuple[Vector, ...]) -> Iterator[str]:
    namer = Namer()
    for criterion in program.criteria:
        own = [vector for vector in vectors if vector.subject == criterion.name]
        if own:
            yield _case_test(criterion, own, namer)


def _case_test(criterion: Criterion, own: list[Vector], namer: Namer) -> str:
    rows = "".join(f"        {laid_out(_case(vector), ' ' * 8, 0, 1)},\n" for vector in own)
    name = namer.attribute(f"test_{criterion.name}_{_words(criterion.label)}")
    return (
        f"\n\n# {comment(criterion.name)}: {comment(criterion.label)}\n"
        f'@pytest.mark.parametrize(\n    "case",\n    [\n{rows}    ],\n)\n'
        f"def {name}(case: Case) -> None:\n"
        f"    check({text(criterion.name)}, case)\n"
    )


def _words(label: str) -> str:
    """A label as part of a name, cut after a whole word."""
    made = "_".join(re.findall(r"[a-z0-9]+", label.lower()))
    return made if len(made) <= LONGEST_NAME else made[:LONGEST_NAME].rpartition("_")[0]


def _case(vector: Vector) -> Call:
    change = mapping([(name, _value(value)) for name, value in vector.change])
    expected = {
        "failed": vector.failed,
        "unknown": vector.unknown,
        "needs": vector.needs,
        "implausible": vector.implausible,
    }
    named = tuple(Keyword(name, _names(values)) for name, values in expected.items() if values)
    title = comment(vector.title, 110)
    return Call("case", (text(title), text(vector.patient), change, text(vector.verdict), *named))


# ---------------------------------------------------------------- patients of all kinds


def _values(program: Program, vectors: tuple[Vector, ...]) -> str:
    limits = _known(program, vectors)
    entries = [Keyword(text(f.name), _strategy_of(f, limits), ": ") for f in program.facts]
    return "".join(f"    {laid_out(entry, '    ', 0, 1)},\n" for entry in entries)


_LISTS = """def entries(fields: dict[str, st.SearchStrategy[object]]) -> st.SearchStrategy[object]:
    \"\"\"Lists of entries that may lack some, complete ones, and none.\"\"\"
    found = st.lists(st.fixed_dictionaries({}, optional=fields), max_size=3)
    return found | found.map(lambda listed: {"entries": listed, "complete": True}) | st.just(False)


def samples(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    \"\"\"One value, or several with their times.\"\"\"
    return values | st.lists(st.fixed_dictionaries({"value": values}, optional={"time": MOMENTS}), max_size=3)


"""
"""Strategies that only protocols with records that repeat need."""


def _strategy_of(fact: Fact, known: dict[str, list[object]]) -> str | Call:
    """The strategy of a fact, which may repeat."""
    if fact.kind == "events":
        fields = [(_short(field), _strategy(field, known.get(field.name, []))) for field in fact.fields]
        return Call("entries", (mapping(fields),))
    if not fact.repeated:
        return _strategy(fact, known.get(fact.name, []))
    return Call("samples", (_strategy(fact, [*known.get(fact.name, []), *known.get(f"{fact.name}.value", [])]),))


def _short(field: Fact) -> str:
    return field.name.rpartition(".")[2]


def _strategy(fact: Fact, known: list[object]) -> str | Call:
    match fact.kind:
        case "flag":
            return "st.booleans()"
        case "choice":
            return Call("st.sampled_from", (_names(fact.options),))
        case "moment":
            never = "" if fact.name == SCREENING else " | st.just(False)"
            return f"{_sampled(known, str)}MOMENTS{never}"
        case "period":
            return f"{_sampled(known, dict)}PERIODS"
        case "events":
            return "st.none()"
        case "number":
            low, high = fact.plausible or (Fraction(-1000), Fraction(1000))
            step = fact.precision or Fraction(1, 100)
            values = [value for value in known if isinstance(value, int | float | Fraction)]
            shown = Call("", tuple(_value(value) for value in dict.fromkeys([*values, *_limits_of(low)])), "[]")
            return Call("numbers", (text(str(low)), text(str(high)), text(str(step)), shown))


def _limits_of(low: Fraction) -> tuple[float, ...]:
    return (float(low),)


def _sampled(known: list[object], kind: type) -> str:
    """Some values of the cases, put before a strategy."""
    values = [value for value in known if isinstance(value, kind)][:MOST_KNOWN]
    return f"st.sampled_from({flat(Call('', tuple(map(_value, values)), '[]'))}) | " if values else ""


def _known(program: Program, vectors: tuple[Vector, ...]) -> dict[str, list[object]]:
    """The values of each fact in the patients and cases, those of its entries by its fields' full names."""
    found: dict[str, list[object]] = {}
    given = [pair for v in program.vignettes for pair in v.raw] + [pair for v in vectors for pair in v.change]
    for name, value in given:
        if isinstance(value, list) or (isinstance(value, dict) and "entries" in value):
            for entry in value if isinstance(value, list) else value["entries"]:
                for field, inner in entry.items() if isinstance(entry, dict) else (("value", entry),):
                    _add(found.setdefault(f"{name}.{field}", []), inner)
        elif not isinstance(value, bool) and value is not None:
            _add(found.setdefault(name, []), value)
    return found


def _add(known: list[object], value: object) -> None:
    if value not in known and not isinstance(value, bool):
        known.append(value)


def _offset(program: Program) -> str:
    """The UTC offset that the moments of the vignettes carry: within one record all do, or none."""
    screenings = [value for v in program.vignettes for name, value in v.raw if name == SCREENING]
    match = re.search(r"T.*?(Z|[+-]\d\d:\d\d)$", str(screenings[0])) if screenings else None
    return match[1] if match else ""


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
    other = {name: in_other_unit(name, value) for name, value in record.items()}
    assert found(screen(other)) == found(screen(record))


def in_other_unit(name: str, value: Any) -> Any:
    """The same measurement in another unit, exactly; any other value as it is."""
    if name not in UNITS or isinstance(value, bool) or not isinstance(value, int | float):
        return value
    unit, factor = UNITS[name]
    return {"value": Fraction(str(value)) * Fraction(factor), "unit": unit}
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
    worse, good = (screen({**record, fact: value}) for value in values)
    if fact not in worse.implausible and fact not in good.implausible:
        assert RANK[worse.outcomes[criterion].value] <= RANK[good.outcomes[criterion].value]
'''


def _asked_about(program: Program) -> str:
    """The facts whose absence is itself an answer: read by ``is known`` or ``otherwise``, or with a default."""
    reads = Reads(program)
    found = {fact.name for fact in program.facts if fact.missing is not None}
    waiting: list[object] = [*(c.condition for c in program.criteria), *(d.body for d in program.definitions)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, n.Known):
            found |= reads.of(node)
        if isinstance(node, n.FirstKnown):
            found |= {fact for operand in node.operands[:-1] for fact in reads.of(operand)}
        waiting.extend(parts(node))
    names = sequence([text(fact.name) for fact in program.facts if fact.name in found])
    head = "ASKED_ABOUT: frozenset[str] = "
    return head + laid_out(Call("frozenset", (names,) if found else ()), before=len(head))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("eligo.backends.pytest", "templates"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,
    )
