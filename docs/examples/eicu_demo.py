"""Flatten the eICU Collaborative Research Database Demo into one row per unit stay, ready for `eligo screen`.

    python docs/examples/eicu_demo.py ../shared/data/eicu-demo stays.parquet
    eligo screen protocols/anakinra_ards.eligo stays.parquet

Every mapping decision stands beside its code; eicu.md, next to this file, gives the reasons and the numbers. Two rules
hold throughout: nothing charted after the screening is used, and a missing record is unknown, never `no`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl

STAY = "patientunitstayid"
DAY = 24 * 60
CLOCK_START = pl.lit("2015-01-01T00:00").str.to_datetime("%Y-%m-%dT%H:%M")
"""eICU holds minutes from unit admission and no dates: all stays are put on one invented clock, which starts here."""

VASOPRESSORS = "(?i)epinephrine|vasopressin|phenylephrine|dopamine"
PREGNANT = r"obstetrics\|pregnancy|during pregnancy|pregnancy related"
ANTI_TNF = "(?i)enbrel|etanercept|humira|adalimumab|remicade|infliximab|cimzia|certolizumab|simponi|golimumab"
CANCER = (
    r"(?i)cancer|\bCA\b|malignancy|metasta|carcinoma|leukemia|lymphoma|myeloma|melanoma|glioblastoma|"
    r"lymphoproliferative|effusion\|malignant"
)


def flatten(folder: Path) -> pl.DataFrame:
    """One row per unit stay, columns named after the protocol's facts, ordered by stay.

    Args:
        folder: the demo's tables, each a ``NAME.csv.gz``.
    """
    patient, hourly = table(folder, "patient"), table(folder, "yaib_hourly")
    gases = blood_gases(hourly)
    stays = screenings(patient, gases)
    flat = person(patient).join(stays, on=STAY)
    for facts in (
        newest(seen(gases, stays, DAY), "pao2", "fio2"),
        newest(seen(laboratory(hourly), stays, DAY), *LABORATORY, "neutrophils"),
        newest(seen(peep(folder), stays, DAY), "peep"),
        newest(seen(airway(folder), stays, DAY), "intubated", "ventilated"),
        vasopressors(seen(infusions(folder), stays)),
        seen(malignancy(folder), stays).group_by(STAY).agg(pl.col("malignancy").any()),
        seen(charted(folder, "diagnosis", diagnosisstring=PREGNANT), stays).select(STAY, pregnant=True).unique(),
        seen(charted(folder, "admissiondrug", drugname=ANTI_TNF), stays)  # taken at home: the course is in progress
        .group_by(STAY).agg(anti_tnf_start=clock(pl.col("minute").min())),
    ):  # fmt: skip
        flat = flat.join(facts, on=STAY, how="left", validate="1:1")
    return (
        flat.with_columns(
            screening=clock(pl.col("screening")), ards_diagnosed=clock(pl.col("ards_diagnosed")), fio2_unit=pl.lit("%")
        )
        .rename({STAY: "patient_id"})
        .sort("patient_id")
    )


# ---------------------------------------------------------------- tables and time


def table(folder: Path, name: str) -> pl.DataFrame:
    """A whole table. `minute` is when an entry was known; of the hourly summary's hours that is the end."""
    rows = pl.read_csv(folder / f"{name}.csv.gz", infer_schema_length=None)
    if "hour" in rows.columns:
        return rows.rename({"stay_id": STAY}).with_columns(minute=(pl.col("hour") + 1) * 60)
    offsets = {
        "infusiondrug": "infusionoffset",
        "respiratorycare": "respcarestatusoffset",
        "respiratorycharting": "respchartoffset",
        "admissiondrug": "drugoffset",
    }
    return rows.rename({offsets.get(name, f"{name}offset"): "minute"}, strict=False)


def charted(folder: Path, name: str, **pattern: str) -> pl.DataFrame:
    """The entries of a table whose text in each named column matches the pattern."""
    return table(folder, name).filter(*(pl.col(column).str.contains(text) for column, text in pattern.items()))


def seen(entries: pl.DataFrame, stays: pl.DataFrame, age: int | None = None) -> pl.DataFrame:
    """The entries at or before the screening, and less than `age` minutes old."""
    before = pl.col("screening") - pl.col("minute")
    recent = before >= 0 if age is None else (before >= 0) & (before < age)
    return entries.join(stays.select(STAY, "screening"), on=STAY).filter(recent)


def newest(entries: pl.DataFrame, *facts: str) -> pl.DataFrame:
    """Each fact's newest value; of two in one minute the greater, of flags yes."""
    return entries.group_by(STAY).agg(pl.col(f).sort_by("minute", f).drop_nulls().last() for f in facts)


def clock(minute: pl.Expr) -> pl.Expr:
    """Minutes from unit admission as ISO 8601 text on the invented clock."""
    return (CLOCK_START + pl.duration(minutes=minute)).dt.strftime("%Y-%m-%dT%H:%M")


# ---------------------------------------------------------------- when a stay is screened


def blood_gases(hourly: pl.DataFrame) -> pl.DataFrame:
    """Each hour with a PaO2 (mmHg), and the newest FiO2 (percent) at most four hours older."""
    oxygen = hourly.select(STAY, "hour", "fio2").drop_nulls().sort("hour")
    gas = hourly.select(STAY, "hour", "minute", pao2="po2").drop_nulls().sort("hour")
    return gas.join_asof(oxygen, on="hour", by=STAY, tolerance=4, check_sortedness=False).drop_nulls()


def screenings(patient: pl.DataFrame, gases: pl.DataFrame) -> pl.DataFrame:
    """The minute at which each stay is screened.

    A study nurse is called when the ratio first falls below 200 mmHg, which is also the earliest moment at which
    moderate to severe ARDS can be diagnosed. A stay without such an hour is screened 24 hours after admission to the
    unit, or at discharge from it when that comes sooner; of a diagnosis nothing is known then.
    """
    low = gases.filter(pl.col("pao2") * 100 < 200 * pl.col("fio2")).group_by(STAY).agg(pl.col("minute").min())
    otherwise = pl.min_horizontal(pl.lit(DAY), "unitdischargeoffset")
    return patient.join(low, on=STAY, how="left").select(
        STAY, screening=pl.coalesce("minute", otherwise), ards_diagnosed="minute"
    )


# ---------------------------------------------------------------- the facts


def person(patient: pl.DataFrame) -> pl.DataFrame:
    """Age (over 89 is masked in the source and stands as 90), sex, weight, and whether the unit is intensive care."""
    return patient.select(
        STAY,
        age=pl.col("age").str.replace("> 89", "90", literal=True).cast(pl.Int64),
        sex=pl.col("gender").replace_strict({"Female": "female", "Male": "male"}, default=None),
        weight="admissionweight",
        in_icu=pl.col("unitstaytype") != "stepdown/other",
    )


LABORATORY = {"bicarbonate": "bicar", "lactate": "lact", "crp": "crp", "creatinine": "crea"}
"""The summary is in the protocol's own units: mmol/L, mmol/L, mg/L, mg/dL."""


def laboratory(hourly: pl.DataFrame) -> pl.DataFrame:
    """The hours' values. Neutrophils are the leukocytes of the same hour times their percentage, bands included."""
    share = pl.col("neut") + pl.col("bnd").fill_null(0)
    return hourly.select(STAY, "minute", neutrophils=(pl.col("wbc") * share / 100).round(3), **LABORATORY)


def peep(folder: Path) -> pl.DataFrame:
    """`PEEP` of the ventilator flow sheet; `PEEP/CPAP` may be a mask and is left out.

    A PEEP of 500 stays as it is: to call it implausible is the protocol's part.
    """
    number = pl.col("respchartvalue").str.strip_chars(" %").cast(pl.Float64, strict=False)
    return charted(folder, "respiratorycharting", respchartvaluelabel="^PEEP$").with_columns(peep=number)


def airway(folder: Path) -> pl.DataFrame:
    """Mechanical ventilation, of which eICU marks the non-invasive kind, runs through a tube: both facts are yes.

    A tube alone answers only `intubated`; a tube taken out, or no artificial airway, answers both with no. A
    tracheostomy is not a tube and says nothing without a ventilator.
    """
    treatment, care = table(folder, "treatment"), table(folder, "respiratorycare")
    text, kind = pl.col("treatmentstring").str, pl.col("airwaytype")
    removed = text.contains("endotracheal tube removal")
    evidence = (
        (treatment.filter(text.contains("mechanical ventilation"), ~text.contains("non-invasive")), True, True),
        (treatment.filter(text.contains("endotracheal tube|reintubation"), ~removed), True, None),
        (treatment.filter(removed), False, False),
        (care.filter(kind == "Oral ETT"), True, None),
        (care.filter(kind == "No Artificial Airway"), False, False),
    )
    return pl.concat(
        rows.select(STAY, "minute", intubated=pl.lit(tube, pl.Boolean), ventilated=pl.lit(machine, pl.Boolean))
        for rows, tube, machine in evidence
    )


def infusions(folder: Path) -> pl.DataFrame:
    """The vasopressor rates that are numbers. Their units vary and do not matter: any dose above zero counts."""
    rate = pl.col("drugrate").cast(pl.Float64, strict=False)
    return charted(folder, "infusiondrug", drugname=VASOPRESSORS).with_columns(rate=rate).drop_nulls("rate")


def vasopressors(rates: pl.DataFrame) -> pl.DataFrame:
    """From the first rate above zero to the first zero after the last such rate; running when none follows.

    A stay without one has empty columns: the protocol itself reads that as no.
    """
    minute, on = pl.col("minute"), pl.col("rate") > 0
    stopped = ~on & (minute > minute.filter(on).max())
    return rates.group_by(STAY).agg(
        vasopressors_start=clock(minute.filter(on).min()), vasopressors_end=clock(minute.filter(stopped).min())
    )


def malignancy(folder: Path) -> pl.DataFrame:
    """Yes by a diagnosis or by a cancer in the past history.

    No only where the history says in so many words that there are no health problems: it is a menu of what is there,
    so a history without a cancer denies nothing.
    """
    yes = (
        charted(folder, "diagnosis", diagnosisstring=CANCER),
        charted(folder, "pasthistory", pasthistorypath="/Cancer"),
    )
    no = charted(folder, "pasthistory", pasthistoryvaluetext="^NoHealthProblems$")
    answers = [rows.select(STAY, "minute", malignancy=True) for rows in yes]
    return pl.concat([*answers, no.select(STAY, "minute", malignancy=False)])


def main(arguments: list[str]) -> int:
    """Write the flat table as Parquet or CSV, by the name of the file."""
    if len(arguments) != 2 or Path(arguments[1]).suffix not in {".parquet", ".csv"}:
        print("usage: python eicu_demo.py FOLDER OUT.parquet|OUT.csv", file=sys.stderr)
        return 2
    folder, out = map(Path, arguments)
    flat = flatten(folder)
    if out.suffix == ".csv":
        flat.write_csv(out)
    else:
        flat.write_parquet(out)
    print(f"{flat.height} unit stays written to {out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
