"""The answers to a question in words: where a number lies, which options, which conditions are met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from eligo.core import nodes as n
from eligo.core.cells import Choice, cells, solved
from eligo.core.display import show_number, with_unit
from eligo.core.interpret import Interpreter
from eligo.core.phrases import clean, text_of
from eligo.core.program import Fact
from eligo.core.truth import TRUE, UNKNOWN, Truth
from eligo.core.values import Value
from eligo.core.words import Wording


def answer_words(
    fact: Fact | None, atoms: Sequence[n.Condition], choices: Sequence[Choice], interpreter: Interpreter
) -> str:
    """The answers to a question for which some conditions turn out in one of these ways.

    ``fact`` is the only one that they read; None: they read several.
    """
    if fact is not None and fact.kind in ("flag", "choice", "number"):
        found = cells(fact, atoms, interpreter)
        every = [(value, any(_agrees(truths, choice) for choice in choices)) for value, truths in found]
        values = [value for value, agrees in every if agrees]
        if values and fact.kind == "flag":
            return " or ".join("yes" if value is True else "no" for value in values)
        if values and fact.kind == "choice":
            return " or ".join(clean(str(value).replace("_", " ")) for value in values)
        if values and solved(fact, atoms, interpreter):
            return " or ".join(_ranges(fact, every))
    wording = Wording(interpreter.program)
    told = [
        "; ".join(text_of(wording.inline(atom, negated=not met)) for atom, met in zip(atoms, choice, strict=True))
        for choice in choices
    ]
    return ", or ".join(told)


def _agrees(truths: tuple[Truth, ...], choice: Choice) -> bool:
    return all(truth is UNKNOWN or (truth is TRUE) is met for truth, met in zip(truths, choice, strict=True))


def _ranges(fact: Fact, every: Sequence[tuple[Value, bool]]) -> Iterator[str]:
    """The stretches of cells that agree; the cells are edges and what lies between them, in turn."""
    place = 0
    while place < len(every):
        if not every[place][1]:
            place += 1
            continue
        last = place
        while last + 1 < len(every) and every[last + 1][1]:
            last += 1
        yield _stretch(fact, [value for value, _ in every], place, last)
        place = last + 1


def _stretch(fact: Fact, cuts: Sequence[Value], first: int, last: int) -> str:
    def at(place: int) -> str:
        value = cuts[place]
        assert isinstance(value, Fraction)  # it is a cell of a number
        return with_unit(show_number(value), fact.unit)

    if first == last and first % 2 == 0:
        return f"exactly {at(first)}"
    low = "" if first == 0 else f"at least {at(first)}" if first % 2 == 0 else f"above {at(first - 1)}"
    high = "" if last == len(cuts) - 1 else f"at most {at(last)}" if last % 2 == 0 else f"below {at(last + 1)}"
    return " and ".join(part for part in (low, high) if part) or "any value"
