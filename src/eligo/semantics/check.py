"""Checking a protocol: the passes in their order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from eligo.diagnostics.model import sort_key
from eligo.source import Source
from eligo.syntax import tree

from .checked import Checked
from .collect import collect
from .columns import check_columns
from .dependencies import dependency_order
from .expectations import check_expectations
from .facts import check_facts, check_replaced, computed_otherwise, fields_by_key
from .findings import Findings
from .infer import Typer
from .lint import lint
from .lists import check_lists
from .lost import Lost
from .needed import needed
from .origins import check_origins
from .quantities import moved
from .resolve import resolve
from .roots import Root, roots
from .symbols import SCREENING
from .types import BROKEN, ConditionType, MomentType, NumberType, Type, describe
from .value_sets import check_value_sets
from .vignettes import check_patients


def check(
    source: Source,
    module: tree.Module,
    *,
    partial: bool = False,
    lost: frozenset[str] = frozenset(),
    starts: tuple[int, ...] = (0,),
    shared: bool = False,
) -> Checked:
    """Check the names, types and units of a module, and its structure.

    Args:
        source: the text that the module was parsed from.
        module: its syntax tree.
        partial: the parser has reported errors, so that declarations may be missing from the tree: what depends on
            their absence is not reported.
        lost: the names that the parser knows to have lost; with it, other unknown names are still reported.
        starts: where the protocol's own text begins, and that of each file that it uses.
        shared: the file is no protocol but one that protocols use: it needs neither a header nor criteria, and what it
            declares is used elsewhere.

    Returns:
        All that later passes need; ``diagnostics`` holds errors and lint findings. With an error among them the
        result cannot be lowered.
    """
    findings = Findings(source)
    header, symbols = collect(module, findings, partial=partial, starts=starts, shared=shared)
    facts = check_facts(symbols.facts.values(), findings)
    wrong = check_replaced(symbols.replaced, findings)
    lists = check_lists(symbols, findings)
    check_value_sets(symbols, findings)
    missing = Lost.of(source.text, lost, partial=partial)
    origins = check_origins(symbols, findings, missing)
    every_root = tuple(roots(module, symbols))
    resolution = resolve(every_root, symbols, findings, missing)
    order, circular = dependency_order(resolution.depends, symbols, findings)
    every_fact = facts | fields_by_key(facts)
    kinds = {name: BROKEN if name.partition(".")[0] in wrong else fact.kind for name, fact in every_fact.items()}
    typer = Typer(symbols, resolution.meanings, kinds, findings, lists)
    _definitions(typer, every_root, order, circular)
    for root in every_root:
        if root.define is None:
            findings.context = root.context
            typer.condition(root.expr)
    meanings = resolution.meanings
    own = starts[1] if len(starts) > 1 else len(source.text) + 1
    if len(starts) > 1:
        kept = needed(module, symbols, every_root, resolution, own)
        module, symbols, every_root, meanings = kept.module, kept.symbols, kept.roots, kept.meanings
        facts = {name: fact for name, fact in facts.items() if name == SCREENING or name in symbols.facts}
        kept_names = {**symbols.defines, **symbols.inner}
        order = tuple(name for name in order if name in kept_names or name not in typer.defines)
    check_columns(symbols, findings)
    patients = check_patients(symbols, facts, findings, missing)
    expectations = check_expectations(module, symbols, facts, findings, missing)
    checked = Checked(
        source,
        module,
        header,
        symbols,
        facts,
        every_root,
        meanings,
        typer.types,
        typer.spans,
        typer.chosen,
        typer.defines,
        order,
        lists,
        origins,
        patients,
        expectations,
        own,
        complete=not partial and not resolution.unknown,
        shared=shared,
    )
    found = [*findings.found, *lint(checked)]
    return replace(checked, diagnostics=tuple(sorted(found, key=sort_key)))


def _definitions(typer: Typer, every_root: Iterable[Root], order: tuple[str, ...], circular: frozenset[str]) -> None:
    """Find the type of each definition after those that it uses."""
    by_name = {root.name: root for root in every_root if root.define is not None}
    for name in order:
        root = by_name.get(name)
        if root is None or root.define is None:
            continue
        typer.findings.context = root.context
        found = typer.infer(root.expr)
        kind = BROKEN if name in circular else _declared(typer, root.define, found, inner="." in name)
        for define, used in typer.symbols.computed:
            if define is root.define and kind is not BROKEN and computed_otherwise(define, kind, used, typer.findings):
                kind = BROKEN
        typer.defines[name] = kind


def _declared(typer: Typer, define: tree.Define, found: Type, *, inner: bool) -> Type:
    """The type that a definition's name has: its body's, in the unit that it declares."""
    match found:
        case ConditionType() if define.unit is not None:
            typer.findings.error(
                "E207",
                define.unit.span,
                f"`{define.name.text}` is a condition; a condition has no unit",
                hints=("leave `in` and the unit out",),
            )
        case ConditionType():
            return found
        case MomentType() if inner:
            typer.findings.error(
                "E207",
                define.body.span,
                "a definition of each entry is a condition or a number, but this is a moment",
                hints=("use the moment itself after `where`",),
            )
        case MomentType() if define.unit is not None:
            typer.findings.error(
                "E207",
                define.unit.span,
                f"`{define.name.text}` is a moment; a moment has no unit",
                hints=("leave `in` and the unit out",),
            )
        case MomentType():
            return found
        case NumberType() if define.unit is None:
            return found
        case NumberType() if define.unit is not None:
            unit = typer.quantities.unit(define.unit)
            if unit is not None and typer.quantities.fits((define.body, found), unit, define.unit.span):
                return moved(found, unit)
        case _ if found is not BROKEN:
            typer.findings.error(
                "E207",
                define.body.span,
                f"a definition is a condition, a number or a moment, but this is {describe(found)}",
                hints=("use the fact itself where it is needed",),
            )
    return BROKEN
