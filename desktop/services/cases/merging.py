"""Merged handling 「并案」: similar matters share one reply body; each proposer gets a separate letter (DOMAIN 4.5).

Draft, sign-off and number of the first round are those of the lead case; contacts, letter and feedback stay with each
proposer. A second round is each proposer's own.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.case.case import Case
from desktop.domain.case.reply import Reply
from desktop.domain.errors import Refused
from desktop.services.cases.cases import get_case
from desktop.services.cases.clocks import current_round
from desktop.services.office.workplace import Workplace, record_event
from desktop.store.cases import cases
from desktop.store.letters.replies import read_reply


def lead_of(work: Workplace, case: Case) -> Case | None:
    """The lead case whose letter answers this one in its present round; None for a case that has a letter of its own."""
    if not case.merged_into or current_round(work, case).number > 1:
        return None
    return get_case(work, case.merged_into)


def followers_of(work: Workplace, case: Case) -> tuple[Case, ...]:
    """The cases that the first letter of this case answers too, and that are not in a second round of their own."""
    if case.merged_into:
        return ()
    others = (get_case(work, number) for number in cases.merged_with(work.store, case.id))
    return tuple(other for other in others if lead_of(work, other))


def letter_of(work: Workplace, case: Case, round_number: int | None = None) -> Reply | None:
    """The stored letter that answers the case in that round, by default in the latest that has one; None without one.

    In the first round of a merged case it is the first letter of the lead case.
    """
    if case.merged_into and (round_number or current_round(work, case).number) == 1:
        return read_reply(work.store, case.merged_into, 1)
    return read_reply(work.store, case.id, round_number)


def merger_words(work: Workplace, case: Case) -> str:
    """「并入第007号，一并答复」「另有2件并入：第008号、第009号」; "" for a case that is not merged."""
    if case.merged_into:
        lead = get_case(work, case.merged_into)
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


def unmerge_case(work: Workplace, case_id: int) -> Case:
    """Undo the merge of a case. Raises Refused if it is not merged."""
    case = get_case(work, case_id)
    if not case.merged_into:
        raise Refused("这一件没有并案", "不用拆开")
    with work.store.writing():
        parted = replace(case, merged_into=0)
        cases.update_case(work.store, parted)
        record_event(work, case_id, "拆开并案，单独办理")
    return parted


def _refuse_unlike(work: Workplace, case: Case, main: Case) -> None:
    if case.id == main.id:
        raise Refused("不能并入自己", "请选另一件")
    if main.merged_into:
        raise Refused(f"第{main.number}号已经并入别的办件", "请并入最前面的那一件")
    if not case.merged_into and cases.merged_with(work.store, case.id):
        raise Refused(f"第{case.number}号已有别的办件并入", "请先把那些办件拆开")
    if not (case.handling_role.answers_proposer and main.handling_role.answers_proposer):
        raise Refused("会办件不答复提案者，不能并案", "请核对办理方式")
    if case.matter_type is not main.matter_type:
        raise Refused("提案和代表建议不能合用一份答复", "请分别办理")
