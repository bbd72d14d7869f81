"""The intake list 「收件」: every source of the session with its state, and the faults of those that cannot be read."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QProgressBar,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.importing.plan import IntakeKind
from desktop.ui.intake.entry import OPEN, Entry, EntryState
from desktop.ui.menus.place_menus import MenuVerb, Verbs, offer_verbs
from desktop.ui.parts.buttons import Button, IconButton
from desktop.ui.parts.file_drop import DropZone
from desktop.ui.parts.keys import ENTER_KEYS, tip
from desktop.ui.parts.labels import ElidedLabel, elided, make_label
from desktop.ui.parts.notice import show_in_folder
from desktop.ui.parts.row_list import ITEM_ROLE, Index, Row, RowModel, cell_option, paint_focus, paint_pill
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.theme.theme import Theme

# Paints one line of the intake list: name, result or fault, and the possible action.
_SIDE = 20
_ICON = 18
_ACTION = 84
_STATE = 84
_ICONS = {
    EntryState.TAKEN: ("circle-check", "good"),
    EntryState.REFUSED: ("circle-x", "danger"),
    EntryState.READING: ("hourglass", "accent"),
}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class EntryDelegate(QStyledItemDelegate):
    """Paints two lines of text: the name, and the message below it."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, self._theme.size.row_height + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, entry = cell_option(option, index), index.data(ITEM_ROLE)
        painter.save()
        ground = "selection" if cell.selected else "hover" if cell.hovered else "surface"
        painter.fillRect(cell.place, self._theme.colour(ground))
        line = QRect(cell.place.left(), cell.place.bottom(), cell.place.width(), 1)
        painter.fillRect(line, self._theme.colour("line"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(entry, Entry):
            self._paint_entry(painter, cell.place.adjusted(_SIDE, 0, -_SIDE, -1), entry)
        paint_focus(painter, self._theme, cell)
        painter.restore()

    def _paint_entry(self, painter: QPainter, place: QRect, entry: Entry) -> None:
        icon, role = _ICONS.get(entry.state, (_icon_of(entry), "text_secondary"))
        side = self._theme.px(_ICON)
        box = QRectF(place.left(), place.center().y() - side / 2, side, side)
        self._theme.paint_icon(painter, icon, role, box)
        scale = self._theme.size.font_base / 13
        action = place.adjusted(place.width() - round(_ACTION * scale), 0, 0, 0)
        state = QRect(
            action.left() - round(_STATE * scale), place.top(), round(_STATE * scale), place.height()
        )
        words = QRect(place.left() + side + 14, place.top(), 0, place.height())
        words.setRight(state.left() - 12)
        self._paint_words(painter, words, entry)
        paint_pill(painter, self._theme, state, entry.state.label, entry.state.tone, at_right=True)
        self._line(painter, action, entry.action, "accent", Qt.AlignmentFlag.AlignRight)

    def _paint_words(self, painter: QPainter, place: QRect, entry: Entry) -> None:
        half = place.height() // 2
        upper = QRect(place.left(), place.top() + 6, place.width(), half - 4)
        lower = QRect(place.left(), place.top() + half, place.width(), half - 6)
        if not entry.message:
            upper = place
        used = self._line(painter, upper, entry.name, "text")
        if entry.kind is not None:
            self._line(
                painter, upper.adjusted(used + 10, 0, 0, 0), entry.kind.label, "text_secondary", small=True
            )
        self._line(painter, lower, entry.message, "text_secondary", small=True)

    def _line(
        self,
        painter: QPainter,
        place: QRect,
        words: str,
        role: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        *,
        small: bool = False,
    ) -> int:
        """Paint one line, elided; return its width."""
        size = self._theme.size
        font = self._theme.font(size.font_small if small else size.font_base)
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        metrics = QFontMetrics(font)
        shown = elided(metrics, words, place.width())
        painter.drawText(place, _MIDDLE | side, shown)
        return metrics.horizontalAdvance(shown)


def _icon_of(entry: Entry) -> str:
    return "file-spreadsheet" if entry.kind is IntakeKind.LEDGER else "file-text"


def entry_words(entry: Entry) -> str:
    """The text of the whole line, for screen readers and the tool tip."""
    kind = entry.kind.label if entry.kind else ""
    return "，".join(part for part in (entry.name, kind, entry.state.label, entry.message) if part)


_ZONE_WIDTH = 560


class EntryPage(QWidget):
    """Shows the entries; its buttons emit requests. `opened` carries the index of the activated line."""

    opened = Signal(int)
    back_requested = Signal()
    files_requested = Signal()
    paste_requested = Signal()
    stop_requested = Signal()
    review_requested = Signal()
    dropped = Signal(tuple)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.model = RowModel()
        self.list = QListView()
        self.zone = DropZone(
            theme, "把文件拖到这里", "Word、PDF、Excel、WPS、文本都可以，一次多少份都行；原件随案保存"
        )
        self._back = IconButton(theme, "arrow-left", tip("window.close_open", "回到办件清单"))
        self._words = ElidedLabel("", "small")
        set_form(self._words, tone=str(Tone.SECONDARY))
        self._progress = QProgressBar()
        self._stop = Button(theme, "停止")
        self._paste = Button(theme, "粘贴", "clipboard-paste")
        self._choose = Button(theme, "选择文件", "folder-open")
        self.review = Button(theme, "核对", "arrow-right", "primary")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.show_entries(())

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show the entries and the progress of reading."""
        self.model.show_rows(tuple(Row(entry_words(entry), entry, entry_words(entry)) for entry in entries))
        self._stack.setCurrentIndex(1 if entries else 0)
        if entries and not self.list.selectionModel().hasSelection():
            self.list.setCurrentIndex(self.model.index(0))
        unread = sum(entry.state in OPEN for entry in entries)
        ready = sum(entry.state is EntryState.READY for entry in entries)
        current = next((entry.name for entry in entries if entry.state is EntryState.READING), "")
        self._progress.setVisible(bool(unread))
        self._progress.setRange(0, max(len(entries), 1))
        self._progress.setValue(len(entries) - unread)
        self._stop.setVisible(bool(unread))
        place = len(entries) - unread + 1
        self._words.show_text(f"正在读第 {place} 份，共 {len(entries)} 份：{current}" if unread else "")
        self.review.setVisible(bool(entries))
        self._choose.setVisible(bool(entries))
        self.review.setText(f"核对 {ready} 份" if ready else "核对" if unread else "完成")
        self.review.setEnabled(bool(ready) or not unread)

    def take_focus(self) -> None:
        """Focus the list, on its first line if none is chosen."""
        if not self.model.rows:
            self.zone.setFocus()
            return
        self.list.setFocus()

    @property
    def lines(self) -> list[str]:
        """The texts of the list, line by line."""
        return [row.words for row in self.model.rows]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_requested.emit()
        elif event.key() in ENTER_KEYS and self.review.isEnabled() and self.model.rows:
            self.review_requested.emit()
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        entry = self.model.rows[index.row()].item
        if isinstance(entry, Entry) and entry.action:
            self.opened.emit(index.row())
        elif self.review.isEnabled():
            self.review_requested.emit()

    def _verbs_at(self, index: QModelIndex, _point: QPoint) -> Verbs:
        entry = index.data(ITEM_ROLE)
        heads = (self.review, self._choose, self._paste, self._stop)
        verbs = [
            MenuVerb(button.text(), button.click, button.isEnabled())
            for button in heads
            if button.isVisible()
        ]
        if isinstance(entry, Entry):
            verbs.insert(0, MenuVerb("打开", lambda: self._open(index), bool(entry.action)))
            if isinstance(entry.source, Path):
                verbs.append(MenuVerb("在文件夹中显示", partial(show_in_folder, entry.source)))
        return verbs

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._choose.clicked.connect(self.files_requested)
        self._paste.clicked.connect(self.paste_requested)
        self._stop.clicked.connect(self.stop_requested)
        self.review.clicked.connect(self.review_requested)
        self.zone.dropped.connect(self.dropped)
        self.list.activated.connect(self._open)
        offer_verbs(self.list, self._verbs_at)
        self._theme.changed.connect(self._resize)

    def _lay_out(self) -> None:
        self._head = QFrame()
        self._head.setProperty("ground", "surface")
        self._head.setProperty("edge", "bottom")
        row = QHBoxLayout(self._head)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(10)
        row.addWidget(self._back)
        row.addWidget(make_label("收件", "title"))
        row.addWidget(self._words)
        row.addWidget(self._progress, 1)
        row.addStretch(1)
        for button in (self._stop, self._paste, self._choose, self.review):
            row.addWidget(button)
        self.review.put_icon_last()
        self._progress.setTextVisible(False)
        self._progress.setMaximumWidth(260)
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntryDelegate(self._theme, self.list))
        self.list.setAccessibleName("收件清单")
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self._stack.addWidget(self._make_welcome())
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        self._resize()

    def _make_welcome(self) -> QWidget:
        welcome = QWidget()
        choose = Button(self._theme, "选择文件", "folder-open", "primary")
        choose.clicked.connect(self.files_requested)
        self.zone.offer(choose)
        self.zone.setMinimumWidth(_ZONE_WIDTH)
        self.zone.setFocusProxy(choose)
        words = "也可以按 Ctrl+V，粘贴网页、邮件里的文字，或者从表格里复制的几行。"
        hint = make_label(words, "small", Tone.SECONDARY)
        column = QVBoxLayout(welcome)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self.zone, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(hint, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return welcome

    def _resize(self) -> None:
        self._head.setFixedHeight(self._theme.size.header_height)
