"""The cards of one column; each can be taken away by mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt

from desktop.domain.case.work_list import CasePage, CaseQuery
from desktop.ui.parts.case_strip_model import CaseStripModel

MIME = "application/x-chengban-case"
Index = QModelIndex | QPersistentModelIndex


class CardModel(CaseStripModel):
    """Further cards are fetched as somebody scrolls."""

    def show_page(self, query: CaseQuery, page: CasePage) -> None:
        """Show cards that were asked for already."""
        self.beginResetModel()
        self.query, self.total, self._rows = query, page.total, list(page.rows)
        self.endResetModel()

    def place_of(self, case_id: int) -> int:
        """The row of that case; -1 if it is not among the cards fetched."""
        return next((place for place, row in enumerate(self._rows) if row.id == case_id), -1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        if indexes:
            data.setData(MIME, str(self._rows[indexes[0].row()].id).encode())
        return data


def dragged_case(data: QMimeData) -> int:
    """The id of the case that is dragged; 0 if it is something else."""
    text = bytes(data.data(MIME).data()).decode() if data.hasFormat(MIME) else ""
    return int(text) if text.isdecimal() else 0
