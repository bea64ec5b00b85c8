"""Kleene's tables, written out."""

import itertools

import pytest

from eligo.core.truth import FALSE, TRUE, UNKNOWN, Truth, conjoin, count_between, disjoin, negate, truth_of

T, F, U = TRUE, FALSE, UNKNOWN


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (T, T, T, T),
        (T, U, U, T),
        (T, F, F, T),
        (U, U, U, U),
        (U, F, F, U),
        (F, F, F, F),
    ],
)
def test_and_or(a: Truth, b: Truth, both: Truth, either: Truth) -> None:
    assert conjoin((a, b)) is conjoin((b, a)) is both
    assert disjoin((a, b)) is disjoin((b, a)) is either


def test_not() -> None:
    assert [negate(t) for t in (T, F, U)] == [F, T, U]


def test_of_no_parts() -> None:
    assert conjoin(()) is T
    assert disjoin(()) is F


def test_truth_has_no_python_truthiness() -> None:
    with pytest.raises(TypeError, match="no Python truth value"):
        bool(UNKNOWN)


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_counting_says_unknown_exactly_when_the_unknown_parts_decide(size: int) -> None:
    for parts in itertools.product((T, F, U), repeat=size):
        for low in range(size + 2):
            for high in (None, *range(size + 1)):
                completions = itertools.product(*([T, F] if p is U else [p] for p in parts))
                answers = {
                    low <= sum(p is T for p in filled) and (high is None or sum(p is T for p in filled) <= high)
                    for filled in completions
                }
                expected = truth_of(answers.pop() if len(answers) == 1 else None)
                assert count_between(parts, low, high) is expected
