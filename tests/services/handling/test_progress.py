"""Moves: steps that cannot be skipped, the second round, and undoing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.event import EventKind
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.gates.readiness import NotReady
from desktop.domain.records.contact import ContactWay
from desktop.domain.records.correctable import RecordKind
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.services.cases.cases import get_case
from desktop.services.handling import contacts, progress, reviews
from desktop.services.handling.record_corrections import take_back
from desktop.services.office.workplace import Workplace
from desktop.services.writing import drafting
from desktop.store.cases.cases import update_case
from desktop.store.history.handling import ROUNDS
from tests.complete_case import complete
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import TO_DRAFT, TO_LEADER, answered, move_on, new_case


def test_the_reason_of_a_jump_passes_no_gate(work: Workplace) -> None:
    case = complete(work, new_case(work).id)
    (known,) = contacts.contacts_of(work, case.id)
    take_back(work, case.id, RecordKind.CONTACT, known.id, "没有去")
    with pytest.raises(NotReady, match="本轮沟通不够"):
        progress.move_case(work, case.id, Status.SIGNED_OFF, "委员已当面认可，补录", jump=True)
    assert contacts.contacts_of(work, case.id) == ()


@pytest.mark.parametrize(
    "end",
    [Status.NUMBERED, Status.REPLIED, Status.FEEDBACK_WAIT, Status.CLOSED, Status.FOLLOWUP, Status.ARCHIVED],
)
def test_a_jump_cannot_skip_the_sign_off(work: Workplace, end: Status) -> None:
    case = complete(work, new_case(work).id)
    with pytest.raises(NotReady, match="还没有签发"):
        progress.move_case(work, case.id, end, "赶时间", jump=True)


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
    with pytest.raises(NotReady, match="本轮沟通不够"):
        progress.move_case(work, case.id, Status.SIGNED_OFF)
    contacts.record_contact(work, case.id, ContactWay.VISIT)
    with pytest.raises(NotReady, match="还没有公开审查的记录"):
        progress.move_case(work, case.id, Status.SIGNED_OFF)
    complete(work, case.id)
    assert progress.move_case(work, case.id, Status.SIGNED_OFF).status is Status.SIGNED_OFF


def test_the_day_of_receipt_that_is_known_stands(work: Workplace, clock: Clock) -> None:
    clock.set("2026-02-12")
    case = new_case(work, acknowledged_at=date(2026, 2, 10))
    assert progress.move_case(work, case.id, Status.SIGNED).acknowledged_at == date(2026, 2, 10)
    unknown = new_case(work, number="086")
    assert progress.move_case(work, unknown.id, Status.SIGNED).acknowledged_at == date(2026, 2, 12)


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
    case = complete(work, new_case(work).id)
    move_on(work, case.id, *TO_LEADER, Status.SIGNED_OFF, Status.NUMBERED, Status.REPLIED)
    assert get_case(work, case.id).replied_at == work.today
    assert progress.undo_move(work, case.id).replied_at is None


def test_a_letter_called_back_is_no_longer_marked_as_sent(work: Workplace, clock: Clock) -> None:
    case = answered(work)
    sent_on = get_case(work, case.id).replied_at
    assert sent_on == date(2026, 2, 9)
    clock.set("2026-03-02")
    progress.move_case(work, case.id, Status.OFFICE_REVIEW, "日期印错，收回重印", jump=True)
    assert get_case(work, case.id).replied_at is None
    assert progress.undo_move(work, case.id).replied_at == sent_on


def test_a_day_of_reply_left_on_a_case_in_the_house_gives_way_to_that_of_the_move(
    work: Workplace, clock: Clock
) -> None:
    """Older stores may hold such a day."""
    case = complete(work, new_case(work).id)
    move_on(work, case.id, *TO_LEADER, Status.SIGNED_OFF, Status.NUMBERED)
    update_case(work.store, replace(get_case(work, case.id), replied_at=date(2026, 2, 9)))
    clock.set("2026-03-02")
    assert progress.move_case(work, case.id, Status.REPLIED).replied_at == date(2026, 3, 2)


def test_a_move_is_recorded_again_with_the_day_on_which_it_happened(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    clock.set("2026-03-02")
    progress.move_case(work, case.id, Status.SIGNED)
    clock.set("2026-03-09")
    progress.move_case(work, case.id, Status.DISTRIBUTED, "分到科普科")
    again = progress.move_again(work, case.id, date(2026, 3, 4))
    assert again.status is Status.DISTRIBUTED
    undone, event = progress.events(work, case.id)[-2:]
    assert (undone.kind, event.day, event.note) == (EventKind.UNDONE, date(2026, 3, 4), "分到科普科")


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 10)])
def test_not_with_one_before_the_step_before_or_to_come(work: Workplace, clock: Clock, day: date) -> None:
    case = new_case(work)
    clock.set("2026-03-02")
    progress.move_case(work, case.id, Status.SIGNED)
    clock.set("2026-03-09")
    progress.move_case(work, case.id, Status.DISTRIBUTED)
    before = progress.events(work, case.id)
    with pytest.raises(Refused):
        progress.move_again(work, case.id, day)
    assert progress.events(work, case.id) == before


def test_a_review_moves_the_case_on_its_own_day(work: Workplace, clock: Clock) -> None:
    case = new_case(work)
    clock.set("2026-03-02")
    move_on(work, case.id, *TO_DRAFT, Status.SECTION_REVIEW)
    clock.set("2026-03-09")
    reviews.finish_review(work, case.id, ReviewStage.SECTION, "王科长", Verdict.PASSED, day=date(2026, 3, 4))
    assert [event.day for event in progress.events(work, case.id)[-2:]] == [date(2026, 3, 4)] * 2
    assert get_case(work, case.id).status is Status.OFFICE_REVIEW
