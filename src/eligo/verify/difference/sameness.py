"""What is the same in two versions as it stands: no solver is asked."""

from __future__ import annotations

from eligo.core.program import Program
from eligo.core.reads import Reads
from eligo.core.residual import names_in
from eligo.verify.dictionary import same_data


def same_verdicts(old: Program, new: Program) -> bool:
    """Whether both have the same criteria, apart from words and order: then everybody gets the same verdict."""
    if old.criterion.keys() != new.criterion.keys():
        return False
    pairs = ((criterion, new.criterion[name]) for name, criterion in old.criterion.items())
    return all(a.kind == b.kind and same_meaning(old, new, a.condition, b.condition) for a, b in pairs)


def same_meaning(old: Program, new: Program, before: object, after: object) -> bool:
    """Whether two conditions are the same in the core, all names and facts in them too."""
    if before != after:
        return False
    waiting, seen = list(names_in(before)), set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        one, other = _body(old, name), _body(new, name)
        if one != other:
            return False
        waiting += names_in(one)
    reads = Reads(old).of(before)
    return all(same_data(old.fact[fact], new.fact[fact]) for fact in reads)


def _body(program: Program, name: str) -> object:
    criterion = program.criterion.get(name)
    return criterion.condition if criterion is not None else program.definition[name].body
