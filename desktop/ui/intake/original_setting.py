"""Typesetting of the original on the screen: title in the middle, facts flush left, body with an indent of two characters."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from desktop.ui.intake.shown_text import BlockKind, ShownText
from desktop.ui.theme.theme import Theme

_MARGIN = 32
_FONTS = {BlockKind.HEADING_1: "h1", BlockKind.HEADING_2: "h2", BlockKind.TITLE: "title"}


def set_original(document: QTextDocument, shown: ShownText, theme: Theme) -> None:
    """Give every paragraph of `document`, which holds `shown.text`, its look."""
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
