"""The section of ``docs/benchmarks.md`` about the evaluator, from what was measured."""

from __future__ import annotations

from collections.abc import Mapping

IDIOMATIC = "idiomatic, from a mapping"
BY_HAND_JSON = "pydantic and hand-optimised, from JSON"
MAPPING, PATIENT, VALUES = "`screen` of a mapping", "`screen` of a `Patient`", "`screen_values`"
VERDICT, JSON = "`verdict` of a `Patient`", "`screen_json`"
TARGETS = {MAPPING: 3.0, PATIENT: 5.0, VALUES: 5.0, VERDICT: 7.0}
"""How many times as fast as the idiomatic function each is to be."""
JSON_TARGET = 1.15
IMPORT_TARGETS = (25, 120)
FORMS = ("pure", "compiled")

HEAD = """## The evaluator

The flagship's rule (36 facts, 12 criteria), a patient at a time, on one core, 15 % of the values missing. *Idiomatic* is
a hand-written function with None checks that returns every criterion's outcome; *hand-optimised* is the same as one
straight line of tests. Neither checks a type, a unit, a plausible range or the hour of a date; eligo does all of that. The
peers get patients flattened to numbers beforehand, and give the verdict alone; all agree on the verdicts of
10,000 patients before anything is timed.

eligo is measured in both of its forms: *pure* is the generated Python as it stands; *compiled* is what `pip install` of the
same distribution makes of it where there is a C compiler. The rows by hand and the peers are as they are installed.
"""

NOTES = """
A `Patient` is validated, and brought into the form that tests compare, when it is made: that is not in the times of `screen`
and `verdict` of a `Patient`, but has a line of its own. Every other line of eligo includes all checks. Reasons and needs
are worked out when they are asked for, and are in no line. The compiled form takes a mapping faster when its names stand in
the order of `FACTS`, as the rows of a table do; another order has a line of its own.
"""

BOUND = """
Where the pure form misses a target, look at the bound: with no check of anything, the hand-optimised function reaches
{mapping:.2f} times idiomatic from a mapping and {values:.2f} from values. Taking 36 values out of a mapping and telling
whether each is of its kind and plausible takes as long again as deciding, and neither form leaves a check out to be faster:
a true for a number, text, NaN, a wrong option, an implausible number or a moment with an offset ends exactly as the
definition of the language says. From JSON, the pure form pays for the strict reading of moments, and both for the objects
that a parser makes before anything is checked, and for two passes that find long decimals and names that stand twice.
"""

REPEAT = """
Repeat with `pip install -e .[dev,bench]` and `python -m tests.benchmarks.evaluator --write`, which installs the compiled form
into a temporary directory by itself.
"""


def page(best: Mapping[str, float], imports: Mapping[str, tuple[float, float]]) -> str:
    """The section.

    Args:
        best: microseconds a patient by the name of what was measured; eligo's names end in the form.
        imports: milliseconds to import the package and to import the model, by form.
    """
    base = best[IDIOMATIC]
    rows = [f"| {name} | {us:.2f} | {base / us:.2f} |" for name, us in best.items()]
    bound = BOUND.format(
        mapping=base / best["hand-optimised, from a mapping"], values=base / best["hand-optimised, from values"]
    )
    table = ["", "| | \N{MICRO SIGN}s a patient | times idiomatic |", "| --- | ---: | ---: |", *rows]
    targets = [
        "",
        "| | target | pure | compiled | met |",
        "| --- | --- | ---: | ---: | --- |",
        *_targets(best, imports),
    ]
    return "\n".join([HEAD.rstrip(), *table, NOTES.rstrip(), *targets, bound.rstrip(), REPEAT])


def _targets(best: Mapping[str, float], imports: Mapping[str, tuple[float, float]]) -> list[str]:
    rows = []
    for name, wanted in TARGETS.items():
        reached = [best[IDIOMATIC] / best[f"{name}, {form}"] for form in FORMS]
        rows.append(_row(name, f"{wanted:g} times idiomatic", reached, [ratio >= wanted for ratio in reached]))
    times = [best[f"{JSON}, {form}"] / best[BY_HAND_JSON] for form in FORMS]
    limit = f"at most {JSON_TARGET} of the time of {BY_HAND_JSON}"
    rows.append(_row(JSON, limit, times, [time <= JSON_TARGET for time in times]))
    for place, name in enumerate(("import of the package", "import with the `Patient` model")):
        taken = [imports[form][place] for form in FORMS]
        limit = f"under {IMPORT_TARGETS[place]} ms of processor time"
        rows.append(_row(name, limit, taken, [ms < IMPORT_TARGETS[place] for ms in taken], digits=0))
    return rows


def _row(name: str, wanted: str, reached: list[float], met: list[bool], digits: int = 2) -> str:
    words = "both" if all(met) else ", ".join(form for form, yes in zip(FORMS, met, strict=True) if yes) or "no"
    return f"| {name} | {wanted} | {' | '.join(f'{value:.{digits}f}' for value in reached)} | {words} |"
