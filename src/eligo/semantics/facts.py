"""The data dictionary: each fact's declaration checked and put into its declared unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from eligo.diagnostics.model import Label
from eligo.syntax import tree
from eligo.units import UnitOfMeasure, convert, describe_dimension, is_mass_amount_pair, parse_unit

from .choices import no_such_option
from .findings import Findings
from .quantities import Quantities
from .series import TIME, VALUE, defined_in, fields_of, key, names_in
from .symbols import RESERVED, SCREENING
from .types import BROKEN, CONDITION, EVENTS, MOMENT, PERIOD, ChoiceType, NumberType, Type, describe


@dataclass(frozen=True, slots=True)
class CheckedFact:
    """A fact with its declaration resolved.

    Attributes:
        node: the declaration.
        kind: its type; broken when its unit is.
        unit: of a number; None otherwise.
        plausible: inclusive limits in ``unit``.
        precision: in ``unit``.
        molar_mass: in g/mol.
        missing: what a record without it holds: a flag's truth, a choice's value, False for ``no`` of a moment, a
            period or events; None when missing means unknown.
        fields: what an entry holds when the fact repeats.
    """

    node: tree.Fact
    kind: Type
    unit: UnitOfMeasure | None = None
    plausible: tuple[Fraction, Fraction] | None = None
    precision: Fraction | None = None
    molar_mass: Fraction | None = None
    missing: bool | str | None = None
    fields: dict[str, CheckedFact] = field(default_factory=dict)


BUILT_IN_SCREENING = tree.Fact("moment", tree.Word(SCREENING), tree.Text("Moment of screening"))

_MOLAR_MASS = parse_unit("g/mol")


def check_facts(facts: Iterable[tree.Fact], findings: Findings) -> dict[str, CheckedFact]:
    """Check each fact's declaration; the moment of screening comes first, declared or not."""
    checker = _Facts(findings)
    declared = {fact.name.text: fact for fact in facts}
    declared = {SCREENING: declared.get(SCREENING, BUILT_IN_SCREENING)} | declared
    return {name: checker.check(fact) for name, fact in declared.items()}


def check_replaced(replaced: Iterable[tuple[tree.Fact, tree.Fact]], findings: Findings) -> frozenset[str]:
    """The facts that are declared otherwise than in a used file, whose formulas would not mean the same."""
    wrong: set[str] = set()
    quantities = Quantities(Findings(findings.source))  # a faulty unit is reported where its declaration counts
    for kept, used in replaced:
        difference = _difference(kept, used, quantities)
        if difference:
            wrong.add(kept.name.text)
            findings.error(
                "E155",
                kept.name.span,
                f"`{kept.name.text}` is declared otherwise in a used file: {difference}",
                labels=(Label(used.name.span, f"the {used.kind} `{used.name.text}` of the used file"),),
                hints=("declare the same kind of fact, or give it a name of its own",),
            )
    return frozenset(wrong)


def computed_otherwise(define: tree.Define, found: Type, used: tree.Fact, findings: Findings) -> bool:
    """Report a definition that differs from a used file's fact of its name: formulas there would not mean the same."""
    difference = _defined_difference(found, used, Quantities(Findings(findings.source)))
    if difference:
        findings.error(
            "E155",
            define.name.span,
            f"`{define.name.text}` is declared otherwise in a used file: {difference}",
            labels=(Label(used.name.span, f"the {used.kind} `{used.name.text}` of the used file"),),
            hints=("define the same kind of value, or give it a name of its own",),
        )
    return bool(difference)


def _defined_difference(found: Type, used: tree.Fact, quantities: Quantities) -> str:
    there = "events" if used.kind == "events" else f"a {used.kind}"
    if used.repeated:
        return "one value here, repeated there"
    if used.kind not in ("number", "flag"):
        return f"a definition here, {there} there"
    if (used.kind == "number") != isinstance(found, NumberType):
        return f"{describe(found)} here, {there} there"
    unit = quantities.unit(used.unit)
    if not isinstance(found, NumberType) or unit is None or unit.dimension == found.unit.dimension:
        return ""
    if found.molar_mass is not None and is_mass_amount_pair(found.unit, unit):
        return ""
    return f"{describe_dimension(found.unit)} here, {describe_dimension(unit)} there"


def _difference(kept: tree.Fact, used: tree.Fact, quantities: Quantities) -> str:
    if kept.kind != used.kind:
        here_there = ("events" if fact.kind == "events" else f"a {fact.kind}" for fact in (kept, used))
        return "{} here, {} there".format(*here_there)
    if used.repeated and not kept.repeated:  # the other way round, a bare name is the latest of the values
        return "repeated there, not here"
    lacking = next((name for name in defined_in(used) if name not in names_in(kept)), None)
    if lacking is not None:
        return f"there each entry has `{lacking}`"
    if kept.kind == "events":
        return _fields_difference(kept, used, quantities)
    if kept.kind != "number":
        return ""
    here, there = quantities.unit(kept.unit), quantities.unit(used.unit)
    if here is None or there is None or here.dimension == there.dimension:
        return ""
    if kept.molar_mass is not None and is_mass_amount_pair(here, there):
        return ""
    return f"{describe_dimension(here)} here, {describe_dimension(there)} there"


def _fields_difference(kept: tree.Fact, used: tree.Fact, quantities: Quantities) -> str:
    """An entry may hold more here, but what it holds there it holds here too, and alike."""
    fields = {field.name.text: field for field in kept.fields}
    for one in used.fields:
        name = one.name.text
        if name not in fields:
            return f"there each entry has `{name}`"
        difference = _difference(fields[name], one, quantities)
        if difference:
            return f"`{name}` is {difference}"
    return ""


def fields_by_key(facts: Mapping[str, CheckedFact]) -> dict[str, CheckedFact]:
    """The fields of all facts that repeat, by their full names, such as ``biologic.dose``."""
    return {f"{name}.{one}": field for name, fact in facts.items() for one, field in fact.fields.items()}


class _Facts:
    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.quantities = Quantities(findings)

    def check(self, fact: tree.Fact) -> CheckedFact:
        """A fact, and what its entries hold."""
        checked = self._alone(fact, fact.name.text)
        if fact.repeated:
            time = fields_of(fact)[TIME]
            fields = {VALUE: self._renamed(checked, key(fact, VALUE)), TIME: CheckedFact(time, MOMENT)}
            return replace(checked, fields=fields)
        fields = {name: self._alone(one, key(fact, name)) for name, one in fields_of(fact).items()}
        return replace(checked, fields=fields) if fields else checked

    def _renamed(self, fact: CheckedFact, name: str) -> CheckedFact:
        """A fact as the value of one of its samples: missing there is unknown."""
        kind = replace(fact.kind, fact=name) if isinstance(fact.kind, ChoiceType) else fact.kind
        return replace(fact, kind=kind, missing=None)

    def _alone(self, fact: tree.Fact, name: str) -> CheckedFact:
        match fact.kind:
            case "number":
                return self._number(fact)
            case "choice":
                options = self._options(fact)
                kind = ChoiceType(name, options, fact.ordered)
                return CheckedFact(fact, kind, missing=self._word(fact, options))
            case "flag":
                word = self._word(fact, ("yes", "no"))
                return CheckedFact(fact, CONDITION, missing=None if word is None else word == "yes")
            case "moment" | "period" | "events":
                allowed = () if fact.name.text == SCREENING else ("no",)
                word = self._word(fact, allowed)
                kinds: dict[str, Type] = {"moment": MOMENT, "period": PERIOD, "events": EVENTS}
                return CheckedFact(fact, kinds[fact.kind], missing=None if word is None else False)

    def _number(self, fact: tree.Fact) -> CheckedFact:
        unit = self.quantities.unit(fact.unit)
        if unit is None:
            return CheckedFact(fact, BROKEN)
        molar_mass = self._molar_mass(fact.molar_mass)
        kind = NumberType(unit, molar_mass)
        plausible = self._plausible(fact, kind)
        precision = self._precision(fact, kind)
        return CheckedFact(fact, kind, unit, plausible, precision, molar_mass)

    def _molar_mass(self, node: tree.Quantity | None) -> Fraction | None:
        if node is None:
            return None
        given = self.quantities.literal(node)
        if given is None or given.constant is None:
            return None
        if given.unit.dimension != _MOLAR_MASS.dimension or given.constant <= 0:
            self.findings.error(
                "E309",
                node.span,
                f"`{self.quantities.text(node)}` is no molar mass",
                hints=("a molar mass is positive and in g/mol, such as `molar mass 113.12 g/mol`",),
            )
            return None
        return convert(given.constant, given.unit, _MOLAR_MASS)

    def _in_unit(self, node: tree.Quantity, kind: NumberType) -> Fraction | None:
        """A number of a declaration in the declared unit; a bare one is in it already."""
        given = self.quantities.literal(node)
        if given is None or given.constant is None:
            return None
        if node.unit is None:
            return given.constant
        side = (node, NumberType(given.unit, kind.molar_mass, given.constant))
        if not self.quantities.fits(side, kind.unit, node.span):
            return None
        return convert(given.constant, given.unit, kind.unit, kind.molar_mass)

    def _plausible(self, fact: tree.Fact, kind: NumberType) -> tuple[Fraction, Fraction] | None:
        node = fact.plausible
        if node is None:
            return None
        low, high = self._in_unit(node.low, kind), self._in_unit(node.high, kind)
        if low is None or high is None:
            return None
        if low > high:
            a, b = self.quantities.text(node.low), self.quantities.text(node.high)
            self.findings.error(
                "E307",
                node.low.span.cover(node.high.span),
                f"the plausible range of `{fact.name.text}` is empty: {a} is more than {b}",
                hints=(f"write `plausible {b} to {a}`",),
            )
            return None
        return low, high

    def _precision(self, fact: tree.Fact, kind: NumberType) -> Fraction | None:
        if fact.precision is None:
            return None
        step = self._in_unit(fact.precision, kind)
        if step is None:
            return None
        if fact.precision.unit is not None:
            # A step is a difference: the zero of a temperature scale does not enter it.
            own = parse_unit(fact.precision.unit.text)
            step -= convert(Fraction(0), own, kind.unit, kind.molar_mass)
        if step <= 0:
            self.findings.error(
                "E309",
                fact.precision.span,
                f"the precision of `{fact.name.text}` must be more than zero",
                hints=("it is the smallest step that measurements distinguish, such as `precision 0.1`",),
            )
            return None
        return step

    def _options(self, fact: tree.Fact) -> tuple[str, ...]:
        seen: dict[str, tree.Word] = {}
        for option in fact.options:
            first = seen.setdefault(option.text, option)
            if first is not option:
                self.findings.error(
                    "E306",
                    option.span,
                    f"`{fact.name.text}` lists the value `{option.text}` twice",
                    labels=(Label(first.span, "the first is here"),),
                    hints=("leave the second one out",),
                )
            elif option.text in RESERVED:
                self.findings.error(
                    "E210",
                    option.span,
                    f"`{option.text}` is a word of the language and cannot be a value of `{fact.name.text}`",
                    hints=(f"choose another word, such as `{option.text}_value`; missing data need no value",),
                )
        return tuple(seen)

    def _word(self, fact: tree.Fact, allowed: tuple[str, ...]) -> str | None:
        """The word after ``missing means``, if it is one that the fact allows."""
        word = fact.missing
        if word is None or word.text in allowed:
            return None if word is None else word.text
        if fact.kind == "choice":
            no_such_option(word.text, word, fact, self.findings)
        else:
            self._no_missing(fact, word, allowed)
        return None

    def _no_missing(self, fact: tree.Fact, word: tree.Word, allowed: tuple[str, ...]) -> None:
        ways = " or ".join(f"`missing means {text}`" for text in allowed)
        self.findings.error(
            "E308",
            word.span,
            f"a missing {fact.kind} cannot mean `{word.text}`",
            hints=(f"write {ways}, or leave it out: then it is unknown" if ways else "leave it out: it is unknown",),
        )
