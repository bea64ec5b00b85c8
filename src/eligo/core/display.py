"""How numbers, units, durations and moments are shown to a clinician; the UCUM code stays in the data dictionary."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Context, Decimal
from fractions import Fraction

from .phrases import clean
from .values import DAY, HOUR, MICROSECOND, MINUTE, SECOND, Duration, Moment

_WHOLE = {
    "1": "",
    "a": "years",
    "mo": "months",
    "wk": "weeks",
    "d": "days",
    "h": "hours",
    "min": "minutes",
    "s": "seconds",
}
"""Units that are spelled out when they stand alone."""

_ATOMS = {
    "m[Hg]": "mHg",
    "mm[Hg]": "mmHg",
    "cm[Hg]": "cmHg",
    "m[H2O]": "mH2O",
    "cm[H2O]": "cmH2O",
    "mm[H2O]": "mmH2O",
    "Cel": "°C",
    "[degF]": "°F",
    "deg": "°",
    "[pH]": "pH",
    "[iU]": "IU",
    "[IU]": "IU",
    "m[iU]": "mIU",
    "m[IU]": "mIU",
    "k[iU]": "kIU",
    "k[IU]": "kIU",
    "eq": "Eq",
    "meq": "mEq",
    "osm": "Osm",
    "mosm": "mOsm",
    "[lb_av]": "lb",
    "[oz_av]": "oz",
    "[in_i]": "in",
    "[ft_i]": "ft",
    "[CFU]": "CFU",
    "[ppm]": "ppm",
    "[drp]": "drops",
    "[HPF]": "HPF",
    "[LPF]": "LPF",
}
"""UCUM codes with a display that no clinician reads as anything else; all other codes are shown as they are."""

_SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_POWER_OF_TEN = re.compile(r"10[*^]([+-]?\d+)?", re.ASCII)
_EXPONENT = re.compile(r"(.*[^\d+\-*^])([+-]?\d+)", re.ASCII | re.DOTALL)
_TOKENS = re.compile(r"\{[^{}]*\}|[./]|(?:\[[^\[\]]*\]|[^./{}\[])+", re.DOTALL)
_QUANTITY = re.compile(r"([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?:\s+(.+))?", re.ASCII | re.DOTALL)


def display_unit(ucum: str) -> str:
    """A UCUM unit as clinicians write it, such as ``mmHg``, ``×10⁹/L``, ``µg/L``; empty for a pure number."""
    if ucum in _WHOLE:
        return _WHOLE[ucum]
    tokens = _TOKENS.findall(ucum)
    if "".join(tokens) != ucum:
        return clean(ucum)
    shown: list[str] = []
    for index, token in enumerate(tokens):
        if token == ".":
            shown.append("·")
        elif token == "1" and tokens[index + 1 : index + 2] == ["/"]:
            continue  # 1/min is a rate: /min
        elif token.startswith("{"):
            shown.append(_annotation(token[1:-1], after=shown[-1] if shown else ""))
        else:
            shown.append(_atom(token, first=index == 0))
    return clean("".join(shown))


def _annotation(text: str, after: str) -> str:
    words = text.replace("_", " ")
    words = re.sub(r"\b([kcm]?m)([23])\b", lambda m: m[1] + m[2].translate(_SUPERSCRIPT), words)
    return words if after in ("", "/", "·") else f" {words}"


def _atom(token: str, *, first: bool) -> str:
    power = _POWER_OF_TEN.fullmatch(token)
    if power is not None:
        return ("×" if first else "") + "10" + (power[1] or "").lstrip("+").translate(_SUPERSCRIPT)
    if token in _ATOMS:
        return _ATOMS[token]
    exponent = _EXPONENT.fullmatch(token)
    if exponent is not None:
        return _atom(exponent[1], first=first) + exponent[2].lstrip("+").translate(_SUPERSCRIPT)
    # Of UCUM's codes only the atomic mass unit, u itself, starts with a u that is not the prefix micro.
    if token.startswith("u") and len(token) > 1:
        rest = token[1:]
        return "µ" + _ATOMS.get(rest, rest)
    return token


def with_unit(number: str, ucum: str) -> str:
    """A number, already text, followed by its unit, such as ``18 years``, ``1 year``, ``40%``, ``20/min``."""
    unit = display_unit(ucum)
    if not unit:
        return number
    if ucum in _WHOLE and number in ("1", "−1"):
        unit = unit.removesuffix("s")
    glued = unit[0] in "%°/" and not unit.startswith(("°C", "°F"))
    return f"{number}{unit}" if glued else f"{number} {unit}"


def written_quantity(shown: str) -> tuple[str, str] | None:
    """Split what an author wrote, such as ``1.5 10*9/L``, into the number and the UCUM unit; None if it is neither."""
    match = _QUANTITY.fullmatch(shown.strip())
    if match is None:
        return None
    return match[1], (match[2] or "1").strip().strip("'\"")


def show_written(shown: str) -> str:
    """What an author wrote, its unit as clinicians write it."""
    parts = written_quantity(shown)
    return clean(shown) if parts is None else with_unit(parts[0].replace("-", "−"), parts[1])


_EXACT_DIGITS = 15
"""Longest decimal that is shown in full."""


def show_number(value: Fraction, digits: int = 6) -> str:
    """A number: its decimal when that is short, otherwise rounded to some digits and marked with ``≈``."""
    exact = _rounded(value, _EXACT_DIGITS)
    return _decimal(exact) if Fraction(exact) == value else f"≈ {_decimal(_rounded(value, digits))}"


def show_number_beside(value: Fraction, limit: Fraction) -> str:
    """A number with as many digits as it takes to tell it from a limit that it is compared with."""
    for digits in (4, 5, 6, 7, 8, 9, 12, _EXACT_DIGITS):
        rounded = Fraction(_rounded(value, digits))
        if (rounded < limit) == (value < limit) and (rounded > limit) == (value > limit):
            return show_number(value, digits)
    return f"{value.numerator}/{value.denominator}"


def _rounded(value: Fraction, digits: int) -> Decimal:
    return Context(prec=digits).divide(Decimal(value.numerator), Decimal(value.denominator)).normalize()


def _decimal(value: Decimal) -> str:
    if abs(value.adjusted()) < _EXACT_DIGITS or not value:
        return format(value, "f").replace("-", "−")
    mantissa, _, power = format(value, "e").partition("e")
    ten = f"10{power.lstrip('+').translate(_SUPERSCRIPT)}"
    return ten if mantissa == "1" else f"{mantissa} × {ten}".replace("-", "−")


# ---------------------------------------------------------------- durations

_STEPS = (("day", DAY), ("hour", HOUR), ("minute", MINUTE), ("second", SECOND))
_CALENDAR = {"a": 12, "mo": 1}
_FIXED = {
    "wk": 7 * DAY,
    "d": DAY,
    "h": HOUR,
    "min": MINUTE,
    "s": SECOND,
    "ms": 1000 * MICROSECOND,
    "us": MICROSECOND,
}


def show_duration(duration: Duration) -> str:
    """The length of a duration without its sign, in the author's own unit when the author wrote one: ``48 hours``."""
    months, micros = abs(duration.months), abs(duration.micros)
    parts = written_quantity(duration.shown)
    if parts is not None:
        number, unit = parts[0].lstrip("+-"), parts[1]
        size = Fraction(number)
        calendar, fixed = size * _CALENDAR.get(unit, 0), size * _FIXED.get(unit, 0)
        if calendar == months and fixed == micros and unit in (_CALENDAR | _FIXED):
            return with_unit(number, unit)
    words = []
    if months:
        years, rest = divmod(months, 12)
        words += [_counted(n, name) for n, name in ((years, "year"), (rest, "month")) if n]
    if micros or not months:
        words.append(show_length(micros, days=True))
    return " and ".join(words)


def show_length(micros: int, *, days: bool) -> str:
    """A fixed length of time exactly, in hours, minutes and seconds, and in days when they are asked for."""
    words, rest = [], abs(micros)
    for name, size in _STEPS[0 if days else 1 :]:
        count, rest = divmod(rest, size)
        if count:
            words.append(_counted(count, name))
    if rest:
        words.append(_counted(rest, "microsecond"))
    return " ".join(words) or "0 hours"


def _counted(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


# ---------------------------------------------------------------- moments


def show_moment(moment: Moment) -> str:
    """A moment on its record's clock: a day, an instant, or the two instants that it lies between."""
    if moment.low == moment.high:
        return _instant(moment.low)
    if moment.low % DAY == 0 and (moment.high + 1) % DAY == 0:
        return _days(moment.low // DAY, (moment.high + 1) // DAY)
    return f"between {_instant(moment.low)} and {_instant(moment.high)}"


def _days(first: int, after: int) -> str:
    """Whole days: one, a month, a year, or the first and the last of others."""
    if after > dt.date.max.toordinal():
        return "beyond the calendar"
    start, end = dt.date.fromordinal(first + 1), dt.date.fromordinal(after)
    if first + 1 == after:
        return start.isoformat()
    whole_months = start.day == 1 and (end + dt.timedelta(days=1)).day == 1 and start.year == end.year
    if whole_months and start.month == end.month:
        return start.isoformat()[:7]
    if whole_months and (start.month, end.month) == (1, 12):
        return start.isoformat()[:4]
    return f"between {start.isoformat()} and {end.isoformat()}"


def _instant(micros: int) -> str:
    days, clock = divmod(micros, DAY)
    if not 0 <= days < dt.date.max.toordinal():
        return "beyond the calendar"
    text = f"{dt.date.fromordinal(days + 1).isoformat()} {clock // HOUR:02}:{clock % HOUR // MINUTE:02}"
    return f"{text}:{clock % MINUTE // SECOND:02}" if clock % MINUTE else text
