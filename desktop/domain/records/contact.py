"""Contacts 「沟通」 with the proposer: visits, calls and meetings before, during and after handling (DOMAIN 3.7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.case.event import NoteWords
from desktop.domain.case.status import Status
from desktop.domain.rules.locality import ContactDemand
from desktop.domain.words.dates import short_date


class ContactPhase(StrEnum):
    """「办前、办中、办后」."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"

    @property
    def label(self) -> str:
        return {"before": "办前", "during": "办中", "after": "办后"}[self]


class ContactWay(StrEnum):
    """Way of contact. `WAIVED` records the reason why no contact is needed."""

    VISIT = "visit"
    PHONE = "phone"
    MEETING = "meeting"
    SURVEY = "survey"
    INVITED = "invited"
    VIDEO = "video"
    MESSAGE = "message"
    WRITTEN = "written"
    WAIVED = "waived"

    @property
    def label(self) -> str:
        return _WAY_LABELS[self]

    @property
    def face_to_face(self) -> bool:
        """True for ways that count as 「面商」 (in person)."""
        return self in {ContactWay.VISIT, ContactWay.MEETING, ContactWay.SURVEY, ContactWay.INVITED}


_WAY_LABELS = {
    ContactWay.VISIT: NoteWords.VISIT.value,
    ContactWay.PHONE: "电话",
    ContactWay.MEETING: NoteWords.MEETING.value,
    ContactWay.SURVEY: NoteWords.SURVEY.value,
    ContactWay.INVITED: NoteWords.INVITED.value,
    ContactWay.VIDEO: "视频",
    ContactWay.MESSAGE: "微信或短信",
    ContactWay.WRITTEN: "书面",
    ContactWay.WAIVED: f"免予{NoteWords.CONTACT}",
}


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact. For a waiver `points` is the reason. `id` 0 means "not stored yet"; `evidence` is the SHA-256 of a file."""

    case_id: int
    day: date
    way: ContactWay
    phase: ContactPhase = ContactPhase.BEFORE
    round: int = 1
    our_people: tuple[str, ...] = ()
    their_people: tuple[str, ...] = ()
    leader_joined: bool = False  # 分管领导参加
    place: str = ""
    points: str = ""
    promises: str = ""
    attitude: str = ""
    evidence: str = ""
    id: int = 0

    @property
    def label(self) -> str:
        """Day, phase and way in one line: 「3月12日 办前电话沟通」「3月26日 办中走访」."""
        verb = (
            ""
            if self.way in {ContactWay.VISIT, ContactWay.MEETING, ContactWay.SURVEY, ContactWay.WAIVED}
            else NoteWords.CONTACT
        )
        return f"{short_date(self.day)} {self.phase.label}{self.way.label}{verb}"


def contact_met(demand: ContactDemand, contacts: Iterable[Contact], round_number: int) -> bool:
    """True if the contacts of that round meet the locality's demand, or a waiver is recorded."""
    ways = {contact.way for contact in contacts if contact.round == round_number}
    if demand is ContactDemand.NONE or ContactWay.WAIVED in ways:
        return True
    return any(way.face_to_face for way in ways) if demand is ContactDemand.FACE_TO_FACE else bool(ways)


def phase_at(status: Status) -> ContactPhase:
    """The suggested phase of a contact entered while the case has `status`."""
    if status.is_replied:
        return ContactPhase.AFTER
    early = {Status.ASSIGNED, Status.SIGNED, Status.DISTRIBUTED, Status.CONTACTING, Status.REHANDLING}
    return ContactPhase.BEFORE if status in early else ContactPhase.DURING
