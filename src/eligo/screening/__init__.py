"""Screening many patients: two engines that agree in everything, and the funnel.

``polars`` goes table by table and is fast; ``python`` goes row by row with the evaluator that is generated for the
protocol. What the fast one cannot decide exactly it hands to the same reader and interpreter that define the meaning.
"""

from __future__ import annotations

from .funnel import CriterionCount, Funnel
from .screen import Engine, Progress, screen_file, screen_frame

__all__ = ["CriterionCount", "Engine", "Funnel", "Progress", "screen_file", "screen_frame"]
