"""Where the place asks for it, the proposer sees the draft before the reply is sent 「预答复」."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.case.case import Case, HandlingRole
from desktop.domain.case.event import Topic, topic_of
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.gates.readiness import Finding, Need, NotReady
from desktop.domain.gates.standing import GateStep
from desktop.domain.records.contact import ContactWay
from desktop.domain.records.correctable import RecordKind
from desktop.domain.records.pre_reply import DraftAnswer
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.services.cases.cases import get_case
from desktop.services.gates.readiness import readiness
from desktop.services.handling import pre_replies, progress, reviews, waivers
from desktop.services.handling.archive import check_archive
from desktop.services.handling.record_corrections import correct, take_back
from desktop.services.office.workplace import Workplace, set_up
from desktop.store.file.store import Store
from tests.complete_case import complete
from tests.gate_walks import SEE_FIRST, place_that_shows_first
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import TO_LEADER, history, move_on, new_case

AGREES, WISHES = DraftAnswer.AGREES, DraftAnswer.WISHES


@pytest.fixture
def work(tmp_path: Path, clock: Clock) -> Iterator[Workplace]:
    """The workplace of this folder, in which one place asks that every proposer sees the draft."""
    place_that_shows_first(tmp_path)
    place = set_up(Store.in_memory(), tmp_path, now=clock, officer="周经办")
    yield place
    place.close()


def signed(work: Workplace, **facts: object) -> Case:
    case = new_case(work, locality=SEE_FIRST, **facts)
    move_on(work, case.id, *TO_LEADER)
    complete(work, case.id)
    move_on(work, case.id, Status.SIGNED_OFF, Status.NUMBERED)
    return get_case(work, case.id)


def found(work: Workplace, case: Case, end: Status = Status.REPLIED) -> list[Finding]:
    return [one for one in readiness(work, case, end) if one.need is Need.PRE_REPLY]


def missing(work: Workplace, case: Case) -> list[str]:
    return [one.words for one in found(work, case) if one.must]


def test_the_reply_waits_for_every_proposer_and_the_signature_does_not(work: Workplace) -> None:
    case = signed(work)
    assert found(work, case, Status.SIGNED_OFF) == []
    with pytest.raises(NotReady, match="不能流转到“已答复”，还差 2 项"):
        progress.move_case(work, case.id, Status.REPLIED)
    assert missing(work, case) == [
        "答复稿还没有先给林一帆看过（预答复）",
        "答复稿还没有先给何青看过（预答复）",
    ]
    first = found(work, case)[0]
    assert (first.key, first.step, first.remedy) == (
        "林一帆",
        GateStep.ANSWERING,
        "请把答复稿送提案者看，登记日期和意见",
    )
    for name in ("林一帆", "何青"):
        pre_replies.show_draft(work, case.id, name, answer=AGREES, words="写得清楚")
    assert progress.move_case(work, case.id, Status.REPLIED).status is Status.REPLIED


def test_other_places_ask_for_nothing_and_may_show_the_draft_all_the_same(work: Workplace) -> None:
    case = new_case(work)
    complete(work, case.id)
    assert found(work, case, Status.ARCHIVED) == []
    assert pre_replies.still_to_show(work, case) == ()
    assert pre_replies.show_draft(work, case.id).proposer == "林一帆"


def test_an_answer_comes_later_and_a_wish_is_settled(work: Workplace, clock: Clock) -> None:
    case = signed(work, proposers=new_case(work, number="001").proposers[:1])
    clock.set("2026-03-02")
    shown = pre_replies.show_draft(work, case.id, way=ContactWay.VISIT, day=date(2026, 2, 27))
    assert missing(work, case) == ["答复稿已送林一帆看，还没有答复"]
    pre_replies.answer_draft(work, shown.id, WISHES, "请写明月份", day=date(2026, 3, 1))
    assert missing(work, case) == ["林一帆对答复稿有意见，还没有写明怎样处理"]
    assert pre_replies.still_to_show(work, case) == ("林一帆",)
    pre_replies.settle_wish(work, shown.id, "第二稿写明十月底前")
    assert missing(work, case) == []
    assert pre_replies.still_to_show(work, case) == ()
    assert "预答复：第 1 稿送林一帆看（走访）" in history(work, case.id)
    assert "预答复：林一帆有意见：请写明月份" in history(work, case.id)
    assert "预答复：林一帆的意见已处理：第二稿写明十月底前" in history(work, case.id)
    events = [one for one in progress.events(work, case.id) if "预答复：" in one.note]
    assert [one.happened_on for one in events] == [date(2026, 2, 27), date(2026, 3, 1), date(2026, 3, 2)]
    assert {topic_of(one) for one in events} == {Topic.CONTACT}


def test_a_draft_shown_again_takes_the_place_of_what_was_said_before(work: Workplace) -> None:
    case = signed(work)
    for name in ("林一帆", "何青"):
        pre_replies.show_draft(work, case.id, name, answer=AGREES)
    again = pre_replies.show_draft(work, case.id, "何青")
    assert missing(work, case) == ["答复稿已送何青看，还没有答复"]
    take_back(work, case.id, RecordKind.PRE_REPLY, again.id, "没有送")
    assert missing(work, case) == []


def test_consent_to_an_older_draft_is_reminded_of(work: Workplace) -> None:
    case = new_case(work, locality=SEE_FIRST)
    move_on(work, case.id, *TO_LEADER)
    complete(work, case.id)
    pre_replies.show_draft(work, case.id, answer=AGREES)
    reviews.record_review(work, case.id, ReviewStage.LEADER, "周砚", Verdict.CHANGES, "补上月份")
    reminders = [one.words for one in found(work, case) if not one.must]
    assert reminders == ["林一帆同意的是第 1 稿，现在是第 2 稿"]
    assert pre_replies.show_draft(work, case.id, answer=AGREES).draft == 2
    assert [one for one in found(work, case) if not one.must] == []


def test_it_is_waived_with_a_reason_and_somebody_who_agrees(work: Workplace) -> None:
    case = signed(work)
    with pytest.raises(Refused, match="要有分管领导同意才能免过"):
        waivers.pass_finding(work, case.id, Need.PRE_REPLY, "何青", "出国联系不上")
    waivers.pass_finding(work, case.id, Need.PRE_REPLY, "何青", "出国联系不上", approved_by="周主任")
    assert missing(work, case) == ["答复稿还没有先给林一帆看过（预答复）"]


def test_an_answered_case_keeps_the_record_that_it_rests_on(work: Workplace) -> None:
    case = signed(work)
    shown = [pre_replies.show_draft(work, case.id, name, answer=AGREES) for name in ("林一帆", "何青")]
    progress.move_case(work, case.id, Status.REPLIED)
    with pytest.raises(NotReady, match="这一件已经是“已答复”，不能这样改"):
        take_back(work, case.id, RecordKind.PRE_REPLY, shown[0].id, "登错了")
    with pytest.raises(NotReady):
        pre_replies.answer_draft(work, shown[1].id, WISHES, "改主意了")


def test_a_second_round_asks_anew_and_for_a_draft_of_its_own(work: Workplace) -> None:
    case = signed(work)
    for name in ("林一帆", "何青"):
        pre_replies.show_draft(work, case.id, name, answer=AGREES)
    progress.move_case(work, case.id, Status.REPLIED)
    again = progress.move_case(work, case.id, Status.REHANDLING, "不满意")
    assert len(missing(work, again)) == 2
    with pytest.raises(Refused, match="还没有答复稿，没有可以给提案者看的"):
        pre_replies.show_draft(work, case.id)


def test_the_archive_folder_asks_for_the_records_where_the_place_does(work: Workplace) -> None:
    here, elsewhere = signed(work), new_case(work, number="086")
    assert "预答复记录" in [part.label for part in check_archive(work, here.id).missing]
    assert "预答复记录" not in [line.part.label for line in check_archive(work, elsewhere.id).lines]
    pre_replies.show_draft(work, here.id)
    lines = {line.part.label: line.detail for line in check_archive(work, here.id).lines}
    assert lines["预答复记录"] == "1 次"


@pytest.mark.parametrize(
    ("facts", "given", "words"),
    [
        ({}, {"proposer": "陈明"}, "提案者里没有“陈明”"),
        ({"proposers": ()}, {}, "这一件没有填写提案者"),
        ({"handling_role": HandlingRole.CO_HANDLING}, {}, "会办件由主办单位答复提案者"),
        ({}, {"day": date(2026, 2, 10)}, "还没到"),
        ({}, {"day": date(2026, 2, 8)}, "早于交办"),
        ({}, {"answer": WISHES}, "要记下原话"),
        ({}, {"way": ContactWay.WAIVED}, "没有“免予沟通”这种方式"),
    ],
)
def test_what_cannot_have_been_is_refused(
    work: Workplace, facts: dict[str, object], given: dict[str, object], words: str
) -> None:
    case = new_case(work, locality=SEE_FIRST, **facts)
    complete(work, case.id)
    with pytest.raises(Refused, match=words):
        pre_replies.show_draft(work, case.id, **given)  # type: ignore[arg-type]
    assert pre_replies.pre_replies_of(work, case.id) == ()


def test_nothing_is_shown_before_an_answer_that_is_already_out(work: Workplace) -> None:
    """The day of the answer is 9 February, and so is the one on which the draft would have been shown."""
    case = signed(work)
    for name in ("林一帆", "何青"):
        pre_replies.show_draft(work, case.id, name, answer=AGREES)
    progress.move_case(work, case.id, Status.REPLIED)
    with pytest.raises(Refused, match="答复已经发出，不能再登记送提案者看稿"):
        pre_replies.show_draft(work, case.id)
    assert [one.proposer for one in pre_replies.pre_replies_of(work, case.id)] == ["林一帆", "何青"]


def test_answers_and_settlements_are_checked(work: Workplace) -> None:
    case = signed(work)
    shown = pre_replies.show_draft(work, case.id, answer=AGREES)
    attempts: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: pre_replies.answer_draft(work, shown.id, DraftAnswer.OPEN), "没有写提案者是同意还是有意见"),
        (lambda: pre_replies.answer_draft(work, shown.id, WISHES), "要记下原话"),
        (lambda: pre_replies.answer_draft(work, shown.id, AGREES, day=date(2026, 2, 8)), "早于送提案者看稿"),
        (lambda: pre_replies.settle_wish(work, shown.id, "改了"), "林一帆没有对答复稿提意见"),
        (lambda: pre_replies.answer_draft(work, 77, AGREES), "没有序号为 77 的预答复登记"),
        (lambda: pre_replies.last_shown_to(work, case.id, "何青"), "答复稿还没有送何青看"),
    )
    for act, words in attempts:
        with pytest.raises(Refused, match=words):
            act()
    pre_replies.answer_draft(work, shown.id, WISHES, "请写明月份")
    with pytest.raises(Refused, match="没有写怎样处理"):
        pre_replies.settle_wish(work, shown.id, " ")


def test_a_record_is_corrected_and_taken_back_step_by_step(work: Workplace) -> None:
    case = signed(work)
    shown = pre_replies.show_draft(work, case.id, answer=AGREES, words="可以")
    correct(
        work,
        case.id,
        RecordKind.PRE_REPLY,
        shown.id,
        {"answer": WISHES, "words": "写明月份"},
        "听错了",
    )
    assert "更正登记：预答复：林一帆；意见 同意→有意见，原话 可以→写明月份；原因：听错了" in history(
        work, case.id
    )
    take_back(work, case.id, RecordKind.PRE_REPLY, shown.id, "还没有答复")
    (open_again,) = pre_replies.pre_replies_of(work, case.id)
    assert (open_again.answer, open_again.answered_at, open_again.words) == (DraftAnswer.OPEN, None, "")
    with pytest.raises(Refused, match="意见和答复日期要一起填写"):
        correct(work, case.id, RecordKind.PRE_REPLY, shown.id, {"answer": AGREES}, "补登")
    take_back(work, case.id, RecordKind.PRE_REPLY, shown.id, "没有送")
    assert pre_replies.pre_replies_of(work, case.id) == ()
