"""Cells: the ways in which an open fact can turn out, as far as a set of conditions can tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, product

from . import nodes as n
from .excerpt import excerpt
from .interpret import Interpreter
from .intervals import compare
from .moments import shift
from .passed import lengths, times_passed
from .program import SCREENING, Fact, Program
from .residual import parts
from .truth import TRUE, UNKNOWN, Truth
from .values import DAY, NEVER, Entries, Moment, Value

Choice = tuple[bool, ...]
"""One way in which some conditions can turn out together."""

EITHER: tuple[Choice, ...] = ((True,), (False,))

_STEPS, _DECADES = 8, 15
"""In how many steps, and through how many powers of ten, a formula is followed over the plausible range of a fact."""

_NEARLY = Fraction(1, 10**9)
"""How closely, relative to its size, the place is found where such a formula passes a limit."""

MOST = 256
"""Most conditions on one fact whose cells are tried; the work grows with the square of their number."""

MOST_OPEN = 6
"""Most of them that may stay open when the fact is known; each doubles the number of cells."""


def fact_choices(fact: Fact, atoms: Sequence[n.Condition], interpreter: Interpreter) -> tuple[Choice, ...] | None:
    """All ways in which conditions that miss one fact alone turn out when it is found out.

    None when that cannot be told (of periods, of moments that only formulas read, of more than :data:`MOST`
    conditions, when many stay open, or of what is asked of several measurements): each may turn out either way.
    """
    found: dict[Choice, None] = {}
    for _, truths in cells(fact, atoms, interpreter):
        if truths.count(UNKNOWN) > MOST_OPEN:
            return None
        # What the fact does not settle (a division by a known zero) may still turn out either way.
        found.update(dict.fromkeys(product(*((True, False) if t is UNKNOWN else (t is TRUE,) for t in truths))))
    return tuple(found) or None


def cells(
    fact: Fact, atoms: Sequence[n.Condition], interpreter: Interpreter
) -> Iterator[tuple[Value, tuple[Truth, ...]]]:
    """One value of each cell of a fact, in order, with what it makes of conditions that miss this fact alone.

    Nothing where that cannot be told.
    """
    if len(atoms) > MOST or fact.kind == "events" or isinstance(interpreter.record.get(fact.name), Entries):
        return
    if fact.repeated and any(_selects(atom, interpreter.program) for atom in atoms):
        return
    interpreter = Interpreter(excerpt(interpreter.program, atoms), interpreter.record)
    for value in candidates(fact, atoms, interpreter):
        probe = Interpreter(interpreter.program, {**interpreter.record, fact.name: value})
        yield value, tuple(probe.truth(atom) for atom in atoms)


def _selects(node: object, program: Program) -> bool:
    """Whether a condition chooses among measurements: one value of its own then does not show how it can turn out."""
    waiting, named = [node], set[str]()
    while waiting:
        part = waiting.pop()
        if isinstance(part, n.Several | n.Pick | n.PickIs | n.PickMoment):
            return True
        if isinstance(part, n.NumberRef | n.MomentRef) and part.name not in named:
            named.add(part.name)
            waiting.append(program.definition[part.name].body)
        waiting.extend(parts(part))
    return False


def candidates(fact: Fact, atoms: Iterable[n.Condition], interpreter: Interpreter) -> list[Value]:
    """One value of each cell: on every edge that the conditions draw, and on either side of it."""
    if fact.kind == "flag":
        return [True, False]
    if fact.kind == "choice":
        return list(fact.options)
    if fact.kind == "number":
        return list(_numbers(fact, atoms, interpreter))
    if fact.kind == "moment":
        return _moments(fact, atoms, interpreter)
    return []


def _numbers(fact: Fact, atoms: Iterable[n.Condition], interpreter: Interpreter) -> Iterator[Fraction]:
    cuts = {c for atom in atoms for c in _thresholds(atom, fact.name, interpreter)}
    low, high = fact.plausible or (min(cuts, default=Fraction(0)) - 1, max(cuts, default=Fraction(0)) + 1)
    edges = [low, *sorted(c for c in cuts if low < c < high), high]
    for left, right in pairwise(edges):
        yield left
        yield (left + right) / 2
    yield high


def _thresholds(node: object, fact: str, interpreter: Interpreter) -> Iterator[Fraction]:
    """Where comparisons of the fact itself change; those of a formula are solved for it, or found by halving."""
    if isinstance(node, n.Compare):
        yield from tuple(crossings(node, fact, interpreter)) or _nearly(node, fact, interpreter)
    for part in parts(node):
        yield from _thresholds(part, fact, interpreter)


def crossings(node: n.Compare, fact: str, interpreter: Interpreter) -> Iterator[Fraction]:
    """The fact's values at which both sides are equal, if the sides are of the form ``a f + b`` or ``a / f + b``."""

    def difference(value: Fraction) -> Fraction | None:
        probe = Interpreter(interpreter.program, {**interpreter.record, fact: value})
        left, right = probe.number(node.left), probe.number(node.right)
        if left is None or right is None or not (left.exact and right.exact):
            return None
        return left.low - right.low

    at = [(x, difference(x)) for x in map(Fraction, (1, 2, 3))]
    (x1, d1), (_, d2), (x3, d3) = at
    if d1 is None or d2 is None or d3 is None:
        return
    slope = d2 - d1
    if slope and d3 - d2 == slope:
        yield x1 - d1 / slope
    inverse = (d1 - d2) / (1 - Fraction(1, 2))  # d = inverse / x + offset through the first two points
    offset = d1 - inverse
    if inverse and offset and inverse / x3 + offset == d3:
        yield -inverse / offset


def solved(fact: Fact, atoms: Iterable[n.Condition], interpreter: Interpreter) -> bool:
    """Whether the edges that the conditions draw on a number are known exactly, and not only found by halving."""
    waiting: list[object] = list(atoms)
    while waiting:
        node = waiting.pop()
        waiting.extend(parts(node))
        if (
            isinstance(node, n.Compare)
            and not tuple(crossings(node, fact.name, interpreter))
            and tuple(_nearly(node, fact.name, interpreter))
        ):
            return False
    return True


def _nearly(node: n.Compare, fact: str, interpreter: Interpreter) -> Iterator[Fraction]:
    """Values close to those at which a formula that is not linear, such as a power, passes what it is compared with."""
    plausible = interpreter.program.fact[fact].plausible
    if plausible is None:
        return

    def less(value: Fraction) -> Truth:
        probe = Interpreter(interpreter.program, {**interpreter.record, fact: value})
        return compare(probe.number(node.left), "<", probe.number(node.right))

    low, high = plausible
    places = {low + (high - low) * k / _STEPS for k in range(_STEPS + 1)}
    places |= {high / 10**k for k in range(1, _DECADES) if low < high / 10**k}
    found = [(place, truth) for place in sorted(places) if (truth := less(place)) is not UNKNOWN]
    for (left, before), (right, after) in pairwise(found):
        if before is after:
            continue
        while right - left > max(abs(left), abs(right)) * _NEARLY:
            middle = (left + right) / 2
            truth = less(middle)
            if truth is UNKNOWN:
                break
            left, right = (middle, right) if truth is before else (left, middle)
        yield from (left, right)


def _moments(fact: Fact, atoms: Iterable[n.Condition], interpreter: Interpreter) -> list[Value]:
    """Instants on and beside the edges; for a moment that is uncertain already, those that it may still be."""
    atoms = list(atoms)
    cuts = {c for atom in atoms for c in _edges(atom, fact.name, interpreter)}
    if not cuts or any(_in_formulas(atom, fact.name, interpreter) for atom in atoms):
        return []
    instants = {c + d for c in cuts for d in (-DAY, -1, 0, 1, DAY)}
    known = interpreter.record.get(fact.name)
    if isinstance(known, Moment):
        instants = {i for i in instants if known.low < i < known.high} | {known.low, known.high}
        return [Moment(i, i) for i in sorted(instants)]
    never: list[Value] = [NEVER] if fact.name != SCREENING else []
    return [*(Moment(i, i) for i in sorted(instants)), *never]


def _edges(node: object, fact: str, interpreter: Interpreter) -> Iterator[int]:
    if isinstance(node, n.Window):
        for moving, fixed, sign in ((node.subject, node.anchor, 1), (node.anchor, node.subject, -1)):
            other = interpreter.place(fixed)
            moves = _may_be(moving, fact, interpreter) or (
                fact == SCREENING and interpreter.running(moving) is not None
            )
            if moves and isinstance(other, Moment):
                for bound in (node.low, node.high):
                    if bound is not None:
                        yield from (shift(other.low, bound, sign), shift(other.high, bound, sign))
    if isinstance(node, n.Compare):
        yield from _when_passed(node, fact, interpreter)
    for part in parts(node):
        yield from _edges(part, fact, interpreter)


def _when_passed(node: n.Compare, fact: str, interpreter: Interpreter) -> Iterator[int]:
    """When as much time has passed, since a moment or until it, as a comparison asks for."""
    for side, other, relation in (
        (node.left, node.right, node.relation),
        (node.right, node.left, n.MIRRORED[node.relation]),
    ):
        limit = interpreter.number(other)
        for part in times_passed(side, interpreter.program) if limit is not None and limit.exact else ():
            for moving, fixed, sign in ((part.start, part.end, -1), (part.end, part.start, 1)):
                held = interpreter.place(fixed)
                if _may_be(moving, fact, interpreter) and isinstance(held, Moment):
                    for _, length in lengths(part.measure, relation, limit.low):  # type: ignore[union-attr]  # known
                        yield from (shift(held.low, length, sign), shift(held.high, length, sign))


def _in_formulas(atom: object, fact: str, interpreter: Interpreter) -> bool:
    """Whether the time since a moment, or until it, is part of a formula: nothing tells when a limit is reached."""
    program = interpreter.program
    solved: set[n.Elapsed] = set()
    waiting, named = [atom], set[str]()
    found: set[n.Elapsed] = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, n.Compare):
            solved.update(*(times_passed(side, program) for side in (node.left, node.right)))
        if isinstance(node, n.Elapsed) and any(_may_be(m, fact, interpreter) for m in (node.start, node.end)):
            found.add(node)
        if isinstance(node, n.NumberRef | n.MomentRef) and node.name not in named:
            named.add(node.name)
            waiting.append(program.definition[node.name].body)
        waiting.extend(parts(node))
    return not found <= solved


def _may_be(node: n.Temporal, fact: str, interpreter: Interpreter) -> bool:
    """Whether a moment, names looked through, may be that of a fact."""
    waiting = [node]
    while waiting:
        match waiting.pop():
            case n.When(name) if name == fact:
                return True
            case n.MomentRef(name):
                waiting.append(interpreter.program.definition[name].body)  # type: ignore[arg-type]  # it names a moment
            case n.FirstMoment(operands):
                waiting += operands
    return False
