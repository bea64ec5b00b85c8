"""``eligo test``: do the patients written in a protocol come out as their author expects, and what do they try?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from eligo.cli.console import tell, write, write_json
from eligo.cli.failure import CannotRun
from eligo.cli.findings import counted
from eligo.cli.main import CLEAN, FINDINGS
from eligo.cli.options import files as files_argument
from eligo.cli.options import report_format
from eligo.cli.protocols import program_of
from eligo.printable import printable

if TYPE_CHECKING:
    from eligo.core.program import Program
    from eligo.publish.mutation import Score
    from eligo.vignettes import VignetteResult


@click.command("test")
@files_argument
@click.option("--mutants", is_flag=True, help="Measure the generated suite: does it notice every single mistake?")
@click.option(
    "--coverage", "covered", is_flag=True, help="Show what the patients reach of each criterion and condition."
)
@report_format("junit")
def command(files: tuple[str, ...], mutants: bool, covered: bool, form: str) -> int:
    """Check that the patients written in a protocol come out as their author expects.

    Every "expect" is tried: the verdict, the criteria after "because", the facts after "needing", and that the patient
    refutes no claim. Each disagreement is shown with what the protocol says of that patient, and the first condition
    that departs from what is expected.

    With --mutants the protocol is made wrong in every single place, one at a time, and compiled; the patients of its
    generated test suite are to notice each. A mistake that none notices is shown with a patient who tells it apart.

    \b
    Try the patients of a protocol   eligo test protocols/my_trial.eligo
    What do they try?                eligo test --coverage protocols/my_trial.eligo
    How good is the whole suite?     eligo test --mutants protocols/my_trial.eligo

    Ends with 0 when all agree and no mistake goes unnoticed, 1 otherwise, 2 when a protocol has errors.
    """
    from eligo.vignettes import try_vignettes

    programs = [(file, _program(file, form)) for file in files]
    tried = [(file, result) for file, program in programs for result in try_vignettes(program)]
    scores = [(file, _score(file, program)) for file, program in programs] if mutants else []
    if form == "json":
        write_json(_report(programs, tried, scores, covered))
    elif form == "junit":
        from eligo.cli.junit import junit
        from eligo.cli.reached import reached_text

        reached = {file: reached_text(file, program) for file, program in programs} if covered else {}
        write(junit(tried, scores, reached))
    else:
        _show(programs, tried, scores, covered)
    return FINDINGS if _apart(tried) or any(score.survivors for _, score in scores) else CLEAN


def _program(file: str, form: str) -> Program:
    try:
        return program_of(file, form)
    except CannotRun as refused:
        if form == "junit":
            from eligo.cli.junit import refusal

            write(refusal(file, refused))
        raise


def _apart(tried: list[tuple[str, VignetteResult]]) -> list[VignetteResult]:
    return [result for _, result in tried if result.disagreements]


def _score(file: str, program: Program) -> Score:
    import sys

    from eligo.cli.console import coloured
    from eligo.publish.mutation import mutation_score

    if not coloured(sys.stderr):
        return mutation_score(program)
    with click.progressbar(length=0, label=f"mutants of {printable(file)}", file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        return mutation_score(program, progress)


def _report(
    programs: list[tuple[str, Program]],
    tried: list[tuple[str, VignetteResult]],
    scores: list[tuple[str, Score]],
    covered: bool,
) -> dict[str, object]:
    found: dict[str, object] = {"vignettes": [_as_json(file, result) for file, result in tried]}
    if covered:
        from eligo.cli.reached import reached_json

        found["coverage"] = [reached_json(file, program) for file, program in programs]
    if scores:
        from eligo.cli.survivors import score_json

        found["mutants"] = [score_json(file, score) for file, score in scores]
    return found


def _show(
    programs: list[tuple[str, Program]],
    tried: list[tuple[str, VignetteResult]],
    scores: list[tuple[str, Score]],
    covered: bool,
) -> None:
    for file, result in tried:
        if result.disagreements:
            write(_as_text(file, result))
        else:
            _tell_implausible(file, result)
    if covered:
        from eligo.cli.reached import reached_text

        for file, program in programs:
            write(reached_text(file, program))
    apart, patients = _apart(tried), counted(len(tried), "expectation")
    if not tried:
        tell("there is no `expect` to try")
    else:
        tell(f"{len(apart)} of {patients} not met" if apart else f"{patients} met")
    if scores:
        from eligo.cli.survivors import score_line, survivors_text

        for file, score in scores:
            write(survivors_text(file, score))
            tell(score_line(file, score))


def _tell_implausible(file: str, result: VignetteResult) -> None:
    """What was not used of a patient that comes out as expected all the same: perhaps not for the reason meant."""
    for sentence in result.implausible:
        tell(f"note: {file}:{result.expected.line}: patient {result.vignette.name}: {sentence}")


def _as_text(file: str, result: VignetteResult) -> str:
    lines = [
        f'{printable(file)}:{result.expected.line}: patient {result.vignette.name} "{printable(result.vignette.label)}"'
    ]
    departure = [f"first, {result.departure}"] if result.departure is not None else []
    lines += [f"    {printable(sentence)}" for sentence in (*result.disagreements, *departure, *result.implausible)]
    lines += [f"    {printable(line)}" for line in result.whole.splitlines()]
    return "\n".join(lines) + "\n"


def _as_json(file: str, result: VignetteResult) -> dict[str, object]:
    expected, departure = result.expected, result.departure
    return {
        "file": file,
        "line": expected.line,
        "patient": result.vignette.name,
        "label": result.vignette.label,
        "expected": {
            "verdict": expected.verdict,
            "because": None if expected.because is None else list(expected.because),
            "needing": None if expected.needing is None else list(expected.needing),
        },
        "found": {
            "verdict": None if result.verdict is None else result.verdict.value,
            "criteria": {name: outcome.value for name, outcome in result.outcomes.items()},
            "needs": list(result.needed),
            "problems": list(result.problems),
            "implausible": list(result.implausible),
        },
        "disagreements": list(result.disagreements),
        "whole": result.whole if result.disagreements else None,
        "departure": None
        if departure is None
        else {
            "criterion": departure.criterion,
            "outcome": departure.outcome.value,
            "conditions": [
                {"line": one.line, "condition": one.condition, "truth": one.truth.value} for one in departure.conditions
            ],
        },
    }
