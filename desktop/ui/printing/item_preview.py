"""The things of a print job on screen, one at a time, as they will be printed."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.painting.press import Press
from desktop.services.paper.print_sets import SetItem
from desktop.ui.paper.paper_view import PaperView
from desktop.ui.parts.buttons import IconButton
from desktop.ui.parts.column_head import ColumnHead
from desktop.ui.parts.labels import ElidedLabel
from desktop.ui.theme.theme import Theme


class ItemPreview(QFrame):
    """Empty until something is shown; keeps its place while the same number of things is shown anew."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._press: Press | None = None
        self._items: tuple[SetItem, ...] = ()
        self._at = 0
        self.setProperty("ground", "paper")
        self.view = PaperView(theme.colours)
        self._name = ElidedLabel("", "heading")
        self._back = IconButton(theme, "chevron-left", "上一份")
        self._on = IconButton(theme, "chevron-right", "下一份")
        self._back.clicked.connect(lambda: self._step(-1))
        self._on.clicked.connect(lambda: self._step(1))
        theme.changed.connect(self._tint)
        self._lay_out()

    @property
    def item(self) -> SetItem | None:
        """What is on show."""
        return self._items[self._at] if self._items else None

    def show_items(self, items: tuple[SetItem, ...]) -> None:
        """Show the first of these, or the one in the same place as before."""
        self._at = self._at if len(items) == len(self._items) else 0
        self._items = items
        self._show()

    def _step(self, by: int) -> None:
        self._at = (self._at + by) % max(1, len(self._items))
        self._show()

    def _show(self) -> None:
        item = self.item
        for button in (self._back, self._on):
            button.setVisible(len(self._items) > 1)
        self.view.setVisible(item is not None)
        self._name.say(self._words(item) if item else "纸面")
        if item is not None:
            press = self._press = self._press or Press()
            document, layout = item.printout.document, item.printout.layout
            self.view.show_pages(press.pages(document, layout), layout, press.fonts(layout))

    def _words(self, item: SetItem) -> str:
        place = f"（{self._at + 1}/{len(self._items)}）" if len(self._items) > 1 else ""
        return " · ".join(filter(None, (item.what, item.addressee))) + place

    def _tint(self) -> None:
        self.view.set_colours(self._theme.colours)

    def _lay_out(self) -> None:
        head = ColumnHead(self._theme)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(4)
        row.addWidget(self._name)
        row.addStretch(1)
        row.addWidget(self._back)
        row.addWidget(self._on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.view, 1)
        column.addStretch()  # keeps the head on top while there is no paper
