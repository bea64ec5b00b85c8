"""Program to an installable distribution: its files, by their paths inside it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from eligo.backends.python.layout import (
    comment,
    exceptions,
    laid_out,
    long_lines,
    mapping,
    text,
)
from eligo.backends.python.literal import program_module
from eligo.backends.python.model import attribute_names, facts_constant, model, periods_constant
from eligo.backends.python.modules import decision_modules
from eligo.backends.python.names import is_package_name
from eligo.core.program import Program
from eligo.core.residual import selects

if TYPE_CHECKING:
    from jinja2 import Environment

_OF_THE_MODULE = {
    "ATTRIBUTES", "Annotated", "Any", "FACTS", "Field", "Literal", "NAMES", "RENAMED", "Self", "TIMED", "classmethod",
    "frozen", "given",
}  # fmt: skip
RUNTIME = ("core", "units")
"""The folders of eligo that make the runtime of a generated package; ``core/lower`` stays behind."""


def emit(program: Program, package: str) -> dict[str, bytes]:
    """The files of the distribution of a protocol.

    Args:
        program: the protocol.
        package: the name of the distribution and of its package, in lower case.

    Returns:
        The content of each file by its path with forward slashes.

    Raises:
        ValueError: ``package`` cannot be the name of a package.
        UnsupportedNode: the protocol holds a kind of core node that has no emitter.
    """
    if not is_package_name(package):
        raise ValueError("a package name is lower-case letters, digits and underscores, and no keyword of Python")
    made = {"pyproject.toml": _pyproject(program, package), "README.md": _readme(program, package)}
    made["setup.py"] = render("setup.py.j2", package=package, compiles=not selects(program))
    made |= {"LICENSE": render("LICENSE"), "NOTICE": render("NOTICE.j2", package=package)}
    modules = _modules(program, package)
    made |= {f"src/{package}/{name}": source for name, source in modules.items()}
    result = {path: source.encode() for path, source in made.items()}
    result |= {f"src/{package}/{path}": content for path, content in _verbatim().items()}
    result[f"src/{package}/py.typed"] = b""
    return dict(sorted(result.items()))


def _modules(program: Program, package: str) -> dict[str, str]:
    attributes = attribute_names(program, _taken_by_pydantic())
    fields = model(program, attributes)
    example = _example(program)
    criteria = mapping([(criterion.name, text(criterion.label)) for criterion in program.criteria])
    head = "CRITERIA: dict[str, str] = "
    return {
        "__init__.py": render("init.py.j2", package=package, example=example),
        **decision_modules(program),
        "program.py": program_module(program),
        "screening.py": render("screening.py.j2", facts=facts_constant(program)),
        "result.py": render(
            "result.py.j2", criteria=head + laid_out(criteria, before=len(head)), periods=periods_constant(program)
        ),
        "values.py": render("values.py.j2"),
        "fields.py": render("fields.py.j2"),
        "untrusted.py": render("untrusted.py.j2"),
        "patient.py": render(
            "patient.py.j2",
            exceptions=exceptions(long_lines(fields.fields)),
            typing=fields.typing,
            field_kinds=fields.field_kinds,
            value_kinds=fields.value_kinds,
            timed=fields.timed,
            choices=fields.choices,
            fields=fields.fields.rstrip("\n"),
            names=fields.names,
        ),
    }


def _pyproject(program: Program, package: str) -> str:
    description = f"Eligibility criteria of {program.id or package}, compiled by eligo"
    return render(
        "pyproject.toml.j2",
        distribution=_toml(package),
        version=_toml(version(program)),
        description=_toml(comment(description, 200)),
    )


def version(program: Program) -> str:
    """The version of the distribution: the digits of the protocol's own version, ``0`` when it has none."""
    written = dict(program.properties).get("version", "")
    numbers = re.findall(r"[0-9]{1,9}", written, re.ASCII)[:4]
    return ".".join(str(int(number)) for number in numbers) or "0"


def _readme(program: Program, package: str) -> str:
    rows = []
    for fact in program.facts:
        values = fact.unit or ", ".join(fact.options)
        rows.append(f"{_markdown(fact.name)} | {fact.kind} | {_markdown(values)}".rstrip())
    return render(
        "README.md.j2", package=package, title=_markdown(program.title), example=_example(program), facts=rows
    )


def _example(program: Program) -> str:
    """Arguments for the example in the documentation: a few numbers of the first vignette."""
    numbers = {fact.name for fact in program.facts if fact.kind == "number"}
    vignettes = program.vignettes[:1]
    values = [(n, v) for vignette in vignettes for n, v in vignette.raw if n in numbers and isinstance(v, int)]
    return ", ".join(f"{name}={value}" for name, value in values[:2] if len(name) <= 30)


def _markdown(value: str) -> str:
    words = comment(value, 300).replace("&", "&amp;").replace("<", "&lt;")
    return re.sub(r"([\\`*_{}\[\]()#+!|~>-])", r"\\\1", words)


def _toml(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _taken_by_pydantic() -> frozenset[str]:
    """Names that pydantic's models, and the patient's module, use themselves."""
    from pydantic import BaseModel

    return frozenset(dir(BaseModel)) | _OF_THE_MODULE


# ---------------------------------------------------------------- files that are carried as they are


def _verbatim() -> dict[str, bytes]:
    eligo = files("eligo")
    found: dict[str, bytes] = {"runtime/__init__.py": b'"""The part of eligo that gives a protocol its meaning."""\n'}
    for folder in RUNTIME:
        found |= {f"runtime/{folder}/{name}": content for name, content in _sources(eligo / folder).items()}
        found.setdefault(f"runtime/{folder}/__init__.py", b"")
    support = _sources(eligo / "backends" / "python" / "support")
    return found | {name: content for name, content in support.items() if name != "__init__.py"}


def _sources(folder: Traversable) -> dict[str, bytes]:
    every = sorted(folder.iterdir(), key=lambda entry: entry.name)
    carried = [entry for entry in every if entry.name.endswith((".py", ".pxd"))]
    return {entry.name: entry.read_bytes().replace(b"\r\n", b"\n") for entry in carried}


def render(template: str, **values: object) -> str:
    """A template of this backend, filled in. Values are finished source: nothing here is escaped."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("eligo.backends.python", "templates"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,
    )
