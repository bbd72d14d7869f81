"""The choice of what to print 「打印内容」 (letter, forms, or the set of each addressee), and the preview."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.forms.form_template import FormKind
from desktop.painting.print_engine import PrintEngine
from desktop.services.paper.print_sets import LETTER, WITH_EVERY_LETTER, SetItem
from desktop.services.paper.printables import WHOLE_SET, PrintRequest
from desktop.ui.paper.paper_view import PaperView
from desktop.ui.parts.buttons import Button, IconButton
from desktop.ui.parts.labels import ColumnHead, ElidedLabel, make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme


class ItemPreview(QFrame):
    """The preview of a print job, one item at a time; keeps its position if the next items are as many."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._engine: PrintEngine | None = None
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
        """The shown item; None if there is none."""
        return self._items[self._at] if self._items else None

    def show_items(self, items: tuple[SetItem, ...]) -> None:
        """Show the first of these items, or the one at the present position."""
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
        self._name.show_text(self._words(item) if item else "纸面")
        if item is not None:
            engine = self._engine = self._engine or PrintEngine()
            document, layout = item.printout.document, item.printout.layout
            self.view.show_pages(engine.pages(document, layout), layout, engine.fonts(layout))

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
        column.addStretch()  # keeps the head at the top while no pages are shown


_COLUMNS = 2


class ContentBox(QWidget):
    """`changed` is emitted when a person changed the choice."""

    changed = Signal()

    def __init__(self, theme: Theme, kinds: tuple[FormKind, ...], request: PrintRequest) -> None:
        super().__init__()
        self._settling = False
        self._letter = QCheckBox(LETTER)
        self._kinds = {kind: QCheckBox(kind.label) for kind in kinds}
        self._collated = QCheckBox("每位收件人各一套，信封在最后")
        self._only = Button(theme, "只印答复", kind="link")
        self._set = Button(theme, "整套", kind="link")
        self._lay_out()
        self._only.clicked.connect(lambda: self.choose(PrintRequest()))
        self._set.clicked.connect(lambda: self.choose(WHOLE_SET))
        self.choose(request)
        for box in self._boxes:
            box.toggled.connect(self._emit_changed)

    @property
    def request(self) -> PrintRequest:
        """What is chosen."""
        kinds = tuple(kind for kind, box in self._kinds.items() if box.isChecked())
        return PrintRequest(self._letter.isChecked(), _set_order(kinds), self._collated.isChecked())

    def choose(self, request: PrintRequest) -> None:
        """Set the choice, with one `changed` signal."""
        self._settling = True
        self._letter.setChecked(request.letter)
        self._collated.setChecked(request.by_addressee)
        for kind, box in self._kinds.items():
            box.setChecked(kind in request.kinds)
        self._settling = False
        self.changed.emit()

    @property
    def _boxes(self) -> tuple[QCheckBox, ...]:
        return (self._letter, *self._kinds.values(), self._collated)

    def take_focus(self) -> None:
        """Focus the first choice. (With a focus proxy, Tab would not reach the links above it.)"""
        self._letter.setFocus()

    def _emit_changed(self) -> None:
        if not self._settling:
            self.changed.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(make_label("内容", "small", Tone.SECONDARY))
        head.addStretch(1)
        head.addWidget(self._only)
        head.addWidget(self._set)
        column.addLayout(head)
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        for place, box in enumerate((self._letter, *self._kinds.values())):
            grid.addWidget(box, place // _COLUMNS, place % _COLUMNS)
        column.addLayout(grid)
        column.addWidget(self._collated)


def _set_order(kinds: tuple[FormKind, ...]) -> tuple[FormKind, ...]:
    """The forms in printing order: feedback form, then envelope, then the others in their order."""
    first = tuple(kind for kind in WITH_EVERY_LETTER if kind in kinds)
    return (*first, *(kind for kind in kinds if kind not in first))
