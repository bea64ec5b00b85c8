"""Which numbers of a record are limits for others, by how they are compared."""

from __future__ import annotations

import pytest

from eligo.pipeline import compile_source
from eligo.source import Source
from eligo.verify.own_limits import own_limits

FACTS = """protocol p "P" { version 1 }
number ast      "AST"                    in U/L  plausible 0 to 5000
number uln      "Upper limit of normal"  in U/L  plausible 10 to 100
number earlier  "AST a month ago"        in U/L  plausible 0 to 5000
number weight   "Weight"                 in kg  plausible 20 to 350
number height   "Height"                 in cm  plausible 50 to 250
"""


@pytest.mark.parametrize(
    ("condition", "limits"),
    [
        ("ast > 3 * uln", {"uln"}),
        ("3 * uln < ast", {"uln"}),
        ("ast > uln", {"uln"}),
        ("ast > 2 * earlier and ast > 1.5 * uln", {"earlier", "uln"}),
        ("greatest of { ast, earlier } > 3 * uln", {"uln"}),
        ("ast between 10 U/L and 2 * uln", {"uln"}),
        ("ast > 3 * uln and uln < 60 U/L", set()),  # it is asked about itself
        ("ast > 100 U/L", set()),
        ("2 * ast > 100 U/L", set()),
        ("weight in kg > height in cm - 100", set()),
        ("ast - earlier > 20 U/L", set()),
    ],
)
def test_limits_on_record(condition: str, limits: set[str]) -> None:
    text = FACTS + f'exclude E1 "E" {{ when {condition} }}\n'
    program, diagnostics = compile_source(Source("p.eligo", text))
    assert program is not None, diagnostics
    assert own_limits(program) == limits
