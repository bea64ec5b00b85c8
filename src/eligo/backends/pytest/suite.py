"""Program to a test suite: its vignettes, every edge of its criteria, and what holds of all patients."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from eligo.backends.pytest.edges import SIDES, Edge, Edges
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
    sequence,
    text,
)
from eligo.backends.python.names import Namer
from eligo.core import nodes as n
from eligo.core.cuts import exactly_double
from eligo.core.program import SCREENING, Criterion, Expectation, Fact, Program
from eligo.core.reads import Reads
from eligo.core.residual import parts, selects

if TYPE_CHECKING:
    from jinja2 import Environment


def emit(program: Program, package: str) -> dict[str, bytes]:
    """The test files of the distribution of a protocol, by their paths inside it.

    They need pytest, hypothesis and the distribution itself, and nothing of eligo.
    """
    patients = assignment("PATIENTS: dict[str, dict[str, object]]", _patients(program)).rstrip("\n")
    exact = "Decimal(" in patients
    template = _environment().get_template("test_eligibility.py.j2")
    source = template.render(
        package=package,
        patients=patients,
        expectations="".join(f"        {laid_out(_expectation(e), ' ' * 8, 0, 1)},\n" for e in program.expectations),
        edges="".join(_edge_tests(program)),
        lists=_LISTS if selects(program) else "",
        values=_values(program),
        asked_about=_asked_about(program),
        decimal="from decimal import Decimal\n" if exact else "",
    )
    return {"tests/test_eligibility.py": source.replace("@EXCEPTIONS@", exceptions(long_lines(source)), 1).encode()}


# ---------------------------------------------------------------- vignettes


def _patients(program: Program) -> Call:
    return mapping([(v.name, mapping([(name, _value(value)) for name, value in v.raw])) for v in program.vignettes])


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


# ---------------------------------------------------------------- edges


def _edge_tests(program: Program) -> Iterator[str]:
    edges, namer = Edges(program), Namer()
    for criterion in program.criteria:
        found = list(edges.of(criterion))
        if found:
            yield _edge_test(criterion, found, namer)


def _edge_test(criterion: Criterion, found: list[Edge], namer: Namer) -> str:
    cases = "".join(
        f"        {laid_out(_case(edge, index), ' ' * 8, 0, 1)},\n" for edge in found for index in range(len(SIDES))
    )
    name = namer.local(f"test_edges_of_{criterion.name}")
    return (
        f"\n\n# {comment(criterion.name)}: {comment(criterion.label)}\n"
        f'@pytest.mark.parametrize(\n    ("patient", "change", "outcome"),\n    [\n{cases}    ],\n)\n'
        f"def {name}(patient: str, change: dict[str, object], outcome: str) -> None:\n"
        f"    assert outcome_of(patient, change, {text(criterion.name)}) == outcome\n"
    )


def _case(edge: Edge, index: int) -> Call:
    value = _value(edge.values[index])
    shown = value.strip('"') if isinstance(value, str) else f"from {edge.start_of(index)}"
    identity = text(f"{edge.fact} {SIDES[index]} its limit: {shown}")
    change = mapping([*((name, "None") for name in edge.cleared), (edge.fact, value)])
    return Call("pytest.param", (text(edge.patient), change, text(edge.outcomes[index]), Keyword("id", identity)))


# ---------------------------------------------------------------- patients of all kinds


def _values(program: Program) -> str:
    limits = _limits(program)
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


def _strategy_of(fact: Fact, limits: dict[str, list[Fraction]]) -> str | Call:
    """The strategy of a fact, which may repeat."""
    if fact.kind == "events":
        fields = [
            (field.name.rpartition(".")[2], _strategy(field, limits.get(field.name, []))) for field in fact.fields
        ]
        return Call("entries", (mapping(fields),))
    if not fact.repeated:
        return _strategy(fact, limits.get(fact.name, []))
    every = {*limits.get(fact.name, []), *limits.get(f"{fact.name}.value", [])}
    return Call("samples", (_strategy(fact, sorted(every)),))


def _strategy(fact: Fact, limits: list[Fraction]) -> str | Call:
    match fact.kind:
        case "flag":
            return "st.booleans()"
        case "choice":
            return Call("st.sampled_from", (_names(fact.options),))
        case "moment":
            return "MOMENTS" if fact.name == SCREENING else "MOMENTS | st.just(False)"
        case "period":
            return "PERIODS"
        case "events":
            return "st.none()"
        case "number":
            low, high = fact.plausible or (Fraction(-1000), Fraction(1000))
            ends = [float(low), float(high)]
            inside = [float(limit) for limit in limits if low <= limit <= high]
            known = Call("", tuple(repr(value) for value in dict.fromkeys([*ends, *inside])), "[]")
            return Call("numbers", (*map(repr, ends), known))


def _limits(program: Program) -> dict[str, list[Fraction]]:
    """The constants that each fact is compared with directly."""
    found: dict[str, list[Fraction]] = {}
    waiting: list[object] = [*(c.condition for c in program.criteria), *(d.body for d in program.definitions)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, n.Compare) and isinstance(node.right, n.Number):
            for fact in _measured(node.left, program):
                found.setdefault(fact, []).append(node.right.value)
        waiting.extend(parts(node))
    return {fact: sorted(set(values)) for fact, values in found.items()}


def _measured(node: object, program: Program) -> Iterator[str]:
    """The facts that a number may be the value of, names looked through."""
    waiting, seen = [node], set()
    while waiting:
        match waiting.pop():
            case n.Measured(fact):
                yield fact
            case n.Pick(value=value):
                waiting.append(value)
            case n.FirstKnown(operands):
                waiting.extend(operands)
            case n.NumberRef(name) if name not in seen:
                seen.add(name)
                waiting.append(program.definition[name].body)


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
