"""Which criterion of the new version is which of the old one: by meaning first, and only then by name.

An amendment that puts in a criterion gives those after it other numbers. What decides alike for everybody is the same
criterion, whatever it is called and wherever it stands; a name alone tells who is who only among the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from eligo.core.program import Criterion, Program
from eligo.verify.difference.sameness import Sameness

Decides = Callable[[Criterion, Criterion], bool]
"""Whether it is proved that two criteria come out alike for everybody."""


def matched(old: Program, new: Program, sameness: Sameness, alike: Decides) -> dict[str, Criterion]:
    """The old criterion of each new one that has one, by the new one's name; ``alike`` is asked where it has to be."""
    found: dict[str, Criterion] = {}

    def match(said: Decides, others: Callable[[Criterion], Iterable[Criterion]]) -> None:
        for criterion in new.criteria:
            taken = {before.name for before in found.values()}
            if criterion.name not in found:
                pairs = (before for before in others(criterion) if before.name not in taken)
                before = next((one for one in pairs if said(one, criterion)), None)
                if before is not None:
                    found[criterion.name] = before

    def of_its_name(criterion: Criterion) -> Iterable[Criterion]:
        return [old.criterion[criterion.name]] if criterion.name in old.criterion else []

    def anyone(_criterion: Criterion) -> Iterable[Criterion]:
        return old.criteria

    match(sameness.criterion, of_its_name)
    match(sameness.criterion, anyone)
    match(alike, of_its_name)
    match(alike, anyone)
    match(lambda _before, _after: True, of_its_name)
    return found
