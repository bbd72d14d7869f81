"""The original with its head: file name, repairs made while reading, kind, and a button that opens the file."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.errors import FileProblem
from desktop.domain.importing.plan import IntakeKind
from desktop.domain.intake.parsed_reply import BodyParagraph
from desktop.domain.intake.text.source import Span
from desktop.services.importing.reading import Reading
from desktop.ui.fitting.choice_box import ChoiceBox
from desktop.ui.intake.original_view import OriginalView
from desktop.ui.intake.shown_text import show_text
from desktop.ui.parts.buttons import IconButton
from desktop.ui.parts.labels import ColumnHead, ElidedLabel, make_label
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.theme.theme import Theme

_ARROW_ROOM = 52
"""Padding, border and arrow of the box of kinds, in pixels."""


class OriginalPane(QWidget):
    """Shows one reading. `kind_chosen` asks to read it as another kind."""

    kind_chosen = Signal(object)
    failed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._reading: Reading | None = None
        self.view = OriginalView(theme)
        self._facts = ElidedLabel("", "small")
        set_form(self._facts, tone=str(Tone.SECONDARY))
        self._kind = ChoiceBox()
        self._kind.setAccessibleName("收为")
        self._kind.setToolTip("收为哪一种")
        self._open = IconButton(theme, "external-link", "用原程序打开", "用原程序打开")
        self._open.clicked.connect(self.open_original)
        self._kind.activated.connect(self._choose_kind)
        self._lay_out()

    def show_reading(self, reading: Reading) -> None:
        """Show a reading from its top."""
        self._reading = reading
        shown = show_text(reading.text, body_of(reading), title_of(reading))
        self.view.show_original(shown)
        mended = (f"已还原 {shown.joined} 处断行",) if shown.joined else ()
        self._facts.show_text(
            " · ".join((reading.name, *mended, *(note.rstrip("。") for note in reading.notes)))
        )
        self._open.setVisible(reading.original is not None and reading.original.path is not None)
        self._kind.clear()
        for kind in reading.kinds:
            self._kind.addItem(f"收为{kind.label}", kind)
        self._kind.setMinimumWidth(self._kind.fontMetrics().horizontalAdvance("收为提案") + _ARROW_ROOM)
        self._kind.setVisible(len(reading.kinds) > 1)

    def open_original(self) -> None:
        """Open the file in the system's program for it."""
        original = self._reading.original if self._reading else None
        if original is None or original.path is None:
            return
        if not original.path.exists():
            self.failed.emit(FileProblem("原文件已经不在原来的地方", "请看看移动存储是否还插着"))
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(original.path))):
            self.failed.emit(FileProblem("这台电脑没有能打开它的程序", "请安装 WPS 或 Word 后再打开"))

    def _choose_kind(self, _place: int) -> None:
        kind = self._kind.currentData()
        if kind is not None and self._reading is not None and kind != self._reading.kind:
            self.kind_chosen.emit(IntakeKind(kind))

    def _lay_out(self) -> None:
        head = ColumnHead(self._theme)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(make_label("原件", "heading"))
        row.addWidget(self._facts, 100)  # its own width at most, less if there is no room
        row.addStretch(1)
        row.addWidget(self._kind)
        row.addWidget(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.view, 1)


def body_of(reading: Reading) -> tuple[BodyParagraph, ...]:
    """The paragraphs of the body, as recognised; none for a list."""
    if reading.proposal is not None:
        return reading.proposal.body
    return reading.reply.body if reading.reply is not None else ()


def title_of(reading: Reading) -> tuple[Span, ...]:
    """The places of the title of a reply; none for a proposal, whose first line usually is its title."""
    title = reading.reply.title if reading.reply is not None else None
    return title.spans if title is not None else ()
