"""Changes of a case's clock: extension 「延期」, pause 「暂停」, resumption 「恢复」."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.domain.case.case import Case
from desktop.domain.case.event import NoteWords
from desktop.domain.deadlines.case_clock import Extension
from desktop.domain.deadlines.deadline import Pause
from desktop.domain.errors import Refused
from desktop.domain.words.dates import chinese_date
from desktop.services.cases.cases import get_case
from desktop.services.cases.clocks import clock_of, ensure_round, limit_of, settle
from desktop.services.office.workplace import Workplace, record_event
from desktop.store.history.handling import EXTENSIONS, PAUSES


def extend(
    work: Workplace,
    case_id: int,
    new_due: date,
    reason: str,
    approved_by: str,
    *,
    approved_at: date | None = None,
    told_at: date | None = None,
    beyond_limit: bool = False,
) -> Case:
    """Extend the due date; the original one is kept.

    Raises Refused without a reason or approver, for a day not after the present due date, and past the
    limit unless `beyond_limit`.
    """
    case = get_case(work, case_id)
    _refuse_extension(work, case, new_due, reason, approved_by, beyond_limit=beyond_limit)
    assert case.due_at is not None
    with work.store.writing():
        present = ensure_round(work, case)
        EXTENSIONS.add(
            work.store,
            Extension(
                case.due_at,
                new_due,
                reason.strip(),
                approved_by.strip(),
                approved_at or work.today,
                told_at,
                case.id,
                present.number,
            ),
        )
        record_event(
            work, case.id, f"{NoteWords.EXTENDED}{chinese_date(new_due)}，{approved_by}同意：{reason.strip()}"
        )
        return settle(work, case)


def pause(work: Workplace, case_id: int, reason: str, first: date | None = None) -> Case:
    """Pause the clock from `first` on (default today). Raises Refused if paused, replied or closed, or without a reason."""
    case = get_case(work, case_id)
    if case.replied_at or case.status.is_done:
        raise Refused("已答复或已办结的办件没有在走的期限", "不用暂停")
    if clock_of(work, case).paused_since:
        raise Refused("期限已经暂停", "恢复计时后才能再次暂停")
    if not reason.strip():
        raise Refused("暂停要写明原因", "请写一句原因")
    with work.store.writing():
        present = ensure_round(work, case)
        PAUSES.add(work.store, Pause(first or work.today, None, reason.strip(), case.id, present.number))
        record_event(work, case.id, f"{NoteWords.PAUSED}：{reason.strip()}")
    return case


def resume(work: Workplace, case_id: int, day: date | None = None) -> Case:
    """Resume the clock on `day` (default today); the due date moves by the days paused. Raises Refused if
    it is not paused.
    """
    case = get_case(work, case_id)
    standing = next((p for p in PAUSES.of(work.store, case.id) if p.resumed is None), None)
    if standing is None:
        raise Refused("期限没有暂停", "不用恢复")
    resumed = day or work.today
    if resumed < standing.first:
        raise Refused("恢复日早于暂停日", f"暂停从{chinese_date(standing.first)}开始")
    with work.store.writing():
        PAUSES.change(work.store, replace(standing, resumed=resumed))
        moved = settle(work, case)
        words = f"，期限改为{chinese_date(moved.due_at)}" if moved.due_at else ""
        record_event(work, case.id, NoteWords.RESUMED + words)
    return moved


def _refuse_extension(
    work: Workplace, case: Case, new_due: date, reason: str, approved_by: str, *, beyond_limit: bool
) -> None:
    if case.due_at is None:
        raise Refused("这一件还没有期限，谈不上延期", "请先填写交办日期或办理期限")
    if case.replied_at:
        raise Refused("已经答复的办件不用延期", "请核对办件")
    if not (reason.strip() and approved_by.strip()):
        raise Refused("延期要写明原因和同意的单位或领导", "请补全后再登记")
    if new_due <= case.due_at:
        raise Refused(f"新期限不晚于现期限{chinese_date(case.due_at)}", "请核对新期限")
    limit = limit_of(work, case)
    if limit and new_due > limit.due and not beyond_limit:
        raise Refused(
            f"超过最长期限{chinese_date(limit.due)}（{limit.clock.basis}）",
            "请缩短延期，或写明特批后强制登记",
        )
