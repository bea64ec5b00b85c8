"""Test vectors: patients with the results that the reference interpreter expects, found by directed search."""

from __future__ import annotations

from .distinguishing import distinguishing
from .evidence import evidence

__all__ = ["distinguishing", "evidence"]
