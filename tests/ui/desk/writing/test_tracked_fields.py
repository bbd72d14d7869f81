"""Signer, result and dates are stored when their field has been left, and in a signed letter with a reason."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.services.cases.cases import create_case
from desktop.services.handling.progress import events
from desktop.services.writing.drafting import open_reply, set_reply_fields
from desktop.ui.desk.writing.reply_session import ReplySession
from tests.ui.conftest import OpenProgram
from tests.ui.opened_program import OpenedProgram


@pytest.fixture
def program(open_program: OpenProgram) -> OpenedProgram:
    return open_program()


def session_at(program: OpenedProgram, status: Status) -> ReplySession:
    """A session on a letter with a signer."""
    case = program.worker.wait_for(create_case, Case(subject="关于改善社区图书室的提案", status=status))
    program.worker.wait_for(open_reply, case.id)
    program.worker.wait_for(set_reply_fields, case.id, {"签发人": "周砚"}, why="原有")
    session = ReplySession(program.worker, program.window)
    session.open(case, program.worker.wait_for(open_reply, case.id))
    return session


def signer(program: OpenedProgram) -> str:
    return program.worker.wait_for(open_reply, 1).fields.signer


def signers(program: OpenedProgram) -> list[str]:
    """Every change of the signer that the history tells."""
    told = [change for event in program.worker.wait_for(events, 1) for change in event.changes]
    return [f"{change.old}→{change.new}" for change in told if change.field == "signer"][1:]


def test_a_name_is_stored_once_and_whole(qtbot: QtBot, program: OpenedProgram) -> None:
    session = session_at(program, Status.DRAFTING)
    for typed in ("陈", "陈主", "陈主任"):
        session.fields.edit("signer", typed)
        session.save_soon()
    session.edit_section("opening", "您好！")
    with qtbot.waitSignal(session.saved):
        session.save_soon()
    assert signer(program) == "周砚"
    session.fields.leave("signer")
    qtbot.waitUntil(lambda: not session.dirty)
    assert signer(program) == "陈主任"
    assert signers(program) == ["周砚→陈主任"]


def test_whoever_waits_for_the_store_gets_the_field_that_is_being_typed(
    qtbot: QtBot, program: OpenedProgram
) -> None:
    session = session_at(program, Status.DRAFTING)
    session.fields.edit("signer", "陈主任")
    done: list[str] = []
    session.when_stored(lambda: done.append("stored"))
    qtbot.waitUntil(lambda: done == ["stored"])
    assert signer(program) == "陈主任"


def test_at_the_end_of_the_program_a_typed_field_is_stored(program: OpenedProgram) -> None:
    session = session_at(program, Status.DRAFTING)
    session.fields.edit("signer", "陈主任")
    assert session.flush()
    assert signer(program) == "陈主任"


def test_a_signed_letter_waits_for_the_reason_and_stores_its_text_meanwhile(
    qtbot: QtBot, program: OpenedProgram
) -> None:
    session = session_at(program, Status.SIGNED_OFF)
    session.fields.edit("signer", "陈主任")
    with qtbot.waitSignal(session.fields.reason_wanted) as wanted:
        session.fields.leave("signer")
    assert wanted.args == ["signer"]
    refused: list[str] = []
    session.when_stored(lambda: refused.append("stored"), lambda: refused.append("waiting"))
    assert refused == ["waiting"]
    with qtbot.waitSignal(session.saved):
        session.edit_section("opening", "您好！")
    assert signer(program) == "周砚"
    session.fields.explain("signer", "登记时写错")
    qtbot.waitUntil(lambda: not session.dirty)
    assert signers(program) == ["周砚→陈主任"]


def test_a_change_without_a_reason_is_given_back(qtbot: QtBot, program: OpenedProgram) -> None:
    session = session_at(program, Status.SIGNED_OFF)
    session.fields.edit("signer", "陈主任")
    session.fields.leave("signer")
    with qtbot.waitSignal(session.fields.returned):
        session.fields.take_back("signer")
    assert session.reply.fields.signer == "周砚"
    assert not session.dirty
    assert session.flush()
    assert signers(program) == []


def test_at_the_end_of_the_program_an_unexplained_change_is_left_out(program: OpenedProgram) -> None:
    session = session_at(program, Status.SIGNED_OFF)
    session.fields.edit("signer", "陈主任")
    session.edit_section("opening", "您好！")
    assert session.flush()
    assert signer(program) == "周砚"


def test_a_blank_of_a_signed_letter_is_filled_without_a_reason(qtbot: QtBot, program: OpenedProgram) -> None:
    session = session_at(program, Status.SIGNED_OFF)
    session.fields.edit("document_number", "长科委提复〔2026〕3号")
    session.fields.leave("document_number")
    qtbot.waitUntil(lambda: not session.dirty)
    number = program.worker.wait_for(open_reply, 1).fields.document_number
    assert number == "长科委提复〔2026〕3号"


def test_a_field_that_a_service_stored_is_taken_without_a_save(program: OpenedProgram) -> None:
    session = session_at(program, Status.SIGNED_OFF)
    program.worker.wait_for(set_reply_fields, 1, {"签发人": "陈主任"}, why="登记签发")
    session.fields.adopt("signer", "陈主任")
    assert session.reply.fields.signer == "陈主任"
    assert not session.dirty
