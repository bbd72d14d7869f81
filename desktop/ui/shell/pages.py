"""Which page stands at which place. Each is imported when it is first wanted, so that the start pays for none of them."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from desktop.ui.clerk import Clerk
from desktop.ui.parts.empty_page import EmptyPage
from desktop.ui.parts.page import Page
from desktop.ui.shell.place import Place
from desktop.ui.theme.theme import Theme
from desktop.ui.window_settings import WindowSettings


def make_page(place: Place, theme: Theme, clerk: Clerk, settings: WindowSettings) -> Page:
    """The page of a place; for one whose work is still to come, a page that says what will be there."""
    match place:
        case Place.CASES | Place.SEARCH:
            from desktop.ui.inbox.inbox_page import InboxPage

            return InboxPage(theme, clerk)
        case Place.CALENDAR:
            from desktop.ui.calendar.calendar_page import CalendarPage

            return CalendarPage(theme, clerk)
        case Place.BOARD:
            from desktop.ui.board.board_page import BoardPage

            return BoardPage(theme, clerk)
        case Place.LEDGER:
            from desktop.ui.ledger.ledger_page import LedgerPage

            return LedgerPage(theme, clerk)
        case Place.STATISTICS:
            from desktop.ui.statistics.statistics_page import StatisticsPage

            return StatisticsPage(theme, clerk)
        case Place.TEMPLATES:
            from desktop.ui.templates.templates_page import TemplatesPage

            return TemplatesPage(theme, clerk)
        case Place.SETTINGS:
            from desktop.ui.settings.settings_page import SettingsPage

            return SettingsPage(theme, clerk, settings)
        case _:
            return LaterPage(theme, place)


class LaterPage(Page):
    """One friendly sentence."""

    def __init__(self, theme: Theme, place: Place) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.addWidget(EmptyPage(theme, place.icon, place.label, place.promise))
