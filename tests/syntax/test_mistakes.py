# the marks stand under the text they speak of
"""What people get wrong, and what they are told: `^` marks the place in the line above it."""

from __future__ import annotations

import pytest

from eligo.source import Source
from eligo.syntax.parse import parse

MISTAKES = """
claim "c": a && b
             ^^ E117 `&&` is written `and` | write `and`

claim "c": x ≥ 3
             ^ E117 `≥` is written `>=` | write `>=`

claim "c": x <> 3
             ^^ E117 `<>` is written `!=` | write `!=`

claim "c": x => 3
             ^^ E117 `=>` is written `>=` | write `>=`

claim "c": a = b = c
                 ^ E118 a comparison cannot be chained | write `x between 1 and 2` (both ends in), or two comparisons joined by `and`

claim "c": (if a) and b
                ^ E119 `if` without `then` before `)` | write `if condition then condition`, with or without `else`

claim "c": a else b
             ^^^^ E119 `else` without `if ... then` | write `if ... then ... else`

claim "c": a implies crea < 2 mg/dL within 7 d before screening
                                    ^^^^^^ E136 a comparison has no time: the window belongs to `crea` | declare `crea` as `repeated` and say which value: `latest of crea within 7 d before screening < 2 mg/dL` / or whether there is one: `any of crea within 7 d before screening have value < 2 mg/dL`

claim "c": count of line where platinum and grade >= 3 <= 2
                                        ^^^ E135 it is not clear whether `and` belongs to `where` | if it does, and the selection is compared, write `(count of line where (platinum and grade >= 3)) <= 2` / if it does not, write `(count of line where platinum) and grade >= 3 <= 2`

claim "c": mean of systolic where count of systolic after time < 2 >= 150 mm[Hg]
                                                                   ^^ E135 `>=` after `where` compares nothing of each entry any more | if the selection is compared, write `(mean of systolic where count of systolic after time < 2) >= 150 mm[Hg]`

claim "c": any of psa where count of psa after time <= 2 and value > 2 ng/mL
                                                         ^^^ E135 it is not clear whether `and` belongs to `where` | if it does, write `where (count of psa after time <= 2 and value > 2 ng/mL)` / if it does not, write `(any of psa where count of psa after time <= 2) and value > 2 ng/mL`

claim "c": count of line where platinum and late >= 2
                                        ^^^ E135 it is not clear whether `and` belongs to `where` | if it does, and the selection is compared, write `(count of line where (platinum and late)) >= 2` / if it does, write `where (platinum and late >= 2)` / if it does not, write `(count of line where platinum) and late >= 2`

claim "c": x at least 24 h and at most 7 d before surgery
                           ^^^ E110 a window has one length | say each edge: `x at least 24 h before m and x at most 7 d before m` / of entries, one as the window: `any of e at most 7 d before m where time at least 24 h before m`

claim "c": x between 2 wk and 4 wk after surgery
                                   ^^^^^ E110 a window has one length | say each edge: `x at least 2 wk after m and x at most 4 wk after m` / of entries, one as the window: `any of e at most 4 wk after m where time at least 2 wk after m`

claim "c": x within 24 h to 7 d after surgery
                         ^^ E110 a window has one length | say each edge: `x at least 24 h before m and x at most 7 d before m` / of entries, one as the window: `any of e at most 7 d before m where time at least 24 h before m`

choice sex "Sex" { female, male }
                   ^^^^^^ E110 the values of a choice stand in no braces | write `of female, male` after the label

number weight "Weight" { kg }
                         ^^ E110 the unit of a number stands in no braces | write `in kg` after the label

claim "c": max(a, b) > 2
           ^^^ E110 there is no function `max` | write `greatest of { a, b }`

claim "c": abs(a - b) > 2
           ^^^ E110 there is no function `abs` | write `greatest of { a - b, -(a - b) }`

claim "c": sqrt(a * (b + 1)) > 2
           ^^^^ E110 there is no function `sqrt` | write `(...) ^ 0.5`

claim "c": log(a) > 2
           ^^^ E110 `log` may be either of two logarithms | write `ln of (a)` for the natural or `log10 of (a)` for the decimal

claim "c": round(meld) >= 15
           ^^^^^ E110 nothing is rounded | move the limit instead: a score that is rounded to 15 or more is `>= 14.5`

claim "c": ln a > 2
              ^ E110 `of` is missing after `ln` | write `ln of a`

claim "c": ln of a in mg/dL ^ 2 > 2
                            ^ E110 it is not clear what is raised to a power | of the power write `ln of (a in mg/dL ^ ...)` / of the logarithm `(ln of a in mg/dL) ^ ...`

flag before "B"
     ^^^^^^ E121 `before` is a word of the language and cannot be a fact name | choose another, such as `before_`

include when "W" { require a }
        ^^^^ E121 `when` is a word of the language and cannot be a criterion name | choose another, such as `when_`

choice sure "S" of yes, no
                   ^^^ E121 `yes` is a word of the language and cannot be a value of a choice | what is yes or no is a `flag`; what is missing of it is unknown / choose another, such as `yes_`

claim "c": any of { within "W": a }
                    ^^^^^^ E121 `within` is a word of the language and cannot be the name of a member | choose another, such as `within_`

claim "c": any of { number: a }
                    ^^^^^^ E122 the member `number` has no label | write `number "...":`, or leave out the name and the colon

flag smoker
     ^^^^^^ E122 `smoker` has no label | add one in quotes: `flag smoker "..."`

claim: a
^^^^^ E122 `claim` has no label | add one in quotes: `claim "..."`

claim "c": any of { shock: a }
                    ^^^^^ E122 the member `shock` has no label | write `shock "...":`, or leave out the name and the colon

claim "c": age > 18a
                 ^^^ E123 no blank between `18` and `a` | write `18 a`

claim "c": fio2 > 50%
                  ^^^ E123 no blank between `50` and `%` | write `50 %`

claim "c": exactly 1 { a, b }
           ^^^^^^^^^^^ E124 `exactly 1` lacks its `of` | write `exactly 1 of { ... }`

claim "c": any of drug where class = a and dose > 1 mg
                                       ^^^ E135 it is not clear whether `and` belongs to `where` | if it does, write `where (class = a and dose > 1 mg)` / if it does not, write `(any of drug where class = a) and dose > 1 mg`

claim "c": all of { (any of drug where a or b), c }
                                         ^^ E135 it is not clear whether `or` belongs to `where` | if it does, write `where (a or b)` / if it does not, write `(any of drug where a) or b`

claim "c": none of drug where a implies not eligible
                                ^^^^^^^ E135 it is not clear whether `implies` belongs to `where` | if it does not, write `(none of drug where a) implies not eligible` / if it does, write `where (a implies not eligible)`

claim "c": any of drug where a or b implies not I1
                               ^^ E135 it is not clear whether `or` belongs to `where` | if it does, write `(any of drug where (a or b)) implies not I1` / if it does not, write `(any of drug where a) or b implies not I1`

claim "c": x and all of drug have dose < 3
                             ^^^^ E135 a selection with `have` within another expression stands in parentheses | write `(all of drug have dose < 3)`

claim "c": sum of drug.dose where class = a >= 3 mg
                                            ^^ E135 `>=` after `where` compares nothing of each entry any more | if the selection is compared, write `(sum of drug.dose where class = a) >= 3 mg`

claim "c": sex in { male }
               ^^^^ E129 `in` is for units | write `is one of { a, b }`

claim "c": sex is not male
               ^^^^^^ E129 `is not` does not compare | write `!=`, or `is not one of { ... }`, or `is not known`

claim "c": x > .5
               ^^ E130 `.5` is not a number | a number is written with digits and at most one point between them: `12`, `0.5`

claim "c": x > 1.000.000
               ^^^^^^^^^ E130 `1.000.000` is not a number | a number is written with digits and at most one point between them: `12`, `0.5`

claim "c": x > 5,000
               ^^^^^ E130 `5,000` has a comma | write `5.000`, without separators

patient p "P" { age 54 years  sex female }
                       ^^^^^ E206 `years` is not a UCUM unit | did you mean `54 a`?

patient p "P" { sofa 4  onset }
                        ^^^^^ E110 `onset` is no unit, so it begins the next fact, which has no value | write the value of `onset` after it, or a UCUM unit after `4`

patient p "P" { sofa 4 d 2 }
                     ^^^ E110 `4 d` is read as a number and its unit | if `d` is the next fact, put a comma before it: `4, d`

patient p "P" { born 21.10.1975 }
                     ^^^^^^^^^^ E130 `21.10.1975` is not how a date is written | a date is written 2025-10-21, a time after it T14:30 or T14:30:05, an offset +01:00 or Z

patient p "P" { seen 2025-10-21 14:30 }
                     ^^^^^^^^^^^^^^^^ E130 `2025-10-21 14:30` is not how a date is written | a date is written 2025-10-21, a time after it T14:30 or T14:30:05, an offset +01:00 or Z

claim “c”: a
      ^ E116 `“` does not open or close a text | use straight quotation marks: `"`

flag größe "G"
     ^^^^^ E116 `größe` cannot be a name: it has `ö` | names and units are made of the letters A to Z, digits and `_`; other letters stand in quoted texts

claim "c": x > 5 µg/L
                 ^ E116 `µ` is written `u` | write `u`

flag a "A";
          ^ E116 `;` does not belong here | a statement ends without a sign; delete it

include I1 "I" { requires a }
                 ^^^^^^^^ E110 `requires` does not fit here: expected `applies to`, `from` or `require` | did you mean `require`?

expect p undetermined need a
                      ^^^^ E110 `need` does not fit here: expected `because`, `needing` or the end of the statement | did you mean `needing`?

include I1 "I" { require a require b }
                           ^^^^^^^ E131 a criterion has only one `require` | join the conditions with `and` or `or`

choice sex "Sex"
       ^^^ E132 this choice says no `of` | add `of` and the values, such as `of negative, positive`

require a
^^^^^^^ E111 `require` begins no statement | `require` belongs between the braces of `include` or `exclude`

include I1 "I" { require a } }
                             ^ E113 there is no `{` for this `}` | delete it

include "I" { require a }
        ^^^ E110 a text in quotes does not fit here: expected a criterion name |

claim "c": x > 60 mL/min/1.73
                  ^^^^^^^^^^^ E134 the unit `mL/min` ends before `/1.73` | write the unit `'mL/min/{1.73_m2}'`, in quotes / put blanks around the operator if this is a calculation; a unit that has a numeral stands in quotes

claim "c": x > -10 mg/kg*2
                   ^^^^^^^ E134 the unit `mg/kg` ends before `*2` | put blanks around the operator if this is a calculation; a unit that has a numeral stands in quotes

claim "c": x in mL/min/1.73 m2 > 60
                ^^^^^^^^^^^^^^ E134 the unit `mL/min` ends before `/1.73 m2` | write the unit `'mL/min/{1.73_m2}'`, in quotes / put blanks around the operator if this is a calculation; a unit that has a numeral stands in quotes

number gfr "GFR" in mL/min/1.73
                    ^^^^^^^^^^^ E134 the unit `mL/min` ends before `/1.73` | write the unit `'mL/min/{1.73_m2}'`, in quotes / put blanks around the operator if this is a calculation; a unit that has a numeral stands in quotes

claim "c": x > 1e1 a
               ^^^ E130 `1e1` is not a number | write the number out: `10`

claim "c": x > 1.5 10e9/L
               ^^^^^^^^^^ E130 `1.5 10e9/L` is not how a number and its unit are written | write `1.5 10*9/L`

claim "c": x > 1.5 x 10*9/L
               ^^^^^^^^^^^^ E130 `1.5 x 10*9/L` is not how a number and its unit are written | write `1.5 10*9/L`

claim "c": x > 1.5 x10^9/L
               ^^^^^^^^^^^ E130 `1.5 x10^9/L` is not how a number and its unit are written | write `1.5 10*9/L`

claim "c": sex in (female, male)
               ^^^^ E129 `in` is for units | write `is one of { a, b }`

claim "c": sex is one of female, male
                         ^^^^^^ E110 the values stand in braces | write the values in braces: `is one of { a, b }`

claim "c": sex = "female"
                 ^^^^^^^^ E110 a value of a choice stands without quotes | write `female`, without quotes

claim "c": a is missing
             ^^^^^^^^^^ E129 `is missing` asks nothing here | write `is not known`

claim "c": not known a
           ^^^^^^^^^^^ E129 `known` stands after the name | write `a is not known`

flag my-flag "X"
     ^^^^^^^ E116 `my-flag` cannot be a name: it has a hyphen | write `my_flag`

flag 2nd "X"
     ^^^ E116 `2nd` cannot be a name: it begins with a digit | a name begins with a letter or `_`

claim "c": a AND b
             ^^^ E117 `AND` is written `and` | write `and`: words of the language are small

claim "c": at least one of { a, b }
           ^^^^^^^^^^^^^^^ E110 `one` is written as a numeral here | write `at least 1 of { ... }`

claim "c": p lasting 1 h
                     ^^^ E110 `lasting` says how the duration is meant | write `lasting at least 1 h`, or `at most`, `more than`, `less than`

claim "c": m within 5 * half_life before screening
                      ^ E110 a length of time that is computed stands in parentheses | write `(5 * ...)`

claim "c": a > 18 a or > 65 a
                       ^ E110 nothing stands before `>` to be compared | name again what is compared: `x < 1 or x > 2`

choice ecog "X" of 0 < 1 < 2
                   ^ E110 the values of a choice are names, and this is a number | a scale in numerals is a number: number ecog "..." in 1  plausible 0 to 5 / or give its values names, such as `grade_1 < grade_2`

claim "c": ecog in 0, 1
                   ^^^^ E110 numbers are not listed but compared | write `ecog between 0 and 1`, or compare with each: `ecog = 0 or ...`

claim "c": ecog is one of { 2, 0 }
                            ^^^^ E110 numbers are not listed but compared | write `ecog between 0 and 2`, or compare with each: `ecog = 0 or ...`

patient p "P" { drug 2025-01-01 to 2025-03 }
                     ^^^^^^^^^^^^^ E110 a period is written with `from` | write `drug from 2025-01-01 to 2025-03` / without `to`, it is still running

patient p "P" { drug 2025 to now }
                     ^^^^^^^ E110 a period is written with `from` | write `drug from 2025` / without `to`, it is still running

// a comment
^^ E116 `//` begins no comment | a comment begins with `#`

claim "c": a /* a comment */
             ^^ E116 `/*` begins no comment | a comment begins with `#`

claim "c": any of [a, b]
                  ^ E116 `[` opens no list | a list of conditions stands in braces: `all of { ... }` or `any of { ... }`

claim "c": rate > 30 {breaths}/min
                     ^^^^^^^^^^^^^ E116 the unit `{breaths}/min` has braces and stands in quotes | write `'{breaths}/min'`

number t "T" in °C
                ^^ E116 `°C` is written `Cel` | write `Cel`

claim "c": p > 30 mm [Hg]
               ^^^^^^^^^^ E116 a unit has no blank in it | write `30 mm[Hg]`

include I2 "x" from inclusion 1 require a
               ^^^^ E110 the `{` is missing that opens the criterion | put what follows in braces: `{ from inclusion 1 require ... }`

use shared/labs.eligo
    ^^^^^^^^^^^^^^^^^ E110 the name of a file stands in quotes | write `use "shared/labs.eligo"` / formulas that eligo brings along: `use library bmi`

use library "bmi"
            ^^^^^ E110 a name of the library has no quotes | write `use library bmi`

use "a.eligo", "b.eligo"
             ^ E110 `use` names one file | write `use` for each file

import "labs.eligo"
^^^^^^ E111 `import` begins no statement | write `use "shared/labs.eligo"`, or of the library `use library bmi`

include "labs.eligo"
^^^^^^^ E110 `include` is an inclusion criterion | write `use "labs.eligo"`

codes x "X" from ICD10 C00 except C01
                           ^^^^^^ E110 there is nothing to except from | write `with descendants except ...` / without descendants, leave out the codes that are not meant

flag x "X" codes ICD10 C00
           ^^^^^^^^^^^^^^^ E110 `codes` names a set | one code: `code ICD10 C00` / several: name a set of codes, declared by `codes`

list x { a }
     ^ E122 `x` has no label | add one in quotes: `list x "..."`

codes x "X"
           ^ E133 the statement ends too early: expected `from` |

list x "X" a, b
           ^ E110 `a` does not fit here: expected `{` |

number age "Age" in plausible 0 to 1
                    ^ E127 nothing |
"""


def cases() -> list[tuple[str, str]]:
    blocks = [block.splitlines() for block in MISTAKES.strip().split("\n\n")]
    return [(text, marks) for text, marks in blocks[:-1]]


@pytest.mark.parametrize(("text", "marks"), cases())
def test_mistake(text: str, marks: str) -> None:
    [first, *_] = parse(Source("x", text)).diagnostics
    start, end = first.span.start, max(first.span.end, first.span.start + 1)
    told = f"{' ' * start}{'^' * (end - start)} {first.code} {first.message} | {' / '.join(first.help)}"
    assert told.rstrip() == marks.rstrip()


@pytest.mark.parametrize(
    "condition",
    [
        "x > 60 mL / 2",
        "x > 60 mL/ 2",
        "x > 60 mL/min/(2)",
        "x > (60 mL)/2",
        "x > 60 'mL/min'/2",
        "x/2 > 3",
        "x*2 mg > 1",
    ],
)
def test_a_calculation_that_looks_like_one(condition: str) -> None:
    assert parse(Source("x", f'claim "c": {condition}\n')).diagnostics == ()


def test_a_unit_that_is_written_so_throughout_a_text_is_told_once() -> None:
    text = "".join(f'number n{i} "N" in mL/min/1.73\n' for i in range(14)) + 'number m "M" in mg/2\n'
    first, other = parse(Source("t.eligo", text)).diagnostics
    assert (first.code, first.span.start, other.code) == ("E134", 17, "E134")
    assert first.help[-1] == "it is written so in 13 further places, lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, ..."
    assert "further" not in " ".join(other.help)


@pytest.mark.parametrize("condition", ["x > {0}a", "x > {0}%", "x > {0},5", "x > {0}.", "x > 1e{0}", "x > {0}-1-1"])
def test_a_huge_numeral_is_not_repeated(condition: str) -> None:
    [found] = parse(Source("t.eligo", f'claim "c": {condition.format("9" * 50_000)}')).diagnostics
    assert max(map(len, (found.message, *found.help))) < 200
