"""Protocols that were written to break a compiler end in diagnostics or work: no traceback, no hang, no code, no markup.

Everything runs in processes of its own, so that what never ends is stopped and told.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
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
    assert "Traceback" not in done.stderr, done.stdout + done.stderr[-3000:]
    return done


def check(cases: list[tuple[str, str, str]], folder: Path) -> None:
    """Cases of a name, a text and how it ends."""
    file = folder / "cases.json"
    file.write_text(json.dumps([(name, text) for name, text, _ in cases]), encoding="utf-8")
    done = run(["-m", "tests.differential.exercise", str(file)], folder)
    assert done.stdout.splitlines() == [f"{name} {end}" for name, _, end in cases]


def long(n: int) -> list[tuple[str, str, str]]:
    """Long texts of every kind; ``n`` is more than Python's stack is deep."""
    numbers = range(n)
    return [
        ("and", require(" and ".join(["a"] * n)), "works"),
        ("or", require(" or ".join(["a", "b"] * n)), "works"),
        ("thresholds", require(" or ".join(f"x > {i % 900 + 1}.{i} kg" for i in numbers)), "works"),
        ("otherwise", require(" otherwise ".join(["x", "y"] * n) + " > 3 kg"), "works"),
        ("group", require(f"at least {n} of {{ {', '.join(['a', 'b'] * n)} }}"), "works"),
        ("members", require("at least 2 of {\n" + "\n".join(f'm{i} "M": a' for i in numbers) + "\n}"), "works"),
        ("unless", require("a" + " unless b" * n), "works"),
        ("aliases", chain("a", "{0}", n), "works"),
        ("aliases of numbers", chain("x", "{0}", n, "{0} > 3 kg"), "works"),
        ("negations", chain("a", "not {0} and b", n), "works"),
        ("sums", chain("x + y", "{0} + 1 kg", n, "{0} > 3 kg"), "works"),
        ("choices", chain("x", "if a then y else {0}", n, "{0} > 3 kg"), "works"),
        ("fallbacks", chain("x", "y otherwise {0}", n, "{0} > 3 kg"), "works"),
        ("units", chain("x", "{0} * 1 kg / 1 kg", n, "{0} > 3 kg"), "works"),
        ("patients", require("a") + "".join(f'patient p{i} "P" like p{i + 1} {{}}\n' for i in numbers), "E201"),
        ("circle", chain(f"d{n - 1}", "{0}", n), "E209"),
        ("assumptions", require("a") + "".join(f'assume "L{i}": a implies x > 3 kg\n' for i in numbers), "works"),
        ("criteria", HEADER + "".join(f'include I{i} "I" {{ require x > 3 kg }}\n' for i in numbers), "works"),
    ]


def doubling(n: int) -> list[tuple[str, str, str]]:
    """Each definition names the one before twice: written out they would have two to the power of ``n`` parts."""
    return [
        ("and", chain("a", "{0} and {0}", n), "works"),
        ("implies", chain("a", "{0} implies not {0}", n), "works"),
        ("if", chain("a", "if {0} then {0} else not {0}", n), "works"),
        ("if in a condition", require("if " * n + "a" + " then b else a" * n), "E107"),
        ("if in a branch", require("if a then " * n + "b" + " else a" * n), "E107"),
        ("else if", require("".join(f"if x > {i} kg then b else " for i in range(1, n)) + "a"), "works"),
        ("else if of numbers", require("(" + "".join(f"if x > {i} kg then {i} else " for i in range(1, n)) + "0) > 7"), "works"),
        ("sum", chain("x", "{0} + {0}", n, "{0} > 3 kg"), "works"),
        ("difference", chain("x", "{0} - {0}", n, "{0} > 3 kg"), "works"),
        ("otherwise", chain("x", "{0} otherwise {0}", n, "{0} > 3 kg"), "works"),
        ("choice", chain("x", "if {0} > y then {0} else {0} + 1 kg", n, "{0} > 3 kg"), "works"),
        ("elapsed", chain("years from m to screening", "{0} + {0}", n, "{0} > 3 a"), "works"),
        ("known", chain("x", "if {0} is known then {0} else y", n, "{0} > 3 kg"), "works"),
        ("squares", chain("z + 0.1", "{0} * {0}", n, "{0} > 3"), "works"),
        ("squares of a constant", chain("1.7", "{0} * {0}", n, "{0} > z"), "E215"),
        ("squares of a unit", chain("x", "{0} * {0}", n, "{0} > {0}"), "E214"),
    ]


NUMBERS = [
    ("digits", require(f"x > {'9' * 10_000} kg"), "E215"),
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


@pytest.mark.parametrize("make", [lambda: long(1_200), lambda: doubling(45), lambda: NUMBERS])
def test_everything_that_is_done_with_a_protocol(make: Callable[[], list[tuple[str, str, str]]], tmp_path: Path) -> None:
    check(make(), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("case", long(10_000), ids=lambda case: case[0])
def test_the_longest_chains(case: tuple[str, str, str], tmp_path: Path) -> None:
    check([case], tmp_path)
