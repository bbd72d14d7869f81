"""The figures above the inbox: what is late, soon due, waiting, ours, and answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.services.cases.overview import overview
from desktop.services.office.workplace import Workplace
from desktop.store.cases.cases import add_case

TODAY = date(2024, 4, 9)  # of the clock of these tests
S = Status


def cases(work: Workplace, like: Case, *statuses: Status, due: date | None = None) -> None:
    known = work.store
    for place, status in enumerate(statuses, start=1):
        add_case(known, replace(like, id=0, number=f"{status[:2]}{place}", status=status, due_at=due))


def test_an_empty_store_has_no_figures(work: Workplace) -> None:
    seen = overview(work)
    assert (seen.late, seen.soon, seen.waiting, seen.mine, seen.replied, seen.counted) == (0, 0, 0, 0, 0, 0)
    assert {
        seen.late_detail,
        seen.soon_detail,
        seen.waiting_detail,
        seen.mine_detail,
        seen.replied_detail,
    } == {""}
    assert seen.scope == "全部届次"


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (S.COUNTERSIGN, "会签 1"),
        (S.SECTION_REVIEW, "核稿 1"),
        (S.OFFICE_REVIEW, "办公室 1"),
        (S.LEADER_REVIEW, "签发 1"),
        (S.RETURN_REQUESTED, "退回 1"),
    ],
)
def test_what_waits_for_others_says_for_whom(work: Workplace, case: Case, status: Status, word: str) -> None:
    cases(work, case, status)
    seen = overview(work)
    assert (seen.waiting, seen.waiting_detail) == (1, word)
    assert (seen.mine, seen.mine_detail) == (1, "签收 1")  # the case just assigned


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (S.SIGNED, "分办 2"),
        (S.DISTRIBUTED, "联系 2"),
        (S.CONTACTING, "沟通 2"),
        (S.DRAFTING, "拟稿 2"),
        (S.SIGNED_OFF, "编号 2"),
        (S.NUMBERED, "寄出 2"),
        (S.REPLIED, "征询 2"),
        (S.FEEDBACK_WAIT, "反馈 2"),
        (S.REHANDLING, "二次办理 2"),
        (S.FOLLOWUP, "跟踪 2"),
    ],
)
def test_what_is_ours_to_do_stands_under_its_step_the_most_frequent_first(
    work: Workplace, case: Case, status: Status, word: str
) -> None:
    cases(work, case, status, status)
    assert (overview(work).mine, overview(work).mine_detail) == (3, f"{word} · 签收 1")


def test_what_is_over_is_neither_waiting_nor_ours(work: Workplace, case: Case) -> None:
    cases(work, case, S.CLOSED, S.ARCHIVED, S.RETURNED, S.WITHDRAWN, S.SENT_TO_LEAD)
    assert (overview(work).waiting, overview(work).mine) == (0, 1)


def test_only_the_three_most_frequent_steps_are_named(work: Workplace, case: Case) -> None:
    cases(work, case, S.DRAFTING, S.DRAFTING, S.DRAFTING, S.SIGNED, S.SIGNED, S.NUMBERED, S.NUMBERED)
    assert (overview(work).mine, overview(work).mine_detail) == (8, "拟稿 3 · 分办 2 · 寄出 2")


@pytest.mark.parametrize(
    ("days", "late", "soon"),
    [
        (-1, "3 dr1、dr2、dr3", "0 "),
        (0, "0 ", "3 dr1、dr2、dr3"),
        (7, "0 ", "3 dr1、dr2、dr3"),
        (8, "0 ", "0 "),
    ],
)
def test_late_is_before_today_and_soon_up_to_the_seventh_day(
    work: Workplace, case: Case, days: int, late: str, soon: str
) -> None:
    cases(work, case, S.DRAFTING, S.DRAFTING, S.DRAFTING, due=TODAY + timedelta(days=days))
    seen = overview(work)
    assert (f"{seen.late} {seen.late_detail}", f"{seen.soon} {seen.soon_detail}") == (late, soon)


def test_of_more_than_three_late_cases_the_first_three_are_named(work: Workplace, case: Case) -> None:
    cases(work, case, *[S.DRAFTING] * 4, due=TODAY - timedelta(days=1))
    assert (overview(work).late, overview(work).late_detail) == (4, "dr1、dr2、dr3…")


def test_a_case_without_a_number_is_named_by_its_place_in_the_store(work: Workplace, case: Case) -> None:
    added = add_case(
        work.store, replace(case, id=0, number="", status=S.DRAFTING, due_at=TODAY - timedelta(days=1))
    )
    assert overview(work).late_detail == f"#{added.id}"


def test_rates_are_shown_once_something_is_answered(work: Workplace, case: Case) -> None:
    assert overview(work).replied_detail == ""
    add_case(
        work.store,
        replace(case, id=0, number="9", status=S.REPLIED, replied_at=date(2024, 4, 1), term=15, session=4),
    )
    seen = overview(work)
    assert (seen.replied, seen.counted, seen.scope) == (1, 2, "十五届四次会议")
    assert seen.replied_detail == "按时率 50.0% · 采纳率 0%"
