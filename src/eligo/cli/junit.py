"""Test results as JUnit XML, which continuous integration servers show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from eligo.cli.survivors import score_line, survivors_text
from eligo.printable import printable

if TYPE_CHECKING:
    from eligo.cli.failure import CannotRun
    from eligo.publish.mutation import Score
    from eligo.vignettes import VignetteResult


def junit(
    tried: list[tuple[str, VignetteResult]], scores: list[tuple[str, Score]], reached: Mapping[str, str] | None = None
) -> str:
    """A suite for each protocol: a case for each expectation and, when they were made, one for its mutants.

    Args:
        reached: by file, what the protocol's patients reach, to be shown as what the suite wrote.
    """
    reached = reached or {}
    files = dict.fromkeys([*reached, *(file for file, _ in scores), *(file for file, _ in tried)])
    suites = [
        _suite(
            file,
            [result for name, result in tried if name == file],
            [score for name, score in scores if name == file],
            reached.get(file, ""),
        )
        for file in files
    ]
    return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n' + "".join(suites) + "</testsuites>\n"


def refusal(file: str, refused: CannotRun) -> str:
    """The suite of a protocol that cannot be tested: one case, with the errors in it."""
    from eligo.diagnostics.render_text import render_text

    told = escape(printable(render_text(refused.diagnostics), keep="\n"))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n'
        f'  <testsuite name={_attribute(file)} tests="1" failures="0" errors="1">\n'
        f'    <testcase classname={_attribute(file)} name="the protocol has no errors">\n'
        f"      <error message={_attribute(refused.message)}>{told}</error>\n"
        "    </testcase>\n  </testsuite>\n</testsuites>\n"
    )


def _suite(file: str, results: list[VignetteResult], scores: list[Score], reached: str) -> str:
    cases = [_case(file, result) for result in results] + [_mutants(file, score) for score in scores]
    failures = sum(bool(r.disagreements) for r in results) + sum(bool(s.survivors) for s in scores)
    head = f"  <testsuite name={_attribute(file)} tests={_attribute(len(cases))} failures={_attribute(failures)}>\n"
    return head + "".join(cases) + _written(reached, "    ") + "  </testsuite>\n"


def _case(file: str, result: VignetteResult) -> str:
    name = f"{result.vignette.name} {result.expected.verdict}"
    told = list(result.disagreements)
    if told and result.departure is not None:
        told.append(f"first, {result.departure}")
    if told:
        told += result.whole.splitlines()
    return _testcase(file, result.expected.line, name, "\n".join(told))


def _mutants(file: str, score: Score) -> str:
    return _testcase(file, 1, "every mutant is noticed", survivors_text(file, score), score_line(file, score) + "\n")


def _testcase(file: str, line: int, name: str, failure: str, said: str = "") -> str:
    place = f"file={_attribute(file)} line={_attribute(line)}"
    head = f"    <testcase classname={_attribute(file)} name={_attribute(name)} {place}"
    inside = ""
    if failure:
        body = escape(printable(failure, keep="\n"))
        inside += f"      <failure message={_attribute(failure.splitlines()[0])}>{body}</failure>\n"
    inside += _written(said, "      ")
    return f"{head}>\n{inside}    </testcase>\n" if inside else f"{head}/>\n"


def _written(text: str, indent: str) -> str:
    return "".join((indent, "<system-out>", escape(printable(text, keep="\n")), "</system-out>\n")) if text else ""


def _attribute(value: object) -> str:
    return quoteattr(printable(str(value)))
