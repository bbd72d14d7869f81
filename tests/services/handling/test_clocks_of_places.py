"""What only some places have, in the life of a case: clocks by session, from a new assignment, before the reply, on a fixed day."""

from __future__ import annotations

from datetime import date

from desktop.domain.case.case import Case, MatterType
from desktop.domain.case.status import Status
from desktop.domain.rules.clock import ClockName
from desktop.domain.rules.locality import SignerLevel
from desktop.services.cases.cases import get_case, set_fields
from desktop.services.cases.clocks import explain_due
from desktop.services.handling import deadlines, feedback, opinions, progress, reviews
from desktop.services.handling.due_list import deadlines_of
from desktop.services.office.workplace import Workplace
from tests.complete_case import complete
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import OUT, TO_LEADER, move_on, new_case

SUGGESTION = MatterType.NPC_SUGGESTION


def test_in_sichuan_a_proposal_of_the_session_has_five_months_and_any_other_three(work: Workplace) -> None:
    case = new_case(
        work, locality="sichuan", region="", assigned_at=date(2026, 2, 5), acknowledged_at=date(2026, 2, 9)
    )
    assert case.due_at == date(2026, 5, 9)  # not said which: three months; 9 May makes up a day
    at_session = set_fields(work, case.id, {"会间/会后": "会间"})
    assert at_session.due_at == date(2026, 7, 9)
    assert explain_due(work, at_session)[0] == "答复期限：会议期间的，自签收日起 5 个月内"
    assert set_fields(work, case.id, {"会间/会后": "平时提案"}, why="看错了").due_at == date(2026, 5, 9)


def test_in_sichuan_a_suggestion_of_the_session_has_three_months(work: Workplace) -> None:
    case = new_case(work, locality="sichuan", region="", matter_type=SUGGESTION, time_mark="会间")
    assert case.due_at == date(2026, 5, 9)  # a Saturday that is a working day


def answered_in_xiamen(work: Workplace) -> Case:
    case = new_case(work, locality="xiamen", region="", matter_type=SUGGESTION, co_units=())
    move_on(work, case.id, *TO_LEADER)
    complete(work, case.id, handling_result="计划解决")
    move_on(work, case.id, *OUT)
    return get_case(work, case.id)


def test_in_xiamen_the_second_round_counts_from_the_day_it_was_assigned_again(
    work: Workplace, clock: Clock
) -> None:
    case = answered_in_xiamen(work)
    clock.set("2026-07-28")
    feedback.record_feedback(work, case.id, "不满意", "林一帆", returned_at=date(2026, 7, 20))
    again = progress.move_case(
        work, case.id, Status.REHANDLING, "代表工委督促重新办理", day=date(2026, 7, 27)
    )
    assert again.due_at == date(2026, 8, 27)
    assert "起算：2026年7月27日，当日不计入" in explain_due(work, again)


def test_in_fengyang_an_opinion_is_due_twenty_days_before_the_reply_and_moves_with_it(
    work: Workplace,
) -> None:
    case = new_case(work, locality="fengyang", region="", due_at=date(2026, 6, 30))
    asked = opinions.ask_opinions(work, case.id, ["区文旅局"])
    assert [opinion.due_at for opinion in asked] == [date(2026, 6, 10)]
    deadlines.extend(work, case.id, date(2026, 7, 31), "待上级口径", "县政府督办室")
    assert [opinion.due_at for opinion in opinions.opinions_of(work, case.id) if opinion.asked_at] == [
        date(2026, 7, 11)
    ]


def test_in_guizhou_opinion_and_reply_have_their_days_in_the_year(work: Workplace) -> None:
    case = new_case(work, locality="guizhou", region="")
    assert case.due_at == date(2026, 6, 30)
    asked = opinions.ask_opinions(work, case.id, ["区文旅局"])
    assert [opinion.due_at for opinion in asked] == [date(2026, 5, 31)]


def test_in_chongqing_contact_is_due_twenty_working_days_after_the_receipt(work: Workplace) -> None:
    case = new_case(
        work, locality="chongqing", region="", matter_type=SUGGESTION, acknowledged_at=date(2026, 2, 9)
    )
    found = {deadline.clock.name: deadline.due for deadline in deadlines_of(work, case.id)}
    # 10 to 14 February (the 14th makes up), 24 to 28 (the 28th makes up), 2 to 6, 9 to 13 March
    assert found[ClockName.FIRST_CONTACT] == date(2026, 3, 13)


def test_in_xiamen_the_principal_signs_suggestions_and_a_deputy_proposals(work: Workplace) -> None:
    suggestion = new_case(work, locality="xiamen", region="", matter_type=SUGGESTION)
    proposal = new_case(work, locality="xiamen", region="", number="086")
    assert reviews.required_signer(work, suggestion.id) is SignerLevel.PRINCIPAL
    assert reviews.required_signer(work, proposal.id) is SignerLevel.DEPUTY
