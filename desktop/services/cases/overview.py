"""The five figures above the inbox 「概览」: overdue, due soon, waiting, replied and their rates."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.case.next_step import WAITS_FOR_OTHERS, WAITS_FOR_US
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery, SmartList
from desktop.domain.figures.rates import compute_rates
from desktop.services.office.workplace import Workplace
from desktop.store.cases.case_list import list_rows, smart_counts, status_counts
from desktop.store.cases.scope_choices import scope_choices

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

    `soon`: due within seven days, today included. `replied` of `counted`: the replied cases among those that this unit answers,
    in the scope that the statistics page opens with, named by `scope` 「2024年交办」; `replied_ids` are those cases.
    `waiting` and `mine` are the cases of all sessions with `WAITS_FOR_OTHERS` and `WAITS_FOR_US`.
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
    counted: int
    scope: str
    replied_detail: str
    replied_ids: tuple[int, ...] = ()


def overview(work: Workplace) -> Overview:
    """The figures as of today."""
    counts = status_counts(work.store)
    smart = smart_counts(work.store, work.today)
    answers = _answers(work)
    return Overview(
        late=smart[SmartList.LATE],
        late_detail=_numbers(work, SmartList.LATE),
        soon=smart[SmartList.WEEK],
        soon_detail=_numbers(work, SmartList.WEEK),
        waiting=sum(counts.get(status, 0) for status in WAITS_FOR_OTHERS),
        waiting_detail=_breakdown(counts, {status: _WAIT_WORDS[status] for status in WAITS_FOR_OTHERS}),
        mine=sum(counts.get(status, 0) for status in WAITS_FOR_US),
        mine_detail=_breakdown(counts, {status: _MINE_WORDS[status] for status in WAITS_FOR_US}),
        replied=answers.replied,
        counted=answers.counted,
        scope=answers.scope,
        replied_detail=answers.rates,
        replied_ids=answers.replied_ids,
    )


def _numbers(work: Workplace, smart: SmartList) -> str:
    rows, total = list_rows(work.store, CaseQuery(smart=smart, limit=3), work.today)
    return "、".join(row.number or f"#{row.id}" for row in rows) + ("…" if total > len(rows) else "")


def _breakdown(counts: dict[Status, int], words: dict[Status, str]) -> str:
    found = sorted(
        ((counts.get(status, 0), word) for status, word in words.items()), key=lambda pair: -pair[0]
    )
    return " · ".join(f"{word} {count}" for count, word in found[:3] if count)


@dataclass(frozen=True, slots=True)
class _Answers:
    replied: int
    counted: int
    scope: str
    rates: str
    replied_ids: tuple[int, ...]


def _answers(work: Workplace) -> _Answers:
    """The same figures as on the statistics page: one scope, one reckoning."""
    from desktop.services.cases.figures import (  # imported late: the work list opens without reading rule books
        default_scope,
        figures_in,
        rate_rules,
    )

    scope = default_scope(scope_choices(work.store, work.today.year), work.today.year)
    cases = figures_in(work, scope)
    rates = {rate.key: rate for rate in compute_rates(cases, rate_rules(work))}
    replies, shown = rates["reply_rate"], (rates["on_time_rate"], rates["adoption_rate"])
    return _Answers(
        replies.numerator,
        replies.denominator,
        scope.words,
        " · ".join(f"{name} {rate.words}" for name, rate in zip(_RATE_WORDS, shown, strict=True) if rate.of)
        if replies.numerator
        else "",
        replies.counted,
    )


_RATE_WORDS = ("按时率", "采纳率")
