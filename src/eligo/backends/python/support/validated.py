"""What the model of a patient is, told apart without importing it."""

from __future__ import annotations

from typing import Any


class Validated:
    """A patient whose values have been checked."""

    __slots__ = ()

    _form: tuple[Any, ...] | None
    """The values in the form that tests compare, or None when some value is in an unusual form; a copy has none."""

    def form(self) -> tuple[Any, ...] | None:
        """The values in the form that tests compare, if they have one."""
        raise NotImplementedError
