"""What a diagnostic code means, with an example on either side of it.

The pages of the codes and the rules of the SARIF report are made from these entries, and a test runs every example.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeInfo:
    """One documented code.

    Attributes:
        title: what is wrong, in a few words, such as ``Unclosed brace``.
        why: why it is an error or a finding; plain sentences.
        wrong: a whole source text that gives this code.
        right: the same text put right: it does not give this code.
        fix: what to do about it; plain sentences.
    """

    title: str
    why: str
    wrong: str
    right: str
    fix: str
