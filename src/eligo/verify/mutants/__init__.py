"""First-order mutants: programs with one thing wrong, in every place where it can be."""

from __future__ import annotations

from .first_order import Mutant, mutants

__all__ = ["Mutant", "mutants"]
