"""Merged cases 「并案」 on the desk: the page says so, the lead case names what they lack, and a case is parted again."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.services.cases.cases import get_case
from desktop.services.cases.merging import merge_case
from desktop.services.handling.feedback import record_feedback
from desktop.services.handling.progress import move_case
from desktop.services.office.workplace import Workplace
from desktop.ui.parts.labels import Pill
from tests.ui.desk.test_gates_in_window import OUT, TO_LEADER, case_at, rows
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


def handled_again(work: Workplace) -> Case:
    case = case_at(work, (*TO_LEADER, *OUT))
    record_feedback(work, case.id, "不同意", "林晓舟", remark="没有时间表")
    return move_case(work, case.id, Status.REHANDLING, "林晓舟不满意：没有时间表")


def pills(officer: Officer) -> list[str]:
    found = cast("list[Pill]", officer.desk.header.findChildren(Pill))
    return [pill.text() for pill in found if pill.isVisible()]


def words_of(part: QWidget) -> str:
    return "\n".join(label.text() for label in cast("list[QLabel]", part.findChildren(QLabel)))


def test_a_second_round_shows_itself_and_the_first_reply_with_its_signer(officer: Officer) -> None:
    case = officer.program.worker.wait_for(handled_again)
    on_desk(officer, case.id)
    officer.until(lambda: "第2次办理" in pills(officer))
    told = words_of(panels(officer).handling.rounds)
    assert "第 1 次：2024年4月9日答复" in told
    assert "签发人 周砚" in told
    assert "反馈 不满意" in told
    assert "第 2 次：尚未答复" in told
    assert "林晓舟不满意：没有时间表" in told


def test_the_header_says_which_cases_share_the_letter(officer: Officer) -> None:
    lead, other = officer.program.worker.wait_for(two_cases)
    on_desk(officer, lead.id)
    officer.until(lambda: "另有1件并入" in pills(officer))
    on_desk(officer, other.id)
    officer.until(lambda: "并入第085号，一并答复" in pills(officer))


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
