"""How long a list has to be for what is said of it to be all that can be said: a bound for proofs about any list.

Of a list of any length some entries are kept, so that what is asked of the list comes to what it came to before,
whichever of the others are left out:

- Whether at least ``low`` entries count is shown by ``low`` of them (of those that surely or perhaps count), and that
  more than ``high`` do by ``high + 1``. A number of entries that is only held against constants is such a count too.
- What is first or latest lies beyond an entry that surely counts: the furthest of those rules out whom it ever rules
  out. Beside it stand those with the least and the greatest value that it may have, or one without a value.
- The time of what is first or latest lies between the furthest time of those that surely count and that of all.
- The lowest lies between the lowest of all and the lowest of those that surely count, of which one has to be known.

Two programs that agree on all lists of so many entries agree on all lists. Of sums and means, of what was chosen before
the latest, and of entries that are chosen by other entries no such thing is known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

from eligo.core import nodes as n
from eligo.core.program import Program
from eligo.core.references import looked_through
from eligo.core.residual import parts

Selection = n.Several | n.Pick | n.PickIs | n.PickMoment


def witnesses(program: Program, condition: n.Condition, series: str) -> dict[object, int] | None:
    """For each selection among the entries of a list in a condition how many witness it; None where none are enough."""
    found: dict[object, int] = {}
    for node, count in _outermost(program, condition):
        inside = frozenset[str]().union(*(selected(program, part) for part in parts(node)))
        if isinstance(node, Selection) and inside and series in {node.series, *inside}:
            return None
        if _series_of(program, node) == series:
            enough = _least(node) if count is None else count
            if enough is None:
                return None
            found[node] = max(found.get(node, 0), enough)
    return found


def _least(node: object) -> int | None:
    """How many entries witness one selection, or the latest value that a name of measurements stands for."""
    match node:
        case n.Several(low=low, high=high, sampled=sampled):
            return max(low, 0 if high is None else high + 1) + (sampled != "no")  # some entry has to count at all
        case n.Pick(how="lowest" | "highest"):
            return 3
        case n.Pick(how="latest" | "first", value=value) if value is not None:
            return 3 if isinstance(value, n.Measured) else 4  # one more where of some entry only a limit is known
        case n.PickIs(how="latest" | "first"):
            return 2
        case n.PickMoment(how=how, value=value, time=time) if value == n.When(time):
            return 4 if how == "previous" else 2
        case n.PickMoment(how="latest" | "first") | n.Measured() | n.Flag() | n.Is() | n.Chosen() | n.Spell():
            return 3
        case _:
            return None


def _outermost(program: Program, root: object) -> Iterator[tuple[object, int | None]]:
    """What is asked of lists inside a node, not what is asked of their entries; with how many witness a count."""
    waiting, named = [root], set[str]()
    while waiting:
        node = waiting.pop()
        if isinstance(node, n.Ref | n.NumberRef | n.MomentRef):
            if node.name not in named:
                named.add(node.name)
                waiting.append(program.body(node.name))
            continue
        if _series_of(program, node):
            yield node, None
            continue
        if isinstance(node, n.Known) and _is_count(program, node.operand):
            continue  # that hangs on no entry
        if isinstance(node, n.Compare):
            count = counted(program, node)
            if count is not None:
                pick, _, least = count
                yield pick, max(0, least)
                continue
        waiting.extend(parts(node))


def counted(program: Program, node: n.Compare) -> tuple[n.Pick, bool, int] | None:
    """A number of entries that is held against a constant: whether there are to be many, and how many are.

    Of `=` and `!=` neither; then as many are that are one more.
    """
    for side, other, relation in (
        (node.left, node.right, node.relation),
        (node.right, node.left, n.MIRRORED[node.relation]),
    ):
        pick = _resolved(program, side)
        if isinstance(pick, n.Pick) and pick.how == "count" and isinstance(other, n.Number):
            many = relation in (">", ">=")
            least = ceil(other.value) if relation in (">=", "<") else floor(other.value) + 1
            return pick, many, least
    return None


def _is_count(program: Program, node: object) -> bool:
    """Whether a number, or what it names, is the number of entries."""
    node = _resolved(program, node)
    return isinstance(node, n.Pick) and node.how == "count"


def _resolved(program: Program, node: object) -> object:
    while isinstance(node, n.NumberRef):
        node = program.body(node.name)
    return node


def selected(program: Program, root: object) -> frozenset[str]:
    """The lists among whose entries a node selects, names looked through."""
    return frozenset(_series_of(program, node) for node in looked_through(program, [root])) - {""}


def _series_of(program: Program, node: object) -> str:
    """The list among whose entries a node itself selects: by asking, or by the name of what was measured."""
    if isinstance(node, Selection):
        return node.series
    name = getattr(node, "fact", "")
    return name if name in program.fact and program.fact[name].repeated else ""
