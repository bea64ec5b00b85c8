"""eligo: eligibility as code.

One plain-text source states a trial's eligibility criteria; eligo checks it, builds from it, and screens with it::

    import eligo

    protocol = eligo.load("protocols/anakinra_ards.eligo")
    result = protocol.explain({"age": 54, "pf_ratio": 142})

Everything is loaded when it is first used, so that ``import eligo`` costs nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as type checkers know it; `typing` itself takes longer to load than `eligo --version` to run

if TYPE_CHECKING:
    from eligo.api import Protocol, ProtocolError, load

__version__ = "0.1.0"

__all__ = ["Protocol", "ProtocolError", "__version__", "load"]


def __getattr__(name: str) -> object:
    if name in __all__:
        from eligo import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
