"""Anchors within the document."""

from __future__ import annotations

from eligo.core.phrases import Bit


def anchor(kind: str, name: str) -> str:
    """An anchor that is unique for a kind and a name, of safe characters whatever the name."""
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "_-") else f".{ord(c):x}." for c in name)
    return f"{kind}-{safe}"


def target_of(bit: Bit) -> str | None:
    """Where a phrase's word leads; None for what leads nowhere."""
    if bit.role in ("text", "limit", "member"):
        return None
    owner, dot, _ = bit.name.partition(".")
    if bit.role == "fact":  # what an entry holds is found with the fact that repeats
        return anchor("fact", owner)
    return anchor("criterion", owner) if dot else anchor(bit.role, bit.name)
