"""A case with every record that its next steps ask for, for tests about something else."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.case.case import Case
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.reply import Section
from desktop.domain.records.contact import ContactWay
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.domain.rules.locality import SignerLevel
from desktop.services.cases.cases import get_case, link_ask
from desktop.services.handling.contacts import record_contact
from desktop.services.handling.reviews import record_review, required_signer, review_disclosure
from desktop.services.office.rules import channel_of
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply, save_reply, set_reply_fields
from desktop.store.history.handling import CONTACTS, DISCLOSURES

SIGNER = "周砚"
_WRITTEN = "已办理，延时开放从本月开始。"


def complete(work: Workplace, case_id: int, **fields: str) -> Case:
    """The case with contact, letter, disclosure review and signature of its present round; what is there already stays.

    `fields` are fields of the letter by key, as text.
    """
    case = get_case(work, case_id)
    if fields:
        set_reply_fields(work, case_id, fields)
    _write_letter(work, case)
    if case.handling_role.answers_proposer:
        _record(work, case)
    return get_case(work, case_id)


def _record(work: Workplace, case: Case) -> None:
    reply = open_reply(work, case.id)
    if not CONTACTS.of(work.store, case.id, round=reply.round):
        record_contact(work, case.id, ContactWay.VISIT)
    if not DISCLOSURES.of(work.store, case.id, round=reply.round):
        review_disclosure(work, case.id, Disclosure.PROACTIVE, "沈秘书", secrecy_reviewer="吴主任")
    for ask in case.asks:
        if not ask.section_in(reply.round):
            link_ask(work, case.id, ask.number, reply.sections[-1].key)
    level = required_signer(work, case.id)
    if level is SignerLevel.PRINCIPAL:
        signer = reply.fields.signer or SIGNER
        record_review(work, case.id, ReviewStage.LEADER, signer, Verdict.PASSED, signer_level=level)


def _write_letter(work: Workplace, case: Case) -> None:
    reply = open_reply(work, case.id)
    fields = reply.fields
    filled = replace(
        fields,
        handling_result=fields.handling_result or channel_of(work, case).choices[0].code,
        signer=fields.signer or SIGNER,
        issuer=fields.issuer or "临江区科学技术委员会",
        issue_date=fields.issue_date or work.today,
        document_number=fields.document_number or "临科提复〔2026〕3号",
        contact_person=fields.contact_person or "林越",
        contact_phone=fields.contact_phone or "021-5550 0199",
    )
    save_reply(work, replace(reply, fields=filled, sections=tuple(map(_written, reply.sections))))


def _written(section: Section) -> Section:
    """The section with words of its own under its heading, nothing left open."""
    if len(section.paragraphs) > 1 and "×" not in section.text and "{" not in section.text:
        return section
    heading = section.paragraphs[:1] if section.paragraphs and "、" in section.paragraphs[0][:3] else ()
    return Section(section.key, "\n".join((*heading, _WRITTEN)))
