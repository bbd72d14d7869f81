"""What a case waits for, in the window: on its row of the list, and below its subject on the desk."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from desktop.domain.case.case import Case, Proposer
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.status import Status
from desktop.domain.records.contact import ContactWay
from desktop.services.cases.cases import create_case
from desktop.services.handling import progress
from desktop.services.handling.contacts import record_contact
from desktop.services.handling.opinions import ask_opinions, chase
from desktop.services.handling.reviews import review_disclosure
from desktop.services.office.workplace import Workplace
from desktop.store.history.handling import DISCLOSURES
from desktop.ui.inbox.case_table_model import Column
from tests.complete_case import complete
from tests.ui.officer import Officer
from tests.ui.record_dialogs import panels, take_next_step

UNIT = "临江区城市更新和旧区改造工作领导小组办公室"
SUBJECT = "关于进一步完善城市更新背景下老旧工业园区公共服务配套设施统筹布局与长效管理机制的提案"


def awaiting(work: Workplace) -> Case:
    """A draft that waits for a unit with a long name, asked on 5 April and reminded once."""
    case = create_case(
        work,
        Case(
            number="085", region="长宁区", subject=SUBJECT, proposers=(Proposer("沈亦澄"),), officer="林越",
            co_units=(UNIT,), locality="shanghai-changning", assigned_at=date(2024, 2, 23),
        ),
    )  # fmt: skip
    for status in (Status.SIGNED, Status.DISTRIBUTED, Status.CONTACTING):
        progress.move_case(work, case.id, status)
    record_contact(work, case.id, ContactWay.VISIT, points="看了园区")
    progress.move_case(work, case.id, Status.DRAFTING)
    ask_opinions(work, case.id, (UNIT,), asked_at=date(2024, 4, 5), due_at=date(2024, 5, 5))
    chase(work, case.id, UNIT)
    return case


def signing(work: Workplace) -> Case:
    """A case with the leader that lacks its disclosure review."""
    case = create_case(
        work,
        Case(
            number="031", region="长宁区", subject="关于增设公交站点的提案", proposers=(Proposer("沈亦澄"),),
            leader="陈副主任", locality="shanghai-changning", assigned_at=date(2024, 2, 23),
        ),
    )  # fmt: skip
    complete(work, case.id)
    (reviewed,) = DISCLOSURES.of(work.store, case.id)
    DISCLOSURES.remove(work.store, reviewed.id)
    for status in (
        Status.SIGNED, Status.DISTRIBUTED, Status.CONTACTING, Status.DRAFTING, Status.SECTION_REVIEW, Status.OFFICE_REVIEW,
        Status.LEADER_REVIEW,
    ):  # fmt: skip
        progress.move_case(work, case.id, status)
    return case


def on_row(officer: Officer, number: str, role: Qt.ItemDataRole = Qt.ItemDataRole.ToolTipRole) -> str:
    """The tool tip of the subject, or another text, of the row with that number."""
    officer.settle()
    model = officer.inbox.model
    for place in range(model.rowCount()):
        row = model.case_row(place)
        if row is not None and row.number == number:
            return str(model.index(place, Column.SUBJECT).data(role))
    raise AssertionError(f"no row {number}")


def test_the_row_and_the_desk_name_the_unit_the_reminders_and_the_day(officer: Officer) -> None:
    case = officer.program.worker.wait_for(awaiting)
    officer.inbox.refresh()
    words = f"等{UNIT}的会办意见（已催 1 次，第 5 天）"
    officer.until(lambda: officer.inbox.model.rowCount() == 1)
    officer.until(lambda: on_row(officer, "085") == f"{SUBJECT}\n{words}")
    assert words in on_row(officer, "085", Qt.ItemDataRole.AccessibleDescriptionRole)
    officer.open_case(case.id)
    assert officer.desk.header.waits_for.text() == words


def test_a_row_before_a_gate_says_what_is_missing_as_soon_as_it_is_known(officer: Officer) -> None:
    case = officer.program.worker.wait_for(signing)
    officer.inbox.refresh()
    missing = "签发前还差 1 项：公开审查"
    officer.until(lambda: officer.inbox.model.rowCount() == 1)
    officer.until(lambda: on_row(officer, "031").endswith(missing))
    officer.open_case(case.id)
    assert officer.desk.header.waits_for.text() == missing
    officer.program.worker.wait_for(
        review_disclosure, case.id, Disclosure.PROACTIVE, "沈秘书", secrecy_reviewer="吴主任"
    )
    panels(officer).casework.reload()
    officer.until(lambda: officer.desk.header.waits_for.text() != missing)
    assert "签发（第" in officer.desk.header.waits_for.text()


def test_a_move_changes_the_sentence_on_the_desk(officer: Officer) -> None:
    case = officer.program.worker.wait_for(awaiting)
    officer.open_case(case.id)
    take_next_step(officer)
    officer.until(
        lambda: officer.desk.header.waits_for.text() == f"等科室核稿（第 1 天），另等{UNIT}的会办意见"
    )


def test_on_a_narrow_window_the_subject_and_the_sentence_go_before_the_steps(officer: Officer) -> None:
    case = officer.program.worker.wait_for(awaiting)
    officer.open_case(case.id)
    header = officer.desk.header
    assert header.stepper.isVisible()
    officer.program.window.resize(911, 500)  # 1366 pixels at 150 %
    officer.until(lambda: not header.stepper.isVisible())
    officer.until(lambda: header.waits_for.width() >= 200)
    officer.program.window.resize(1440, 900)
    officer.until(header.stepper.isVisible)
