"""Using a generated package without writing it to disk."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from types import ModuleType

from eligo.backends.python.distribution import emit
from eligo.core.program import Program


def load(program: Program, package: str) -> ModuleType:
    """Compile a protocol and import the result under the name ``package``, replacing an earlier one of that name.

    Raises:
        ValueError: ``package`` cannot be the name of a package, or is the name of another one that is loaded.
        UnsupportedNode: the protocol holds a kind of core node that has no emitter.
    """
    return load_files(emit(program, package), package)


def load_files(files: Mapping[str, bytes], package: str) -> ModuleType:
    """Import the package of a distribution's files, by their paths inside it, replacing an earlier one of that name.

    Raises:
        ValueError: ``package`` is the name of another one that is loaded.
    """
    loaded = sys.modules.get(package)
    if loaded is not None and not isinstance(getattr(loaded, "__loader__", None), _Loader):
        raise ValueError(f"a package `{package}` is loaded already")
    for name in [m for m in sys.modules if m == package or m.startswith(f"{package}.")]:
        del sys.modules[name]
    sys.meta_path[:] = [f for f in sys.meta_path if not (isinstance(f, _Finder) and f.package == package)]
    sys.meta_path.insert(0, _Finder(package, files))
    return import_module(package)


class _Finder(MetaPathFinder):
    """Finds the modules of one package among the files of its distribution."""

    def __init__(self, package: str, sources: Mapping[str, bytes]) -> None:
        self.package = package
        self.sources = sources

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module of a name, if it is one of this package."""
        del path, target
        if fullname != self.package and not fullname.startswith(f"{self.package}."):
            return None
        base = "src/" + fullname.replace(".", "/")
        for file, is_package in ((f"{base}.py", False), (f"{base}/__init__.py", True)):
            source = self.sources.get(file)
            if source is not None:
                return spec_from_loader(fullname, _Loader(source.decode(), file), is_package=is_package)
        return None


class _Loader(InspectLoader):
    """Loads one module from its source."""

    def __init__(self, source: str, file: str) -> None:
        self.source = source
        self.file = file

    def get_source(self, fullname: str) -> str:
        """The source of the module."""
        del fullname
        return self.source

    def is_package(self, fullname: str) -> bool:
        """Whether the module is a package."""
        del fullname
        return self.file.endswith("/__init__.py")
