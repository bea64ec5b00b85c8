"""The pytest backend: a protocol as a property-based test suite that runs with the generated distribution alone."""

from __future__ import annotations

from eligo.backends.pytest.suite import emit

__all__ = ["emit"]
