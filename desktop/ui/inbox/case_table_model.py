"""The rows of the work list as a Qt model that asks for a page only when it is to be seen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.case.work_list import CaseQuery, CaseRow, GroupCount, SortKey, session_label
from desktop.domain.words.dates import iso_date
from desktop.services.cases.list_view import WorkList
from desktop.ui.inbox.case_pages import CasePages, Questions
from desktop.ui.parts.due_words import due_words
from desktop.ui.parts.row_list import Index
from desktop.ui.window_settings import WindowSettings


# Maps rows of the table to heads of groups 「分组」 and cases, with any number of groups folded.
@dataclass(frozen=True, slots=True)
class GroupHead:
    """The head of a group."""

    place: int
    label: str
    count: int
    folded: bool


@dataclass(slots=True)
class GroupRows:
    """Without groups every row is a case. `total` counts cases, `len()` visible rows."""

    groups: Sequence[GroupCount] = ()
    folded: Collection[int] = ()
    total: int = 0
    _heads: list[int] = field(default_factory=list, init=False)
    _starts: list[int] = field(default_factory=list, init=False)
    _length: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        row = offset = 0
        for place, group in enumerate(self.groups):
            self._heads.append(row)
            self._starts.append(offset)
            row += 1 + (0 if place in self.folded else group.count)
            offset += group.count
        self._length = row if self.groups else self.total

    def __len__(self) -> int:
        return self._length

    @property
    def heads(self) -> Sequence[int]:
        """The rows that are heads of groups."""
        return self._heads

    def head(self, row: int) -> GroupHead | None:
        """The head in that row; None for a case."""
        place = bisect_right(self._heads, row) - 1
        if place < 0 or self._heads[place] != row:
            return None
        group = self.groups[place]
        return GroupHead(place, group.label, group.count, place in self.folded)

    def offset(self, row: int) -> int:
        """The index of that row's case in the whole list; -1 for a head and outside the list."""
        if not 0 <= row < self._length or self.head(row) is not None:
            return -1
        place = bisect_right(self._heads, row) - 1
        return row if place < 0 else self._starts[place] + row - self._heads[place] - 1

    def row(self, offset: int) -> int:
        """The row of the case at that index; -1 if its group is folded."""
        if not self.groups:
            return offset
        place = bisect_right(self._starts, offset) - 1
        while place > 0 and not self.groups[place].count:
            place -= 1
        return -1 if place in self.folded else self._heads[place] + 1 + offset - self._starts[place]

    def cases_between(self, first: int, last: int) -> int:
        """The number of cases in the rows from `first` to `last`, both included."""
        heads = bisect_right(self._heads, last) - bisect_right(self._heads, first - 1)
        return last - first + 1 - heads


# The cases taken in today that nobody has looked at yet carry the mark 「新」.
_NEW = "new_cases"


class NewCases(QObject):
    """`ids` are kept over a restart until the next day. `changed` tells that the marks are others now."""

    changed = Signal()

    def __init__(self, settings: WindowSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._day = date.min
        self.ids: frozenset[int] = frozenset()
        self._to_show: frozenset[int] = frozenset()

    def begin(self, today: date) -> None:
        """Take the stored marks of today; those of an earlier day are over."""
        if today == self._day:
            return
        self._day = today
        facts = self._settings.facts(_NEW)
        ids = facts.get("ids")
        found = ids if facts.get("day") == today.isoformat() and isinstance(ids, list) else []
        self.ids = frozenset(one for one in found if type(one) is int)
        self.changed.emit()

    def add(self, ids: Iterable[int]) -> None:
        """Mark these cases; the next list shows them chosen."""
        new = frozenset(ids)
        self._to_show |= new
        self._set(self.ids | new)

    def drop(self, ids: Iterable[int]) -> None:
        """These cases have been looked at, or are no more."""
        gone = frozenset(ids)
        self._to_show -= gone
        self._set(self.ids - gone)

    def take_to_show(self) -> frozenset[int]:
        """The cases marked since the last call."""
        taken, self._to_show = self._to_show, frozenset()
        return taken

    def _set(self, ids: frozenset[int]) -> None:
        if ids != self.ids:
            self.ids = ids
            self._settings.keep_facts(_NEW, {"day": self._day.isoformat(), "ids": sorted(ids)} if ids else {})
            self.changed.emit()


ROW_ROLE = Qt.ItemDataRole.UserRole
NEW_ROLE = Qt.ItemDataRole.UserRole + 1
"""True for a case that has been taken in today and not been looked at 「新」."""
_NO_INDEX = QModelIndex()


class Column(IntEnum):
    """The columns in their order; those after NEXT_STEP are shown only if chosen."""

    TICK = 0
    NUMBER = 1
    SUBJECT = 2
    PROPOSER = 3
    ROLE = 4
    STATUS = 5
    DUE = 6
    SECTION = 7
    NEXT_STEP = 8
    MEETING = 9
    OFFICER = 10
    ASSIGNED = 11
    TYPE = 12

    @property
    def label(self) -> str:
        return _LABELS[self]

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
            Column.ROLE: SortKey.ROLE,
            Column.MEETING: SortKey.MEETING,
            Column.OFFICER: SortKey.OFFICER,
            Column.ASSIGNED: SortKey.ASSIGNED,
        }.get(self, "")


_FIELDS = {
    Column.NUMBER: "number",
    Column.SUBJECT: "subject",
    Column.PROPOSER: "proposers",
    Column.ROLE: "handling_role",
    Column.STATUS: "status",
    Column.DUE: "due_at",
    Column.SECTION: "section",
    Column.MEETING: "meeting",
    Column.OFFICER: "officer",
    Column.ASSIGNED: "assigned_at",
    Column.TYPE: "matter_type",
}
_LABELS = {column: REGISTRY[key].window_label for column, key in _FIELDS.items()} | {
    Column.TICK: "",
    Column.NEXT_STEP: "下一步",  # follows from the status, is no field
}
USUAL = tuple(column for column in Column if column <= Column.NEXT_STEP)
"""The default columns."""


class CaseTableModel(QAbstractTableModel):
    """Holds the number of cases and the pages shown last, so that a list of 100,000 cases costs no more than one of 10.

    A list is shown when its first page is there, and the rows of a further page are blank until then.
    """

    shown = Signal()
    """The list asked for last is shown."""

    def __init__(self, questions: Questions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pages = CasePages(questions, self)
        self._places = GroupRows()
        self._new: frozenset[int] = frozenset()
        self.pages.list_read.connect(self._show_list)
        self.pages.page_read.connect(self._show_page)

    @property
    def total(self) -> int:
        """The number of cases in the list, folded ones included."""
        return self._places.total

    @property
    def places(self) -> GroupRows:
        """The mapping of rows to heads and cases."""
        return self._places

    def mark_new(self, ids: frozenset[int]) -> None:
        """Mark these cases, and no others, as new."""
        self._new = ids
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def case_row(self, row: int) -> CaseRow | None:
        """The case in that row; None outside the list, for the head of a group, and until its page, asked for now, is there."""
        offset = self._places.offset(row)
        return None if offset < 0 else self.pages.row(offset)

    def _show_list(self, found: WorkList, before: CaseQuery) -> None:
        folded = self._places.folded if self.pages.query.group is before.group else ()
        self.beginResetModel()
        self._places = GroupRows(found.groups, folded, found.page.total)
        self.endResetModel()
        self.shown.emit()

    def _show_page(self, first: int, last: int) -> None:
        """Repaint the rows of the cases between these indices of the list; all to the end if the last one is folded."""
        top, bottom = self._places.row(first), self._places.row(last)
        end = self.rowCount() - 1
        self.dataChanged.emit(
            self.index(max(top, 0), 0), self.index(bottom if bottom >= 0 else end, self.columnCount() - 1)
        )

    def row_of(self, case_id: int) -> int:
        """The row of that case if its page is loaded; else -1."""
        offset = self.pages.offset_of(case_id)
        return -1 if offset < 0 else self._places.row(offset)

    def fold(self, place: int) -> None:
        """Fold or unfold a group."""
        folded = frozenset(self._places.folded) ^ {place}
        self.beginResetModel()
        self._places = GroupRows(self._places.groups, folded, self._places.total)
        self.endResetModel()

    def offsets(self, rows: Iterable[int]) -> list[int]:
        """The indices in the whole list of the cases in these rows."""
        return [offset for row in rows if (offset := self._places.offset(row)) >= 0]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return Column(section).label + self._arrow(Column(section))
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.AccessibleTextRole:
            return Column(section).label or "整行"
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = 0) -> object:
        if (head := self._places.head(index.row())) is not None:
            return _head_data(head, role)
        case = self.case_row(index.row())
        if case is None:
            return None
        if role == ROW_ROLE:
            return case
        if role == NEW_ROLE:
            return case.id in self._new
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(case, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == Column.SUBJECT:
            return "\n".join(filter(None, (case.subject, case.hit.words, case.waiting.words)))
        column = Column(index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole and column is not Column.TICK:
            return cell_text(case, column)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            return self._row_words(case)
        return None

    def _row_words(self, case: CaseRow) -> str:
        """The whole row, for screen readers: what the first cell says, and the description of the others."""
        new = "新收" if case.id in self._new else ""
        words = (new, *(cell_text(case, column) for column in Column), case.waiting.words)
        return "，".join(filter(None, words))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A case can be dragged."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def _arrow(self, column: Column) -> str:
        """The arrow after the name of the sorted column; "" for the others."""
        if not column.sort_key or column.sort_key != self.pages.query.sort:
            return ""
        return " ↓" if self.pages.query.descending else " ↑"

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        key = Column(column).sort_key if column >= 0 else ""
        if key:
            self.pages.ask(
                replace(self.pages.wanted, sort=key, descending=order == Qt.SortOrder.DescendingOrder)
            )


def _head_data(head: GroupHead, role: int) -> object:
    if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
        return f"{head.label} {head.count} 件" + ("，已收起" if head.folded else "")
    return head if role == ROW_ROLE else None


def cell_text(case: CaseRow, column: Column) -> str:
    """The text of one cell."""
    return _WORDS[column](case) if column in _WORDS else ""


_WORDS: dict[Column, Callable[[CaseRow], str]] = {
    Column.NUMBER: lambda case: case.number,
    Column.SUBJECT: lambda case: case.subject,
    Column.PROPOSER: lambda case: case.proposer,
    Column.ROLE: lambda case: case.role,
    Column.STATUS: lambda case: case.status.label,
    Column.DUE: lambda case: due_words(case.due, case.replied_at).sentence,
    Column.SECTION: lambda case: case.section,
    Column.NEXT_STEP: lambda case: case.next_step,
    Column.MEETING: lambda case: session_label(case.term, case.session),
    Column.OFFICER: lambda case: case.officer,
    Column.ASSIGNED: lambda case: iso_date(case.assigned_at),
    Column.TYPE: lambda case: case.matter_type.label,
}
