"""Kinds of token in the author's words."""

from __future__ import annotations

from functools import cache

from eligo.syntax.grammar import tables
from eligo.syntax.machine import END, Token
from eligo.syntax.scan import STATEMENTS

# fmt: off
STARTS_VALUE = frozenset({
    "NAME", "DOTTED", "NUMBER", "MEASURE", "YES", "NO", "LPAR", "GROUP_OF", "COUNT_OF", "IF", "EDGE_OF", "ELAPSED",
    "EXTREME_OF", "CASE", "SELECT_OF", "LOG_OF",
    "MINUS", "NOT",
})
"""What a condition or a value can begin with."""
_CONTINUES = frozenset({
    "AND", "OR", "IMPLIES", "RELATION", "EQUAL", "BETWEEN", "IS", "WITHIN", "DISTANCE", "BEFORE", "AFTER", "AT_OR",
    "LASTING", "AT", "OTHERWISE", "PLUS", "MINUS", "STAR", "SLASH", "CARET", "IN",
})
"""What a condition or a value can go on with."""
# fmt: on

_KINDS = {
    END: "the end of the statement",
    "APPLIES": "`applies to`",
    "AT_OR": "`at or`",
    "OTHERWISE_ARM": "`otherwise:`",
    "BARE": "a word or a number",
    "COLON": "`:`",
    "COMMA": "`,`",
    "DISTANCE": "`at least`, `at most`, `more than` or `less than`",
    "DOTTED": "a name",
    "EQUAL": "`=`",
    "EXTREME_OF": "`greatest of` or `least of`",
    "LBRACE": "`{`",
    "LOG_OF": "`ln of` or `log10 of`",
    "LPAR": "`(`",
    "SELECT_OF": "a selection such as `latest of`",
    "RBRACE": "`}`",
    "RPAR": "`)`",
    "MEASURE": "a number with its unit",
    "MINUS": "`-`",
    "NAME": "a name",
    "NUMBER": "a number",
    "RELATION": "a comparison",
    "STRING": "a text in quotes",
    "PARTIAL_DATE": "a date",
    "TIMESTAMP": "a date",
    "UNIT": "a unit",
}

_NAME_AFTER = {
    "PROTOCOL": "the protocol's identifier",
    "SOURCE": "a name for the source",
    "NUMBER_KIND": "a fact name",
    "FLAG": "a fact name",
    "CHOICE": "a fact name",
    "MOMENT": "a fact name",
    "PERIOD": "a fact name",
    "EVENTS": "a fact name",
    "DEFINE": "a name for the definition",
    "INCLUDE": "a criterion name",
    "EXCLUDE": "a criterion name",
    "PATIENT": "a patient name",
    "EXPECT": "a patient name",
    "LIKE": "a patient name",
    "BECAUSE": "a criterion name",
    "NEEDING": "a fact name",
    "OF": "a value of the choice",
    "FIELD": "a field name",
    "LIST": "a name for the list",
    "CODES": "a name for the codes",
    "USE": "a file's name in quotes",
    "LIBRARY": "a name of the library, such as `bmi`",
    "BY": "a word for who does so, such as `investigator`",
    "ABOUT": "a word for whom it is about, such as `partner`",
}

_TEXT_AFTER = {
    "READING": "a text in quotes",
    "COMPUTABLE": "the reason in quotes",
    "DEFECT": "what is wrong with the item, in quotes",
    "FROM": "the formula's source in quotes",
    "ASSUME": "a label in quotes",
    "CLAIM": "a label in quotes",
    "USE": "a file's name in quotes",
}

_BARE_AFTER = {
    "INCLUSION": "the item's number",
    "EXCLUSION": "the item's number",
    "CODE": "a code system such as `LOINC`",
    "FROM": "a code system such as `SNOMED`",
    "EXCEPT": "a code",
    "BARE": "a code",
}


def found_words(token: Token) -> str:
    """What stands there, as the author wrote it."""
    if token.kind == END:
        return "the end of the statement"
    if token.kind == "STRING":
        return "a text in quotes"
    shown = token.text if len(token.text) <= 40 else token.text[:37] + "..."
    return f"`{' '.join(shown.split())}`"


def expected_words(expected: frozenset[str], before: tuple[Token, ...]) -> str:
    """What could stand there, such as ``a criterion name`` or ``` `from` or `require` ```."""
    last = before[-1].kind if before else ""
    kinds = set(expected)
    phrases: list[str] = []
    if {"NAME", "PATIENT"} <= kinds:
        kinds -= statement_kinds()
    if {"NAME", "NUMBER", "IF"} <= kinds:
        kinds -= STARTS_VALUE
        phrases.append("a condition or a value" if "NOT" in expected else "a value")
    if {"AND", "OR"} <= kinds or {"PLUS", "STAR"} <= kinds:
        kinds -= _CONTINUES
        phrases.append("an operator such as `and`" if "AND" in expected else "an operator such as `+`")
    if {"NUMBER", "MEASURE"} <= kinds:
        kinds -= {"MEASURE"}
    phrases.extend(sorted({_phrase(kind, last, before) for kind in kinds}))
    if len(phrases) > 6:
        phrases = [*phrases[:5], "another word that fits here"]
    return phrases[0] if len(phrases) == 1 else f"{', '.join(phrases[:-1])} or {phrases[-1]}" if phrases else "nothing"


def _phrase(kind: str, last: str, before: tuple[Token, ...]) -> str:
    if kind == "NAME":
        if last == "LBRACE" and before[0].kind == "PATIENT":
            return "a fact name"
        return _NAME_AFTER.get(last, "a name")
    if kind == "STRING":
        return _TEXT_AFTER.get(last, "a label in quotes" if len(before) <= 2 else "a text in quotes")
    if kind == "BARE":
        return _BARE_AFTER.get(last, "a word or a number")
    return _KINDS.get(kind) or f"`{keyword_of(kind)}`"


def keyword_of(kind: str) -> str:
    """The keyword of a terminal; the terminal's own name, in small letters, if it has none."""
    return _keywords().get(kind, kind.lower().replace("_", " "))


def keywords_among(expected: frozenset[str]) -> list[str]:
    """The keywords that could stand there."""
    known = _keywords()
    return sorted(known[kind] for kind in expected if kind in known)


def reserved_words() -> frozenset[str]:
    """The words that cannot be names."""
    data = tables()
    name = data.modes[0]
    return frozenset(w for w in data.words if (m := name.fullmatch(w)) is not None and m.lastgroup == "WORD")


@cache
def statement_kinds() -> frozenset[str]:
    """The words of statements, which stand for names where they are no statement's."""
    return frozenset(tables().words[word] for word in STATEMENTS)


def _keywords() -> dict[str, str]:
    return {kind: word for word, kind in tables().words.items()}
