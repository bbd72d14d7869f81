"""A recognised reply becomes a case and its letter, so that exporting it gives back the same paper."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar

from desktop.domain.case.case import Case
from desktop.domain.case.reply import Reply, ReplyFields
from desktop.domain.intake.parsed_reply import ParsedReply
from desktop.domain.intake.text.source import Recognised
from desktop.domain.letter.facts import facts_of
from desktop.domain.letter.reply_template import ReplyTemplate
from desktop.domain.rules.locality import Locality
from desktop.services.importing.reply_form import layout_for, rule_book_with, template_for
from desktop.services.importing.section_mapping import map_sections
from desktop.services.office.rules import rules_of
from desktop.services.office.workplace import Workplace

T = TypeVar("T")


def in_rule_book(work: Workplace, case: Case, parsed: ParsedReply) -> Case:
    """The case under the rule book that prints the reply's result in its very words."""
    return replace(case, locality=rule_book_with(work, case, _value(parsed.handling_result) or ""))


def reply_of(work: Workplace, case: Case, parsed: ParsedReply) -> Reply:
    """The letter with its own facts and its sections; title and salutation only where the template would word them otherwise."""
    template = template_for(work, case, parsed)
    locality = rules_of(work, case)
    plain = Reply(
        case_id=case.id,
        template=template.id,
        template_version=template.version,
        layout=layout_for(work, template, parsed),
        fields=_fields(case, parsed, locality),
        sections=map_sections(parsed.paragraphs, template),
    )
    return replace(plain, fields=_with_own_wording(case, plain, parsed, template, locality))


def _fields(case: Case, parsed: ParsedReply, locality: Locality) -> ReplyFields:
    words = _value(parsed.handling_result) or ""
    result = locality.channel(case.matter_type, case.level).result_by_label(words)
    return ReplyFields(
        handling_result=result.code if result else words,
        signer=_value(parsed.signer) or "",
        issuer=_value(parsed.unit) or "",
        issue_date=_value(parsed.date),
        disclosure=parsed.disclosure_class,
        document_number=_value(parsed.document_number) or "",
        contact_person=_value(parsed.contact_person) or "",
        contact_phone=_value(parsed.contact_phone) or "",
        copies_to=tuple(
            name for name in re.split(r"[，,；;。]", _value(parsed.copies) or "") if name.strip()
        ),
        attachments=tuple(filter(None, map(_bare_attachment, parsed.attachments))),
    )


def _with_own_wording(
    case: Case, reply: Reply, parsed: ParsedReply, template: ReplyTemplate, locality: Locality
) -> ReplyFields:
    facts = facts_of(case, reply, locality)
    title = "".join(facts.fill(line).text for line in template.title_lines)
    salutation, note = _value(parsed.salutation) or "", _value(parsed.disclosure) or ""
    usual = locality.disclosure_mark(parsed.disclosure_class).strip("（）()")
    own_note = (
        "件" in note and note.strip("（）()") != usual
    )  # 是否公开：是 is an answer to a form, no printed note
    return replace(
        reply.fields,
        title_lines=() if title == "".join(parsed.title_lines) else parsed.title_lines,
        salutation="" if salutation == facts.fill(template.salutation).text else salutation,
        note=note if own_note else "",
    )


def _bare_attachment(line: str) -> str:
    """A name without 附件： and its number: both are printed anew."""
    return re.sub(r"^(?:附件[:：]?\s*)?(?:\d{1,2}[.．、]\s*)?", "", line.strip())


def _value(found: Recognised[T] | None) -> T | None:
    return found.value if found else None
