"""A checked protocol to a program."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, cast

from eligo.core import nodes as n
from eligo.core import program as p
from eligo.core.values import NEVER, Value
from eligo.diagnostics.model import has_errors
from eligo.semantics.checked import Checked
from eligo.semantics.facts import CheckedFact
from eligo.semantics.given_lists import says_complete
from eligo.semantics.numerals import exact
from eligo.semantics.types import MomentType, NumberType
from eligo.semantics.vignettes import CheckedPatient
from eligo.syntax import tree

from .expressions import Expressions
from .numbers import moved


def lower(checked: Checked) -> p.Program:
    """The program of a protocol.

    Raises:
        ValueError: the check found errors; there is nothing to lower.
    """
    if checked.header is None or has_errors(checked.diagnostics):
        raise ValueError("a protocol with errors cannot be lowered")
    return _Lowering(checked, checked.header).program()


class _Lowering:
    def __init__(self, checked: Checked, header: tree.Header) -> None:
        self.checked = checked
        self.header = header
        self.expressions = Expressions(checked)

    def program(self) -> p.Program:
        checked = self.checked
        statements = checked.module.statements
        return p.Program(
            self.header.id.text,
            self.header.title.text,
            properties=tuple((entry.key.text, entry.value.text) for entry in self.header.properties),
            sources=tuple(map(self.source, checked.symbols.sources.values())),
            lists=tuple(map(self.named_list, checked.symbols.lists.values())),
            value_sets=tuple(map(self.value_set, checked.symbols.value_sets.values())),
            facts=tuple(map(self.fact, checked.facts.values())),
            definitions=tuple(self.definition(key) for key in checked.order if key not in checked.symbols.criteria),
            criteria=tuple(map(self.criterion, checked.symbols.criteria.values())),
            assumptions=tuple(self.assumption(s) for s in statements if isinstance(s, tree.Assume)),
            claims=tuple(self.claim(s) for s in statements if isinstance(s, tree.Claim)),
            vignettes=tuple(map(self.vignette, checked.patients)),
            expectations=tuple(map(self.expectation, checked.expectations)),
            order=checked.order,
        )

    def line(self, node: tree.Node) -> int:
        return self.expressions.line(node)

    def source(self, doc: tree.SourceDoc) -> p.SourceDocument:
        return p.SourceDocument(
            doc.name.text,
            doc.title.text,
            tuple(
                p.Item(
                    p.Origin(doc.name.text, item.ref.kind, item.ref.number),
                    item.text.text,
                    item.not_computable.text if item.not_computable is not None else "",
                    self.line(item),
                    tuple(defect.text for defect in item.defects),
                    tuple(reading.text for reading in item.readings),
                )
                for item in doc.items
            ),
        )

    def named_list(self, node: tree.NamedList) -> p.NamedList:
        return p.NamedList(node.name.text, node.label.text, self.checked.lists[node.name.text], self.line(node))

    def value_set(self, node: tree.ValueSet) -> p.ValueSet:
        parts = tuple(
            p.CodesFrom(
                part.system.text,
                tuple(code.text for code in part.codes),
                part.descendants,
                tuple(code.text for code in part.excluded),
            )
            for part in node.parts
        )
        return p.ValueSet(node.name.text, node.label.text, parts, self.line(node))

    def fact(self, fact: CheckedFact, name: str | None = None) -> p.Fact:
        """A fact of the data dictionary, or a field under its full name."""
        node = fact.node
        missing: Value | None = fact.missing
        if node.kind in ("moment", "period", "events") and fact.missing is not None:
            missing = NEVER
        return p.Fact(
            name or node.name.text,
            node.label.text,
            node.kind,
            unit=fact.unit.text if fact.unit is not None else "",
            options=tuple(option.text for option in node.options),
            plausible=fact.plausible,
            precision=fact.precision,
            molar_mass=fact.molar_mass,
            missing=missing,
            judged_by=node.judged_by.text if node.judged_by is not None else "",
            attested_by=node.attested_by.text if node.attested_by is not None else "",
            about=node.about.text if node.about is not None else "",
            planned=node.planned,
            ordered=node.ordered,
            codes=tuple(p.Code(code.system.text, code.code.text) for code in node.codes),
            value_sets=tuple(word.text for word in node.value_sets),
            line=0 if node.span == tree.NOWHERE else self.line(node),
            repeated=node.repeated and name is None,
            fields=tuple(self.fact(field, f"{node.name.text}.{key}") for key, field in fact.fields.items()),
        )

    def definition(self, key: str) -> p.Definition:
        symbols = self.checked.symbols
        define = symbols.defines.get(key) or symbols.inner.get(key)
        if define is None:
            return self.member(key)
        within = key.rpartition(".")[0]
        kind = self.checked.defines[key]
        line, note = self.line(define), define.note.text if define.note is not None else ""
        if isinstance(kind, MomentType):
            moment = self.expressions.moment(define.body)
            return p.Definition(key, define.label.text, moment, None, note=note, line=line, within=within)
        if not isinstance(kind, NumberType):
            body: n.Condition | n.Numeric = self.expressions.condition(define.body)
            return p.Definition(key, define.label.text, body, None, note=note, line=line, within=within)
        body = moved(self.expressions.number(define.body), self.expressions.number_type(define.body), kind)
        return p.Definition(key, define.label.text, body, kind.unit.text, note=note, line=line, within=within)

    def member(self, key: str) -> p.Definition:
        symbol = self.checked.symbols.members[key]
        label = symbol.node.label
        return p.Definition(
            key,
            label.text if label is not None else "",
            self.expressions.condition(symbol.node.condition),
            owner=symbol.owner,
            line=self.line(symbol.node),
        )

    def criterion(self, node: tree.Criterion) -> p.Criterion:
        """A criterion; an exemption lets a patient through where the criterion itself would not."""
        line = self.line(node)
        stated = self.expressions.condition(node.condition)
        exemptions = tuple(
            p.Exemption(
                unless.label.text if unless.label is not None else "",
                self.expressions.condition(unless.condition),
                self.line(unless),
            )
            for unless in node.unless
        )
        condition = stated
        if exemptions and node.kind == "include":
            condition = n.Any((stated, *(e.condition for e in exemptions)), line=line)
        elif exemptions:
            condition = n.All((stated, *(n.Not(e.condition, line=e.line) for e in exemptions)), line=line)
        applies = None if node.applies is None else self.expressions.condition(node.applies.condition)
        if applies is not None:
            # Whoever a criterion does not apply to passes it, whatever it says.
            condition = (
                n.All((applies, condition), line=line) if node.kind == "exclude" else _unless(applies, condition)
            )
        return p.Criterion(
            node.name.text,
            node.label.text,
            node.kind,
            condition,
            stated,
            exemptions,
            tuple(
                p.Origin(source, cast('Literal["inclusion", "exclusion", "field"]', kind), number)
                for source, kind, number in self.checked.origins.answered[node.name.text]
            ),
            tuple(reading.text for reading in node.readings),
            line,
            applies,
        )

    def assumption(self, node: tree.Assume) -> p.Assumption:
        return p.Assumption(node.label.text, self.expressions.condition(node.condition), self.line(node))

    def claim(self, node: tree.Claim) -> p.Claim:
        return p.Claim(node.label.text, self.expressions.condition(node.condition), self.line(node))

    def vignette(self, patient: CheckedPatient) -> p.Vignette:
        raw = tuple(
            (name, self.raw_fact(name, given)) for name in self.checked.facts if (given := patient.given.get(name))
        )
        return p.Vignette(patient.node.name.text, patient.node.label.text, raw, self.line(patient.node))

    def raw_fact(self, name: str, given: tuple[tree.Given, ...]) -> object:
        """What a fact holds, as a JSON record would."""
        fact = self.checked.facts[name]
        if fact.node.kind == "events":
            entries = [
                {field.fact.text: self.raw(f"{name}.{field.fact.text}", field.value) for field in one.value.given}
                for one in given
                if isinstance(one.value, tree.Entry)
            ]
            closed = any(not isinstance(one.value, tree.Entry) for one in given)
            return {"entries": entries, "complete": True} if closed else entries
        if fact.node.repeated:
            samples = [one.value for one in given if not says_complete(fact, one)]
            if len(samples) < len(given):
                return {"entries": [self.raw(f"{name}.value", one) for one in samples], "complete": True}
            if len(given) > 1 or isinstance(given[0].value, tree.Sample):
                return [self.raw(f"{name}.value", one) for one in samples]
        return self.raw(name, given[0].value)

    def raw(self, name: str, value: tree.Value) -> object:
        """A value as a JSON record would hold it."""
        declared = self.checked.facts.get(name) or self.checked.fields[name]
        match value:
            case tree.Quantity(number=year) if declared.node.kind == "moment":
                return year
            case tree.Quantity() as quantity:
                return self._raw_number(name, quantity)
            case tree.Sample(value=sampled, at=at):
                raw = self.raw(name, sampled)
                return {**(raw if isinstance(raw, dict) else {"value": raw}), "time": at.text}
            case tree.Entry():
                raise TypeError("an entry stands in a list")
            case tree.Truth(value=truth):
                return truth
            case tree.PeriodValue(start=start, end=end):
                return {"start": start.text, "end": end.text if end is not None else None}
            case tree.Word(text=text) | tree.Timestamp(text=text):
                return text

    def _raw_number(self, fact: str, quantity: tree.Quantity) -> object:
        value = exact(quantity.number) or Fraction(0)
        declared = self.checked.facts.get(fact) or self.checked.fields[fact]
        unit = declared.unit
        number = value.numerator if value.denominator == 1 else value
        if quantity.unit is None or unit is None or quantity.unit.text == unit.text:
            return number
        return {"value": number, "unit": quantity.unit.text}

    def expectation(self, node: tree.Expect) -> p.Expectation:
        return p.Expectation(
            node.patient.text,
            node.verdict,
            None if node.because is None else tuple(word.text for word in node.because),
            None if node.needing is None else tuple(word.text for word in node.needing),
            self.line(node),
        )


def _unless(applies: n.Condition, condition: n.Condition) -> n.Condition:
    return n.Any((n.Not(applies, line=applies.line), condition), line=condition.line)
