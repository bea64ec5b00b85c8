"""Syntax trees that hypothesis makes up: every tree here can be written down, whether or not it means anything."""

from __future__ import annotations

from hypothesis import strategies as st

from eligo.source import Source
from eligo.syntax import tree
from eligo.syntax.grammar import tables
from eligo.syntax.hidden import hidden_characters
from eligo.syntax.scan import STATEMENTS
from eligo.syntax.wording import reserved_words

# Words that are names nearly everywhere, but begin a phrase where these strategies may put a name.
_PHRASES = frozenset(
    [
        "years",
        "months",
        "weeks",
        "days",
        "hours",
        "minutes",
        "start",
        "end",
        "all",
        "any",
        "exactly",
        "more",
        "less",
        "greatest",
        "least",
        "case",
        "otherwise",
    ]
)
_NO_SOURCES = frozenset(["inclusion", "exclusion", "field"])

_KEYWORDS = sorted(set(tables().words) - reserved_words())
"""Keywords that may be names."""

names = (
    st.one_of(
        st.sampled_from(["age", "pf_ratio", "I3", "E4", "sex", "screening", "_", "notes", "order", *_KEYWORDS]),
        st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,7}", fullmatch=True),
    )
).filter(lambda name: name not in reserved_words() and name not in _PHRASES)
words = st.builds(tree.Word, names)
values = words | st.builds(tree.Word, st.sampled_from(STATEMENTS))
"""What may be a value of a choice."""
member_names = words | st.builds(tree.Word, st.sampled_from(sorted({*STATEMENTS} - {"assume", "claim", "use"})))
dotted = st.builds("{}.{}".format, names, names)

labels = st.builds(
    tree.Text,
    st.one_of(
        st.sampled_from(["", "Age", 'the "PaO2" ratio', "a\\b", "two\nlines", "# no comment", "{ braces )", "Größe"]),
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co"]), max_size=12),
    ),
).filter(lambda label: not hidden_characters(Source("label", label.text)))
bare_words = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_./:+\-]{0,6}", fullmatch=True)

numbers = st.from_regex(r"(0|[1-9][0-9]{0,3})(\.[0-9]{1,3})?", fullmatch=True)
unit_texts = st.sampled_from(
    ["a", "h", "mm[Hg]", "cm[H2O]", "10*9/L", "mg/dL", "mL/min/{1.73_m2}", "%", "/min", "1/min", "kg.m-2", "of", "code"]
)
units = st.builds(tree.Unit, unit_texts)
declared_units = st.one_of(units, st.just(tree.Unit("1")))
quantities = st.builds(tree.Quantity, numbers, st.none() | units)
signed_quantities = st.builds(tree.Quantity, numbers | numbers.map("-{}".format), st.none() | units)

timestamps = st.builds(
    tree.Timestamp,
    st.sampled_from(["2025-10", "2025-10-21", "2025-10-21T14:30", "2025-10-21T14:30:05.25+01:00", "2025-10-21T14:30Z"]),
)

_dates = st.builds(tree.Date, st.sampled_from(["2025-07-01", "2025-07-01T10:00", "2024-02-29T23:59:59"]))
_atoms: st.SearchStrategy[tree.Expr] = st.one_of(
    st.builds(tree.Name, names | dotted | st.sampled_from(STATEMENTS)),
    quantities,
    st.builds(tree.Truth, st.booleans()),
    _dates,
)


distances_of = st.sampled_from(["at least", "at most", "exactly"])


def _larger(part: st.SearchStrategy[tree.Expr]) -> st.SearchStrategy[tree.Expr]:
    several = st.lists(part, min_size=2, max_size=4).map(tuple)
    before_after = st.sampled_from(["before", "after"])
    distance = st.sampled_from(["at least", "at most", "more than", "less than"])
    member = st.builds(tree.Member, member_names, labels, part) | st.builds(tree.Member, st.none(), st.none(), part)
    members = st.lists(member, min_size=1, max_size=4).map(tuple)
    arm = st.builds(tree.Arm, part, part)
    other_arm = st.lists(st.builds(tree.Arm, st.none(), part), max_size=1)
    arms = st.builds(lambda a, b: (*a, *b), st.lists(arm, min_size=1, max_size=3), other_arm)
    options = st.lists(values, min_size=1, max_size=3).map(tuple)
    lengths = quantities | part
    stretches = st.one_of(
        st.builds(tree.Stretch, st.just("within"), lengths, st.sampled_from(["before", "after", "of"]), part),
        st.builds(tree.Stretch, distance, lengths, before_after, part),
        st.builds(tree.Stretch, st.sampled_from(["strictly", "at or"]), st.none(), before_after, part),
    )
    one_or_all = ["latest", "previous", "first", "lowest", "highest", "count", "sum", "mean", "any", "none", "all"]
    selected = {"stretch": st.none() | stretches, "where": st.none() | part, "have": st.none() | part}
    targets = st.builds(tree.Word, names | dotted)
    return st.one_of(
        st.builds(tree.Select, st.sampled_from(one_or_all), targets, st.none(), **selected),
        st.builds(tree.Select, distances_of, targets, st.sampled_from("0123"), **selected),
        st.builds(tree.Not, part),
        st.builds(tree.Negative, part),
        st.builds(tree.Logic, st.sampled_from(["and", "or"]), several),
        st.builds(tree.Implies, part, part),
        st.builds(tree.Arithmetic, st.sampled_from("+-*/"), part, part),
        st.builds(tree.Otherwise, several),
        st.builds(tree.Compare, st.sampled_from(["<", "<=", "=", "!=", ">=", ">"]), part, part),
        st.builds(tree.Between, part, part, part),
        st.builds(tree.OneOf, part, options, st.booleans()),
        st.builds(tree.OneOf, part, st.just(()), st.booleans(), words),
        st.builds(tree.IsKnown, part, st.booleans()),
        st.builds(tree.Group, st.sampled_from(["all", "any", "none"]), st.none(), members),
        st.builds(tree.Group, distances_of, st.sampled_from("0123"), members),
        st.builds(tree.If, part, part, st.none() | part),
        st.builds(tree.Case, arms),
        st.builds(tree.Extreme, st.sampled_from(["greatest", "least"]), several),
        st.builds(tree.Power, part, part),
        st.builds(tree.Logarithm, st.sampled_from(["ln", "log10"]), part),
        st.builds(tree.Window, part, st.just("within"), lengths, st.sampled_from(["before", "after", "of"]), part),
        st.builds(tree.Window, part, distance, lengths, before_after, part),
        st.builds(tree.Window, part, st.sampled_from(["strictly", "at or"]), st.none(), before_after, part),
        st.builds(tree.Lasting, part, distance, quantities),
        st.builds(tree.During, part, part),
        st.builds(tree.Elapsed, st.sampled_from(["years", "months", "weeks", "days", "hours", "minutes"]), part, part),
        st.builds(tree.InUnit, part, declared_units),
        st.builds(tree.EdgeOf, st.sampled_from(["start", "end"]), part),
    )


expressions: st.SearchStrategy[tree.Expr] = st.recursive(_atoms, _larger, max_leaves=12)

_numbered = st.builds(
    tree.ItemRef,
    st.sampled_from(["inclusion", "exclusion"]),
    st.sampled_from(["1", "3", "12a", "4.1"]),
)
_fields = st.builds(tree.ItemRef, st.just("field"), names)
_items = _numbered | _fields
_sources = st.none() | words.filter(lambda word: word.text not in _NO_SOURCES)
_origins = st.builds(lambda item, source: tree.ItemRef(item.kind, item.number, source), _items, _sources)
_codes = st.lists(
    st.builds(tree.Code, st.builds(tree.Word, bare_words), st.builds(tree.Text, bare_words) | labels), max_size=2
).map(tuple)


def _listed(element: st.SearchStrategy[object], least: int = 0, most: int = 3) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(element, min_size=least, max_size=most).map(tuple)


headers = st.builds(
    tree.Header,
    words,
    labels,
    _listed(st.builds(tree.Property, words, labels | st.builds(tree.Word, bare_words))),
)
source_docs = st.builds(
    tree.SourceDoc,
    words,
    labels,
    _listed(
        st.builds(tree.SourceItem, _items, labels, st.none() | labels, _listed(labels, most=2), _listed(labels, most=2))
    ),
)
_judges = st.none() | words
number_facts = st.builds(
    tree.Fact,
    st.just("number"),
    words,
    labels,
    unit=declared_units,
    plausible=st.none() | st.builds(tree.Plausible, signed_quantities, signed_quantities),
    precision=st.none() | quantities,
    molar_mass=st.none() | quantities,
    judged_by=_judges,
    codes=_codes,
    repeated=st.booleans(),
    value_sets=_listed(words, most=2),
)
_roles = {"attested_by": _judges, "about": _judges, "planned": st.booleans()}
ordered_facts = st.builds(
    tree.Fact,
    st.just("choice"),
    words,
    labels,
    options=_listed(values, least=2),
    ordered=st.just(True),
    **_roles,
)
choice_facts = st.builds(
    tree.Fact,
    st.just("choice"),
    words,
    labels,
    options=_listed(values, least=1),
    missing=st.none() | values,
    judged_by=_judges,
    codes=_codes,
    repeated=st.booleans(),
    value_sets=_listed(words, most=2),
)
flag_facts = st.builds(
    tree.Fact,
    st.just("flag"),
    words,
    labels,
    missing=st.none() | st.sampled_from([tree.Word("no"), tree.Word("yes")]),
    judged_by=_judges,
    codes=_codes,
    repeated=st.booleans(),
    value_sets=_listed(words, most=2),
)
other_facts = st.builds(
    tree.Fact,
    st.sampled_from(["moment", "period"]),
    words,
    labels,
    missing=st.none() | st.sampled_from([tree.Word("no"), tree.Word("yes")]),
    judged_by=_judges,
    codes=_codes,
    value_sets=_listed(words, most=2),
    **_roles,
)
defines = st.builds(tree.Define, words, labels, st.none() | declared_units, expressions, st.none() | labels)
facts_of_samples = st.builds(
    tree.Fact,
    st.just("number"),
    words,
    labels,
    unit=declared_units,
    repeated=st.just(True),
    codes=_codes,
    defines=st.lists(defines, min_size=1, max_size=2).map(tuple),
)
fields = number_facts | choice_facts | ordered_facts | flag_facts | other_facts
events = st.builds(
    tree.Fact,
    st.just("events"),
    words,
    labels,
    missing=st.none() | st.just(tree.Word("no")),
    judged_by=_judges,
    codes=_codes,
    fields=_listed(fields),
    defines=_listed(defines, most=2),
)
facts = fields | events | facts_of_samples
assumes = st.builds(tree.Assume, labels, expressions)
claims = st.builds(tree.Claim, labels, expressions)
criteria = st.builds(
    tree.Criterion,
    st.sampled_from(["include", "exclude"]),
    words,
    labels,
    _listed(_origins),
    expressions,
    unless=_listed(st.builds(tree.Unless, st.none() | labels, expressions), most=2),
    readings=_listed(labels, most=2),
    applies=st.none() | st.builds(tree.Applies, expressions),
)
_edges = timestamps | st.just(tree.Timestamp("2025"))
_periods = st.builds(tree.PeriodValue, _edges, st.none() | _edges)
_values = st.one_of(
    signed_quantities, st.builds(tree.Truth, st.booleans()), values, st.just(tree.Word("unknown")), timestamps, _periods
)
_samples = st.builds(tree.Sample, signed_quantities | st.builds(tree.Truth, st.booleans()) | values, timestamps)
_entries = st.builds(tree.Entry, _listed(st.builds(tree.Given, words, _values)))
patients = st.builds(
    tree.Patient,
    words,
    labels,
    st.none() | words,
    _listed(st.builds(tree.Given, words, _values | _samples | _entries), most=5),
)
named_lists = st.builds(tree.NamedList, words, labels, _listed(values, least=1, most=9))
_code_values = _listed(st.builds(tree.Text, bare_words) | labels, least=1)
value_sets = st.builds(
    tree.ValueSet,
    words,
    labels,
    _listed(
        st.builds(tree.CodesFrom, st.builds(tree.Word, bare_words), _code_values)
        | st.builds(tree.CodesFrom, st.builds(tree.Word, bare_words), _code_values, st.just(True), _code_values)
        | st.builds(tree.CodesFrom, st.builds(tree.Word, bare_words), _code_values, st.just(True)),
        least=1,
    ),
)
uses = st.builds(tree.UseFile, labels) | st.builds(tree.UseLibrary, words)
expects = st.builds(
    tree.Expect,
    words,
    st.sampled_from(["eligible", "ineligible", "undetermined"]),
    st.none() | _listed(words, least=1),
    st.none() | _listed(words, least=1),
)
statements: st.SearchStrategy[tree.Statement] = st.one_of(
    headers, source_docs, facts, defines, assumes, claims, criteria, patients, expects, named_lists, value_sets, uses
)
modules = st.builds(tree.Module, _listed(statements, most=6))
