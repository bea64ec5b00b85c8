"""The command line as a whole: statuses, streams, and every way in which things go wrong outside a protocol."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import eligo as package
from eligo.cli import check
from eligo.cli.app import COMMANDS
from eligo.cli.console import columns
from eligo.printable import printable

Start = Callable[..., subprocess.Popen[str]]


class TestVersionAndHelp:
    def test_version(self, eligo) -> None:
        assert eligo("--version").out == f"eligo {package.__version__}\n"

    def test_overview_lists_every_command(self, eligo) -> None:
        done = eligo("--help")
        assert done.status == 0
        assert [name for name in COMMANDS if f"\n  {name} " not in done.out] == []

    def test_without_a_command_the_overview_is_shown(self, eligo) -> None:
        done = eligo()
        assert (done.status, done.out) == (0, eligo("--help").out)

    @pytest.mark.parametrize("name", COMMANDS)
    def test_every_command_explains_itself_with_an_example(self, eligo, name: str) -> None:
        done = eligo(name, "--help")
        assert done.status == 0
        assert f"Usage: eligo {name}" in done.out
        assert f"eligo {name} " in done.out.partition("\n")[2]

    def test_version_and_overview_load_no_library_of_the_compiler(self) -> None:
        code = (
            "import sys\n"
            "from eligo.cli.main import main\n"
            "main(sys.argv[1:])\n"
            "print(*sorted({name.partition('.')[0] for name in sys.modules} & set(sys.stdin.read().split())))\n"
        )
        heavy = "click lark jinja2 polars pydantic rich eligo hypothesis"
        for words, loaded in (["--version"], "eligo"), (["--help"], "click eligo"):
            done = subprocess.run(
                [sys.executable, "-c", code, *words], input=heavy, capture_output=True, text=True, check=True
            )
            assert done.stdout.splitlines()[-1] == loaded


class TestUsage:
    """What is typed wrong ends with 2 and says what was meant."""

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (["chek"], "there is no command 'chek'; did you mean 'check'?"),
            (["scren", "x"], "did you mean 'screen'?"),
            (["xyzzy"], "the commands are new, check, fmt"),
            (["\x1b[31mred"], r"there is no command '\x1b[31mred'"),
            (["check"], "Missing argument"),
            (["check", "--formt", "json", "x"], "--format"),
            (["check", "--format", "xml", "x"], "'xml' is not one of"),
            (["sample", "x", "-n", "many"], "'many' is not a valid integer"),
            (["--nothing"], "No such option"),
        ],
    )
    def test_mistakes(self, eligo, words: list[str], says: str) -> None:
        done = eligo(*words)
        assert done.status == 2
        assert says in done.err
        assert done.out == ""


class TestTrouble:
    """Whatever happens around a command, it ends in one clear line and 2."""

    def test_a_file_that_is_not_there(self, eligo) -> None:
        done = eligo("build", "nowhere.eligo")
        assert done.status == 2
        assert "nowhere.eligo" in done.err

    def test_interrupt(self, eligo, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(check.command, "callback", raiser(KeyboardInterrupt()))
        done = eligo("check", "x")
        assert (done.status, done.err.strip()) == (2, "eligo: interrupted")

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
    @pytest.mark.parametrize("told", ["SIGINT", "SIGTERM"])
    def test_interrupt_of_a_process(self, process: Start, told: str) -> None:
        running = process("check", "-", stdin=subprocess.PIPE)
        time.sleep(1)
        running.send_signal(getattr(signal, told))
        out, err = running.communicate(timeout=60)
        assert (running.returncode, out, err.strip()) == (2, "", "eligo: interrupted")

    def test_a_reader_that_has_enough(self, process: Start, tmp_path: Path) -> None:
        (tmp_path / "bad.eligo").write_text("number\n" * 5000)
        for words in (["check", "bad.eligo"], ["check", "bad.eligo", "--format", "json"], ["--help"], ["--version"]):
            reader, writer = os.pipe()
            os.close(reader)
            running = process(*words, stdout=writer)
            os.close(writer)
            _, err = running.communicate(timeout=60)
            assert running.returncode == 2
            assert err == "eligo: stopped, because the program that reads the output has closed it\n"

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
    @pytest.mark.parametrize("words", [["--version"], ["--help"], ["completion", "fish"], ["check", "bad.eligo"]])
    def test_a_full_disk(self, process: Start, tmp_path: Path, words: list[str]) -> None:
        (tmp_path / "bad.eligo").write_text("number\n")
        with Path("/dev/full").open("w") as full:
            running = process(*words, stdout=full)
            _, err = running.communicate(timeout=60)
        assert running.returncode == 2
        assert err == "error: cannot read or write: no space left on device\n"

    @pytest.mark.parametrize("words", [["--version"], ["check", "bad.eligo"]])
    def test_closed_output(self, tmp_path: Path, words: list[str]) -> None:
        (tmp_path / "bad.eligo").write_text("number\n")
        done = shell(f'"{sys.executable}" -m eligo {" ".join(words)} >&-', tmp_path)
        assert done.returncode == 2
        assert done.stderr == "error: cannot read or write: standard output is closed\n"

    def test_closed_messages_do_not_matter(self, tmp_path: Path) -> None:
        done = shell(f'"{sys.executable}" -m eligo --version 2>&-', tmp_path)
        assert (done.returncode, done.stdout) == (0, f"eligo {package.__version__}\n")

    def test_too_little_memory(self, eligo, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(check.command, "callback", raiser(MemoryError()))
        assert eligo("check", "x").err == "error: not enough memory\n"

    def test_a_bug_of_eligo_asks_for_a_report(self, eligo, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(check.command, "callback", raiser(ZeroDivisionError("of \x1b[31m")))
        done = eligo("check", "x")
        assert done.status == 2
        assert done.err.startswith("eligo: internal error: ZeroDivisionError: of \\x1b[31m\nThis is a bug in eligo")

    def test_a_bug_shows_its_traceback_on_demand(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        from eligo.cli.main import main

        monkeypatch.setenv("ELIGO_DEBUG", "1")
        monkeypatch.setattr(check.command, "callback", raiser(ZeroDivisionError()))
        assert main(["check", "x"]) == 2
        assert "Traceback" in capsys.readouterr().err

    def test_output_that_cannot_show_a_character(self, process: Start, tmp_path: Path) -> None:
        (tmp_path / "bad.eligo").write_text('number é "µg"\n', encoding="utf-8")
        running = process("check", "bad.eligo", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
        out, err = running.communicate(timeout=60)
        assert running.returncode == 1
        assert "Traceback" not in err
        assert "error[E" in out


class TestConsole:
    def test_text_cannot_direct_a_terminal(self) -> None:
        assert printable("a\x1b[2Jb\u202ec\x00\r\nd\u2028") == r"a\x1b[2Jb\u{202e}c\x00\x0d\x0ad\u{2028}"
        assert printable("a\U000e0041b\U000e0100", keep="b") == r"a\u{e0041}b\u{e0100}"
        assert printable("µg/m² – ok\u00a0日本") == "µg/m² – ok\u00a0日本"

    def test_columns_are_aligned(self) -> None:
        rows = [("criterion", "failed"), ("I1", "7"), ("E\n4", "1,200")]
        assert columns(rows, (False, True)) == "criterion  failed\nI1              7\nE\\x0a4      1,200\n"


class TestColour:
    """Colour on a terminal only, and not when someone asks for none."""

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")
    @pytest.mark.parametrize(
        ("environment", "expected"),
        [({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
    )
    def test_on_a_terminal(self, process: Start, tmp_path: Path, environment: dict[str, str], expected: bool) -> None:
        (tmp_path / "bad.eligo").write_text("number\n")
        import pty

        ours, theirs = pty.openpty()
        running = process("check", "bad.eligo", stdout=theirs, env={"NO_COLOR": "", **environment})
        os.close(theirs)
        shown = b""
        while True:
            try:
                chunk = os.read(ours, 4096)
            except OSError:
                break
            if not chunk:
                break
            shown += chunk
        os.close(ours)
        running.communicate(timeout=60)
        assert (b"\x1b[" in shown) is expected

    def test_in_a_pipe(self, eligo, tmp_path: Path) -> None:
        (tmp_path / "bad.eligo").write_text("number\n")
        assert "\x1b" not in eligo("check", "bad.eligo").out


class TestCompletion:
    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_the_script_knows_the_variable(self, eligo, shell: str) -> None:
        done = eligo("completion", shell)
        assert done.status == 0
        assert "_ELIGO_COMPLETE" in done.out

    def test_completes_commands(self, process: Start) -> None:
        running = process(env={"_ELIGO_COMPLETE": "bash_complete", "COMP_WORDS": "eligo sc", "COMP_CWORD": "1"})
        out, _ = running.communicate(timeout=60)
        assert out == "plain,screen\n"


def shell(command: str, directory: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(package.__file__).parents[1])}
    return subprocess.run(
        ["sh", "-c", command], cwd=directory, env=environment, capture_output=True, text=True, check=False
    )


def raiser(problem: BaseException) -> Callable[..., None]:
    def fails(**_: object) -> None:
        raise problem

    return fails


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["check", "absent.eligo"], "there is no file"),
        (["check", "latin.eligo"], "UTF-8"),
        (["fmt", "absent.eligo"], "there is no file"),
        (["fmt", "latin.eligo", "broken.eligo"], "has no label"),
        (["build", "latin.eligo"], "UTF-8"),
        (["build", "trial.eligo", "-o", "trial.eligo"], "trial.eligo is a file"),
        (["test", "absent.eligo"], "there is no file"),
        (["test", "broken.eligo"], "has no label"),
        (["screen", "absent.eligo", "cohort.csv"], "there is no file"),
        (["screen", "trial.eligo", "absent.csv"], "absent.csv"),
        (["explain", "latin.eligo", "patient.json"], "UTF-8"),
        (["explain", "trial.eligo", "absent.json"], "absent.json"),
        (["explain", "trial.eligo", "--patient", "nobody"], "has no patient named nobody"),
        (["check"], "Missing argument"),
        (["chek", "trial.eligo"], "did you mean 'check'"),
        (["screen", "trial.eligo", "cohort.csv", "--engin", "polars"], "no such option"),
        (["explain", "trial.eligo", "patient.json", "--row", "0"], "not in the range"),
        (["sample", "trial.eligo"], "without --output"),
    ],
)
def test_a_command_that_cannot_run_says_so_in_json(eligo, tmp_path: Path, words: list[str], says: str) -> None:
    (tmp_path / "latin.eligo").write_bytes(b'flag a "Gr\xf6sse"\n')
    (tmp_path / "broken.eligo").write_text("flag a\n")
    assert eligo("new", "trial").status == 0
    done = eligo(*words, "--format", "json")
    assert done.status == 2
    assert eligo(*words, "--format=json").json == done.json
    assert says.casefold() in json.dumps(done.json).casefold()


def test_what_such_a_document_holds(eligo, tmp_path: Path) -> None:
    (tmp_path / "broken.eligo").write_text("flag a\n")
    failed = eligo("test", "broken.eligo", "--format", "json")
    assert failed.json["error"] == {"message": "broken.eligo has errors, so nothing was done with it", "help": None}
    assert [found["code"] for found in failed.json["diagnostics"]] == ["E122"]
    absent = eligo("explain", "absent.eligo", "patient.json", "--format", "json")
    assert absent.json["error"]["message"] == "absent.eligo cannot be read"


def test_json_is_plain_ascii(eligo, tmp_path: Path) -> None:
    (tmp_path / "bad.eligo").write_text('number é "µg \u202e"\n', encoding="utf-8")
    done = eligo("check", "--format", "json", "bad.eligo")
    assert json.loads(done.out)
    assert "\u202e" not in done.out
