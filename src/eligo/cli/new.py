"""``eligo new``: a commented starter protocol."""

from __future__ import annotations

import os
from pathlib import Path

import click

from eligo.cli.console import tell, write_json
from eligo.cli.failure import CannotRun
from eligo.cli.main import CLEAN
from eligo.cli.options import report_format


@click.command("new")
@click.argument("name")
@report_format()
def command(name: str, form: str) -> int:
    """Write NAME.eligo, a small protocol with comments, to begin from.

    It can be checked, built and tested as it stands. A file that exists is never overwritten.

    \b
    Begin a protocol             eligo new protocols/my_trial
    See what it says             eligo check protocols/my_trial.eligo
    Try its patients             eligo test protocols/my_trial.eligo

    Ends with 0; with 2 when the file exists or cannot be written.
    """
    from importlib.resources import files
    from shlex import quote

    from eligo.publish.outputs import BadName, module_name

    if not name.strip() or name.endswith(("/", os.sep)):
        raise CannotRun(f"'{name}' names no file", "give the protocol a name, such as my_trial")
    path = Path(name if name.endswith(".eligo") else f"{name}.eligo")
    try:
        module = module_name(path.name)
    except BadName as problem:
        raise CannotRun(str(problem)) from None
    text = files("eligo.cli").joinpath("starter.eligo").read_text(encoding="utf-8")
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text.replace("my_trial", module))
    except FileExistsError:
        raise CannotRun(f"{path} exists already", "choose another name") from None
    if form == "json":
        write_json({"file": str(path), "module": module})
    tell(f"wrote {path}")
    tell(f"next: eligo check {quote(str(path))}")
    return CLEAN
