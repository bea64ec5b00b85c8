"""What a count of members can come to, when each of them can come to some truths."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from eligo.core.truth import FALSE, TRUE, UNKNOWN, count_between
from eligo.verify.equivalence.boxed import counts

TRUTHS = st.sets(st.sampled_from([TRUE, FALSE, UNKNOWN]), min_size=1).map(frozenset)


@given(st.lists(TRUTHS, max_size=5), st.integers(-1, 6), st.integers(-1, 6))
def test_a_count_comes_to_what_trying_every_case_finds(every: list[frozenset[object]], low: int, high: int) -> None:
    cases = product(*every)
    assert counts(every, low, high) == {count_between(case, low, high) for case in cases}  # type: ignore[arg-type]


def test_many_members_take_no_time() -> None:
    assert counts([frozenset((TRUE, FALSE, UNKNOWN))] * 10_000, 2, 10_000) == {TRUE, FALSE, UNKNOWN}
