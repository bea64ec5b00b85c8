"""What is the same in two versions as it stands, whatever it is called: no solver is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass

from eligo.core import nodes as n
from eligo.core.program import Criterion, Program
from eligo.verify.dictionary import data_of


class Sameness:
    """Two versions with a number for everything they say: equal numbers where both say the same.

    Names are looked through, so that another name makes no other criterion. A fact stands with all that a record of it
    depends on.

    Args:
        old: the old version.
        new: the new one.
        wording: whether a number that is written otherwise, such as one in another unit, is another.

    Attributes:
        twins: of each named thing of the new version that the old one says too, under which name it does.
    """

    def __init__(self, old: Program, new: Program, *, wording: bool = False) -> None:
        self._wording = wording
        self._numbers: dict[object, int] = {}
        self._old, self._new = self._named(old), self._named(new)
        at_home = {number: name for name, number in self._old.items()}
        self.twins = {name: at_home[number] for name, number in self._new.items() if number in at_home}

    def criterion(self, before: Criterion, after: Criterion) -> bool:
        """Whether an old and a new criterion are the same."""
        return before.kind == after.kind and self._old[before.name] == self._new[after.name]

    def _named(self, program: Program) -> dict[str, int]:
        found: dict[str, int] = {}
        for name in program.order:  # what a name refers to comes before it
            criterion = program.criterion.get(name)
            if criterion is not None:
                found[name] = self._number((criterion.condition, None), program, found)
            else:
                definition = program.definition[name]
                found[name] = self._number((definition.body, definition.unit), program, found)
        return found

    def _number(self, said: object, program: Program, named: Mapping[str, int]) -> int:
        key: object = said
        if isinstance(said, n.Ref | n.NumberRef | n.MomentRef):
            return named[said.name]
        if isinstance(said, tuple):
            key = tuple(self._number(part, program, named) for part in said)
        elif isinstance(said, str):
            key = said, data_of(program, said)
        elif is_dataclass(said):
            inside = (getattr(said, field.name) for field in fields(said) if self._tells(field))
            key = type(said), *(self._number(part, program, named) for part in inside)
        return self._numbers.setdefault((type(said), key), len(self._numbers))

    def _tells(self, field: Field[object]) -> bool:
        """Whether what a node holds in a field makes it another."""
        return field.compare or (self._wording and field.name == "shown")
