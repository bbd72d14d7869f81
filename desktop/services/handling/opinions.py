"""Co-handling opinions 「会办意见」: ask each unit, send reminders, receive, merge into the reply."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from desktop.domain.case.case import Case
from desktop.domain.case.chronology import Landmark
from desktop.domain.case.event import NoteWords
from desktop.domain.errors import Refused
from desktop.domain.records.co_opinion import Chase, CoOpinion, OpinionState, Position
from desktop.domain.rules.clock import ClockName
from desktop.domain.words.dates import chinese_date, iso_date
from desktop.services.cases.cases import get_case
from desktop.services.cases.chronology import checked_day
from desktop.services.cases.clocks import deadline
from desktop.services.gates.readiness import opinions_for
from desktop.services.handling.record_days import check_opinion
from desktop.services.office.recording import record_event
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply, section_key, write_section
from desktop.store.history.handling import CHASES, CO_OPINIONS


def opinions_of(work: Workplace, case_id: int) -> tuple[CoOpinion, ...]:
    """The opinion of every co-handling unit, asked or not, in the order of the case's list."""
    return opinions_for(work, get_case(work, case_id))


def ask_opinions(
    work: Workplace,
    case_id: int,
    units: Iterable[str] = (),
    *,
    asked_at: date | None = None,
    due_at: date | None = None,
) -> tuple[CoOpinion, ...]:
    """Record that units were asked (default: all not yet asked); due by the rule book unless `due_at` is given.

    A unit that has answered before, in an earlier round, is awaited again; the history keeps what it said.

    Raises Refused if this office is the co-handling unit, or if no unit is left to ask.
    """
    case = get_case(work, case_id)
    if not case.handling_role.answers_proposer:
        raise Refused("会办件由主办单位征求意见", "本单位只需把会办意见报给主办单位")
    wanted = tuple(units) or tuple(o.unit for o in opinions_of(work, case_id) if o.asked_at is None)
    if not wanted:
        raise Refused("没有需要征求意见的会办单位", "请先填写会办单位")
    day = asked_at or work.today
    due = due_at or _due_by_rule(work, case, day)
    before = [_opinion(work, case_id, unit) for unit in wanted]
    sent = [replace(_unanswered(one), asked_at=day, due_at=due) for one in before]
    for opinion in sent:
        check_opinion(work, case, opinion)
    with work.store.writing():
        asked = tuple(CO_OPINIONS.save(work.store, opinion) for opinion in sent)
        record_event(
            work,
            case_id,
            f"{NoteWords.OPINION_ASKED}：{'、'.join(wanted)}"
            + (f"，{iso_date(due)} 前反馈" if due else "")
            + "".join(map(_former_words, before)),
            day=day,
        )
    return asked


def chase(
    work: Workplace, case_id: int, unit: str, *, way: str = "电话", note: str = "", day: date | None = None
) -> Chase:
    """Record a reminder 「催办」 to a unit that was asked and has not answered. Raises Refused otherwise, and for a day before
    the unit was asked.
    """
    opinion = _opinion(work, case_id, unit)
    if not opinion.is_awaited:
        raise Refused(f"“{unit}”没有待回复的会办意见", "请先征求意见，或核对单位名称")
    asked = Landmark("发函", opinion.asked_at)
    when = checked_day(work, get_case(work, case_id), "催办", day, after=(asked,))
    with work.store.writing():
        added = CHASES.add(work.store, Chase(opinion.id, when, way, note.strip()))
        words = f"{NoteWords.OPINION_CHASED}：{unit}（{way}）" + note.strip()
        record_event(work, case_id, words, day=when)
    return added


def chases_of(work: Workplace, opinion: CoOpinion) -> tuple[Chase, ...]:
    """The reminders to that unit, oldest first."""
    return CHASES.of(work.store, opinion.id) if opinion.id else ()


def receive_opinion(
    work: Workplace,
    case_id: int,
    unit: str,
    text: str,
    *,
    received_at: date | None = None,
    position: Position = Position.UNKNOWN,
    file: str = "",
) -> CoOpinion:
    """Record the opinion of a unit, asked or not. Raises Refused for an empty text without a file."""
    if not (text.strip() or file):
        raise Refused("会办意见是空的", "请粘贴意见正文或附上文件")
    before = _opinion(work, case_id, unit)
    received = replace(
        before,
        received_at=received_at or work.today,
        text=text.strip(),
        position=position,
        file=file,
    )
    check_opinion(work, get_case(work, case_id), received)
    with work.store.writing():
        stored = CO_OPINIONS.save(work.store, received)
        record_event(
            work,
            case_id,
            f"{NoteWords.OPINION_RECEIVED}：{unit}"
            + (f"（{position.label}）" if position.label else "")
            + _former_words(before),
            day=received.received_at,
        )
    return stored


def merge_opinion(
    work: Workplace, case_id: int, unit: str, section: str, *, put_in: bool = True
) -> CoOpinion:
    """Mark the opinion as used in a reply section; with `put_in` its text is appended to the section.

    The source is stored with the opinion and not printed. Raises Refused if no opinion was received.
    """
    opinion = _opinion(work, case_id, unit)
    if opinion.received_at is None:
        raise Refused(f"还没有收到“{unit}”的会办意见", "请先登记收到的意见")
    reply = open_reply(work, case_id)
    key = section_key(work, reply, section)
    merged = replace(opinion, merged_into=key)
    with work.store.writing():
        if put_in and opinion.text:
            present = reply.section(key)
            before = present.text.rstrip("\n") if present else ""
            write_section(work, case_id, key, "\n".join(part for part in (before, opinion.text) if part))
        CO_OPINIONS.change(work.store, merged)
        record_event(work, case_id, f"{NoteWords.OPINION_MERGED}答复：{unit}")
    return merged


def missing_opinions(work: Workplace, case_id: int) -> tuple[CoOpinion, ...]:
    """Opinions asked for and not received, overdue ones first."""
    awaited = [o for o in opinions_of(work, case_id) if o.is_awaited]
    return tuple(sorted(awaited, key=lambda opinion: opinion.state(work.today) is not OpinionState.LATE))


def _opinion(work: Workplace, case_id: int, unit: str) -> CoOpinion:
    """The opinion record of the unit; a new one for a unit that the case does not name yet."""
    name = unit.strip()
    if not name:
        raise Refused("没有写会办单位", "请填写单位名称")
    return next((o for o in opinions_of(work, case_id) if o.unit == name), CoOpinion(case_id, name))


def _unanswered(opinion: CoOpinion) -> CoOpinion:
    """The opinion as it is when the unit is asked again."""
    return replace(opinion, received_at=None, text="", position=Position.UNKNOWN, merged_into="", file="")


def _former_words(opinion: CoOpinion) -> str:
    """What the unit had said before, for the event that replaces it; "" if it had said nothing."""
    if opinion.received_at is None:
        return ""
    said = "，".join(filter(None, (opinion.position.label, opinion.text)))
    return f"；{opinion.unit}上一次的意见（{chinese_date(opinion.received_at)}收到）：{said or '见附件'}"


def _due_by_rule(work: Workplace, case: Case, asked: date) -> date | None:
    found = deadline(work, case, ClockName.CO_OPINION, asked)
    return found.due if found else None
