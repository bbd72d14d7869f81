"""The draft shown to the proposer before the reply is sent 「预答复」: shown, answered, what was done about a wish."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.domain.case.case import Case
from desktop.domain.case.event import NoteWords
from desktop.domain.errors import Refused
from desktop.domain.records.contact import ContactWay
from desktop.domain.records.pre_reply import DraftAnswer, PreReply, asked_for, last_shown
from desktop.services.cases.cases import get_case, named_proposer
from desktop.services.cases.clocks import current_round
from desktop.services.gates.issued_letter import present_draft
from desktop.services.gates.joint_letter import letter_of
from desktop.services.gates.readiness import keeping_records
from desktop.services.handling.record_days import check_pre_reply
from desktop.services.office.recording import record_event
from desktop.services.office.rules import rules_of
from desktop.services.office.workplace import Workplace
from desktop.store.history.handling import PRE_REPLIES


def show_draft(
    work: Workplace,
    case_id: int,
    proposer: str = "",
    *,
    way: ContactWay = ContactWay.MESSAGE,
    day: date | None = None,
    answer: DraftAnswer = DraftAnswer.OPEN,
    words: str = "",
) -> PreReply:
    """Record that the draft was shown to a proposer, by default the first one, and what was said to it if that is known.

    Raises Refused for a co-handled case, without a draft of this round, after its reply is out, for somebody who is no
    proposer, and for a day that contradicts others. A draft shown again takes the place of what was said before; both stay.
    """
    case = get_case(work, case_id)
    if case.replied_at or case.status.is_replied:
        raise Refused("答复已经发出，不能再登记送提案者看稿", "提案者对答复的意见，请在征询意见或沟通里登记")
    name, number = _proposer(case, proposer), _round_with_draft(work, case)
    shown = PreReply(
        case_id,
        name,
        day or work.today,
        way,
        answer,
        (day or work.today) if answer else None,
        words.strip(),
        draft=present_draft(work, case),
        round=number,
    )
    check_pre_reply(work, case, shown)
    with work.store.writing(), keeping_records(work, case_id):
        stored = PRE_REPLIES.add(work.store, shown)
        said = f"，{answer.label}" + (f"：{shown.words}" if shown.words else "") if answer else ""
        note = f"{NoteWords.PRE_REPLY}第 {shown.draft} 稿送{name}看（{way.label}）{said}"
        record_event(work, case_id, note, day=shown.shown_at)
    return stored


def answer_draft(
    work: Workplace, pre_reply_id: int, answer: DraftAnswer, words: str = "", *, day: date | None = None
) -> PreReply:
    """Record what the proposer said to the draft. Raises Refused for an unknown one, no answer, and a wish without words."""
    known = _known(work, pre_reply_id)
    if answer is DraftAnswer.OPEN:
        raise Refused("没有写提案者是同意还是有意见", "请选同意或有意见")
    answered = replace(known, answer=answer, answered_at=day or work.today, words=words.strip(), settled="")
    check_pre_reply(work, get_case(work, known.case_id), answered)
    with work.store.writing(), keeping_records(work, known.case_id):
        PRE_REPLIES.change(work.store, answered)
        said = f"：{answered.words}" if answered.words else ""
        note = f"{NoteWords.PRE_REPLY}{known.proposer}{answer.label}{said}"
        record_event(work, known.case_id, note, day=answered.answered_at)
    return answered


def settle_wish(work: Workplace, pre_reply_id: int, settled: str) -> PreReply:
    """Record what was done about the wish. Raises Refused for an unknown one, where there is no wish, and for an empty text."""
    known = _known(work, pre_reply_id)
    if known.answer is not DraftAnswer.WISHES:
        raise Refused(f"{known.proposer}没有对答复稿提意见", "有意见的才要写怎样处理")
    if not settled.strip():
        raise Refused("没有写怎样处理", "请写明改了什么，或为什么不改")
    done = replace(known, settled=settled.strip())
    with work.store.writing():
        PRE_REPLIES.change(work.store, done)
        record_event(
            work, known.case_id, f"{NoteWords.PRE_REPLY}{known.proposer}的意见已处理：{done.settled}"
        )
    return done


def pre_replies_of(work: Workplace, case_id: int) -> tuple[PreReply, ...]:
    """The drafts shown to proposers in every round, by day."""
    return tuple(sorted(PRE_REPLIES.of(work.store, case_id), key=lambda one: (one.shown_at, one.id)))


def last_shown_to(work: Workplace, case_id: int, proposer: str = "") -> PreReply:
    """The last draft of this round shown to that proposer, by default the first one. Raises Refused if none was shown."""
    case = get_case(work, case_id)
    name = _proposer(case, proposer)
    shown = last_shown(PRE_REPLIES.of(work.store, case_id, round=current_round(work, case).number))
    if name not in shown:
        raise Refused(f"答复稿还没有送{name}看", "请先登记送看")
    return shown[name]


def still_to_show(work: Workplace, case: Case) -> tuple[str, ...]:
    """The proposers to whom the place wants the draft shown, and whose consent or settled wish is not recorded yet."""
    wanted = asked_for(rules_of(work, case).required.pre_reply, [one.name for one in case.proposers])
    shown = last_shown(PRE_REPLIES.of(work.store, case.id, round=current_round(work, case).number))
    return tuple(name for name in wanted if name not in shown or not shown[name].is_over)


def _proposer(case: Case, name: str) -> str:
    if not case.handling_role.answers_proposer:
        raise Refused("会办件由主办单位答复提案者", "会办件没有预答复")
    return named_proposer(case, name)


def _round_with_draft(work: Workplace, case: Case) -> int:
    number, letter = current_round(work, case).number, letter_of(work, case)
    if letter is None or letter.round != number:
        raise Refused("还没有答复稿，没有可以给提案者看的", "请先拟写答复")
    return number


def _known(work: Workplace, pre_reply_id: int) -> PreReply:
    found = PRE_REPLIES.by_id(work.store, pre_reply_id)
    if found is None:
        raise Refused(f"没有序号为 {pre_reply_id} 的预答复登记", "请先列出登记，核对序号")
    return found
