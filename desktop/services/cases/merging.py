"""Merged handling 「并案」: similar matters share one reply body; each proposer gets a separate letter (DOMAIN 4.5).

Draft, sign-off and number of the first round are those of the lead case; contacts, letter and feedback stay with each
proposer. A second round is each proposer's own.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.services.cases.cases import find_case, get_case
from desktop.services.gates.joint_letter import lead_of
from desktop.services.office.recording import record_event
from desktop.services.office.workplace import Workplace
from desktop.store.cases import cases


def merger_words(work: Workplace, case: Case) -> str:
    """「并入第007号，一并答复」「另有2件并入：第008号、第009号」; "" for a case that is not merged."""
    if case.merged_into:
        lead = cases.read_case(work.store, case.merged_into)
        if lead is None:  # of a deleted case, whose lead case has been deleted too
            return "并入的主件已经删除"
        own = "" if lead_of(work, case) else "；二次办理由本件单独答复"
        return f"并入第{lead.number}号，一并答复{own}"
    others = cases.merged_with(work.store, case.id)
    names = "、".join(f"第{get_case(work, number).number}号" for number in others)
    return f"另有{len(others)}件并入：{names}" if others else ""


def merge_case(work: Workplace, case_id: int, into: int) -> Case:
    """Merge the case into `into`, whose reply then answers both. Raises Refused for cases that cannot share a reply."""
    case, main = get_case(work, case_id), get_case(work, into)
    _refuse_unlike(work, case, main)
    with work.store.writing():
        merged = replace(case, merged_into=main.id)
        cases.update_case(work.store, merged)
        record_event(work, case.id, f"并入第{main.number}号办理")
        record_event(work, main.id, f"第{case.number}号并入本件办理")
    return merged


def merge_by_name(work: Workplace, case_id: int, into: str) -> Case:
    """As `merge_case`, into the case that a person names by its number or `#id`. Raises Refused if there is none, or several."""
    return merge_case(work, case_id, find_case(work, into).id)


def unmerge_case(work: Workplace, case_id: int) -> Case:
    """Undo the merge of a case. Raises Refused if it is not merged."""
    case = get_case(work, case_id)
    if not case.merged_into:
        raise Refused("这一件没有并案", "不用拆开")
    if _is_signed(case):
        raise Refused(f"这一件已经是“{case.status.label}”，由主件一并答复，不能拆开", "二次办理可以单独答复")
    with work.store.writing():
        parted = replace(case, merged_into=0)
        cases.update_case(work.store, parted)
        record_event(work, case_id, "拆开并案，单独办理")
    return parted


def _is_signed(case: Case) -> bool:
    """True once the letter is signed: it can neither take in another proposer nor lose one."""
    return case.status in {Status.SIGNED_OFF, Status.NUMBERED} or case.status.is_replied


def _refuse_unlike(work: Workplace, case: Case, main: Case) -> None:
    if case.id == main.id:
        raise Refused("不能并入自己", "请选另一件")
    if main.merged_into:
        raise Refused(f"第{main.number}号已经并入别的办件", "请并入最前面的那一件")
    if not case.merged_into and cases.merged_with(work.store, case.id):
        raise Refused(f"第{case.number}号已有别的办件并入", "请先把那些办件拆开")
    if not (case.handling_role.answers_proposer and main.handling_role.answers_proposer):
        raise Refused("会办件不答复提案者，不能并案", "请核对办理方式")
    signed = next((one for one in (main, case) if _is_signed(one)), None)
    if signed is not None:
        raise Refused(f"第{signed.number}号已经是“{signed.status.label}”，不能再并案", "请分别办理")
    if case.matter_type is not main.matter_type:
        raise Refused("提案和代表建议不能合用一份答复", "请分别办理")
