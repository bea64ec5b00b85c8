"""Lists by name: the values that each stands for, those of the lists in it included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eligo.diagnostics.model import Label
from eligo.syntax import tree

from .findings import Findings
from .symbols import Symbols

MAX_VALUES = 100_000
"""How many values all lists of a protocol may come to, those of lists in lists counted each time."""


def check_lists(symbols: Symbols, findings: Findings) -> dict[str, tuple[str, ...]]:
    """The values of each list, each once, in the order written; reports circles, repetitions and clashes."""
    work = _Lists(symbols, findings)
    for named in symbols.lists.values():
        work.repeated(named)
    work.clashes()
    for name in symbols.lists:
        work.expand(name)
    return work.values


def values_of(words: Iterable[tree.Word], lists: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The values that words stand for, each of them a value or a list."""
    found: dict[str, None] = {}
    for word in words:
        found.update(dict.fromkeys(lists.get(word.text, (word.text,))))
    return tuple(found)


class _Lists:
    def __init__(self, symbols: Symbols, findings: Findings) -> None:
        self.symbols = symbols
        self.findings = findings
        self.values: dict[str, tuple[str, ...]] = {}
        self.room = MAX_VALUES

    def repeated(self, named: tree.NamedList) -> None:
        seen: dict[str, tree.Word] = {}
        for member in named.members:
            first = seen.setdefault(member.text, member)
            if first is not member:
                self.findings.error(
                    "E306",
                    member.span,
                    f"`{named.name.text}` lists the value `{member.text}` twice",
                    labels=(Label(first.span, "the first is here"),),
                    hints=("leave the second one out",),
                )

    def clashes(self) -> None:
        """A value of a choice and a list of one name: nobody could tell which of them `{ name }` means."""
        declarations = (part for fact in self.symbols.facts.values() for part in (fact, *fact.fields))
        for choice, option in ((part, option) for part in declarations for option in part.options):
            named = self.symbols.lists.get(option.text)
            if named is not None:
                self.findings.error(
                    "E202",
                    named.name.span,
                    f"the list `{option.text}` has the name of a value of `{choice.name.text}`",
                    labels=(Label(option.span, "the value is here"),),
                    hints=(f"rename the list, such as `{option.text}_list`",),
                )

    def expand(self, name: str) -> None:
        """Find the values of a list after those of the lists in it; without recursion, however deep these lie."""
        path = {name: self._inner(name)}
        while path:
            at, pending = next(reversed(path.items()))
            inner = next(pending, None)
            if inner is None:
                self._finish(at)
                del path[at]
            elif inner in path:
                names = list(path)
                self._circle(names[names.index(inner) :])
                self.values[inner] = ()
            elif inner not in self.values:
                path[inner] = self._inner(inner)

    def _inner(self, name: str) -> Iterator[str]:
        return (word.text for word in self.symbols.lists[name].members if word.text in self.symbols.lists)

    def _finish(self, name: str) -> None:
        if name in self.values:  # a circle was cut here
            return
        members = self.symbols.lists[name].members
        cost = sum(len(self.values.get(word.text, (word.text,))) for word in members)
        if cost > self.room >= 0:
            self.room = -1
            self.findings.error(
                "E306",
                self.symbols.lists[name].name.span,
                f"with `{name}` the lists come to more than {MAX_VALUES:,} values",
                hints=("list the values that the choice has",),
            )
        if self.room < 0:
            self.values[name] = ()
            return
        self.room -= cost
        self.values[name] = values_of(members, self.values)

    def _circle(self, circle: list[str]) -> None:
        shown = [*circle[:8], "..."] if len(circle) > 8 else circle
        first, *others = (self.symbols.lists[name].name for name in circle[:8])
        self.findings.error(
            "E209",
            first.span,
            f"the list `{first.text}` is part of itself: {' -> '.join([*shown, first.text])}",
            labels=[Label(word.span, f"`{word.text}` is part of the circle") for word in others],
            hints=("let one of them name values alone",),
        )
