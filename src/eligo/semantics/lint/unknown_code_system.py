"""W409: a code in a terminology that is not known by this name."""

from __future__ import annotations

from collections.abc import Iterator

from eligo.diagnostics.model import Diagnostic
from eligo.diagnostics.suggest import nearest
from eligo.semantics.checked import Checked

from .coded import coded
from .finding import finding

SYSTEMS = (
    "ATC",
    "CPT",
    "CVX",
    "HCPCS",
    "HPO",
    "ICD10",
    "ICD10CM",
    "ICD10PCS",
    "ICD11",
    "ICD9",
    "ICD9CM",
    "ICDO3",
    "ICF",
    "LOINC",
    "MedDRA",
    "MeSH",
    "NCIt",
    "NDC",
    "OMIM",
    "OMOP",
    "Orphanet",
    "RxNorm",
    "SNOMED",
    "UCUM",
)
"""Terminologies by the one spelling that outputs know them by."""


def check(checked: Checked) -> Iterator[Diagnostic]:
    """Codes whose system is not one of :data:`SYSTEMS`."""
    for each in coded(checked):
        system = each.system.text
        if system in SYSTEMS:
            continue
        folded = {known.lower(): known for known in SYSTEMS}
        near = folded.get(system.lower().replace("_", "")) or nearest(system[:60], SYSTEMS)
        yield finding(
            checked,
            "W409",
            each.system.span,
            f"`{system[:60]}`, in a code of `{each.owner}`, is no terminology known here",
            hints=((f"did you mean `{near}`?",) if near else ("known are " + ", ".join(SYSTEMS),)),
        )
