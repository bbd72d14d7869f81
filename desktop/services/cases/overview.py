"""The five figures above the inbox 「概览」: overdue, due soon, waiting, replied and their rates."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.case.next_step import WAITS_FOR_OTHERS
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery, SmartList
from desktop.services.office.workplace import Workplace
from desktop.store.cases.case_list import list_rows, smart_counts, status_counts
from desktop.store.figures.year_figures import YearFigures, year_figures

_WAIT_WORDS = {
    Status.COUNTERSIGN: "会签",
    Status.SECTION_REVIEW: "核稿",
    Status.OFFICE_REVIEW: "办公室",
    Status.LEADER_REVIEW: "签发",
    Status.RETURN_REQUESTED: "退回",
}
_MINE_WORDS = {
    Status.ASSIGNED: "签收",
    Status.SIGNED: "分办",
    Status.DISTRIBUTED: "联系",
    Status.CONTACTING: "沟通",
    Status.DRAFTING: "拟稿",
    Status.SIGNED_OFF: "编号",
    Status.NUMBERED: "寄出",
    Status.REPLIED: "征询",
    Status.FEEDBACK_WAIT: "反馈",
    Status.REHANDLING: "二次办理",
    Status.FOLLOWUP: "跟踪",
}


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts of cases, each with one short line of detail ("" if there is none).

    `soon`: due within seven days, today included. `replied` of `assigned`: this year, not co-handled.
    """

    late: int
    late_detail: str
    soon: int
    soon_detail: str
    waiting: int
    waiting_detail: str
    mine: int
    mine_detail: str
    replied: int
    assigned: int
    replied_detail: str


def overview(work: Workplace) -> Overview:
    """The figures as of today."""
    counts = status_counts(work.store)
    smart = smart_counts(work.store, work.today)
    year = year_figures(work.store, work.today.year, _adopted_codes(work))
    return Overview(
        late=smart[SmartList.LATE],
        late_detail=_numbers(work, SmartList.LATE),
        soon=smart[SmartList.WEEK],
        soon_detail=_numbers(work, SmartList.WEEK),
        waiting=sum(counts.get(status, 0) for status in WAITS_FOR_OTHERS),
        waiting_detail=_breakdown(counts, {status: _WAIT_WORDS[status] for status in WAITS_FOR_OTHERS}),
        mine=sum(counts.get(status, 0) for status in _MINE_WORDS),
        mine_detail=_breakdown(counts, _MINE_WORDS),
        replied=year.replied,
        assigned=year.assigned,
        replied_detail=_rates(year),
    )


def _numbers(work: Workplace, smart: SmartList) -> str:
    rows, total = list_rows(work.store, CaseQuery(smart=smart, limit=3), work.today)
    return "、".join(row.number or f"#{row.id}" for row in rows) + ("…" if total > len(rows) else "")


def _breakdown(counts: dict[Status, int], words: dict[Status, str]) -> str:
    found = sorted(
        ((counts.get(status, 0), word) for status, word in words.items()), key=lambda pair: -pair[0]
    )
    return " · ".join(f"{word} {count}" for count, word in found[:3] if count)


def _rates(year: YearFigures) -> str:
    if not year.replied:
        return ""
    return f"按时率 {year.in_time / year.replied:.0%} · 解决采纳 {year.adopted / year.replied:.1%}"


def _adopted_codes(work: Workplace) -> frozenset[str]:
    from desktop.services.office.rules import (
        books_in_use,  # imported late: the work list opens without reading rule books
    )

    channels = (channel for book in books_in_use(work) for channel in book.channels)
    return frozenset(code for channel in channels for code in channel.adopted_codes())
