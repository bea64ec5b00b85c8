"""``eligo build``: everything that is made from a protocol."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from eligo.cli.console import tell, write, write_json
from eligo.cli.failure import CannotRun, about
from eligo.cli.findings import counted
from eligo.cli.main import CLEAN, FINDINGS
from eligo.cli.options import files as files_argument
from eligo.cli.options import report_format
from eligo.cli.protocols import program_of

if TYPE_CHECKING:
    from eligo.publish.directory import Differences


@click.command("build")
@files_argument
@click.option(
    "-o", "--output", "out", default="generated", show_default=True, type=click.Path(), help="Where the outputs go."
)
@click.option("--check", "only_check", is_flag=True, help="Name what a build would change; write nothing.")
@report_format()
def command(files: tuple[str, ...], out: str, only_check: bool, form: str) -> int:
    """Make everything that follows from a protocol: the evaluator, its test suite and the document.

    The outputs of my_trial.eligo go to generated/my_trial, an installable Python package. A build replaces that
    directory at once or not at all, leaves alone what is already right, and touches nothing that eligo did not make.

    \b
    Build one protocol           eligo build protocols/my_trial.eligo
    Is everything current?       eligo build --check protocols/*.eligo

    Ends with 0; with 1 when --check found a difference; with 2 when a protocol has errors or cannot be written.
    """
    from eligo.publish.directory import ForeignDirectory, compare, replace

    if Path(out).exists() and not Path(out).is_dir():
        raise CannotRun(f"{out} is a file", "name a folder after --output")
    places = _places(files, Path(out))
    made = [(file, place, _outputs(file, place, form, only_check)) for file, place in places.items()]
    results = []
    try:
        for file, place, outputs in made:
            with about(place):
                found = compare(place, outputs) if only_check else replace(place, outputs)
            results.append((file, place, found))
            if form == "text":
                _say(place, found, len(outputs), only_check)
    except ForeignDirectory as problem:
        raise CannotRun(str(problem), "move it away, or choose another place with --output") from None
    if form == "json":
        write_json({"check": only_check, "outputs": [_as_json(*result) for result in results]})
    return FINDINGS if only_check and any(found for _, _, found in results) else CLEAN


def _places(files: tuple[str, ...], out: Path) -> dict[str, Path]:
    """Each file with the directory of its outputs; two files never share one."""
    from eligo.publish.outputs import BadName, module_name

    places: dict[str, Path] = {}
    owner: dict[str, str] = {}
    for file in dict.fromkeys(files):
        try:
            module = module_name(file)
        except BadName as problem:
            raise CannotRun(str(problem), "rename the file") from None
        other = owner.setdefault(module, file)
        if other != file:
            raise CannotRun(f"{other} and {file} would both be built into {out / module}", "rename one of them")
        places[file] = out / module
    return places


def _outputs(file: str, place: Path, form: str, only_check: bool) -> dict[str, bytes]:
    from eligo.publish.directory import with_manifest

    program = program_of(file, form)
    if only_check:
        from eligo.publish.outputs import outputs

        return with_manifest(outputs(program, place.name))
    from eligo.publish.kept import outputs_or_kept

    return with_manifest(outputs_or_kept(program, place.name))


def _say(place: Path, found: Differences, files: int, only_check: bool) -> None:
    if only_check:
        for word, names in _named(found).items():
            for name in names:
                write(f"{word:<9} {place / name}\n")
        tell(f"{place}: {'not current' if found else 'current'}")
        return
    for name in found.edited:
        tell(f"{place / name}: was edited by hand; made anew")
    for name in found.foreign:
        tell(f"{place / name}: not made by eligo; left alone")
    written = len(found.missing) + len(found.stale) + len(found.edited)
    removed = f", {counted(len(found.leftover), 'file')} removed" if found.leftover else ""
    tell(f"{place}: {written} of {counted(files, 'file')} written{removed}" if found.rebuild else f"{place}: current")


def _named(found: Differences) -> dict[str, tuple[str, ...]]:
    return {
        "missing": found.missing,
        "stale": found.stale,
        "edited": found.edited,
        "leftover": found.leftover,
        "foreign": found.foreign,
    }


def _as_json(file: str, place: Path, found: Differences) -> dict[str, object]:
    return {"file": file, "directory": place.as_posix(), **{k: list(v) for k, v in _named(found).items()}}
