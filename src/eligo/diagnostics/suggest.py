"""Did you mean: the nearest of the words that would have been right."""

from __future__ import annotations

from collections.abc import Iterable

MAX_CANDIDATES = 5000
"""More candidates than this are not looked at; a protocol has hundreds of names."""
MAX_LENGTH = 60
"""A longer word is no slip of the pen."""
_NEAR = 0.66


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that a person most likely meant, or None when none is near.

    Upper and lower case count little, and of equally near candidates the first in alphabetical order is taken, so
    that the answer does not depend on the order in which they come.
    """
    if not word or len(word) > MAX_LENGTH:
        return None
    from difflib import SequenceMatcher

    pool = sorted({c for c in candidates if c != word and c and len(c) <= MAX_LENGTH})[:MAX_CANDIDATES]
    matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
    matcher.set_seq2(word.lower())
    scored: list[tuple[float, int, str]] = []
    for place, candidate in enumerate(pool):
        matcher.set_seq1(candidate.lower())
        if matcher.real_quick_ratio() >= _NEAR and matcher.quick_ratio() >= _NEAR:
            ratio = matcher.ratio()
            if ratio >= _NEAR:
                scored.append((ratio, -place, candidate))
    return max(scored)[2] if scored else _longer(word.lower(), pool)


def _longer(word: str, pool: list[str]) -> str | None:
    """The shortest candidate that has the word among its own, as ``egfr_ckd_epi_2021`` has ``egfr``."""
    having = [c for c in pool if f"_{word}_" in f"_{c.lower().replace('.', '_')}_"] if len(word) > 2 else []
    return min(having, key=len) if having else None
