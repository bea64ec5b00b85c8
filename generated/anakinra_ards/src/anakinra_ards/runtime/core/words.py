"""Conditions in plain English, as a clinician would write them in a protocol, made from the rule and from nothing else.

Each phrase says exactly what its node means. A negation is pushed into the words only where the two are the same in
Kleene's logic (``below`` for not ``at least``); a moment that never happened, for example, is *not within* a window,
though it is not *outside* it in time either.
"""

from __future__ import annotations

from . import nodes as n
from .numberwords import NumberWords, defined_bit, label_bit, moment_bits
from .phrases import Bit, Bits, Outline, clean, plain
from .program import Criterion, Definition, Program
from .reach import cases_of
from .timewords import during_words, lasting_words, overlap_words, window_words
from .truth import FALSE, TRUE

_OPPOSITE: dict[n.Relation, n.Relation] = {"<": ">=", "<=": ">", "=": "!=", "!=": "=", ">=": "<", ">": "<="}

RELATION_WORDS: dict[n.Relation, str] = {
    "<": "below",
    "<=": "at most",
    "=": "exactly",
    "!=": "other than",
    ">=": "at least",
    ">": "above",
}

_MAX_EXPANSION = 8
"""Labelled members within labelled members beyond this are named, and put into words where they stand themselves."""


def criterion_words(program: Program, criterion: Criterion) -> Outline:
    """What a criterion states, its labelled members spelled out, without its exemptions."""
    return Wording(program, criterion.name).outline(criterion.stated)


def condition_words(program: Program, condition: n.Condition, owner: str = "") -> Outline:
    """A condition in words; labelled members of the criterion named by ``owner`` are spelled out."""
    return Wording(program, owner).outline(condition)


def definition_words(program: Program, definition: Definition) -> Outline:
    """What a definition stands for."""
    if isinstance(definition.body, n.Temporal):
        return Outline(moment_bits(program, definition.body))
    if definition.unit is None:
        return Wording(program).outline(definition.body)  # type: ignore[arg-type]  # unit None marks a condition
    return Wording(program).numbers.outline(definition.body)  # type: ignore[arg-type]


class Wording:
    """Puts conditions of one program into words; each labelled member of ``owner`` is spelled out once."""

    def __init__(self, program: Program, owner: str = "") -> None:
        self.program = program
        self.owner = owner
        self.numbers = NumberWords(program, self.inline)
        self.reaches = self.numbers.lists.reaches
        self._spelled: set[str] = set()
        self._expansion = 0

    # ------------------------------------------------------------ structured

    def outline(self, node: n.Condition, *, negated: bool = False) -> Outline:
        """A condition as a phrase with its parts below it."""
        window = self.reaches.words(node, negated=negated)
        if window is not None:
            return Outline(window)
        match node:
            case n.Not(operand):
                return self.outline(operand, negated=not negated)
            case n.All((only,)) | n.Any((only,)):
                return self.outline(only, negated=negated)
            case n.All() if self._eligible(node):
                return Outline(plain("the patient is not eligible" if negated else "the patient is eligible"))
            case n.All(members) if members:
                return self._all(members, negated)
            case n.Any((n.Not(condition), consequence)) if not negated:
                return self._rule(condition, consequence, None)
            case n.Any(members) if members:
                return self._group("None of the following" if negated else "At least one of the following", members)
            case n.Count(low, high, members):
                return self._group(_quota(low, high, negated=negated), members)
            case n.Ref(name) if self._own(name):
                return self._member(name, negated)
            case _:
                return Outline(self.phrase(node, negated=negated))

    def _group(self, heading: str, members: tuple[n.Condition, ...]) -> Outline:
        children = []
        for member in members:
            children.append(self.outline(member))  # noqa: PERF401  # a comprehension costs a frame for each level
        return Outline(plain(f"{heading}:"), tuple(children))

    def _all(self, members: tuple[n.Condition, ...], negated: bool) -> Outline:
        span = self._between(members)
        if span is not None:
            return Outline((Bit("not: "), *span) if negated else span)
        overlap = overlap_words(self.program, members, negated=negated)
        if overlap is not None:
            return Outline(overlap)
        cases = None if negated else cases_of(members)
        if cases is not None:
            return self._rule(*cases)
        return self._group("Not all of the following" if negated else "All of the following", members)

    def _rule(self, condition: n.Condition, then: n.Condition, otherwise: n.Condition | None) -> Outline:
        parts = []
        for word, node in (("if ", condition), ("then ", then), ("otherwise ", otherwise)):
            if node is not None:
                outline = self.outline(node)
                parts.append(Outline((Bit(word), *map(_quoted, _lowered(outline.bits))), outline.children))
        if any(part.children for part in parts):
            return Outline(plain("The rule:"), tuple(parts))
        bits: list[Bit] = []
        for part in parts:
            bits += (*plain(", " if bits else ""), *part.bits)
        return Outline((Bit("If "), *bits[1:]))

    def _own(self, name: str) -> bool:
        definition = self.program.definition.get(name)
        if definition is None or not self.owner or definition.owner != self.owner:
            return False
        return name not in self._spelled and self._expansion < _MAX_EXPANSION

    def _member(self, name: str, negated: bool) -> Outline:
        definition = self.program.definition[name]
        self._spelled.add(name)
        self._expansion += 1
        body = self.outline(definition.body)  # type: ignore[arg-type]  # a labelled member is a condition
        self._expansion -= 1
        label = label_bit(definition.label, name, "member", alone=True)
        if negated:
            return Outline((Bit("Not: "), label), (body,))
        if not body.children:
            return Outline((label, Bit(": "), *body.bits))
        return Outline((label, Bit(": "), *_lowered(body.bits)), body.children)

    # ------------------------------------------------------------ one line

    def inline(self, node: n.Condition, *, negated: bool = False) -> Bits:
        """A condition on one line, compound parts in parentheses."""
        window = self.reaches.words(node, negated=negated)
        if window is not None:
            return window
        match node:
            case n.Not(operand):
                return self.inline(operand, negated=not negated)
            case n.All((only,)) | n.Any((only,)):
                return self.inline(only, negated=negated)
            case n.All(members) if members and not self._eligible(node):
                overlap = overlap_words(self.program, members, negated=negated)
                return overlap or self._joined(members, " and ", "not all of " if negated else "")
            case n.Any(members) if members:
                return self._joined(members, " or ", "none of " if negated else "")
            case n.Count(low, high, members):
                return self._joined(members, "; ", _quota(low, high, negated=negated, of="of ").lower())
            case _:
                return self.phrase(node, negated=negated)

    def _joined(self, members: tuple[n.Condition, ...], connective: str, prefix: str) -> Bits:
        bits: list[Bit] = []
        joint = "; " if prefix else connective
        for member in members:
            bits += (*plain(joint if bits else f"{prefix}("), *map(_quoted, self.inline(member)))
        return (*bits, Bit(")")) if bits else plain(f"{prefix}()")

    def phrase(self, node: n.Condition, *, negated: bool = False) -> Bits:
        """A condition without parts, on one line."""
        match node:
            case n.Always(truth):
                return plain(_constant(truth, negated))
            case n.All(()) | n.Any(()):
                return plain("always" if isinstance(node, n.All) is not negated else "never")
            case n.All():
                return plain("the patient is not eligible" if negated else "the patient is eligible")
            case n.Known(operand):
                return (*self.numbers.operand(operand), Bit(" is not known" if negated else " is known"))
            case n.Flag(fact):
                return (self._fact(fact, alone=not negated), *plain(": no" if negated else ""))
            case n.Is(fact, options):
                return (self._fact(fact), Bit(_choice(options, negated)))
            case n.Compare(left, relation, right):
                return self._compare(left, _OPPOSITE[relation] if negated else relation, right)
            case n.Window():
                return window_words(self.program, node, negated=negated)
            case n.Lasting():
                return lasting_words(self.program, node, negated=negated)
            case n.During():
                return during_words(self.program, node, negated=negated)
            case n.Several():
                return self.numbers.lists.several(node, negated=negated)
            case n.PickIs():
                return self.numbers.lists.pick_is(node, negated=negated)
            case n.Other():
                return plain("that same entry" if negated else "another entry")
            case n.Ref(name):
                return self._named(name, negated)
            case _:
                return (Bit("not: "), *self.inline(node)) if negated else self.inline(node)

    def _fact(self, name: str, *, alone: bool = False) -> Bit:
        return label_bit(self.program.fact[name].label, name, "fact", alone=alone)

    def _named(self, name: str, negated: bool) -> Bits:
        criterion = self.program.criterion.get(name)
        if criterion is None:
            label = defined_bit(self.program.definition[name], alone=not negated)
            return (label, *plain(": no" if negated else ""))
        verb = ("is met" if criterion.kind == "include" else "applies", "is not met", "does not apply")
        says = verb[0] if not negated else verb[1] if criterion.kind == "include" else verb[2]
        return (Bit("criterion "), Bit(clean(f"{name} ({criterion.label})"), "criterion", name), Bit(f" {says}"))

    def _compare(self, left: n.Numeric, relation: n.Relation, right: n.Numeric) -> Bits:
        left, relation, right = oriented(left, relation, right)
        words = RELATION_WORDS[relation]
        return (*self.numbers.compared(left), Bit(f" {words} "), *self.numbers.limit(right))

    def _between(self, members: tuple[n.Condition, ...]) -> Bits | None:
        """``x from a to b`` for two comparisons of one number with constants, both ends in."""
        match members:
            case (n.Compare(a, ">=", n.Number() as low), n.Compare(b, "<=", n.Number() as high)) if a == b:
                limits = (*self.numbers.limit(low), Bit(" to "), *self.numbers.limit(high))
                return (*self.numbers.compared(a), Bit(" from "), *limits, Bit(", both included"))
            case _:
                return None

    def _eligible(self, node: n.All) -> bool:
        """Whether a condition says that every criterion passes."""
        criteria = self.program.criteria
        if len(node.members) != len(criteria) or not criteria:
            return False
        passing = {n.Ref(c.name) if c.kind == "include" else n.Not(n.Ref(c.name)) for c in criteria}
        return all(isinstance(m, n.Ref | n.Not) and m in passing for m in node.members)


def oriented(left: n.Numeric, relation: n.Relation, right: n.Numeric) -> tuple[n.Numeric, n.Relation, n.Numeric]:
    """A comparison with its constant, if it has one, on the right."""
    if isinstance(left, n.Number) and not isinstance(right, n.Number):
        return right, n.MIRRORED[relation], left
    return left, relation, right


def _constant(truth: object, negated: bool) -> str:
    if truth is TRUE or truth is FALSE:
        return "always" if (truth is TRUE) is not negated else "never"
    return "cannot be known"


def _choice(options: tuple[str, ...], negated: bool) -> str:
    names = [option.replace("_", " ") for option in options]
    if len(names) == 1:
        return f" is not {names[0]}" if negated else f" is {names[0]}"
    if not names:
        return " is something" if negated else " is nothing"
    listed = ", ".join(names[:-1])
    return f" is neither {listed} nor {names[-1]}" if negated else f" is {listed} or {names[-1]}"


def _quota(low: int, high: int | None, *, negated: bool, of: str = "of the following") -> str:
    if high is None:
        return f"Fewer than {low} {of}" if negated else f"At least {low} {of}"
    if low <= 0:
        if high == 0:
            return f"At least one {of}" if negated else f"None {of}"
        return f"More than {high} {of}" if negated else f"At most {high} {of}"
    if low == high:
        return f"Any number but {low} {of}" if negated else f"Exactly {low} {of}"
    return f"Fewer than {low} or more than {high} {of}" if negated else f"From {low} to {high} {of}"


def _quoted(bit: Bit) -> Bit:
    """A label within a sentence, in quotation marks when there is a comma in it."""
    if bit.role in ("text", "limit") or "," not in bit.text or bit.text.startswith("“"):
        return bit
    return Bit(f"“{bit.text}”", bit.role, bit.name)


def _lowered(bits: Bits) -> Bits:
    """The heading of a group in the middle of a sentence."""
    first = bits[0]
    if first.role != "text" or not first.text:
        return bits
    return (Bit(first.text[0].lower() + first.text[1:]), *bits[1:])
