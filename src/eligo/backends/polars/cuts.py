"""Exact limits as floating point comparisons."""

from __future__ import annotations

import math
from fractions import Fraction

from eligo.core.cuts import at_least, at_most, exactly_double
from eligo.core.nodes import Relation


def cut(relation: Relation, threshold: Fraction) -> float:
    """The float to put in the threshold's place, so that comparing finite floats compares their decimals exactly.

    It is NaN, which equals no finite float, for an equality with a threshold that lies between two floats.
    """
    if relation in ("<", ">="):
        return at_least(threshold)
    if relation in ("<=", ">"):
        return at_most(threshold)
    exact = exactly_double(threshold)
    return math.nan if exact is None else exact
