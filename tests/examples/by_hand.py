"""The flagship's criteria asked of the raw eICU demo tables, by hand: plain Python, exact numbers, no flattening.

Written from the protocol's text and the decisions in docs/examples/eicu.md, not from the example's code. A truth is
True, False or None for unknown; a time is in minutes from unit admission.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

Truth = bool | None
Timed = list[tuple[int, Fraction]]
Row = dict[str, str]


def rows(folder: Path, name: str) -> Iterator[Row]:
    with gzip.open(folder / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as text:
        yield from csv.DictReader(text)


def by_stay(folder: Path, name: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows(folder, name):
        groups[row.get("patientunitstayid") or row["stay_id"]].append(row)
    return groups


def every(*parts: Truth) -> Truth:
    return False if False in parts else None if None in parts else True


def some(*parts: Truth) -> Truth:
    return True if True in parts else None if None in parts else False


def number(text: str) -> Fraction | None:
    return Fraction(text) if re.fullmatch(r"-?\d+(\.\d+)?([eE]-?\d+)?", text) else None


def plausible(value: Fraction | None, low: str, high: str) -> Fraction | None:
    return value if value is not None and Fraction(low) <= value <= Fraction(high) else None


class Stay:
    """One unit stay's entries in every table that the criteria ask."""

    def __init__(self, patient: Row, tables: dict[str, dict[str, list[Row]]]) -> None:
        self.patient = patient
        self.id = patient["patientunitstayid"]
        self._tables = tables
        ratios = self.ratios()
        self.hypoxemic = [end for end, ratio in ratios if ratio < 200]
        self.screening = min(self.hypoxemic) if self.hypoxemic else min(1440, int(patient["unitdischargeoffset"]))
        self.ratio = next((ratio for end, ratio in reversed(ratios) if self.fresh(end)), None)

    def rows(self, name: str) -> list[Row]:
        return self._tables[name].get(self.id, [])

    def fresh(self, minute: int) -> bool:
        return self.screening - 1440 < minute <= self.screening

    def hours(self, column: str) -> Timed:
        """The column's values by the end of their hour."""
        found = ((60 * int(row["hour"]) + 60, number(row[column])) for row in self.rows("yaib_hourly"))
        return sorted((end, value) for end, value in found if value is not None)

    def ratios(self) -> Timed:
        """PaO2 over the newest FiO2 of the same hour or one of the four before it."""
        ratios = []
        oxygen = self.hours("fio2")
        for end, pao2 in self.hours("po2"):
            settings = [percent for set_at, percent in oxygen if end - 240 <= set_at <= end]
            if settings:
                ratios.append((end, pao2 / settings[-1] * 100))
        return ratios

    def laboratory(self, column: str) -> Fraction | None:
        recent = [value for end, value in self.hours(column) if self.fresh(end)]
        return recent[-1] if recent else None

    def before(self, name: str, offset: str, column: str, pattern: str) -> list[Row]:
        """Entries up to the screening whose text holds the pattern."""
        return [r for r in self.rows(name) if int(r[offset]) <= self.screening and re.search(pattern, r[column])]

    # ------------------------------------------------------------ the criteria, met as written

    def a1(self) -> Truth:
        return None if self.age is None else self.age >= 18

    @property
    def age(self) -> int | None:
        text = self.patient["age"]
        return 90 if text == "> 89" else int(text) if text else None

    def i1(self) -> Truth:
        return every(
            self.patient["unitstaytype"] != "stepdown/other",
            True if self.hypoxemic else None,
            None if self.ratio is None else self.ratio < 200,
            self.pressure(),
            *self.airway(),
        )

    def pressure(self) -> Truth:
        settings = []
        for row in self.rows("respiratorycharting"):
            minute = int(row["respchartoffset"])
            value = number(row["respchartvalue"].replace("%", ""))
            if row["respchartvaluelabel"] == "PEEP" and self.fresh(minute) and value is not None:
                settings.append((minute, value))
        newest = plausible(max(settings)[1], "0", "40") if settings else None
        return None if newest is None else newest >= 5

    def airway(self) -> tuple[Truth, Truth]:
        """Intubated and ventilated: the newest entry that answers each, yes before no in the same minute."""
        tube, machine = [], []
        for row in self.rows("treatment"):
            minute, text = int(row["treatmentoffset"]), row["treatmentstring"]
            if not self.fresh(minute):
                continue
            if "mechanical ventilation" in text and "non-invasive" not in text:
                tube.append((minute, True))
                machine.append((minute, True))
            if "endotracheal tube removal" in text:
                tube.append((minute, False))
                machine.append((minute, False))
            elif "endotracheal tube" in text or "reintubation" in text:
                tube.append((minute, True))
        for row in self.rows("respiratorycare"):
            minute = int(row["respcarestatusoffset"])
            if self.fresh(minute) and row["airwaytype"] == "Oral ETT":
                tube.append((minute, True))
            if self.fresh(minute) and row["airwaytype"] == "No Artificial Airway":
                tube.append((minute, False))
                machine.append((minute, False))
        return (max(tube)[1] if tube else None, max(machine)[1] if machine else None)

    def i3(self) -> Truth:
        crp = plausible(self.laboratory("crp"), "0", "1000")
        bicarbonate = plausible(self.laboratory("bicar"), "2", "60")
        lactate = plausible(self.laboratory("lact"), "0", "40")
        return some(
            None,  # interleukin-6
            None if crp is None else crp > 250,
            self.hour_of_vasopressors(),
            None if bicarbonate is None else bicarbonate < 18,
            None if lactate is None else lactate > 4,
        )

    def hour_of_vasopressors(self) -> bool:
        drugs = r"(?i)epinephrine|vasopressin|phenylephrine|dopamine"
        given = self.before("infusiondrug", "infusionoffset", "drugname", drugs)
        rates = [(int(r["infusionoffset"]), rate) for r in given if (rate := number(r["drugrate"])) is not None]
        running = [minute for minute, rate in rates if rate > 0]
        if not running:
            return False
        stopped = [minute for minute, rate in rates if rate <= 0 and minute > max(running)]
        end = min(stopped, default=self.screening)
        return end - min(running) >= 60 and self.screening - end <= 48 * 60

    def e1(self) -> Truth:
        named = r"obstetrics\|pregnancy|during pregnancy|pregnancy related"
        pregnant = True if self.before("diagnosis", "diagnosisoffset", "diagnosisstring", named) else None
        female = {"Female": True, "Male": False}.get(self.patient["gender"])
        return True if pregnant else every(female, pregnant)

    def e3(self) -> Truth:
        return True if self.before("admissiondrug", "drugoffset", "drugname", "ENBREL") else None

    def e4(self) -> Truth:
        bands = dict(self.hours("bnd"))
        share = dict(self.hours("neut"))
        counts = [
            leukocytes * (share[end] + bands.get(end, 0)) / 100
            for end, leukocytes in self.hours("wbc")
            if end in share and self.fresh(end)
        ]
        return counts[-1] < Fraction("1.5") if counts else None

    def e5(self) -> Truth:
        words = (
            r"(?i)cancer|\bCA\b|malignancy|metasta|carcinoma|leukemia|lymphoma|myeloma|melanoma|glioblastoma"
            r"|lymphoproliferative|effusion\|malignant"
        )
        if self.before("diagnosis", "diagnosisoffset", "diagnosisstring", words):
            return True
        if self.before("pasthistory", "pasthistoryoffset", "pasthistorypath", r"/Cancer"):
            return True
        none = self.before("pasthistory", "pasthistoryoffset", "pasthistoryvalue", r"^No Health Problems$")
        return False if none else None

    def e6(self) -> Truth:
        creatinine = plausible(self.laboratory("crea"), "0.1", "40")
        weight = plausible(number(self.patient["admissionweight"]), "20", "350")
        if creatinine is None or weight is None or self.age is None:
            return None
        man = (140 - self.age) * weight / (72 * creatinine)
        woman = man * Fraction("0.85")
        answers = {"Male": {man < 60}, "Female": {woman < 60}}.get(self.patient["gender"], {man < 60, woman < 60})
        return answers.pop() if len(answers) == 1 else None

    def outcomes(self) -> dict[str, str]:
        """Each criterion's outcome; those that the data hold nothing for stay unknown."""
        include = {"A1": self.a1(), "I1": self.i1(), "I2": None, "I3": self.i3(), "I4": None, "I5": None}
        exclude = {"E1": self.e1(), "E2": None, "E3": self.e3(), "E4": self.e4(), "E5": self.e5(), "E6": self.e6()}
        passed = include | {name: None if met is None else not met for name, met in exclude.items()}
        return {name: {True: "passed", False: "failed", None: "unknown"}[met] for name, met in passed.items()}


def stays(folder: Path) -> list[Stay]:
    """Every unit stay of the demo."""
    names = (
        "yaib_hourly", "respiratorycharting", "treatment", "respiratorycare", "infusiondrug",
        "diagnosis", "pasthistory", "admissiondrug",
    )  # fmt: skip
    tables = {name: by_stay(folder, name) for name in names}
    return [Stay(patient, tables) for patient in rows(folder, "patient")]
