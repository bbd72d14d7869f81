"""The clerk: the one thread that touches the store; questions wait, errands report back, bugs are not swallowed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.errors import DeskError, Refused, StoreProblem
from desktop.services.office.workplace import Workplace, open_workplace
from desktop.ui.clerk import Clerk


@pytest.fixture
def clerk(qtbot: QtBot, tmp_path: Path) -> Iterator[Clerk]:  # noqa: ARG001 - signals need an application
    clerk = Clerk(lambda: open_workplace(tmp_path, now=datetime.now))
    yield clerk
    clerk.close()


def thread_name(_work: Workplace) -> str:
    return threading.current_thread().name


def refuse(_work: Workplace) -> str:
    raise Refused("不行", "换一种办法")


def give_back(_work: Workplace, number: int) -> int:
    return number


def fail(_work: Workplace) -> str:
    raise ZeroDivisionError("a bug")


def test_everything_is_done_in_one_thread_that_is_not_the_windows(clerk: Clerk) -> None:
    names = {clerk.ask(thread_name) for _ in range(5)}
    assert len(names) == 1
    assert threading.current_thread().name not in names


def test_a_question_is_answered_or_refused_at_once(clerk: Clerk) -> None:
    with pytest.raises(DeskError, match="不行"):
        clerk.ask(refuse)


def test_an_errand_reports_in_the_windows_thread(qtbot: QtBot, clerk: Clerk) -> None:
    heard: list[str] = []
    errand = clerk.send(thread_name)
    errand.done.connect(lambda name: heard.extend((name, threading.current_thread().name)))
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0].startswith("clerk")
    assert heard[1] == threading.main_thread().name


def test_a_refused_errand_says_what_and_what_to_do(qtbot: QtBot, clerk: Clerk) -> None:
    errand = clerk.send(refuse)
    with qtbot.waitSignal(errand.failed) as told:
        pass
    assert str(told.args[0]) == "不行。换一种办法。"


def test_a_bug_in_an_errand_reaches_the_last_resort(qtbot: QtBot, clerk: Clerk) -> None:
    with qtbot.captureExceptions() as caught:
        clerk.send(fail)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_errands_keep_their_order(qtbot: QtBot, clerk: Clerk) -> None:
    heard: list[int] = []
    for number in range(20):
        clerk.send(give_back, number).done.connect(heard.append)
    qtbot.waitUntil(lambda: len(heard) == 20)
    assert heard == list(range(20))


def test_a_second_clerk_on_the_same_folder_is_refused_in_words(clerk: Clerk, tmp_path: Path) -> None:
    clerk.ask(thread_name)
    second = Clerk(lambda: open_workplace(tmp_path, now=datetime.now))
    with pytest.raises(StoreProblem, match="正在使用"):
        _ = second.work
    second.close()


def test_answers_under_way_when_the_window_closes_are_dropped(qtbot: QtBot, tmp_path: Path) -> None:
    clerk = Clerk(lambda: open_workplace(tmp_path, now=datetime.now))
    heard: list[object] = []
    clerk.send(thread_name).done.connect(heard.append)
    clerk.close()
    other = Clerk(lambda: open_workplace(tmp_path, now=datetime.now))
    with qtbot.waitSignal(other.send(thread_name).done):
        pass
    other.close()
    assert heard == []
