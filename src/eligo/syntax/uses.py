"""The files that a protocol uses, read and put into their places.

``use "shared/labs.eligo"`` names a file below the folder of the file that it stands in, and never one outside the
protocol's folder, whatever symbolic links say. Each file is read once, however often and in whatever circle it is used.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from eligo.diagnostics.model import Diagnostic
from eligo.diagnostics.suggest import nearest
from eligo.source import Source, Span
from eligo.syntax import tree
from eligo.syntax.files import MAX_BYTES, decode_source
from eligo.syntax.joined import Joined, join, move
from eligo.syntax.parse import Parsed, parse
from eligo.syntax.report import error

MAX_FILES = 100
"""How many files one protocol may use."""

LIBRARY = Path(__file__).resolve().parent.parent / "library"
"""The files that eligo brings along."""

_SHARED = (tree.Fact, tree.NamedList, tree.ValueSet, tree.Define, tree.Assume)
"""What a used file may hold, further uses apart."""

_WORDS = {
    tree.Header: "a protocol header",
    tree.SourceDoc: "a source",
    tree.Criterion: "a criterion",
    tree.Claim: "a claim",
    tree.Patient: "a patient",
    tree.Expect: "an expectation",
}


@dataclass(frozen=True, slots=True)
class Gathered:
    """A protocol and all that it uses.

    Attributes:
        joined: the texts.
        module: the protocol's statements, those of used files in the places of the ``use``; spans are of the whole.
        diagnostics: what is wrong with the syntax, with a ``use``, or with what a used file holds.
        partial: something was lost, so that absence cannot be judged.
        lost: the names that are known to be lost; empty when not all of them are known.
    """

    joined: Joined
    module: tree.Module
    diagnostics: tuple[Diagnostic, ...]
    partial: bool
    lost: frozenset[str]


def is_shared(module: tree.Module) -> bool:
    """Whether a file holds something, and only what a file that protocols use may hold."""
    return bool(module.statements) and all(
        isinstance(s, (*_SHARED, tree.UseFile, tree.UseLibrary)) for s in module.statements
    )


def library_names() -> tuple[str, ...]:
    """The names that may follow ``use library``."""
    return tuple(sorted(path.stem for path in LIBRARY.glob("*.eligo")))


def library_source(name: str) -> Source | None:
    """The text of a file of the library; None when there is none of that name."""
    if name not in library_names():
        return None
    return Source(f"<library>/{name}.eligo", (LIBRARY / f"{name}.eligo").read_text(encoding="utf-8"))


def gather(source: Source, parsed: Parsed, file: Path | None) -> Gathered:
    """Read all that a protocol uses.

    Args:
        source: the protocol's text.
        parsed: what became of it.
        file: where it was read from; None for a text that has no file, which can use the library alone.
    """
    if not any(isinstance(s, tree.Use) for s in parsed.module.statements):
        partial = bool(parsed.diagnostics)
        return Gathered(join([source]), parsed.module, parsed.diagnostics, partial, parsed.lost)
    work = _Gathering(source, parsed, file)
    statements = work.statements(_Here(source, parsed, None if file is None else file.parent, own=True))
    joined = join(work.sources)
    module = tree.Module(tuple(statements), span=parsed.module.span)
    partial, lost = bool(work.diagnostics), frozenset() if work.unknown else frozenset(work.lost)
    return Gathered(joined, module, tuple(work.diagnostics), partial, lost)


@dataclass(frozen=True, slots=True)
class _Here:
    """The file whose statements are being gathered; ``folder`` is None when ``use "..."`` leads nowhere from it."""

    source: Source
    parsed: Parsed
    folder: Path | None
    own: bool = False


@dataclass(slots=True)
class _Gathering:
    main: Source
    parsed: Parsed
    file: Path | None
    sources: list[Source] = field(init=False)
    diagnostics: list[Diagnostic] = field(init=False)
    unknown: bool = field(init=False, default=False)
    lost: set[str] = field(init=False)
    _seen: set[str] = field(init=False)
    _root: str = field(init=False, default="")

    def __post_init__(self) -> None:
        self.sources = [self.main]
        self.diagnostics = list(self.parsed.diagnostics)
        self.unknown = bool(self.parsed.diagnostics) and not self.parsed.lost
        self.lost = set(self.parsed.lost)
        self._seen = set()
        if self.file is not None:
            self._root = os.path.realpath(self.file.parent)
            self._seen.add(os.path.realpath(self.file))

    def statements(self, here: _Here) -> list[tree.Statement]:
        """The statements of a file, those of the files that it uses in place of each ``use``."""
        found: list[tree.Statement] = []
        start = 0 if here.own else sum(len(s.text) + 1 for s in self.sources[:-1])
        kept = here.parsed.module.statements
        if not here.own:
            move(here.parsed.module, start)
        for statement in kept:
            if isinstance(statement, tree.Use):
                used = self.used(statement, here, start)
                found += [] if used is None else self.statements(used)
            elif here.own or isinstance(statement, _SHARED):
                found.append(statement)
            else:
                self.misplaced(statement, here.source, start)
        return found

    def misplaced(self, statement: tree.Statement, source: Source, start: int) -> None:
        """A statement that only a protocol can hold."""
        at = Span(statement.span.start - start, statement.span.end - start)
        self.diagnostics.append(
            error(
                "E153",
                f"{_WORDS[type(statement)]} stands in a used file",
                source,
                at,
                help=("move it into the protocol: a used file holds facts, lists, codes, definitions and assumptions",),
            )
        )
        if isinstance(statement, tree.Criterion):
            self.lost.add(statement.name.text)

    # ------------------------------------------------------------ finding the file

    def used(self, use: tree.Use, here: _Here, start: int) -> _Here | None:
        """The file that a ``use`` names; None when it was read before, or cannot be."""
        if isinstance(use, tree.UseLibrary):
            return self.from_library(use, here, start)
        at = Span(use.path.span.start - start, use.path.span.end - start)
        problem = _forbidden(use.path.text)
        if problem is None and here.folder is None:
            problem = "a text that has no file of its own can use the library alone"
        if problem is not None or here.folder is None:
            self.refused(
                "E151", f"`{use.path.text[:100]}`: {problem}", here.source, at, "name a file below this one's folder"
            )
            return None
        place = os.path.realpath(here.folder / use.path.text)
        if os.path.commonpath([place, self._root]) != self._root:
            message = f"`{use.path.text[:100]}` leads out of the protocol's folder"
            self.refused("E151", message, here.source, at, "keep used files in the protocol's folder, or below")
            return None
        if place in self._seen:
            return None
        self._seen.add(place)
        text = self.read(place, use.path.text, here.source, at)
        return None if text is None else self.entered(text, Path(place).parent)

    def from_library(self, use: tree.UseLibrary, here: _Here, start: int) -> _Here | None:
        name = use.name.text
        if f"library {name}" in self._seen:
            return None
        self._seen.add(f"library {name}")
        source = library_source(name)
        if source is None:
            at = Span(use.name.span.start - start, use.name.span.end - start)
            near = nearest(name[:60], library_names())
            way_out = f"did you mean `{near}`?" if near else f"it has {', '.join(library_names())}"
            self.refused("E154", f"the library has no `{name[:60]}`", here.source, at, way_out)
            return None
        return self.entered(source, None)

    def entered(self, source: Source, folder: Path | None) -> _Here:
        """A file that was read."""
        self.sources.append(source)
        parsed = parse(source)
        self.diagnostics += parsed.diagnostics
        self.lost |= parsed.lost
        self.unknown = self.unknown or (bool(parsed.diagnostics) and not parsed.lost)
        return _Here(source, parsed, folder)

    def read(self, place: str, written: str, using: Source, at: Span) -> Source | None:
        """The text of a file, or None after a report at the ``use``."""
        shown = str(PurePosixPath(using.name).parent / written)
        left = MAX_BYTES - sum(len(source.text) for source in self.sources)
        if len(self.sources) > MAX_FILES:
            self.refused("E152", f"a protocol uses {MAX_FILES} files at most", using, at, "put some of them together")
            return None
        try:
            if not stat.S_ISREG(Path(place).stat().st_mode):
                self.refused("E152", f"`{shown}` is not a file", using, at, "name a file of eligo's language")
                return None
            with Path(place).open("rb") as file:
                data = file.read(max(0, left) + 1)
        except FileNotFoundError:
            self.refused("E152", f"there is no file `{shown}`", using, at, "the path begins at the folder of this file")
            return None
        except OSError as problem:
            reason = (problem.strerror or "it cannot be opened").lower()
            self.refused("E152", f"`{shown}` cannot be read: {reason}", using, at, "check the file and its permissions")
            return None
        if len(data) > left:
            message = f"with `{shown}` the protocol is larger than {MAX_BYTES // 1024**2} MiB"
            self.refused("E152", message, using, at, "use smaller files")
            return None
        source, problems = decode_source(shown, data)
        for found in problems:
            self.refused("E152", found.message, using, at, *found.help)
        return source

    def refused(self, code: str, message: str, source: Source, at: Span, *way_out: str) -> None:
        """A file that is not used: whatever it would have declared is lost."""
        self.unknown = True
        self.diagnostics.append(error(code, message, source, at, help=way_out))


def _forbidden(path: str) -> str | None:
    """What is wrong with the path of a used file, whatever is there."""
    if not path.endswith(".eligo"):
        return "the name of a used file ends in `.eligo`"
    if "\\" in path or ":" in path:
        return "folders are separated by `/`, and a path has no `\\` and no `:`"
    if any(not character.isprintable() for character in path):
        return "the path holds characters that cannot be seen"
    if path.startswith("/"):
        return "the path is absolute"
    parts = path.split("/")
    return "the path steps out of a folder" if ".." in parts else None
