"""The syntax tree: what the author wrote, and where.

Nodes are frozen and compare by content alone, not by place, so that ``parse(format(x)) == parse(x)`` says what it
means. Text of numbers is kept as written (``1.50`` stays ``1.50``); meaning comes later, in ``semantics``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from eligo.source import Span

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Anything with a place."""

    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Word(Node):
    """A name where it is used or declared, such as ``pf_ratio`` or ``I3.shock``."""

    text: str


@dataclass(frozen=True, slots=True)
class Text(Node):
    """A quoted string, its escapes resolved."""

    text: str


@dataclass(frozen=True, slots=True)
class Unit(Node):
    """A UCUM unit as written, without quotes."""

    text: str


# ---------------------------------------------------------------- expressions


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A fact, definition, criterion, labelled member (``I3.shock``), choice value, or ``eligible``."""

    name: str


@dataclass(frozen=True, slots=True)
class Quantity(Node):
    """A number with or without a unit; ``number`` is its text, such as ``1.5``."""

    number: str
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Truth(Node):
    """``yes`` or ``no``."""

    value: bool


@dataclass(frozen=True, slots=True)
class Not(Node):
    operand: Expr


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """Arithmetic minus."""

    operand: Expr


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """``a and b and c`` or ``a or b or c``, flattened: two operands or more."""

    op: Literal["and", "or"]
    operands: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Implies(Node):
    condition: Expr
    consequence: Expr


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    op: Literal["+", "-", "*", "/"]
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Otherwise(Node):
    """The first of the operands that is known: ``pf_ratio otherwise pao2 / fio2``, flattened."""

    operands: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Compare(Node):
    op: Literal["<", "<=", "=", "!=", ">=", ">"]
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Between(Node):
    """``x between a and b``, both ends in."""

    operand: Expr
    low: Expr
    high: Expr


@dataclass(frozen=True, slots=True)
class OneOf(Node):
    """``x is one of { a, b }`` or ``x is not one of { a, b }``; an option may be the name of a list."""

    operand: Expr
    options: tuple[Word, ...]
    negated: bool = False
    named: Word | None = None
    """The list in ``x is one of strong_inhibitors``; then there are no ``options``."""


@dataclass(frozen=True, slots=True)
class IsKnown(Node):
    """``x is known`` or ``x is not known``."""

    operand: Expr
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Member(Node):
    """One member of a group: ``shock "Vasopressor dependence": condition``; unlabelled when ``name`` is None."""

    name: Word | None
    label: Text | None
    condition: Expr


@dataclass(frozen=True, slots=True)
class Group(Node):
    """``all of {..}``, ``any of {..}``, ``none of {..}``, and ``at least``, ``at most``, ``exactly N of {..}``."""

    quantifier: Literal["all", "any", "none", "at least", "at most", "exactly"]
    count: str | None
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class If(Node):
    """``if c then a`` (a condition) or ``if c then a else b`` (conditions or numbers)."""

    condition: Expr
    then: Expr
    otherwise: Expr | None = None


@dataclass(frozen=True, slots=True)
class Arm(Node):
    """One line of a ``case``: ``platelets < 20 10*9/L: 4``; the condition of ``otherwise: 0`` is None."""

    condition: Expr | None
    value: Expr


@dataclass(frozen=True, slots=True)
class Case(Node):
    """``case { c1: v1, c2: v2, otherwise: v }``: the first arm that holds counts; ``otherwise`` is the last."""

    arms: tuple[Arm, ...]


@dataclass(frozen=True, slots=True)
class Extreme(Node):
    """``greatest of { a, b }`` or ``least of { a, b }``: two numbers or more."""

    which: Literal["greatest", "least"]
    operands: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Power(Node):
    """``x ^ y``."""

    base: Expr
    exponent: Expr


@dataclass(frozen=True, slots=True)
class Window(Node):
    """Where one moment lies from another.

    ``x within 48 h before m`` (also ``after``, ``of``), ``x at least 30 d before m`` (also ``at most``, ``more than``,
    ``less than``; ``before`` or ``after``), and without a duration ``x before m``, ``x after m``,
    ``x at or before m``, ``x at or after m``.
    """

    subject: Expr
    bound: Literal["within", "at least", "at most", "more than", "less than", "strictly", "at or"]
    duration: Quantity | None
    direction: Literal["before", "after", "of"]
    anchor: Expr


@dataclass(frozen=True, slots=True)
class Lasting(Node):
    """``p lasting at least 1 h`` (also ``at most``, ``more than``, ``less than``)."""

    period: Expr
    bound: Literal["at least", "at most", "more than", "less than"]
    duration: Quantity


@dataclass(frozen=True, slots=True)
class During(Node):
    """``p at m``: the period is in progress at the moment."""

    period: Expr
    anchor: Expr


@dataclass(frozen=True, slots=True)
class Elapsed(Node):
    """``years from born to screening``: completed calendar years or months, or exact weeks to minutes."""

    measure: Literal["years", "months", "weeks", "days", "hours", "minutes"]
    start: Expr
    end: Expr


@dataclass(frozen=True, slots=True)
class InUnit(Node):
    """``weight in kg``: the bare number of a quantity in a unit, for empirical formulas."""

    operand: Expr
    unit: Unit


@dataclass(frozen=True, slots=True)
class EdgeOf(Node):
    """``start of p`` or ``end of p``: a moment."""

    edge: Literal["start", "end"]
    period: Expr


@dataclass(frozen=True, slots=True)
class Stretch(Node):
    """Which entries a selection looks at, by their time: ``within 7 d before screening``, ``after surgery``."""

    bound: Literal["within", "at least", "at most", "more than", "less than", "strictly", "at or"]
    duration: Quantity | None
    direction: Literal["before", "after", "of"]
    anchor: Expr


@dataclass(frozen=True, slots=True)
class Select(Node):
    """A selection among the entries of a record that repeats: ``latest of creatinine within 7 d before screening``.

    ``any``, ``none``, ``all``, ``at least``, ``at most`` and ``exactly`` are conditions; ``count`` is a number; the
    others give the value of one entry or of several together. ``target`` is ``biologic``, ``biologic.dose``, or a fact
    with repeated values. ``where`` says which entries count, ``have`` what is asked of them.
    """

    how: Literal[
        "any", "none", "all", "at least", "at most", "exactly",
        "latest", "previous", "first", "lowest", "highest", "count", "sum", "mean",
    ]  # fmt: skip
    target: Word
    number: str | None = None
    stretch: Stretch | None = None
    where: Expr | None = None
    have: Expr | None = None


Expr = (
    Name
    | Quantity
    | Truth
    | Not
    | Negative
    | Logic
    | Implies
    | Arithmetic
    | Otherwise
    | Compare
    | Between
    | OneOf
    | IsKnown
    | Group
    | If
    | Case
    | Extreme
    | Power
    | Window
    | Lasting
    | During
    | Elapsed
    | InUnit
    | EdgeOf
    | Select
)

EXPRESSIONS: tuple[type[Node], ...] = get_args(Expr)
"""The classes of expressions, for telling them from other nodes."""

# ---------------------------------------------------------------- declarations


@dataclass(frozen=True, slots=True)
class Property(Node):
    """One line of the protocol header: ``version 2025-10-21``, ``phase 2``, ``sponsor "..."``."""

    key: Word
    value: Text | Word


@dataclass(frozen=True, slots=True)
class Header(Node):
    """``protocol ID "Title" { ... }``."""

    id: Word
    title: Text
    properties: tuple[Property, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemRef(Node):
    """``inclusion 3``, ``exclusion 4`` or ``field minimum_age``; with several sources, ``registry inclusion 3``."""

    kind: Literal["inclusion", "exclusion", "field"]
    number: str
    source: Word | None = None


@dataclass(frozen=True, slots=True)
class SourceItem(Node):
    """``inclusion 3 "..."``, with ``not computable "why"`` when no criterion can answer it.

    ``defect "..."`` says what is wrong with the item as it was published, ``reading "..."`` how it was understood.
    """

    ref: ItemRef
    text: Text
    not_computable: Text | None = None
    defects: tuple[Text, ...] = ()
    readings: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceDoc(Node):
    """``source registry "ClinicalTrials.gov NCT05914454" { items }``."""

    name: Word
    title: Text
    items: tuple[SourceItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Plausible(Node):
    """``plausible 20 to 700``: numbers in the declared unit unless they carry their own."""

    low: Quantity
    high: Quantity


@dataclass(frozen=True, slots=True)
class Code(Node):
    """``code LOINC 50984-4``."""

    system: Word
    code: Text


@dataclass(frozen=True, slots=True)
class Fact(Node):
    """``number``, ``flag``, ``choice``, ``moment``, ``period`` or ``events``; what a kind does not have is empty."""

    kind: Literal["number", "flag", "choice", "moment", "period", "events"]
    name: Word
    label: Text
    unit: Unit | None = None
    options: tuple[Word, ...] = ()
    plausible: Plausible | None = None
    precision: Quantity | None = None
    molar_mass: Quantity | None = None
    missing: Word | None = None
    """``missing means no``, ``missing means yes`` or, for a choice, one of its values."""
    judged_by: Word | None = None
    attested_by: Word | None = None
    about: Word | None = None
    """Whom the fact is about, when it is not the patient: ``about partner``."""
    planned: bool = False
    """A plan or forecast for the time of the trial, not a finding."""
    ordered: bool = False
    """Whether the values of a choice go from the least to the greatest: ``of I < II < III < IV``."""
    codes: tuple[Code, ...] = ()
    value_sets: tuple[Word, ...] = ()
    repeated: bool = False
    """A record may give several values, each with its time."""
    fields: tuple[Fact, ...] = ()
    """What an entry of ``events`` holds."""


@dataclass(frozen=True, slots=True)
class NamedList(Node):
    """``list strong_cyp3a "Strong CYP3A inhibitors" { clarithromycin, itraconazole }``: values, and other lists."""

    name: Word
    label: Text
    members: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class CodesFrom(Node):
    """``from SNOMED 363346000 with descendants except 254701007``.

    ``descendants`` takes in all that the terminology places below the codes; ``excluded`` then takes out those codes
    and all below them.
    """

    system: Word
    codes: tuple[Text, ...]
    descendants: bool = False
    excluded: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueSet(Node):
    """``codes malignancy "Malignant disease" from SNOMED ... from ICD10 ...``."""

    name: Word
    label: Text
    parts: tuple[CodesFrom, ...]


@dataclass(frozen=True, slots=True)
class UseFile(Node):
    """``use "shared/labs.eligo"``: what that file declares is declared here as well."""

    path: Text


@dataclass(frozen=True, slots=True)
class UseLibrary(Node):
    """``use library bmi``: the same, of a file that eligo brings along."""

    name: Word


@dataclass(frozen=True, slots=True)
class Define(Node):
    """``define pf "P/F ratio" in mm[Hg] = pf_ratio otherwise pao2 / fio2``."""

    name: Word
    label: Text
    unit: Unit | None
    body: Expr
    note: Text | None = None
    """``from "the formula's source"``."""


@dataclass(frozen=True, slots=True)
class Assume(Node):
    """``assume "Only women are pregnant": pregnant implies sex = female``."""

    label: Text
    condition: Expr


@dataclass(frozen=True, slots=True)
class Unless(Node):
    """``unless "label": condition`` in a criterion; the label may be absent."""

    label: Text | None
    condition: Expr


@dataclass(frozen=True, slots=True)
class Applies(Node):
    """``applies to condition`` in a criterion: whoever it does not apply to passes it."""

    condition: Expr


@dataclass(frozen=True, slots=True)
class Criterion(Node):
    """``include I3 "..." { from .. applies to .. require .. unless .. reading .. }``; ``exclude`` has ``when ..``."""

    kind: Literal["include", "exclude"]
    name: Word
    label: Text
    origins: tuple[ItemRef, ...]
    condition: Expr
    unless: tuple[Unless, ...] = ()
    readings: tuple[Text, ...] = ()
    applies: Applies | None = None


@dataclass(frozen=True, slots=True)
class Claim(Node):
    """``claim "A ratio of 200 mmHg or more is never eligible": condition``."""

    label: Text
    condition: Expr


@dataclass(frozen=True, slots=True)
class Timestamp(Node):
    """A moment as written: ``2025-10-21``, ``2025-10-21T14:30``, ``...+01:00``, a month ``2025-10``, ``2025``."""

    text: str


@dataclass(frozen=True, slots=True)
class PeriodValue(Node):
    """``from 2025-10-21T08:00 to 2025-10-21T09:00``; without ``to`` it is still running."""

    start: Timestamp
    end: Timestamp | None = None


@dataclass(frozen=True, slots=True)
class Sample(Node):
    """One of several values, with its time: ``1.2 mg/dL at 2025-10-21``."""

    value: Quantity | Truth | Word
    at: Timestamp


@dataclass(frozen=True, slots=True)
class Entry(Node):
    """One entry of ``events``: ``{ agent anakinra  given_on 2025-09-01 }``."""

    given: tuple[Given, ...]


Value = Quantity | Truth | Word | Timestamp | PeriodValue | Sample | Entry
"""A fact's value in a patient; the word ``unknown`` takes a value away again after ``like``, and the word ``complete``
says of ``events`` that there are no others."""


@dataclass(frozen=True, slots=True)
class Given(Node):
    """One fact of a patient: ``pf_ratio 142 mm[Hg]``."""

    fact: Word
    value: Value


@dataclass(frozen=True, slots=True)
class Patient(Node):
    """``patient septic "Septic shock" { ... }``, or ``like septic { only what differs }``."""

    name: Word
    label: Text
    like: Word | None
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Expect(Node):
    """``expect edge ineligible because I1``; ``expect p undetermined needing swab``.

    ``because`` lists exactly the criteria that fail, ``needing`` exactly the facts that can still change the verdict;
    None where the author did not say.
    """

    patient: Word
    verdict: Literal["eligible", "ineligible", "undetermined"]
    because: tuple[Word, ...] | None = None
    needing: tuple[Word, ...] | None = None


Use = UseFile | UseLibrary
Statement = (
    Header | SourceDoc | Fact | Define | Assume | Criterion | Claim | Patient | Expect | NamedList | ValueSet | Use
)


@dataclass(frozen=True, slots=True)
class Module(Node):
    """A whole file, statements in the order written."""

    statements: tuple[Statement, ...] = ()
