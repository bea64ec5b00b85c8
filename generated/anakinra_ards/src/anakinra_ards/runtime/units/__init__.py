"""Exact UCUM units: reading, conversion, kinds of quantity.

Standard library and relative imports only: generated distributions carry a copy of this folder.
"""

from __future__ import annotations

from .convert import compatible, conversion, convert, divide, is_mass_amount_pair, multiply
from .describe import describe_dimension
from .model import UNITY, Dimension, UnitError, UnitOfMeasure
from .parse import is_unit, parse_unit

__all__ = [
    "UNITY",
    "Dimension",
    "UnitError",
    "UnitOfMeasure",
    "compatible",
    "conversion",
    "convert",
    "describe_dimension",
    "divide",
    "is_mass_amount_pair",
    "is_unit",
    "multiply",
    "parse_unit",
]
