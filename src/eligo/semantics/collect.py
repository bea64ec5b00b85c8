"""First pass: which names are declared, and that each is declared once."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TypeVar

from eligo.diagnostics.model import Label
from eligo.source import Span
from eligo.syntax import tree
from eligo.units.model import shown

from .findings import Findings
from .series import TIME, VALUE, fields_of, key, repeats
from .symbols import ANCHOR, RESERVED, SCREENING, MemberSymbol, Symbols, conditions_of, context_of, describe
from .walk import named_members

D = TypeVar("D", tree.Fact, tree.Define, tree.Criterion, tree.NamedList, tree.ValueSet)
A = TypeVar("A", tree.Patient, tree.SourceDoc)


def collect(
    module: tree.Module, findings: Findings, *, partial: bool, starts: tuple[int, ...] = (0,), shared: bool = False
) -> tuple[tree.Header | None, Symbols]:
    """The header and all named declarations of a module.

    Args:
        module: the whole file.
        findings: receives duplicates, reserved names, and a missing or second header.
        partial: the parser has lost parts of the file, so that nothing is reported as absent.
        starts: where the protocol's own text begins, and that of each file that it uses.
        shared: the file is one that protocols use, and needs neither a header nor criteria.
    """
    symbols = Symbols()
    for statement in module.statements:
        match statement:
            case tree.Fact() if _replaces(statement, symbols, starts) or _is_computed(statement, symbols, starts):
                pass
            case tree.Fact():
                _declare(statement, symbols.facts, symbols, findings, screening=statement.kind == "moment")
            case tree.Define():
                _computes(statement, symbols, starts)
                _declare(statement, symbols.defines, symbols, findings)
            case tree.Criterion():
                _declare(statement, symbols.criteria, symbols, findings)
            case tree.NamedList():
                _declare(statement, symbols.lists, symbols, findings)
            case tree.ValueSet():
                _declare(statement, symbols.value_sets, symbols, findings)
            case tree.Patient():
                _alone(statement, symbols.patients, findings)
            case tree.SourceDoc():
                _alone(statement, symbols.sources, findings)
    for fact in symbols.facts.values():
        _fields(fact, symbols, findings)
    for criterion in symbols.criteria.values():
        _members(criterion, symbols, findings)
    header = _header(module, findings, needed=not (partial or shared))
    if header is not None:
        symbols = replace(symbols, anchor=_anchor(header, symbols, findings, partial=partial))
    if not (symbols.criteria or partial or shared):
        at = header.id.span if header is not None else Span(0, 0)
        findings.error(
            "E303",
            at,
            "the protocol has no criteria",
            hints=('add one, such as: include I1 "Adults" { from inclusion 1 require age >= 18 a }',),
        )
    return header, symbols


def _header(module: tree.Module, findings: Findings, *, needed: bool) -> tree.Header | None:
    headers = [s for s in module.statements if isinstance(s, tree.Header)]
    for second in headers[1:]:
        findings.error(
            "E302",
            second.id.span,
            f"a second protocol header, `{second.id.text}`",
            labels=(Label(headers[0].id.span, "the first is here"),),
            hints=("a file holds one protocol: move the other into a file of its own",),
        )
    seen: dict[str, tree.Word] = {}
    for entry in headers[0].properties if headers else ():
        first = seen.setdefault(entry.key.text, entry.key)
        if first is not entry.key:
            _duplicate(entry.key, first, "entry", findings)
    if needed and not headers:
        findings.error(
            "E301",
            Span(0, 0),
            "the file has no protocol header",
            hints=('begin it with: protocol NCT00000000 "Title of the trial" { version 2025-01-31 }',),
        )
    return headers[0] if headers else None


def _anchor(header: tree.Header, symbols: Symbols, findings: Findings, *, partial: bool) -> str:
    """The header's ``anchor``: a moment that the protocol declares, or the screening."""
    entry = next((p for p in header.properties if p.key.text == ANCHOR), None)
    if entry is None:
        return SCREENING
    name = entry.value.text
    fact = symbols.facts.get(name)
    if name == SCREENING or (fact is not None and fact.kind == "moment"):
        return name
    if not partial:
        moments = [SCREENING, *(fact.name.text for fact in symbols.facts.values() if fact.kind == "moment")]
        findings.error(
            "E233",
            entry.value.span,
            f"the anchor `{shown(name, 40)}` is no moment of this protocol",
            hints=findings.did_you_mean(name, moments) or (f'declare it: moment {shown(name, 40)} "..."',),
        )
    return SCREENING


def _declare(node: D, into: dict[str, D], symbols: Symbols, findings: Findings, *, screening: bool = False) -> None:
    """Enter a declaration; ``screening`` tells one that may be the built-in moment's."""
    name = node.name
    if _reserved(name, findings):
        return
    if name.text == SCREENING and not screening:
        findings.error(
            "E210",
            name.span,
            f"`{SCREENING}` is the built-in moment of screening; a {describe(node)} cannot have its name",
            hints=(f'choose another name, or give the moment a label: moment {SCREENING} "..."',),
        )
        return
    first = symbols.declared(name.text)
    if first is not None:
        _duplicate(name, first.name, describe(first), findings)
    else:
        into[name.text] = node


def _replaces(fact: tree.Fact, symbols: Symbols, starts: tuple[int, ...]) -> bool:
    """Whether a fact is declared in another file too: the protocol's own counts, of those in used files the first."""
    name = fact.name.text
    first = symbols.facts.get(name)
    if first is None or bisect_right(starts, first.span.start) == (at := bisect_right(starts, fact.span.start)):
        return False
    if at == 1:
        del symbols.facts[name]  # it stands where the protocol declares it
        symbols.facts[name] = fact
        counting = [(fact if kept is first else kept, used) for kept, used in symbols.replaced]
        symbols.replaced[:] = [*counting, (fact, first)]
    else:
        symbols.replaced.append((first, fact))
    return True


def _computes(define: tree.Define, symbols: Symbols, starts: tuple[int, ...]) -> None:
    """Take out a fact of a used file that the protocol itself defines: it is computed then, and not asked for."""
    fact = symbols.facts.get(define.name.text)
    if fact is None or bisect_right(starts, define.span.start) != 1 or bisect_right(starts, fact.span.start) == 1:
        return
    del symbols.facts[define.name.text]
    symbols.computed.extend((define, used) for used in [fact, *(u for kept, u in symbols.replaced if kept is fact)])
    symbols.replaced[:] = [(kept, used) for kept, used in symbols.replaced if kept is not fact]


def _is_computed(fact: tree.Fact, symbols: Symbols, starts: tuple[int, ...]) -> bool:
    """Whether a fact of a used file is one that the protocol itself defines."""
    define = symbols.defines.get(fact.name.text)
    if define is None or bisect_right(starts, define.span.start) != 1 or bisect_right(starts, fact.span.start) == 1:
        return False
    symbols.computed.append((define, fact))
    return True


def _alone(node: A, into: dict[str, A], findings: Findings) -> None:
    """Patients and source documents have names of their own, apart from the facts'."""
    first = into.get(node.name.text)
    if first is not None:
        _duplicate(node.name, first.name, describe(first), findings)
    else:
        into[node.name.text] = node


def _fields(fact: tree.Fact, symbols: Symbols, findings: Findings) -> None:
    """What entries hold has names of its own among the facts, so that a rule need not say which it means."""
    if fact.kind == "events" and not fact.fields:
        findings.error(
            "E226",
            fact.name.span,
            f"the entries of `{fact.name.text}` hold nothing",
            hints=('declare what they hold, such as: moment given_on "..."',),
        )
    for field in fact.fields:
        if field.defines:
            findings.error(
                "E226",
                field.defines[0].name.span,
                f"`{field.name.text}` is one value of an entry",
                hints=(f"define what follows from it among the fields of `{fact.name.text}`",),
            )
        if field.repeated:
            findings.error(
                "E226",
                field.name.span,
                f"`{field.name.text}` is `repeated` within an entry",
                hints=("declare `events` of their own for what repeats",),
            )
    for line in fact.lines:
        if line.name.text == SCREENING:
            findings.error("E210", line.name.span, f"`{SCREENING}` is the built-in moment of screening")
    for name, field in fields_of(fact).items():
        word = fact.name if fact.repeated else field.name
        other = symbols.declared(name)
        if other is not None and fact.repeated:
            findings.error(
                "E210",
                other.name.span,
                f"`{name}` is what a sample of `{fact.name.text}` holds, and cannot be declared beside it",
                labels=(Label(word.span, "declared as `repeated`"),),
                hints=(f"choose another name, such as `{name}_of_interest`",),
            )
        elif other is not None:
            _duplicate(word, other.name, describe(other), findings)
    if fact.defines and not repeats(fact):
        findings.error(
            "E226",
            fact.defines[0].name.span,
            f"`{fact.name.text}` has one value, of which nothing is defined here",
            hints=("define it by itself, or declare the fact `repeated`",),
        )
        return
    seen: dict[str, tree.Word] = dict.fromkeys((VALUE, TIME), fact.name) if fact.repeated else {}
    for line in fact.lines:
        first = seen.setdefault(line.name.text, line.name)
        if first is not line.name:
            _duplicate(line.name, first, "field", findings)
        elif not _reserved(line.name, findings) and isinstance(line, tree.Define):
            other = symbols.declared(line.name.text)
            if other is None:
                symbols.inner[key(fact, line.name.text)] = line
            else:
                _duplicate(line.name, other.name, describe(other), findings)


def _members(criterion: tree.Criterion, symbols: Symbols, findings: Findings) -> None:
    findings.context = context_of(criterion)
    owner = criterion.name.text
    for condition in conditions_of(criterion):
        for name, member in named_members(condition):
            if _reserved(name, findings):
                continue
            key = f"{owner}.{name.text}"
            first = symbols.members.get(key)
            if first is not None:
                _duplicate(name, first.name, "member", findings)
            else:
                symbols.members[key] = MemberSymbol(key, owner, name, member)
    findings.context = ""


def _reserved(name: tree.Word, findings: Findings) -> bool:
    if name.text not in RESERVED:
        return False
    findings.error(
        "E210",
        name.span,
        f"`{name.text}` is a word of the language and cannot be declared",
        hints=(f"choose another name, such as `{name.text}_by_history`",),
    )
    return True


def _duplicate(name: tree.Word, first: tree.Word, kind: str, findings: Findings) -> None:
    findings.error(
        "E202",
        name.span,
        f"`{name.text}` is declared twice",
        labels=(Label(first.span, f"the {kind} `{first.text}` is declared here"),),
        hints=("give one of them another name",),
    )
