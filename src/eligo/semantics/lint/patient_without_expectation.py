"""W410: a patient of whom nothing is expected."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic
from eligo.semantics.checked import Checked

from .finding import finding


def check(checked: Checked) -> Iterator[Diagnostic]:
    """Patients that neither an ``expect`` nor another patient's ``like`` names."""
    if not checked.complete:
        return
    named = {expect.patient.text for expect in checked.expectations}
    named |= {patient.like.text for patient in checked.symbols.patients.values() if patient.like is not None}
    for name, patient in checked.symbols.patients.items():
        if name not in named:
            yield finding(
                checked,
                "W410",
                patient.name.span,
                f"nothing is expected of the patient `{name}`",
                context=f"patient {name}",
                hints=(f"say what the rules must decide, such as `expect {name} eligible`",),
            )
