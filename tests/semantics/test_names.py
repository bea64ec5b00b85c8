"""Names: what is declared, what a name means, in which order things depend on each other."""

from __future__ import annotations

from eligo.pipeline import compile_source
from eligo.records.columns import END, START, UNIT
from eligo.screening import table
from eligo.semantics import check, columns
from eligo.semantics.walk import every
from eligo.source import Source
from eligo.syntax import tree
from eligo.syntax.parse import parse

from .annotated import checked, verify


def test_unknown_names_are_reported_with_the_nearest_known_one() -> None:
    verify("""
        number creatinine "Creatinine" in mg/dL
        choice sex "Sex" of female, male
        include I1 "One" {
            require any of {
                low "Low": creatinin < 2 mg/dL              #! E201 did you mean `creatinine`?
                who "Who": sex = femal                      #! E208 did you mean `female`?
                any_of "Any": sex is one of { male, other } #! E208 its values are: female, male
            }
        }
        exclude E1 "Two" { when I1.lwo or wholly_else }     #! E201 did you mean `I1.low`? ; E201 declare it
        exclude E2 "Three" { when low }                     #! E201 `I1.low`
    """)


def test_members_are_bare_inside_their_criterion_and_dotted_outside() -> None:
    verify("""
        flag a "A"
        flag b "B"
        include I1 "One" { require any of { x "X": a  y "Y": b and not x } }
        include I2 "Two" { require I1.x and any of { x "Another x": b } }
    """)


def test_a_member_may_have_the_name_of_a_declaration_which_the_bare_name_means() -> None:
    found = checked("""
        number platelets "Platelets" in 10*9/L
        flag bleeding "Bleeding"
        define low "Low" = platelets < 50 10*9/L
        include I1 "Blood" {
            require any of {
                platelets "Enough platelets": platelets >= 100 10*9/L
                bleeding "No bleeding": not bleeding
                low "Not low": not low
                own "Its own": low
            }
            unless own
        }
        include I2 "Again" { require I1.platelets and I1.bleeding and bleeding }
    """)
    assert not [d for d in found.diagnostics if d.severity == "error"]
    said = [
        (node.name, found.meanings[id(node)].kind)
        for root in found.roots
        for node in every(root.expr)
        if isinstance(node, tree.Name)
    ]
    assert said == [
        ("platelets", "fact"),  # low
        ("platelets", "fact"),
        ("bleeding", "fact"),
        ("low", "define"),
        ("low", "define"),
        ("own", "member"),
        ("I1.platelets", "member"),
        ("I1.bleeding", "member"),
        ("bleeding", "fact"),
    ]


def test_one_name_means_one_thing() -> None:
    verify("""
        flag a "A"
        number a "Number" in 1                                           #! E202 declared twice
        define a "Definition" = yes                                      #! E202 declared twice
        include I1 "One" { require any of { z "Z": a } }
        include I2 "Two" { require any of { y "Y": a  y "Y again": I1 } }   #! E202 declared twice
        patient a "Patients have names of their own" { }
        patient a "But one each" { }                                     #! E202 declared twice
        source a "So have sources" { }
    """)


def test_words_of_the_language_are_no_names() -> None:
    verify("""
        flag eligible "Judged eligible"                   #! E210 choose another name
        flag screening "Screened"                         #! E210 built-in moment
        choice swab "Swab" of negative, unknown           #! E210 missing data need no value
        include I1 "One" { require swab = negative }
    """)


def test_screening_may_be_declared_to_give_it_a_label() -> None:
    result = checked("""
        moment scan "Scan"
        moment screening "Day of randomisation"
        include I1 "One" { require scan before screening }
    """)
    assert list(result.facts) == ["screening", "scan"]
    assert result.facts["screening"].node.label.text == "Day of randomisation"


def test_the_verdict_is_for_claims_and_assumptions() -> None:
    verify("""
        number age "Age" in a
        include I1 "Adult" { require age >= 18 a }
        include I2 "Circular" { require not ineligible }          #! E216
        define d "Circular too" = eligible                         #! E216
        claim "Minors are out": age < 18 a implies not eligible
        assume "Nobody is out who is in": eligible implies not ineligible
    """)


def test_circles_are_shown_and_cause_no_further_errors() -> None:
    verify("""
        number x "X" in mg/dL
        define a "A" = b + 1 mg/dL                               #! E209 a -> b -> c -> a
        define b "B" = c
        define c "C" = a * 2
        define d "D" = d                                         #! E209 d -> d
        include I1 "One" { require a > 3 mg/dL and I2 }          #! E209 I1 -> I2 -> I1
        include I2 "Two" { require not I1 }
        include I3 "Three" { require all of { p "P": q  q "Q": p } }   #! E209 I3.p -> I3.q -> I3.p
    """)


def test_order_puts_everything_after_what_it_uses() -> None:
    result = checked("""
        flag a "A"
        include I1 "First" { require late and E1.x }
        define late "Late" = a and later
        define later "Later" = not a
        exclude E1 "Last" { when any of { x "X": later  y "Y": I2 } }
        include I2 "Middle" { require a }
    """)
    order = result.order
    assert sorted(order) == ["E1", "E1.x", "E1.y", "I1", "I2", "late", "later"]
    for earlier, later in (("later", "late"), ("late", "I1"), ("E1.x", "I1"), ("I2", "E1.y"), ("E1.y", "E1")):
        assert order.index(earlier) < order.index(later)


def test_an_option_may_share_the_name_of_a_definition() -> None:
    verify("""
        choice severity "Severity" of mild, severe
        define severe "Severe" = severity = severe
        include I1 "One" { require severe }
    """)


def test_what_the_parser_lost_is_not_called_unknown() -> None:
    source = Source(
        "test.eligo",
        'number age "Age" in in a\nflag b "B"\ninclude I1 "One" { require age > 18 a or bb }\n'
        'patient p "P" { age 3 a }\n',
    )
    parsed = parse(source)
    assert parsed.diagnostics
    assert "E201" not in {d.code for d in check(source, parsed.module, partial=True).diagnostics}
    found = check(source, parsed.module, partial=True, lost=parsed.lost).diagnostics
    assert [d.message for d in found if d.code != "W401"] == ["nothing is declared under the name `bb`"]


def test_many_unknown_names_take_no_quadratic_time() -> None:
    names = 4000
    facts = "".join(f'flag fact_{i} "F{i}"\n' for i in range(names))
    rules = "".join(f'exclude E{i} "E{i}" {{ when fakt_{i}x }}\n' for i in range(names))
    found = [d for d in checked(facts + rules).diagnostics if d.code == "E201"]
    assert len(found) == names
    assert sum(d.help[0].startswith("did you mean") for d in found) <= 30


def test_no_fact_is_read_from_anothers_columns() -> None:
    verify("""
        period icu "Intensive care"
        moment icu_start "Admission"                      #! E223 that holds the start of `icu`
        flag icu_end "Left"                               #! E223 rename one of them
        flag icu_unit "A period has no unit"
        choice lac_unit "Unit" of a, b                    #! E223 the unit of `lac`
        number lac "Lactate" in mg/dL
        number lac_start "A number has no start" in mg/dL
        define icu_stay_end "No column" = icu_end
        include I1 "One" { require icu at icu_start and icu_unit and lac_unit = a and lac > lac_start and icu_stay_end }
    """)


def test_no_criterion_shares_anothers_column() -> None:
    verify(
        """
        flag a "A"
        include id "One" { require a }
        include criterion_id "Two" { require a }          #! E223 the outcome of `id`
        include criterion_row "Three" { require a }
    """,
        quiet=frozenset({"W401", "W413"}),
    )


def test_the_columns_are_those_that_tables_have() -> None:
    assert columns.RESULT_COLUMNS == table.FIXED
    assert columns.DERIVED == {"number": (UNIT,), "period": (START, END)}


def test_what_an_unknown_name_was_meant_as() -> None:
    verify("""
        choice sex "Sex" of female, male
        flag fl "Flag"
        number a "A" in a
        number c "C" in 10*9/L
        include A1 "One" { require sex = female or male }        #! E201 `sex is one of { female, male }`
        include A2 "Two" { require fl = true }                   #! E201 write `yes`
        include A3 "Three" { require FALSE = fl }                #! E201 write `no`
        include A4 "Four" { require a = unknown }                #! E201 write `a is not known`
        include A5 "Five" { require c > 1.5 * 10*9/L }           #! E201 together: `1.5 10*9/L`
        include A6 "Six" { require c > 1.5 10*9 /L }             #! E201 together: `1.5 10*9/L`
        include A7 "Seven" { require c > 1.5*10*9/L }            #! E201 together: `1.5 10*9/L`
        include A8 "Eight" { require A8.x }                      #! E201 `A8` names no members
        include A9 "Nine" { require any of { y "Y": fl } }
        include B1 "Ten" { require A9.foobar }                   #! E201 named members of `A9` are: A9.y
    """)


def test_definitions_of_samples() -> None:
    verify("""
        number age "Age" in a
        number creatinine "Creatinine" in mg/dL  repeated {
            define clearance "Clearance" = 140 - age / 1 a - value / 1 mg/dL
            define low "Low" = clearance < 30 or creatinine > 3 mg/dL    # the value now
            define time "Is taken" = low                                 #! E202 declared twice
            define age "Is taken, too" = low                             #! E202 declared twice
        }
        number score "It's a \\"score\\"" in '{score}'  repeated {  # it's {
            define high "High" = value > 3 '{score}'
        }
        number weight "Weight" in kg {
            define heavy "Heavy" = weight > 100 kg                       #! E226 declare the fact `repeated`
        }
        events dose "Dose" {
            number amount "Amount" in mg {
                define large "Large" = amount > 3 mg                     #! E226 among the fields of `dose`
            }
        }
        include I1 "One" { require any of creatinine where low }
        include I2 "Two" { require latest of creatinine.clearance < previous of creatinine.clearance }
        include I4 "Four" { require any of score where high }
        include I3 "Three" { require clearance < 3 }                     #! E201 `creatinine.clearance` belongs to each
    """)


def test_definitions_of_entries() -> None:
    verify("""
        number weight "Weight" in kg
        events gas "Blood gas" {
            moment taken "Taken"
            number pao2 "PaO2" in mm[Hg]
            number fio2 "FiO2" in %
            define ratio "Ratio" = pao2 / fio2
            define low "Low" = ratio < 100 mm[Hg]
            define wrong "Wrong" = ratio < 2 kg                          #! E204 mass
            define pao2 "Again" = fio2                                   #! E202 declared twice
            define ahead "May use what stands below" = behind
            define behind "Behind" = weight > 50 kg and fio2 > 50 %
            define self "Itself" = any of gas where self                 #! E209 `gas.self` depends on itself
        }
        include I1 "One" { require lowest of gas.ratio < 100 mm[Hg] }
        include I2 "Two" { require latest of gas.low and (any of gas where (ahead or wrong or self)) }
        include I3 "Three" { require latest of gas.low is known }        #! E222 asks about data
        include I4 "Four" { require highest of gas.low > 3 }             #! E225 needs numbers
        include I5 "Five" { require any of gas where lo }                #! E201 nothing is declared
        include I6 "Six" { require latest of gas.rati < 1 mm[Hg] }       #! E224 did you mean `ratio`?
        include I7 "Seven" { require ratio < 1 mm[Hg] }                  #! E201 `gas.ratio` belongs to each entry
        patient a "A" { gas { ratio 3 mm[Hg] } }                         #! E224 worked out from the fields
    """)


def test_a_syntax_error_hides_no_unknown_name_elsewhere() -> None:
    """Only what the broken criterion would have declared may be called by its name without a word."""
    text = """protocol T "T" { version 1 }
source registry "R" { inclusion 1 "One" }
number age "Age" in a  plausible 0 to 120
include I1 "Adult" { from inclusion 1  require age > 18 a adn age < 80 a }
include I2 "Two" { from inclusion 7  require agee > 18 a }
patient p1 "P" { agee 54 a }
patient p2 "P" like p9 { age 54 a }
expect p1 ineligible because I9
expect p2 ineligible because I1
expect p3 eligible
"""
    _, found = compile_source(Source("t.eligo", text))
    told = sorted(d.message for d in found if d.code in ("E201", "E304"))
    assert told == [
        "no source has inclusion 7",
        "nothing is declared under the name `agee`",
        "there is no criterion named `I9`",
        "there is no fact named `agee`",
        "there is no patient named `p3`",
        "there is no patient named `p9`",
    ]
