"""Lists of entries that a patient gives: what of them is taken over with ``like``, and whether there are others.

Entries take the place of those taken over. Whether they are all has then to be said again, since neither answer goes
without saying; the word alone keeps the entries that were taken over.
"""

from __future__ import annotations

from eligo.diagnostics.model import Label
from eligo.syntax import tree

from .facts import CheckedFact
from .findings import Findings
from .types import ChoiceType

Values = tuple[tree.Given, ...]

UNKNOWN = "unknown"
"""The word that takes a value away again."""
COMPLETE = "complete"
"""The word that says of events that there are no others."""
INCOMPLETE = "incomplete"
"""The word that says of events that there may be others."""
_NONE = "no"


def merged(own: Values, inherited: Values) -> Values:
    """What holds of a list: the entries, then the word that there are no others, if there are none.

    Args:
        own: what the patient itself gives.
        inherited: what the one holds that it is like; empty without one.
    """
    words = [_word(one) for one in own]
    if words == [UNKNOWN]:
        return own
    source = inherited if words in ([COMPLETE], [INCOMPLETE]) else own
    entries = tuple(one for one in source if isinstance(one.value, tree.Entry))
    return (*entries, *(one for one in own if _word(one) in (COMPLETE, _NONE)))


def says_complete(fact: CheckedFact, given: tree.Given) -> bool:
    """Whether something said of repeated measurements is that there are no others, and no value of theirs."""
    if not isinstance(given.value, tree.Word) or given.value.text != COMPLETE:
        return False
    return not (isinstance(fact.kind, ChoiceType) and COMPLETE in fact.kind.options)


def check_list(fact: CheckedFact, own: Values, inherited: Values, like: str, findings: Findings) -> None:
    """Report words that contradict each other or the declaration, and a list of which it is not said whether it is all.

    Args:
        fact: the events.
        own: what the patient itself gives of them.
        inherited: what the patient holds that it is like.
        like: that one's name.
        findings: receives what is wrong.
    """
    name = fact.node.name.text
    said = [one for one in own if _word(one)]
    if len(said) > 1 or (said and _word(said[0]) == _NONE and len(own) > 1):
        first = said[0] if len(said) > 1 else next(one for one in own if not _word(one))
        other = said[-1]
        findings.error(
            "E310",
            other.span,
            f"`{name} {_word(other)}` does not go with what else is said of `{name}`",
            labels=(Label(first.span, "said here"),),
            hints=("leave one of them out",),
        )
    elif said and fact.missing is False and _word(said[0]) == INCOMPLETE:
        findings.error(
            "E311",
            said[0].value.span,
            f"a list of `{name}` lacks no entries: what is missing means no",
            hints=(f"leave it out, or declare `{name}` without `missing means no`",),
        )
    elif not said and fact.missing is None and any(_word(one) == COMPLETE for one in inherited):
        findings.error(
            "E318",
            own[0].span,
            f"the list of `{name}` was complete in `{like}`; is this one?",
            hints=(f"add `{name} complete` if these are all, or `{name} incomplete` if there may be others",),
        )


def _word(given: tree.Given) -> str:
    """What is said of a list as a whole; empty for an entry."""
    match given.value:
        case tree.Word(text=text):
            return text
        case tree.Truth():
            return _NONE
        case _:
            return ""
