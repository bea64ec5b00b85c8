"""A number and the word after it in a patient: its unit, or the next fact's name?"""

from __future__ import annotations

from eligo.units import is_unit


def begins_fact(word: str) -> bool:
    """Whether a word after a number in a patient begins the next fact: a word that is no UCUM unit does.

    What is no plain word (``mg/dL``, ``10*9/L``, a unit in quotes) can be nothing but a unit, right or wrong.
    """
    return word.isidentifier() and not is_unit(word)
