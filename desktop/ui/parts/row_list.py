"""A plain list for Qt's list views: rows are replaced as a whole, and while they are, nobody seems to choose anything."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = Qt.ItemDataRole.UserRole
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what a screen reader says, and what the delegate paints. Without an item it is a divider."""

    words: str
    item: object = None
    tip: str = ""


class RowModel(QAbstractListModel):
    """Holds the rows of one list view."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows. As many as before: they change in place, and the chosen line stays chosen."""
        if len(rows) == len(self._rows):
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = 0) -> object:
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.words
            case Qt.ItemDataRole.ToolTipRole:
                return row.tip
            case Qt.ItemDataRole.UserRole:
                return row.item
            case _:
                return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        divider = self._rows[index.row()].item is None
        return Qt.ItemFlag.NoItemFlags if divider else super().flags(index)
