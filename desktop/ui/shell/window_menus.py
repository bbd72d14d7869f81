"""The context menus of the window and of its dialogs; those of cases are the same on every page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from desktop.domain.case.case import Case
from desktop.ui.inbox.inbox_page import InboxPage
from desktop.ui.menus.place_menus import DialogMenus, MenuVerb, PlaceMenus, Verbs, open_menu
from desktop.ui.menus.recent import Recent, RecentCase, RecentFile, files_menu, fill_cases
from desktop.ui.parts.keys import bind, menu_words
from desktop.ui.parts.notice import Notice, open_file, show_in_folder
from desktop.ui.parts.page import Page
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.shell.case_menus import CaseMenus


class WindowMenus(QObject):
    """Opens the menus that pages ask for, and emits what they ask of the window. What it needs is loaded with the first one."""

    case_opened = Signal(int)
    list_exported = Signal(object, str)
    noticed = Signal(object)
    failed = Signal(object)
    intake_requested = Signal()
    files_taken = Signal(tuple)
    """Files to be taken in."""
    new_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        worker: StoreWorker,
        window: QWidget,
        inbox: InboxPage,
        stack: QStackedWidget,
        recent: Recent,
    ) -> None:
        super().__init__(window)
        self.recent = recent
        self._theme, self._worker, self._window = theme, worker, window
        self._inbox, self._stack = inbox, stack
        self.places = PlaceMenus(window, self._elsewhere)
        DialogMenus(self)
        inbox.header.search.recent_requested.connect(self.open_recent)
        bind(window, {"window.recent": self._open_recent_here})

    def adopt(self, page: Page) -> None:
        """Open the menus of cases of this page, copy the cases that it wants copied, remember the files that it writes."""
        page.noticed.connect(self._note_file)
        page.case_menu_requested.connect(lambda spot: self.cases.open(spot))  # noqa: PLW0108 - made at the first
        page.cases_copied.connect(lambda ids, columns: self.cases.copy_rows(ids, columns))  # noqa: PLW0108

    @cached_property
    def cases(self) -> CaseMenus:
        """The menus of cases."""
        from desktop.ui.shell.case_menus import CaseMenus

        menus = CaseMenus(self._theme, self._worker, self._inbox.bar, self._file_verbs, self._window)
        menus.opened.connect(self.case_opened)
        menus.exported.connect(self.list_exported)
        menus.noticed.connect(self.noticed)
        menus.failed.connect(self.failed)
        menus.changed.connect(self._refresh)
        return menus

    def take_dropped(self, files: tuple[Path, ...]) -> None:
        """Take files in; on a case's desk, ask first whether they belong to that case."""
        front = self._stack.currentWidget()
        verbs = front.ways.file_verbs(files[0]) if isinstance(front, Page) and len(files) == 1 else ()
        take_in = MenuVerb("收件（原件、答复或清单）", lambda: self.files_taken.emit(files))
        if verbs:
            open_menu(self._window, (*verbs, None, take_in), QCursor.pos())
        else:
            take_in.act()

    def note_case(self, case: Case) -> None:
        """This case is on the desk."""
        words = " ".join(filter(None, (case.number or f"#{case.id}", case.subject)))
        self.recent.note_case(RecentCase(case.id, words))

    def open_recent(self, point: QPoint) -> None:
        """Show the cases seen last, without the one on the desk, and the files."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        here = isinstance(self._stack.currentWidget(), InboxPage)
        fill_cases(menu, self.recent.cases[0 if here else 1 :], self.case_opened.emit)
        if menu.isEmpty():
            menu.addAction("还没有看过别的办件").setEnabled(False)
        menu.addSeparator()
        menu.addMenu(self._files_menu())
        menu.popup(point)
        menu.setActiveAction(menu.actions()[0])

    def _open_recent_here(self) -> None:
        search = self._inbox.header.search
        if search.isVisible():
            search.ask_recent()
        else:
            self.open_recent(self._window.mapToGlobal(QPoint(self._window.width() // 3, 80)))

    def _files_menu(self) -> QMenu:
        return files_menu(self.recent.files, self._open_file, self._window)

    def _file_verbs(self, case_id: int) -> Verbs:
        """The files written for a case, to be opened, and where the last one lies."""
        files = tuple(file for file in self.recent.files if file.case_id == case_id)
        if not files:
            return (MenuVerb("在文件夹中显示", int, is_on=False),)
        show = MenuVerb("在文件夹中显示", lambda: self._open_file(files[0].path, show_in_folder))
        return (files_menu(files, self._open_file, self._window, "打开导出过的"), show)

    def _open_file(self, path: Path, opens: Callable[[Path], object] = open_file) -> None:
        if path.exists():
            opens(path)
            return
        self.recent.forget_file(path)
        self.noticed.emit(
            Notice(f"{path.name} 不在了", f"它原来在 {path.parent}，已从最近的文件里去掉。", Tone.WARNING)
        )

    def _note_file(self, notice: Notice) -> None:
        if notice.file is not None:
            self.recent.note_file(RecentFile(notice.file, notice.case_id))

    def _refresh(self) -> None:
        """Read again what is shown: cases have been changed by a menu, or the officer asks for it."""
        front = self._stack.currentWidget()
        if isinstance(front, InboxPage):
            front.refresh()
        elif isinstance(front, Page):
            front.on_shown()

    def _elsewhere(self) -> Verbs:
        """Where there is nothing else under the pointer."""
        return (
            MenuVerb(menu_words("window.take_in", "收件…"), self.intake_requested.emit),
            MenuVerb(menu_words("window.new", "新建办件…"), self.new_requested.emit),
            self._files_menu(),
            None,
            MenuVerb(menu_words("window.read_again"), self._refresh),
        )
