"""The table of a dry run: arrows move, Space ticks, a click on a box too."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.ui.intake.plan_delegate import PlanDelegate
from desktop.ui.intake.plan_table_model import Column, PlanTableModel
from desktop.ui.intake.value_edit import ENTER_KEYS
from desktop.ui.theme.theme import Theme

_WIDTHS = {Column.TICK: 42, Column.ROW: 46, Column.STATUS: 68, Column.NAME: 190}
_BOX_ROOM = 24


class PlanTable(QTableView):
    """Shows a PlanTableModel without a widget a row."""

    def __init__(self, theme: Theme, model: PlanTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._plan = theme, model
        self.setModel(model)
        self.setItemDelegate(PlanDelegate(theme, model, self))
        self.setAccessibleName("试收结果")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(Column.CONTENT, QHeaderView.ResizeMode.Stretch)
        theme.changed.connect(self._resize)
        self._resize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._plan.toggle(self.currentIndex().row())
        elif event.key() in ENTER_KEYS or event.key() == Qt.Key.Key_Escape:
            event.ignore()  # the page's keys
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        line = self._plan.line(index.row())
        if line is None or event.button() != Qt.MouseButton.LeftButton:
            return
        column = Column.TICK if line.change is None else Column.CONTENT
        left = self.columnViewportPosition(column)
        in_box = (
            left <= event.position().x() <= left + (_BOX_ROOM if line.change else self.columnWidth(column))
        )
        if in_box:
            self._plan.toggle(index.row())

    def _resize(self) -> None:
        size = self._theme.size
        self.verticalHeader().setDefaultSectionSize(size.row_height - 12)
        self.horizontalHeader().setFixedHeight(size.font_small + 22)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, round(width * size.font_base / 13))
        self.viewport().update()
