"""Casework holds every handling record: of every round where the page shows them, of the present one else."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import DueKind
from desktop.domain.gates.readiness import Need
from desktop.domain.records.contact import ContactWay
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.services.cases.cases import get_case
from desktop.services.cases.merging import merge_case
from desktop.services.cases.waiting import waits_for
from desktop.services.handling import (
    examinations,
    feedback,
    followup_letters,
    opinions,
    pre_replies,
    progress,
    promises,
    reviews,
    waivers,
)
from desktop.services.handling.case_view import view_case
from desktop.services.handling.casework import casework
from desktop.services.handling.contacts import record_contact
from desktop.services.handling.deadlines import extend, pause
from desktop.services.office.workplace import Workplace
from tests.complete_case import complete
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import OUT, TO_DRAFT, TO_LEADER, move_on, new_case


@pytest.fixture
def again(work: Workplace, clock: Clock) -> Case:
    """A case with a record of every kind in its first round, handled again since 2 March with a contact and a review."""
    case = new_case(work)
    opinions.ask_opinions(work, case.id, ["区文旅局"])
    opinions.chase(work, case.id, "区文旅局", note="答应周五")
    move_on(work, case.id, *TO_DRAFT)
    complete(work, case.id, handling_result="列入计划拟解决")
    first = reviews.record_review(work, case.id, ReviewStage.SECTION, "王科长", Verdict.CHANGES, "补数据")
    remark = reviews.add_remark(work, first.id, "answer", "今年的", 2)
    reviews.settle_remark(work, remark.id)
    pre_replies.show_draft(work, case.id, "何青")
    examinations.record_examination(work, case.id, "区政协提案委")
    move_on(work, case.id, *TO_LEADER[4:], *OUT)
    promise = promises.add_promise(work, case.id, "改造完成", due_at=date(2026, 9, 30))
    promises.note_progress(work, promise.id, "已招标")
    promises.keep_promise(work, promise.id)
    followup_letters.start_letter(work, case.id)
    promises.convert_result(work, case.id, "解决或采纳", "系统已上线")
    feedback.send_forms(work, case.id)
    clock.set("2026-03-02")
    feedback.record_feedback(work, case.id, "不同意", "林一帆")
    waivers.record_consent(work, case.id, "可以先办结")
    progress.move_case(work, case.id, Status.REHANDLING, "没有时间表")
    record_contact(work, case.id, ContactWay.PHONE)
    reviews.record_review(work, case.id, ReviewStage.OFFICE, "李主任", Verdict.PASSED)
    feedback.send_forms(work, case.id)
    return get_case(work, case.id)


def test_records_of_every_round_are_there(work: Workplace, again: Case) -> None:
    found = casework(work, again.id)
    assert (found.case, found.today, found.round) == (again, date(2026, 3, 2), 2)
    assert [(one.way, one.round) for one in found.contacts] == [(ContactWay.VISIT, 1), (ContactWay.PHONE, 2)]
    assert [(one.reviewer, one.round) for one in found.reviews] == [("王科长", 1), ("李主任", 2)]
    assert [one.text for one in found.remarks] == ["今年的"]
    assert [(one.proposer, one.round) for one in found.pre_replies] == [("何青", 1)]
    assert [(one.proposer, one.words) for one in found.consents] == [("林一帆", "可以先办结")]
    assert [one.number for one in found.rounds] == [1, 2]
    assert [one.examination.examiner for one in found.examinations] == ["区政协提案委"]
    assert len(found.points) >= 5
    assert [one.number for one in found.letters] == [1]


def test_of_forms_and_disclosure_only_the_present_round_counts(work: Workplace, again: Case) -> None:
    found = casework(work, again.id)
    assert [(one.proposer, one.round, one.returned_at) for one in found.forms] == [
        ("林一帆", 2, None),
        ("何青", 2, None),
    ]
    assert found.disclosure is None
    assert [one.label for one in found.scale] == ["同意", "理解", "保留", "不同意"]


def test_each_opinion_has_its_reminders_and_each_promise_its_progress(work: Workplace, again: Case) -> None:
    found = casework(work, again.id)
    assert [(one.opinion.unit, [chase.note for chase in one.chases]) for one in found.opinions] == [
        ("区文旅局", ["答应周五"]),
        ("区教育局", []),
    ]
    assert [(one.promise.text, [note.note for note in one.progress]) for one in found.promises] == [
        ("改造完成", ["已招标"])
    ]


def test_a_converted_result_offers_the_others(work: Workplace, again: Case) -> None:
    result = casework(work, again.id).result
    assert result.label == "解决或采纳"
    assert result.choices == ("列入计划拟解决", "留作参考")
    assert [(one.old_result, one.new_result) for one in result.conversions] == [("planned", "adopted")]
    fresh = casework(work, new_case(work, number="086").id).result
    assert (fresh.label, fresh.conversions) == ("", ())
    assert fresh.choices == ("解决或采纳", "列入计划拟解决", "留作参考")


def test_the_gate_is_the_next_one_unless_another_is_asked_for(work: Workplace, again: Case) -> None:
    found = casework(work, again.id)
    assert found.gate is Status.SIGNED_OFF
    assert Need.SIGN_OFF not in {one.need for one in found.ready}
    asked = casework(work, again.id, Status.ARCHIVED)
    assert asked.gate is Status.ARCHIVED
    assert Need.SIGN_OFF in {one.need for one in asked.ready}


def test_step_clock_archive_and_sentence_belong_to_the_case(work: Workplace, again: Case) -> None:
    found = casework(work, again.id)
    assert found.step is not None
    assert found.step.to is Status.DRAFTING
    assert found.waits_for == waits_for(work, again)
    assert found.waits_for.words
    assert found.clock.clock.due == again.due_at
    assert found.clock.explanation[-1].startswith("办理规则：")
    assert found.archive.folder.startswith("2026年-区政协提案-第085号")
    assert found.signer == "分管领导"
    assert (found.merger, found.follows) == ("", False)


def test_a_follower_says_whose_letter_it_has(work: Workplace) -> None:
    lead, other = new_case(work, number="007"), new_case(work, number="008")
    merge_case(work, other.id, into=lead.id)
    found = casework(work, other.id)
    assert (found.merger, found.follows) == ("并入第007号，一并答复", True)
    assert (casework(work, lead.id).merger, casework(work, lead.id).follows) == (
        "另有1件并入：第008号",
        False,
    )


def test_a_waiver_is_listed(work: Workplace) -> None:
    case = new_case(work)
    waivers.pass_finding(work, case.id, Need.ASK, "1", "与第二条合并答复")
    assert [(one.need, one.key) for one in casework(work, case.id).waivers] == [(Need.ASK, "1")]


def test_the_last_disclosure_review_and_the_days_of_the_clock(work: Workplace) -> None:
    case = complete(work, new_case(work).id)
    found = casework(work, case.id)
    assert found.disclosure is not None
    assert (found.disclosure.reviewer, found.disclosure.secrecy_reviewer) == ("沈秘书", "吴主任")
    assert found.return_window is not None
    assert found.return_window.due < found.clock.clock.due  # type: ignore[operator]
    assert found.result.label == "解决或采纳"


def test_the_view_of_a_case_has_its_records_too(work: Workplace, again: Case) -> None:
    view = view_case(work, again)
    assert (view.case, view.merger, view.stand_in) == (again, "", None)
    assert [one.number for one in view.rounds] == [1, 2]
    assert [one.new_result for one in view.conversions] == ["adopted"]
    assert [one.proposer for one in view.pre_replies] == ["何青"]
    assert [one.number for one in view.followup_letters] == [1]
    assert [one.examination.examiner for one in view.examinations] == ["区政协提案委"]
    assert view.events == progress.events(work, again.id)
    assert view.files == ()
    assert view.next_step == progress.next_step(work, again)
    assert Status.DRAFTING in view.moves
    assert view.reply is not None
    assert view.reply.result == "列入计划拟解决"
    assert {state.key for state in view.reply.sections} >= {"answer"}


def test_the_due_mark_of_a_view_says_extended_and_paused(work: Workplace) -> None:
    case = new_case(work)
    assert view_case(work, case).due.kind is DueKind.RUNNING
    assert view_case(work, case).reply is None
    extended = extend(work, case.id, date(2026, 6, 8), "复杂", "区府办")
    assert (view_case(work, extended).due.kind, extended.due_at) == (DueKind.EXTENDED, date(2026, 6, 8))
    paused = pause(work, case.id, "等交办单位答复")
    assert view_case(work, paused).due.kind is DueKind.PAUSED
