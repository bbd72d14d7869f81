"""A page of the window: what every one of them tells the window, so that the window wires all alike."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.clerk import Clerk
from desktop.ui.parts.status_line import StatusFacts
from desktop.ui.theme.theme import Theme


class Page(QWidget):
    """`clerk` writes and answers at once; `reader` works out what takes long, in a thread and on a connection of its own."""

    case_opened = Signal(int)
    place_requested = Signal(str)  # the value of a Place
    list_exported = Signal(object, str)  # a CaseQuery and what it is called: take this list to the ledger
    facts_changed = Signal(object)
    noticed = Signal(object)
    failed = Signal(object)

    def __init__(self, theme: Theme, clerk: Clerk, reader: Clerk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.clerk, self.reader = theme, clerk, reader
        self.setProperty("ground", "background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def refresh(self) -> None:
        """Read again what is shown; the window calls it whenever the page comes to the front."""

    def take_keyboard(self) -> None:
        """Put the keyboard where the work is."""
        self.setFocus()

    def facts(self) -> StatusFacts:
        """What stands at the foot of the window while this page is in front."""
        return StatusFacts()
