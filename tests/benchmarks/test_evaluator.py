"""The evaluator against hand-written Python and other rule engines. No time is asserted: the figures are for people."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("zen", reason="the peers of the benchmarks come with the extra `bench`")

from tests.benchmarks.evaluator import by_hand_runs, contenders, package, peers_agree
from tests.benchmarks.patients import patients
from tests.benchmarks.peers import PEERS, flattened

PACKAGE = package()
RECORDS = patients(200)
CONTENDERS = by_hand_runs(PACKAGE, RECORDS) | contenders(PACKAGE, RECORDS)


def test_all_agree_on_every_verdict() -> None:
    assert not any(peers_agree(PACKAGE).values())


@pytest.mark.parametrize("name", CONTENDERS)
def test_speed(benchmark: Any, name: str) -> None:
    function, inputs = CONTENDERS[name]
    benchmark(lambda: [function(one) for one in inputs])


@pytest.mark.parametrize("name", PEERS)
def test_speed_of_peers(benchmark: Any, name: str) -> None:
    verdict_of = PEERS[name]()
    inputs = [flattened(record) for record in patients(200)]
    benchmark(lambda: [verdict_of(one) for one in inputs])
