"""A generated protocol, compiled, and what its meaning is for a raw record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eligo.core.interpret import Verdict, evaluate
from eligo.core.needs import needs
from eligo.core.program import Program
from eligo.core.reading import read_record
from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.syntax import tree
from eligo.syntax.parse import parse

from .sources import Protocol


@dataclass(frozen=True, slots=True)
class Result:
    """What every engine says of a record; with ``reasons`` it is rejected, and nothing else counts."""

    reasons: tuple[str, ...] = ()
    verdict: str = ""
    outcomes: tuple[tuple[str, str], ...] = ()
    needs: tuple[str, ...] = ()
    implausible: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


def compiled(protocol: Protocol) -> tuple[Program, tree.Module]:
    """The program and the syntax tree of a protocol without errors."""
    source = Source("generated.eligo", protocol.text)
    program, diagnostics = compile_source(source)
    assert program is not None, diagnostics
    return program, parse(source).module


def meaning(program: Program, raw: Mapping[str, object]) -> Result:
    """The result by the reference interpreter."""
    reading = read_record(program.facts, raw)
    if reading.problems:
        return Result(reasons=tuple(map(str, reading.problems)))
    found = evaluate(program, reading.values)
    asked = needs(program, reading.values) if found.verdict is Verdict.UNDETERMINED else ()
    outcomes = tuple((name, outcome.value) for name, outcome in found.outcomes.items())
    return Result((), found.verdict.value, outcomes, asked, reading.implausible, found.conflicts)
