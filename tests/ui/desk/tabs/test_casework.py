"""Casework on the desk: contacts, co-handling units, reviews, disclosure, feedback, promises, the due date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from desktop.domain.case.case import Case, HandlingRole, Proposer
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.status import Status
from desktop.domain.records.co_opinion import OpinionState
from desktop.domain.records.contact import ContactPhase, ContactWay
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.services.cases.cases import create_case, get_case
from desktop.services.handling.contacts import contacts_of, evidence_name
from desktop.services.handling.opinions import opinions_of
from desktop.services.handling.progress import events, move_case
from desktop.services.handling.promises import add_promise, keep_promise, promises_of
from desktop.services.handling.reviews import RemarkPlace, add_remark, record_review, remarks_of
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply, write_section
from desktop.ui.desk.tabs.deadline_card import DeadlineCard
from desktop.ui.desk.tabs.opinions_page import OpinionDialog
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.parts.buttons import Button
from tests.complete_case import complete
from tests.ui.officer import Officer
from tests.ui.record_dialogs import dialog_of, fill, give_reason, panels, recorded, take_next_step

ANSWER = "二、对提案建议的答复\n（一）开放时间\n自5月起，全区12处社区图书室延长到21时。年底前再建3处。"


def lead_case(work: Workplace) -> Case:
    case = Case(
        number="085", term=15, session=4, region="长宁区", subject="关于改善社区图书室的提案",
        proposers=(Proposer("林晓舟"), Proposer("沈亦澄")), co_units=("区财政局", "区文旅局"),
        handling_role=HandlingRole.LEAD, status=Status.DRAFTING, section="文化科", assigned_at=date(2024, 2, 23),
    )  # fmt: skip
    stored = create_case(work, case)
    open_reply(work, stored.id)
    write_section(work, stored.id, "answer", ANSWER)
    return get_case(work, stored.id)


@pytest.fixture
def at_desk(officer: Officer) -> Officer:
    case = officer.program.worker.wait_for(lead_case)
    officer.open_case(case.id)
    officer.until(lambda: panels(officer).casework.found is not None)
    return officer


def contacts(officer: Officer) -> int:
    return len(recorded(officer).contacts)


def test_a_contact_is_entered_by_a_shortcut_one_sentence_and_enter(at_desk: Officer) -> None:
    at_desk.ctrl(Qt.Key.Key_G)
    at_desk.type("约好下周三上门，委员关心夜间开放")
    at_desk.press(Qt.Key.Key_Return)
    at_desk.until(lambda: contacts(at_desk) == 1)
    contact = at_desk.program.worker.wait_for(contacts_of, 1)[0]
    assert (contact.day, contact.phase, contact.way) == (
        date(2024, 4, 9),
        ContactPhase.DURING,
        ContactWay.VISIT,
    )
    assert (contact.their_people, contact.our_people) == (("林晓舟",), ("沈知行",))
    assert panels(at_desk).contacts.line.points.text() == ""
    assert "沟通" in at_desk.desk.source.tabs.tabText(2)


def test_a_contact_in_the_future_is_refused_and_stays_typed(at_desk: Officer) -> None:
    at_desk.ctrl(Qt.Key.Key_G)
    panels(at_desk).contacts.line.day.setText("2024-12-01")
    at_desk.type("明年再谈")
    at_desk.press(Qt.Key.Key_Return)
    at_desk.until(lambda: "沟通日期2024年12月1日还没到" in at_desk.notice)
    assert panels(at_desk).contacts.line.points.text() == "明年再谈"
    assert at_desk.program.worker.wait_for(contacts_of, 1) == ()


def test_the_evidence_of_a_contact_is_kept_with_the_case(at_desk: Officer, tmp_path: Path) -> None:
    photo = tmp_path / "走访照片.jpg"
    photo.write_bytes(b"\xff\xd8 invented")
    line = panels(at_desk).contacts.line
    line.points.setText("上门走访")
    line.evidence.take(photo)
    line.recorded.emit()
    at_desk.until(lambda: contacts(at_desk) == 1)
    digest = at_desk.program.worker.wait_for(contacts_of, 1)[0].evidence
    assert at_desk.program.worker.wait_for(evidence_name, 1, digest) == "走访照片.jpg"
    assert line.evidence_path is None


def test_a_waiver_of_contact_needs_a_reason(at_desk: Officer) -> None:
    panels(at_desk).contacts.line.waiver_requested.emit()
    give_reason(at_desk, "委员本人提出不需要走访")
    at_desk.until(lambda: contacts(at_desk) == 1)
    waiver = at_desk.program.worker.wait_for(contacts_of, 1)[0]
    assert (waiver.way, waiver.points) == (ContactWay.WAIVED, "委员本人提出不需要走访")


def test_a_draft_is_shown_to_the_proposer_answered_and_its_wish_settled(at_desk: Officer) -> None:
    part = panels(at_desk).handling.pre_replies
    assert not part.isVisibleTo(panels(at_desk).handling), "nobody asks for it here"
    panels(at_desk).handling.reviews.showing_requested.emit()
    fill(at_desk, proposer="沈亦澄", day="2024-04-08", way="走访")
    at_desk.until(lambda: len(recorded(at_desk).pre_replies) == 1)
    assert part.isVisibleTo(panels(at_desk).handling)
    part.ask_answer(recorded(at_desk).pre_replies[0])
    dialog = dialog_of(at_desk)
    assert isinstance(dialog, RecordDialog)
    dialog.fill({"answer": "有意见"})
    dialog.submit()
    at_desk.until(
        lambda: "有意见的，要记下原话" in dialog.notice.notice.what if dialog.notice.notice else False
    )
    fill(at_desk, words="请写明建成的月份")
    at_desk.until(lambda: recorded(at_desk).pre_replies[0].state == "有意见，未处理")
    part.ask_settled(recorded(at_desk).pre_replies[0])
    fill(at_desk, settled="第二稿写明十月")
    at_desk.until(lambda: recorded(at_desk).pre_replies[0].is_over)
    one = recorded(at_desk).pre_replies[0]
    assert (one.proposer, one.way, one.words, one.settled) == (
        "沈亦澄",
        ContactWay.VISIT,
        "请写明建成的月份",
        "第二稿写明十月",
    )
    part.changes.ask_withdrawal(one.id, "沈亦澄的预答复")
    give_reason(at_desk, "登错了人")
    at_desk.until(lambda: recorded(at_desk).pre_replies[0].state == "等待答复")


def test_a_kept_promise_is_told_by_a_letter_from_the_desk(at_desk: Officer, tmp_path: Path) -> None:
    case_id = at_desk.desk.case_id
    at_desk.program.worker.wait_for(answered_with_kept_promise, case_id)
    at_desk.open_case(case_id)
    at_desk.until(lambda: bool(recorded(at_desk).promises))
    part = panels(at_desk).handling.promises
    part.show_letters()
    dialog = dialog_of(at_desk)
    assert isinstance(dialog, RecordDialog)
    assert "关于“年底前再建3处”" in dialog.boxes["body"].text
    fill(at_desk, issue_date="2024-04-09", signer="周砚", body="已建成3处，均已开放。")
    at_desk.until(lambda: recorded(at_desk).letters[0].body == "已建成3处，均已开放。")
    letter = recorded(at_desk).letters[0]
    part.letters.export(letter.id, tmp_path / "复函.docx")
    at_desk.until((tmp_path / "复函.docx").exists)
    part.letters.ask_sent(letter)
    fill(at_desk, day="2024-04-09")
    at_desk.until(lambda: recorded(at_desk).letters[0].sent_at == date(2024, 4, 9))
    part.letters.ask_withdrawal(recorded(at_desk).letters[0])
    give_reason(at_desk, "文号错了")
    at_desk.until(lambda: recorded(at_desk).letters[0].sent_at is None)


def test_the_office_returns_a_point_of_the_reply_and_the_case_goes_back_to_drafting(at_desk: Officer) -> None:
    case_id = at_desk.desk.case_id
    at_desk.program.worker.wait_for(answered_with_kept_promise, case_id)
    at_desk.open_case(case_id)
    at_desk.until(lambda: recorded(at_desk).case.status is Status.REPLIED)
    part = panels(at_desk).handling.examination
    assert part.isVisibleTo(panels(at_desk).handling)
    part.ask_examination()
    dialog = dialog_of(at_desk)
    assert isinstance(dialog, RecordDialog)
    assert [dialog.boxes[point.key].field.label for point in recorded(at_desk).points] == [
        "格式规范", "逐条答复", "办理结果属实", "沟通到位", "公开合规",
    ]  # fmt: skip
    fill(at_desk, examiner="区政府督查室", each_ask="第二条没有答复")
    at_desk.until(lambda: recorded(at_desk).case.status is Status.DRAFTING)
    (one,) = recorded(at_desk).examinations
    assert (one.verdict, one.reasons) == ("退回 1 项", "逐条答复（第二条没有答复）")
    assert "退回 1 项" in part.state.text()
    part.ask_removal(one)
    give_reason(at_desk, "登错了件")
    at_desk.until(lambda: recorded(at_desk).examinations == ())


def answered_with_kept_promise(work: Workplace, case_id: int) -> None:
    complete(work, case_id, handling_result="列入计划拟解决")
    for end in (
        Status.SECTION_REVIEW,
        Status.OFFICE_REVIEW,
        Status.LEADER_REVIEW,
        Status.SIGNED_OFF,
        Status.NUMBERED,
        Status.REPLIED,
    ):
        move_case(work, case_id, end)
    promise = add_promise(work, case_id, "年底前再建3处")
    keep_promise(work, promise.id)


def states(officer: Officer) -> list[OpinionState]:
    return [card.state for card in panels(officer).opinions.cards]


def test_opinions_are_asked_for_chased_received_and_merged_into_the_open_section(at_desk: Officer) -> None:
    at_desk.open_section("对建议的答复")
    opinions = panels(at_desk).opinions
    opinions.add.click()
    fill(at_desk, asked_at="2024-03-25", due_at="2024-04-08")
    at_desk.until(lambda: states(at_desk) == [OpinionState.LATE] * 2)
    opinions.cards[0].chased.emit("区财政局")
    fill(at_desk, note="本周五前报来")
    at_desk.until(lambda: any(work.chases for work in recorded(at_desk).opinions))
    opinions.cards[0].received.emit("区财政局")
    fill(at_desk, text="经费已列入年度预算。")
    at_desk.until(lambda: OpinionState.RECEIVED in states(at_desk))
    opinions.cards[0].merged.emit("区财政局")
    at_desk.until(lambda: OpinionState.MERGED in states(at_desk))
    assert at_desk.written.endswith("\n经费已列入年度预算。")
    assert at_desk.program.worker.wait_for(opinions_of, 1)[0].merged_into == "answer"
    at_desk.desk.pane.writing.editor.undo()
    assert at_desk.written == ANSWER


def test_an_opinion_is_read_from_the_file_it_came_in(at_desk: Officer, tmp_path: Path) -> None:
    letter = tmp_path / "财政局意见.txt"
    letter.write_text("我局支持延长开放时间。", encoding="utf-8")
    at_desk.program.window.files_dropped.emit((letter,))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    lines = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert lines == [
        "“财政局意见.txt”是 085 的：",
        "区财政局的会办意见…",
        "区文旅局的会办意见…",
        "沟通的佐证材料",
        "收件（原件、答复或清单）",
    ]
    menu.actions()[1].trigger()
    menu.close()
    dialog = dialog_of(at_desk, OpinionDialog)
    assert isinstance(dialog, OpinionDialog)
    at_desk.qtbot.waitUntil(lambda: "我局支持" in dialog.boxes["text"].text)
    dialog.submit()
    at_desk.until(lambda: OpinionState.RECEIVED in states(at_desk))
    opinion = at_desk.program.worker.wait_for(opinions_of, 1)[0]
    assert at_desk.program.worker.wait_for(evidence_name, 1, opinion.file) == "财政局意见.txt"


def test_a_co_handled_case_shows_which_unit_our_opinion_goes_to(officer: Officer) -> None:
    case = Case(
        number="096",
        subject="关于养老设施的提案",
        handling_role=HandlingRole.CO_HANDLING,
        lead_unit="区民政局",
    )
    officer.open_case(officer.program.worker.wait_for(create_case, case).id)
    officer.until(lambda: panels(officer).casework.found is not None)
    assert not panels(officer).opinions.add.isVisibleTo(panels(officer).opinions)
    assert panels(officer).opinions.cards == []
    assert not panels(officer).handling.disclosure.isVisibleTo(panels(officer).handling)


def sent_back(work: Workplace) -> None:
    review = record_review(work, 1, ReviewStage.SECTION, "王启明", Verdict.CHANGES, "时间再核")
    add_remark(work, review.id, "answer", "“5月起”要写明具体日期", 3)


def test_a_remark_goes_to_its_paragraph_and_is_settled_or_answered(at_desk: Officer) -> None:
    at_desk.program.worker.wait_for(sent_back)
    panels(at_desk).casework.reload()
    reviews = panels(at_desk).handling.reviews
    at_desk.until(lambda: len(reviews.cards) == 1)
    card = reviews.cards[0]
    at_desk.open_section("开头")
    card.place_requested.emit(RemarkPlace("answer", 3))
    assert at_desk.desk.pane.key == "answer"
    assert at_desk.desk.pane.writing.editor.place == (2, 0)
    assert [mark.position.paragraph for mark in at_desk.desk.paper.view.remarks] == [2]
    card.answer_requested.emit(card.remark)
    give_reason(at_desk, "已与财政局核对，日期以文件为准")
    at_desk.until(lambda: reviews.cards == [])
    remark = at_desk.program.worker.wait_for(remarks_of, 1)[0]
    assert remark.answer == "已与财政局核对，日期以文件为准"
    assert at_desk.desk.paper.view.remarks == ()


def test_a_remark_on_the_paragraph_of_the_cursor_is_added_by_shortcut(at_desk: Officer) -> None:
    at_desk.open_section("对建议的答复")
    at_desk.desk.pane.writing.editor.go_to(1, 0)
    at_desk.press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    give_reason(at_desk, "标题再短些")
    at_desk.until(lambda: len(panels(at_desk).handling.reviews.cards) == 1)
    remark = at_desk.program.worker.wait_for(remarks_of, 1)[0]
    assert (remark.section_key, remark.paragraph, remark.text) == ("answer", 2, "标题再短些")


def test_the_sentence_at_the_cursor_becomes_a_promise(at_desk: Officer) -> None:
    at_desk.open_section("对建议的答复")
    at_desk.desk.pane.writing.editor.go_to(2, len("自5月起，全区12处社区图书室延长到21时。年底"))
    at_desk.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    fill(at_desk, due_at="2024-12-31")
    at_desk.until(lambda: bool(recorded(at_desk).promises))
    promise = at_desk.program.worker.wait_for(promises_of, 1)[0]
    assert (promise.text, promise.owner, promise.due_at) == ("年底前再建3处。", "文化科", date(2024, 12, 31))


def test_the_disclosure_review_also_sets_the_field_of_the_letter(at_desk: Officer) -> None:
    panels(at_desk).handling.disclosure.ask_review()
    fill(at_desk, decision="主动公开", reviewer="王启明", secrecy_reviewer="周立群")
    at_desk.until(lambda: at_desk.desk.session.reply.fields.disclosure is Disclosure.PROACTIVE)
    at_desk.wait_saved()
    assert at_desk.program.worker.wait_for(open_reply, 1).fields.disclosure is Disclosure.PROACTIVE


def card_of(officer: Officer) -> DeadlineCard:
    officer.desk.header.due.click()  # on the offscreen platform a window does not get the focus back from a popup
    officer.until(lambda: isinstance(QApplication.activePopupWidget(), DeadlineCard))
    card = QApplication.activePopupWidget()
    assert isinstance(card, DeadlineCard)
    return card


def test_the_due_date_is_explained_and_the_first_one_stays_shown_after_an_extension(at_desk: Officer) -> None:
    first = at_desk.desk.session.case.due_at
    assert first is not None
    card = card_of(at_desk)
    words = "\n".join(card.lines)
    assert "起算：2024年2月23日" in words
    assert "依据：" in words
    card.ask_extension()
    fill(at_desk, new_due="2024-07-01", approved_by="区政府分管领导", reason="需与财政局会商")
    at_desk.until(lambda: at_desk.desk.session.case.due_at == date(2024, 7, 1))
    moved = card_of(at_desk)
    assert any(
        line.startswith("原期限：") and f"{first.month}月{first.day}日" in line for line in moved.lines
    )
    moved.close()


def test_a_paused_deadline_is_shown_as_paused_and_can_be_resumed(at_desk: Officer) -> None:
    card_of(at_desk).ask_pause()
    fill(at_desk, reason="等上级文件")
    at_desk.until(lambda: "暂停" in at_desk.desk.header.due.accessibleName())
    card_of(at_desk).ask_resumption()
    fill(at_desk, day="2024-04-09")
    at_desk.until(lambda: "还剩" in at_desk.desk.header.due.accessibleName())


def test_an_outdated_answer_never_reverts_a_later_move(at_desk: Officer) -> None:
    before = at_desk.desk.session.case.status
    panels(at_desk).casework.reload()
    take_next_step(at_desk)
    assert at_desk.desk.session.case.status is not before
    seen: list[Status] = []
    at_desk.desk.session.case_changed.connect(lambda case: seen.append(case.status))
    panels(at_desk).casework.reload()
    take_next_step(at_desk)
    at_desk.until(lambda: recorded(at_desk).case.status is Status.OFFICE_REVIEW)
    assert set(seen) <= {Status.OFFICE_REVIEW}
    assert at_desk.desk.session.case.status is Status.OFFICE_REVIEW


def test_the_course_replaces_the_columns_until_escape(at_desk: Officer) -> None:
    at_desk.ctrl(Qt.Key.Key_G)
    at_desk.type("电话沟通")
    at_desk.press(Qt.Key.Key_Return)
    at_desk.until(lambda: contacts(at_desk) == 1)
    at_desk.ctrl(Qt.Key.Key_T)
    timeline = at_desk.desk.body.timeline
    at_desk.until(lambda: timeline.isVisible() and bool(timeline.entries))
    assert "电话沟通" in timeline.entries[0].event.note
    at_desk.press(Qt.Key.Key_Escape)
    assert at_desk.desk.columns.isVisible()
    assert at_desk.at_desk


def test_a_contact_is_corrected_and_taken_back_with_a_reason(at_desk: Officer) -> None:
    at_desk.ctrl(Qt.Key.Key_G)
    at_desk.type("电话听取意见")
    at_desk.press(Qt.Key.Key_Return)
    at_desk.until(lambda: contacts(at_desk) == 1)
    page = panels(at_desk).contacts
    page.cards[0].change_requested.emit(page.cards[0].contact)
    dialog = dialog_of(at_desk)
    assert isinstance(dialog, RecordDialog)
    dialog.fill({"day": "2024-04-08"})
    dialog.submit()
    assert dialog.boxes["why"].fault == "请写一句原因。"
    fill(at_desk, why="录错了日期")
    at_desk.until(lambda: recorded(at_desk).contacts[0].day == date(2024, 4, 8))
    page.cards[0].remove_requested.emit(page.cards[0].contact)
    give_reason(at_desk, "重复登记")
    at_desk.until(lambda: contacts(at_desk) == 0)
    notes = [event.note for event in at_desk.program.worker.wait_for(events, 1)]
    assert any("日期 2024-04-09→2024-04-08；原因：录错了日期" in note for note in notes)
    assert any(note.startswith("撤回登记：4月8日") and note.endswith("原因：重复登记") for note in notes)


def test_an_opinion_goes_back_step_by_step_from_its_card(at_desk: Officer) -> None:
    opinions = panels(at_desk).opinions
    opinions.receive("区财政局")
    fill(at_desk, text="同意。", received_at="2024-04-08")
    at_desk.until(lambda: OpinionState.RECEIVED in states(at_desk))
    card = next(card for card in opinions.cards if card.state is OpinionState.RECEIVED)
    card.corrected.emit("区财政局")
    fill(at_desk, received_at="2024-04-07", why="看错了邮戳")
    at_desk.until(lambda: any(w.opinion.received_at == date(2024, 4, 7) for w in recorded(at_desk).opinions))
    at_desk.until(lambda: card not in opinions.cards)
    card = next(card for card in opinions.cards if card.state is OpinionState.RECEIVED)
    card.withdrawn.emit("区财政局")
    give_reason(at_desk, "是另一件的意见")
    at_desk.until(lambda: OpinionState.RECEIVED not in states(at_desk))


def test_an_extension_is_taken_back_from_the_explanation_of_the_due_day(at_desk: Officer) -> None:
    first = at_desk.desk.session.case.due_at
    card_of(at_desk).ask_extension()
    fill(at_desk, new_due="2024-07-01", approved_by="区政府分管领导", reason="需与财政局会商")
    at_desk.until(lambda: at_desk.desk.session.case.due_at == date(2024, 7, 1))
    card = card_of(at_desk)
    name = "撤回：延期至2024年7月1日"
    links: Iterable[Button] = card.findChildren(Button)
    next(link for link in links if link.accessibleName() == name).click()
    give_reason(at_desk, "没有批准")
    at_desk.until(lambda: at_desk.desk.session.case.due_at == first)


def test_the_due_day_of_the_notice_is_corrected_with_its_source(at_desk: Officer) -> None:
    card_of(at_desk).ask_given()
    fill(at_desk, day="2024-05-10", source="区政府办〔2024〕5号", why="交办单上写明了期限")
    at_desk.until(lambda: at_desk.desk.session.case.due_at == date(2024, 5, 10))
    assert any("区政府办〔2024〕5号" in line for line in recorded(at_desk).clock.explanation)


def test_an_unlikely_pause_is_asked_back_in_its_dialog(at_desk: Officer) -> None:
    card_of(at_desk).ask_pause()
    dialog = dialog_of(at_desk)
    assert isinstance(dialog, RecordDialog)
    dialog.fill({"reason": "等上级文件", "first": "2025-01-06"})
    dialog.submit()
    at_desk.until(lambda: "不像是现在要登记的" in dialog.notice.accessibleName())
    dialog.fill({"anyway": "是"})
    dialog.submit()
    at_desk.until(lambda: recorded(at_desk).clock.clock.paused_since == date(2025, 1, 6))


def test_a_pause_entered_late_asks_for_its_approver_and_is_marked_on_the_card(at_desk: Officer) -> None:
    card_of(at_desk).ask_pause()
    dialog = dialog_of(at_desk)
    assert isinstance(dialog, RecordDialog)
    dialog.fill({"reason": "等上级文件", "first": "2024-03-01"})
    dialog.submit()
    at_desk.until(lambda: "要写明谁同意的" in dialog.notice.accessibleName())
    dialog.fill({"approved_by": "区政府办公室"})
    dialog.submit()
    at_desk.until(lambda: recorded(at_desk).clock.clock.paused_since == date(2024, 3, 1))
    card = card_of(at_desk)
    assert any("（补记：2024年4月9日登记，区政府办公室同意）" in line for line in card.lines)
    card.close()


def test_an_extension_to_a_day_off_moves_and_one_past_the_limit_is_marked(at_desk: Officer) -> None:
    card_of(at_desk).ask_extension()
    sunday = {"new_due": "2024-12-01", "approved_by": "区长", "reason": "待国家标准", "beyond_limit": "是"}
    fill(at_desk, **sunday)
    at_desk.until(lambda: at_desk.desk.session.case.due_at == date(2024, 12, 2))
    card = card_of(at_desk)
    assert any("（超过最长期限，特批）" in line for line in card.lines)
    card.close()


def test_a_step_is_recorded_with_the_day_on_which_it_happened(at_desk: Officer) -> None:
    at_desk.desk.moves.ask_day()
    fill(at_desk, to=str(Status.SECTION_REVIEW), day="2024-04-03")
    at_desk.until(lambda: at_desk.desk.session.case.status is Status.SECTION_REVIEW)
    last = at_desk.program.worker.wait_for(events, 1)[-1]
    assert (last.happened_on, last.at.date()) == (date(2024, 4, 3), date(2024, 4, 9))
