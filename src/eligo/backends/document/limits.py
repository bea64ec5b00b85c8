"""The limits of a criterion: every threshold and window in it, and on which side the limit itself falls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eligo.core import nodes as n
from eligo.core.display import display_unit, show_number, with_unit, written_quantity
from eligo.core.numberwords import NumberWords, defined_bit, label_bit, moment_bits
from eligo.core.phrases import Bit, Bits, plain
from eligo.core.program import Criterion, Program
from eligo.core.residual import parts
from eligo.core.timewords import lasting_words, window_predicate, window_relation
from eligo.core.words import Wording, oriented

_OPPOSITE: dict[str, str] = {"<": "≥", "<=": ">", "=": "≠", "!=": "=", ">=": "<", ">": "≤"}
_SYMBOL: dict[str, str] = {"<": "<", "<=": "≤", "=": "=", "!=": "≠", ">=": "≥", ">": ">"}


@dataclass(frozen=True, slots=True)
class Limit:
    """One threshold.

    Attributes:
        subject: what is compared.
        limit: the relation and the limit in the author's unit.
        converted: the limit in the data's unit, where that is another.
        plausible: the plausible range of what is compared, in its unit.
        edge: whether the limit itself is included.
    """

    subject: Bits
    limit: Bits
    converted: str
    plausible: str
    edge: str


def limits_of(program: Program, criterion: Criterion) -> tuple[Limit, ...]:
    """The limits in a criterion and its exemptions, in reading order, each once."""
    finder = _Finder(program, criterion.name)
    found: dict[Limit, None] = {}
    applies = () if criterion.applies is None else (criterion.applies,)
    for condition in (*applies, criterion.stated, *(e.condition for e in criterion.exemptions)):
        found.update(dict.fromkeys(finder.walk(condition)))
    return tuple(found)


class _Finder:
    def __init__(self, program: Program, owner: str) -> None:
        self.program = program
        self.owner = owner
        self.words: NumberWords = Wording(program).numbers
        self._seen: set[str] = set()

    def walk(self, condition: n.Condition) -> Iterator[Limit]:
        stack: list[tuple[object, bool]] = [(condition, False)]
        while stack:
            node, negated = stack.pop()
            match node:
                case n.Not(operand):
                    stack.append((operand, not negated))
                case n.Ref(name):
                    definition = self.program.definition.get(name)
                    if definition is not None and definition.owner == self.owner and name not in self._seen:
                        self._seen.add(name)
                        stack.append((definition.body, negated))
                case n.Compare(left, relation, right):
                    yield from self._compared(*oriented(left, relation, right), negated)
                case n.Window():
                    yield self._window(node, negated)
                case n.Lasting():
                    yield self._lasting(node, negated)
                case n.All() | n.Any() if (window := self.words.lists.reaches.of(node)) is not None:
                    said = (*plain("not " if negated else ""), *window.relation(self.program))
                    included = (window.bound in ("within ", "at least ")) is not negated
                    edge = "included" if included else "not included"
                    yield Limit(window.named(self.program), said, "", "", edge)
                case n.All() | n.Any() | n.Count():
                    # Within a negated group the members themselves are worded as they stand.
                    stack.extend((part, False) for part in reversed(parts(node)))

    def _compared(self, left: n.Numeric, relation: n.Relation, right: n.Numeric, negated: bool) -> Iterator[Limit]:
        if not isinstance(right, n.Number):
            return
        symbol = _OPPOSITE[relation] if negated else _SYMBOL[relation]
        unit, plausible = self._declared(left)
        written = written_quantity(right.shown)
        other = unit is not None and written is not None and display_unit(written[1]) != display_unit(unit)
        yield Limit(
            self._subject(left),
            (Bit(f"{symbol} "), *self.words.limit(right)),
            f"{symbol} {with_unit(show_number(right.value), unit)}" if other and unit is not None else "",
            plausible,
            "included" if symbol in "≤≥=" else "not included",
        )

    def _subject(self, node: n.Numeric) -> Bits:
        if isinstance(node, n.Measured):
            return (label_bit(self.program.fact[node.fact].label, node.fact, "fact", alone=True),)
        if isinstance(node, n.NumberRef):
            return (defined_bit(self.program.definition[node.name], alone=True),)
        return self.words.bits(node)

    def _declared(self, node: n.Numeric) -> tuple[str | None, str]:
        if isinstance(node, n.Measured):
            fact = self.program.fact[node.fact]
            if fact.plausible is None:
                return fact.unit, ""
            low, high = map(show_number, fact.plausible)
            return fact.unit, f"{low} to {with_unit(high, fact.unit)}"
        return (self.program.definition[node.name].unit if isinstance(node, n.NumberRef) else None), ""

    def _window(self, node: n.Window, negated: bool) -> Limit:
        prefix = "" if not negated else "not " if window_predicate(node) is not None else "not: "
        bounds = ((node.low, node.strict_low), (node.high, node.strict_high))
        strict = {s for bound, s in bounds if bound is not None and (bound.months or bound.micros)}
        strict = strict or {s for bound, s in bounds if bound is not None}
        words = {frozenset({True}): negated, frozenset({False}): not negated}.get(frozenset(strict))
        edge = "as worded" if words is None else "included" if words else "not included"
        relation = (*plain(prefix), *window_relation(self.program, node))
        return Limit(moment_bits(self.program, node.subject), relation, "", "", edge)

    def _lasting(self, node: n.Lasting, negated: bool) -> Limit:
        words = lasting_words(self.program, node, negated=negated)
        inclusive = (node.relation in (">=", "<=")) is not negated
        label = label_bit(self.program.fact[node.period].label, node.period, "fact", alone=True)
        lead = Bit(words[1].text.removeprefix(" "))
        return Limit((label,), (lead, *words[2:]), "", "", "included" if inclusive else "not included")
