"""The work list: the state of the due day at its boundaries, the column of proposers, the order of the rows."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.case import Case, MatterType, Proposer, ProposerKind
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import (
    DueKind,
    due_state,
    proposer_label,
    running_state,
    session_label,
    work_order,
)

TODAY = date(2026, 4, 1)
PERSON, GROUP = ProposerKind.PERSON, ProposerKind.GROUP


@pytest.mark.parametrize(
    ("due", "kind", "label"),
    [
        (date(2026, 4, 16), DueKind.RUNNING, "还剩 15 天"),
        (date(2026, 4, 15), DueKind.SOON, "还剩 14 天"),
        (date(2026, 4, 2), DueKind.SOON, "还剩 1 天"),
        (date(2026, 4, 1), DueKind.SOON, "今日到期"),
        (date(2026, 3, 31), DueKind.LATE, "逾期 1 天"),
    ],
)
def test_a_case_is_marked_from_fourteen_days_before(due: date, kind: DueKind, label: str) -> None:
    state = running_state(due, TODAY)
    assert (state.kind, state.label) == (kind, label)


@pytest.mark.parametrize(
    ("due", "since", "label"),
    [
        (date(2026, 4, 9), date(2026, 3, 20), "暂停，余 20 天"),
        (date(2026, 3, 10), date(2026, 3, 20), "暂停，余 0 天"),
    ],
)
def test_while_paused_the_days_are_those_left_at_its_beginning(due: date, since: date, label: str) -> None:
    state = running_state(due, TODAY, paused_since=since)
    assert (state.kind, state.label) == (DueKind.PAUSED, label)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (Status.DRAFTING, DueKind.LATE),
        (Status.REPLIED, DueKind.WAITING),
        (Status.FEEDBACK_WAIT, DueKind.WAITING),
        (Status.FOLLOWUP, DueKind.WAITING),
        (Status.SENT_TO_LEAD, DueKind.DONE),
        (Status.CLOSED, DueKind.DONE),
        (Status.ARCHIVED, DueKind.DONE),
        (Status.WITHDRAWN, DueKind.DONE),
        (Status.REHANDLING, DueKind.LATE),
    ],
)
def test_what_is_sent_or_done_is_never_late(status: Status, kind: DueKind) -> None:
    assert due_state(status, date(2026, 3, 1), TODAY).kind is kind


def test_an_extended_day_far_ahead_is_told_apart() -> None:
    assert running_state(date(2026, 6, 1), TODAY, extended=True).kind is DueKind.EXTENDED
    assert running_state(date(2026, 4, 10), TODAY, extended=True).kind is DueKind.SOON
    assert running_state(None, TODAY).kind is DueKind.NONE


@pytest.mark.parametrize(
    ("matter", "proposers", "label"),
    [
        (MatterType.CPPCC_PROPOSAL, (), ""),
        (MatterType.CPPCC_PROPOSAL, (("甲", PERSON),), "委员 1 人"),
        (MatterType.CPPCC_PROPOSAL, (("甲", PERSON), ("乙", PERSON)), "委员 2 人联名"),
        (MatterType.NPC_SUGGESTION, (("甲", PERSON), ("乙", PERSON), ("丙", PERSON)), "代表 3 人联名"),
        (MatterType.CPPCC_PROPOSAL, (("区工商联", GROUP),), "区工商联"),
        (MatterType.CPPCC_PROPOSAL, (("民盟区委", GROUP), ("九三区委", GROUP)), "民盟区委等 2 家"),
    ],
)
def test_the_column_of_proposers_names_no_person(
    matter: MatterType, proposers: tuple[tuple[str, ProposerKind], ...], label: str
) -> None:
    assert proposer_label(matter, tuple(Proposer(*one) for one in proposers)) == label


def test_the_list_has_running_cases_by_due_day_then_waiting_then_done_ones() -> None:
    day, sent = date(2026, 4, 30), date(2026, 2, 1)
    cases = [
        Case(id=1, status=Status.CLOSED, due_at=day, replied_at=sent),
        Case(id=2, status=Status.DRAFTING),
        Case(id=3, status=Status.FEEDBACK_WAIT, due_at=day, replied_at=sent),
        Case(id=4, status=Status.DRAFTING, due_at=day),
        Case(id=5, status=Status.SENT_TO_LEAD, due_at=day, replied_at=date(2026, 1, 9)),
        Case(id=6, status=Status.REHANDLING, due_at=date(2026, 4, 2)),
    ]
    assert [case.id for case in sorted(cases, key=work_order)] == [6, 4, 2, 3, 5, 1]


@pytest.mark.parametrize(
    ("term", "session", "label"),
    [
        (15, 3, "十五届三次会议"),
        (10, 20, "十届二十次会议"),
        (None, 3, ""),
        (15, None, ""),
        (1000, 1, ""),
        (-1, 1, ""),
    ],
)
def test_a_session_is_spelled_out_if_both_numbers_are_known(
    term: int | None, session: int | None, label: str
) -> None:
    assert session_label(term, session) == label
