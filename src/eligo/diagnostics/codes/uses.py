"""Errors in the use of other files (E15x).

The examples stand in a folder that holds ``shared/labs.eligo``, with the facts ``creatinine`` and ``sodium``, and
``shared/other_trial.eligo``, which is a protocol.
"""

from __future__ import annotations

from eligo.diagnostics.codes.info import CodeInfo


def _file(*lines: str) -> str:
    return "\n".join(['protocol DEMO "Demonstration" {', "    version 1", "}", "", *lines, ""])


_RULE = 'include I1 "Sodium" { require sodium > 130 mmol/L }'
_USE = 'use "shared/labs.eligo"'

CODES: dict[str, CodeInfo] = {
    "E151": CodeInfo(
        "Used file outside the protocol's folder",
        "A protocol and all that it uses lie in one folder, so that a copy of the folder is the whole protocol and no "
        "protocol reads what it was not given. Paths are relative and go downwards; a symbolic link may not lead out.",
        _file('use "../labs.eligo"', _RULE),
        _file(_USE, _RULE),
        "Move the file into the protocol's folder or below, and name it from the folder of the file that uses it.",
    ),
    "E152": CodeInfo(
        "Used file that cannot be read",
        "The file is not there, is no text in UTF-8, may not be read, or is too large; a protocol uses 100 files and "
        "16 MiB at most.",
        _file('use "shared/labz.eligo"', _RULE),
        _file(_USE, _RULE),
        "Correct the path: it begins at the folder of the file in which the `use` stands.",
    ),
    "E153": CodeInfo(
        "Statement that a used file cannot hold",
        "Facts, lists, sets of codes, definitions and assumptions can be shared. A header, a source, criteria, claims, "
        "patients and expectations make a protocol, and belong to one alone.",
        _file(_USE, 'use "shared/other_trial.eligo"', _RULE),
        _file(_USE, _RULE),
        "Move what is shared into a file of its own, and use that in both protocols.",
    ),
    "E154": CodeInfo(
        "Unknown file of the library",
        "eligo brings along formulas with their sources; there is none of this name.",
        _file("use library bmj", 'include I1 "Weight" { require bmi < 40 kg/m2 }'),
        _file("use library bmi", 'include I1 "Weight" { require bmi < 40 kg/m2 }'),
        "Choose a name from the page of the library.",
    ),
    "E155": CodeInfo(
        "Fact declared otherwise in a used file",
        "A protocol may declare a fact that a used file declares too, or define it; its own declaration counts then. "
        "The formulas of the used file still mean the same only if both are of one kind and measure the same quantity. "
        "What is `repeated` in the protocol alone stands there for its latest value at screening.",
        _file(_USE, 'number sodium "Sodium" in mg/dL', 'include I1 "Sodium" { require sodium > 300 mg/dL }'),
        _file(_USE, 'number sodium "Sodium" in meq/L', 'include I1 "Sodium" { require sodium > 130 meq/L }'),
        "Declare the same kind of quantity, with a `molar mass` where one is a mass and the other an amount; or give "
        "the fact a name of its own.",
    ),
}
"""Every code about files that a protocol uses."""
