"""A whole criterion wrong: left out, or an exclusion for an inclusion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from eligo.core import nodes as n
from eligo.core.program import Criterion
from eligo.core.truth import truth_of


def wrong_criteria(criterion: Criterion) -> Iterator[tuple[str, Criterion]]:
    """A criterion that everyone passes, and one that passes whom it should fail."""
    yield "the criterion left out", replace(criterion, condition=n.Always(truth_of(criterion.kind == "include")))
    other = "exclude" if criterion.kind == "include" else "include"
    yield f"{other} for {criterion.kind}", replace(criterion, kind=other)  # type: ignore[arg-type]
