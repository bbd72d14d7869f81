"""The statistics page: figures open their cases, charts work by keyboard and can be exported as pictures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from desktop.domain.case.case import Case, MatterType
from desktop.domain.case.status import Status
from desktop.domain.figures.breakdown import Dimension, Slice
from desktop.domain.figures.case_figures import FigureScope
from desktop.domain.forms.form_template import FormKind
from desktop.services.cases.cases import create_case
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.report import export_report
from desktop.services.reporting.statistics import export_figures
from desktop.ui.parts.buttons import Button
from desktop.ui.statistics.chart_data import make_chart
from desktop.ui.statistics.statistics_page import StatisticsPage
from tests.ui.office_papers import write_paper
from tests.ui.officer import Officer
from tests.ui.places import STATISTICS, go_to


def add_cases(work: Workplace) -> None:
    """Add three cases of one session this year, two of them answered, and one of the previous year."""
    blank = Case(
        term=15, session=4, assigned_at=date(2024, 1, 22), due_at=date(2024, 4, 22), section="科普科"
    )
    for number, status, day in (
        ("001", Status.REPLIED, date(2024, 3, 1)),
        ("002", Status.REPLIED, date(2024, 4, 1)),
        ("003", Status.DRAFTING, None),
    ):
        create_case(
            work, replace(blank, number=number, subject=f"关于{number}的提案", status=status, replied_at=day)
        )
    create_case(
        work, Case(term=15, session=3, number="900", subject="去年的提案", assigned_at=date(2023, 2, 1))
    )


@pytest.fixture
def page(officer: Officer) -> StatisticsPage:
    officer.program.worker.wait_for(add_cases)
    found = go_to(officer, STATISTICS, StatisticsPage)
    officer.until(lambda: found.sheet is not None)
    return found


def numbers(officer: Officer, page: StatisticsPage) -> list[str]:
    officer.settle()
    return sorted(row.number for row in page.strip.model.rows)


def test_the_session_of_this_year_is_counted_at_first(page: StatisticsPage) -> None:
    assert page.filter.session.currentText() == "十五届四次会议"
    assert page.board.tiles[0].figure.detail == "2 / 3"


def test_every_session_can_be_counted_together(officer: Officer, page: StatisticsPage) -> None:
    page.filter.session.setFocus()
    officer.press(Qt.Key.Key_Home)
    officer.until(lambda: page.board.tiles[0].figure.detail == "2 / 4")
    assert page.sheet is not None
    assert page.sheet.statistics.scope == FigureScope()


def test_what_is_not_counted_is_named_and_leads_to_its_cases(officer: Officer, page: StatisticsPage) -> None:
    """A case without 届次 is left out of a session without anybody having decided so."""
    officer.program.worker.wait_for(
        lambda work: create_case(work, Case(number="777", subject="没有届次的提案"))
    )
    page.refresh()
    officer.until(lambda: page.sheet is not None and page.sheet.statistics.stored == 5)
    links = [one for one in cast("list[Button]", page.board.scope.findChildren(Button)) if one.isVisible()]
    assert [link.text() for link in links] == ["没有登记届次 1 件，未计入", "别的届次 1 件"]
    links[0].click()
    assert numbers(officer, page) == ["777"]


def test_a_tile_lists_the_cases_behind_it_and_those_left_out(officer: Officer, page: StatisticsPage) -> None:
    officer.until(page.board.tiles[0].hasFocus)
    officer.press(Qt.Key.Key_Space)
    assert numbers(officer, page) == ["001", "002"]
    officer.tab_to("看未算进的 1 件")
    officer.press(Qt.Key.Key_Space)
    assert numbers(officer, page) == ["003"]
    officer.press(Qt.Key.Key_Escape)
    assert page.strip.isHidden()
    assert page.board.tiles[0].hasFocus()


def test_a_case_of_the_list_opens_on_the_desk(officer: Officer, page: StatisticsPage) -> None:
    officer.press(Qt.Key.Key_Space)
    officer.until(page.strip.list.hasFocus)
    officer.press(Qt.Key.Key_Return)
    officer.until(lambda: officer.at_desk)


def test_a_bar_is_reached_by_arrows_and_opened_by_enter(officer: Officer, page: StatisticsPage) -> None:
    months = page.board.cards[1]
    months.view.setFocus()
    officer.press(Qt.Key.Key_Right)
    assert "4月 1 件，占总数的50" in months.view.accessibleName()
    officer.press(Qt.Key.Key_Return)
    assert numbers(officer, page) == ["002"]


def test_a_chart_is_copied_as_a_picture(officer: Officer, page: StatisticsPage) -> None:
    page.board.cards[0].view.setFocus()
    officer.ctrl(Qt.Key.Key_C)
    image = QGuiApplication.clipboard().image()
    assert image.width() > 1500
    assert image.pixelColor(3, 3).name() == "#ffffff"
    assert "已复制" in officer.notice


def test_a_chart_is_saved_as_a_picture_or_says_why_not(
    officer: Officer, page: StatisticsPage, tmp_path: Path
) -> None:
    page.board.cards[0].save_picture(tmp_path / "图.png")
    assert (tmp_path / "图.png").stat().st_size > 1000
    page.board.cards[0].save_picture(tmp_path / "没有" / "图.png")
    assert "图片没有写成" in officer.notice


def test_a_card_can_count_by_something_else(page: StatisticsPage) -> None:
    card = page.board.cards[0]
    card.dimension_chosen.emit(Dimension.STATUS)
    assert card.chart.title == "状态"
    assert [bar.words for bar in card.chart.bars] == ["已答复 2 件", "拟稿 1 件"]


def test_report_and_figures_are_written(officer: Officer, page: StatisticsPage, tmp_path: Path) -> None:
    page.write(export_report, tmp_path / "报告.docx")
    officer.until(lambda: "已导出 报告.docx" in officer.notice)
    page.write(export_figures, tmp_path / "数字.xlsx")
    officer.until(lambda: "已导出 数字.xlsx" in officer.notice)
    sheet = load_workbook(tmp_path / "数字.xlsx")["指标"]
    rows = {row[0]: list(row[1:4]) for row in sheet.iter_rows(min_row=3, values_only=True)}
    assert rows["办复率"] == [2 / 3, 2, 3]


def test_papers_over_the_cases_of_the_scope_are_in_the_menu_and_are_written(
    officer: Officer, page: StatisticsPage, tmp_path: Path
) -> None:
    menus = cast("list[QMenu]", page.findChildren(QMenu))
    words = [action.text() for menu in menus for action in menu.actions()]
    first = words.index("年度办理工作总结…")
    assert words[first : first + 7] == [
        "年度办理工作总结…", "考核自评表…", "办理工作方案…", "任务分解表…", "重点提案办理进展周报", "科室催办单",
        "答复件落实情况一览表…",
    ]  # fmt: skip
    write_paper(page.papers, FormKind.YEAR_SUMMARY, tmp_path / "总结.docx")
    officer.until(lambda: "已导出 总结.docx" in officer.notice)
    assert "还有 6 处【待写】要填写" in officer.notice
    write_paper(page.papers, FormKind.SELF_CHECK, tmp_path / "自评.docx")
    officer.until(lambda: "已导出 自评.docx" in officer.notice)
    write_paper(page.papers, FormKind.TASK_TABLE, tmp_path / "任务.xlsx")
    officer.until(lambda: "已导出 任务.xlsx" in officer.notice)
    sheet = load_workbook(tmp_path / "任务.xlsx").worksheets[0]
    # The session of this year, as the page shows it; not 900 of the year before.
    assert [row[3] for row in sheet.iter_rows(min_row=3, values_only=True)] == ["001", "002", "003"]


def test_a_paper_with_nothing_in_it_says_so(officer: Officer, page: StatisticsPage, tmp_path: Path) -> None:
    write_paper(page.papers, FormKind.KEY_PROGRESS, tmp_path / "周报.docx")
    officer.until(lambda: "没有在办的重点件" in officer.notice)
    assert not (tmp_path / "周报.docx").exists()


def test_without_cases_the_page_says_what_will_be_there(officer: Officer) -> None:
    page = go_to(officer, STATISTICS, StatisticsPage)
    officer.until(lambda: page.sheet is not None)
    assert not page.board.isVisible()
    assert "应答复 0 件" in officer.foot


def test_sessions_of_two_bodies_are_counted_by_the_year(officer: Officer) -> None:
    officer.program.worker.wait_for(add_cases)
    deputy = Case(term=17, session=6, number="1", subject="代表建议", matter_type=MatterType.NPC_SUGGESTION)
    officer.program.worker.wait_for(create_case, replace(deputy, assigned_at=date(2024, 1, 25)))
    page = go_to(officer, STATISTICS, StatisticsPage)
    officer.until(lambda: page.sheet is not None)
    assert page.filter.session.currentText() == "2024年交办"
    assert page.sheet is not None
    assert page.sheet.statistics.assigned == 4


def test_rows_beyond_the_limit_are_combined_without_losing_cases() -> None:
    slices = tuple(Slice(f"{number}科", (number, number + 100), 24) for number in range(12))
    chart = make_chart(Dimension.SECTION, slices, {})
    assert len(chart.bars) == 9
    assert chart.bars[-1].label == "其余 4 项"
    assert sorted(case for bar in chart.bars for case in bar.cases) == sorted(
        case for part in slices for case in part.cases
    )
