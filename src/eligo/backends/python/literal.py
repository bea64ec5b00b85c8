"""Program to a module that builds the same program: constructor calls, to be read.

A deep condition is cut into variables, so that no expression nests further than Python's parser follows.
"""

from __future__ import annotations

from dataclasses import fields
from fractions import Fraction
from typing import Any

from eligo.backends.python.layout import (
    Argument,
    Call,
    Keyword,
    assignment,
    exceptions,
    flat,
    fraction,
    long_lines,
    mapping,
    sequence,
    text,
)
from eligo.backends.python.scope import UnsupportedNode
from eligo.core import nodes as n
from eligo.core import program as p
from eligo.core.truth import Truth
from eligo.core.values import Duration, Moment, Never, Period

DEEPEST = 12
HEADER = '''"""The protocol in eligo's core, the meaning of all else in this package. Made by eligo: not for editing."""

@EXCEPTIONS@from __future__ import annotations

from fractions import Fraction

from .runtime.core.nodes import (
    All,
    Always,
    Any,
    Arithmetic,
    Choose,
    Chosen,
    Compare,
    Count,
    During,
    EdgeOf,
    Elapsed,
    FirstKnown,
    FirstMoment,
    Fixed,
    Flag,
    Is,
    Known,
    Lasting,
    Logarithm,
    Measured,
    MomentRef,
    Not,
    Number,
    NumberRef,
    Other,
    Pick,
    PickIs,
    PickMoment,
    Ref,
    Several,
    Spell,
    When,
    Window,
)
from .runtime.core.program import (
    Assumption,
    Claim,
    Code,
    CodesFrom,
    Criterion,
    Definition,
    Exemption,
    Expectation,
    Fact,
    Item,
    NamedList,
    Origin,
    Program,
    SourceDocument,
    ValueSet,
    Vignette,
)
from .runtime.core.truth import Truth
from .runtime.core.values import Duration, Moment, Never, Period

'''

CONSTRUCTED = (
    n.Node, Duration, Moment, Period, p.Code, p.Fact, p.Definition, p.Origin, p.Exemption, p.Criterion, p.Assumption,
    p.Claim, p.Vignette, p.Expectation, p.Item, p.SourceDocument, p.Program,
    p.CodesFrom, p.ValueSet, p.NamedList,
)  # fmt: skip
POSITIONAL = (n.Node, Moment, Period, p.Code, p.Origin)
"""What reads well without field names."""


def program_module(program: p.Program) -> str:
    """The source of a module whose ``PROGRAM`` equals ``program``."""
    body = _Module().written(program)
    return HEADER.replace("@EXCEPTIONS@", exceptions({"F401"} | long_lines(body))) + body


class _Module:
    def __init__(self) -> None:
        self.statements: list[str] = []
        self.known: dict[str, str] = {}

    def written(self, program: p.Program) -> str:
        parts = {
            "sources": program.sources,
            "lists": program.lists,
            "value_sets": program.value_sets,
            "facts": program.facts,
            "definitions": program.definitions,
            "criteria": program.criteria,
            "assumptions": program.assumptions,
            "claims": program.claims,
            "vignettes": program.vignettes,
            "expectations": program.expectations,
        }
        for name, items in parts.items():
            self.statements.append(assignment(name.upper(), sequence([self.value(item, 1) for item in items])))
        arguments = (
            Keyword("id", text(program.id)),
            Keyword("title", text(program.title)),
            Keyword("properties", _as_argument(self.value(program.properties, 1))),
            *(Keyword(name, name.upper()) for name in parts),
            Keyword("order", _as_argument(self.value(program.order, 1))),
        )
        self.statements.append(assignment("PROGRAM", Call("Program", arguments)))
        return "".join(self.statements)

    def value(self, value: Any, depth: int) -> Argument:
        """A value as source; what lies too deep becomes a variable first."""
        if isinstance(value, CONSTRUCTED):
            made = self._constructed(value, depth)
            return self._variable(made) if depth % DEEPEST == 0 else made
        if isinstance(value, Truth | Never):
            return f"{type(value).__name__}.{value.name}"
        if isinstance(value, Fraction):
            return fraction(value)
        if isinstance(value, str):
            return text(str(value))
        if value is None or isinstance(value, bool | int | float):
            return repr(value)
        if isinstance(value, tuple):
            return sequence([self.value(item, depth + 1) for item in value])
        if isinstance(value, list):
            return Call("", tuple(self.value(item, depth + 1) for item in value), "[]")
        if isinstance(value, dict):
            return mapping([(str(k), _as_argument(self.value(v, depth + 1))) for k, v in value.items()])
        raise UnsupportedNode(value)

    def _constructed(self, value: Any, depth: int) -> Call:
        arguments: list[Argument] = []
        positional = isinstance(value, POSITIONAL)
        skipped = False
        for field in fields(value):
            given = getattr(value, field.name)
            if field.name != "line" and given != field.default:
                source = self.value(given, depth + 1)
                named = not positional or skipped
                arguments.append(Keyword(field.name, _as_argument(source)) if named else source)
            elif field.name != "line":
                skipped = True
        line = getattr(value, "line", 0)
        if line:
            arguments.append(Keyword("line", repr(line)))
        return Call(type(value).__name__, tuple(arguments))

    def _variable(self, made: Call) -> str:
        source = flat(made)
        name = self.known.get(source)
        if name is None:
            name = self.known[source] = f"PART_{len(self.known) + 1}"
            self.statements.append(assignment(name, made))
        return name


def _as_argument(source: Argument) -> str | Call:
    if isinstance(source, Keyword):
        raise TypeError("a keyword is no value")
    return source
