"""Expressions -> documents to lay out: the canonical spelling, with no more parentheses than the meaning needs."""

from __future__ import annotations

from collections.abc import Sequence

from eligo.syntax import tree
from eligo.syntax.binding import (
    ALONE,
    AND,
    ELSE_PART,
    IMPLIES,
    IN_UNIT,
    NOT,
    NOTHING,
    OR,
    OTHERWISE,
    POWER,
    PRIMARY,
    RELATION,
    SIGN,
    SUM,
    binding,
    ends_in_selection,
    swallows,
)
from eligo.syntax.comments import NONE, Comments
from eligo.syntax.layout import HARD, AtLineEnd, Break, Doc, Group, Nest, flat
from eligo.syntax.scan import STATEMENTS
from eligo.syntax.spell_amount import spelled_quantity, spelled_unit
from eligo.syntax.strings import quoted


def format_expr(expr: tree.Expr) -> str:
    """An expression in source form, on one line."""
    return flat(ExpressionFormatter(NONE).expr(expr, IMPLIES, NOTHING))


class ExpressionFormatter:
    """Documents of expressions, with the comments that belong to their parts."""

    def __init__(self, comments: Comments) -> None:
        self.comments = comments

    def expr(self, expr: tree.Expr, place: int, follows: int) -> tuple[Doc, ...]:
        """An expression where at least the binding ``place`` is needed and ``follows`` comes after it.

        A word that begins statements stands in parentheses: at the beginning of a line it would begin one.
        """
        if binding(expr) < place or swallows(expr, follows) or _begins_statements(expr):
            return ("(", Nest(self._bare(expr, NOTHING)), ")")
        return self._bare(expr, follows)

    def _bare(self, expr: tree.Expr, follows: int) -> tuple[Doc, ...]:
        match expr:
            case tree.Name(name=name):
                return (name,)
            case tree.Quantity():
                return (spelled_quantity(expr),)
            case tree.Truth(value=value):
                return ("yes" if value else "no",)
            case tree.Date(text=text):
                return (text,)
            case tree.Implies(condition=left, consequence=right):
                first = (*self.expr(left, OR, IMPLIES), *beside_line(self.comments, left))
                return (Group((*first, self._line(right, "implies ", self.expr(right, IMPLIES, follows)))),)
            case tree.Logic():
                return self._logic(expr, follows)
            case tree.Not(operand=operand):
                return ("not ", *self.expr(operand, NOT, follows))
            case tree.Otherwise(operands=operands):
                return self._chain("otherwise", operands, SUM, OTHERWISE, follows)
            case tree.Arithmetic():
                return self._arithmetic(expr, follows)
            case tree.Negative(operand=operand):
                return ("-", *self.expr(operand, SIGN, follows))
            case tree.Power(base=base, exponent=exponent):
                return (*self.expr(base, IN_UNIT, POWER), " ^ ", *self.expr(exponent, SIGN, follows))
            case tree.Logarithm(which=which, operand=operand):
                return (f"{which} of ", *self.expr(operand, IN_UNIT, follows))
            case tree.InUnit(operand=operand, unit=unit):
                return (*self.expr(operand, IN_UNIT, IN_UNIT), f" in {spelled_unit(unit)}")
            case tree.EdgeOf(edge=edge, period=period):
                return (f"{edge} of ", *self.expr(period, PRIMARY, follows))
            case tree.Elapsed(measure=measure, start=start, end=end):
                first, last = self.expr(start, OTHERWISE, NOTHING), self.expr(end, PRIMARY, follows)
                return (f"{measure} from ", *first, " to ", *last)
            case tree.If():
                return self._if(expr, follows)
            case tree.Group():
                return self._group(expr)
            case tree.Case():
                return self._case(expr)
            case tree.Extreme():
                return self._extreme(expr)
            case tree.Select():
                return self._select(expr, follows)
            case _:
                return self._relation(expr, follows)

    def _relation(self, expr: tree.Expr, follows: int) -> tuple[Doc, ...]:
        match expr:
            case tree.Compare(op=op, left=left, right=right):
                return (*self._subject(left), f" {op} ", *self._compared(right, follows))
            case tree.Between(operand=operand, low=low, high=high):
                least, most = self._compared(low, AND), self._compared(high, follows)
                return (*self._subject(operand), " between ", *least, " and ", *most)
            case tree.OneOf(operand=operand, options=options, negated=negated, named=named):
                listed = named.text if named else f"{{ {', '.join(option.text for option in options)} }}"
                return (*self._subject(operand), f" is {'not ' if negated else ''}one of {listed}")
            case tree.IsKnown(operand=operand, negated=negated):
                return (*self._subject(operand), " is not known" if negated else " is known")
            case tree.Window():
                bound = {"strictly": "", "at or": "at or "}.get(expr.bound, f"{expr.bound} ")
                length = self._length(expr.duration)
                anchor = self.expr(expr.anchor, OTHERWISE, follows)
                subject = self._subject(expr.subject)
                if ends_in_selection(expr.subject) and subject[0] != "(":
                    subject = ("(", Nest(self._bare(expr.subject, NOTHING)), ")")
                return (*subject, f" {bound}", *length, f"{expr.direction} ", *anchor)
            case tree.Lasting(period=period, bound=bound_, duration=duration_):
                return (*self._subject(period), f" lasting {bound_} {spelled_quantity(duration_)}")
            case tree.During(period=period, anchor=anchor_):
                at = self.expr(anchor_, OTHERWISE, follows)
                if flat(at).startswith("least "):  # `at least` would be one word
                    at = ("(", *at, ")")
                return (*self._subject(period), " at ", *at)
            case _:
                raise TypeError(f"no expression: {type(expr).__name__}")

    def _select(self, expr: tree.Select, follows: int) -> tuple[Doc, ...]:
        number = f" {expr.number}" if expr.number is not None else ""
        parts: list[Doc] = [f"{expr.how}{number} of {expr.target.text}"]
        if expr.stretch is not None:
            stretch = expr.stretch
            bound = {"strictly": "", "at or": "at or "}.get(stretch.bound, f"{stretch.bound} ")
            after = follows if expr.where is None and expr.have is None else NOTHING
            parts += [f" {bound}", *self._length(stretch.duration), f"{stretch.direction} "]
            parts += self.expr(stretch.anchor, PRIMARY, after)
        for word, condition in (("where", expr.where), ("have", expr.have)):
            if condition is not None:
                parts.append(self._line(condition, f"{word} ", self.expr(condition, NOT, NOTHING)))
        return (Group(tuple(parts)),)

    def _line(self, part: tree.Expr, word: str, text: Sequence[Doc]) -> Doc:
        """A part after its word, on a line of its own if that is needed, with the comments that belong to it."""
        remarks = [doc for remark in self.comments.before(part) for doc in (HARD, remark.text)]
        return Nest((*remarks, HARD if remarks else Break(), word, *text, *beside_line(self.comments, part)))

    def _length(self, length: tree.Expr | None) -> tuple[Doc, ...]:
        """How long a window is: what is computed in parentheses, unless it has brackets of its own or is a name."""
        if length is None:
            return ()
        bare = isinstance(length, tree.Quantity | tree.Extreme | tree.Case | tree.Name)
        return (*self.expr(length, IMPLIES if bare else ALONE, NOTHING), " ")

    def _subject(self, expr: tree.Expr) -> tuple[Doc, ...]:
        return self.expr(expr, OTHERWISE, RELATION)

    def _compared(self, expr: tree.Expr, follows: int) -> tuple[Doc, ...]:
        """What stands after the words of a comparison, hence begins no line."""
        return (expr.name,) if isinstance(expr, tree.Name) else self.expr(expr, OTHERWISE, follows)

    def _logic(self, expr: tree.Logic, follows: int) -> tuple[Doc, ...]:
        own, place = (OR, AND) if expr.op == "or" else (AND, NOT)
        return self._chain(expr.op, expr.operands, place, own, follows)

    def _chain(self, word: str, operands: Sequence[tree.Expr], place: int, own: int, follows: int) -> tuple[Doc, ...]:
        first = operands[0]
        parts: list[Doc] = [*self.expr(first, place, own), *beside_line(self.comments, first)]
        for n, operand in enumerate(operands[1:], 1):
            text = self.expr(operand, place, follows if n == len(operands) - 1 else own)
            parts.append(self._line(operand, f"{word} ", text))
        return (Group(tuple(parts)),)

    def _arithmetic(self, expr: tree.Arithmetic, follows: int) -> tuple[Doc, ...]:
        own = binding(expr)
        steps: list[Doc] = []
        left: tree.Expr = expr
        after = follows
        while isinstance(left, tree.Arithmetic) and binding(left) == own:
            steps.append(self._line(left.right, f"{left.op} ", self.expr(left.right, own + 1, after)))
            after = own
            left = left.left
        return (Group((*self.expr(left, own, own), *beside_line(self.comments, left), *reversed(steps))),)

    def _if(self, expr: tree.If, follows: int) -> tuple[Doc, ...]:
        condition = ("if ", *self.expr(expr.condition, IMPLIES, NOTHING), *beside_line(self.comments, expr.condition))
        if expr.otherwise is None:
            return (Group((*condition, self._line(expr.then, "then ", self.expr(expr.then, IMPLIES, follows)))),)
        then = self._line(expr.then, "then ", self.expr(expr.then, IMPLIES, ELSE_PART))
        otherwise = self._line(expr.otherwise, "else ", self.expr(expr.otherwise, IMPLIES, follows))
        return (Group((*condition, then, otherwise)),)

    def _extreme(self, expr: tree.Extreme) -> tuple[Doc, ...]:
        opening = self.comments.opening(expr)
        parts: list[Doc] = [AtLineEnd(opening)] if opening else []
        for n, operand in enumerate(expr.operands):
            inside: list[Doc] = [*before_line(self.comments, operand, first=n == 0, line=Break())]
            inside += [*self.expr(operand, OTHERWISE, NOTHING), "," if n < len(expr.operands) - 1 else ""]
            parts.append(Nest((*inside, *beside_line(self.comments, operand))))
        closing = [doc for remark in self.comments.closing(expr) for doc in (HARD, remark.text)]
        return (Group((f"{expr.which} of {{", *parts, Nest(tuple(closing)), Break(), "}")),)

    def _group(self, group: tree.Group) -> tuple[Doc, ...]:
        quantifier = group.quantifier if group.count is None else f"{group.quantifier} {group.count}"
        opening = self.comments.opening(group)
        beside: tuple[Doc, ...] = (AtLineEnd(opening),) if opening else ()
        hard = any(member.name for member in group.members)
        closing = [doc for remark in self.comments.closing(group) for doc in (HARD, remark.text)]
        members = Nest((*self._members(group, hard), *closing))
        return (Group((f"{quantifier} of {{", *beside, members, Break(hard=hard), "}")),)

    def _case(self, case: tree.Case) -> tuple[Doc, ...]:
        opening = self.comments.opening(case)
        beside: tuple[Doc, ...] = (AtLineEnd(opening),) if opening else ()
        parts: list[Doc] = []
        for n, arm in enumerate(case.arms):
            parts += before_line(self.comments, arm, first=n == 0, line=Break())
            condition = "otherwise" if arm.condition is None else ""
            parts += [condition] if condition else self.expr(arm.condition, IMPLIES, NOTHING)  # type: ignore[arg-type]
            parts += [":", self.after_label(arm.value)]
            parts += [","] if n + 1 < len(case.arms) else []
            parts += beside_line(self.comments, arm)
        closing = [doc for remark in self.comments.closing(case) for doc in (HARD, remark.text)]
        return (Group(("case {", *beside, Nest((*parts, *closing)), Break(), "}")),)

    def _members(self, group: tree.Group, hard: bool) -> list[Doc]:
        widths = _name_widths(group.members)
        parts: list[Doc] = []
        for n, member in enumerate(group.members):
            # On one line a comma separates all members, on lines of their own only those without a label.
            separator = " " if n == 0 else ", " if member.name else " "
            parts += before_line(self.comments, member, first=n == 0, line=Break(separator, hard=hard))
            if member.name and member.label:
                parts.append(f"{member.name.text:<{widths[n]}} {quoted(member.label.text)}:")
                parts.append(self.after_label(member.condition))
            else:
                parts += self.expr(member.condition, IMPLIES, NOTHING)
            if n + 1 < len(group.members) and group.members[n + 1].name is None:
                parts.append(",")
            parts += beside_line(self.comments, member)
        return parts

    def after_label(self, condition: tree.Expr) -> Doc:
        """A condition after its label: on the same line if it fits there or is a group."""
        text = self.expr(condition, IMPLIES, NOTHING)
        if self.comments.before(condition):
            return self._line(condition, "", text)
        if isinstance(condition, tree.Group | tree.Case | tree.Extreme):
            return Group((" ", *text))
        return Group((Nest((Break(), *text)),))


def _begins_statements(expr: tree.Expr) -> bool:
    return isinstance(expr, tree.Name) and expr.name in STATEMENTS


def before_line(comments: Comments, node: object, *, first: bool, line: Break = HARD) -> list[Doc]:
    """What stands before a line of a block: comments of its own, empty lines that were there, the line break."""
    parts: list[Doc] = []
    for remark in comments.before(node):
        parts += [Break(hard=True, blank=remark.spaced and not first), remark.text]
        first = False
    if comments.spaced(node) and not first:
        parts.append(Break(line.flat, hard=True, blank=True))
    else:
        parts.append(HARD if parts else line)
    return parts


def beside_line(comments: Comments, node: object) -> list[Doc]:
    """The comments at a line's end."""
    return [AtLineEnd(comment) for comment in comments.beside(node)]


def _name_widths(members: Sequence[tree.Member]) -> list[int]:
    """How wide each member's name is set: as the widest of the labelled members around it."""
    widths = [0] * len(members)
    start = 0
    for n in range(len(members) + 1):
        if n == len(members) or members[n].name is None:
            run = [len(m.name.text) for m in members[start:n] if m.name]
            widths[start:n] = [max(run, default=0)] * (n - start)
            start = n + 1
    return widths
