"""The right column of the desk: the pages as they will be printed, updated while the officer types."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from desktop.painting.font_library import FontLibrary
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.page import Page
from desktop.typesetting.pages.page_places import TypedPosition
from desktop.ui.paper.page_renderer import Remark
from desktop.ui.paper.paper_view import FIT_PAGE, FIT_WIDTH, PaperView
from desktop.ui.parts.buttons import IconButton
from desktop.ui.parts.keys import menu_words, tip
from desktop.ui.parts.labels import ColumnHead, ElidedLabel, make_label
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.theme.theme import Theme


class PaperColumn(QFrame):
    """Shows pages and the cursor's place on them; `position_clicked` carries the place in the text that was clicked."""

    position_clicked = Signal(str, int, int)
    print_requested = Signal()
    whole_requested = Signal()
    """Asks to show the pages in the whole window."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._position = TypedPosition("", 0, 0)
        self._marks: dict[str, tuple[Remark, ...]] = {}
        self.setProperty("ground", "paper")
        self.view = PaperView(theme.colours)
        self._place = ElidedLabel()
        set_form(self._place, tone=str(Tone.SECONDARY))
        self._ruler = IconButton(theme, "table-2", "显示版心和行格")
        self._ruler.setCheckable(True)
        self._smaller = IconButton(theme, "zoom-out", "缩小")
        self._fit = IconButton(theme, "", "适合栏宽", "适宽")
        self._larger = IconButton(theme, "zoom-in", "放大")
        self._print = IconButton(theme, "printer", tip("desk.print"))
        self.shown: tuple[tuple[Page, ...], Layout, FontLibrary] | None = None
        self.page = 1
        self._lay_out()
        self._connect()

    @property
    def where(self) -> str:
        """The text of the column's head: page, number of pages, line."""
        return self._place.text()

    @property
    def amount(self) -> str:
        """「5 页 · 28×22」: pages, and characters by lines of a page; "" before the first letter."""
        if self.shown is None:
            return ""
        pages, layout, _ = self.shown
        return f"{len(pages)} 页 · {layout.grid.chars}×{layout.grid.lines}"

    def show_pages(self, pages: tuple[Page, ...], layout: Layout, fonts: FontLibrary) -> None:
        """Show these pages, scrolled to the cursor's line."""
        self.shown = pages, layout, fonts
        self.view.show_pages(pages, layout, fonts)
        self.follow(self._position)

    def mark(self, source: str, remarks: tuple[Remark, ...]) -> None:
        """Show the marks of one source (reviews, checks) in the margin beside those of the others."""
        self._marks[source] = remarks
        self.view.show_remarks([remark for marks in self._marks.values() for remark in marks])

    def follow(self, position: TypedPosition) -> None:
        """Scroll to the cursor's place and show its page and line."""
        self._position = position
        place = self.view.follow(position)
        total = len(self.view.pages)
        if place is not None:
            self._place.show_text(f"第 {place.page} 页 / 共 {total} 页 · 第 {place.line} 行")
        else:
            self._place.show_text(f"共 {total} 页" if total else "")

    def _on_theme(self) -> None:
        self.view.set_colours(self._theme.colours)

    def _keep_page(self, page: int, _total: int) -> None:
        self.page = page

    def _connect(self) -> None:
        self.view.page_changed.connect(self._keep_page)
        self.view.position_clicked.connect(self.position_clicked)
        self._ruler.toggled.connect(self.view.show_ruler)
        self._smaller.clicked.connect(lambda: self.view.zoom_step(-1))
        self._larger.clicked.connect(lambda: self.view.zoom_step(1))
        self._print.clicked.connect(self.print_requested)
        self._fit.setMenu(self._make_sizes())
        self._fit.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._theme.changed.connect(self._on_theme)

    def _make_sizes(self) -> QMenu:
        sizes = QMenu(self)
        sizes.addAction("适合栏宽", lambda: self.view.set_zoom(FIT_WIDTH))
        sizes.addAction("整页", lambda: self.view.set_zoom(FIT_PAGE))
        sizes.addAction("实际大小（100%）", lambda: self.view.set_zoom(1.0))
        sizes.addSeparator()
        sizes.addAction(menu_words("desk.pages"), self.whole_requested.emit)
        return sizes

    def _lay_out(self) -> None:
        head = ColumnHead(self._theme)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(4)
        row.addWidget(make_label("纸面", "heading"))
        row.addSpacing(8)
        row.addWidget(self._place)
        row.addStretch(1)
        for button in (self._ruler, self._smaller, self._fit, self._larger, self._print):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.view, 1)
