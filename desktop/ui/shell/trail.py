"""The places seen 「后退、前进」: pages, cases and sections, gone through by Alt+Left, Alt+Right and the mouse's own buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent

from desktop.ui.shell.pages import DESK, INTAKE, Place

if TYPE_CHECKING:
    from desktop.ui.desk.desk_page import DeskPage

_MOST = 60
_STEPS = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}


class Spot(NamedTuple):
    """A place seen: the name of the page, on the desk the case and the open section as well."""

    page: str
    case_id: int = 0
    section: str = ""


class Trail(QObject):
    """Asks for a place, a case or the intake; what the window shows then is told by `note`, as all that the officer goes to."""

    place_requested = Signal(Place)
    case_requested = Signal(int)
    intake_requested = Signal()

    def __init__(self, desk: Callable[[], DeskPage | None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._spots: list[Spot] = []
        self._at = -1
        self._under_way: Spot | None = None

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """Take the mouse's buttons for back and forward wherever in a watched window they are pressed."""
        if event.type() != QEvent.Type.MouseButtonPress:
            return False
        step = _STEPS.get(cast("QMouseEvent", event).button(), 0)
        if step:
            self.step(step)
        return bool(step)

    def note(self, spot: Spot) -> None:
        """This is in front now."""
        wanted, here = self._under_way, self._spots[self._at] if self._spots else None
        if spot == here:
            self._under_way = None
        elif wanted is not None and spot[:2] == wanted[:2]:
            QTimer.singleShot(0, self, self._arrive)  # the case is there, its section is opened next
        elif here is not None and not here.section and spot[:2] == here[:2]:
            self._spots[self._at] = spot
        else:
            self._under_way = None
            self._spots = [*self._spots[: self._at + 1], spot][-_MOST:]
            self._at = len(self._spots) - 1

    def note_section(self) -> None:
        """Another section has been opened on the desk."""
        desk = self._desk()
        if desk is not None and desk.isVisible():
            self.note_page(DESK)

    def note_page(self, name: str) -> None:
        """The page of that name is in front now."""
        desk = self._desk()
        at_desk = desk is not None and name == DESK
        self.note(Spot(name, desk.case_id, desk.pane.key) if desk is not None and at_desk else Spot(name))

    def step(self, step: int) -> None:
        """Go back (-1) or forward (1), as far as there is somewhere to go."""
        if 0 <= self._at + step < len(self._spots):
            self._at += step
            self._under_way = self._spots[self._at]
            self._go(self._spots[self._at])

    def _arrive(self) -> None:
        spot, self._under_way = self._under_way, None
        if spot is not None:
            self._go(spot)

    def _go(self, spot: Spot) -> None:
        desk = self._desk()
        if spot.page == INTAKE:
            self.intake_requested.emit()
        elif spot.page != DESK:
            self.place_requested.emit(Place(spot.page))
        elif desk is not None and desk.isVisible() and desk.case_id == spot.case_id:
            desk.pane.open_section(spot.section)
            desk.pane.focus_writing()
        else:
            self.case_requested.emit(spot.case_id)
