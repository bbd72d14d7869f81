"""The session is the only writer: it saves within 800 ms, repeats failed saves, and never writes to the editor."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from desktop.domain.case.case import Case
from desktop.domain.case.reply import Reply
from desktop.domain.errors import StoreProblem
from desktop.services.cases.cases import create_case
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply
from desktop.ui.desk.writing.reply_session import ReplySession
from tests.ui.conftest import OpenProgram
from tests.ui.officer import Officer
from tests.ui.opened_program import OpenedProgram

LOSS_MS = 800
"""Most milliseconds of typing that a power cut may lose."""
WRITING_MS = 100
"""Of them the store may need this many; it takes 2 to 20 (bench store)."""


@pytest.fixture
def program(open_program: OpenProgram) -> OpenedProgram:
    return open_program()


@pytest.fixture
def session(program: OpenedProgram) -> ReplySession:
    case = program.worker.wait_for(create_case, Case(subject="关于改善社区图书室的提案"))
    session = ReplySession(program.worker, program.window)
    session.open(case, program.worker.wait_for(open_reply, case.id))
    return session


def stored(program: OpenedProgram, session: ReplySession) -> Reply:
    return program.worker.wait_for(open_reply, session.case.id)


def break_store(work: Workplace) -> None:
    """Make SQLite refuse every write, as on a read-only disk."""
    with work.store.reading() as connection:
        connection.execute("PRAGMA query_only = ON")


def mend_store(work: Workplace) -> None:
    with work.store.reading() as connection:
        connection.execute("PRAGMA query_only = OFF")


def test_the_first_unsaved_key_starts_a_save_that_ends_in_time(
    qtbot: QtBot, program: OpenedProgram, session: ReplySession
) -> None:
    with qtbot.waitSignal(session.saved):
        session.edit_section("opening", "甲")
        timers = [child for child in session.children() if isinstance(child, QTimer)]
        assert [timer.interval() <= LOSS_MS - WRITING_MS for timer in timers if timer.isActive()] == [True]
    assert stored(program, session).with_section("opening", "甲") == stored(program, session)


def test_further_typing_does_not_delay_the_save(qtbot: QtBot, session: ReplySession) -> None:
    words = iter("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥" * 500)
    typed: list[str] = []

    def type_one_more_until_saved() -> bool:
        typed.append(next(words))
        session.edit_section("opening", "".join(typed))
        return session.saved_at is not None

    qtbot.waitUntil(type_one_more_until_saved)


def test_an_edit_that_changes_nothing_emits_nothing(qtbot: QtBot, session: ReplySession) -> None:
    section = session.reply.sections[0]
    with qtbot.assertNotEmitted(session.reply_changed):
        session.edit_section(section.key, section.text)
    assert not session.dirty


def test_flush_waits_until_the_store_holds_everything(program: OpenedProgram, session: ReplySession) -> None:
    session.edit_section("opening", "甲乙丙")
    session.fields.edit("issue_date", "2024年4月9日")
    assert session.flush()
    assert not session.dirty
    assert stored(program, session).fields.issue_date == date(2024, 4, 9)
    assert stored(program, session) == session.reply


def test_what_waits_for_the_store_is_done_when_it_holds_everything_typed(
    qtbot: QtBot, program: OpenedProgram, session: ReplySession
) -> None:
    seen: list[Reply] = []
    session.edit_section("opening", "甲")
    session.save_soon()
    session.edit_section("opening", "甲乙")
    session.when_stored(lambda: seen.append(stored(program, session)))
    session.edit_section("opening", "甲乙丙")
    assert seen == []
    qtbot.waitUntil(lambda: bool(seen))
    section = seen[0].section("opening")
    assert section is not None
    assert section.text == "甲乙丙"
    session.when_stored(lambda: seen.append(session.reply))
    assert len(seen) == 2, "nothing is unsaved: at once"


def test_what_waits_for_the_store_is_not_done_after_a_failed_save_nor_later(
    qtbot: QtBot, program: OpenedProgram, session: ReplySession
) -> None:
    program.worker.wait_for(break_store)
    session.edit_section("opening", "甲")
    heard: list[str] = []
    session.when_stored(lambda: heard.append("then"), lambda: heard.append("otherwise"))
    qtbot.waitUntil(lambda: bool(heard))
    program.worker.wait_for(mend_store)
    qtbot.waitUntil(lambda: not session.dirty)
    assert heard == ["otherwise"]


def test_an_incomplete_date_is_not_stored(session: ReplySession) -> None:
    session.fields.edit("issue_date", "2024-4-")
    assert session.reply.fields.issue_date is None
    session.fields.edit("issue_date", "2024-4-9")
    assert session.reply.fields.issue_date == date(2024, 4, 9)


def test_a_failed_save_is_reported_and_repeated_until_it_succeeds(
    qtbot: QtBot, program: OpenedProgram, session: ReplySession
) -> None:
    program.worker.wait_for(break_store)
    session.edit_section("opening", "不能丢的一句话")
    with qtbot.waitSignal(session.save_failed) as told:
        session.save_soon()
    assert isinstance(told.args[0], StoreProblem)
    assert session.dirty
    assert session.failed
    assert not session.flush()
    program.worker.wait_for(mend_store)
    qtbot.waitUntil(lambda: not session.dirty)
    section = stored(program, session).section("opening")
    assert section is not None
    assert section.text == "不能丢的一句话"


def test_an_unexpected_exception_in_a_save_does_not_end_saving(
    qtbot: QtBot, program: OpenedProgram, session: ReplySession
) -> None:
    with qtbot.captureExceptions() as bugs:
        session.edit(session.reply.with_section("opening", cast(str, 7)))
        qtbot.waitUntil(lambda: len(bugs) == 1)
    with qtbot.waitSignal(session.saved):
        session.edit(session.reply.with_section("opening", "甲"))
    assert "甲" in [section.text for section in stored(program, session).sections]


def test_a_store_error_is_shown_in_the_notice_bar_and_the_status_line(officer: Officer) -> None:
    case = officer.program.worker.wait_for(create_case, Case(subject="关于改善社区图书室的提案"))
    officer.open_case(case.id)
    officer.program.worker.wait_for(break_store)
    officer.type("甲乙丙")
    officer.until(lambda: "还没有保存" in officer.foot)
    assert officer.notice
    assert officer.written.endswith("甲乙丙")
    officer.program.worker.wait_for(mend_store)
    officer.ctrl(Qt.Key.Key_S)
    officer.until(lambda: "已保存 10:42:07" in officer.foot)
