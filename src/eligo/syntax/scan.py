"""A source's outline, before any parsing: where statements begin, what is a comment, what is never closed.

A statement begins with its keyword at the start of a line, outside all brackets. Inside brackets that are never closed,
the next line that can only be a statement ends the one before, so that one forgotten brace costs one statement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from eligo.diagnostics.model import Diagnostic, Label
from eligo.source import Source, Span
from eligo.syntax.report import error

STATEMENTS = (
    "protocol",
    "source",
    "number",
    "flag",
    "choice",
    "moment",
    "period",
    "events",
    "define",
    "assume",
    "claim",
    "include",
    "exclude",
    "patient",
    "expect",
    "list",
    "codes",
    "use",
)
"""The words that statements begin with."""

MAX_ERRORS = 200
"""After this many syntax errors the rest of a file is not looked at."""

MAX_DEPTH = 100
"""How many brackets may be open at once."""

_KEYWORD = rf"(?:(?:{'|'.join(set(STATEMENTS) - {'codes'})})\b|codes\b(?=\s+\w+\s+(?:\"|from\b)))"
"""A statement's keyword; `codes NAME` alone is an option of the fact before it."""
_MARK = re.compile(
    rf"""(?P<line>\n[ \t]*+(?={_KEYWORD}))
      |  (?P<comment>\#[^\n]*)
      |  (?P<text>"(?:[^"\\\n]++|\\[^\n])*+")
      |  (?P<unclosed>")
      |  '[^'\n]*'
      |  \[[^\[\]\s"]*\]
      |  (?P<open>[({{])
      |  (?P<close>[)}}])
    """,
    re.VERBOSE,
)
_FIRST = re.compile(rf"[ \t]*(?={_KEYWORD})")
_SURELY_STATEMENT = re.compile(
    rf"""(?:claim|assume)\s+"
      |  expect\s+\w+\s+(?:eligible|ineligible|undetermined)\b
      |  use\s+"
      |  {_KEYWORD}\s+\w+\s+"
    """,
    re.VERBOSE,
)
_NEXT_LINE = re.compile(rf"\n[ \t]*(?={_KEYWORD})")
_CLOSING = re.compile(r"[)} \t]+")
_CLOSES = {")": "(", "}": "{"}
_EVENTS = re.compile(
    r"""(?:events|number|flag|choice)\b(?:[^{"'#]++|"(?:[^"\\\n]++|\\[^\n])*+"|'[^'\n]*+'|\#[^\n]*+)*+""", re.VERBOSE
)
"""Before a brace: the fields in it begin with the words that facts begin with."""
_GOES_ON = re.compile(r"(?:[,<=]|\bof)\Z")
"""What a list of values, or a comparison with one, cannot end with."""
_FIELD = re.compile(r"(?:number|flag|choice|moment|period|define)\b")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the source that should be one statement.

    Attributes:
        start: where it begins.
        end: where it ends.
        sound: whether its brackets are closed and not too many.
        torn: where texts begin in it that are never closed.
    """

    start: int
    end: int
    sound: bool
    torn: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """What :func:`outline` finds.

    Attributes:
        stretches: the statements in order; what stands before the first keyword is one too.
        comments: every comment, from its ``#`` to the end of its line.
        diagnostics: unclosed brackets and texts, and nesting without end.
    """

    stretches: tuple[Stretch, ...]
    comments: tuple[Span, ...]
    diagnostics: tuple[Diagnostic, ...]


def outline(source: Source) -> Outline:
    """The outline of a source, in one pass over its text."""
    scan = _Scan(source)
    scan.run()
    return Outline(tuple(scan.stretches), tuple(scan.comments), tuple(scan.diagnostics))


class _Scan:
    """The state of the pass."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.stretches: list[Stretch] = []
        self.comments: list[Span] = []
        self.diagnostics: list[Diagnostic] = []
        self.begun = 0
        self.sound = True
        self.torn: list[int] = []
        self.open: list[int] = []

    def run(self) -> None:
        """Go over the text once."""
        text = self.source.text
        search = _MARK.search
        first = _FIRST.match(text)
        at = first.end() if first else 0
        mark = search(text, at)
        while mark:
            at = mark.end()
            kind = mark.lastgroup
            if kind == "line":
                self.line(at)
            elif kind == "open":
                self.open.append(mark.start())
                if len(self.open) > MAX_DEPTH:
                    at = self.too_deep(mark.start())
            elif kind == "close":
                at = self.close(mark.start())
            elif kind == "comment":
                self.comments.append(Span(mark.start(), at))
            elif kind == "unclosed":
                at = self.unclosed_text(mark.start())
            mark = search(text, at) if len(self.diagnostics) < MAX_ERRORS else None
        self.finish(len(text))

    def line(self, at: int) -> None:
        """A line begins with a statement's keyword."""
        surely = _SURELY_STATEMENT.match(self.source.text, at) is not None
        ends = not (self.open and self.field(at)) if surely else not (self.open or self.goes_on(at))
        if ends:
            self.finish(at)

    def goes_on(self, at: int) -> bool:
        """Whether what stands before goes on here: a value of a choice may be a statement's word."""
        text = self.source.text
        comments = len(self.comments)
        while at > self.begun:
            if comments and self.comments[comments - 1].end == at:
                comments -= 1
                at = self.comments[comments].start
            elif text[at - 1].isspace():
                at -= 1
            else:
                break
        return _GOES_ON.search(text, max(self.begun, at - 3), at) is not None

    def field(self, at: int) -> bool:
        """Whether a field of events stands here."""
        text = self.source.text
        opened = self.open[0]
        return _FIELD.match(text, at) is not None and _EVENTS.fullmatch(text, self.begun, opened) is not None

    def finish(self, at: int) -> None:
        """The statement ends here."""
        if self.open and self.sound and not self.torn:
            self.unclosed_bracket(self.open[-1], at)
        self.stretches.append(Stretch(self.begun, at, self.sound, tuple(self.torn)))
        self.begun = at
        self.sound = True
        self.torn.clear()
        self.open.clear()

    def close(self, at: int) -> int:
        """A closing bracket closes the last of its kind and all opened after it; one too many is left to the parser."""
        text = self.source.text
        for depth in range(len(self.open) - 1, -1, -1):
            if text[self.open[depth]] == _CLOSES[text[at]]:
                del self.open[depth:]
                return at + 1
        surplus = _CLOSING.match(text, at)
        return surplus.end() if surplus and not self.open else at + 1

    def too_deep(self, at: int) -> int:
        self.sound = False
        self.diagnostics.append(
            error(
                "E106",
                f"brackets are nested more than {MAX_DEPTH} deep",
                self.source,
                Span(at, at + 1),
                label=f"bracket number {MAX_DEPTH + 1}",
                help=("name parts of the condition with `define`",),
            )
        )
        self.open.clear()
        following = _NEXT_LINE.search(self.source.text, at)
        return following.start() if following else len(self.source.text)

    def unclosed_text(self, at: int) -> int:
        text = self.source.text
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        stop = at + max(1, len(text[at:end].rstrip()))
        self.torn.append(at)
        self.diagnostics.append(
            error(
                "E114",
                "this text is never closed",
                self.source,
                Span(at, stop),
                label='no `"` before the end of the line',
                help=('close it with `"`; within a text, `\\n` is a line end and `\\"` a quotation mark',),
            )
        )
        return end

    def unclosed_bracket(self, at: int, end: int) -> None:
        self.sound = False
        text = self.source.text
        bracket, closing = ("`{`", "`}`") if text[at] == "{" else ("`(`", "`)`")
        labels: tuple[Label, ...] = ()
        if end < len(text):
            keyword = re.compile(r"\w+").match(text, end)
            assert keyword is not None
            labels = (Label(Span(*keyword.span()), "the next statement begins here"),)
        self.diagnostics.append(
            error(
                "E112",
                f"{bracket} is never closed",
                self.source,
                Span(at, at + 1),
                label="opened here",
                labels=labels,
                help=(f"add {closing} where this block ends",),
            )
        )
