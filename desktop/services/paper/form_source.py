"""Facts for the forms of one case, read from the store once for all sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop.domain.case.archive_folder import ArchivePart, Retention, archive_by
from desktop.domain.case.case import Case, HandlingRole, Proposer
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.reply import Reply
from desktop.domain.case.status import Status
from desktop.domain.forms.form_facts import FormFacts
from desktop.domain.forms.form_template import ForEach, FormTemplate
from desktop.domain.forms.form_values import (
    Entry,
    addressee_entries,
    addressee_values,
    contact_entries,
    contact_values,
    disclosure_boxes,
    disclosure_values,
    event_entries,
    milestone_entries,
    opinion_entries,
    pre_reply_entries,
    promise_entries,
    return_values,
    review_values,
    unit_values,
)
from desktop.domain.letter.facts import facts_of, field_facts
from desktop.domain.records.co_opinion import CoOpinion
from desktop.domain.rules.clock import ClockName
from desktop.domain.rules.locality import Locality
from desktop.domain.words.dates import chinese_date
from desktop.domain.words.numerals import write_numeral
from desktop.services.cases.clocks import deadline
from desktop.services.handling.archive import ArchiveCheck, check_archive
from desktop.services.handling.feedback import rating_scale
from desktop.services.handling.followup_letters import letters_of
from desktop.services.handling.opinions import chases_of, opinions_of
from desktop.services.handling.promises import current_result, progress_of, promises_of
from desktop.services.handling.rounds import result_words
from desktop.services.office.office import Office, read_office
from desktop.services.office.rules import rules_of
from desktop.services.office.workplace import Workplace
from desktop.store.history.events import events_of
from desktop.store.history.handling import CONTACTS, CONVERSIONS, DISCLOSURES, PRE_REPLIES, REVIEWS


@dataclass(frozen=True, slots=True)
class FormSource:
    """The facts of a case for any of its forms; `sheets` adds those of the addressee or unit."""

    work: Workplace
    case: Case
    reply: Reply
    locality: Locality
    facts: FormFacts

    def sheets(self, form: FormTemplate) -> Iterator[tuple[str, FormFacts]]:
        """For each sheet of the form, the name of its addressee ("" for internal sheets) and its facts."""
        if form.for_each is ForEach.CASE:
            yield "", self.facts
        elif form.for_each is ForEach.PROPOSER:
            for proposer in self.case.proposers:
                yield proposer.name, self.for_proposer(proposer)
        else:
            for opinion in self._units(form.for_each):
                yield opinion.unit, self._for_unit(opinion)

    def for_proposer(self, proposer: Proposer) -> FormFacts:
        """The facts of the sheet addressed to this proposer."""
        words = self.locality.channel(self.case.matter_type, self.case.level).salutations
        return self._with(addressee_values(proposer, words))

    def _units(self, which: ForEach) -> tuple[CoOpinion, ...]:
        opinions = opinions_of(self.work, self.case.id)
        return tuple(o for o in opinions if which is ForEach.CO_UNIT or o.is_awaited)

    def _for_unit(self, opinion: CoOpinion) -> FormFacts:
        chased = len(chases_of(self.work, opinion))
        return self._with(unit_values(opinion, self.work.today, chased))

    def _with(self, values: Mapping[str, str]) -> FormFacts:
        return FormFacts({**self.facts.values, **values}, self.facts.entries, self.facts.choices)


def form_source(work: Workplace, case: Case, reply: Reply, letter_title: str = "") -> FormSource:
    """Read the facts of a case. `letter_title` is the title of the composed reply."""
    locality, office = rules_of(work, case), read_office(work)
    archive = check_archive(work, case.id)
    known = facts_of(case, reply, locality).all_values()
    values = {
        **known,
        **_case_values(case, locality),
        **_office_values(office, reply, case),
        **_review_values(work, case, reply),
        **_archive_values(archive, case),
        **_followup_values(work, case, reply),
        **_return_values(work, case, locality),
        **contact_values(CONTACTS.of(work.store, case.id)),
        "today": chinese_date(work.today),
        "letter_title": letter_title,
        "year": str((case.assigned_at or work.today).year),
        "drafted_by": case.officer or office.officer,
    }
    if reply.round > 1:
        values["round_mark"] = f"（第{write_numeral(reply.round)}次办理）"
    facts = FormFacts(
        {name: value for name, value in values.items() if value},
        _entries(work, case, archive, values),
        _choices(work, case, locality),
    )
    return FormSource(work, case, reply, locality, facts)


def _case_values(case: Case, locality: Locality) -> dict[str, str]:
    channel = locality.channel(case.matter_type, case.level)
    first = case.first_proposer
    named = addressee_values(first, channel.salutations)["addressee"] if first else ""
    several = f"等{len(case.proposers)}位" if len(case.proposers) > 1 else ""
    return {
        **field_facts(case, forms_only=True),
        "number_name": channel.number_name,
        "key_mark": "（重点提案）" if case.is_key else "",
        "asks": "\n".join(f"{ask.number}.{ask.text}" for ask in case.asks),
        "addressee": named + several,
    }


def _office_values(office: Office, reply: Reply, case: Case) -> dict[str, str]:
    fields = reply.fields
    unit = fields.issuer or office.unit
    return {
        "office_unit": unit,
        "office_phone": fields.contact_phone or office.contact_phone,
        "office_contact": fields.contact_person or office.contact_person or case.officer,
        "issuer": unit,
        "lead_unit": case.lead_unit or (unit if case.handling_role is not HandlingRole.CO_HANDLING else ""),
    }


def _review_values(work: Workplace, case: Case, reply: Reply) -> dict[str, str]:
    """The reviews of the letter, which of a merged case are those of its lead case."""
    reviewed = reply.case_id or case.id
    records = DISCLOSURES.of(work.store, reviewed, round=reply.round)
    record = records[-1] if records else None
    reviews = review_values(REVIEWS.of(work.store, reviewed), reply.round)
    return reviews | disclosure_values(record) | disclosure_boxes(record)


def _followup_values(work: Workplace, case: Case, reply: Reply) -> dict[str, str]:
    """The class of the reply and what became of it since: the present result, its conversions, the follow-up letters."""
    turned = CONVERSIONS.of(work.store, case.id)
    sent = [letter for letter in letters_of(work, case.id) if letter.sent_at]
    return {
        "result_class": _class_words(work, case, reply.fields.handling_result),
        "result_now": _class_words(work, case, current_result(work, case.id)),
        "conversion": "\n".join(f"{chinese_date(one.day)}转化：{one.proof}" for one in turned),
        "followup_letters": "\n".join(
            f"{chinese_date(one.sent_at)}落实情况复函　{one.document_number}".rstrip() for one in sent
        ),
    }


def _class_words(work: Workplace, case: Case, code: str) -> str:
    """「B类」 where the place prints letters, else the words of the result."""
    words = result_words(work, case, code)
    return f"{words}类" if len(words) == 1 and words.isascii() else words


def _return_values(work: Workplace, case: Case, locality: Locality) -> dict[str, str]:
    """What the request for return says besides the fields of the case, whose reason may stand in the move's note only."""
    moved = [event for event in events_of(work.store, case.id) if event.to_status is Status.RETURN_REQUESTED]
    asked = moved[-1] if moved and case.status in {Status.RETURN_REQUESTED, Status.RETURNED} else None
    window = deadline(work, case, ClockName.RETURN)
    values = return_values(asked, window.due if window else None, work.today)
    values["return_to"] = case.assigning_office or locality.coordinating_office
    if asked and not case.return_reason:
        values["return_reason"] = asked.note
    return values


def _archive_values(archive: ArchiveCheck, case: Case) -> dict[str, str]:
    present = sum(line.present for line in archive.lines)
    by = f"应于{chinese_date(archive_by(case.replied_at))}前归档。" if case.replied_at else ""
    return {
        "archive_name": archive.folder,
        "retention": archive.retention.label,
        "archive_count": str(present),
        "archive_by": by,
    }


def _entries(
    work: Workplace, case: Case, archive: ArchiveCheck, values: Mapping[str, str]
) -> dict[str, tuple[Entry, ...]]:
    events = events_of(work.store, case.id)
    opinions, promises = opinions_of(work, case.id), promises_of(work, case.id)
    return {
        "contacts": contact_entries(CONTACTS.of(work.store, case.id)),
        "pre_replies": pre_reply_entries(PRE_REPLIES.of(work.store, case.id)),
        "events": event_entries(events),
        "milestones": milestone_entries(events),
        "opinions": opinion_entries(opinions, work.today),
        "promises": promise_entries(
            promises, work.today, {one.id: progress_of(work, one.id) for one in promises}
        ),
        "papers": _papers(archive, case, values),
        "addressees": addressee_entries(case.proposers, case.matter_type, values["office_unit"]),
    }


def _papers(archive: ArchiveCheck, case: Case, values: Mapping[str, str]) -> tuple[Entry, ...]:
    first = case.first_proposer
    unit = values.get("office_unit", "")
    makers = {
        ArchivePart.PROPOSAL: (first.name if first else ""),
        ArchivePart.CO_OPINIONS: "、".join(case.co_units),
        ArchivePart.FEEDBACK: (first.name if first else ""),
    }
    return tuple(
        {
            "n": str(number),
            "what": line.part.label,
            "who": makers.get(line.part, unit),
            "number": values.get("document_number", "") if line.part is ArchivePart.REPLY else "",
            "day": chinese_date(case.replied_at) if line.part is ArchivePart.REPLY else "",
            "detail": line.detail,
            "state": "缺" if line.is_missing else "",
        }
        for number, line in enumerate(archive.lines, 1)
    )


def _choices(work: Workplace, case: Case, locality: Locality) -> dict[str, tuple[str, ...]]:
    channel = locality.channel(case.matter_type, case.level)
    return {
        "ratings": tuple(rating.label for rating in rating_scale(work, case)),
        "results": tuple(result.label for result in channel.choices),
        "disclosures": tuple(disclosure.label for disclosure in Disclosure),
        "retentions": tuple(retention.label for retention in Retention),
        "roles": tuple(role.label for role in HandlingRole),
    }
