"""The expressions of a protocol, and what may be said in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eligo.syntax import tree

from .series import defined_in, key
from .symbols import Symbols, conditions_of, context_of


@dataclass(frozen=True, slots=True)
class Root:
    """An expression that stands in a declaration.

    Attributes:
        expr: the whole expression.
        context: for messages, such as ``exclusion 4``.
        name: the definition or criterion that it makes; empty for a claim or an assumption.
        owner: the criterion whose labelled members may be used by their bare names; empty elsewhere.
        about_verdict: whether ``eligible`` may be used.
        define: the definition, when it is one's body: it may be a number.
        entry: the list, when the definition is one of its entries.
    """

    expr: tree.Expr
    context: str
    name: str = ""
    owner: str = ""
    about_verdict: bool = False
    define: tree.Define | None = None
    entry: tree.Fact | None = None


def roots(module: tree.Module, symbols: Symbols) -> Iterator[Root]:
    """Every expression of the module in the order written; those of a second declaration of a name are left out."""
    for statement in module.statements:
        match statement:
            case tree.Define(name=name):
                if symbols.defines.get(name.text) is statement:
                    yield Root(statement.body, f"define {name.text}", name.text, define=statement)
            case tree.Fact(name=name) if statement.defines and symbols.facts.get(name.text) is statement:
                for define in defined_in(statement).values():
                    full = key(statement, define.name.text)
                    if symbols.inner.get(full) is define:
                        yield Root(define.body, f"define {full}", full, define=define, entry=statement)
            case tree.Criterion(name=name):
                if symbols.criteria.get(name.text) is statement:
                    for condition in conditions_of(statement):
                        yield Root(condition, context_of(statement), name.text, name.text)
            case tree.Assume():
                yield Root(statement.condition, "assume", about_verdict=True)
            case tree.Claim():
                yield Root(statement.condition, "claim", about_verdict=True)
