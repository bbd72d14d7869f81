"""The shown text of the original, its paragraph formats, and the marks of recognised values.

Hard line breaks are joined into paragraphs; each character keeps its source position.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from desktop.domain.intake.parsed_reply import BodyParagraph
from desktop.domain.intake.text.source import Span
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_BREAK = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_LINE = re.compile(r"[^\n]+")
_BREAK_WITH_BLANKS = re.compile(r"\s*\n\s*")
_LONGEST_TITLE = 60


class BlockKind(StrEnum):
    """The format of a paragraph: title 「标题」 centred, line of facts flush left, heading and body text indented."""

    TITLE = "title"
    LINE = "line"
    HEADING_1 = "h1"
    HEADING_2 = "h2"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class ShownText:
    """`text` has one paragraph per line, `kinds` one entry per line; `positions` are the ascending source positions of the
    characters of `text`. `joined` counts the removed hard line breaks.
    """

    text: str
    kinds: tuple[BlockKind, ...]
    positions: tuple[int, ...]
    joined: int

    def places(self, span: Span) -> tuple[tuple[int, int], ...]:
        """The places of a range of the source, as half-open ranges that do not cross the end of a paragraph."""
        start, end = bisect_left(self.positions, span.start), bisect_left(self.positions, span.end)
        return tuple((start + m.start(), start + m.end()) for m in _LINE.finditer(self.text[start:end]))

    def source_of(self, start: int, end: int) -> Span | None:
        """The source of a shown range; None for an empty one."""
        if start >= end:
            return None
        return Span(self.positions[start], self.positions[end - 1] + 1)


def show_text(text: str, paragraphs: Sequence[BodyParagraph], title: Sequence[Span] = ()) -> ShownText:
    """Join the lines of a text that was read into paragraphs; `title` is the place of a recognised title.

    Page numbers and headers between two halves of a paragraph are left out.
    """
    plain = _BREAK.sub("\n", text)
    dropped = [gap for paragraph in paragraphs for gap in _gaps(plain, paragraph)]
    kept = _kept(plain, dropped)
    lines = list(_lines(plain, kept))
    starts = {_first(paragraph): paragraph for paragraph in paragraphs if paragraph.spans}
    positions = [place for number, line in enumerate(lines) for place in ([line[0]] if number else []) + line]
    # The line end before a line has the source position of the line's first character, so that positions never descend.
    words = ["".join(plain[place] for place in line) for line in lines]
    titled = [any(span.start <= line[-1] and line[0] < span.end for span in title) for line in lines]
    kinds = _kinds(words, [starts.get(line[0]) for line in lines], titled)
    return ShownText("\n".join(words), tuple(kinds), tuple(positions), len(dropped))


def _first(paragraph: BodyParagraph) -> int:
    return min(span.start for span in paragraph.spans)


def _gaps(text: str, paragraph: BodyParagraph) -> Iterator[Span]:
    """The hard line breaks inside a paragraph, each with the blanks, page numbers and headers around it."""
    spans = sorted(paragraph.spans)
    for span in spans:
        for match in _BREAK_WITH_BLANKS.finditer(text, span.start, span.end):
            yield Span(match.start(), match.end())
    for before, after in pairwise(spans):
        if "\n" in text[before.end : after.start]:
            yield Span(before.end, after.start)


def _kept(text: str, dropped: Sequence[Span]) -> list[int]:
    gone = {place for span in dropped for place in range(span.start, span.end)}
    return [place for place in range(len(text)) if place not in gone]


def _lines(text: str, kept: Sequence[int]) -> Iterator[list[int]]:
    """The kept positions line by line, without blanks at both ends and without empty lines."""
    line: list[int] = []
    for place in (*kept, -1):
        if place >= 0 and text[place] != "\n":
            line.append(place)
            continue
        while line and text[line[-1]].isspace():
            line.pop()
        first = next((index for index, one in enumerate(line) if not text[one].isspace()), len(line))
        if line[first:]:
            yield line[first:]
        line = []


def _kinds(
    lines: Sequence[str], paragraphs: Sequence[BodyParagraph | None], titled: Sequence[bool]
) -> Iterator[BlockKind]:
    """The kind of each line; `paragraphs` are those that begin with a line, `titled` the lines of the recognised title."""
    headings = {1: BlockKind.HEADING_1, 2: BlockKind.HEADING_2}
    for number, (line, paragraph, is_title) in enumerate(zip(lines, paragraphs, titled, strict=True)):
        if paragraph is not None:
            yield headings.get(paragraph.level, BlockKind.BODY)
        elif is_title or (number == 0 and len(line) <= _LONGEST_TITLE and "：" not in line):
            yield BlockKind.TITLE
        else:
            yield BlockKind.LINE


# Paragraph formats: title centred, facts flush left, body indented by two characters.
_MARGIN = 32
_FONTS = {BlockKind.HEADING_1: "h1", BlockKind.HEADING_2: "h2", BlockKind.TITLE: "title"}


def set_original(document: QTextDocument, shown: ShownText, theme: Theme) -> None:
    """Format every paragraph of `document`, which holds `shown.text`."""
    document.setDocumentMargin(_MARGIN)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    block = document.begin()
    for kind in shown.kinds:
        cursor.setPosition(block.position())
        cursor.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.setBlockFormat(_block_format(kind, theme))
        cursor.setCharFormat(_character_format(kind, theme))
        block = block.next()
    cursor.endEditBlock()


def _block_format(kind: BlockKind, theme: Theme) -> QTextBlockFormat:
    style = QTextBlockFormat()
    size = theme.size
    style.setLineHeight(size.line_body, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    if kind is BlockKind.TITLE:
        style.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        style.setBottomMargin(6)
    elif kind is not BlockKind.LINE:
        style.setTextIndent(2 * size.font_body)
    return style


def _character_format(kind: BlockKind, theme: Theme) -> QTextCharFormat:
    style = QTextCharFormat()
    size = theme.size
    font = theme.letter_fonts.font(_FONTS.get(kind, "body"), size.font_body)
    if kind is BlockKind.TITLE:
        font.setPixelSize(size.font_title + 2)
    style.setFont(font)
    style.setForeground(theme.colour("text"))
    return style


# Marks in the original: the place and certainty of each recognised value.
@dataclass(frozen=True, slots=True)
class TextMark:
    """The places of a field's value in the source; `tone` is ACCENT for a certain value, WARNING for a doubtful one."""

    key: str
    spans: tuple[Span, ...]
    tone: Tone = Tone.ACCENT


@dataclass(frozen=True, slots=True)
class MarkedPlace:
    """A range of the shown text, in Qt positions."""

    key: str
    start: int
    end: int
    tone: Tone
