"""Changes of a case's clock: extension 「延期」, pause 「暂停」, resumption 「恢复」."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.domain.case.case import Case
from desktop.domain.case.chronology import refuse_due_day
from desktop.domain.case.event import NoteWords
from desktop.domain.case.field_change import case_changes
from desktop.domain.deadlines.case_clock import BEYOND_LIMIT, Extension
from desktop.domain.deadlines.deadline import Pause, late_mark
from desktop.domain.errors import Refused
from desktop.domain.records.handling_round import HandlingRound
from desktop.domain.words.dates import chinese_date
from desktop.services.cases.cases import OFFICER, get_case
from desktop.services.cases.chronology import beginning
from desktop.services.cases.clocks import clock_of, correction_marks, ensure_round, keep_given, settle
from desktop.services.handling.record_days import (
    check_correction,
    check_extension,
    check_pause,
    is_due_later,
    is_late_entry,
    passes_limit,
    was_late,
    working_due_day,
)
from desktop.services.office.recording import record_event
from desktop.services.office.workplace import Workplace
from desktop.store.cases import cases
from desktop.store.history.handling import EXTENSIONS, PAUSES, ROUNDS


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
    """Extend the due date; the original one is kept. A day off moves to the next working day where the rule does so.

    Raises Refused without a reason or approver, for a day not after the present due date, and past the limit unless
    `beyond_limit`. What goes past the limit, or is registered when the case is late already, is marked.
    """
    case = get_case(work, case_id)
    if case.due_at is None:
        raise Refused("这一件还没有期限，谈不上延期", "请先填写交办日期或办理期限")
    if case.replied_at:
        raise Refused("已经答复的办件不用延期", "请核对办件")
    with work.store.writing():
        present = ensure_round(work, case)
        extension = Extension(
            case.due_at,
            working_due_day(work, case, new_due),
            reason.strip(),
            approved_by.strip(),
            approved_at or work.today,
            told_at,
            case.id,
            present.number,
            recorded_at=work.today,
            entered_late=was_late(work, case),
        )
        extension = replace(extension, beyond_limit=passes_limit(work, case, extension.new_due))
        check_extension(work, case, extension, beyond_limit=beyond_limit)
        EXTENSIONS.add(work.store, extension)
        return _settled(work, case, _extended_words(extension, new_due), extension.approved_at)


def pause(
    work: Workplace,
    case_id: int,
    reason: str,
    first: date | None = None,
    *,
    approved_by: str = "",
    anyway: bool = False,
) -> Case:
    """Pause the clock from `first` on (default today).

    Raises Refused if paused, replied or closed, without a reason, and for a day that contradicts others; one that begins far
    ahead or after the due day is asked back: refused unless `anyway`. One entered long after it began, or when the case is
    late, needs an approver and is marked 「补记」.
    """
    case = get_case(work, case_id)
    if case.replied_at or case.status.is_done:
        raise Refused("已答复或已办结的办件没有在走的期限", "不用暂停")
    if clock_of(work, case).paused_since:
        raise Refused("期限已经暂停", "恢复计时后才能再次暂停")
    with work.store.writing():
        present = ensure_round(work, case)
        paused = Pause(
            first or work.today,
            None,
            reason.strip(),
            case.id,
            present.number,
            recorded_at=work.today,
            approved_by=approved_by.strip(),
        )
        paused = replace(paused, entered_late=is_late_entry(work, case, paused))
        check_pause(work, case, paused, anyway=anyway)
        PAUSES.add(work.store, paused)
        record_event(work, case.id, _paused_words(paused), day=paused.first)
    return case


def resume(work: Workplace, case_id: int, day: date | None = None) -> Case:
    """Resume the clock on `day` (default today); the due date moves by the days paused. Raises Refused if
    it is not paused.
    """
    case = get_case(work, case_id)
    standing = next((p for p in PAUSES.of(work.store, case.id) if p.resumed is None), None)
    if standing is None:
        raise Refused("期限没有暂停", "不用恢复")
    over = replace(standing, resumed=day or work.today)
    check_pause(work, case, over, anyway=True)
    with work.store.writing():
        PAUSES.change(work.store, over)
        moved = settle(work, case)
        words = f"，期限改为{chinese_date(moved.due_at)}" if moved.due_at else ""
        changes = case_changes(case, moved)
        record_event(work, case.id, NoteWords.RESUMED + words, changes, day=over.resumed)
    return moved


def correct_given_due(
    work: Workplace,
    case_id: int,
    day: date | None,
    why: str,
    *,
    source: str = "",
    approved_by: str = "",
    anyway: bool = False,
    beyond_limit: bool = False,
) -> Case:
    """Correct the due day that the assigning notice names, or enter it afterwards; None = it names none, the rule counts.

    Extensions stay. Raises Refused without a reason, without the source of a day, for a day that `refuse_due_day` refuses and
    for one behind an extension; where the case would be due later than it is, without an approver, and past the limit of
    extensions unless `beyond_limit`. A later due day, and that of an answered case, is marked 「补记」.
    """
    case = get_case(work, case_id)
    if not why.strip():
        raise Refused("更正期限要写明原因", "请写一句原因")
    if day:
        _refuse_given(work, case, day, source, anyway=anyway)
    with work.store.writing():
        corrected = _marked_round(work, case, day, approved_by.strip())
        check_correction(work, case, day, approved_by, beyond_limit=beyond_limit)
        _keep_marks(work, case, corrected)
        keep_given(work, case, day, source.strip())
        cases.note_origins(work.store, case.id, ["due_at"] if day else [], OFFICER, work.now())
        named = f"{chinese_date(day)}（{source.strip()}）" if day else "按规则计算"
        agreed = f"，{approved_by.strip()}同意" if approved_by.strip() else ""
        words = f"更正期限为{named}{agreed}，原因：{why.strip()}{correction_marks(replace(corrected, approved_by=''))}"
        return _settled(work, case, words, None, anew=True)


def _marked_round(work: Workplace, case: Case, day: date | None, approver: str) -> HandlingRound:
    """The stored round of the case with the marks that this correction of its due day calls for, and no others."""
    later = is_due_later(work, case, day)
    marked = later or case.replied_at is not None
    return replace(
        ensure_round(work, case),
        approved_by=approver,
        recorded_at=work.today if marked else None,
        entered_late=marked,
        beyond_limit=later and day is not None and passes_limit(work, case, day),
    )


def _keep_marks(work: Workplace, case: Case, corrected: HandlingRound) -> None:
    """Store the marks of a correction; a permit that an earlier one needed, and who gave it, stays."""
    before = ensure_round(work, case)
    if corrected.entered_late:
        approver = corrected.approved_by or before.approved_by
        beyond = corrected.beyond_limit or before.beyond_limit
        ROUNDS.change(work.store, replace(corrected, approved_by=approver, beyond_limit=beyond))


def _extended_words(extension: Extension, named: date) -> str:
    words = f"{NoteWords.EXTENDED}{chinese_date(extension.new_due)}，{extension.approved_by}同意：{extension.reason}"
    marks = [late_mark(extension.recorded_at)] if extension.entered_late else []
    marks += [BEYOND_LIMIT] if extension.beyond_limit else []
    marks += [moved_words(named)] if named != extension.new_due else []
    return words + "".join(f"（{mark}）" for mark in marks)


def moved_words(named: date) -> str:
    """「2026年6月6日不是工作日，顺延到下一个工作日」."""
    return f"{chinese_date(named)}不是工作日，顺延到下一个工作日"


def _paused_words(paused: Pause) -> str:
    agreed = f"，{paused.approved_by}同意" if paused.approved_by else ""
    mark = f"（{late_mark(paused.recorded_at)}）" if paused.entered_late else ""
    return f"{NoteWords.PAUSED}：{paused.reason}{agreed}{mark}"


def _refuse_given(work: Workplace, case: Case, day: date, source: str, *, anyway: bool) -> None:
    if not source.strip():
        raise Refused("交办单注明的期限要写明出处", "例如：区政府办〔2026〕5号交办通知")
    refuse_due_day(day, beginning(work, case), work.today, anyway=anyway)
    extensions = clock_of(work, case).extensions
    if extensions and day >= extensions[-1].new_due:
        raise Refused(f"已经延期至{chinese_date(extensions[-1].new_due)}，原期限不会更晚", "请核对日期")


def _settled(work: Workplace, case: Case, words: str, day: date | None, *, anew: bool = False) -> Case:
    """The case with its due day as it is now, and the event with what moved."""
    moved = settle(work, case, anew=anew)
    record_event(work, case.id, words, case_changes(case, moved), day=day)
    return moved
