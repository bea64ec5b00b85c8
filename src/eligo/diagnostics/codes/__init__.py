"""All diagnostic codes, family by family."""

from __future__ import annotations

from eligo.diagnostics.codes import lint, semantics, syntax, uses, verify
from eligo.diagnostics.codes.info import CodeInfo

__all__ = ["CODES", "CodeInfo"]

CODES: dict[str, CodeInfo] = {**syntax.CODES, **uses.CODES, **semantics.CODES, **lint.CODES, **verify.CODES}
"""Every code by its name, such as ``E203``."""
