"""Of the flagship and the example protocols the rows show what is promised; what they do not show, nobody can."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligo.core.program import Program
from eligo.core.vectors import Evidence, Gap
from eligo.pipeline import compile_source
from eligo.syntax.files import read_source
from eligo.verify.vectors import evidence
from tests.verify.vectors.promised import not_shown, proven

PROTOCOLS = Path(__file__).parents[3] / "protocols"

EXCEPTIONS = {
    # An hour of treatment by the screening has begun by then.
    "anakinra_ards": {
        Gap("I3", "pair", "start of Vasopressor treatment with any agent at any dose at or before screening")
    },
    # The table's lowest weight is 2.5 kg, too.
    "rsv_children": {Gap("I6", "pair", "Body weight at least 2.5 kg")},
    # Whoever is not recorded to have had it has not, and to count entries nothing need be known of them.
    "type2_diabetes_add_on": {Gap("E7", "unknown", "at least 2 entries of Pancreatitis")},
}
"""By protocol what no row shows, and why there can be none."""

FILES = [
    PROTOCOLS / "anakinra_ards.eligo",
    *(pytest.param(p, marks=pytest.mark.slow) for p in sorted((PROTOCOLS / "examples").glob("*.eligo"))),
]


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def protocol(request: pytest.FixtureRequest) -> tuple[str, Program, Evidence]:
    """Its name, the protocol, and what its suite is made from: it takes up to two minutes, and is made once."""
    source, _ = read_source(request.param)
    assert source is not None
    program, found = compile_source(source, request.param)
    assert program is not None, found
    return request.param.stem, program, evidence(program)


def test_each_condition_has_its_pair_and_each_criterion_a_patient_who_fails_it_alone(
    protocol: tuple[str, Program, Evidence],
) -> None:
    name, program, found = protocol
    assert set(not_shown(program, found)) == EXCEPTIONS.get(name, set())


def test_what_the_rows_do_not_show_is_named_and_nothing_else(protocol: tuple[str, Program, Evidence]) -> None:
    _, program, found = protocol
    assert set(found.gaps) == set(not_shown(program, found))


def test_nobody_could_show_it(protocol: tuple[str, Program, Evidence]) -> None:
    _, program, found = protocol
    assert [gap for gap in found.gaps if not proven(program, gap)] == []
