"""Archiving 「归档」: completeness of the case folder, retention period and folder name."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import dataclass

from desktop.domain.case.archive_folder import (
    ArchiveLine,
    ArchivePart,
    Retention,
    archive_lines,
    folder_name,
    suggested_retention,
)
from desktop.domain.case.case import Case
from desktop.domain.records.followup_letter import FollowupLetter
from desktop.domain.records.promise import Promise
from desktop.domain.rules.clock import Sitting, sitting_of
from desktop.domain.rules.locality import PreReplyDemand
from desktop.domain.words.dates import iso_date
from desktop.services.cases.cases import get_case
from desktop.services.cases.clocks import current_round
from desktop.services.gates.joint_letter import letter_of
from desktop.services.office.rules import rules_of
from desktop.services.office.workplace import Workplace
from desktop.store.cases.case_files import Purpose, files_of
from desktop.store.history.handling import (
    CO_OPINIONS,
    CONTACTS,
    DISCLOSURES,
    FEEDBACK,
    FOLLOWUP_LETTERS,
    PRE_REPLIES,
    PROMISES,
    REVIEWS,
)


@dataclass(frozen=True, slots=True)
class ArchiveCheck:
    """The archive folder of a case: its name, its list of papers and the default retention."""

    folder: str
    lines: tuple[ArchiveLine, ...]
    retention: Retention

    @property
    def missing(self) -> tuple[ArchivePart, ...]:
        """The required parts that are absent."""
        return tuple(line.part for line in self.lines if line.is_missing)


def check_archive(work: Workplace, case_id: int) -> ArchiveCheck:
    """What the folder of a case contains and lacks, as far as the store knows."""
    case = get_case(work, case_id)
    year = (case.assigned_at or work.today).year
    lines = archive_lines(_present(work, case), _needed(work, case))
    recess = sitting_of(case.time_mark) is Sitting.RECESS
    return ArchiveCheck(folder_name(case, year, in_recess=recess), lines, suggested_retention(case))


def _present(work: Workplace, case: Case) -> dict[ArchivePart, str]:
    files = files_of(work.store, case.id)
    contacts, reviews = CONTACTS.of(work.store, case.id), REVIEWS.of(work.store, case.id)
    opinions = [opinion for opinion in CO_OPINIONS.of(work.store, case.id) if opinion.received_at]
    forms = [form for form in FEEDBACK.of(work.store, case.id) if form.is_returned]
    promises = PROMISES.of(work.store, case.id)
    reply = letter_of(work, case)
    enclosed = [file for file in files if file.purpose is Purpose.ATTACHMENT]
    found = {
        ArchivePart.REPLY: f"{iso_date(case.replied_at)} 答复" if case.replied_at else "",
        ArchivePart.APPROVAL_SHEET: f"{len(reviews)} 次核签" if reviews else "",
        ArchivePart.DRAFTS: f"第 {max((r.draft for r in reviews), default=1)} 稿" if reply else "",
        ArchivePart.PROPOSAL: "有原文"
        if case.body or any(f.purpose is Purpose.SOURCE for f in files)
        else "",
        ArchivePart.CONTACTS: _times(contacts),
        ArchivePart.PRE_REPLIES: _times(PRE_REPLIES.of(work.store, case.id)),
        ArchivePart.CO_OPINIONS: f"{len(opinions)} 份" if opinions else "",
        ArchivePart.FEEDBACK: f"{len(forms)} 份" if forms else "",
        ArchivePart.SECOND_REPLY: "第二次答复" if reply and reply.round > 1 and case.replied_at else "",
        ArchivePart.DISCLOSURE: "已审查" if DISCLOSURES.of(work.store, case.id) else "",
        ArchivePart.FOLLOWUP: _followed_up(promises, FOLLOWUP_LETTERS.of(work.store, case.id)),
        ArchivePart.ENCLOSURES: f"{len(enclosed)} 个" if enclosed else "",
    }
    return {part: detail for part, detail in found.items() if detail}


def _followed_up(promises: tuple[Promise, ...], letters: tuple[FollowupLetter, ...]) -> str:
    kept, sent = sum(one.kept_at is not None for one in promises), sum(bool(one.sent_at) for one in letters)
    words = f"{kept}/{len(promises)} 项兑现" if promises else ""
    return words + (f"，复函 {sent} 份" if sent else "")


def _times(records: Sized) -> str:
    return f"{len(records)} 次" if records else ""


def _needed(work: Workplace, case: Case) -> frozenset[ArchivePart]:
    needed = {ArchivePart.REPLY, ArchivePart.APPROVAL_SHEET, ArchivePart.DRAFTS, ArchivePart.PROPOSAL}
    if case.handling_role.answers_proposer:
        needed |= {ArchivePart.CONTACTS, ArchivePart.DISCLOSURE}
        needed |= {ArchivePart.FEEDBACK} if case.needs_feedback else set()
        needed |= {ArchivePart.CO_OPINIONS} if case.co_units else set()
        wants = rules_of(work, case).required.pre_reply is not PreReplyDemand.NONE
        needed |= {ArchivePart.PRE_REPLIES} if wants else set()
    if current_round(work, case).number > 1:
        needed.add(ArchivePart.SECOND_REPLY)
    return frozenset(needed)
