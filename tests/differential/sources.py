"""Strategies of whole protocols as source text: well-typed, of every construct of the language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from .expressions import SUBSTANCE, Author, Scope
from .pieces import Piece
from .selections import Listing
from .vocabulary import NAMES, OPTIONS, QUANTITIES

KINDS = ("number", "flag", "choice", "moment", "period")
REPEATING = ("events", "repeated")
DATES = (
    "2025-10-21",
    "2024-02-29",
    "2025-03-30T12:00",
    "2025-03-31T10:00:05",
    "1961-07-04",
    "2007-03-31T09:59:59.999999",
)


@dataclass(frozen=True, slots=True)
class Protocol:
    """A protocol as text, with as few parentheses as it needs, and with as many as it can have."""

    text: str
    parenthesized: str

    def __repr__(self) -> str:
        return f"Protocol(text=\n{self.text}\n)"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: the words around its expressions."""

    parts: tuple[str | Piece, ...]

    def text(self, *, full: bool) -> str:
        return "".join(part if isinstance(part, str) else part.text(full=full) for part in self.parts)


@st.composite
def protocols(draw: st.DrawFn, *, patients: bool = True, depth: int = 3) -> Protocol:
    """Well-typed protocols of a few facts, definitions and criteria."""
    return _Protocol(draw, depth).write(patients=patients)


class _Protocol:
    def __init__(self, draw: st.DrawFn, depth: int) -> None:
        self.draw = draw
        self.depth = depth
        self.scope = Scope()
        self.statements: list[Statement] = []
        self.author = Author(draw, self.scope, self.name)
        self.items: list[str] = []
        self.criteria: list[str] = []
        self.values: dict[str, Callable[[], str]] = {}

    def name(self) -> str:
        """A name that nothing has yet."""
        wanted = self.draw(st.sampled_from(NAMES))
        name, number = wanted, 2
        while name in self.scope.taken:
            name, number = f"{wanted}_{number}", number + 1
        self.scope.taken.add(name)
        return name

    def add(self, *parts: str | Piece) -> None:
        self.statements.append(Statement(parts))

    def write(self, *, patients: bool) -> Protocol:
        self.header()
        self.source()
        if self.scope.anchor == "day_zero":
            self.scope.taken.add("day_zero")
            self.scope.facts.append("day_zero")
            self.scope.moments.append("day_zero")
            self.add('moment day_zero "Day zero"')
        repeating = self.author.chance(2)
        if repeating:
            self.scope.taken |= {"value", "time"}  # what a sample holds
        for _ in range(self.draw(st.integers(2, 7))):
            self.fact(self.draw(st.sampled_from(KINDS)))
        for _ in range(self.draw(st.integers(1, 2)) if repeating else 0):
            if self.author.chance(2):
                self.events()
            else:
                self.repeated(str(self.author.one("number", "number", "flag", "choice")))
        for _ in range(self.draw(st.integers(0, 3))):
            self.define()
        for _ in range(self.draw(st.integers(1, 4))):
            self.criterion()
            if self.author.chance(4):
                self.define()
        for _ in range(self.draw(st.integers(0, 2))):
            self.sentence("assume")
        if self.author.chance(2):
            self.sentence("claim")
        if patients:
            self.patients()
        order = self.draw(st.permutations(self.statements)) if self.author.chance(3) else self.statements
        comment = '  # {{ a comment }} " with a quote' if self.author.chance(3) else ""
        texts = ("\n".join(f"{s.text(full=full)}{comment}" for s in order) + "\n" for full in (False, True))
        return Protocol(*texts)

    # ------------------------------------------------------------ header and sources

    def header(self) -> None:
        title = self.author.text()
        lines = ["version 2025-10-21", "phase 2", f"sponsor {self.author.text()}", "code NCT-1/2.a"]
        chosen = self.draw(st.lists(st.sampled_from(lines), unique=True))
        if self.author.chance(3):
            chosen.append("anchor day_zero")
            self.scope.anchor = "day_zero"
        self.add(
            f"protocol {self.draw(st.sampled_from(['T1', 'class', '_x', 'NCT05914454']))} {title} {{ {' '.join(chosen)} }}"
        )

    def source(self) -> None:
        if not self.author.chance(4):
            self.items = ["inclusion 1", "exclusion 2", "field minimum_age"]
            items = " ".join(f"{item} {self.author.text()}" for item in self.items)
            self.add(
                f'source registry {self.author.text()} {{ {items} inclusion 9 "z" not computable "why" defect "cut off" reading {self.author.text()} }}'
            )
            self.items.append("registry inclusion 9")

    # ------------------------------------------------------------ facts

    def fact(self, kind: str) -> None:
        name = self.name()
        options: list[str] = []
        getattr(self, f"_{kind}")(name, options)
        if self.author.chance(5):
            options.append("code LOINC 751-8")
        if self.author.chance(5):
            options.append(f"codes {self.codes()}")
        if kind in ("number", "flag", "choice") and self.author.chance(5):
            options.append("judged by physician")
        options += [role for role in ("attested by patient", "about partner", "planned") if self.author.chance(8)]
        options = self.draw(st.permutations(options))
        self.scope.facts.append(name)
        self.add("  ".join([f"{kind} {name} {self.author.text()}", *options]))

    def repeated(self, kind: str) -> None:
        """A fact with repeated values; its bare name is the latest of them."""
        name = self.name()
        options: list[str] = ["repeated"]
        getattr(self, f"_{kind}")(name, options)
        listing = Listing(sampled=True, kinds={"value": self.scope.number_facts.get(name, kind), "time": "moment"})
        if kind == "choice":
            listing.options["value"] = self.scope.choices[name]
        if name in self.scope.molar:
            listing.molar.append("value")
        if name in self.scope.exact_times:
            listing.exact_times.append("value")
        self.scope.lists[name] = listing
        self.scope.facts.append(name)
        lines: list[str | Piece] = [
            "  ".join([f"{kind} {name} {self.author.text()}", *self.draw(st.permutations(options))])
        ]
        if self.author.chance(3):
            lines += [" {", *self._defined(name, listing), "\n}"]
        self.add(*lines)
        value = self.values[name]
        self.values[name] = lambda: self._sampled(name, value)

    def _sampled(self, name: str, value: Callable[[], str]) -> str:
        """A single value, or several with their times."""
        times = [time for time in DATES if self.draw(st.booleans())]
        return f"\n    {name} ".join(f"{value()} at {time}" for time in times) if times else value()

    def events(self) -> None:
        """Entries of a few fields."""
        name, outer, values = self.name(), self.scope, self.values
        values_of: dict[str, Callable[[], str]] = {}
        listing = Listing(sampled=False)
        written = []
        for _ in range(self.draw(st.integers(1, 4))):
            kind, key = self.draw(st.sampled_from(KINDS)), self.name()
            # What a field is, as if it were a fact, beside which there is no other.
            self.scope, self.values = Scope(taken=outer.taken), {}
            options: list[str] = []
            getattr(self, f"_{kind}")(key, options)
            listing.kinds[key] = self.scope.number_facts.get(key, kind)
            listing.options |= self.scope.choices
            listing.molar += self.scope.molar
            listing.exact_times += self.scope.exact_times
            written.append("  ".join([f"{kind} {key} {self.author.text()}", *self.draw(st.permutations(options))]))
            quantity = self.scope.number_facts.get(key)
            values_of[key] = self.values[key] if quantity is None else self._literal(quantity)
        self.scope, self.values = outer, values
        self.scope.lists[name] = listing
        closed = "  missing means no" if self.author.chance(3) else ""
        self.values[name] = lambda: self._entries(name, values_of, closed=bool(closed))
        lines: list[str | Piece] = [f"events {name} {self.author.text()}{closed} {{\n    ", "\n    ".join(written)]
        for _ in range(self.draw(st.sampled_from([0, 0, 1, 2]))):
            lines += self._defined(name, listing)
        self.add(*lines, "\n}")

    def _defined(self, name: str, listing: Listing) -> list[str | Piece]:
        """A definition of each entry, which may use those before it."""
        kind, body = self.author.selecting.definition(name)
        key, label = self.name(), self.author.text()
        unit = "" if kind == "condition" else f" in {self.draw(st.sampled_from(QUANTITIES[kind].units))}"
        listing.defined[key] = kind
        return [f"\n    define {key} {label}{unit} = ", body]

    def _literal(self, quantity: str) -> Callable[[], str]:
        return lambda: self.author.literal(quantity).text()

    def _entries(self, name: str, values_of: dict[str, Callable[[], str]], *, closed: bool) -> str:
        """A few entries, some without all of their fields; or none. ``closed``: missing entries mean no."""
        entries = []
        for _ in range(self.draw(st.integers(0, 3))):
            keys = self.draw(st.lists(st.sampled_from(sorted(values_of)), unique=True))
            entries.append("{ " + self.author.one(", ", " ").join(f"{key} {values_of[key]()}" for key in keys) + " }")
        if not entries and self.author.chance(2):
            entries.append("no")
        elif not closed:
            entries.append(str(self.author.one("complete", "incomplete")))  # after `like` it has to be said
        elif not entries or self.author.chance(2):
            entries.append("complete")
        return f"\n    {name} ".join(entries)

    def _number(self, name: str, options: list[str]) -> None:
        kind = self.draw(st.sampled_from(sorted(QUANTITIES)))
        quantity = QUANTITIES[kind]
        unit = self.draw(st.integers(0, min(1, len(quantity.units) - 1)))
        options.append(f"in {quantity.units[unit]}")
        numbers = st.sampled_from(quantity.numbers[unit])
        if not self.author.chance(3):
            low, high = sorted((self.draw(numbers), self.draw(numbers)), key=float)
            options.append(f"plausible {self.draw(st.sampled_from(['0', '-5', low]))} to {high}1")
        if self.author.chance(4):
            options.append("precision 0.1")
        if kind in SUBSTANCE and not self.author.chance(3):
            options.append("molar mass 113.12 g/mol")
            self.scope.molar.append(name)
        self.scope.numbers.setdefault(kind, []).append(name)
        self.scope.number_facts[name] = kind
        if kind == "time" and quantity.units[unit] not in ("a", "mo"):
            self.scope.exact_times.append(name)
        self.values[name] = lambda: self.author.limit(name).text()

    def _flag(self, name: str, options: list[str]) -> None:
        self._missing(options, "yes", "no")
        self.scope.flags.append(name)
        self.values[name] = lambda: str(self.author.one("yes", "no"))

    def _choice(self, name: str, options: list[str]) -> None:
        values = tuple(self.draw(st.lists(st.sampled_from(OPTIONS), min_size=1, max_size=4, unique=True)))
        ordered = len(values) > 1 and self.draw(st.booleans())
        options.append(f"of {(' < ' if ordered else ', ').join(values)}")
        if ordered:
            self.scope.ordered.append(name)
        self._missing(options, *values)
        self.scope.choices[name] = values
        self.values[name] = lambda: str(self.author.one(*values))
        for _ in range(self.draw(st.sampled_from([0, 0, 1, 2]))):
            self.list_of(name, values)

    def list_of(self, choice: str, values: tuple[str, ...]) -> None:
        """A list of some values of a choice, and of lists of them."""
        lists = self.scope.named.setdefault(choice, [])
        words = self.draw(st.lists(st.sampled_from([*values, *lists]), min_size=1, max_size=3, unique=True))
        name = f"{self.name()}_list"
        lists.append(name)
        self.add(f"list {name} {self.author.text()} {{ {', '.join(words)} }}")

    def codes(self) -> str:
        """A set of codes, by its name."""
        name = f"{self.name()}_codes"
        below = str(self.author.one("", " with descendants", ' with descendants except 254701007, "10 9355002"'))
        more = str(self.author.one("", " from ICD10 C00, C97.1"))
        self.add(f"codes {name} {self.author.text()} from SNOMED 363346000{below}{more}")
        return name

    def _moment(self, name: str, options: list[str]) -> None:
        self._missing(options, "no")
        self.scope.moments.append(name)
        self.values[name] = lambda: str(self.author.one(*DATES, "no", "2024-02", "2024\n"))

    def _period(self, name: str, options: list[str]) -> None:
        self._missing(options, "no")
        self.scope.periods.append(name)
        first, *later = sorted(DATES)
        self.values[name] = lambda: str(
            self.author.one(
                "no", "from 2020 to 2024", "from 2021-03", f"from {first}", f"from {first} to {self.author.one(*later)}"
            )
        )

    def _missing(self, options: list[str], *values: str) -> None:
        if self.author.chance(4):
            options.append(f"missing means {self.author.one(*values)}")

    # ------------------------------------------------------------ rules

    def define(self) -> None:
        kinds = sorted(k for k, names in self.scope.numbers.items() if names)
        name, label = self.name(), self.author.text()
        note = f" from {self.author.text()}" if self.author.chance(4) else ""
        if self.author.chance(4):
            self.add(f"define {name} {label}{note} = ", self.author.any_moment())
            self.scope.moments.append(name)
            return
        if kinds and self.author.chance(2):
            kind = self.draw(st.sampled_from(kinds))
            body = self.author.number(kind, self.depth - 1)
            units = QUANTITIES[kind].units
            unit = f" in {self.draw(st.sampled_from(units))}" if self.author.chance(2) else ""
            self.scope.numbers[kind].append(name)
        else:
            body, unit = self.author.condition(self.depth - 1), ""
            self.scope.conditions.append(name)
        self.add(f"define {name} {label}{unit}{note} = ", body)

    def criterion(self) -> None:
        kind, word = self.draw(st.sampled_from([("include", "require"), ("exclude", "when")]))
        name = self.name()
        origin = (
            f"from {', '.join(self.draw(st.lists(st.sampled_from(self.items), min_size=1, max_size=2)))}"
            if self.items
            else ""
        )
        self.scope.members = []
        parts: list[str | Piece] = [f"{kind} {name} {self.author.text()} {{ {origin}\n    "]
        if self.author.chance(3):
            parts += ["applies to ", self.author.condition(1), "\n    "]
        parts.append(f"{word} ")
        parts.append(self.author.condition(self.depth))
        for _ in range(self.draw(st.sampled_from([0, 0, 0, 1, 2]))):
            label = f"{self.author.text()}: " if self.draw(st.booleans()) else ""
            parts += [f"\n    unless {label}", self.author.condition(1)]
        parts += ["\n    reading " + self.author.text() for _ in range(self.draw(st.integers(0, 1)))]
        self.add(*parts, "\n}")
        own, self.scope.members = set(self.scope.members), None
        named_like_facts = [f"{name}.{member}" for member in sorted(own & set(self.scope.facts))]
        conditions = [f"{name}.{c}" if c in own else c for c in self.scope.conditions]
        self.scope.conditions = [*conditions, *named_like_facts, name]
        self.criteria.append(name)

    def sentence(self, word: str) -> None:
        self.scope.verdicts = True
        self.add(f"{word} {self.author.text()}: ", self.author.condition(2))
        self.scope.verdicts = False

    # ------------------------------------------------------------ patients

    def patients(self) -> None:
        names: list[str] = []
        for index in range(self.draw(st.integers(0, 2))):
            name = f"p{index}"
            like = f" like {names[-1]}" if names and self.draw(st.booleans()) else ""
            known = self.draw(st.lists(st.sampled_from(sorted(self.values)), unique=True))
            given = [f"{fact} {'unknown' if self.author.chance(8) else self.values[fact]()}" for fact in known]
            self.add(f"patient {name} {self.author.text()}{like} {{\n    " + "\n    ".join(given) + "\n}")
            names.append(name)
            self.expect(name)

    def expect(self, patient: str) -> None:
        verdict = str(self.author.one("eligible", "ineligible", "undetermined"))
        listed = ""
        if verdict == "ineligible" and self.draw(st.booleans()):
            listed = f" because {', '.join(self.criteria[:2])}"
        if verdict == "undetermined" and self.draw(st.booleans()):
            listed = f" needing {', '.join(self.scope.facts[1:3])}"
        self.add(f"expect {patient} {verdict}{listed}")
