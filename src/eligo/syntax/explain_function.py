"""Functions and ranges as other notations write them: `max(a, b)`, `sqrt(x)`, `within 24 h to 7 d after m`."""

from __future__ import annotations

import re

from eligo.diagnostics.model import Diagnostic
from eligo.source import Source, Span
from eligo.syntax.machine import Stop
from eligo.syntax.report import error

_ARGUMENTS = re.compile(r"\(\s*([^()\n]{1,60}?)\s*\)")
"""What stands in one pair of parentheses, when it is short and has none inside."""
_FUNCTIONS = {
    "max": "greatest of {{ {} }}",
    "min": "least of {{ {} }}",
    "abs": "greatest of {{ {0}, -({0}) }}",
    "sqrt": "({}) ^ 0.5",
    "exp": "2.718281828459045 ^ ({})",
    "ln": "ln of ({})",
    "log10": "log10 of ({})",
    "lg": "log10 of ({})",
}
_NO_FUNCTIONS = {
    "log": (
        "`log` may be either of two logarithms",
        "write `ln of {0}` for the natural or `log10 of {0}` for the decimal",
    ),
    "round": ("nothing is rounded", "move the limit instead: a score that is rounded to 15 or more is `>= 14.5`"),
    "floor": ("nothing is rounded", "compare the number itself: what is rounded down to 15 or more is `>= 15`"),
    "ceil": ("nothing is rounded", "compare the number itself: what is rounded up to 15 or more is `> 14`"),
}


def explain_function(source: Source, stop: Stop) -> Diagnostic | None:
    """``max(a, b)``, ``sqrt(x)``, ``ln x``, ``ln of x ^ 2``."""
    kinds = [token.kind for token in stop.before[-4:]]
    if stop.found.kind == "CARET" and "LOG_OF" in kinds:
        what = source.text[stop.before[-4:][kinds.index("LOG_OF")].start : stop.found.start].strip()
        function, _, taken = what.split(None, 2)
        ways = (f"of the power write `{function} of ({taken} ^ ...)`", f"of the logarithm `({what}) ^ ...`")
        return error("E110", "it is not clear what is raised to a power", source, stop.found.span, help=ways)
    if stop.found.kind in ("NAME", "DOTTED") and stop.before and stop.before[-1].text in ("ln", "log10"):
        way_out = f"write `{stop.before[-1].text} of {stop.found.text[:60]}`"
        return error(
            "E110", f"`of` is missing after `{stop.before[-1].text}`", source, stop.found.span, help=(way_out,)
        )
    if stop.found.kind != "LPAR" or not stop.before or stop.before[-1].kind != "NAME":
        return None
    name = stop.before[-1]
    given = _ARGUMENTS.match(source.text, stop.found.start)
    arguments = given.group(1) if given else "..."
    span = Span(name.start, stop.found.start)
    if name.text in _FUNCTIONS:
        written = _FUNCTIONS[name.text].format(arguments)
        return error("E110", f"there is no function `{name.text}`", source, span, help=(f"write `{written}`",))
    if name.text in _NO_FUNCTIONS:
        message, way_out = _NO_FUNCTIONS[name.text]
        return error("E110", message, source, span, help=(way_out.format(f"({arguments})"),))
    return None


def explain_two_edges(source: Source, stop: Stop) -> Diagnostic | None:
    """``at least 24 h and at most 7 d after m``, ``within 24 h to 7 d after m``, ``between 24 h and 7 d after m``."""
    kinds = [token.kind for token in stop.before[-4:]]
    opened = kinds[-2:] in (["DISTANCE", "MEASURE"], ["WITHIN", "MEASURE"]) and stop.found.kind in (
        "AND",
        "TO",
        "MINUS",
    )
    both = kinds == ["BETWEEN", "MEASURE", "AND", "MEASURE"] and stop.found.kind in ("BEFORE", "AFTER")
    if not opened and not both:
        return None
    nearer = stop.before[-3].text if both else stop.before[-1].text
    farther = stop.before[-1].text if both else "7 d"
    side = stop.found.text if both else "before"
    ways = (
        f"say each edge: `x at least {nearer} {side} m and x at most {farther} {side} m`",
        f"of entries, one as the window: `any of e at most {farther} {side} m where time at least {nearer} {side} m`",
    )
    return error("E110", "a window has one length", source, stop.found.span, help=ways)
