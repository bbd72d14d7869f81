"""Fixtures: a workplace in memory and an adjustable clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.case.case import Ask, Case, HandlingRole, Proposer
from desktop.domain.case.status import Status
from desktop.services.cases.cases import create_case
from desktop.services.office.workplace import Workplace, set_up
from desktop.services.writing.drafting import open_reply
from desktop.store.file.store import Store


class Clock:
    """A clock that shows 9 April 2024, 10:42, until it is advanced."""

    def __init__(self) -> None:
        self.moment = datetime(2024, 4, 9, 10, 42)

    def __call__(self) -> datetime:
        return self.moment

    def pass_minutes(self, minutes: float) -> None:
        self.moment += timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def work(clock: Clock, tmp_path: Path) -> Iterator[Workplace]:
    opened = set_up(Store.in_memory(), tmp_path, now=clock, officer="林越")
    yield opened
    opened.close()


@pytest.fixture
def case(work: Workplace) -> Case:
    """An invented proposal, just assigned, under the rule book of 长宁."""
    return create_case(
        work,
        Case(
            region="临江区",
            term=15,
            session=4,
            number="085",
            subject="关于推动生物医药孵化器建设的提案",
            proposers=(Proposer("沈亦澄"),),
            asks=(Ask(1, "设立产业基金"), Ask(2, "引进运营团队")),
            co_units=("区投资促进办公室",),
            section="科创科",
            assigned_at=date(2024, 1, 22),
            due_at=date(2024, 4, 21),
            locality="shanghai-changning",
        ),
    )


@pytest.fixture
def reviewed(work: Workplace) -> Case:
    """A case under section review, with a reply."""
    stored = create_case(
        work,
        Case(
            number="085", subject="关于改善社区图书室的提案", status=Status.SECTION_REVIEW,
            proposers=(Proposer("林晓舟"), Proposer("沈亦澄")), handling_role=HandlingRole.LEAD,
            co_units=("区财政局",), assigned_at=date(2024, 2, 23),
        ),
    )  # fmt: skip
    open_reply(work, stored.id)
    return stored
