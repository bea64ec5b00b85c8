"""A mistake by itself: in a condition that no list has to do with, in what is asked of one entry, in what has no parts.

Whoever cannot tell the two conditions apart cannot tell apart what is made of them. So a proof about them, which need
not know of long lists, or of fewer of them, is a proof about the programs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

from eligo.core import nodes as n
from eligo.core.program import Program
from eligo.core.reads import Reads
from eligo.core.references import names_reached
from eligo.core.truth import TRUE

from ..mutants import Mutant
from .enough import unlike_names

_Selection = n.Several | n.Pick | n.PickIs | n.PickMoment
_Pair = tuple[n.Condition, n.Condition]


def by_itself(program: Program, mutant: Mutant) -> Iterator[list[tuple[Mutant, Mutant]]]:
    """The program and the mutant with what the mistake is in for their whole criterion; in each list all that it is in.

    Of a list it is only asked whether some entry meets what the mistake is in: that is as good as asking each entry.
    """
    pair = _apart(program, mutant.program, mutant.where) if mutant.site is not None else None
    if pair is not None:
        yield [_alone(program, mutant, pair)]
    pairs = list(dict.fromkeys(_without_parts(program, mutant))) if mutant.site is not None else []
    whole = [(program.criterion[name].condition, mutant.program.criterion[name].condition) for name in mutant.touched]
    if pairs != whole:
        yield [_alone(program, mutant, one) for one in pairs]


def _without_parts(program: Program, mutant: Mutant) -> Iterator[_Pair]:
    """The conditions without parts that may have become others, in both programs."""
    unlike = unlike_names(program, mutant.program)
    waiting: list[_Pair] = [
        (program.criterion[name].condition, mutant.program.criterion[name].condition) for name in mutant.touched
    ]
    while waiting:
        right, wrong = waiting.pop()
        match right, wrong:
            case _ if right == wrong and unlike.isdisjoint(names_reached(program, [right])):
                pass
            case n.Ref(one), n.Ref(other) if one == other:
                waiting.append((program.body(one), mutant.program.body(other)))  # type: ignore[arg-type]
            case n.Not(one_of), n.Not(other_of):
                waiting.append((one_of, other_of))
            case (n.All(ones), n.All(others)) | (n.Any(ones), n.Any(others)) if len(ones) == len(others):
                waiting.extend(zip(ones, others, strict=True))
            case n.Count(low, high, ones), n.Count(least, most, others) if (low, high) == (least, most):
                waiting.extend(zip(ones, others, strict=True))
            case _:
                yield right, wrong


def _alone(program: Program, mutant: Mutant, pair: _Pair) -> tuple[Mutant, Mutant]:
    return asking(program, mutant, pair[0]), asking(mutant.program, mutant, pair[1])


def asking(program: Program, mutant: Mutant, condition: n.Condition) -> Mutant:
    """A program of which a condition is the whole of the one criterion that is touched."""
    name = mutant.touched[0]
    criteria = tuple(replace(c, condition=condition) if c.name == name else c for c in program.criteria)
    return replace(mutant, program=replace(program, criteria=criteria), touched=(name,))


def _apart(program: Program, wrong_program: Program, where: str) -> _Pair | None:
    """The outermost conditions that the mistake is in and that depend on no more than one entry of a list."""
    lists = {fact.name for fact in program.facts if fact.repeated or fact.kind == "events"}
    reads = Reads(program)
    for right, wrong in path(program.body(where), wrong_program.body(where)):
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


def path(right: object, wrong: object) -> Iterator[tuple[n.Node, n.Node]]:
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
