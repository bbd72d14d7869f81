"""The archive folder 「归档」 of a case: its contents in order, retention period and folder name (DOMAIN 5.6; DA/T 22)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.case.case import Case, MatterType
from desktop.domain.words.file_names import without_forbidden


class ArchivePart(StrEnum):
    """One kind of document, in filing order: the outgoing reply first, then the incoming papers."""

    REPLY = "reply"
    APPROVAL_SHEET = "approval_sheet"
    DRAFTS = "drafts"
    PROPOSAL = "proposal"
    CONTACTS = "contacts"
    PRE_REPLIES = "pre_replies"
    CO_OPINIONS = "co_opinions"
    FEEDBACK = "feedback"
    SECOND_REPLY = "second_reply"
    DISCLOSURE = "disclosure"
    FOLLOWUP = "followup"
    ENCLOSURES = "enclosures"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ArchivePart.REPLY: "答复正本",
    ArchivePart.APPROVAL_SHEET: "发文稿纸（核稿、签发）",
    ArchivePart.DRAFTS: "定稿及修改稿",
    ArchivePart.PROPOSAL: "提案原文和交办通知",
    ArchivePart.CONTACTS: "沟通记录",
    ArchivePart.PRE_REPLIES: "预答复记录",
    ArchivePart.CO_OPINIONS: "会办意见和征求意见函",
    ArchivePart.FEEDBACK: "征询意见表",
    ArchivePart.SECOND_REPLY: "再次答复",
    ArchivePart.DISCLOSURE: "公开、保密审查表",
    ArchivePart.FOLLOWUP: "跟踪落实材料",
    ArchivePart.ENCLOSURES: "附件",
}
_LONGEST_TITLE = 40
_PLACES = ("省", "市", "县", "区", "旗", "州")


class Retention(StrEnum):
    """「保管期限」, the retention periods of 国家档案局令第8号. Which one a case gets is set by the office's own schedule."""

    PERMANENT = "permanent"
    THIRTY_YEARS = "thirty_years"
    TEN_YEARS = "ten_years"

    @property
    def label(self) -> str:
        return {"permanent": "永久", "thirty_years": "30年", "ten_years": "10年"}[self]


@dataclass(frozen=True, slots=True)
class ArchiveLine:
    """One line of the file index 「卷内目录」: present, missing, or not required for this case."""

    part: ArchivePart
    present: bool
    needed: bool
    detail: str = ""

    @property
    def is_missing(self) -> bool:
        return self.needed and not self.present


def archive_lines(
    present: Mapping[ArchivePart, str], needed: frozenset[ArchivePart]
) -> tuple[ArchiveLine, ...]:
    """The file index in filing order; parts that are neither present nor needed are omitted. `present` maps to a short detail."""
    return tuple(
        ArchiveLine(part, part in present, part in needed, present.get(part, ""))
        for part in ArchivePart
        if part in present or part in needed
    )


def suggested_retention(case: Case) -> Retention:
    """Permanent for a key case, else 30 years: common practice, to be checked against the office's schedule."""
    return Retention.PERMANENT if case.is_key else Retention.THIRTY_YEARS


def archive_by(closed: date) -> date:
    """The last day for archiving: 30 June of the year after the case was closed."""
    return date(closed.year + 1, 6, 30)


def folder_name(case: Case, year: int, *, in_recess: bool = False) -> str:
    """「2026年-区政协提案-15届4次-第085号-关于…」, with only characters that are valid in folder names on every system.

    Digits are Arabic, so that folders of one meeting sort by number. A matter put forward between sessions names no meeting.
    """
    proposal = case.matter_type is MatterType.CPPCC_PROPOSAL
    place = case.region[-1:] if case.region.endswith(_PLACES) else case.level.label
    channel = place + ("政协提案" if proposal else "人大代表建议")
    term = f"{case.term}届" if case.term else ""
    session = f"{case.session}次" if case.session and not in_recess else ""
    title = without_forbidden(case.subject)[:_LONGEST_TITLE].strip(" .")
    number = without_forbidden(case.number)
    named = f"第{number}号" if number else f"序号{case.id}"
    return "-".join(part for part in (f"{year}年", channel, term + session, named, title) if part)
