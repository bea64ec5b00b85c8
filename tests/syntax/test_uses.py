"""Files that a protocol uses: found below its folder, read once, reported under their own names."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path

import pytest

from eligo.core.interpret import evaluate
from eligo.core.reading import read_record
from eligo.diagnostics.model import Diagnostic, Severity
from eligo.diagnostics.render_json import as_json
from eligo.diagnostics.render_text import render_text
from eligo.pipeline import compile_source, examine
from eligo.source import Source
from eligo.syntax import uses
from eligo.syntax.files import read_source
from eligo.syntax.format import format_text

HEADER = 'protocol T "Trial" { version 1 }\n'
RULE = 'include I1 "One" { require age >= 18 a }\n'
AGE = 'number age "Age" in a\n'


def write(folder: Path, **files: str) -> None:
    """Files by their paths, ``__`` for ``/``; the protocol is ``trial``."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.eligo"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def found(folder: Path) -> list[Diagnostic]:
    """The errors in ``trial.eligo``."""
    path = folder / "trial.eligo"
    source, problems = read_source(path)
    assert source is not None, problems
    named = Source("protocols/trial.eligo", source.text)
    return [d for d in examine(named, path).diagnostics if d.severity is Severity.ERROR]


def places(diagnostics: list[Diagnostic]) -> list[tuple[str, str, int]]:
    """Code, file and line of each."""
    return [(d.code, d.source.name, d.source.place(d.span.start).line) for d in diagnostics if d.source]


def test_used_statements_become_part_of_the_protocol(tmp_path: Path) -> None:
    write(
        tmp_path,
        trial=f'{HEADER}use "shared/base.eligo"\ninclude I1 "One" {{ require adult and agent is one of strong }}\n',
        shared__base=f'{AGE}use "deeper/drugs.eligo"\ndefine adult "Adult" = age >= 18 a\n',
        shared__deeper__drugs='list strong "Strong" { x, y }\nchoice agent "Agent" of x, y, z codes drugs\n'
        'codes drugs "Drugs" from ATC J02AB\n',
    )
    assert found(tmp_path) == []
    program, _ = compile_source(read_source(tmp_path / "trial.eligo")[0], tmp_path / "trial.eligo")
    assert program is not None
    assert [fact.name for fact in program.facts] == ["screening", "age", "agent"]
    assert [named.name for named in program.lists] == ["strong"]
    assert [codes.name for codes in program.value_sets] == ["drugs"]


def test_what_is_not_needed_is_left_out_without_a_word(tmp_path: Path) -> None:
    write(
        tmp_path,
        trial=f'{HEADER}use "base.eligo"\ninclude I1 "One" {{ from inclusion 1 require double > 36 a }}\n'
        'source s "S" { inclusion 1 "Age" }\npatient p "P" { age 20 a  hand left }\nexpect p eligible\n',
        base=f'{AGE}number mass "Mass" in kg\nflag idle "Idle" codes none\ncodes none "None" from ATC J02AB\n'
        'choice hand "Hand" of left, right\nlist hands "Hands" { left, right }\n'
        'define double "Double" in a = age * 2\ndefine heavy "Heavy" = mass > 90 kg\n'
        'assume "Of what is needed": double > 0 a\nassume "Of what is not": heavy implies double > 1 a\n',
    )
    program, [warning] = compile_source(read_source(tmp_path / "trial.eligo")[0], tmp_path / "trial.eligo")
    assert (warning.code, warning.message) == ("W403", "the patient `p` has `hand`, which no rule needs")
    assert program is not None
    assert [fact.name for fact in program.facts] == ["screening", "age", "hand"]
    assert [definition.name for definition in program.definitions] == ["double"]
    assert [assumption.label for assumption in program.assumptions] == ["Of what is needed"]
    assert (program.lists, program.value_sets) == ((), ())


def test_circles_and_diamonds_read_each_file_once(tmp_path: Path) -> None:
    write(
        tmp_path,
        trial=f'{HEADER}use "a.eligo"\nuse "b.eligo"\nuse "./a.eligo"\n{RULE}',
        a='use "b.eligo"\nuse "a.eligo"\nuse "c.eligo"\n',
        b='use "a.eligo"\nuse "c.eligo"\nuse "trial.eligo"\n',
        c=AGE,
    )
    (tmp_path / "same.eligo").symlink_to("c.eligo")
    write(tmp_path, trial=f'{HEADER}use "a.eligo"\nuse "b.eligo"\nuse "same.eligo"\n{RULE}')
    assert found(tmp_path) == []


def test_errors_are_reported_in_the_file_that_holds_them(tmp_path: Path) -> None:
    write(
        tmp_path,
        trial=f'{HEADER}use "shared/a.eligo"\n{RULE}',
        shared__a=f'{AGE}use "b.eligo"\nnumber weight "Weight" in kgs\n',
        shared__b='\n\ndefine d "D" = nowhere + 1\nflag f "F"\ninclude I2 "Not here" { require yes }\n',
    )
    assert places(found(tmp_path)) == [
        ("E206", "protocols/shared/a.eligo", 3),
        ("E201", "protocols/shared/b.eligo", 3),
        ("E153", "protocols/shared/b.eligo", 5),
    ]


def test_syntax_errors_of_a_used_file_cause_no_others(tmp_path: Path) -> None:
    write(tmp_path, trial=f'{HEADER}use "a.eligo"\n{RULE}', a='# lost:\nnumber age "Age" in a plausible\n')
    assert places(found(tmp_path)) == [("E133", "protocols/a.eligo", 2)]


def test_a_label_in_another_file_is_shown_there(tmp_path: Path) -> None:
    write(
        tmp_path,
        trial=f'{HEADER}use "a.eligo"\nflag age "Of age"\ninclude I1 "One" {{ require age }}\n',
        a=f"# a comment\n{AGE}",
    )
    [problem] = found(tmp_path)
    assert render_text([problem]).splitlines()[:9] == [
        "error[E155]: `age` is declared otherwise in a used file: a flag here, a number there",
        " --> protocols/trial.eligo:3:6",
        "  |",
        '3 | flag age "Of age"',
        "  |      ^^^",
        "  |",
        " ::: protocols/a.eligo:2:8",
        "  |",
        '2 | number age "Age" in a',
    ]
    [label] = as_json([problem])[0]["labels"]
    assert (label["file"], label["range"]["start"]["line"]) == ("protocols/a.eligo", 2)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/etc/labs.eligo", "absolute"),
        ("../labs.eligo", "steps out"),
        ("shared/../labs.eligo", "steps out"),
        ("shared\\\\labs.eligo", "folders are separated by"),
        ("C:/labs.eligo", "folders are separated by"),
        ("labs.txt", "ends in `.eligo`"),
        ("", "ends in `.eligo`"),
        ("a\\tb.eligo", "cannot be seen"),
        ("linked.eligo", "leads out"),
        ("linked_folder/labs.eligo", "leads out"),
        ("missing.eligo", "there is no file `protocols/missing.eligo`"),
        ("a_folder.eligo", "is not a file"),
        ("pipe.eligo", "is not a file"),
        ("latin.eligo", "not UTF-8"),
        ("a" * 300 + ".eligo", "cannot be read"),
        ("loop.eligo", ""),
    ],
)
def test_paths_that_lead_nowhere(path: str, reason: str, tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "trial"
    write(outside, labs=AGE)
    write(folder, trial=f'{HEADER}use "{path}"\n{RULE}', shared__labs=AGE)
    (folder / "linked.eligo").symlink_to(outside / "labs.eligo")
    (folder / "linked_folder").symlink_to(outside)
    (folder / "a_folder.eligo").mkdir()
    (folder / "loop.eligo").symlink_to("loop.eligo")
    (folder / "latin.eligo").write_bytes(b'number age "Alter \xe4" in a\n')
    os.mkfifo(folder / "pipe.eligo")
    [problem] = found(folder)
    assert problem.code in ("E151", "E152")
    assert reason in problem.message
    assert places([problem]) == [(problem.code, "protocols/trial.eligo", 2)]
    assert str(tmp_path) not in problem.message


def test_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uses, "MAX_FILES", 2)
    names = ["a", "b", "c"]
    write(
        tmp_path, trial=HEADER + "".join(f'use "{n}.eligo"\n' for n in names) + AGE + RULE, **dict.fromkeys(names, "")
    )
    assert [d.message for d in found(tmp_path)] == ["a protocol uses 2 files at most"]
    monkeypatch.setattr(uses, "MAX_BYTES", 200)
    write(tmp_path, trial=f'{HEADER}use "a.eligo"\n{AGE}{RULE}', a="#" * 200)
    assert "is larger than" in found(tmp_path)[0].message


def test_a_text_without_a_file_has_the_library_alone() -> None:
    source = Source(
        "<stdin>", f'{HEADER}use library bmi\nuse "labs.eligo"\ninclude I1 "One" {{ require bmi < 40 kg/m2 }}\n'
    )
    [problem] = [d for d in examine(source).diagnostics if d.severity is Severity.ERROR]
    assert "can use the library alone" in problem.message


@pytest.mark.parametrize("order", [0, 1])
def test_the_protocols_own_declaration_counts(order: int, tmp_path: Path) -> None:
    own = 'number creatinine "Own" in umol/L plausible 1 to 4000 molar mass 113.12 g/mol\n'
    parts = [own, 'use "a.eligo"\nuse "b.eligo"\n']
    write(
        tmp_path,
        trial=HEADER + parts[order] + parts[1 - order] + 'include I1 "One" { require high and low }\n',
        a='number creatinine "A" in mg/dL\ndefine high "High" = creatinine > 2 mg/dL\n',
        b='number creatinine "B" in g/L\ndefine low "Low" = creatinine < 1 g/L\n',
    )
    program, diagnostics = compile_source(read_source(tmp_path / "trial.eligo")[0], tmp_path / "trial.eligo")
    assert program is not None, diagnostics
    assert program.fact["creatinine"].label == "Own"
    # 2 mg/dL and 1 g/L, divided by 113.12 g/mol, in the protocol's own umol/L
    limits = [program.definition[name].body.right.value for name in ("high", "low")]
    assert limits == [Fraction(20_000_000, 113_120), Fraction(1_000_000_000, 113_120)]


def test_of_two_used_files_the_first_counts(tmp_path: Path) -> None:
    write(
        tmp_path,
        trial=f'{HEADER}use "a.eligo"\nuse "b.eligo"\n{RULE}',
        a='number age "A" in a\n',
        b='number age "B" in mo\nnumber age "B again" in mo\n',
    )
    program, _ = compile_source(read_source(tmp_path / "trial.eligo")[0], tmp_path / "trial.eligo")
    assert program is not None
    assert program.fact["age"].label == "A"


def test_a_name_stands_once_in_one_file_and_for_one_thing_in_all(tmp_path: Path) -> None:
    write(
        tmp_path,
        trial=f'{HEADER}use "a.eligo"\ncodes age "Age" from SNOMED 1\n{RULE}flag x "X"\nflag x "X again"\n',
        a=AGE,
    )
    assert places(found(tmp_path)) == [("E202", "protocols/trial.eligo", 3), ("E202", "protocols/trial.eligo", 6)]


def test_lines_of_used_files_are_not_given_as_the_protocols(tmp_path: Path) -> None:
    write(tmp_path, trial=f'{HEADER}use "a.eligo"\n{RULE}', a=f"\n\n\n{AGE}")
    program, _ = compile_source(read_source(tmp_path / "trial.eligo")[0], tmp_path / "trial.eligo")
    assert program is not None
    assert program.fact["age"].line == 0
    assert program.criteria[0].line == 3


def test_a_file_is_laid_out_by_itself() -> None:
    text = 'use   "missing.eligo"\nuse library\n  nothing\n'
    assert format_text(Source("x", text))[0] == 'use "missing.eligo"\nuse library nothing\n'


def test_events_are_shared_with_what_their_entries_hold(tmp_path: Path) -> None:
    write(
        tmp_path,
        trial=f'{HEADER}use "drugs.eligo"\nexclude E1 "Inhibitor" {{ when any of doses where drug is one of strong }}\n',
        drugs='list strong "Strong" { x, y }\nlist weak "Weak" { z }\ncodes drugs "Drugs" from ATC J02AB\n'
        'events doses "Doses" { moment given "Given" choice drug "Drug" of x, y, z codes drugs number mg "Dose" in mg }\n'
        'events scans "Scans" { moment taken "Taken" }\n',
    )
    program, diagnostics = compile_source(read_source(tmp_path / "trial.eligo")[0], tmp_path / "trial.eligo")
    assert program is not None, diagnostics
    assert [d.code for d in diagnostics] == ["W401"]
    assert [fact.name for fact in program.facts] == ["screening", "doses"]
    assert [named.name for named in program.lists] == ["strong"]
    assert [codes.name for codes in program.value_sets] == ["drugs"]


@pytest.mark.parametrize(
    ("own", "difference"),
    [
        ('events doses "Doses" { moment given "G" number mg "M" in g flag late "L" }', None),
        ('events doses "Doses" { moment given "G" }', "there each entry has `mg`"),
        ('events doses "Doses" { moment given "G" number mg "M" in mL }', "`mg` is volume here, mass there"),
        ('moment doses "Doses"', "a moment here, events there"),
    ],
)
def test_events_are_declared_alike(own: str, difference: str | None, tmp_path: Path) -> None:
    write(
        tmp_path,
        trial=f'{HEADER}use "a.eligo"\n{own}\ninclude I1 "One" {{ require high }}\n',
        a='events doses "Doses" { moment given "G" number mg "M" in mg }\n'
        'define high "High" = any of doses where mg > 2 mg\n',
    )
    problems = [d for d in found(tmp_path) if d.code == "E155"]
    assert [difference in d.message for d in problems] == ([True] if difference else [])
    assert bool(found(tmp_path)) == bool(difference)


def test_a_value_called_like_a_fact_needs_no_fact(tmp_path: Path) -> None:
    write(
        tmp_path,
        trial=f'{HEADER}use "a.eligo"\nlist own "Own" {{ low }}\n'
        'include I1 "One" { require hand = low or hand is one of own or hand is one of { low } }\n',
        a='choice hand "Hand" of low, high\nflag low "Low"\nflag high "High"\n',
    )
    program, diagnostics = compile_source(read_source(tmp_path / "trial.eligo")[0], tmp_path / "trial.eligo")
    assert program is not None, diagnostics
    assert [fact.name for fact in program.facts] == ["screening", "hand"]


@pytest.mark.parametrize(
    ("own", "difference"),
    [
        ('define age "Age" in a = years from born to screening', None),
        ('define age "Age" in mo = months from born to screening', None),
        ('define age "Age" in a = grown otherwise 3 a', "depends on itself"),
        ('define age "Age" = 3', "pure number here, time there"),
        ('define age "Age" = born before screening', "a condition here, a number there"),
        ('number age "Age" in mo repeated', None),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_protocol_defines_what_a_used_file_asks_for(
    own: str, difference: str | None, first: bool, tmp_path: Path
) -> None:
    use = 'use "a.eligo"\n'
    lines = f"{own}\n{use}" if first else f"{use}{own}\n"
    write(
        tmp_path,
        trial=f'{HEADER}moment born "Born"\n{lines}include I1 "One" {{ require grown > 2 a }}\n',
        a='number age "Age" in a\ndefine grown "Grown" = age + 1 a\n',
    )
    problems = [d for d in found(tmp_path) if d.severity is Severity.ERROR]
    assert [difference in d.message for d in problems] == ([True] if difference else [])


def test_a_used_formula_takes_the_latest_value_of_what_is_repeated_in_the_protocol(tmp_path: Path) -> None:
    write(
        tmp_path,
        trial=f'{HEADER}use library bmi\nnumber weight "Weight at each visit" in kg  repeated\n'
        'moment born "Born"\ndefine height "Height" in cm = 170 cm\n'
        'include I1 "One" { require bmi < 30 kg/m2 }\n'
        'include I2 "Two" { require latest of weight < first of weight and years from born to screening > 2 a }\n',
    )
    program, diagnostics = compile_source(read_source(tmp_path / "trial.eligo")[0], tmp_path / "trial.eligo")
    assert program is not None, diagnostics
    assert [fact.name for fact in program.facts] == ["screening", "weight", "born"]
    samples = [{"value": 90, "time": "2025-01-01"}, {"value": 80, "time": "2025-02-01"}]
    reading = read_record(program.facts, {"screening": "2025-03-01", "weight": samples, "born": "2000-01-01"})
    outcomes = evaluate(program, reading.values).outcomes
    assert [outcome.value for outcome in outcomes.values()] == ["passed", "passed"]  # 27.7 kg/m2 at 80 kg, 31.1 at 90
