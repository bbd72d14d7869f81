"""The settings page: facts of the office and appearance, stored without a save button."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.domain.case.case import Case
from desktop.services.cases.cases import create_case
from desktop.services.office.office import read_office
from desktop.services.writing.drafting import open_reply
from desktop.ui.shell.pages import Place
from desktop.ui.window_settings import WindowSettings
from tests.ui.officer import Officer

UNIT = "长宁区科学技术委员会"


def test_the_unit_typed_in_the_settings_is_the_issuer_of_the_next_reply(officer: Officer) -> None:
    officer.show(Place.SETTINGS)
    officer.fill_field("单位全称（落款）", UNIT)
    officer.until(lambda: officer.program.worker.wait_for(read_office).unit == UNIT)
    case = officer.program.worker.wait_for(create_case, Case(subject="关于改善社区图书室的提案"))
    assert officer.program.worker.wait_for(open_reply, case.id).fields.issuer == UNIT


def test_leaving_the_page_stores_what_was_typed_a_moment_ago(officer: Officer) -> None:
    officer.show(Place.SETTINGS)
    officer.fill_field("经办人", "沈知行")
    officer.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert officer.inbox.isVisible()
    assert officer.program.worker.wait_for(read_office).officer == "沈知行"


def test_large_print_and_scheme_take_effect_at_once(officer: Officer) -> None:
    officer.show(Place.SETTINGS)
    officer.tab_to("配色：跟随系统")
    officer.press(Qt.Key.Key_Right)
    officer.press(Qt.Key.Key_Right)
    assert officer.program.theme.scheme == "dark"
    officer.tab_to("大字：标准")
    officer.press(Qt.Key.Key_Right)
    officer.press(Qt.Key.Key_Right)
    assert officer.program.theme.scale == 1.5
    assert WindowSettings(officer.program.data_dir).print_size == 150
    officer.tab_to("配色：深色")
    officer.press(Qt.Key.Key_Right)
    assert officer.program.theme.scheme == "contrast"
