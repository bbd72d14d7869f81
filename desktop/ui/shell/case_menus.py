"""The menu of one or more cases 「办件菜单」, the same on every page, and copying cases as rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.case.moves import shared_moves
from desktop.domain.case.work_list import CasePage, CaseQuery, CaseRow
from desktop.domain.words.dates import iso_date
from desktop.services.cases.work_list import list_cases
from desktop.ui.board.board_moves import BoardMoves
from desktop.ui.inbox.case_table_model import USUAL, Column, cell_text
from desktop.ui.inbox.many_bar import ManyBar
from desktop.ui.inbox.many_cases_controller import ManyCasesController
from desktop.ui.menus.case_spot import CaseSpot, copy_table
from desktop.ui.menus.place_menus import MenuVerb, Verbs, copy_verb, open_menu
from desktop.ui.parts.keys import menu_words
from desktop.ui.parts.notice import Notice
from desktop.ui.store_worker import Newest, StoreWorker
from desktop.ui.theme.theme import Theme

_ROWS = 100
"""So many cases are looked at for the moves that they have in common."""


class CaseMenus(QObject):
    """`opened` asks for the desk, `exported` asks for the ledger of these cases, `changed` tells that some have changed."""

    opened = Signal(int)
    exported = Signal(object, str)
    noticed = Signal(object)
    failed = Signal(object)
    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        worker: StoreWorker,
        bar: ManyBar,
        file_verbs: Callable[[int], Verbs],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._file_verbs = file_verbs
        self._worker, self._window = worker, window
        self._ids: tuple[int, ...] = ()
        self._asked = Newest()
        self.moves = BoardMoves(theme, worker, window)
        self.many = ManyCasesController(theme, worker, bar, lambda: self._ids, window)
        for part in (self.moves, self.many):
            part.noticed.connect(self.noticed)
            part.failed.connect(self.failed)
        self.moves.moved.connect(lambda _case: self.changed.emit())
        self.moves.case_requested.connect(self.opened)
        self.many.done.connect(self.changed)

    def open(self, spot: CaseSpot) -> None:
        """Open the menu as soon as it is known how the cases stand."""
        task = self._asked.follow(
            self._worker.looker.send(list_cases, CaseQuery(ids=spot.ids, limit=_ROWS), count_drafts=False)
        )
        task.done.connect(partial(self._show, spot))
        task.failed.connect(self.failed)

    def copy_rows(self, ids: tuple[int, ...], columns: Sequence[int] = ()) -> None:
        """Copy these cases, in this order, with the heading of these columns."""
        query = CaseQuery(ids=ids, limit=len(ids))
        task = self._asked.follow(self._worker.looker.send(list_cases, query))
        task.done.connect(partial(self._copy, ids, tuple(map(Column, columns)) or USUAL))
        task.failed.connect(self.failed)

    def _copy(self, ids: tuple[int, ...], columns: Sequence[Column], page: CasePage) -> None:
        found = {row.id: row for row in page.rows}
        named = [column for column in columns if column is not Column.TICK]
        rows = [[_copied(found[one], column) for column in named] for one in ids if one in found]
        count = copy_table([column.label for column in named], rows)
        self.noticed.emit(Notice(f"已复制 {count} 件", "在 Excel、WPS 表格或 Word 里粘贴就是一张表。"))

    def _show(self, spot: CaseSpot, page: CasePage) -> None:
        if page.rows:
            self._ids = spot.ids
            open_menu(self._window, self.verbs(spot, page.rows), spot.point)

    def verbs(self, spot: CaseSpot, rows: tuple[CaseRow, ...]) -> Verbs:
        """What can be done with these cases; `rows` are those looked at."""
        count = len(spot.ids)
        first = rows[0]
        copies: list[MenuVerb | None] = [None]
        copies += [copy_verb(spot.cell, "此格")] if spot.cell else []
        if count == 1:
            copies += [copy_verb(first.number, "编号"), copy_verb(first.subject, "案由")]
        rows_named = "整行" if count == 1 else f"所选 {count} 行"
        copies.append(
            MenuVerb(menu_words("inbox.copy", f"复制{rows_named}"), partial(self.copy_rows, spot.ids))
        )
        ledger = f"导出所选 {count} 件到台账…"
        return (
            *(
                [MenuVerb(menu_words("inbox.open"), partial(self.opened.emit, first.id))]
                if count == 1
                else []
            ),
            self._moves_menu(rows, count),
            MenuVerb("分办到科室…", self.many.ask_section),
            MenuVerb("并案…", self.many.merging.ask, count > 1),
            None,
            self._menu("导出", self.many.fill_exports),
            MenuVerb(ledger, partial(self._export, spot.ids)),
            MenuVerb("打印成套…", self.many.ask_printer),
            *(self._file_verbs(first.id) if count == 1 else ()),
            *copies,
            None,
            MenuVerb("删除…\tDel", partial(self.many.deleting.ask, spot.ids)),
        )

    def _moves_menu(self, rows: tuple[CaseRow, ...], count: int) -> QMenu:
        if count == 1:
            menu = self.moves.menu(rows[0])
            menu.setTitle("流转")
        else:
            moves = shared_moves(tuple({(row.handling_role, row.status) for row in rows}))
            menu = self._menu("流转", partial(self.many.fill_moves, moves=moves))
        menu.menuAction().setEnabled(bool(menu.actions()))
        return menu

    def _menu(self, words: str, fill: Callable[[QMenu], object]) -> QMenu:
        menu = QMenu(words, self._window)
        fill(menu)
        return menu

    def _export(self, ids: tuple[int, ...]) -> None:
        self.exported.emit(CaseQuery(ids=ids), f"选中的 {len(ids)} 件")


def _copied(case: CaseRow, column: Column) -> str:
    """A cell as it is copied: the due day as a date, so that a sheet can reckon with it."""
    return iso_date(case.due.due_at) if column is Column.DUE else cell_text(case, column)
