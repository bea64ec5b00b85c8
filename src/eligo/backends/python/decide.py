"""Program to the body of a function: the criteria one after the other, as straight-line Python."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from eligo.backends.python.conditions import Conditions
from eligo.backends.python.expressions import NO, YES, Expression, negated
from eligo.backends.python.layout import (
    INDENT,
    WIDTH,
    Argument,
    comment,
    laid_out,
    sequence,
)
from eligo.backends.python.lists import Lists, nodes_of, repeats
from eligo.backends.python.names import Namer
from eligo.backends.python.reading import name_variables, read_fact, variables_of
from eligo.backends.python.scope import GLOBALS, Scope, Times
from eligo.backends.python.usage import edges, references, uses
from eligo.backends.python.writer import Writer
from eligo.core import nodes as n
from eligo.core.program import Criterion, Program
from eligo.core.residual import parts

WORD = re.compile(r"\w+")
FORM = "tuple[Any, ...]"
LONGEST_CHAIN = 8
"""So many definitions that are used once are written within each other; a longer chain gets variables on its way."""


def _named(program: Program, used: Mapping[str, int]) -> frozenset[str]:
    """The definitions that are computed into variables; any other is written where it is used."""
    named: set[str] = set()
    chain: dict[str, int] = {}
    looped = {name for node in nodes_of(program) for name in _within_a_loop(node)}
    looped.update(name for d in program.definitions if d.within for name in references(d.body))
    for name in program.order:
        if name not in program.definition or program.definition[name].within:
            continue
        length = 1 + max((chain.get(r, 0) for r in references(program.definition[name].body)), default=0)
        if used.get(name, 0) > 1 or length > LONGEST_CHAIN or name in looped:
            named.add(name)
        else:
            chain[name] = length
    return frozenset(named)


def _within_a_loop(node: object) -> Iterator[str]:
    """The names that a selection refers to: what they stand for is the same for each entry."""
    if isinstance(node, n.Several | n.PickIs | n.Pick | n.PickMoment):
        yield from references(node)


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


class Function:
    """One function under construction; all functions give the facts the same variables."""

    def __init__(self, program: Program, constants: dict[str, Argument], times: Times) -> None:
        self.program = program
        namer = Namer(GLOBALS)
        self.scope = Scope(program, namer, Writer(), times, constants, edges=edges(program))
        self.given = name_variables(self.scope)
        self.outcomes = {criterion.name: namer.local(criterion.name) for criterion in program.criteria}
        self.conditions = Conditions(self.scope)
        self.lists = Lists(self.scope, self.conditions.selections.current)
        self.uses = uses(program)
        self.named = _named(program, self.uses)
        self.place = {name: number for number, name in enumerate(program.order)}

    def check_all(self, used: Set[str] = frozenset()) -> None:
        """Check every fact, and bring it into the form that tests compare; ``used`` are the names in the tests."""
        self.scope.used = used
        self._read()
        self.scope.out.blank()

    def read_all(self, used: Set[str]) -> list[str]:
        """The body of a function that returns the variables that are used; their names."""
        variables = [variable for fact in self.program.facts for variable in variables_of(self.scope, fact)]
        needed = [variable for variable in variables if variable in used]
        self.scope.used = used
        self._read()
        self.scope.out.line(f"return {laid_out(sequence(needed), INDENT, len('return '))}")
        return needed

    def _read(self) -> None:
        for fact in self.program.facts:
            if repeats(fact):
                self.lists.read(fact)
            else:
                read_fact(self.scope, fact)

    def every_outcome(self) -> None:
        """The body of ``decide``."""
        out = self.scope.out
        out.line("failed = unknown = False")
        for criterion in self._criteria():
            self._outcome(criterion)
        out.blank()
        out.line("verdict = INELIGIBLE if failed else UNDETERMINED if unknown else ELIGIBLE")
        outcomes = sequence(["verdict", *(self.outcomes[criterion.name] for criterion in self.program.criteria)])
        out.line(f"return {laid_out(outcomes, INDENT, len('return '))}")

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

    def declaration(self, name: str, argument: str, result: str, variables: Sequence[str]) -> str:
        """What a C compiler is to know of the function: what its doubles are, and the kind of its result."""
        doubles = sorted(self.scope.doubles & (self.words() | set(variables)))
        lines = "".join(f"{INDENT}{name}=double,\n" for name in doubles)
        return f"\n\n@cython.locals(\n{lines})\ncpdef {result} {name}(tuple {argument})\n"

    def _criteria(self) -> Iterator[Criterion]:
        for name in self.program.order:
            criterion = self.program.criterion.get(name)
            if criterion is not None:
                yield criterion

    def _cheapest_first(self) -> list[Criterion]:
        """The criteria by the size of their rules; one that refers to another comes after it."""
        sizes: dict[str, int] = {}
        for name in self.program.order:
            body = self.scope.program.body(name)
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
            self.conditions.define(name)

    def _reached(self, criterion: Criterion) -> set[str]:
        """The names that a criterion's condition leads to and that are not computed yet."""
        found: set[str] = set()
        waiting = list(references(criterion.condition))
        while waiting:
            name = waiting.pop()
            if name not in found and name not in self.scope.conditions and name not in self.scope.named_numbers:
                found.add(name)
                waiting += references(self.scope.program.body(name))
        return found
