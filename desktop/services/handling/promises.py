"""Promises 「承诺」 and their follow-up 「跟踪落实」; later conversions of the handling result."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.case.event import NoteWords
from desktop.domain.errors import Refused
from desktop.domain.records.promise import (
    Conversion,
    Progress,
    Promise,
    PromiseState,
    is_carried_over,
    promise_year,
)
from desktop.domain.words.dates import chinese_date, iso_date
from desktop.services.cases.cases import get_case
from desktop.services.cases.chronology import checked_day, replied
from desktop.services.gates.joint_letter import letter_of
from desktop.services.handling.record_days import check_promise
from desktop.services.office.recording import record_event
from desktop.services.office.rules import rules_of
from desktop.services.office.workplace import Workplace
from desktop.store.history.handling import CONVERSIONS, PROGRESS, PROMISES


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One line of the list of promises. `year` is when it was made; `carried`: in an earlier year, and it is open 「结转」."""

    promise: Promise
    state: PromiseState
    number: str
    subject: str
    proposer: str
    year: int
    carried: bool


def add_promise(
    work: Workplace,
    case_id: int,
    text: str,
    *,
    owner: str = "",
    due_at: date | None = None,
    ask_number: int = 0,
    made_at: date | None = None,
) -> Promise:
    """Record a promise, made on the given day, else on that of the reply, else today.

    Raises Refused for an empty text, for an ask that the case does not have, and for a day that contradicts others.
    """
    case = get_case(work, case_id)
    if not text.strip():
        raise Refused("承诺事项是空的", "请写明承诺了什么")
    if ask_number and all(ask.number != ask_number for ask in case.asks):
        raise Refused(f"这件提案没有第 {ask_number} 条建议", "请核对建议的序号")
    when = made_at or case.replied_at or work.today
    promise = Promise(case_id, text.strip(), owner.strip() or case.section, due_at, None, ask_number, when)
    if made_at:
        check_promise(work, case, promise)
    with work.store.writing():
        stored = PROMISES.add(work.store, promise)
        record_event(
            work,
            case_id,
            f"{NoteWords.PROMISED}{promise.text}" + (f"，{iso_date(due_at)} 前" if due_at else ""),
            day=made_at,
        )
    return stored


def promises_of(work: Workplace, case_id: int) -> tuple[Promise, ...]:
    """The promises of a case in the order recorded."""
    return PROMISES.of(work.store, case_id)


def note_progress(work: Workplace, promise_id: int, note: str, day: date | None = None) -> Progress:
    """Add a progress note. Raises Refused for an unknown promise or an empty note."""
    promise = _promise(work, promise_id)
    if not note.strip():
        raise Refused("进展是空的", "请写一句进展")
    when = checked_day(work, get_case(work, promise.case_id), "进展", day)
    with work.store.writing():
        added = PROGRESS.add(work.store, Progress(promise_id, when, note.strip()))
        words = f"{NoteWords.PROMISE_PROGRESS}{promise.text}——{note.strip()}"
        record_event(work, promise.case_id, words, day=when)
    return added


def progress_of(work: Workplace, promise_id: int) -> tuple[Progress, ...]:
    """The notes on a promise, oldest first."""
    return PROGRESS.of(work.store, promise_id)


def keep_promise(work: Workplace, promise_id: int, day: date | None = None) -> Promise:
    """Mark a promise as kept 「已兑现」. Raises Refused for an unknown promise, one that is kept already, and for a day that
    contradicts others.
    """
    known = _promise(work, promise_id)
    if known.kept_at:
        raise Refused(
            f"承诺“{known.text}”已经登记为{chinese_date(known.kept_at)}兑现",
            "日期有误的，请更正这一条登记，写明原因（命令行用 amend）",
        )
    kept = replace(known, kept_at=day or work.today)
    check_promise(work, get_case(work, kept.case_id), kept)
    with work.store.writing():
        PROMISES.change(work.store, kept)
        note = f"{NoteWords.PROMISE_KEPT}{kept.text}，{iso_date(kept.kept_at)}"
        record_event(work, kept.case_id, note, day=kept.kept_at)
    return kept


def convert_result(
    work: Workplace, case_id: int, new_result: str, proof: str, day: date | None = None
) -> Conversion:
    """Record that the handling result changed after the reply; the reply keeps its own.

    Raises Refused for a label that is no result in the rule book, without a proof, and before any result.
    """
    case = get_case(work, case_id)
    channel = rules_of(work, case).channel(case.matter_type, case.level)
    wanted = channel.result_by_label(new_result)
    old = current_result(work, case_id)
    if wanted is None:
        words = "、".join(result.label for result in channel.choices)
        raise Refused(f"办理结果没有“{new_result}”这一项", f"可以填：{words}")
    if not old:
        raise Refused("这一件还没有办理结果", "请先在答复里填写办理结果")
    if not proof.strip():
        raise Refused("结果转化要写明依据", "请写明完成了什么、何时完成")
    when = checked_day(work, case, "结果转化", day, after=(replied(case),))
    with work.store.writing():
        conversion = Conversion(case_id, when, old, wanted.code, proof.strip())
        stored = CONVERSIONS.add(work.store, conversion)
        record_event(
            work, case_id, f"{NoteWords.RESULT_CONVERTED}“{wanted.label}”：{proof.strip()}", day=when
        )
    return stored


def conversions_of(work: Workplace, case_id: int) -> tuple[Conversion, ...]:
    """The changes of the case's result after its reply, in order."""
    return CONVERSIONS.of(work.store, case_id)


def current_result(work: Workplace, case_id: int) -> str:
    """The code of the current result: of the last conversion, else of the reply; "" if there is none."""
    conversions = CONVERSIONS.of(work.store, case_id)
    if conversions:
        return conversions[-1].new_result
    reply = letter_of(work, get_case(work, case_id))
    return reply.fields.handling_result if reply else ""


def promise_list(
    work: Workplace, *, open_only: bool = True, year: int | None = None, carried_only: bool = False
) -> tuple[PromiseLine, ...]:
    """The promises of all cases, most urgent first: of one year only, or only those carried over from earlier years."""
    promises = (one for one in PROMISES.all(work.store) if not (open_only and one.kept_at))
    lines = [
        line
        for line in (_line(work, promise) for promise in promises)
        if year in {None, line.year} and (line.carried or not carried_only)
    ]
    return tuple(sorted(lines, key=lambda line: (line.promise.due_at or date.max, line.promise.id)))


def _line(work: Workplace, promise: Promise) -> PromiseLine:
    case = get_case(work, promise.case_id)
    first = case.first_proposer
    year = promise_year(promise, case.replied_at, case.assigned_at, work.today)
    return PromiseLine(
        promise,
        promise.state(work.today),
        case.number,
        case.subject,
        first.name if first else "",
        year,
        is_carried_over(promise, year, work.today),
    )


def _promise(work: Workplace, promise_id: int) -> Promise:
    promise = PROMISES.by_id(work.store, promise_id)
    if promise is None:
        raise Refused(f"没有序号为 {promise_id} 的承诺事项", "请用 promise 列出全部承诺")
    return promise
