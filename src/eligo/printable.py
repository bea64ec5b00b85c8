"""Text that is about to be shown: nothing in it moves a cursor, turns the reading order or hides what it says."""

from __future__ import annotations

_TAGS = "\U000e0000"
"""From here on Unicode has tags and selectors that nobody sees, though they count as printable."""


def printable(text: str, keep: str = "") -> str:
    """The text with all that a terminal might obey, or nobody could see, written as escapes.

    Args:
        text: any text.
        keep: characters that stay as they are, such as the end of a line.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c in keep or _shows(c) else _escape(c) for c in text)


def _shows(character: str) -> bool:
    """Whether a character shows itself; the blanks of other scripts do as much as any blank."""
    if character.isprintable():
        return character < _TAGS
    from unicodedata import category

    return category(character) == "Zs"


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{{{code:04x}}}"
