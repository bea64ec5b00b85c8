"""How long a list has to be for what is said of it to be all that can be said: a bound for proofs about any list.

Whether at least ``low`` entries count is shown by ``low`` of them (of those that surely or perhaps count), and that
more than ``high`` do by ``high + 1``. So of a list of any length it is enough to keep such witnesses of each count:
each count then comes to what it came to before, for no entry is added. A number of entries that is only held against
constants is such a count too. Two programs that agree on all lists of so many entries agree on all lists. Of an entry
chosen by its time or size no such thing is known here.
"""

from __future__ import annotations

from math import floor

from eligo.core import nodes as n
from eligo.core.program import Program
from eligo.core.residual import parts

_Choice = n.Pick | n.PickIs | n.PickMoment


def witnesses(program: Program) -> int | None:
    """The most entries that witness all counts of one list; None when more than counting is done with a list."""
    found = _Witnesses(program)
    roots = [d.body for d in program.definitions if not found.is_count(d.body)]
    roots += [c.condition for c in program.criteria]
    return found.most() if all(map(found.counted, roots)) else None


class _Witnesses:
    def __init__(self, program: Program) -> None:
        self.program = program
        self.repeated = {fact.name for fact in program.facts if fact.repeated}
        self.of_count: dict[n.Several | n.Pick, int] = {}

    def most(self) -> int:
        """The most that are wanted of one list."""
        by_list: dict[str, int] = {}
        for node, count in self.of_count.items():
            by_list[node.series] = by_list.get(node.series, 0) + count
        return max(by_list.values(), default=0)

    def counted(self, root: object) -> bool:
        """Whether all that is done with lists inside a node is to count; the counts are kept."""
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, _Choice) or getattr(node, "fact", None) in self.repeated or self.is_count(node):
                return False
            if isinstance(node, n.Several):
                self._wants(node, max(node.low, 0 if node.high is None else node.high + 1))
            inside = list(parts(node))
            if isinstance(node, n.Compare):
                inside = [side for side in inside if not self._is_held_against(side, node)]
            elif isinstance(node, n.Known):
                inside = [operand for operand in inside if not self.is_count(operand)]  # that hangs on no entry
            elif isinstance(node, n.Several) and any(map(self._selects, inside)):
                return False
            waiting.extend(inside)
        return True

    def is_count(self, node: object) -> bool:
        """Whether a number, or what it names, is the number of entries."""
        node = self._resolved(node)
        return isinstance(node, n.Pick) and node.how == "count"

    def _is_held_against(self, side: object, node: n.Compare) -> bool:
        count, other = self._resolved(side), node.right if side is node.left else node.left
        if not (isinstance(count, n.Pick) and count.how == "count" and isinstance(other, n.Number)):
            return False
        self._wants(count, max(0, floor(other.value) + 1))
        return not self._selects(count.among)

    def _wants(self, node: n.Several | n.Pick, count: int) -> None:
        measured = isinstance(node, n.Several) and node.sampled != "no"  # some entry has to count at all
        self.of_count[node] = max(self.of_count.get(node, 0), count + measured)

    def _resolved(self, node: object) -> object:
        while isinstance(node, n.NumberRef):
            node = self.program.definition[node.name].body
        return node

    def _selects(self, root: object) -> bool:
        """Whether what is asked of an entry selects entries in its turn."""
        waiting = [root]
        named: set[str] = set()
        while waiting:
            node = waiting.pop()
            if isinstance(node, n.Several | _Choice):
                return True
            if isinstance(node, n.Ref | n.NumberRef | n.MomentRef) and node.name not in named:
                named.add(node.name)
                criterion = self.program.criterion.get(node.name)
                waiting.append(criterion.condition if criterion else self.program.definition[node.name].body)
            waiting.extend(parts(node))
        return False
