"""Selections among uncertain entries against brute force: every way in which the uncertain can turn out is tried."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise, permutations, product

from hypothesis import given
from hypothesis import strategies as st

from eligo.core import entries as e
from eligo.core import nodes as n
from eligo.core.interpret import Interpreter
from eligo.core.program import Fact, Program
from eligo.core.reading import read_record
from eligo.core.truth import FALSE, TRUE, UNKNOWN, Truth
from eligo.core.values import Moment, Range

TIMES = st.tuples(st.integers(0, 4), st.integers(0, 2)).map(lambda t: Moment(t[0], t[0] + t[1]))
COUNTS = st.sampled_from([TRUE, UNKNOWN])


@st.composite
def candidates(draw: st.DrawFn) -> list[e.Candidate]:
    drawn = draw(st.lists(st.tuples(COUNTS, TIMES | st.none()), max_size=4))
    return [e.Candidate(place, counts, time) for place, (counts, time) in enumerate(drawn)]


def instants(time: Moment | None) -> range:
    return range(-1, 8) if time is None else range(time.low, time.high + 1)


def worlds(found: list[e.Candidate]) -> Iterator[list[tuple[int, int]]]:
    """Each way in which the entries may turn out: the places of those that count, with their instants."""
    takes = [(True,) if c.counts is TRUE else (True, False) for c in found]
    for taken in product(*takes):
        members = [c for c, take in zip(found, taken, strict=True) if take]
        for times in product(*(instants(c.time) for c in members)):
            yield [(c.place, at) for c, at in zip(members, times, strict=True)]


def orders(world: list[tuple[int, int]]) -> Iterator[list[int]]:
    """Each order of time, those of one instant in either order."""
    for order in permutations(world):
        if all(a[1] <= b[1] for a, b in pairwise(order)):
            yield [place for place, _ in order]


@given(candidates(), st.integers(0, 1), st.booleans())
def test_the_entries_that_may_be_chosen_are_all_and_no_others(
    found: list[e.Candidate], rank: int, earliest: bool
) -> None:
    possible: set[int] | None = set()
    for world in worlds(found):
        if len(world) <= rank:
            possible = None
            break
        for order in orders(world):
            possible.add(order[rank] if earliest else order[-1 - rank])  # type: ignore[union-attr]
    chosen = e.ranked(found, rank, earliest=earliest)
    assert (None if chosen is None else set(chosen)) == possible


@given(candidates(), st.integers(0, 1), st.booleans())
def test_the_time_of_the_chosen_entry_is_as_narrow_as_can_be(
    found: list[e.Candidate], rank: int, earliest: bool
) -> None:
    time = e.ranked_time(found, rank, earliest=earliest)
    if any(c.time is None for c in found):
        return  # a time that is not known at all is not narrowed down
    times: list[int] = []
    for world in worlds(found):
        if len(world) <= rank:
            assert time is None
            return
        ordered = sorted(at for _, at in world)
        times.append(ordered[rank] if earliest else ordered[-1 - rank])
    assert time == (Moment(min(times), max(times)) if times else None)


NUMBERS = st.tuples(COUNTS, st.integers(-3, 3), st.integers(0, 2)).map(
    lambda t: e.Counted(t[0], Range(Fraction(t[1]), Fraction(t[1] + t[2])), known=True)
)
LIMITS = Range(Fraction(-4), Fraction(6))


def chosen_numbers(numbers: list[e.Counted]) -> Iterator[list[Fraction]]:
    """Each way in which the numbers may turn out, each at one of its ends: extremes lie there."""
    takes = [(True,) if x.counts is TRUE else (True, False) for x in numbers]
    for taken in product(*takes):
        members = [x for x, take in zip(numbers, taken, strict=True) if take]
        yield from map(list, product(*((x.value.low, x.value.high) for x in members)))


@given(st.lists(NUMBERS, max_size=4))
def test_numbers_of_several_entries_are_as_narrow_as_can_be(numbers: list[e.Counted]) -> None:
    found = list(chosen_numbers(numbers))
    totals = [sum(world, Fraction(0)) for world in found]
    assert e.total(numbers, LIMITS, complete=True) == Range(min(totals), max(totals))
    for reduce, take in ((e.lowest, min), (e.highest, max)):
        expected = None if not all(found) else Range(min(map(take, found)), max(map(take, found)))
        assert reduce(numbers, LIMITS, complete=True) == expected
    means = [sum(world, Fraction(0)) / len(world) for world in found if world]
    expected = None if not all(found) else Range(min(means), max(means))
    assert e.mean(numbers, complete=True) == expected


@given(st.lists(st.sampled_from([TRUE, FALSE, UNKNOWN]), max_size=5), st.integers(0, 3), st.integers(0, 3) | st.none())
def test_how_many_counts_what_a_list_may_lack(truths: list[Truth], low: int, high: int | None) -> None:
    for complete in (True, False):
        possible = set()
        for world in product(*((t is TRUE,) if t is not UNKNOWN else (True, False) for t in truths)):
            for others in (0,) if complete else range(10):
                count = sum(world) + others
                possible.add(low <= count and (high is None or count <= high))
        expected = UNKNOWN if len(possible) == 2 else TRUE if True in possible else FALSE
        assert e.how_many(truths, low, high, complete=complete) is expected


def test_a_dose_that_is_not_known_may_be_more_than_is_plausible() -> None:
    doses = Fact(
        "d", "Doses", "events", fields=(Fact("d.dose", "Dose", "number", "mg", plausible=(Fraction(0), Fraction(100))),)
    )
    total = n.Pick("d", "sum", n.Measured("d.dose"), "", n.Always(TRUE))
    program = Program("T", "", facts=(doses,))
    for entries, expected in (
        ([{"dose": 60}, {"dose": 30}], (TRUE, FALSE)),
        ([{"dose": 60}, {}], (UNKNOWN, UNKNOWN)),
        ([{"dose": 60}, {"dose": 500}], (UNKNOWN, UNKNOWN)),
        ([{"dose": 80}, {"dose": 30}, {}], (FALSE, TRUE)),
    ):
        reading = read_record(program.facts, {"d": {"entries": entries, "complete": True}})
        interpreter = Interpreter(program, reading.values)
        limits = [n.Compare(total, relation, n.Number(Fraction(100))) for relation in ("<=", ">")]  # type: ignore[arg-type]
        assert tuple(map(interpreter.truth, limits)) == expected
