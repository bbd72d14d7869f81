"""What to print 「打印内容」: the letter, forms, or the set of each addressee."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.forms.form_template import FormKind
from desktop.services.paper.print_sets import LETTER, WITH_EVERY_LETTER
from desktop.services.paper.printables import WHOLE_SET, PrintWish
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_COLUMNS = 2


class ContentBox(QWidget):
    """`changed` tells that a person chose something else."""

    changed = Signal()

    def __init__(self, theme: Theme, kinds: tuple[FormKind, ...], wish: PrintWish) -> None:
        super().__init__()
        self._settling = False
        self._letter = QCheckBox(LETTER)
        self._kinds = {kind: QCheckBox(kind.label) for kind in kinds}
        self._collated = QCheckBox("每位收件人各一套，信封在最后")
        self._only = Button(theme, "只印答复", kind="link")
        self._set = Button(theme, "整套", kind="link")
        self._lay_out()
        self._only.clicked.connect(lambda: self.choose(PrintWish()))
        self._set.clicked.connect(lambda: self.choose(WHOLE_SET))
        self.choose(wish)
        for box in self._boxes:
            box.toggled.connect(self._tell)

    @property
    def wish(self) -> PrintWish:
        """What is chosen."""
        kinds = tuple(kind for kind, box in self._kinds.items() if box.isChecked())
        return PrintWish(self._letter.isChecked(), _set_order(kinds), self._collated.isChecked())

    def choose(self, wish: PrintWish) -> None:
        """Show another choice, told as one change."""
        self._settling = True
        self._letter.setChecked(wish.letter)
        self._collated.setChecked(wish.by_addressee)
        for kind, box in self._kinds.items():
            box.setChecked(kind in wish.kinds)
        self._settling = False
        self.changed.emit()

    @property
    def _boxes(self) -> tuple[QCheckBox, ...]:
        return (self._letter, *self._kinds.values(), self._collated)

    def take_keyboard(self) -> None:
        """Put the keyboard onto the first choice. (A focus proxy would hide the links above it from Tab.)"""
        self._letter.setFocus()

    def _tell(self) -> None:
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
    """What goes with every letter in the order of the set: feedback form, then envelope; the rest as it stands."""
    first = tuple(kind for kind in WITH_EVERY_LETTER if kind in kinds)
    return (*first, *(kind for kind in kinds if kind not in first))
