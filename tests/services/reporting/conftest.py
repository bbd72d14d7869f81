"""A week of April 2024 with cases due before, in and after it. Today is Tuesday, 9 April."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.case import Case, HandlingRole, MatterType, Proposer
from desktop.domain.case.status import Status
from desktop.services.cases.cases import create_case
from desktop.services.handling import opinions
from desktop.services.office.office import Office, save_office
from desktop.services.office.workplace import Workplace


def due(work: Workplace, number: str, day: date, **facts: object) -> Case:
    """A case in drafting, so that only its main clock and its own records count."""
    plain: dict[str, object] = {
        "number": number,
        "subject": f"关于事项{number}的提案",
        "proposers": (Proposer("沈亦澄"),),
        "status": Status.DRAFTING,
        "assigned_at": date(2024, 1, 22),
        "due_at": day,
        "section": "科创科",
    }
    return create_case(work, Case(**plain | facts))  # type: ignore[arg-type]


@pytest.fixture
def week(work: Workplace) -> Workplace:
    """Two late cases, one of them of this week; one due today, two later this week; one next Monday."""
    save_office(work, Office(unit="澄江区民政局"))
    due(work, "001", date(2024, 4, 3), officer="林越")
    due(work, "002", date(2024, 4, 8))
    due(work, "", date(2024, 4, 9), subject="关于图书室的提案", section="")
    due(
        work,
        "004",
        date(2024, 4, 14),
        handling_role=HandlingRole.CO_HANDLING,
        matter_type=MatterType.NPC_SUGGESTION,
    )
    waiting = due(
        work,
        "005",
        date(2024, 6, 28),
        handling_role=HandlingRole.LEAD,
        co_units=("区财政局",),
        officer="周砚",
    )
    opinions.ask_opinions(work, waiting.id, ("区财政局",), due_at=date(2024, 4, 12))
    due(work, "006", date(2024, 4, 15))
    return work
