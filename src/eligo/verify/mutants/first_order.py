"""Program to all its first-order mutants: each kind of mistake, one idea a file, at every place it can be made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from eligo.core import nodes as n
from eligo.core.program import Criterion, Definition, Program
from eligo.core.reads import Reads
from eligo.core.residual import names_in
from eligo.core.truth import FALSE, TRUE

from .criteria import wrong_criteria
from .facts import wrong_facts
from .logic import connectives, counts, negations
from .members import dropped_members, options, selections
from .numbers import arithmetic, preferences
from .places import Place, places
from .relations import relations
from .selectors import selectors
from .thresholds import durations, thresholds
from .times import edges_of_periods, elapsed, windows
from .units import units
from .unknowns import unknown_as_an_answer

MutationOperator = Callable[[n.Node, Program], Iterator[tuple[str, n.Node]]]
"""Makes one kind of mistake: for a node of a program, each mistake in words and the node with it."""

OPERATORS: dict[str, MutationOperator] = {
    "relation": relations,
    "threshold": thresholds,
    "duration": durations,
    "unit": units,
    "and/or": connectives,
    "count": counts,
    "negation": negations,
    "member": dropped_members,
    "option": options,
    "entries": selections,
    "selector": selectors,
    "window": windows,
    "period": edges_of_periods,
    "time passed": elapsed,
    "unknown": unknown_as_an_answer,
    "formula": arithmetic,
    "preference": preferences,
}
"""The kinds of mistake in a condition or number, each by the name that a report gives it."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A program with one thing wrong.

    Attributes:
        kind: the kind of mistake, a key of :data:`OPERATORS`, or ``criterion`` or ``fact``.
        where: the criterion, definition or fact that is wrong.
        what: the mistake in words, such as "`<=` for `<`".
        line: the source line.
        program: the whole program with the mistake.
        touched: the criteria whose meaning may have changed, in the author's order.
        site: the node that is wrong as it was and as it is; None of whole criteria and facts.
        around: the outermost condition without a connective that holds the mistake, as it was and as it is; None
            where none does.
        hinges: programs in which what is around the mistake always holds and never holds, or is never known. A patient
            of whom all of them say the same cannot show the mistake. The same object for all mistakes in one place.
    """

    kind: str
    where: str
    what: str
    line: int
    program: Program
    touched: tuple[str, ...]
    site: tuple[n.Node, n.Node] | None = None
    around: tuple[n.Condition, n.Condition] | None = None
    hinges: tuple[Program, ...] = ()


def mutants(program: Program) -> Iterator[Mutant]:
    """Every first-order mutant of a program: of its criteria, the definitions they use, and the facts they read.

    Assumptions and claims are no part of what decides, and are left alone; so is what no criterion reads.
    """
    used = _used(program)
    for name in program.order:
        criterion = program.criterion.get(name)
        touched = tuple(c.name for c in program.criteria if name in used[c.name])
        if criterion is not None:
            # Whoever refers to a criterion by its name asks whether it is met as written: its kind is all its own.
            for what, wrong in wrong_criteria(criterion):
                yield Mutant("criterion", name, what, criterion.line, _with_criterion(program, wrong), touched)
        if touched:
            yield from _wrong_bodies(program, criterion or program.definition[name], touched)
    yield from _of_facts(program)


def _of_facts(program: Program) -> Iterator[Mutant]:
    reads = Reads(program)
    for fact in program.facts:
        touched = tuple(c.name for c in program.criteria if fact.name in reads.of_name(c.name))
        for what, wrong in wrong_facts(fact) if touched else ():
            facts = tuple(wrong if f is fact else f for f in program.facts)
            yield Mutant("fact", fact.name, what, fact.line, replace(program, facts=facts), touched)


def _wrong_bodies(program: Program, owner: Criterion | Definition, touched: tuple[str, ...]) -> Iterator[Mutant]:
    body = owner.condition if isinstance(owner, Criterion) else owner.body
    hinges: dict[int, tuple[Place, tuple[Program, ...]]] = {}
    for place in places(body):
        around = place.around or place
        if id(around) not in hinges:  # with the place, so that its identity stays its own
            constant = tuple(_with_body(program, owner, around.put(c)) for c in _constants(around.node))
            hinges[id(around)] = around, constant
        for kind, operator in OPERATORS.items():
            for what, wrong in operator(place.node, program):
                if wrong != place.node:
                    yield Mutant(
                        kind,
                        owner.name,
                        what,
                        place.node.line or owner.line,
                        _with_body(program, owner, place.put(wrong)),
                        touched,
                        (place.node, wrong),
                        _around(place, wrong),
                        hinges[id(around)][1],
                    )


def _around(place: Place, wrong: n.Node) -> tuple[n.Condition, n.Condition] | None:
    if place.around is None:
        return None
    before, after = place.around.node, place.put_inside(wrong)
    if isinstance(before, n.Condition) and isinstance(after, n.Condition):
        return (before, after)
    return None


def _constants(node: n.Node) -> tuple[n.Node, ...]:
    """What a condition can turn out to be, or that a number is not known; of a moment nothing."""
    if isinstance(node, n.Condition):
        return (n.Always(TRUE), n.Always(FALSE))
    return (n.FirstKnown(()),) if isinstance(node, n.Numeric) else ()


def _with_body(program: Program, owner: Criterion | Definition, body: n.Node) -> Program:
    if isinstance(owner, Criterion):
        return _with_criterion(program, replace(owner, condition=body))  # type: ignore[arg-type]  # put in a condition
    wrong = replace(owner, body=body)  # type: ignore[arg-type]  # put in what the definition was
    return replace(program, definitions=tuple(wrong if d is owner else d for d in program.definitions))


def _with_criterion(program: Program, wrong: Criterion) -> Program:
    return replace(program, criteria=tuple(wrong if c.name == wrong.name else c for c in program.criteria))


def _used(program: Program) -> dict[str, frozenset[str]]:
    """For each named thing the names that its meaning hangs on, its own among them."""
    found: dict[str, frozenset[str]] = {}
    for name in program.order:  # what a name refers to comes before it
        found[name] = frozenset((name,)).union(*(found[inner] for inner in names_in(program.body(name))))
    return found
