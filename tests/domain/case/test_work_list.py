"""The work list: states of due days, its order, and how proposers and sessions are called."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop.domain.case.case import Case, MatterType, Proposer, ProposerKind
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import (
    CaseQuery,
    DueKind,
    DueState,
    GroupKey,
    SmartList,
    due_state,
    proposer_label,
    running_state,
    session_label,
    work_order,
)

TODAY = date(2026, 4, 9)


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


# Due days.
@pytest.mark.parametrize(
    ("days", "kind", "label"),
    [
        (-2, DueKind.LATE, "逾期 2 天"),
        (-1, DueKind.LATE, "逾期 1 天"),
        (0, DueKind.SOON, "今日到期"),
        (14, DueKind.SOON, "还剩 14 天"),
        (15, DueKind.RUNNING, "还剩 15 天"),
    ],
)
def test_a_running_clock_is_late_soon_or_has_time(days: int, kind: DueKind, label: str) -> None:
    state = due_state(Status.DRAFTING, in_days(days), TODAY)
    assert (state.kind, state.days, state.due_at, state.label) == (kind, days, in_days(days), label)


def test_an_extended_clock_shows_it_only_while_there_is_time() -> None:
    assert running_state(in_days(15), TODAY, extended=True).kind is DueKind.EXTENDED
    assert running_state(in_days(14), TODAY, extended=True).kind is DueKind.SOON
    assert running_state(in_days(-1), TODAY, extended=True).kind is DueKind.LATE


def test_a_paused_clock_keeps_the_days_left_at_its_pause() -> None:
    state = due_state(Status.DRAFTING, in_days(2), TODAY, paused_since=in_days(-10), extended=True)
    assert (state.kind, state.days, state.label) == (DueKind.PAUSED, 12, "暂停，余 12 天")
    assert running_state(in_days(-11), TODAY, paused_since=in_days(-10)).label == "暂停，余 0 天"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (Status.REPLIED, DueKind.WAITING),
        (Status.FEEDBACK_WAIT, DueKind.WAITING),
        (Status.CLOSED, DueKind.DONE),
        (Status.ARCHIVED, DueKind.DONE),
    ],
)
def test_after_the_reply_no_clock_runs(status: Status, kind: DueKind) -> None:
    state = due_state(status, in_days(-3), TODAY)
    assert (state.kind, state.days, state.due_at, state.label) == (kind, None, in_days(-3), "")


def test_a_case_without_a_due_day_has_no_clock() -> None:
    assert due_state(Status.DRAFTING, None, TODAY, paused_since=TODAY) == DueState(DueKind.NONE)


# The order of the list.
def test_running_cases_come_first_by_due_day_then_waiting_and_done_ones_by_reply() -> None:
    cases = [
        Case(1, status=Status.CLOSED, due_at=in_days(-90), replied_at=in_days(-80)),
        Case(2, status=Status.DRAFTING),
        Case(3, status=Status.REPLIED, due_at=in_days(-30), replied_at=in_days(-20)),
        Case(4, status=Status.DRAFTING, due_at=in_days(3)),
        Case(5, status=Status.REPLIED, due_at=in_days(90), replied_at=in_days(-40)),
        Case(6, status=Status.ASSIGNED, due_at=in_days(-1)),
    ]
    assert [case.id for case in sorted(cases, key=work_order)] == [6, 4, 2, 5, 3, 1]
    assert work_order(cases[3]) == "12026-04-12"
    assert work_order(cases[1]) == "19999"


# Words.
PERSON, GROUP = ProposerKind.PERSON, ProposerKind.GROUP


@pytest.mark.parametrize(
    ("matter", "kinds", "label"),
    [
        (MatterType.CPPCC_PROPOSAL, (), ""),
        (MatterType.CPPCC_PROPOSAL, (PERSON,), "名1"),
        (MatterType.CPPCC_PROPOSAL, (PERSON, PERSON), "名1等2人"),
        (MatterType.NPC_SUGGESTION, (PERSON, GROUP, PERSON), "名1等3人"),
        (MatterType.CPPCC_PROPOSAL, (GROUP,), "名1"),
        (MatterType.CPPCC_PROPOSAL, (GROUP, PERSON), "名1等2家"),
    ],
)
def test_of_several_proposers_the_first_is_named(
    matter: MatterType, kinds: tuple[ProposerKind, ...], label: str
) -> None:
    proposers = tuple(Proposer(f"名{n}", kind) for n, kind in enumerate(kinds, 1))
    assert proposer_label(matter, proposers) == label


def test_proposers_without_a_name_are_counted() -> None:
    nobody = (Proposer(""), Proposer(""))
    assert proposer_label(MatterType.NPC_SUGGESTION, nobody) == "代表 2 人"


@pytest.mark.parametrize(
    ("term", "session", "label"),
    [
        (15, 3, "十五届三次会议"),
        (0, 0, "〇届〇次会议"),
        (999, 999, "九百九十九届九百九十九次会议"),
        (1000, 1, ""),
        (1, 1000, ""),
        (-1, 1, ""),
        (1, -1, ""),
        (None, 3, ""),
        (15, None, ""),
    ],
)
def test_a_session_is_written_in_chinese_numerals(term: int | None, session: int | None, label: str) -> None:
    assert session_label(term, session) == label


def test_lists_and_groups_are_called_as_in_the_window() -> None:
    assert [smart.label for smart in SmartList] == [
        "全部在办", "今日到期", "七日内到期", "逾期", "待会办意见", "待签发", "征询意见", "二次办理", "承诺到期", "重点提案",
    ]  # fmt: skip
    assert {group: group.label for group in GroupKey} == {
        GroupKey.STATUS: "按状态",
        GroupKey.SECTION: "按科室",
        GroupKey.MEETING: "按届次",
        GroupKey.ROLE: "按承办方式",
        GroupKey.OFFICER: "按经办人",
    }


def test_a_query_restricts_nothing_and_takes_the_first_two_hundred_by_due_day() -> None:
    query = CaseQuery()
    assert (query.sort, query.descending, query.offset, query.limit) == ("due_at", False, 0, 200)
    assert (query.text, query.section, query.statuses) == ("", "", ())
    assert (query.smart, query.ids, query.group, query.term, query.session, query.matter_type) == (None,) * 6
