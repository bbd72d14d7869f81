"""Ctrl+F finds in the section or the whole letter, Ctrl+H replaces; placeholders and signed letters are left as they are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.domain.case.case import Case
from desktop.services.cases.cases import create_case
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply, write_section
from desktop.ui.desk.writing.find_bar import FindBar
from tests.ui.desk.test_gates_in_window import at_desk as at_desk_in
from tests.ui.desk.writing.test_letter_lock import SIGNED
from tests.ui.officer import Officer

_F3, _SHIFT = Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier
TEXTS = {
    "opening": "区科委收到提案，𠮷科委已经研究。{科委}",
    "overview": "一、对本提案的办理概述\n区科委牵头，Abc 与 ABC 参加。",
}


def written_case(work: Workplace) -> int:
    case = create_case(
        work, Case(number="085", subject="关于改善社区图书室的提案", locality="shanghai-changning")
    )
    open_reply(work, case.id)
    for key, text in TEXTS.items():
        write_section(work, case.id, key, text)
    return case.id


@pytest.fixture
def finding(officer: Officer) -> Officer:
    officer.open_case(officer.program.worker.wait_for(written_case))
    officer.open_section("开头")
    officer.desk.pane.writing.editor.go_to(0, 0)
    officer.ctrl(Qt.Key.Key_F)
    return officer


def bar(officer: Officer) -> FindBar:
    return officer.desk.pane.find_bar


def chosen(officer: Officer) -> tuple[str, int]:
    """The open section and where its selection begins."""
    editor = officer.desk.pane.writing.editor
    return officer.desk.pane.key, editor.selected[0] if editor.textCursor().hasSelection() else -1


def text(officer: Officer, key: str) -> str:
    section = officer.desk.session.reply.section(key)
    assert section is not None
    return section.text


def test_hits_are_counted_marked_and_walked_through(finding: Officer) -> None:
    assert finding.focus is bar(finding).words
    finding.type("科委")
    assert (bar(finding).count.text(), chosen(finding)) == ("1/3", ("opening", 1))
    assert len(finding.desk.pane.writing.editor.extraSelections()) == 3
    finding.press(Qt.Key.Key_Return)
    assert (bar(finding).count.text(), chosen(finding)) == ("2/3", ("opening", 9))
    finding.press(_F3)
    finding.press(_F3)
    assert chosen(finding) == ("opening", 1), "from the last one on to the first"
    finding.press(_F3, _SHIFT)
    assert bar(finding).count.text() == "3/3"
    finding.press(Qt.Key.Key_Escape)
    assert bar(finding).isHidden()
    assert finding.desk.pane.writing.editor.hasFocus()
    assert finding.at_desk
    assert finding.desk.pane.writing.editor.extraSelections() == []


def test_the_whole_letter_is_searched_section_by_section(finding: Officer) -> None:
    bar(finding).scope.setCurrentIndex(1)
    finding.type("科委")
    assert bar(finding).count.text() == "1/4"
    for _ in range(3):
        finding.press(_F3)
    assert (bar(finding).count.text(), chosen(finding)[0]) == ("4/4", "overview")
    finding.press(_F3)
    assert chosen(finding) == ("opening", 1)


def test_case_and_width_count_unless_ticked_off(finding: Officer) -> None:
    finding.open_section("办理概述")
    bar(finding).words.setFocus()
    finding.type("abc")
    assert bar(finding).count.text() == "没有找到"
    bar(finding).any_case.click()
    assert bar(finding).count.text() == "1/2"
    bar(finding).words.setText("ＡＢＣ")
    assert bar(finding).count.text() == "没有找到"
    bar(finding).any_width.click()
    assert bar(finding).count.text() == "1/2"


def test_all_are_replaced_as_one_step_and_placeholders_are_left(finding: Officer) -> None:
    finding.ctrl(Qt.Key.Key_H)
    bar(finding).scope.setCurrentIndex(1)
    bar(finding).words.setText("科委")
    bar(finding).by.setText("科技委")
    bar(finding).all.click()
    assert "已替换 3 处占位符里的 1 处没有动" in finding.notice
    assert text(finding, "opening") == finding.written == "区科技委收到提案，𠮷科技委已经研究。{科委}"
    assert "区科技委牵头" in text(finding, "overview")
    finding.ctrl(Qt.Key.Key_Z)
    assert {key: text(finding, key) for key in TEXTS} == TEXTS
    finding.ctrl(Qt.Key.Key_Y)
    assert "区科技委牵头" in text(finding, "overview")


def test_hits_are_replaced_one_by_one_and_each_is_a_step(finding: Officer) -> None:
    finding.ctrl(Qt.Key.Key_H)
    bar(finding).words.setFocus()
    finding.type("科委")
    bar(finding).by.setFocus()
    finding.type("局")
    finding.press(Qt.Key.Key_Return)
    assert finding.written == "区局收到提案，𠮷科委已经研究。{科委}"
    finding.press(Qt.Key.Key_Return)
    assert finding.written == "区局收到提案，𠮷局已经研究。{科委}"
    finding.press(Qt.Key.Key_Return)
    assert "占位符里的 1 处没有动" in finding.notice
    assert finding.written.endswith("{科委}")
    finding.desk.pane.focus_writing()
    finding.ctrl(Qt.Key.Key_Z)
    assert finding.written == "区局收到提案，𠮷科委已经研究。{科委}"


def test_what_is_selected_is_looked_for(finding: Officer) -> None:
    finding.press(Qt.Key.Key_Escape)
    finding.desk.pane.writing.editor.select(3, 7)
    finding.ctrl(Qt.Key.Key_F)
    assert bar(finding).words.text() == "收到提案"
    assert bar(finding).count.text() == "1/1"


def test_escape_in_a_composition_closes_nothing(finding: Officer) -> None:
    finding.compose("kewei")
    finding.press(Qt.Key.Key_Escape)
    assert bar(finding).isVisible()
    finding.commit("科委")
    assert bar(finding).count.text() == "1/3"
    finding.desk.pane.writing.editor.setFocus()
    finding.compose("ke")
    finding.press(Qt.Key.Key_Escape)
    assert bar(finding).isVisible()


def test_a_signed_letter_is_searched_and_not_changed(officer: Officer) -> None:
    at_desk_in(officer, SIGNED)
    officer.desk.pane.open_section("thanks")
    before = officer.written
    officer.ctrl(Qt.Key.Key_H)
    assert not bar(officer).one.isVisible()
    assert not bar(officer).all.isVisible()
    bar(officer).words.setText(before[:2])
    assert bar(officer).count.text().startswith("1/")
    officer.desk.finder.replace_all()
    assert officer.written == before
    assert not officer.desk.session.dirty
