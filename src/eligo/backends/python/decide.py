"""Program to three modules of straight-line functions, one for each way in which a record holds its moments.

- ``decision``: ``prepared`` reads the values of a record, in the order of the data dictionary, into the form that is
  compared fastest; ``decide`` gives every criterion's outcome for values in that form, and ``verdict_of`` the verdict
  alone, stopping at the first criterion that fails.
- ``at_once``: ``decide_values`` reads and decides in one go, for a record that is screened once.
- ``ranges``: ``plain`` and ``decide_ranges`` do the same where a moment may be uncertain, such as a date.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence, Set

from eligo.backends.python.arithmetic import Numbers
from eligo.backends.python.conditions import Conditions
from eligo.backends.python.expressions import NO, YES, Expression, negated
from eligo.backends.python.layout import (
    INDENT,
    WIDTH,
    Argument,
    assignment,
    comment,
    exceptions,
    laid_out,
    long_lines,
    sequence,
)
from eligo.backends.python.names import Namer
from eligo.backends.python.reading import name_variables, read_fact, variables_of
from eligo.backends.python.scope import GLOBALS, Scope, Times, edges, references, uses
from eligo.backends.python.writer import Writer
from eligo.core.program import Criterion, Program
from eligo.core.residual import parts

HEADER = '''"""@TITLE@: exact for plain values, ``Unusual`` for anything else.

An unknown number is NAN, of which no comparison holds; any other unknown is None.@TIMES@
Made by eligo: not for editing.
"""

@EXCEPTIONS@from __future__ import annotations

@IMPORTS@

PASSED, FAILED, UNKNOWN = Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN
ELIGIBLE, INELIGIBLE, UNDETERMINED = Verdict.ELIGIBLE, Verdict.INELIGIBLE, Verdict.UNDETERMINED
'''


SOURCES = {
    "datetime": ("datetime", "timedelta"),
    "typing": ("Any",),
    ".doubles": ("INF", "NAN", "between", "beyond_doubles", "implausible", "product", "quotient"),
    ".instants": ("completed", "elapsed", "full", "instant", "lasts", "moved", "span"),
    ".outcomes": ("Decision", "Outcome", "Verdict"),
    ".sharp": ("clock", "stretch", "ticking", "ticks"),
    ".unusual": ("Unusual",),
}
"""Where the names come from that the functions use; only those that are used are imported."""


LONGEST_CHAIN = 8
"""So many definitions that are used once are written within each other; a longer chain gets variables on its way."""

WORD = re.compile(r"\w+")
FORM = "tuple[Any, ...]"


def decision_modules(program: Program) -> dict[str, str]:
    """The sources of the modules by their file names."""
    return {"decision.py": _prepared_module(program), "at_once.py": _direct(program), "ranges.py": _ranges(program)}


def _prepared_module(program: Program) -> str:
    constants: dict[str, Argument] = {}
    reading, deciding, short = (_Function(program, constants, Times.TICKS) for _ in range(3))
    deciding.every_outcome()
    short.verdict_alone()
    needed = reading.read_all(deciding.words() | short.words())
    functions = (
        reading.source("prepared", "values", reading.given, FORM, "A record in the form that tests compare."),
        deciding.source("decide", "form", needed, "Decision", "The verdict and every criterion's outcome."),
        short.source("verdict_of", "form", needed, "Verdict", "The verdict, as soon as it is certain."),
    )
    times = "\n\nMoments are microseconds from the start of 2000; a period that never was starts at INF."
    return _module("The criteria as straight-line Python", times, constants, functions)


def _direct(program: Program) -> str:
    constants: dict[str, Argument] = {}
    function = _Function(program, constants, Times.SHARP)
    function.check_all()
    function.every_outcome()
    doc = "The verdict and every criterion's outcome, for values in the order of the data dictionary."
    functions = (function.source("decide_values", "values", function.given, "Decision", doc),)
    return _module("Reading a record and deciding at once", "", constants, functions)


def _ranges(program: Program) -> str:
    constants: dict[str, Argument] = {}
    reading, deciding = (_Function(program, constants, Times.RANGES) for _ in range(2))
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
    used = set(WORD.findall(body)) | {"Any", "Outcome", "Verdict"}
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


def _named(program: Program, used: Mapping[str, int]) -> frozenset[str]:
    """The definitions that are computed into variables; any other is written where it is used."""
    named: set[str] = set()
    chain: dict[str, int] = {}
    for name in program.order:
        if name not in program.definition:
            continue
        length = 1 + max((chain.get(r, 0) for r in references(program.definition[name].body)), default=0)
        if used.get(name, 0) > 1 or length > LONGEST_CHAIN:
            named.add(name)
        else:
            chain[name] = length
    return frozenset(named)


def _unpacked(variables: Sequence[str], argument: str) -> str:
    line = f"{INDENT}{', '.join(variables)} = {argument}\n"
    if len(variables) > 1 and len(line) <= WIDTH:
        return line
    if not variables:
        return ""
    if len(variables) == 1:
        return f"{INDENT}({variables[0]},) = {argument}\n"
    inside = "".join(f"{INDENT * 2}{variable},\n" for variable in variables)
    return f"{INDENT}(\n{inside}{INDENT}) = {argument}\n"


def _nodes(node: object) -> int:
    return 1 + sum(map(_nodes, parts(node)))


class _Function:
    """One function under construction; all functions give the facts the same variables."""

    def __init__(self, program: Program, constants: dict[str, Argument], times: Times) -> None:
        self.program = program
        namer = Namer(GLOBALS)
        self.scope = Scope(program, namer, Writer(), times, constants, edges=edges(program))
        self.given = name_variables(self.scope)
        self.outcomes = {criterion.name: namer.local(criterion.name) for criterion in program.criteria}
        self.conditions = Conditions(self.scope)
        self.uses = uses(program)
        self.named = _named(program, self.uses)
        self.place = {name: number for number, name in enumerate(program.order)}

    def check_all(self) -> None:
        """Check every fact, and bring it into the form that tests compare."""
        for fact in self.program.facts:
            read_fact(self.scope, fact)
        self.scope.out.blank()

    def read_all(self, used: Set[str]) -> list[str]:
        """The body of a function that returns the variables that are used; their names."""
        variables = [variable for fact in self.program.facts for variable in variables_of(self.scope, fact)]
        needed = [variable for variable in variables if variable in used]
        for fact in self.program.facts:
            read_fact(self.scope, fact)
        self.scope.out.line(f"return {laid_out(sequence(needed), INDENT, len('return '))}")
        return needed

    def every_outcome(self) -> None:
        """The body of ``decide``."""
        out = self.scope.out
        out.line("failed = unknown = False")
        for criterion in self._criteria():
            self._outcome(criterion)
        out.blank()
        out.line("verdict = INELIGIBLE if failed else UNDETERMINED if unknown else ELIGIBLE")
        outcomes = sequence([self.outcomes[criterion.name] for criterion in self.program.criteria])
        out.line(f"return verdict, {laid_out(outcomes, INDENT, len('return verdict, '))}")

    def verdict_alone(self) -> None:
        """The body of ``verdict_of``: first whatever can fail, then whatever must be passed."""
        out = self.scope.out
        all_passed = []
        for criterion in self._cheapest_first():
            passed, failed = self._tests(criterion)
            all_passed.append(passed)
            if failed != NO:
                with out.when(failed):
                    out.line("return INELIGIBLE")
        out.blank()
        for passed in all_passed:
            if passed == NO:
                out.line("return UNDETERMINED")
                return
            if passed != YES:
                with out.when(negated(passed)):
                    out.line("return UNDETERMINED")
        out.line("return ELIGIBLE")

    def words(self) -> set[str]:
        """The names in the body, among others."""
        return set(WORD.findall("".join(self.scope.out.lines)))

    def source(self, name: str, argument: str, variables: Sequence[str], result: str, docstring: str) -> str:
        """The whole function: it takes a tuple of what its first variables hold."""
        head = f'\n\ndef {name}({argument}: {FORM}) -> {result}:\n    """{docstring}"""\n'
        return head + _unpacked(variables, argument) + "".join(self.scope.out.lines)

    def _criteria(self) -> Iterator[Criterion]:
        for name in self.program.order:
            criterion = self.program.criterion.get(name)
            if criterion is not None:
                yield criterion

    def _cheapest_first(self) -> list[Criterion]:
        """The criteria by the size of their rules; one that refers to another comes after it."""
        sizes: dict[str, int] = {}
        for name in self.program.order:
            body = self.scope.body(name)
            sizes[name] = _nodes(body) + sum(sizes[reference] for reference in references(body))
        return sorted(self._criteria(), key=lambda criterion: sizes[criterion.name])

    def _outcome(self, criterion: Criterion) -> None:
        passed, failed = self._tests(criterion)
        out, variable = self.scope.out, self.outcomes[criterion.name]
        if passed == YES:
            out.line(f"{variable} = PASSED")
        elif failed == YES:
            out.line(f"{variable} = FAILED")
            out.line("failed = True")
        elif passed == failed == NO:
            out.line(f"{variable} = UNKNOWN")
            out.line("unknown = True")
        else:
            self._branches(variable, passed, failed)

    def _branches(self, variable: str, passed: Expression, failed: Expression) -> None:
        out = self.scope.out
        if passed != NO:
            with out.when(passed):
                out.line(f"{variable} = PASSED")
        if failed != NO:
            with out.when(failed, "if" if passed == NO else "elif"):
                out.line(f"{variable} = FAILED")
                out.line("failed = True")
        with out.otherwise():
            out.line(f"{variable} = UNKNOWN")
            out.line("unknown = True")

    def _tests(self, criterion: Criterion) -> tuple[Expression, Expression]:
        """The tests that a criterion is passed and that it is failed, everything before them written."""
        out = self.scope.out
        out.blank()
        out.line(f"# {comment(criterion.name)}: {comment(criterion.label)}")
        self._shared(criterion)
        met = self.conditions.write(criterion.condition)
        if self.uses[criterion.name]:
            met = self.conditions.in_variable(met, f"{criterion.name}_met")
            self.scope.conditions[criterion.name] = met
        return (met.yes, met.no) if criterion.kind == "include" else (met.no, met.yes)

    def _shared(self, criterion: Criterion) -> None:
        """Write what has variables of its own, so that it is in place wherever it is needed."""
        for name in sorted(self._reached(criterion) & self.named, key=self.place.__getitem__):
            self._define(name)

    def _reached(self, criterion: Criterion) -> set[str]:
        """The names that a criterion's condition leads to and that are not computed yet."""
        found: set[str] = set()
        waiting = list(references(criterion.condition))
        while waiting:
            name = waiting.pop()
            if name not in found and name not in self.scope.conditions and name not in self.scope.named_numbers:
                found.add(name)
                waiting += references(self.scope.body(name))
        return found

    def _define(self, name: str) -> None:
        scope, definition = self.scope, self.program.definition[name]
        scope.hint = name
        if definition.unit is None:
            truths = self.conditions.write(definition.body)  # type: ignore[arg-type]  # unit None marks a condition
            scope.conditions[name] = self.conditions.in_variable(truths, name)
        else:
            numbers: Numbers = self.conditions.numbers
            made = numbers.write(definition.body)  # type: ignore[arg-type]
            scope.named_numbers[name] = numbers.in_variables(made, name)
