"""What screening finds out; reasons and needs when they are asked for. Made by eligo: not for editing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from .outcomes import Decision, Outcome, Verdict
from .validated import Validated

if TYPE_CHECKING:
    from .runtime.core.explain import CriterionExplanation, Explanation
    from .runtime.core.reading import Problem, Reading

CRITERIA: dict[str, str] = {
    "A1": "Adult",
    "I1": "Moderate to severe ARDS of at most 48 hours, ventilated",
    "I2": "Berlin clinical definition",
    "I3": "Inflammatory, shocked or acidotic",
    "I4": "Informed consent",
    "I5": "Negative SARS-CoV-2 swab",
    "E1": "Pregnant or lactating",
    "E2": "Hypersensitivity",
    "E3": "Concomitant biological treatment",
    "E4": "Neutropenia",
    "E5": "Malignancy",
    "E6": "Renal insufficiency",
}
PERIODS: tuple[int, ...] = (21, 30, 31)


class RecordError(ValueError):
    """A patient's record that cannot be screened.

    Attributes:
        problems: for each reason the fact, and what is wrong with it; never the patient's value.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[RecordError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class Result:
    """What the protocol says of one patient; nothing in it can be changed."""

    __slots__ = ("_decision", "_periods", "_source")

    # Whoever screens sets these: a constructor with arguments would take longer than the slots.
    _decision: Decision
    _source: Validated | tuple[Any, ...]
    _periods: list[Any] | None
    """The periods in place of those of the source, which the caller may have changed since."""

    @property
    def _values(self) -> tuple[Any, ...]:
        source = self._source
        if isinstance(source, Validated):
            return source.given()
        values = list(source)
        for place, period in zip(PERIODS, getattr(self, "_periods", None) or (), strict=False):
            values[place] = period
        return tuple(values)

    @property
    def verdict(self) -> Verdict:
        """Eligible, ineligible, or undetermined while facts are missing that can decide."""
        return self._decision[0]

    @property
    def outcomes(self) -> Mapping[str, Outcome]:
        """Each criterion's outcome, in the author's order."""
        return MappingProxyType(dict(zip(CRITERIA, self._decision[1:], strict=True)))

    @property
    def criteria(self) -> Mapping[str, CriterionResult]:
        """Each criterion with its outcome, its label and its reasons, in the author's order."""
        return MappingProxyType({name: CriterionResult(self, name) for name in CRITERIA})

    @property
    def needs(self) -> tuple[str, ...]:
        """The missing facts that can still change the verdict; none when it is definite."""
        from .program import PROGRAM
        from .runtime.core.needs import needs

        if self.verdict is not Verdict.UNDETERMINED:
            return ()
        return needs(PROGRAM, self._reading().values)

    @property
    def implausible(self) -> tuple[str, ...]:
        """The facts whose values lie outside what is plausible, and so decide nothing."""
        return self._reading().implausible

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The protocol's assumptions that this patient's record contradicts."""
        from .program import PROGRAM
        from .runtime.core.interpret import evaluate

        return evaluate(PROGRAM, self._reading().values).conflicts

    def why(self, width: int = 100) -> str:
        """The reasons for the verdict, with the patient's own values, as text in lines of at most ``width``."""
        return self.explanation().to_text(width)

    def explanation(self) -> Explanation:
        """The reasons for the verdict as data."""
        from .program import PROGRAM
        from .runtime.core.explain import explain

        return explain(PROGRAM, record_of(self._values))

    def to_dict(self) -> dict[str, object]:
        """Everything that :meth:`to_json` writes."""
        return {
            "verdict": self.verdict.value,
            "outcomes": {name: outcome.value for name, outcome in self.outcomes.items()},
            "needs": list(self.needs),
            "implausible": list(self.implausible),
            "conflicts": list(self.conflicts),
        }

    def to_json(self) -> str:
        """Verdict, outcomes, needs, implausible facts and conflicts as a JSON object; none of the patient's values."""
        import json

        return json.dumps(self.to_dict(), ensure_ascii=False)

    def _reading(self) -> Reading:
        return _read(self._values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Result) and self._decision == other._decision and self._values == other._values

    def __hash__(self) -> int:
        return hash(self._decision)

    def __repr__(self) -> str:
        failed = [name for name, outcome in self.outcomes.items() if outcome is Outcome.FAILED]
        unknown = [name for name, outcome in self.outcomes.items() if outcome is Outcome.UNKNOWN]
        parts = [self.verdict.value]
        if failed:
            parts.append(f"failed {', '.join(failed)}")
        if unknown:
            parts.append(f"unknown {', '.join(unknown)}")
        return f"<Result {'; '.join(parts)}>"


class CriterionResult:
    """What one criterion says of one patient."""

    __slots__ = ("_name", "_result")

    def __init__(self, result: Result, name: str) -> None:
        self._result = result
        self._name = name

    @property
    def name(self) -> str:
        """The criterion's name in the protocol."""
        return self._name

    @property
    def label(self) -> str:
        """The author's words."""
        return CRITERIA[self._name]

    @property
    def outcome(self) -> Outcome:
        """Passed, failed or unknown."""
        return self._result.outcomes[self._name]

    @property
    def applies(self) -> bool:
        """False when the criterion is known not to apply to this patient: it has passed then."""
        return self.explanation().applies

    def explanation(self) -> CriterionExplanation:
        """The reasons as data."""
        return next(c for c in self._result.explanation().criteria if c.name == self._name)

    def why(self) -> str:
        """The reasons as text, with the patient's own values."""
        return "\n".join(reason.text for reason in self.explanation().reasons)

    def __repr__(self) -> str:
        return f"<CriterionResult {self._name}: {self.outcome.value}>"


def record_of(values: Iterable[Any]) -> dict[str, Any]:
    """The values of one patient by the names of the facts, unknown ones left out."""
    from .program import PROGRAM

    named = zip(PROGRAM.facts, values, strict=True)
    return {fact.name: value for fact, value in named if value is not None}


def exact_decision(values: Iterable[Any]) -> Decision:
    """The decision by the definition of the protocol's meaning, slowly.

    Raises:
        RecordError: a value cannot be read.
    """
    from .program import PROGRAM
    from .runtime.core.interpret import evaluate

    evaluation = evaluate(PROGRAM, _read(values).values)
    return Verdict(evaluation.verdict), *(Outcome(evaluation.outcomes[name]) for name in CRITERIA)


def _read(values: Iterable[Any]) -> Reading:
    from .program import PROGRAM
    from .runtime.core.reading import read_record

    reading = read_record(PROGRAM.facts, record_of(values))
    if reading.problems:
        raise RecordError(reading.problems)
    return reading
