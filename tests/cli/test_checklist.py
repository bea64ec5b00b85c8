"""`eligo checklist`: what to find out, in which order, and what each answer ends."""

from __future__ import annotations

from pathlib import Path

import pytest

PROTOCOL = """protocol DEMO "Demonstration" {
    version 1
}

flag   consent   "Consent"
number age       "Age"       in a       plausible 0 to 120
number platelets "Platelets" in 10*9/L  plausible 0 to 2000

include I1 "Adult, or with consent" {
    require age >= 18 a or consent
}

exclude E1 "Few platelets" {
    when platelets < 100 10*9/L
}
"""
ALWAYS = 'include I1 "Screened" { require screening is known }\n'


@pytest.fixture
def protocol(tmp_path: Path) -> Path:
    path = tmp_path / "demo.eligo"
    path.write_text(PROTOCOL, encoding="utf-8")
    return path


def test_for_people(eligo, protocol: Path) -> None:
    done = eligo("checklist", protocol)
    assert done.status == 0
    assert done.out == (
        "E1  Few platelets\n"
        "  1  Platelets [×10⁹/L]\n"
        "     - below 100 ×10⁹/L: ineligible by E1\n"
        "     - at least 100 ×10⁹/L: E1 passes\n"
        "\n"
        "I1  Adult, or with consent\n"
        "  2  Consent (yes or no)\n"
        "     - yes: I1 passes\n"
        "  3  Age [years]\n"
        "     - below 18 years: ineligible by I1\n"
        "     - at least 18 years: I1 passes\n"
    )


def test_for_programs(eligo, protocol: Path) -> None:
    done = eligo("checklist", protocol, "--format", "json")
    assert (done.status, done.json["protocol"]) == (0, "DEMO")
    assert [step["fact"] for step in done.json["steps"]] == ["platelets", "consent", "age"]
    assert done.json["steps"][1] == {
        "fact": "consent",
        "question": "Consent (yes or no)",
        "together": ["I1"],
        "answers": [{"text": "yes", "fails": [], "passes": ["I1"]}],
        "only_if": False,
    }


def test_a_protocol_that_asks_for_nothing(eligo, protocol: Path) -> None:
    protocol.write_text(PROTOCOL.partition("include")[0] + ALWAYS, encoding="utf-8")
    done = eligo("checklist", protocol)
    assert (done.status, done.out) == (0, "There is nothing to ask: no fact decides anything.\n")


def test_labels_do_not_reach_the_terminal_as_commands(eligo, protocol: Path) -> None:
    protocol.write_text(PROTOCOL.replace('"Consent"', '"Con\x1b[2Jsent"'), encoding="utf-8")
    assert "\x1b" not in eligo("checklist", protocol).out


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_file_with_errors(eligo, protocol: Path, form: str) -> None:
    protocol.write_text(PROTOCOL.replace("age >= 18 a", "age >= 18 kg"), encoding="utf-8")
    done = eligo("checklist", protocol, "--format", form)
    assert done.status == 2
    assert done.out.startswith("{") == (form == "json")


def test_a_file_that_is_not_there(eligo) -> None:
    assert eligo("checklist", "nowhere.eligo").status == 2
