"""Facts -> documents to lay out: what stands in columns, and the options in their one order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from eligo.syntax import tree
from eligo.syntax.comments import Comments
from eligo.syntax.format_expression import ExpressionFormatter, beside_line
from eligo.syntax.layout import HARD, WIDTH, Break, Doc, Group, Nest
from eligo.syntax.spell import spelled_code
from eligo.syntax.spell_amount import spelled_quantity, spelled_unit
from eligo.syntax.strings import quoted

MAX_LABEL_COLUMN = 48
"""Labels longer than this are not set in a column."""


class FactFormatter(ExpressionFormatter):
    """Documents of facts, with the comments that belong to their parts."""

    def __init__(self, comments: Comments) -> None:
        super().__init__(comments)
        self._columns: dict[int, tuple[int, int, int]] = {}

    def set_columns(self, statements: Sequence[tree.Statement]) -> None:
        """Find the columns of the facts among statements, before any of them is laid out."""
        self._columns |= _fact_columns(statements, self.comments)

    def fact(self, fact: tree.Fact) -> list[Doc]:
        """A fact on one line if it fits there."""
        kind, name, label = self._columns[id(fact)]
        apart = self._values_apart(fact)
        main = "of" if apart else _main_option(fact)
        words = f"{fact.kind:<{kind}} {fact.name.text:<{name}} "
        words += f"{quoted(fact.label.text):<{label}} {main}" if main else quoted(fact.label.text)
        head: list[Doc] = [words, *beside_line(self.comments, fact.label), *beside_line(self.comments, fact.unit)]
        for value in fact.options:
            if apart:
                comma = "" if value is fact.options[-1] else ","
                head.append(Nest(tuple(self._option(value, value.text + comma, HARD))))
            head += beside_line(self.comments, value)
        options = options_of(fact)
        if not options:
            return head
        first, last = options[0][0], options[-1][0]
        leading = [doc for remark in self.comments.before(first) for doc in (remark.text, HARD)]
        lines: list[Doc] = [*leading, options[0][1]]
        for before, (node, text) in pairwise(options):
            lines += [*beside_line(self.comments, before[0]), *self._option(node, text, Break("  "))]
        # Beside the last option a comment is one on the whole fact, and no reason to break it.
        return [Group((*head, Nest((Break("  "), Group(tuple(lines)))))), *beside_line(self.comments, last)]

    def _values_apart(self, fact: tree.Fact) -> bool:
        """Whether a choice's values stand on lines of their own: when a comment speaks of one, not of all."""
        before = any(self.comments.before(value) for value in fact.options)
        return before or any(self.comments.beside(value) for value in fact.options[:-1])

    def _option(self, node: object, text: str, line: Break) -> list[Doc]:
        """An option after the comments before it; on a line of its own if there are any."""
        before = [doc for remark in self.comments.before(node) for doc in (HARD, remark.text)]
        return [*before, HARD if before else line, text]


def _main_option(fact: tree.Fact) -> str:
    """What stands right after a fact's label: its unit or its values."""
    if fact.unit is not None:
        return f"in {spelled_unit(fact.unit)}"
    return f"of {(' < ' if fact.ordered else ', ').join(o.text for o in fact.options)}" if fact.options else ""


def options_of(fact: tree.Fact) -> list[tuple[object, str]]:
    """A fact's further options in their one order, each with the part of the tree that it is."""
    options: list[tuple[object, str]] = []
    if fact.plausible:
        low, high = spelled_quantity(fact.plausible.low), spelled_quantity(fact.plausible.high)
        options.append((fact.plausible, f"plausible {low} to {high}"))
    if fact.precision:
        options.append((fact.precision, f"precision {spelled_quantity(fact.precision)}"))
    if fact.molar_mass:
        options.append((fact.molar_mass, f"molar mass {spelled_quantity(fact.molar_mass)}"))
    if fact.repeated:
        options.append(("repeated", "repeated"))  # a word alone, which no comment belongs to
    if fact.missing:
        options.append((fact.missing, f"missing means {fact.missing.text}"))
    if fact.judged_by:
        options.append((fact.judged_by, f"judged by {fact.judged_by.text}"))
    if fact.attested_by:
        options.append((fact.attested_by, f"attested by {fact.attested_by.text}"))
    if fact.about:
        options.append((fact.about, f"about {fact.about.text}"))
    if fact.planned:
        options.append(("planned", "planned"))
    codes = [(code, spelled_code(code)) for code in fact.codes]
    return [*options, *codes, *((word, f"codes {word.text}") for word in fact.value_sets)]


def _fact_columns(statements: Sequence[tree.Statement], comments: Comments) -> dict[int, tuple[int, int, int]]:
    """How wide each fact's kind, name and label are set: alike in a run of facts without anything between them."""
    columns: dict[int, tuple[int, int, int]] = {}
    run: list[tree.Fact] = []
    for statement in [*statements, None]:
        plain = isinstance(statement, tree.Fact) and statement.kind != "events"
        apart = (isinstance(statement, tree.Fact) and statement.defines) or (run and run[-1].defines)
        joined = plain and not apart and not comments.before(statement) and not comments.spaced(statement)
        if not joined and run:
            widths = _widths(run)
            columns.update((id(fact), _fitting(fact, widths)) for fact in run)
            run = []
        if isinstance(statement, tree.Fact) and plain:
            run.append(statement)
    return columns


def _widths(run: Sequence[tree.Fact]) -> tuple[int, int, int]:
    kind = max(len(fact.kind) for fact in run)
    name = max(len(fact.name.text) for fact in run)
    labels = [len(quoted(fact.label.text)) for fact in run if _main_option(fact)]
    return (kind, name, max((label for label in labels if label <= MAX_LABEL_COLUMN), default=0))


def _fitting(fact: tree.Fact, widths: tuple[int, int, int]) -> tuple[int, int, int]:
    """The run's columns, less those that would make this line too long."""
    kind, name, label = widths
    main = _main_option(fact)
    options = sum(len(text) + 2 for _, text in options_of(fact)) + (len(main) + 1 if main else 0)
    written = len(quoted(fact.label.text))
    if kind + name + 2 + max(label if main else 0, written) + options <= WIDTH:
        return widths
    return (kind, name, 0) if kind + name + 2 + written + options <= WIDTH else (kind, 0, 0)
