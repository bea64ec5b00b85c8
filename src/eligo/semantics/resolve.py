"""Second pass: what each name in an expression stands for, and which declarations depend on which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from eligo.diagnostics.model import Label
from eligo.syntax import tree

from .around import looked_from
from .choices import choice_of, no_such_option
from .findings import Findings
from .lost import Lost
from .meant import elsewhere, meant, no_value
from .roots import Root
from .series import fields_of, key, names_in, repeats
from .symbols import ANCHOR, SCREENING, VERDICTS, Symbols
from .types import Meaning
from .walk import computed, parts


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the names mean.

    Attributes:
        meanings: by ``id`` of each name node that could be resolved.
        depends: for each definition, criterion and labelled member, the ones that it uses, in the order used.
        unknown: whether some name could not be resolved.
    """

    meanings: dict[int, Meaning] = field(default_factory=dict)
    depends: dict[str, dict[str, None]] = field(default_factory=dict)
    unknown: bool = False


def resolve(roots: Iterable[Root], symbols: Symbols, findings: Findings, lost: Lost) -> Resolution:
    """Resolve every name in the expressions.

    Names that a syntax error may hide stay unresolved without a word.
    """
    resolver = _Resolver(symbols, findings, lost)
    for name in (*symbols.defines, *symbols.inner, *symbols.members, *symbols.criteria):
        resolver.depends[name] = {}
    for root in roots:
        findings.context = root.context
        resolver.enter(root)
    findings.context = ""
    resolver.lists_and_codes()
    return Resolution(resolver.meanings, resolver.depends, resolver.unknown)


class _Resolver:
    def __init__(self, symbols: Symbols, findings: Findings, lost: Lost) -> None:
        self.symbols = symbols
        self.findings = findings
        self.lost = lost
        self.meanings: dict[int, Meaning] = {}
        self.depends: dict[str, dict[str, None]] = {}
        self.compared: dict[int, tree.Expr] = {}
        self.around: set[int] = set()
        self.unknown = False

    def enter(self, root: Root) -> None:
        """Resolve the names of one root; ``user`` is the innermost declaration that a name is used by."""
        stack: list[tuple[tree.Expr, str, tree.Fact | None]] = [(root.expr, root.name, root.entry)]
        while stack:
            node, user, entry = stack.pop()
            match node:
                case tree.Name():
                    self._name(node, root, user, entry)
                case tree.Compare() if (choice := self._chooses(node, entry)) is not None:
                    stack.append((choice, user, entry))
                case tree.Between() if (choice := self._between_values(node, entry)) is not None:
                    stack.append((choice, user, entry))
                case tree.OneOf(operand=operand):
                    self._listed(node)
                    stack.append((operand, user, entry))
                case tree.Select():
                    of = self._selected(node)
                    if user and node.target.text in self.symbols.inner:
                        self.depends[user][node.target.text] = None
                    if node.stretch is not None:
                        stack.append((node.stretch.anchor, user, entry))
                        if entry is not None and of is entry:
                            self.around |= looked_from(node.stretch.anchor, entry, self.findings)
                    if node.stretch is not None:  # each entry may have a length of its own
                        stack.extend((part, user, of or entry) for part in computed(node.stretch.duration))
                    stack.extend((part, user, of) for part in (node.have, node.where) if part is not None)
                case tree.Group(members=members):
                    for member in reversed(members):
                        inner = self._member(member, root, entry)
                        if inner and user:
                            self.depends[user][inner] = None
                        stack.append((member.condition, inner or user, entry))
                case _:
                    if isinstance(node, tree.Compare):
                        self.compared[id(node.left)] = node.right
                        self.compared[id(node.right)] = node.left
                    stack.extend((part, user, entry) for part in reversed(parts(node)))

    def _member(self, member: tree.Member, root: Root, entry: tree.Fact | None) -> str:
        """The full name of a labelled member; empty when it has none."""
        if member.name is None:
            return ""
        if entry is not None:
            self.findings.error(
                "E221",
                member.name.span,
                f"`{member.name.text}` is asked of each entry of `{entry.name.text}` and can have no name",
                hints=("leave its name and label out: elsewhere it would not be known which entry is meant",),
            )
            return ""
        if not root.owner:
            self.findings.error(
                "E221",
                member.name.span,
                f"only the members of a criterion have names; `{member.name.text}` stands outside one",
                hints=(f'make it a definition of its own: define {member.name.text} "..." = ...',),
            )
            return ""
        symbol = self.symbols.members.get(f"{root.owner}.{member.name.text}")
        return symbol.key if symbol is not None and symbol.node is member else ""

    def _selected(self, node: tree.Select) -> tree.Fact | None:
        """What a selection is of; None after its error is reported."""
        name, _, field = node.target.text.partition(".")
        fact = self.symbols.facts.get(name)
        if fact is None:
            self._unknown_target(node.target, name)
        elif not repeats(fact):
            self.findings.error(
                "E224",
                node.target.span,
                f"the {fact.kind} `{name}` has one value: nothing is to be selected",
                labels=(Label(fact.name.span, "declared here"),),
                hints=("for several values with their times declare it `repeated`", f"or use `{name}` itself"),
            )
        elif field and field not in names_in(fact):
            near = self.findings.did_you_mean(field, names_in(fact))
            held = f"its entries hold {', '.join(names_in(fact))}"
            self.findings.error("E224", node.target.span, f"`{name}` has no `{field}`", hints=near or (held,))
        else:
            self.meanings[id(node)] = Meaning("selected", node.target.text)
            return fact
        return None

    def _unknown_target(self, target: tree.Word, name: str) -> None:
        self.unknown = True
        if self.lost.hides(name):
            return
        if self._find(name, "", None) is not None:
            way = "select among `events`, or a fact that is declared `repeated`"
            self.findings.error("E224", target.span, f"`{name}` is no record that repeats", hints=(way,))
            return
        hints = self.findings.did_you_mean(name, (key for key, fact in self.symbols.facts.items() if repeats(fact)))
        declare = (f'declare it, such as: events {name} "..." {{ moment given_on "..." }}',)
        self.findings.error("E201", target.span, f"nothing is declared under the name `{name}`", hints=hints or declare)

    def _name(self, node: tree.Name, root: Root, user: str, entry: tree.Fact | None) -> None:
        name = node.name
        if name in VERDICTS:
            if root.about_verdict:
                self.meanings[id(node)] = Meaning("verdict", name)
            else:
                self.findings.error(
                    "E216",
                    node.span,
                    f"`{name}` is what all criteria together decide; no part of them can use it",
                    hints=("only a `claim` or an `assume` may speak of the verdict",),
                )
            return
        meaning = self._find(name, root.owner, entry)
        if meaning is None:
            self._unknown(node, root)
            return
        self.meanings[id(node)] = replace(meaning, around=True) if id(node) in self.around else meaning
        if user and meaning.kind != "fact":
            self.depends[user][meaning.key] = None

    def _listed(self, node: tree.OneOf) -> None:
        """Which words of ``is one of`` are lists; the others are values, which the choice's type tells."""
        for word in node.options:
            if word.text in self.symbols.lists:
                self.meanings[id(word)] = Meaning("list", word.text)
        if node.named is not None:
            choice = node.operand.name if isinstance(node.operand, tree.Name) else "x"
            example = f"a value stands in braces: `{choice} is one of {{ {node.named.text} }}`"
            self._word("list", node.named, self.symbols.lists, "list", (example,))

    def lists_and_codes(self) -> None:
        """The lists in lists, and the sets of codes of facts."""
        for named in self.symbols.lists.values():
            for word in named.members:
                if word.text in self.symbols.lists:
                    self.meanings[id(word)] = Meaning("list", word.text)
        for fact in self.symbols.facts.values():
            for declaration in (fact, *fact.fields):
                for word in declaration.value_sets:
                    example = f'declare it, such as: codes {word.text} "..." from SNOMED 363346000 with descendants'
                    self._word("codes", word, self.symbols.value_sets, "set of codes", (example,))

    def _word(
        self,
        kind: Literal["list", "codes"],
        word: tree.Word,
        known: Mapping[str, object],
        what: str,
        example: tuple[str, ...],
    ) -> None:
        if word.text in known:
            self.meanings[id(word)] = Meaning(kind, word.text)
            return
        self.unknown = True
        if self.lost.hides(word.text):
            return
        hints = self.findings.did_you_mean(word.text, known) or example
        self.findings.error("E201", word.span, f"there is no {what} named `{word.text}`", hints=hints)

    def _find(self, name: str, owner: str, entry: tree.Fact | None) -> Meaning | None:
        symbols = self.symbols
        if entry is not None:
            field = name.removeprefix(f"{entry.name.text}.")
            if field in fields_of(entry):
                return Meaning("fact", key(entry, field))
            if key(entry, field) in symbols.inner:
                return Meaning("define", key(entry, field))
        if name == SCREENING or name in symbols.facts:
            return Meaning("fact", name)
        if name in symbols.defines:
            return Meaning("define", name)
        if name in symbols.criteria:
            return Meaning("criterion", name)
        # A member may have the name of a declaration, which the bare name then means.
        if owner and f"{owner}.{name}" in symbols.members:
            return Meaning("member", f"{owner}.{name}")
        if name == ANCHOR:  # whoever declares something of that name means it
            return Meaning("fact", symbols.anchor)
        return Meaning("member", name) if name in symbols.members else None

    def _unknown(self, node: tree.Name, root: Root) -> None:
        self.unknown = True
        name = node.name
        if self.lost.hides(name.partition(".")[0]):
            return
        hints = no_value(name, self.symbols) or meant(
            name, node.span, self.findings.source.text, self.compared.get(id(node)), self.symbols
        )
        if not hints:
            hints = self.findings.did_you_mean(name, self.symbols.names())
            # A declaration that named itself would never come to an end; a criterion is none of its own members.
            if hints and hints[0] in (f"did you mean `{root.name}`?", f"did you mean `{name.partition('.')[0]}`?"):
                hints = ()
        if not hints:
            hints = elsewhere(name, root.owner, self.symbols)
        self.findings.error("E201", node.span, f"nothing is declared under the name `{name}`", hints=hints)

    def _chooses(self, node: tree.Compare, entry: tree.Fact | None) -> tree.Expr | None:
        """The choice that a comparison names together with one of its values, which is then resolved."""
        for choice, value in ((node.left, node.right), (node.right, node.left)):
            if isinstance(value, tree.Name):
                fact = choice_of(choice, entry, self.symbols)
                if fact is not None and self._value(value, fact):
                    return choice
        return None

    def _between_values(self, node: tree.Between, entry: tree.Fact | None) -> tree.Expr | None:
        """The choice that ``between`` names together with two of its values, which are then resolved."""
        fact = choice_of(node.operand, entry, self.symbols)
        if fact is None:
            return None
        found = [isinstance(end, tree.Name) and self._value(end, fact) for end in (node.low, node.high)]
        return node.operand if all(found) else None

    def _value(self, value: tree.Name, fact: tree.Fact) -> bool:
        options = [option.text for option in fact.options]
        if value.name in options:
            self.meanings[id(value)] = Meaning("option", value.name)
            return True
        if self._find(value.name, "", None) is not None:
            return False
        no_such_option(value.name, value, fact, self.findings)
        return True
