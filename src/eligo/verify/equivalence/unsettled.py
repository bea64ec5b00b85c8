"""A mistake in which entries count, for a number of one that is chosen by its time: it may only matter while none is.

An entry is chosen once enough of them surely count. Which one it may be then hangs on those that may count, and on
those of known time that surely do. A mistake that leaves both as they are, and takes nothing from those that surely
count, changes nothing of a choice that is made. Where none is made, the number is not known, nor is that of any later
rank among the same entries: with these unknown the programs are to be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any

from eligo.core import nodes as n
from eligo.core.program import Program
from eligo.core.truth import FALSE, TRUE, UNKNOWN
from eligo.verify.questions import Question, Wanted

from ..mutants import Mutant
from ..mutants.batches import Batch, batch_of
from .by_itself import asking, path
from .witnesses import selected

_SURELY, _NEVER = frozenset((TRUE,)), frozenset((FALSE,))
_PERHAPS, _PERHAPS_NOT = frozenset((TRUE, UNKNOWN)), frozenset((FALSE, UNKNOWN))

_RANKS: dict[str, int] = {"latest": 0, "first": 0, "previous": 1}
"""How many entries have to count beside the chosen one."""


def unsettled(
    program: Program, mutant: Mutant, nobody: Callable[[Batch, Question], bool]
) -> tuple[Mutant, Mutant] | None:
    """The program and the mutant for those of whom no entry is chosen; None where others may differ too.

    Args:
        nobody: proves that nobody with a list of two entries is like that.
    """
    pair = _choices(program, mutant) if mutant.site is not None else None
    if pair is None or not all(nobody(*asked) for asked in _changes(program, mutant, *pair)):
        return None
    return tuple(replace(mutant, program=_without(p, pair[0])) for p in (program, mutant.program))  # type: ignore[return-value]


def _choices(program: Program, mutant: Mutant) -> tuple[n.Pick, n.Pick] | None:
    """The choices that differ in which entries count; entries that are asked for other entries are left out of it."""
    if mutant.where in program.definition and program.definition[mutant.where].within:
        return None
    for right, wrong in path(program.body(mutant.where), mutant.program.body(mutant.where)):
        if isinstance(right, n.Several | n.Pick | n.PickIs | n.PickMoment):
            if not (isinstance(right, n.Pick) and isinstance(wrong, n.Pick) and right.how in _RANKS):
                return None
            alike = replace(right, among=wrong.among) == wrong
            nested = selected(program, right.among) | selected(mutant.program, wrong.among)
            return (right, wrong) if alike and not nested else None
    return None


def _changes(program: Program, mutant: Mutant, right: n.Pick, wrong: n.Pick) -> Iterator[tuple[Batch, Question]]:
    """What there would be if a choice that is made were another: an entry that counts, and one of which it is wrong."""
    dated = n.All((n.Known(n.When(right.time)), wrong.among))
    asked = ((right.among, 1), (right.among, 2), (wrong.among, 1), (wrong.among, 2), (n.Any((right.among, dated)), 2))
    several = [n.Several(right.series, among, n.Always(TRUE), low, None) for among, low in asked]
    batch = batch_of([asking(program, mutant, one) for one in several])
    one_did, both_did, one_does, both_do, each_did_or_does = (n.Ref(names[mutant.touched[0]]) for names in batch.names)
    yield batch, (Wanted(one_did, _SURELY), Wanted(one_does, _PERHAPS_NOT))
    yield batch, (Wanted(one_did, _SURELY), Wanted(both_did, _NEVER), Wanted(both_do, _PERHAPS))
    yield batch, (Wanted(one_did, _SURELY), Wanted(both_did, _PERHAPS), Wanted(both_do, _NEVER))
    yield batch, (Wanted(one_did, _SURELY), Wanted(each_did_or_does, _SURELY), Wanted(both_did, _PERHAPS_NOT))


def _without(program: Program, choice: n.Pick) -> Program:
    """The program with the choice not made, and so none that wants as many entries among the same."""

    def put(node: Any) -> Any:
        if isinstance(node, tuple):
            return tuple(map(put, node))
        if not isinstance(node, n.Node):
            return node
        if isinstance(node, n.Pick) and _RANKS.get(node.how, -1) >= _RANKS[choice.how] and _among_same(node, choice):
            return n.FirstKnown(())
        return replace(node, **{field.name: put(getattr(node, field.name)) for field in fields(node) if field.init})

    return replace(
        program,
        definitions=tuple(replace(one, body=put(one.body)) for one in program.definitions),
        criteria=tuple(replace(one, condition=put(one.condition)) for one in program.criteria),
    )


def _among_same(one: n.Pick, other: n.Pick) -> bool:
    return (one.series, one.among) == (other.series, other.among)
