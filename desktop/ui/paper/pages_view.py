"""The page view 「整窗看纸面」: thumbnails on the left, whole pages beside them, operated by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.painting.font_library import FontLibrary
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.page import Page
from desktop.ui.paper.page_stack import MARGIN
from desktop.ui.paper.paper_view import FIT_PAGE, FIT_WIDTH, PaperView
from desktop.ui.paper.thumbnails import Thumbnails
from desktop.ui.parts.buttons import IconButton
from desktop.ui.parts.keys import bind, tip
from desktop.ui.parts.labels import ColumnHead, ElidedLabel, make_label
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.theme.theme import Theme


class PageSpread(PaperView):
    """A PaperView with pages in rows of one or two; shows whole pages at first."""

    @property
    def abreast(self) -> int:
        """The number of pages side by side."""
        return self._abreast

    def show_abreast(self, abreast: int) -> None:
        """Show whole pages, `abreast` of them side by side."""
        self.set_zoom(FIT_PAGE, abreast)

    @property
    def page(self) -> int:
        """The first page of the row in the middle of the view, from 1; 0 without pages."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        return self._stack.page_at(middle) + 1

    def go_to_page(self, number: int) -> None:
        """Scroll to the top of that page, or of the nearest one if there is none of that number."""
        if self._stack.pages:
            index = min(max(number, 1), len(self._stack.pages)) - 1
            self.verticalScrollBar().setValue(round(self._stack.rect(index).top()) - MARGIN)

    def step(self, rows: int) -> None:
        """Go `rows` rows of pages forward, or back if negative."""
        self.go_to_page(self.page + rows * self._abreast)


class PagesView(QDialog):
    """A dialog of the size of its parent window; Esc closes it."""

    print_requested = Signal()

    def __init__(self, theme: Theme, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._first = 1
        self.setWindowTitle(f"纸面：{title}")
        self.setGeometry(parent.window().geometry())
        self.thumbnails = Thumbnails(theme)
        self.spread = PageSpread(theme.colours)
        self._title = make_label(title, "heading")
        self._place = ElidedLabel()
        set_form(self._place, tone=str(Tone.SECONDARY))
        self._two = IconButton(theme, "", f"{tip('pages.two')}，{tip('pages.one')}", "双页")
        self._two.setCheckable(True)
        self._lay_out()
        self._connect()
        self._bind()
        self.spread.set_zoom(FIT_PAGE)
        self.spread.setFocus()

    @property
    def where(self) -> str:
        """The text of the head: page and number of pages."""
        return self._place.text()

    def show_pages(self, pages: tuple[Page, ...], layout: Layout, fonts: FontLibrary, page: int = 1) -> None:
        """Show these pages, scrolled to `page`."""
        self._first = page
        self.spread.show_pages(pages, layout, fonts)
        self.thumbnails.show_pages(pages, fonts)
        self._say(page, len(pages))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.spread.go_to_page(self._first)  # the view has its size only now

    def _say(self, page: int, total: int) -> None:
        self._place.show_text(f"第 {page} 页 / 共 {total} 页")
        self.thumbnails.mark(page)

    def _show_two(self, shown: bool) -> None:
        self.spread.show_abreast(2 if shown else 1)

    def _tint(self) -> None:
        self.spread.set_colours(self._theme.colours)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _connect(self) -> None:
        self.spread.page_changed.connect(self._say)
        self.thumbnails.page_chosen.connect(self.spread.go_to_page)
        self._two.toggled.connect(self._show_two)
        self._theme.changed.connect(self._tint)

    def _bind(self) -> None:
        """Bind the paging keys for the whole dialog, whichever widget has the focus."""
        spread = self.spread
        acts: dict[str, Callable[[], object]] = {
            "pages.next": partial(spread.step, 1),
            "pages.previous": partial(spread.step, -1),
            "pages.first": partial(spread.go_to_page, 1),
            "pages.last": lambda: spread.go_to_page(len(spread.pages)),
            "pages.zoom_in": partial(spread.zoom_step, 1),
            "pages.zoom_out": partial(spread.zoom_step, -1),
            "pages.whole": partial(spread.set_zoom, FIT_PAGE),
            "pages.width": partial(spread.set_zoom, FIT_WIDTH),
            "pages.one": partial(self._two.setChecked, False),
            "pages.two": partial(self._two.setChecked, True),
            "pages.print": self.print_requested.emit,
            "pages.full": self._toggle_full_screen,
        }
        bind(self, acts)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.thumbnails)
        body.addWidget(self.spread, 1)
        column.addLayout(body, 1)

    def _head(self) -> ColumnHead:
        head = ColumnHead(self._theme)
        row = QHBoxLayout(head)
        row.setContentsMargins(8, 0, 12, 0)
        row.setSpacing(4)
        verbs: tuple[tuple[str, str, str, Callable[[], object]], ...] = (
            ("zoom-out", tip("pages.zoom_out"), "", partial(self.spread.zoom_step, -1)),
            ("", tip("pages.whole"), "整页", partial(self.spread.set_zoom, FIT_PAGE)),
            ("", tip("pages.width"), "适宽", partial(self.spread.set_zoom, FIT_WIDTH)),
            ("zoom-in", tip("pages.zoom_in"), "", partial(self.spread.zoom_step, 1)),
            ("printer", tip("pages.print"), "", self.print_requested.emit),
        )
        back = IconButton(self._theme, "arrow-left", tip("pages.leave"))
        back.clicked.connect(self.reject)
        for widget in (back, self._title, self._place):
            row.addWidget(widget)
        row.insertSpacing(2, 8)
        row.addStretch(1)
        row.addWidget(self._two)
        for icon, name, words, act in verbs:
            button = IconButton(self._theme, icon, name, words)
            button.clicked.connect(act)
            row.addWidget(button)
        return head
