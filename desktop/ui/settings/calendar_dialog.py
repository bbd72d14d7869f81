"""The office's own working calendar: the card 「工作日历」, and the dialog that shows which due days a new calendar moves."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.errors import DeskError
from desktop.services.handling.rule_changes import (
    DueChange,
    adopt_calendar,
    calendar_changes,
    read_calendar,
)
from desktop.ui.dialogs.storing_dialog import StoringDialog
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.file_dialogs import Purpose, ask_file
from desktop.ui.parts.labels import ElidedLabel, make_label
from desktop.ui.parts.notice import Notice
from desktop.ui.parts.scroll_column import ScrollColumn
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import Newest, StoreWorker
from desktop.ui.theme.theme import Theme

_SHOWN = 200
"""Most cases listed; a thousand rows would take noticeably long. All of them move with the calendar."""
_SIZE, _AROUND = QSize(760, 520), QSize(48, 48)
_WORDS = "期限按自带的放假、调休安排计算。单位另有放假或停工的日子，写进一份工作日历文件（.toml，格式见手册），在这里换上。"


class CalendarDialog(StoringDialog):
    """The open cases whose due day moves with the calendar in `text`. `adopted` carries their number; Esc changes nothing."""

    adopted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        worker: StoreWorker,
        text: str,
        name: str,
        changes: tuple[DueChange, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "改用这份日历", parent)
        self._worker, self._text, self._name, self._changes = worker, text, name, changes
        self.setWindowTitle("换工作日历")
        self.resize(_SIZE if parent is None else _SIZE.boundedTo(parent.size() - _AROUND))
        self._cancel = Button(theme, "取消")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self._make_sheet(), 1)
        column.addWidget(self._make_foot())
        self.save.clicked.connect(self._adopt)
        self._cancel.clicked.connect(self.reject)

    def _adopt(self) -> None:
        task = self._worker.send(adopt_calendar, self._text, self._name, self._changes)
        task.done.connect(self.adopted)
        self.follow(task)

    def _make_sheet(self) -> QWidget:
        sheet = ScrollColumn((24, 20, 24, 20), 8)
        sheet.column.addWidget(make_label(f"换成“{self._name}”", "title"))
        count = len(self._changes)
        words = f"有 {count} 件在办件的期限跟着变：" if count else "没有在办件的期限因此改变。"
        sheet.column.addWidget(make_label(words, tone=Tone.SECONDARY, wrap=True))
        sheet.column.addWidget(_make_rows(self._changes))
        sheet.column.addStretch(1)
        return sheet

    def _make_foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("edge", "top")
        foot.setProperty("ground", "surface")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(10)
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self.save)
        return foot


def _make_rows(changes: tuple[DueChange, ...]) -> QWidget:
    rows = QWidget()
    grid = QGridLayout(rows)
    grid.setContentsMargins(0, 4, 0, 4)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for place, change in enumerate(changes[:_SHOWN]):
        grid.addWidget(make_label(change.name), place, 0)
        grid.addWidget(ElidedLabel(change.subject or "没有案由"), place, 1)
        grid.addWidget(make_label(f"期限 {change.days}", tone=Tone.WARNING), place, 2)
    if len(changes) > _SHOWN:
        more = f"另有 {len(changes) - _SHOWN} 件没有列出，也一起改。"
        grid.addWidget(make_label(more, "small", Tone.SECONDARY), _SHOWN, 0, 1, 3)
    return rows


class CalendarPart(QWidget):
    """The card of the settings page. `noticed` carries a Notice about the new calendar, `failed` a DeskError."""

    noticed = Signal(object)
    failed = Signal(object)

    def __init__(self, theme: Theme, worker: StoreWorker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._worker = theme, worker
        self._asked = Newest()
        self.choose = Button(theme, "换工作日历…", "calendar")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(make_label(_WORDS, tone=Tone.SECONDARY, wrap=True), 1)
        row.addWidget(self.choose)
        self.choose.clicked.connect(self._choose)

    def open_file(self, path: Path) -> None:
        """Show what the calendar in this file would move; `failed` tells why it cannot be read."""
        try:
            text = read_calendar(path)
        except DeskError as error:
            self.failed.emit(error)
            return
        task = self._asked.follow(self._worker.reader.send(calendar_changes, text, path.name))
        task.done.connect(partial(self._open, text, path.name))
        task.failed.connect(self.failed)

    def _choose(self) -> None:
        ask_file(self.window(), "选择工作日历", Purpose.OFFICE, ("工作日历 (*.toml)",), self.open_file)

    def _open(self, text: str, name: str, changes: tuple[DueChange, ...]) -> None:
        dialog = CalendarDialog(self._theme, self._worker, text, name, changes, self.window())
        dialog.adopted.connect(self._show_adopted)
        dialog.open()

    def _show_adopted(self, count: int) -> None:
        moved = f"{count} 件在办件的期限已跟着改。" if count else "没有在办件的期限因此改变。"
        self.noticed.emit(Notice("已改用新的工作日历。", moved))
