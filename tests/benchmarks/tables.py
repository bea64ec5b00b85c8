"""The flagship's rule written by hand in Polars, and tables of patients for it."""

# moments without an offset, as most records have them

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
from polars import col

from tests.benchmarks.patients import patients
from tests.benchmarks.peers import flattened

MOMENTS = ("screening", "born", "ards_diagnosed", "insult_onset", "symptoms_onset", "ards_onset")
PERIODS = ("vasopressors", "anti_tnf", "other_biologic")
FLAGS = (
    "in_icu", "intubated", "ventilated", "bilateral_opacities", "opacities_explained", "failure_explained", "consent",
    "pregnant", "lactating", "anakinra_hypersensitivity", "ecoli_hypersensitivity", "malignancy",
)  # fmt: skip
CHOICES = {"sex": ["female", "male"], "covid_swab": ["negative", "positive"]}
PLAUSIBLE = {
    "age": (0, 120), "weight": (20, 350), "pf_ratio": (20, 700), "pao2": (20, 700), "fio2": (0.21, 1), "peep": (0, 40),
    "il6": (0, 1_000_000), "crp": (0, 1000), "bicarbonate": (2, 60), "lactate": (0, 40), "neutrophils": (0, 200),
    "creatinine": (0.1, 40), "creatinine_clearance": (0, 400),
}  # fmt: skip


def table(count: int, *, distinct: int = 20_000) -> pl.DataFrame:
    """Typed columns of so many patients, the same ones over again after ``distinct``; some values are implausible."""
    rows = [_cells(record) for record in patients(min(count, distinct))]
    schema: dict[str, Any] = {name: pl.Datetime("us") for name in MOMENTS}
    for name in PERIODS:
        schema |= {name: pl.String, f"{name}_start": pl.Datetime("us"), f"{name}_end": pl.Datetime("us")}
    schema |= dict.fromkeys(FLAGS, pl.Boolean) | {name: pl.Enum(options) for name, options in CHOICES.items()}
    schema |= dict.fromkeys(PLAUSIBLE, pl.Float64)
    frame = pl.DataFrame(rows, schema=schema)
    wrong = [
        pl.when(pl.int_range(len(frame)) % 997 == place).then(5000.0).otherwise(col(name)).alias(name)
        for place, name in enumerate(("pf_ratio", "fio2", "lactate", "age"))
    ]
    frame = frame.with_columns(wrong)
    return pl.concat([frame] * -(-count // len(frame))).head(count).rechunk()


def flat_table(count: int, *, distinct: int = 20_000) -> pl.DataFrame:
    """The same patients flattened to numbers, flags and choices, as :func:`tests.benchmarks.peers.flattened` has them."""
    rows = [flattened(record) for record in patients(min(count, distinct))]
    frame = pl.DataFrame(rows, infer_schema_length=None)
    frame = frame.with_columns(col(name).cast(pl.Enum(options)) for name, options in CHOICES.items())
    return pl.concat([frame] * -(-count // len(frame))).head(count).rechunk()


def _cells(record: Mapping[str, Any]) -> dict[str, object]:
    cells = {name: value for name, value in record.items() if name not in PERIODS}
    for name in PERIODS:
        period = record[name]
        cells[name] = "no" if period is False else None
        cells[f"{name}_start"] = period["start"] if period else None
        cells[f"{name}_end"] = period.get("end") if period else None
    return cells


def by_hand(now: pl.Expr) -> dict[str, pl.Expr]:
    """Every criterion as a careful programmer writes it: true when it passes, false when it fails, null when unknown."""
    number = {n: pl.when(col(n).is_between(low, high)).then(col(n)) for n, (low, high) in PLAUSIBLE.items()}
    born = col("born")
    passed = (now.dt.month() > born.dt.month()) | (
        (now.dt.month() == born.dt.month()) & (now.dt.day() >= born.dt.day())
    )
    years = (now.dt.year() - born.dt.year() - (~passed).cast(pl.Int32)).cast(pl.Float64)
    age = pl.coalesce(number["age"], years)
    ratio = pl.coalesce(number["pf_ratio"], number["pao2"] / number["fio2"])
    onset = col("ards_onset")
    begun, ended = col("vasopressors_start"), col("vasopressors_end")
    reached = begun + pl.duration(hours=1)
    recent = ended.is_null() | ((ended >= reached) & (ended + pl.duration(hours=48) >= now))
    shock = pl.when(begun.is_null()).then(pl.lit(False)).otherwise((now >= reached) & recent)
    clearance = (140 - age) * number["weight"] / (72 * number["creatinine"])
    estimated = (
        pl.when(col("sex") == "female")
        .then(clearance * 0.85 < 60)
        .when(col("sex") == "male")
        .then(clearance < 60)
        .when(clearance < 60)
        .then(pl.lit(True))
        .when(clearance * 0.85 >= 60)
        .then(pl.lit(False))
    )
    return {
        "A1": age >= 18,
        "I1": pl.all_horizontal(
            col("in_icu"),
            (col("ards_diagnosed") >= now - pl.duration(hours=48)) & (col("ards_diagnosed") <= now),
            ratio < 200,
            number["peep"] >= 5,
            col("intubated"),
            col("ventilated"),
        ),
        "I2": pl.all_horizontal(
            ((onset >= col("insult_onset")) & (onset <= col("insult_onset") + pl.duration(weeks=1)))
            | ((onset >= col("symptoms_onset")) & (onset <= col("symptoms_onset") + pl.duration(weeks=1))),
            onset <= now,
            col("bilateral_opacities"),
            ~col("opacities_explained"),
            ~col("failure_explained"),
        ),
        "I3": pl.any_horizontal(
            number["il6"] > 80, number["crp"] > 250, shock, number["bicarbonate"] < 18, number["lactate"] > 4
        ),
        "I4": col("consent"),
        "I5": col("covid_swab") == "negative",
        "E1": ~(_of_women("pregnant") | _of_women("lactating")),
        "E2": ~(col("anakinra_hypersensitivity") | col("ecoli_hypersensitivity")),
        "E3": ~(_in_progress("anti_tnf", now) | _in_progress("other_biologic", now)),
        "E4": ~(number["neutrophils"] < 1.5),
        "E5": ~col("malignancy"),
        "E6": ~pl.coalesce(number["creatinine_clearance"] < 60, estimated),
    }


def flat_by_hand() -> dict[str, pl.Expr]:
    """The rule over a flat table: comparisons alone, with no plausible range, no moment and no formula."""
    recent, insult, symptoms = (col(f"since_{name}") for name in ("diagnosis", "insult", "symptoms"))
    return {
        "A1": col("age") >= 18,
        "I1": pl.all_horizontal(
            "in_icu", recent >= 0, recent <= 48, col("ratio") < 200, col("peep") >= 5, "intubated", "ventilated"
        ),
        "I2": pl.all_horizontal(
            ((insult >= 0) & (insult <= 168)) | ((symptoms >= 0) & (symptoms <= 168)),
            col("since_onset") >= 0,
            col("bilateral_opacities"),
            ~col("opacities_explained"),
            ~col("failure_explained"),
        ),
        "I3": pl.any_horizontal(
            col("il6") > 80, col("crp") > 250, "shock", col("bicarbonate") < 18, col("lactate") > 4
        ),
        "I4": col("consent"),
        "I5": col("covid_swab") == "negative",
        "E1": ~(col("pregnant") | col("lactating")),
        "E2": ~(col("anakinra_hypersensitivity") | col("ecoli_hypersensitivity")),
        "E3": ~(col("anti_tnf") | col("biologic")),
        "E4": ~(col("neutrophils") < 1.5),
        "E5": ~col("malignancy"),
        "E6": ~pl.when(col("clearance_high") < 60).then(True).when(col("clearance_low") >= 60).then(False),
    }


def _of_women(name: str) -> pl.Expr:
    """A question put to women only: an answer counts whoever gave it."""
    return pl.coalesce(col(name), pl.when(col("sex") == "male").then(pl.lit(False)))


def _in_progress(name: str, now: pl.Expr) -> pl.Expr:
    start, end = col(f"{name}_start"), col(f"{name}_end")
    running = (start <= now) & (end.is_null() | (now <= end))
    return pl.when(col(name) == "no").then(pl.lit(False)).when(start.is_not_null()).then(running)


def screened_by_hand(frame: pl.DataFrame, now: pl.Expr) -> pl.DataFrame:
    """The verdict and every criterion in words."""
    return in_words(frame, by_hand(now))


def in_words(frame: pl.DataFrame, criteria: Mapping[str, pl.Expr]) -> pl.DataFrame:
    """The verdict and every outcome of criteria, as words."""
    outcomes = [_word(col(name), "passed", "failed", "unknown").alias(name) for name in criteria]
    verdict = _word(pl.all_horizontal(list(criteria)), "eligible", "ineligible", "undetermined").alias("verdict")
    return frame.lazy().select(**criteria).select(verdict, *outcomes).collect()


def _word(truth: pl.Expr, *words: str) -> pl.Expr:
    yes, no, unknown = (pl.lit(word, dtype=pl.Enum(words)) for word in words)
    return pl.when(truth).then(yes).when(~truth).then(no).otherwise(unknown)


def as_booleans(frame: pl.DataFrame, criteria: Mapping[str, pl.Expr]) -> pl.DataFrame:
    """The verdict and every outcome of criteria, as nullable Booleans."""
    return frame.lazy().select(**criteria).with_columns(verdict=pl.all_horizontal(list(criteria))).collect()
