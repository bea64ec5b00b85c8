"""Productions of facts and their options -> nodes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from eligo.source import Span
from eligo.syntax import tree
from eligo.syntax.build_expression import Children, ExpressionBuilder, code_text, over, text, word, words
from eligo.syntax.machine import Token

_ROLES = ("judged by", "attested by", "about", "planned")
_ALLOWED = {
    "number": ("in", "plausible", "precision", "molar mass", "repeated", *_ROLES, "code", "codes"),
    "flag": ("missing means", "repeated", *_ROLES, "code", "codes"),
    "choice": ("of", "missing means", "repeated", *_ROLES, "code", "codes"),
    "moment": ("missing means", *_ROLES, "code", "codes"),
    "period": ("missing means", *_ROLES, "code", "codes"),
    "events": ("missing means", *_ROLES, "code", "codes"),
}
"""The options of each kind of fact."""

_NEEDED = {"number": "in", "choice": "of"}
"""The option that a kind cannot do without."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a fact: its keyword and what it says."""

    key: str
    value: Any
    span: Span


class Misuse(Exception):
    """A statement that the grammar accepts and the syntax does not.

    Attributes:
        kind: the fact's kind.
        key: the option that is misplaced, given twice or missing.
        problem: which of the three, or ``disordered``: the values of a choice go the wrong way.
        span: the option, or the fact's name where an option is missing.
        first: the first of an option given twice.
    """

    def __init__(self, kind: str, key: str, problem: str, span: Span, first: Span | None = None) -> None:
        super().__init__(f"{kind}: {key} {problem}")
        self.kind = kind
        self.key = key
        self.problem = problem
        self.span = span
        self.first = first


class FactBuilder(ExpressionBuilder):
    """Nodes of the productions of facts."""

    def number(self, c: Children) -> tree.Fact:
        return _fact(c)

    def flag(self, c: Children) -> tree.Fact:
        return _fact(c)

    def choice(self, c: Children) -> tree.Fact:
        return _fact(c)

    def moment(self, c: Children) -> tree.Fact:
        return _fact(c)

    def period(self, c: Children) -> tree.Fact:
        return _fact(c)

    def events(self, c: Children) -> tree.Fact:
        opening = next(n for n, part in enumerate(c) if isinstance(part, Token) and part.text == "{")
        lines = c[opening + 1 : -1]
        fields = tuple(line for line in lines if isinstance(line, tree.Fact))
        defines = tuple(line for line in lines if isinstance(line, tree.Define))
        return replace(_fact(c[:opening]), fields=fields, defines=defines, span=over(c[0], c[-1]))

    def in_unit_option(self, c: Children) -> Option:
        return Option("in", c[1], over(c[0], c[1]))

    def of_option(self, c: Children) -> Option:
        signs = {token.text for token in c[2::2] if token.kind == "RELATION"}
        span = over(c[0], c[-1])
        if signs - {"<"}:
            raise Misuse("choice", "of", "disordered", span)
        return Option("of", (words(c[1:]), bool(signs)), span)

    def plausible_option(self, c: Children) -> Option:
        span = over(c[0], c[3])
        return Option("plausible", tree.Plausible(c[1], c[3], span=span), span)

    def precision_option(self, c: Children) -> Option:
        return Option("precision", c[1], over(c[0], c[1]))

    def molar_mass_option(self, c: Children) -> Option:
        return Option("molar mass", c[2], over(c[0], c[2]))

    def missing_option(self, c: Children) -> Option:
        means = c[2] if isinstance(c[2], tree.Word) else word(c[2])
        return Option("missing means", means, over(c[0], c[2]))

    def judged_option(self, c: Children) -> Option:
        return Option("judged by", c[2], over(c[0], c[2]))

    def attested_option(self, c: Children) -> Option:
        return Option("attested by", c[2], over(c[0], c[2]))

    def about_option(self, c: Children) -> Option:
        return Option("about", word(c[1]), over(c[0], c[1]))

    def planned_option(self, c: Children) -> Option:
        return Option("planned", True, c[0].span)

    def code_option(self, c: Children) -> Option:
        span = over(c[0], c[2])
        return Option("code", tree.Code(word(c[1]), code_text(c[2]), span=span), span)

    def value_set_option(self, c: Children) -> Option:
        return Option("codes", word(c[1]), over(c[0], c[1]))

    def repeated_option(self, c: Children) -> Option:
        return Option("repeated", True, c[0].span)

    def negative_amount(self, c: Children) -> tree.Quantity:
        amount = self.amount(c[1:])
        return tree.Quantity("-" + amount.number, amount.unit, span=over(c[0], amount))


def _fact(c: Children) -> tree.Fact:
    defines = tuple(part for part in c if isinstance(part, tree.Define))
    if defines:
        opening = next(n for n, part in enumerate(c) if isinstance(part, Token) and part.text == "{")
        return replace(_fact(c[:opening]), defines=defines, span=over(c[0], c[-1]))
    keyword: Token = c[0]
    kind: Any = keyword.text
    said: dict[str, Option] = {}
    codes: list[tree.Code] = []
    value_sets: list[tree.Word] = []
    for option in c[3:]:
        if option.key not in _ALLOWED[kind]:
            raise Misuse(kind, option.key, "misplaced", option.span)
        if option.key == "code":
            codes.append(option.value)
        elif option.key == "codes":
            value_sets.append(option.value)
        elif option.key in said:
            raise Misuse(kind, option.key, "twice", option.span, said[option.key].span)
        else:
            said[option.key] = option
    needed = _NEEDED.get(kind)
    if needed and needed not in said:
        raise Misuse(kind, needed, "missing", c[1].span)
    value = {key: option.value for key, option in said.items()}
    return tree.Fact(
        kind,
        word(c[1]),
        text(c[2]),
        unit=value.get("in"),
        options=value.get("of", ((), False))[0],
        plausible=value.get("plausible"),
        precision=value.get("precision"),
        molar_mass=value.get("molar mass"),
        missing=value.get("missing means"),
        judged_by=value.get("judged by"),
        attested_by=value.get("attested by"),
        about=value.get("about"),
        planned=value.get("planned", False),
        ordered=value.get("of", ((), False))[1],
        codes=tuple(codes),
        value_sets=tuple(value_sets),
        repeated="repeated" in value,
        span=Span(keyword.start, c[-1].span.end),
    )
