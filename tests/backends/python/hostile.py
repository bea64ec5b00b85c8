"""A protocol whose every text tries to be code, markup, a path or an escape sequence."""

from __future__ import annotations

from fractions import Fraction

from eligo.core import nodes as n
from eligo.core.program import SCREENING, Code, Criterion, Fact, Program, Vignette

ATTACKS = (
    '"""\nimport os; os.system("echo pwned")\n"""',
    "'''\nraise SystemExit('pwned')\n'''",
    "\\",
    '\\"); raise SystemExit("pwned") #',
    "{{ 7 * 7 }}{% for x in y %}",
    "\x00\x1b[31m\u202e\u2028\r\n# type: ignore\n",
    "# noqa\n# fmt: off\nimport os",
    "<script>alert(1)</script> [x](javascript:1) | a",
    "../../etc/passwd",
    "\ud800",
    "naïve ‘quotes’ \"double\" 'single' \U0001f600",
)
NAMES = (
    "class", "None", "type", "float", "self", "json", "copy", "model_config", "model_dump", "datetime", "patient",
    "decide", "NAN", "x" * 90, "X", "x", "_", "__class__", "screen", "Any", "TIMED", "failed", "instant", "match", "a1",
    "E1",
)  # fmt: skip


def hostile_program() -> Program:
    labels = [ATTACKS[i % (len(ATTACKS))] for i in range(len(NAMES))]
    facts = [Fact(SCREENING, ATTACKS[0], "moment")]
    conditions: list[n.Condition] = []
    for index, name in enumerate(NAMES):
        label = labels[index].replace("\ud800", "?")
        if index % 3 == 0:
            code = Code(label, label)
            facts.append(Fact(name, label, "number", label, plausible=(Fraction(0), Fraction(9)), codes=(code,)))
            conditions.append(n.Compare(n.Measured(name), "<", n.Number(Fraction(5), shown=label)))
        elif index % 3 == 1:
            facts.append(Fact(name, label, "flag", judged_by=label))
            conditions.append(n.Flag(name))
        else:
            options = (label, "other", "third")
            facts.append(Fact(name, label, "choice", options=options))
            conditions.append(n.Is(name, (label, "other")))
    criteria = tuple(
        Criterion(f"C{i}", ATTACKS[i % 9], "include", condition, condition, readings=(ATTACKS[0],))
        for i, condition in enumerate(conditions)
    )
    return Program(
        id=ATTACKS[3],
        title=ATTACKS[1],
        properties=(("version", ATTACKS[0]), (ATTACKS[2], ATTACKS[5])),
        facts=tuple(facts),
        criteria=criteria,
        vignettes=(Vignette("v", ATTACKS[1], (("type", 3),)),),
        order=tuple(c.name for c in criteria),
    )
