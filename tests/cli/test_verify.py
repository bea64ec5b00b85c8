"""`eligo verify`: claims proved or refuted by a patient who can be pasted into the protocol, and findings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import SOURCES

FLAGSHIP = Path(__file__).parents[2] / "protocols" / "anakinra_ards.eligo"

PROTOCOL = """protocol DEMO "Demonstration" {
    version 1
}

source registry "Registry" {
    inclusion 1 "Adults"
    exclusion 1 "Platelets"
}

number age       "Age"       in a       plausible 0 to 120
number platelets "Platelets" in 10*9/L  plausible 0 to 2000

include I1 "Adult" {
    from inclusion 1
    require age >= 18 a
}

exclude E1 "Few platelets" {
    from exclusion 1
    when platelets < 100 10*9/L
}

claim "Nobody under 18": age < 18 a implies not eligible
"""
REFUTED = 'claim "Nobody under 21": age < 21 a implies not eligible\n'


@pytest.fixture
def protocol(tmp_path: Path) -> Path:
    path = tmp_path / "demo.eligo"
    path.write_text(PROTOCOL, encoding="utf-8")
    return path


def test_the_flagship_is_proved_and_nothing_is_found(eligo) -> None:
    done = eligo("verify", FLAGSHIP)
    assert (done.status, done.out) == (0, "")
    assert "14 claims proved, no findings" in done.err


def test_a_clean_protocol(eligo, protocol: Path) -> None:
    done = eligo("verify", protocol)
    assert (done.status, done.out) == (0, "")
    assert f"{protocol}: 1 claim proved, no findings\n" in done.err


def test_a_refuted_claim_comes_with_a_patient_who_can_be_pasted(eligo, protocol: Path) -> None:
    protocol.write_text(PROTOCOL + REFUTED)
    done = eligo("verify", protocol)
    assert done.status == 1
    assert 'error[V513]: the claim "Nobody under 21" is refuted by a patient' in done.out
    patient = done.out[done.out.index("patient refutes_claim_2") :]
    assert patient == (
        'patient refutes_claim_2 "Refutes: Nobody under 21" {\n    age 20 a\n    platelets 100 10*9/L\n}\n'
        "expect refutes_claim_2 eligible\n\n"
    )
    protocol.write_text(PROTOCOL + REFUTED + patient)
    done = eligo("test", protocol)
    assert done.status == 1
    assert "it refutes the claim" in done.out
    assert "expected eligible" not in done.out


def test_a_finding_names_the_lines(eligo, protocol: Path) -> None:
    protocol.write_text(PROTOCOL + 'exclude E2 "Minor" { from exclusion 1 when age < 16 a }\n')
    done = eligo("verify", protocol)
    assert done.status == 1
    assert "warning[V506]: I1 and E2 set different limits for one quantity: 18 a and 16 a" in done.out
    assert "I1 asks for at least 18 a" in done.out
    assert "E2 asks for at least 16 a" in done.out


def test_as_json(eligo, protocol: Path) -> None:
    protocol.write_text(PROTOCOL + REFUTED)
    [found] = eligo("verify", "--format", "json", protocol).json["protocols"]
    assert [claim["status"] for claim in found["claims"]] == ["proved", "refuted"]
    assert found["claims"][1]["patient"].startswith("patient refutes_claim_2")
    assert [d["code"] for d in found["diagnostics"]] == ["V513"]
    assert any("plausible range" in sentence for sentence in found["domain"])


def test_as_sarif_and_for_github(eligo, protocol: Path) -> None:
    protocol.write_text(PROTOCOL + REFUTED)
    [run] = json.loads(eligo("verify", "--format", "sarif", protocol).out)["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["V513"]
    assert "patient refutes_claim_2" in run["results"][0]["message"]["text"]
    out = eligo("verify", "--format", "github", protocol).out
    assert out.startswith(f"::error file={protocol},line=24")


def test_what_the_solver_cannot_decide_is_said(eligo, protocol: Path) -> None:
    power = 'claim "A power": age > 5 a implies (age in a) ^ 0.37 > 1.8139\n'
    protocol.write_text(PROTOCOL + power)
    done = eligo("verify", "--seconds", "0.5", protocol)
    assert done.status in (0, 1)
    assert "refuted" not in done.err


def test_a_logarithm_is_bounded_by_what_is_plausible_and_followed_to_a_patient(eligo, protocol: Path) -> None:
    claims = (
        'claim "Bounded": ln of (age in a) <= 4.8\n'
        'claim "Rises": age >= 60 a implies ln of greatest of { age in a, 1 } > 4.09\n'
        'claim "Refuted": ln of (age in a) < 4.6\n'
        'claim "Below zero there is none": age >= 18 a or ln of (age in a - 18) > 0 implies age >= 18 a\n'
    )
    protocol.write_text(PROTOCOL + claims)
    done = eligo("verify", "--seconds", "120", "--format", "json", protocol)
    [found] = done.json["protocols"]
    assert [claim["status"] for claim in found["claims"][1:]] == ["proved", "proved", "refuted", "proved"]


def test_all_together_may_take_a_limited_time(eligo, protocol: Path) -> None:
    done = eligo("verify", "--limit", "0.01", "--format", "json", protocol)
    [found] = done.json["protocols"]
    assert {claim["status"] for claim in found["claims"]} <= {"proved", "undecided"}
    assert found["undecided"] == [] or "time limit" in found["undecided"][-1]["why"]


def test_the_documentation_shows_what_comes_out(eligo, protocol: Path) -> None:
    page = (FLAGSHIP.parents[1] / "docs" / "proofs.md").read_text(encoding="utf-8")
    text = page[page.index("```eligo\n") + len("```eligo\n") :]
    protocol.write_text(text[: text.index("```")], encoding="utf-8")
    out = eligo("verify", protocol).out
    shown = text[text.index("patient refutes_claim_1") :]
    assert shown[: shown.index("```")] in out


def test_the_solver_is_not_loaded_before_it_is_asked() -> None:
    code = "import sys, eligo.cli.verify, eligo.verify.report; sys.exit('z3' in sys.modules)"
    started = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": SOURCES}, check=False)
    assert started.returncode == 0


def test_a_protocol_with_errors(eligo, tmp_path: Path) -> None:
    (tmp_path / "bad.eligo").write_text("number")
    done = eligo("verify", "bad.eligo")
    assert done.status == 2
    assert done.err.endswith("error: bad.eligo has errors, so nothing was done with it\n")


def test_errors_are_annotations_too(eligo, protocol: Path) -> None:
    protocol.write_text(PROTOCOL.replace("require age >= 18 a", "require age >= 18 kg"))
    done = eligo("verify", "--format", "github", protocol)
    assert done.status == 2
    assert done.out.startswith("::error file=")
    done = eligo("verify", "--format", "sarif", protocol)
    assert (done.status, [result["level"] for result in done.json["runs"][0]["results"]]) == (2, ["error"])
