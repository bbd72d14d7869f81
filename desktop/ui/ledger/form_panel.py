"""The superior office's form: choose the file, point at its header cells, fill it with the list."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.reporting.form_sketch import FormSketch
from desktop.ui.ledger.form_view import FormView
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.file_drop import DropZone, dropped_files
from desktop.ui.parts.labels import ElidedLabel, make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.parts.written_file import documents_folder
from desktop.ui.theme.theme import Theme

_HELP = "点一个表头单元格（或按回车），选它是台账的哪一列；“▸填”是开始填的那一行。指过一次就记住。"


class FormPanel(QFrame):
    """`form_chosen` carries the path of a form, `fill_wanted` asks to fill it."""

    form_chosen = Signal(object)
    fill_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sketch: FormSketch | None = None
        self.setProperty("kind", "card")
        self.setAcceptDrops(True)
        self.view = FormView(theme)
        self.fill = Button(theme, "填表并保存…", "file-down", "primary")
        self._choose = Button(theme, "选择表样…", "folder-open")
        self._again = Button(theme, "换一张表样…", kind="link")
        self._drop = DropZone(theme, "把上级发的表样拖到这里", "只认 .xlsx；原件不动，填好的另存一份")
        self._drop.offer(self._choose)
        self._name = ElidedLabel()
        self._sheets = QComboBox()
        self._sheets.setAccessibleName("工作表")
        self._count = make_label(tone=Tone.SECONDARY)
        self._filled = QWidget()
        self._lay_out()
        for button in (self._choose, self._again):
            button.clicked.connect(self._ask_file)
        self._drop.dropped.connect(self._take_dropped)
        self._sheets.activated.connect(self._on_sheet)
        self.view.map_changed.connect(self._count_cells)
        self.fill.clicked.connect(self.fill_wanted)

    def show_form(self, sketch: FormSketch) -> None:
        """Show a form that was read."""
        self.sketch = sketch
        self._name.say(sketch.path.name)
        self._sheets.clear()
        self._sheets.addItems([sheet.name for sheet in sketch.sheets])
        self._sheets.setVisible(len(sketch.sheets) > 1)
        self._sheets.setCurrentText(sketch.sheet)
        self._show_sheet(sketch.sheet)
        self._drop.hide()
        self._filled.show()
        self.view.setFocus()

    @property
    def sheet(self) -> str:
        """The name of the sheet in view."""
        return self._sheets.currentText()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(path.suffix.lower() == ".xlsx" for path in dropped_files(event.mimeData())):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._take_dropped(dropped_files(event.mimeData()))

    def _take_dropped(self, paths: tuple[Path, ...]) -> None:
        if paths:
            self.form_chosen.emit(paths[0])

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, "选择上级发的表样", documents_folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["Excel 工作簿 (*.xlsx)"])
        dialog.fileSelected.connect(lambda name: self.form_chosen.emit(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_sheet(self) -> None:
        self._show_sheet(self.sheet)

    def _show_sheet(self, name: str) -> None:
        assert self.sketch is not None
        sheet = next(sheet for sheet in self.sketch.sheets if sheet.name == name)
        self.view.show_sheet(sheet, dict(self.sketch.cells) if name == self.sketch.sheet else {})
        self._count_cells()

    def _count_cells(self) -> None:
        count = len(self.view.cells)
        self._count.setText(f"已对上 {count} 列" if count else "还没有对上任何一列")
        self.fill.setEnabled(count > 0)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        for widget in (self._name, self._sheets, self._again):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self._count)
        head.addWidget(self.fill)
        inner = QVBoxLayout(self._filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(10)
        inner.addLayout(head)
        inner.addWidget(make_label(_HELP, "small", Tone.SECONDARY, wrap=True))
        inner.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 18)
        column.setSpacing(12)
        column.addWidget(make_label("填上级表", "heading"))
        column.addWidget(self._drop)
        column.addWidget(self._filled, 1)
        column.addStretch(0)
        self._filled.hide()
