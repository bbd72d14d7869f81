"""Correct a handling record and take it back 「更正、撤回登记」, each with a trace: old and new, who, why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from desktop.domain.case.case import Case
from desktop.domain.case.event import NoteWords
from desktop.domain.case.field_change import case_changes
from desktop.domain.deadlines.case_clock import Extension
from desktop.domain.deadlines.deadline import Pause
from desktop.domain.errors import Refused
from desktop.domain.records.co_opinion import CoOpinion, Position
from desktop.domain.records.contact import Contact
from desktop.domain.records.correctable import RecordKind, fields_of
from desktop.domain.records.feedback import Feedback
from desktop.domain.records.pre_reply import DraftAnswer, PreReply
from desktop.domain.records.promise import Promise
from desktop.domain.rules.locality import Satisfaction
from desktop.domain.words.dates import chinese_date
from desktop.services.cases.cases import get_case
from desktop.services.cases.clocks import current_round, settle
from desktop.services.gates.readiness import keeping_records
from desktop.services.handling.contacts import after_signature
from desktop.services.handling.feedback import rating_label, rating_of
from desktop.services.handling.progress import take_back_closing
from desktop.services.handling.record_days import (
    check_contact,
    check_extension,
    check_form,
    check_opinion,
    check_pause,
    check_pre_reply,
    check_promise,
    is_late_entry,
    passes_limit,
    was_late,
    working_due_day,
)
from desktop.services.office.recording import record_event
from desktop.services.office.workplace import Workplace
from desktop.store.history.handling import (
    CO_OPINIONS,
    CONTACTS,
    EXTENSIONS,
    FEEDBACK,
    PAUSES,
    PRE_REPLIES,
    PROMISES,
    RecordTable,
)

_Record: TypeAlias = Any
"""A record of the kind that stands beside it: their common attributes are `id` and `case_id`."""
_TABLES: dict[RecordKind, RecordTable[Any]] = {
    RecordKind.CONTACT: CONTACTS,
    RecordKind.PRE_REPLY: PRE_REPLIES,
    RecordKind.OPINION: CO_OPINIONS,
    RecordKind.EXTENSION: EXTENSIONS,
    RecordKind.PAUSE: PAUSES,
    RecordKind.FEEDBACK: FEEDBACK,
    RecordKind.PROMISE: PROMISES,
}
_OF_A_CLOCK = (RecordKind.EXTENSION, RecordKind.PAUSE)


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """One record that can be corrected: its kind, its number among all of that kind, and its facts in one line."""

    kind: RecordKind
    id: int
    label: str
    values: tuple[tuple[str, str], ...]  # label and text of each fact that is known


def records_of(work: Workplace, case_id: int) -> tuple[KeptRecord, ...]:
    """Every record of the case that can be corrected or taken back, by kind and in the order recorded."""
    return tuple(
        KeptRecord(kind, record.id, _label(work, kind, record), _shown(kind, record))
        for kind, table in _TABLES.items()
        for record in table.of(work.store, case_id)
    )


def correct(
    work: Workplace,
    case_id: int,
    kind: RecordKind,
    record_id: int,
    values: Mapping[str, object],
    why: str,
    *,
    anyway: bool = False,
) -> Case:
    """Store corrected facts of a record; the due day follows. Nothing happens if nothing differs.

    Raises Refused for an unknown record, without a reason, for a day that contradicts others, for a record of a round that is
    over, and for an unlikely pause or an extension past the limit unless `anyway`; NotReady if a signed or answered case
    would lose what it rests on.
    """
    with work.store.writing(), keeping_records(work, case_id):
        case, before = _found(work, case_id, kind, record_id)
        after = _anew(work, case, before, replace(before, **_with_rating(work, case, kind, values)))
        changed = _differences(kind, before, after)
        if not changed:
            return case
        _refuse_without_reason(why)
        _refuse_over(work, case, kind, before, after)
        _check(work, case, kind, after, anyway=anyway)
        _TABLES[kind].change(work.store, after)
        words = f"更正登记：{_label(work, kind, before)}；{'，'.join(changed)}；原因：{why.strip()}"
        if isinstance(after, Contact) and after.day < before.day:
            words += after_signature(work, case, after)
        return _settled(work, case, kind, before, words)


def take_back(work: Workplace, case_id: int, kind: RecordKind, record_id: int, why: str) -> Case:
    """Take a record back by its last step: a kept promise is open again, a received opinion or form is out again; the rest is gone.

    The history keeps what was there. Raises Refused as `correct` does, and for an extension that is not the last one.
    """
    with work.store.writing(), keeping_records(work, case_id):
        case, before = _found(work, case_id, kind, record_id)
        _refuse_without_reason(why)
        after = _one_step_back(kind, before)
        _refuse_over(work, case, kind, before, after)
        if after is None:
            _TABLES[kind].remove(work.store, record_id)
        else:
            _TABLES[kind].change(work.store, after)
        facts = "，".join(f"{name} {text}" for name, text in _shown(kind, before))
        words = f"撤回登记：{_label(work, kind, before)}（{facts}）；原因：{why.strip()}"
        return _settled(work, case, kind, before, words)


def _found(work: Workplace, case_id: int, kind: RecordKind, record_id: int) -> tuple[Case, _Record]:
    record = _TABLES[kind].by_id(work.store, record_id)
    if record is None or record.case_id != case_id:
        raise Refused(f"这一件没有序号为 {record_id} 的{kind.label}登记", "请先列出登记，核对序号")
    return get_case(work, case_id), record


def _refuse_without_reason(why: str) -> None:
    if not why.strip():
        raise Refused("更正和撤回都要写明原因", "请写一句原因")


def _refuse_over(work: Workplace, case: Case, kind: RecordKind, before: _Record, after: _Record) -> None:
    """Refuse what later steps rest on: clocks of a past round, an extension before the last, the feedback that opened a round."""
    number = current_round(work, case).number
    if kind in _OF_A_CLOCK and before.round != number:
        raise Refused("上一轮办理已经结束，期限不再改动", "请核对是哪一轮的登记")
    if kind is RecordKind.EXTENSION:
        last = EXTENSIONS.of(work.store, case.id, round=number)[-1]
        moved = after is None or after.new_due != before.new_due
        if moved and before.id != last.id:
            raise Refused("后面还有一次延期，这一次的期限不能改", "请先更正或撤回后一次延期")
    unhappy = Satisfaction.DISSATISFIED
    opened = kind is RecordKind.FEEDBACK and before.round < number and before.counts_as is unhappy
    if opened and (after is None or after.counts_as is not unhappy):
        raise Refused("二次办理因这一份反馈而开始，评价不能撤回", "请先撤销二次办理")


def _check(work: Workplace, case: Case, kind: RecordKind, record: _Record, *, anyway: bool) -> None:
    match kind:
        case RecordKind.EXTENSION:
            check_extension(work, case, record, beyond_limit=anyway)
        case RecordKind.PAUSE:
            check_pause(work, case, record, anyway=anyway)
        case _:
            _CHECKS[kind](work, case, record)


_CHECKS: dict[RecordKind, Callable[[Workplace, Case, Any], None]] = {
    RecordKind.CONTACT: check_contact,
    RecordKind.PRE_REPLY: check_pre_reply,
    RecordKind.OPINION: check_opinion,
    RecordKind.FEEDBACK: check_form,
    RecordKind.PROMISE: check_promise,
}


def _settled(work: Workplace, case: Case, kind: RecordKind, before: _Record, words: str) -> Case:
    """The case with its due day as it is now, and the event; a form that now says 不满意 takes a closing back."""
    number = current_round(work, case).number
    opened = kind is RecordKind.FEEDBACK and before.round < number
    moved = settle(work, case, anew=opened or kind in _OF_A_CLOCK)
    record_event(work, case.id, words, case_changes(case, moved))
    form = FEEDBACK.by_id(work.store, before.id) if kind is RecordKind.FEEDBACK else None
    if form and form.is_dissatisfied and form.round == number:
        return take_back_closing(work, case.id, f"{form.proposer}的反馈更正为不满意")
    return moved


def _with_rating(
    work: Workplace, case: Case, kind: RecordKind, values: Mapping[str, object]
) -> dict[str, Any]:
    """The values as attributes of the record; a rating brings its meaning along."""
    found = dict(values)
    if kind is RecordKind.FEEDBACK and found.get("rating"):
        answer = rating_of(work, case, str(found["rating"]))
        found |= {"rating": answer.code, "counts_as": answer.counts_as}
    return found


def _anew(work: Workplace, case: Case, before: _Record, after: _Record) -> _Record:
    """The corrected record with its marks: a longer pause or a later extension counts as registered today."""
    if isinstance(after, Pause) and _is_longer(before, after):
        late = before.entered_late or is_late_entry(work, case, after)
        return replace(after, recorded_at=work.today, entered_late=late)
    if isinstance(after, Extension) and after.new_due != before.new_due:
        moved = replace(after, new_due=working_due_day(work, case, after.new_due))
        late = before.entered_late or (moved.new_due > before.new_due and was_late(work, case))
        recorded = work.today if moved.new_due > before.new_due else before.recorded_at
        beyond = passes_limit(work, case, moved.new_due)
        return replace(moved, recorded_at=recorded, entered_late=late, beyond_limit=beyond)
    return after


def _is_longer(before: Pause, after: Pause) -> bool:
    ends_later = before.resumed is not None and (after.resumed is None or after.resumed > before.resumed)
    return after.first < before.first or ends_later


def _one_step_back(kind: RecordKind, record: _Record) -> _Record | None:
    """The record before its last step; None if that was its first."""
    if kind is RecordKind.OPINION and record.received_at and record.asked_at:
        return replace(record, received_at=None, text="", position=Position.UNKNOWN, merged_into="", file="")
    if kind is RecordKind.PRE_REPLY and record.answered_at:
        return replace(record, answer=DraftAnswer.OPEN, answered_at=None, words="", settled="")
    if kind is RecordKind.FEEDBACK and record.returned_at and record.sent_at:
        return replace(record, returned_at=None, rating="", counts_as=None, manner=None, remark="", file="")
    if kind is RecordKind.PROMISE and record.kept_at:
        return replace(record, kept_at=None)
    return None


def _label(work: Workplace, kind: RecordKind, record: _Record) -> str:
    """The record in a few words, with those by which the history finds its topic."""
    match record:
        case Contact():
            return record.label
        case PreReply():
            return f"{NoteWords.PRE_REPLY}{record.proposer}"
        case CoOpinion():
            return f"{NoteWords.OPINION_RECEIVED if record.received_at else NoteWords.OPINION_ASKED}：{record.unit}"
        case Extension():
            return f"{NoteWords.EXTENDED}{chinese_date(record.new_due)}"
        case Pause():
            return f"{NoteWords.PAUSED}{chinese_date(record.first)}起"
        case Feedback():
            rating = rating_label(work, get_case(work, record.case_id), record)
            return f"{record.proposer}{NoteWords.FEEDBACK_RECEIVED}{rating}"
        case Promise():
            return f"{NoteWords.PROMISED}{record.text}"
    raise AssertionError(kind)


def _shown(kind: RecordKind, record: _Record) -> tuple[tuple[str, str], ...]:
    texts = ((field.label, field.show(getattr(record, field.key))) for field in fields_of(kind))
    return tuple((label, text) for label, text in texts if text)


def _differences(kind: RecordKind, before: _Record, after: _Record) -> list[str]:
    """「新期限 2026-06-09→2026-06-19」, one text for each fact that changed."""
    return [
        f"{field.label} {field.show(getattr(before, field.key)) or '空'}→{field.show(getattr(after, field.key)) or '空'}"
        for field in fields_of(kind)
        if getattr(before, field.key) != getattr(after, field.key)
    ]
