"""What `eligo diff` says of two small protocols is what trying every cell of them says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from eligo.core.interpret import Interpreter, Verdict, outcome_of, verdict_of
from eligo.core.program import Program
from eligo.pipeline import compile_source
from eligo.publish.evaluator import evaluator
from eligo.source import Source
from eligo.verify.difference.report import Difference, difference

from .. import enumeration

HEADING = """protocol T "T" { version 1 }
number x "X" in mg/dL plausible 0 to 50
flag a "A"
flag b "B" missing means no
choice c "C" of low < middle < high
"""
ATOMS = [
    *(f"x {relation} {limit} mg/dL" for relation in ("<", "<=", ">", ">=") for limit in (10, 20)),
    *("x < 100 mg/L", "x is known", "a", "not a", "b", "c = low", "c >= middle", "c != high"),
]
_WORST_FIRST = [Verdict.INELIGIBLE, Verdict.UNDETERMINED, Verdict.ELIGIBLE]


def conditions() -> st.SearchStrategy[str]:
    atoms = st.sampled_from(ATOMS)
    both = st.tuples(atoms, st.sampled_from(["and", "or"]), atoms).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})")
    return atoms | both | both.map(lambda one: f"not ({one})")


def criteria() -> st.SearchStrategy[list[tuple[str, str, str]]]:
    one = st.tuples(st.sampled_from(["C0", "C1", "C2"]), st.sampled_from(["include", "exclude"]), conditions())
    return st.lists(one, min_size=1, max_size=3, unique_by=lambda criterion: criterion[0])


@st.composite
def amendments(draw: st.DrawFn) -> tuple[str, str]:
    """Two versions that have some criteria in common, perhaps under other names."""
    old, new = draw(criteria()), draw(criteria())
    kept = draw(st.lists(st.sampled_from(old), max_size=2, unique=True))
    taken = {name for name, _, _ in new}
    free = iter(sorted({"C0", "C1", "C2", "C3", "C4"} - taken))
    new += [(next(free), kind, condition) for _, kind, condition in kept]
    return text(old), text(draw(st.permutations(new)))


def text(some: list[tuple[str, str, str]]) -> str:
    words = {"include": "require", "exclude": "when"}
    return HEADING + "".join(f'{kind} {name} "{name}" {{ {words[kind]} {one} }}\n' for name, kind, one in some)


def program(source: str) -> Program:
    made, diagnostics = compile_source(Source("t.eligo", source))
    assert made is not None, [d.message for d in diagnostics]
    return made


def verdict(made: Program, seen: Interpreter) -> Verdict:
    return verdict_of({c.name: outcome_of(c.kind, seen.truths[c.name]) for c in made.criteria})


def effect_of(pairs: set[tuple[int, int]]) -> str:
    """What is said of ranks before and after, greater being better."""
    rises, falls = any(b > a for a, b in pairs), any(b < a for a, b in pairs)
    return "incomparable" if rises and falls else "looser" if rises else "stricter" if falls else "equivalent"


@settings(max_examples=25)
@given(amendments())
def test_the_difference_agrees_with_the_enumeration(versions: tuple[str, str]) -> None:
    old, new = map(program, versions)
    found = difference(old, new, lambda: (evaluator(old, "t_old"), evaluator(new, "t_new")))
    limits = program(HEADING + "".join(f'include L{i} "L" {{ require {one} }}\n' for i, one in enumerate(ATOMS)))
    cells = [record for record, _ in enumeration.everyone(limits)]
    everyone = [(Interpreter(old, record), Interpreter(new, record)) for record in cells]
    pairs = {(verdict(old, before), verdict(new, after)) for before, after in everyone}
    assert found.faults == ()
    assert {(s.cell.before, s.cell.after) for s in found.table if s.cell.patient is not None} == {
        (before.value, after.value) for before, after in pairs
    }
    assert [s.cell for s in found.table if s.cell.why or s.cell.entries] == []
    assert found.effect == effect_of({(_WORST_FIRST.index(one), _WORST_FIRST.index(other)) for one, other in pairs})
    check_criteria(old, new, found, everyone)


def check_criteria(
    old: Program, new: Program, found: Difference, everyone: list[tuple[Interpreter, Interpreter]]
) -> None:
    """Each criterion is told once on either side, with its effect."""
    assert [change.new for change in found.criteria if change.new] == [c.name for c in new.criteria]
    assert sorted(change.old for change in found.criteria if change.old) == sorted(c.name for c in old.criteria)
    for change in found.criteria:
        ranks = set()
        for sides in everyone:
            outcomes = []
            for made, name, seen in zip((old, new), (change.old, change.new), sides, strict=True):
                one = None if name is None else made.criterion[name]
                outcomes.append(2 if one is None else _rank(outcome_of(one.kind, seen.truths[one.name]).value))
            ranks.add((outcomes[0], outcomes[1]))
        assert change.effect == effect_of(ranks), change


def _rank(outcome: str) -> int:
    return ("failed", "unknown", "passed").index(outcome)
