"""The panel for a form of the superior office: choose the file, map its header cells to columns, fill it with the list."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QMenu,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.figures.ledger import COLUMN_BY_KEY, COLUMNS
from desktop.services.reporting.form_preview import FormPreview, SheetPreview, guess, letters
from desktop.ui.fitting.choice_box import ChoiceBox
from desktop.ui.menus.place_menus import Verbs, offer_verbs
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.file_dialogs import Purpose, ask_file
from desktop.ui.parts.file_drop import DropZone, dropped_files
from desktop.ui.parts.keys import OPEN_KEYS
from desktop.ui.parts.labels import ElidedLabel, make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

# The header rows of a form as a table: a click or Enter on a header cell chooses its ledger column.
_WIDTH = 118
_LEAST_COLUMNS = 8
_EMPTY_ROWS = 6
"""Empty rows shown below the content of the form, so that the first row to be filled is visible."""


class FormView(QTableWidget):
    """Shows one sheet; `cells` maps header cells to column keys. `map_changed` is emitted when a person changed the map."""

    map_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sheet: SheetPreview | None = None
        self.cells: dict[tuple[int, int], str] = {}
        self.setAccessibleName("表样")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setProperty("kind", "sheet")
        self.cellClicked.connect(self._offer)
        offer_verbs(self, self._verbs_at)
        theme.changed.connect(self._style_cells)

    def show_sheet(self, sheet: SheetPreview, cells: dict[tuple[int, int], str]) -> None:
        """Show the first rows of a sheet and its map."""
        self._sheet, self.cells = sheet, dict(cells)
        self.clearSpans()
        self.setRowCount(len(sheet.rows) + _EMPTY_ROWS)
        self.setColumnCount(max(max(map(len, sheet.rows), default=1), _LEAST_COLUMNS))
        self.setHorizontalHeaderLabels([letters(place) for place in range(self.columnCount())])
        for row in range(self.rowCount()):
            for column in range(self.columnCount()):
                self.setItem(row, column, QTableWidgetItem(self._words(row, column)))
        for span in sheet.spans:
            if span.row < self.rowCount():
                self.setSpan(span.row, span.column, min(span.rows, self.rowCount() - span.row), span.columns)
        self._style_cells()
        first = min(self.cells, default=(0, 0))
        self.setCurrentCell(*first)

    def map_cell(self, row: int, column: int, key: str) -> None:
        """Map a header cell to a column of the ledger ("" for none); a column is mapped at most once."""
        assert self._sheet is not None
        place = self._sheet.anchor(row, column)
        self.cells = {at: known for at, known in self.cells.items() if known != key and at != place}
        if key:
            self.cells[place] = key
        self._style_cells()
        self.map_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in OPEN_KEYS and self.currentRow() >= 0:
            self._offer(self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)

    def menu(self, row: int, column: int) -> QMenu:
        """A menu of the ledger's columns, the likely one first."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        likely = guess(self._words(row, column))
        if likely:
            menu.addAction(
                f"{COLUMN_BY_KEY[likely].caption}（按表头猜的）", partial(self.map_cell, row, column, likely)
            )
            menu.addSeparator()
        for one in COLUMNS:
            action = menu.addAction(one.caption, partial(self.map_cell, row, column, one.key))
            action.setCheckable(True)
            action.setChecked(self.cells.get((row, column)) == one.key)
        menu.addSeparator()
        menu.addAction("这一列不填", partial(self.map_cell, row, column, ""))
        return menu

    def _verbs_at(self, index: QModelIndex, _point: QPoint) -> Verbs:
        if self._sheet is None or not index.isValid():
            return ()
        columns = self.menu(*self._sheet.anchor(index.row(), index.column()))
        columns.setTitle("这一列填")
        return (columns,)

    def _offer(self, row: int, column: int) -> None:
        if self._sheet is None:
            return
        row, column = self._sheet.anchor(row, column)
        place = self.visualRect(self.model().index(row, column))
        self.menu(row, column).popup(self.viewport().mapToGlobal(QPoint(place.left(), place.bottom())))

    def _words(self, row: int, column: int) -> str:
        rows = self._sheet.rows if self._sheet else ()
        return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""

    def _style_cells(self) -> None:
        """Show the column names of mapped cells on a coloured background, and mark the first row to be filled."""
        if self._sheet is None:
            return
        accent, ground, plain = (self._theme.colour(role) for role in ("accent", "accent_ground", "text"))
        for row in range(self.rowCount()):
            for column in range(self.columnCount()):
                item = self.item(row, column)
                assert item is not None
                key = self.cells.get((row, column), "")
                own = self._words(row, column)
                item.setText(f"{own}\n→ {COLUMN_BY_KEY[key].caption}" if key else own)
                item.setBackground(ground if key else QColor(Qt.GlobalColor.transparent))
                item.setForeground(accent if key else plain)
        first = self._sheet.first_row(self.cells)
        self.setVerticalHeaderLabels(
            [f"{row + 1} ▸填" if row == first else str(row + 1) for row in range(self.rowCount())]
        )
        for column in range(self.columnCount()):
            self.setColumnWidth(column, round(_WIDTH * self._theme.size.font_base / 13))
        self.resizeRowsToContents()


_HELP = "点一个表头单元格（或按回车），选它是台账的哪一列；“▸填”是开始填的那一行；空行不够就照它插入。指过一次就记住。"


class FormPanel(QFrame):
    """`form_chosen` carries the path of a form; `fill_requested` asks to fill it."""

    form_chosen = Signal(object)
    fill_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sketch: FormPreview | None = None
        self.setProperty("kind", "card")
        self.setAcceptDrops(True)
        self.view = FormView(theme)
        self.fill = Button(theme, "填表并保存…", "file-down", "primary")
        self._choose = Button(theme, "选择表样…", "folder-open")
        self._again = Button(theme, "换一张表样…", kind="link")
        self._drop = DropZone(theme, "把上级发的表样拖到这里", "只认 .xlsx；原件不动，填好的另存一份")
        self._drop.offer(self._choose)
        self._name = ElidedLabel()
        self._sheets = ChoiceBox()
        self._sheets.setAccessibleName("工作表")
        self._count = make_label(tone=Tone.SECONDARY)
        self._filled = QWidget()
        self._lay_out()
        for button in (self._choose, self._again):
            button.clicked.connect(self._ask_file)
        self._drop.dropped.connect(self._take_dropped)
        self._sheets.activated.connect(self._on_sheet)
        self.view.map_changed.connect(self._count_cells)
        self.fill.clicked.connect(self.fill_requested)

    def show_form(self, sketch: FormPreview) -> None:
        """Show a form that has been read."""
        self.sketch = sketch
        self._name.show_text(sketch.path.name)
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
        """The name of the shown sheet."""
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
        ask_file(self, "选择上级发的表样", Purpose.OFFICE, ("Excel 工作簿 (*.xlsx)",), self.form_chosen.emit)

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
