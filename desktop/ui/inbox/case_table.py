"""The work list as a table and its chosen cases: arrow keys move, Enter opens, a click on the box selects a line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from itertools import groupby

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.domain.case.case import HandlingRole
from desktop.domain.case.status import Status
from desktop.ui.inbox.case_delegate import CaseDelegate
from desktop.ui.inbox.case_pages import PAGE
from desktop.ui.inbox.case_table_model import USUAL, CaseTableModel, Column
from desktop.ui.menus.case_spot import CaseSpot
from desktop.ui.menus.place_menus import MenuVerb, Verbs, offer_verbs
from desktop.ui.parts.kept_columns import KeptColumns, TableColumn
from desktop.ui.parts.row_list import find_by_typing, use_own_viewport
from desktop.ui.theme.theme import Theme


class ChosenCases:
    """The selection of a view as cases, without the heads of groups; reads no more pages than needed."""

    def __init__(self, view: QTableView, cases: CaseTableModel) -> None:
        self._view, self._cases = view, cases
        self.is_kept = False
        """The next list is the present one, read again: what is chosen by then can be chosen again with `restore`."""
        self._kept: tuple[int, ...] = ()
        cases.pages.list_arrived.connect(self._keep)

    @property
    def count(self) -> int:
        """The number of chosen cases; reads nothing."""
        return sum(self._cases.places.cases_between(first, last) for first, last in self._stretches())

    def ids(self) -> tuple[int, ...]:
        """The ids of the chosen cases, from top to bottom; reads nothing."""
        rows = {row for first, last in self._stretches() for row in range(first, last + 1)}
        return self._cases.pages.ids_at(self._cases.offsets(sorted(rows)))

    def choose(self, ids: Collection[int]) -> None:
        """Choose these cases in place of the present ones, those in folded groups and outside the list left out.

        The current row stays. Reads nothing.
        """
        place_of, cases = self._cases.places.row, self._cases
        rows = [row for offset in cases.pages.offsets_of(ids) if (row := place_of(offset)) >= 0]
        chosen = QItemSelection()
        for first, last in _unbroken(rows):
            chosen.append(QItemSelectionRange(cases.index(first, 0), cases.index(last, len(Column) - 1)))
        self._view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def restore(self) -> None:
        """Choose what was chosen in the list before, if that is kept and was more than one case."""
        if self._kept:
            self.choose(self._kept)

    def _keep(self) -> None:
        self._kept = self.ids() if self.is_kept and self.count > 1 else ()

    def statuses(self) -> tuple[tuple[HandlingRole, Status], ...]:
        """Role and status of the chosen cases on loaded pages, for the moves they have in common."""
        rows = [row for first, last in self._stretches() for row in range(first, min(last, first + PAGE) + 1)]
        cases = [case for row in rows[:PAGE] if (case := self._cases.case_row(row)) is not None]
        return tuple({(case.handling_role, case.status) for case in cases})

    def _stretches(self) -> list[tuple[int, int]]:
        chosen = self._view.selectionModel().selection()
        ranges = [chosen.at(place) for place in range(chosen.size())]
        return [(one.top(), one.bottom()) for one in ranges if one.left() == 0]


def _unbroken(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of each stretch without a gap in ascending numbers."""
    for _, stretch in groupby(enumerate(rows), key=lambda numbered: numbered[1] - numbered[0]):
        numbers = [row for _, row in stretch]
        yield numbers[0], numbers[-1]


_WIDTHS = {
    Column.TICK: 50,
    Column.NUMBER: 57,
    Column.PROPOSER: 152,
    Column.ROLE: 86,
    Column.STATUS: 119,
    Column.DUE: 157,
    Column.SECTION: 90,
    Column.NEXT_STEP: 106,
    Column.MEETING: 124,
    Column.OFFICER: 80,
    Column.ASSIGNED: 100,
    Column.TYPE: 108,
}
_TYPING_MS = 1200
"""What is typed within this time of each other belongs together; choosing among the words of an input method takes a second."""
_HEAD_SHARE = 0.74  # of the height of a row
_DISPENSABLE = (Column.SECTION, Column.ROLE, Column.PROPOSER)
_IN_NEED = (Column.NEXT_STEP, Column.STATUS)
"""Hidden where large print leaves no room for half a subject; the line below it says what the case waits for."""
_CHOSEN_ONLY = (Column.TYPE, Column.MEETING, Column.ASSIGNED, Column.OFFICER)


def _mark_current(view: QTableView, current: QModelIndex, _before: QModelIndex) -> None:
    """Tell the delegate which row holds the cursor."""
    view.setProperty("currentRow", current.row())
    view.viewport().update()


def _set_behaviour(view: QTableView) -> None:
    view.setDragEnabled(True)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setMouseTracking(True)
    view.setCornerButtonEnabled(False)
    view.setSortingEnabled(True)


def _set_header(view: QTableView) -> None:
    header = view.horizontalHeader()
    # A header asks before each painting whether all rows of a column are selected: 0.2 s for 10,000. It need not know.
    header.setSelectionModel(QItemSelectionModel(view.model(), header))
    header.setHighlightSections(False)
    header.setSortIndicatorShown(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setSectionResizeMode(Column.SUBJECT, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(Column.TICK, QHeaderView.ResizeMode.Fixed)
    header.setMinimumSectionSize(40)
    rows = view.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)


class TableMenus:
    """What the context menus of the table and of its header offer."""

    def __init__(self, view: CaseTable, cases: CaseTableModel) -> None:
        self._view, self._cases = view, cases
        offer_verbs(view, self._verbs_at)
        offer_verbs(view.horizontalHeader(), self._header_verbs)

    def columns_in_sight(self) -> tuple[int, ...]:
        header = self._view.horizontalHeader()
        order = (header.logicalIndex(place) for place in range(header.count()))
        return tuple(column for column in order if not self._view.isColumnHidden(column))

    def _verbs_at(self, index: QModelIndex, point: QPoint) -> Verbs | None:
        """The menu of the chosen cases, else that of the head of a group."""
        if (head := self._cases.places.head(index.row())) is not None:
            words = "展开这一组" if head.folded else "收起这一组"
            return (MenuVerb(words, partial(self._cases.fold, head.place)),)
        ids = self._view.chosen.ids()
        case = self._cases.case_row(index.row())
        if not ids or case is None:
            return ()
        cell = str(index.data() or "")
        self._view.menu_requested.emit(CaseSpot(ids if case.id in ids else (case.id,), point, cell))
        return None

    def _header_verbs(self, _index: QModelIndex, point: QPoint) -> Verbs:
        header = self._view.horizontalHeader()
        place = header.logicalIndexAt(header.viewport().mapFromGlobal(point))
        reset = MenuVerb("恢复默认列宽", self._view.columns.reset)
        if place < 0 or not Column(place).sort_key:
            return (reset,)
        name = Column(place).label
        return (
            MenuVerb(
                f"按{name}从前到后", partial(self._view.sortByColumn, place, Qt.SortOrder.AscendingOrder)
            ),
            MenuVerb(
                f"按{name}从后到前", partial(self._view.sortByColumn, place, Qt.SortOrder.DescendingOrder)
            ),
            None,
            reset,
        )


class CaseTable(QTableView):
    """Shows a CaseTableModel. `case_opened` carries the id of the case to open."""

    case_opened = Signal(int)
    selection_changed = Signal()
    menu_requested = Signal(object)
    """A CaseSpot of the chosen cases."""
    copied = Signal(tuple, tuple)
    """The ids of the chosen cases, and the columns shown, in their order."""
    dragged = Signal(tuple)
    """The ids of the chosen cases, as the mouse begins to carry them."""
    typed = Signal(object, str)
    """The CaseQuery of the list, and what has been typed to find a row."""
    delete_requested = Signal(tuple)
    """The ids of the chosen cases."""

    def __init__(self, theme: Theme, model: CaseTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        use_own_viewport(self)
        self._theme = theme
        self._cases = model
        self._delegate = CaseDelegate(theme, self)
        self._shown = frozenset(USUAL)
        self._hidden: frozenset[Column] = frozenset()
        self.setModel(model)
        self.chosen = ChosenCases(self, model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("办件清单")
        _set_behaviour(self)
        _set_header(self)
        self.columns = KeptColumns(
            theme,
            self.horizontalHeader(),
            tuple(TableColumn(column.name, _WIDTHS.get(column, 0)) for column in Column),
        )
        self.columns.changed.connect(self._hide_columns)
        theme.changed.connect(self._resize)
        self.activated.connect(self._open)
        model.modelReset.connect(self._span_heads)
        self.selectionModel().selectionChanged.connect(self.selection_changed)
        self.selectionModel().currentRowChanged.connect(partial(_mark_current, self))
        find_by_typing(self)
        self._menus = TableMenus(self, model)
        self._typed = ""
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._resize()

    def select_case(self, case_id: int) -> None:
        """Select that case if its page is loaded, else the first line."""
        row = self._cases.row_of(case_id)
        if row < 0:
            row = next(
                (one for one in range(self._cases.rowCount()) if self._cases.places.head(one) is None), -1
            )
        if row >= 0:
            self.selectRow(row)
            self.scrollTo(self._cases.index(row, 0))

    def show_chosen(self, ids: Collection[int]) -> None:
        """Choose these cases and bring the first of them into sight."""
        self.chosen.choose(ids)
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        if rows:
            first = self._cases.index(rows[0], 0)
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(first, QAbstractItemView.ScrollHint.PositionAtCenter)

    @property
    def current_id(self) -> int:
        """The id of the case in the current row; 0 if there is none."""
        case = self._cases.case_row(self.currentIndex().row())
        return case.id if case else 0

    def show_columns(self, columns: frozenset[Column]) -> None:
        """Show these columns; tick and subject are always shown."""
        self._shown = columns | {Column.TICK, Column.SUBJECT}
        self._hide_columns()

    def _span_heads(self) -> None:
        """Let the head of a group span all columns, in a lower row than a case."""
        self.clearSpans()
        height = self._theme.size.row_height
        for row in self._cases.places.heads:
            self.setSpan(row, 0, 1, len(Column))
            self.setRowHeight(row, round(_HEAD_SHARE * height))

    def keyboardSearch(self, typed: str) -> None:  # noqa: N802 - Qt spelling
        """Go to the first case whose number or subject begins with what is typed, within a moment of each other."""
        self._typed = typed if not self._typing.isActive() else self._typed + typed
        self._typing.start()
        self.typed.emit(self._cases.pages.query, self._typed)

    def moveCursor(  # noqa: N802 - Qt spelling
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last row, for the columns of a row are no places of their own."""
        ends = {QAbstractItemView.CursorAction.MoveHome: 0, QAbstractItemView.CursorAction.MoveEnd: -1}
        if action in ends and self._cases.rowCount():
            return self._cases.index(ends[action] % self._cases.rowCount(), 0)
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit(self.chosen.ids(), self._menus.columns_in_sight())
        elif event.key() == Qt.Key.Key_Delete and self.chosen.count:
            self.delete_requested.emit(self.chosen.ids())
        else:
            super().keyPressEvent(event)

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802 - Qt spelling
        self.dragged.emit(self.chosen.ids())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        if (head := self._cases.places.head(index.row())) is not None:
            if left:
                self._cases.fold(head.place)
        elif index.column() == Column.TICK and left:
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

    def _resize(self) -> None:
        size = self._theme.size
        self.verticalHeader().setDefaultSectionSize(size.row_height)
        self.horizontalHeader().setFixedHeight(size.font_small + 22)
        self.columns.set_widths()
        self._hide_columns()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._hide_columns()
        super().resizeEvent(event)

    def _hide_columns(self) -> None:
        """Hide the least needed columns, in a fixed order, until the subject has 20 characters, or 10 in great need."""
        size, width = self._theme.size.font_base, self.viewport().width()
        shown = set(self._shown)
        for least, columns in ((20, (*_CHOSEN_ONLY, *_DISPENSABLE)), (10, _IN_NEED)):
            for column in columns:
                if sum(self.columns.width(one) for one in shown) > width - least * size:
                    shown.discard(column)
        hidden = frozenset(Column) - shown
        for column in hidden ^ self._hidden:
            self.columns.hide(column, column in hidden)
        self._hidden = hidden

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered_row:
            self._delegate.hovered_row = row
            self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        if (head := self._cases.places.head(index.row())) is not None:
            self._cases.fold(head.place)
            self.setCurrentIndex(self._cases.index(self._cases.places.heads[head.place], 0))
            return
        case = self._cases.case_row(index.row())
        if case is not None:
            self.case_opened.emit(case.id)
