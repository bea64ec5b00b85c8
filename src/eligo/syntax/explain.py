"""Friendly syntax errors: from where a statement ceased to make sense to what its author meant."""

from __future__ import annotations

import re

from eligo.diagnostics.model import Diagnostic, Label
from eligo.diagnostics.suggest import nearest
from eligo.source import Source, Span
from eligo.syntax.depth import Deep
from eligo.syntax.explain_habit import explain_habit
from eligo.syntax.explain_scale import explain_scale
from eligo.syntax.explain_selection import explain_late_window, explain_selection
from eligo.syntax.explain_shared import explain_shared
from eligo.syntax.explain_stray import DATE_FORM, ROUGH_DATE, explain_stray
from eligo.syntax.explain_swallowed import comma_between_arms, explain_swallowed
from eligo.syntax.glued import explain_glued_stop
from eligo.syntax.machine import END, STRAY, Stop
from eligo.syntax.report import error
from eligo.syntax.scan import STATEMENTS
from eligo.syntax.wording import (
    expected_words,
    found_words,
    keywords_among,
    reserved_words,
    statement_kinds,
)

_RELATIONS = ("RELATION", "EQUAL")
_FOREIGN_COMPARISONS = {"==": "=", "=<": "<=", "=>": ">=", "<>": "!=", "=!": "!="}
_GROUP_WITHOUT_OF = re.compile(r"(all|any|(?:at\s+least|at\s+most|exactly)\s+\d+)\s*\{")
_LABEL = re.compile(r'[ \t]*"(?:[^"\\\n]++|\\.)*+"[ \t]*:')
_CLAUSES = ("from", "applies", "require", "when", "unless", "reading")


def explain_stop(source: Source, stop: Stop) -> Diagnostic:
    """The error at a stop: the first explanation that fits, the most particular first."""
    habit = explain_scale(source, stop) or explain_glued_stop(source, stop)
    habit = habit or explain_shared(source, stop) or explain_habit(source, stop)
    if habit:
        return habit
    if stop.found.kind == STRAY:
        return explain_stray(source, stop)
    for explain in (
        explain_swallowed,
        _no_statement,
        explain_selection,
        explain_late_window,
        _foreign_comparison,
        _chained_comparison,
        _date_otherwise,
        _wrong_clause,
        _if_without_then,
        _reserved_name,
        _missing_label,
        _group_without_of,
        _empty_group,
        _in_list,
        _is_value,
    ):
        diagnostic = explain(source, stop)
        if diagnostic:
            return diagnostic
    return _found_expected(source, stop)


def explain_depth(source: Source, deep: Deep) -> Diagnostic:
    """A statement whose parts lie too deep within each other."""
    return error(
        "E107",
        f"this statement has more than {deep.excess}",
        source,
        deep.part.span,
        label="too deep",
        help=("name parts of it with `define`",),
    )


def explain_too_many(source: Source, at: int, limit: int) -> Diagnostic:
    """Why the rest of a file was not looked at."""
    return error(
        "E199",
        f"more than {limit} syntax errors; the rest of the file was not looked at",
        source,
        Span(at, at),
        help=("put the first ones right and check again",),
    )


# ---------------------------------------------------------------- particular mistakes


def _no_statement(source: Source, stop: Stop) -> Diagnostic | None:
    """A line that begins with no statement's keyword."""
    found = stop.found
    if found.kind == "RBRACE" and (END in stop.expected or not stop.before):
        return error("E113", "there is no `{` for this `}`", source, found.span, help=("delete it",))
    at_start = not stop.before
    after_whole = END in stop.expected and source.text[: found.start].rpartition("\n")[2].strip() == ""
    if not (at_start or after_whole):
        return None
    near = nearest(found.text, [*STATEMENTS, *(() if at_start else keywords_among(stop.expected))])
    way_out = f"did you mean `{near}`?" if near else "a statement begins with one of: " + ", ".join(STATEMENTS)
    if found.text in _CLAUSES:
        way_out = f"`{found.text}` belongs between the braces of `include` or `exclude`"
    message = f"{found_words(found)} begins no statement"
    return error("E111", message, source, found.span, label="a statement should begin here", help=(way_out,))


def _foreign_comparison(source: Source, stop: Stop) -> Diagnostic | None:
    """``==`` and other spellings of comparisons."""
    if stop.found.kind not in _RELATIONS or not stop.before or stop.before[-1].kind not in _RELATIONS:
        return None
    first = stop.before[-1]
    written = first.text + stop.found.text
    if first.end != stop.found.start or written not in _FOREIGN_COMPARISONS:
        return None
    right = _FOREIGN_COMPARISONS[written]
    span = Span(first.start, stop.found.end)
    return error("E117", f"`{written}` is written `{right}`", source, span, help=(f"write `{right}`",))


def _chained_comparison(source: Source, stop: Stop) -> Diagnostic | None:
    """``a < b < c``."""
    if stop.found.kind not in _RELATIONS or "NAME" in stop.expected:
        return None
    for token in reversed(stop.before):
        if token.kind in _RELATIONS:
            return error(
                "E118",
                "a comparison cannot be chained",
                source,
                stop.found.span,
                label="a second comparison",
                labels=(Label(token.span, "the first"),),
                help=("write `x between 1 and 2` (both ends in), or two comparisons joined by `and`",),
            )
        if token.kind in ("AND", "OR", "NOT", "IMPLIES", "LBRACE", "COLON", "IF", "THEN", "ELSE"):
            return None
    return None


def _date_otherwise(source: Source, stop: Stop) -> Diagnostic | None:
    """A date or a time in another form than ours."""
    if not stop.before or stop.before[-1].kind not in ("NUMBER", "MEASURE", "TIMESTAMP"):
        return None
    written = ROUGH_DATE.match(source.text, stop.before[-1].start)
    if written is None or written.end() <= stop.found.start:
        return None
    message = f"`{written.group()}` is not how a date is written"
    return error("E130", message, source, Span(*written.span()), help=(DATE_FORM,))


def _wrong_clause(source: Source, stop: Stop) -> Diagnostic | None:
    """``when`` in an inclusion, ``require`` in an exclusion, clauses out of order."""
    found = stop.found
    if found.text not in _CLAUSES:
        return None
    if found.text == "when" and "REQUIRE" in stop.expected:
        way_out = "an inclusion says `require`, an exclusion `when`"
        return error("E120", "`include` goes with `require`, not with `when`", source, found.span, help=(way_out,))
    if found.text == "require" and "WHEN" in stop.expected:
        way_out = "an exclusion says `when`, an inclusion `require`"
        return error("E120", "`exclude` goes with `when`, not with `require`", source, found.span, help=(way_out,))
    if {"REQUIRE", "WHEN"} & stop.expected:
        main = "require" if "REQUIRE" in stop.expected else "when"
        way_out = f"first `from`, then `applies to`, then `{main}`, then `unless` and `reading`"
        return error("E131", f"`{found.text}` comes after `{main}`", source, found.span, help=(way_out,))
    if {"UNLESS", "READING"} <= stop.expected:
        message = "`from` comes first" if found.text == "from" else f"a criterion has only one `{found.text}`"
        way_out = "the order is `from`, `applies to`, `require` or `when`, `unless`, `reading`"
        if found.text in ("require", "when"):
            way_out = "join the conditions with `and` or `or`"
        return error("E131", message, source, found.span, help=(way_out,))
    return None


def _if_without_then(source: Source, stop: Stop) -> Diagnostic | None:
    """An ``if`` whose condition is not followed by ``then``; an ``else`` without an ``if``."""
    if "THEN" in stop.expected and (stop.found.kind == END or stop.found.kind not in ("NAME", "NUMBER", "STRING")):
        opened = [token for token in stop.before if token.kind == "IF"]
        labels = (Label(opened[-1].span, "this `if`"),) if opened else ()
        way_out = ("write `if condition then condition`, with or without `else`",)
        place = _place(stop)
        message = f"`if` without `then` before {found_words(stop.found)}"
        return error("E119", message, source, place, label="`then` expected", labels=labels, help=way_out)
    if stop.found.kind == "ELSE":
        way_out = ("write `if ... then ... else`",)
        return error("E119", "`else` without `if ... then`", source, stop.found.span, help=way_out)
    return None


def _reserved_name(source: Source, stop: Stop) -> Diagnostic | None:
    """A word of the language where a name is declared."""
    word = stop.found.text
    member = _LABEL.match(source.text, stop.found.end) is not None
    if "NAME" not in stop.expected or ("NUMBER" in stop.expected and not member) or word not in reserved_words():
        return None
    value = stop.before and stop.before[0].kind == "CHOICE" and {"OF", "COMMA"} & {t.kind for t in stop.before[-1:]}
    if (stop.found.kind in ("YES", "NO") and not value) or (word in STATEMENTS and not stop.before):
        return None
    expected = "the name of a member" if member else expected_words(frozenset({"NAME"}), stop.before)
    message = f"`{word}` is a word of the language and cannot be {expected if not value else 'a value of a choice'}"
    ways = [f"choose another, such as `{word}_`"]
    if value and stop.found.kind in ("YES", "NO"):
        ways.insert(0, "what is yes or no is a `flag`; what is missing of it is unknown")
    return error("E121", message, source, stop.found.span, label="a reserved word", help=tuple(ways))


def _missing_label(source: Source, stop: Stop) -> Diagnostic | None:
    """A declaration or a group's member without its label."""
    before = stop.before
    if stop.expected == {"STRING"} and len(before) <= 2 and before[0].text in STATEMENTS:
        what = f"`{before[-1].text}`"
        span = before[-1].span
        message = f"{what} has no label"
        way_out = f'add one in quotes: `{" ".join(t.text for t in before)} "..."`'
        return error("E122", message, source, span, label="a label in quotes comes next", help=(way_out,))
    if stop.found.kind == "COLON" and _in_case(stop):
        return comma_between_arms(source, stop)
    if stop.found.kind == "COLON" and before and before[-1].kind in ("NAME", *statement_kinds()):
        name = before[-1].text
        message = f"the member `{name}` has no label"
        way_out = f'write `{name} "...":`, or leave out the name and the colon'
        return error("E122", message, source, before[-1].span, label="a label in quotes comes next", help=(way_out,))
    return None


def _in_case(stop: Stop) -> bool:
    """Whether the innermost brace that is open is that of a ``case``."""
    depth = 0
    for place in range(len(stop.before) - 1, 0, -1):
        kind = stop.before[place].kind
        depth += (kind == "RBRACE") - (kind == "LBRACE")
        if depth < 0:
            return stop.before[place - 1].kind == "CASE"
    return False


def _group_without_of(source: Source, stop: Stop) -> Diagnostic | None:
    """``any {``, ``at least 2 {``."""
    for token in (*stop.before[-2:], stop.found):
        group = _GROUP_WITHOUT_OF.match(source.text, token.start)
        if group and group.end() > stop.found.start:
            written = " ".join(group.group(1).split())
            way_out = f"write `{written} of {{ ... }}`"
            return error("E124", f"`{written}` lacks its `of`", source, Span(*group.span()), help=(way_out,))
    return None


def _empty_group(source: Source, stop: Stop) -> Diagnostic | None:
    if stop.found.kind != "RBRACE" or not stop.before or stop.before[-1].kind != "LBRACE":
        return None
    span = Span(stop.before[-1].start, stop.found.end)
    if "NAME" not in stop.expected:
        return error("E133", "this block says nothing", source, span, help=(f"add {_wanted(stop)}",))
    return error("E125", "this group has no members", source, span, help=("list what it counts, or delete it",))


def _in_list(source: Source, stop: Stop) -> Diagnostic | None:
    """``x in { a, b }``."""
    if stop.found.kind != "LBRACE" or not stop.before or stop.before[-1].kind != "IN":
        return None
    span = Span(stop.before[-1].start, stop.found.end)
    return error("E129", "`in` is for units", source, span, help=("write `is one of { a, b }`",))


def _is_value(source: Source, stop: Stop) -> Diagnostic | None:
    """``sex is female``."""
    if not stop.before or stop.before[-1].kind not in ("IS", "NOT") or "KNOWN" not in stop.expected:
        return None
    first = stop.before[-1] if stop.before[-1].kind == "IS" else stop.before[-2]
    negated = stop.before[-1].kind == "NOT"
    sign, verb = ("!=", "is not") if negated else ("=", "is")
    way_out = f"write `{sign}`, or `{verb} one of {{ ... }}`, or `{verb} known`"
    span = Span(first.start, stop.before[-1].end)
    return error("E129", f"`{verb}` does not compare", source, span, help=(way_out,))


# ---------------------------------------------------------------- anything else


def _found_expected(source: Source, stop: Stop) -> Diagnostic:
    wanted = _wanted(stop)
    if stop.found.kind == END:
        message = f"the statement ends too early: expected {wanted}"
        return error("E133", message, source, _place(stop), label=f"expected {wanted}")
    words = [*keywords_among(stop.expected), *(STATEMENTS if END in stop.expected else ())]
    near = nearest(stop.found.text, words) if stop.found.kind == "NAME" else None
    way_out = (f"did you mean `{near}`?",) if near else ()
    message = f"{found_words(stop.found)} does not fit here: expected {wanted}"
    return error("E110", message, source, stop.found.span, label=f"expected {wanted}", help=way_out)


def _wanted(stop: Stop) -> str:
    return expected_words(stop.expected, stop.before)


def _place(stop: Stop) -> Span:
    """Where something was found; at a statement's end, the place right after its last word."""
    if stop.found.kind != END or not stop.before:
        return stop.found.span
    end = stop.before[-1].end
    return Span(end, end)
