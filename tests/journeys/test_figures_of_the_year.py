"""The forty cases of the year in the window on its last day: figures counted by hand, and the cases behind them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.figures.breakdown import Dimension
from desktop.services.office.workplace import open_workplace
from desktop.services.reporting.report import export_report
from desktop.ui.application import install_chinese_texts
from desktop.ui.calendar.calendar_page import CalendarPage
from desktop.ui.statistics.figure_board import ON_TILES
from desktop.ui.statistics.statistics_page import StatisticsPage
from tests.journeys.test_year_of_handling import BREAKDOWNS, RATES, YEAR_END, office
from tests.journeys.year import run_year
from tests.journeys.year_drivers import ServicesDriver
from tests.ui.officer import Officer
from tests.ui.opened_program import OpenedProgram
from tests.ui.places import CALENDAR, STATISTICS, go_to

pytestmark = pytest.mark.journey
LAST_DAY = datetime.fromisoformat(f"{YEAR_END}T09:00:00")


class StoredServicesDriver(ServicesDriver):
    """The same year in a store on disk that a window can open."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.work.close()
        self.work = open_workplace(folder, now=self._now, officer="周经办")


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("year")
    driver = StoredServicesDriver(folder)
    office(driver)
    run_year(driver)
    driver.work.close()
    return folder


@pytest.fixture
def officer(qapp: QApplication, qtbot: QtBot, year: Path) -> Iterator[Officer]:
    install_chinese_texts(qapp)
    program = OpenedProgram(year, now=lambda: LAST_DAY)
    yield Officer(qtbot, program)
    program.close()


def test_the_years_figures_and_the_cases_behind_them(officer: Officer, tmp_path: Path) -> None:
    page = go_to(officer, STATISTICS, StatisticsPage)
    officer.until(lambda: page.sheet is not None)
    assert page.filter.session.currentText() == "2026年交办"
    assert "交办 40 件 · 应答复 33 件 · 已答复 32 件" in officer.foot

    for tile, key in zip(page.board.tiles, ON_TILES, strict=True):
        part, whole, words = RATES[key]
        assert tile.figure.figure == words
        assert tile.figure.detail.startswith(f"{part} / {whole}")
    for card in page.board.cards:
        if card.by in {Dimension.RESULT, Dimension.SATISFACTION}:
            assert {bar.label: bar.count for bar in card.chart.bars} == BREAKDOWNS[card.by]

    officer.press(Qt.Key.Key_Tab)  # from 办复率 to 按时办复率
    officer.press(Qt.Key.Key_Space)
    officer.until(lambda: page.strip.model.total == 30)
    officer.tab_to("看未算进的 3 件")
    officer.press(Qt.Key.Key_Space)
    officer.until(lambda: sorted(row.number for row in page.strip.model.rows) == ["025", "027", "040"])

    page.write(export_report, tmp_path / "报告.docx")
    officer.until(lambda: "已导出 报告.docx" in officer.notice)
    words = "\n".join(paragraph.text for paragraph in Document(str(tmp_path / "报告.docx")).paragraphs)
    assert "解决或采纳23件，占总数的71.88%" in words


def test_one_session_is_counted_alone(officer: Officer) -> None:
    page = go_to(officer, STATISTICS, StatisticsPage)
    officer.until(lambda: page.sheet is not None)
    page.filter.session.setFocus()
    officer.press(Qt.Key.Key_Down)  # 十七届六次会议: the deputy's suggestion
    officer.until(lambda: "交办 1 件" in officer.foot)
    assert page.board.tiles[0].figure.figure == "100%"


def test_overdue_items_are_shown_on_their_due_date(officer: Officer) -> None:
    page = go_to(officer, CALENDAR, CalendarPage)
    page.choose(LAST_DAY.date().replace(month=12, day=1))
    officer.until(
        lambda: page.sheet is not None and [entry.words for entry in page.grid.chosen.entries] == ["040 答复"]
    )
    assert "逾期 30 天" in page.grid.chosen.entries[0].detail
