"""From an empty store to the exported letter by keyboard only."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenProgram
from tests.ui.officer import Officer

pytestmark = pytest.mark.journey

OPENING = "在区政协会议上，您提出了改善社区图书室的建议，对我们的工作很有帮助。"
OVERVIEW = "一、对本提案的办理概述\n提案交办后，我局由文化科承办，并于3月12日上门听取了您的意见。"
ANSWER = "二、对提案建议的答复\n（一）开放时间\n自5月起，全区12处社区图书室延长到21时。"
RESULT = "解决或采纳"
NEXT = "（二）下一步举措\n1.年底前再建3处。一是选址；二是配书。"


@pytest.fixture
def case_on_desk(officer: Officer) -> Officer:
    """An officer who has entered a new case and opened its desk."""
    officer.begin_new_case()
    officer.fill_field("地区", "长宁区")
    officer.fill_field("届", "十五")
    officer.fill_field("次", "四")
    officer.fill_field("编号", "085")
    officer.fill_field("案由", "关于改善社区图书室的提案")
    officer.fill_field("提案者", "林晓舟")
    officer.fill_field("办理期限", "2024年6月30日")
    officer.fill_field("建议", "延长开放时间\n增加图书")
    officer.ctrl(Qt.Key.Key_Return)
    officer.until(lambda: officer.at_desk)
    return officer


def test_a_letter_is_written_and_exported_without_touching_the_mouse(
    case_on_desk: Officer, tmp_path: Path
) -> None:
    officer = case_on_desk
    for label, words in (
        ("开头", OPENING),
        ("办理概述", OVERVIEW),
        ("对建议的答复", ANSWER),
        ("下一步举措", NEXT),
    ):
        officer.open_section(label)
        officer.ctrl(Qt.Key.Key_A)
        officer.type(words)
    officer.open_section("标题与结果")
    officer.fill_field("办理结果", RESULT)
    officer.fill_field("签发人", "周立群")
    officer.open_section("署名、日期与附注")
    officer.fill_field("落款单位", "长宁区文化和旅游局")
    officer.fill_field("成文日期", "2024-04-09")
    officer.fill_field("公开属性", "主动公开")
    letter = tmp_path / "letter.docx"
    officer.export_to(letter)

    lines = [paragraph.text for paragraph in Document(str(letter)).paragraphs]
    words = "\n".join(lines)
    assert "第085号提案的答复" in words
    assert f"办理结果：{RESULT}" in words
    assert "周立群" in words
    assert "林晓舟委员：" in lines
    assert OPENING in lines
    for text in (OVERVIEW, ANSWER, NEXT):
        for line in text.split("\n"):
            assert line in lines
    assert "2024年4月9日" in words
    assert "缺" not in officer.notice


def test_typed_text_is_stored_until_the_next_day(
    case_on_desk: Officer, qtbot: QtBot, open_program: OpenProgram
) -> None:
    case_on_desk.open_section("开头")
    case_on_desk.ctrl(Qt.Key.Key_A)
    case_on_desk.type(OPENING)
    case_on_desk.wait_saved()

    morning = Officer(qtbot, open_program())
    assert morning.subjects == ["关于改善社区图书室的提案"]
    morning.press(Qt.Key.Key_Return)
    morning.until(lambda: morning.at_desk)
    morning.open_section("开头")
    assert morning.written == OPENING


def test_the_next_step_and_its_undo_need_no_mouse(case_on_desk: Officer) -> None:
    officer = case_on_desk
    officer.ctrl(Qt.Key.Key_Return)
    officer.until(lambda: "已流转到“已签收”" in officer.notice)
    officer.tab_to("撤销")
    officer.press(Qt.Key.Key_Space)
    officer.until(lambda: "已撤销，回到“待签收”" in officer.notice)
