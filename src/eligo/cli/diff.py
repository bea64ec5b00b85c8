"""``eligo diff``: what an amendment changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eligo.cli.console import tell, write, write_json
from eligo.cli.failure import CannotRun
from eligo.cli.main import CLEAN, FINDINGS
from eligo.cli.options import PATH, report_format, time_limits
from eligo.cli.revisions import program_at
from eligo.printable import printable

if TYPE_CHECKING:
    from eligo.core.program import Program
    from eligo.publish.evaluator import Outcomes
    from eligo.verify.difference.report import Difference

Counts = Counter[tuple[str, str]]
"""How many patients of a cohort have one verdict before and one after; ``rejected`` counts as one."""


@click.command("diff")
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
@click.option("--cohort", type=PATH, help="Also count the patients of this file whose verdict changes.")
@time_limits
@report_format("github")
def command(old: str, new: str, cohort: str | None, seconds: float, limit: float, form: str) -> int:
    """Say what an amendment changes: for whom the verdict, which criteria, and what of it is wording only.

    OLD and NEW are files, or files of a revision as git names them. Equivalent, stricter, looser or incomparable is
    proved for every patient; each pair of verdicts before and after that occurs is shown with a patient, who can be
    pasted into NEW.

    \b
    The last commit's effect     eligo diff HEAD~1:protocols/my_trial.eligo protocols/my_trial.eligo
    A review comment             eligo diff --format github old.eligo new.eligo

    Ends with 0 when no verdict and no criterion changes for anybody, 1 otherwise, 2 when a file has errors.
    """
    from eligo.publish.evaluator import evaluator
    from eligo.publish.proven import compared

    before, after = program_at(old, form), program_at(new, form)
    made: list[tuple[Outcomes, Outcomes]] = []

    def evaluators() -> tuple[Outcomes, Outcomes]:
        if not made:
            made.append((evaluator(before, "eligo_diff_old"), evaluator(after, "eligo_diff_new")))
        return made[0]

    found = compared(before, after, evaluators, seconds, limit)
    counts = None if cohort is None else _counted(cohort, (before, after), evaluators())
    if form == "json":
        write_json(_as_json(found, counts))
    else:
        from eligo.cli.amendment import markdown, text

        write(printable((markdown if form == "github" else text)(found, counts), keep="\n"))
    for cell in found.faults:
        tell(f"error[V516]: the patient for {cell} does not replay; this is a bug in eligo")
    same = found.effect == "equivalent" and all(change.effect == "equivalent" for change in found.criteria)
    return CLEAN if same and not found.faults else FINDINGS


def _counted(cohort: str, programs: tuple[Program, Program], evaluators: tuple[Outcomes, Outcomes]) -> Counts:
    """The verdicts of each patient of a file before and after."""
    sides = [_verdicts(cohort, *side) for side in zip(programs, evaluators, strict=True)]
    return Counter(zip(*sides, strict=True))


def _verdicts(cohort: str, program: Program, outcomes: Outcomes) -> Iterator[str]:
    from eligo.core.interpret import Outcome, verdict_of
    from eligo.core.reading import read_record
    from eligo.records.files import open_records
    from eligo.records.rows import RecordFileError

    try:
        with open_records(Path(cohort), program.facts) as records:
            for row in records:
                raw = None if row.raw is None else {n: v for n, v in row.raw.items() if n in program.fact}
                if raw is None or read_record(program.facts, raw).problems:
                    yield "rejected"
                else:
                    yield verdict_of({name: Outcome(one) for name, one in outcomes(raw).items()}).value
    except RecordFileError as problem:
        raise CannotRun(f"{cohort}: {problem}") from None


def _as_json(found: Difference, counts: Counts | None) -> dict[str, object]:
    return {
        "effect": found.effect,
        "verdicts": [
            {
                "before": shown.cell.before,
                "after": shown.cell.after,
                "patients": None if shown.cell.why else shown.cell.patient is not None,
                "patient": shown.text,
                "why": shown.cell.why,
            }
            for shown in found.table
        ],
        "criteria": [
            {"old": c.old, "new": c.new, "effect": c.effect, "words": list(c.words), "why": c.why, "entries": c.entries}
            for c in found.criteria
        ],
        "facts": {"added": list(found.facts_added), "removed": list(found.facts_removed), "unlike": list(found.unlike)},
        "declared": list(found.declared),
        "cohort": None
        if counts is None
        else [{"before": b, "after": a, "patients": number} for (b, a), number in sorted(counts.items())],
    }
