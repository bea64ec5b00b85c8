"""The polars engine against the same rule by hand. No time is asserted: the figures are for people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("zen", reason="the peers of the benchmarks come with the extra `bench`")

import polars as pl

from eligo.screening import screen_frame
from tests.benchmarks.evaluator import flagship
from tests.benchmarks.screening import differences, flat_in_memory, from_parquet, in_memory
from tests.benchmarks.tables import by_hand, flat_by_hand, flat_table, in_words, table

FLAGSHIP = flagship()
CONTENDERS = in_memory(FLAGSHIP, table(100_000)) | flat_in_memory(flat_table(100_000))


def test_both_agree_but_for_what_floating_point_gets_wrong() -> None:
    frame = table(20_000)
    assert set(differences(FLAGSHIP, frame)) <= {"verdict", "I1"}
    exact = (pl.col("pao2") / pl.col("fio2") - 200).abs() < 1e-6
    elsewhere = frame.filter(~(pl.col("pf_ratio").is_null() & exact).fill_null(False))
    assert differences(FLAGSHIP, elsewhere) == {}
    assert screen_frame(FLAGSHIP, frame, needs=False)["rejected"].null_count() == len(frame)


def test_the_rule_over_a_flat_table_is_the_same_rule() -> None:
    """Where nothing is implausible: a flat table does not know."""
    plausible = pl.int_range(20_000, eager=True) % 997 > 3
    whole = in_words(table(20_000), by_hand(pl.col("screening")))
    flat = in_words(flat_table(20_000), flat_by_hand())
    differ = {name for name in whole.columns if not whole[name].filter(plausible).equals(flat[name].filter(plausible))}
    assert differ <= {"verdict", "I1"}  # of a ratio of exactly 200, as above


@pytest.mark.parametrize("name", CONTENDERS)
def test_speed_in_memory(benchmark: Any, name: str) -> None:
    benchmark(CONTENDERS[name])


@pytest.mark.parametrize("place", range(4))
def test_speed_from_parquet(benchmark: Any, tmp_path: Path, place: int) -> None:
    runs = from_parquet(FLAGSHIP, table(100_000), tmp_path)
    name = list(runs)[place]
    benchmark.extra_info["contender"] = name
    benchmark(runs[name])
