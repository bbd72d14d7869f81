"""Headings styled as they are typed, and places still to be filled marked. Formats only: the text is never touched."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from desktop.domain.letter.outline import is_heading, outline_level, outline_number
from desktop.ui.theme.theme import Theme

_OPEN = re.compile(r"×{2,}|\{[^{}\n]{1,30}\}")
_FONT_OF_LEVEL = {1: "h1", 2: "h2"}


class OutlineHighlighter(QSyntaxHighlighter):
    """一、 in Hei, （一） in Kai, 1. in bold, 一是 in bold, ×× and {…} on the ground of a warning."""

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme

    def highlightBlock(self, text: str) -> None:
        if not text:
            return
        level = outline_level(text)
        if is_heading(text):
            self.setFormat(0, _utf16_length(text), self._heading(level))
        elif number := outline_number(text):
            self.setFormat(
                0, number.length, self._bold()
            )  # the marker is in the BMP, so characters are UTF-16 units
        for match in _OPEN.finditer(text):
            start = _utf16_length(text[: match.start()])
            self.setFormat(start, _utf16_length(match.group()), self._open_place())

    def _heading(self, level: int) -> QTextCharFormat:
        style = QTextCharFormat()
        size = self._theme.size.font_body
        font = self._theme.letter_fonts.font(_FONT_OF_LEVEL.get(level, "body"), size)
        font.setBold(level == 3)
        style.setFont(font)
        return style

    @staticmethod
    def _bold() -> QTextCharFormat:
        style = QTextCharFormat()
        style.setFontWeight(QFont.Weight.Bold)
        return style

    def _open_place(self) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setBackground(self._theme.colour("warning_ground"))
        style.setForeground(self._theme.colour("warning"))
        return style


def make_highlighter(theme: Theme, document: QTextDocument, parent: QObject) -> OutlineHighlighter:
    """A highlighter for `document` that lives with `parent` and repaints when the look changes."""
    highlighter = OutlineHighlighter(theme, document)
    highlighter.setParent(parent)
    theme.changed.connect(highlighter.rehighlight)
    return highlighter


def _utf16_length(text: str) -> int:
    """The length Qt counts: characters outside the BMP are two units there and one in Python."""
    return len(text) + sum(ord(character) > 0xFFFF for character in text)
