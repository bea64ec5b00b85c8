"""Lowering: from a checked syntax tree to the core."""

from __future__ import annotations

from .program import lower

__all__ = ["lower"]
