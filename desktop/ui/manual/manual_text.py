"""The manual 「使用手册」 as Qt shows it: one Markdown file with its pictures, in the fonts and colours of the theme.

Everything comes from the folder of the file. Nothing else is read, and no address is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from desktop.ui.theme.theme import Theme

MANUAL = Path(__file__).resolve().parents[3] / "docs" / "MANUAL.zh.md"
"""Next to the package in the source tree and in the frozen program."""

_GROUP = re.compile(r"^- (?:(?P<group>[^\[：]+)：)?(?P<links>\[.+)$")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]*)\)")
_ABROAD = re.compile(r"(?<!!)\[([^\]]+)\]\((?!#)[^)]*\)")
_SOFT_END = re.compile(r"(?<=[^\x00-\x7f])\n(?=[^\x00-\x7f])")
_HEADING = re.compile(r"^(#{1,3}) +(.+)$", re.MULTILINE)
_MARKS = re.compile(r"[、，,。（）()！？!?：:；;“”\"']")


class Chapter(NamedTuple):
    """A heading of the manual with the group of the table of contents in which it stands; "" for none."""

    heading: str
    group: str


def read_manual(path: Path = MANUAL) -> str:
    """The Markdown of the manual, links to other files as plain words. Raises OSError if it is not installed."""
    text = _ABROAD.sub(r"\1", path.read_text(encoding="utf-8"))
    return _SOFT_END.sub(_joined, text)


def chapters(text: str) -> tuple[Chapter, ...]:
    """The headings of the second level in their order."""
    groups = dict(_groups(text))
    return tuple(
        Chapter(name, groups.get(name, "")) for marks, name in _HEADING.findall(text) if marks == "##"
    )


def anchor(heading: str) -> str:
    """The address of a heading within the file, as GitHub forms it: lower case, blanks to hyphens, no punctuation."""
    return _MARKS.sub("", heading).strip().lower().replace(" ", "-")


def _groups(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        if found := _GROUP.match(line):
            for name, _target in _LINK.findall(found["links"]):
                yield name, found["group"] or ""


def _joined(_end: re.Match[str]) -> str:
    """A line that ends within a sentence: Markdown would put a blank between two Chinese characters."""
    return ""


_AT_ONCE = 40
"""Paragraphs dressed in one turn of the event loop: some 10 ms."""


class ManualDocument(QTextDocument):
    """The manual, finished when the steps of `dress` are made. `places` are the positions of the headings by their address."""

    def __init__(self, theme: Theme, text: str, folder: Path, width: int) -> None:
        super().__init__()
        self._theme, self._folder, self._width = theme, folder, width
        self.places: dict[str, int] = {}
        self.setDocumentMargin(0)
        self.setDefaultFont(theme.font(theme.size.font_base + 1))
        self.setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture of the manual's folder; nothing for any other address."""
        path = (self._folder / QUrl(name).path()).resolve()
        if kind == QTextDocument.ResourceType.ImageResource.value and path.is_relative_to(self._folder):
            return QImage(str(path))
        return None

    def dress(self) -> Iterator[None]:
        """Give words, pictures and tables their looks, in steps between which the window works on."""
        for table in self._tables():
            self._dress_table(table)
        yield
        block, count = self.begin(), 0
        while block.isValid():
            self._dress_block(QTextCursor(block), block)
            block, count = block.next(), count + 1
            if not count % _AT_ONCE:
                yield

    def _dress_block(self, cursor: QTextCursor, block: QTextBlock) -> None:
        level = block.blockFormat().headingLevel()
        form = QTextBlockFormat()
        form.setLineHeight(150.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        in_table = cursor.currentTable() is not None
        form.setTopMargin(26 if level == 2 else 0)
        form.setBottomMargin(0 if in_table else 10 if level else 8)
        cursor.mergeBlockFormat(form)
        if level:
            self.places[anchor(block.text())] = block.position()
            self._dress_heading(cursor, level)
        else:
            self._dress_words(block)

    def _dress_heading(self, cursor: QTextCursor, level: int) -> None:
        form = QTextCharFormat()
        size = self._theme.size
        form.setFont(self._theme.font(size.font_figure if level == 1 else size.font_title, bold=True))
        form.setForeground(QBrush(self._theme.colour("text")))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(form)  # not merged: Markdown's own step of size would hold

    def _dress_words(self, block: QTextBlock) -> None:
        for start, length, form in list(_fragments(block)):
            cursor = QTextCursor(self)
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            if form.isImageFormat():
                self._fit_picture(cursor, form.toImageFormat())
            elif form.isAnchor():
                cursor.mergeCharFormat(_coloured(self._theme.colour("accent")))
            elif form.fontFixedPitch():
                code = QTextCharFormat()
                code.setBackground(QBrush(self._theme.colour("neutral_ground")))
                cursor.mergeCharFormat(code)

    def _fit_picture(self, cursor: QTextCursor, picture: QTextImageFormat) -> None:
        """Show a picture at the width of the column at most, in the proportions of its file."""
        size = QImage(str(self._folder / picture.name())).size()
        if size.isEmpty():
            return
        width = min(self._width, size.width())
        picture.setWidth(width)
        picture.setHeight(width * size.height() / size.width())
        cursor.setCharFormat(picture)
        line = QTextBlockFormat()  # a wider line would leave half a picture of room below it
        line.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
        cursor.mergeBlockFormat(line)

    def _tables(self) -> list[QTextTable]:
        return [frame for frame in self.rootFrame().childFrames() if isinstance(frame, QTextTable)]

    def _dress_table(self, table: QTextTable) -> None:
        form = QTextTableFormat(table.format())
        form.setBorder(1)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(QBrush(self._theme.colour("line")))
        form.setBorderCollapse(True)
        form.setCellPadding(6)
        form.setCellSpacing(0)
        form.setTopMargin(4)
        form.setBottomMargin(14)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table.setFormat(form)
        for column in range(table.columns()):
            cell = table.cellAt(0, column)
            ground = cell.format()
            ground.setBackground(QBrush(self._theme.colour("neutral_ground")))
            cell.setFormat(ground)


def _coloured(colour: QColor) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(QBrush(colour))
    form.setFontUnderline(False)
    return form


def _fragments(block: QTextBlock) -> Iterator[tuple[int, int, QTextCharFormat]]:
    """Position, length and format of the runs of a block."""
    turn = block.begin()
    while not turn.atEnd():
        fragment = turn.fragment()
        if fragment.isValid():
            yield fragment.position(), fragment.length(), fragment.charFormat()
        turn += 1
