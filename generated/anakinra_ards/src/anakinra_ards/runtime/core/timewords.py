"""Windows and periods in words."""

from __future__ import annotations

from . import nodes as n
from .display import show_duration
from .numberwords import label_bit, moment_bits
from .phrases import Bit, Bits, plain
from .program import Program
from .values import Duration

OR_NONE = ", or not at all"
"""Said of periods that may also never have been."""

_BOUND: dict[str, str] = {"<": "less than", "<=": "at most", ">=": "at least", ">": "more than"}
_OPPOSITE: dict[str, str] = {"<": ">=", "<=": ">", ">=": "<", ">": "<="}


def window_words(program: Program, node: n.Window, *, negated: bool) -> Bits:
    """Where one moment lies from another."""
    words = window_relation(program, node)
    plainly = window_predicate(node) is not None
    subject = moment_bits(program, node.subject)
    if negated and not plainly:
        return (Bit("not: "), *subject, Bit(" "), *words)
    return (*subject, Bit(" not " if negated else " "), *words)


def window_relation(program: Program, node: n.Window) -> Bits:
    """What a window says of its moment, without naming it, such as *within 48 hours before screening*."""
    anchor = moment_bits(program, node.anchor)
    simple = window_predicate(node)
    if simple is not None:
        length, side = simple
        return (*length, Bit(side), *anchor)
    if node.low is None and node.high is None:
        return (Bit("at any time, "), *anchor, Bit(" at any time too"))
    bits: Bits = ()
    if node.low is not None:
        bits = (Bit("later than " if node.strict_low else "no earlier than "), *_point(node.low, anchor))
    if node.high is not None:
        joint = plain(" and " if bits else "")
        word = Bit("earlier than " if node.strict_high else "no later than ")
        bits = (*bits, *joint, word, *_point(node.high, anchor))
    return bits


def overlap_words(program: Program, members: tuple[n.Condition, ...], *, negated: bool) -> Bits | None:
    """The window that some of a period lies in: it begins by the far end of the window, and ends by its near one."""
    match members:
        case (
            n.Window(n.EdgeOf("start", period), anchor, None, high, _, late),
            n.Window(n.EdgeOf("end", other), beside, low, None, early, _),
        ) if period == other and anchor == beside:
            window = n.Window(n.EdgeOf("start", period), anchor, low, high, early, late)
            plainly = window_predicate(window) is not None
            label, words = label_bit(program.fact[period].label, period, "fact"), window_relation(program, window)
            if negated and not plainly:
                return (Bit("not: "), label, Bit(" "), *words)
            return (label, Bit(" not " if negated else " "), *words)
        case _:
            return None


def window_predicate(node: n.Window) -> tuple[Bits, str] | None:
    """The everyday form of a window: its length and its side of the anchor, such as *within 48 hours* and *before*."""
    low, high, strict_low, strict_high = node.low, node.high, node.strict_low, node.strict_high
    if low is None and high is not None:
        return _open_below(high, strict_high)
    if high is None and low is not None:
        return _open_above(low, strict_low)
    if low is None or high is None:
        return None
    if _sign(low) == 0 and _sign(high) == 0 and not strict_low and not strict_high:
        return (), "at the moment of "
    if _sign(low) < 0 and _sign(high) == 0 and not strict_high:
        return _length("less than " if strict_low else "within ", low), " before "
    if _sign(low) == 0 and _sign(high) > 0 and not strict_low:
        return _length("less than " if strict_high else "within ", high), " after "
    if _sign(low) < 0 and _same_size(low, high) and _sign(high) > 0 and strict_low == strict_high:
        return _length("less than " if strict_low else "within ", high), " before or after "
    return None


def _open_below(high: Duration, strict: bool) -> tuple[Bits, str] | None:
    if _sign(high) == 0:
        return (), "before " if strict else "at or before "
    if _sign(high) < 0:
        return _length("more than " if strict else "at least ", high), " before "
    return None


def _open_above(low: Duration, strict: bool) -> tuple[Bits, str] | None:
    if _sign(low) == 0:
        return (), "after " if strict else "at or after "
    if _sign(low) > 0:
        return _length("more than " if strict else "at least ", low), " after "
    return None


def _length(words: str, duration: Duration) -> Bits:
    return (Bit(words), Bit(show_duration(duration), "limit"))


def _point(offset: Duration, anchor: Bits) -> Bits:
    if _sign(offset) == 0:
        return anchor
    return (Bit(show_duration(offset), "limit"), Bit(" before " if _sign(offset) < 0 else " after "), *anchor)


def _sign(duration: Duration) -> int:
    total = duration.months or duration.micros
    return (total > 0) - (total < 0)


def _same_size(a: Duration, b: Duration) -> bool:
    return a.months == -b.months and a.micros == -b.micros


def lasting_words(program: Program, node: n.Lasting, *, negated: bool) -> Bits:
    """How long a period lasted by the time of screening."""
    relation = _OPPOSITE[node.relation] if negated else node.relation
    label = label_bit(program.fact[node.period].label, node.period, "fact")
    zero = _sign(node.duration) == 0
    none_too = relation == "<=" or (relation == "<" and not zero)
    length = Bit(show_duration(node.duration), "limit")
    ending = f" by screening{OR_NONE}" if none_too else " by screening"
    return (label, Bit(f" lasting {_BOUND[relation]} "), length, Bit(ending))


def during_words(program: Program, node: n.During, *, negated: bool) -> Bits:
    """Whether a period is in progress at a moment."""
    label = label_bit(program.fact[node.period].label, node.period, "fact")
    return (label, Bit(" not in progress at " if negated else " in progress at "), *moment_bits(program, node.anchor))
