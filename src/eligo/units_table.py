"""Developer's tool: make ``units/table.py`` from UCUM's own table.

``python -m eligo.units_table`` writes it anew, ``--check`` only says whether it is current. The XML comes with the
package ucumvert (``vendor/ucum-essence.xml``), which only this tool and the tests need.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

from eligo.units.grammar import GrammarError, Term, read_unit

TABLE = Path(__file__).with_name("units") / "table.py"

# UCUM defines the mole as the number 6.02214076e23, which would make cells per litre comparable with moles per litre.
# As in the SI it is a base here; nothing else in the table is defined through its numerical value.
EXTRA_BASES = ("mol",)

# Where the zero of each affine scale lies, in kelvin: UCUM, section "Special Units", table of functions.
OFFSETS = {
    "Cel": Fraction("273.15"),
    "degF": Fraction("459.67") * Fraction(5, 9),
    "degRe": Fraction("273.15"),
}


@dataclass(frozen=True, slots=True)
class Definition:
    """One unit as UCUM defines it: ``value`` times ``unit``, or by a ``function`` when it is special."""

    code: str
    metric: bool
    arbitrary: bool
    value: str
    unit: str
    function: str


@dataclass(frozen=True, slots=True)
class Essence:
    """UCUM's table: prefix values, base units, defined units."""

    version: str
    date: str
    prefixes: dict[str, Fraction]
    bases: tuple[str, ...]
    definitions: dict[str, Definition]


def essence_file() -> Path:
    """Where ucumvert keeps UCUM's XML, found without importing it."""
    spec = find_spec("ucumvert")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("ucumvert is not installed: pip install ucumvert")
    return Path(spec.submodule_search_locations[0]) / "vendor" / "ucum-essence.xml"


def read_essence(path: Path) -> Essence:
    """UCUM's XML as values."""
    root = ElementTree.parse(path).getroot()
    prefixes = {}
    for prefix in root.findall("{*}prefix"):
        prefixes[prefix.attrib["Code"]] = Fraction(_value(prefix).attrib["value"])
    definitions = {}
    for unit in root.findall("{*}unit"):
        value = _value(unit)
        function = value.find("{*}function")
        stated = value if function is None else function
        definitions[unit.attrib["Code"]] = Definition(
            code=unit.attrib["Code"],
            metric=unit.attrib["isMetric"] == "yes",
            arbitrary=unit.get("isArbitrary") == "yes",
            value=stated.attrib["value"],
            unit=stated.attrib["Unit"],
            function="" if function is None else function.attrib["name"],
        )
    bases = tuple(base.attrib["Code"] for base in root.findall("{*}base-unit"))
    return Essence(root.attrib["version"], root.attrib["revision-date"], prefixes, bases, definitions)


def _value(element: ElementTree.Element) -> ElementTree.Element:
    value = element.find("{*}value")
    if value is None:
        raise ValueError(f"{element.attrib['Code']} has no value")
    return value


class Resolver:
    """Resolves every unit to its bases, through the same reader that reads an author's units."""

    def __init__(self, essence: Essence) -> None:
        self.essence = essence
        self.known: dict[str, Term] = {base: Term(Fraction(1), ((base, 1),)) for base in (*essence.bases, *EXTRA_BASES)}

    def unit(self, code: str) -> Term:
        """One unit of the table, without prefix."""
        if code not in self.known:
            self.known[code] = self._resolve(self.essence.definitions[code])
        return self.known[code]

    def _resolve(self, definition: Definition) -> Term:
        own = Term(Fraction(1), ((definition.code, 1),), special=bool(definition.function))
        if definition.arbitrary and definition.unit == "1":
            return own
        if definition.function and definition.function not in OFFSETS:
            return own
        term, _ = read_unit(definition.unit, self._lookup)
        factor = Fraction(definition.value) * term.factor
        return Term(factor, term.dimension, OFFSETS.get(definition.function, Fraction(0)))

    def _lookup(self, symbol: str) -> Term | None:
        if symbol in self.known or symbol in self.essence.definitions:
            return self.unit(symbol)
        for length in (1, 2):
            prefix, rest = self.essence.prefixes.get(symbol[:length]), symbol[length:]
            if prefix is None or not (rest in self.essence.bases or self._is_metric(rest)):
                continue
            unit = self.unit(rest)
            return Term(prefix * unit.factor, unit.dimension)
        raise GrammarError("UCUM's table uses a unit that it does not define", symbol)

    def _is_metric(self, code: str) -> bool:
        return code in self.essence.definitions and self.essence.definitions[code].metric


HEADER = '''"""UCUM's prefixes and units as exact factors over base units. Made by eligo.units_table: not for editing.

The codes and values are those of the Unified Code for Units of Measure (UCUM), ucum-essence.xml,
version {version} of {date}, unchanged but for the mole, which is a base unit here as it is in the SI.

UCUM is Copyright 1999-2022 Regenstrief Institute, Inc. All rights reserved. Licensed under the UCUM License,
Version 1.0 (the "License"); you may not use UCUM except in compliance with the License. You may obtain a copy of
the License at https://unitsofmeasure.org/license. Unless required by applicable law or agreed to in writing, UCUM is
distributed under the License on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or
implied. See the License for the specific language governing permissions and limitations under the License.
"""

from __future__ import annotations

UCUM_VERSION = "{version}"
'''


def table_text(essence: Essence) -> str:
    """The whole of ``units/table.py``."""
    resolver = Resolver(essence)
    lines = [HEADER.format(version=essence.version, date=essence.date)]
    lines.append("PREFIXES: dict[str, tuple[int, int]] = {")
    lines += [f"    {_text(code)}: {_ratio(value)}," for code, value in essence.prefixes.items()]
    lines.append("}\n\n# code: numerator, denominator, dimension, whether it takes prefixes")
    lines.append("UNITS: dict[str, tuple[int, int, tuple[tuple[str, int], ...], bool]] = {")
    rows = [(base, True) for base in essence.bases]
    rows += [(d.code, d.metric) for d in essence.definitions.values()]
    for code, metric in rows:
        unit = resolver.unit(code)
        lines += _entry(code, unit, metric)
    lines.append("}\n\n# Where the zero of a temperature scale lies, in kelvin")
    lines.append("OFFSETS: dict[str, tuple[int, int]] = {")
    lines += [f"    {_text(code)}: {_ratio(unit.offset)}," for code, _ in rows if (unit := resolver.unit(code)).offset]
    lines.append("}\n\n# Units on a logarithmic or other curved scale, each with a dimension of its own")
    lines.append("SPECIAL = frozenset(\n    {")
    lines += [f"        {_text(code)}," for code, _ in rows if resolver.unit(code).special]
    lines.append("    }\n)")
    return "\n".join(lines) + "\n"


def _entry(code: str, unit: Term, metric: bool) -> list[str]:
    pairs = "".join(f"({_text(base)}, {power}), " for base, power in unit.dimension)
    dimension = f"({pairs.rstrip() if len(unit.dimension) == 1 else pairs.rstrip(', ')})"
    numerator, denominator = unit.factor.numerator, unit.factor.denominator
    line = f"    {_text(code)}: ({numerator}, {denominator}, {dimension}, {metric}),"
    if len(line) <= 120:
        return [line]
    parts = (numerator, denominator, dimension, metric)
    return [f"    {_text(code)}: (", *(f"        {part}," for part in parts), "    ),"]


def _ratio(value: Fraction) -> str:
    return f"({value.numerator}, {value.denominator})"


def _text(code: str) -> str:
    return '"' + code.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main(arguments: list[str]) -> int:
    """Write the table, or with ``--check`` compare it: 0 when current, 1 when stale."""
    text = table_text(read_essence(essence_file()))
    if "--check" in arguments:
        return 0 if TABLE.is_file() and TABLE.read_text(encoding="utf-8") == text else 1
    TABLE.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
