"""Syntax tree -> source text in its one canonical spelling.

Formatting what was formatted changes nothing, and parsing it gives the same tree. Comments stay with the part they
belong to, single empty lines stay where the author put them. What the author may choose is not overruled, but there is
one spelling of everything else: indentation, blanks, parentheses, quotes around units, the order of a fact's options.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from eligo.diagnostics.model import Diagnostic
from eligo.source import Source
from eligo.syntax import tree
from eligo.syntax.comments import NONE, Comments, attach
from eligo.syntax.format_expression import (
    IMPLIES,
    NOTHING,
    ExpressionFormatter,
    before_line,
    beside_line,
    format_expr,
    spelled_quantity,
    spelled_unit,
)
from eligo.syntax.layout import HARD, WIDTH, AtLineEnd, Break, Doc, Group, Nest, lay_out
from eligo.syntax.parse import Parsed, parse
from eligo.syntax.scan import outline
from eligo.syntax.spell import (
    spelled_code,
    spelled_code_text,
    spelled_item,
    spelled_notes,
    spelled_property,
    spelled_ref,
    spelled_value,
)
from eligo.syntax.strings import quoted

__all__ = ["format_expr", "format_module", "format_statement", "format_text", "format_tree"]

MAX_LABEL_COLUMN = 48
"""Labels longer than this are not set in a column."""


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


class _Formatter(ExpressionFormatter):
    """Documents of statements."""

    def __init__(self, comments: Comments) -> None:
        super().__init__(comments)
        self._columns: dict[int, tuple[int, int, int]] = {}

    def module(self, module: tree.Module) -> str:
        self._columns = _fact_columns(module.statements, self.comments)
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
            case tree.Fact():
                return self._fact(statement)
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
        self._columns |= _fact_columns(events.lines, self.comments)
        options = "".join(f"  {option}" for _, option in _options(events))
        head = f"events {events.name.text} {quoted(events.label.text)}{options} {{"
        return self._block(events, head, [(line, tuple(self.statement(line))) for line in events.lines])

    def _fact(self, fact: tree.Fact) -> list[Doc]:
        kind, name, label = self._columns[id(fact)]
        apart = self._values_apart(fact)
        main = "of" if apart else _main_option(fact)
        words = f"{fact.kind:<{kind}} {fact.name.text:<{name}} "
        words += f"{quoted(fact.label.text):<{label}} {main}" if main else quoted(fact.label.text)
        head: list[Doc] = [words, *beside_line(self.comments, fact.label), *beside_line(self.comments, fact.unit)]
        for value in fact.options:
            if apart:
                comma = "" if value is fact.options[-1] else ","
                head.append(Nest(tuple(self._option(value, value.text + comma, HARD))))
            head += beside_line(self.comments, value)
        options = _options(fact)
        if not options:
            return head
        first, last = options[0][0], options[-1][0]
        leading = [doc for remark in self.comments.before(first) for doc in (remark.text, HARD)]
        lines: list[Doc] = [*leading, options[0][1]]
        for before, (node, text) in pairwise(options):
            lines += [*beside_line(self.comments, before[0]), *self._option(node, text, Break("  "))]
        # Beside the last option a comment is one on the whole fact, and no reason to break it.
        return [Group((*head, Nest((Break("  "), Group(tuple(lines)))))), *beside_line(self.comments, last)]

    def _values_apart(self, fact: tree.Fact) -> bool:
        """Whether a choice's values stand on lines of their own: when a comment speaks of one, not of all."""
        before = any(self.comments.before(value) for value in fact.options)
        return before or any(self.comments.beside(value) for value in fact.options[:-1])

    def _option(self, node: object, text: str, line: Break) -> list[Doc]:
        """An option after the comments before it; on a line of its own if there are any."""
        before = [doc for remark in self.comments.before(node) for doc in (HARD, remark.text)]
        return [*before, HARD if before else line, text]

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


def _main_option(fact: tree.Fact) -> str:
    """What stands right after a fact's label: its unit or its values."""
    if fact.unit is not None:
        return f"in {spelled_unit(fact.unit)}"
    return f"of {(' < ' if fact.ordered else ', ').join(o.text for o in fact.options)}" if fact.options else ""


def _options(fact: tree.Fact) -> list[tuple[object, str]]:
    """A fact's further options in their one order, each with the part of the tree that it is."""
    options: list[tuple[object, str]] = []
    if fact.plausible:
        low, high = spelled_quantity(fact.plausible.low), spelled_quantity(fact.plausible.high)
        options.append((fact.plausible, f"plausible {low} to {high}"))
    if fact.precision:
        options.append((fact.precision, f"precision {spelled_quantity(fact.precision)}"))
    if fact.molar_mass:
        options.append((fact.molar_mass, f"molar mass {spelled_quantity(fact.molar_mass)}"))
    if fact.repeated:
        options.append(("repeated", "repeated"))  # a word alone, which no comment belongs to
    if fact.missing:
        options.append((fact.missing, f"missing means {fact.missing.text}"))
    if fact.judged_by:
        options.append((fact.judged_by, f"judged by {fact.judged_by.text}"))
    if fact.attested_by:
        options.append((fact.attested_by, f"attested by {fact.attested_by.text}"))
    if fact.about:
        options.append((fact.about, f"about {fact.about.text}"))
    if fact.planned:
        options.append(("planned", "planned"))
    codes = [(code, spelled_code(code)) for code in fact.codes]
    return [*options, *codes, *((word, f"codes {word.text}") for word in fact.value_sets)]


def _fact_columns(statements: Sequence[tree.Statement], comments: Comments) -> dict[int, tuple[int, int, int]]:
    """How wide each fact's kind, name and label are set: alike in a run of facts without anything between them."""
    columns: dict[int, tuple[int, int, int]] = {}
    run: list[tree.Fact] = []
    for statement in [*statements, None]:
        plain = isinstance(statement, tree.Fact) and statement.kind != "events"
        joined = plain and not comments.before(statement) and not comments.spaced(statement)
        if not joined and run:
            widths = _widths(run)
            columns.update((id(fact), _fitting(fact, widths)) for fact in run)
            run = []
        if isinstance(statement, tree.Fact) and plain:
            run.append(statement)
    return columns


def _widths(run: Sequence[tree.Fact]) -> tuple[int, int, int]:
    kind = max(len(fact.kind) for fact in run)
    name = max(len(fact.name.text) for fact in run)
    labels = [len(quoted(fact.label.text)) for fact in run if _main_option(fact)]
    return (kind, name, max((label for label in labels if label <= MAX_LABEL_COLUMN), default=0))


def _fitting(fact: tree.Fact, widths: tuple[int, int, int]) -> tuple[int, int, int]:
    """The run's columns, less those that would make this line too long."""
    kind, name, label = widths
    main = _main_option(fact)
    options = sum(len(text) + 2 for _, text in _options(fact)) + (len(main) + 1 if main else 0)
    written = len(quoted(fact.label.text))
    if kind + name + 2 + max(label if main else 0, written) + options <= WIDTH:
        return widths
    return (kind, name, 0) if kind + name + 2 + written + options <= WIDTH else (kind, 0, 0)
