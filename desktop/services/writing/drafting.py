"""Edit replies: open, write section by section, set the letter's fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime

from desktop.domain.case.case import Case
from desktop.domain.case.case_field import REPLY_FIELDS, set_reply_texts
from desktop.domain.case.chronology import refuse_wrong_day, standing_moves
from desktop.domain.case.field_change import FieldChange, reply_changes
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.case.reply import Reply, ReplyFields, Section, SectionVersion
from desktop.domain.errors import Gone, Refused
from desktop.domain.gates.letter_lock import LetterLock, refuse_rewriting
from desktop.domain.gates.standing import GateStep, gate_step
from desktop.domain.letter.facts import Facts
from desktop.domain.letter.heading_numbers import following, with_numbers
from desktop.domain.letter.outline import is_heading, outline_number
from desktop.domain.letter.reply_template import ReplyTemplate, SectionPlan
from desktop.domain.letter.unwritten import has_body, open_marks, own_label
from desktop.domain.words.lengths import characters
from desktop.services.cases.cases import get_case
from desktop.services.cases.chronology import replied
from desktop.services.cases.clocks import current_round
from desktop.services.gates.issued_letter import keep_as_signed, keep_corrected, lock_of
from desktop.services.gates.joint_letter import lead_of, letter_of
from desktop.services.gates.readiness import keeping_records, refuse_without_reason
from desktop.services.office.office import read_office
from desktop.services.office.recording import record_changes
from desktop.services.office.rules import channel_of, rules_of
from desktop.services.office.workplace import Workplace
from desktop.services.writing.choices import (
    case_facts,
    pick_template,
    template_of,
)
from desktop.store.history.events import events_of
from desktop.store.letters import replies, section_history


# Progress of each section, and the fields that are still empty.
@dataclass(frozen=True, slots=True)
class SectionState:
    """One line of the section list. `length` without blanks and `advice` (least, most) in 字; (0, 0): none.

    `done`: it has text beyond the heading, without ××, ＿＿, 【】 and open placeholders. `missing`: required, not done.
    `number`: that of its heading as the letter has it, with that of the heading above it 「二、（一）」; "" without one.
    """

    key: str
    label: str
    done: bool
    missing: bool
    length: int
    advice: tuple[int, int] = (0, 0)
    number: str = ""


def section_states(reply: Reply, template: ReplyTemplate | None) -> tuple[SectionState, ...]:
    """The state of every section of the reply, in printing order."""
    numbers = _numbers(reply.sections)
    return tuple(
        _state(section, template.section(section.key) if template else None, number)
        for section, number in zip(reply.sections, numbers, strict=True)
    )


def _numbers(sections: tuple[Section, ...]) -> Iterator[str]:
    """The number of each section's heading; below it go on those of the second level that a section begins with."""
    above = ""
    for section in sections:
        numbers = [outline_number(line) for line in section.paragraphs if is_heading(line)]
        first = numbers[0] if numbers and is_heading(section.paragraphs[0]) else None
        if first is None or first.level > _DEEPEST_NUMBER:
            yield ""
        else:
            yield first.marker if first.level == 1 else above + first.marker
        above = next((one.marker for one in reversed(numbers) if one and one.level == 1), above)


_DEEPEST_NUMBER = 2
"""Deepest level of headings that is named in the list of sections."""


def _state(section: Section, plan: SectionPlan | None, number: str) -> SectionState:
    done = has_body(section) and not open_marks(section.text)
    return SectionState(
        key=section.key,
        label=plan.label if plan else own_label(section),
        done=done,
        missing=not done and (plan.required if plan else True),
        length=characters(section.text),
        advice=plan.advice if plan else (0, 0),
        number=number,
    )


_FIELD_OF_FACT = {REGISTRY[key].placeholder_name or key: key for key in REPLY_FIELDS} | {
    "disclosure_mark": "disclosure",
    "result_mark": "handling_result",
}
"""Which field of the letter a placeholder is about."""


@dataclass(frozen=True, slots=True)
class MissingFact:
    """One empty field: its key and its Chinese name."""

    key: str
    label: str


def missing_facts(reply: Reply, template: ReplyTemplate | None) -> tuple[MissingFact, ...]:
    """The fields of the letter that its template requires and that are empty, in the template's order."""
    names = template.required_fields if template else ()
    keys = dict.fromkeys(_FIELD_OF_FACT.get(name, name) for name in names)
    return tuple(
        MissingFact(key, REPLY_FIELDS[key].label)
        for key in keys
        if key in REPLY_FIELDS and not getattr(reply.fields, key)
    )


@dataclass(frozen=True, slots=True)
class SavedAt:
    """The time of saving; `changed` is False if the store already held the same content."""

    at: datetime
    changed: bool = True


def open_reply(work: Workplace, case_id: int, template: str | None = None) -> Reply:
    """The reply of the current round; created from the template (`template`, else the best one) if missing.

    A new reply has the template's headings and starter texts with placeholders filled, and the fields known
    from the office or an earlier round. Raises Refused for an unknown case or template.
    """
    stored = stored_reply(work, case_id)
    if stored is not None:
        return stored
    case = get_case(work, case_id)
    lead = lead_of(work, case)
    if lead is not None:
        return open_reply(work, lead.id, template)
    number = current_round(work, case).number
    fitting = pick_template(work, case, template, second=number > 1)
    return replies.add_reply(work.store, _new_reply(work, case, fitting, number), work.now())


def stored_reply(work: Workplace, case_id: int) -> Reply | None:
    """The stored reply of the current round, of a merged case that of its lead case; None if `open_reply` would create it.

    Raises Refused for an unknown case.
    """
    case = get_case(work, case_id)
    number, stored = current_round(work, case).number, letter_of(work, case)
    return stored if stored is not None and stored.round >= number else None


def save_reply(work: Workplace, reply: Reply, *, why: str = "") -> SavedAt:
    """Store the changes in one atomic write; on return they are safe from a power failure.

    A changed result, signer, date, number or disclosure, and any field of an issued letter, is an event with `why`; so is the
    text of a letter that is out, which keeps the former one. Raises Gone if the case was removed meanwhile 「撤销收件」, Refused
    for the text of a letter that is signed and not out, and if a fact of a signed case is overwritten without a reason,
    NotReady if the case would lose what its status rests on.
    """
    with work.store.writing():
        saved, changes = store_letter(work, reply, why)
        record_changes(work, reply.case_id, changes, why)
    return saved


def store_letter(work: Workplace, reply: Reply, why: str) -> tuple[SavedAt, tuple[FieldChange, ...]]:
    """Store the changes as `save_reply` does; the kept fields that changed are returned, for the caller's own event."""
    before = replies.reply_fields(work.store, reply.id)
    if before is None:
        raise Gone("这一件已经撤销，没有地方保存了", "写的话还在窗口里，需要的请先复制出来")
    case = get_case(work, reply.case_id)
    lock = lock_of(work, case, reply.round)
    if lock is not LetterLock.OPEN:
        return _store_issued(work, case, reply, lock, why)
    changes = letter_changes(work, reply.case_id, before, reply.fields)
    _refuse_changes(work, case, reply, changes, why)
    with keeping_records(work, case.id) if changes else nullcontext():
        return SavedAt(work.now(), replies.update_reply(work.store, reply, work.now())), changes


def _store_issued(
    work: Workplace, case: Case, reply: Reply, lock: LetterLock, why: str
) -> tuple[SavedAt, tuple[FieldChange, ...]]:
    """Store what the lock of an issued letter lets pass: any field for a reason, its text only after it went out."""
    stored = replies.read_reply(work.store, case.id, reply.round)
    assert stored is not None
    changes = letter_changes(work, case.id, stored.fields, reply.fields, every=True)
    rewritten = stored.text != reply.text
    if rewritten or (changes and lock not in {LetterLock.SIGNED, LetterLock.SENT}):
        refuse_rewriting(lock, why)
    _refuse_changes(work, case, reply, changes, why)
    with keeping_records(work, case.id):
        if rewritten:
            keep_as_signed(work, case)
        saved = SavedAt(work.now(), replies.update_reply(work.store, reply, work.now()))
        if rewritten:
            keep_corrected(work, case, reply, _rewritten(work, stored, reply), why)
    return saved, changes


def _refuse_changes(
    work: Workplace, case: Case, reply: Reply, changes: tuple[FieldChange, ...], why: str
) -> None:
    refuse_without_reason(case, changes, why)
    dated = any(change.field == "issue_date" for change in changes)
    if dated and gate_step(case.status) > GateStep.NONE:
        _refuse_wrong_issue_date(work, case, reply.fields.issue_date)


def _rewritten(work: Workplace, before: Reply, after: Reply) -> list[str]:
    """The labels of the sections whose text differs."""
    texts = {section.key: section for section in (*before.sections, *after.sections)}
    template = template_of(work, after)
    return [
        plan.label if (plan := _plan(template, key)) else own_label(section)
        for key, section in texts.items()
        if before.section(key) != after.section(key)
    ]


def _refuse_wrong_issue_date(work: Workplace, case: Case, day: date | None) -> None:
    """Raise Refused if a signed letter would be dated in the future, or later than the day on which it went out."""
    if day is not None:
        refuse_wrong_day("成文", day, work.today, before=(replied(case),))


def letter_changes(
    work: Workplace, case_id: int, before: ReplyFields, after: ReplyFields, *, every: bool = False
) -> tuple[FieldChange, ...]:
    """The tracked fields of the letter that differ, or all of them; the handling result by its label."""
    found = reply_changes(before, after, every=every)
    if not any(change.field == "handling_result" for change in found):
        return found
    channel = channel_of(work, get_case(work, case_id))

    def label(code: str) -> str:
        result = channel.result(code)
        return result.label if result else code

    return tuple(
        replace(change, old=label(change.old), new=label(change.new))
        if change.field == "handling_result"
        else change
        for change in found
    )


def write_section(work: Workplace, case_id: int, key: str, text: str, *, why: str = "") -> Reply:
    """Replace the text of one section, named by key, Chinese label or number from 1.

    Raises Refused if there is none, and for an issued letter as `save_reply` does.
    """
    reply = open_reply(work, case_id)
    written = following(reply, reply.with_section(section_key(work, reply, key), _plain_lines(text)))
    save_reply(work, written, why=why)
    return written


def set_reply_fields(work: Workplace, case_id: int, texts: Mapping[str, str], *, why: str = "") -> Reply:
    """Set fields of the letter by key or Chinese label; a handling result by code, label or letter."""
    reply = open_reply(work, case_id)
    changed = replace(reply, fields=_with_result_code(work, case_id, set_reply_texts(reply.fields, texts)))
    save_reply(work, changed, why=why)
    return changed


def add_section(work: Workplace, case_id: int, after: str, label: str) -> Reply:
    """`with_own_section` on the stored reply."""
    added = with_own_section(open_reply(work, case_id), after, label)
    save_reply(work, added)
    return added


def with_own_section(reply: Reply, after: str, label: str) -> Reply:
    """The reply with a section of the officer's own after the one with key `after` ("" = first); `label` is its first line.

    Raises Refused if there is no section `after`.
    """
    taken = {section.key for section in reply.sections}
    key = next(f"own_{number}" for number in range(1, 1000) if f"own_{number}" not in taken)
    place = next((i for i, section in enumerate(reply.sections, 1) if section.key == after), 0)
    if after and not place:
        raise Refused("没有找到要接在后面的那一节", "请先选中一节")
    sections = (*reply.sections[:place], Section(key, label.strip()), *reply.sections[place:])
    return following(reply, replace(reply, sections=sections))


def remove_section(work: Workplace, case_id: int, key: str) -> Reply:
    """`without_section` on the stored reply."""
    reply = open_reply(work, case_id)
    kept = without_section(reply, template_of(work, reply), key)
    save_reply(work, kept)
    return kept


def without_section(reply: Reply, template: ReplyTemplate | None, key: str) -> Reply:
    """The reply without a section; its text stays in the history. Raises Refused for one that the template requires."""
    plan = _plan(template, key)
    if plan is not None and plan.required:
        raise Refused(f"“{plan.label}”是必备部分，不能删除", "可以把它写短，但要保留")
    return following(reply, replace(reply, sections=tuple(s for s in reply.sections if s.key != key)))


def history(work: Workplace, reply_id: int, key: str) -> tuple[SectionVersion, ...]:
    """The earlier versions of a section, newest first."""
    return section_history.versions_of(work.store, reply_id, key)


def earlier_wordings(work: Workplace, reply: Reply) -> tuple[SectionVersion, ...]:
    """The earlier versions of all sections of the letter, newest first: those since it was signed last, else all."""
    moves = standing_moves(events_of(work.store, reply.case_id))
    signed = [one.at for one in moves if one.to_status and gate_step(one.to_status) > GateStep.NONE]
    return section_history.versions_since(work.store, reply.id, max(signed, default=None))


def section_key(work: Workplace, reply: Reply, name: str) -> str:
    """The key of the section that a person names: by key, label in the template, heading, or number."""
    template = template_of(work, reply)
    word = name.strip()
    for place, section in enumerate(reply.sections, 1):
        plan = _plan(template, section.key)
        names = {
            section.key,
            str(place),
            *(section.paragraphs[:1]),
            *((plan.label, plan.heading) if plan else ()),
        }
        if word and word in names:
            return section.key
    labels = [plan.label if (plan := _plan(template, s.key)) else s.key for s in reply.sections]
    raise Refused(f"答复里没有“{name}”这一节", f"可以写：{'、'.join(labels)}")


def is_unedited(work: Workplace, case: Case, reply: Reply) -> bool:
    """True if the reply is as `open_reply` created it, so that removing it loses nothing."""
    template = template_of(work, reply)
    return (
        template is not None and replace(_new_reply(work, case, template, reply.round), id=reply.id) == reply
    )


def _with_result_code(work: Workplace, case_id: int, fields: ReplyFields) -> ReplyFields:
    if not fields.handling_result:
        return fields
    channel = channel_of(work, get_case(work, case_id))
    result = channel.result_by_label(fields.handling_result)
    if result is None:
        words = "、".join(choice.label for choice in channel.choices)
        raise Refused(f"办理结果没有“{fields.handling_result}”这一项", f"可以填：{words}")
    return replace(fields, handling_result=result.code)


_THANKS = "thanks"
"""Key of the section 「结语」 in every template that has one."""


def _new_reply(work: Workplace, case: Case, template: ReplyTemplate, number: int) -> Reply:
    office = read_office(work)
    fields = ReplyFields(
        issuer=office.unit,
        contact_person=office.contact_person or case.officer or office.officer,
        contact_phone=office.contact_phone,
    )
    blank = Reply(0, case.id, number, template.id, template.version, "", fields)
    facts = case_facts(work, case, blank)
    thanked = _is_thanked(work, case, template)
    sections = tuple(
        Section(
            plan.key, _starter_text(plan, facts) if thanked or plan.key != _THANKS or plan.required else ""
        )
        for plan in template.sections
    )
    return replace(blank, sections=with_numbers(sections))


def _is_thanked(work: Workplace, case: Case, template: ReplyTemplate) -> bool:
    """True if letters of the case's place end with thanks, by its rule book, else by the layout."""
    wanted = rules_of(work, case).letter.thanks
    return wanted if wanted is not None else work.library.layout(template.layout).thanks


def _starter_text(plan: SectionPlan, facts: Facts) -> str:
    lines = (plan.heading, plan.starter.strip("\n"))
    return "\n".join(facts.fill(line, keep_missing=True).text for line in lines if line)


def _plan(template: ReplyTemplate | None, key: str) -> SectionPlan | None:
    return template.section(key) if template else None


def _plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
