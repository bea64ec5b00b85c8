"""``eligo completion``: the shell's completion script."""

from __future__ import annotations

import click

from eligo.cli.console import write


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    """Print the script that completes eligo's commands and options in a shell.

    \b
    bash:  echo 'eval "$(eligo completion bash)"' >> ~/.bashrc
    zsh:   echo 'eval "$(eligo completion zsh)"' >> ~/.zshrc
    fish:  eligo completion fish > ~/.config/fish/completions/eligo.fish
    """
    from click.shell_completion import get_completion_class

    from eligo.cli.app import COMPLETION, app

    kind = get_completion_class(shell)
    assert kind is not None
    write(kind(app, {}, "eligo", COMPLETION).source() + "\n")
    return 0
