"""What an unknown name was probably meant as.

Words of other languages, values of choices, units that stand alone, names that stand elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eligo.source import Span
from eligo.syntax import tree

from .series import defined_in, key, names_in
from .symbols import Symbols

_TRUTHS = {"true": "yes", "false": "no", "y": "yes", "n": "no", "t": "yes", "f": "no"}
_NOTHING = frozenset({"unknown", "missing", "null", "none", "na", "nan", "empty"})
_POWER_BEFORE = re.compile(r"([0-9]+(?:\.[0-9]+)?)[ \t]*\*?[ \t]*10[ \t]*[*^][ \t]*([0-9]{1,2})[ \t]*/[ \t]*\Z")
_SHOWN_OPTIONS = 12
_SHOWN_MEMBERS = 12


def meant(name: str, at: Span, text: str, compared: tree.Expr | None, symbols: Symbols) -> tuple[str, ...]:
    """The ways out for an unknown name; none if it looks like no known mistake.

    Args:
        name: the name.
        at: where it stands.
        text: the whole source.
        compared: what it is compared with, if it is one side of a comparison.
        symbols: what the protocol declares.
    """
    folded = name.lower()
    if folded in _TRUTHS and (len(folded) > 1 or compared is not None):
        return (f"write `{_TRUTHS[folded]}`",)
    if folded in _NOTHING:
        asked = compared.name if isinstance(compared, tree.Name) else "name"
        return (f"write `{asked} is not known`, or `{asked} is known`",)
    power = _POWER_BEFORE.search(text, max(0, at.start - 60), at.start)
    if power:
        return (f"write the number and its unit together: `{power.group(1)} 10*{power.group(2)}/{name}`",)
    return tuple(_as_option(name, symbols))[:3]


def _as_option(name: str, symbols: Symbols) -> Iterator[str]:
    """How to name the values of the choices that have one of this name."""
    for fact in symbols.facts.values():
        options = [option.text for option in fact.options]
        if name in options:
            listed = ", ".join(options[:_SHOWN_OPTIONS])
            choice = fact.name.text
            ways = f"`{choice} = {name}`, or `{choice} is one of {{ {listed} }}`"
            yield f"`{name}` is a value of `{choice}`: write {ways}"


def no_value(name: str, symbols: Symbols) -> tuple[str, ...]:
    """What a list or a set of codes is for; neither is a value."""
    if name in symbols.lists:
        return (f"`{name}` is a list of values: write `x is one of {name}`, where `x` is a choice",)
    if name in symbols.value_sets:
        return (f'`{name}` is a set of codes; it belongs to a fact: flag {name}_found "..." codes {name}',)
    return ()


def elsewhere(name: str, inside: str, symbols: Symbols) -> tuple[str, ...]:
    """Where else the author may have seen an unknown name; ``inside`` is the criterion that it stands in, if any."""
    holders = [one for one in symbols.facts.values() if name.rpartition(".")[2] in names_in(one)]
    if holders and (holders[0].kind == "events" or "." in name or name in defined_in(holders[0])):
        held = key(holders[0], name.rpartition(".")[2])
        return (f"`{held}` belongs to each entry: use it after `where` or `have`, or select: `latest of {held}`",)
    if name in symbols.patients:
        return (f"`{name}` is a patient; a rule speaks of facts, definitions and criteria",)
    if "." not in name and not inside:
        full = [member for member in symbols.members if member.endswith("." + name)]
        if full:
            return (f"outside its criterion a member is named in full: `{full[0]}`",)
    criterion, _, wanted = name.partition(".")
    if wanted and criterion in symbols.criteria:
        named = [member for member in symbols.members if member.startswith(f"{criterion}.")][:_SHOWN_MEMBERS]
        listed = f"named members of `{criterion}` are: {', '.join(named)}"
        return (listed if named else f"`{criterion}` names no members",)
    return (f'declare it, such as: flag {name} "..." or number {name} "..." in mg/dL',) if "." not in name else ()
