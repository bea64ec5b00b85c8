"""Proof that a mutant is no mistake: that it says the same of every patient, by trying every case there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, product
from math import prod

from eligo.core import nodes as n
from eligo.core.excerpt import excerpt
from eligo.core.interpret import Interpreter
from eligo.core.program import Fact, Program
from eligo.core.reads import Reads
from eligo.core.residual import parts
from eligo.core.values import Value

from ..mutants import Mutant
from .over_ranges import proven_over_ranges

MOST = 20_000
"""Most cases that are tried; of a mutant with more nothing is said."""


def proven_equivalent(program: Program, mutant: Mutant) -> bool:
    """Whether every case there is was tried and none told the two programs apart.

    The cases of a flag or a choice are its values and that it is not known. Those of a number that is only held
    against constants are one value in each stretch between them, and they themselves. Of those that formulas read they
    are stretches of the plausible range. Of moments and lists the cases cannot be counted, and the answer is no.
    """
    if mutant.kind == "fact" or mutant.site is None:
        return False
    site, wrong = mutant.site
    if isinstance(site, n.Condition) and isinstance(wrong, n.Condition) and _same(program, site, wrong):
        return True
    right = [program.criterion[name] for name in mutant.touched]
    made = [mutant.program.criterion[name] for name in mutant.touched]
    pairs = [(a.condition, b.condition) for a, b in zip(right, made, strict=True)]
    cases = _cases(program, mutant.program, [node for pair in pairs for node in pair])
    if cases is None:
        return proven_over_ranges(program, mutant)
    before, after = excerpt(program, [a for a, _ in pairs]), excerpt(mutant.program, [b for _, b in pairs])
    for record in cases:
        one, other = Interpreter(before, record), Interpreter(after, record)
        if any(one.truth(a) is not other.truth(b) for a, b in pairs):
            return False
    return True


def _same(program: Program, a: n.Condition, b: n.Condition) -> bool:
    """Whether two conditions are the same for every patient."""
    cases = _cases(program, program, [a, b])
    own = excerpt(program, [a, b])
    return cases is not None and all((seen := Interpreter(own, r)).truth(a) is seen.truth(b) for r in cases)


def _cases(before: Program, after: Program, roots: Sequence[object]) -> Iterator[dict[str, Value]] | None:
    """Every case of the facts that some conditions read; None when they cannot be counted, or are too many."""
    reads = (Reads(before), Reads(after))
    names = frozenset().union(*(r.of(root) for r, root in zip(reads * len(roots), roots, strict=False)))
    cuts = _cuts(before, after, roots)
    facts = [fact for fact in before.facts if fact.name in names]
    if cuts is None or len(facts) < len(names):
        return None
    values: list[list[Value | None]] = []
    for fact in facts:
        own = _values(fact, cuts.get(fact.name, set()))
        if own is None:
            return None
        values.append(own)
    if prod(map(len, values)) > MOST:
        return None
    return (
        {fact.name: value for fact, value in zip(facts, case, strict=True) if value is not None}
        for case in product(*values)
    )


def _values(fact: Fact, cuts: Iterable[Fraction]) -> list[Value | None] | None:
    """One value of each case; None when they cannot be counted."""
    if fact.repeated or fact.kind in ("moment", "period", "events"):
        return None
    unknown: list[Value | None] = [] if fact.missing is not None else [None]
    if fact.kind == "flag":
        return [True, False, *unknown]
    if fact.kind == "choice":
        return [*fact.options, *unknown]
    low, high = fact.plausible or (min(cuts, default=Fraction(0)) - 1, max(cuts, default=Fraction(0)) + 1)
    edges = [low, *sorted(c for c in cuts if low < c < high), high]
    return [*edges, *((a + b) / 2 for a, b in pairwise(edges)), *unknown]


def _cuts(before: Program, after: Program, roots: Sequence[object]) -> dict[str, set[Fraction]] | None:
    """The constants that each number is held against; None when a number is used in another way, or a time is."""
    found: dict[str, set[Fraction]] = {}
    waiting = list(roots)
    named: set[str] = set()
    while waiting:
        node = waiting.pop()
        match node:
            case n.Compare(n.Measured(fact), _, n.Number(limit)) | n.Compare(n.Number(limit), _, n.Measured(fact)):
                found.setdefault(fact, set()).add(limit)
            case n.Known(n.Measured()):
                pass
            case n.Ref(name):
                if name not in named:
                    named.add(name)
                    waiting += [before.body(name), after.body(name)]
            case n.Not() | n.All() | n.Any() | n.Count() | n.Known() | n.Flag() | n.Is() | n.Always() | n.Chosen():
                waiting.extend(parts(node))
            case _:
                return None
    return found
