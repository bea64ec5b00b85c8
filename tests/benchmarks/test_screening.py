"""The polars engine against the same rule by hand. No time is asserted: the figures are for people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("zen", reason="the peers of the benchmarks come with the extra `bench`")

import polars as pl

from eligo.screening import screen_frame
from tests.benchmarks.evaluator import flagship
from tests.benchmarks.screening import differences, from_parquet, in_memory
from tests.benchmarks.tables import table

FLAGSHIP = flagship()
CONTENDERS = in_memory(FLAGSHIP, table(100_000))


def test_both_agree_but_for_what_floating_point_gets_wrong() -> None:
    frame = table(20_000)
    assert set(differences(FLAGSHIP, frame)) <= {"verdict", "I1"}
    exact = (pl.col("pao2") / pl.col("fio2") - 200).abs() < 1e-6
    elsewhere = frame.filter(~(pl.col("pf_ratio").is_null() & exact).fill_null(False))
    assert differences(FLAGSHIP, elsewhere) == {}
    assert screen_frame(FLAGSHIP, frame, needs=False)["rejected"].null_count() == len(frame)


@pytest.mark.parametrize("name", CONTENDERS)
def test_speed_in_memory(benchmark: Any, name: str) -> None:
    benchmark(CONTENDERS[name])


@pytest.mark.parametrize("place", range(4))
def test_speed_from_parquet(benchmark: Any, tmp_path: Path, place: int) -> None:
    runs = from_parquet(FLAGSHIP, table(100_000), tmp_path)
    name = list(runs)[place]
    benchmark.extra_info["contender"] = name
    benchmark(runs[name])
