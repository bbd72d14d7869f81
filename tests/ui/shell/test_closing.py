"""Closing the window: what was typed and asked for is written first, and what was refused keeps the window open once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from threading import Event
from typing import cast

import pytest
from PySide6.QtGui import QGuiApplication

from desktop.domain.case.case import Case, HandlingRole, Proposer
from desktop.domain.case.status import Status
from desktop.services.cases.cases import create_case, get_case, set_fields
from desktop.services.many_cases import assign_cases
from desktop.services.office.office import read_office
from desktop.services.office.workplace import Workplace, open_workplace
from desktop.services.writing.drafting import open_reply, set_reply_fields
from desktop.ui.board.board_page import BoardPage
from desktop.ui.parts.notice import Notice
from desktop.ui.settings.settings_page import SettingsPage
from desktop.ui.shell.pages import Place
from desktop.ui.store_worker import Steps, StepsTask
from tests.complete_case import complete
from tests.ui.officer import Officer
from tests.ui.opened_program import MORNING
from tests.ui.store_threads import faulty, refusing

A, B = 1, 2


def begin_cases(work: Workplace) -> None:
    for number in ("085", "086"):
        case = Case(
            number=number, subject=f"关于第{number}号建议的提案", proposers=(Proposer("林晓舟"),), section="文化科",
            handling_role=HandlingRole.LEAD, status=Status.DRAFTING, assigned_at=date(2024, 2, 23),
        )  # fmt: skip
        complete(work, create_case(work, case).id)


def begin_many(work: Workplace, count: int) -> None:
    for number in range(1, count + 1):
        create_case(
            work,
            Case(
                number=f"{number:03}",
                subject=f"关于第{number}条道路的提案",
                section="文化科",
                status=Status.DRAFTING,
            ),
        )


@pytest.fixture
def at_desk(officer: Officer) -> Officer:
    officer.program.worker.wait_for(begin_cases)
    officer.open_case(A)
    return officer


def stored_after(officer: Officer) -> Iterator[Workplace]:
    """The store of the program, which is ended."""
    officer.program.close()
    work = open_workplace(officer.program.data_dir, now=lambda: MORNING)
    yield work
    work.close()


def opening_text(work: Workplace, case_id: int) -> str:
    return next(one.text for one in open_reply(work, case_id).sections if one.key == "opening")


def notice_of(officer: Officer) -> Notice:
    found = officer.program.window.notice.notice
    assert found is not None
    return found


def test_a_move_that_waits_for_the_text_is_made_before_the_window_closes(at_desk: Officer) -> None:
    at_desk.desk.session.edit_section("opening", "最后一句。")
    at_desk.desk.moves.move(Status.SECTION_REVIEW)
    assert at_desk.program.window.close()
    for work in stored_after(at_desk):
        assert get_case(work, A).status is Status.SECTION_REVIEW
        assert opening_text(work, A) == "最后一句。"


def test_the_next_step_asked_for_just_before_is_made_before_the_window_closes(at_desk: Officer) -> None:
    at_desk.desk.session.edit_section("opening", "最后一句。")
    at_desk.desk.moves.advance()
    assert at_desk.program.window.close()
    for work in stored_after(at_desk):
        assert get_case(work, A).status is Status.SECTION_REVIEW
        assert opening_text(work, A) == "最后一句。"


def test_a_card_moved_just_before_is_moved_before_the_window_closes(at_desk: Officer) -> None:
    at_desk.show(Place.BOARD)
    cast("BoardPage", at_desk.program.window.findChild(BoardPage)).moves.move(B, Status.SECTION_REVIEW)
    assert at_desk.program.window.close()
    for work in stored_after(at_desk):
        assert [get_case(work, case).status for case in (A, B)] == [Status.DRAFTING, Status.SECTION_REVIEW]


def test_a_job_on_a_long_list_asked_for_just_before_closing_is_not_lost(officer: Officer) -> None:
    """The list is longer than what has been read of it."""
    officer.program.worker.wait_for(begin_many, 130)
    officer.inbox.refresh()
    officer.settle()
    officer.inbox.table.chosen._view.selectAll()
    officer.inbox.many.move(Status.SECTION_REVIEW)
    window = officer.program.window
    assert not window.close()
    assert notice_of(officer).what == "批量办理还没有做完。"
    officer.settle()
    assert officer.program.worker.wait_for(get_case, 130).status is Status.SECTION_REVIEW


def test_a_refused_question_before_a_move_keeps_the_window_open_once(at_desk: Officer) -> None:
    window = at_desk.program.window
    at_desk.desk.moves.move(Status.REPLIED, jump=True)
    assert not window.close()
    assert "不能流转到“已答复”" in notice_of(at_desk).what
    assert window.close()


def test_text_typed_and_left_for_the_list_is_stored_before_the_window_closes(at_desk: Officer) -> None:
    at_desk.desk.session.edit_section("opening", "第一句。")
    at_desk.program.window.show_inbox()
    at_desk.desk.session.edit_section("opening", "最后一句。")
    assert at_desk.program.window.close()
    for work in stored_after(at_desk):
        assert opening_text(work, A) == "最后一句。"


def test_facts_of_the_office_are_stored_before_the_window_closes(at_desk: Officer) -> None:
    at_desk.show(Place.SETTINGS)
    office = cast("SettingsPage", at_desk.program.window.findChild(SettingsPage)).office
    office.boxes["unit"].show_text("长宁区科学技术委员会")
    assert at_desk.program.window.close()
    for work in stored_after(at_desk):
        assert read_office(work).unit == "长宁区科学技术委员会"


def test_a_move_refused_while_the_window_closes_is_told_and_keeps_it_open_once(at_desk: Officer) -> None:
    window = at_desk.program.window
    at_desk.desk.session.edit_section("opening", "最后一句。")
    at_desk.desk.moves.carry_out(at_desk.desk.session.case, Status.REPLIED, "")
    assert not window.close()
    assert window.isVisible()
    assert "不能直接到“已答复”" in notice_of(at_desk).what
    assert window.close()
    for work in stored_after(at_desk):
        assert get_case(work, A).status is Status.DRAFTING
        assert opening_text(work, A) == "最后一句。"


def test_text_that_cannot_be_stored_keeps_the_window_open_until_it_is_given_up(at_desk: Officer) -> None:
    window = at_desk.program.window
    with refusing(at_desk, at_desk.program.worker):
        at_desk.desk.session.edit_section("opening", "最后一句。")
        assert not window.close()
        assert window.isVisible()
        assert "数据读不出来" in notice_of(at_desk).what
        for _ in range(2):  # never over the text
            assert not window.close()
            assert notice_of(at_desk).what == "写好的内容还没有保存。"
        (copy,) = notice_of(at_desk).actions
        copy.act()
        assert not window.isVisible()
        assert QGuiApplication.clipboard().text() == "最后一句。"


def test_text_refused_before_is_stored_by_the_second_attempt(at_desk: Officer) -> None:
    with refusing(at_desk, at_desk.program.worker):
        at_desk.desk.session.edit_section("opening", "最后一句。")
        assert not at_desk.program.window.close()
    assert at_desk.program.window.close()
    for work in stored_after(at_desk):
        assert opening_text(work, A) == "最后一句。"


def test_a_fault_while_the_window_closes_keeps_it_open_for_the_message(at_desk: Officer) -> None:
    with faulty(at_desk, at_desk.program.worker):
        at_desk.desk.moves.move(Status.SECTION_REVIEW)
        assert not at_desk.program.window.close()
    assert at_desk.program.window.isVisible()


def test_a_long_job_is_not_cut_off_without_a_question(at_desk: Officer) -> None:
    window, worker = at_desk.program.window, at_desk.program.worker
    tasks: list[StepsTask] = []

    def assign_until_stopped(work: Workplace, *, pause: Event) -> Steps[None]:
        """The first of two cases, for as long as nobody stops it."""
        set_fields(work, A, {"section": "社会科"})
        while not (tasks and tasks[0].is_stopped):
            pause.wait(0.01)
        if (yield 1):
            set_fields(work, B, {"section": "社会科"})

    tasks.append(worker.send_steps(assign_until_stopped, pause=Event()))
    assert not window.close()
    assert notice_of(at_desk).what == "批量办理还没有做完。"
    assert not tasks[0].is_stopped
    (stop,) = notice_of(at_desk).actions
    assert stop.label == "停下并关闭"
    stop.act()
    assert not window.isVisible()
    for work in stored_after(at_desk):
        assert [get_case(work, case).section for case in (A, B)] == ["社会科", "文化科"]


def test_a_long_job_that_ends_lets_the_window_close(at_desk: Officer) -> None:
    at_desk.program.worker.send_steps(assign_cases, (A, B), "社会科")
    at_desk.settle()
    assert at_desk.program.window.close()


def test_a_reason_that_closing_asks_for_keeps_the_window_open(at_desk: Officer) -> None:
    """A fact of a signed letter was overwritten and the cursor is still in its field."""
    worker = at_desk.program.worker
    signed = worker.wait_for(create_case, Case(subject="关于图书室的提案", status=Status.SIGNED_OFF)).id
    worker.wait_for(open_reply, signed)
    worker.wait_for(set_reply_fields, signed, {"签发人": "周砚"}, why="原有")
    at_desk.open_case(signed)
    at_desk.desk.session.fields.edit("signer", "周副区长")
    assert not at_desk.program.window.close()
    assert at_desk.program.window.isVisible()
