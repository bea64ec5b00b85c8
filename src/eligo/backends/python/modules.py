"""Program to three modules of straight-line functions, one for each way in which a record holds its moments.

- ``decision``: ``prepared`` reads the values of a record, in the order of the data dictionary, into the form that is
  compared fastest; ``decide`` gives every criterion's outcome for values in that form, and ``verdict_of`` the verdict
  alone, stopping at the first criterion that fails. ``read_and_decide`` does the first two in one go.
- ``at_once``: ``decide_values`` reads and decides in one go, for a record that is screened once.
- ``ranges``: ``plain`` and ``decide_ranges`` do the same where a moment may be uncertain, such as a date.
"""

from __future__ import annotations

import ast

from eligo.backends.python.decide import FORM, Function
from eligo.backends.python.layout import Argument, assignment, exceptions, long_lines
from eligo.backends.python.lists import unsupported
from eligo.backends.python.scope import Times
from eligo.core.program import Program

HEADER = '''"""@TITLE@: exact for plain values, ``Unusual`` for anything else.

An unknown number is NAN, of which no comparison holds; any other unknown is None.@TIMES@
Made by eligo: not for editing.
"""

@EXCEPTIONS@from __future__ import annotations

@IMPORTS@

PASSED, FAILED, UNKNOWN = Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN
ELIGIBLE, INELIGIBLE, UNDETERMINED = Verdict.ELIGIBLE, Verdict.INELIGIBLE, Verdict.UNDETERMINED
'''


EXACT = '''"""What this protocol repeats is read by the exact evaluator alone, to which all functions leave it.

Made by eligo: not for editing.
"""

from __future__ import annotations

from typing import Any, NoReturn

from .unusual import Unusual


def _unusual(_values: tuple[Any, ...]) -> NoReturn:
    raise Unusual


prepared = decide = verdict_of = read_and_decide = decide_values = plain = decide_ranges = _unusual
'''
"""A module without a fast path."""

DECLARATIONS = """# What a compiler to C is to know of decision.py. Made by eligo: not for editing.

cimport cython

from . cimport sharp

cdef double INF, NAN
cdef object PASSED, FAILED, UNKNOWN, ELIGIBLE, INELIGIBLE, UNDETERMINED
"""

SOURCES = {
    "datetime": ("datetime", "timedelta"),
    "typing": ("Any",),
    ".": ("sharp",),
    ".doubles": (
        "INF",
        "NAN",
        "between",
        "beyond_doubles",
        "decimal_logarithm",
        "greatest",
        "implausible",
        "least",
        "natural_logarithm",
        "product",
        "quotient",
        "raised",
    ),
    ".entries": ("in_order", "listed", "sampled"),
    ".frozen": ("Frozen",),
    ".instants": ("completed", "elapsed", "ending", "instant", "lasts", "moved", "screened", "span"),
    ".outcomes": ("Decision", "Outcome", "Verdict"),
    ".sharp": ("clock", "full", "stretch"),
    ".unusual": ("Unusual",),
}
"""Where the names come from that the functions use; only those that are used are imported."""


def decision_modules(program: Program) -> dict[str, str]:
    """The sources of the modules by their file names."""
    if unsupported(program):
        return dict.fromkeys(("decision.py", "at_once.py", "ranges.py"), EXACT)
    return {**_prepared(program), "at_once.py": _direct(program), "ranges.py": _ranges(program)}


def _prepared(program: Program) -> dict[str, str]:
    """The module of validated patients, and what a C compiler is to know of it."""
    constants: dict[str, Argument] = {}
    reading, deciding, short, whole = (Function(program, constants, Times.TICKS) for _ in range(4))
    deciding.every_outcome()
    short.verdict_alone()
    needed = reading.read_all(deciding.words() | short.words())
    whole.check_all(deciding.words())
    whole.every_outcome()
    every = "The verdict and every criterion's outcome"
    order = "in the order of the data dictionary"
    functions = (
        reading.source("prepared", "values", reading.given, FORM, "A record in the form that tests compare."),
        deciding.source("decide", "form", needed, "Decision", f"{every}."),
        short.source("verdict_of", "form", needed, "Verdict", "The verdict, as soon as it is certain."),
        whole.source("read_and_decide", "values", whole.given, "Decision", f"{every}, for values {order}."),
    )
    declarations = (
        reading.declaration("prepared", "values", "tuple", reading.given),
        deciding.declaration("decide", "form", "tuple", needed),
        short.declaration("verdict_of", "form", "object", needed),
        whole.declaration("read_and_decide", "values", "tuple", whole.given),
    )
    times = "\n\nMoments are microseconds from the start of 2000; a period that never was starts at INF."
    source = _module("The criteria as straight-line Python", times, constants, functions)
    held = (f"cdef {'double' if isinstance(constants[n], str) else 'object'} {n}\n" for n in sorted(constants))
    return {"decision.py": source, "decision.pxd": DECLARATIONS + "".join((*held, *declarations))}


def _direct(program: Program) -> str:
    constants: dict[str, Argument] = {}
    function = Function(program, constants, Times.SHARP)
    function.check_all()
    function.every_outcome()
    doc = "The verdict and every criterion's outcome, for values in the order of the data dictionary."
    functions = (function.source("decide_values", "values", function.given, "Decision", doc),)
    return _module("Reading a record and deciding at once", "", constants, functions)


def _ranges(program: Program) -> str:
    constants: dict[str, Argument] = {}
    reading, deciding = (Function(program, constants, Times.RANGES) for _ in range(2))
    deciding.every_outcome()
    needed = reading.read_all(deciding.words())
    functions = (
        reading.source("plain", "values", reading.given, FORM, "A record in the form that tests compare."),
        deciding.source("decide_ranges", "form", needed, "Decision", "The verdict and every criterion's outcome."),
    )
    times = "\n\nA moment is a pair, the earliest and the latest that it can be; one that never was is False."
    return _module("The criteria where a moment may be uncertain", times, constants, functions)


def _module(title: str, times: str, constants: dict[str, Argument], functions: tuple[str, ...]) -> str:
    body = "".join(assignment(name, constants[name]) for name in sorted(constants)) + "".join(functions)
    head = HEADER.replace("@TITLE@", title).replace("@TIMES@", times)
    return head.replace("@EXCEPTIONS@", _exceptions(body)).replace("@IMPORTS@\n", _imports(body)) + body


def _imports(body: str) -> str:
    nodes = ast.walk(ast.parse(body))
    used = {node.id for node in nodes if isinstance(node, ast.Name)} | {"Outcome", "Verdict"}
    lines = []
    for module, names in SOURCES.items():
        needed = [name for name in names if name in used]
        if needed:
            lines.append(f"from {module} import {', '.join(needed)}\n")
        if module == "typing":
            lines.append("\n")
    return "".join(lines)


def _exceptions(body: str) -> str:
    """What a linter is not to say: lines that a long name makes long, facts that no criterion reads."""
    rules = long_lines(body)
    for function in ast.parse(body).body:
        if isinstance(function, ast.FunctionDef):
            rules |= _unread(function)
    return exceptions(rules)


def _unread(function: ast.FunctionDef) -> set[str]:
    names = [node for node in ast.walk(function) if isinstance(node, ast.Name)]
    read = {node.id for node in names if isinstance(node.ctx, ast.Load)}
    tuples = [node for node in ast.walk(function) if isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Store)]
    unpacked = {element.id for made in tuples for element in made.elts if isinstance(element, ast.Name)}
    assigned = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    parameters = {argument.arg for argument in function.args.args}
    rules = {
        "ARG001": parameters - read - assigned,
        "RUF059": unpacked - read,
        "F841": assigned - unpacked - parameters - read,
    }
    return {rule for rule, broken in rules.items() if broken}
