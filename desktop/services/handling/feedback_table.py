"""The feedback of every signer at a glance 「征询意见」: was he visited, what did he answer; several forms taken in at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.records.contact import Contact, ContactWay
from desktop.domain.records.feedback import Feedback, asks_for_second_round
from desktop.domain.rules.feedback_scale import Satisfaction
from desktop.services.cases.cases import get_case
from desktop.services.handling.feedback import forms_of, record_feedback
from desktop.services.office.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Answer:
    """What one signer's form says; `rating` is a code of the place's scale, "" where the form is not back."""

    proposer: str
    rating: str = ""
    manner: Satisfaction | None = None
    remark: str = ""


def record_answers(work: Workplace, case_id: int, answers: Iterable[Answer]) -> bool:
    """Take in all forms that say something new, all or none; True if one of this round is not satisfied."""
    with work.store.writing():
        known = {form.proposer: form for form in forms_of(work, get_case(work, case_id))}
        for answer in answers:
            if answer.rating and answer != answer_of(known.get(answer.proposer), answer.proposer):
                record_feedback(
                    work, case_id, answer.rating, answer.proposer, manner=answer.manner, remark=answer.remark
                )
        return asks_for_second_round(forms_of(work, get_case(work, case_id)))


def answer_of(form: Feedback | None, proposer: str) -> Answer:
    """What a stored form says; an empty answer while it is not back."""
    if form is None or not form.is_returned:
        return Answer(proposer)
    return Answer(proposer, form.rating, form.manner, form.remark)


def visit_words(contacts: Iterable[Contact], proposer: str, round_number: int) -> str:
    """「走访情况」 of one signer in that round, told by the contacts: 已走访, 已沟通, 免予走访 or 未走访."""
    ways = {
        contact.way
        for contact in contacts
        if contact.round == round_number
        and (proposer in contact.their_people or contact.way is ContactWay.WAIVED)
    }
    if any(way.face_to_face for way in ways):
        return "已走访"
    if ways - {ContactWay.WAIVED}:
        return "已沟通"
    return "免予走访" if ways else "未走访"
