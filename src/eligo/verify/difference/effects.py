"""What a change may do to verdicts, and to the outcomes of a criterion."""

from typing import Literal

Effect = Literal["equivalent", "stricter", "looser", "incomparable", "undecided"]
"""Stricter: nobody comes out better than before, and somebody worse. Undecided: it could not be found out."""
