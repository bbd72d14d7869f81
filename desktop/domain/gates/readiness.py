"""Readiness 「还差什么」: everything missing for a step, which clause asks for it, who may pass it, and how to mend it.

The one function that every move, the verb `ready`, the next step and the window read (DOMAIN 3.4 to 3.10, 5.5, decision 0010).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.domain.case.case import Ask
from desktop.domain.case.case_field import REPLY_FIELDS
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.reply import ReplyFields
from desktop.domain.case.status import Status as S  # noqa: N817 - the tables read as tables
from desktop.domain.errors import Refused
from desktop.domain.gates.gate_facts import GateFacts
from desktop.domain.gates.letter_fields import SIGNING_BASIS, basis_of_field, wanted_fields
from desktop.domain.gates.standing import GateStep, gate_step
from desktop.domain.letter.bracketed import bracketed
from desktop.domain.letter.unwritten import LetterGap, open_marks
from desktop.domain.records.co_opinion import CoOpinion
from desktop.domain.records.contact import ContactWay, contact_met
from desktop.domain.records.feedback import outstanding
from desktop.domain.records.pre_reply import DraftAnswer, PreReply, asked_for, last_shown
from desktop.domain.records.review import ReviewStage, Verdict, open_remarks
from desktop.domain.rules.clock import ClockName
from desktop.domain.rules.locality import SignerLevel
from desktop.domain.words.dates import chinese_date
from desktop.domain.words.shortened import first_few, shortened

_LONGEST_QUOTE = 30
"""Characters of an ask or a remark that a finding quotes."""
_SECRECY_BASIS = "政府信息公开条例第十七条：公开前须经审查"
_CUSTOM = "通行做法"
_NAMED = 3
"""Findings that a refusal names on one line."""


class Need(StrEnum):
    """What a finding is about."""

    DRAFT = "draft"
    UNWRITTEN = "unwritten"
    FIELD = "field"
    CONTACT = "contact"
    PRE_REPLY = "pre_reply"
    ASK = "ask"
    RESULT = "result"
    SIGNER = "signer"
    DISCLOSURE = "disclosure"
    SECRECY = "secrecy"
    OPINION = "opinion"
    REMARK = "remark"
    SIGN_OFF = "sign_off"
    ANSWER_DAY = "answer_day"
    FEEDBACK = "feedback"
    FOLLOWUP = "followup"
    CONSENT = "consent"
    EXAMINATION = "examination"
    OUT = "out"  # an answered case that would leave the count


@dataclass(frozen=True, slots=True)
class Passing:
    """How a finding may be passed 「免过」: by whom, with which reason; `approver`: somebody else must authorise it."""

    by: str
    reason: str
    approver: bool = False

    @property
    def label(self) -> str:
        return f"{self.by}可以免过：{self.reason}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `must`: it bars `step` and all later ones; otherwise a reminder.

    `key` says which one of its kind (a field, a section, an ask, a unit). `passing` is None where no reason helps. `passed`
    names reason and person of a finding that was passed; such a one bars nothing. `of` and `number` are those of a merged case
    「并案」 that it is about; 0 and "" if it is about the case itself.
    """

    need: Need
    words: str
    must: bool = True
    basis: str = ""
    remedy: str = ""
    key: str = ""
    step: GateStep = GateStep.SIGNING
    passing: Passing | None = None
    passed: str = ""
    of: int = 0
    number: str = ""


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with those that bar first and those that were passed last."""
    return tuple(sorted(findings, key=lambda one: (not one.must, bool(one.passed))))


class NotReady(Refused):
    """A step is barred: `findings` are what is missing, never empty. `str(error)` lists them all, `remedy` names some."""

    def __init__(self, barred: str, findings: tuple[Finding, ...]) -> None:
        self.barred, self.findings = barred, findings
        if len(findings) == 1:
            super().__init__(f"{barred}：{findings[0].words}", findings[0].remedy)
            return
        named = first_few([one.words for one in findings], _NAMED, "；")
        super().__init__(f"{barred}，还差 {len(findings)} 项", named)

    def __str__(self) -> str:
        if len(self.findings) == 1:
            return super().__str__()
        lines = (f"  □ {one.words}" + (f"（{one.basis}）" if one.basis else "") for one in self.findings)
        return "\n".join((f"{self.barred}，还差 {len(self.findings)} 项：", *lines))


def readiness(facts: GateFacts, end: S) -> tuple[Finding, ...]:
    """Everything missing or open for the step of `end` and those before it; what bars comes first. () if nothing is.

    What a case had before it came into the store with a status 「收件」 is not asked for again.
    """
    if end in _LEAVING:
        return tuple(_way_out(facts, end))
    last, entered = gate_step(end), facts.standing.entered
    found = (one for gate in _gates(facts) for one in gate(facts))
    due = (one for one in found if entered < one.step <= last)
    return in_order(map(_passed(facts), (*due, *_answer_day(facts, end))))


def barring(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that bar the step."""
    return tuple(one for one in findings if one.must)


def require_ready(facts: GateFacts, end: S) -> None:
    """Raise NotReady if something bars the step of `end`."""
    missing = barring(readiness(facts, end))
    if missing:
        raise NotReady(f"不能流转到“{end.label}”", missing)


def _answer_day(facts: GateFacts, end: S) -> Iterator[Finding]:
    """What comes after the answer needs its day, which figures are computed from; a case that came in answered is asked too."""
    if gate_step(end) < GateStep.ANSWERING or end in _SENDING or facts.case.replied_at:
        return
    sent = S.REPLIED if facts.answers else S.SENT_TO_LEAD
    known = facts.case.status.is_replied
    yield Finding(
        Need.ANSWER_DAY,
        f"没有{sent.label}的日期" if known else f"还没有登记“{sent.label}”",
        basis="办复率、按时办复率按答复日期计算",
        remedy="请查实后填写答复日期" if known else f"请先流转到“{sent.label}”，写明实际的日期",
        step=GateStep.ANSWERING,
    )


_SENDING = frozenset({S.REPLIED, S.SENT_TO_LEAD})
_LEAVING = frozenset({S.RETURN_REQUESTED, S.RETURNED, S.WITHDRAWN})
Gate = Callable[[GateFacts], Iterator[Finding]]


def _passed(facts: GateFacts) -> Callable[[Finding], Finding]:
    def marked(one: Finding) -> Finding:
        if not one.must or one.passing is None or one.need is Need.CONTACT:
            return one  # that no contact is needed is recorded among the contacts and stands or falls there
        waiver = facts.waiver(one.need, one.key)
        if waiver is None or (one.passing.approver and not waiver.approved_by.strip()):
            return one
        by = f"{waiver.approved_by}同意" if waiver.approved_by else waiver.who
        words = "，".join(part for part in (waiver.reason, by) if part)
        return replace(one, must=False, remedy="", passed=words)

    return marked


def _way_out(facts: GateFacts, end: S) -> Iterator[Finding]:
    if facts.standing.sent:
        yield Finding(
            Need.OUT,
            f"答复已经发出，不能{'撤案' if end is S.WITHDRAWN else '退回'}",
            basis="已答复的件都要计入办理统计",
            remedy="提案者不满意的，请二次办理；同意办结的，请登记同意办结",
        )


def _gates(facts: GateFacts) -> tuple[Gate, ...]:
    """What is asked of this kind of role, in the order of handling."""
    if facts.answers:
        return (
            _draft,
            _fields,
            _contact,
            _asks,
            _result,
            _disclosure,
            _signer,
            _opinions,
            _remarks,
            _sign_off,
            _pre_reply,
            _examined,
            _feedback,
            _followup,
        )
    return (_draft, _fields, _signer, _remarks, _sign_off)


# The letter: a draft, nothing left open in it, its fields.
def _draft(facts: GateFacts) -> Iterator[Finding]:
    letter, what = facts.letter, "答复稿" if facts.answers else "会办意见"
    if letter is None or not letter.is_written:
        again = "本轮" if facts.case.id and letter is None and facts.standing.sent else ""
        yield Finding(Need.DRAFT, f"还没有{again}{what}", basis=facts.rules.basis, remedy="请先撰写正文")
        return
    for gap in letter.gaps:
        yield _gap(gap)


def _gap(gap: LetterGap) -> Finding:
    if not gap.marks:
        words, basis = f"“{gap.label}”还没有写", "模板的必备部分"
        return Finding(Need.UNWRITTEN, words, basis=basis, remedy="请写完这一节", key=gap.key)
    marks = "、".join(gap.marks)
    passing = Passing("经办人", "写明这些确是正文用字，不是空着的地方")
    return Finding(
        Need.UNWRITTEN,
        f"“{gap.label}”还有没填的空：{shortened(bracketed(marks), _LONGEST_QUOTE)}",
        basis="核稿通行规则",
        remedy="请把空着的地方填好",
        key=f"{gap.key}:{marks}",
        passing=passing,
    )


_STEP_OF_FIELD = {"document_number": GateStep.NUMBERING, "issue_date": GateStep.ANSWERING}


def _fields(facts: GateFacts) -> Iterator[Finding]:
    """What is not filled in. A case without a letter in the store lacks those that come after the sign-off as well."""
    fields = facts.letter.fields if facts.letter else ReplyFields()
    for key in wanted_fields(facts):
        value, step = getattr(fields, key), _STEP_OF_FIELD.get(key, GateStep.SIGNING)
        marks = open_marks(value) if isinstance(value, str) else ()
        if (value and not marks) or (facts.letter is None and step is GateStep.SIGNING):
            continue
        label = REPLY_FIELDS[key].label
        by_number = Passing("经办人", "写明这一件为什么不编号") if key == "document_number" else None
        yield Finding(
            Need.FIELD,
            f"{label}还没有填好：{'、'.join(marks)}" if marks else f"还没有填写{label}",
            basis=basis_of_field(facts, key),
            remedy=f"请填写{label}",
            key=key,
            step=step,
            passing=by_number,
        )


# Contact with the proposer, the asks, the result.
def _contact(facts: GateFacts) -> Iterator[Finding]:
    """What is missing of the contact before the sign-off; a contact dated after it is none."""
    required, number = facts.rules.required, max((one.round for one in facts.contacts), default=1)
    in_time = [one for one in facts.contacts if facts.signed_on is None or one.day <= facts.signed_on]
    real = [one for one in in_time if one.way is not ContactWay.WAIVED]
    if contact_met(required.contact, real, number):
        return
    approver = required.contact_waiver_by
    by = approver.label if approver else "经办人"
    waived = next((one for one in in_time if one.way is ContactWay.WAIVED and one.points.strip()), None)
    agreed = facts.waiver(Need.CONTACT)
    words = f"本轮沟通不够：要求{required.contact.label}"
    if waived and (approver is None or (agreed and agreed.approved_by.strip())):
        passed = f"{waived.points}（{waived.way.label}）"
        yield Finding(Need.CONTACT, words, False, required.basis, passed=passed)
        return
    yield Finding(
        Need.CONTACT,
        words,
        basis=required.basis,
        remedy="请登记沟通情况，或登记免予沟通的原因",
        passing=Passing(by, "写明免予沟通的原因，例如委员本人提出不需要走访", approver is not None),
    )


def _asks(facts: GateFacts) -> Iterator[Finding]:
    for ask in facts.case.asks:
        tied = ask.section_in(facts.round)
        if (tied and (facts.letter is None or tied in facts.letter.sections)) or _tied_before(facts, ask):
            continue
        yield Finding(
            Need.ASK,
            f"第 {ask.number} 条建议还没有对应的答复：{shortened(ask.text, _LONGEST_QUOTE)}",
            facts.rules.required.every_ask_answered,
            facts.rules.required.basis,
            "请把这条建议对应到答复的一节",
            str(ask.number),
            passing=Passing("经办人", "写明这一条为什么不逐条答复"),
        )


def _tied_before(facts: GateFacts, ask: Ask) -> bool:  # a letter signed when ties did not say their round
    return facts.standing.is_signed and facts.round > 1 and bool(ask.section_in(1))


def _result(facts: GateFacts) -> Iterator[Finding]:
    code = facts.letter.fields.handling_result if facts.letter else ""
    result = facts.channel.result(code)
    if code and result is None:
        remedy = f"请选{'、'.join(one.label for one in facts.channel.choices)}"
        yield Finding(Need.RESULT, f"办理结果“{code}”不在本地的分类里", True, facts.channel.basis, remedy)
    said = f"办理结果为“{result.label}”" if result else ""
    if result and result.must_name:
        yield _hint(Need.RESULT, f"{said}，请核对：{result.must_name}")
    if result and result.needs_followup and not facts.promises:
        yield _hint(Need.RESULT, f"{said}，还没有登记承诺事项")


def _hint(
    need: Need, words: str, basis: str = "", *, key: str = "", step: GateStep = GateStep.SIGNING
) -> Finding:
    return Finding(need, words, False, basis, key=key, step=step)


# The disclosure review with its secrecy review.
def _disclosure(facts: GateFacts) -> Iterator[Finding]:
    record, basis = facts.disclosure, facts.rules.disclosure.basis
    remedy = "请登记公开审查：审查人、日期和结论"
    if record is None or not record.reviewer.strip():
        yield Finding(Need.DISCLOSURE, "还没有公开审查的记录", basis=basis, remedy=remedy)
        return
    chosen = facts.letter.fields.disclosure if facts.letter else None
    if chosen is not record.decision:
        words = (
            f"公开属性写的是“{chosen.label if chosen else '空'}”，公开审查的结论是“{record.decision.label}”"
        )
        yield Finding(Need.DISCLOSURE, words, basis=basis, remedy="请重新登记公开审查")
    if facts.signed_on and record.decided_at > facts.signed_on:
        days = f"公开审查日期{chinese_date(record.decided_at)}晚于签发日期{chinese_date(facts.signed_on)}"
        yield _hint(Need.DISCLOSURE, f"{days}，请核对", basis, key="late")
    yield from _secrecy(facts, record.decision, record.reviewer.strip(), record.secrecy_reviewer.strip())


def _secrecy(facts: GateFacts, decision: Disclosure, reviewer: str, secrecy: str) -> Iterator[Finding]:
    wanted = decision is Disclosure.PROACTIVE or facts.rules.required.secrecy_review
    if wanted and not secrecy:
        remedy = "请在公开审查里写明保密审查人"
        yield Finding(Need.SECRECY, "还没有保密审查的记录", basis=_SECRECY_BASIS, remedy=remedy)
    if secrecy and secrecy == reviewer:
        remedy = "请由另一位同志作保密审查"
        yield Finding(Need.SECRECY, f"公开审查和保密审查是同一个人：{secrecy}", basis=_CUSTOM, remedy=remedy)


# Who signs, and that somebody signed.
def _signer(facts: GateFacts) -> Iterator[Finding]:
    signing, level = facts.rules.signing, facts.signer_level
    basis = signing.basis or SIGNING_BASIS
    if level is SignerLevel.DEPUTY or not facts.answers:
        money = "，涉及项目和资金的由主要领导签发" if signing.money is SignerLevel.PRINCIPAL else ""
        yield _hint(Need.SIGNER, f"由{SignerLevel.DEPUTY.label}签发{money}", basis)
        return
    signer = facts.letter.fields.signer.strip() if facts.letter else ""
    if _signed_by_principal(facts, signer):
        return
    yield Finding(
        Need.SIGNER,
        f"要由{level.label}签发，还没有{level.label}签发的记录",
        basis=basis,
        remedy=f"请登记{level.label}的签发，或登记授权签发的原因",
        passing=Passing(level.label, "授权他人签发，写明原因和授权的领导", approver=True),
    )


def _signed_by_principal(facts: GateFacts, signer: str) -> bool:
    """True if the last sign-off record is the principal's, of the present draft, and of the person whom the letter names."""
    last = next((one for one in reversed(facts.reviews) if one.stage is ReviewStage.LEADER), None)
    if last is None or last.verdict is not Verdict.PASSED or last.signer_level is not SignerLevel.PRINCIPAL:
        return False
    if last.draft < facts.draft:
        return False
    return not signer or last.reviewer.strip() == signer


def _remarks(facts: GateFacts) -> Iterator[Finding]:
    for remark in open_remarks(facts.remarks):
        words = f"修改意见还没有处理：{shortened(remark.text, _LONGEST_QUOTE)}"
        yield Finding(Need.REMARK, words, True, SIGNING_BASIS, "请照改，或写明不改的理由", str(remark.id))


def _sign_off(facts: GateFacts) -> Iterator[Finding]:
    if not facts.standing.is_signed:
        yield Finding(
            Need.SIGN_OFF,
            "还没有签发",
            basis=facts.rules.signing.basis or SIGNING_BASIS,
            remedy="请先流转到“已签发”",
            step=GateStep.NUMBERING,
        )
    elif facts.letter and facts.issued is not None and facts.letter.text != facts.issued:
        yield Finding(
            Need.SIGN_OFF,
            "签发以后正文改过",
            basis=facts.rules.signing.basis or SIGNING_BASIS,
            remedy="请退回待签发，重新签发",
            key="text",
        )


# The draft shown to the proposers before it is sent.
def _pre_reply(facts: GateFacts) -> Iterator[Finding]:
    required, shown = facts.rules.required, last_shown(facts.pre_replies)
    for name in asked_for(required.pre_reply, [proposer.name for proposer in facts.case.proposers]):
        words, remedy = _open_pre_reply(name, shown.get(name))
        if words:
            passing = Passing("分管领导", "写明不先给提案者看稿的原因，例如联系不上", approver=True)
            step = GateStep.ANSWERING
            yield Finding(Need.PRE_REPLY, words, True, required.basis, remedy, name, step, passing)
        elif shown[name].answer is DraftAnswer.AGREES and shown[name].draft < facts.draft:
            old = f"{name}同意的是第 {shown[name].draft} 稿，现在是第 {facts.draft} 稿"
            yield _hint(Need.PRE_REPLY, old, required.basis, key=name, step=GateStep.ANSWERING)


def _open_pre_reply(name: str, shown: PreReply | None) -> tuple[str, str]:
    """What is missing of the 预答复 to that proposer, and how to mend it; "" if nothing is."""
    if shown is None:
        return f"答复稿还没有先给{name}看过（预答复）", "请把答复稿送提案者看，登记日期和意见"
    if shown.is_over:
        return "", ""
    if shown.answer is DraftAnswer.WISHES:
        return f"{name}对答复稿有意见，还没有写明怎样处理", "请写明怎样处理，或改好后再送提案者看"
    return f"答复稿已送{name}看，还没有答复", "请登记提案者的意见"


# Co-handling units, and what the proposers say to the reply.
_LEFT_OUT = Passing("经办人", "写明这份意见为什么不并入答复")


def _opinions(facts: GateFacts) -> Iterator[Finding]:
    basis = next((clock.basis for clock in facts.rules.clocks_named(ClockName.CO_OPINION)), facts.rules.basis)
    for opinion in facts.opinions:
        words, came = _open_opinion(opinion), opinion.received_at is not None
        remedy, passing = ("请并入答复，或写明为什么不采用", _LEFT_OUT) if came else ("", None)
        if words:
            yield Finding(Need.OPINION, words, came, basis, remedy, opinion.unit, passing=passing)


def _open_opinion(opinion: CoOpinion) -> str:
    if opinion.is_awaited:
        return f"“{opinion.unit}”的会办意见还没有收到"
    if opinion.received_at is None:
        return f"交办单上的会办单位“{opinion.unit}”还没有征求意见"
    return "" if opinion.merged_into else f"“{opinion.unit}”的会办意见还没有并入答复"


def _examined(facts: GateFacts) -> Iterator[Finding]:
    """The points that the last examination returned, until the letter is signed anew or an examination passes it."""
    for point in facts.returned:
        yield Finding(
            Need.EXAMINATION,
            f"答复审查退回的问题还没有改：{point.label}（{shortened(point.reason, _LONGEST_QUOTE)}）",
            basis=_CUSTOM,
            remedy="请退回拟稿改好，重新签发；审查单位已经认可的，请登记通过的答复审查",
            key=point.key,
            step=GateStep.CLOSING,
        )


def _feedback(facts: GateFacts) -> Iterator[Finding]:
    basis = next((clock.basis for clock in facts.rules.clocks_named(ClockName.REHANDLING)), facts.rules.basis)
    for name in facts.dissatisfied:
        yield Finding(
            Need.CONSENT,
            f"{name}不满意，没有二次办理，也没有同意办结的记录",
            basis=basis,
            remedy="请二次办理，或登记提案者同意办结的日期和原话",
            key=name,
            step=GateStep.CLOSING,
        )
    names = [proposer.name for proposer in facts.case.proposers] if facts.case.needs_feedback else []
    waited = outstanding(names, facts.forms)
    if waited:
        yield _hint(Need.FEEDBACK, f"征询意见表还没有收回：{'、'.join(waited)}", step=GateStep.CLOSING)


def _followup(facts: GateFacts) -> Iterator[Finding]:
    """Promises that are open at the archiving, and kept ones of which the proposer has not been told."""
    for one in facts.promises:
        if one.kept_at is None or not one.told_in:
            state = "已兑现，还没有落实情况复函" if one.kept_at else "还没有兑现"
            words = f"承诺“{shortened(one.text, _LONGEST_QUOTE)}”{state}"
            yield _hint(Need.FOLLOWUP, words, facts.rules.basis, key=str(one.id), step=GateStep.ARCHIVING)
