"""What checking a protocol gives: everything that its names, types and units mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from eligo.diagnostics.model import Diagnostic
from eligo.source import Source
from eligo.syntax import tree

from .facts import CheckedFact, fields_by_key
from .origins import Origins
from .roots import Root
from .symbols import Symbols
from .types import Meaning, TimeSpan, Type
from .vignettes import CheckedPatient
from .walk import every


@dataclass(frozen=True)
class Checked:
    """A checked module; of the files that it uses it holds what it needs.

    The tables by ``id`` hold for the nodes of ``module``, which the object keeps alive.

    Attributes:
        source: its text.
        module: its syntax tree.
        header: its header; None when it has none.
        symbols: its declarations by name.
        facts: its data dictionary, the moment of screening first.
        roots: its expressions.
        meanings: what each name stands for, by ``id`` of the name node.
        types: the type of each expression, by ``id`` of the expression.
        spans: durations, by ``id`` of the quantity.
        chosen: the values that are meant, by ``id`` of each ``is one of``.
        defines: the type of each definition.
        order: all definitions, labelled members and criteria, each after those that it uses.
        lists: the values of each list, those of lists in it included.
        origins: items of the sources and the criteria that answer them.
        patients: the vignettes.
        expectations: what is expected of them.
        own: where the protocol's own text ends; what begins there or later stands in a file that it uses.
        complete: nothing of the file was lost and every name resolved, so that absence can be judged.
        shared: it is no protocol, but a file that protocols use.
        diagnostics: errors and findings, in the order of the text.
    """

    source: Source
    module: tree.Module
    header: tree.Header | None
    symbols: Symbols
    facts: dict[str, CheckedFact]
    roots: tuple[Root, ...]
    meanings: dict[int, Meaning]
    types: dict[int, Type]
    spans: dict[int, TimeSpan]
    chosen: dict[int, tuple[str, ...]]
    defines: dict[str, Type]
    order: tuple[str, ...]
    lists: dict[str, tuple[str, ...]]
    origins: Origins
    patients: tuple[CheckedPatient, ...]
    expectations: tuple[tree.Expect, ...]
    own: int
    complete: bool
    shared: bool = False
    diagnostics: tuple[Diagnostic, ...] = field(default=(), repr=False)

    def type_of(self, expr: tree.Expr) -> Type | None:
        """The type of an expression of the module; None when an error around it kept it from being looked at."""
        return self.types.get(id(expr))

    @cached_property
    def fields(self) -> dict[str, CheckedFact]:
        """What entries hold, by full names such as ``biologic.dose``."""
        return fields_by_key(self.facts)

    @cached_property
    def expressions(self) -> tuple[tuple[Root, tree.Expr], ...]:
        """Every expression of the module with the root that it stands in, outer before inner."""
        return tuple((root, expr) for root in self.roots for expr in every(root.expr))
