"""The rows of the work list as a Qt model that asks for a page only when somebody looks at it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain.work_list import CasePage, CaseQuery, CaseRow, SortKey
from desktop.ui.parts.due_words import due_words

PAGE = 100
_PAGES_KEPT = 40

ROW_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class Column(IntEnum):
    """The columns, in the order shown."""

    TICK = 0
    NUMBER = 1
    SUBJECT = 2
    PROPOSER = 3
    ROLE = 4
    STATUS = 5
    DUE = 6
    SECTION = 7
    NEXT_STEP = 8

    @property
    def label(self) -> str:
        return ("", "编号", "案由", "提案者", "承办方式", "状态", "期限", "科室", "下一步")[self]

    @property
    def sort_key(self) -> str:
        """The sort key of CaseQuery; "" for a column that cannot be sorted."""
        return {
            Column.NUMBER: SortKey.NUMBER,
            Column.SUBJECT: SortKey.SUBJECT,
            Column.PROPOSER: SortKey.PROPOSER,
            Column.STATUS: SortKey.STATUS,
            Column.DUE: SortKey.DUE,
            Column.SECTION: SortKey.SECTION,
        }.get(self, "")


class CaseTableModel(QAbstractTableModel):
    """Knows how many cases there are and keeps the pages seen last; a store of 100,000 cases costs no more than one of 10."""

    def __init__(self, ask_page: Callable[[CaseQuery], CasePage], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask_page = ask_page
        self._query = CaseQuery()
        self._total = 0
        self._pages: OrderedDict[int, tuple[CaseRow, ...]] = OrderedDict()

    @property
    def query(self) -> CaseQuery:
        return self._query

    def show_query(self, query: CaseQuery) -> None:
        """Show the cases of `query`, from its first page on. Raises what asking for a page raises."""
        page = self._ask_page(replace(query, offset=0, limit=PAGE))
        self.beginResetModel()
        self._query, self._total = query, page.total
        self._pages.clear()
        self._pages[0] = page.rows
        self.endResetModel()

    def case_row(self, row: int) -> CaseRow | None:
        """The case in that row, asked for if it was not seen lately; None outside the list."""
        if not 0 <= row < self._total:
            return None
        number, place = divmod(row, PAGE)
        if number not in self._pages:
            page = self._ask_page(replace(self._query, offset=number * PAGE, limit=PAGE))
            self._pages[number] = page.rows
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        rows = self._pages[number]
        return rows[place] if place < len(rows) else None

    def row_of(self, case_id: int) -> int:
        """The row of that case among the pages at hand; -1 if it is not there."""
        for number, rows in self._pages.items():
            for place, case in enumerate(rows):
                if case.id == case_id:
                    return number * PAGE + place
        return -1

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return Column(section).label
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = 0) -> object:
        case = self.case_row(index.row())
        if case is None:
            return None
        if role == ROW_ROLE:
            return case
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(case, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == Column.SUBJECT:
            return case.subject
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join(filter(None, (cell_text(case, column) for column in Column)))
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        key = Column(column).sort_key if column >= 0 else ""
        if key:
            self.show_query(replace(self._query, sort=key, descending=order == Qt.SortOrder.DescendingOrder))


def cell_text(case: CaseRow, column: Column) -> str:
    """What stands in one cell, as words."""
    match column:
        case Column.NUMBER:
            return case.number
        case Column.SUBJECT:
            return case.subject
        case Column.PROPOSER:
            return case.proposer
        case Column.ROLE:
            return case.role
        case Column.STATUS:
            return case.status.label
        case Column.DUE:
            return due_words(case.due, case.replied_at).sentence
        case Column.SECTION:
            return case.section
        case Column.NEXT_STEP:
            return case.next_step
        case _:
            return ""
