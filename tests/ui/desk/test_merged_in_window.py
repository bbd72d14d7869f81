"""Merged cases 「并案」 on the desk: the page says so, the lead case names what they lack, and a case is parted again."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QPushButton

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.services.cases.cases import get_case
from desktop.services.cases.merging import merge_case
from desktop.services.handling.progress import move_case
from desktop.services.office.workplace import Workplace
from tests.ui.desk.test_gates_in_window import TO_LEADER, case_at, rows
from tests.ui.officer import Officer
from tests.ui.record_dialogs import panels, recorded


def two_cases(work: Workplace) -> tuple[Case, Case]:
    lead = case_at(work, TO_LEADER[:3])
    other = case_at(work, TO_LEADER[:3], number="086", ready=False)
    merge_case(work, other.id, lead.id)
    for step in TO_LEADER[3:]:
        move_case(work, lead.id, step, "按程序")
    return lead, other


def on_desk(officer: Officer, case_id: int) -> None:
    officer.open_case(case_id)
    officer.until(lambda: panels(officer).casework.found is not None and recorded(officer).case.id == case_id)


def test_the_lead_case_names_what_a_merged_case_lacks_and_leads_there(officer: Officer) -> None:
    lead, other = officer.program.worker.wait_for(two_cases)
    on_desk(officer, lead.id)
    officer.until(lambda: any("第086号：本轮沟通不够" in row.finding.words for row in rows(officer)))
    row = next(row for row in rows(officer) if "第086号：本轮沟通不够" in row.finding.words)
    row.mend_requested.emit(row.finding)
    officer.until(lambda: officer.desk.session.case.id == other.id)


def test_the_page_of_a_merged_case_says_so_and_parts_it(officer: Officer) -> None:
    _, other = officer.program.worker.wait_for(two_cases)
    on_desk(officer, other.id)
    rounds = panels(officer).handling.rounds
    officer.until(lambda: recorded(officer).merger == "并入第085号，一并答复")
    links = cast("list[QPushButton]", rounds.findChildren(QPushButton))
    (part,) = [link for link in links if link.text() == "解除并案"]
    part.click()
    officer.until(lambda: officer.program.worker.wait_for(get_case, other.id).merged_into == 0)
    officer.until(lambda: officer.desk.session.reply.case_id == other.id)
    assert officer.program.worker.wait_for(get_case, other.id).status is Status.LEADER_REVIEW
