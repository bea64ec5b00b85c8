"""Facts that repeat: each field in the data dictionary, each word linked to a place that exists."""

from __future__ import annotations

import re

from eligo.backends.document import emit
from eligo.core.lower import lower
from tests.semantics.annotated import checked

PROGRAM = lower(
    checked(
        """
        events doses "Doses" missing means no {
            moment given_on "Given on"
            choice agent    "Agent"  of anakinra, tocilizumab
            number amount   "Amount" in mg  plausible 0 to 1000
        }
        number creatinine "Creatinine" in mg/dL  plausible 0 to 40  repeated
        define total "Total" in mg = sum of doses.amount
        include I1 "One" { require none of doses within 30 d before screening where agent = anakinra }
        include I2 "Two" { require highest of creatinine within 7 d before screening < 2 mg/dL and total < 500 mg }
        """
    )
)


def test_the_data_dictionary_has_a_row_for_each_field() -> None:
    document = emit(PROGRAM)["eligibility.md"].decode()
    rows = {row[1]: row[0] for row in re.findall(r"^(\| .*?<code>([a-z_.]+)</code> \|.*)$", document, re.MULTILINE)}
    assert "any number of entries, each of the fields below" in rows["doses"]
    assert "counts as no" in rows["doses"]
    assert "one of <code>anakinra</code>, <code>tocilizumab</code>" in rows["doses.agent"]
    assert "0 to 1000 mg" in rows["doses.amount"]
    assert "number; may repeat, each with its time" in rows["creatinine"]


def test_every_link_leads_somewhere() -> None:
    for document in (emit(PROGRAM)["eligibility.md"].decode(), emit(PROGRAM)["eligibility.html"].decode()):
        places = set(re.findall(r'id="([^"]+)"', document))
        links = set(re.findall(r"\]\(#([^)]+)\)", document)) | set(re.findall(r'href="#([^"]+)"', document))
        assert links
        assert links <= places
