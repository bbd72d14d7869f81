"""The places of the window and the steps in which their pages are made."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from desktop.ui.parts.page import Page
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme
from desktop.ui.window_settings import WindowSettings


class Place(StrEnum):
    """A place of the window, reached by the rail or a key. The value is its English name, `label` the text below its icon."""

    CASES = "cases"
    CALENDAR = "calendar"
    STATISTICS = "statistics"
    TEMPLATES = "templates"
    BOARD = "board"
    LEDGER = "ledger"
    SEARCH = "search"
    SETTINGS = "settings"

    @property
    def label(self) -> str:
        return _LABELS[self][0]

    @property
    def icon(self) -> str:
        return _LABELS[self][1]


_LABELS = {
    Place.CASES: ("办件", "inbox"),
    Place.CALENDAR: ("日程", "calendar-days"),
    Place.STATISTICS: ("统计", "chart-column"),
    Place.TEMPLATES: ("模板", "layout-template"),
    Place.BOARD: ("看板", "square-kanban"),
    Place.LEDGER: ("台账", "file-spreadsheet"),
    Place.SEARCH: ("查找", "search"),
    Place.SETTINGS: ("设置", "settings"),
}

UPPER = (Place.CASES, Place.CALENDAR, Place.STATISTICS, Place.TEMPLATES)
LOWER = (Place.SEARCH, Place.SETTINGS)
OF_CASES = (Place.CASES, Place.SEARCH, Place.BOARD, Place.LEDGER)
"""Places shown as 办件 in the rail: other views of the same cases."""


DESK, INTAKE = "desk", "intake"
"""The names of the pages that are no place of the rail."""
WARMED = (
    DESK,
    Place.CALENDAR,
    Place.BOARD,
    Place.STATISTICS,
    INTAKE,
    Place.LEDGER,
    Place.SETTINGS,
    Place.TEMPLATES,
)
"""The pages made ahead, those used most first."""

_MODULES = {
    DESK: "desktop.ui.desk.desk_page",
    INTAKE: "desktop.ui.intake.intake_page",
    Place.CALENDAR: "desktop.ui.calendar.calendar_page",
    Place.BOARD: "desktop.ui.board.board_page",
    Place.LEDGER: "desktop.ui.ledger.ledger_page",
    Place.STATISTICS: "desktop.ui.statistics.statistics_page",
    Place.TEMPLATES: "desktop.ui.templates.templates_page",
    Place.SETTINGS: "desktop.ui.settings.settings_page",
}


def module_of(name: str) -> str:
    """The module of the page of that name, which is imported at first use and keeps the start short."""
    return _MODULES.get(name, __name__)


def page_steps(
    theme: Theme, worker: StoreWorker, settings: WindowSettings, name: str
) -> Iterator[Page | None]:
    """Make the page of that name: None after each step but the last."""
    match name:
        case "desk":
            from desktop.ui.desk.desk_page import desk_steps

            yield from desk_steps(theme, worker, settings)
        case "intake":
            from desktop.ui.intake.intake_page import intake_steps

            yield from intake_steps(theme, worker, settings)
        case _:
            yield _small_page(Place(name), theme, worker, settings)


def _small_page(place: Place, theme: Theme, worker: StoreWorker, settings: WindowSettings) -> Page:
    """The page of a place that is made in one step."""
    match place:
        case Place.CALENDAR:
            from desktop.ui.calendar.calendar_page import CalendarPage

            return CalendarPage(theme, worker)
        case Place.BOARD:
            from desktop.ui.board.board_page import BoardPage

            return BoardPage(theme, worker)
        case Place.LEDGER:
            from desktop.ui.ledger.ledger_page import LedgerPage

            return LedgerPage(theme, worker)
        case Place.STATISTICS:
            from desktop.ui.statistics.statistics_page import StatisticsPage

            return StatisticsPage(theme, worker)
        case Place.TEMPLATES:
            from desktop.ui.templates.templates_page import TemplatesPage

            return TemplatesPage(theme, worker)
        case Place.SETTINGS:
            from desktop.ui.settings.settings_page import SettingsPage

            return SettingsPage(theme, worker, settings)
        case Place.CASES | Place.SEARCH:
            raise ValueError(f"{place} is the work list, which the window makes itself")
