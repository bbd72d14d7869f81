"""The places of the window and the steps in which their pages are made."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from PySide6.QtWidgets import QVBoxLayout

from desktop.ui.parts.page import EmptyPage, Page
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme
from desktop.ui.window_settings import WindowSettings


class Place(StrEnum):
    """A place of the window, reached by the rail or a key. The value is its English name, `label` the text below its icon."""

    CASES = "cases"
    CALENDAR = "calendar"
    STATISTICS = "statistics"
    LIBRARY = "library"
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

    @property
    def promise(self) -> str:
        """One sentence about what can be done there."""
        return _LABELS[self][2]


_LABELS = {
    Place.CASES: ("办件", "inbox", "所有办件都在这里。"),
    Place.CALENDAR: ("日程", "calendar-days", "交办、答复、会办和反馈的期限会按日期排在这里。"),
    Place.STATISTICS: (
        "统计",
        "chart-column",
        "办复率、采纳率、满意率会在这里算好，点数字可以看到是哪些办件。",
    ),
    Place.LIBRARY: ("资料", "library", "往年答复和政策文件会收在这里，写答复时随手可查。"),
    Place.TEMPLATES: (
        "模板",
        "layout-template",
        "答复模板、版式和各地办理规则会列在这里，可以照着改成本单位的。",
    ),
    Place.BOARD: ("看板", "square-kanban", "在办的办件按状态排开，拖动就能流转。"),
    Place.LEDGER: ("台账", "file-spreadsheet", "把办件导出成 Excel，或填进上级发的表样。"),
    Place.SEARCH: ("查找", "search", "按 Ctrl+K 查编号、案由、委员和正文。"),
    Place.SETTINGS: ("设置", "settings", "外观、字号和本单位的常用信息。"),
}

UPPER = (Place.CASES, Place.CALENDAR, Place.STATISTICS, Place.LIBRARY, Place.TEMPLATES)
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
    """Make the page of that name, a placeholder for one that does not exist yet: None after each step but the last."""
    match name:
        case "desk":
            from desktop.ui.desk.desk_page import desk_steps

            yield from desk_steps(theme, worker, settings)
        case "intake":
            from desktop.ui.intake.intake_page import intake_steps

            yield from intake_steps(theme, worker)
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
        case _:
            return PlaceholderPage(theme, place)


class PlaceholderPage(Page):
    """Shows one sentence about the page to come."""

    def __init__(self, theme: Theme, place: Place) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.addWidget(EmptyPage(theme, place.icon, place.label, place.promise))
