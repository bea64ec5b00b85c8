"""A whole file."""

from __future__ import annotations

from dataclasses import dataclass

from .base import Node
from .patients import Expect, Patient
from .statements import (
    Assume,
    Claim,
    Criterion,
    Define,
    Fact,
    Header,
    NamedList,
    SourceDoc,
    UseFile,
    UseLibrary,
    ValueSet,
)

Use = UseFile | UseLibrary
Statement = (
    Header | SourceDoc | Fact | Define | Assume | Criterion | Claim | Patient | Expect | NamedList | ValueSet | Use
)


@dataclass(frozen=True, slots=True)
class Module(Node):
    """A whole file, statements in the order written."""

    statements: tuple[Statement, ...] = ()
