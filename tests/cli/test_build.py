"""`eligo build`: where the outputs go, what is said, and that a failure leaves the old ones."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest


def content(target: Path) -> dict[str, bytes]:
    return {p.relative_to(target).as_posix(): p.read_bytes() for p in sorted(target.rglob("*")) if p.is_file()}


@pytest.fixture
def built(eligo, starter: Path, tmp_path: Path) -> Path:
    assert eligo("build", starter).status == 0
    return tmp_path / "generated" / "my_trial"


def test_makes_the_package_the_suite_and_the_document(eligo, built: Path) -> None:
    made = content(built)
    for name in ("pyproject.toml", "eligibility.md", "eligibility.html", ".eligo-manifest.json"):
        assert name in made
    assert [name for name in made if name.endswith("py.typed")]
    assert [name for name in made if "tests/" in name]


def test_again_nothing_is_written(eligo, starter: Path, built: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (built, *built.rglob("*"))}
    assert eligo("build", starter).err == "generated/my_trial: current\n"
    assert {path: path.stat().st_mtime_ns for path in (built, *built.rglob("*"))} == before


def test_check(eligo, starter: Path, built: Path) -> None:
    assert eligo("build", "--check", starter).status == 0
    (built / "eligibility.md").write_text("edited")
    (built / "mine.txt").write_text("mine")
    (built / "pyproject.toml").unlink()
    before = content(built)
    done = eligo("build", "--check", starter)
    assert done.status == 1
    assert done.out.splitlines() == [
        "missing   generated/my_trial/pyproject.toml",
        "edited    generated/my_trial/eligibility.md",
        "foreign   generated/my_trial/mine.txt",
    ]
    assert content(built) == before


def test_check_before_the_first_build(eligo, starter: Path, tmp_path: Path) -> None:
    done = eligo("build", "--check", starter, "--format", "json")
    assert done.status == 1
    assert "pyproject.toml" in done.json["outputs"][0]["missing"]
    assert not (tmp_path / "generated").exists()


def test_the_same_bytes_wherever_and_however(eligo, process, starter: Path, built: Path, tmp_path: Path) -> None:
    for seed in ("1", "2"):
        out = tmp_path / f"elsewhere {seed}"
        running = process("build", starter, "-o", out, env={"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"}, cwd="/")
        running.communicate(timeout=120)
        assert running.returncode == 0
        assert content(out / "my_trial") == content(built)


def test_no_output_knows_where_it_was_made(eligo, built: Path, tmp_path: Path) -> None:
    for name, data in content(built).items():
        assert str(tmp_path).encode() not in data, name


def test_refuses_a_directory_that_it_did_not_make(eligo, starter: Path, tmp_path: Path) -> None:
    (tmp_path / "generated" / "my_trial").mkdir(parents=True)
    (tmp_path / "generated" / "my_trial" / "thesis.txt").write_text("years of work")
    done = eligo("build", starter)
    assert done.status == 2
    assert "was not made by eligo" in done.err
    assert content(tmp_path / "generated") == {"my_trial/thesis.txt": b"years of work"}


def test_a_file_is_no_place_for_outputs(eligo, starter: Path) -> None:
    done = eligo("build", starter, "-o", starter)
    assert (done.status, done.err) == (2, f"error: {starter} is a file\nhelp: name a folder after --output\n")


def test_two_files_never_share_a_directory(eligo, starter: Path, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    other = tmp_path / "sub" / "My-Trial.eligo"
    other.write_text(starter.read_text())
    done = eligo("build", starter, other)
    assert done.status == 2
    assert "would both be built into" in done.err
    assert not (tmp_path / "generated").exists()


def test_one_broken_protocol_and_nothing_is_built(eligo, starter: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.eligo").write_text("number")
    done = eligo("build", starter, "bad.eligo")
    assert done.status == 2
    assert not (tmp_path / "generated").exists()


@pytest.mark.parametrize("name", ["1st.eligo", "class.eligo", "os.eligo", "..eligo", "-", "ünit.eligo", "a;b.eligo"])
def test_a_file_name_never_becomes_a_path_or_code(eligo, starter: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(starter.read_text())
    done = eligo("build", "--", name)
    assert done.status == 2
    assert "no Python package can be named" in done.err or "would hide" in done.err
    assert not (tmp_path / "generated").exists()


def test_a_full_disk_leaves_the_old_outputs(
    process: Callable[..., subprocess.Popen[str]], starter: Path, built: Path
) -> None:
    resource = pytest.importorskip("resource", reason="needs a limit on the size of files, which only Unix has")
    before = content(built)
    starter.write_text(starter.read_text().replace("Adult", "Grown-up"))
    running = process(
        "build",
        starter,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500)),
        stderr=subprocess.PIPE,
    )
    _, err = running.communicate(timeout=120)
    assert running.returncode == 2
    assert err == f"error: {Path('generated', built.name)}: file too large\n"
    assert content(built) == before


@pytest.mark.skipif(sys.platform != "linux", reason="reads another process's progress from its files")
def test_killed_in_the_middle(process: Callable[..., subprocess.Popen[str]], starter: Path, built: Path) -> None:
    """A build of other outputs, killed as soon as it has begun to write."""
    before = content(built)
    beside = built.with_name(".my_trial.eligo-new")
    starter.write_text(starter.read_text().replace("Adult", "Grown-up"))
    running = process("build", starter)
    while running.poll() is None and not beside.exists():
        pass
    running.kill()
    running.communicate(timeout=60)
    after = content(built)
    assert after == before or b"Grown-up" in after["eligibility.md"]
    again = process("build", starter)
    again.communicate(timeout=120)
    assert again.returncode == 0
    assert b"Grown-up" in content(built)["eligibility.md"]
    assert not beside.exists()


def test_outputs_depend_on_used_files_and_name_none_of_them(eligo, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    shared = tmp_path / "shared" / "vitals_of_us.eligo"
    shared.write_text('number pulse "Heart rate" in /min\ndefine fast "Fast" = pulse > 100 /min\n')
    trial = tmp_path / "trial.eligo"
    trial.write_text(
        'protocol T "T" { version 1 }\nuse "shared/vitals_of_us.eligo"\nexclude E1 "Tachycardia" { when fast }\n'
    )
    assert eligo("build", trial).status == 0
    assert eligo("build", "--check", trial).status == 0
    made = b"".join(content(tmp_path / "generated" / "trial").values())
    assert b"vitals_of_us" not in made
    assert str(tmp_path).encode() not in made
    shared.write_text(shared.read_text().replace("100 /min", "110 /min"))
    done = eligo("build", "--check", trial)
    assert done.status == 1
    assert "stale     generated/trial/eligibility.md" in done.out
    shared.unlink()
    done = eligo("build", "--check", trial)
    assert done.status == 2
    assert "there is no file `" in done.err
