"""The head of a form as a table: a click or Enter on a header cell says which column of the ledger it stands for."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableWidget, QTableWidgetItem, QWidget

from desktop.domain.figures.ledger import COLUMN_BY_KEY, COLUMNS
from desktop.services.reporting.form_sketch import SheetSketch, guess, letters
from desktop.ui.theme.theme import Theme

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_WIDTH = 118
_LEAST_COLUMNS = 8
_EMPTY_ROWS = 6
"""Shown below what the form holds, so that one sees where the filling begins."""


class FormView(QTableWidget):
    """Shows one sheet; `cells` is its map. `map_changed` tells that a person pointed at something."""

    map_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sheet: SheetSketch | None = None
        self.cells: dict[tuple[int, int], str] = {}
        self.setAccessibleName("表样")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setProperty("kind", "sheet")
        self.cellClicked.connect(self._offer)
        theme.changed.connect(self._dress)

    def show_sheet(self, sheet: SheetSketch, cells: dict[tuple[int, int], str]) -> None:
        """Show the first rows of a sheet with its map."""
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
        self._dress()
        first = min(self.cells, default=(0, 0))
        self.setCurrentCell(*first)

    def point(self, row: int, column: int, key: str) -> None:
        """Let that header cell stand for a column of the ledger ("" = for none); one column has one place."""
        assert self._sheet is not None
        place = self._sheet.anchor(row, column)
        self.cells = {at: known for at, known in self.cells.items() if known != key and at != place}
        if key:
            self.cells[place] = key
        self._dress()
        self.map_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentRow() >= 0:
            self._offer(self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)

    def menu(self, row: int, column: int) -> QMenu:
        """The columns of the ledger, the likely one first."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        likely = guess(self._words(row, column))
        if likely:
            menu.addAction(
                f"{COLUMN_BY_KEY[likely].caption}（按表头猜的）", partial(self.point, row, column, likely)
            )
            menu.addSeparator()
        for one in COLUMNS:
            action = menu.addAction(one.caption, partial(self.point, row, column, one.key))
            action.setCheckable(True)
            action.setChecked(self.cells.get((row, column)) == one.key)
        menu.addSeparator()
        menu.addAction("这一列不填", partial(self.point, row, column, ""))
        return menu

    def _offer(self, row: int, column: int) -> None:
        if self._sheet is None:
            return
        row, column = self._sheet.anchor(row, column)
        place = self.visualRect(self.model().index(row, column))
        self.menu(row, column).popup(self.viewport().mapToGlobal(QPoint(place.left(), place.bottom())))

    def _words(self, row: int, column: int) -> str:
        rows = self._sheet.rows if self._sheet else ()
        return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""

    def _dress(self) -> None:
        """Mapped cells say their column on a coloured ground; the first row to be filled is marked at the side."""
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
        first = max((self._sheet.below(*place) for place in self.cells), default=-1)
        self.setVerticalHeaderLabels(
            [f"{row + 1} ▸填" if row == first else str(row + 1) for row in range(self.rowCount())]
        )
        for column in range(self.columnCount()):
            self.setColumnWidth(column, round(_WIDTH * self._theme.size.font_base / 13))
        self.resizeRowsToContents()
