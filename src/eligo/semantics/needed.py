"""What a protocol needs of the files that it uses; the rest is left out without a word.

A site is asked for every fact of the data dictionary: of a shared file it shall be asked only for what the protocol's
own rules come down to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from eligo.syntax import tree

from .resolve import Resolution
from .roots import Root
from .symbols import SCREENING, Symbols
from .types import Meaning
from .walk import every


@dataclass(frozen=True, slots=True)
class Needed:
    """The part of a module that counts.

    Attributes:
        module: without the statements that nothing needs.
        symbols: likewise.
        roots: the expressions that are left.
        meanings: of the names in what is left.
    """

    module: tree.Module
    symbols: Symbols
    roots: tuple[Root, ...]
    meanings: dict[int, Meaning]


def needed(module: tree.Module, symbols: Symbols, roots: tuple[Root, ...], resolution: Resolution, own: int) -> Needed:
    """Leave out what stands at or after ``own`` and is not needed by what stands before."""
    search = _Search(symbols, roots, resolution.meanings, own)
    expected = (s.needing or () for s in module.statements if isinstance(s, tree.Expect))
    search.run([word.text for words in expected for word in words])
    kept_roots = tuple(root for root in roots if search.keeps_root(root))
    kept = replace(
        symbols,
        facts={name: fact for name, fact in symbols.facts.items() if search.keeps(fact, name)},
        defines={name: define for name, define in symbols.defines.items() if search.keeps(define, name)},
        inner={name: define for name, define in symbols.inner.items() if search.keeps(define, name)},
        lists={name: named for name, named in symbols.lists.items() if search.keeps(named, name)},
        value_sets={name: codes for name, codes in symbols.value_sets.items() if search.keeps(codes, name)},
    )
    names = {id(node) for table in (kept.facts, kept.defines, kept.lists, kept.value_sets) for node in table.values()}
    statements = tuple(
        s
        for s in module.statements
        if s.span.start < own or id(s) in names or (isinstance(s, tree.Assume) and id(s.condition) in search.assumed)
    )
    words = [*search.words_of_roots(kept_roots), *_words(kept)]
    meanings = {id(word): found for word in words if (found := resolution.meanings.get(id(word))) is not None}
    return Needed(replace(module, statements=statements), kept, kept_roots, meanings)


class _Search:
    def __init__(self, symbols: Symbols, roots: tuple[Root, ...], meanings: dict[int, Meaning], own: int) -> None:
        self.symbols = symbols
        self.roots = roots
        self.meanings = meanings
        self.own = own
        self.names: set[str] = set()
        self.assumed: set[int] = set()
        self._within: dict[str, bool] = {}
        self._bodies = {root.name: root for root in roots if root.define is not None}

    def keeps(self, node: tree.Node, name: str) -> bool:
        return node.span.start < self.own or name in self.names

    def keeps_root(self, root: Root) -> bool:
        if root.expr.span.start < self.own:
            return True
        return id(root.expr) in self.assumed or (root.define is not None and root.name in self.names)

    def run(self, named: Iterable[str]) -> None:
        """Follow the protocol's own expressions, patients, lists and facts to all that they come down to.

        ``named`` are the facts that its expectations name.
        """
        symbols = self.symbols
        own_roots = [root for root in self.roots if root.expr.span.start < self.own]
        start = [SCREENING, *named, *self.used_by(own_roots)]
        start += [given.fact.text for patient in symbols.patients.values() for given in patient.given]
        own_facts = (fact for fact in symbols.facts.values() if fact.span.start < self.own)
        own_lists = (named for named in symbols.lists.values() if named.span.start < self.own)
        start += [word.text for fact in own_facts for word in _value_sets(fact)]
        start += [word.text for named in own_lists for word in named.members if word.text in symbols.lists]
        self.need(start)
        facts = frozenset(name for name in self.names if name in symbols.facts)
        for root in self.roots:
            if root.about_verdict and root.expr.span.start >= self.own:
                used = list(self.used_by([root]))
                if all(self.within(name, facts) for name in used):
                    self.assumed.add(id(root.expr))
                    self.need(used)

    def need(self, start: Iterable[str]) -> None:
        """Add names, and all names that their declarations in used files need."""
        pending = list(start)
        while pending:
            name = pending.pop()
            if name not in self.names:
                self.names.add(name)
                pending.extend(self.needs_of(name))

    def within(self, name: str, facts: frozenset[str]) -> bool:
        """Whether a name comes down to these facts alone; looked at once for each name, without recursion."""
        path = {name: self.needs_of(name)}
        while path:
            at, rest = next(reversed(path.items()))
            part = next(rest, None)
            if at in self.symbols.facts:
                self._within[at] = at in facts
                del path[at]
            elif part is None:
                self._within.setdefault(at, True)
                del path[at]
            elif self._within.get(part) is False:
                self._within[at] = False
                del path[at]
            elif part not in self._within and part not in path:
                path[part] = self.needs_of(part)
                path[at] = chain((part,), rest)  # look at it again once it is known
        return self._within[name]

    def needs_of(self, name: str) -> Iterator[str]:
        """The names that a declaration needs."""
        if name in self._bodies:
            return self.used_by([self._bodies[name]])
        if name in self.symbols.facts:
            return (word.text for word in _value_sets(self.symbols.facts[name]))
        if name in self.symbols.lists:
            return (word.text for word in self.symbols.lists[name].members if word.text in self.symbols.lists)
        return iter(())

    def used_by(self, roots: Iterable[Root]) -> Iterator[str]:
        for word in self.words_of_roots(roots):
            meaning = self.meanings.get(id(word))
            if meaning is not None and meaning.kind != "option":  # a value may be called like some fact
                yield meaning.key
                holder = meaning.key.partition(".")[0]
                if holder in self.symbols.facts:  # a field needs the record that it is part of
                    yield holder

    def words_of_roots(self, roots: Iterable[Root]) -> Iterator[tree.Node]:
        """Every node of some expressions that stands for something."""
        for root in roots:
            for expr in every(root.expr):
                if isinstance(expr, tree.Name | tree.Select):
                    yield expr
                elif isinstance(expr, tree.OneOf):
                    yield from expr.options
                    if expr.named is not None:
                        yield expr.named


def _value_sets(fact: tree.Fact) -> Iterator[tree.Word]:
    """The sets of codes of a fact and of what its entries hold."""
    for declaration in (fact, *fact.fields):
        yield from declaration.value_sets


def _words(symbols: Symbols) -> Iterator[tree.Word]:
    for fact in symbols.facts.values():
        yield from _value_sets(fact)
    for named in symbols.lists.values():
        yield from named.members
