"""Feedback 「征询意见」: forms sent and returned, one per signer; 不满意 leads to a second round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.case.case import Case
from desktop.domain.case.event import NoteWords
from desktop.domain.case.field_change import FieldChange
from desktop.domain.errors import ReasonNeeded, Refused
from desktop.domain.records.contact import Contact, ContactWay
from desktop.domain.records.feedback import Feedback, asks_for_second_round, outstanding
from desktop.domain.rules.locality import Rating, Satisfaction
from desktop.services.cases.cases import get_case, named_proposer
from desktop.services.cases.clocks import current_round
from desktop.services.handling.progress import take_back_closing
from desktop.services.handling.record_days import check_form
from desktop.services.office.recording import record_event
from desktop.services.office.rules import rules_of
from desktop.services.office.workplace import Workplace
from desktop.store.history.handling import FEEDBACK

_USUAL = tuple(
    Rating(str(kind), kind.label, kind) for kind in Satisfaction if kind is not Satisfaction.RESERVED
)


@dataclass(frozen=True, slots=True)
class FeedbackOutcome:
    """The stored form, whether the case must be handled again, and the proposers whose forms are still out."""

    form: Feedback
    second_round: bool
    outstanding: tuple[str, ...]


def rating_scale(work: Workplace, case: Case) -> tuple[Rating, ...]:
    """The ratings of the rule book's form; 满意, 基本满意, 不满意 if it names none."""
    return rules_of(work, case).channel(case.matter_type, case.level).ratings or _USUAL


def send_forms(work: Workplace, case_id: int, sent_at: date | None = None) -> tuple[Feedback, ...]:
    """Record that every proposer got the form of this round. Raises Refused for a co-handled case and without proposers."""
    case = get_case(work, case_id)
    if not case.handling_role.answers_proposer:
        raise Refused("会办件不向提案者征询意见", "由主办单位征询")
    if not case.proposers:
        raise Refused("这一件没有填写提案者", "请先补上提案者")
    day = sent_at or work.today
    out = [replace(_form(work, case, proposer.name), sent_at=day) for proposer in case.proposers]
    for form in out:
        check_form(work, case, form)
    with work.store.writing():
        forms = tuple(FEEDBACK.save(work.store, form) for form in out)
        record_event(work, case_id, f"{NoteWords.FORMS_SENT} {len(forms)} 份", day=day)
    return forms


def record_feedback(
    work: Workplace,
    case_id: int,
    rating: str,
    proposer: str = "",
    *,
    returned_at: date | None = None,
    manner: Satisfaction | None = None,
    remark: str = "",
    file: str = "",
    why: str = "",
) -> FeedbackOutcome:
    """Record a returned form, by default the first proposer's. `rating`: code or label of the rating scale.

    A rating that is there already is corrected for a reason `why`, and the event keeps both. A 不满意 takes back a closing that
    came before it, to 征询意见.
    Raises Refused for an unknown rating, for a proposer whom the case does not name, without the reason of a correction, and
    while the present round has no answer that anybody could rate.
    """
    case = get_case(work, case_id)
    _refuse_unanswered(work, case)
    name = named_proposer(case, proposer)
    answer = rating_of(work, case, rating)
    known = _form(work, case, name)
    changes = _corrected(work, case, known, answer, why)
    before = f"{changes[0].old}→" if changes else ""
    form = replace(
        known,
        returned_at=returned_at or work.today,
        rating=answer.code,
        counts_as=answer.counts_as,
        manner=manner,
        remark=remark.strip(),
        file=file,
    )
    check_form(work, case, form)
    with work.store.writing():
        stored = FEEDBACK.save(work.store, form)
        record_event(
            work,
            case_id,
            f"{'更正' if before else '收到'}{name}{NoteWords.FEEDBACK_RECEIVED}{before}{answer.label}"
            + (f"（{form.remark}）" if form.remark else "")
            + (f"，原因：{why.strip()}" if changes else ""),
            changes,
            day=form.returned_at,
        )
        if stored.is_dissatisfied:
            take_back_closing(work, case_id, f"办结以后收到{name}不满意的反馈")
    forms = forms_of(work, case)
    missing = outstanding((p.name for p in case.proposers), forms)
    return FeedbackOutcome(stored, asks_for_second_round(forms), missing)


def _refuse_unanswered(work: Workplace, case: Case) -> None:
    if case.replied_at or case.status.is_replied or case.status.is_end:
        return
    again = current_round(work, case).number > 1
    remedy = "请先登记本轮的答复；上一轮的评价有误，请更正那一轮的登记（命令行用 amend），写明原因"
    raise Refused(
        "本轮还没有答复，不能登记反馈" if again else "还没有答复，不能登记反馈",
        remedy if again else "请先登记答复",
    )


def _corrected(
    work: Workplace, case: Case, known: Feedback, answer: Rating, why: str
) -> tuple[FieldChange, ...]:
    """The changed rating of a form that is back, by its labels; () if it is new or the same. Raises ReasonNeeded without `why`."""
    if not known.is_returned or known.rating == answer.code:
        return ()
    old = rating_label(work, case, known)
    if not why.strip():
        raise ReasonNeeded(
            f"{known.proposer}的评价已经登记为“{old}”，改为“{answer.label}”要写明原因",
            "请写一句原因，原来的评价会留在办理经过里",
        )
    return (FieldChange("satisfaction", old, answer.label),)


def forms_of(work: Workplace, case: Case) -> tuple[Feedback, ...]:
    """The forms of the current round."""
    return FEEDBACK.of(work.store, case.id, round=current_round(work, case).number)


def _form(work: Workplace, case: Case, proposer: str) -> Feedback:
    number = current_round(work, case).number
    known = FEEDBACK.of(work.store, case.id, round=number, proposer=proposer)
    return known[0] if known else Feedback(case.id, proposer, number)


def rating_label(work: Workplace, case: Case, form: Feedback) -> str:
    """The rating of a form as the place's own form names it; 「未收回」 before it is back."""
    if not form.is_returned:
        return "未收回"
    labels = {rating.code: rating.label for rating in rating_scale(work, case)}
    return labels.get(form.rating) or (form.counts_as.label if form.counts_as else form.rating)


def rating_of(work: Workplace, case: Case, word: str) -> Rating:
    """The rating of the case's scale with that code, label or meaning. Raises Refused, naming the scale, for any other word."""
    scale, wanted = rating_scale(work, case), word.strip()
    for rating in scale:
        if wanted in {rating.code, rating.label}:
            return rating
    by_meaning = [rating for rating in scale if wanted in {rating.counts_as, rating.counts_as.label}]
    if by_meaning:
        return by_meaning[0]
    raise Refused(f"反馈意见没有“{word}”这一项", f"可以填：{'、'.join(rating.label for rating in scale)}")


# Feedback of all signers together: whether each was visited and what each answered; several forms recorded
# at once.
@dataclass(frozen=True, slots=True)
class Answer:
    """The answer on one signer's form; `rating` is a code of the rating scale, "" if the form is not back."""

    proposer: str
    rating: str = ""
    manner: Satisfaction | None = None
    remark: str = ""


def record_answers(
    work: Workplace, case_id: int, answers: Iterable[Answer], returned_at: date | None = None, why: str = ""
) -> bool:
    """Record all answers that differ from the stored ones, in one transaction; True if one of this round is
    not satisfied. `returned_at`: when those forms came back, default today; a form that was back keeps its day, and `why` is the
    reason of its changed rating.
    """
    with work.store.writing():
        known = {form.proposer: form for form in forms_of(work, get_case(work, case_id))}
        for answer in answers:
            if answer.rating and answer != answer_of(known.get(answer.proposer), answer.proposer):
                back = known.get(answer.proposer)
                record_feedback(
                    work, case_id, answer.rating, answer.proposer,
                    manner=answer.manner, remark=answer.remark, why=why,
                    returned_at=back.returned_at if back and back.is_returned else returned_at,
                )  # fmt: skip
        return asks_for_second_round(forms_of(work, get_case(work, case_id)))


def answer_of(form: Feedback | None, proposer: str) -> Answer:
    """The answer on a stored form; an empty answer if it is not back."""
    if form is None or not form.is_returned:
        return Answer(proposer)
    return Answer(proposer, form.rating, form.manner, form.remark)


def visit_words(contacts: Iterable[Contact], proposer: str, round_number: int) -> str:
    """「走访情况」 of one signer in that round, derived from the contacts: 已走访, 已沟通, 免予走访 or 未走访."""
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
