"""The Polars backend: a program as expressions over typed columns, for millions of rows at a time."""

from __future__ import annotations

from .compile import compile_program
from .lanes import ABSENT, Form, Forms, forms_of
from .plan import NEAR, Guarded, Plan, Settle, Step

__all__ = ["ABSENT", "NEAR", "Form", "Forms", "Guarded", "Plan", "Settle", "Step", "compile_program", "forms_of"]
