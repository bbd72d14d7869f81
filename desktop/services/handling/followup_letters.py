"""Follow-up letters 「落实情况复函」: drafted from kept promises, changed, sent, taken back. The case keeps its reply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from desktop.domain.case.case import Case
from desktop.domain.case.chronology import Landmark
from desktop.domain.case.event import NoteWords
from desktop.domain.case.reply import Reply
from desktop.domain.errors import Refused
from desktop.domain.letter.facts import Facts
from desktop.domain.letter.reply_template import LetterKind, ReplyTemplate
from desktop.domain.letter.unwritten import open_marks
from desktop.domain.records.followup_letter import FOLLOWUP_FIELDS, FollowupLetter, kept_words
from desktop.domain.records.promise import Promise
from desktop.services.cases.cases import get_case
from desktop.services.cases.chronology import checked_day, replied
from desktop.services.gates.joint_letter import letter_of
from desktop.services.office.office import read_office
from desktop.services.office.recording import record_event
from desktop.services.office.workplace import Workplace
from desktop.services.writing.choices import case_facts
from desktop.store.history.handling import FOLLOWUP_LETTERS, PROGRESS, PROMISES

_KEPT = "kept"
"""Key of the template's section in which the kept promises are told; the others keep their starter texts."""
_NUMBER_IN_BRACKETS = "（{document_number}）"
"""Left out of the starter where the reply had no number."""


def start_letter(work: Workplace, case_id: int, promise_ids: Iterable[int] = ()) -> FollowupLetter:
    """A new draft that tells of these kept promises, by default of all kept ones that no letter tells of yet.

    Raises Refused before the reply is out, for a case that this unit does not answer, while another draft is open, and
    without a kept promise.
    """
    case = get_case(work, case_id)
    first = _answered(work, case)
    known = letters_of(work, case_id)
    if any(one.sent_at is None for one in known):
        raise Refused("已经有一份没有寄出的落实情况复函", "请先改好寄出，或撤回那一份")
    told = _to_tell(work, case_id, tuple(promise_ids))
    office = read_office(work)
    fields = first.fields
    letter = FollowupLetter(
        case_id,
        _starter_text(work, case, first, told),
        signer=fields.signer,
        issuer=fields.issuer or office.unit,
        contact_person=fields.contact_person or office.contact_person or case.officer,
        contact_phone=fields.contact_phone or office.contact_phone,
        number=1 + max((one.number for one in known), default=0),
    )
    with work.store.writing():
        stored = FOLLOWUP_LETTERS.add(work.store, letter)
        for promise in told:
            PROMISES.change(work.store, replace(promise, told_in=stored.id))
        what = "、".join(promise.text for promise in told)
        record_event(work, case_id, f"起草{NoteWords.FOLLOWUP_LETTER}：{what}")
    return stored


def change_letter(work: Workplace, letter_id: int, values: Mapping[str, Any]) -> FollowupLetter:
    """The draft with these fields changed, by key. Raises Refused for an unknown letter or field, and for one that is out."""
    letter = _draft(work, letter_id)
    known = {field.key for row in FOLLOWUP_FIELDS for field in row}
    if unknown := values.keys() - known:
        raise Refused(f"落实情况复函没有“{'、'.join(sorted(unknown))}”这一项", "请核对项目的名称")
    changed = replace(letter, **values)
    FOLLOWUP_LETTERS.change(work.store, changed)
    return changed


def send_letter(work: Workplace, letter_id: int, day: date | None = None) -> FollowupLetter:
    """Record that the letter went out. Raises Refused while something is left open in it, and for a day that contradicts others."""
    letter = _draft(work, letter_id)
    case = get_case(work, letter.case_id)
    _refuse_unfinished(letter)
    kept = max((one.kept_at for one in told_by(work, letter) if one.kept_at), default=None)
    marks = (replied(case), Landmark("兑现", kept), Landmark("成文", letter.issue_date))
    when = checked_day(work, case, "寄出落实情况复函", day, after=marks)
    sent = replace(letter, sent_at=when)
    with work.store.writing():
        FOLLOWUP_LETTERS.change(work.store, sent)
        number = f"，{sent.document_number}" if sent.document_number else ""
        record_event(work, case.id, f"{NoteWords.FOLLOWUP_LETTER}寄出{number}，签发人{sent.signer}", day=when)
    return sent


def take_back_letter(work: Workplace, letter_id: int, why: str) -> FollowupLetter | None:
    """One step back: a sent letter is a draft again, a draft is gone (None) and its promises are untold; the history keeps it.

    Raises Refused for an unknown letter and without a reason.
    """
    letter = _known(work, letter_id)
    if not why.strip():
        raise Refused("撤回要写明原因", "请写一句原因")
    with work.store.writing():
        record_event(work, letter.case_id, f"撤回{letter.label}；原因：{why.strip()}")
        if letter.sent_at:
            draft = replace(letter, sent_at=None)
            FOLLOWUP_LETTERS.change(work.store, draft)
            return draft
        for promise in told_by(work, letter):
            PROMISES.change(work.store, replace(promise, told_in=0))
        FOLLOWUP_LETTERS.remove(work.store, letter_id)
    return None


def letters_of(work: Workplace, case_id: int) -> tuple[FollowupLetter, ...]:
    """The follow-up letters of a case, the first one first."""
    return FOLLOWUP_LETTERS.of(work.store, case_id)


def told_by(work: Workplace, letter: FollowupLetter) -> tuple[Promise, ...]:
    """The promises of which that letter tells."""
    return PROMISES.of(work.store, letter.case_id, told_in=letter.id)


def followup_template(work: Workplace) -> ReplyTemplate:
    """The template of follow-up letters; the office's own goes first. Raises Refused if there is none."""
    found = next((one for one in work.library.replies.values() if one.kind is LetterKind.FOLLOWUP), None)
    if found is None:
        raise Refused("没有落实情况复函的模板", "请在 templates/replies 里补一份")
    return found


def _answered(work: Workplace, case: Case) -> Reply:
    if not case.handling_role.answers_proposer:
        raise Refused("会办件由主办单位答复提案者", "会办件没有落实情况复函")
    first = letter_of(work, case)
    if first is None or not case.replied_at:
        raise Refused("答复还没有寄出，没有承诺可以复函", "请先答复；答复以后兑现了承诺再复函")
    return first


def _to_tell(work: Workplace, case_id: int, wanted: tuple[int, ...]) -> tuple[Promise, ...]:
    promises = {promise.id: promise for promise in PROMISES.of(work.store, case_id)}
    for number in wanted:
        if number not in promises:
            raise Refused(f"这一件没有序号为 {number} 的承诺事项", "请用 promise 列出这一件的承诺")
        if promises[number].kept_at is None or promises[number].told_in:
            state = "已经复函" if promises[number].told_in else "还没有兑现"
            raise Refused(f"承诺“{promises[number].text}”{state}", "请核对承诺的序号")
    told = [one for one in promises.values() if one.kept_at and not one.told_in]
    told = [one for one in told if not wanted or one.id in wanted]
    if not told:
        raise Refused("没有已兑现、还没有复函的承诺", "请先登记承诺兑现")
    return tuple(told)


def _starter_text(work: Workplace, case: Case, first: Reply, told: Iterable[Promise]) -> str:
    facts, template = case_facts(work, case, first), followup_template(work)
    words = kept_words((one, PROGRESS.of(work.store, one.id)) for one in told)
    texts = [
        words if plan.key == _KEPT else _filled(facts, plan.starter.strip("\n")) for plan in template.sections
    ]
    return "\n".join(filter(None, texts))


def _filled(facts: Facts, starter: str) -> str:
    filled = facts.fill(starter, keep_missing=True)
    if "document_number" in filled.missing:
        filled = facts.fill(starter.replace(_NUMBER_IN_BRACKETS, ""), keep_missing=True)
    return filled.text


def _refuse_unfinished(letter: FollowupLetter) -> None:
    labels = {field.key: field.label for row in FOLLOWUP_FIELDS for field in row}
    blank = [labels[key] for key in ("body", "signer", "issuer", "issue_date") if not getattr(letter, key)]
    if blank:
        raise Refused(f"落实情况复函还没有填：{'、'.join(blank)}", "请填好再登记寄出")
    marks = open_marks(letter.body)
    if marks:
        raise Refused(f"落实情况复函里还有没填的空：{'、'.join(marks)}", "请写明做了什么、达到什么效果")


def _draft(work: Workplace, letter_id: int) -> FollowupLetter:
    letter = _known(work, letter_id)
    if letter.sent_at:
        raise Refused(f"{letter.label}已经寄出", "寄出的不再改动；确需更改的，请先撤回，写明原因")
    return letter


def _known(work: Workplace, letter_id: int) -> FollowupLetter:
    letter = FOLLOWUP_LETTERS.by_id(work.store, letter_id)
    if letter is None:
        raise Refused(f"没有序号为 {letter_id} 的落实情况复函", "请先列出这一件的复函，核对序号")
    return letter
