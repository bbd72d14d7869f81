"""The facts that the gates look at: records of the present round and role, never a single field (decision 0010)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from desktop.domain.case.case import Case
from desktop.domain.case.reply import ReplyFields
from desktop.domain.gates.standing import Standing
from desktop.domain.letter.unwritten import LetterGap
from desktop.domain.records.co_opinion import CoOpinion
from desktop.domain.records.contact import Contact
from desktop.domain.records.examination import PointVerdict
from desktop.domain.records.feedback import Feedback
from desktop.domain.records.pre_reply import PreReply
from desktop.domain.records.promise import Promise
from desktop.domain.records.review import DisclosureRecord, Remark, Review
from desktop.domain.records.waiver import Consent, Waiver
from desktop.domain.rules.locality import Channel, Locality, SignerLevel


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """The letter of the present round: its fields and text, whether anything is written, its unfinished sections.

    `sections` are the keys of its sections.
    """

    fields: ReplyFields = field(default_factory=ReplyFields)
    text: str = ""
    is_written: bool = False
    gaps: tuple[LetterGap, ...] = ()
    sections: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GateFacts:
    """Everything about one case that a gate may ask for. Records are those of the present round, which is `round`.

    `letter` is None without a draft of this round, `disclosure` without a disclosure review. `opinions` are those asked for,
    and those of units named on the hand-over list that were never asked. `signer_level` is who must sign by the rule book.
    `issued` is the text that was signed last, None if none was kept; `draft` the number of the present draft 「第 n 稿」.
    `returned` are the points that the last examination returned, unless the letter was signed anew after it.
    """

    case: Case
    rules: Locality
    standing: Standing = field(default_factory=Standing)
    letter: LetterFacts | None = None
    contacts: tuple[Contact, ...] = ()
    pre_replies: tuple[PreReply, ...] = ()
    disclosure: DisclosureRecord | None = None
    reviews: tuple[Review, ...] = ()
    remarks: tuple[Remark, ...] = ()
    opinions: tuple[CoOpinion, ...] = ()
    returned: tuple[PointVerdict, ...] = ()
    forms: tuple[Feedback, ...] = ()
    consents: tuple[Consent, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    promises: tuple[Promise, ...] = ()
    issued: str | None = None
    draft: int = 1
    round: int = 1
    signer_level: SignerLevel = SignerLevel.DEPUTY

    @property
    def answers(self) -> bool:
        """True where this unit answers the proposer, False where it sends an opinion to the lead unit."""
        return self.case.handling_role.answers_proposer

    def as_of(self, day: date) -> GateFacts:
        """These facts without the records dated after that day, which cannot have let a case pass on it."""
        return replace(
            self,
            contacts=tuple(one for one in self.contacts if one.day <= day),
            pre_replies=tuple(one for one in self.pre_replies if (one.answered_at or one.shown_at) <= day),
            disclosure=self.disclosure if self.disclosure and self.disclosure.decided_at <= day else None,
            reviews=tuple(one for one in self.reviews if one.day <= day),
            consents=tuple(one for one in self.consents if one.day <= day),
        )

    @property
    def signed_on(self) -> date | None:
        """The day of the sign-off that holds; None without one, and for a case that came in signed."""
        return self.standing.sign_off.happened_on if self.standing.sign_off else None

    @property
    def channel(self) -> Channel:
        """The wording and the result classes of this kind of matter."""
        return self.rules.channel(self.case.matter_type, self.case.level)

    def waiver(self, need: str, key: str = "") -> Waiver | None:
        """The record that passes this finding; None if there is none of this kind of role."""
        return next(filter(lambda one: self._passes(one, need, key), reversed(self.waivers)), None)

    def _passes(self, waiver: Waiver, need: str, key: str) -> bool:
        same = (waiver.need, waiver.key) == (need, key) and waiver.answers_proposer is self.answers
        return same and bool(waiver.reason.strip())

    @property
    def dissatisfied(self) -> tuple[str, ...]:
        """The proposers of this round who are not satisfied 「不满意」 and have not agreed to the closing."""
        return tuple(form.proposer for form in self.forms if form.is_dissatisfied and not self._agreed(form))

    def _agreed(self, form: Feedback) -> bool:
        """True if that proposer has agreed to the closing, in words, since the form came back."""
        given = (one for one in self.consents if one.proposer == form.proposer and one.words.strip())
        return any(form.returned_at is None or one.day >= form.returned_at for one in given)
