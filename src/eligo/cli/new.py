"""``eligo new``: a commented starter protocol."""

from __future__ import annotations

from pathlib import Path

import click

from eligo.cli.console import tell
from eligo.cli.failure import CannotRun
from eligo.cli.main import CLEAN


@click.command("new")
@click.argument("name")
def command(name: str) -> int:
    """Write NAME.eligo, a small protocol with comments, to begin from.

    It can be checked, built and tested as it stands. A file that exists is never overwritten.

    \b
    Begin a protocol             eligo new protocols/my_trial
    See what it says             eligo check protocols/my_trial.eligo
    Try its patients             eligo test protocols/my_trial.eligo
    """
    from importlib.resources import files

    from eligo.publish.outputs import BadName, module_name

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
    tell(f"wrote {path}")
    tell(f"next: eligo check {path}")
    return CLEAN
