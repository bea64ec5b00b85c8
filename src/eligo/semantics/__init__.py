"""Semantics: from a syntax tree to names, types and units that are known to go together."""

from __future__ import annotations

from .check import check
from .checked import Checked

__all__ = ["Checked", "check"]
