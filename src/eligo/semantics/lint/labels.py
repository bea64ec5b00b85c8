"""The labels of a protocol, which its document and its forms show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eligo.semantics.symbols import conditions_of
from eligo.semantics.walk import named_members
from eligo.syntax import tree


@dataclass(frozen=True, slots=True)
class Labelled:
    """Something with a label; ``group`` holds what a reader sees in one list, where labels must differ."""

    group: str
    what: str
    label: tree.Text


def labels(module: tree.Module) -> Iterator[Labelled]:
    """Every label of a module in the order written."""
    for statement in module.statements:
        match statement:
            case tree.Header():
                yield Labelled("", "the protocol", statement.title)
            case tree.SourceDoc():
                yield Labelled("source", f"the source `{statement.name.text}`", statement.title)
            case tree.Fact() | tree.Define():
                yield Labelled("fact", f"`{statement.name.text}`", statement.label)
            case tree.NamedList():
                yield Labelled("list", f"the list `{statement.name.text}`", statement.label)
            case tree.ValueSet():
                yield Labelled("codes", f"the codes `{statement.name.text}`", statement.label)
            case tree.Criterion():
                owner = statement.name.text
                yield Labelled("criterion", f"`{owner}`", statement.label)
                for condition in conditions_of(statement):
                    for name, member in named_members(condition):
                        if member.label is not None:
                            yield Labelled(f"member of {owner}", f"`{owner}.{name.text}`", member.label)
            case tree.Patient():
                yield Labelled("patient", f"the patient `{statement.name.text}`", statement.label)
            case tree.Claim():
                yield Labelled("claim", "this claim", statement.label)
            case tree.Assume():
                yield Labelled("assume", "this assumption", statement.label)
