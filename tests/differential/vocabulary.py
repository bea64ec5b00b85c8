"""The words that generated protocols are made of: names that trouble a compiler, texts, quantities and their units."""

from __future__ import annotations

from dataclasses import dataclass

NAMES = (
    *("age", "weight", "crp", "swab", "onset", "born", "drug", "x", "y", "Z9", "a_1", "_private", "I", "ratio"),
    *(
        "known",
        "one",
        "code",
        "plausible",
        "inclusion",
        "field",
        "like",
        "missing",
        "needing",
        "by",
        "mass",
        "computable",
    ),
    *("class", "None", "True", "self", "import", "lambda", "pass", "match", "__init__", "__class__", "__debug__"),
    *("Patient", "Result", "screen", "result", "verdict", "os", "sys", "print", "dict", "model_config", "row", "id"),
    *(
        "start",
        "end",
        "value",
        "unit",
        "low",
        "years",
        "kg",
        "mm",
        "d",
        "h",
        "e1",
        "column",
        "index",
        "UNKNOWN",
        "FALSE",
    ),
)
"""Names that a protocol may use: the language's own free words, Python's, the generated package's, units' among them."""

OPTIONS = (
    "patient",
    "number",
    "negative",
    "positive",
    "female",
    "male",
    "None",
    "True",
    "nan",
    "null",
    "class",
    "x1",
    "A",
    "B_2",
    "low",
)

TEXTS = (
    "Age at screening",
    "",
    "PaO₂/FiO₂ ≤ 200, Größe, 年齢",
    'A "quoted" word',
    "back\\slash \\n and a \n newline, a \t tab",
    "{{ 7 * 7 }} {% raw %} {# no #} ${x} %s {0}",
    "</script><b>&amp;</b> | `code` **bold** [x](javascript:alert(1))",
    '"""; import os; os._exit(1) #',
    "# not a comment",
    "'); DROP TABLE patients;--",
    "=cmd()|' /C calc'!A0",
)
"""What an author may write in quotes; some of it would be code or markup elsewhere."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A kind of quantity.

    Attributes:
        units: as an author writes them, quoted where they must be; the first are those in which facts are declared.
        numbers: usual numbers, one list a unit.
        additive: numbers of it can be calculated with; degrees of temperature cannot.
    """

    units: tuple[str, ...]
    numbers: tuple[tuple[str, ...], ...]
    additive: bool = True


QUANTITIES = {
    "mass concentration": Quantity(
        ("mg/dL", "g/L", "mg/L", "ug/mL"),
        (("2", "0.9", "1.50", "0"), ("0.02", "0.009", "1"), ("20", "9", "15.0"), ("20", "9", "33.3")),
    ),
    "amount concentration": Quantity(
        ("mmol/L", "umol/L", "mol/m3"), (("4", "18", "0.1", "2.5"), ("4000", "177", "100"), ("4", "1.1"))
    ),
    "pressure": Quantity(
        ("mm[Hg]", "kPa", "cm[H2O]"), (("200", "0", "65.5", "120"), ("26.7", "8", "16"), ("5", "10", "25.0"))
    ),
    "number concentration": Quantity(
        ("10*9/L", "10*3/uL", "/uL", "10*6/L"),
        (("1.5", "0.5", "100"), ("1.5", "2", "4.25"), ("1500", "500"), ("1500",)),
    ),
    "mass": Quantity(("kg", "g", "[lb_av]"), (("70", "0.5", "120"), ("70000", "1"), ("154", "1"))),
    "temperature": Quantity(
        ("Cel", "K", "[degF]"),
        (
            ("37", "38.5", "0"),
            ("310.15", "311"),
            ("98.6", "32"),
        ),
        False,
    ),
    "time": Quantity(
        ("a", "d", "h", "mo", "wk"), (("18", "65", "0"), ("30", "6574.5"), ("48", "1"), ("6", "216"), ("1",))
    ),
    "flow": Quantity(("mL/min", "'mL/min/{1.73_m2}'", "L/h"), (("60", "30", "90.5"), ("60", "30"), ("3.6", "1"))),
    "pure": Quantity(("1", "'{score}'"), (("0.21", "1", "3", "15", "0.85", "140"), ("3", "8"))),
    "percent": Quantity(("%", "[ppth]"), (("40", "21", "6.5"), ("400", "65"))),
}

FIXED = ("48 h", "1 h", "30 d", "1 wk", "90 min", "0 h", "0.5 h", "2.5 d", "86400 s", "1 us", "1500 ms")
CALENDAR = ("18 a", "1 a", "1.5 a", "1 mo", "6 mo", "216 mo", "0 mo")
RARE = ("1000 a", "365250 d")
