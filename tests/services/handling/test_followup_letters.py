"""After a promise is kept the proposer is told by a letter of its own 「落实情况复函」; the reply of the case stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.case.case import Case, HandlingRole
from desktop.domain.case.event import Topic, topic_of
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.gates.readiness import Need
from desktop.domain.records.followup_letter import FollowupLetter
from desktop.domain.records.promise import Promise
from desktop.services.cases.cases import get_case
from desktop.services.gates.readiness import readiness
from desktop.services.handling import followup_letters as letters
from desktop.services.handling import progress, promises
from desktop.services.handling.archive import check_archive
from desktop.services.office.workplace import Workplace
from desktop.services.paper.followup_paper import export_letter, letter_printout
from desktop.services.writing.choices import fitting_templates
from desktop.services.writing.drafting import open_reply, set_reply_fields
from desktop.typesetting.model.block import Block
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import answered, history, new_case

KEPT = date(2026, 9, 15)


def d(text: str) -> date:
    return date.fromisoformat(text)


def kept(work: Workplace, case: Case, text: str, *notes: str) -> Promise:
    promise = promises.add_promise(work, case.id, text)
    for note in notes:
        promises.note_progress(work, promise.id, note, d("2026-07-01"))
    return promises.keep_promise(work, promise.id, KEPT)


@pytest.fixture
def case(work: Workplace, clock: Clock) -> Case:
    found = answered(work, term=15, session=4)
    clock.set("2026-10-09")
    return found


def test_the_letter_tells_of_the_kept_promise_and_names_the_reply(work: Workplace, case: Case) -> None:
    promise = kept(work, case, "完成预约系统改造", "已招标。")
    promises.add_promise(work, case.id, "年底前再建三处")
    letter = letters.start_letter(work, case.id)
    assert letter.body.splitlines() == [
        "你们提出的《关于社区科普场馆延时开放的提案》，我委已于2026年2月9日答复（临科提复〔2026〕3号）。答复中承诺的事项，现将落实情况函告如下：",
        "关于“完成预约系统改造”：2026年7月1日，已招标。该事项已于2026年9月15日落实。",
        "感谢你们对我委工作的关心和支持，欢迎继续监督。",
    ]
    assert (letter.number, letter.signer, letter.issuer) == (1, "周砚", "临江区科学技术委员会")
    assert [one.text for one in letters.told_by(work, letter)] == [promise.text]


def test_several_promises_stand_under_a_heading_each_and_one_without_a_note_is_left_open(
    work: Workplace, case: Case
) -> None:
    kept(work, case, "完成预约系统改造", "已招标", "已上线")
    kept(work, case, "公布开放时间表")
    body = letters.start_letter(work, case.id).body
    assert (
        "一、完成预约系统改造\n2026年7月1日，已招标；2026年7月1日，已上线。该事项已于2026年9月15日落实。"
        in body
    )
    assert "二、公布开放时间表\n××。该事项已于2026年9月15日落实。" in body


def test_a_reply_without_a_number_is_named_by_its_day_alone(work: Workplace, case: Case) -> None:
    set_reply_fields(work, case.id, {"发文字号": ""}, why="网上办复，不编文号")
    kept(work, case, "完成预约系统改造", "已上线")
    assert "我委已于2026年2月9日答复。答复中承诺的事项" in letters.start_letter(work, case.id).body


def test_it_is_printed_as_a_letter_to_the_proposers_and_the_reply_stays(
    work: Workplace, case: Case, tmp_path: Path
) -> None:
    before = open_reply(work, case.id)
    kept(work, case, "完成预约系统改造", "已上线")
    letter = letters.start_letter(work, case.id)
    letters.change_letter(
        work, letter.id, {"issue_date": d("2026-10-09"), "document_number": "临科函〔2026〕9号"}
    )
    (stored,) = letters.letters_of(work, case.id)
    printed = letter_printout(work, stored).document
    text = "\n".join(block.text for block in printed.blocks if isinstance(block, Block))
    assert printed.title == "关于长宁区政协十五届四次会议第085号提案承诺事项落实情况的函"
    assert "林一帆、何青委员：" in text
    assert "2026年10月9日" in text
    assert "办理结果" not in text
    report = export_letter(work, letter.id, tmp_path / "复函.docx")
    assert report.path.stat().st_size > 0
    assert open_reply(work, case.id) == before
    assert "第 1 份落实情况复函：复函.docx" in history(work, case.id)


def test_no_reply_is_written_with_its_template(work: Workplace, case: Case) -> None:
    assert letters.followup_template(work).id == "followup-letter"
    assert "followup-letter" not in {template.id for template in fitting_templates(work, case)}


def test_it_is_sent_once_nothing_is_left_open(work: Workplace, case: Case) -> None:
    kept(work, case, "完成预约系统改造")
    letter = letters.start_letter(work, case.id)
    with pytest.raises(Refused, match="落实情况复函还没有填：成文日期"):
        letters.send_letter(work, letter.id)
    letters.change_letter(work, letter.id, {"issue_date": d("2026-10-08")})
    with pytest.raises(Refused, match="还有没填的空：××"):
        letters.send_letter(work, letter.id)
    letters.change_letter(work, letter.id, {"body": letter.body.replace("××", "系统已上线")})
    for day, words in (("2026-10-07", "早于成文"), ("2026-10-10", "还没到")):
        with pytest.raises(Refused, match=words):
            letters.send_letter(work, letter.id, d(day))
    sent = letters.send_letter(work, letter.id, d("2026-10-09"))
    assert sent.sent_at == d("2026-10-09")
    event = progress.events(work, case.id)[-1]
    assert event.note == "落实情况复函寄出，签发人周砚"
    assert (event.happened_on, topic_of(event)) == (d("2026-10-09"), Topic.PROMISE)
    with pytest.raises(Refused, match="第 1 份落实情况复函已经寄出"):
        letters.change_letter(work, letter.id, {"signer": "陈主任"})


def finished(work: Workplace, case: Case) -> FollowupLetter:
    letter = letters.start_letter(work, case.id)
    letters.change_letter(work, letter.id, {"issue_date": d("2026-10-09")})
    return letters.send_letter(work, letter.id)


def test_it_is_taken_back_step_by_step(work: Workplace, case: Case) -> None:
    kept(work, case, "完成预约系统改造", "已上线")
    letter = finished(work, case)
    with pytest.raises(Refused, match="撤回要写明原因"):
        letters.take_back_letter(work, letter.id, " ")
    draft = letters.take_back_letter(work, letter.id, "文号错了")
    assert draft is not None
    assert draft.sent_at is None
    assert letters.take_back_letter(work, letter.id, "并入下一份") is None
    assert letters.letters_of(work, case.id) == ()
    assert [one.told_in for one in promises.promises_of(work, case.id)] == [0]
    assert "撤回第 1 份落实情况复函；原因：并入下一份" in history(work, case.id)


def test_the_next_letter_tells_of_what_was_kept_since(work: Workplace, case: Case) -> None:
    kept(work, case, "完成预约系统改造", "已上线")
    finished(work, case)
    later = kept(work, case, "再建三处", "已建成")
    second = letters.start_letter(work, case.id)
    assert (second.number, [one.id for one in letters.told_by(work, second)]) == (2, [later.id])


def test_archiving_reminds_of_promises_that_are_open_or_untold(work: Workplace, case: Case) -> None:
    promises.add_promise(work, case.id, "再建三处")
    kept(work, case, "完成预约系统改造", "已上线")

    def reminders(end: Status) -> list[str]:
        found = readiness(work, get_case(work, case.id), end)
        assert not any(one.must for one in found if one.need is Need.FOLLOWUP)
        return [one.words for one in found if one.need is Need.FOLLOWUP]

    assert reminders(Status.CLOSED) == []
    assert reminders(Status.ARCHIVED) == [
        "承诺“再建三处”还没有兑现",
        "承诺“完成预约系统改造”已兑现，还没有落实情况复函",
    ]
    finished(work, case)
    assert reminders(Status.ARCHIVED) == ["承诺“再建三处”还没有兑现"]
    lines = {line.part.label: line.detail for line in check_archive(work, case.id).lines}
    assert lines["跟踪落实材料"] == "1/2 项兑现，复函 1 份"


def test_what_cannot_be_told_is_refused(work: Workplace, case: Case) -> None:
    unanswered = new_case(work, number="086")
    theirs = new_case(work, number="087", handling_role=HandlingRole.CO_HANDLING)
    waiting = promises.add_promise(work, case.id, "再建三处")
    told = kept(work, case, "完成预约系统改造", "已上线")
    finished(work, case)
    attempts: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: letters.start_letter(work, unanswered.id), "答复还没有寄出"),
        (lambda: letters.start_letter(work, theirs.id), "会办件由主办单位答复提案者"),
        (lambda: letters.start_letter(work, case.id), "没有已兑现、还没有复函的承诺"),
        (lambda: letters.start_letter(work, case.id, (waiting.id,)), "承诺“再建三处”还没有兑现"),
        (lambda: letters.start_letter(work, case.id, (told.id,)), "承诺“完成预约系统改造”已经复函"),
        (lambda: letters.start_letter(work, case.id, (99,)), "没有序号为 99 的承诺事项"),
        (lambda: letters.send_letter(work, 99), "没有序号为 99 的落实情况复函"),
        (lambda: export_letter(work, 99, Path("x.docx")), "没有序号为 99 的落实情况复函"),
    )
    for act, words in attempts:
        with pytest.raises(Refused, match=words):
            act()


def test_only_one_draft_is_open_at_a_time(work: Workplace, case: Case) -> None:
    kept(work, case, "完成预约系统改造", "已上线")
    letter = letters.start_letter(work, case.id)
    kept(work, case, "再建三处", "已建成")
    with pytest.raises(Refused, match="已经有一份没有寄出的落实情况复函"):
        letters.start_letter(work, case.id)
    with pytest.raises(Refused, match="没有“sent_at”这一项"):
        letters.change_letter(work, letter.id, {"sent_at": d("2026-10-09")})
