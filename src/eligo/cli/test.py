"""``eligo test``: do the patients written in a protocol come out as their author expects?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from eligo.cli.console import tell, write, write_json
from eligo.cli.findings import counted
from eligo.cli.main import CLEAN, FINDINGS
from eligo.cli.options import files as files_argument
from eligo.cli.options import report_format
from eligo.cli.protocols import program_of
from eligo.printable import printable

if TYPE_CHECKING:
    from eligo.vignettes import VignetteResult


@click.command("test")
@files_argument
@report_format()
def command(files: tuple[str, ...], form: str) -> int:
    """Check that the patients written in a protocol come out as their author expects.

    Every "expect" is tried: the verdict, the criteria after "because", the facts after "needing", and that the patient
    refutes no claim. Each disagreement is shown with what the protocol says of that patient.

    \b
    Try the patients of a protocol   eligo test protocols/my_trial.eligo

    Ends with 0 when all agree, 1 when one does not, 2 when a protocol has errors.
    """
    from eligo.vignettes import try_vignettes

    programs = [(file, program_of(file, form)) for file in files]
    tried = [(file, result) for file, program in programs for result in try_vignettes(program)]
    apart = [result for _, result in tried if result.disagreements]
    if form == "json":
        write_json({"vignettes": [_as_json(file, result) for file, result in tried]})
    else:
        for file, result in tried:
            if result.disagreements:
                write(_as_text(file, result))
            else:
                _tell_implausible(file, result)
    patients = counted(len(tried), "expectation")
    if not tried:
        tell("there is no `expect` to try")
    else:
        tell(f"{len(apart)} of {patients} not met" if apart else f"{patients} met")
    return FINDINGS if apart else CLEAN


def _tell_implausible(file: str, result: VignetteResult) -> None:
    """What was not used of a patient that comes out as expected all the same: perhaps not for the reason meant."""
    for sentence in result.implausible:
        tell(f"note: {file}:{result.expected.line}: patient {result.vignette.name}: {sentence}")


def _as_text(file: str, result: VignetteResult) -> str:
    lines = [
        f'{printable(file)}:{result.expected.line}: patient {result.vignette.name} "{printable(result.vignette.label)}"'
    ]
    lines += [f"    {printable(sentence)}" for sentence in (*result.disagreements, *result.implausible)]
    return "\n".join(lines) + "\n"


def _as_json(file: str, result: VignetteResult) -> dict[str, object]:
    expected = result.expected
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
    }
