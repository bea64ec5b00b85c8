"""Values of a record that nobody can change afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn


class Frozen(dict[str, Any]):
    """A period or a quantity as a record gave it."""

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]  # a mutable dict has none
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[Frozen], tuple[dict[str, Any]]]:
        return Frozen, (dict(self),)

    def _refused(self, *_given: object, **_named: object) -> NoReturn:
        raise TypeError("a patient's values cannot be changed; make another Patient, or use model_copy")

    __setitem__ = __delitem__ = __ior__ = _refused
    clear = pop = popitem = setdefault = update = _refused


def frozen(value: Any) -> Any:
    """The same value; mappings and lists as ones that stay as they are."""
    if type(value) is Frozen:
        return value
    if isinstance(value, Mapping):
        return Frozen({name: frozen(inner) for name, inner in value.items()})
    return tuple(map(frozen, value)) if isinstance(value, list | tuple) else value
