"""Program to decision module: three straight-line functions.

``plain`` reads the values of a record, in the order of the data dictionary, into the form that tests compare;
``decide`` gives every criterion's outcome for values in that form, and ``verdict_of`` the verdict alone, stopping at
the first criterion that fails.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence

from eligo.backends.python.arithmetic import Numbers
from eligo.backends.python.conditions import Conditions
from eligo.backends.python.expressions import NO, YES, Expression, negated
from eligo.backends.python.layout import INDENT, Call, assignment, comment, exceptions, laid_out, long_lines, sequence
from eligo.backends.python.names import Namer
from eligo.backends.python.reading import name_variables, read_fact, variables_of
from eligo.backends.python.scope import GLOBALS, Scope, references, uses
from eligo.backends.python.writer import Writer
from eligo.core.program import Criterion, Program

HEADER = '''"""The criteria as straight-line Python: exact for plain values, ``Unusual`` for anything else.

An unknown number is NAN, of which no comparison holds; any other unknown is None. Made by eligo: not for editing.
"""

@EXCEPTIONS@from __future__ import annotations

@IMPORTS@

Decision = tuple[Verdict, tuple[Outcome, ...]]

PASSED, FAILED, UNKNOWN = Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN
ELIGIBLE, INELIGIBLE, UNDETERMINED = Verdict.ELIGIBLE, Verdict.INELIGIBLE, Verdict.UNDETERMINED
'''


SOURCES = {
    "datetime": ("datetime", "timedelta"),
    "typing": ("Any",),
    ".doubles": ("NAN", "between", "beyond_doubles", "implausible", "product", "quotient"),
    ".instants": ("completed", "elapsed", "instant", "lasts", "moved", "span"),
    ".outcomes": ("Outcome", "Verdict"),
    ".unusual": ("Unusual",),
}
"""Where the names come from that the functions use; only those that are used are imported."""


LONGEST_CHAIN = 8
"""So many definitions that are used once are written within each other; a longer chain gets variables on its way."""

WORD = re.compile(r"\w+")


def decision_module(program: Program) -> str:
    """The source of the module."""
    constants: dict[str, Call] = {}
    reading, deciding, short = (_Function(program, constants) for _ in range(3))
    deciding.every_outcome()
    short.verdict_alone()
    used = deciding.words() | short.words()
    needed = [variable for variable in reading.variables() if variable in used]
    reading.plain(needed)
    functions = (
        reading.source("plain", reading.given, "tuple[Any, ...]", "A record in the form that tests compare."),
        deciding.source("decide", needed, "Decision", "The verdict and every criterion's outcome."),
        short.source("verdict_of", needed, "Verdict", "The verdict, as soon as it is certain."),
    )
    body = "".join(assignment(name, constants[name]) for name in sorted(constants)) + "".join(functions)
    return HEADER.replace("@EXCEPTIONS@", _exceptions(body)).replace("@IMPORTS@\n", _imports(body)) + body


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


class _Function:
    """One function under construction; all functions give the facts the same variables."""

    def __init__(self, program: Program, constants: dict[str, Call]) -> None:
        self.program = program
        namer = Namer(GLOBALS)
        self.scope = Scope(program, namer, Writer(), constants)
        self.given = name_variables(self.scope)
        self.outcomes = {criterion.name: namer.local(criterion.name) for criterion in program.criteria}
        self.conditions = Conditions(self.scope)
        self.uses = uses(program)
        self.named = _named(program, self.uses)

    def plain(self, needed: Sequence[str]) -> None:
        """The body of ``plain``."""
        for fact in self.program.facts:
            read_fact(self.scope, fact)
        self.scope.out.line(f"return {laid_out(sequence(needed), INDENT, len('return '))}")

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
        """The body of ``verdict_of``."""
        out = self.scope.out
        out.line("unknown = False")
        for criterion in self._criteria():
            self._early_exit(criterion)
        out.blank()
        out.line("return UNDETERMINED if unknown else ELIGIBLE")

    def variables(self) -> list[str]:
        """The variables of all facts."""
        return [variable for fact in self.program.facts for variable in variables_of(self.scope, fact)]

    def words(self) -> set[str]:
        """The names in the body, among others."""
        return set(WORD.findall("".join(self.scope.out.lines)))

    def source(self, name: str, parameters: Sequence[str], result: str, docstring: str) -> str:
        """The whole function."""
        inside = "".join(f"    {parameter}: Any,\n" for parameter in parameters)
        head = f"def {name}(\n{inside}) -> {result}:" if parameters else f"def {name}() -> {result}:"
        return f'\n\n{head}\n    """{docstring}"""\n' + "".join(self.scope.out.lines)

    def _criteria(self) -> Iterator[Criterion]:
        for name in self.program.order:
            criterion = self.program.criterion.get(name)
            if criterion is not None:
                yield criterion

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

    def _early_exit(self, criterion: Criterion) -> None:
        passed, failed = self._tests(criterion)
        out = self.scope.out
        if failed == NO:
            if passed != YES:
                self._remember_unknown(passed)
            return
        with out.when(failed):
            out.line("return INELIGIBLE")
        if passed != YES:
            self._remember_unknown(passed)

    def _remember_unknown(self, passed: Expression) -> None:
        out = self.scope.out
        if passed == NO:
            out.line("unknown = True")
            return
        with out.when(negated(passed)):
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
        reached = self._reached(criterion)
        for name in self.program.order:
            if name in reached and name in self.named:
                self._define(name)

    def _reached(self, criterion: Criterion) -> set[str]:
        found: set[str] = set()
        waiting = list(references(criterion.condition))
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += references(self.scope.body(name))
        return found

    def _define(self, name: str) -> None:
        scope, definition = self.scope, self.program.definition[name]
        if name in scope.conditions or name in scope.named_numbers:
            return
        scope.hint = name
        if definition.unit is None:
            truths = self.conditions.write(definition.body)  # type: ignore[arg-type]  # unit None marks a condition
            scope.conditions[name] = self.conditions.in_variable(truths, name)
        else:
            numbers: Numbers = self.conditions.numbers
            made = numbers.write(definition.body)  # type: ignore[arg-type]
            scope.named_numbers[name] = numbers.in_variables(made, name)
