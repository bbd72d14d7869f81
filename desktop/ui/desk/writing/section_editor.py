"""The section editor: plain text in the letter's fonts. It is filled when a section is opened, and only emits after that."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.letter.bracketed import BRACKETED, braced, bracketed
from desktop.domain.letter.outline import is_heading, outline_level
from desktop.typesetting.model.layout import Layout
from desktop.ui.desk.writing.letter_text import LetterText, utf16_length
from desktop.ui.parts.keys import ENTER_KEYS, is_undo_or_redo
from desktop.ui.theme.theme import Theme

# Highlights headings and places still to be filled. Changes formats only, never the text.
_OPEN = re.compile(rf"×{{2,}}|{BRACKETED.pattern}")
_FONT_OF_LEVEL = {1: "h1", 2: "h2"}


class OutlineHighlighter(QSyntaxHighlighter):
    """一、 in Hei, （一） in Kai, ×× and placeholders on the warning background; bold is what the layout prints bold, so that
    the editor and the paper agree (GB/T 9704-2012 clause 7.3.3 has no bold heading).
    """

    def __init__(self, theme: Theme, document: QTextDocument, bold_levels: frozenset[int]) -> None:
        super().__init__(document)
        self._theme = theme
        self._bold_levels = bold_levels

    def show_bold(self, levels: frozenset[int]) -> None:
        """Show the headings of these levels in bold from now on."""
        self._bold_levels = levels
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        if not text:
            return
        if is_heading(text):
            self.setFormat(0, utf16_length(text), self._heading(outline_level(text)))
        for match in _OPEN.finditer(text):
            start = utf16_length(text[: match.start()])
            self.setFormat(start, utf16_length(match.group()), self._open_place())

    def _heading(self, level: int) -> QTextCharFormat:
        style = QTextCharFormat()
        size = self.document().defaultFont().pixelSize()
        font = self._theme.letter_fonts.font(_FONT_OF_LEVEL.get(level, "body"), size)
        font.setBold(level in self._bold_levels)
        style.setFont(font)
        return style

    def _open_place(self) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setBackground(self._theme.colour("warning_ground"))
        style.setForeground(self._theme.colour("warning"))
        return style


def bold_levels(layout: Layout) -> frozenset[int]:
    """The levels 1 to 4 of headings that the layout prints bold."""
    styles = {level: layout.styles.get(f"heading_{level}") for level in range(1, 5)}
    return frozenset(level for level, style in styles.items() if style is not None and style.bold)


_MARGIN = 26
_WIDEST_LINE = 34
"""Most characters of a line: longer ones are hard to read, when the other columns are folded."""
_FONT_EVENTS = {QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange, QEvent.Type.StyleChange}


class SectionEditor(LetterText):
    """`text_edited` carries the whole text after a change by the officer, never after `fill`."""

    text_edited = Signal(str)
    focus_lost = Signal()
    write_refused = Signal()
    """A phrase or another text was to be put in while the text is locked."""
    cursor_moved = Signal(int, int)
    """Paragraph and character in it, both from 0, characters as Python counts them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._known = ""
        self.key_aids: list[Callable[[QKeyEvent], bool]] = []
        self.wheel_aids: list[Callable[[QWheelEvent], bool]] = []
        """What sees keys and wheel first; True if it has taken them. A filter would see each of the editor's many events."""
        self.scale = 1.0
        """How many times as large as the theme says the text is shown; `restyle` applies a new one."""
        # The document created here must be kept alive here: Qt deletes only its own.
        self._page: QTextDocument | None = None
        self.highlighter: OutlineHighlighter | None = None
        self.bold_levels: frozenset[int] = frozenset()
        """The levels of headings shown in bold: `show_as_printed` sets them."""
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self.setAccessibleName("小节正文")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._on_text_changed)
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        theme.changed.connect(self.restyle)
        self.fill("")

    def fill(self, text: str) -> None:
        """Show another section with an empty undo history; does not emit `text_edited`."""
        document = QTextDocument(self)
        document.setDocumentMargin(0)
        document.setDefaultFont(self._font())
        document.setUndoRedoEnabled(False)
        document.setPlainText(bracketed(text))
        self._known = text
        self.setDocument(document)
        self._set_paragraphs()
        self.highlighter = OutlineHighlighter(self._theme, document, self.bold_levels)
        self._theme.changed.connect(self.highlighter.rehighlight)
        document.setUndoRedoEnabled(True)
        self._known = self.text
        if self._page is not None:
            self._page.deleteLater()
        self._page = document
        self._set_margins()
        self.moveCursor(QTextCursor.MoveOperation.End)

    def insert_phrase(self, text: str) -> None:
        """Insert a text at the cursor, in a new paragraph if the present one is not empty; one undo step removes it."""
        if self.isReadOnly():
            self.write_refused.emit()
            return
        cursor = self.textCursor()
        cursor.beginEditBlock()
        if cursor.block().text().strip() and cursor.atBlockEnd():
            cursor.insertBlock()
        cursor.insertText(bracketed(text))
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.setFocus()

    def replace_text(self, text: str) -> None:
        """Replace the whole text; one undo step restores the present one."""
        if self.isReadOnly():
            self.write_refused.emit()
            return
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(bracketed(text))

    def show_change(self, text: str) -> None:
        """Show the text as something else than typing has changed it: undo, or a replacement. Does not emit `text_edited`."""
        self._known = braced(bracketed(text))
        self.rewrite(text)

    def event(self, event: QEvent) -> bool:
        """Undo reaches across sections: its keys are the desk's. While an input method composes, all keys are its own."""
        if event.type() == QEvent.Type.ShortcutOverride:
            if self.is_composing:
                event.accept()
                return True
            if is_undo_or_redo(cast("QKeyEvent", event)):
                event.ignore()
                return False
        return super().event(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text, whatever the format of the source."""
        if source.hasText():
            lines = source.text().replace("\r\n", "\n").replace("\r", "\n").replace("\t", "")
            self.textCursor().insertText(lines)
            self.ensureCursorVisible()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method commits; Qt would put it into a text that can only be read as well."""
        if self.isReadOnly():
            event.ignore()
        else:
            super().inputMethodEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not any(takes(event) for takes in self.wheel_aids):
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if any(takes(event) for takes in self.key_aids):
            return
        if event.key() == Qt.Key.Key_Escape and self.is_composing:
            return  # it ends the composition and nothing else
        plain = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if plain and event.key() in ENTER_KEYS:
            self.textCursor().insertBlock()  # a line separator (U+2028) inside a paragraph cannot be printed
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_lost.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _FONT_EVENTS:
            # QTextEdit gives the document the widget's font, which the style sheet makes the interface's.
            self.document().setDefaultFont(self._font())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_margins()
        super().resizeEvent(event)

    def _on_text_changed(self) -> None:
        text = self.text
        if text != self._known:
            self._known = text
            self.text_edited.emit(text)

    def _on_cursor_moved(self) -> None:
        self.cursor_moved.emit(*self.place)

    def _font(self) -> QFont:
        return self._theme.letter_fonts.font("body", round(self.scale * self._theme.size.font_body))

    def _set_paragraphs(self) -> None:
        style = QTextBlockFormat()
        style.setTextIndent(2 * self.document().defaultFont().pixelSize())
        height = self.scale * self._theme.size.line_body
        style.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        style.setAlignment(Qt.AlignmentFlag.AlignJustify)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(style)

    def _set_margins(self) -> None:
        widest = _WIDEST_LINE * QFontMetricsF(self.document().defaultFont()).horizontalAdvance("国")
        room = self.width() - 2 * _MARGIN
        side = _MARGIN + max(0, round((room - widest) / 2))
        self.setViewportMargins(side, 16, side, 8)

    def restyle(self) -> None:
        """Apply changed sizes. The undo history begins anew."""
        if self.document().defaultFont() != self._font():
            place = self.textCursor().position()
            self.fill(self.text)
            cursor = self.textCursor()
            cursor.setPosition(min(place, self.document().characterCount() - 1))
            self.setTextCursor(cursor)


def show_as_printed(editor: SectionEditor, layout: Layout) -> None:
    """Let the editor show in bold what this layout prints bold."""
    levels = bold_levels(layout)
    if levels != editor.bold_levels:
        editor.bold_levels = levels
        if editor.highlighter is not None:
            editor.highlighter.show_bold(levels)
