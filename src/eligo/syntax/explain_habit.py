"""Habits from other languages, from tables and from prose: what they are called here."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from eligo.diagnostics.model import Diagnostic
from eligo.source import Source, Span
from eligo.syntax.explain_function import explain_function, explain_two_edges
from eligo.syntax.machine import Stop
from eligo.syntax.report import error
from eligo.syntax.wording import STARTS_VALUE, reserved_words

_COMMENT = re.compile(r"//|/\*|\*/")
_POWER_OF_TEN = re.compile(r"([0-9]+(?:\.[0-9]+)?) *(?:[x×*] *)?10 *(?:\*\*|\*|\^|e|E)? *([0-9]{1,2}) */ *([A-Za-z]+)")
_SCIENTIFIC = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?[eE]([+-]?)([0-9]+)(?![A-Za-z_])")
_BRACED_UNIT = re.compile(r"\{[^{}\s\"]*\}(?:[./][A-Za-z0-9%\[\]{}_*^]+)*")
_HYPHENATED = re.compile(r"[A-Za-z_]\w*(?:-\w+)+")
_DIGIT_FIRST = re.compile(r"[0-9]+[A-Za-z_]\w*")
_WORD_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_COUNT_IN_WORDS = re.compile(r"(at\s+least|at\s+most|exactly)\s+([a-z]+)\s+of\b")
_DECLARES = frozenset({"NUMBER_KIND", "FLAG", "CHOICE", "MOMENT", "PERIOD", "DEFINE", "INCLUDE", "EXCLUDE", "PATIENT"})


def explain_habit(source: Source, stop: Stop) -> Diagnostic | None:
    """The explanation of a habit, if one of those known stands there."""
    for explain in _HABITS:
        diagnostic = explain(source, stop)
        if diagnostic:
            return diagnostic
    return None


def _comment(source: Source, stop: Stop) -> Diagnostic | None:
    """``// ...`` and ``/* ... */``."""
    at = stop.found.start
    for start in (at, at - 1):
        mark = _COMMENT.match(source.text, start) if start >= 0 else None
        if mark and mark.end() > at:
            message = f"`{mark.group()}` begins no comment"
            return error("E116", message, source, Span(*mark.span()), help=("a comment begins with `#`",))
    return None


def _power_of_ten(source: Source, stop: Stop) -> Diagnostic | None:
    return explain_power_of_ten(source, stop.found.start)


def explain_power_of_ten(source: Source, at: int) -> Diagnostic | None:
    """``1.5 x 10*9/L``, ``1.5 10e9/L``."""
    # Only the neighbourhood is looked at: a text of a million digits must not cost a million searches.
    first = source.text.rfind("\n", max(0, at - 30), at) + 1 or max(0, at - 30)
    for match in _POWER_OF_TEN.finditer(source.text, first, at + 60):
        if match.start() <= at < match.end():
            number, power, unit = match.groups()
            message = f"`{match.group()}` is not how a number and its unit are written"
            return error("E130", message, source, Span(*match.span()), help=(f"write `{number} 10*{power}/{unit}`",))
    return None


def _scientific(source: Source, stop: Stop) -> Diagnostic | None:
    """``1e3``, ``2.5E-2``."""
    number = _SCIENTIFIC.match(source.text, stop.found.start)
    if number is None:
        return None
    message = f"`{number.group()[:60]}` is not a number"
    way_out = "write the number out, with digits and at most one point"
    if len(number.group(2)) <= 2:
        way_out = f"write the number out: `{Decimal(number.group()):f}`"
    return error("E130", message, source, Span(*number.span()), help=(way_out,))


def _hyphen(source: Source, stop: Stop) -> Diagnostic | None:
    """``flag my-flag``."""
    if stop.found.kind != "MINUS" or not stop.before or stop.before[-1].kind != "NAME":
        return None
    name = _HYPHENATED.match(source.text, stop.before[-1].start)
    if name is None or name.end() <= stop.found.start or "MINUS" in stop.expected:
        return None
    message = f"`{name.group()[:60]}` cannot be a name: it has a hyphen"
    way_out = f"write `{name.group()[:60].replace('-', '_')}`"
    return error("E116", message, source, Span(*name.span()), help=(way_out,))


def _digit_first(source: Source, stop: Stop) -> Diagnostic | None:
    """``flag 2nd``."""
    if not stop.before or stop.before[-1].kind not in _DECLARES or len(stop.before) > 1:
        return None
    name = _DIGIT_FIRST.match(source.text, stop.found.start)
    if name is None:
        return None
    message = f"`{name.group()[:60]}` cannot be a name: it begins with a digit"
    return error("E116", message, source, Span(*name.span()), help=("a name begins with a letter or `_`",))


def _is_missing(source: Source, stop: Stop) -> Diagnostic | None:
    """``x is missing``, ``x is unknown``, ``x is not missing``."""
    if stop.found.text not in ("missing", "unknown", "null", "empty", "NULL", "NA") or "KNOWN" not in stop.expected:
        return None
    negated = stop.before[-1].kind == "NOT"
    first = stop.before[-2] if negated else stop.before[-1]
    written = f"is not {stop.found.text}" if negated else f"is {stop.found.text}"
    way_out = "write `is known`" if negated else "write `is not known`"
    span = Span(first.start, stop.found.end)
    return error("E129", f"`{written}` asks nothing here", source, span, help=(way_out,))


def _known_before(source: Source, stop: Stop) -> Diagnostic | None:
    """``known x``, ``not known x``."""
    if not stop.before or stop.before[-1].text not in ("known", "unknown", "missing") or stop.found.kind != "NAME":
        return None
    word, name = stop.before[-1], stop.found.text[:60]
    negated = len(stop.before) > 1 and stop.before[-2].kind == "NOT"
    verb = "is known" if (word.text == "known") is not negated else "is not known"
    first = stop.before[-2] if negated else word
    message = f"`{word.text}` stands after the name"
    return error("E129", message, source, Span(first.start, stop.found.end), help=(f"write `{name} {verb}`",))


def _one_of_without_braces(source: Source, stop: Stop) -> Diagnostic | None:
    """``x in (a, b)``, ``x is one of a, b``, ``x is one of [a, b]``."""
    before = [token.kind for token in stop.before[-3:]]
    bare = stop.found if before[1:] == ["ONE", "OF"] else None
    if stop.found.kind == "COMMA" and before == ["ONE", "OF", "NAME"]:
        bare = stop.before[-1]
    if bare is not None:
        way_out = "write the values in braces: `is one of { a, b }`"
        return error("E110", "the values stand in braces", source, bare.span, help=(way_out,))
    if stop.found.text in ("(", "[") and before[2:] == ["IN"] and "of" not in stop.expected:
        span = Span(stop.before[-1].start, stop.found.end)
        return error("E129", "`in` is for units", source, span, help=("write `is one of { a, b }`",))
    return None


def _square_bracket(source: Source, stop: Stop) -> Diagnostic | None:
    """``[a, b]`` for a list; ``mm [Hg]`` for a unit."""
    if stop.found.text != "[":
        return None
    before = stop.before[-1] if stop.before else None
    unit = re.compile(r"[ \t]+(\[[A-Za-z0-9_]+\]\S*)").match(source.text, before.end) if before else None
    if before is not None and unit and before.kind in ("MEASURE", "UNIT"):
        written = f"{before.text}{unit.group(1)}"[:60]
        span = Span(before.start, unit.end())
        return error("E116", "a unit has no blank in it", source, span, help=(f"write `{written}`",))
    if STARTS_VALUE & stop.expected or stop.expected == {"LBRACE"}:
        way_out = "a list of conditions stands in braces: `all of { ... }` or `any of { ... }`"
        return error("E116", "`[` opens no list", source, stop.found.span, help=(way_out,))
    return None


def _degrees(source: Source, stop: Stop) -> Diagnostic | None:
    """``°C``, ``°F``."""
    if not source.text.startswith("°", stop.found.start):
        return None
    letter = source.text[stop.found.start + 1 : stop.found.start + 2]
    unit = {"C": "Cel", "F": "[degF]"}.get(letter)
    if unit is None:
        return None
    span = Span(stop.found.start, stop.found.start + 2)
    return error("E116", f"`°{letter}` is written `{unit}`", source, span, help=(f"write `{unit}`",))


def _braced_unit(source: Source, stop: Stop) -> Diagnostic | None:
    """``30 {breaths}/min``, ``in {score}``."""
    if stop.found.kind != "LBRACE" or not stop.before or stop.before[-1].kind not in ("NUMBER", "IN"):
        return None
    unit = _BRACED_UNIT.match(source.text, stop.found.start)
    if unit is None:
        return None
    written = unit.group()[:60]
    message = f"the unit `{written}` has braces and stands in quotes"
    return error("E116", message, source, Span(*unit.span()), help=(f"write `'{written}'`",))


def _capitals(source: Source, stop: Stop) -> Diagnostic | None:
    """``AND``, ``Or``, ``NOT``."""
    word = stop.found.text
    near = word.lower()
    before = stop.before[-1] if stop.before else None
    if before is not None and before.kind == "NAME" and before.text in ("NOT", "Not"):
        message = f"`{before.text}` is written `not`"
        return error("E117", message, source, before.span, help=("write `not`: words of the language are small",))
    if stop.found.kind != "NAME" or near == word or near not in reserved_words():
        return None
    way_out = f"write `{near}`: words of the language are small"
    return error("E117", f"`{word}` is written `{near}`", source, stop.found.span, help=(way_out,))


def _quoted_value(source: Source, stop: Stop) -> Diagnostic | None:
    """``sex = "female"``."""
    if stop.found.kind != "STRING" or not stop.before or stop.before[-1].kind not in ("EQUAL", "RELATION"):
        return None
    inner = stop.found.text[1:-1]
    way_out = f"write `{inner}`" if re.fullmatch(r"[A-Za-z_]\w{0,59}", inner) else "write the value's name"
    message = "a value of a choice stands without quotes"
    return error("E110", message, source, stop.found.span, help=(f"{way_out}, without quotes",))


def _count_in_words(source: Source, stop: Stop) -> Diagnostic | None:
    """``at least one of { ... }``."""
    count = _COUNT_IN_WORDS.match(source.text, stop.found.start)
    if count is None or count.group(2) not in _WORD_COUNTS:
        return None
    written = f"{' '.join(count.group(1).split())} {_WORD_COUNTS[count.group(2)]} of"
    message = f"`{count.group(2)}` is written as a numeral here"
    return error("E110", message, source, Span(*count.span()), help=(f"write `{written} {{ ... }}`",))


def _bare_duration(source: Source, stop: Stop) -> Diagnostic | None:
    """``p lasting 1 h``."""
    if stop.found.kind not in ("MEASURE", "NUMBER") or not stop.before or stop.before[-1].kind != "LASTING":
        return None
    way_out = f"write `lasting at least {stop.found.text}`, or `at most`, `more than`, `less than`"
    return error("E110", "`lasting` says how the duration is meant", source, stop.found.span, help=(way_out,))


def _calculated_length(source: Source, stop: Stop) -> Diagnostic | None:
    """``within 5 * half_life before screening``."""
    words = [token.kind for token in stop.before[-2:]]
    if stop.found.kind not in ("STAR", "SLASH", "PLUS", "MINUS", "CARET") or len(words) < 2:
        return None
    if words[0] not in ("WITHIN", "DISTANCE"):
        return None
    way_out = f"write `({stop.before[-1].text} {stop.found.text} ...)`"
    message = "a length of time that is computed stands in parentheses"
    return error("E110", message, source, stop.found.span, help=(way_out,))


def _half_comparison(source: Source, stop: Stop) -> Diagnostic | None:
    """``age < 18 a or > 65 a``."""
    if stop.found.kind not in ("RELATION", "EQUAL") or not stop.before or stop.before[-1].kind not in ("AND", "OR"):
        return None
    word = stop.before[-1].text
    way_out = f"name again what is compared: `x < 1 {word} x > 2`"
    message = f"nothing stands before `{stop.found.text}` to be compared"
    return error("E110", message, source, stop.found.span, help=(way_out,))


def _clause_without_brace(source: Source, stop: Stop) -> Diagnostic | None:
    """``include I1 "..." from``."""
    if stop.expected != {"LBRACE"} or not stop.before or stop.before[0].kind not in ("INCLUDE", "EXCLUDE"):
        return None
    main = "require" if stop.before[0].kind == "INCLUDE" else "when"
    way_out = f"put what follows in braces: `{{ from inclusion 1 {main} ... }}`"
    message = "the `{` is missing that opens the criterion"
    return error("E110", message, source, stop.found.span, help=(way_out,))


def _options_in_braces(source: Source, stop: Stop) -> Diagnostic | None:
    """``choice sex "Sex" { female, male }``, ``number weight "Weight" { kg }``."""
    declares = stop.before[0].kind if stop.before else ""
    if declares not in ("CHOICE", "NUMBER_KIND") or stop.before[-1].kind != "LBRACE" or "DEFINE" not in stop.expected:
        return None
    if declares == "CHOICE":
        message, way_out = "the values of a choice stand in no braces", "write `of female, male`"
    else:
        message, way_out = "the unit of a number stands in no braces", "write `in kg`"
    return error("E110", message, source, stop.found.span, help=(f"{way_out} after the label",))


_HABITS: tuple[Callable[[Source, Stop], Diagnostic | None], ...] = (
    _comment,
    _power_of_ten,
    _digit_first,
    _scientific,
    _hyphen,
    _is_missing,
    _known_before,
    _one_of_without_braces,
    _square_bracket,
    _degrees,
    _braced_unit,
    _capitals,
    _quoted_value,
    _count_in_words,
    _bare_duration,
    _calculated_length,
    _half_comparison,
    _clause_without_brace,
    _options_in_braces,
    explain_function,
    explain_two_edges,
)
