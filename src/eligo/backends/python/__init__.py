"""The python backend: a protocol as an installable, typed distribution that imports neither eligo nor lark."""

from __future__ import annotations

from eligo.backends.python.distribution import emit
from eligo.backends.python.loading import load
from eligo.backends.python.scope import UnsupportedNode

__all__ = ["UnsupportedNode", "emit", "load"]
