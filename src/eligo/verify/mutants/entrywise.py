"""A mistake in what is asked of an entry, as a mistake about one entry: if no entry shows it, no list does."""

from __future__ import annotations

from dataclasses import fields, replace

from eligo.core import nodes as n
from eligo.core.program import Program
from eligo.core.truth import TRUE

from .first_order import Mutant

_Selection = n.Several | n.Pick | n.PickIs | n.PickMoment


def of_one_entry(program: Program, mutant: Mutant) -> tuple[Mutant, Mutant] | None:
    """The program and the mutant, asking of a list only whether some entry meets what the mistake is in.

    None when the mistake is not in such a condition. Whoever agrees on whether *some* entry of a list meets it, for
    lists of one entry and therefore for every entry, agrees on all that a selection makes of them.
    """
    pair = _conditions(_body(program, mutant.where), _body(mutant.program, mutant.where)) if mutant.site else None
    if pair is None:
        return None
    series, right, wrong = pair
    return _asking(program, mutant, series, right), _asking(mutant.program, mutant, series, wrong)


def _body(program: Program, name: str) -> n.Node:
    criterion = program.criterion.get(name)
    return criterion.condition if criterion else program.definition[name].body


def _asking(program: Program, mutant: Mutant, series: str, condition: n.Condition) -> Mutant:
    name = mutant.touched[0]
    some = n.Several(series, n.Always(TRUE), condition, 1, None)
    criteria = tuple(replace(c, condition=some) if c.name == name else c for c in program.criteria)
    return replace(mutant, program=replace(program, criteria=criteria), touched=(name,))


def _conditions(right: object, wrong: object) -> tuple[str, n.Condition, n.Condition] | None:
    """What two nodes that differ in one place ask of an entry, the outermost selection first."""
    while type(right) is type(wrong) and isinstance(right, n.Node):
        unlike = [f.name for f in fields(right) if f.compare and getattr(right, f.name) != getattr(wrong, f.name)]
        if isinstance(right, n.Several) and right.sampled == "no" and {*unlike} <= {"among", "test"}:
            both = (n.All((right.among, right.test)), n.All((wrong.among, wrong.test)))  # type: ignore[attr-defined]
            return (right.series, *both)
        if len(unlike) != 1:
            return None
        before, after = getattr(right, unlike[0]), getattr(wrong, unlike[0])
        if isinstance(right, _Selection) and unlike[0] in ("among", "test"):
            return right.series, before, after
        if isinstance(before, tuple) and isinstance(after, tuple) and len(before) == len(after):
            apart = [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
            if len(apart) != 1:
                return None
            before, after = before[apart[0]], after[apart[0]]
        right, wrong = before, after
    return None
