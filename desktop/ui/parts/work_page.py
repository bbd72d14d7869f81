"""A page that works things out: its long questions go to the reader, so that nobody waits behind them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.ui.clerk import Clerk
from desktop.ui.parts.page import Page
from desktop.ui.parts.status_line import StatusFacts
from desktop.ui.theme.theme import Theme


class WorkPage(Page):
    """`clerk` writes and answers at once; `reader` looks, in a thread and on a connection of its own."""

    def __init__(self, theme: Theme, clerk: Clerk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.clerk, self.reader = theme, clerk, clerk.reader
        self.setProperty("ground", "background")

    def come_forward(self) -> None:
        self.refresh()
        self.facts_changed.emit(self.facts())
        self.take_keyboard()

    def refresh(self) -> None:
        """Read again what is shown."""

    def take_keyboard(self) -> None:
        """Put the keyboard where the work is."""
        self.setFocus()

    def facts(self) -> StatusFacts:
        """What stands at the foot of the window while this page is in front."""
        return StatusFacts()
