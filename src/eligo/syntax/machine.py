"""The LALR(1) automaton at work: one statement's text to one tree.

The tables say what to do; the builder makes a node of each production. A statement either parses or yields a
:class:`Stop`, which knows what stood there and what could have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from eligo.source import Span
from eligo.syntax.grammar import Rule, Tables

END = "$END"
"""The kind of the end of a statement."""
STRAY = "STRAY"
"""The kind of a character that begins no token."""
_GIVEN = "recorded"
"""The nonterminal of a patient's number."""
_CONFUSED = {"REQUIRE": "WHEN", "WHEN": "REQUIRE"}
_CLAUSES = frozenset({"FROM", "REQUIRE", "WHEN", "UNLESS", "READING"})
_LINES_TO_TRY = 200
"""How far behind an error a line that makes sense again is looked for."""


class Token:
    """A word, number, text or symbol of the source and where it stands."""

    __slots__ = ("end", "kind", "start", "text")

    def __init__(self, kind: str, text: str, start: int, end: int) -> None:
        self.kind = kind
        self.text = text
        self.start = start
        self.end = end

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a statement ceased to make sense.

    Attributes:
        found: what stands there; its kind is :data:`END` at the statement's end, :data:`STRAY` for a character that
            begins no token.
        before: the tokens read until then.
        expected: the kinds of token that could stand there, :data:`END` when the statement could have ended.
        path: the automaton's states up to there.
    """

    found: Token
    before: tuple[Token, ...]
    expected: frozenset[str]
    path: tuple[int, ...]


class Machine:
    """A parser for statements.

    Args:
        tables: what lark made of the grammar.
        builder: an object with a method for each production's name; each takes the list of the children.
        begins_fact: tells a word that, after a number of a patient, begins the next fact and is no unit; by default
            every word there is a unit.
    """

    def __init__(self, tables: Tables, builder: object, begins_fact: Callable[[str], bool] | None = None) -> None:
        self._tables = tables
        self._begins_fact = begins_fact
        self._modes = [tables.modes[mode].match for mode in tables.mode_of_state]
        self._builders = [_method(builder, rule) for rule in tables.rules]

    def parse(self, text: str, start: int, end: int) -> Any | Stop:
        """The node of the statement in ``text[start:end]``, or where and why there is none."""
        states = self._tables.states
        rules = self._tables.rules
        builders = self._builders
        path = [self._tables.start]
        values: list[Any] = []
        tokens: list[Token] = []
        at = start
        while True:
            token = self._next(path[-1], text, at, end)
            while True:
                action = states[path[-1]].get(token.kind)
                if action is None:
                    return Stop(token, tuple(tokens), self._expected(path), tuple(path))
                if action >= 0:
                    break
                rule = rules[-1 - action]
                size = rule.size
                children = values[-size:] if size else []
                if size:
                    del path[-size:]
                    del values[-size:]
                if rule.inlined:
                    children = _spliced(children, rule.inlined)
                if rule.passes_on and len(children) == 1:
                    value = children[0]
                else:
                    build = builders[-1 - action]
                    value = children if build is None else build(children)
                values.append(value)
                path.append(states[path[-1]][rule.origin])
                if path[-1] == self._tables.end and token.kind == END:
                    return values[-1]
            path.append(action)
            values.append(token)
            tokens.append(token)
            at = token.end

    def _next(self, state: int, text: str, at: int, end: int) -> Token:
        """The next token as this state reads it."""
        match = self._modes[state](text, at, end) or self._tables.modes[0].match(text, at, end)
        if match is None:
            stray = self._tables.blank.match(text, at, end)
            start = stray.end() if stray else at
            return Token(STRAY, text[start], start, start + 1)
        kind = match.lastgroup
        assert kind is not None
        start, stop = match.span(kind)
        if kind == "END":
            return Token(END, "", start, start)
        word = text[start:stop]
        if kind in ("NAME", "WORD"):
            keyword = self._tables.words.get(word)
            if keyword is not None and (kind == "WORD" or keyword in self._tables.states[state]):
                kind = keyword
        elif (kind == "MEASURE" and self._stands_alone(word, state)) or (
            kind == "ELAPSED" and _is_name(self._tables.states[state])
        ):
            kind, word = "NUMBER" if kind == "MEASURE" else "NAME", word.split(None, 1)[0]
            stop = start + len(word)
        return Token(kind, word, start, stop)

    def _stands_alone(self, measure: str, state: int) -> bool:
        """Whether the number alone is the token here: its unit cannot follow, or is the next fact of a patient."""
        expected = self._tables.states[state]
        if "MEASURE" not in expected:
            return "NUMBER" in expected
        return self._begins_fact is not None and _GIVEN in expected and self._begins_fact(measure.split(None, 1)[1])

    def resume(self, stop: Stop, text: str, end: int) -> Stop | None:
        """The next error after one: reading goes on, without a tree, at the next line that makes sense again.

        A line makes sense if it, or at least its first two tokens or its clause's keyword, can follow some part of what
        was read before, where a condition that was broken off counts as one. ``require`` for ``when`` is passed over,
        and the other way round.
        """
        at = stop.found.start
        mistaken = _CONFUSED.get(stop.found.kind, "")
        if mistaken in stop.expected:
            path = list(stop.path)
            self._shift(path, mistaken)
            return self._recognise(path, stop.found, text, end)
        for _ in range(_LINES_TO_TRY):
            at = text.find("\n", at, end)
            if at < 0 or stop.found.kind == END:
                return None
            following = self._next(0, text, at, end)
            if following.kind == END:
                return None
            line_end = text.find("\n", following.start, end)
            enough = following.start if following.kind in _CLAUSES else following.end
            for least in (line_end if line_end >= 0 else end, enough):
                for path in self._ways_on(stop.path):
                    if self._fits(list(path), text, at, end, least):
                        first = self._next(path[-1], text, at, end)
                        self._shift(path, first.kind)
                        return self._recognise(path, first, text, end)
            at = following.start
        return None

    def _fits(self, path: list[int], text: str, at: int, end: int, least: int) -> bool:
        """Whether the tokens from here can stand here, the first that begins at ``least`` or later included."""
        while True:
            token = self._next(path[-1], text, at, end)
            if not self._shift(path, token.kind):
                return False
            if token.start >= least or token.kind == END:
                return True
            at = token.end

    def _ways_on(self, path: tuple[int, ...]) -> Iterator[list[int]]:
        """What was read, with less and less of its end, and with a condition in place of that end."""
        for length in range(len(path), 0, -1):
            yield list(path[:length])
            condition = self._tables.states[path[length - 1]].get("expression")
            if condition is not None:
                yield [*path[:length], condition]

    def _recognise(self, path: list[int], last: Token, text: str, end: int) -> Stop | None:
        """Read on from here without building anything; the next error, or None."""
        tokens = [last]
        while True:
            token = self._next(path[-1], text, last.end, end)
            before = tuple(path)
            if not self._shift(path, token.kind):
                return Stop(token, tuple(tokens), self._expected(list(before)), before)
            if token.kind == END:
                return None
            tokens.append(token)
            last = token

    def _expected(self, path: list[int]) -> frozenset[str]:
        """The kinds of token that the automaton can shift next, reductions on the way included."""
        candidates = [symbol for symbol in self._tables.states[path[-1]] if symbol.isupper()]
        return frozenset(kind for kind in candidates if self._shift(list(path), kind))

    def _shift(self, path: list[int], kind: str) -> bool:
        """Move on by a kind of token if it can stand here; the path is changed either way."""
        while True:
            action = self._tables.states[path[-1]].get(kind)
            if action is None:
                return False
            if action >= 0:
                path.append(action)
                return True
            rule = self._tables.rules[-1 - action]
            if rule.size:
                del path[-rule.size :]
            path.append(self._tables.states[path[-1]][rule.origin])
            if path[-1] == self._tables.end:
                return kind == END


def _is_name(expected: dict[str, int]) -> bool:
    """Whether a name can stand where ``days from`` cannot: a patient's period has that name."""
    return "ELAPSED" not in expected and "NAME" in expected


def _method(builder: object, rule: Rule) -> Callable[[list[Any]], Any] | None:
    """What makes a node of a production; None where its symbols stay a list or its lone child is passed on."""
    if not rule.builds or (rule.passes_on and rule.size == 1):
        return None
    method: Callable[[list[Any]], Any] = getattr(builder, rule.builds)
    return method


def _spliced(children: list[Any], places: tuple[int, ...]) -> list[Any]:
    """The children with the lists among them opened.

    A list at the front is used up in place: repetition is left-recursive, and copying it each time would be quadratic.
    """
    if places == (0,):
        first: list[Any] = children[0]
        first.extend(children[1:])
        return first
    result: list[Any] = []
    for place, child in enumerate(children):
        if place in places:
            result.extend(child)
        else:
            result.append(child)
    return result
