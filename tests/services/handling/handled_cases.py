"""Cases at the stages of their handling, as the tests of this folder need them."""

from __future__ import annotations

from datetime import date

from desktop.domain.case.case import Ask, Case, Proposer
from desktop.domain.case.status import Status
from desktop.services.cases.cases import create_case, get_case
from desktop.services.handling import progress
from desktop.services.office.workplace import Workplace
from tests.complete_case import complete


def new_case(work: Workplace, **facts: object) -> Case:
    plain: dict[str, object] = {
        "region": "长宁区",
        "number": "085",
        "subject": "关于社区科普场馆延时开放的提案",
        "proposers": (Proposer("林一帆"), Proposer("何青")),
        "asks": (Ask(1, "延长周末开放时间"),),
        "co_units": ("区文旅局", "区教育局"),
        "section": "科普科",
        "assigned_at": date(2026, 2, 9),
    }
    return create_case(work, Case(**plain | facts))  # type: ignore[arg-type]


def move_on(work: Workplace, case_id: int, *way: Status) -> None:
    for status in way:
        progress.move_case(work, case_id, status, "按程序办理")


TO_DRAFT = (Status.SIGNED, Status.DISTRIBUTED, Status.CONTACTING, Status.DRAFTING)

TO_LEADER = (*TO_DRAFT, Status.SECTION_REVIEW, Status.OFFICE_REVIEW, Status.LEADER_REVIEW)

OUT = (Status.SIGNED_OFF, Status.NUMBERED, Status.REPLIED, Status.FEEDBACK_WAIT)


def answered(work: Workplace, **facts: object) -> Case:
    case = new_case(work, **facts)
    move_on(work, case.id, *TO_LEADER)
    complete(work, case.id, handling_result="列入计划拟解决")
    move_on(work, case.id, *OUT)
    return get_case(work, case.id)


def history(work: Workplace, case_id: int) -> str:
    return "\n".join(event.label for event in progress.events(work, case_id))
