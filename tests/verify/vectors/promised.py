"""What the rows of a suite show of each condition, found out from the rows alone: by definition, one pair at a time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from eligo.core import nodes as n
from eligo.core.excerpt import excerpt
from eligo.core.interpret import Interpreter, Record
from eligo.core.phrases import text_of
from eligo.core.program import Criterion, Program
from eligo.core.reading import read_record
from eligo.core.reads import Reads
from eligo.core.truth import FALSE, TRUE, UNKNOWN, Truth
from eligo.core.vectors import Evidence, Gap, Vector
from eligo.core.words import Wording
from eligo.verify.answers import Proof
from eligo.verify.patients import replayed
from eligo.verify.questions import Question, Wanted
from eligo.verify.session import entries_tried
from eligo.verify.solver.ask import Solver
from eligo.verify.vectors.hanging import Shown, shown_of
from eligo.verify.vectors.sites import sites

TRUTHS = frozenset((TRUE, FALSE, UNKNOWN))


def not_shown(program: Program, evidence: Evidence) -> Iterator[Gap]:
    """What is promised of the rows of each criterion and does not hold of them."""
    vignettes = {vignette.name: dict(vignette.raw) for vignette in program.vignettes}
    reads = Reads(program)
    for criterion in program.criteria:
        own = [vector for vector in evidence.vectors if vector.subject == criterion.name]
        given = [_given(vignettes.get(vector.patient, {}), vector) for vector in own]
        for atom in dict.fromkeys(site.atom for site in sites(program, criterion.condition)):
            words = text_of(Wording(program).inline(atom))
            shown = _shown(program, criterion, atom, given, reads.of(atom))
            if not any({one, other} == {TRUE, FALSE} for one, other in shown):
                yield Gap(criterion.name, "pair", words)
            if not any((one is UNKNOWN) is not (other is UNKNOWN) for one, other in shown) and _may_be_unknown(
                program, atom
            ):
                yield Gap(criterion.name, "unknown", words)
        if not any((vector.failed, vector.unknown) == ((criterion.name,), ()) for vector in own):
            yield Gap(criterion.name, "alone")


def proven(program: Program, gap: Gap) -> bool:
    """Whether the solver proves that no patient with short lists could close a gap of a condition."""
    conditions = shown_of(program, Reads(program), program.criterion[gap.criterion].condition)
    (shown,) = (one for atom, one in conditions.items() if text_of(Wording(program).inline(atom)) == gap.condition)
    lacking = {"pair": (TRUE, FALSE), "unknown": (UNKNOWN,)}[gap.lacking]
    return any(all(_nobody(program, question) for question in _hanging(shown, truth)) for truth in lacking)


def _hanging(shown: Shown, truth: Truth) -> Iterator[Question]:
    """Is there a patient with a condition of this truth, of whom the criterion hangs on it?"""
    for held in TRUTHS:
        yield (
            Wanted(shown.atom, frozenset((truth,))),
            Wanted(shown.held, frozenset((held,))),
            Wanted(shown.denied, TRUTHS - {held}),
        )


def _nobody(program: Program, question: Question) -> bool:
    entries = max(2, entries_tried(program))
    solver = Solver(program, entries, 3600.0, effort=20_000_000, moments="by date")
    return isinstance(solver.ask(question, lambda raw: replayed(program, raw, question), named=False), Proof)


def _given(vignette: dict[str, object], vector: Vector) -> dict[str, object]:
    return {name: value for name, value in {**vignette, **dict(vector.change)}.items() if value is not None}


def _may_be_unknown(program: Program, atom: n.Condition) -> bool:
    if isinstance(atom, n.Flag | n.Is):
        return program.fact[atom.fact].missing is None
    return not isinstance(atom, n.Known)


def _shown(
    program: Program, criterion: Criterion, atom: n.Condition, given: list[dict[str, object]], reads: frozenset[str]
) -> set[tuple[Truth, Truth]]:
    """What a condition is in two patients who differ in its facts alone, hang on it, and are answered differently."""
    own = excerpt(program, [criterion.condition])
    hanging = []
    for record in given:
        values = read_record(program.facts, record).values
        if _Supposing(own, values, atom, TRUE).truth(criterion.condition) is not _Supposing(
            own, values, atom, FALSE
        ).truth(criterion.condition):
            seen = Interpreter(own, values)
            rest = {name: value for name, value in record.items() if name not in reads}
            hanging.append((rest, seen.truth(atom), seen.truth(criterion.condition)))
    return {
        (one, other)
        for (rest, one, outcome), (same, other, another) in combinations(hanging, 2)
        if outcome is not another and rest == same
    }


class _Supposing(Interpreter):
    """A patient of whom a condition is taken to be something, wherever it stands."""

    def __init__(self, program: Program, record: Record, atom: n.Condition, supposed: Truth) -> None:
        self._atom, self._supposed = atom, supposed
        super().__init__(program, record)

    def truth(self, node: n.Condition) -> Truth:
        return self._supposed if node == self._atom else super().truth(node)
