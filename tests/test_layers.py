"""The house has one-way layers; this test reads every module's imports and holds them.

    printable, source, diagnostics, units -> syntax -> semantics -> core -> records, backends, screening -> the shop -> cli

"The shop" is what joins the layers for a user: ``pipeline``, ``vignettes``, ``publish``, ``api``. :func:`violations` is
the checker; the last tests try it on imports that must not pass.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "eligo"

MAY_IMPORT: dict[str, set[str]] = {
    "printable": set(),
    "source": set(),
    "diagnostics": {"printable", "source"},
    "units": set(),
    "syntax": {"source", "diagnostics", "units"},
    "semantics": {"source", "diagnostics", "units", "syntax"},
    "core": {"units"},
    "core.lower": {"source", "diagnostics", "units", "syntax", "semantics", "core"},
    "records": {"units", "core"},
    "verify.mutants": {"units", "core"},
    "verify": {"units", "core", "verify.mutants"},
    "backends": {"units", "core"},
    "screening": {"units", "core", "records", "backends"},
    "departures": {"core"},
    "vignettes": {"core", "departures"},
    "proofs": {"source", "diagnostics", "verify"},
    "pipeline": {"source", "diagnostics", "syntax", "semantics", "core", "core.lower"},
    "publish": {"core", "records", "backends", "verify", "verify.mutants"},
    "api": {
        "source",
        "diagnostics",
        "syntax",
        "core",
        "records",
        "screening",
        "verify",
        "vignettes",
        "pipeline",
        "publish",
    },
    "cli": {
        "printable",
        "source",
        "diagnostics",
        "syntax",
        "core",
        "records",
        "screening",
        "vignettes",
        "verify",
        "pipeline",
        "publish",
        "proofs",
        "api",
    },
    "__init__": {"api"},
    "__main__": {"cli"},
    "highlight": set(),
    "units_table": {"units"},
}
"""What each layer imports from eligo, itself and the version apart."""

LIBRARIES: dict[str, set[str]] = {
    "syntax.compile": {"lark"},
    "records": {"polars"},
    "screening": {"polars"},
    "backends.document": {"jinja2", "markupsafe"},
    "backends.polars": {"polars"},
    "backends.pytest": {"jinja2"},
    "backends.python": {"jinja2", "pydantic"},
    "cli": {"click", "rich"},
    "highlight": {"pygments"},
    "verify.solver": {"z3"},
}
"""The outside libraries of each place; every place that is not named has the standard library alone."""

MAY_LOAD: dict[str, str | None] = {
    "eligo.backends.python.loading": None,  # a generated package, from memory
    "eligo.cli.app": "eligo.cli.",
    "eligo.cli.findings": "eligo.diagnostics.render_",
    "eligo.publish.outputs": "eligo.backends.",
    "eligo.units_table": None,  # asks where ucumvert keeps its XML
}
"""Modules that import by a name made at run time, and what that name begins with."""

LOADERS = {"imp", "importlib", "pkgutil", "runpy", "zipimport"}
"""Modules of the standard library that import others by name; the rest of ``importlib`` is in HARMLESS."""
HARMLESS = ("importlib.resources", "importlib.metadata")
EVADING = {"__import__", "import_module", "eval", "exec", "exec_module", "load_module"}
"""Names by which an import can hide from a reader of imports."""

COPIED = {"units", "core"}
"""The layers that become the runtime of every generated distribution, as they are."""
ENTRY = {"eligo", "eligo.cli", "eligo.cli.main"}
"""What answers ``eligo --version``: loads the standard library alone."""
LAZY = {"cli", "__init__", "__main__"}
"""Layers that load nothing of the layers below before a command needs it."""


@dataclass(frozen=True)
class Import:
    """One import: what it names in full, the name taken from there, and whether it runs when the module is loaded."""

    target: str
    name: str
    line: int
    relative: bool
    at_load: bool

    @property
    def root(self) -> str:
        return self.target.split(".")[0]

    @property
    def inside(self) -> bool:
        return self.root == "eligo"


def layer_of(module: str) -> str:
    parts = module.split(".")[1:] or ["__init__"]
    room = ".".join(parts[:2])
    return room if room in MAY_IMPORT else parts[0]


def within(module: str, place: str) -> bool:
    return f"{module}.".startswith(f"eligo.{place}.")


def is_module(name: str) -> bool:
    place = PACKAGE.joinpath(*name.split(".")[1:])
    return name.startswith("eligo.") and (place.is_dir() or place.with_suffix(".py").is_file())


def imports_of(tree: ast.AST, module: str, is_package: bool) -> Iterator[Import]:
    package = module.split(".") if is_package else module.split(".")[:-1]
    deferred = {id(inner) for outer in ast.walk(tree) for part in deferred_parts(outer) for inner in ast.walk(part)}
    for node in ast.walk(tree):
        at_load = id(node) not in deferred
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, "", node.lineno, False, at_load)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                whole = f"{origin}.{alias.name}"
                target, name = (whole, "") if is_module(whole) else (origin, alias.name)
                yield Import(target, name, node.lineno, bool(node.level), at_load)


def deferred_parts(node: ast.AST) -> list[ast.stmt]:
    """What does not run when the module is loaded."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return node.body
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return node.body
    return []


def violations(module: str, source: str, *, is_package: bool = False) -> list[str]:
    """What the text of a module imports against the rules of the house.

    Args:
        module: its name in full, such as ``eligo.core.nodes``.
        source: its text.
        is_package: it is the ``__init__`` of a package.
    """
    tree = ast.parse(source)
    imports = list(imports_of(tree, module, is_package))
    found = [(i.line, problem) for i in imports for problem in of_import(module, i)]
    found += [(line, problem) for line, problem in of_names(module, tree)]
    if layer_of(module) not in MAY_IMPORT:
        found.append((1, "belongs to no layer"))
    return [f"{module}:{line}: {problem}" for line, problem in sorted(found)]


def of_import(module: str, i: Import) -> Iterator[str]:
    here, outside = layer_of(module), not i.inside and i.root not in sys.stdlib_module_names
    if i.target == "eligo":
        if i.name != "__version__":
            yield f"takes {i.name or 'everything'} from eligo itself, which stands above all layers"
    elif i.inside and layer_of(i.target) not in MAY_IMPORT.get(here, set()) | {here}:
        yield f"{here} imports {i.target}"
    if i.inside and here in COPIED and not i.relative:
        yield f"imports {i.target} by its full name, which a copied runtime does not have"
    if other_backend(module, i.target):
        yield f"a backend imports another one: {i.target}"
    if outside and not any(within(module, place) and i.root in LIBRARIES[place] for place in LIBRARIES):
        yield f"imports the library {i.root}"
    harmless = i.target.startswith(HARMLESS) or f"{i.target}.{i.name}" in HARMLESS
    if i.root in LOADERS and not harmless and module not in MAY_LOAD:
        yield f"imports {i.target}, which loads modules by name"
    if i.at_load and module in ENTRY and i.root not in sys.stdlib_module_names:
        yield f"loads {i.target} before a command is known"
    at_hand = i.root == "click" if outside else not i.inside or layer_of(i.target) in ("cli", "printable")
    if i.at_load and here in LAZY and not at_hand:
        yield f"loads {i.target} before a command needs it"


def other_backend(module: str, target: str) -> bool:
    """One backend imports another; but the generated suite tries the generated package, so it knows its names."""
    if not (within(module, "backends") and within(target, "backends")) or target == "eligo.backends":
        return False
    here, there = module.split(".")[2:3], target.split(".")[2:3]
    return here != there and (here, there) != (["pytest"], ["python"])


def of_names(module: str, tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Imports that are no import statements."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) == "import_module" and MAY_LOAD.get(module) is not None:
            if not beginning(node).startswith(str(MAY_LOAD[module])):
                yield node.lineno, f"imports something other than {MAY_LOAD[module]}... by name"
        elif isinstance(node, ast.Name | ast.Attribute) and module not in MAY_LOAD:
            name = node.id if isinstance(node, ast.Name) else node.attr
            if name in EVADING and not (isinstance(node, ast.Attribute) and name in ("eval", "exec")):
                yield node.lineno, f"uses {name}"
            if isinstance(node, ast.Attribute) and ast.unparse(node) == "sys.modules":
                yield node.lineno, "uses sys.modules"
        elif isinstance(node, ast.Constant) and node.value in ("__import__", "import_module"):
            yield node.lineno, f"names {node.value}"


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def beginning(call: ast.Call) -> str:
    """What a call's first argument surely begins with."""
    first = call.args[0] if call.args else None
    if isinstance(first, ast.JoinedStr) and first.values:
        first = first.values[0]
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


# ---------------------------------------------------------------- the house


def module_name(path: Path) -> str:
    parts = ["eligo", *path.relative_to(PACKAGE).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


SOURCES = sorted(PACKAGE.rglob("*.py"))


def test_the_house_keeps_its_rules() -> None:
    found = [
        problem
        for path in SOURCES
        for problem in violations(
            module_name(path), path.read_text(encoding="utf-8"), is_package=path.name == "__init__.py"
        )
    ]
    assert not found, "\n".join(found)


def test_all_modules_are_read() -> None:
    names = {module_name(path) for path in SOURCES}
    assert names >= ENTRY | MAY_LOAD.keys()
    assert {layer_of(name) for name in names} == set(MAY_IMPORT)


def test_the_table_of_layers_has_no_circle() -> None:
    # `core.lower` reads what `semantics` made, the rest of `core` knows of neither: hence a layer of its own. Mutants
    # are made by whoever knows nothing of proofs; those about them are in `verify`.
    above: dict[str, set[str]] = {layer: set(below) for layer, below in MAY_IMPORT.items()}
    while above:
        free = [layer for layer, below in above.items() if not below & above.keys()]
        assert free, f"a circle among {sorted(above)}"
        for layer in free:
            del above[layer]


def test_modules_by_name_keep_to_the_layers() -> None:
    for module, begins in MAY_LOAD.items():
        if begins is not None:
            assert layer_of(begins) in MAY_IMPORT[layer_of(module)] | {layer_of(module)}


def test_every_library_is_declared() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[^a-z0-9_-]", requirement)[0].removesuffix("-solver") for requirement in declared}
    assert set().union(*(LIBRARIES[place] for place in LIBRARIES if place != "highlight")) == names


# ---------------------------------------------------------------- the checker


REFUSED = [
    ("eligo.core.interpret", 'import importlib\nimportlib.import_module("eligo.cli.app")'),
    ("eligo.core.interpret", "from importlib import import_module as get"),
    ("eligo.core.interpret", "from importlib.util import find_spec"),
    ("eligo.core.interpret", 'import builtins\ngetattr(builtins, "__import__")("lark")'),
    ("eligo.core.interpret", 'import sys\nsys.modules["eligo.cli.app"]'),
    ("eligo.core.interpret", "from eligo.units.model import Unit"),
    ("eligo.core.interpret", "from ..syntax import tree"),
    ("eligo.core.interpret", "from .lower import program"),
    ("eligo.core.lower.program", "import polars"),
    ("eligo.verify.mutants.first_order", "from ..equivalence.equivalent import proven_equivalent"),
    ("eligo.backends.python.distribution", '__import__("eligo.cli.app")'),
    ("eligo.backends.python.distribution", 'exec("import eligo.cli.app")'),
    ("eligo.backends.python.distribution", "from eligo.backends.document import emit"),
    ("eligo.backends.document.html", "from ..python import emit"),
    ("eligo.backends.document.html", "def page():\n    import polars"),
    ("eligo.backends.pytest.suite", "import hypothesis"),
    ("eligo.backends.generated.decision", "import eligo.cli.app"),
    ("eligo.generated.decision", "import json"),
    ("eligo.semantics.check", "from eligo import load"),
    ("eligo.semantics.check", "from .. import load"),
    ("eligo.semantics.check", "from eligo import *"),
    ("eligo.semantics.check", "import eligo"),
    ("eligo.semantics.check", "import eligo.cli"),
    ("eligo.semantics.check", "import pydantic"),
    ("eligo.semantics.check", "if TYPE_CHECKING:\n    import pydantic"),
    ("eligo.syntax.parse", "import lark"),
    ("eligo.publish.outputs", 'from importlib import import_module\nimport_module("eligo.cli.app")'),
    ("eligo.publish.outputs", "from importlib import import_module\nimport_module(name)"),
    ("eligo.cli.app", "import rich"),
    ("eligo.cli.app", "from eligo.api import load"),
    ("eligo.cli.app", "if TYPE_CHECKING:\n    pass\nelse:\n    import rich"),
    ("eligo.cli.main", "import click"),
    ("eligo.cli", "import click"),
    ("eligo", "import click"),
    ("eligo", "from eligo.api import load"),
    ("eligo", "from . import api"),
]

ADMITTED = [
    ("eligo.core.interpret", "from .truth import Truth\nfrom ..units import model\nimport fractions"),
    ("eligo.core.lower.program", "from eligo.syntax import tree"),
    ("eligo.diagnostics.render_sarif", "from eligo import __version__"),
    ("eligo.backends.pytest.suite", "from eligo.backends.python.names import local\nimport jinja2"),
    ("eligo.backends.polars.compile", "import polars as pl"),
    ("eligo.cli.new", "from importlib.resources import files\nimport click"),
    ("eligo.cli.screen", "def command():\n    import rich\n    from eligo.screening import screen_file"),
    ("eligo.publish.outputs", 'from importlib import import_module\nimport_module(f"eligo.backends.{name}")'),
    ("eligo", "def __getattr__(name):\n    from eligo import api"),
]


def checked(module: str, source: str) -> list[str]:
    return violations(module, source, is_package=module in ("eligo", "eligo.cli"))


@pytest.mark.parametrize(("module", "source"), REFUSED)
def test_the_checker_refuses(module: str, source: str) -> None:
    assert checked(module, source) != []


@pytest.mark.parametrize(("module", "source"), ADMITTED)
def test_the_checker_admits(module: str, source: str) -> None:
    assert checked(module, source) == []
