"""Program to decision module: two straight-line functions over plain values.

``decide`` gives every criterion's outcome for values in the order of the data dictionary. ``verdict_of`` gives the
verdict alone for a validated patient: it reads a fact when the first criterion asks for it and stops at the first
criterion that fails.
"""

from __future__ import annotations

from collections.abc import Mapping

from eligo.backends.python.conditions import Conditions
from eligo.backends.python.expressions import NO, YES, Expression
from eligo.backends.python.layout import assignment, comment
from eligo.backends.python.names import Namer
from eligo.backends.python.numbers import Numbers
from eligo.backends.python.reading import read_fact
from eligo.backends.python.scope import GLOBALS, Scope, references, uses
from eligo.backends.python.writer import Writer
from eligo.core.program import Criterion, Program
from eligo.core.residual import facts_of

HEADER = '''"""The criteria as straight-line Python: exact for plain values, ``Unusual`` for anything else.

An unknown number is NAN, of which no comparison holds; any other unknown is None. Made by eligo: not for editing.
"""

# ruff: noqa: E501, F841

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from .doubles import NAN, between, beyond_doubles, product, quotient
from .instants import completed, elapsed, instant, lasts, moved, span
from .runtime.core.interpret import Outcome, Verdict
from .unusual import Unusual

Decision = tuple[Verdict, tuple[Outcome, ...]]

PASSED, FAILED, UNKNOWN = Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN
ELIGIBLE, INELIGIBLE, UNDETERMINED = Verdict.ELIGIBLE, Verdict.INELIGIBLE, Verdict.UNDETERMINED
'''


def decision_module(program: Program, attributes: Mapping[str, str]) -> str:
    """The source of the module; ``attributes`` gives each fact's attribute of a patient."""
    decide, verdict_of = _Function(program, None), _Function(program, attributes)
    functions = decide.every_outcome() + verdict_of.verdict_alone()
    constants = {**decide.scope.constants, **verdict_of.scope.constants}
    return HEADER + "".join(assignment(name, constants[name]) for name in sorted(constants)) + functions


class _Function:
    """One function under construction, reading parameters, or a patient's ``attributes`` when these are given."""

    def __init__(self, program: Program, attributes: Mapping[str, str] | None) -> None:
        self.program = program
        namer = Namer(GLOBALS)
        names = [fact.name for fact in program.facts]
        if attributes is None:
            reads = {name: namer.local(name) for name in names}
        else:
            reads = {name: f"patient.{attributes[name]}" for name in names}
        self.parameters = list(reads.values())
        self.scope = Scope(program, namer, Writer(), reads)
        self.conditions = Conditions(self.scope)
        self.uses = uses(program)

    def every_outcome(self) -> str:
        """The source of ``decide``."""
        out = self.scope.out
        for fact in self.program.facts:
            read_fact(self.scope, fact)
        out.blank()
        out.line("failed = unknown = False")
        variables = {}
        for name in self.program.order:
            criterion = self.program.criterion.get(name)
            if criterion is not None:
                variables[name] = self._outcome(criterion)
        out.blank()
        out.line("verdict = INELIGIBLE if failed else UNDETERMINED if unknown else ELIGIBLE")
        if variables:
            out.line("return verdict, (")
            for criterion in self.program.criteria:
                out.line(f"    {variables[criterion.name]},")
            out.line(")")
        else:
            out.line("return verdict, ()")
        parameters = "".join(f"    {name}: Any,\n" for name in self.parameters)
        docstring = '    """Every criterion\'s outcome, for values in the order of the data dictionary."""\n'
        return f"\n\ndef decide(\n{parameters}) -> Decision:\n{docstring}" + "".join(out.lines)

    def verdict_alone(self) -> str:
        """The source of ``verdict_of``."""
        out = self.scope.out
        out.line("unknown = False")
        for name in self.program.order:
            criterion = self.program.criterion.get(name)
            if criterion is not None:
                self._early_exit(criterion)
        out.blank()
        out.line("return UNDETERMINED if unknown else ELIGIBLE")
        docstring = '    """The verdict alone of a validated patient, as soon as it is certain."""\n'
        return f"\n\ndef verdict_of(patient: Any) -> Verdict:\n{docstring}" + "".join(out.lines)

    def _outcome(self, criterion: Criterion) -> str:
        passed, failed = self._tests(criterion)
        out = self.scope.out
        variable = self.scope.namer.local(criterion.name)
        branches = [(passed, "PASSED", ""), (failed, "FAILED", "failed = True")]
        word = "if"
        for test, outcome, remember in branches:
            if test == YES:
                out.line(f"{variable} = {outcome}")
                if remember:
                    out.line(remember)
                return variable
            if test != NO:
                with out.when(test, word):
                    out.line(f"{variable} = {outcome}")
                    if remember:
                        out.line(remember)
                word = "elif"
        if word == "if":
            out.line(f"{variable} = UNKNOWN")
            out.line("unknown = True")
        else:
            with out.otherwise():
                out.line(f"{variable} = UNKNOWN")
                out.line("unknown = True")
        return variable

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
        with out.when(passed):
            out.line("pass")
        with out.otherwise():
            out.line("unknown = True")

    def _tests(self, criterion: Criterion) -> tuple[Expression, Expression]:
        """The tests that a criterion is passed and that it is failed, everything before them written."""
        out = self.scope.out
        out.blank()
        out.line(f"# {comment(criterion.name)}: {comment(criterion.label)}")
        for fact in self._facts(criterion):
            read_fact(self.scope, self.program.fact[fact])
        self._shared(criterion)
        met = self.conditions.write(criterion.condition)
        if self.uses[criterion.name]:
            met = self.conditions.in_variable(met, f"{criterion.name}_met")
            self.scope.conditions[criterion.name] = met
        return (met.yes, met.no) if criterion.kind == "include" else (met.no, met.yes)

    def _facts(self, criterion: Criterion) -> list[str]:
        found = set(facts_of(criterion.condition, self.scope.body))
        return [fact.name for fact in self.program.facts if fact.name in found]

    def _shared(self, criterion: Criterion) -> None:
        """Write what is referred to more than once, so that it is in place wherever it is needed."""
        reached = self._reached(criterion)
        for name in self.program.order:
            if name in reached and self.uses[name] > 1 and name in self.program.definition:
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
        if definition.unit is None:
            truths = self.conditions.write(definition.body)  # type: ignore[arg-type]  # unit None marks a condition
            scope.conditions[name] = self.conditions.in_variable(truths, name)
        else:
            numbers: Numbers = self.conditions.numbers
            made = numbers.write(definition.body)  # type: ignore[arg-type]
            scope.named_numbers[name] = numbers.in_variables(made, name)
