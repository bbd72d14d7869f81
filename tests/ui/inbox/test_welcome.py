"""The first minutes of an empty store by keyboard alone: unit, officer, place, then a door to the first work."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.case.case import Case
from desktop.services.cases.cases import create_case
from desktop.services.office.office import Office, read_office
from desktop.services.office.regions import Region, children, regions, search_regions
from desktop.ui.inbox.case_stack import CaseStack
from desktop.ui.inbox.welcome_page import PlaceStep, WelcomePage
from desktop.ui.shell.pages import Place
from tests.ui.conftest import OpenProgram
from tests.ui.officer import Officer

DOORS = 3  # the number of steps, after which they stand


def welcome(officer: Officer) -> WelcomePage:
    stack = cast("CaseStack", officer.inbox.findChild(CaseStack))
    officer.until(lambda: isinstance(stack.currentWidget(), WelcomePage))
    return stack.welcome


def office(officer: Officer) -> Office:
    return officer.program.worker.wait_for(read_office)


def test_from_the_first_start_to_the_first_case_without_the_mouse(
    officer: Officer, qtbot: QtBot, open_program: OpenProgram
) -> None:
    page = welcome(officer)
    officer.until(lambda: page.place == 0 and officer.focus.accessibleName() == "单位全称")
    officer.type("长宁区科学技术委员会")
    officer.press(Qt.Key.Key_Return)
    officer.until(lambda: page.place == 1 and officer.focus.accessibleName() == "经办人")
    officer.type("林越")
    officer.press(Qt.Key.Key_Return)
    officer.until(lambda: page.place == 2 and officer.focus.accessibleName() == "查行政区")
    officer.type("长宁")
    officer.press(Qt.Key.Key_Return)
    officer.until(lambda: officer.focus is page.go_on)
    assert page.go_on.text() == "完成"
    officer.press(Qt.Key.Key_Return)
    officer.until(lambda: page.place == DOORS and officer.focus is page.doors.intake)
    assert office(officer) == Office(
        unit="长宁区科学技术委员会",
        region="长宁区",
        locality="shanghai-changning",
        officer="林越",
        contact_person="林越",
    )
    assert page.doors.office.text() == "本单位还有 1 项没填，去设置里填"
    officer.tab_to("照着纸件新建")
    officer.press(Qt.Key.Key_Return)
    officer.until(lambda: officer.focus.window() is not officer.program.window)
    officer.fill_field("案由", "关于改善社区图书室的提案")
    officer.ctrl(Qt.Key.Key_Return)
    officer.until(lambda: officer.at_desk)

    again = Officer(qtbot, open_program())
    assert again.subjects == ["关于改善社区图书室的提案"]


def test_every_step_can_be_skipped_and_is_not_asked_again(
    officer: Officer, qtbot: QtBot, open_program: OpenProgram
) -> None:
    page = welcome(officer)
    officer.until(lambda: page.place == 0 and page.skip.isVisible())
    page.skip.click()
    page.back.click()
    assert page.place == 0
    for _ in range(DOORS):
        page.skip.click()
    officer.until(lambda: page.place == DOORS)
    assert office(officer) == Office()
    page.doors.office.click()
    officer.settle()
    assert officer.program.window.maker.pages[Place.SETTINGS].isVisible()

    again = Officer(qtbot, open_program())
    page = welcome(again)
    again.settle()
    assert page.place == DOORS, "found again in the settings only"
    case = again.program.worker.wait_for(create_case, Case(subject="关于停车的提案"))
    again.inbox.refresh(case.id)
    assert again.subjects == ["关于停车的提案"]


def test_a_place_is_found_step_by_step_and_a_place_without_rules_says_which_hold(officer: Officer) -> None:
    page = welcome(officer)
    officer.until(lambda: page.place == 0)
    page.skip.click()
    page.skip.click()
    place = page.steps[2]
    assert isinstance(place, PlaceStep)
    officer.press(Qt.Key.Key_Down)
    rows = [place.picker.list.item(row).text() for row in range(place.picker.list.count())]
    assert len(rows) == 31, "without 港澳台"
    place.picker.list.setCurrentRow(rows.index("浙江省…"))
    officer.press(Qt.Key.Key_Return)
    assert place.picker.list.item(0).text() == "就选 浙江省"
    row = next(n for n in range(place.picker.list.count()) if "杭州市" in place.picker.list.item(n).text())
    place.picker.list.setCurrentRow(row)
    officer.press(Qt.Key.Key_Return)
    row = next(n for n in range(place.picker.list.count()) if place.picker.list.item(n).text() == "西湖区")
    place.picker.list.setCurrentRow(row)
    officer.press(Qt.Key.Key_Return)
    officer.until(place.rules.isVisible)
    assert place.facts == {"region": "西湖区", "locality": "zhejiang"}
    assert place.why.text() == "西湖区没有自己的规则，先按浙江省的"
    place.rules.setCurrentIndex(1)
    assert place.facts == {"region": "西湖区", "locality": ""}
    place.picker.words.setText("亚特兰蒂斯")
    assert not place.picker.list.item(0).flags() & Qt.ItemFlag.ItemIsEnabled


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("长宁", "上海市 长宁区"),
        ("杭州 西湖", "浙江省 杭州市 西湖区"),
        ("重庆", "重庆市"),
        ("仙桃", "湖北省 仙桃市"),
        ("朝阳区", "北京市 朝阳区"),
    ],
)
def test_words_find_a_region_anywhere(words: str, first: str) -> None:
    assert search_regions(words)[0].path == first


def test_the_table_of_regions_is_whole() -> None:
    """31 provinces; districts of 上海 (16) and 北京 (16) as the Ministry of Civil Affairs counts them; no name twice in a city."""
    assert len(children(None)) == 31
    assert len(children(Region("上海市"))) == 16
    assert len(children(Region("北京市"))) == 16
    assert len(set(regions())) == len(regions()) > 3000
    assert all(children(one) for one in children(None))
    assert search_regions("  ") == ()
