"""Data dictionary to the fields of a pydantic model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from eligo.backends.python.layout import INDENT, Argument, Call, Keyword, laid_out, mapping, sequence, text
from eligo.backends.python.names import Namer
from eligo.core.cuts import exactly_double
from eligo.core.program import SCREENING, Fact, Program

_KINDS = {"number": "Number", "moment": "Moment", SCREENING: "Screening", "period": "Period", "list": "List"}
FIELD_KINDS = {kind: f"{name}Field" for kind, name in _KINDS.items()}
VALUE_KINDS = {kind: f"{name}Value" for kind, name in _KINDS.items()}


@dataclass(frozen=True, slots=True)
class Model:
    """The parts of the patient module that the data dictionary decides."""

    fields: str
    choices: str
    names: str
    timed: str
    typing: str
    field_kinds: str
    value_kinds: str


def attribute_names(program: Program, taken: frozenset[str]) -> dict[str, str]:
    """Each fact's attribute: its own name wherever Python and pydantic leave it free, and never another fact's."""
    prefixes = ("model_", "pydantic_")
    names = [fact.name for fact in program.facts]
    own = {name for name in names if Namer(taken, forbidden_prefixes=prefixes).attribute(name) == name}
    others = Namer({*taken, *names}, forbidden_prefixes=prefixes)
    return {name: name if name in own else others.attribute(name) for name in names}


def model(program: Program, attributes: Mapping[str, str]) -> Model:
    """Write the fields of the patient."""
    classes = Namer(attributes.values())
    kinds = {_kind(fact) for fact in program.facts}
    fields, choices = [], []
    for fact in program.facts:
        annotation, alias = _annotation(fact, classes)
        choices.append(alias)
        fields.append(_field(fact, attributes[fact.name], annotation))
    renamed = [(a, text(name)) for name, a in attributes.items() if a != name]
    timed = [(attributes[f.name], text(f.name)) for f in program.facts if _kind(f) not in ("number", "flag", "choice")]
    typing = ["TYPE_CHECKING", "Annotated", "Any", *(["Literal"] if "choice" in kinds else [])]
    return Model(
        fields="\n".join(fields),
        choices="".join(choices),
        names=laid_out(mapping(renamed), before=len("NAMES: dict[str, str] = ")),
        timed=laid_out(mapping(timed), before=len("TIMED = ")),
        typing=", ".join(typing),
        field_kinds=", ".join(sorted(FIELD_KINDS[k] for k in kinds if k in FIELD_KINDS)),
        value_kinds=", ".join(sorted(VALUE_KINDS[k] for k in kinds if k in VALUE_KINDS)),
    )


def _annotation(fact: Fact, classes: Namer) -> tuple[str, str]:
    """The type of a field, and the definition that it needs."""
    kind = _kind(fact)
    if kind == "flag":
        return "bool | None", ""
    if kind == "choice":
        name = classes.attribute("".join(part.title() for part in fact.name.split("_")) + "Value")
        options = Call("Literal", tuple(text(option) for option in fact.options), "[]")
        return f"{name} | None", f"{name} = {laid_out(options, before=len(name) + 3)}\n"
    return f"Annotated[{VALUE_KINDS[kind]}, {FIELD_KINDS[kind]}({text(fact.name)})]", ""


def _kind(fact: Fact) -> str:
    """What its values are to Python: of a fact that repeats, a list; the moment of screening is a kind of its own."""
    if fact.name == SCREENING:
        return SCREENING
    return "list" if fact.repeated or fact.kind == "events" else fact.kind


def _field(fact: Fact, attribute: str, annotation: str) -> str:
    arguments: list[Argument] = [Keyword("default", "None")]
    if attribute != fact.name:
        arguments.append(Keyword("alias", text(fact.name)))
    if _kind(fact) == "flag":
        arguments.append(Keyword("strict", "True"))
    arguments.append(Keyword("title", text(fact.label)))
    arguments.append(Keyword("description", text(". ".join(_described(fact)))))
    extra = list(_extra(fact))
    if extra:
        arguments.append(Keyword("json_schema_extra", mapping(extra)))
    inner = INDENT * 2
    lines = "".join(f"{inner}{laid_out(argument, inner, 0, 1)},\n" for argument in arguments)
    return f"{INDENT}{attribute}: {annotation} = Field(\n{lines}{INDENT})\n"


def _described(fact: Fact) -> Iterator[str]:
    yield fact.label
    if fact.kind == "number":
        yield "A pure number" if fact.unit == "1" else f"In {fact.unit}, or in any unit that converts to it"
    if fact.plausible is not None:
        yield f"Plausible from {_decimal(fact.plausible[0])} to {_decimal(fact.plausible[1])}"
    if fact.roles:
        yield fact.roles[0].upper() + fact.roles[1:]
    if _kind(fact) == "list":
        yield f"Repeats: {', '.join(field.name.rpartition('.')[2] for field in fact.fields)}"
    if fact.missing is not None:
        yield "When it is missing the protocol's default holds"


def _extra(fact: Fact) -> Iterator[tuple[str, str | Call]]:
    if fact.unit:
        yield "unit", text(fact.unit)
    if fact.codes:
        codes = [mapping([("system", text(c.system)), ("code", text(c.code))]) for c in fact.codes]
        yield "codes", Call("", tuple(codes), "[]")
    if fact.value_sets:
        yield "value_sets", Call("", tuple(map(text, fact.value_sets)), "[]")


def _decimal(value: Fraction) -> str:
    double = exactly_double(value)
    if value.denominator == 1:
        return str(value.numerator)
    return str(value) if double is None else repr(double)


def facts_constant(program: Program) -> str:
    """The names of the facts in the order of the data dictionary, as a statement."""
    names = sequence([text(fact.name) for fact in program.facts])
    return f'FACTS = {laid_out(names, before=8)}\n"""The facts in the order of the data dictionary."""'


def periods_constant(program: Program) -> str:
    """The places of the periods in that order, as a statement."""
    places = sequence([str(place) for place, fact in enumerate(program.facts) if _kind(fact) in ("period", "list")])
    return f"PERIODS: tuple[int, ...] = {laid_out(places, before=26)}"
