"""What was signed or sent 「签发稿」 is not rewritten quietly: locked, corrected for a reason, and readable afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.case import Case, HandlingRole
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.gates.letter_lock import LetterLock
from desktop.domain.gates.readiness import NotReady
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.domain.rules.locality import SignerLevel
from desktop.services.cases.cases import create_case, get_case
from desktop.services.gates.issued_letter import issued_texts, lock_for
from desktop.services.handling import progress, reviews
from desktop.services.office.workplace import Workplace
from desktop.services.writing import drafting
from tests.complete_case import complete
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import TO_LEADER, answered, history, move_on, new_case

OURS = "已办理，延时开放从本月开始。"


@pytest.fixture
def signed(work: Workplace) -> Case:
    case = new_case(work)
    move_on(work, case.id, *TO_LEADER)
    complete(work, case.id)
    move_on(work, case.id, Status.SIGNED_OFF)
    return get_case(work, case.id)


def answer(work: Workplace, case: Case) -> str:
    section = drafting.open_reply(work, case.id).section("answer")
    assert section is not None
    return section.text.splitlines()[-1]


def lock(work: Workplace, case: Case) -> LetterLock:
    return lock_for(work, get_case(work, case.id), drafting.open_reply(work, case.id))


def labels(work: Workplace, case: Case) -> list[str]:
    return [one.label for one in issued_texts(work, get_case(work, case.id))]


# Signed and not out: back to the sign-off.
def test_a_signed_letter_is_not_written_even_for_a_reason(work: Workplace, signed: Case) -> None:
    for why in ("", "数字有误"):
        with pytest.raises(Refused, match="已经签发，正文不能直接改"):
            drafting.write_section(work, signed.id, "answer", "全部办完。", why=why)
    with pytest.raises(Refused, match="已经签发"):
        drafting.add_section(work, signed.id, "answer", "（五）补充")
    assert answer(work, signed) == OURS


def test_back_at_the_sign_off_it_is_written_and_signed_again(
    work: Workplace, clock: Clock, signed: Case
) -> None:
    clock.set("2026-03-02")
    progress.move_case(work, signed.id, Status.LEADER_REVIEW, "数字有误", jump=True)
    drafting.write_section(work, signed.id, "answer", "二、对建议的答复\n延时开放从四月开始。")
    progress.move_case(work, signed.id, Status.SIGNED_OFF)
    assert [(one.day, one.label) for one in issued_texts(work, signed)] == [
        (date(2026, 2, 9), "签发稿"),
        (date(2026, 3, 2), "签发稿"),
    ]
    first, second = issued_texts(work, signed)
    assert OURS in first.text
    assert "从四月开始" in second.text


def test_a_letter_changed_meanwhile_is_not_signed_again_by_undoing_the_step_back(
    work: Workplace, signed: Case
) -> None:
    as_signed = drafting.open_reply(work, signed.id).section("answer")
    assert as_signed is not None
    progress.move_case(work, signed.id, Status.DRAFTING, "补一句")
    drafting.write_section(work, signed.id, "answer", "二、对建议的答复\n另有新的承诺。")
    with pytest.raises(NotReady, match="签发以后正文改过"):
        progress.undo_move(work, signed.id)
    drafting.write_section(work, signed.id, "answer", as_signed.text)
    assert progress.undo_move(work, signed.id).status is Status.SIGNED_OFF


def test_the_principal_signs_each_draft_and_not_the_first_one_only(work: Workplace) -> None:
    case = new_case(work, is_key=True)
    move_on(work, case.id, *TO_LEADER)
    complete(work, case.id)
    move_on(work, case.id, Status.SIGNED_OFF)
    progress.move_case(work, case.id, Status.LEADER_REVIEW, "数字有误", jump=True)
    drafting.write_section(work, case.id, "answer", "二、对建议的答复\n延时开放从四月开始。")
    with pytest.raises(NotReady, match="要由主要领导签发"):
        progress.move_case(work, case.id, Status.SIGNED_OFF)
    level = SignerLevel.PRINCIPAL
    again = reviews.record_review(
        work, case.id, ReviewStage.LEADER, "周砚", Verdict.PASSED, signer_level=level
    )
    assert again.draft == 2
    assert progress.move_case(work, case.id, Status.SIGNED_OFF).status is Status.SIGNED_OFF


# Out: a correction with its reason and both texts.
def test_a_letter_that_is_out_is_corrected_for_a_reason_and_both_texts_stay(
    work: Workplace, clock: Clock
) -> None:
    case = answered(work)
    clock.set("2026-03-02")
    new = "二、对建议的答复\n延时开放从三月开始。"
    with pytest.raises(Refused, match="答复已经发出，更正正文要写明原因"):
        drafting.write_section(work, case.id, "answer", new)
    drafting.write_section(work, case.id, "answer", new, why="月份写错")
    first, second = issued_texts(work, case)
    assert (first.label, OURS in first.text, first.signer) == ("签发稿", True, "周砚")
    assert (second.label, "从三月开始" in second.text) == ("更正稿（月份写错）", True)
    assert "更正答复正文（对建议的答复），原因：月份写错" in history(work, case.id)
    assert get_case(work, case.id).status is Status.FEEDBACK_WAIT


def test_one_correction_typed_in_many_saves_is_one_event_and_one_text(work: Workplace) -> None:
    case = answered(work)
    for words in ("延时", "延时开放从三月", "延时开放从三月开始。"):
        drafting.write_section(work, case.id, "answer", f"二、对建议的答复\n{words}", why="月份写错")
    assert labels(work, case) == ["签发稿", "更正稿（月份写错）"]
    assert history(work, case.id).count("更正答复正文") == 1
    drafting.write_section(work, case.id, "answer", "二、对建议的答复\n从四月开始。", why="又写错")
    assert labels(work, case) == ["签发稿", "更正稿（月份写错）", "更正稿（又写错）"]


def test_a_correction_leaves_no_open_place_in_a_letter_that_is_out(work: Workplace) -> None:
    case = answered(work)
    with pytest.raises(NotReady, match="还有没填的空"):
        drafting.write_section(work, case.id, "answer", "二、对建议的答复\n从××月开始。", why="月份写错")
    assert labels(work, case) == ["签发稿"]


def test_any_printed_field_of_an_issued_letter_changes_for_a_reason_only(work: Workplace) -> None:
    case = answered(work, co_units=())
    with pytest.raises(Refused, match="联系人 林越→赵敏"):
        drafting.set_reply_fields(work, case.id, {"联系人": "赵敏"})
    drafting.set_reply_fields(work, case.id, {"联系人": "赵敏"}, why="林越调走")
    assert progress.events(work, case.id)[-1].label == "更改：联系人 林越→赵敏（林越调走）"


# Archived, and the letter of a past round.
def test_nothing_of_an_archived_letter_changes(work: Workplace) -> None:
    case = answered(work)
    move_on(work, case.id, Status.CLOSED, Status.ARCHIVED)
    assert lock(work, case) is LetterLock.ARCHIVED
    with pytest.raises(Refused, match="已经归档，答复不能再改"):
        drafting.write_section(work, case.id, "answer", "全部办完。", why="更正")
    with pytest.raises(Refused, match="已经归档"):
        drafting.set_reply_fields(work, case.id, {"签发人": "陈主任"}, why="更正")
    progress.move_case(work, case.id, Status.CLOSED, "更正签发人")
    drafting.set_reply_fields(work, case.id, {"签发人": "陈主任"}, why="更正")


def test_the_letter_of_a_past_round_stays_as_it_went_out(work: Workplace) -> None:
    case = answered(work)
    first = drafting.open_reply(work, case.id)
    progress.move_case(work, case.id, Status.REHANDLING, "委员要求重办")
    with pytest.raises(Refused, match="上一轮的答复"):
        drafting.save_reply(work, first.with_section("answer", "全部办完。"), why="更正")
    drafting.write_section(work, case.id, "开头", "再次办理情况答复如下。")
    assert OURS in issued_texts(work, get_case(work, case.id), 1)[0].text


# Letters of other makers.
def test_a_letter_typed_in_for_a_case_answered_elsewhere_is_open_until_it_is_signed_here(
    work: Workplace,
) -> None:
    case = create_case(work, Case(subject="关于旧事的提案", number="001", status=Status.REPLIED))
    drafting.write_section(work, case.id, "answer", "二、对建议的答复\n已办。")
    assert lock(work, case) is LetterLock.OPEN
    assert labels(work, case) == []


def test_an_opinion_for_the_lead_unit_is_locked_as_well(work: Workplace) -> None:
    case = new_case(work, handling_role=HandlingRole.CO_HANDLING, lead_unit="区文旅局", co_units=())
    way = tuple(one for one in TO_LEADER if one is not Status.CONTACTING)
    move_on(work, case.id, *way)
    complete(work, case.id)
    move_on(work, case.id, Status.SIGNED_OFF, Status.SENT_TO_LEAD)
    reply = drafting.open_reply(work, case.id)
    with pytest.raises(Refused, match="更正正文要写明原因"):
        drafting.save_reply(work, reply.with_section(reply.sections[0].key, "不同意。"))


def test_another_layout_of_an_issued_letter_needs_no_reason(work: Workplace) -> None:
    case = answered(work)
    reply = drafting.open_reply(work, case.id)
    assert drafting.save_reply(work, replace(reply, layout="gbt9704")).changed
