"""The work list as a table: arrows move, Enter opens, a click on the box adds a line to the selection."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.ui.inbox.case_delegate import CaseDelegate
from desktop.ui.inbox.case_table_model import CaseTableModel, Column
from desktop.ui.theme.theme import Theme

_WIDTHS = {
    Column.TICK: 50,
    Column.NUMBER: 57,
    Column.PROPOSER: 152,
    Column.ROLE: 86,
    Column.STATUS: 119,
    Column.DUE: 157,
    Column.SECTION: 75,
    Column.NEXT_STEP: 110,
}
_DISPENSABLE = (Column.SECTION, Column.ROLE, Column.PROPOSER)


class CaseTable(QTableView):
    """Shows a CaseTableModel. `case_opened` carries the id of the case to open."""

    case_opened = Signal(int)
    selection_changed = Signal()

    def __init__(self, theme: Theme, model: CaseTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cases = model
        self._delegate = CaseDelegate(theme, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("办件清单")
        self._set_behaviour()
        self._set_header()
        theme.changed.connect(self._resize)
        self.activated.connect(self._open)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self._resize()

    def select_case(self, case_id: int) -> None:
        """Put the selection on that case, if it is on a page at hand; else on the first line."""
        row = max(self._cases.row_of(case_id), 0)
        if self._cases.rowCount():
            self.selectRow(row)
            self.scrollTo(self._cases.index(row, 0))

    def selected_ids(self) -> tuple[int, ...]:
        """The ids of the selected cases, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(case.id for row in rows if (case := self._cases.case_row(row)) is not None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.column() == Column.TICK and event.button() == Qt.MouseButton.LeftButton:
            flags = QItemSelectionModel.SelectionFlag.Toggle | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, flags)
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.column() == Column.NEXT_STEP and event.button() == Qt.MouseButton.LeftButton:
            self._open(index)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _set_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setSortingEnabled(True)

    def _set_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicatorShown(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.SUBJECT, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.TICK, QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(40)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _resize(self) -> None:
        size = self._theme.size
        self.verticalHeader().setDefaultSectionSize(size.row_height)
        self.horizontalHeader().setFixedHeight(size.font_small + 22)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, round(width * size.font_base / 13))
        self._hide_what_has_no_room()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._hide_what_has_no_room()
        super().resizeEvent(event)

    def _hide_what_has_no_room(self) -> None:
        """The subject keeps 20 characters; for that the least needed columns go, in this order."""
        size = self._theme.size.font_base
        room = self.viewport().width() - 20 * size
        taken = sum(round(width * size / 13) for width in _WIDTHS.values())
        for column in _DISPENSABLE:
            hidden = taken > room
            self.setColumnHidden(column, hidden)
            taken -= round(_WIDTHS[column] * size / 13) if hidden else 0

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered_row:
            self._delegate.hovered_row = row
            self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        case = self._cases.case_row(index.row())
        if case is not None:
            self.case_opened.emit(case.id)

    def _on_selection(self) -> None:
        self.selection_changed.emit()

    def _on_current(self, current: QModelIndex) -> None:
        self.setProperty("currentRow", current.row())
        self.viewport().update()
