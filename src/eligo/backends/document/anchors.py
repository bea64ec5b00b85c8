"""Anchors within the document."""

from __future__ import annotations

from eligo.core.phrases import Bit


def anchor(kind: str, name: str) -> str:
    """An anchor that is unique for a kind and a name, of safe characters whatever the name."""
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "_-") else f".{ord(c):x}." for c in name)
    return f"{kind}-{safe}"


def target_of(bit: Bit) -> str | None:
    """Where a phrase's word leads, a field or a member to what it belongs to; None for what leads nowhere."""
    if bit.role in ("text", "limit", "member"):
        return None
    if bit.role == "computed":
        return anchor("definition", bit.name)
    owner, dot, _ = bit.name.partition(".")
    if not dot:
        return anchor(bit.role, bit.name)
    return anchor("fact" if bit.role == "fact" else "criterion", owner)
