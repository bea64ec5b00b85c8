"""Second pass: what each name in an expression stands for, and which declarations depend on which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from eligo.syntax import tree

from .findings import Findings
from .meant import meant
from .roots import Root
from .symbols import ANCHOR, SCREENING, VERDICTS, Symbols
from .types import Meaning
from .walk import parts

_SHOWN_MEMBERS = 12


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


def resolve(
    roots: Iterable[Root], symbols: Symbols, findings: Findings, *, partial: bool, lost: frozenset[str]
) -> Resolution:
    """Resolve every name in the expressions.

    Names that the parser has lost stay unresolved without a word; when it cannot name any (``partial`` with nothing
    ``lost``), all unknown ones do.
    """
    resolver = _Resolver(symbols, findings, partial, lost)
    for key in (*symbols.defines, *symbols.members, *symbols.criteria):
        resolver.depends[key] = {}
    for root in roots:
        findings.context = root.context
        resolver.enter(root)
    findings.context = ""
    return Resolution(resolver.meanings, resolver.depends, resolver.unknown)


class _Resolver:
    def __init__(self, symbols: Symbols, findings: Findings, partial: bool, lost: frozenset[str]) -> None:
        self.symbols = symbols
        self.findings = findings
        self.partial = partial
        self.lost = lost
        self.meanings: dict[int, Meaning] = {}
        self.depends: dict[str, dict[str, None]] = {}
        self.compared: dict[int, tree.Expr] = {}
        self.unknown = False

    def enter(self, root: Root) -> None:
        """Resolve the names of one root; ``user`` is the innermost declaration that a name is used by."""
        stack: list[tuple[tree.Expr, str]] = [(root.expr, root.name)]
        while stack:
            node, user = stack.pop()
            match node:
                case tree.Name():
                    self._name(node, root, user)
                case tree.Compare() if self._chooses(node):
                    pass
                case tree.Between() if self._between_values(node):
                    pass
                case tree.Group(members=members):
                    for member in reversed(members):
                        inner = self._member(member, root)
                        if inner and user:
                            self.depends[user][inner] = None
                        stack.append((member.condition, inner or user))
                case _:
                    if isinstance(node, tree.Compare):
                        self.compared[id(node.left)] = node.right
                        self.compared[id(node.right)] = node.left
                    stack.extend((part, user) for part in reversed(parts(node)))

    def _member(self, member: tree.Member, root: Root) -> str:
        """The full name of a labelled member; empty when it has none."""
        if member.name is None:
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

    def _name(self, node: tree.Name, root: Root, user: str) -> None:
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
        meaning = self._find(name, root.owner)
        if meaning is None:
            self._unknown(node, root)
            return
        self.meanings[id(node)] = meaning
        if user and meaning.kind != "fact":
            self.depends[user][meaning.key] = None

    def _find(self, name: str, owner: str) -> Meaning | None:
        symbols = self.symbols
        if owner and f"{owner}.{name}" in symbols.members:
            return Meaning("member", f"{owner}.{name}")
        if name == SCREENING or name in symbols.facts:
            return Meaning("fact", name)
        if name in symbols.defines:
            return Meaning("define", name)
        if name in symbols.criteria:
            return Meaning("criterion", name)
        if name == ANCHOR:  # whoever declares something of that name means it
            return Meaning("fact", symbols.anchor)
        return Meaning("member", name) if name in symbols.members else None

    def _unknown(self, node: tree.Name, root: Root) -> None:
        self.unknown = True
        name = node.name
        if self.partial and (not self.lost or name.partition(".")[0] in self.lost):
            return
        hints = meant(name, node.span, self.findings.source.text, self.compared.get(id(node)), self.symbols)
        if not hints:
            hints = self.findings.did_you_mean(name, self.symbols.names())
            # A declaration that named itself would never come to an end; a criterion is none of its own members.
            if hints and hints[0] in (f"did you mean `{root.name}`?", f"did you mean `{name.partition('.')[0]}`?"):
                hints = ()
        if not hints:
            hints = self._other_place(name, root)
        self.findings.error("E201", node.span, f"nothing is declared under the name `{name}`", hints=hints)

    def _other_place(self, name: str, root: Root) -> tuple[str, ...]:
        """Where else the author may have seen an unknown name."""
        if name in self.symbols.patients:
            return (f"`{name}` is a patient; a rule speaks of facts, definitions and criteria",)
        if "." not in name and not root.owner:
            full = [key for key in self.symbols.members if key.endswith("." + name)]
            if full:
                return (f"outside its criterion a member is named in full: `{full[0]}`",)
        owner, _, member = name.partition(".")
        if member and owner in self.symbols.criteria:
            keys = [key for key in self.symbols.members if key.startswith(f"{owner}.")][:_SHOWN_MEMBERS]
            return (f"named members of `{owner}` are: {', '.join(keys)}" if keys else f"`{owner}` names no members",)
        return (f'declare it, such as: flag {name} "..." or number {name} "..." in mg/dL',) if "." not in name else ()

    def _chooses(self, node: tree.Compare) -> bool:
        """Whether a comparison names a choice and one of its values; both are then resolved."""
        for choice, value in ((node.left, node.right), (node.right, node.left)):
            if isinstance(choice, tree.Name) and isinstance(value, tree.Name):
                fact = self.symbols.facts.get(choice.name)
                if fact is not None and fact.kind == "choice" and self._value(value, fact):
                    self.meanings[id(choice)] = Meaning("fact", choice.name)
                    return True
        return False

    def _between_values(self, node: tree.Between) -> bool:
        """Whether ``between`` names a choice and two of its values; all three are then resolved."""
        choice, ends = node.operand, (node.low, node.high)
        if not isinstance(choice, tree.Name):
            return False
        fact = self.symbols.facts.get(choice.name)
        if fact is None or fact.kind != "choice":
            return False
        found = [isinstance(end, tree.Name) and self._value(end, fact) for end in ends]
        if all(found):
            self.meanings[id(choice)] = Meaning("fact", choice.name)
        return all(found)

    def _value(self, value: tree.Name, fact: tree.Fact) -> bool:
        options = [option.text for option in fact.options]
        if value.name in options:
            self.meanings[id(value)] = Meaning("option", value.name)
            return True
        if self._find(value.name, "") is not None:
            return False
        no_such_option(value.name, value, fact, self.findings)
        return True


def no_such_option(text: str, at: tree.Node, fact: tree.Fact, findings: Findings) -> None:
    """Report a value that a choice does not have."""
    options = [option.text for option in fact.options]
    listed = ", ".join(options[:12]) + (", ..." if len(options) > 12 else "")
    findings.error(
        "E208",
        at.span,
        f"`{fact.name.text}` has no value `{text}`",
        labels=(),
        hints=(*findings.did_you_mean(text, options), f"its values are: {listed}"),
    )
