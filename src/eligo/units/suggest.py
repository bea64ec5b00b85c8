"""What a unit that is not UCUM may have meant: everyday spellings, wrong case, near misses."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import islice, product

from .table import PREFIXES, UNITS

MOST = 3
_LONGEST = 60

# Everyday spellings of one symbol, in lower case, and the UCUM text they stand for.
EVERYDAY = {
    "mmhg": ("mm[Hg]",),
    "cmhg": ("cm[Hg]",),
    "mm[hg]": ("mm[Hg]",),
    "torr": ("mm[Hg]",),
    "cmh2o": ("cm[H2O]",),
    "mmh2o": ("mm[H2O]",),
    "cm[h2o]": ("cm[H2O]",),
    "mcg": ("ug",),
    "mcgs": ("ug",),
    "mcl": ("uL",),
    "mcmol": ("umol",),
    "gm": ("g",),
    "gms": ("g",),
    "gr": ("g", "[gr]"),
    "gram": ("g",),
    "grams": ("g",),
    "mgs": ("mg",),
    "kgs": ("kg",),
    "lb": ("[lb_av]",),
    "lbs": ("[lb_av]",),
    "oz": ("[oz_av]",),
    "in": ("[in_i]",),
    "inch": ("[in_i]",),
    "inches": ("[in_i]",),
    "feet": ("[ft_i]",),
    "ft": ("[ft_i]",),
    "iu": ("[iU]",),
    "ui": ("[iU]",),
    "miu": ("m[iU]",),
    "uiu": ("u[iU]",),
    "kiu": ("k[iU]",),
    "unit": ("U", "[iU]"),
    "units": ("U", "[iU]"),
    "meq": ("meq",),
    "mosmol": ("mosm",),
    "mole": ("mol",),
    "moles": ("mol",),
    "cc": ("mL",),
    "liter": ("L",),
    "liters": ("L",),
    "litre": ("L",),
    "litres": ("L",),
    "lit": ("L",),
    "percent": ("%",),
    "ppm": ("[ppm]",),
    "ppb": ("[ppb]",),
    "year": ("a",),
    "years": ("a",),
    "yr": ("a",),
    "yrs": ("a",),
    "y": ("a",),
    "month": ("mo",),
    "months": ("mo",),
    "mths": ("mo",),
    "mon": ("mo",),
    "week": ("wk",),
    "weeks": ("wk",),
    "wks": ("wk",),
    "w": ("wk",),
    "day": ("d",),
    "days": ("d",),
    "hour": ("h",),
    "hours": ("h",),
    "hr": ("h",),
    "hrs": ("h",),
    "minute": ("min",),
    "minutes": ("min",),
    "mins": ("min",),
    "second": ("s",),
    "seconds": ("s",),
    "sec": ("s",),
    "secs": ("s",),
    "msec": ("ms",),
    "°c": ("Cel",),
    "degc": ("Cel",),
    "celsius": ("Cel",),
    "°": ("deg",),
    "°f": ("[degF]",),
    "degf": ("[degF]",),
    "fahrenheit": ("[degF]",),
    "psi": ("[psi]",),
    "bpm": ("/min", "{beats}/min"),
    "beats": ("{beats}",),
    "breaths": ("{breaths}",),
    "cells": ("{cells}",),
    "copies": ("{copies}",),
    "points": ("{points}",),
    "score": ("{score}",),
    "inr": ("{INR}",),
    "ratio": ("{ratio}", "1"),
    "cfu": ("[CFU]",),
    "pfu": ("[PFU]",),
    "bu": ("[beth'U]",),
    "wood": ("[wood'U]",),
    "wu": ("[wood'U]",),
    "met": ("[MET]",),
    "mets": ("[MET]",),
}

# What protocols measure in: ranks candidates, and is searched for near misses.
_COMMON = """
g mg ug ng pg kg mol mmol umol nmol pmol L dL mL uL m cm mm um s ms min h d wk mo a
Pa kPa mm[Hg] cm[H2O] bar mbar U kU mU [iU] m[iU] u[iU] k[iU] kat ukat meq ueq eq mosm osm Cel [degF] K % 1
kcal J kJ W V mV uV mA Hz Gy mGy Sv mSv Bq MBq deg
g/L g/dL mg/L mg/dL mg/mL ug/L ug/dL ug/mL ng/mL ng/L ng/dL pg/mL mol/L mmol/L umol/L nmol/L pmol/L meq/L mosm/kg
U/L [iU]/L [iU]/mL m[iU]/L m[iU]/mL 10*9/L 10*12/L 10*3/uL 10*6/uL /uL /min
mL/min mL/min/{1.73_m2} L/min L/min/m2 kg/m2 mg/kg mg/kg/d ug/kg/min mg/m2 m2 mg/g mg/mmol mmol/mol mL/kg mL/h mm/h
"""
COMMON = tuple(_COMMON.split())
_RANK = {unit: rank for rank, unit in enumerate(COMMON)}

_TOKEN = re.compile(r"\{[^{}]*\}|10[*^]|(?:\[[^\[\]]*\]|[^\W\d]|[%°'])+|\d+|.", re.DOTALL)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_BARE_FORMULA = re.compile(r"(?i)\b([cm]?m)\s*h2o\b")


def suggestions(
    text: str, known: Callable[[str], object | None], reads: Callable[[str], bool], *, unknown: bool
) -> tuple[str, ...]:
    """Valid units that ``text`` may have meant, at most three, the likeliest first.

    Args:
        text: what was written.
        known: looks a symbol up, None when it is not one.
        reads: whether a whole text is a UCUM unit.
        unknown: whether a symbol was unknown, so that a near miss is worth a look.
    """
    if not text or len(text) > _LONGEST:
        return ()
    plain = _plain(text)
    tokens = [_BARE_FORMULA.sub(r"\1[H2O]", t) for t in _TOKEN.findall(plain)]
    choices = [_choices(token, known) for token in tokens]
    found: list[str] = []
    for combination in islice(product(*choices), 16):
        candidate = "".join(combination)
        if candidate != text and candidate not in found and reads(candidate):
            found.append(candidate)
    return tuple(found[:MOST]) or (_near(text) if unknown else ())


def _plain(text: str) -> str:
    """The text in UCUM's characters: no spaces, no superscripts, powers of ten as UCUM writes them."""
    plain = text.strip().replace("µ", "u").replace("μ", "u").replace("·", ".")
    plain = re.sub(r"(?<=[^\W\d])²", "2", plain)
    plain = plain.translate(_SUPERSCRIPTS) if "10" not in plain else _power(plain)
    plain = re.sub(r"(?i)\s+per\s+", "/", plain)
    plain = re.sub(r"^[x×*]\s*(?=10)", "", plain)
    plain = re.sub(r"(?i)\b10?e(\d+)", r"10*\1", plain)
    plain = re.sub(r"\b10(?:\^|\*\*)(?=-?\d)", "10*", plain)
    plain = re.sub(r"(?<=[^\W\d])\^(?=-?\d)", "", plain)
    plain = re.sub(r"(?i)/\s*\(?1\.73[\s._*]*m\^?2\)?$", "/{1.73_m2}", plain)
    plain = re.sub(r"\{[^{}]*\}", lambda m: re.sub(r"\s+", "_", m.group()), plain)
    plain = _BARE_FORMULA.sub(r"\1[H2O]", plain)
    plain = re.sub(r"(?i)\s*\bfeu\b", "{FEU}", plain)
    return re.sub(r"\s+", "", plain)


def _power(plain: str) -> str:
    """Ten with a raised exponent is a power; any other raised digit is an exponent."""
    plain = re.sub(r"10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda m: "10*" + m.group(1).translate(_SUPERSCRIPTS), plain)
    return plain.translate(_SUPERSCRIPTS)


def _choices(token: str, known: Callable[[str], object | None]) -> tuple[str, ...]:
    if not re.search(r"[^\W\d]|°", token) or token.startswith("{"):
        return (token,)
    shouted = len(token) > 1 and token.isupper() and token not in _RANK
    if known(token) is not None and not shouted:
        return (token,)
    folded = token.lower()
    if folded in EVERYDAY:
        return EVERYDAY[folded]
    spellings = _by_case().get(folded, (token,))
    return tuple(s for s in spellings if s in _RANK) or spellings[:MOST]


@cache
def _by_case() -> dict[str, tuple[str, ...]]:
    """Every symbol by its lower-case form, the likeliest first."""
    spellings: dict[str, list[str]] = {}
    for code, (_, _, _, metric) in UNITS.items():
        for prefix in ("", *PREFIXES) if metric else ("",):
            spellings.setdefault((prefix + code).lower(), []).append(prefix + code)
    likeliest = len(COMMON)
    return {
        folded: tuple(sorted(codes, key=lambda code: _RANK.get(code, likeliest))) for folded, codes in spellings.items()
    }


def _near(text: str) -> tuple[str, ...]:
    from difflib import get_close_matches

    return tuple(get_close_matches(text, COMMON, n=1, cutoff=0.75))
