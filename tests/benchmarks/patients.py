"""Synthetic patients of the flagship for the benchmarks: plain values, 15 % of them missing."""

# moments without an offset, as most records have them

from __future__ import annotations

import datetime as dt
import random

NOW = dt.datetime(2025, 11, 3, 10)
MISSING = 0.15


def patients(count: int, seed: int = 1) -> list[dict[str, object]]:
    """Records of about a third of each verdict, moments as datetimes."""
    rng = random.Random(seed)
    return [_patient(rng) for _ in range(count)]


def _patient(rng: random.Random) -> dict[str, object]:
    def mostly(value: bool) -> bool:
        return value if rng.random() < 0.985 else not value

    def ago(hours: float) -> dt.datetime:
        return NOW - dt.timedelta(minutes=round(rng.uniform(0, hours) * 60))

    sex = rng.choice(["female", "male"])
    complete: dict[str, object] = {
        "age": rng.randint(18, 90) if mostly(True) else rng.randint(15, 17),
        "born": dt.datetime(rng.randint(1935, 2007), rng.randint(1, 12), rng.randint(1, 28)),
        "sex": sex,
        "weight": round(rng.uniform(45, 120), 1),
        "in_icu": mostly(True),
        "intubated": mostly(True),
        "ventilated": mostly(True),
        "ards_diagnosed": ago(48 if mostly(True) else 96),
        "pf_ratio": rng.randint(60, 199) if mostly(True) else rng.randint(200, 400),
        "pao2": rng.randint(50, 110),
        "fio2": round(rng.uniform(0.4, 1.0), 2),
        "peep": rng.randint(5, 18) if mostly(True) else rng.randint(0, 4),
        "insult_onset": NOW - dt.timedelta(hours=rng.randint(24, 160)),
        "symptoms_onset": NOW - dt.timedelta(hours=rng.randint(24, 160)),
        "ards_onset": ago(24),
        "bilateral_opacities": mostly(True),
        "opacities_explained": mostly(False),
        "failure_explained": mostly(False),
        "il6": round(rng.lognormvariate(4.5, 1.0)),
        "crp": round(rng.uniform(20, 400)),
        "vasopressors": rng.choice([False, {"start": ago(30)}]),
        "bicarbonate": round(rng.uniform(12, 30), 1),
        "lactate": round(rng.lognormvariate(0.8, 0.6), 1),
        "consent": mostly(True),
        "covid_swab": "negative" if mostly(True) else "positive",
        "pregnant": sex == "female" and not mostly(True),
        "lactating": sex == "female" and not mostly(True),
        "anakinra_hypersensitivity": mostly(False),
        "ecoli_hypersensitivity": mostly(False),
        "anti_tnf": False if mostly(True) else {"start": ago(900)},
        "other_biologic": False if mostly(True) else {"start": ago(900), "end": NOW},
        "neutrophils": round(rng.lognormvariate(2.0, 0.5), 1),
        "malignancy": mostly(False),
        "creatinine": round(rng.lognormvariate(-0.1, 0.3), 2),
        "creatinine_clearance": rng.randint(50, 160),
    }
    record: dict[str, object] = {"screening": NOW}
    whole = rng.random() < 0.3
    for name, value in complete.items():
        record[name] = None if not whole and rng.random() < MISSING / 0.7 else value
    return record
