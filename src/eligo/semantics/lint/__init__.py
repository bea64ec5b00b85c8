"""Lint: what is allowed but probably not meant. One rule a file; the codes' pages say what, why and the way out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from eligo.diagnostics.model import Diagnostic
from eligo.semantics.checked import Checked

from . import (
    always_the_same,
    annotation_difference,
    compared_with_itself,
    empty_label,
    outside_plausible,
    patient_without_expectation,
    repeated_condition,
    same_label,
    unanswered_item,
    unknown_code_system,
    unused,
    without_source,
)

Rule = Callable[[Checked], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    without_source.check,
    unanswered_item.check,
    unused.check,
    outside_plausible.check,
    always_the_same.check,
    compared_with_itself.check,
    repeated_condition.check,
    annotation_difference.check,
    unknown_code_system.check,
    patient_without_expectation.check,
    empty_label.check,
    same_label.check,
)
"""Every rule, in the order of the codes, from W401 on."""


def lint(checked: Checked) -> Iterator[Diagnostic]:
    """The findings of every rule."""
    for rule in RULES:
        yield from rule(checked)
