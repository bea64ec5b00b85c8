"""An amendment's effect in words: for the terminal, and as the comment of a review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from eligo.cli.console import columns
from eligo.cli.findings import counted

if TYPE_CHECKING:
    from eligo.verify.difference.criteria import Change
    from eligo.verify.difference.report import Difference, Shown

Counts = Counter[tuple[str, str]]
_VERDICTS = ("eligible", "undetermined", "ineligible")
_OVERALL = {
    "equivalent": "Equivalent: nobody's verdict changes.",
    "stricter": "Stricter: nobody comes out better than before, and somebody worse.",
    "looser": "Looser: nobody comes out worse than before, and somebody better.",
    "incomparable": "Incomparable: somebody comes out better than before, and somebody worse.",
    "undecided": "Not decided.",
}


def text(found: Difference, counts: Counts | None) -> str:
    """For the terminal."""
    lines = [_OVERALL[found.effect], *_cannot(found), ""]
    if found.table:
        lines += [columns([["before \\ after", *_VERDICTS], *_rows(found)], [False] * 4)]
    lines += [*map(_criterion, _touched(found)), *_facts(found)]
    if found.table and not list(_touched(found)):
        lines.append("no criterion changes")
    if counts is not None:
        lines += ["", *_cohort(counts)]
    for said, some in _patients(found):
        lines += ["", f"# {said}"]
        lines += [line for shown in some for line in ("", _pasted(shown))]
    return "\n".join(lines) + "\n"


def markdown(found: Difference, counts: Counts | None) -> str:
    """For a review on GitHub. What a protocol says stands in code, where no mark-up means anything."""
    lines = [f"**{_OVERALL[found.effect]}**", *_cannot(found), ""]
    if found.table:
        lines += [f"| before \\ after | {' | '.join(_VERDICTS)} |", "|---|---|---|---|"]
        lines += [f"| {' | '.join(row)} |" for row in _rows(found)] + [""]
    lines += [f"- {_criterion(change, '`')}" for change in _touched(found)]
    lines += [f"- {line}" for line in _facts(found)]
    if counts is not None:
        lines += ["", *(f"- {line}" for line in _cohort(counts))]
    for said, some in _patients(found):
        lines += ["", f"{said}:"]
        for shown in some:
            block = ["```", _pasted(shown).replace("```", "'''"), "```"]
            lines += ["", f"<details><summary>{shown.cell.said}</summary>", "", *block, "", "</details>"]
    return "\n".join(lines) + "\n"


def _cannot(found: Difference) -> list[str]:
    if found.unlike:
        names = ", ".join(found.unlike)
        return [f"The two declare facts of one name that no record holds for both: {names}. Nothing can be compared."]
    why = dict.fromkeys(shown.cell.why for shown in found.table if shown.cell.why)
    bounds = [shown.cell.entries for shown in found.table if shown.cell.entries is not None]
    bounded = [f"Shown for lists of up to {max(bounds)} entries."] if bounds else []
    return [*(f"Not decided for some: {reason}." for reason in why), *bounded]


def _rows(found: Difference) -> list[list[str]]:
    shown = {(one.cell.before, one.cell.after): one for one in found.table}
    rows = []
    for before in _VERDICTS:
        row = [before]
        for after in _VERDICTS:
            cell = shown[before, after].cell  # type: ignore[index]  # the nine are there
            row.append("somebody" if cell.patient is not None else "not decided" if cell.why else "nobody")
        rows.append(row)
    return rows


def _patients(found: Difference) -> Iterator[tuple[str, list[Shown]]]:
    """The patients of the table's cells: first those for whom something changes, whom a reviewer looks for."""
    there = [shown for shown in found.table if shown.cell.patient is not None]
    for said, changed in (("Patients whose verdict changes", True), ("Patients whose verdict stays", False)):
        some = [shown for shown in there if shown.cell.changed is changed]
        if some:
            yield said, some


def _pasted(shown: Shown) -> str:
    return (shown.text or f"# {shown.cell.said}: a patient with values that the language cannot write").rstrip()


def _touched(found: Difference) -> Iterator[Change]:
    return (change for change in found.criteria if not change.untouched)


def _criterion(change: Change, quote: str = "") -> str:
    """What became of one criterion."""
    old, new = (f"{quote}{name}{quote}" for name in (change.old, change.new))
    if change.old is None or change.new is None:
        came = f"{new} is new" if change.old is None else f"{old} is gone"
        idle = "; it keeps nobody out" if change.old is None else "; it kept nobody out"
        unsure = f"; whether it matters is not decided: {change.why}" if change.why else ""
        return came + unsure + (idle if change.effect == "equivalent" else "")
    name = f"{old}, now {new}," if change.renamed else new
    words = f" ({', '.join(change.words)})" if change.words else ""
    words += f", for lists of up to {change.entries} entries" if change.entries is not None else ""
    if change.effect == "equivalent":
        said = "means the same; only words changed" if change.words else "means the same"
        return f"{name} {said}{words}"
    if change.effect == "undecided":
        return f"{name} is not decided: {change.why}"
    if change.effect == "incomparable":
        return f"{name} is stricter for some and looser for others{words}"
    return f"{name} is {change.effect}{words}"


def _facts(found: Difference) -> list[str]:
    lines = []
    if found.facts_added:
        lines.append(f"new facts: {', '.join(found.facts_added)}")
    if found.facts_removed:
        lines.append(f"facts no longer declared: {', '.join(found.facts_removed)}")
    lines += found.declared
    return lines


def _cohort(counts: Counts) -> list[str]:
    everyone = sum(counts.values())
    changed = sum(number for (before, after), number in counts.items() if before != after)
    lines = [f"of {counted(everyone, 'patient')} of the cohort {changed:,} change their verdict"]
    lines += [
        f"{number:,} from {before} to {after}" for (before, after), number in sorted(counts.items()) if before != after
    ]
    return lines
