"""At the desk Ctrl+Z takes back the last change wherever it was made, also from before the letter was opened, nothing signed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.domain.gates.letter_lock import LetterLock
from desktop.services.cases.cases import create_case
from desktop.services.writing.drafting import earlier_wordings, open_reply
from tests.ui.conftest import OpenProgram
from tests.ui.desk.test_gates_in_window import TO_LEADER
from tests.ui.desk.test_gates_in_window import at_desk as at_desk_in
from tests.ui.officer import Officer
from tests.ui.record_dialogs import give_reason, take_next_step

_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def at_desk(officer: Officer) -> Officer:
    case = officer.program.worker.wait_for(
        create_case, Case(number="085", subject="关于改善社区图书室的提案", locality="shanghai-changning")
    )
    officer.open_case(case.id)
    return officer


def write(officer: Officer, label: str, words: str) -> None:
    officer.open_section(label)
    officer.ctrl(Qt.Key.Key_A)
    officer.commit(words)


def text(officer: Officer, label: str) -> str:
    key = next(item.key for item in officer.desk.pane.items if item.label == label)
    section = officer.desk.session.reply.section(key)
    assert section is not None
    return section.text


def test_the_last_change_is_taken_back_in_its_section_whichever_is_open(at_desk: Officer) -> None:
    first, second = text(at_desk, "开头"), text(at_desk, "办理概述")
    write(at_desk, "开头", "开头写好了。")
    write(at_desk, "办理概述", "概述写好了。")
    at_desk.open_section("下一步举措")
    at_desk.ctrl(Qt.Key.Key_Z)
    assert at_desk.desk.pane.key == "overview"
    assert (at_desk.written, text(at_desk, "开头")) == (second, "开头写好了。")
    at_desk.ctrl(Qt.Key.Key_Z)
    assert (at_desk.desk.pane.key, at_desk.written) == ("opening", first)
    at_desk.ctrl(Qt.Key.Key_Y)
    assert at_desk.written == "开头写好了。"
    at_desk.press(Qt.Key.Key_Z, _SHIFT)
    assert (at_desk.desk.pane.key, at_desk.written) == ("overview", "概述写好了。")
    at_desk.wait_saved()
    reply = at_desk.program.worker.wait_for(open_reply, at_desk.desk.case_id)
    assert reply == at_desk.desk.session.reply


def test_a_field_is_taken_back_as_a_section_is(at_desk: Officer) -> None:
    write(at_desk, "开头", "开头写好了。")
    at_desk.open_section("署名、日期与附注")
    at_desk.fill_field("抄送", "区政协提案委")
    at_desk.press(Qt.Key.Key_Tab)
    at_desk.fill_field("联系人", "林越")
    at_desk.open_section("开头")
    fields = at_desk.desk.pane.forms["@foot"].boxes
    at_desk.ctrl(Qt.Key.Key_Z)
    assert fields["contact_person"].text == ""
    assert at_desk.focus is fields["contact_person"].control
    at_desk.ctrl(Qt.Key.Key_Z)
    assert fields["copies_to"].text == ""
    at_desk.ctrl(Qt.Key.Key_Y)
    assert fields["copies_to"].text == "区政协提案委"
    assert at_desk.desk.session.reply.fields.copies_to == ("区政协提案委",)


def test_undo_works_from_wherever_the_hand_is(at_desk: Officer) -> None:
    before = text(at_desk, "开头")
    write(at_desk, "开头", "开头写好了。")
    at_desk.desk.source.tabs.setFocus()
    at_desk.ctrl(Qt.Key.Key_Z)
    assert at_desk.written == before
    assert at_desk.focus is at_desk.desk.pane.writing.editor


def test_an_added_section_is_taken_back(at_desk: Officer) -> None:
    labels = [item.label for item in at_desk.desk.pane.items]
    at_desk.desk.verbs.add("opening", "另附说明")
    assert len(at_desk.desk.pane.items) == len(labels) + 1
    at_desk.ctrl(Qt.Key.Key_Z)
    assert [item.label for item in at_desk.desk.pane.items] == labels
    assert at_desk.desk.pane.key == "opening"


def test_after_a_restart_the_stored_wordings_are_taken_back_one_by_one(
    at_desk: Officer, open_program: OpenProgram
) -> None:
    first = text(at_desk, "开头")
    write(at_desk, "开头", "甲" * 60)
    at_desk.wait_saved()
    write(at_desk, "开头", "乙")
    at_desk.wait_saved()
    later = Officer(at_desk.qtbot, open_program())
    later.open_case(1)
    later.ctrl(Qt.Key.Key_Z)
    later.until(lambda: later.written == "甲" * 60)
    assert "已换回" in later.notice
    later.ctrl(Qt.Key.Key_Z)
    later.until(lambda: later.written == first)
    later.ctrl(Qt.Key.Key_Z)
    later.until(lambda: "没有可以撤销的改动了" in later.notice)
    later.ctrl(Qt.Key.Key_Y)
    later.ctrl(Qt.Key.Key_Y)
    assert later.written == "乙"


def test_nothing_signed_is_taken_back(officer: Officer) -> None:
    at_desk_in(officer, TO_LEADER)
    officer.desk.pane.open_section("thanks")
    officer.desk.pane.focus_writing()
    officer.press(Qt.Key.Key_End)
    officer.type("签发以前写的。")
    officer.wait_saved()
    signed = officer.written
    take_next_step(officer)
    assert officer.desk.session.case.status is Status.SIGNED_OFF
    officer.until(lambda: officer.desk.pane.lock_bar.lock is LetterLock.SIGNED)
    officer.ctrl(Qt.Key.Key_Z)
    officer.until(lambda: "已经签发，正文不能直接改" in officer.notice)
    assert officer.written == signed
    officer.desk.pane.lock_bar.change.click()
    give_reason(officer, "月份写错")
    officer.until(lambda: not officer.desk.pane.writing.editor.isReadOnly())
    officer.ctrl(Qt.Key.Key_Z)
    officer.until(lambda: "没有可以撤销的改动了" in officer.notice)
    assert officer.written == signed
    assert officer.program.worker.wait_for(earlier_wordings, officer.desk.session.reply) == ()


def test_the_menu_of_the_editor_offers_undo_of_the_whole_letter(at_desk: Officer) -> None:
    before = text(at_desk, "开头")
    write(at_desk, "开头", "开头写好了。")
    at_desk.open_section("办理概述")
    entries = {action.text(): action for action in at_desk.desk.panels.menu.make_menu().actions()}
    assert [words for words in entries if "Undo" in words or "Redo" in words] == []
    entries["撤销\tCtrl+Z"].trigger()
    assert at_desk.written == before
