"""One store, one due day: every list, page, reminder and export says the same of each case and each clock."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.cli.program import run
from desktop.domain.case.case import Case, HandlingRole, MatterType
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery
from desktop.domain.figures.case_figures import FigureScope
from desktop.domain.records.contact import ContactWay
from desktop.domain.rules.clock import ClockName
from desktop.services.cases.board import board_sheet
from desktop.services.cases.cases import get_case
from desktop.services.cases.clocks import clock_of
from desktop.services.cases.work_list import list_cases
from desktop.services.handling import contacts, deadlines, feedback, opinions, progress, promises, reviews
from desktop.services.handling.case_view import view_case
from desktop.services.handling.casework import casework
from desktop.services.handling.due_list import DueWhat, deadlines_of, due_items, reminder_of_today
from desktop.services.office.workplace import Workplace, open_workplace
from desktop.services.reporting.calendar_sheet import agenda, export_calendar
from desktop.services.reporting.ledger import export_ledger, ledger_row
from desktop.services.reporting.statistics import gather_statistics
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import answered, move_on, new_case

FAR = 800
TODAY = date(2026, 5, 8)
_RULED = {
    DueWhat.RETURN: ClockName.RETURN,
    DueWhat.FIRST_CONTACT: ClockName.FIRST_CONTACT,
    DueWhat.FEEDBACK: ClockName.FEEDBACK,
    DueWhat.DISCLOSURE: ClockName.DISCLOSURE,
}


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Workplace]:
    """A case of every kind of clock, on 8 May 2026."""
    clock = Clock()
    work = open_workplace(tmp_path / "data", now=clock, officer="周经办")
    _fill(work, clock)
    clock.set(TODAY.isoformat())
    yield work
    work.close()


def _fill(work: Workplace, clock: Clock) -> None:
    clock.set("2026-02-09")
    new_case(work, number="001")
    new_case(work, number="002", due_at=date(2026, 5, 29))
    extended = new_case(work, number="003", is_key=True)
    deadlines.extend(work, extended.id, date(2026, 6, 9), "待市级部门明确口径", "区政府办公室")
    moved = new_case(work, number="004")
    new_case(work, number="005", handling_role=HandlingRole.CO_HANDLING, lead_unit="区文旅局")
    fed_back = answered(work, number="006")
    clock.set("2026-03-12")
    deadlines.pause(work, moved.id, "等待并案调整", date(2026, 3, 2), approved_by="区政府办公室")
    deadlines.resume(work, moved.id)
    deadlines.extend(work, moved.id, date(2026, 6, 19), "再议", "区政府办公室")
    asked = new_case(work, number="008", assigned_at=date(2026, 3, 10), matter_type=MatterType.NPC_SUGGESTION)
    opinions.ask_opinions(work, asked.id)
    promises.add_promise(work, asked.id, "完成预约系统改造", due_at=date(2026, 9, 30))
    feedback.send_forms(work, fed_back.id)
    clock.set("2026-05-06")
    new_case(work, number="009", locality="weixian", region="威县", assigned_at=date(2026, 5, 6))
    new_case(work, number="010", locality="chongyi", region="崇义县", assigned_at=date(2026, 4, 30))
    again = answered(work, number="011", assigned_at=date(2026, 3, 2))
    feedback.record_feedback(work, again.id, "不同意", "何青")
    progress.move_case(work, again.id, Status.REHANDLING, "何青不满意")
    contacts.record_contact(work, again.id, ContactWay.PHONE)
    paused = new_case(work, number="012", assigned_at=date(2026, 4, 1))
    deadlines.pause(work, paused.id, "等待改办答复")


def main_days(work: Workplace) -> dict[int, date]:
    """The due day of every case as its clock reckons it."""
    rows = list_cases(work, CaseQuery(limit=500)).rows
    days = {row.id: clock_of(work, get_case(work, row.id)).due for row in rows}
    assert all(days.values())
    return {number: day for number, day in days.items() if day}


def test_every_list_and_page_says_the_same_day_of_each_case(filled: Workplace) -> None:
    days = main_days(filled)
    assert {row.id: row.due.due_at for row in list_cases(filled, CaseQuery(limit=500)).rows} == days
    assert {number: get_case(filled, number).due_at for number in days} == days
    assert {number: view_case(filled, get_case(filled, number)).due.due_at for number in days} == days
    assert {number: casework(filled, number).clock.clock.due for number in days} == days
    cards = [row for page in board_sheet(filled, CaseQuery()).columns.values() for row in page.rows]
    assert {row.id: row.due.due_at for row in cards} == days


def test_every_page_says_the_same_state_of_each_case(filled: Workplace) -> None:
    """Late, soon, extended and paused are the same in list, page and card."""
    listed = {row.id: row.due for row in list_cases(filled, CaseQuery(limit=500)).rows}
    assert {number: view_case(filled, get_case(filled, number)).due for number in listed} == listed


def test_reminder_calendar_and_due_list_say_the_same_day(filled: Workplace, tmp_path: Path) -> None:
    days, items = main_days(filled), due_items(filled, FAR)
    mains = {DueWhat.REPLY, DueWhat.REHANDLING, DueWhat.OUR_OPINION}
    listed = {item.case_id: item.due_at for item in items if item.what in mains}
    running = {
        number
        for number, day in days.items()
        if not get_case(filled, number).status.is_replied
        and clock_of(filled, get_case(filled, number)).paused_since is None
    }
    assert listed == {number: days[number] for number in running}
    shown = [item for day in agenda(filled, TODAY, date(2027, 12, 31)) for item in day.due]
    assert {(i.case_id, i.what, i.about, i.due_at) for i in shown} == {
        (i.case_id, i.what, i.about, i.due_at) for i in items if i.due_at >= TODAY
    }
    reminded = reminder_of_today(filled)
    assert {(i.case_id, i.what, i.due_at) for i in reminded.items} <= {
        (i.case_id, i.what, i.due_at) for i in items
    }
    export_calendar(filled, tmp_path / "due.ics", FAR)
    text = (tmp_path / "due.ics").read_text(encoding="utf-8").replace("\r\n ", "")
    entries = text.split("BEGIN:VEVENT")[1:]
    assert len(entries) == len(items)
    for item in items:
        told = (f"DTSTART;VALUE=DATE:{item.due_at:%Y%m%d}", f"UID:case-{item.case_id}-{item.what}")
        assert any(all(words in entry for words in told) for entry in entries), item.label


def test_the_other_clocks_are_listed_as_they_are_explained(filled: Workplace) -> None:
    found = dict.fromkeys(_RULED, 0)
    for item in due_items(filled, FAR):
        if item.what in _RULED:
            explained = {one.clock.name: one.due for one in deadlines_of(filled, item.case_id)}
            assert explained[_RULED[item.what]] == item.due_at, item.label
            found[item.what] += 1
    assert all(found[what] for what in (DueWhat.RETURN, DueWhat.FIRST_CONTACT, DueWhat.DISCLOSURE))


def test_the_opinions_and_promises_of_a_page_are_those_of_the_due_list(filled: Workplace) -> None:
    listed = {
        (item.case_id, item.about, item.due_at)
        for item in due_items(filled, FAR)
        if item.what in {DueWhat.CO_OPINION, DueWhat.PROMISE}
    }
    pages = [casework(filled, number) for number in main_days(filled)]
    awaited = {
        (page.case.id, one.opinion.unit, one.opinion.due_at)
        for page in pages
        for one in page.opinions
        if one.opinion.is_awaited
    }
    promised = {
        (page.case.id, one.promise.text, one.promise.due_at) for page in pages for one in page.promises
    }
    assert listed == awaited | promised
    assert len(listed) == 3


def test_ledger_and_figures_say_the_same_day(filled: Workplace, tmp_path: Path) -> None:
    days = main_days(filled)
    assert {number: ledger_row(filled, get_case(filled, number))["due_at"] for number in days} == days
    export_ledger(filled, tmp_path / "台账.xlsx", CaseQuery(limit=500))
    sheet = load_workbook(tmp_path / "台账.xlsx").worksheets[0]
    _title, head, *lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    number, due = head.index(REGISTRY["number"].field.label), head.index(REGISTRY["due_at"].field.label)
    by_number = {get_case(filled, case_id).number: day for case_id, day in days.items()}
    assert {str(line[number]): line[due].date() for line in lines if line[number]} == by_number
    on_time = gather_statistics(filled, FigureScope()).rate("on_time_rate").counted
    assert [get_case(filled, number).number for number in on_time] == ["006", "011"]  # 011 by its first reply


def test_the_command_line_says_the_same_day(filled: Workplace, capfd: pytest.CaptureFixture[str]) -> None:
    days = main_days(filled)

    def asked(*words: str) -> object:
        capfd.readouterr()
        folder = str(filled.data_dir)
        assert run(["--data", folder, *words], _at(TODAY), lambda: None) == 0
        return json.loads(capfd.readouterr().out)

    listed = asked("list", "--limit", "500", "--json")
    assert {row["id"]: row["due_at"] for row in listed} == {n: d.isoformat() for n, d in days.items()}  # type: ignore[attr-defined]
    states = {row["id"]: row["due_state"] for row in listed}  # type: ignore[attr-defined]
    for number, day in days.items():
        page, due = asked("show", f"#{number}", "--json"), asked("due", f"#{number}", "--json")
        assert page["due_at"] == due["due_at"] == day.isoformat()  # type: ignore[index]
        assert page["due_state"] == states[number]  # type: ignore[index]


def _at(day: date) -> Callable[[], datetime]:
    return lambda: datetime.combine(day, datetime.min.time()).replace(hour=9)


def test_no_case_has_another_day_stored_than_reckoned_after_any_verb(filled: Workplace) -> None:
    """After moves, undos and corrections too."""
    for row in list_cases(filled, CaseQuery(limit=500)).rows:
        case = get_case(filled, row.id)
        if case.status is Status.ASSIGNED:
            move_on(filled, case.id, Status.SIGNED)
            assert clock_of(filled, get_case(filled, case.id)).due == get_case(filled, case.id).due_at
            progress.undo_move(filled, case.id)
        if case.status is Status.FEEDBACK_WAIT:
            reviews.publish(filled, case.id, "区政府网站")
        now: Case = get_case(filled, case.id)
        assert clock_of(filled, now).due == now.due_at
