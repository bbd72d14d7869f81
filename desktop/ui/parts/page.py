"""A page: what stands between rail and status line, one at a time. The window wires every page alike."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.parts.status_line import StatusFacts


class Page(QWidget):
    """Says facts and wishes by these four signals; children override what they need."""

    case_opened = Signal(int)
    """A case to be opened on the desk, by id."""
    facts_changed = Signal(object)
    """StatusFacts for the foot of the window."""
    failed = Signal(object)
    """A DeskError for the notice bar."""
    noticed = Signal(object)
    """A Notice for the notice bar."""

    place_requested = Signal(str)
    """The value of a Place to go on to."""
    list_exported = Signal(object, str)
    """A CaseQuery and what it is called: a list to be taken to the ledger."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def come_forward(self) -> None:
        """The page is in front now: say what stands at the foot, read again what may have changed, take the keyboard."""
        self.facts_changed.emit(StatusFacts())
        self.setFocus()

    def may_leave(self) -> bool:
        """Another page is wanted; False keeps this one in front (after telling why by `failed`)."""
        return True
