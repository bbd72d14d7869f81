"""The cases of a strip, fetched as somebody scrolls down to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain.case.work_list import CasePage, CaseQuery, CaseRow
from desktop.ui.parts.row_list import ITEM_ROLE

PAGE = 60
Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class CaseStripModel(QAbstractListModel):
    """`total` counts all cases of the query, rowCount those fetched so far."""

    def __init__(self, ask: Callable[[CaseQuery], CasePage], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self.query = CaseQuery(ids=())
        self.total = 0
        self._rows: list[CaseRow] = []

    def show_query(self, query: CaseQuery) -> None:
        """Show the first page of `query`. Raises what asking raises."""
        page = self._ask(replace(query, offset=0, limit=PAGE))
        self.beginResetModel()
        self.query, self.total, self._rows = query, page.total, list(page.rows)
        self.endResetModel()

    @property
    def rows(self) -> tuple[CaseRow, ...]:
        return tuple(self._rows)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and len(self._rows) < self.total

    def fetchMore(self, _parent: Index) -> None:
        page = self._ask(replace(self.query, offset=len(self._rows), limit=PAGE))
        if page.rows:
            self.beginInsertRows(_NO_INDEX, len(self._rows), len(self._rows) + len(page.rows) - 1)
            self._rows += page.rows
            self.endInsertRows()
        self.total = page.total if page.rows else len(self._rows)

    def data(self, index: Index, role: int = 0) -> object:
        case = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{case.number} {case.subject}，{case.status.label}"
            case Qt.ItemDataRole.ToolTipRole:
                return case.subject
            case _ if role == ITEM_ROLE:
                return case
            case _:
                return None
