"""Showing how many mistakes a test suite notices, and those that it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligo.cli.findings import counted
from eligo.printable import printable

if TYPE_CHECKING:
    from eligo.publish.mutation import Score, Survivor


def score_line(file: str, score: Score) -> str:
    """The score in one sentence, with its exact denominator."""
    killed, total = sum(score.killed.values()), score.total
    share = f" ({100 * killed / total:.1f} %)" if total else ""
    equal = sum(score.equivalent.values())
    proven = f"; {equal} more proven to change nothing" if equal else ""
    return (
        f"{printable(file)}: {killed} of {counted(total, 'mutant')} noticed{share}{proven},"
        f" by {counted(score.vectors, 'patient')} of the generated suite"
    )


def survivors_text(file: str, score: Score) -> str:
    """Every mistake that goes unnoticed: its place, and a patient who tells it apart."""
    return "".join(survivor_text(file, survivor) for survivor in score.survivors)


def survivor_text(file: str, survivor: Survivor) -> str:
    """One of them."""
    mutant = survivor.mutant
    lines = [
        f"{printable(file)}:{mutant.line}: {mutant.where}: {printable(mutant.what)} ({mutant.kind}) goes unnoticed",
        *_told(survivor),
    ]
    return "\n".join(lines) + "\n"


def _told(survivor: Survivor) -> list[str]:
    if not survivor.patient:
        return ["    no distinguishing patient found; not proven to change nothing either"]
    return ["    this patient tells it apart:", *(f"    {printable(line)}" for line in survivor.patient.splitlines())]


def score_json(file: str, score: Score) -> dict[str, object]:
    """The same for programs."""
    return {
        "file": file,
        "mutants": sum(score.made.values()),
        "noticed": sum(score.killed.values()),
        "equivalent": sum(score.equivalent.values()),
        "kinds": {
            kind: {
                "mutants": count,
                "noticed": score.killed.get(kind, 0),
                "equivalent": score.equivalent.get(kind, 0),
            }
            for kind, count in score.made.items()
        },
        "survivors": [
            {
                "line": survivor.mutant.line,
                "where": survivor.mutant.where,
                "kind": survivor.mutant.kind,
                "what": survivor.mutant.what,
                "patient": survivor.patient or None,
            }
            for survivor in score.survivors
        ],
    }
