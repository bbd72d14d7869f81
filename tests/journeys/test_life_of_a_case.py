"""One case from assignment to archive through the real window, without direct access to the store."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.domain.case.case import Ask, Case, HandlingRole, Proposer
from desktop.domain.case.status import Status
from desktop.domain.forms.form_template import FormKind
from desktop.domain.records.co_opinion import OpinionState
from desktop.domain.records.review import Verdict
from desktop.domain.rules.locality import Satisfaction
from desktop.services.cases.cases import create_case
from desktop.services.writing.drafting import open_reply
from desktop.ui.desk.tabs.feedback_part import FeedbackDialog
from tests.ui.officer import Officer
from tests.ui.record_dialogs import dialog_of, fill, panels, recorded, take_next_step

pytestmark = pytest.mark.journey

ANSWER = "二、对提案建议的答复\n（一）开放时间\n全区12处社区图书室近期延长到21时。年底前再建3处。"
BETTER = ANSWER.replace("近期", "自5月6日起")


@pytest.fixture
def officer_with_case(officer: Officer) -> Officer:
    """An officer with one assigned proposal of two members and one co-handling unit."""
    case = Case(
        number="085", term=15, session=4, region="长宁区", subject="关于改善社区图书室的提案", section="文化科",
        proposers=(Proposer("林晓舟"), Proposer("沈亦澄")), asks=(Ask(1, "延长开放时间"),), co_units=("区财政局",),
        body="社区图书室关门太早。",
        handling_role=HandlingRole.LEAD, assigned_at=date(2024, 2, 23), locality="shanghai-changning",
    )  # fmt: skip
    officer.open_case(officer.program.worker.wait_for(create_case, case).id)
    officer.until(lambda: panels(officer).casework.found is not None)
    return officer


def stands_at(officer: Officer, status: Status) -> bool:
    """True if the desk shows that status with all records loaded."""
    return officer.desk.session.case.status is status and recorded(officer).case.status is status


def go_on_to(officer: Officer, status: Status) -> None:
    """Press the primary button until the case has that status."""
    while officer.desk.session.case.status is not status:
        take_next_step(officer)
    officer.until(lambda: stands_at(officer, status))


def review(officer: Officer, reviewer: str, verdict: str, remark: str = "") -> None:
    panels(officer).handling.reviews.ask_review()
    fill(officer, reviewer=reviewer, verdict=verdict, remark=remark)


def answer_forms(officer: Officer, **ratings: str) -> None:
    panels(officer).handling.feedback.ask_answers()
    dialog = dialog_of(officer, FeedbackDialog)
    assert isinstance(dialog, FeedbackDialog)
    words = {rating.counts_as.label: rating.label for rating in recorded(officer).scale}
    for name, rating in ratings.items():
        dialog.choose(name, words[rating])
    dialog.submit()
    officer.until(lambda: QApplication.activeModalWidget() is not dialog)


def write(officer: Officer, label: str, words: str) -> None:
    officer.open_section(label)
    officer.desk.pane.focus_writing()
    officer.ctrl(Qt.Key.Key_A)
    officer.type(words)


def write_the_rest(officer: Officer, words: str) -> None:
    """Write every section that still has an open place, then result, unit and date of the letter."""
    for label in [item.label for item in officer.desk.pane.items if item.missing and not item.is_form]:
        write(officer, label, words)
    officer.open_section("标题与结果")
    officer.fill_field("办理结果", "解决或采纳")
    officer.open_section("署名、日期与附注")
    officer.fill_field("落款单位", "区文化局")
    officer.fill_field("成文日期", "2024-04-09")


def contact(officer: Officer, words: str) -> None:
    before = len(recorded(officer).contacts)
    officer.ctrl(Qt.Key.Key_G)
    officer.type(words)
    officer.press(Qt.Key.Key_Return)
    officer.until(lambda: len(recorded(officer).contacts) == before + 1)


def first_round(officer: Officer) -> None:
    """From 待签收 to the sent reply, with one return for changes."""
    work = panels(officer)
    go_on_to(officer, Status.CONTACTING)
    contact(officer, "上门听取意见，委员关心夜间开放")
    go_on_to(officer, Status.DRAFTING)
    write(officer, "对建议的答复", ANSWER)
    officer.desk.verbs.tie(1)
    work.opinions.add.click()
    fill(officer, due_at="2024-04-20")
    officer.until(lambda: [card.state for card in work.opinions.cards] == [OpinionState.WAITING])
    work.opinions.cards[0].received.emit("区财政局")
    fill(officer, text="经费已列入年度预算。")
    officer.until(lambda: work.opinions.cards[0].state is OpinionState.RECEIVED)
    work.opinions.cards[0].merged.emit("区财政局")
    officer.until(lambda: work.opinions.cards[0].state is OpinionState.MERGED)
    go_on_to(officer, Status.SECTION_REVIEW)
    review(officer, "王启明", "退改", "不能写“近期”")
    officer.until(lambda: stands_at(officer, Status.DRAFTING))
    assert len(work.handling.reviews.cards) == 1
    write(officer, "对建议的答复", BETTER)
    write_the_rest(officer, "提案交办后，我局走访了提案者，研究了图书室的开放时间。")
    work.handling.reviews.cards[0].settled.emit(work.handling.reviews.cards[0].remark)
    officer.until(lambda: work.handling.reviews.cards == [])
    go_on_to(officer, Status.SECTION_REVIEW)
    review(officer, "王启明", "同意")
    officer.until(lambda: stands_at(officer, Status.OFFICE_REVIEW))
    work.handling.disclosure.ask_review()
    fill(officer, decision="主动公开", reviewer="办公室 赵敏", secrecy_reviewer="孙立")
    officer.until(lambda: recorded(officer).disclosure is not None)
    review(officer, "赵敏", "同意")
    officer.until(lambda: stands_at(officer, Status.LEADER_REVIEW))
    review(officer, "周立群", "同意")
    officer.until(lambda: stands_at(officer, Status.SIGNED_OFF))
    officer.until(lambda: officer.desk.session.reply.fields.signer == "周立群")
    go_on_to(officer, Status.FEEDBACK_WAIT)


def second_round(officer: Officer) -> None:
    """From 二次办理 to all forms returned, the reply published and a promise recorded."""
    work = panels(officer)
    contact(officer, "再次走访，说明分步延时的安排")
    go_on_to(officer, Status.DRAFTING)
    key = next(item.label for item in officer.desk.pane.items if not item.is_form)
    write(officer, key, "再次答复：年底前再建3处社区图书室。")
    officer.desk.verbs.tie(1)  # what the first reply answered is open again
    officer.until(lambda: bool(officer.desk.source.asks.cards[0].ask.answered_in))
    write_the_rest(officer, "开放时间已经延长，新建的图书室年底前开放。")
    work.handling.promises.ask_promise("年底前再建3处社区图书室")
    fill(officer, due_at="2024-12-31")
    officer.until(lambda: len(recorded(officer).promises) == 1)
    for stage, next_status in (
        ("王启明", Status.OFFICE_REVIEW),
        ("赵敏", Status.LEADER_REVIEW),
        ("周立群", Status.SIGNED_OFF),
    ):
        if stage == "王启明":
            go_on_to(officer, Status.SECTION_REVIEW)
        if stage == "周立群":
            work.handling.disclosure.ask_review()
            fill(officer, decision="主动公开", reviewer="赵敏", secrecy_reviewer="孙立")
            officer.until(lambda: recorded(officer).disclosure is not None)
        review(officer, stage, "同意")
        officer.until(partial(stands_at, officer, next_status))
    go_on_to(officer, Status.FEEDBACK_WAIT)
    work.handling.disclosure.ask_place()
    fill(officer, place="区政府门户网站 建议提案公开栏")
    officer.until(lambda: recorded(officer).disclosure.published_at == date(2024, 4, 9))
    answer_forms(officer, 林晓舟="满意", 沈亦澄="满意")
    officer.until(lambda: all(form.is_returned for form in recorded(officer).forms))


def test_a_case_is_handled_in_two_rounds_and_archived(officer_with_case: Officer, tmp_path: Path) -> None:
    officer, work = officer_with_case, panels(officer_with_case)
    first_round(officer)
    verdicts = [one.verdict for one in recorded(officer).reviews]
    assert verdicts == [Verdict.CHANGES, Verdict.PASSED, Verdict.PASSED, Verdict.PASSED]
    assert [one.draft for one in recorded(officer).reviews][:2] == [1, 2]

    answer_forms(officer, 林晓舟="不满意", 沈亦澄="满意")
    officer.until(lambda: "有提案者不满意" in officer.notice)
    # Only then are the rows of the panel the ones that stay: Tab starts anew where a focused row is replaced.
    officer.until(
        lambda: any(form.counts_as is Satisfaction.DISSATISFIED for form in recorded(officer).forms)
    )
    first_reply = officer.desk.session.reply.id
    officer.tab_to("二次办理")
    officer.press(Qt.Key.Key_Space)
    fill(officer)  # what the form says is the reason
    officer.until(lambda: stands_at(officer, Status.REHANDLING) and recorded(officer).round == 2)
    officer.until(lambda: officer.desk.session.reply.id != first_reply)

    second_round(officer)
    go_on_to(officer, Status.CLOSED)
    assert recorded(officer).archive.missing == ()
    go_on_to(officer, Status.FOLLOWUP)  # a promise is still open
    promise = recorded(officer).promises[0].promise
    work.handling.promises.ask_progress(promise)
    fill(officer, note="三处均已选址开工")
    officer.until(lambda: len(recorded(officer).promises[0].progress) == 1)
    work.handling.promises.ask_kept(promise)
    fill(officer, day="2024-04-09")
    officer.until(lambda: recorded(officer).promises[0].promise.kept_at is not None)
    go_on_to(officer, Status.ARCHIVED)

    officer.ctrl(Qt.Key.Key_T)
    timeline = officer.desk.body.timeline
    officer.until(lambda: bool(timeline.entries))
    told = "\n".join(entry.event.label for entry in timeline.entries)
    for words in (
        "上门听取意见",
        "会办意见并入答复：区财政局",
        "科室核稿：王启明退改（第 1 稿）",
        "不满意",
        "已公开",
    ):
        assert words in told
    sheet = tmp_path / "办理过程表.docx"
    timeline.forms.export(1, FormKind.PROCESS, sheet)
    officer.until(lambda: "已导出 办理过程表.docx" in officer.notice)
    assert sheet.stat().st_size > 0
    assert officer.program.worker.wait_for(open_reply, 1).round == 2


def test_the_last_move_is_undone_from_the_notice_even_if_a_review_made_it(
    officer_with_case: Officer,
) -> None:
    officer = officer_with_case
    go_on_to(officer, Status.CONTACTING)
    contact(officer, "电话沟通")
    go_on_to(officer, Status.SECTION_REVIEW)
    review(officer, "王启明", "同意")
    officer.until(lambda: stands_at(officer, Status.OFFICE_REVIEW))
    officer.tab_to("撤销")
    officer.press(Qt.Key.Key_Space)
    officer.until(lambda: stands_at(officer, Status.SECTION_REVIEW))
