"""Lint: what is allowed but probably not meant. One rule a file; the codes' pages say what, why and the way out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from eligo.diagnostics.model import Diagnostic
from eligo.semantics.checked import Checked

from . import (
    always_the_same,
    annotation_difference,
    answered_not_computable,
    compared_with_itself,
    confusable_names,
    empty_label,
    faulty_code,
    misspelt_key,
    outside_plausible,
    patient_without_expectation,
    repeated_condition,
    same_label,
    single_value,
    unanswered_item,
    uncovered_case,
    unknown_code_system,
    unlike_units,
    unreached_arm,
    unused,
    without_source,
    wrong_kind_of_item,
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
    confusable_names.check,
    wrong_kind_of_item.check,
    answered_not_computable.check,
    single_value.check,
    faulty_code.check,
    unlike_units.check,
    uncovered_case.check,
    misspelt_key.check,
    unreached_arm.check,
)
"""Every rule, in the order of the codes, from W401 on."""


def lint(checked: Checked) -> Iterator[Diagnostic]:
    """The findings of every rule."""
    for rule in RULES:
        yield from rule(checked)
