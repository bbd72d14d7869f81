"""Opens the card 「填报」 of a case, keeps it true while the letter changes, and stores what was copied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.case.case import Case, MatterType
from desktop.domain.errors import DeskError
from desktop.services.paper.portal_card import PortalCard, PortalRow, portal_card, tick_copied
from desktop.ui.desk.paper.portal_dialog import PortalDialog
from desktop.ui.store_worker import Newest, StoreWorker
from desktop.ui.theme.theme import Theme

Act = Callable[[], object]
_Sort = tuple[MatterType, bool]
"""Cases of one sort go to one system: the type, and whether this unit answers the proposer."""
_Place = tuple[int, str, str, int]
"""A row in the store: case, system, item, piece."""


class PortalController(QObject):
    """One card at a time. `when_stored` is that of the open letter; `failed` carries a DeskError."""

    failed = Signal(object)

    def __init__(
        self, theme: Theme, worker: StoreWorker, when_stored: Callable[[Act], object], window: QWidget
    ) -> None:
        super().__init__(window)
        self._theme, self._worker, self._window = theme, worker, window
        self._when_stored = when_stored
        self.dialog: PortalDialog | None = None
        self._chosen: dict[_Sort, str] = {}
        self._newest = Newest()
        self._wanted: tuple[Case, str] | None = None
        self._comes_in_front = False
        self._writing: dict[_Place, bool] = {}

    def open_card(self, case: Case) -> None:
        """Show the card of the case in front, for the system chosen last for cases of its sort."""
        self._comes_in_front = True
        self._ask(case, self._chosen.get(_sort(case), ""))

    def show_error(self, error: DeskError) -> None:
        """Tell a refusal in the card, or without one where the desk tells it."""
        if self.dialog is None:
            self.failed.emit(error)
        else:
            self.dialog.notice.show_error(error)

    def _ask(self, case: Case, portal: str) -> None:
        self._wanted = case, portal
        task = self._newest.follow(self._worker.looker.send(portal_card, case.id, portal))
        task.done.connect(self._show)
        task.failed.connect(self.show_error)

    def _show(self, card: PortalCard) -> None:
        card = replace(card, rows=tuple(self._as_ticked(card, row) for row in card.rows))
        if self.dialog is None:
            self.dialog = self._make(card)
            self.dialog.show()
        else:
            self.dialog.show_card(card)
        if self._comes_in_front:
            self._comes_in_front = False
            self.dialog.raise_()
            self.dialog.activateWindow()

    def _make(self, card: PortalCard) -> PortalDialog:
        dialog = PortalDialog(self._theme, card, self._window)
        dialog.ticked.connect(self._tick)
        dialog.portal_chosen.connect(self._choose)
        dialog.looked_at.connect(self._look_again)
        dialog.finished.connect(self._forget)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _look_again(self) -> None:
        """Read the card again, as soon as the store holds what is written."""
        self._when_stored(self._read_again)

    def _read_again(self) -> None:
        """Ask once more for what was asked for last, which need not be there yet."""
        if self.dialog is not None and self._wanted is not None:
            self._ask(*self._wanted)

    def _choose(self, portal: str) -> None:
        if self.dialog is not None:
            case = self.dialog.card.case
            self._chosen[_sort(case)] = portal
            self._ask(case, portal)

    def _tick(self, card: PortalCard, row: PortalRow, copied: bool) -> None:
        place = _place(card, row)
        self._writing[place] = copied
        task = self._worker.send(tick_copied, card.case.id, card, row, copied=copied)
        task.settled.connect(lambda: self._writing.pop(place, None))
        task.failed.connect(self.show_error)

    def _as_ticked(self, card: PortalCard, row: PortalRow) -> PortalRow:
        """The row with a tick that is still being stored."""
        copied = self._writing.get(_place(card, row))
        return row if copied is None else row.ticked(copied=copied)

    def _forget(self) -> None:
        self._newest.drop()
        self.dialog = None


def _sort(case: Case) -> _Sort:
    return case.matter_type, case.handling_role.answers_proposer


def _place(card: PortalCard, row: PortalRow) -> _Place:
    return card.case.id, card.portal.id, row.item.name, row.piece
