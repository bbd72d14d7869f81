"""What keys do in the whole window: Tab, F6, F5, Esc, the list of keys; and the focus, which goes back to the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from desktop.ui.focus.tab_order import focus_on, next_column, next_stop, stops
from desktop.ui.inbox.inbox_page import InboxPage
from desktop.ui.parts.keys import bind
from desktop.ui.parts.notice import NoticeBar
from desktop.ui.parts.page import Page, PageWays
from desktop.ui.shell.pages import UPPER, Place
from desktop.ui.shell.trail import Trail
from desktop.ui.theme.theme import Theme

Act = Callable[[], object]


class WindowKeys(QObject):
    """Tab goes through the page in front, then the notice, then the rail. The focus of a notice that goes is given back."""

    def __init__(self, theme: Theme, pages: QStackedWidget, notice: NoticeBar, rail: QWidget) -> None:
        super().__init__(pages)
        self._theme, self._pages, self._notice, self._rail = theme, pages, notice, rail
        self._hand: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._remember)
        notice.focus_left.connect(self.give_back)

    @property
    def ways(self) -> PageWays:
        """Those of the page in front."""
        page = self._pages.currentWidget()
        return page.ways if isinstance(page, Page) else PageWays()

    def bind_to(self, window: QWidget) -> None:
        """Bind what is the same on every page."""
        bind(
            window,
            {
                "window.read_again": lambda: self.ways.read_again(),  # noqa: PLW0108 - of the page in front
                "window.keys": lambda: self._show_list(window),
                "window.next_column": partial(self._go_to_column, 1),
                "window.previous_column": partial(self._go_to_column, -1),
            },
        )

    def close_open(self) -> None:
        """Esc that no widget has taken: close what lies open on the page, else the notice."""
        if not self.ways.close_open():
            self._notice.clear()

    def step(self, step: int) -> bool:
        """Put the focus on the stop `step` further; False if there is none."""
        order = self._page_stops()
        for part in (self._notice, self._rail):
            order += stops(part) if part.isVisible() else []
        target = next_stop(order, QApplication.focusWidget(), step)
        if target is None:
            return False
        reason = Qt.FocusReason.TabFocusReason if step > 0 else Qt.FocusReason.BacktabFocusReason
        focus_on(target, reason)
        return True

    def give_back(self) -> None:
        """Put the focus where it was last in the page in front, or on the page's first stop."""
        order = self._page_stops()
        if order:
            (self._hand if self._hand in order else order[0]).setFocus()

    def _show_list(self, window: QWidget) -> None:
        from desktop.ui.dialogs.key_list import KeyList

        KeyList(self._theme, self.ways.area(), window).open()

    def _go_to_column(self, step: int) -> None:
        target = next_column(self.ways.columns(), QApplication.focusWidget(), step)
        if target is not None:
            focus_on(target, Qt.FocusReason.ShortcutFocusReason)

    def _page_stops(self) -> list[QWidget]:
        first = [stop for part in self.ways.first() for stop in stops(part)]
        return [*first, *(one for one in stops(self._pages.currentWidget()) if one not in first)]

    def _remember(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._pages.isAncestorOf(now):
            self._hand = now


class KeyWindow(QMainWindow):
    """A window in which Esc and Tab do what `keys` says."""

    keys: WindowKeys
    trail: Trail

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.windowHandle().installEventFilter(self.trail)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.keys.close_open()
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab and Shift+Tab in the order in which the window is read."""
        return self.keys.step(1 if forward else -1) or super().focusNextPrevChild(forward)


_BY_KEY = (*UPPER, Place.BOARD, Place.SEARCH, Place.SETTINGS)
"""The places with a key."""


def bind_window(
    window: KeyWindow,
    inbox: InboxPage,
    show_place: Callable[[Place], object],
    acts: Mapping[str, Act],
    paste_in: Act,
) -> None:
    """Bind the keys of places and of `acts`, and those of the work list that the window carries out."""
    bind(window, {f"window.{place}": partial(show_place, place) for place in _BY_KEY})
    bind(
        window,
        {"window.back": partial(window.trail.step, -1), "window.forward": partial(window.trail.step, 1)},
    )
    bind(window, {"window.ledger": inbox.export_list, **acts})
    bind(inbox, {"inbox.find": partial(inbox.take_focus, search=True), "inbox.paste": paste_in})
