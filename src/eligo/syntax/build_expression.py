"""Productions of expressions -> nodes. Each method is named for its production and takes its children in order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from eligo.source import Span
from eligo.syntax import tree
from eligo.syntax.glued import check_product
from eligo.syntax.machine import Token
from eligo.syntax.strings import text_of, unit_of

Children = list[Any]


def over(first: Token | tree.Node, last: Token | tree.Node) -> Span:
    """From the start of one to the end of the other."""
    return Span(first.span.start, last.span.end)


def word(token: Token) -> tree.Word:
    """A token as a name."""
    return tree.Word(token.text, span=token.span)


def words(children: Children) -> tuple[tree.Word, ...]:
    """The names in a list with commas."""
    return tuple(c if isinstance(c, tree.Word) else word(c) for c in children if _is_word(c))


def _is_word(child: Token | tree.Node) -> bool:
    return isinstance(child, tree.Word) or (isinstance(child, Token) and child.kind == "NAME")


def text(token: Token) -> tree.Text:
    """A quoted token as text."""
    return tree.Text(text_of(token.text), span=token.span)


def code_text(token: Token) -> tree.Text:
    """A code of a terminology, bare or quoted."""
    return text(token) if token.kind == "STRING" else tree.Text(token.text, span=token.span)


class ExpressionBuilder:
    """Nodes of the productions of expressions."""

    def implies(self, c: Children) -> tree.Implies:
        return tree.Implies(c[0], c[2], span=over(c[0], c[2]))

    def disjunction(self, c: Children) -> tree.Logic:
        return tree.Logic("or", tuple(c[::2]), span=over(c[0], c[-1]))

    def conjunction(self, c: Children) -> tree.Logic:
        return tree.Logic("and", tuple(c[::2]), span=over(c[0], c[-1]))

    def negation(self, c: Children) -> tree.Not:
        return tree.Not(c[1], span=over(c[0], c[1]))

    def compare(self, c: Children) -> tree.Compare:
        return tree.Compare(c[1].text, c[0], c[2], span=over(c[0], c[2]))

    def between(self, c: Children) -> tree.Between:
        return tree.Between(c[0], c[2], c[4], span=over(c[0], c[4]))

    def one_of(self, c: Children) -> tree.OneOf:
        return tree.OneOf(c[0], words(c[5:-1]), span=over(c[0], c[-1]))

    def not_one_of(self, c: Children) -> tree.OneOf:
        return tree.OneOf(c[0], words(c[6:-1]), negated=True, span=over(c[0], c[-1]))

    def one_of_list(self, c: Children) -> tree.OneOf:
        return tree.OneOf(c[0], (), named=word(c[4]), span=over(c[0], c[-1]))

    def not_one_of_list(self, c: Children) -> tree.OneOf:
        return tree.OneOf(c[0], (), negated=True, named=word(c[5]), span=over(c[0], c[-1]))

    def is_known(self, c: Children) -> tree.IsKnown:
        return tree.IsKnown(c[0], span=over(c[0], c[-1]))

    def is_not_known(self, c: Children) -> tree.IsKnown:
        return tree.IsKnown(c[0], negated=True, span=over(c[0], c[-1]))

    def within(self, c: Children) -> tree.Window:
        return tree.Window(c[0], "within", c[2], c[3].text, c[4], span=over(c[0], c[4]))

    def distance(self, c: Children) -> tree.Window:
        return tree.Window(c[0], _spaced(c[1]), c[2], c[3].text, c[4], span=over(c[0], c[4]))

    def order(self, c: Children) -> tree.Window:
        return tree.Window(c[0], "strictly", None, c[1].text, c[2], span=over(c[0], c[2]))

    def at_or_order(self, c: Children) -> tree.Window:
        return tree.Window(c[0], "at or", None, c[2].text, c[3], span=over(c[0], c[3]))

    def lasting(self, c: Children) -> tree.Lasting:
        return tree.Lasting(c[0], _spaced(c[2]), c[3], span=over(c[0], c[3]))

    def during(self, c: Children) -> tree.During:
        return tree.During(c[0], c[2], span=over(c[0], c[2]))

    def value_of(self, c: Children) -> tree.Otherwise:
        return tree.Otherwise(tuple(c[::2]), span=over(c[0], c[-1]))

    def sum(self, c: Children) -> tree.Expr:
        return _from_the_left(c)

    def product(self, c: Children) -> tree.Expr:
        check_product(c)
        return _from_the_left(c)

    def negative(self, c: Children) -> tree.Negative:
        return tree.Negative(c[1], span=over(c[0], c[1]))

    def in_unit_of(self, c: Children) -> tree.InUnit:
        return tree.InUnit(c[0], c[2], span=over(c[0], c[2]))

    def word(self, c: Children) -> tree.Word:
        return word(c[0])

    def name(self, c: Children) -> tree.Name:
        return tree.Name(c[0].text, span=c[0].span)

    def truth(self, c: Children) -> tree.Truth:
        return tree.Truth(c[0].kind == "YES", span=c[0].span)

    def parenthesis(self, c: Children) -> tree.Expr:
        # The node is still nobody else's: its place may grow to hold the parentheses, which leave no node of their own.
        object.__setattr__(c[1], "span", over(c[0], c[2]))
        inner: tree.Expr = c[1]
        return inner

    def group(self, c: Children) -> tree.Group:
        return tree.Group(c[0].text.split()[0], None, c[2], span=over(c[0], c[-1]))

    def counted_group(self, c: Children) -> tree.Group:
        return tree.Group(_spaced(c[0]), c[1].text, c[4], span=over(c[0], c[-1]))

    def members(self, c: Children) -> tuple[tree.Member, ...]:
        return tuple(m for m in c if isinstance(m, tree.Member))

    def labelled_member(self, c: Children) -> tree.Member:
        return tree.Member(c[0], text(c[1]), c[3], span=over(c[0], c[3]))

    def bare_member(self, c: Children) -> tree.Member:
        return tree.Member(None, None, c[0], span=c[0].span)

    def if_then(self, c: Children) -> tree.If:
        return tree.If(c[1], c[3], span=over(c[0], c[3]))

    def if_then_else(self, c: Children) -> tree.If:
        return tree.If(c[1], c[3], c[5], span=over(c[0], c[5]))

    def case(self, c: Children) -> tree.Case:
        return tree.Case(tuple(arm for arm in c if isinstance(arm, tree.Arm)), span=over(c[0], c[-1]))

    def arm(self, c: Children) -> tree.Arm:
        condition = None if isinstance(c[0], Token) else c[0]
        return tree.Arm(condition, c[2], span=over(c[0], c[2]))

    def extreme(self, c: Children) -> tree.Extreme:
        which: Any = c[0].text.split()[0]
        return tree.Extreme(which, tuple(c[2:-1:2]), span=over(c[0], c[-1]))

    def power(self, c: Children) -> tree.Power:
        check_product(c)
        return tree.Power(c[0], c[2], span=over(c[0], c[2]))

    def logarithm(self, c: Children) -> tree.Logarithm:
        return tree.Logarithm("ln" if c[0].text.startswith("ln") else "log10", c[1], span=over(c[0], c[1]))

    def edge_of(self, c: Children) -> tree.EdgeOf:
        return tree.EdgeOf("start" if c[0].text.startswith("start") else "end", c[1], span=over(c[0], c[1]))

    def date(self, c: Children) -> tree.Date:
        return tree.Date(c[0].text, span=c[0].span)

    def elapsed(self, c: Children) -> tree.Elapsed:
        return tree.Elapsed(c[0].text.split()[0], c[1], c[3], span=over(c[0], c[3]))

    def selection(self, c: Children) -> tree.Select:
        counted = c[0].kind == "COUNT_OF"
        how, number = (_spaced(c[0]), c[1].text) if counted else (c[0].text.split()[0], None)
        target, *rest = c[3:] if counted else c[1:]
        return tree.Select(how, target, number, rest[0] if rest else None, span=over(c[0], c[-1]))

    def selected(self, c: Children) -> tree.Word:
        return word(c[0])

    def selected_within(self, c: Children) -> tree.Stretch:
        return tree.Stretch("within", c[1], c[2].text, c[3], span=over(c[0], c[3]))

    def selected_distance(self, c: Children) -> tree.Stretch:
        return tree.Stretch(_spaced(c[0]), c[1], c[2].text, c[3], span=over(c[0], c[3]))

    def selected_order(self, c: Children) -> tree.Stretch:
        return tree.Stretch("strictly", None, c[0].text, c[1], span=over(c[0], c[1]))

    def selected_at_or_order(self, c: Children) -> tree.Stretch:
        return tree.Stretch("at or", None, c[1].text, c[2], span=over(c[0], c[2]))

    def selection_where(self, c: Children) -> tree.Select:
        said = {keyword.kind: condition for keyword, condition in zip(c[1::2], c[2::2], strict=True)}
        selection: tree.Select = c[0]
        return replace(selection, where=said.get("WHERE"), have=said.get("HAVE"), span=over(c[0], c[-1]))

    def amount(self, c: Children) -> tree.Quantity:
        token: Token = c[0]
        if token.kind == "NUMBER":
            return tree.Quantity(token.text, span=token.span)
        number, written = token.text.split(None, 1)
        unit = tree.Unit(unit_of(written), span=Span(token.end - len(written), token.end))
        return tree.Quantity(number, unit, span=token.span)

    def unit(self, c: Children) -> tree.Unit:
        return tree.Unit(unit_of(c[0].text), span=c[0].span)


def _from_the_left(c: Children) -> tree.Expr:
    left: tree.Expr = c[0]
    for sign, right in zip(c[1::2], c[2::2], strict=True):
        left = tree.Arithmetic(sign.text, left, right, span=over(left, right))
    return left


def _spaced(token: Token) -> Any:
    """A phrase of several words with single blanks, such as ``at least``."""
    return " ".join(token.text.split())
