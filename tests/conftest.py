"""Settings that all tests share."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

# `dev` looks for new examples at every run; `ci` looks longer, at the same examples for the same code, so that a change
# is judged by what it changes. A machine's speed decides nothing: there are no deadlines.
settings.register_profile("dev", max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "ci",
    max_examples=150,
    deadline=None,
    derandomize=True,
    phases=set(Phase) - {Phase.explain},  # takes minutes where a protocol is compiled for every try
    suppress_health_check=[HealthCheck.too_slow],
)
os.environ.setdefault("ELIGO_CACHE", "0")  # tests find out what is made, and leave nothing behind
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
