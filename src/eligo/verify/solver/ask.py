"""Asking the solver: a patient, a proof that there is none, or why it is not decided."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import z3

from eligo.core import nodes as n
from eligo.core.program import Program
from eligo.core.truth import Truth
from eligo.verify.answers import OUT_OF_TIME, Answer, Patient, Proof, Undecided
from eligo.verify.dictionary import merged
from eligo.verify.questions import Question, Wanted, pieces, real_patients
from eligo.verify.solver.asked import asked
from eligo.verify.solver.conditions import Encoder
from eligo.verify.solver.model import raw_record
from eligo.verify.solver.reach import Reach
from eligo.verify.solver.terms import Bool, differ, disj, is_among
from eligo.verify.solver.variables import Known, Variables

Replays = Callable[[dict[str, object]], bool]
"""Whether a raw record is an answer, as the interpreter sees it."""


Record = dict[str, object]

_ROUNDS_OF_LOOKING = ((100, 25, False), (10, 4, True))
"""The parts of the time that a look at the whole question takes at most, and then one near a known patient; and whether
a proof out of a few parts is looked for, too. Most patients are near a known one, and most proofs are short."""

_ROUNDS = 6
"""How often what the solver finds may fail to replay before it is given up."""
_TOO_LONG = f"{OUT_OF_TIME} was reached"


def nothing(_seconds: float) -> None:
    """There is no other way to an answer."""
    return


class Solver:
    """One program for the solver, or two that are compared. Every answer keeps to the assumptions.

    Args:
        program: the protocol.
        entries: the most entries of a list; 0 leaves all selections among them free.
        seconds: how long one question may take.
        other: another program for the same record, side 1 of a question; it declares the facts that both have alike.
        twins: what of the other is known to mean the same as something here, with the name that it has here: it is said
            once for both, so that what is left free of it is free for both alike.
        moments: how moments are known; where loosely, windows come out in any way too, so that only proofs are of use.
        effort: the most that z3 may do for one look, in its own unit; instead of the time, which no two machines
            measure alike.
    """

    def __init__(
        self,
        program: Program,
        entries: int,
        seconds: float,
        other: Program | None = None,
        twins: Mapping[str, str] | None = None,
        effort: int = 0,
        moments: Known = "exactly",
    ) -> None:
        if effort:  # what z3 does hangs on what it has done before, unless it begins anew
            z3.z3._main_ctx = None  # noqa: SLF001  # expressions are made in it everywhere
        self.program = program
        self.entries = entries
        self.seconds = seconds
        self.sides = (program,) if other is None else (program, other)
        facts = program.facts if other is None else merged(program, other)
        self.variables = Variables(facts, entries, moments)
        self.encoder = Encoder(program, self.variables.declared(program.facts), loose=moments == "loosely")
        self.encoders: tuple[Encoder, ...] = (self.encoder,)
        if other is not None:
            said = self.encoder.said(twins or {})
            self.encoders = (self.encoder, Encoder(other, self.variables.declared(other.facts), said))
        self.solver = z3.Solver()
        self.solver.set("random_seed", 1)
        if effort:
            self.solver.set("rlimit", effort)
        self._timed = not effort
        self._said = 0
        self._curved = z3.Bool("products are products")
        self._literals: dict[tuple[int | str, frozenset[Truth], int], tuple[n.Condition, Bool]] = {}
        self._reach = Reach(self.sides, entries if self.variables.several else 0, seconds)
        domain = (replace(w, side=side) for side, one in enumerate(self.sides) for w in real_patients(one))
        self._domain = tuple((wanted, self._literal(wanted)) for wanted in domain)

    def ask(
        self,
        question: Question,
        replays: Replays,
        close: Callable[[float], Record | None] = nothing,
        narrowly: Callable[[float], Proof | None] = nothing,
        *,
        named: bool = True,
    ) -> Answer:
        """Is there a patient?

        Args:
            question: what is wanted.
            replays: whether a record is an answer.
            close: finds one near a known patient in some seconds; asked when there is neither a patient nor a proof at
                once.
            narrowly: finds a proof out of a few parts; asked after that.
            named: whether a proof has to name what it needs, which takes some more questions.
        """
        parts = self._parts(question)
        literals = [literal for _, literal in parts]

        def core(always: list[Bool]) -> Proof:
            return self._core(parts, always, named=named)

        return self._search(literals, replays, core, close, narrowly)

    def rules_out(self, question: Question, *, named: bool = True) -> Proof | None:
        """A proof that there is no such patient, if it is a short one; ``named`` as for :meth:`ask`."""
        parts = self._parts(question)
        literals = [literal for _, literal in parts]
        deadline = time.monotonic() + self.seconds
        for always in ([], [self._curved]):
            if self._said_of([*literals, *always], deadline) == z3.unsat:
                return self._core(parts, always, named=named)
        return None

    def ask_without(self, fact: str, criteria: Sequence[str], replays: Replays) -> Answer:
        """Is there a patient for whom one of the criteria comes out otherwise when a fact is not given?"""
        literals = self._with_and_without(fact, criteria)
        answer = self._search(literals, replays, lambda _: Proof((), self._reach.of_all))
        self.solver.pop()
        return answer

    def rules_out_without(self, fact: str, criteria: Sequence[str]) -> Proof | None:
        """A proof that there is none, if it is a short one."""
        literals = self._with_and_without(fact, criteria)
        found = self._said_of(literals, time.monotonic() + self.seconds)
        self.solver.pop()
        return Proof((), self._reach.of_all) if found == z3.unsat else None

    def _with_and_without(self, fact: str, criteria: Sequence[str]) -> list[Bool]:
        """Say a second time what the criteria come to, of a record that does not give a fact."""
        without = Encoder(self.program, self.variables.without(fact))
        differs = z3.FreshBool("differs")
        unlike = [differ(self.encoder.truth(n.Ref(name)), without.truth(n.Ref(name))) for name in criteria]
        self._say()
        self.solver.push()
        self.solver.add(z3.Implies(differs, disj(unlike)))
        self.solver.add([one for one in _said_by(without, self._curved) if one is not True])
        return [*(literal for _, literal in self._domain), self.variables.given(fact), differs]

    def _search(
        self,
        literals: list[Bool],
        replays: Replays,
        core: Callable[[list[Bool]], Proof],
        close: Callable[[float], Record | None] = nothing,
        narrowly: Callable[[float], Proof | None] = nothing,
    ) -> Answer:
        deadline = time.monotonic() + self.seconds
        curved = [*literals, self._curved]
        record: Record | None = None
        for look, near, narrow in (*_ROUNDS_OF_LOOKING, (1, None, False)):
            found, record = self._check(literals, min(deadline, time.monotonic() + self.seconds / look))
            if found == z3.unsat:
                return core([])
            if record is not None and replays(record):
                return Patient(record)
            patient = None if near is None else close(self.seconds / near)
            if patient is not None:
                return Patient(patient)
            if found == z3.sat:
                break
            proof = narrowly(self.seconds / 4) if narrow else None
            if proof is not None:
                return proof
        if any(encoder.free or encoder.numbers.curved for encoder in self.encoders):
            answer = self._confirmed(curved, replays, deadline - time.monotonic())
            return core([self._curved]) if answer is None else answer
        return self._undecided(record, deadline)

    def _confirmed(self, literals: list[Bool], replays: Replays, seconds: float) -> Patient | Undecided | None:
        """A patient whom the interpreter confirms, powers and logarithms put right round by round; or None."""
        deadline = time.monotonic() + seconds
        record: dict[str, object] | None = None
        for _ in range(_ROUNDS):
            found, record = self._check(literals, deadline)
            if found == z3.unsat:
                return None
            if record is not None and replays(record):
                return Patient(record)
            beside = self._say_worths() if record is not None else []
            for there in beside:
                found, record = self._check([*literals, *there], deadline)
                if record is not None and replays(record):
                    return Patient(record)
            if not beside:
                break
        return self._undecided(record, deadline)

    def _say_worths(self) -> list[list[Bool]]:
        """Tell the solver what powers and logarithms are worth where its last answer has them, and right beside.

        Returns:
            That they all are there, or on one side; nothing when there is nothing to tell.
        """
        model = self.solver.model()
        placed = [one for encoder in self.encoders for one in encoder.numbers.placed]
        found = [(one, one.places(model)) for one in placed]
        ways: list[list[Bool]] = [[], [], []]
        for one, places in found:
            for way, place in zip(ways, places, strict=False):
                self.solver.add(one.at(*place))
                way += one.there(place)
        return [way for way in ways if way]

    def _undecided(self, record: dict[str, object] | None, deadline: float) -> Undecided:
        free = {why: None for encoder in self.encoders for why in encoder.free}
        if free:
            return Undecided(f"the solver cannot reason exactly about {' and about '.join(free)}")
        if record is None or time.monotonic() > deadline:
            curved = any(encoder.numbers.curved for encoder in self.encoders)
            formula = "; products or quotients of unknown values take long" if curved else ""
            return Undecided(_TOO_LONG + formula)
        return Undecided("what the solver found does not replay", fault=True)

    def _check(self, literals: list[Bool], deadline: float) -> tuple[object, Record | None]:
        """What the solver says, with the record that it found."""
        found = self._said_of(literals, deadline)
        return found, raw_record(self.solver.model(), self.variables) if found == z3.sat else None

    def _said_of(self, literals: list[Bool], deadline: float) -> object:
        self._say()
        left = int((deadline - time.monotonic()) * 1000)
        if left <= 0:
            return z3.unknown
        if self._timed:
            self.solver.set("timeout", left)
        if any(literal is False for literal in literals):
            return z3.unsat
        return asked(self.solver, [literal for literal in literals if literal is not True])

    def _core(self, parts: Sequence[tuple[Wanted, Bool]], always: list[Bool], *, named: bool) -> Proof:
        """The proof out of some parts that together cannot be; none of those it names can be spared."""
        kept = [part for part in parts if part[1] is not True]
        deadline = time.monotonic() + self.seconds
        unsat = {literal.get_id() for literal in self.solver.unsat_core()} if not self._trivial(kept) else None
        if unsat is not None:
            kept = [part for part in kept if part[1].get_id() in unsat]
        for part in list(kept) if named else ():
            rest = [other for other in kept if other is not part]
            if self._said_of([*always, *(literal for _, literal in rest)], deadline) == z3.unsat:
                kept = rest
        names = tuple(dict.fromkeys(wanted.name for wanted, _ in kept if wanted.name)) if named else ()
        return Proof(names, self._reach.of([wanted for wanted, _ in kept]))

    def _trivial(self, parts: Sequence[tuple[Wanted, Bool]]) -> bool:
        return any(literal is False for _, literal in parts)

    # ------------------------------------------------------------ what the solver knows

    def _parts(self, question: Question) -> list[tuple[Wanted, Bool]]:
        """What is wanted with its literals: in pieces, so that a proof needs no more of it than it has to."""
        return [*self._domain, *((one, self._literal(one)) for wanted in question for one in pieces(wanted))]

    def _literal(self, wanted: Wanted) -> Bool:
        """A name for a wanted truth."""
        condition = wanted.condition
        key = (condition.name if isinstance(condition, n.Ref) else id(condition), wanted.truths, wanted.side)
        if key not in self._literals:
            holds = is_among(self.encoders[wanted.side].truth(wanted.condition), wanted.truths)
            if not isinstance(holds, bool):
                literal = z3.FreshBool("wanted")
                self.solver.add(z3.Implies(literal, holds))
                holds = literal
            self._literals[key] = (wanted.condition, holds)
        return self._literals[key][1]

    def _say(self) -> None:
        """Tell the solver what has been encoded since the last time."""
        every = [*self.variables.constraints]
        for encoder in self.encoders:
            every += _said_by(encoder, self._curved)
        if len(every) != self._said:
            self._said = len(every)
            self.solver.add([one for one in every if one is not True])


def _said_by(encoder: Encoder, curved: Bool) -> list[Bool]:
    """What holds of an encoder's terms."""
    equations = (z3.Implies(curved, equation) for equation in encoder.numbers.curved)
    return [*encoder.constraints, *encoder.calendar.constraints, *equations]
