"""How the fast path says that it is not sure."""

from __future__ import annotations


class Unusual(Exception):
    """A value in an unusual form, or a computation too close to a limit: the exact path decides."""
