"""Options of facts that are given twice, do not belong to the fact's kind, or are missing."""

from __future__ import annotations

from eligo.diagnostics.model import Diagnostic, Label
from eligo.source import Source
from eligo.syntax.build_fact import Misuse
from eligo.syntax.report import error

_MISPLACED = {
    "in": "only a `number` has a unit",
    "of": "only a `choice` lists its values",
    "plausible": "only a `number` has a plausible range",
    "precision": "only a `number` has a precision",
    "molar mass": "only a `number` has a molar mass",
    "missing means": "a number that is missing is unknown",
}


def explain_misuse(source: Source, misuse: Misuse) -> Diagnostic:
    """An option of a fact that is given twice, does not belong to its kind, or is missing."""
    kind, key = misuse.kind, misuse.key
    if misuse.problem == "twice":
        first = (Label(misuse.first, "said here first"),) if misuse.first else ()
        return error("E126", f"`{key}` is said twice", source, misuse.span, labels=first, help=("keep one of them",))
    if misuse.problem == "misplaced":
        return error(
            "E127",
            f"a {kind} has no `{key}`",
            source,
            misuse.span,
            label=f"not for a {kind}",
            help=(_MISPLACED.get(key, "leave it out"),),
        )
    if misuse.problem == "disordered":
        help_ = ("list them from the least to the greatest with `<` alone: `of I < II < III`",)
        return error("E127", "the values of a choice are ordered by `<` alone", source, misuse.span, help=help_)
    way_out = {
        "in": "add `in` and the unit, such as `in mm[Hg]`; a number without dimension is `in 1`",
        "of": "add `of` and the values, such as `of negative, positive`",
    }[key]
    return error("E132", f"this {kind} says no `{key}`", source, misuse.span, label="after the label", help=(way_out,))
