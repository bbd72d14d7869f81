"""The main window: creates and connects the pages, which hold all functions themselves."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QDragEnterEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.case.work_list import CaseQuery
from desktop.ui.access.focus_ring import FocusRings
from desktop.ui.drafts.draft_keeper import DraftKeeper
from desktop.ui.fitting.scroll_when_small import FrontStack, ScrollWhenSmall
from desktop.ui.inbox.inbox_page import InboxPage
from desktop.ui.menus.recent import LastSeen, Recent
from desktop.ui.parts.file_dialogs import PRACTICE, UsedFolders
from desktop.ui.parts.notice import Notice, NoticeAction, NoticeBar
from desktop.ui.parts.page import Page, StatusLine, Visit
from desktop.ui.parts.tone import Tone
from desktop.ui.shell.notices import Notices
from desktop.ui.shell.page_maker import PageMaker
from desktop.ui.shell.pages import DESK, INTAKE, OF_CASES, Place, module_of, page_steps
from desktop.ui.shell.practice import PRACTICE_TITLE, PracticeBar, PracticeStart
from desktop.ui.shell.rail import Rail
from desktop.ui.shell.trail import Spot, Trail
from desktop.ui.shell.window_keys import KeyWindow, WindowKeys, bind_window
from desktop.ui.shell.window_menus import WindowMenus
from desktop.ui.store_worker import Newest, StoreWorker
from desktop.ui.theme.theme import Theme
from desktop.ui.window_settings import WindowSettings

if TYPE_CHECKING:
    from desktop.ui.desk.desk_page import DeskPage
    from desktop.ui.intake.drop_overlay import DropOverlay
    from desktop.ui.intake.intake_page import IntakePage
    from desktop.ui.ledger.ledger_page import LedgerPage
    from desktop.ui.manual.manual_window import ManualWindow
    from desktop.ui.shell.morning_bar import MorningBar


# The manual, opened at the chapter of what is in front.
CHAPTERS = {"沟通": "沟通", "会办": "会办", "办理": "核稿、签发"}
"""By the tab of the desk's left column; its other tabs belong to writing."""


class Help(QObject):
    """Opens the manual in a window of its own, which is made at first use."""

    def __init__(self, window: MainWindow, theme: Theme, stack: QStackedWidget) -> None:
        super().__init__(window)
        self._window, self._theme, self._stack = window, theme, stack

    @cached_property
    def manual(self) -> ManualWindow:
        from desktop.ui.manual.manual_window import ManualWindow

        return ManualWindow(self._theme, self._window)

    def open(self, heading: str = "") -> None:
        """Open the manual at that chapter, else at the one of the page in front."""
        self.manual.open_at(heading or self.heading)

    @property
    def heading(self) -> str:
        """The chapter about what the officer is at."""
        front = self._stack.currentWidget()
        maker = self._window.maker
        if front is maker.pages.get(DESK):
            return _desk_chapter(cast("DeskPage", front))
        if front is maker.pages.get(INTAKE) and cast("IntakePage", front).dry_run.isVisible():
            return "收交办清单"
        return front.manual_heading if isinstance(front, Page) else ""


def _desk_chapter(desk: DeskPage) -> str:
    """By the column of the desk that has the focus, and its tab."""
    focused = QApplication.focusWidget()
    if focused is not None and desk.paper.isAncestorOf(focused):
        return "纸面"
    if focused is not None and desk.source.isAncestorOf(focused):
        tabs = desk.source.tabs
        return CHAPTERS.get(tabs.tabText(tabs.currentIndex()), desk.manual_heading)
    return desk.manual_heading


# The end of the window: nothing that was typed or asked for is lost without a word.
_SECOND_ATTEMPT_MS = 20_000


class Closing(QObject):
    """Writes what is still to be written before `window` closes; a notice says so, and what was refused keeps it open.

    A second attempt within a while closes it although something was refused, but never over text that the store does not take:
    that the officer gives up in words, and has it on the clipboard.
    """

    def __init__(self, window: MainWindow, worker: StoreWorker, stack: QStackedWidget) -> None:
        super().__init__(window)
        self._window, self._worker, self._stack = window, worker, stack
        self._second_attempt = QTimer(self, singleShot=True, interval=_SECOND_ATTEMPT_MS)
        self._gave_up = False

    def is_done(self) -> bool:
        """True if the window may close now."""
        if self._second_attempt.isActive():
            self._window.drafts.keeping.emit()
            return self._gave_up or self._window.flush() or self._ask_to_give_up()
        asked = self._worker.is_stepping or self._worker.finish_questions()
        if asked and not self._worker.is_stepping and self._finish():
            return True
        if self._worker.is_stepping:
            self._ask_to_stop()
        self._second_attempt.start()
        return False

    def _ask_to_stop(self) -> None:
        stop = NoticeAction("停下并关闭", "x", self._stop_and_close)
        words = "做完再关；现在停下，做过的都保留。"
        self._window.notice.show_notice(Notice("批量办理还没有做完。", words, Tone.WARNING, (stop,)))

    def _ask_to_give_up(self) -> bool:
        copy = NoticeAction("复制并关闭", "copy", self._give_up)
        words = "关闭就会丢掉。可以放到剪贴板再关，粘贴到别处。"
        self._window.notice.show_notice(
            Notice("写好的内容还没有保存。", words, Tone.DANGER, (copy,), stays=True)
        )
        self._second_attempt.start()
        return False

    def _give_up(self) -> None:
        from desktop.ui.desk.writing.reply_session import unsaved_text  # what is unsaved has a desk

        QGuiApplication.clipboard().setText(unsaved_text(self._window.desk.session))
        self._gave_up = True
        self._second_attempt.start()
        self._window.close()

    def _stop_and_close(self) -> None:
        self._worker.finish_writes()
        self._second_attempt.stop()
        self._window.close()

    def _finish(self) -> bool:
        """Write what was typed, and wait for all that was asked for. A dialog that opens meanwhile wants an answer first."""
        self._window.drafts.keeping.emit()
        if _leave_page(self._stack) and self._worker.is_writing:
            self._window.notice.show_notice(Notice("正在保存，存好就关闭。"))
            self._window.repaint()
        done = self._worker.finish_writes()
        return self._window.flush() and done and QApplication.activeModalWidget() is None


class Whereabouts(QObject):
    """The page and the case that were in front when the window was closed last, to begin with them again."""

    def __init__(self, window: MainWindow, settings: WindowSettings, stack: QStackedWidget) -> None:
        super().__init__(window)
        self._window, self._stack, self._last = window, stack, LastSeen(settings)

    def keep(self) -> None:
        """Remember what is in front."""
        pages, front = self._window.maker.pages, self._stack.currentWidget()
        desk = cast("DeskPage | None", pages.get(DESK))
        name = next((name for name, page in pages.items() if page is front), "")
        self._last.keep(name, desk.case_id if desk else 0)

    def resume(self) -> None:
        """Go back there, unless the officer has gone somewhere already."""
        window, last = self._window, self._last
        if self._stack.currentWidget() is not window.inbox or window.maker.is_asked:
            return
        if last.page == DESK and last.case_id:
            window.open_case(last.case_id)
        elif last.page in {Place.CALENDAR, Place.STATISTICS, Place.BOARD}:
            window.show_place(Place(last.page))
        elif window.inbox.model.row_of(last.case_id) >= 0:
            window.inbox.table.select_case(last.case_id)


# Pages and dialogs other than the work list are imported at first use: the desk imports typesetting and painting, intake
# all file readers, together more than the rest of the start.


def _refresh_in_front(stack: QStackedWidget) -> None:
    """Read the work list again if it is in front; else it is read when it is shown."""
    front = stack.currentWidget()
    if isinstance(front, InboxPage):
        front.refresh()


def _leave_page(stack: QStackedWidget) -> bool:
    """Begin to store what was typed in the page shown; False if it may not be left."""
    front = stack.currentWidget()
    return not isinstance(front, Page) or front.may_leave()


def _forget_opening(desk: DeskPage | None) -> None:
    """A case that is still to be opened is no longer wanted: the officer goes elsewhere."""
    if desk is not None:
        desk.opening.forget()


class FileWindow(KeyWindow):
    """A window on which files can be dropped."""

    files_dropped = Signal(tuple)
    menus: WindowMenus

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAcceptDrops(True)

    @cached_property
    def overlay(self) -> DropOverlay:
        """Shown while files are dragged over the window, made for the first ones; from then on it sees them before the window."""
        from desktop.ui.intake.drop_overlay import DropOverlay

        overlay = DropOverlay(self._theme, self)
        overlay.dropped.connect(self.files_dropped)
        return overlay

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menus.places.answer(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.overlay.dragEnterEvent(event)


def reopen(window: MainWindow, visit: Visit) -> None:
    """Close the window so that it opens again as `visit` says; what must be written first keeps it open as usual."""
    window.following = visit
    if not window.close():
        window.following = None


class MorningWindow(FileWindow):
    """A window with a line above its pages that says in the morning what is due."""

    page_shown = Signal(str)  # the name of the page that has come to the front

    def __init__(self, theme: Theme, settings: WindowSettings) -> None:
        super().__init__(theme)
        self._settings = settings
        self._wanted: str = Place.CASES
        self._strips = QVBoxLayout()

    @cached_property
    def morning(self) -> MorningBar:
        """The line of what is due today, made when there is something to remind of."""
        from desktop.ui.shell.morning_bar import MorningBar

        bar = MorningBar(self._theme, self._settings)
        bar.turn_to(self._wanted)
        self.page_shown.connect(bar.turn_to)
        self._strips.addWidget(bar)
        return bar


class MainWindow(MorningWindow):
    """Rail, notice bar, one page at a time, status line. Pages are created at first use."""

    closed = Signal()

    def __init__(self, theme: Theme, worker: StoreWorker, settings: WindowSettings) -> None:
        super().__init__(theme, settings)
        self._worker = worker
        UsedFolders(settings, self)
        self.following: Visit | None = None
        """What opens after this window has closed."""
        self.practice = PracticeStart(worker, self)
        work = worker.work
        self.practice_bar = PracticeBar(theme, work.data_dir, work.now) if work.is_practice else None
        self.setProperty(PRACTICE, work.is_practice)
        self.setWindowTitle(PRACTICE_TITLE if work.is_practice else "承办")
        self.rail = Rail(theme)
        self.notice = NoticeBar(theme)
        self.drafts = DraftKeeper(worker, self)
        self.drafts.failed.connect(self.notice.show_error)
        self.status = StatusLine(theme)
        self.inbox = InboxPage(theme, worker, settings)
        self.maker = PageMaker(partial(page_steps, theme, worker, settings), module_of, self)
        self.maker.pages |= {Place.CASES: self.inbox, Place.SEARCH: self.inbox}
        self._asked_new = Newest()
        self._stack = FrontStack()
        self._rings = FocusRings(theme, self)
        self._notices = Notices(self.notice, self._stack, self.open_case)
        self._closing = Closing(self, worker, self._stack)
        self.whereabouts = Whereabouts(self, settings, self._stack)
        self.help = Help(self, theme, self._stack)
        self.menus = WindowMenus(theme, worker, self, self.inbox, self._stack, Recent(settings))
        self.keys = WindowKeys(theme, self._stack, self.notice, self.rail)
        self.trail = Trail(lambda: self._open_desk, self)
        self._lay_out()
        self._connect()
        self.rail.mark(Place.CASES)
        self.trail.note(Spot(Place.CASES))
        self.inbox.begin()
        self.inbox.take_focus(search=False)
        settings.restore(self)

    @property
    def desk(self) -> DeskPage:
        """The desk, made at first use."""
        return cast("DeskPage", self.maker.now(DESK))

    @property
    def intake(self) -> IntakePage:
        """The intake page, made at first use; it continues reading while another page is shown."""
        return cast("IntakePage", self.maker.now(INTAKE))

    @property
    def _open_desk(self) -> DeskPage | None:
        """The desk if it has been made."""
        return cast("DeskPage | None", self.maker.pages.get(DESK))

    def open_case(self, case_id: int) -> None:
        """Open a case on the desk, which is shown as soon as the case has been read."""
        self._wanted = DESK

        def open_it(_page: Page) -> None:
            if self._wanted == DESK:
                self.desk.opening.open(case_id)

        self.maker.ask(DESK, open_it)

    def show_inbox(self) -> None:
        """Show the work list with the case of the desk selected."""
        self.show_place(Place.CASES)

    def show_place(self, place: Place, then: Callable[[Page], object] | None = None) -> None:
        """Show the page of a place, if the current page may be left; then call `then` with it.

        A page that has not been made yet is shown when it is, unless another one has been asked for by then.
        """
        if not _leave_page(self._stack):
            return
        _forget_opening(self._open_desk)
        self._wanted = place

        def show(page: Page) -> None:
            if self._wanted == place:
                self._show(place, page)
                if then is not None:
                    then(page)

        self.maker.ask(place, show)

    def _show(self, name: str, page: Page) -> None:
        self._wanted = name
        place = Place(name) if name in set(Place) else Place.CASES
        self.rail.mark(Place.CASES if place in OF_CASES else place)
        self._stack.setCurrentWidget(page)
        self.setProperty("dropWords", "松开，再选放到哪里" if name == DESK else "")
        self._notices.turn_to(page)
        if page is self.inbox:
            self.inbox.refresh(self._open_desk.case_id if self._open_desk else 0)
            self.inbox.take_focus(search=place is Place.SEARCH)
        page.on_shown()
        self.page_shown.emit(name)
        self.trail.note_page(name)

    def new_case(self) -> None:
        """Ask for a new case, then open it on the desk."""
        from desktop.ui.dialogs.case_dialogs import BlankCase, NewCaseDialog, blank_case

        def ask(begin: BlankCase) -> None:
            dialog = NewCaseDialog(self._theme, self._worker, begin, self)
            dialog.created.connect(self.open_case)
            dialog.open()

        task = self._asked_new.follow(self._worker.looker.send(blank_case))
        task.done.connect(ask)
        task.failed.connect(self.notice.show_error)

    def take_in(self, paths: tuple[Path, ...] = ()) -> None:
        """Take files in; without any, the page asks for them."""
        self.maker.ask(INTAKE, lambda _page: self.intake.begin(paths))

    def paste_in(self) -> None:
        """Take in the content of the clipboard."""
        self.maker.ask(INTAKE, lambda _page: self.intake.sources.paste())

    def export_list(self, query: CaseQuery, name: str) -> None:
        """Open a list in the ledger."""
        self.show_place(Place.LEDGER, lambda page: cast("LedgerPage", page).set_list(query, name))

    def flush(self) -> bool:
        """Store unsaved changes; False if that failed. LastResort calls it as well."""
        return self._open_desk is None or self._open_desk.session.flush()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close when all that was asked for is written."""
        event.ignore()
        if not self._closing.is_done():
            return
        self._settings.keep(self)
        self.whereabouts.keep()
        event.accept()
        self.maker.close()
        self.closed.emit()

    def _on_made(self, name: str, page: Page) -> None:
        def read_list_again() -> None:
            """What was typed has been stored after the desk was left: the list may have another next step."""
            if self.inbox.isVisible():
                self.inbox.model.pages.read_again()

        if name == DESK:
            desk = cast("DeskPage", page)
            desk.leave_requested.connect(self.show_inbox)
            desk.opened.connect(partial(self._show, DESK, page))
            desk.opened.connect(lambda: self.inbox.new.drop({desk.case_id}))
            desk.opened.connect(lambda: self.menus.note_case(desk.session.case))
            desk.pane.section_opened.connect(self.trail.note_section)
            desk.return_requested.connect(partial(self._show, DESK, page))
            desk.session.saved.connect(read_list_again)
        elif name == INTAKE:
            intake = cast("IntakePage", page)
            intake.leave_requested.connect(self.show_inbox)
            intake.show_requested.connect(self._show_intake)
            intake.taken_in.connect(self.inbox.new.add)
            intake.taken_back.connect(self.inbox.new.drop)
            self.closed.connect(intake.close_down)
        self._adopt(page)

    def _adopt(self, page: Page) -> None:
        """Add a page and connect its signals."""
        page.case_opened.connect(self.open_case)
        page.facts_changed.connect(self.status.show_facts)
        self._notices.adopt(page)
        page.cases_changed.connect(partial(_refresh_in_front, self._stack))
        page.intake_requested.connect(self.take_in)
        page.reopen_requested.connect(partial(reopen, self))
        page.manual_requested.connect(self.help.open)
        page.practice_requested.connect(self.practice.begin)
        page.place_requested.connect(lambda name: self.show_place(Place(name)))
        page.list_exported.connect(self.export_list)
        self.menus.adopt(page)
        self._stack.addWidget(page)

    def _show_intake(self) -> None:
        if self._stack.currentWidget() is not self.intake and _leave_page(self._stack):
            _forget_opening(self._open_desk)
            self._show(INTAKE, self.intake)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        if self.practice_bar is not None:
            right.addWidget(self.practice_bar)
        right.addLayout(self._strips)
        right.addWidget(self.notice)
        right.addWidget(ScrollWhenSmall(self._stack), 1)
        right.addWidget(self.status)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(whole)
        self.resize(1440, 900)
        self.setMinimumSize(640, 340)

    def _connect(self) -> None:
        self._adopt(self.inbox)
        self.maker.made.connect(self._on_made)
        self.rail.place_requested.connect(self.show_place)
        self.rail.help_requested.connect(self.help.open)
        self.inbox.new_requested.connect(self.new_case)
        self.menus.new_requested.connect(self.new_case)
        self.menus.intake_requested.connect(self.take_in)
        self.menus.case_opened.connect(self.open_case)
        self.menus.list_exported.connect(self.export_list)
        self._notices.hear(self.menus)
        self.inbox.files_chosen.connect(self.take_in)
        self.files_dropped.connect(self.menus.take_dropped)
        self.menus.files_taken.connect(self.take_in)
        for part in (self.practice, self.practice_bar):
            if part is not None:
                part.reopen_requested.connect(partial(reopen, self))
        self._notices.hear(self.practice)
        self.trail.place_requested.connect(self.show_place)
        self.trail.case_requested.connect(self.open_case)
        self.trail.intake_requested.connect(self._show_intake)
        self.keys.bind_to(self)
        acts = {"window.new": self.new_case, "window.take_in": self.take_in, "window.manual": self.help.open}
        bind_window(self, self.inbox, self.show_place, acts, self.paste_in)
