"""The rounds of a case with what each of them led to: nothing of the first is lost behind a second one 「二次办理」."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.case.case import Case
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.reply import ReplyFields
from desktop.domain.deadlines.case_clock import Extension
from desktop.domain.deadlines.deadline import Pause
from desktop.domain.records.feedback import Feedback, least_satisfied
from desktop.domain.records.handling_round import HandlingRound
from desktop.domain.records.issued_text import IssuedText
from desktop.domain.rules.locality import ResultPlace, Satisfaction
from desktop.domain.words.dates import chinese_date
from desktop.services.cases.clocks import current_round
from desktop.services.gates.joint_letter import letter_of
from desktop.services.office.rules import channel_of
from desktop.services.office.workplace import Workplace
from desktop.store.history.handling import DISCLOSURES, EXTENSIONS, FEEDBACK, ISSUED_TEXTS, PAUSES, ROUNDS


@dataclass(frozen=True, slots=True)
class RoundView:
    """One round with its letter. `result` is a code, `result_words` its words as the place writes them; "" = none yet.

    `forms` are those returned in this round, `issued` the letter as it was signed and corrected, oldest first, `text` as it went
    out, or as it stands. A merged case has the letter of its lead case in the first round.
    """

    round: HandlingRound
    letter: ReplyFields
    result_words: str = ""
    forms: tuple[Feedback, ...] = ()
    published_at: date | None = None
    extensions: tuple[Extension, ...] = ()
    pauses: tuple[Pause, ...] = ()
    issued: tuple[IssuedText, ...] = ()
    text: str = ""

    @property
    def number(self) -> int:
        return self.round.number

    @property
    def extended(self) -> bool:
        return bool(self.extensions)

    @property
    def result(self) -> str:
        return self.letter.handling_result or self.round.result

    @property
    def satisfaction(self) -> Satisfaction | None:
        return least_satisfied(self.forms)

    @property
    def disclosure(self) -> Disclosure | None:
        return self.letter.disclosure

    @property
    def words(self) -> tuple[str, ...]:
        """What is known of it, as short texts: days, result, signer, number, answers."""
        found, letter = self.round, self.letter
        late = "" if found.on_time is not False else "（逾期）"
        rating = self.satisfaction
        return tuple(
            filter(
                None,
                (
                    f"{chinese_date(found.replied_at)}答复{late}" if found.replied_at else "尚未答复",
                    f"期限 {chinese_date(found.due_at)}" if found.due_at else "",
                    *(extension.words for extension in self.extensions),
                    *(pause.words for pause in self.pauses),
                    self.result_words,
                    letter.document_number,
                    f"签发人 {letter.signer}" if letter.signer else "",
                    f"反馈 {rating.label}" if rating else "",
                ),
            )
        )


def rounds_of(work: Workplace, case: Case) -> tuple[RoundView, ...]:
    """Every round of the case, the first one first; the last one is the present one."""
    # The row of the present round is closed only when another one begins: until then the case has its days.
    present = current_round(work, case)
    now = replace(present, due_at=case.due_at, replied_at=case.replied_at)
    past = ROUNDS.of(work.store, case.id)[:-1]
    return tuple(_view(work, case, one) for one in (*past, now))


def _view(work: Workplace, case: Case, found: HandlingRound) -> RoundView:
    reply = letter_of(work, case, found.number)
    letter = reply.fields if reply else ReplyFields()
    reviewed = DISCLOSURES.of(work.store, reply.case_id if reply else case.id, round=found.number)
    forms = FEEDBACK.of(work.store, case.id, round=found.number)
    issued = ISSUED_TEXTS.of(work.store, reply.case_id, round=found.number) if reply else ()
    return RoundView(
        found,
        letter,
        result_words(work, case, letter.handling_result or found.result),
        tuple(form for form in forms if form.is_returned),
        reviewed[-1].published_at if reviewed else None,
        EXTENSIONS.of(work.store, case.id, round=found.number),
        PAUSES.of(work.store, case.id, round=found.number),
        issued,
        issued[-1].text if issued else reply.text if reply else "",
    )


def result_words(work: Workplace, case: Case, code: str) -> str:
    """A handling result as the place writes it, a letter or words; the code itself if the rule book has no such result."""
    channel = channel_of(work, case)
    result = channel.result(code) if code else None
    if result is None:
        return code
    as_letter = channel.result_place is ResultPlace.LETTER
    return result.mark if as_letter and result.mark else result.label
