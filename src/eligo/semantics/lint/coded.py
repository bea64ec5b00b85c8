"""Every code that a protocol names, of facts and of sets of codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eligo.semantics.checked import Checked
from eligo.syntax import tree


@dataclass(frozen=True, slots=True)
class Coded:
    """Codes of one terminology, and the name of what they stand for."""

    owner: str
    system: tree.Word
    codes: tuple[tree.Text, ...]


def coded(checked: Checked) -> Iterator[Coded]:
    """The codes in the order of the declarations."""
    for name, fact in checked.symbols.facts.items():
        fields = [(f"{name}.{field.name.text}", field) for field in fact.fields]
        for owner, declaration in ((name, fact), *fields):
            for code in declaration.codes:
                yield Coded(owner, code.system, (code.code,))
    for name, value_set in checked.symbols.value_sets.items():
        for part in value_set.parts:
            yield Coded(name, part.system, (*part.codes, *part.excluded))
