"""Errors in files and in syntax (E1xx).

``wrong`` is empty where no text can show the error: it is about the file, or about its size.
"""

from __future__ import annotations

from eligo.diagnostics.codes.info import CodeInfo


def _criterion(*clauses: str, kind: str = "include") -> str:
    """A criterion of these clauses, a line each."""
    return "\n".join([f'{kind} X1 "Example" {{', *(f"    {clause}" for clause in clauses), "}", ""])


def _claim(condition: str) -> str:
    return f'claim "Example": {condition}\n'


_DRUGS = 'events drugs "Drugs" { moment given_on "Given on" flag small "Small molecule" }\n'
_LACTATE = 'number lactate "Lactate" in mmol/L  plausible 0 to 40  repeated\n'

CODES: dict[str, CodeInfo] = {
    "E101": CodeInfo(
        "File cannot be read",
        "The file does not exist, is a folder, or may not be read by this user.",
        "",
        "",
        "Check the path and the file's permissions.",
    ),
    "E102": CodeInfo(
        "Not UTF-8",
        "A protocol is UTF-8 text. In any other encoding the same bytes would read differently on different machines.",
        "",
        "",
        "Save the file with the encoding UTF-8.",
    ),
    "E103": CodeInfo(
        "File too large",
        "A protocol is at most 16 MiB, thousands of times more than the longest known. A larger file is something "
        "else.",
        "",
        "",
        "Check that this is the file you mean.",
    ),
    "E104": CodeInfo(
        "Control character",
        "A control character, such as the zero byte, cannot be seen, and programs disagree about what it means.",
        'flag pregnant "Preg\x07nant"\n',
        'flag pregnant "Pregnant"\n',
        "Delete it. Most often it came along with copied text.",
    ),
    "E105": CodeInfo(
        "Invisible character",
        "Marks that turn the direction of writing, blanks of no width and the like make a text look otherwise "
        "than it is "
        "compiled. They may not stand anywhere in a protocol, not even in a comment.",
        '# age limits \u202e\u2066 below\nflag pregnant "Pregnant"\n',
        '# age limits below\nflag pregnant "Pregnant"\n',
        "Delete it. Most often it came along with copied text.",
    ),
    "E106": CodeInfo(
        "Nested too deep",
        "No one can read a hundred brackets within each other, and no pass of the compiler has to.",
        _claim("(" * 101 + "a" + ")" * 101),
        _claim("(((a)))"),
        "Name parts of the condition with `define` and use the names.",
    ),
    "E107": CodeInfo(
        "Too many parts within each other",
        "A sum of more than a hundred terms, or as many `if` within each other, cannot be read; lists joined by "
        "`and` and "
        "`or` may be of any length.",
        f'define total "Total" in 1 = {" + ".join(["a"] * 120)}\n',
        f'define total "Total" in 1 = {" + ".join(["a"] * 20)}\n',
        "Name parts of it with `define` and use the names.",
    ),
    "E110": CodeInfo(
        "Does not fit here",
        "A word, a number or a sign stands where something else has to stand. The message says what could.",
        'number age "Age" in a plausible 0 100\n',
        'number age "Age" in a plausible 0 to 100\n',
        "Write one of the words that the message names.",
    ),
    "E111": CodeInfo(
        "Begins no statement",
        "Every statement begins with its keyword: protocol, source, number, flag, choice, moment, period, define, "
        "assume, "
        "claim, include, exclude, patient or expect.",
        'exlude E1 "Pregnant" {\n    when pregnant\n}\n',
        'exclude E1 "Pregnant" {\n    when pregnant\n}\n',
        "Correct the keyword, or delete what does not belong there.",
    ),
    "E112": CodeInfo(
        "Never closed",
        "A brace or a parenthesis is opened and not closed before the next statement begins.",
        'exclude E1 "Pregnant" {\n    when pregnant\n\nflag pregnant "Pregnant"\n',
        'exclude E1 "Pregnant" {\n    when pregnant\n}\n\nflag pregnant "Pregnant"\n',
        "Close it where the block ends.",
    ),
    "E113": CodeInfo(
        "Nothing to close",
        "A closing brace stands where none is open.",
        _criterion("require consent") + "}\n",
        _criterion("require consent"),
        "Delete it, or add the opening brace that is missing.",
    ),
    "E114": CodeInfo(
        "Text never closed",
        "A text begins with a quotation mark and ends with one on the same line.",
        'flag consent "Informed consent\n',
        'flag consent "Informed consent"\n',
        r"Add the second quotation mark. A quotation mark within a text is written `\"`, a line end `\n`.",
    ),
    "E115": CodeInfo(
        "Unknown escape",
        r"In a text, a backslash is followed by a quotation mark, a backslash, `n` (line end) or `t` (tabulator).",
        'flag consent "Informed \\consent"\n',
        'flag consent "Informed \\\\ consent"\n',
        r"Write `\\` for the backslash itself.",
    ),
    "E116": CodeInfo(
        "Unknown character",
        "The character means nothing outside a text: a curly quotation mark of a word processor, a special blank, "
        "a letter "
        "beyond A to Z in a name.",
        "flag consent “Informed consent”\n",
        'flag consent "Informed consent"\n',
        "Use straight quotation marks and ordinary blanks; other letters are welcome in quoted texts.",
    ),
    "E117": CodeInfo(
        "Sign of another language",
        "Conditions are written with `and`, `or`, `not`, `=`, `!=`, `<=` and `>=`, so that there is one way to "
        "write each.",
        _claim("age >= 18 a && sex == female"),
        _claim("age >= 18 a and sex = female"),
        "Write what the message says.",
    ),
    "E118": CodeInfo(
        "Chained comparison",
        "A comparison has two sides. What `a < b < c` means differs from language to language.",
        _claim("1 < lactate < 4"),
        _claim("lactate between 1 mmol/L and 4 mmol/L"),
        "Write `between ... and ...` (both ends in), or two comparisons joined by `and`.",
    ),
    "E119": CodeInfo(
        "`if` without `then`",
        "`if condition then condition` is one condition; neither part stands alone.",
        _claim("(if pregnant) or lactating"),
        _claim("(if pregnant then lactating)"),
        "Add `then`, or write the condition without `if`.",
    ),
    "E120": CodeInfo(
        "`require` and `when`",
        "An inclusion requires a condition, an exclusion holds when it is met. Keeping the words apart keeps "
        "every reader "
        "aware of which way the condition works.",
        _criterion("require pregnant", kind="exclude"),
        _criterion("when pregnant", kind="exclude"),
        "Write `require` in `include` and `when` in `exclude`.",
    ),
    "E121": CodeInfo(
        "Reserved word as a name",
        "The words that conditions and statements are made of cannot be names.",
        'moment after "After treatment"\n',
        'moment after_treatment "After treatment"\n',
        "Choose another name.",
    ),
    "E122": CodeInfo(
        "No label",
        "Every declaration and every named member has a label in quotes: the words that people read in the document.",
        "flag consent\n",
        'flag consent "Informed consent"\n',
        "Add the label after the name.",
    ),
    "E123": CodeInfo(
        "No blank before a unit",
        "A unit is a word of its own after its number; units such as `10*9/L` begin with digits themselves.",
        _claim("age >= 18a"),
        _claim("age >= 18 a"),
        "Put a blank between them.",
    ),
    "E124": CodeInfo(
        "No `of`",
        "Groups are written `all of { ... }`, `any of { ... }`, `at least 2 of { ... }`.",
        _claim("at least 2 { a, b, c }"),
        _claim("at least 2 of { a, b, c }"),
        "Add `of`.",
    ),
    "E125": CodeInfo(
        "Empty group",
        "A group without members would be always or never true.",
        _claim("any of { }"),
        _claim("any of { a, b }"),
        "List what it counts, or delete it.",
    ),
    "E126": CodeInfo(
        "Said twice",
        "An option of a fact is given more than once, and only one can hold.",
        'number age "Age" in a plausible 0 to 100 plausible 0 to 120\n',
        'number age "Age" in a plausible 0 to 120\n',
        "Keep one of them.",
    ),
    "E127": CodeInfo(
        "Not an option of this kind",
        "Each kind of fact has its options: a number a unit, a plausible range, a precision and a molar mass; a "
        "choice its "
        "values; all but a number may say what missing means.",
        'flag pregnant "Pregnant" plausible 0 to 1\n',
        'flag pregnant "Pregnant"\n',
        "Leave it out, or declare another kind of fact.",
    ),
    "E129": CodeInfo(
        "`is` and `in`",
        "`is` begins `is known` and `is one of`, `in` a unit; equality is written `=`.",
        _claim("sex is female"),
        _claim("sex = female"),
        "Write `=`, `!=`, or `is one of { ... }`.",
    ),
    "E130": CodeInfo(
        "Not a number or date",
        "A number has digits and at most one decimal point; a date is written 2025-10-21, so that it cannot be "
        "misread.",
        _claim("lactate > 1,5 mmol/L"),
        _claim("lactate > 1.5 mmol/L"),
        "Write it in the form that the message shows.",
    ),
    "E131": CodeInfo(
        "Order of clauses",
        "A criterion says `from`, then `require` or `when` once, then `unless` and `reading` as often as needed.",
        _criterion('reading "As written."', "require consent"),
        _criterion("require consent", 'reading "As written."'),
        "Put the clauses in this order; join several conditions with `and` or `or`.",
    ),
    "E132": CodeInfo(
        "Unit or values missing",
        "A number says its unit and a choice its values where it is declared.",
        'number age "Age"\n',
        'number age "Age" in a\n',
        "Add `in` and the unit (`in 1` for a number without dimension), or `of` and the values.",
    ),
    "E133": CodeInfo(
        "Ends too early",
        "A statement or a block ends before it has said all it has to.",
        'claim "Example":\n',
        _claim("consent"),
        "Complete it; the message says what is expected.",
    ),
    "E134": CodeInfo(
        "Numeral glued to a unit",
        "A unit ends before a numeral, so that `60 mL/min/1.73` would be 60 mL/min divided by 1.73, which is not what "
        "its readers take it for.",
        _claim("clearance > 60 mL/min/1.73"),
        _claim("clearance > 60 'mL/min/{1.73_m2}'"),
        "Quote a unit that has a numeral in it; around the operator of a calculation put blanks.",
    ),
    "E135": CodeInfo(
        "Selection without an end",
        "`where` and `have` take one condition. Whether `and`, `or` and `implies` after it belong to each entry or to "
        "the patient makes another rule, so that parentheses say which.",
        f'{_DRUGS}exclude E1 "Recent" {{ when any of drugs where small and given_on before screening }}\n',
        f'{_DRUGS}exclude E1 "Recent" {{ when any of drugs where (small and given_on before screening) }}\n',
        "Put the whole condition in parentheses, or the selection: `(any of drugs where small) and pregnant`.",
    ),
    "E136": CodeInfo(
        "Window after a comparison",
        "A window says which of several measurements is meant, so it stands with the fact; only then is the number "
        "compared. A fact with one value has no time of its own.",
        f'{_LACTATE}include I1 "Low" {{ require lactate < 2 mmol/L within 24 h before screening }}\n',
        f'{_LACTATE}include I1 "Low" {{ require latest of lactate within 24 h before screening < 2 mmol/L }}\n',
        "Declare the fact as `repeated`, and write `latest of`, `lowest of`, `any of` or another selection before it.",
    ),
    "E199": CodeInfo(
        "Too many errors",
        "After two hundred syntax errors the rest of a file is not looked at: it is most likely no protocol at all.",
        "flag\n" * 201,
        'flag consent "Informed consent"\n',
        "Put the first errors right and check again.",
    ),
}
