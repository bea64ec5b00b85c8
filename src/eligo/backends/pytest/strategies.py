"""The values from which the patients of the properties are drawn, made from the data dictionary and the cases."""

from __future__ import annotations

import re
from fractions import Fraction

from eligo.backends.pytest.values import names_of, value_of
from eligo.backends.python.layout import Call, Keyword, laid_out, mapping, sequence, text
from eligo.core import nodes as n
from eligo.core.passed import MONTHS
from eligo.core.program import SCREENING, Fact, Program
from eligo.core.reads import Reads
from eligo.core.residual import names_in, parts
from eligo.core.values import Duration
from eligo.core.vectors import Vector

MOST_KNOWN = 12
"""Most moments or periods of the cases among which chance chooses."""


def strategies(program: Program, vectors: tuple[Vector, ...]) -> str:
    limits = _known(program, vectors)
    entries = [Keyword(text(f.name), _strategy_of(f, limits), ": ") for f in program.facts]
    return "".join(f"    {laid_out(entry, '    ', 0, 1)},\n" for entry in entries)


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
            return Call("st.sampled_from", (names_of(fact.options),))
        case "moment":
            return Call("moments" if fact.name == SCREENING else "moments_or_never", (_sampled(known, str),))
        case "period":
            return Call("periods", (_sampled(known, dict),))
        case _:  # a number; entries have a strategy for each field
            low, high = fact.plausible or (Fraction(-1000), Fraction(1000))
            step = fact.precision or Fraction(1, 100)
            values = [value for value in known if isinstance(value, int | float | Fraction)]
            shown = Call("", tuple(value_of(value) for value in dict.fromkeys([*values, float(low)])), "[]")
            return Call("numbers", (text(str(low)), text(str(high)), text(str(step)), shown))


def _sampled(known: list[object], kind: type) -> Call:
    """Some values of the cases."""
    values = [value for value in known if isinstance(value, kind)][:MOST_KNOWN]
    return Call("", tuple(map(value_of, values)), "[]")


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


def offset(program: Program) -> str:
    """The UTC offset that the moments of the vignettes carry: within one record all do, or none."""
    screenings = [value for v in program.vignettes for name, value in v.raw if name == SCREENING]
    match = re.search(r"T.*?(Z|[+-]\d\d:\d\d)$", str(screenings[0])) if screenings else None
    return match[1] if match else ""


def asked_about(program: Program) -> str:
    """The facts whose absence is itself an answer: read by ``is known`` or ``otherwise``, or with a default."""
    reads = Reads(program)
    found = {fact.name for fact in program.facts if fact.missing is not None}
    waiting: list[object] = [*(c.condition for c in program.criteria), *(d.body for d in program.definitions)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, n.Known):
            found |= reads.of(node)
        if isinstance(node, n.FirstKnown | n.FirstMoment):
            found |= {fact for operand in node.operands[:-1] for fact in reads.of(operand)}
        waiting.extend(parts(node))
    names = sequence([text(fact.name) for fact in program.facts if fact.name in found])
    head = "ASKED_ABOUT: frozenset[str] = "
    return head + laid_out(Call("frozenset", (names,) if found else ()), before=len(head))


def calendar(program: Program) -> str:
    """The criteria that count calendar months or years; empty when none does."""
    counting: set[str] = set()
    for name in program.order:  # whatever a name refers to comes before it
        body = program.body(name)
        if not counting.isdisjoint(names_in(body)) or _counts_months(body):
            counting.add(name)
    names = [text(criterion.name) for criterion in program.criteria if criterion.name in counting]
    head = "CALENDAR = "
    return head + laid_out(Call("frozenset", (sequence(names),)), before=len(head)) if names else ""


def _counts_months(body: object) -> bool:
    """Whether a node itself counts months, not by what it refers to."""
    waiting = [body]
    while waiting:
        node = waiting.pop()
        lengths = (getattr(node, name, None) for name in ("low", "high", "duration"))
        if any(isinstance(length, Duration) and length.months for length in lengths):
            return True
        if isinstance(node, n.Elapsed) and node.measure in MONTHS:
            return True
        waiting.extend(parts(node))
    return False
