"""Handling records: contacts, opinions, feedback, promises, reviews, clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.case.case import Ask, Case, HandlingRole, Proposer, ProposerKind
from desktop.domain.case.reply import Disclosure
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import DueKind
from desktop.domain.errors import Refused
from desktop.domain.records.co_opinion import OpinionState, Position
from desktop.domain.records.contact import ContactPhase, ContactWay
from desktop.domain.records.promise import PromiseState
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.domain.rules.locality import Satisfaction, SignerLevel
from desktop.services.cases.cases import create_case, get_case, link_ask, set_fields
from desktop.services.cases.clocks import clock_of, explain_due, limit_of
from desktop.services.handling import contacts, deadlines, feedback, opinions, progress, promises, reviews
from desktop.services.handling.archive import check_archive
from desktop.services.handling.readiness import ReadyKind, readiness
from desktop.services.office.workplace import SHIPPED_TEMPLATES, Workplace, set_up
from desktop.services.reporting.calendar_sheet import agenda, export_calendar
from desktop.services.writing import drafting
from desktop.store.file.store import Store
from desktop.store.history.handling import ROUNDS

START = datetime(2026, 2, 9, 9)


class Clock:
    """A wall clock that shows the same time until it is set."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    def set(self, day: str) -> None:
        self.time = datetime.combine(date.fromisoformat(day), datetime.min.time()).replace(hour=9)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def work(tmp_path: Path, clock: Clock) -> Iterator[Workplace]:
    place = set_up(Store.in_memory(), tmp_path, now=clock, officer="周经办")
    yield place
    place.close()


def new_case(work: Workplace, **facts: object) -> Case:
    plain: dict[str, object] = {
        "region": "长宁区",
        "number": "085",
        "subject": "关于社区科普场馆延时开放的提案",
        "proposers": (Proposer("林一帆"), Proposer("何青")),
        "asks": (Ask(1, "延长周末开放时间"),),
        "co_units": ("区文旅局", "区教育局"),
        "section": "科普科",
        "assigned_at": date(2026, 2, 9),
    }
    return create_case(work, Case(**plain | facts))  # type: ignore[arg-type]


def move_on(work: Workplace, case_id: int, *way: Status) -> None:
    for status in way:
        progress.move_case(work, case_id, status, "按程序办理")


TO_DRAFT = (Status.SIGNED, Status.DISTRIBUTED, Status.CONTACTING, Status.DRAFTING)
TO_LEADER = (*TO_DRAFT, Status.SECTION_REVIEW, Status.OFFICE_REVIEW, Status.LEADER_REVIEW)
OUT = (Status.SIGNED_OFF, Status.NUMBERED, Status.REPLIED, Status.FEEDBACK_WAIT)


def answered(work: Workplace, **facts: object) -> Case:
    case = new_case(work, **facts)
    contacts.record_contact(work, case.id, ContactWay.VISIT)
    move_on(work, case.id, *TO_LEADER)
    drafting.set_reply_fields(work, case.id, {"handling_result": "列入计划拟解决"})
    reviews.review_disclosure(work, case.id, Disclosure.PROACTIVE, "沈秘书")
    move_on(work, case.id, *OUT)
    return get_case(work, case.id)


def history(work: Workplace, case_id: int) -> str:
    return "\n".join(event.label for event in progress.events(work, case_id))


# The clock


def test_a_new_case_gets_its_due_day_from_the_rules_of_its_place(work: Workplace) -> None:
    assert new_case(work).due_at == date(2026, 5, 9)  # a Saturday that is a working day


def test_a_given_due_date_overrides_the_rules(work: Workplace) -> None:
    case = new_case(work, due_at=date(2026, 4, 30))
    assert case.due_at == date(2026, 4, 30)
    assert explain_due(work, case) == ("交办单注明期限：2026年4月30日",)


def test_a_corrected_assignment_day_moves_a_calculated_due_date_but_not_a_given_one(work: Workplace) -> None:
    by_rule, given = new_case(work), new_case(work, number="086", due_at=date(2026, 4, 30))
    assert set_fields(work, by_rule.id, {"assigned_at": "2026-02-24"}).due_at == date(2026, 5, 25)
    assert set_fields(work, given.id, {"assigned_at": "2026-02-24"}).due_at == date(2026, 4, 30)


def test_a_co_handled_case_is_due_when_its_opinion_is(work: Workplace) -> None:
    case = new_case(work, handling_role=HandlingRole.CO_HANDLING, lead_unit="区文旅局")
    assert case.due_at == date(2026, 3, 9)


def test_an_extension_keeps_the_first_due_day_and_names_who_agreed(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    clock.set("2026-04-30")
    extended = deadlines.extend(work, case.id, date(2026, 6, 9), "待市级部门明确口径", "区政府办公室")
    assert extended.due_at == get_case(work, case.id).due_at == date(2026, 6, 9)
    assert clock_of(work, extended).first_due == date(2026, 5, 9)
    assert "延期：2026年5月9日改为2026年6月9日，区政府办公室同意，原因：待市级部门明确口径" in explain_due(
        work, extended
    )
    assert clock_of(work, extended).state(date(2026, 5, 10)).kind is DueKind.EXTENDED


@pytest.mark.parametrize(
    ("new_due", "reason", "by", "words"),
    [
        ("2026-06-09", "", "区政府办公室", "写明原因"),
        ("2026-06-09", "复杂", " ", "同意的单位"),
        ("2026-05-09", "复杂", "区政府办公室", "不晚于现期限"),
        ("2026-09-01", "复杂", "区政府办公室", "超过最长期限2026年8月10日"),
    ],
)
def test_an_incomplete_extension_is_refused(
    work: Workplace, new_due: str, reason: str, by: str, words: str
) -> None:
    case = new_case(work)
    with pytest.raises(Refused, match=words):
        deadlines.extend(work, case.id, date.fromisoformat(new_due), reason, by)


def test_an_extension_may_pass_the_limit_when_forced(work: Workplace) -> None:
    case = new_case(work)
    limit = limit_of(work, case)
    assert limit is not None
    assert limit.due == date(2026, 8, 10)
    passed = deadlines.extend(work, case.id, date(2026, 9, 1), "特批", "区长", beyond_limit=True)
    assert passed.due_at == date(2026, 9, 1)


def test_a_pause_moves_the_due_date_by_its_days(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    clock.set("2026-03-02")
    deadlines.pause(work, case.id, "等待并案调整")
    assert clock_of(work, case).state(date(2026, 4, 1)).kind is DueKind.PAUSED
    with pytest.raises(Refused, match="已经暂停"):
        deadlines.pause(work, case.id, "又一次")
    clock.set("2026-03-12")
    assert deadlines.resume(work, case.id).due_at == date(2026, 5, 19)
    with pytest.raises(Refused, match="没有暂停"):
        deadlines.resume(work, case.id)


def test_a_due_date_typed_over_an_extension_has_no_calculation(work: Workplace) -> None:
    case = new_case(work)
    deadlines.extend(work, case.id, date(2026, 6, 9), "待市级部门明确口径", "区政府办公室")
    typed = set_fields(work, case.id, {"due_at": "2026-05-31"})
    assert clock_of(work, typed).due == date(2026, 5, 31)
    assert explain_due(work, typed) == ("交办单注明期限：2026年5月31日",)
    again = deadlines.extend(work, case.id, date(2026, 6, 30), "再次延期", "区政府办公室")
    assert clock_of(work, again).due == date(2026, 6, 30)


def test_a_case_stays_under_the_rules_of_its_assignment(
    work: Workplace, tmp_path: Path, clock: Clock
) -> None:
    case = new_case(work)
    rules = (SHIPPED_TEMPLATES / "localities" / "shanghai-changning.toml").read_text(encoding="utf-8")
    own = tmp_path / "templates" / "localities"
    own.mkdir(parents=True)
    changed = rules.replace(
        'name = "reply"\nunit = "months"\namount = 3', 'name = "reply"\nunit = "months"\namount = 1'
    )
    assert changed != rules
    (own / "shanghai-changning.toml").write_text(
        changed.replace("version = 1", "version = 2"), encoding="utf-8"
    )
    later = set_up(work.store, tmp_path, now=clock, officer="周经办")
    assert later.library.locality("shanghai-changning").version == 2
    assert clock_of(later, case).first_due == date(2026, 5, 9)
    assert new_case(later, number="090").due_at == date(2026, 3, 9)


# Contacts


def test_a_contact_needs_only_its_way(work: Workplace) -> None:
    case = new_case(work)
    contact = contacts.record_contact(work, case.id, ContactWay.PHONE)
    assert (contact.day, contact.phase, contact.round) == (date(2026, 2, 9), ContactPhase.BEFORE, 1)
    assert (contact.our_people, contact.their_people) == (("周经办",), ("林一帆",))
    assert contact.label == "2月9日 办前电话沟通"
    assert "2月9日 办前电话沟通" in history(work, case.id)


def test_contacts_are_listed_by_day_changed_and_removed(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    clock.set("2026-03-20")
    late = contacts.record_contact(work, case.id, ContactWay.VISIT, day=date(2026, 3, 18))
    early = contacts.record_contact(work, case.id, ContactWay.PHONE, day=date(2026, 3, 2))
    assert contacts.contacts_of(work, case.id) == (early, late)
    contacts.remove_contact(work, early.id)
    assert contacts.contacts_of(work, case.id) == (late,)
    assert "删除沟通记录：3月2日 办前电话沟通" in history(work, case.id)


def test_a_contact_of_tomorrow_and_a_waiver_without_reason_are_refused(work: Workplace) -> None:
    case = new_case(work)
    with pytest.raises(Refused, match="还没到"):
        contacts.record_contact(work, case.id, ContactWay.PHONE, day=date(2026, 2, 10))
    with pytest.raises(Refused, match="免予沟通要写明原因"):
        contacts.record_contact(work, case.id, ContactWay.WAIVED)


# Steps that cannot be skipped


def test_nothing_is_signed_without_a_contact_or_its_waiver(work: Workplace) -> None:
    case = new_case(work)
    move_on(work, case.id, *TO_LEADER)
    reviews.review_disclosure(work, case.id, Disclosure.PROACTIVE, "沈秘书")
    with pytest.raises(Refused, match="没有与提案者沟通的记录"):
        progress.move_case(work, case.id, Status.SIGNED_OFF)
    contacts.record_contact(work, case.id, ContactWay.WAIVED, points="委员本人提出不需要走访")
    assert progress.move_case(work, case.id, Status.SIGNED_OFF).status is Status.SIGNED_OFF


def test_the_reason_of_a_jump_is_recorded_as_the_waiver(work: Workplace) -> None:
    case = new_case(work)
    reviews.review_disclosure(work, case.id, Disclosure.PROACTIVE, "沈秘书")
    progress.move_case(work, case.id, Status.SIGNED_OFF, "委员已当面认可，补录", jump=True)
    waiver = contacts.contacts_of(work, case.id)[0]
    assert (waiver.way, waiver.points) == (ContactWay.WAIVED, "委员已当面认可，补录")


def test_nothing_is_signed_without_the_disclosure_review(work: Workplace) -> None:
    case = new_case(work)
    contacts.record_contact(work, case.id, ContactWay.VISIT)
    move_on(work, case.id, *TO_LEADER)
    with pytest.raises(Refused, match="公开属性的审查结论"):
        progress.move_case(work, case.id, Status.SIGNED_OFF)


def test_a_jump_cannot_skip_the_sign_off(work: Workplace) -> None:
    case = new_case(work)
    contacts.record_contact(work, case.id, ContactWay.VISIT)
    reviews.review_disclosure(work, case.id, Disclosure.PROACTIVE, "沈秘书")
    with pytest.raises(Refused, match="还没有签发"):
        progress.move_case(work, case.id, Status.REPLIED, "赶时间", jump=True)


# Co-handling opinions


def test_opinions_are_asked_chased_received_and_merged(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    assert {o.state(work.today) for o in opinions.opinions_of(work, case.id)} == {OpinionState.NOT_ASKED}
    asked = opinions.ask_opinions(work, case.id)
    assert [(o.unit, o.due_at) for o in asked] == [
        ("区文旅局", date(2026, 3, 9)),
        ("区教育局", date(2026, 3, 9)),
    ]
    clock.set("2026-03-11")
    assert {o.state(work.today) for o in opinions.opinions_of(work, case.id)} == {OpinionState.LATE}
    opinions.chase(work, case.id, "区文旅局", note="答应周五")
    assert len(opinions.chases_of(work, opinions.opinions_of(work, case.id)[0])) == 1
    opinions.receive_opinion(
        work, case.id, "区文旅局", "同意延时开放，经费已列支。", position=Position.AGREES
    )
    merged = opinions.merge_opinion(work, case.id, "区文旅局", "answer")
    assert merged.state(work.today) is OpinionState.MERGED
    section = drafting.open_reply(work, case.id).section("answer")
    assert section is not None
    assert section.text.endswith("同意延时开放，经费已列支。")
    assert [o.unit for o in opinions.missing_opinions(work, case.id)] == ["区教育局"]


def test_only_what_was_asked_is_chased_and_only_what_came_is_merged(work: Workplace) -> None:
    case = new_case(work)
    with pytest.raises(Refused, match="没有待回复"):
        opinions.chase(work, case.id, "区文旅局")
    with pytest.raises(Refused, match="还没有收到"):
        opinions.merge_opinion(work, case.id, "区文旅局", "answer")
    with pytest.raises(Refused, match="空的"):
        opinions.receive_opinion(work, case.id, "区文旅局", "  ")


def test_a_co_handling_unit_cannot_ask_for_opinions(work: Workplace) -> None:
    case = new_case(work, handling_role=HandlingRole.CO_HANDLING)
    with pytest.raises(Refused, match="由主办单位征求意见"):
        opinions.ask_opinions(work, case.id)


# Feedback and the second round


def test_each_signer_has_a_form_of_its_own(work: Workplace) -> None:
    case = answered(work)
    assert len(feedback.send_forms(work, case.id)) == 2
    first = feedback.record_feedback(work, case.id, "同意")
    assert (first.form.counts_as, first.second_round, first.outstanding) == (
        Satisfaction.SATISFIED,
        False,
        ("何青",),
    )
    second = feedback.record_feedback(work, case.id, "不满意", "何青", remark="没有时间表")
    assert (second.form.rating, second.second_round, second.outstanding) == ("disagree", True, ())


def test_an_unknown_rating_is_refused(work: Workplace) -> None:
    case = answered(work)
    with pytest.raises(Refused, match="可以填：同意、理解、保留、不同意"):
        feedback.record_feedback(work, case.id, "很好")
    with pytest.raises(Refused, match="可以填：林一帆、何青"):
        feedback.record_feedback(work, case.id, "同意", "王某")


def test_the_second_round_has_its_own_clock_contact_review_and_reply(work: Workplace, clock: Clock) -> None:
    clock.set("2026-02-09")
    case = answered(work)
    first_reply = drafting.open_reply(work, case.id)
    clock.set("2026-04-10")
    moved = progress.move_case(work, case.id, Status.REHANDLING, "何青不满意：没有时间表")
    assert (moved.due_at, moved.replied_at) == (date(2026, 5, 11), None)
    past, present = ROUNDS.of(work.store, moved.id)
    assert (past.due_at, past.replied_at, past.on_time) == (date(2026, 5, 9), date(2026, 2, 9), True)
    assert past.result == "planned"
    assert (present.number, present.because, present.due_at) == (
        2,
        "何青不满意：没有时间表",
        date(2026, 5, 11),
    )
    second_reply = drafting.open_reply(work, case.id)
    assert (second_reply.round, first_reply.round) == (2, 1)
    move_on(work, case.id, Status.DRAFTING, Status.SECTION_REVIEW, Status.OFFICE_REVIEW, Status.LEADER_REVIEW)
    with pytest.raises(Refused, match="没有与提案者沟通的记录"):
        progress.move_case(work, case.id, Status.SIGNED_OFF)


def test_undoing_the_second_round_restores_the_dates_of_the_first(work: Workplace) -> None:
    case = answered(work)
    progress.move_case(work, case.id, Status.REHANDLING, "不满意")
    undone = progress.undo_move(work, case.id)
    assert (undone.status, undone.due_at, undone.replied_at) == (case.status, case.due_at, case.replied_at)
    assert len(ROUNDS.of(work.store, undone.id)) == 1


def test_a_second_round_with_records_is_not_undone(work: Workplace) -> None:
    case = answered(work)
    progress.move_case(work, case.id, Status.REHANDLING, "不满意")
    contacts.record_contact(work, case.id, ContactWay.PHONE)
    with pytest.raises(Refused, match="不能撤销"):
        progress.undo_move(work, case.id)
    assert get_case(work, case.id).status is Status.REHANDLING


def test_undoing_the_reply_clears_its_date(work: Workplace) -> None:
    case = new_case(work)
    contacts.record_contact(work, case.id, ContactWay.VISIT)
    reviews.review_disclosure(work, case.id, Disclosure.PROACTIVE, "沈秘书")
    move_on(work, case.id, *TO_LEADER, Status.SIGNED_OFF, Status.NUMBERED, Status.REPLIED)
    assert get_case(work, case.id).replied_at == work.today
    assert progress.undo_move(work, case.id).replied_at is None


def test_a_withdrawn_case_that_is_worked_on_again_is_no_longer_marked_as_sent(
    work: Workplace, clock: Clock
) -> None:
    case = answered(work)
    sent_on = get_case(work, case.id).replied_at
    assert sent_on == date(2026, 2, 9)
    move_on(work, case.id, Status.WITHDRAWN)
    assert get_case(work, case.id).replied_at == sent_on
    clock.set("2026-03-02")
    progress.move_case(work, case.id, Status.OFFICE_REVIEW, "撤案有误", jump=True)
    assert get_case(work, case.id).replied_at is None
    assert progress.undo_move(work, case.id).replied_at == sent_on


# Promises, reviews, disclosure


def test_promises_are_followed_up_until_they_are_kept(work: Workplace, clock: Clock) -> None:
    case = answered(work)
    promise = promises.add_promise(work, case.id, "完成预约系统改造", due_at=date(2026, 9, 30), ask_number=1)
    assert promise.owner == "科普科"
    promises.note_progress(work, promise.id, "已招标")
    clock.set("2026-09-15")
    assert [line.state for line in promises.promise_list(work)] == [PromiseState.DUE_SOON]
    clock.set("2026-10-09")
    assert [line.state for line in promises.promise_list(work)] == [PromiseState.LATE]
    promises.keep_promise(work, promise.id)
    assert promises.promise_list(work) == ()
    assert [line.state for line in promises.promise_list(work, open_only=False)] == [PromiseState.KEPT]


def test_a_converted_result_keeps_the_original(work: Workplace) -> None:
    case = answered(work)
    conversion = promises.convert_result(work, case.id, "解决或采纳", "系统已上线")
    assert (conversion.old_result, conversion.new_result) == ("planned", "adopted")
    assert promises.current_result(work, case.id) == "adopted"
    assert drafting.open_reply(work, case.id).fields.handling_result == "planned"


def test_each_return_for_changes_makes_a_new_draft(work: Workplace) -> None:
    case = new_case(work)
    first = reviews.record_review(work, case.id, ReviewStage.SECTION, "王科长", Verdict.CHANGES, "补数据")
    remark = reviews.add_remark(work, first.id, "answer", "数据要用今年的", 2)
    second = reviews.record_review(work, case.id, ReviewStage.SECTION, "王科长", Verdict.PASSED)
    assert (first.draft, second.draft) == (1, 2)
    assert [r.is_open for r in reviews.remarks_of(work, case.id)] == [True]
    reviews.settle_remark(work, remark.id)
    assert [r.is_open for r in reviews.remarks_of(work, case.id)] == [False]


def test_the_required_signer_follows_from_the_case(work: Workplace) -> None:
    plain = new_case(work)
    key = new_case(work, number="086", is_key=True)
    group = new_case(work, number="087", proposers=(Proposer("区工商联", ProposerKind.GROUP),))
    assert reviews.required_signer(work, plain.id) is SignerLevel.DEPUTY
    assert reviews.required_signer(work, plain.id, money=True) is SignerLevel.PRINCIPAL
    assert reviews.required_signer(work, key.id) is SignerLevel.PRINCIPAL
    assert reviews.required_signer(work, group.id) is SignerLevel.DEPUTY


def test_a_disclosure_review_decides_for_the_reply_and_is_published_once_decided(work: Workplace) -> None:
    case = new_case(work)
    with pytest.raises(Refused, match="写明理由"):
        reviews.review_disclosure(work, case.id, Disclosure.NONE, "沈秘书")
    with pytest.raises(Refused, match="还没有公开审查"):
        reviews.publish(work, case.id, "区政府网站")
    reviews.review_disclosure(work, case.id, Disclosure.ON_REQUEST, "沈秘书", reason="涉及第三方商业信息")
    with pytest.raises(Refused, match="不能登记公开"):
        reviews.publish(work, case.id, "区政府网站")
    reviews.review_disclosure(work, case.id, Disclosure.PROACTIVE, "沈秘书", secrecy_reviewer="吴主任")
    published = reviews.publish(work, case.id, "区政府网站建议提案栏目")
    assert (published.published_at, published.decision) == (work.today, Disclosure.PROACTIVE)
    assert drafting.open_reply(work, case.id).fields.disclosure is Disclosure.PROACTIVE


# Before sign-off, in the calendar, for the archive


def test_what_is_missing_before_the_signature_is_named(work: Workplace) -> None:
    case = new_case(work)
    assert [finding.words for finding in readiness(work, case.id)] == ["还没有答复稿"]
    opinions.ask_opinions(work, case.id)
    drafting.set_reply_fields(work, case.id, {"handling_result": "列入计划拟解决", "issuer": ""})
    words = [(finding.must, finding.words) for finding in readiness(work, case.id)]
    assert words == [
        (True, "还没有填写落款单位"),
        (True, "还没有填写公开属性"),
        (True, "本轮沟通不够：要求至少沟通一次"),
        (True, "第 1 条建议还没有对应的答复：延长周末开放时间"),
        (False, "办理结果为“列入计划拟解决”，请核对：写明列入的计划、责任单位和完成时间"),
        (False, "办理结果为“列入计划拟解决”，还没有登记承诺事项"),
        (False, "由分管领导签发"),
        (False, "“区文旅局”的会办意见还没有收到"),
        (False, "“区教育局”的会办意见还没有收到"),
    ]


def test_a_long_ask_is_quoted_shortened_before_the_signature(work: Workplace) -> None:
    case = new_case(work, asks=(Ask(1, "延长周末开放时间" * 5),))
    drafting.open_reply(work, case.id)
    (found,) = (one for one in readiness(work, case.id) if one.kind is ReadyKind.ASK)
    assert found.words == "第 1 条建议还没有对应的答复：" + ("延长周末开放时间" * 5)[:29] + "…"


def test_a_reply_with_everything_in_it_needs_only_its_signature(work: Workplace) -> None:
    case = new_case(work, co_units=())
    contacts.record_contact(work, case.id, ContactWay.VISIT)
    drafting.set_reply_fields(
        work, case.id, {"handling_result": "解决或采纳", "issuer": "长宁区科学技术委员会"}
    )
    reviews.review_disclosure(work, case.id, Disclosure.PROACTIVE, "沈秘书")
    link_ask(work, case.id, 1, "answer")
    assert [finding.must for finding in readiness(work, case.id)] == [False, False]


def test_the_calendar_shows_due_dates_contacts_and_days_off(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    clock.set("2026-02-12")
    contacts.record_contact(work, case.id, ContactWay.PHONE)
    days = {day.day.day: day for day in agenda(work, date(2026, 2, 12), date(2026, 2, 16))}
    assert [contact.way for contact in days[12].contacts] == [ContactWay.PHONE]
    assert [item.label for item in days[14].due] == ["085 申请退回"]
    assert (days[14].working, days[15].resting) == ("春节调休上班", "春节放假")


def test_the_calendar_file_has_due_dates_without_names(work: Workplace, tmp_path: Path) -> None:
    new_case(work)
    out = tmp_path / "期限.ics"
    assert export_calendar(work, out) == 2  # the deadlines for return and for the reply
    text = out.read_text(encoding="utf-8").replace("\r\n ", "").replace("\n ", "")
    assert "SUMMARY:085 答复" in text
    assert "林一帆" not in text


def test_the_archive_names_what_its_folder_lacks(work: Workplace) -> None:
    case = answered(work)
    check = check_archive(work, case.id)
    assert check.folder == "2026-ZX-district-085-关于社区科普场馆延时开放的提案"
    assert {part.label for part in check.missing} == {
        "发文稿纸（核稿、签发）",
        "会办意见和征求意见函",
        "征询意见表",
        "提案原文和交办通知",
    }
    reviews.record_review(work, case.id, ReviewStage.LEADER, "陈副主任", Verdict.PASSED)
    feedback.record_feedback(work, case.id, "同意")
    labels = {part.label for part in check_archive(work, case.id).missing}
    assert labels == {"会办意见和征求意见函", "提案原文和交办通知"}
