"""Marks of the work list: units asked, second rounds, promises, extended and paused clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.reply import Reply, ReplyFields
from desktop.domain.case.status import Status
from desktop.domain.case.waiting import AwaitedOpinions, LastMove, OpenPromises
from desktop.domain.case.work_list import CaseQuery, SmartList
from desktop.domain.deadlines.case_clock import Extension
from desktop.domain.deadlines.deadline import Pause
from desktop.domain.records.co_opinion import Chase, CoOpinion
from desktop.domain.records.contact import Contact, ContactWay
from desktop.domain.records.feedback import Feedback
from desktop.domain.records.handling_round import HandlingRound
from desktop.domain.records.pre_reply import DraftAnswer, PreReply
from desktop.domain.records.promise import Promise
from desktop.domain.records.stand_in import StandIn
from desktop.domain.records.waiver import Consent
from desktop.domain.rules.locality import Satisfaction
from desktop.store.cases.case_list import list_rows, smart_counts
from desktop.store.cases.cases import add_case, set_officer
from desktop.store.cases.list_marks import ListMarks, list_marks
from desktop.store.file.store import Store
from desktop.store.history import handling
from desktop.store.history.events import add_event
from desktop.store.letters.replies import add_reply

TODAY = date(2026, 4, 9)


def add(store: Store, number: str, status: Status = Status.DRAFTING) -> int:
    return add_case(store, Case(number=number, status=status, due_at=date(2026, 5, 9))).id


@pytest.fixture
def desk(store: Store) -> Store:
    asked, got, second, promised, kept = (
        add(store, n) for n in ("asked", "got", "second", "promised", "kept")
    )
    over = add(store, "over", Status.CLOSED)
    add(store, "countersign", Status.COUNTERSIGN)
    for case_id, received in ((asked, None), (got, TODAY), (over, None)):
        handling.CO_OPINIONS.add(
            store, CoOpinion(case_id, "区文旅局", date(2026, 3, 2), date(2026, 4, 2), received)
        )
    for number in (1, 2):
        handling.ROUNDS.add(store, HandlingRound(second, number))
    handling.PROMISES.add(store, Promise(promised, "改造系统", due_at=date(2026, 5, 9)))
    handling.PROMISES.add(store, Promise(kept, "改造系统", due_at=date(2026, 5, 9), kept_at=TODAY))
    handling.PROMISES.add(store, Promise(kept, "以后再说", due_at=date(2026, 5, 10)))
    return store


@pytest.mark.parametrize(
    ("smart", "expected"),
    [
        (SmartList.CO_OPINION, {"asked", "countersign"}),
        (SmartList.REHANDLING, {"second"}),
        (SmartList.FOLLOWUP, {"promised"}),
    ],
)
def test_smart_lists_use_handling_records(desk: Store, smart: SmartList, expected: set[str]) -> None:
    rows, total = list_rows(desk, CaseQuery(smart=smart), TODAY)
    assert {row.number for row in rows} == expected
    assert total == smart_counts(desk, TODAY)[smart] == len(expected)


def test_marks_count_only_the_present_round(store: Store) -> None:
    case_id = add(store, "085")
    for number in (1, 2):
        handling.ROUNDS.add(store, HandlingRound(case_id, number))
    handling.CONTACTS.add(store, Contact(case_id, TODAY, ContactWay.VISIT, round=1))
    handling.EXTENSIONS.add(store, Extension(TODAY, TODAY, "复杂", "区府办", TODAY, case_id=case_id, round=1))
    assert marks_of(store, case_id) == ListMarks()
    handling.CONTACTS.add(store, Contact(case_id, TODAY, ContactWay.PHONE, round=2))
    handling.CONTACTS.add(store, Contact(case_id, TODAY, ContactWay.WAIVED, round=2))
    handling.EXTENSIONS.add(store, Extension(TODAY, TODAY, "复杂", "区府办", TODAY, case_id=case_id, round=2))
    handling.PAUSES.add(store, Pause(date(2026, 4, 1), None, "等待", case_id, 2))
    assert marks_of(store, case_id) == ListMarks(
        extended=True, paused_since=date(2026, 4, 1), pause_reason="等待", contacts=1
    )


def test_marks_are_read_for_many_thousand_ids_at_once(store: Store) -> None:
    assert list_marks(store, dict.fromkeys(range(300_000), Status.DRAFTING)) == {}


# What the sentence of a row rests on.
def marks_of(store: Store, case_id: int, status: Status = Status.DRAFTING) -> ListMarks:
    return list_marks(store, {case_id: status}).get(case_id, ListMarks())


def test_awaited_opinions_come_in_the_order_asked_with_all_their_reminders(store: Store) -> None:
    case_id = add(store, "085")
    later = handling.CO_OPINIONS.add(store, CoOpinion(case_id, "区财政局", date(2026, 3, 9)))
    first = handling.CO_OPINIONS.add(
        store, CoOpinion(case_id, "区文旅局", date(2026, 3, 2), date(2026, 4, 2))
    )
    answered = handling.CO_OPINIONS.add(store, CoOpinion(case_id, "区教育局", date(2026, 2, 2), None, TODAY))
    handling.CO_OPINIONS.add(store, CoOpinion(case_id, "区体育局"))
    for opinion, times in ((later, 1), (first, 2), (answered, 3)):
        for _ in range(times):
            handling.CHASES.add(store, Chase(opinion.id, TODAY))
    found = marks_of(store, case_id)
    assert found.opinions == AwaitedOpinions(
        ("区文旅局", "区财政局"), date(2026, 3, 2), date(2026, 4, 2), chases=3
    )
    assert found.asked == {"区文旅局", "区财政局", "区教育局"}


def test_forms_tell_who_answered_and_since_when_the_others_are_out(store: Store) -> None:
    case_id = add(store, "085", Status.FEEDBACK_WAIT)
    sent = date(2026, 3, 20)
    for form in (
        Feedback(case_id, "沈亦澄", sent_at=date(2026, 3, 1), returned_at=TODAY, counts_as=Satisfaction.SATISFIED),
        Feedback(case_id, "何一苇", sent_at=date(2026, 3, 25)),
        Feedback(case_id, "陆言", sent_at=sent),
        Feedback(case_id, "周砚", returned_at=TODAY),  # returned without a rating: not an answer
    ):  # fmt: skip
        handling.FEEDBACK.add(store, form)
    found = marks_of(store, case_id, Status.FEEDBACK_WAIT)
    assert found == ListMarks(back=frozenset({"沈亦澄"}), sent_at=sent)


def test_of_drafts_shown_only_the_last_one_to_each_proposer_counts(store: Store) -> None:
    case_id = add(store, "085")
    for shown in (
        PreReply(case_id, "沈亦澄", date(2026, 4, 1)),
        PreReply(case_id, "沈亦澄", date(2026, 4, 3), answer=DraftAnswer.AGREES),
        PreReply(case_id, "何一苇", date(2026, 4, 2), answer=DraftAnswer.WISHES),
        PreReply(case_id, "何一苇", date(2026, 4, 6)),
        PreReply(case_id, "陆言", date(2026, 4, 7)),
        PreReply(case_id, "周砚", date(2026, 3, 1), round=2),
    ):
        handling.PRE_REPLIES.add(store, shown)
    assert marks_of(store, case_id).shown_at == date(2026, 4, 6)


def test_an_officer_stands_in_while_the_case_is_theirs(store: Store) -> None:
    case_id = add_case(store, Case(number="085", officer="何一苇")).id
    other = handling.STAND_INS.add(store, StandIn(case_id, "林越", "何一苇", TODAY, turn=1))
    assert marks_of(store, case_id).absent == "林越"
    set_officer(store, (case_id,), "陆言")  # given to somebody else
    assert marks_of(store, case_id).absent == ""
    set_officer(store, (case_id,), "何一苇")
    handling.STAND_INS.change(store, replace(other, back_at=TODAY, back_turn=2))
    assert marks_of(store, case_id).absent == ""


def test_a_dissatisfied_proposer_is_one_until_the_consent(store: Store) -> None:
    case_id = add(store, "085", Status.FEEDBACK_WAIT)
    handling.FEEDBACK.add(
        store, Feedback(case_id, "沈亦澄", returned_at=TODAY, counts_as=Satisfaction.DISSATISFIED)
    )
    assert marks_of(store, case_id).dissatisfied
    handling.CONSENTS.add(store, Consent(case_id, "沈亦澄", TODAY, "同意办结"))
    assert not marks_of(store, case_id).dissatisfied


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ([(EventKind.MOVED, Status.CONTACTING)], LastMove(TODAY)),
        ([(EventKind.MOVED, Status.OFFICE_REVIEW)], LastMove(TODAY, sent_back=True)),
        ([(EventKind.UNDONE, Status.SECTION_REVIEW)], LastMove(TODAY)),  # taken back, not sent back
        ([(EventKind.MOVED, Status.NUMBERED)], LastMove(TODAY, sent_back=True)),
    ],
)
def test_the_last_move_tells_since_when_and_whether_the_draft_was_sent_back(
    store: Store, moves: list[tuple[EventKind, Status]], expected: LastMove
) -> None:
    case_id = add(store, "085")
    at = datetime(2026, 4, 12, 9, 30)
    add_event(store, Event(case_id, at, EventKind.CREATED, to_status=Status.ASSIGNED))
    for kind, start in moves:
        add_event(store, Event(case_id, at, kind, from_status=start, to_status=Status.DRAFTING, day=TODAY))
    add_event(store, Event(case_id, at, EventKind.RECORDED, note="登记"))
    assert marks_of(store, case_id).move == expected
    assert marks_of(store, case_id, Status.FEEDBACK_WAIT).move is None  # the sentence does not say since when


def test_a_move_recorded_on_its_day_counts_from_that_day(store: Store) -> None:
    case_id = add(store, "085", Status.COUNTERSIGN)
    at = datetime(2026, 4, 7, 17, 5)
    add_event(store, Event(case_id, at, EventKind.MOVED, to_status=Status.COUNTERSIGN))
    assert marks_of(store, case_id, Status.COUNTERSIGN).move == LastMove(date(2026, 4, 7))


def test_the_signer_is_that_of_the_present_letter_and_promises_are_the_open_ones(store: Store) -> None:
    case_id = add(store, "085", Status.LEADER_REVIEW)
    for number, name in ((1, "周砚"), (2, "陈砚秋")):
        handling.ROUNDS.add(store, HandlingRound(case_id, number))
        letter = Reply(case_id=case_id, round=number, fields=ReplyFields(signer=name))
        add_reply(store, letter, datetime(2026, 4, 9, 9))
    assert marks_of(store, case_id, Status.LEADER_REVIEW).signer == "陈砚秋"
    for promise in (
        Promise(case_id, "改造系统", due_at=date(2026, 9, 30)),
        Promise(case_id, "组建专班", due_at=date(2026, 6, 30)),
        Promise(case_id, "以后再说"),
        Promise(case_id, "开个会", due_at=date(2026, 5, 1), kept_at=TODAY),
    ):
        handling.PROMISES.add(store, promise)
    assert marks_of(store, case_id, Status.FOLLOWUP).promises == OpenPromises(3, date(2026, 6, 30))
    assert marks_of(store, case_id, Status.FEEDBACK_WAIT).promises is None
