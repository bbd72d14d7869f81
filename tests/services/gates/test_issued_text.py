"""The lock of a letter and the words kept of it: by round, by status, and by who signed it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.status import Status
from desktop.domain.gates.letter_lock import LetterLock
from desktop.domain.records.handling_round import HandlingRound
from desktop.domain.records.issued_text import IssuedText
from desktop.domain.records.review import Review, ReviewStage, Verdict
from desktop.services.cases.cases import get_case
from desktop.services.cases.merging import merge_case
from desktop.services.gates.issued_letter import (
    issued_texts,
    keep_as_signed,
    keep_corrected,
    keep_signed,
    lock_for,
    lock_of,
    present_draft,
    steps_back,
)
from desktop.services.handling.progress import events
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply, set_reply_fields
from desktop.store.cases.cases import update_case
from desktop.store.history.events import add_event
from desktop.store.history.handling import ISSUED_TEXTS, REVIEWS, ROUNDS
from tests.services.handling.handled_cases import new_case

ASSIGNED, DAY = date(2024, 1, 22), date(2024, 3, 4)


def moved(case_id: int, old: Status, new: Status, kind: EventKind = EventKind.MOVED) -> Event:
    return Event(case_id, datetime(2024, 3, 4, 9), kind, "周", old, new)


@pytest.fixture
def plain(work: Workplace) -> Case:
    return new_case(work, assigned_at=ASSIGNED)


def put(work: Workplace, case: Case, status: Status) -> Case:
    changed = replace(get_case(work, case.id), status=status)
    update_case(work.store, changed)
    return changed


def again(work: Workplace, case: Case) -> None:
    ROUNDS.add(work.store, HandlingRound(case.id, 1, ASSIGNED))
    ROUNDS.add(work.store, HandlingRound(case.id, 2, DAY, "不满意"))


STATUSES = [
    (Status.LEADER_REVIEW, LetterLock.OPEN),
    (Status.SIGNED_OFF, LetterLock.SIGNED),
    (Status.NUMBERED, LetterLock.SIGNED),
    (Status.REPLIED, LetterLock.SENT),
    (Status.ARCHIVED, LetterLock.ARCHIVED),
]


@pytest.mark.parametrize(("status", "lock"), STATUSES)
def test_a_letter_that_was_kept_is_locked_by_its_status(
    work: Workplace, plain: Case, status: Status, lock: LetterLock
) -> None:
    case = put(work, plain, status)
    assert lock_of(work, case) is LetterLock.OPEN  # came in like this: only a copy
    ISSUED_TEXTS.add(work.store, IssuedText(case.id, 1, DAY, "答复", "周"))
    assert lock_of(work, case) is lock_of(work, case, 1) is lock


@pytest.mark.parametrize(("status", "lock"), STATUSES)
def test_a_letter_signed_here_is_locked_though_no_text_was_kept(
    work: Workplace, plain: Case, status: Status, lock: LetterLock
) -> None:
    add_event(work.store, moved(plain.id, Status.LEADER_REVIEW, Status.SIGNED_OFF))
    assert lock_of(work, put(work, plain, status)) is lock


def test_the_letter_of_a_past_round_is_past(work: Workplace, plain: Case) -> None:
    again(work, plain)
    ISSUED_TEXTS.add(work.store, IssuedText(plain.id, 1, DAY, "答复", "周"))
    assert lock_of(work, plain, 1) is LetterLock.PAST
    assert lock_of(work, plain, 2) is lock_of(work, plain) is LetterLock.OPEN
    signed = put(work, plain, Status.SIGNED_OFF)
    assert lock_of(work, signed) is LetterLock.OPEN  # the text of the first round does not lock the second


def test_the_lock_of_a_merged_letter_is_that_of_its_lead_case(work: Workplace, plain: Case) -> None:
    other = merge_case(work, new_case(work, number="086", assigned_at=ASSIGNED).id, into=plain.id)
    reply = open_reply(work, plain.id)
    ISSUED_TEXTS.add(work.store, IssuedText(plain.id, 1, DAY, "答复", "周"))
    put(work, plain, Status.SIGNED_OFF)
    assert lock_for(work, other, reply) is LetterLock.SIGNED
    assert [one.text for one in issued_texts(work, other)] == ["答复"]
    assert issued_texts(work, other, 2) == ()


def test_texts_are_those_of_every_round_or_of_one(work: Workplace, plain: Case) -> None:
    first = ISSUED_TEXTS.add(work.store, IssuedText(plain.id, 1, DAY, "一", "周"))
    second = ISSUED_TEXTS.add(work.store, IssuedText(plain.id, 2, DAY, "二", "周"))
    assert issued_texts(work, plain) == (first, second)
    assert (issued_texts(work, plain, 1), issued_texts(work, plain, 2)) == ((first,), (second,))


def test_what_is_signed_is_kept_once_with_day_and_signer(work: Workplace, plain: Case) -> None:
    keep_signed(work, plain, DAY)
    assert issued_texts(work, plain) == ()  # no letter
    reply = set_reply_fields(work, plain.id, {"signer": "周砚"})
    keep_signed(work, plain, DAY)
    keep_signed(work, plain, date(2024, 3, 5))  # the same words
    (kept,) = issued_texts(work, plain)
    assert (kept.round, kept.day, kept.text, kept.signer, kept.why) == (1, DAY, reply.text, "周砚", "")


def test_other_words_are_kept_beside_the_earlier_ones(work: Workplace, plain: Case) -> None:
    reply = open_reply(work, plain.id)
    ISSUED_TEXTS.add(work.store, IssuedText(plain.id, 1, DAY, "从前的", "周"))
    keep_signed(work, plain, date(2024, 3, 5))
    assert [one.text for one in issued_texts(work, plain)] == ["从前的", reply.text]


def test_words_that_an_older_program_signed_are_kept_with_the_day_of_the_sign_off(
    work: Workplace, plain: Case
) -> None:
    open_reply(work, plain.id)
    add_event(work.store, moved(plain.id, Status.LEADER_REVIEW, Status.SIGNED_OFF))
    keep_as_signed(work, plain)
    keep_as_signed(work, plain)
    assert [one.day for one in issued_texts(work, plain)] == [DAY]
    other = new_case(work, number="086", assigned_at=ASSIGNED)
    open_reply(work, other.id)
    keep_as_signed(work, other)
    assert [one.day for one in issued_texts(work, other)] == [date(2024, 4, 9)]  # nobody knows: today


def test_a_correction_for_one_reason_on_one_day_is_one(work: Workplace, plain: Case) -> None:
    reply = open_reply(work, plain.id)
    ISSUED_TEXTS.add(work.store, IssuedText(plain.id, 1, DAY, "发出的", "周"))
    for text in ("改一", "改二"):
        corrected = reply.with_section("answer", text)
        keep_corrected(work, plain, corrected, ["对建议的答复", "结语"], " 数字有误 ")
    kept = issued_texts(work, plain)
    assert [(one.why, one.day) for one in kept] == [("", DAY), ("数字有误", date(2024, 4, 9))]
    assert "改二" in kept[1].text
    notes = [one.note for one in events(work, plain.id) if "更正" in one.note]
    assert notes == ["更正答复正文（对建议的答复、结语），原因：数字有误"]
    keep_corrected(work, plain, reply, ["结语"], "另一原因")
    assert [one.why for one in issued_texts(work, plain)] == ["", "数字有误", "另一原因"]


def test_another_section_corrected_for_the_same_reason_is_told_too(work: Workplace, plain: Case) -> None:
    reply = open_reply(work, plain.id)
    ISSUED_TEXTS.add(work.store, IssuedText(plain.id, 1, DAY, "发出的", "周"))
    for section in ("对建议的答复", "结语"):
        keep_corrected(work, plain, reply, [section], "数字有误")
    assert len(issued_texts(work, plain)) == 2
    assert len([one for one in events(work, plain.id) if "更正" in one.note]) == 2


BACK = (Status.SIGNED_OFF, Status.DRAFTING)


@pytest.mark.parametrize(
    ("steps", "count"),
    [
        ([], 0),
        ([(Status.LEADER_REVIEW, Status.DRAFTING)], 0),  # was not signed
        ([BACK], 1),
        ([(Status.REPLIED, Status.OFFICE_REVIEW)], 1),
        ([(Status.NUMBERED, Status.SIGNED_OFF)], 0),  # is still signed
        ([BACK, BACK], 2),
        ([BACK, (Status.FEEDBACK_WAIT, Status.REHANDLING)], 0),  # counted anew in a second round
        ([BACK, (Status.FEEDBACK_WAIT, Status.REHANDLING), BACK], 1),
    ],
)
def test_steps_back_behind_a_signature(steps: list[tuple[Status, Status]], count: int) -> None:
    assert steps_back([moved(1, *step) for step in steps]) == count


def test_a_step_back_that_was_undone_is_none() -> None:
    undone = moved(1, Status.DRAFTING, Status.SIGNED_OFF, EventKind.UNDONE)
    assert steps_back([moved(1, *BACK), undone]) == 0


def test_the_draft_is_counted_by_returns_and_steps_back_of_this_round(work: Workplace, plain: Case) -> None:
    assert present_draft(work, plain) == 1
    for number in (1, 1, 2):
        REVIEWS.add(
            work.store, Review(plain.id, ReviewStage.SECTION, "王", DAY, Verdict.CHANGES, "改", number, 1)
        )
    assert present_draft(work, plain) == 3
    add_event(work.store, moved(plain.id, *BACK))
    assert present_draft(work, plain) == 4
    other = merge_case(work, new_case(work, number="086", assigned_at=ASSIGNED).id, into=plain.id)
    assert present_draft(work, other) == 4
