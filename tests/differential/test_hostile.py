"""Protocols that were written to break a compiler end in diagnostics or work: no traceback, no hang, no code, no markup.

Everything runs in processes of its own, so that what never ends is stopped and told.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 900
"""Seconds until a process counts as hanging; all of them together take less than a tenth."""

FACTS = """
number x "X" in kg  plausible 1 to 1000
number y "Y" in kg  plausible 1 to 1000
number z "Z" in 1
flag a "A"
flag b "B"
moment m "M"
"""
HEADER = f'protocol T1 "Test" {{ version 1 }}\n{FACTS}'


def require(condition: str) -> str:
    return f'{HEADER}\ninclude I1 "One" {{ require {condition} }}\n'


def chain(first: str, step: str, length: int, condition: str = "{0}") -> str:
    """Definitions, each made from the one before: ``{0}`` in ``step`` and in the criterion's condition."""
    lines = [f'define d0 "D" = {first}']
    lines += [f'define d{i} "D" = {step.format(f"d{i - 1}")}' for i in range(1, length)]
    criterion = condition.format(f"d{length - 1}")
    return "\n".join([HEADER, *lines, f'include I1 "One" {{ require {criterion} }}'])


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=PATIENCE
    )
    assert done.returncode >= 0, f"killed by signal {-done.returncode} after {done.stdout}"
    for sign in ("Traceback", "report it"):
        assert sign not in done.stderr, done.stdout[-3000:] + done.stderr[-3000:]
    return done


def check(cases: list[tuple[str, str, str]], folder: Path) -> None:
    """Cases of a name, a text and how it ends."""
    file = folder / "cases.json"
    file.write_text(json.dumps([(name, text) for name, text, _ in cases]), encoding="utf-8")
    done = run(["-m", "tests.differential.exercise", str(file)], folder)
    assert done.stdout.splitlines() == [f"{name} {end}" for name, _, end in cases]


def long(wide: int, deep: int) -> list[tuple[str, str, str]]:
    """Conditions of many parts, and chains of names; ``deep`` is to be more than Python's stack is."""
    items, links = range(wide), range(deep)
    return [
        ("and", require(" and ".join(["a"] * wide)), "works"),
        ("or", require(" or ".join(["a", "b"] * wide)), "works"),
        ("thresholds", require(" or ".join(f"x > {i % 900 + 1}.{i} kg" for i in items)), "works"),
        ("otherwise", require(" otherwise ".join(["x", "y"] * wide) + " > 3 kg"), "works"),
        ("group", require(f"at least {wide} of {{ {', '.join(['a', 'b'] * wide)} }}"), "works"),
        ("members", require("at least 2 of {\n" + "\n".join(f'm{i} "M": a' for i in items) + "\n}"), "works"),
        ("unless", require("a" + " unless b" * wide), "works"),
        ("assumptions", require("a") + "".join(f'assume "L{i}": a implies x > 3 kg\n' for i in items), "works"),
        ("criteria", HEADER + "".join(f'include I{i} "I" {{ require x > 3 kg }}\n' for i in items), "works"),
        ("aliases", chain("a", "{0}", deep), "works"),
        ("aliases of numbers", chain("x", "{0}", deep, "{0} > 3 kg"), "works"),
        ("negations", chain("a", "not {0} and b", deep), "works"),
        ("sums", chain("x + y", "{0} + 1 kg", deep, "{0} > 3 kg"), "works"),
        ("choices", chain("x", "if a then y else {0}", deep, "{0} > 3 kg"), "works"),
        ("fallbacks", chain("x", "y otherwise {0}", deep, "{0} > 3 kg"), "works"),
        ("units", chain("x", "{0} * 1 kg / 1 kg", deep // 2, "{0} > 3 kg"), "works"),
        ("options", options(wide), "works"),
        ("lists", lists([f"o{i}, l{i + 1}" for i in links] + ["o0"]), "E306"),
        ("list of lists", lists([", ".join(f"l{i}" for i in range(1, wide))] + ["o0"] * wide), "works"),
        ("circle of lists", lists([f"l{i + 1}" for i in links[:-1]] + ["l0"]), "E209"),
        ("codes", codes(", ".join(str(i) for i in range(1, wide))), "works"),
        ("parts of codes", codes(" from ICD10 ".join(f"C{i}" for i in items)), "works"),
        ("patients", require("a") + "".join(f'patient p{i} "P" like p{i + 1} {{}}\n' for i in links), "E201"),
        ("circle", chain(f"d{deep - 1}", "{0}", deep), "E209"),
    ]


def lists(contents: list[str]) -> str:
    """Lists that hold what is given, ``l0`` to the last of them, of which the first is used."""
    text = "".join(f'list l{i} "L" {{ {content} }}\n' for i, content in enumerate(contents))
    return f'{HEADER}choice c "C" of o0, other\n{text}include I1 "One" {{ require c is one of l0 }}\n'


def codes(listed: str) -> str:
    text = f'codes s "S" from ICD10 {listed} with descendants\nflag f "F" codes s\n'
    return f'{HEADER}{text}include I1 "One" {{ require f }}\n'


def options(number: int) -> str:
    names = ", ".join(f"o{i}" for i in range(number))
    return f'{HEADER}choice c "C" of {names}\ninclude I1 "One" {{ require c is one of {{ {names} }} }}\n'


def doubling(n: int) -> list[tuple[str, str, str]]:
    """Each definition names the one before twice: written out they would have two to the power of ``n`` parts."""
    return [
        ("and", chain("a", "{0} and {0}", n), "works"),
        ("implies", chain("a", "{0} implies not {0}", n), "works"),
        ("if", chain("a", "if {0} then {0} else not {0}", n), "works"),
        ("if in a condition", require("if " * n + "a" + " then b else a" * n), "E107"),
        ("if in a branch", require("if a then " * n + "b" + " else a" * n), "E107"),
        ("else if", require("".join(f"if x > {i} kg then b else " for i in range(1, n)) + "a"), "works"),
        (
            "else if of numbers",
            require("(" + "".join(f"if x > {i} kg then {i} else " for i in range(1, n)) + "0) > 7"),
            "works",
        ),
        ("sum", chain("x", "{0} + {0}", n, "{0} > 3 kg"), "works"),
        ("difference", chain("x", "{0} - {0}", n, "{0} > 3 kg"), "works"),
        ("otherwise", chain("x", "{0} otherwise {0}", n, "{0} > 3 kg"), "works"),
        ("choice", chain("x", "if {0} > y then {0} else {0} + 1 kg", n, "{0} > 3 kg"), "works"),
        ("elapsed", chain("years from m to screening", "{0} + {0}", n, "{0} > 3 a"), "works"),
        ("known", chain("x", "if {0} is known then {0} else y", n, "{0} > 3 kg"), "works"),
        ("squares", chain("z + 0.1", "{0} * {0}", n, "{0} > 3"), "works"),
        ("squares of a constant", chain("1.7", "{0} * {0}", n, "{0} > z"), "E215"),
        ("quotients of a constant", chain("3", "1 / ({0} * {0})", n, "{0} > z"), "E215"),
        ("doubles of a constant", chain("3", "{0} + {0}", n, "{0} > z"), "works"),
        ("squares of a constant in a unit", chain("3 kg", "{0} * {0} / 1 kg", n, "{0} > x"), "E215"),
        ("choices among squares", chain("3", "if a then {0} * {0} else {0} * {0}", n, "{0} > z"), "works"),
        ("squares of a unit", chain("x", "{0} * {0}", n, "{0} > {0}"), "E214"),
    ]


NUMBERS = [
    ("digits", require(f"x > {'9' * 10_000} kg"), "E215"),
    ("doubled digits", chain("3", "{0} + {0}", 5_000, "{0} > z"), "E215"),
    ("growing digits", chain("3", "{0} * 1.0000000001", 1_000, "{0} > z"), "E215"),
    ("shrinking", chain("3 kg", "({0} in t) * 1 kg", 1_000, "{0} > x"), "E215"),
    ("decimals", require(f"x > 0.{'3' * 10_000} kg"), "E215"),
    ("exponent", require("x > 1e999999 kg"), "E130"),
    ("power", require("x > 3 kg999999"), "E206"),
    ("powers", require(f"x > 3 {'.'.join(['kg9'] * 1000)}"), "E206"),
    ("quoted unit", require(f"x > 3 '{'(' * 1000}kg{')' * 1000}'"), "E206"),
    ("count", require(f"at least {'9' * 10_000} of {{ a, b }}"), "E215"),
    ("duration", require("m within 99999999999999999999 a before screening"), "E211"),
    ("longest duration", require("m within 1000 a before screening or m at least 366000 d after screening"), "works"),
    ("division", require("x / (y - y) > 3"), "works"),
    ("precision", f'{HEADER}number w "W" in kg precision 0.{"0" * 50}1\ninclude I1 "I" {{ require w > 3 kg }}', "works"),
]  # fmt: skip


@pytest.mark.parametrize("cases", [long(100, 1_050), doubling(45), NUMBERS], ids=["long", "doubling", "numbers"])
def test_everything_that_is_done_with_a_protocol(cases: list[tuple[str, str, str]], tmp_path: Path) -> None:
    check(cases, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(long(1, 2))))
def test_thousands_of_everything(number: int, tmp_path: Path) -> None:
    check([long(5_000, 3_000)[number]], tmp_path)


# ---------------------------------------------------------------- texts, by the command line

MILLION = 1_000_000


def texts(words: int) -> dict[str, tuple[str, list[str] | None]]:
    """By name a text and the codes of its errors; None where only their number is bounded."""
    return {
        "parentheses": (HEADER + 'claim "c": ' + "(" * 10 * MILLION, ["E106"]),
        "negations": (HEADER + 'claim "c": ' + "not " * words, None),
        "string": (HEADER + f'include I1 "{"x" * MILLION}" {{ require a }}', []),
        "open-string": (HEADER + f'include I1 "{"x" * MILLION}', ["E114"]),
        "garbage": (HEADER + 'include I{ "x" [ require }\n' * 100_000, None),
        "words": ("lorem ipsum dolor " * words, None if words < MILLION else ["E103"]),
        "nul": (HEADER + 'include I1 "\0" { require a }', ["E104"]),
        "escape": (HEADER + 'include I1 "\x1b[31mred" { require a }', ["E104"]),
        "bidi": (HEADER + 'include I1 "\u202e" { require a } # \u2066', ["E105"]),
        "else-if": (require("if a then b else " * 10_000 + "a"), ["E107"]),
        "then-if": (require("if a then " * 10_000 + "b" + " else a" * 10_000), ["E107"]),
        "nothing": ("", ["E301", "E303"]),
        "one-line": (HEADER.replace("\n", " "), ["E303"]),
    }


@pytest.mark.parametrize("words", [100_000, pytest.param(MILLION * 5 // 2, marks=pytest.mark.slow)])
def test_texts_of_any_size_end_in_diagnostics(words: int, tmp_path: Path) -> None:
    made = texts(words)
    for name, (text, _) in made.items():
        (tmp_path / f"{name}.eligo").write_text(text, encoding="utf-8")
    files = [f"{name}.eligo" for name in made]
    done = run(["-m", "eligo", "check", "--format", "json", *files], tmp_path)
    assert done.returncode == (1 if words < MILLION else 2), "2: a file is too large to be read"
    found: dict[str, list[str]] = {name: [] for name in made}
    for diagnostic in json.loads(done.stdout):
        if diagnostic["severity"] == "error":
            found[diagnostic["file"].removesuffix(".eligo")].append(diagnostic["code"])
    for name, (_, expected) in made.items():
        if expected is None:
            assert 0 < len(found[name]) <= 250, name
        else:
            assert (name, sorted(set(found[name]))) == (name, expected)
    told = run(["-m", "eligo", "check", *files], tmp_path)
    assert not set(told.stdout + told.stderr) & set("\0\x1b\u202e\u2066")
    assert run(["-m", "eligo", "fmt", "--check", *files], tmp_path).returncode in (1, 2)


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"\x80" * 1000, b"\xef\xbb\xbf", "protocol ü".encode("utf-16")], ids=range(4)
)
def test_bytes_that_are_no_text(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "t.eligo").write_bytes(content)
    for command in ("check", "build", "test"):
        assert run(["-m", "eligo", command, "t.eligo"], tmp_path).returncode in (1, 2)


FILE_NAMES = (
    "with space.eligo", "new\nline.eligo", "-dash.eligo", "--format.eligo", "..eligo", "...eligo", "übung.eligo",
    "class.eligo", "os.eligo", "$(touch pwned).eligo", "{{7*7}}.eligo", "\x1b[31m.eligo", "a'b\"c.eligo", "%s.eligo",
    "__init__.eligo", "x" * 200 + ".eligo", "noextension", "\u202e.eligo",
)  # fmt: skip


def test_file_names_are_names_only(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    for name in FILE_NAMES:
        (work / name).write_text(require("x > 3 kg"), encoding="utf-8")
    # The others leave no name that a Python package can have.
    built = {name: run(["-m", "eligo", "build", "-o", "out", "--", name], work) for name in FILE_NAMES}
    for name, done in built.items():
        assert done.returncode in (0, 2), name
        assert not set(done.stdout + done.stderr) & set("\x1b\u202e"), name
    assert {path.name for path in work.iterdir()} == {*FILE_NAMES, "out"}
    assert [path.name for path in tmp_path.iterdir()] == ["work"]
    made = {path.name for path in (work / "out").iterdir() if not path.name.startswith(".")}
    assert made == {"with_space", "dash", "format", "init", "noextension"}


ATTACK = "__import__('pathlib').Path('pwned').touch()"
ATTACKS = (
    ATTACK,
    f'\\"\\"\\"\\n{ATTACK}\\n\\"\\"\\"',
    f"'''+{ATTACK}+'''",
    f"\\n{ATTACK}\\n#",
    f"{{{{ {ATTACK} }}}}{{% set x = {ATTACK} %}}",
    f"{{{ATTACK}}}",
    f"\\\\\\n{ATTACK}",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "](javascript:alert(1)) <a href='javascript:alert(1)'>",
)
"""Labels, as they stand between the quotes of a source."""
NAMES = ("class", "None", "__init__", "self", "import", "Patient", "screen", "Result", "os", "__class__", "print")


def attacking() -> str:
    """A protocol whose every text and name would do harm if it became code or markup."""
    lines = [f'protocol T1 "{ATTACKS[1]}" {{ sponsor "{ATTACKS[4]}" }}']
    lines.append(f'source s "{ATTACKS[3]}" {{ inclusion 1 "{ATTACKS[5]}" }}')
    for index, name in enumerate(NAMES):
        label = ATTACKS[index % len(ATTACKS)]
        is_number = index % 2 == 1
        lines.append(f'number {name} "{label}" in kg' if is_number else f'flag {name} "{label}"')
        condition = f"{name} > 3 kg" if is_number else name
        lines.append(f'include C{index} "{label}" {{\n    from inclusion 1\n    require {condition}')
        lines.append(f'    unless "{label}": {name} is not known and {NAMES[0]}\n    reading "{label}"\n}}')
    lines.append(f'patient p "{ATTACKS[0]}" {{ os yes }}\nexpect p undetermined')
    return "\n".join(lines)


USE = """
import sys
sys.path.insert(0, "out/attack/src")
import attack, attack.program
found = attack.screen({"os": True})
found.why(), found.to_json(), repr(found), found.needs, attack.Patient.model_json_schema()
"""


@pytest.mark.parametrize("suite", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["import", "suite"])
def test_texts_never_become_code_or_markup(suite: bool, tmp_path: Path) -> None:
    (tmp_path / "attack.eligo").write_text(attacking(), encoding="utf-8")
    for arguments in (["build", "-o", "out", "attack.eligo"], ["test", "attack.eligo"], ["fmt", "attack.eligo"]):
        done = run(["-m", "eligo", *arguments], tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
    used = run(["-c", USE], tmp_path)
    assert used.returncode == 0, used.stderr
    if suite:
        tested = run(["-m", "pytest", "-q", "-p", "no:cacheprovider", "out/attack"], tmp_path)
        assert tested.returncode == 0, tested.stdout[-3000:]
    assert not list(tmp_path.rglob("pwned"))
    [page] = tmp_path.rglob("*.html")
    html = page.read_text(encoding="utf-8")
    for markup in ("<script>alert", "<img src=x", "<a href='javascript", 'href="javascript'):
        assert markup not in html
