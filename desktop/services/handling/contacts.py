"""Contacts 「沟通」: record, list, change and remove, including the waiver of a contact; files that prove them 「佐证」."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from desktop.documents.reading.candidate import explain_os_error
from desktop.documents.reading.guarded import GuardedReader
from desktop.domain.case.case import Case
from desktop.domain.errors import FileProblem, Refused
from desktop.domain.gates.readiness import Need
from desktop.domain.gates.standing import standing_of
from desktop.domain.records.contact import Contact, ContactPhase, ContactWay, phase_at
from desktop.domain.records.waiver import Waiver
from desktop.services.cases.approval import refuse_own_approval
from desktop.services.cases.cases import get_case
from desktop.services.cases.clocks import current_round
from desktop.services.handling.record_days import check_contact
from desktop.services.office.recording import record_event
from desktop.services.office.rules import rules_of
from desktop.services.office.workplace import Workplace
from desktop.store.cases.case_files import Purpose, content_of, files_of, store_file
from desktop.store.history.events import events_of
from desktop.store.history.handling import CONTACTS, WAIVERS

# Evidence 「佐证」: photos, scans and letters, stored with the case and identified by their hash.
LARGEST_MIB = 100
"""Largest evidence file: enough for a scan of many pages, too small for a video."""


def store_evidence(work: Workplace, case_id: int, path: Path) -> str:
    """Store a file with the case and return its SHA-256. Raises FileProblem, and Refused for a file over LARGEST_MIB."""
    try:
        if path.stat().st_size > LARGEST_MIB * 1024 * 1024:
            raise Refused(f"“{path.name}”超过 {LARGEST_MIB} MB", "请压缩后再附，或只记下存放的地方")
        content = path.read_bytes()
    except OSError as error:
        raise explain_os_error(error) from error
    store_file(work.store, case_id, path.name, content, Purpose.ATTACHMENT, work.now())
    return hashlib.sha256(content).hexdigest()


def read_words(_work: Workplace, path: Path) -> str:
    """The text of a Word, PDF or text file, read in the guarded child process. Raises FileProblem. Does not
    use the store.
    """
    with GuardedReader() as reader:
        return reader.read_document(path).text.strip()


def evidence_name(work: Workplace, case_id: int, digest: str) -> str:
    """The file name of stored evidence; "" if the case has no file with that hash."""
    return next((file.name for file in files_of(work.store, case_id) if file.hash == digest), "")


def copy_evidence(work: Workplace, case_id: int, digest: str, folder: Path) -> Path:
    """Copy stored evidence into `folder`, to be opened by another program. Raises FileProblem."""
    name = evidence_name(work, case_id, digest)
    if not name:
        raise FileProblem("这份材料不在库里", "请核对附件")
    out = folder / Path(name).name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        out.write_bytes(content_of(work.store, digest))
    except OSError as error:
        raise explain_os_error(error) from error
    return out


def record_contact(
    work: Workplace,
    case_id: int,
    way: ContactWay,
    *,
    day: date | None = None,
    phase: ContactPhase | None = None,
    our_people: tuple[str, ...] = (),
    their_people: tuple[str, ...] = (),
    leader_joined: bool = False,
    place: str = "",
    points: str = "",
    promises: str = "",
    attitude: str = "",
    evidence: str = "",
    approved_by: str = "",
) -> Contact:
    """Record one contact in the current round; for a waiver `points` is the reason and `approved_by` who agreed.

    Defaults: today, the phase of that day, the first proposer and the officer. Raises Refused for a day that contradicts
    others, and for a waiver without a reason, or without the approver that the place wants.
    """
    case = get_case(work, case_id)
    when = day or work.today
    if way is ContactWay.WAIVED:
        _refuse_waiver(work, case, points, approved_by)
    first = case.first_proposer
    contact = Contact(
        case_id=case_id,
        day=when,
        way=way,
        phase=phase or _phase_on(case, when),
        round=current_round(work, case).number,
        our_people=our_people or ((work.officer,) if work.officer else ()),
        their_people=their_people or ((first.name,) if first else ()),
        leader_joined=leader_joined,
        place=place.strip(),
        points=points.strip(),
        promises=promises.strip(),
        attitude=attitude.strip(),
        evidence=evidence,
    )
    check_contact(work, case, contact)
    with work.store.writing():
        stored = CONTACTS.add(work.store, contact)
        words = contact.label + (f"：{contact.points}" if contact.points else "")
        if way is ContactWay.WAIVED and approved_by.strip():
            WAIVERS.add(work.store, _agreed(work, case, contact, approved_by.strip()))
            words += f"（{approved_by.strip()}同意）"
        words += after_signature(work, case, contact)
        record_event(work, case_id, words, day=contact.day)
    return stored


def after_signature(work: Workplace, case: Case, contact: Contact) -> str:
    """「，签发以后补记」 for a contact entered after the sign-off that holds, with a day up to it; else ""."""
    signed = standing_of(events_of(work.store, case.id)).sign_off
    return "，签发以后补记" if signed is not None and contact.day <= signed.happened_on else ""


def _refuse_waiver(work: Workplace, case: Case, reason: str, approved_by: str) -> None:
    if not reason.strip():
        raise Refused("免予沟通要写明原因", "例如：委员本人提出不需要走访")
    refuse_own_approval(work, case, approved_by)
    approver = rules_of(work, case).required.contact_waiver_by
    if approver and not approved_by.strip():
        raise Refused(f"免予沟通要有{approver.label}同意", f"请写明同意的{approver.label}")


def _agreed(work: Workplace, case: Case, contact: Contact, approved_by: str) -> Waiver:
    answers = case.handling_role.answers_proposer
    return Waiver(
        case.id,
        Need.CONTACT,
        "",
        contact.points,
        work.officer,
        contact.day,
        contact.round,
        answers,
        approved_by,
    )


def _phase_on(case: Case, day: date) -> ContactPhase:
    """The phase of the current status; once a reply is out its day tells what came before and after it."""
    if case.replied_at is None or day == case.replied_at:
        return phase_at(case.status)
    return ContactPhase.DURING if day < case.replied_at else ContactPhase.AFTER


def contacts_of(work: Workplace, case_id: int) -> tuple[Contact, ...]:
    """Every contact of the case, by day."""
    return tuple(sorted(CONTACTS.of(work.store, case_id), key=lambda contact: (contact.day, contact.id)))
