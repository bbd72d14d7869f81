"""In the window no gate is walked round either: what is missing is listed with its clause and a way to mend it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.domain.case.case import Ask, Case, HandlingRole, Proposer
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.status import Status
from desktop.domain.gates.readiness import Need
from desktop.services.cases.cases import create_case, get_case, set_fields
from desktop.services.handling import feedback, progress
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply, set_reply_fields
from desktop.ui.board.board_page import BoardPage
from desktop.ui.desk.tabs.feedback_part import FeedbackDialog
from desktop.ui.desk.tabs.ready_part import FindingRow
from desktop.ui.dialogs.case_dialogs import EditCaseDialog
from desktop.ui.dialogs.record_dialog import ReasonDialog, RecordDialog
from tests.complete_case import complete
from tests.gate_walks import SEE_FIRST, place_that_shows_first
from tests.ui.officer import Officer
from tests.ui.places import BOARD, go_to
from tests.ui.record_dialogs import dialog_of, fill, give_reason, panels, recorded

TO_LEADER = (
    Status.SIGNED, Status.DISTRIBUTED, Status.CONTACTING, Status.DRAFTING, Status.SECTION_REVIEW, Status.OFFICE_REVIEW,
    Status.LEADER_REVIEW,
)  # fmt: skip
OUT = (Status.SIGNED_OFF, Status.NUMBERED, Status.REPLIED, Status.FEEDBACK_WAIT)


def case_at(work: Workplace, /, way: tuple[Status, ...], *, ready: bool = True, **facts: object) -> Case:
    plain: dict[str, object] = {
        "number": "085",
        "region": "长宁区",
        "term": 15,
        "session": 4,
        "subject": "关于改善社区图书室的提案",
        "proposers": (Proposer("林晓舟"), Proposer("沈亦澄")),
        "asks": (Ask(1, "延长开放时间"),),
        "locality": "shanghai-changning",
        "assigned_at": date(2024, 2, 23),
    }
    case = create_case(work, Case(**plain | facts))  # type: ignore[arg-type]
    open_reply(work, case.id)
    if ready:
        complete(work, case.id)
    for status in way:
        progress.move_case(work, case.id, status, "按程序")
    return get_case(work, case.id)


def at_desk(  # the facts are those of Case
    officer: Officer,
    way: tuple[Status, ...] = TO_LEADER,
    **facts: Any,  # noqa: ANN401
) -> Officer:
    """The desk with such a case on it."""
    case = officer.program.worker.wait_for(case_at, way, **facts)
    officer.open_case(case.id)
    officer.until(lambda: panels(officer).casework.found is not None)
    return officer


def status(officer: Officer) -> Status:
    return officer.program.worker.wait_for(get_case, 1).status


def rows(officer: Officer) -> list[FindingRow]:
    officer.settle()
    return [row for row in panels(officer).handling.ready.rows if row.finding.must]


def words(officer: Officer) -> list[str]:
    return [row.finding.words for row in rows(officer)]


def row_of(officer: Officer, need: Need) -> FindingRow:
    return next(row for row in rows(officer) if row.finding.need is need)


def test_a_refused_move_lists_what_is_missing_with_clause_and_remedy(officer: Officer) -> None:
    at_desk(officer, ready=False)
    assert "登记签发 · 还差" in officer.desk.header.next.text()
    officer.desk.header.next.click()
    officer.until(lambda: "不能流转到“已签发”，还差" in officer.notice)
    assert status(officer) is Status.LEADER_REVIEW
    handling = panels(officer).handling
    officer.until(handling.isVisible)
    assert {"还没有填写签发人", "还没有公开审查的记录", "本轮沟通不够：要求至少沟通一次"} <= set(
        words(officer)
    )
    tip = row_of(officer, Need.CONTACT).toolTip()
    assert "请登记沟通情况" in tip
    assert "依据：" in tip


def test_the_button_says_how_much_is_missing_opens_the_list_and_shrinks_as_it_is_mended(
    officer: Officer,
) -> None:
    at_desk(officer, ready=False)
    officer.desk.header.next.click()
    officer.until(panels(officer).handling.isVisible)
    before = len(rows(officer))
    assert "signer" in {row.finding.key for row in rows(officer)}  # which the step itself asks for
    assert officer.desk.header.next.text() == f"登记签发 · 还差 {before - 1} 项"
    row_of(officer, Need.CONTACT).mend_requested.emit(row_of(officer, Need.CONTACT).finding)
    officer.type("上门听取意见")
    officer.press(Qt.Key.Key_Return)
    officer.until(lambda: len(rows(officer)) == before - 1)
    officer.until(lambda: officer.desk.header.next.text() == f"登记签发 · 还差 {before - 2} 项")


@pytest.mark.parametrize(
    ("need", "label"), [(Need.FIELD, "签发人"), (Need.UNWRITTEN, "")], ids=["field", "section"]
)
def test_a_finding_leads_to_where_it_is_mended(officer: Officer, need: Need, label: str) -> None:
    at_desk(officer, ready=False)
    found = [row for row in rows(officer) if row.finding.need is need]
    row = next(row for row in found if label in row.finding.words)
    row.mend_requested.emit(row.finding)
    if label:
        officer.until(lambda: officer.focus.accessibleName() == label)
    else:
        officer.until(lambda: officer.desk.pane.key == row.finding.key.partition(":")[0])


def test_a_finding_is_waived_with_its_reason_and_the_waiver_taken_back(officer: Officer) -> None:
    at_desk(officer, asks=(Ask(1, "延长开放时间"), Ask(2, "增加藏书")))
    officer.program.worker.wait_for(untie, 1)
    panels(officer).casework.reload()
    officer.until(lambda: Need.ASK in {row.finding.need for row in rows(officer)})
    row = row_of(officer, Need.ASK)
    row.waive_requested.emit(row.finding)
    fill(officer, reason="属市级事权，已当面说明")
    officer.until(lambda: Need.ASK not in {one.finding.need for one in rows(officer)})
    assert [one.reason for one in recorded(officer).waivers] == ["属市级事权，已当面说明"]
    links = cast("list[QPushButton]", panels(officer).handling.ready.findChildren(QPushButton))
    (back,) = (link for link in links if link.text() == "撤回免过")
    assert back.accessibleName() == "撤回免过：4月9日 沈知行　原因：属市级事权，已当面说明"
    back.click()
    officer.until(lambda: Need.ASK in {one.finding.need for one in rows(officer)})


def test_the_officer_does_not_approve_his_own_waiver(officer: Officer) -> None:
    at_desk(officer, is_key=True)
    officer.program.worker.wait_for(set_reply_fields, 1, {"签发人": "陈主任"})
    panels(officer).casework.reload()
    officer.until(lambda: Need.SIGNER in {row.finding.need for row in rows(officer)})
    row = row_of(officer, Need.SIGNER)
    row.waive_requested.emit(row.finding)
    dialog = dialog_of(officer)
    assert isinstance(dialog, RecordDialog)
    dialog.fill({"reason": "主要领导在外", "approved_by": "沈 知行"})
    dialog.submit()
    officer.until(lambda: dialog.notice.notice is not None)
    assert dialog.notice.notice is not None
    assert "“沈 知行”是经办人，不能自己同意自己" in dialog.notice.notice.what
    dialog.reject()


def test_a_rating_is_changed_in_the_window_for_a_reason_only(officer: Officer) -> None:
    at_desk(officer, (*TO_LEADER, *OUT))
    officer.program.worker.wait_for(feedback.record_feedback, 1, "不同意", "沈亦澄")
    officer.open_case(1)
    panels(officer).handling.feedback.ask_answers()
    dialog = dialog_of(officer, FeedbackDialog)
    assert isinstance(dialog, FeedbackDialog)
    dialog.choose("沈亦澄", "同意")
    dialog.submit()
    officer.until(lambda: dialog.notice.notice is not None)
    assert dialog.notice.notice is not None
    assert "改为“同意”要写明原因" in dialog.notice.notice.what
    dialog.fill({"why": "登记时看错"})
    dialog.submit()
    officer.until(lambda: QApplication.activeModalWidget() is not dialog)
    events = officer.program.worker.wait_for(progress.events, 1)
    assert any("不同意→同意，原因：登记时看错" in event.note for event in events)


def untie(work: Workplace, case_id: int) -> None:
    texts = "延长开放时间\n再增加藏书"
    set_fields(work, case_id, {"建议": texts})


def test_where_the_place_asks_for_it_the_draft_is_shown_from_the_list_of_what_is_missing(
    officer: Officer,
) -> None:
    worker = officer.program.worker
    worker.wait_for(lambda work: place_that_shows_first(work.data_dir))
    worker.wait_for(lambda work: work.template_cache.invalidate())
    at_desk(officer, (*TO_LEADER, Status.SIGNED_OFF, Status.NUMBERED), locality=SEE_FIRST)
    assert words(officer) == [f"答复稿还没有先给{name}看过（预答复）" for name in ("林晓舟", "沈亦澄")]
    for left, name in ((1, "沈亦澄"), (0, "林晓舟")):
        row = next(row for row in rows(officer) if row.finding.key == name)
        row.mend_requested.emit(row.finding)
        fill(officer, answer="同意")
        officer.until(lambda: len(rows(officer)) == left)  # noqa: B023 - awaited here
    assert [(one.proposer, one.answer.label) for one in recorded(officer).pre_replies] == [
        ("沈亦澄", "同意"),
        ("林晓舟", "同意"),
    ]


# (a) Another role.
def test_another_role_past_the_signature_needs_a_reason_and_sends_the_case_back(officer: Officer) -> None:
    at_desk(officer, (*TO_LEADER, Status.SIGNED_OFF), handling_role=HandlingRole.SOLE)
    officer.desk.source.edit_requested.emit()
    dialog = dialog_of(officer, EditCaseDialog)
    assert isinstance(dialog, EditCaseDialog)
    dialog.form.boxes["handling_role"].show_text("会办")
    dialog.store()
    officer.until(lambda: dialog.notice.notice is not None)
    assert dialog.notice.notice is not None
    assert "会退回“待签发”，原来的签发不再作数" in dialog.notice.notice.what
    dialog.why.show_text("区府办改为会办")
    dialog.store()
    officer.until(lambda: QApplication.activeModalWidget() is not dialog)
    officer.until(lambda: officer.desk.session.case.status is Status.LEADER_REVIEW)
    assert status(officer) is Status.LEADER_REVIEW


# (b) (f) Fields of a signed letter.
def change_signer(officer: Officer, name: str) -> None:
    officer.open_section("标题与结果")
    officer.tab_to("签发人")
    officer.ctrl(Qt.Key.Key_A)
    officer.type(name)
    officer.press(Qt.Key.Key_Tab)


def test_the_signer_of_a_signed_letter_changes_for_a_reason_only(officer: Officer) -> None:
    at_desk(officer, (*TO_LEADER, Status.SIGNED_OFF))
    change_signer(officer, "陈主任")
    give_reason(officer, "登记时写错")
    officer.wait_saved()
    events = officer.program.worker.wait_for(progress.events, 1)
    assert events[-1].label == "更改：签发人 周砚→陈主任（登记时写错）"


def test_without_a_reason_the_signer_stays(officer: Officer) -> None:
    at_desk(officer, (*TO_LEADER, Status.SIGNED_OFF))
    change_signer(officer, "陈主任")
    dialog = dialog_of(officer, ReasonDialog)
    officer.until(lambda: dialog.isActiveWindow() and dialog.isAncestorOf(officer.focus))
    officer.press(Qt.Key.Key_Escape)
    officer.until(lambda: officer.desk.session.reply.fields.signer == "周砚")
    officer.wait_saved()
    assert officer.program.worker.wait_for(open_reply, 1).fields.signer == "周砚"
    assert officer.desk.pane.forms["@head"].boxes["signer"].text == "周砚"


def test_typing_a_name_makes_one_event_and_not_one_for_each_letter(officer: Officer) -> None:
    at_desk(officer, TO_LEADER[:4], ready=False)
    officer.open_section("标题与结果")
    officer.fill_field("签发人", "Zhou Yan")
    officer.desk.session.save_soon()
    officer.press(Qt.Key.Key_Tab)
    officer.wait_saved()
    events = officer.program.worker.wait_for(progress.events, 1)
    told = [change.label for event in events for change in event.changes if change.field == "signer"]
    assert told == ["签发人 空→Zhou Yan"]


def test_what_a_signed_case_rests_on_is_not_emptied_and_the_text_is_still_stored(officer: Officer) -> None:
    at_desk(officer, (*TO_LEADER, *OUT))
    officer.desk.session.fields.correcting = "先空着"  # as the button of the locked letter does
    officer.open_section("标题与结果")
    officer.tab_to("签发人")
    officer.ctrl(Qt.Key.Key_A)
    officer.press(Qt.Key.Key_Backspace)
    officer.press(Qt.Key.Key_Tab)
    officer.until(lambda: "还没有填写签发人" in officer.notice)
    officer.until(lambda: officer.desk.session.reply.fields.signer == "周砚")
    officer.desk.session.edit_section("thanks", "感谢您的关心。")
    officer.wait_saved()
    stored = officer.program.worker.wait_for(open_reply, 1)
    section = stored.section("thanks")
    assert section is not None
    assert section.text == "感谢您的关心。"


# (c) A jump.
def test_a_jump_is_refused_before_its_reason_is_asked_for(officer: Officer) -> None:
    at_desk(officer, TO_LEADER[:4], ready=False)
    officer.desk.moves.move(Status.REPLIED, jump=True)
    officer.until(lambda: "不能流转到“已答复”" in officer.notice)
    assert not isinstance(QApplication.activeModalWidget(), ReasonDialog)
    officer.until(lambda: recorded(officer).gate is Status.REPLIED)
    assert {"还没有填写成文日期", "还没有签发"} <= set(words(officer))


# (e) An opinion for the lead unit; both reviews by one person.
def test_an_opinion_without_words_is_not_signed(officer: Officer) -> None:
    way = tuple(one for one in TO_LEADER if one is not Status.CONTACTING)
    at_desk(officer, way, ready=False, handling_role=HandlingRole.CO_HANDLING, lead_unit="区文旅局")
    officer.desk.header.next.click()
    officer.until(lambda: "不能流转到“已签发”" in officer.notice)
    assert any("还有没填的空" in one for one in words(officer))


def test_one_person_does_not_do_both_reviews(officer: Officer) -> None:
    at_desk(officer, ready=False)
    panels(officer).handling.disclosure.ask_review()
    dialog = dialog_of(officer)
    dialog.fill({"decision": "主动公开", "reviewer": "赵敏", "secrecy_reviewer": "赵敏"})  # type: ignore[attr-defined]
    dialog.submit()  # type: ignore[attr-defined]
    officer.until(lambda: dialog.notice.notice is not None)  # type: ignore[attr-defined]
    assert "不能是同一个人" in dialog.notice.notice.what  # type: ignore[attr-defined]
    dialog.reject()  # type: ignore[attr-defined]


# (f) Who signs.
def test_a_key_proposal_waits_for_the_principal(officer: Officer) -> None:
    at_desk(officer)
    officer.program.worker.wait_for(set_fields, 1, {"重点提案": "是"})
    officer.program.worker.wait_for(set_reply_fields, 1, {"签发人": ""})
    officer.open_case(1)
    officer.until(lambda: Need.SIGNER in {row.finding.need for row in rows(officer)})
    reviews = panels(officer).handling.reviews
    reviews.ask_review()
    fill_and_wait(officer, reviewer="周砚", verdict="同意", says="要由主要领导签发")
    reviews.ask_review()
    fill(officer, reviewer="陈主任", verdict="同意", level="主要领导")
    officer.until(lambda: status(officer) is Status.SIGNED_OFF)
    officer.until(lambda: officer.desk.session.reply.fields.signer == "陈主任")


def test_a_review_asks_for_its_day_and_takes_none_to_come(officer: Officer) -> None:
    at_desk(officer)
    today = officer.program.worker.work.today
    panels(officer).handling.reviews.ask_review()
    dialog = dialog_of(officer)
    assert isinstance(dialog, RecordDialog)
    assert dialog.boxes["day"].text == today.isoformat()
    tomorrow = (today + timedelta(days=1)).isoformat()
    fill_and_wait(officer, reviewer="周砚", verdict="同意", day=tomorrow, says="签发日期")
    assert status(officer) is Status.LEADER_REVIEW


def fill_and_wait(officer: Officer, says: str, **texts: str) -> None:
    """Fill the open dialog, store it, and wait for its refusal; then close it."""
    dialog = dialog_of(officer)
    dialog.fill(texts)  # type: ignore[attr-defined]
    dialog.submit()  # type: ignore[attr-defined]
    officer.until(lambda: dialog.notice.notice is not None)  # type: ignore[attr-defined]
    notice = dialog.notice.notice  # type: ignore[attr-defined]
    assert says in notice.what + notice.remedy
    dialog.reject()  # type: ignore[attr-defined]


# (g) After 不满意.
def test_after_a_dissatisfied_answer_the_button_says_second_round(officer: Officer) -> None:
    at_desk(officer, (*TO_LEADER, *OUT))
    officer.program.worker.wait_for(feedback.record_feedback, 1, "不同意", "沈亦澄")
    officer.open_case(1)
    officer.until(lambda: officer.desk.header.next.text() == "二次办理")
    assert Status.WITHDRAWN not in panel_moves(officer)
    officer.desk.moves.move(Status.CLOSED)
    officer.until(lambda: "不能流转到“办结”" in officer.notice)
    officer.until(lambda: words(officer) == ["沈亦澄不满意，没有二次办理，也没有同意办结的记录"])
    row_of(officer, Need.CONSENT).mend_requested.emit(row_of(officer, Need.CONSENT).finding)
    fill(officer, words="理解目前的条件，同意办结")
    officer.until(lambda: officer.desk.header.next.text() == "办结")
    officer.desk.header.next.click()
    fill(officer)
    officer.until(lambda: status(officer) is Status.CLOSED)


def panel_moves(officer: Officer) -> set[Status]:
    menu = officer.desk.moves.menu
    menu.aboutToShow.emit()
    labels = {action.text() for action in menu.actions()}
    return {one for one in Status if one.label in labels}


def test_an_answered_case_is_not_withdrawn_from_the_menu_of_jumps(officer: Officer) -> None:
    at_desk(officer, (*TO_LEADER, *OUT))
    officer.desk.moves.move(Status.WITHDRAWN, jump=True)
    officer.until(lambda: "答复已经发出，不能撤案" in officer.notice)
    assert status(officer) is Status.FEEDBACK_WAIT


# Other doors of the window.
def test_the_board_names_what_is_missing(officer: Officer) -> None:
    officer.program.worker.wait_for(case_at, TO_LEADER, ready=False)
    page = go_to(officer, BOARD, BoardPage)
    officer.until(lambda: page.sheet is not None)
    page.moves.move(1, Status.SIGNED_OFF)
    officer.until(lambda: "不能流转到“已签发”，还差" in officer.notice)
    assert status(officer) is Status.LEADER_REVIEW


def test_a_disclosure_chosen_in_the_letter_is_no_review(officer: Officer) -> None:
    at_desk(officer, ready=False)
    officer.program.worker.wait_for(set_reply_fields, 1, {"公开属性": Disclosure.PROACTIVE.label})
    officer.open_case(1)
    assert "还没有公开审查的记录" in words(officer)
