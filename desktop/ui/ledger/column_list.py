"""The columns of the ledger to choose from: Space ticks one, Alt+Up and Alt+Down (or the mouse) move it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from desktop.domain.figures.ledger import COLUMN_BY_KEY, COLUMNS, PRIVATE

_KEY = Qt.ItemDataRole.UserRole


class ColumnList(QListWidget):
    """Ticked columns are exported, in the order shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("台账的列")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_chosen(self, keys: Sequence[str]) -> None:
        """The chosen columns first and ticked, the others below."""
        self.clear()
        rest = [column.key for column in COLUMNS if column.key not in keys]
        for key in (*keys, *rest):
            item = QListWidgetItem(COLUMN_BY_KEY[key].caption + ("（个人信息）" if key in PRIVATE else ""))
            item.setData(_KEY, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in keys else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setCurrentRow(0)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of the ticked columns, in order."""
        items = (self.item(place) for place in range(self.count()))
        return tuple(str(item.data(_KEY)) for item in items if item.checkState() is Qt.CheckState.Checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(steps[key])
        else:
            super().keyPressEvent(event)

    def _move(self, step: int) -> None:
        here, there = self.currentRow(), self.currentRow() + step
        if 0 <= there < self.count():
            self.insertItem(there, self.takeItem(here))
            self.setCurrentRow(there)
