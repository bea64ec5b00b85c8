"""Syntax tree -> source text in its one canonical spelling.

Formatting what was formatted changes nothing, and parsing it gives the same tree. Comments stay with the part they
belong to, single empty lines stay where the author put them. What the author may choose is not overruled, but there is
one spelling of everything else: indentation, blanks, parentheses, quotes around units, the order of a fact's options.
"""

from __future__ import annotations

from collections.abc import Sequence

from eligo.diagnostics.model import Diagnostic
from eligo.source import Source
from eligo.syntax import tree
from eligo.syntax.binding import IMPLIES, NOTHING
from eligo.syntax.comments import NONE, attach
from eligo.syntax.format_expression import (
    before_line,
    beside_line,
    format_expr,
)
from eligo.syntax.format_fact import FactFormatter, options_of
from eligo.syntax.layout import HARD, AtLineEnd, Break, Doc, Group, Nest, lay_out
from eligo.syntax.parse import Parsed, parse
from eligo.syntax.scan import outline
from eligo.syntax.spell import (
    spelled_code_text,
    spelled_item,
    spelled_notes,
    spelled_property,
    spelled_ref,
    spelled_value,
)
from eligo.syntax.spell_amount import spelled_unit
from eligo.syntax.strings import quoted

__all__ = ["format_expr", "format_module", "format_statement", "format_text", "format_tree"]


def format_text(source: Source) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The canonical spelling of a source, or None and its syntax errors."""
    parsed = parse(source)
    if parsed.diagnostics:
        return None, parsed.diagnostics
    return format_module(source, parsed), ()


def format_module(source: Source, parsed: Parsed) -> str:
    """The canonical spelling of a source that has no syntax errors.

    Raises:
        ValueError: it has some; what could not be read would be lost.
    """
    if parsed.diagnostics:
        raise ValueError("a source with syntax errors has no canonical spelling")
    return _Formatter(attach(source, parsed.module, outline(source).comments)).module(parsed.module)


def format_tree(module: tree.Module) -> str:
    """A module that has no source, in canonical spelling."""
    return _Formatter(NONE).module(module)


def format_statement(statement: tree.Statement) -> str:
    """One statement in canonical spelling, without a line end after it."""
    return format_tree(tree.Module((statement,))).rstrip("\n")


class _Formatter(FactFormatter):
    """Documents of statements."""

    def module(self, module: tree.Module) -> str:
        self.set_columns(module.statements)
        parts: list[Doc] = []
        for n, statement in enumerate(module.statements):
            parts += before_line(self.comments, statement, first=n == 0)
            parts += self.statement(statement)
            parts += beside_line(self.comments, statement)
        for n, remark in enumerate(self.comments.closing(module)):
            parts += [Break(hard=True, blank=remark.spaced and (n > 0 or bool(module.statements))), remark.text]
        return lay_out(tuple(parts[1:])) + "\n" if parts else ""

    def statement(self, statement: tree.Statement) -> list[Doc]:
        match statement:
            case tree.Header():
                return self._header(statement)
            case tree.SourceDoc(name=name, title=title, items=items):
                lines = [(item, _source_item(item)) for item in items]
                return self._block(statement, f"source {name.text} {quoted(title.text)} {{", lines)
            case tree.Fact(kind="events"):
                return self._events(statement)
            case tree.Fact(defines=()):
                return self.fact(statement)
            case tree.Fact(defines=defines):
                block = self._block(statement, "{", [(define, tuple(self._define(define))) for define in defines])
                return [*self.fact(statement), " ", *block]
            case tree.Define():
                return self._define(statement)
            case tree.Assume(label=label, condition=condition):
                return [Group((f"assume {quoted(label.text)}:", self.after_label(condition)))]
            case tree.Claim(label=label, condition=condition):
                return [Group((f"claim {quoted(label.text)}:", self.after_label(condition)))]
            case tree.Criterion():
                return self._criterion(statement)
            case tree.Patient():
                return self._patient(statement)
            case tree.Expect():
                return self._expect(statement)
            case tree.NamedList():
                return self._named_list(statement)
            case tree.ValueSet():
                return self._value_set(statement)
            case tree.UseFile(path=path):
                return [f"use {quoted(path.text)}"]
            case tree.UseLibrary(name=name):
                return [f"use library {name.text}"]

    def _block(self, node: object, head: str, lines: Sequence[tuple[object, tuple[Doc, ...]]]) -> list[Doc]:
        """A block with a line for each of its parts."""
        inside: list[Doc] = []
        for n, (part, text) in enumerate(lines):
            inside += [*before_line(self.comments, part, first=n == 0), *text, *beside_line(self.comments, part)]
        return [head, *self._opening(node), Nest((*inside, *self._closing(node))), HARD, "}"]

    def _opening(self, node: object) -> list[Doc]:
        opening = self.comments.opening(node)
        return [AtLineEnd(opening)] if opening else []

    def _closing(self, node: object) -> list[Doc]:
        return [doc for remark in self.comments.closing(node) for doc in (HARD, remark.text)]

    def _header(self, header: tree.Header) -> list[Doc]:
        width = max((len(p.key.text) for p in header.properties), default=0)
        lines = [(p, (f"{p.key.text:<{width}} {spelled_property(p.value)}",)) for p in header.properties]
        return self._block(header, f"protocol {header.id.text} {quoted(header.title.text)} {{", lines)

    def _events(self, events: tree.Fact) -> list[Doc]:
        self.set_columns(events.lines)
        options = "".join(f"  {option}" for _, option in options_of(events))
        head = f"events {events.name.text} {quoted(events.label.text)}{options} {{"
        return self._block(events, head, [(line, tuple(self.statement(line))) for line in events.lines])

    def _define(self, define: tree.Define) -> list[Doc]:
        unit = f" in {spelled_unit(define.unit)}" if define.unit else ""
        head = f"define {define.name.text} {quoted(define.label.text)}{unit}"
        body = self.expr(define.body, IMPLIES, NOTHING)
        short = not define.note and not self.comments.before(define.body)
        if short and isinstance(define.body, tree.Group | tree.Case | tree.Extreme):
            return [head, " = ", *body]
        note: list[Doc] = []
        if define.note:
            note += before_line(self.comments, define.note, first=True, line=Break())
            note += [f"from {quoted(define.note.text)}", *beside_line(self.comments, define.note)]
        leading = before_line(self.comments, define.body, first=True, line=Break())
        return [Group((head, Nest((*note, *leading, "= ", *body))))]

    def _named_list(self, named: tree.NamedList) -> list[Doc]:
        inside: list[Doc] = []
        for n, member in enumerate(named.members):
            comma = "," if n < len(named.members) - 1 else ""
            inside += before_line(self.comments, member, first=n == 0, line=Break())
            inside += [f"{member.text}{comma}", *beside_line(self.comments, member)]
        head = f"list {named.name.text} {quoted(named.label.text)} {{"
        parts = (*self._opening(named), Nest((*inside, *self._closing(named))), Break(), "}")
        return [Group((head, *parts))]

    def _value_set(self, value_set: tree.ValueSet) -> list[Doc]:
        parts: list[Doc] = []
        line = Break(hard=len(value_set.parts) > 1)
        for n, part in enumerate(value_set.parts):
            parts += [*before_line(self.comments, part, first=n == 0, line=line), _codes_from(part)]
            parts += beside_line(self.comments, part)
        return [Group((f"codes {value_set.name.text} {quoted(value_set.label.text)}", Nest(tuple(parts))))]

    def _criterion(self, criterion: tree.Criterion) -> list[Doc]:
        lines: list[tuple[object, tuple[Doc, ...]]] = []
        if criterion.origins:
            listed = ", ".join(map(spelled_ref, criterion.origins))
            lines.append((criterion.origins, (f"from {listed}",)))
        if criterion.applies is not None:
            applies = ("applies to ", *self.expr(criterion.applies.condition, IMPLIES, NOTHING))
            lines.append((criterion.applies, applies))
        clause = "require" if criterion.kind == "include" else "when"
        lines.append((criterion.condition, (f"{clause} ", *self.expr(criterion.condition, IMPLIES, NOTHING))))
        lines.extend((unless, self._unless(unless)) for unless in criterion.unless)
        lines.extend((reading, (f"reading {quoted(reading.text)}",)) for reading in criterion.readings)
        head = f"{criterion.kind} {criterion.name.text} {quoted(criterion.label.text)} {{"
        return self._block(criterion, head, lines)

    def _unless(self, unless: tree.Unless) -> tuple[Doc, ...]:
        if unless.label is None:
            return ("unless ", *self.expr(unless.condition, IMPLIES, NOTHING))
        return (Group((f"unless {quoted(unless.label.text)}:", self.after_label(unless.condition))),)

    def _patient(self, patient: tree.Patient) -> list[Doc]:
        like = f" like {patient.like.text}" if patient.like else ""
        inside: list[Doc] = []
        for n, given in enumerate(patient.given):
            # A comma parts a bare number from the next name, which would otherwise be read as its unit by the grammar.
            bare = n > 0 and isinstance(value := patient.given[n - 1].value, tree.Quantity) and value.unit is None
            inside += before_line(self.comments, given, first=n == 0, line=Break(", " if bare else "  " if n else " "))
            inside += [f"{given.fact.text} {spelled_value(given.value)}", *beside_line(self.comments, given)]
        head = f"patient {patient.name.text} {quoted(patient.label.text)}{like} {{"
        parts = (*self._opening(patient), Nest((*inside, *self._closing(patient))), Break(), "}")
        return [Group((head, *parts))]

    def _expect(self, expect: tree.Expect) -> list[Doc]:
        clauses: list[Doc] = []
        for clause, words in (("because", expect.because or ()), ("needing", expect.needing or ())):
            lines = [self._listed(word, "" if word is words[-1] else ",") for word in words]
            if lines:
                (start, first), *others = lines
                clauses.append(Nest((*start, Group((f"{clause} ", *first, *(Nest((*a, *b)) for a, b in others))))))
        return [Group((f"expect {expect.patient.text} {expect.verdict}", *clauses))]

    def _listed(self, word: tree.Word, comma: str) -> tuple[list[Doc], list[Doc]]:
        """A word of a list: how its line begins, and what stands there."""
        remarks = [doc for remark in self.comments.before(word) for doc in (HARD, remark.text)]
        start: list[Doc] = [*remarks, HARD if remarks else Break()]
        return start, [f"{word.text}{comma}", *beside_line(self.comments, word)]


def _source_item(item: tree.SourceItem) -> tuple[Doc, ...]:
    """An item on one line if it fits; otherwise each note on a line of its own."""
    notes: list[Doc] = []
    for note in spelled_notes(item):
        notes += [Break("  "), note]
    return (Group((spelled_item(item), Nest(tuple(notes)))),)


def _codes_from(part: tree.CodesFrom) -> Doc:
    words: list[Doc] = [f"from {part.system.text}", *_codes(part.codes)]
    if part.descendants:
        words += [Break(), "with descendants"]
    if part.excluded:
        words += [" except", *_codes(part.excluded)]
    return Group((Nest(tuple(words)),))


def _codes(codes: Sequence[tree.Text]) -> list[Doc]:
    parts: list[Doc] = []
    for n, code in enumerate(codes):
        parts += [Break(), spelled_code_text(code) + ("," if n < len(codes) - 1 else "")]
    return parts
