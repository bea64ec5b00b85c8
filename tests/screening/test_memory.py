"""Memory does not grow with the file."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pytest

from eligo.records.sample import sample
from eligo.records.write import write_records
from tests.core.programs import FACTS
from tests.resident import STATUS

SCREEN = """
import sys
from pathlib import Path
from tests.screening.test_files import RULE
from eligo.screening import screen_file
from tests.resident import greatest_megabytes

path = Path(sys.argv[1])
funnel = screen_file(RULE, path, output=path.with_name("out.parquet"), rejects=path.with_name("rejects.jsonl"))
assert funnel.screened + funnel.rejected == funnel.read == int(sys.argv[2]), funnel
print(greatest_megabytes())
"""


def _megabytes(path: Path, rows: int) -> int:
    command = [sys.executable, "-c", SCREEN, str(path), str(rows)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.slow
@pytest.mark.skipif(not STATUS.exists(), reason="the system does not tell the greatest memory of one process")
@pytest.mark.parametrize(("suffix", "fewer", "more"), [(".parquet", 480, 960), (".csv", 40, 320)])
def test_memory_levels_off(tmp_path: Path, suffix: str, fewer: int, more: int) -> None:
    """Two million rows of Parquet fill the buffers of reader and writer; after that nothing is added."""
    from tests.screening.test_files import RULE

    seed = tmp_path / f"seed{suffix}"
    plain = [row for row in sample(RULE, 5_000, seed=2) if not any(_is_quantity(value) for value in row.values())]
    write_records(seed, FACTS, plain)
    used = {}
    for times in (fewer, more):
        path = tmp_path / f"large{suffix}"
        if suffix == ".csv":
            header, *lines = seed.read_text().splitlines(keepends=True)
            with path.open("w") as table:
                table.writelines([header, *["".join(lines)] * times])
        else:
            pl.concat([pl.scan_parquet(seed)] * times).sink_parquet(path)
        used[times] = _megabytes(path, len(plain) * times)
    # The rows that the larger table has more, held at once, would take several times that.
    assert used[more] < used[fewer] + 120


def _is_quantity(value: object) -> bool:
    """Whether a value has a unit of its own: such rows are read one by one, which only takes longer."""
    return isinstance(value, Mapping) and "unit" in value
