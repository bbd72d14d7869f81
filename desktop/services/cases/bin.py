"""The bin 「回收站」: a case entered by mistake is deleted into it, comes back whole, or leaves the store for ever.

Nothing leaves the bin by itself. A case in it is in no list, figure, search or paper, and every verb refuses it.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.case.case import Case
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import BinnedCase
from desktop.domain.errors import Refused
from desktop.services.cases.cases import case_name, get_case, plain_number
from desktop.services.office.recording import record_event
from desktop.services.office.workplace import Workplace
from desktop.store.cases import bin as binned
from desktop.store.cases import cases
from desktop.store.history.events import add_event
from desktop.store.history.handling import ROUNDS

_REPORTED = frozenset({Status.RETURN_REQUESTED, Status.RETURNED})
"""Statuses of which the assigning office knows."""
_SIGNED = frozenset({Status.SIGNED_OFF, Status.NUMBERED})


def delete_case(work: Workplace, case_id: int, reason: str) -> Case:
    """Put a case into the bin; returns it as it was.

    Raises Refused without a reason, for a case whose reply is or was out or that the assigning office has been asked to take
    back, and for one that shares its letter: others must be parted from it first, or the letter is signed.
    """
    case = get_case(work, case_id)
    if not reason.strip():
        raise Refused("没有写为什么删除", "请写一句原因，例如：重复录入")
    _refuse_known_outside(work, case)
    _refuse_shared(work, case)
    with work.store.writing():
        if case.merged_into:
            record_event(work, case.merged_into, f"{case_name(case)}（并入本件）已删除，放进回收站")
        _note(work, case.id, EventKind.DELETED, reason.strip())
        binned.bin_case(work.store, case.id, work.now())
    return case


def put_back(work: Workplace, case_id: int) -> Case:
    """Take a case out of the bin as it was; returns it.

    It stands alone if its lead case 「并案」 has been deleted, merged or signed meanwhile. Raises Refused if it is not in the bin.
    """
    case = binned_case(work, case_id)
    with work.store.writing():
        binned.unbin_case(work.store, case_id)
        _note(work, case_id, EventKind.PUT_BACK)
        if case.merged_into:
            case = _with_lead(work, case)
    return case


def delete_for_ever(work: Workplace, case_id: int) -> None:
    """Take a case of the bin out of the store with all its records and files. Raises Refused if it is not in the bin."""
    binned_case(work, case_id)
    binned.remove_binned(work.store, case_id)


def bin_list(work: Workplace) -> tuple[BinnedCase, ...]:
    """What lies in the bin, deleted last first."""
    return binned.binned_rows(work.store)


def binned_case(work: Workplace, case_id: int) -> Case:
    """The case of the bin with that id. Raises Refused if there is none."""
    case = cases.read_binned(work.store, case_id)
    if case is None:
        raise Refused(f"回收站里没有 #{case_id} 这一件", "请在回收站里核对")
    return case


def find_binned(work: Workplace, key: str) -> Case:
    """The case of the bin that a person names by `#12`, `12` or its number. Raises Refused if there is none, or several."""
    word = plain_number(key)
    rows = bin_list(work)
    found = [row for row in rows if word.removeprefix("#") == str(row.id)] or [
        row for row in rows if row.number and row.number.lstrip("0") == word.lstrip("0")
    ]
    if len(found) != 1:
        what = f"回收站里有 {len(found)} 件都是“{key}”" if found else f"回收站里没有“{key}”"
        raise Refused(what, "请用 chengban bin 查看回收站，再用 # 加序号指明")
    return binned_case(work, found[0].id)


def _refuse_known_outside(work: Workplace, case: Case) -> None:
    remedy = "要留存的办件不能删除；不再办理的，请写明原因撤案"
    if (
        case.status.is_replied
        or case.replied_at
        or any(one.replied_at for one in ROUNDS.of(work.store, case.id))
    ):
        raise Refused(f"{case_name(case)}已经答复过，不能删除", remedy)
    if case.status in _REPORTED:
        raise Refused(f"{case_name(case)}是“{case.status.label}”，交办单位已经知道，不能删除", remedy)


def _refuse_shared(work: Workplace, case: Case) -> None:
    others = [get_case(work, one) for one in cases.merged_with(work.store, case.id)]
    followers = [other for other in others if other.merged_into == case.id]
    if followers:
        raise Refused(f"{case_name(case)}有 {len(followers)} 件并入，不能删除", "请先拆开并案")
    if case.merged_into and case.status in _SIGNED:
        raise Refused(f"{case_name(case)}随主件已经签发，不能删除", "请写明原因撤案，或先把主件退回拟稿")


def _with_lead(work: Workplace, case: Case) -> Case:
    lead = cases.read_case(work.store, case.merged_into)
    if (
        lead is not None
        and not lead.merged_into
        and lead.status not in _SIGNED
        and not lead.status.is_replied
    ):
        record_event(work, lead.id, f"{case_name(case)}（并入本件）已从回收站放回")
        return case
    alone = replace(case, merged_into=0)
    cases.update_case(work.store, alone)
    why = f"{case_name(lead)}已经签发或另有并案" if lead else "主件已经删除"
    record_event(work, case.id, f"{why}，不再并案，单独办理")
    return alone


def _note(work: Workplace, case_id: int, kind: EventKind, why: str = "") -> None:
    add_event(work.store, Event(case_id, work.now(), kind, work.officer, note=why))
