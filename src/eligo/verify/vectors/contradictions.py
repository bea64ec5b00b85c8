"""Patients who contradict what the protocol assumes of every real patient, and those who just do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from eligo.core.excerpt import excerpt
from eligo.core.interpret import evaluate
from eligo.core.program import Criterion, Program
from eligo.core.vectors import Contradiction

from .collect import vectors
from .patients import Patients


def contradictions(program: Program) -> Iterator[Contradiction]:
    """For each assumption the patients that a criterion of the same words would be tried with."""
    patients = Patients(program)
    vignettes = {patient.name: patient for patient in patients.every}
    for vector in vectors(_assumptions_alone(program)) if program.assumptions else ():
        changed = {**vignettes[vector.patient].given, **dict(vector.change)}
        read = patients.read(vector.patient, changed)
        if read is not None:
            told = evaluate(program, read.values).conflicts
            yield Contradiction(vector.title, vector.patient, vector.change, told)


def _assumptions_alone(program: Program) -> Program:
    """The protocol as if its assumptions were all of its criteria."""
    own = excerpt(program, [assumption.condition for assumption in program.assumptions])
    taken = {*own.fact, *own.definition}
    free = (name for number in count(1) if (name := f"assumption_{number}") not in taken)
    criteria = tuple(
        Criterion(name, assumption.label, "include", assumption.condition, assumption.condition, line=assumption.line)
        for name, assumption in zip(free, program.assumptions, strict=False)
    )
    order = (*own.order, *(criterion.name for criterion in criteria))
    return replace(own, criteria=criteria, vignettes=program.vignettes, order=order)
