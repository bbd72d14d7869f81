"""What a case waits for 「在等什么」, in one sentence: for whom, for what, and for how many days.

Derived from status, role and records, never stored. What bars a gate is not asked here: `Waiting.gate` says where it matters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from desktop.domain.case.case import HandlingRole
from desktop.domain.case.next_step import next_step
from desktop.domain.case.status import Status as S  # noqa: N817 - the tables read as tables
from desktop.domain.words.dates import days_left_words, short_date


class Waiting(NamedTuple):
    """The sentence: what it waits for first, and what besides; both "" while it is not known.

    `gate`: the status whose readiness has the last word, None where none has.
    """

    first: str = ""
    besides: str = ""
    gate: S | None = None

    @property
    def words(self) -> str:
        return self.first + self.besides


UNKNOWN = Waiting()


class AwaitedOpinions(NamedTuple):
    """The co-handling units that were asked and have not answered, in the order asked; days are those of the first.

    `chases` counts the reminders to all of them.
    """

    units: tuple[str, ...]
    asked_at: date
    due_at: date | None = None
    chases: int = 0


@dataclass(frozen=True, slots=True)
class OpenPromises:
    """The promises that are not kept yet, and the earliest day named for one (None = no day)."""

    count: int
    due_at: date | None = None


class LastMove(NamedTuple):
    """The move to the present status: its day, and whether it sent the draft back 「退改」."""

    day: date
    sent_back: bool = False


class People(NamedTuple):
    """Who acts for the case, in the words of its fields; "" = not known."""

    officer: str = ""
    section: str = ""
    leader: str = ""
    signer: str = ""  # named in the letter of the present round
    lead_unit: str = ""
    assigning_office: str = ""


def deputy_label(officer: str, absent: str) -> str:
    """「何一苇（代林越）」; the officer alone where nobody is absent."""
    return f"{officer}（代{absent}）" if absent else officer


class WaitFacts(NamedTuple):
    """What the sentence depends on. Records are those of the present round; the defaults have no effect.

    `contacts` are real ones, `excused` says that one was waived 「免予沟通」.
    `sections`: lengths of the letter's sections, () without a letter. `outstanding`: signers whose form is not back; `sent_at`: the
    day on which the first of these was sent, None while none is out; `shown_at`: the day on which the draft was shown to a proposer
    「预答复」 who has not answered. `lead`: number of the case whose letter answers this one.
    """

    status: S
    role: HandlingRole
    today: date
    people: People = People()
    assigned_at: date | None = None
    acknowledged_at: date | None = None
    replied_at: date | None = None
    move: LastMove | None = None
    paused_since: date | None = None
    pause_reason: str = ""
    lead: str = ""
    opinions: AwaitedOpinions | None = None
    not_asked: tuple[str, ...] = ()
    contacts: int = 0
    excused: bool = False
    sections: tuple[int, ...] = ()
    needs_feedback: bool = True
    dissatisfied: bool = False
    outstanding: int = 0
    sent_at: date | None = None
    shown_at: date | None = None
    promises: OpenPromises | None = None


def waiting_of(facts: WaitFacts) -> Waiting:
    """The sentence for a case with these facts; never without words."""
    running = not (facts.status.is_replied or facts.status.is_end)
    if running and facts.paused_since:
        reason = f"：{facts.pause_reason.strip()}" if facts.pause_reason.strip() else "，等恢复"
        return Waiting(f"暂停计时（{_nth(facts, facts.paused_since)}）{reason}")
    if running and facts.lead and (facts.status.is_of_letter or _ready_to_draft(facts)):
        return Waiting(f"随第{facts.lead}号一并答复")
    writing = facts.status is S.DRAFTING and not _is_sent_back(facts)
    if facts.role.answers_proposer and facts.opinions and (writing or _ready_to_draft(facts)):
        return Waiting(_for_opinions(facts, facts.opinions), _unasked(facts))
    if facts.role.answers_proposer and facts.shown_at and writing:
        return Waiting(f"等提案者对答复稿的意见（{_since(facts, facts.shown_at, '送')}）")
    return Waiting(_OF_STATUS[facts.status](facts), _besides(facts), _gate(facts))


def _gate(facts: WaitFacts) -> S | None:
    """The next status, where the case stands before a gate with its letter in the house."""
    step = next_step(facts.role, facts.status) if facts.status in _BEFORE_A_GATE else None
    return step.to if step else None


_BEFORE_A_GATE = frozenset({S.LEADER_REVIEW, S.SIGNED_OFF, S.NUMBERED})
_BEFORE_THE_DRAFT = frozenset({S.DISTRIBUTED, S.CONTACTING, S.REHANDLING})
_IN_REVIEW = frozenset({S.SECTION_REVIEW, S.OFFICE_REVIEW, S.COUNTERSIGN, S.LEADER_REVIEW})
_UNITS_TO_ASK = frozenset({S.DISTRIBUTED, S.CONTACTING, S.DRAFTING})
_OPINIONS_MATTER = _BEFORE_THE_DRAFT | _IN_REVIEW | {S.SIGNED, S.DRAFTING}


def _ready_to_draft(facts: WaitFacts) -> bool:
    return facts.status in _BEFORE_THE_DRAFT and bool(_contacted(facts))


def _is_sent_back(facts: WaitFacts) -> bool:
    return facts.move is not None and facts.move.sent_back


# Parts of sentences.
def _nth(facts: WaitFacts, since: date) -> str:
    """「第 5 天」, the day itself being the first."""
    return f"第 {max((facts.today - since).days, 0) + 1} 天"


def _days(facts: WaitFacts, since: date | None, what: str = "") -> str:
    """「（签收第 2 天）」; "" without the day."""
    return f"（{what}{_nth(facts, since)}）" if since else ""


def _moved(facts: WaitFacts, what: str = "") -> str:
    return _days(facts, facts.move.day if facts.move else None, what)


def _officer(facts: WaitFacts) -> str:
    return facts.people.officer or "经办人"


def _lead_unit(facts: WaitFacts) -> str:
    return facts.people.lead_unit or "主办单位"


def _named(units: tuple[str, ...]) -> str:
    return units[0] + (f"等 {len(units)} 家" if len(units) > 1 else "")


def _for_opinions(facts: WaitFacts, opinions: AwaitedOpinions) -> str:
    notes = [f"已催 {opinions.chases} 次"] if opinions.chases else []
    notes.append(_nth(facts, opinions.asked_at))
    if opinions.due_at and opinions.due_at < facts.today:
        notes.append(days_left_words((opinions.due_at - facts.today).days))
    return f"等{_named(opinions.units)}的会办意见（{'，'.join(notes)}）"


def _besides(facts: WaitFacts) -> str:
    """What is awaited besides: units that have not answered, or were never asked."""
    if not facts.role.answers_proposer:
        return ""
    if facts.opinions and facts.status in _OPINIONS_MATTER:
        return f"，另等{_named(facts.opinions.units)}的会办意见"
    if facts.shown_at and facts.status in _IN_REVIEW:
        return "，另等提案者对答复稿的意见"
    return _unasked(facts)


def _unasked(facts: WaitFacts) -> str:
    wanted = facts.not_asked and facts.status in _UNITS_TO_ASK
    return f"，还没有征求{_named(facts.not_asked)}的意见" if wanted else ""


# One sentence for each status.
def _distributed(facts: WaitFacts) -> str:
    if not facts.role.answers_proposer:
        return f"等{_officer(facts)}起草会办意见"
    return _after_contact(facts) or f"等{_officer(facts)}联系提案者" + _moved(facts, "分办")


def _contacting(facts: WaitFacts) -> str:
    return _after_contact(facts) or f"等{_officer(facts)}与提案者沟通，还没有沟通记录"


def _rehandling(facts: WaitFacts) -> str:
    return "二次办理，" + (_after_contact(facts) or f"等{_officer(facts)}再次与提案者沟通")


def _after_contact(facts: WaitFacts) -> str:
    done = _contacted(facts)
    return f"{done}，等{_officer(facts)}拟稿" if done else ""


def _contacted(facts: WaitFacts) -> str:
    return f"已沟通 {facts.contacts} 次" if facts.contacts else "免予沟通" if facts.excused else ""


def _drafting(facts: WaitFacts) -> str:
    if _is_sent_back(facts):
        return f"已退改，等{_officer(facts)}修改" + _moved(facts)
    empty = next((place for place, length in enumerate(facts.sections, 1) if not length), 0)
    if empty:
        return f"等{_officer(facts)}写第 {empty} 节，共 {len(facts.sections)} 节"
    what = "拟稿" if facts.role.answers_proposer else "起草会办意见"
    return "稿子写好了，等送科室核稿" if facts.sections else f"等{_officer(facts)}{what}"


def _leader_review(facts: WaitFacts) -> str:
    return f"等{facts.people.signer or facts.people.leader or '领导'}签发" + _moved(facts)


def _signed_off(facts: WaitFacts) -> str:
    what = "编号用印" if facts.role.answers_proposer else f"报送{_lead_unit(facts)}"
    return f"等{what}" + _moved(facts, "签发")


def _feedback(facts: WaitFacts) -> str:
    if facts.dissatisfied:
        return "提案者不满意，等二次办理，或登记同意办结"
    if not facts.needs_feedback:
        return "已答复，等办结"
    if not facts.outstanding:
        return "反馈已收齐，等办结"
    if facts.sent_at is None:
        return "等送征询意见表" + (
            f"（{_since(facts, facts.replied_at, '答复')}）" if facts.replied_at else ""
        )
    more = f"还差 {facts.outstanding} 份，" if facts.outstanding > 1 else ""
    return f"等提案者反馈（{more}{_since(facts, facts.sent_at, '寄出')}）"


def _since(facts: WaitFacts, day: date, what: str) -> str:
    """「已寄出 12 天」「今天寄出」."""
    days = (facts.today - day).days
    return f"已{what} {days} 天" if days > 0 else f"今天{what}"


def _closed(facts: WaitFacts) -> str:
    if facts.promises and facts.role.answers_proposer:
        return f"还有 {facts.promises.count} 项承诺没有兑现，等列入跟踪"
    return "等归档"


def _followup(facts: WaitFacts) -> str:
    promises = facts.promises
    if promises is None:
        return "承诺都已兑现，等归档"
    if promises.due_at is None:
        return f"等兑现 {promises.count} 项承诺"
    left = days_left_words((promises.due_at - facts.today).days)
    return f"等兑现 {promises.count} 项承诺（最近 {short_date(promises.due_at)}，{left}）"


_OF_STATUS: dict[S, Callable[[WaitFacts], str]] = {
    S.ASSIGNED: lambda facts: "等签收" + _days(facts, facts.assigned_at, "交办"),
    S.SIGNED: lambda facts: f"等分办到{facts.people.section or '科室'}" + _days(facts, facts.acknowledged_at, "签收"),
    S.RETURN_REQUESTED: lambda facts: f"等{facts.people.assigning_office or '交办单位'}批复退回" + _moved(facts),
    S.RETURNED: lambda _facts: "已退回，不再办理",
    S.DISTRIBUTED: _distributed,
    S.CONTACTING: _contacting,
    S.DRAFTING: _drafting,
    S.SECTION_REVIEW: lambda facts: f"等{facts.people.section or '科室'}核稿" + _moved(facts),
    S.OFFICE_REVIEW: lambda facts: "等办公室核稿" + _moved(facts),
    S.COUNTERSIGN: lambda facts: "等会签" + _moved(facts),
    S.LEADER_REVIEW: _leader_review,
    S.SIGNED_OFF: _signed_off,
    S.NUMBERED: lambda facts: "等寄出答复" + _moved(facts, "编号"),
    S.REPLIED: _feedback,
    S.SENT_TO_LEAD: lambda facts: f"会办意见已报{_lead_unit(facts)}，等办结",
    S.FEEDBACK_WAIT: _feedback,
    S.REHANDLING: _rehandling,
    S.CLOSED: _closed,
    S.FOLLOWUP: _followup,
    S.ARCHIVED: lambda _facts: "已归档，没有要办的事",
    S.WITHDRAWN: lambda _facts: "已撤案，不再办理",
}  # fmt: skip
