"""The relations that comparisons name: what each holds of, and how it reads from the other side."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Literal

Relation = Literal["<", "<=", "=", "!=", ">=", ">"]

HOLDS: dict[str, Callable[[Fraction | int, Fraction | int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}
FLIPPED: dict[str, Relation] = {"<": ">", "<=": ">=", "=": "=", "!=": "!=", ">=": "<=", ">": "<"}
