"""Fourth pass: the type of every expression, its unit, and whether its parts go together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from eligo.diagnostics.model import Label
from eligo.syntax import tree

from . import calculation, cases, comparison, powers, selection, timing
from .choices import no_such_option
from .findings import Findings
from .lists import values_of
from .numerals import exact
from .quantities import Quantities
from .series import CONDITIONS
from .symbols import Symbols
from .types import (
    BROKEN,
    CONDITION,
    BrokenType,
    ChoiceType,
    ConditionType,
    Meaning,
    MomentType,
    NumberType,
    PeriodType,
    TimeSpan,
    Type,
    describe,
)


class Typer:
    """Finds the type of every expression that it is given, and of all in it.

    Attributes:
        findings: receives what is wrong.
        quantities: the checks of numbers.
        meanings: what each name stands for, by ``id`` of its node.
        types: the results, by ``id`` of the expression.
        spans: the durations, by ``id`` of the quantity.
        chosen: the values that are meant, by ``id`` of the ``is one of``.
    """

    def __init__(
        self,
        symbols: Symbols,
        meanings: Mapping[int, Meaning],
        facts: Mapping[str, Type],
        findings: Findings,
        lists: dict[str, tuple[str, ...]],
    ) -> None:
        self.symbols = symbols
        self.meanings = meanings
        self.facts = facts
        self.findings = findings
        self.lists = lists
        self.chosen: dict[int, tuple[str, ...]] = {}
        self.quantities = Quantities(findings)
        self.defines: dict[str, Type] = {}
        self.types: dict[int, Type] = {}
        self.spans: dict[int, TimeSpan] = {}

    def infer(self, expr: tree.Expr) -> Type:
        """The type of an expression; :data:`BROKEN` once an error in it is reported."""
        found = _HANDLERS[type(expr)](self, expr)
        self.types[id(expr)] = found
        return found

    # ------------------------------------------------------------ what a place expects

    def condition(self, expr: tree.Expr) -> None:
        """Check an expression that must be a condition."""
        found = self.infer(expr)
        if not isinstance(found, ConditionType | BrokenType):
            timing.not_a_condition(self, expr, found)

    def number(self, expr: tree.Expr) -> NumberType | None:
        """The type of an expression that must be a number; None after an error."""
        found = self.infer(expr)
        if isinstance(found, NumberType):
            return found
        if not isinstance(found, BrokenType):
            self.mismatch(expr, "a number", found)
        return None

    def moment(self, expr: tree.Expr) -> None:
        """Check an expression that must be a moment."""
        found = self.infer(expr)
        if isinstance(found, PeriodType):
            name = self.quantities.text(expr)
            self.mismatch(expr, "a moment", found, f"write `start of {name}` or `end of {name}`")
        elif not isinstance(found, MomentType | BrokenType):
            self.mismatch(expr, "a moment", found)

    def moment_or_period(self, expr: tree.Expr) -> None:
        """Check an expression that must be one of the two."""
        found = self.infer(expr)
        if not isinstance(found, MomentType | PeriodType | BrokenType):
            self.mismatch(expr, "a moment", found)

    def period(self, expr: tree.Expr) -> None:
        """Check an expression that must be a period."""
        found = self.infer(expr)
        if not isinstance(found, PeriodType | BrokenType):
            self.mismatch(expr, "a period", found)

    def mismatch(self, expr: tree.Expr, expected: str, found: Type, *hints: str) -> None:
        """Report an expression of the wrong type."""
        labels: tuple[Label, ...] = ()
        meaning = self.meanings.get(id(expr))
        if meaning is not None and meaning.kind != "option" and self.symbols.place(meaning.key) != tree.NOWHERE:
            labels = (Label(self.symbols.place(meaning.key), "declared here"),)
        text = self.quantities.text(expr)
        self.findings.error(
            "E207", expr.span, f"expected {expected}, but `{text}` is {describe(found)}", labels=labels, hints=hints
        )

    def of_entry(self, key: str) -> Type:
        """The type of what an entry holds, or of what is defined of it."""
        return self.defines.get(key, BROKEN) if key in self.symbols.inner else self.facts[key]

    # ------------------------------------------------------------ names and constants

    def name(self, node: tree.Name) -> Type:
        meaning = self.meanings.get(id(node))
        if meaning is None:
            return BROKEN
        match meaning.kind:
            case "fact":
                return self.facts[meaning.key]
            case "define":
                return self.defines.get(meaning.key, BROKEN)
            case "option":
                return BROKEN
            case _:
                return CONDITION

    def quantity(self, node: tree.Quantity) -> Type:
        return self.quantities.literal(node) or BROKEN

    def truth(self, _node: tree.Truth) -> Type:
        return CONDITION

    # ------------------------------------------------------------ conditions

    def negation(self, node: tree.Not) -> Type:
        self.condition(node.operand)
        return CONDITION

    def logic(self, node: tree.Logic) -> Type:
        for operand in node.operands:
            self.condition(operand)
        return CONDITION

    def implies(self, node: tree.Implies) -> Type:
        self.condition(node.condition)
        self.condition(node.consequence)
        return CONDITION

    def group(self, node: tree.Group) -> Type:
        for member in node.members:
            self.condition(member.condition)
        if node.count is not None:
            self._reachable(node, node.count)
        elif not node.members:
            self.findings.error("E220", node.span, "the braces hold no conditions", hints=("list at least one",))
        return CONDITION

    def _reachable(self, node: tree.Group, count: str) -> None:
        wanted, members = exact(count), len(node.members)
        if wanted is None or wanted.denominator != 1:
            self.findings.error("E215", node.span, f"`{count[:40]}` is not a number of conditions")
        elif node.quantifier in ("at least", "exactly") and wanted > members:
            listed = "is 1 condition" if members == 1 else f"are {members} conditions"
            self.findings.error(
                "E220",
                node.span,
                f"`{node.quantifier} {count}` can never be true: there {listed}",
                hints=(f"ask for {members} at most, or list more conditions",),
            )
        elif node.quantifier == "at least" and wanted == 0:
            self.findings.error(
                "E220",
                node.span,
                "`at least 0` is always true, whatever the conditions say",
                hints=("write `at least 1`; for none of them, write `at most 0`",),
            )

    def one_of(self, node: tree.OneOf) -> Type:
        found = self.infer(node.operand)
        if isinstance(found, ChoiceType):
            fact, known = self.symbols.choice(found.fact), set(found.options)
            words = node.options if node.named is None else (node.named,)
            self.chosen[id(node)] = values_of(words, self.lists)
            for word in words:
                if word.text in self.lists:
                    self._has_all(fact, word)
                elif word is not node.named and word.text not in known:
                    no_such_option(word.text, word, fact, self.findings)
        elif not isinstance(found, BrokenType):
            self.mismatch(node.operand, "a choice", found)
        return CONDITION

    def _has_all(self, fact: tree.Fact, word: tree.Word) -> None:
        """Report the values of a list that the choice does not have."""
        options = {option.text for option in fact.options}
        lacking = [value for value in self.lists[word.text] if value not in options]
        if lacking:
            listed = ", ".join(f"`{value}`" for value in lacking[:12]) + (", ..." if len(lacking) > 12 else "")
            self.findings.error(
                "E208",
                word.span,
                f"`{fact.name.text}` lacks values of the list `{word.text}`: {listed}",
                labels=(Label(self.symbols.lists[word.text].name.span, "the list"),),
                hints=(f"add them to the values of `{fact.name.text}`, or leave them out of the list",),
            )

    def is_known(self, node: tree.IsKnown) -> Type:
        found = self.infer(node.operand)
        meaning = self.meanings.get(id(node.operand))
        selected = (
            isinstance(node.operand, tree.Select)
            and node.operand.how not in CONDITIONS
            and node.operand.target.text not in self.symbols.inner
        )
        if isinstance(found, ConditionType) and not selected and (meaning is None or meaning.kind != "fact"):
            self.findings.error(
                "E222",
                node.operand.span,
                f"`is known` asks about data; `{self.quantities.text(node.operand)}` is a condition",
                hints=("ask about the facts that it uses, such as: age is known and weight is known",),
            )
        return CONDITION

    def choose(self, node: tree.If) -> Type:
        """A condition or a number, as its branches are."""
        self.condition(node.condition)
        then = self.infer(node.then)
        if node.otherwise is None:
            return calculation.then_alone(self, node, then)
        other = self.infer(node.otherwise)
        match then, other:
            case (BrokenType(), _) | (_, BrokenType()):
                return BROKEN
            case NumberType(), NumberType():
                return calculation.alike(self, [(node.then, then), (node.otherwise, other)])
            case ConditionType(), ConditionType():
                return CONDITION
            case NumberType() | ConditionType(), _:
                self.mismatch(node.otherwise, "a number" if isinstance(then, NumberType) else "a condition", other)
            case _:
                self.mismatch(node.then, "a condition or a number", then)
        return BROKEN


_HANDLERS: dict[type, Callable[[Typer, Any], Type]] = {
    tree.Name: Typer.name,
    tree.Quantity: Typer.quantity,
    tree.Truth: Typer.truth,
    tree.Not: Typer.negation,
    tree.Negative: calculation.negative,
    tree.Logic: Typer.logic,
    tree.Implies: Typer.implies,
    tree.Arithmetic: calculation.arithmetic,
    tree.Otherwise: calculation.otherwise,
    tree.Compare: comparison.compare,
    tree.Between: comparison.between,
    tree.OneOf: Typer.one_of,
    tree.IsKnown: Typer.is_known,
    tree.Group: Typer.group,
    tree.If: Typer.choose,
    tree.Case: cases.case,
    tree.Extreme: calculation.extreme,
    tree.Power: powers.power,
    tree.Logarithm: powers.logarithm,
    tree.Window: timing.window,
    tree.Lasting: timing.lasting,
    tree.During: timing.during,
    tree.Elapsed: timing.elapsed,
    tree.InUnit: calculation.in_unit,
    tree.EdgeOf: timing.edge_of,
    tree.Date: timing.date,
    tree.Select: selection.select,
}
