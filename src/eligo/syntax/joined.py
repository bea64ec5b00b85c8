"""Several sources as one: positions that tell in which file a node stands.

The text of a protocol comes first, so that places in it are what they are in its file; the texts of the files that it
uses follow. A span of the whole thus lies in one file, and no node needs to say in which.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from eligo.diagnostics.model import Diagnostic, Label
from eligo.source import Source, Span
from eligo.syntax import tree


@dataclass(frozen=True, slots=True)
class Joined:
    """Sources one after the other.

    Attributes:
        whole: their texts as one source, under the name of the first.
        parts: the sources.
        starts: where the text of each begins in the whole.
    """

    whole: Source
    parts: tuple[Source, ...]
    starts: tuple[int, ...]

    def placed(self, diagnostic: Diagnostic) -> Diagnostic:
        """A finding in the whole as one in the file that it speaks of."""
        if diagnostic.source is not self.whole or len(self.parts) == 1:
            return diagnostic
        source, span = self._find(diagnostic.span)
        labels = tuple(self._label(label, source) for label in diagnostic.labels)
        return replace(diagnostic, source=source, span=span, labels=labels)

    def _label(self, label: Label, beside: Source) -> Label:
        source, span = self._find(label.span)
        return Label(span, label.text, None if source is beside else source)

    def _find(self, span: Span) -> tuple[Source, Span]:
        index = bisect_right(self.starts, span.start) - 1
        start = self.starts[index]
        return self.parts[index], Span(span.start - start, span.end - start)


def join(sources: Iterable[Source]) -> Joined:
    """Sources as one, in this order; there is at least one."""
    parts = tuple(sources)
    if len(parts) == 1:
        return Joined(parts[0], parts, (0,))
    starts, texts, end = [], [], 0
    for source in parts:
        starts.append(end)
        texts.append(source.text)
        end += len(source.text) + 1
    return Joined(Source(parts[0].name, "\n".join(texts)), parts, tuple(starts))


def move(module: tree.Module, by: int) -> None:
    """Move the places of all nodes of a module, which nobody else holds yet."""
    pending: list[object] = [module]
    moved: set[int] = set()
    while pending:
        part = pending.pop()
        if isinstance(part, tuple):
            pending.extend(part)
        elif isinstance(part, tree.Node) and id(part) not in moved:
            moved.add(id(part))
            object.__setattr__(part, "span", Span(part.span.start + by, part.span.end + by))
            pending.extend(getattr(part, name) for name in type(part).__slots__)
