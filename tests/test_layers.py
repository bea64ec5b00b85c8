"""The house has one-way layers; this test reads every module's imports and holds them.

    source, diagnostics, units -> syntax -> semantics -> core -> records, verify, backends, screening -> the shop -> cli

"The shop" is what joins the layers for a user: ``pipeline``, ``vignettes``, ``publish``, ``api``.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "eligo"

MAY_IMPORT: dict[str, set[str]] = {
    "source": set(),
    "diagnostics": {"source"},
    "units": set(),
    "syntax": {"source", "diagnostics", "units"},
    "semantics": {"source", "diagnostics", "units", "syntax"},
    "core": {"units"},
    "core.lower": {"source", "diagnostics", "units", "syntax", "semantics", "core"},
    "records": {"units", "core"},
    "backends": {"units", "core"},
    "verify": {"units", "core"},
    "screening": {"units", "core", "records", "backends"},
    "vignettes": {"core"},
    "pipeline": {"source", "diagnostics", "syntax", "semantics", "core", "core.lower"},
    "publish": {"core", "backends"},
    "api": {"source", "diagnostics", "syntax", "core", "records", "screening", "vignettes", "pipeline", "publish"},
    "cli": {
        "source",
        "diagnostics",
        "syntax",
        "core",
        "records",
        "screening",
        "vignettes",
        "pipeline",
        "publish",
        "api",
    },
    "__init__": {"api"},
    "__main__": {"cli"},
    "highlight": set(),
    "units_table": {"units"},
}
"""What each layer imports from eligo, itself and ``eligo`` (the version) apart."""

ONLY_IN: dict[str, set[str]] = {
    "lark": {"syntax"},
    "jinja2": {"backends"},
    "z3": {"verify"},
    "polars": {"records", "screening", "backends.polars"},
    "pyarrow": {"records", "screening"},
    "click": {"cli"},
    "rich": {"cli"},
    "pygments": {"highlight"},
}
"""Where each outside library may be imported at all."""

AT_START = {"click", "eligo"}
"""What modules of the command line may import before a command runs; the standard library and themselves apart."""


@dataclass(frozen=True)
class Import:
    """One import statement: where it stands, what it names in full, whether it runs when the module is loaded."""

    module: str
    target: str
    line: int
    relative: bool
    at_load: bool

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.target}"


def module_name(path: Path) -> str:
    parts = ["eligo", *path.relative_to(PACKAGE).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)


def imports_of(path: Path) -> Iterator[Import]:
    module = module_name(path)
    package = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    deferred = {
        id(inner)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef) or is_type_checking(outer)
        for inner in ast.walk(outer)
    }
    for node in ast.walk(tree):
        at_load = id(node) not in deferred
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module, alias.name, node.lineno, False, at_load)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                target = f"{origin}.{alias.name}" if is_module(f"{origin}.{alias.name}") else origin
                yield Import(module, target, node.lineno, bool(node.level), at_load)


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def is_module(name: str) -> bool:
    if not name.startswith("eligo."):
        return False
    place = PACKAGE.joinpath(*name.split(".")[1:])
    return place.is_dir() or place.with_suffix(".py").is_file()


def layer_of(module: str) -> str:
    parts = module.split(".")[1:] or ["__init__"]
    return "core.lower" if parts[:2] == ["core", "lower"] else parts[0]


def stands_in(module: str, places: set[str]) -> bool:
    return any(f"{module}.".startswith(f"eligo.{place}.") for place in places)


SOURCES = sorted(p for p in PACKAGE.rglob("*.py") if "generated" not in p.parts)
IMPORTS = [i for path in SOURCES for i in imports_of(path)]
INSIDE = [i for i in IMPORTS if i.target == "eligo" or i.target.startswith("eligo.")]
OUTSIDE = [i for i in IMPORTS if i not in INSIDE]


def listed(found: list[Import]) -> str:
    return "\n".join(map(str, found))


def test_every_module_belongs_to_a_layer() -> None:
    assert {layer_of(module_name(path)) for path in SOURCES} <= set(MAY_IMPORT)


def test_layers_import_one_way() -> None:
    wrong = [
        i
        for i in INSIDE
        if i.target != "eligo"
        and layer_of(i.target) != layer_of(i.module)
        and layer_of(i.target) not in MAY_IMPORT[layer_of(i.module)]
    ]
    assert not wrong, listed(wrong)


def test_the_table_of_layers_has_no_circle() -> None:
    # `core.lower` reads what `semantics` made, the rest of `core` knows of neither: hence a layer of its own.
    above: dict[str, set[str]] = {layer: set(below) for layer, below in MAY_IMPORT.items()}
    while above:
        free = [layer for layer, below in above.items() if not below & above.keys()]
        assert free, f"a circle among {sorted(above)}"
        for layer in free:
            del above[layer]


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_stays_in_its_layer(library: str) -> None:
    wrong = [i for i in OUTSIDE if i.target.split(".")[0] == library and not stands_in(i.module, ONLY_IN[library])]
    assert not wrong, listed(wrong)


def test_the_copied_runtime_imports_the_standard_library_and_itself_by_relative_imports() -> None:
    """``units`` and ``core`` become the runtime of every generated distribution, copied as they are."""
    copied = [i for i in IMPORTS if layer_of(i.module) in {"units", "core"}]
    wrong = [
        i
        for i in copied
        if not (i.relative and layer_of(i.target) in {"units", "core"})
        and i.target.split(".")[0] not in sys.stdlib_module_names
    ]
    assert copied
    assert not wrong, listed(wrong)


def test_backends_do_not_know_each_other() -> None:
    """Except that the generated suite tries the generated Python package, so its maker knows that one's names."""
    wrong = [
        i
        for i in INSIDE
        if layer_of(i.module) == "backends"
        and i.target.startswith("eligo.backends.")
        and (PACKAGE / "backends" / i.target.split(".")[2]).is_dir()
        and i.target.split(".")[2] != i.module.split(".")[2]
        and not (stands_in(i.module, {"backends.pytest"}) and stands_in(i.target, {"backends.python"}))
    ]
    assert not wrong, listed(wrong)


def test_the_command_line_loads_nothing_heavy_before_a_command_needs_it() -> None:
    wrong = [
        i
        for i in IMPORTS
        if layer_of(i.module) in {"cli", "__init__", "__main__"}
        and i.at_load
        and (i.target.startswith("eligo.") and layer_of(i.target) != "cli")
    ]
    wrong += [
        i
        for i in OUTSIDE
        if layer_of(i.module) == "cli"
        and i.at_load
        and i.target.split(".")[0] not in AT_START | set(sys.stdlib_module_names)
    ]
    assert not wrong, listed(wrong)


def test_the_entry_point_imports_only_the_standard_library() -> None:
    entry = [i for i in IMPORTS if i.module in {"eligo.cli.main", "eligo", "eligo.cli"} and i.at_load]
    assert [i for i in entry if i.target.split(".")[0] not in sys.stdlib_module_names] == []
