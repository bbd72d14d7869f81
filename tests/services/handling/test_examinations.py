"""The assigning office examines our reply point by point; what it returns goes back to drafting with its reasons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from desktop.documents.templates.locality_file import read_locality
from desktop.documents.templates.toml_template import parse_toml, read_toml
from desktop.domain.case.case import Case, HandlingRole
from desktop.domain.case.event import Topic, topic_of
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused, TemplateProblem
from desktop.domain.gates.readiness import NotReady
from desktop.domain.records.examination import USUAL_POINTS
from desktop.services.cases.cases import get_case
from desktop.services.cases.merging import merge_case
from desktop.services.handling import examinations, progress
from desktop.services.office.workplace import SHIPPED_TEMPLATES, Workplace
from desktop.store.history.rule_books import store_rules
from tests.complete_case import complete
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import OUT, TO_LEADER, answered, history, move_on, new_case

OFFICE = "区政府督查室"


def reviewed(work: Workplace) -> Case:
    """A case whose letter waits for the signature."""
    case = new_case(work)
    move_on(work, case.id, *TO_LEADER)
    return complete(work, case.id)


def test_five_points_are_usual_and_all_pass_unless_returned(work: Workplace) -> None:
    case = reviewed(work)
    labels = ["格式规范", "逐条答复", "办理结果属实", "沟通到位", "公开合规"]
    assert [point.label for point in examinations.examination_points(work, case)] == labels
    found = examinations.record_examination(work, case.id, OFFICE, remark="可以印发")
    assert [point.words for point in found.points] == [f"{label}：通过" for label in labels]
    assert (found.verdict, found.examination.remark) == ("通过", "可以印发")
    assert get_case(work, case.id).status is Status.LEADER_REVIEW
    assert examinations.examinations_of(work, case.id) == (found,)
    event = progress.events(work, case.id)[-1]
    assert (event.note, topic_of(event)) == ("答复审查：区政府督查室，通过，可以印发", Topic.REVIEW)


def test_a_returned_point_takes_the_case_back_to_drafting_with_its_reason(work: Workplace) -> None:
    case = reviewed(work)
    found = examinations.record_examination(
        work, case.id, OFFICE, {"逐条答复": "第二条没有答复", "format": "缺文号"}
    )
    assert [(point.key, point.reason) for point in found.returned] == [
        ("format", "缺文号"),
        ("each_ask", "第二条没有答复"),
    ]
    assert found.verdict == "退回 2 项"
    assert get_case(work, case.id).status is Status.DRAFTING
    said = history(work, case.id)
    assert "答复审查：区政府督查室，退回 2 项：格式规范（缺文号）；逐条答复（第二条没有答复）" in said
    assert (
        "流转：待签发 → 拟稿（区政府督查室审查退回：格式规范（缺文号）；逐条答复（第二条没有答复））" in said
    )


def test_a_reply_that_was_out_is_not_sent_until_it_goes_out_again(work: Workplace, clock: Clock) -> None:
    case = answered(work)
    clock.set("2026-03-02")
    examinations.record_examination(
        work, case.id, OFFICE, {"公开合规": "附注与审查不一致"}, day=date(2026, 2, 27)
    )
    back = get_case(work, case.id)
    assert (back.status, back.replied_at) == (Status.DRAFTING, None)
    event = progress.events(work, case.id)[-1]
    assert (event.jump, event.happened_on) == (True, date(2026, 2, 27))
    assert progress.undo_move(work, case.id).replied_at == case.replied_at


def test_what_was_returned_bars_the_closing_until_the_letter_is_signed_anew(work: Workplace) -> None:
    """The step back may be undone; that the point was returned stays. All of it happens on one day."""
    case = answered(work)
    examinations.record_examination(work, case.id, OFFICE, {"公开合规": "附注与审查不一致"})
    assert progress.undo_move(work, case.id).status is Status.FEEDBACK_WAIT
    with pytest.raises(NotReady) as refusal:
        progress.move_case(work, case.id, Status.CLOSED)
    assert [one.words for one in refusal.value.findings] == [
        "答复审查退回的问题还没有改：公开合规（附注与审查不一致）"
    ]
    progress.move_case(work, case.id, Status.DRAFTING, "照审查意见改", jump=True)
    move_on(work, case.id, *TO_LEADER[-3:], *OUT)
    assert progress.move_case(work, case.id, Status.CLOSED).status is Status.CLOSED


def test_an_examination_that_passes_settles_what_the_one_before_returned(work: Workplace) -> None:
    case = answered(work)
    examinations.record_examination(work, case.id, OFFICE, {"format": "缺文号"}, move=False)
    with pytest.raises(NotReady, match="答复审查退回的问题还没有改：格式规范（缺文号）"):
        progress.move_case(work, case.id, Status.CLOSED)
    examinations.record_examination(work, case.id, OFFICE)
    assert progress.move_case(work, case.id, Status.CLOSED).status is Status.CLOSED


def test_it_may_be_recorded_without_a_move_and_of_a_draft_at_hand(work: Workplace) -> None:
    case = reviewed(work)
    examinations.record_examination(work, case.id, OFFICE, {"format": "缺文号"}, move=False)
    assert get_case(work, case.id).status is Status.LEADER_REVIEW
    draft = new_case(work, number="086")
    move_on(work, draft.id, *TO_LEADER[:4])
    complete(work, draft.id)
    examinations.record_examination(work, draft.id, OFFICE, {"format": "缺文号"})
    assert get_case(work, draft.id).status is Status.DRAFTING


def test_a_place_lists_its_own_points(work: Workplace) -> None:
    case = reviewed(work)
    text = (SHIPPED_TEMPLATES / "localities" / "general-words.toml").read_text(encoding="utf-8")
    text = text.partition("[[examination]]")[0]
    own = (
        text
        + '\n[[examination]]\nkey = "wording"\nlabel = "文字"\n\n[[examination]]\nkey = "truth"\nlabel = "事实"\n'
    )
    book = read_locality(parse_toml(own, "规则"))
    store_rules(work.store, case.id, book.id, book.version, book.source, work.now())
    assert [point.label for point in examinations.examination_points(work, case)] == ["文字", "事实"]
    with pytest.raises(Refused, match="审查要点里没有“格式规范”") as refusal:
        examinations.record_examination(work, case.id, OFFICE, {"格式规范": "缺文号"})
    assert refusal.value.remedy == "可以写：文字、事实。"
    twice = own + '\n[[examination]]\nkey = "truth"\nlabel = "数据"\n'
    with pytest.raises(TemplateProblem, match="要点“truth”写了两次"):
        read_locality(parse_toml(twice, "规则"))


def test_what_cannot_be_examined_is_refused_and_nothing_is_recorded(work: Workplace, clock: Clock) -> None:
    case, fresh = reviewed(work), new_case(work, number="086")
    theirs = new_case(work, number="087", handling_role=HandlingRole.CO_HANDLING)
    follower = new_case(work, number="088")
    merge_case(work, follower.id, case.id)
    attempts: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: examinations.record_examination(work, case.id, " "), "没有写是谁审的"),
        (
            lambda: examinations.record_examination(work, case.id, OFFICE, {"format": " "}),
            "“格式规范”退回要写明原因",
        ),
        (lambda: examinations.record_examination(work, fresh.id, OFFICE), "还没有答复稿"),
        (lambda: examinations.record_examination(work, theirs.id, OFFICE), "会办件由主办单位答复"),
        (lambda: examinations.record_examination(work, follower.id, OFFICE), "第088号已并入第085号"),
        (lambda: examinations.record_examination(work, case.id, OFFICE, day=date(2026, 2, 10)), "还没到"),
        (lambda: examinations.record_examination(work, case.id, OFFICE, day=date(2026, 2, 8)), "早于交办"),
        (lambda: examinations.remove_examination(work, 9, "登错了"), "没有序号为 9 的答复审查"),
    )
    for act, words in attempts:
        with pytest.raises(Refused, match=words):
            act()
    assert examinations.examinations_of(work, case.id) == ()
    assert clock.time.year == 2026


def test_one_recorded_by_mistake_is_taken_back_with_a_reason(work: Workplace) -> None:
    case = reviewed(work)
    found = examinations.record_examination(work, case.id, OFFICE)
    with pytest.raises(Refused, match="撤回要写明原因"):
        examinations.remove_examination(work, found.examination.id, "")
    examinations.remove_examination(work, found.examination.id, "登错了件")
    assert examinations.examinations_of(work, case.id) == ()
    assert "撤回答复审查：区政府督查室，通过；原因：登错了件" in history(work, case.id)


def test_the_general_places_list_the_usual_points() -> None:
    for place in ("general-words", "general-abc"):
        book = read_locality(read_toml(SHIPPED_TEMPLATES / "localities" / f"{place}.toml"))
        assert book.examination == USUAL_POINTS


def test_every_usual_point_says_what_it_looks_at() -> None:
    assert len(USUAL_POINTS) == 5
    assert all(point.key and point.label and point.what for point in USUAL_POINTS)
