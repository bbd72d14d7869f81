"""A day's intake by keyboard: the session's list, three kinds of files, a broken one, pasted text from last year."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery
from desktop.services.cases.cases import find_case
from desktop.services.cases.work_list import list_cases
from desktop.store.cases.case_files import content_of, files_of
from desktop.store.letters.replies import read_reply
from desktop.ui.intake.entry import EntryState
from tests.ui.conftest import OpenProgram
from tests.ui.intake_page_object import IntakePageObject
from tests.ui.intake_papers import LIBRARY, PARKING, list_row, write_list, write_paper
from tests.ui.officer import Officer

pytestmark = pytest.mark.journey

ANSWER = """对临江区政协十五届三次会议第077号提案的答复
办理结果：解决或采纳　　签发人：周立群
程远委员：
您提出的关于社区食堂的提案收悉，经研究，现将办理情况答复如下：
一、基本情况
去年以来，全区新建社区食堂三处，日均就餐六百余人次。
二、下一步举措
今年再建两处，并延长供餐时间。
临江区民政局
2023年4月9日
"""


def write_word(folder: Path, name: str, text: str) -> Path:
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    file = folder / name
    document.save(str(file))
    return file


def paste(intake: IntakePageObject, words: str, kind: str) -> None:
    """Paste text into the work list and choose its kind."""
    QApplication.clipboard().setText(words)
    intake.press_paste()
    menu = intake.wait_menu()
    digit = next(action.text()[-2] for action in menu.actions() if action.text().startswith(f"收为{kind}"))
    QTest.keyClicks(menu, digit)
    intake.wait_review()


def test_a_days_papers_are_imported_by_keyboard_and_still_stored_the_next_day(
    officer: Officer, qtbot: QtBot, open_program: OpenProgram, tmp_path: Path
) -> None:
    intake = IntakePageObject(officer)
    ask = officer.program.worker.wait_for

    # First the session's list: two matters.
    rows = (list_row(1, "012", "关于缓解老旧小区停车难的提案"), list_row(2, "013", "关于增设公交站点的提案"))
    intake.take_list(write_list(tmp_path, rows))
    officer.press(Qt.Key.Key_Return)
    intake.wait_inbox()
    assert len(officer.subjects) == 2

    # Then three files at once: one is broken, one completes a matter of the list, one is new and is
    # corrected.
    broken = tmp_path / "打不开.docx"
    broken.write_bytes(b"PK\x03\x04 and nothing more")
    library = write_word(tmp_path, "提案085.docx", LIBRARY)
    intake.take(broken, library, write_paper(tmp_path, "提案012.txt", PARKING))
    assert [entry.state for entry in intake.entries].count(EntryState.REFUSED) == 1
    officer.press(Qt.Key.Key_Return)
    intake.wait_review()
    officer.tab_to("分类")
    officer.type("教科文卫体")
    officer.press(Qt.Key.Key_Return)
    intake.until(lambda: intake.field("number").value.text == "012")
    intake.wait_review()
    officer.press(Qt.Key.Key_Return)
    intake.until(intake.page.list.isVisible)
    officer.press(Qt.Key.Key_Escape)
    intake.wait_inbox()
    parking = ask(find_case, "012")
    assert "停车难的问题" in parking.body
    assert str(parking.due_at) == "2024-05-21"
    assert ask(find_case, "085").category == "教科文卫体"

    # A reply of last year, pasted from a web page.
    paste(intake, ANSWER, "答复")
    officer.press(Qt.Key.Key_Return)
    intake.wait_inbox()

    # A mistake: the same text as a proposal too, undone by one key.
    before = ask(list_cases, CaseQuery()).total
    paste(intake, LIBRARY.replace("085", "999"), "提案")
    officer.press(Qt.Key.Key_Return)
    intake.wait_inbox()
    officer.tab_to("撤销")
    officer.press(Qt.Key.Key_Space)
    intake.until(lambda: "已撤销" in officer.notice)
    assert ask(list_cases, CaseQuery()).total == before

    # The next day everything is stored, the original byte for byte.
    morning = Officer(qtbot, open_program())
    work, ask = morning.program.work, morning.program.worker.wait_for
    case = ask(find_case, "085")
    kept = ask(lambda _work: files_of(work.store, case.id))
    assert [file.name for file in kept] == ["提案085.docx"]
    assert ask(lambda _work: content_of(work.store, kept[0].hash)) == library.read_bytes()
    answered = ask(find_case, "077")
    assert answered.status is Status.REPLIED
    reply = ask(lambda _work: read_reply(work.store, answered.id))
    assert reply is not None
    assert any("再建两处" in section.text for section in reply.sections)
