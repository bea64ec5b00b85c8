"""Which comment belongs to which part of a module.

The parts that stand on lines of their own (statements, lines of blocks, members of groups, operands of `and` and `or`)
form a tree of places. A comment on a line of its own goes before the next such part, one at the end of a line stays
with the part that ends there. None is lost: what fits nowhere else goes before the part it stands in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

from eligo.source import Source, Span
from eligo.syntax import tree

_SPREAD = (tree.Logic, tree.Otherwise, tree.Arithmetic, tree.Implies, tree.If)
"""What may stand on several lines without a brace."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment's text from its ``#`` on; ``spaced`` when an empty line stands before it."""

    text: str
    spaced: bool


@dataclass(slots=True)
class Place:
    """A part that comments may belong to.

    Attributes:
        node: the part.
        span: where it stands.
        parts: the parts in it, in the order of the text.
        braced: whether these stand between braces.
        leads: whether it begins a line, so that comments can stand on lines before it.
        trails: whether it ends a line, so that a comment can stand beside it.
    """

    node: object
    span: Span
    parts: list[Place] = field(default_factory=list)
    braced: bool = False
    leads: bool = True
    trails: bool = True


class Comments:
    """The comments of a module by the part they belong to."""

    def __init__(self) -> None:
        # By identity: equal parts, such as the same condition written twice, have comments of their own.
        self.leading: dict[int, list[Remark]] = defaultdict(list)
        self.trailing: dict[int, list[str]] = defaultdict(list)
        self.opened: dict[int, str] = {}
        self.closed: dict[int, list[Remark]] = defaultdict(list)
        self.gaps: set[int] = set()

    def before(self, node: object) -> list[Remark]:
        """Comments on lines of their own before a part."""
        return self.leading.get(id(node), [])

    def beside(self, node: object) -> list[str]:
        """Comments at the end of a part's last line."""
        return self.trailing.get(id(node), [])

    def opening(self, node: object) -> str | None:
        """The comment after a block's opening brace."""
        return self.opened.get(id(node))

    def closing(self, node: object) -> list[Remark]:
        """Comments before a block's closing brace, or at the end of the file."""
        return self.closed.get(id(node), [])

    def spaced(self, node: object) -> bool:
        """Whether an empty line stands before a part."""
        return id(node) in self.gaps


NONE = Comments()
"""No comments at all."""


def attach(source: Source, module: tree.Module, comments: Iterable[Span]) -> Comments:
    """The comments of a source, given where they stand."""
    root = Place(module, Span(0, len(source.text)), [_statement(s) for s in module.statements])
    work = _Attachment(source, {span.start: span.end for span in comments})
    work.mark_spaces(root)
    for start in sorted(work.spans):
        work.attach(root, start)
    return work.comments


class _Attachment:
    def __init__(self, source: Source, spans: dict[int, int]) -> None:
        self.text = source.text
        self.spans = spans
        self.comments = Comments()

    def mark_spaces(self, place: Place) -> None:
        """Note before which parts an empty line stands."""
        for part in place.parts:
            if self.space_before(part.span.start):
                self.comments.gaps.add(id(part.node))
            self.mark_spaces(part)

    def space_before(self, at: int) -> bool:
        start = self.text.rfind("\n", 0, at)
        if start < 0 or self.text[start + 1 : at].strip():
            return False
        line_above = self.text.rfind("\n", 0, start)
        return not self.text[line_above + 1 : start].strip()

    def attach(self, root: Place, at: int) -> None:
        """Give the comment at a place to the part it belongs to."""
        path = _path_to(root, at)
        place = path[-1]
        text = self.text[at : self.spans[at]].rstrip()
        line_start = self.text.rfind("\n", 0, at) + 1
        own_line = not self.text[line_start:at].strip()
        remark = Remark(text, own_line and self.space_before(at))
        next_part = _after(place.parts, at)
        last = place.parts[next_part - 1] if next_part > 0 else None
        following = place.parts[next_part] if next_part < len(place.parts) else None
        opened = place.braced and self.brace(place) < at
        comments = self.comments
        if not own_line and last is not None and last.trails and last.span.end > line_start:
            comments.trailing[id(last.node)].append(text)
        elif not own_line and opened and self.brace(place) >= line_start:
            comments.opened[id(place.node)] = text
        elif following is not None and following.leads:
            comments.leading[id(following.node)].append(remark)
        elif opened or place is root:
            comments.closed[id(place.node)].append(remark)
        else:
            leading = next(p for p in reversed(path) if p.leads)
            comments.leading[id(leading.node)].append(remark)

    def brace(self, place: Place) -> int:
        """Where a block opens: its first brace outside texts and comments."""
        at = place.span.start
        while at < place.span.end:
            if self.text[at] == "{":
                return at
            if at in self.spans:
                at = self.spans[at]
            elif self.text[at] == '"':
                at = _text_end(self.text, at)
            else:
                at += 1
        return place.span.end


def _text_end(text: str, at: int) -> int:
    at += 1
    while text[at] != '"':
        at += 2 if text[at] == "\\" else 1
    return at + 1


def _path_to(root: Place, at: int) -> list[Place]:
    """The parts that a character stands in, outermost first."""
    path = [root]
    while True:
        parts = path[-1].parts
        nearest = _after(parts, at) - 1
        if nearest < 0 or at >= parts[nearest].span.end:
            return path
        path.append(parts[nearest])


def _after(parts: Sequence[Place], at: int) -> int:
    """The number of the first part that begins after a character."""
    return bisect_right(parts, at, key=lambda part: part.span.start)


def _statement(statement: tree.Statement) -> Place:
    match statement:
        case tree.Header(properties=lines) | tree.SourceDoc(items=lines) | tree.Patient(given=lines):
            return Place(statement, statement.span, [Place(line, line.span) for line in lines], braced=True)
        case tree.NamedList(members=members):
            return Place(statement, statement.span, [Place(m, m.span) for m in members], braced=True)
        case tree.ValueSet(parts=parts):
            return Place(statement, statement.span, [Place(part, part.span) for part in parts])
        case tree.Fact(kind="events"):
            places = [_statement(x) if isinstance(x, tree.Define) else Place(x, x.span) for x in statement.lines]
            return Place(statement, statement.span, places, braced=True)
        case tree.Criterion():
            return Place(statement, statement.span, _clauses(statement), braced=True)
        case tree.Define(note=note, body=body):
            notes = [] if note is None else [Place(note, note.span)]
            return Place(statement, statement.span, [*notes, _place(body)])
        case tree.Assume(condition=condition) | tree.Claim(condition=condition):
            return Place(statement, statement.span, [_place(condition)])
        case tree.Expect(because=because, needing=needing):
            return Place(
                statement, statement.span, [Place(word, word.span) for word in (*(because or ()), *(needing or ()))]
            )
        case tree.Fact():
            places = sorted([*_options(statement), *map(_statement, statement.defines)], key=lambda p: p.span.start)
            return Place(statement, statement.span, places, braced=bool(statement.defines))
        case _:
            return Place(statement, statement.span)


def _options(fact: tree.Fact) -> list[Place]:
    """What stands on a fact's first line, and the options that may stand on lines of their own."""
    head = [Place(node, node.span, leads=False) for node in (fact.label, fact.unit) if node is not None]
    further = (fact.plausible, fact.precision, fact.molar_mass, fact.missing, fact.judged_by)
    own = [Place(node, node.span) for node in (*fact.options, *further, *fact.codes) if node is not None]
    return sorted([*head, *own], key=lambda place: place.span.start)


def _clauses(criterion: tree.Criterion) -> list[Place]:
    places = [_place(criterion.condition)]
    if criterion.origins:
        first, last = criterion.origins[0], criterion.origins[-1]
        places.append(Place(criterion.origins, first.span.cover(last.span)))
    if criterion.applies is not None:
        places.append(Place(criterion.applies, criterion.applies.span, _parts(criterion.applies.condition)))
    places.extend(Place(unless, unless.span, _parts(unless.condition)) for unless in criterion.unless)
    places.extend(Place(reading, reading.span) for reading in criterion.readings)
    return sorted(places, key=lambda place: place.span.start)


def _place(expr: tree.Expr, *, leads: bool = True, trails: bool = True) -> Place:
    """An expression as a place."""
    if isinstance(expr, tree.Group):
        members = [Place(m, m.span, _parts(m.condition)) for m in expr.members]
        return Place(expr, expr.span, members, braced=True, leads=leads, trails=trails)
    if isinstance(expr, tree.Case):
        arms = [Place(arm, arm.span, [*_parts_of(arm.condition), *_parts(arm.value)]) for arm in expr.arms]
        return Place(expr, expr.span, arms, braced=True, leads=leads, trails=trails)
    if isinstance(expr, tree.Extreme):
        listed = [_place(operand) for operand in expr.operands]
        return Place(expr, expr.span, listed, braced=True, leads=leads, trails=trails)
    return Place(expr, expr.span, _parts(expr), leads=leads, trails=trails)


def _parts_of(expr: tree.Expr | None) -> list[Place]:
    return [] if expr is None else _parts(expr)


def _parts(expr: tree.Expr) -> list[Place]:
    """The places within an expression: operands that may stand on lines of their own, and groups."""
    match expr:
        case tree.Group() | tree.Case() | tree.Extreme():
            return [_place(expr, leads=False, trails=False)]
        case tree.Logic(operands=operands) | tree.Otherwise(operands=operands):
            return _in_line(operands)
        case tree.Arithmetic():
            return _in_line(chained(expr))
        case tree.Implies(condition=condition, consequence=consequence):
            return _in_line((condition, consequence))
        case tree.If(condition=condition, then=then, otherwise=otherwise):
            return _in_line((condition, then) if otherwise is None else (condition, then, otherwise))
        case tree.Select(stretch=stretch, where=where, have=have):
            around = [] if stretch is None else [*_parts_of(stretch.duration), *_parts(stretch.anchor)]
            return [*around, *(_place(asked) for asked in (where, have) if asked is not None)]
    places: list[Place] = []
    for name in type(expr).__slots__:
        value = getattr(expr, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, _SPREAD):
                places.append(_place(part, leads=False, trails=False))
            elif isinstance(part, tree.EXPRESSIONS):
                places.extend(_parts(cast("tree.Expr", part)))
    return places


def _in_line(operands: Sequence[tree.Expr]) -> list[Place]:
    """Operands of which all but the first may begin a line."""
    return [_place(operand, leads=n > 0) for n, operand in enumerate(operands)]


def chained(expr: tree.Arithmetic) -> list[tree.Expr]:
    """The operands of a sum, or of a product, in their order."""
    operands: list[tree.Expr] = []
    left: tree.Expr = expr
    while isinstance(left, tree.Arithmetic) and (left.op in "+-") is (expr.op in "+-"):
        operands.append(left.right)
        left = left.left
    return [left, *reversed(operands)]
