"""Intake 「收件」: files chosen or dropped are read one after another, off the window's thread, and can be stopped."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.errors import DeskError
from desktop.services.intake import ImportOutcome, ImportStatus, import_files
from desktop.ui.clerk import Clerk
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.drop_zone import DropZone
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

PATTERNS = (
    "提案、建议和清单 (*.docx *.doc *.wps *.pdf *.txt *.xlsx *.xls *.et *.csv *.html *.htm);;所有文件 (*)"
)
_CASE_ROLE = Qt.ItemDataRole.UserRole


class IntakeDialog(QDialog):
    """Shows what became of each file; a line that became a case opens it."""

    finished_intake = Signal()
    case_opened = Signal(int)

    def __init__(self, theme: Theme, clerk: Clerk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._clerk = theme, clerk
        self._waiting: list[Path] = []
        self._stopping = Event()
        self._total = 0
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("收件")
        self.zone = DropZone(
            theme, "把文件拖到这里，或者点“选择文件”", "Word、PDF、Excel、文本都可以；原件随案保存"
        )
        self._choose = Button(theme, "选择文件", "folder-open", "primary")
        self._results = QListWidget()
        self._results.setAccessibleName("收件结果")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._words = make_label("", "small", Tone.SECONDARY)
        self._stop = Button(theme, "停止")
        self._close = Button(theme, "完成")
        self._lay_out()
        self._connect()
        self._show_progress()

    def take(self, paths: tuple[Path, ...]) -> None:
        """Read these files too."""
        idle = not self._waiting
        self._stopping.clear()
        self._waiting.extend(paths)
        self._total += len(paths)
        self._show_progress()
        if idle and self._waiting:
            self._read_next()

    def choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "选择要收的文件", "", PATTERNS)
        self.take(tuple(Path(name) for name in names))

    @property
    def lines(self) -> list[str]:
        """What stands in the list of results."""
        return [self._results.item(row).text() for row in range(self._results.count())]

    def _read_next(self) -> None:
        errand = self._clerk.send(import_files, (self._waiting[0],), should_stop=self._stopping.is_set)
        errand.done.connect(self._on_outcomes)
        errand.failed.connect(self._on_failure)

    def _on_outcomes(self, outcomes: tuple[ImportOutcome, ...]) -> None:
        for outcome in outcomes:
            self._add_line(
                outcome.path.name,
                outcome.message,
                outcome.status is not ImportStatus.REFUSED,
                outcome.case_id,
            )
        self._go_on()

    def _on_failure(self, error: DeskError) -> None:
        self._add_line(self._waiting[0].name, str(error), False, None)
        self._go_on()

    def _go_on(self) -> None:
        if self._waiting:
            self._waiting.pop(0)
        self._show_progress()
        if self._waiting:
            self._read_next()
        else:
            self.finished_intake.emit()

    def _add_line(self, name: str, message: str, good: bool, case_id: int | None) -> None:
        icon = self._theme.icon("circle-check" if good else "circle-x", "good" if good else "danger", 16)
        item = QListWidgetItem(icon, f"{name}　{message}")
        item.setData(_CASE_ROLE, case_id)
        item.setToolTip(message)
        self._results.addItem(item)

    def _open_line(self, item: QListWidgetItem) -> None:
        case_id = item.data(_CASE_ROLE)
        if isinstance(case_id, int) and case_id:
            self.accept()
            self.case_opened.emit(case_id)

    def _stop_reading(self) -> None:
        self._stopping.set()
        del self._waiting[1:]
        self._total = self._results.count() + len(self._waiting)
        self._show_progress()

    def _show_progress(self) -> None:
        done = self._total - len(self._waiting)
        busy = bool(self._waiting)
        self._progress.setVisible(busy)
        self._progress.setRange(0, max(self._total, 1))
        self._progress.setValue(done)
        self._stop.setVisible(busy)
        self._close.setEnabled(not busy)
        self._words.setText(
            f"正在读 {self._waiting[0].name}（{done + 1} / {self._total}）"
            if busy
            else "双击或按回车打开已收的办件"
            if done
            else ""
        )

    def _connect(self) -> None:
        self.zone.dropped.connect(self.take)
        self._choose.clicked.connect(self.choose_files)
        self._stop.clicked.connect(self._stop_reading)
        self._close.clicked.connect(self.accept)
        self._results.itemActivated.connect(self._open_line)

    def _lay_out(self) -> None:
        self.resize(720, 520)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(make_label("收件", "title"))
        self.zone.offer(self._choose)
        column.addWidget(self.zone)
        frame = QFrame()
        frame.setProperty("kind", "card")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self._results)
        column.addWidget(frame, 1)
        column.addWidget(self._progress)
        foot = QHBoxLayout()
        foot.addWidget(self._words, 1)
        foot.addWidget(self._stop)
        foot.addWidget(self._close)
        column.addLayout(foot)
