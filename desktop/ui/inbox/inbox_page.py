"""The inbox 「办件」: the work list with its lists, figures, search and filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.domain.case.moves import shared_moves
from desktop.domain.case.work_list import CasePage, CaseQuery, SmartList, SortKey
from desktop.domain.errors import Refused
from desktop.services.cases.list_view import (
    CaseLists,
    ListView,
    WorkList,
    case_lists,
    read_view,
    work_list,
)
from desktop.services.cases.work_list import list_cases
from desktop.services.office.workplace import Workplace
from desktop.ui.inbox.case_pages import PAGE, Questions, Rows
from desktop.ui.inbox.case_stack import CaseStack
from desktop.ui.inbox.case_table import CaseTable
from desktop.ui.inbox.case_table_model import CaseTableModel, NewCases
from desktop.ui.inbox.inbox_header import InboxHeader
from desktop.ui.inbox.list_controller import ListController
from desktop.ui.inbox.overview_tiles import OverviewTiles, overview_figures
from desktop.ui.inbox.smart_list_panel import ListChoice, SmartListPanel
from desktop.ui.parts.figure_tile import TileFigure
from desktop.ui.parts.keys import Area, bind
from desktop.ui.parts.page import Page, PageWays, StatusFact, StatusFacts
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import Newest, StoreWorker, Task
from desktop.ui.theme.theme import Theme
from desktop.ui.window_settings import WindowSettings

if TYPE_CHECKING:
    from desktop.ui.inbox.many_bar import ManyBar
    from desktop.ui.inbox.many_cases_controller import ManyCasesController


class StoreQuestions(QObject):
    """The questions of the work list, asked of the looker. `failed` carries a DeskError."""

    failed = Signal(object)

    def __init__(self, worker: StoreWorker) -> None:
        super().__init__(worker)
        self._looker, self._reader = worker.looker, worker.reader
        self.count_drafts = False
        """False at first: counting drafts reads the templates, and the first list is shown before that."""
        self.all = Questions(self._first, self._page, self._lacking)

    def _first(self, query: CaseQuery, then: Callable[[WorkList], object]) -> None:
        self._follow(self._looker.send(work_list, query, count_drafts=self.count_drafts), then)

    def _page(
        self, query: CaseQuery, then: Callable[[CasePage], object], ended: Callable[[], object]
    ) -> None:
        task = self._looker.send(list_cases, query, count_drafts=self.count_drafts)
        task.settled.connect(ended)
        self._follow(task, then)

    def _lacking(self, rows: Rows, then: Callable[[Rows], object]) -> None:
        """Asked of the reader, and not before drafts are counted: it reads the templates and rule books."""
        if self.count_drafts:
            self._follow(self._reader.send(_with_lacking, rows), then)

    def _follow(self, task: Task, then: Callable[..., object]) -> None:
        task.done.connect(then)
        task.failed.connect(self.failed)


def _show_all(header: InboxHeader, lists: SmartListPanel) -> None:
    """Show all open cases again: without search and filter."""
    header.search.clear()
    header.filter.choose(())
    lists.choose(SmartList.ALL)


# The newest verified backup 「上次验证过的备份」, said at the foot of the list; a click leads to the settings.
_OLD_DAYS = 7
"""From this age of the newest backup on it is time for another one."""


class BackupLine(QObject):
    """`facts` is what the foot shows, empty before the first answer; `changed` tells that it is another one."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, worker: StoreWorker, open_settings: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._worker, self._open = worker, open_settings
        self._asked = Newest()
        self.facts: tuple[StatusFact, ...] = ()

    def ask(self) -> None:
        """Ask which backup was verified last."""
        task = self._asked.follow(self._worker.reader.send(_newest))
        task.done.connect(self._take)
        task.failed.connect(self.failed)

    def _take(self, made_at: datetime | None) -> None:
        before = self.facts
        self.facts = (backup_fact(made_at, self._worker.work.now(), self._open),)
        if self.facts != before:
            self.changed.emit()


def backup_fact(made_at: datetime | None, now: datetime, act: Callable[[], object]) -> StatusFact:
    """「上次验证过的备份 今天 09:00」, as a warning where it is old or missing."""
    if made_at is None:
        return StatusFact("还没有验证过的备份", "triangle-alert", Tone.WARNING, act)
    days = (now.date() - made_at.date()).days
    when = f"{days} 天前" if days > 1 else f"{'昨天' if days == 1 else '今天'} {made_at:%H:%M}"
    if days >= _OLD_DAYS:
        return StatusFact(f"上次验证过的备份 {when}，该备份了", "triangle-alert", Tone.WARNING, act)
    return StatusFact(f"上次验证过的备份 {when}", "shield-check", Tone.GOOD, act)


def _newest(work: Workplace) -> datetime | None:
    from desktop.services.office.backup import newest_verified  # not needed to begin

    found = newest_verified(work)
    return found.made_at if found else None


# The page.
class InboxPage(Page):
    """Shows cases and opens them; changes many at once through ManyCasesController."""

    new_requested = Signal()
    files_chosen = Signal(tuple)
    """Paths of files to take in."""

    def __init__(self, theme: Theme, worker: StoreWorker, settings: WindowSettings) -> None:
        super().__init__()
        self._theme, self._worker, self._settings = theme, worker, settings
        self.header = InboxHeader(theme)
        self.lists = SmartListPanel(theme)
        self.tiles = OverviewTiles(theme)
        self._questions = StoreQuestions(worker)
        self._questions.failed.connect(self.failed)
        self.model = CaseTableModel(self._questions.all, self)
        self.table = CaseTable(theme, self.model)
        self.table.columns.remember(settings, "list_columns")
        self.new = NewCases(settings, self)
        self.saved_lists = ListController(theme, worker, self.header.view, self.table, self)
        self._stack = CaseStack(theme, worker, self.table)
        self._empty_store = self._in_saved = False
        self._choose: frozenset[int] = frozenset()  # the cases to be chosen in the next list that is shown
        self._select = 0  # the case to be selected in the next list that is shown; 0: the first
        self._asked_lists, self._asked_figures = Newest(), Newest()
        self.backup = BackupLine(worker, partial(self.place_requested.emit, "settings"), self)
        self._lay_out()
        self._connect()
        columns = (self.lists, self._stack, self.header)
        self.ways = PageWays(
            lambda: Area.INBOX, lambda: columns, lambda: (self._stack,), read_again=self.refresh
        )

    def begin(self) -> None:
        """Show the work list for the first time, as the window opens."""
        task = self._worker.send(
            _first_sight, self._settings.facts(_ORDER)
        )  # by the writer, which has the store open already
        task.done.connect(self._show_first)
        task.failed.connect(self.failed)

    def refresh(self, select: int = 0) -> None:
        """Read everything again; list, search and the chosen cases are kept, or the case `select` alone is selected.

        Cases taken in since the last time are chosen in place of all that, in the list of all cases.
        """
        self.new.begin(self._worker.work.today)
        self._choose |= self.new.take_to_show()
        self._ask_lists()
        if self._choose:
            self.lists.choose(SmartList.ALL)
            self.header.search.empty()
            self.header.filter.clear()
        self._show_cases(select or self.table.current_id, keeps_chosen=not select)

    def take_focus(self, *, search: bool) -> None:
        """Focus the search box or the list."""
        if search:
            self.header.search.setFocus()
            self.header.search.selectAll()
        else:
            self._stack.currentWidget().setFocus()

    def on_shown(self) -> None:
        self._emit_facts()

    def _lay_out(self) -> None:
        right = self._right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.tiles)
        right.addWidget(self._stack, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.lists)
        body.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.header.search.search_changed.connect(lambda _words: self._show_cases())
        self.header.search.left_downwards.connect(self.table.setFocus)
        self.header.filter.statuses_chosen.connect(lambda _statuses: self._show_cases())
        self.header.new_requested.connect(self.new_requested)
        self.header.board_requested.connect(lambda: self.place_requested.emit("board"))
        self.header.ledger_requested.connect(self.export_list)
        self.header.intake_requested.connect(self.intake_requested)
        self.lists.list_chosen.connect(self._on_list)
        self.tiles.list_requested.connect(self.header.restrict_nothing)  # a tile counts whatever is searched
        self.tiles.list_requested.connect(self.lists.choose)
        self.table.case_opened.connect(self.case_opened)
        self.table.selection_changed.connect(self._emit_facts)
        self.backup.changed.connect(lambda: self._emit_facts() if self.isVisible() else None)
        self.backup.failed.connect(self.failed)
        self.table.menu_requested.connect(self.case_menu_requested)
        self.table.copied.connect(self.cases_copied)
        self.saved_lists.noticed.connect(self.noticed)
        self.lists.save_requested.connect(lambda: self.saved_lists.ask_name(self.model.pages.wanted))
        self.lists.drop_requested.connect(self.saved_lists.ask_drop)
        self.lists.rename_requested.connect(self.saved_lists.ask_new_name)
        bind(self, {"inbox.rename": lambda: self.saved_lists.ask_new_name(self.lists.at_cursor)})
        self._stack.intake_requested.connect(self.intake_requested)
        self._stack.new_requested.connect(self.new_requested)
        self._stack.practice_requested.connect(self.practice_requested)
        self._stack.files_chosen.connect(self.files_chosen)
        self._stack.failed.connect(self.failed)
        self._stack.office_requested.connect(lambda: self.place_requested.emit("settings"))
        self._stack.clear_requested.connect(partial(_show_all, self.header, self.lists))
        self._stack.put_back_requested.connect(lambda ids: self.many.deleting.put_back(ids))  # noqa: PLW0108 - made at the first action
        self._stack.for_ever_requested.connect(lambda ids: self.many.deleting.ask_for_ever(ids))  # noqa: PLW0108 - as above
        self.table.delete_requested.connect(lambda ids: self.many.deleting.ask(ids))  # noqa: PLW0108 - as above
        self.model.shown.connect(self._on_list_shown)
        self.saved_lists.view_changed.connect(self._show_cases)
        self.saved_lists.lists_changed.connect(self._ask_lists)
        self.saved_lists.failed.connect(self.failed)
        self.new.changed.connect(lambda: self.model.mark_new(self.new.ids))
        self.header.view.widths_reset.connect(self.table.columns.reset)

    @cached_property
    def bar(self) -> ManyBar:
        """The bar below the list, made when several cases are chosen for the first time."""
        from desktop.ui.inbox.many_bar import ManyBar  # the start does not need it

        bar, table = ManyBar(self._theme), self.table
        self._right.addWidget(bar)

        def controller() -> ManyCasesController:
            return self.many  # made at the first action

        bar.assign_requested.connect(lambda: controller().ask_section())
        bar.delete_requested.connect(lambda: controller().deleting.ask(table.chosen.ids()))
        bar.merge_requested.connect(lambda: controller().merging.ask())  # noqa: PLW0108 - made at the first action
        bar.print_requested.connect(lambda: controller().ask_printer())
        bar.ledger_requested.connect(self.export_list)
        bar.all_requested.connect(table.selectAll)
        bar.none_requested.connect(lambda: table.select_case(table.current_id))
        bar.exports.aboutToShow.connect(lambda: controller().fill_exports(bar.exports))
        bar.moves.aboutToShow.connect(
            lambda: controller().fill_moves(bar.moves, shared_moves(table.chosen.statuses()))
        )
        return bar

    @cached_property
    def many(self) -> ManyCasesController:
        """The controller of actions on many cases, created when several are chosen for the first time."""
        # It imports export and printing, which the start does not need.
        from desktop.ui.inbox.many_cases_controller import ManyCasesController

        controller = ManyCasesController(self._theme, self._worker, self.bar, self.table.chosen.ids, self)
        controller.failed.connect(self.failed)
        controller.noticed.connect(self.noticed)
        controller.done.connect(self.refresh)
        return controller

    def _show_first(self, found: _FirstSight) -> None:
        self.new.begin(self._worker.work.today)
        self.saved_lists.show_view(found.view)
        self._show_lists(found.lists)
        self.model.pages.begin_with(found.query, found.cases)

    def _ask_lists(self) -> None:
        task = self._asked_lists.follow(self._worker.looker.send(case_lists))
        task.done.connect(self._show_lists)
        task.failed.connect(self.failed)

    def _show_lists(self, found: CaseLists) -> None:
        sessions = found.sessions
        self.lists.show_lists(
            tuple(ListChoice(one.label, found.smart.get(one, 0), one) for one in SmartList),
            tuple(ListChoice(one.name, one.count, saved=one) for one in found.saved),
            tuple(ListChoice(label, count, None, term, session) for term, session, label, count in sessions),
            (ListChoice("回收站", found.binned, is_bin=True),),
        )
        QTimer.singleShot(0, self._ask_figures)  # after the list has been painted
        self.header.session.show_text(sessions[0][2] if sessions else "", Tone.ACCENT)
        empty = not sessions and not found.binned and not any(found.smart.values())
        self.tiles.setVisible(not empty)
        self.lists.setVisible(not empty)
        self._empty_store = empty

    def _ask_figures(self) -> None:
        task = self._asked_figures.follow(self._worker.reader.send(_figures))
        task.done.connect(self._show_figures)
        task.failed.connect(self.failed)
        self.backup.ask()

    def _show_figures(self, figures: tuple[TileFigure, ...]) -> None:
        """Show the overview; the templates have been read with it, so drafts are counted from now on."""
        self.tiles.show_figures(figures)
        self.lists.renew(figure.opens for figure in figures)
        if not self._questions.count_drafts:
            self._questions.count_drafts = True
            self.model.pages.read_again()

    def _show_cases(self, select: int = 0, *, keeps_chosen: bool = False) -> None:
        """Ask for the list; the case `select`, else the first, is selected when it is shown.

        With `keeps_chosen` those chosen by then stay chosen, if there are several.
        """
        self._select, self.table.chosen.is_kept = select, keeps_chosen
        choice = self.lists.choice
        if choice.is_bin and not (self.header.search.text().strip() or self.header.filter.chosen):
            self._stack.show_bin()
            return
        if choice.is_bin:  # what is searched is in no bin
            self.lists.choose(SmartList.ALL)
            return
        within = choice.saved.query if choice.saved else choice
        text = self.header.search.text().strip()
        query = replace(
            self.model.pages.wanted,
            text=text,
            statuses=self.header.filter.chosen or choice.statuses,
            ids=choice.ids,
            smart=None if text and choice.smart is SmartList.ALL else within.smart,  # finds what is done, too
            term=within.term,
            session=within.session,
        )
        self.model.pages.ask(self.saved_lists.grouped(query))

    def _on_list_shown(self) -> None:
        if self.lists.choice.is_bin:
            return
        if self.model.rowCount():
            self._stack.show_table(focus=not self.header.search.hasFocus())
        else:
            self._stack.show_empty(has_cases=not self._empty_store)
        self.table.select_case(self._select)
        self.table.chosen.restore()
        if self._choose:
            self.table.show_chosen(self._choose)
            self._choose = frozenset()
        if not self._in_saved:
            query = self.model.pages.query
            self._settings.keep_facts(_ORDER, {"sort": str(query.sort), "descending": query.descending})
        self._emit_facts()

    def _on_list(self, choice: ListChoice) -> None:
        """A saved list sets its search text, filter and order; leaving it resets them."""
        if choice.saved is not None or self._in_saved:
            query = choice.saved.query if choice.saved else CaseQuery()
            self.saved_lists.adopt(query)
            self.model.pages.adopt_order(query)
            self.header.search.setText(query.text)
            self.header.filter.choose(query.statuses)  # emits, which shows the list
        else:
            self._show_cases()
        self._in_saved = choice.saved is not None

    def export_list(self) -> None:
        """Open the ledger with the chosen cases if several are chosen, else with the whole list."""
        if self.lists.choice.is_bin:
            self.failed.emit(Refused("回收站里的办件不进台账", "请先放回，或者选别的清单"))
        elif self.table.chosen.count > 1:
            ids = self.table.chosen.ids()
            self.list_exported.emit(CaseQuery(ids=ids), f"选中的 {len(ids)} 件")
        else:
            choice, text = self.lists.choice, self.model.pages.wanted.text
            name = f"“{text}”" if text else choice.smart.label if choice.smart else choice.label
            self.list_exported.emit(self.model.pages.wanted, f"{name} · {self.model.total} 件")

    def _emit_facts(self) -> None:
        chosen = self.table.chosen.count
        words = f"{self.model.total:,} 件" + (f" · 选中 {chosen:,} 件" if chosen else "")
        if chosen > 1 or "bar" in self.__dict__:
            self.bar.show_count(chosen, self.model.total)
        right = (*self.backup.facts, *StatusFacts().right)
        self.facts_changed.emit(StatusFacts((StatusFact(words),), right))


class _FirstSight(NamedTuple):
    """What the window shows first."""

    view: ListView
    lists: CaseLists
    query: CaseQuery
    cases: WorkList


_ORDER = "list_order"


def _first_sight(work: Workplace, order: Mapping[str, object]) -> _FirstSight:
    """Everything in one answer, so that the window fills at once. No template is read. `order`: how the list was sorted last."""
    view = read_view(work)
    sort = str(order.get("sort"))
    query = CaseQuery(
        smart=SmartList.ALL,
        sort=sort if sort in set(SortKey) else SortKey.DUE,
        descending=order.get("descending") is True,
        group=view.group,
        by=view.by,
        limit=PAGE,
    )
    return _FirstSight(view, case_lists(work), query, work_list(work, query, count_drafts=False))


def _with_lacking(work: Workplace, rows: Rows) -> Rows:
    """Imported in the reader thread, like `_figures`."""
    from desktop.services.cases.waiting import with_lacking

    return with_lacking(work, rows)


def _figures(work: Workplace) -> tuple[TileFigure, ...]:
    """The figures of the overview. Imported and run in the reader thread: it reads the rule books, and the list is shown first."""
    from desktop.services.cases.overview import overview

    return overview_figures(overview(work))
