"""What the model of a patient is, told apart without importing it."""

from __future__ import annotations

from typing import Any


class Validated:
    """A patient whose values have been checked."""

    __slots__ = ()

    _form: tuple[Any, ...] | None
    """The values in the form that tests compare, or None when some value is in an unusual form.

    Copies have none, nor have instances of a subclass, whose validators may change values after it was made.
    """

    def given(self) -> tuple[Any, ...]:
        """The values of the facts in the order of the data dictionary; every generated ``Patient`` says them itself.

        No abstract method, as pydantic's models have a metaclass of their own.
        """
        raise NotImplementedError
