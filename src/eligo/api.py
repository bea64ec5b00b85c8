"""eligo as a library: ``eligo.load(path)`` gives a :class:`Protocol` with the verbs of the command line.

Each verb imports what it needs when it is called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from eligo.diagnostics.model import Diagnostic
from eligo.pipeline import compile_source
from eligo.syntax.files import read_source

if TYPE_CHECKING:
    from eligo.core.explain import Explanation
    from eligo.core.program import Program
    from eligo.publish.directory import Differences
    from eligo.screening import Engine, Funnel
    from eligo.source import Source
    from eligo.verify.checklist import Step
    from eligo.verify.difference.report import Difference, Outcomes
    from eligo.verify.report import Report
    from eligo.vignettes import VignetteResult


class ProtocolError(Exception):
    """A protocol cannot be read, or has errors.

    Attributes:
        diagnostics: everything that was found, warnings too, in the order of the text.
    """

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.diagnostics = diagnostics
        super().__init__("\n".join(map(_line, diagnostics)))


class Protocol:
    """A protocol without errors.

    Attributes:
        path: the file that it was loaded from.
        source: its text.
        program: its core, which all else is made from.
        warnings: what was found, none of it an error.
    """

    def __init__(self, path: Path, source: Source, program: Program, warnings: tuple[Diagnostic, ...] = ()) -> None:
        self.path = path
        self.source = source
        self.program = program
        self.warnings = warnings

    def __repr__(self) -> str:
        return f"<Protocol {self.program.id} from {str(self.path)!r}>"

    @property
    def module(self) -> str:
        """The name of the Python package that is built from it.

        Raises:
            ValueError: the file's name gives none.
        """
        from eligo.publish.outputs import module_name

        return module_name(self.path.name)

    def check(self) -> tuple[Diagnostic, ...]:
        """Everything that was found when it was loaded; there is no error among it."""
        return self.warnings

    def fmt(self) -> str:
        """Its text in the one canonical layout; nothing is written."""
        from eligo.syntax.format import format_text

        text, _ = format_text(self.source)
        assert text is not None  # a text without errors can be laid out
        return text

    def outputs(self) -> dict[str, bytes]:
        """All that a build makes, by file name; nothing is written."""
        from eligo.publish.directory import with_manifest
        from eligo.publish.outputs import outputs

        return with_manifest(outputs(self.program, self.module))

    def build(self, out: str | Path = "generated") -> Differences:
        """Write all outputs to ``out``/``module``, at once or not at all; gives what was not current before.

        Raises:
            ForeignDirectory: that directory was not made by eligo.
            OSError: it cannot be written; it is then as it was.
            ValueError: the file's name gives no module name.
        """
        from eligo.publish.directory import replace

        return replace(Path(out) / self.module, self.outputs())

    def stale(self, out: str | Path = "generated") -> Differences:
        """What a build to ``out`` would change, and what is there that eligo did not make; nothing is written.

        Raises:
            As for :meth:`build`.
        """
        from eligo.publish.directory import compare

        return compare(Path(out) / self.module, self.outputs())

    def test(self) -> tuple[VignetteResult, ...]:
        """Each ``expect`` of the protocol and what came of it; ``disagreements`` is empty where they agree."""
        from eligo.vignettes import try_vignettes

        return try_vignettes(self.program)

    def verify(self, *, seconds: float = 5.0, limit: float = 300.0) -> Report:
        """What can be proved of the protocol: its claims, and what is wrong with its criteria as a whole.

        Args:
            seconds: how long one question may take before it counts as not decided.
            limit: how many seconds all questions together may take.
        """
        from functools import partial

        from eligo.publish.evaluator import evaluator
        from eligo.verify.report import verify

        return verify(self.program, partial(evaluator, self.program), seconds, limit)

    def diff(self, earlier: Protocol, *, seconds: float = 5.0, limit: float = 300.0) -> Difference:
        """What changed since an earlier version: for whom the verdict, which criteria, and what of it is wording only.

        Args:
            earlier: the version before.
            seconds: how long one question may take before it counts as not decided.
            limit: how many seconds all questions together may take.
        """
        from eligo.publish.evaluator import evaluator
        from eligo.verify.difference.report import difference

        def evaluators() -> tuple[Outcomes, Outcomes]:
            return evaluator(earlier.program, "eligo_diff_old"), evaluator(self.program, "eligo_diff_new")

        return difference(earlier.program, self.program, evaluators, seconds, limit)

    @property
    def patients(self) -> dict[str, Mapping[str, object]]:
        """The patients written in the protocol, by name: their facts as a record would hold them."""
        return {vignette.name: dict(vignette.raw) for vignette in self.program.vignettes}

    def explain(self, patient: Mapping[str, object] | str) -> Explanation:
        """Why a patient is eligible or not, and which missing facts can still change that.

        Args:
            patient: the facts by name, or the name of a patient written in the protocol.

        Raises:
            KeyError: the protocol has no patient of that name.
        """
        from eligo.core.explain import explain

        return explain(self.program, self.patients[patient] if isinstance(patient, str) else patient)

    def checklist(self) -> tuple[Step, ...]:
        """What to find out of a patient of whom nothing is known, in the order in which it is best asked."""
        from eligo.verify.checklist import checklist

        return checklist(self.program)

    def sample(self, number: int, *, seed: int = 0) -> Iterator[Mapping[str, object]]:
        """Synthetic patients made from the declarations, always the same for a seed."""
        from eligo.records.sample import sample

        return iter(sample(self.program, number, seed=seed))

    def screen(
        self,
        data: str | Path,
        *,
        engine: Engine = "polars",
        output: str | Path | None = None,
        rejects: str | Path | None = None,
        id_column: str | None = None,
    ) -> Funnel:
        """Screen a file of patients: see :func:`eligo.screening.screen_file`.

        Raises:
            RecordFileError: the file cannot be read, or a result cannot be written.
        """
        from eligo.screening import screen_file

        places = [None if place is None else Path(place) for place in (output, rejects)]
        return screen_file(
            self.program, Path(data), engine=engine, output=places[0], rejects=places[1], id_column=id_column
        )


def load(path: str | Path) -> Protocol:
    """Read, check and compile a protocol.

    Raises:
        ProtocolError: it cannot be read or has errors.
    """
    source, found = read_source(path)
    if source is None:
        raise ProtocolError(found)
    program, diagnostics = compile_source(source, Path(path))
    if program is None:
        raise ProtocolError(diagnostics)
    return Protocol(Path(path), source, program, diagnostics)


def _line(diagnostic: Diagnostic) -> str:
    if diagnostic.source is None:
        return f"{diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}"
    place = diagnostic.source.place(diagnostic.span.start)
    where = f"{diagnostic.source.name}:{place.line}:{place.column}"
    return f"{where}: {diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}"
