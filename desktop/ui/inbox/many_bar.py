"""The bar below the list while several cases are chosen 「批量」, with the actions on all of them."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QProgressBar, QWidget

from desktop.ui.parts.buttons import Button, IconButton
from desktop.ui.parts.labels import make_label
from desktop.ui.theme.theme import Theme


class ManyBar(QFrame):
    """Emits requests. While a job runs it shows the progress and a stop button."""

    assign_requested = Signal()
    merge_requested = Signal()
    delete_requested = Signal()
    print_requested = Signal()
    ledger_requested = Signal()
    all_requested = Signal()
    none_requested = Signal()
    stop_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setProperty("edge", "top")
        self.setAccessibleName("批量处理")
        self._count = make_label(kind="heading")
        self._all = Button(theme, "全选", kind="link")
        self.moves = QMenu(self)
        self._move = Button(theme, "流转", "arrow-right")
        self._move.setMenu(self.moves)
        self.exports = QMenu(self)
        self._export = Button(theme, "导出", "file-down")
        self._export.setMenu(self.exports)
        self._delete = IconButton(theme, "trash-2", "删除…（Del）")
        self._delete.clicked.connect(self.delete_requested)
        self._verbs: tuple[QWidget, ...] = (
            _button(theme, "分办到科室…", "users", self.assign_requested),
            self._move,
            _button(theme, "并案…", "merge", self.merge_requested),
            self._export,
            _button(theme, "打印成套…", "printer", self.print_requested),
            _button(theme, "导出台账", "file-spreadsheet", self.ledger_requested),
            self._delete,
        )
        self._progress = QProgressBar()
        self._progress.setAccessibleName("进度")
        self._progress.setFixedWidth(200)
        self._progress.setTextVisible(False)
        self._stop = Button(theme, "停止", "x")
        self._clear = IconButton(theme, "x", "取消选择")
        self._lay_out()
        self._all.clicked.connect(self.all_requested)
        self._clear.clicked.connect(self.none_requested)
        self._stop.clicked.connect(self.stop_requested)
        self.show_progress(0, 0)
        self.hide()

    def show_count(self, chosen: int, total: int) -> None:
        """Show the bar if two or more cases are chosen."""
        self.setVisible(chosen > 1 or self.is_busy)
        self._count.setText(f"已选 {chosen:,} 件")
        self._all.setText(f"全选 {total:,} 件")
        self._all.setVisible(chosen < total)

    @property
    def is_busy(self) -> bool:
        """True while a job runs."""
        return not self._stop.isHidden()

    def show_progress(self, through: int, total: int) -> None:
        """Show how many cases are done; a total of 0 ends the progress display."""
        busy = total > 0
        for widget in (self._progress, self._stop):
            widget.setVisible(busy)
        for button in (*self._verbs, self._all, self._clear):
            button.setEnabled(not busy)
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(through)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._count)
        row.addWidget(self._all)
        row.addStretch(1)
        row.addWidget(self._progress)
        row.addWidget(self._stop)
        for button in self._verbs:
            row.addWidget(button)
        row.addWidget(self._clear)


def _button(theme: Theme, words: str, icon: str, signal: SignalInstance) -> Button:
    button = Button(theme, words, icon)
    button.clicked.connect(signal)
    return button
