"""What the buttons of the window do: each step by its form, nothing by a click too many, every notice with its case."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop.domain.case.case import Ask, Case, Proposer
from desktop.domain.case.status import Status
from desktop.services.cases.cases import create_case, get_case, set_fields
from desktop.services.handling import feedback, progress
from desktop.services.handling.reviews import RemarkPlace, remark_on
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply, set_reply_fields
from desktop.ui.board.board_page import BoardPage
from desktop.ui.dialogs.record_dialog import ReasonDialog
from desktop.ui.dialogs.step_dialog import StepDialog
from desktop.ui.parts.notice import Notice, NoticeAction
from desktop.ui.parts.tone import Tone
from desktop.ui.shell.pages import Place
from tests.complete_case import complete
from tests.ui.officer import Officer
from tests.ui.places import BOARD, go_to
from tests.ui.record_dialogs import dialog_of, panels, recorded
from tests.ui.store_threads import busy, refusing

TO_LEADER = (
    Status.SIGNED, Status.DISTRIBUTED, Status.CONTACTING, Status.DRAFTING, Status.SECTION_REVIEW, Status.OFFICE_REVIEW,
    Status.LEADER_REVIEW,
)  # fmt: skip
OUT = (Status.SIGNED_OFF, Status.NUMBERED, Status.REPLIED, Status.FEEDBACK_WAIT)
A, B = 1, 2


def case_at(work: Workplace, number: str, *way: Status, ready: bool = True) -> int:
    case = create_case(
        work,
        Case(
            number=number,
            subject=f"关于第{number}号建议的提案",
            region="长宁区",
            term=15,
            session=4,
            section="文化科",
            proposers=(Proposer("林晓舟"), Proposer("沈亦澄")),
            asks=(Ask(1, "延长开放时间"),),
            locality="shanghai-changning",
            assigned_at=date(2024, 2, 23),
        ),
    )
    open_reply(work, case.id)
    if ready:
        complete(work, case.id)
    for status in way:
        progress.move_case(work, case.id, status, "按程序")
    return case.id


def put(officer: Officer, number: str, *way: Status, ready: bool = True) -> int:
    return officer.program.worker.wait_for(case_at, number, *way, ready=ready)


def status(officer: Officer, case_id: int = A) -> Status:
    officer.settle()
    return officer.program.worker.wait_for(get_case, case_id).status


def step(officer: Officer) -> StepDialog:
    return cast("StepDialog", dialog_of(officer, StepDialog))


def said(dialog: StepDialog) -> str:
    return " ".join(label.text() for label in cast("list[QLabel]", dialog.findChildren(QLabel)))


def take(officer: Officer, **texts: str) -> None:
    """Fill the form of the step, submit it, and wait until it is stored."""
    dialog = step(officer)
    dialog.fill(texts)
    dialog.submit()
    officer.until(lambda: QApplication.activeModalWidget() is not dialog)
    officer.settle()


def click_next(officer: Officer) -> None:
    officer.settle()
    officer.desk.header.next.click()
    officer.settle()


# The primary button.
def test_eight_clicks_take_no_unready_case_through(officer: Officer) -> None:
    """An unanswered ask, an open remark, no signer and no date: from 拟稿 the case comes to the leader and no further."""

    def spoil(work: Workplace) -> None:
        case_at(work, "085", *TO_LEADER[:4])
        set_fields(work, A, {"建议": "延长开放时间\n再增加藏书"})
        set_reply_fields(work, A, {"签发人": "", "成文日期": ""})
        remark_on(work, A, RemarkPlace("answer", 1), "数字要核对", "王科长")

    officer.program.worker.wait_for(spoil)
    officer.open_case(A)
    assert officer.desk.header.next.text() == "送科室核稿 · 还差 2 项"
    for _ in range(8):
        click_next(officer)
        if isinstance(dialog := QApplication.activeModalWidget(), StepDialog):
            assert "签发前还差 2 项" in said(dialog)
            assert "□ 修改意见还没有处理：数字要核对" in said(dialog)
            if not dialog.boxes:
                assert (
                    cast("QPushButton", dialog.focusWidget()).text() == "先去补"
                )  # Enter alone does not pass over it
            take(officer)
    assert status(officer) is Status.LEADER_REVIEW
    assert officer.desk.header.next.text() == "登记签发 · 还差 2 项"
    notice = officer.program.window.notice.notice
    assert notice is not None
    assert notice.what.startswith("085：不能流转到“已签发”，还差 2 项")
    assert "再增加藏书" in notice.remedy
    assert panels(officer).handling.isVisible()


def test_the_way_out_of_the_house_asks_at_each_step_what_it_records(officer: Officer) -> None:
    put(officer, "085", *TO_LEADER)
    blank = {"签发人": "", "成文日期": "", "发文字号": ""}
    officer.program.worker.wait_for(set_reply_fields, A, blank)
    officer.open_case(A)
    today = officer.program.worker.work.today.isoformat()
    # 登记签发
    click_next(officer)
    dialog = step(officer)
    assert (dialog.boxes["day"].text, dialog.boxes["signer"].text) == (today, "")
    assert dialog.boxes["signer"].isAncestorOf(officer.focus)
    assert "085　关于第085号建议的提案" in said(dialog)
    assert "记一次签发，签发人写进答复，成文日期写为签发日期，正文从此锁定。" in said(dialog)
    dialog.submit()  # without a name
    officer.until(lambda: dialog.notice.notice is not None)
    assert status(officer) is Status.LEADER_REVIEW
    take(officer, signer="周砚")
    assert status(officer) is Status.SIGNED_OFF
    officer.until(lambda: officer.desk.session.reply.fields.signer == "周砚")
    assert officer.desk.pane.forms["@head"].boxes["signer"].text == "周砚"
    # 编号用印
    click_next(officer)
    take(officer, number="长科委提复〔2024〕12号")
    officer.until(lambda: officer.desk.session.reply.fields.document_number == "长科委提复〔2024〕12号")
    # 登记寄出
    click_next(officer)
    assert step(officer).boxes["day"].text == today
    take(officer, way="当面送交")
    # 征询意见
    click_next(officer)
    assert "给 2 位提案者发出征询意见表" in said(step(officer))
    take(officer)
    # 办结
    click_next(officer)
    assert "征询意见表还没有收回：林晓舟、沈亦澄" in said(step(officer))
    take(officer)
    # 归档
    click_next(officer)
    assert "· 缺 " in said(step(officer))
    take(officer)
    assert status(officer) is Status.ARCHIVED
    told = " ".join(event.note for event in officer.program.worker.wait_for(progress.events, A))
    for words in ("签发：周砚同意", "寄出方式：当面送交", "发征询意见表 2 份", "归档时缺："):
        assert words in told


def test_what_is_missing_is_gone_to_from_the_form(officer: Officer) -> None:
    put(officer, "085", *TO_LEADER[:4], ready=False)
    officer.open_case(A)
    click_next(officer)
    step(officer)._mend()
    officer.until(panels(officer).handling.isVisible)
    assert status(officer) is Status.DRAFTING
    officer.until(lambda: recorded(officer).gate is Status.SIGNED_OFF)


def test_after_a_bad_rating_the_second_round_begins_with_open_asks(officer: Officer) -> None:
    put(officer, "085", *TO_LEADER, *OUT)
    worker = officer.program.worker
    worker.wait_for(feedback.record_feedback, A, "不同意", "沈亦澄", remark="没有说明完成时间")
    officer.open_case(A)
    assert officer.desk.source.asks.cards[0].ask.answered_in
    assert officer.desk.header.next.text() == "二次办理"
    click_next(officer)
    assert step(officer).boxes["note"].text == "沈亦澄不满意：没有说明完成时间"
    assert "第 2 次办理" in said(step(officer))
    take(officer)
    officer.until(lambda: officer.desk.session.reply.round == 2)
    assert not officer.desk.source.asks.cards[0].ask.answered_in
    assert "第 2 次办理" in officer.foot
    page = panels(officer).last_round
    officer.until(lambda: "已办理，延时开放从本月开始。" in page.letter.toPlainText())
    words = " ".join(label.text() for label in cast("list[QLabel]", page.said.findChildren(QLabel)))
    assert "沈亦澄　不同意" in words
    assert "没有说明完成时间" in words
    tabs = officer.desk.source.tabs
    assert tabs.isTabVisible(tabs.count() - 1)


def test_a_key_held_down_moves_a_case_once(officer: Officer) -> None:
    """Every shortcut of the desk, and Ctrl+Enter of its dialogs; only those that step through sections go on."""
    put(officer, "085", *TO_LEADER)
    officer.open_case(A)
    shortcuts = cast("list[QShortcut]", officer.desk.findChildren(QShortcut))
    own = [one for one in shortcuts if one.parent() is officer.desk]
    assert len(own) > 10
    going_on = {"Ctrl+PgUp", "Ctrl+PgDown", "F3", "Shift+F3", "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"}
    assert {one.key().toString() for one in own if one.autoRepeat()} <= going_on
    click_next(officer)
    of_form = cast("list[QShortcut]", step(officer).findChildren(QShortcut))
    stores = {one.key().toString(): one.autoRepeat() for one in of_form if "Ctrl+" in one.key().toString()}
    assert (stores["Ctrl+Return"], stores["Ctrl+Enter"]) == (False, False)
    step(officer).reject()


# Notices.
def test_a_refusal_of_one_case_stands_over_no_other_case_and_no_other_page(officer: Officer) -> None:
    put(officer, "085", *TO_LEADER, ready=False)
    put(officer, "086", *TO_LEADER)
    for leave in (
        lambda: officer.open_case(B),
        lambda: officer.show(Place.LEDGER),
        lambda: go_to(officer, BOARD, BoardPage),
    ):
        officer.open_case(A)
        click_next(officer)
        officer.until(lambda: officer.notice.startswith("085：不能流转到“已签发”"))
        leave()
        assert officer.notice == ""


def test_a_refusal_that_comes_after_its_case_was_left_is_not_red_and_opens_it(officer: Officer) -> None:
    put(officer, "085", *TO_LEADER, ready=False)
    put(officer, "086", *TO_LEADER)
    officer.open_case(A)
    with busy(officer, officer.program.worker):
        officer.desk.moves.carry_out(officer.desk.session.case, Status.SIGNED_OFF, "")
        officer.program.window.open_case(B)
        officer.until(lambda: officer.desk.case_id == B)
    officer.settle()
    notice = officer.program.window.notice.notice
    assert notice is not None
    assert notice.what.startswith("085：不能流转到“已签发”")
    assert (notice.tone, [one.label for one in notice.actions]) == (Tone.WARNING, ["打开这一件"])
    notice.actions[0].act()
    officer.until(lambda: officer.desk.case_id == A)


def test_a_move_on_the_board_asks_by_the_same_form_and_its_notice_names_the_case(officer: Officer) -> None:
    put(officer, "085", *TO_LEADER)
    officer.program.worker.wait_for(set_reply_fields, A, {"签发人": ""})
    put(officer, "086", *TO_LEADER, ready=False)
    page = go_to(officer, BOARD, BoardPage)
    officer.until(lambda: page.sheet is not None)
    page.moves.move(A, Status.SIGNED_OFF)
    take(officer, signer="周砚")
    assert status(officer) is Status.SIGNED_OFF
    notice = officer.program.window.notice.notice
    assert notice is not None
    assert (notice.what, notice.case_id) == ("085 已流转到“已签发”", A)
    page.moves.move(B, Status.SIGNED_OFF)
    officer.until(lambda: officer.notice.startswith("086：不能流转到“已签发”"))
    refusal = officer.program.window.notice.notice
    assert refusal is not None
    refusal.actions[0].act()
    officer.until(lambda: officer.at_desk and officer.desk.case_id == B)
    assert officer.notice == ""


# What was typed as a reason.
def test_a_reason_is_still_there_when_the_move_is_refused(officer: Officer) -> None:
    put(officer, "085", *TO_LEADER)
    officer.open_case(A)
    officer.desk.moves.move(Status.DRAFTING)
    dialog = cast("ReasonDialog", dialog_of(officer, ReasonDialog))
    dialog.reason.setPlainText("数字要核对")
    with refusing(officer, officer.program.worker):
        dialog.submit()
        officer.until(lambda: not dialog.is_storing)
    assert dialog.isVisible()
    assert dialog.reason.toPlainText() == "数字要核对"
    assert dialog.notice.notice is not None
    assert officer.notice == ""  # told once, where it was asked for
    dialog.submit()
    officer.until(lambda: QApplication.activeModalWidget() is None)
    assert status(officer) is Status.DRAFTING


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_both_enter_keys_make_the_next_step(officer: Officer, key: Qt.Key) -> None:
    put(officer, "085", *TO_LEADER[:3])
    officer.open_case(A)
    officer.ctrl(key)
    officer.until(lambda: status(officer) is Status.DRAFTING)


def test_the_key_that_opened_the_question_does_not_pass_over_what_is_missing(officer: Officer) -> None:
    put(officer, "085", Status.SIGNED, Status.DISTRIBUTED, Status.CONTACTING, Status.DRAFTING, ready=False)
    officer.open_case(A)
    officer.ctrl(Qt.Key.Key_Return)
    dialog = step(officer)
    assert dialog.form.lacking
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    officer.settle()
    assert dialog.isVisible()
    assert status(officer) is Status.DRAFTING
    dialog.save.setFocus()
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    officer.until(lambda: status(officer) is Status.SECTION_REVIEW)


def test_the_second_click_of_a_double_click_does_not_undo_the_step(officer: Officer) -> None:
    bar = officer.program.window.notice
    undone: list[int] = []
    bar.show_notice(Notice("085 已签收", actions=(NoticeAction("撤销", "undo-2", lambda: undone.append(1)),)))
    button = next(
        one for one in cast("list[QPushButton]", bar.findChildren(QPushButton)) if one.text() == "撤销"
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    assert undone == []
    officer.until(lambda: button._since.hasExpired(600))  # type: ignore[attr-defined]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert undone == [1]
