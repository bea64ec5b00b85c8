"""The outputs of a build that were made before: a build whose program and compiler are what they were finds them.

``eligo build --check`` does without, as it is to find out what is true.
"""

from __future__ import annotations

import io
import pickle
import zipfile
from importlib.metadata import version

from eligo.core.program import Program
from eligo.core.vectors import Evidence
from eligo.publish import cache
from eligo.publish.outputs import found_evidence, outputs


def outputs_or_kept(program: Program, module: str) -> dict[str, bytes]:
    """Every output file as :func:`outputs` makes it, out of the cache when it is there."""
    with_what = f"{module} {version('jinja2')} {version('pydantic')} {version('z3-solver')}"
    place = cache.place("outputs", (with_what.encode(), cache.content_of(program)))
    packed = cache.found(place)
    if packed is not None:
        return _unpacked(packed)
    made = outputs(program, module, evidence_or_kept)
    cache.keep(place, _packed(made))
    return made


def evidence_or_kept(program: Program) -> Evidence:
    """What the suite is made from, as :func:`eligo.verify.vectors.evidence` finds it, or out of the cache.

    A search takes most of the time of a build; a comment, a reading or a claim leaves the patients that it finds as
    they were.
    """
    place = cache.place("evidence", (version("z3-solver").encode(), cache.tested_of(program)))
    before = cache.unpacked(cache.found(place), Evidence)
    if before is not None:
        return before
    made = found_evidence(program)
    cache.keep(place, pickle.dumps(made))
    return made


def _packed(made: dict[str, bytes]) -> bytes:
    """The files in one."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, content in made.items():
            packed.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def _unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}
