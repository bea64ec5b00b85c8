"""Productions of statements -> nodes."""

from __future__ import annotations

from typing import Any

from eligo.syntax import tree
from eligo.syntax.build_expression import Children, code_text, over, text, word, words
from eligo.syntax.build_fact import FactBuilder, Misuse, Option


class StatementBuilder(FactBuilder):
    """Nodes of the productions of statements."""

    def header(self, c: Children) -> tree.Header:
        properties = tuple(p for p in c[4:-1])
        return tree.Header(word(c[1]), text(c[2]), properties, span=over(c[0], c[-1]))

    def property(self, c: Children) -> tree.Property:
        value = text(c[1]) if c[1].kind == "STRING" else word(c[1])
        return tree.Property(word(c[0]), value, span=over(c[0], c[1]))

    def source_doc(self, c: Children) -> tree.SourceDoc:
        return tree.SourceDoc(word(c[1]), text(c[2]), tuple(c[4:-1]), span=over(c[0], c[-1]))

    def source_item(self, c: Children) -> tree.SourceItem:
        notes = c[2:]
        reasons = [note for note in notes if isinstance(note, Option) and note.key == "not computable"]
        if len(reasons) > 1:
            raise Misuse("item", "not computable", "twice", reasons[1].span, reasons[0].span)
        return tree.SourceItem(
            c[0],
            text(c[1]),
            reasons[0].value if reasons else None,
            tuple(note.value for note in notes if isinstance(note, Option) and note.key == "defect"),
            tuple(note for note in notes if isinstance(note, tree.Text)),
            span=over(c[0], c[-1]),
        )

    def not_computable(self, c: Children) -> Option:
        return Option("not computable", text(c[2]), over(c[0], c[2]))

    def defect(self, c: Children) -> Option:
        return Option("defect", text(c[1]), over(c[0], c[1]))

    def item(self, c: Children) -> tree.ItemRef:
        return tree.ItemRef(c[0].text, c[1].text, span=over(c[0], c[1]))

    def named_list(self, c: Children) -> tree.NamedList:
        return tree.NamedList(word(c[1]), text(c[2]), words(c[4:-1]), span=over(c[0], c[-1]))

    def value_set(self, c: Children) -> tree.ValueSet:
        return tree.ValueSet(word(c[1]), text(c[2]), tuple(c[3:]), span=over(c[0], c[-1]))

    def codes_from(self, c: Children) -> tree.CodesFrom:
        codes = tuple(x for x in c[2:] if isinstance(x, tree.Text))
        below = c[-1] if isinstance(c[-1], Option) else None
        return tree.CodesFrom(
            word(c[1]), codes, below is not None, below.value if below else (), span=over(c[0], c[-1])
        )

    def descendants(self, c: Children) -> Option:
        excluded: tuple[tree.Text, ...] = c[2] if len(c) > 2 else ()
        return Option("with descendants", excluded, over(c[0], excluded[-1] if excluded else c[1]))

    def excluded(self, c: Children) -> tuple[tree.Text, ...]:
        return tuple(x for x in c if isinstance(x, tree.Text))

    def code_value(self, c: Children) -> tree.Text:
        return code_text(c[0])

    def use_file(self, c: Children) -> tree.UseFile:
        return tree.UseFile(text(c[1]), span=over(c[0], c[1]))

    def use_library(self, c: Children) -> tree.UseLibrary:
        return tree.UseLibrary(word(c[2]), span=over(c[0], c[2]))

    def define(self, c: Children) -> tree.Define:
        unit = next((x for x in c[3:-1] if isinstance(x, tree.Unit)), None)
        note = next((x for x in c[3:-1] if isinstance(x, tree.Text)), None)
        return tree.Define(word(c[1]), text(c[2]), unit, c[-1], note, span=over(c[0], c[-1]))

    def in_unit(self, c: Children) -> tree.Unit:
        unit: tree.Unit = c[1]
        return unit

    def formula(self, c: Children) -> tree.Text:
        return text(c[1])

    def assume(self, c: Children) -> tree.Assume:
        return tree.Assume(text(c[1]), c[3], span=over(c[0], c[3]))

    def claim(self, c: Children) -> tree.Claim:
        return tree.Claim(text(c[1]), c[3], span=over(c[0], c[3]))

    def include(self, c: Children) -> tree.Criterion:
        return _criterion("include", c)

    def exclude(self, c: Children) -> tree.Criterion:
        return _criterion("exclude", c)

    def origins(self, c: Children) -> tuple[tree.ItemRef, ...]:
        return tuple(x for x in c if isinstance(x, tree.ItemRef))

    def origin(self, c: Children) -> tree.ItemRef:
        item: tree.ItemRef = c[-1]
        if len(c) == 1:
            return item
        return tree.ItemRef(item.kind, item.number, word(c[0]), span=over(c[0], item))

    def applies(self, c: Children) -> tree.Applies:
        return tree.Applies(c[2], span=over(c[0], c[2]))

    def unless(self, c: Children) -> tree.Unless:
        label = text(c[1]) if len(c) > 2 else None
        return tree.Unless(label, c[-1], span=over(c[0], c[-1]))

    def reading(self, c: Children) -> tree.Text:
        return text(c[1])

    def patient(self, c: Children) -> tree.Patient:
        like = next((x for x in c[3:-1] if isinstance(x, tree.Word)), None)
        given = tuple(x for x in c[3:-1] if isinstance(x, tree.Given))
        return tree.Patient(word(c[1]), text(c[2]), like, given, span=over(c[0], c[-1]))

    def like(self, c: Children) -> tree.Word:
        return word(c[1])

    def given(self, c: Children) -> tree.Given:
        return tree.Given(word(c[0]), c[1], span=over(c[0], c[1]))

    def negative_recorded(self, c: Children) -> tree.Quantity:
        return tree.Quantity("-" + c[1].number, c[1].unit, span=over(c[0], c[1]))

    def sample(self, c: Children) -> tree.Given:
        sample = tree.Sample(c[1], c[3], span=over(c[1], c[3]))
        return tree.Given(word(c[0]), sample, span=over(c[0], c[3]))

    def entry(self, c: Children) -> tree.Given:
        entry = tree.Entry(tuple(x for x in c if isinstance(x, tree.Given)), span=over(c[1], c[-1]))
        return tree.Given(word(c[0]), entry, span=over(c[0], c[-1]))

    def timestamp(self, c: Children) -> tree.Timestamp:
        return tree.Timestamp(c[0].text, span=c[0].span)

    def running_period(self, c: Children) -> tree.PeriodValue:
        return tree.PeriodValue(c[1], span=over(c[0], c[1]))

    def ended_period(self, c: Children) -> tree.PeriodValue:
        return tree.PeriodValue(c[1], c[3], span=over(c[0], c[3]))

    def expect(self, c: Children) -> tree.Expect:
        lists = {x.key: x for x in c[3:]}
        because = lists["because"].value if "because" in lists else None
        needing = lists["needing"].value if "needing" in lists else None
        return tree.Expect(word(c[1]), c[2].text, because, needing, span=over(c[0], c[-1]))

    def because(self, c: Children) -> Option:
        return Option("because", words(c[1:]), over(c[0], c[-1]))

    def needing(self, c: Children) -> Option:
        return Option("needing", words(c[1:]), over(c[0], c[-1]))


def _criterion(kind: Any, c: Children) -> tree.Criterion:
    origins: tuple[tree.ItemRef, ...] = c[4] if isinstance(c[4], tuple) else ()
    applies = next((part for part in c[4:6] if isinstance(part, tree.Applies)), None)
    at = 4 + isinstance(c[4], tuple) + (applies is not None)
    remarks = c[at + 2 : -1]
    return tree.Criterion(
        kind,
        word(c[1]),
        text(c[2]),
        origins,
        c[at + 1],
        unless=tuple(r for r in remarks if isinstance(r, tree.Unless)),
        readings=tuple(r for r in remarks if isinstance(r, tree.Text)),
        applies=applies,
        span=over(c[0], c[-1]),
    )
