"""A mistake by itself: in a condition that no list has to do with, or in what is asked of one entry.

Whoever cannot tell the two conditions apart cannot tell apart what is made of them. So a proof about them, which need
not know of long lists, is a proof about the programs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

from eligo.core import nodes as n
from eligo.core.program import Program
from eligo.core.reads import Reads
from eligo.core.truth import TRUE

from .first_order import Mutant

_Selection = n.Several | n.Pick | n.PickIs | n.PickMoment
_Pair = tuple[n.Condition, n.Condition]


def by_itself(program: Program, mutant: Mutant) -> Iterator[tuple[Mutant, Mutant]]:
    """The program and the mutant with what the mistake is in for their whole criterion, the outer conditions first.

    Of a list it is only asked whether some entry meets what the mistake is in: that is as good as asking each entry.
    """
    pair = _apart(program, mutant.program, mutant.where) if mutant.site is not None else None
    if pair is not None:
        yield (_asking(program, mutant, pair[0]), _asking(mutant.program, mutant, pair[1]))


def _asking(program: Program, mutant: Mutant, condition: n.Condition) -> Mutant:
    name = mutant.touched[0]
    criteria = tuple(replace(c, condition=condition) if c.name == name else c for c in program.criteria)
    return replace(mutant, program=replace(program, criteria=criteria), touched=(name,))


def _apart(program: Program, wrong_program: Program, where: str) -> _Pair | None:
    """The outermost conditions that the mistake is in and that depend on no more than one entry of a list."""
    lists = {fact.name for fact in program.facts if fact.repeated or fact.kind == "events"}
    reads = Reads(program)
    for right, wrong in _path(_body(program, where), _body(wrong_program, where)):
        if isinstance(right, _Selection) and isinstance(wrong, _Selection):
            return _of_one_entry(right, wrong)
        if isinstance(right, n.Condition) and isinstance(wrong, n.Condition) and lists.isdisjoint(reads.of(right)):
            return right, wrong
    return None


def _of_one_entry(right: _Selection, wrong: _Selection) -> _Pair | None:
    """That some entry meets what is asked of each by two selections that choose alike."""
    unlike = _unlike(right, wrong)
    before: n.Condition
    after: n.Condition
    match right, wrong:
        case n.Several(sampled="no"), n.Several() if {*unlike} <= {"among", "test"}:
            before, after = n.All((right.among, right.test)), n.All((wrong.among, wrong.test))
        case _ if len(unlike) == 1 and unlike[0] in ("among", "test"):
            before, after = getattr(right, unlike[0]), getattr(wrong, unlike[0])
        case _:
            return None
    always = n.Always(TRUE)
    return n.Several(right.series, always, before, 1, None), n.Several(right.series, always, after, 1, None)


def _path(right: object, wrong: object) -> Iterator[tuple[n.Node, n.Node]]:
    """The nodes that hold what two nodes differ in, from the outside."""
    while type(right) is type(wrong) and isinstance(right, n.Node) and isinstance(wrong, n.Node):
        yield right, wrong
        unlike = _unlike(right, wrong)
        if len(unlike) != 1:
            return
        before, after = getattr(right, unlike[0]), getattr(wrong, unlike[0])
        if isinstance(before, tuple) and isinstance(after, tuple) and len(before) == len(after):
            apart = [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
            if len(apart) != 1:
                return
            before, after = before[apart[0]], after[apart[0]]
        right, wrong = before, after
    if isinstance(right, n.Node) and isinstance(wrong, n.Node):
        yield right, wrong


def _unlike(right: n.Node, wrong: n.Node) -> list[str]:
    return [f.name for f in fields(right) if f.compare and getattr(right, f.name) != getattr(wrong, f.name)]


def _body(program: Program, name: str) -> n.Node:
    criterion = program.criterion.get(name)
    return criterion.condition if criterion else program.definition[name].body
