"""A recognised reply into the store: its case made or found, a reply added where there is none, nothing overwritten."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.case import Case
from desktop.domain.intake.parsed_reply import ParsedReply
from desktop.domain.reply import Reply
from desktop.services.case_intake import Taken
from desktop.services.cases import IMPORT, create_case
from desktop.services.intake_outcome import ImportStatus
from desktop.services.reply_intake import case_of_reply, reply_of
from desktop.services.workplace import Workplace
from desktop.store import cases, replies


def take_reply(work: Workplace, parsed: ParsedReply, *, dry_run: bool) -> tuple[Taken, str]:
    """What became of the reply, and a short sentence on it. Inside the caller's transaction; a dry run writes nothing."""
    case = case_of_reply(work, parsed)
    twin = cases.same_matter(work.store, case)
    known = cases.read_case(work.store, twin) if twin else None
    case = known or case
    reply = reply_of(work, case, parsed)
    status, words = _verdict(work, known, reply)
    if not dry_run and status in {ImportStatus.NEW, ImportStatus.UPDATED}:
        case = known or create_case(work, case, IMPORT)
        replies.add_reply(work.store, replace(reply, case_id=case.id), work.now())
    return Taken(case, status), words


def _verdict(work: Workplace, known: Case | None, reply: Reply) -> tuple[ImportStatus, str]:
    if known is None:
        return ImportStatus.NEW, "新建办件和答复"
    stored = replies.read_reply(work.store, known.id)
    if stored is None:
        return ImportStatus.UPDATED, f"办件 #{known.id} 已在，补入答复"
    if stored.sections == reply.sections:
        return ImportStatus.UNCHANGED, f"与办件 #{known.id} 的答复相同"
    return ImportStatus.REFUSED, f"办件 #{known.id} 已有答复，没有覆盖"
