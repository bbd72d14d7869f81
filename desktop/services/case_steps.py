"""The next step of a case as a form: what is still missing, what the step asks for, and what it records.

One form a step, with what is likely filled in; taking the step stores all of it in one transaction, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from desktop.domain.case.case import Case
from desktop.domain.case.case_field import CASE_FIELDS
from desktop.domain.case.event import NoteWords
from desktop.domain.case.field import Field, FieldKind, choice_field, date_field, text_field
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.case.moves import needs_reason
from desktop.domain.case.next_step import move_label
from desktop.domain.case.reply import ReplyFields
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.forms.form_template import FormKind
from desktop.domain.gates.lacking import gate_before, lacking_before
from desktop.domain.gates.readiness import Finding
from desktop.domain.gates.standing import gate_step
from desktop.domain.letter.document_number import following_number
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.domain.rules.locality import SignerLevel
from desktop.services.cases.cases import get_case, set_fields
from desktop.services.cases.clocks import current_round
from desktop.services.gates.issued_letter import present_draft
from desktop.services.gates.joint_letter import letter_of
from desktop.services.gates.readiness import readiness, signer_level
from desktop.services.handling.archive import check_archive
from desktop.services.handling.feedback import forms_of, send_forms
from desktop.services.handling.progress import move_case, next_step
from desktop.services.handling.reviews import finish_review, reviews_of
from desktop.services.office.workplace import Workplace
from desktop.services.paper.forms import forms_for
from desktop.services.writing.drafting import open_reply, save_reply
from desktop.store.letters.last_entries import last_note, last_number, last_signer

Values = Mapping[str, Any]
Rows = tuple[tuple[Field, ...], ...]

_DAY = "day"
_SENT_BY = "寄出方式："
_WAYS = ("邮寄", "当面送交", "网上系统", "公文交换", "电子邮件")


@dataclass(frozen=True, slots=True)
class StepForm:
    """One step of one case. `rows`: the fields to fill, with `texts` filled in; () if the step needs none.

    `lacking`: what is still missing; it bars the step if `is_barred`, else it is named only. `reminders`: what else should be seen
    first, in words. `records`: what taking the step writes, in one line.
    """

    case: Case
    to: Status
    lacking: tuple[Finding, ...] = ()
    reminders: tuple[str, ...] = ()
    rows: Rows = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    records: str = ""

    @property
    def label(self) -> str:
        return move_label(self.to)

    @property
    def gate(self) -> Status:
        """The status whose readiness has been looked at."""
        return gate_before(self.to)

    @property
    def is_barred(self) -> bool:
        return bool(self.lacking) and self.gate is self.to

    @property
    def asks(self) -> bool:
        """True if the officer should see the form before the step is taken."""
        return bool(self.rows or self.lacking or self.reminders)


class _Asked(NamedTuple):
    """What one kind of step asks for."""

    rows: Rows
    texts: Mapping[str, str]
    records: str
    reminders: tuple[str, ...] = ()


def step_form(work: Workplace, case_id: int, to: Status | None = None) -> StepForm | None:
    """The form of the move to `to`, by default of the next step; None for a final status without one."""
    case = get_case(work, case_id)
    if to is None:
        step = next_step(work, case)
        if step is None:
            return None
        to = step.to
    found = readiness(work, case, gate_before(to)) if gate_step(gate_before(to)) else ()
    blank = StepForm(case, to, lacking_before(to, found))
    if blank.is_barred or to not in _FORMS:
        return blank
    asked = _FORMS[to][0](work, case, found)
    if asked is None:
        return blank
    return replace(
        blank, rows=asked.rows, texts=asked.texts, records=asked.records, reminders=asked.reminders
    )


def take_step(work: Workplace, case_id: int, to: Status, values: Values) -> Case:
    """Move the case as its form was filled in; what the form asked for is recorded with it.

    Raises Refused for what is missing in the form, and as `move_case` does.
    """
    case = get_case(work, case_id)
    take = _FORMS[to][1] if to in _FORMS and values else _move
    with work.store.writing():
        return take(work, case, to, values)


def _move(work: Workplace, case: Case, to: Status, values: Values) -> Case:
    return move_case(work, case.id, to, str(values.get("note") or ""), day=values.get(_DAY))


def written_fields(fields: ReplyFields, to: Status, values: Values, today: date) -> ReplyFields:
    """The fields of the letter after that step: who signed, on which day it is dated, its number.

    The day of a letter is that of the signature (党政机关公文处理工作条例 第九条, GB/T 9704-2012, 7.3.5.4).
    """
    if to is Status.SIGNED_OFF and values:
        dated = fields.issue_date or values[_DAY] or today
        return replace(fields, signer=str(values["signer"]).strip(), issue_date=dated)
    if to is Status.NUMBERED and values:
        return replace(fields, document_number=str(values["number"]).strip())
    return fields


def _write_fields(work: Workplace, case: Case, to: Status, values: Values, why: str) -> None:
    reply = open_reply(work, case.id)
    fields = written_fields(reply.fields, to, values, work.today)
    if fields != reply.fields:
        save_reply(work, replace(reply, fields=fields), why=why)


def _choice(key: str, label: str, names: tuple[str, ...]) -> Field:
    return Field(key, label, FieldKind.CHOICE, str, str, tuple((name, name) for name in names))


# 分办
def _ask_section(work: Workplace, case: Case, _found: tuple[Finding, ...]) -> _Asked | None:
    if case.section.strip():
        return None
    fields = tuple(
        CASE_FIELDS[key]._replace(label=REGISTRY[key].window_label) for key in ("section", "officer")
    )
    texts = {"officer": case.officer, _DAY: work.today.isoformat()}
    return _Asked(
        (fields, (date_field(_DAY, "分办日期"),)), texts, "承办科室和经办人写进办件信息，分办记入办理经过。"
    )


def _distribute(work: Workplace, case: Case, to: Status, values: Values) -> Case:
    section = str(values["section"]).strip()
    if not section:
        raise Refused("没有写分办到哪个科室", "请填写科室名称")
    set_fields(work, case.id, {"section": section, "officer": str(values["officer"])})
    return move_case(work, case.id, to, f"分办到{section}", day=values[_DAY])


# 登记签发
def _ask_signer(work: Workplace, case: Case, _found: tuple[Finding, ...]) -> _Asked:
    letter, level = letter_of(work, case), signer_level(work, case)
    known = letter.fields.signer if letter else ""
    rows = (
        (text_field("signer", "签发人"), choice_field("level", "签发人职级", SignerLevel)),
        (date_field(_DAY, "签发日期"),),
    )
    texts = {
        "signer": known or last_signer(work.store, str(level)),
        "level": level.label,
        _DAY: work.today.isoformat(),
    }
    dated = "" if letter and letter.fields.issue_date else "成文日期写为签发日期，"
    return _Asked(rows, texts, f"记一次签发，签发人写进答复，{dated}正文从此锁定。")


def _sign_off(work: Workplace, case: Case, to: Status, values: Values) -> Case:
    signer, day = str(values["signer"]).strip(), values[_DAY] or work.today
    if not signer:
        raise Refused("没有填写签发人", "请填写签发的领导")
    _write_fields(work, case, to, values, NoteWords.SIGNED)
    if _has_signed(work, case, signer):
        return move_case(work, case.id, to, day=day)
    return finish_review(
        work, case.id, ReviewStage.LEADER, signer, Verdict.PASSED, day=day, level=values["level"]
    )


def _has_signed(work: Workplace, case: Case, signer: str) -> bool:
    """True if that leader's signature on the present draft is recorded already."""
    number, draft = current_round(work, case).number, present_draft(work, case)
    of_leaders = [
        one
        for one in reviews_of(work, case.id)
        if (one.round, one.draft, one.stage) == (number, draft, ReviewStage.LEADER)
    ]
    return bool(of_leaders) and (of_leaders[-1].reviewer, of_leaders[-1].verdict) == (signer, Verdict.PASSED)


# 编号用印
def _ask_number(work: Workplace, case: Case, _found: tuple[Finding, ...]) -> _Asked:
    letter = letter_of(work, case)
    known = letter.fields.document_number if letter else ""
    likely = following_number(last_number(work.store, str(case.matter_type)), work.today.year)
    rows = ((text_field("number", "发文字号"),), (date_field(_DAY, "用印日期"),))
    texts = {"number": known or likely, _DAY: work.today.isoformat()}
    return _Asked(rows, texts, "发文字号写进答复，编号用印记入办理经过。")


def _number(work: Workplace, case: Case, to: Status, values: Values) -> Case:
    _write_fields(work, case, to, values, move_label(to))
    return move_case(work, case.id, to, day=values[_DAY])


# 登记寄出、报送主办
def _ask_way(work: Workplace, case: Case, _found: tuple[Finding, ...]) -> _Asked:
    before = last_note(work.store, _SENT_BY)
    rows = ((date_field(_DAY, "寄出日期"), _choice("way", "方式", _WAYS)),)
    texts = {
        _DAY: (case.replied_at or work.today).isoformat(),
        "way": before if before in _WAYS else _WAYS[0],
    }
    counted = "办复率按这一天计算。" if case.handling_role.answers_proposer else "是否按时按这一天计算。"
    return _Asked(rows, texts, f"这一天记为答复日期，{counted}")


def _send(work: Workplace, case: Case, to: Status, values: Values) -> Case:
    return move_case(work, case.id, to, f"{_SENT_BY}{values['way']}", day=values[_DAY])


# 征询意见
def _ask_forms(work: Workplace, case: Case, _found: tuple[Finding, ...]) -> _Asked | None:
    if not case.proposers or any(form.sent_at for form in forms_of(work, case)):
        return None
    names = tuple(form.name for form in forms_for(work, case) if form.kind is FormKind.FEEDBACK)
    day = date_field(_DAY, "发出日期")
    rows = ((day, _choice("form", "用哪一份表", names)),) if names else ((day,),)
    texts = {_DAY: work.today.isoformat()} | ({"form": names[0]} if names else {})
    return _Asked(rows, texts, f"记下给 {len(case.proposers)} 位提案者发出征询意见表，收回后登记反馈。")


def _send_forms(work: Workplace, case: Case, to: Status, values: Values) -> Case:
    send_forms(work, case.id, values[_DAY])
    return move_case(work, case.id, to, str(values.get("form", "")), day=values[_DAY])


# 办结、归档
def _ask_closing(work: Workplace, _case: Case, found: tuple[Finding, ...]) -> _Asked:
    still = tuple(
        one.words for one in found if not (one.must or one.passed) and one.step == gate_step(Status.CLOSED)
    )
    return _Asked(
        ((date_field(_DAY, "办结日期"),),), {_DAY: work.today.isoformat()}, "办结记入办理经过。", still
    )


def _ask_archiving(work: Workplace, case: Case, found: tuple[Finding, ...]) -> _Asked:
    papers = _absent(work, case)
    still = tuple(
        one.words for one in found if not (one.must or one.passed) and one.step == gate_step(Status.ARCHIVED)
    )
    records = "归档记入办理经过，" + ("缺的材料一并记下，" if papers else "") + "答复从此不再改动。"
    named = (f"缺 {len(papers)} 项材料：{'、'.join(papers)}",) if papers else ()
    return _Asked(
        ((date_field(_DAY, "归档日期"),),), {_DAY: work.today.isoformat()}, records, (*named, *still)
    )


def _archive(work: Workplace, case: Case, to: Status, values: Values) -> Case:
    papers = _absent(work, case)
    note = f"归档时缺：{'、'.join(papers)}" if papers else ""
    return move_case(work, case.id, to, note, day=values[_DAY])


def _absent(work: Workplace, case: Case) -> tuple[str, ...]:
    return tuple(part.label for part in check_archive(work, case.id).missing)


# 二次办理
def _ask_again(work: Workplace, case: Case, _found: tuple[Finding, ...]) -> _Asked:
    said = "；".join(
        f"{form.proposer}不满意" + (f"：{form.remark}" if form.remark else "")
        for form in forms_of(work, case)
        if form.is_dissatisfied
    )
    rows = ((text_field("note", "原因", long=True),), (date_field(_DAY, "重新办理的日期"),))
    number = current_round(work, case).number + 1
    records = f"开始第 {number} 次办理：期限重新计算，另写一份答复，各条建议重新对应。"
    return _Asked(rows, {"note": said, _DAY: work.today.isoformat()}, records)


_Ask = Callable[[Workplace, Case, tuple[Finding, ...]], "_Asked | None"]
_Take = Callable[[Workplace, Case, Status, Values], Case]
_FORMS: dict[Status, tuple[_Ask, _Take]] = {
    Status.DISTRIBUTED: (_ask_section, _distribute),
    Status.SIGNED_OFF: (_ask_signer, _sign_off),
    Status.NUMBERED: (_ask_number, _number),
    Status.REPLIED: (_ask_way, _send),
    Status.SENT_TO_LEAD: (_ask_way, _send),
    Status.FEEDBACK_WAIT: (_ask_forms, _send_forms),
    Status.CLOSED: (_ask_closing, _move),
    Status.ARCHIVED: (_ask_archiving, _archive),
    Status.REHANDLING: (_ask_again, _move),
}


def asks_by_form(case: Case, to: Status) -> bool:
    """True if a move to `to` is asked for by its form, False for one that only wants a reason."""
    return to is Status.REHANDLING or not needs_reason(case.handling_role, case.status, to)
