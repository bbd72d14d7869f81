"""In the window an issued letter is read only, says so in one line, and is changed for a reason."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.domain.case.status import Status
from desktop.domain.gates.letter_lock import LetterLock
from desktop.services.gates.issued_letter import issued_texts
from desktop.services.handling import progress
from desktop.services.writing.drafting import open_reply
from desktop.ui.desk.tabs.reviews_part import IssuedTextsDialog
from tests.ui.desk.test_gates_in_window import OUT, TO_LEADER, at_desk, status
from tests.ui.officer import Officer
from tests.ui.record_dialogs import dialog_of, give_reason, panels, recorded, take_next_step
from tests.ui.store_threads import busy

SIGNED = (*TO_LEADER, Status.SIGNED_OFF)
SENT = (*TO_LEADER, *OUT)


def stored(officer: Officer, key: str = "thanks") -> str:
    section = officer.program.worker.wait_for(open_reply, 1).section(key)
    assert section is not None
    return section.text


def open_thanks(officer: Officer) -> None:
    officer.desk.pane.open_section("thanks")
    officer.desk.pane.focus_writing()
    officer.press(Qt.Key.Key_End)


def test_typing_into_a_signed_letter_changes_nothing(officer: Officer) -> None:
    at_desk(officer, SIGNED)
    before = stored(officer)
    open_thanks(officer)
    officer.type("另外")
    assert officer.desk.pane.writing.editor.isReadOnly()
    assert officer.desk.pane.lock_bar.words == "已签发，正文不再改动。要改的退回待签发，改好后重新签发。"
    assert not officer.desk.session.dirty
    assert stored(officer) == before


def test_neither_phrase_nor_section_nor_earlier_version_goes_into_a_signed_letter(officer: Officer) -> None:
    at_desk(officer, SIGNED)
    open_thanks(officer)
    editor = officer.desk.pane.writing.editor
    editor.insert_phrase("感谢您的关心。")
    officer.until(lambda: "已经签发，正文不能直接改" in officer.notice)
    editor.replace_text("从前的话。")
    assert not officer.desk.session.dirty
    assert not officer.desk.pane.sections.can_change


def test_a_signed_letter_goes_back_for_a_reason_and_is_written_again(officer: Officer) -> None:
    at_desk(officer, SIGNED)
    officer.desk.pane.lock_bar.change.click()
    give_reason(officer, "月份写错")
    officer.until(lambda: status(officer) is Status.LEADER_REVIEW)
    officer.until(lambda: not officer.desk.pane.writing.editor.isReadOnly())
    open_thanks(officer)
    officer.type("谢谢。")
    officer.wait_saved()
    assert stored(officer).endswith("谢谢。")
    take_next_step(officer)
    assert status(officer) is Status.SIGNED_OFF
    officer.until(officer.desk.pane.writing.editor.isReadOnly)
    texts = officer.program.worker.wait_for(lambda work: issued_texts(work, officer.desk.session.case))
    assert ["谢谢。" in one.text for one in texts] == [False, True]


def test_a_letter_that_is_out_is_corrected_for_a_reason(officer: Officer) -> None:
    at_desk(officer, SENT)
    assert "答复已经发出" in officer.desk.pane.lock_bar.words
    officer.desk.pane.lock_bar.change.click()
    give_reason(officer, "漏了一句")
    officer.until(lambda: not officer.desk.pane.writing.editor.isReadOnly())
    assert officer.desk.pane.lock_bar.words == "正在更正已经发出的答复：漏了一句"
    open_thanks(officer)
    officer.type("谢谢。")
    officer.wait_saved()
    assert status(officer) is Status.FEEDBACK_WAIT
    labels = [event.label for event in officer.program.worker.wait_for(progress.events, 1)]
    assert len([one for one in labels if "更正答复正文" in one and "原因：漏了一句" in one]) == 1
    officer.open_case(1)
    officer.until(officer.desk.pane.writing.editor.isReadOnly)
    reviews = panels(officer).handling.reviews
    reviews.show_issued([one for each in recorded(officer).rounds for one in each.issued])
    dialog = dialog_of(officer, IssuedTextsDialog)
    assert isinstance(dialog, IssuedTextsDialog)
    assert [one.label for one in dialog.texts] == ["更正稿（漏了一句）", "签发稿"]
    assert "谢谢。" in dialog.page.toPlainText()
    dialog.list.setCurrentRow(1)
    assert "谢谢。" not in dialog.page.toPlainText()
    dialog.accept()


def test_an_open_place_in_a_correction_is_refused_once_and_stored_when_it_is_filled(officer: Officer) -> None:
    at_desk(officer, SENT)
    officer.desk.session.fields.correcting = "月份写错"
    officer.desk.pane.show_lock(LetterLock.OPEN, correcting="月份写错")
    open_thanks(officer)
    officer.type("××")
    officer.until(lambda: "还有没填的空" in officer.notice)
    officer.press(Qt.Key.Key_Backspace)
    officer.press(Qt.Key.Key_Backspace)
    officer.type("谢谢。")
    officer.wait_saved()
    assert stored(officer).endswith("谢谢。")


@pytest.mark.parametrize("what", ["text", "field"])
def test_an_archived_letter_offers_no_change(officer: Officer, what: str) -> None:
    at_desk(officer, (*SENT, Status.CLOSED, Status.ARCHIVED))
    bar = officer.desk.pane.lock_bar
    officer.until(lambda: bar.lock is LetterLock.ARCHIVED)
    assert bar.words == "已归档，答复不再改动。确要更正的，先恢复到“办结”。"
    assert bar.change.isHidden()
    if what == "text":
        assert officer.desk.pane.writing.editor.isReadOnly()
    else:
        assert not officer.desk.pane.forms["@head"].isEnabled()
    assert panels(officer).casework.found is not None


def refused_typing(officer: Officer, to: tuple[Status, ...] = (Status.SIGNED_OFF,)) -> str:
    """The case is moved behind the desk; what is typed then is refused. Returns the text stored before."""
    at_desk(officer)
    before = stored(officer)
    open_thanks(officer)
    for status_ in to:
        officer.program.worker.wait_for(progress.move_case, 1, status_)
    officer.type("后写的一句。")
    officer.until(lambda: officer.desk.session.refused.error is not None)
    return before


def act(officer: Officer, label: str) -> None:
    """Press the button of the notice."""
    notice = officer.program.window.notice.notice
    assert notice is not None
    next(one for one in notice.actions if one.label == label).act()


def test_no_text_is_typed_into_a_letter_that_is_being_signed(officer: Officer) -> None:
    at_desk(officer)
    before = stored(officer)
    open_thanks(officer)
    with busy(officer, officer.program.worker):
        officer.desk.moves.carry_out(officer.desk.session.case, Status.SIGNED_OFF, "")
        officer.type("后写的一句。")
        assert officer.desk.pane.writing.editor.isReadOnly()
        assert officer.desk.pane.lock_bar.words == ""
        officer.desk.pane.writing.editor.insert_phrase("感谢您的关心。")
        told = officer.program.window.notice.notice
        assert told is not None
        assert told.what == "085：正在流转，正文暂时不能改。"
    officer.until(lambda: officer.desk.pane.lock_bar.lock is LetterLock.SIGNED)
    assert not officer.desk.session.dirty
    assert stored(officer) == before


def test_a_refused_signing_leaves_the_text_open(officer: Officer) -> None:
    at_desk(officer, ready=False)
    officer.desk.moves.carry_out(officer.desk.session.case, Status.SIGNED_OFF, "")
    assert officer.desk.pane.writing.editor.isReadOnly()
    officer.until(lambda: "不能流转到“已签发”，还差" in officer.notice)
    assert not officer.desk.pane.writing.editor.isReadOnly()
    assert officer.desk.pane.sections.can_change


def test_text_that_a_signed_letter_refuses_is_stored_when_it_goes_back_for_a_reason(officer: Officer) -> None:
    before = refused_typing(officer)
    assert "这一件已经签发，正文不能直接改。刚写的还没有保存。" in officer.notice
    officer.program.window.notice.clear()
    officer.program.window.show_inbox()
    assert "刚写的还没有保存。" in officer.notice, "said again each time it keeps the officer"
    act(officer, "改稿…")
    give_reason(officer, "补一句")
    officer.wait_saved()
    assert status(officer) is Status.LEADER_REVIEW
    assert stored(officer) == f"{before}后写的一句。"


def test_text_that_a_signed_letter_refuses_can_be_given_up(officer: Officer) -> None:
    before = refused_typing(officer)
    act(officer, "放弃这次输入")
    assert QGuiApplication.clipboard().text() == f"{before}后写的一句。"
    assert not officer.desk.session.dirty
    officer.settle()
    officer.desk.pane.open_section("thanks")
    assert officer.desk.pane.writing.editor.text == before
    officer.program.window.show_inbox()
    officer.until(officer.inbox.isVisible)
    assert stored(officer) == before


def test_text_that_a_sent_letter_refuses_is_stored_as_a_correction(officer: Officer) -> None:
    before = refused_typing(officer, OUT[:3])
    act(officer, "更正…")
    give_reason(officer, "漏了一句")
    officer.wait_saved()
    assert status(officer) is Status.REPLIED
    assert stored(officer) == f"{before}后写的一句。"


def test_the_window_is_not_closed_over_text_that_a_signed_letter_refuses(officer: Officer) -> None:
    refused_typing(officer)
    officer.program.window.notice.clear()
    assert not officer.program.window.close()
    act(officer, "放弃这次输入")
    officer.settle()
    assert officer.program.window.close()


def test_a_refused_correction_says_each_time_why_it_keeps_the_officer(officer: Officer) -> None:
    at_desk(officer, SENT)
    officer.desk.pane.lock_bar.ask()
    give_reason(officer, "月份写错")
    open_thanks(officer)
    officer.type("××")
    officer.until(lambda: "还有没填的空" in officer.notice)
    window = officer.program.window
    for leave in (window.show_inbox, officer.desk.paper_controller.export, officer.desk.moves.advance):
        window.notice.clear()
        leave()
        officer.until(lambda: "还有没填的空" in officer.notice)
