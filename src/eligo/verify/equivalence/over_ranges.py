"""Proof that a mistake in a formula is none: the plausible ranges of its numbers are cut until each piece is decided.

A power of a creatinine below normal is no mistake where an eGFR near its limit needs one above it: interval arithmetic
shows it, because at every age that is plausible the eGFR is then far from the limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

from eligo.core import nodes as n
from eligo.core.program import Fact, Program
from eligo.core.reads import Reads
from eligo.core.residual import names_in, parts
from eligo.core.values import Range

from ..mutants import Mutant
from .boxed import Box, Boxed, CannotTellError, TooWideError
from .enough import unlike_names

MOST_CASES = 64
"""Most cases of what is no number, and of which numbers are given."""

MOST_BOXES = 1_200
"""Most boxes of all cases."""

DEEPEST = 26
"""How often a box is halved at most: one that is still undecided most likely holds a patient who tells them apart."""

LONGEST = 20_000
"""Most parts of a condition with its definitions written out for their names: what is left of it may be as long."""

_Pair = tuple[n.Condition, n.Condition]
_Values = list[Range | bool | str | None]


def proven_over_ranges(program: Program, mutant: Mutant) -> bool:
    """Whether the same is left of the criteria in every box; no where a mistake is in lists or time, or it takes long.

    Values are those that count: a number outside its plausible range is not known.
    """
    right = [program.criterion[name].condition for name in mutant.touched]
    pairs = list(zip(right, (mutant.program.criterion[name].condition for name in mutant.touched), strict=True))
    values = _values_of(program, mutant.program, pairs)
    programs = (program, mutant.program)
    if any(_written_out(one, pair[side]) > LONGEST for pair in pairs for side, one in enumerate(programs)):
        return False
    outside = frozenset(name for name, some in values.items() if some is None)
    cases = _cases(values)
    unlike = unlike_names(program, mutant.program)
    waiting = [(case, 0) for case in cases or ()]
    for _ in range(MOST_BOXES if cases is not None else 0):
        if not waiting:
            return True
        box, depth = waiting.pop()
        try:
            before, after = (Boxed(one, box, outside, unlike) for one in programs)
            decided = all(before.condition(a) == after.condition(b) for a, b in pairs)
        except CannotTellError:
            return False
        except TooWideError:
            decided = False
        if not decided:
            if depth == DEEPEST or not (halves := list(_halves(program, box))):
                return False
            waiting += [(half, depth + 1) for half in halves]
    return False


def _written_out(program: Program, condition: n.Condition) -> int:
    """How many parts a condition has when each name in it is replaced by what it stands for."""
    of_name: dict[str, int] = {}
    waiting = list(names_in(condition))
    while waiting:
        node = program.body(waiting[-1])
        inner = [name for name in names_in(node) if name not in of_name]
        if inner:
            waiting += inner
        else:
            of_name[waiting.pop()] = _size(node, of_name)
    return _size(condition, of_name)


def _size(node: object, of_name: Mapping[str, int]) -> int:
    count, waiting = 0, [node]
    while waiting:
        part = waiting.pop()
        count += 1 + (of_name[part.name] if isinstance(part, n.Ref | n.NumberRef | n.MomentRef) else 0)
        waiting.extend(parts(part))
    return count


def _values_of(before: Program, after: Program, pairs: Sequence[_Pair]) -> dict[str, _Values | None]:
    """The values of each fact that is read; the fields of a list are asked for inside of it alone."""
    read = (Reads(before), Reads(after))
    names = frozenset[str]().union(*(read[side].of(pair[side]) for pair in pairs for side in (0, 1)))
    return {fact.name: _values(fact) for fact in before.facts if fact.name in names}


def _cases(values: dict[str, _Values | None]) -> list[Box] | None:
    """The whole ranges of the numbers, for each value of what is no number; None when there are too many cases."""
    inside = {name: some for name, some in values.items() if some is not None}
    if prod(map(len, inside.values())) > MOST_CASES:
        return None
    return [
        {name: value for name, value in zip(inside, case, strict=True) if value is not None}
        for case in product(*inside.values())
    ]


def _values(fact: Fact) -> _Values | None:
    """None of what is in no box: lists, moments, periods, and numbers that may be anything."""
    unknown: _Values = [] if fact.missing is not None else [None]
    if fact.repeated or (fact.kind == "number" and (fact.plausible is None or fact.missing is not None)):
        return None
    match fact.kind:
        case "flag":
            return [True, False, *unknown]
        case "choice":
            return [*fact.options, *unknown]
        case "number" if fact.plausible is not None:
            return [Range(*fact.plausible), *unknown]
        case _:
            return None


def _halves(program: Program, box: Box) -> Iterator[Box]:
    """The box cut in two where it is widest for what is plausible."""
    widths = {}
    for name, value in box.items():
        limits = program.fact[name].plausible
        if isinstance(value, Range) and not value.exact and limits is not None:
            widths[name] = (value.high - value.low) / (limits[1] - limits[0])
    if widths:
        widest = max(widths, key=lambda name: widths[name])
        value = box[widest]
        assert isinstance(value, Range)
        middle = (value.low + value.high) / 2
        yield {**box, widest: Range(value.low, middle)}
        yield {**box, widest: Range(middle, value.high)}
