"""The store worker: one thread for the store; `ask` waits, tasks report by signals, bugs are raised."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.errors import DeskError, Refused, StoreProblem
from desktop.services.office.workplace import Workplace, open_workplace
from desktop.ui.store_worker import StoreWorker


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Iterator[StoreWorker]:  # noqa: ARG001 - signals need an application
    worker = StoreWorker(lambda: open_workplace(tmp_path, now=datetime.now))
    yield worker
    worker.close()


def thread_name(_work: Workplace) -> str:
    return threading.current_thread().name


def refuse(_work: Workplace) -> str:
    raise Refused("不行", "换一种办法")


def give_back(_work: Workplace, number: int) -> int:
    return number


def fail(_work: Workplace) -> str:
    raise ZeroDivisionError("a bug")


def test_everything_runs_in_one_thread_that_is_not_the_windows(worker: StoreWorker) -> None:
    names = {worker.ask(thread_name) for _ in range(5)}
    assert len(names) == 1
    assert threading.current_thread().name not in names


def test_a_question_is_answered_or_refused_at_once(worker: StoreWorker) -> None:
    with pytest.raises(DeskError, match="不行"):
        worker.ask(refuse)


def test_a_task_reports_in_the_windows_thread(qtbot: QtBot, worker: StoreWorker) -> None:
    heard: list[str] = []
    task = worker.send(thread_name)
    task.done.connect(lambda name: heard.extend((name, threading.current_thread().name)))
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0].startswith("store")
    assert heard[1] == threading.main_thread().name


def test_a_refused_task_says_what_and_what_to_do(qtbot: QtBot, worker: StoreWorker) -> None:
    task = worker.send(refuse)
    with qtbot.waitSignal(task.failed) as told:
        pass
    assert str(told.args[0]) == "不行。换一种办法。"


def test_a_bug_in_a_task_reaches_the_last_resort(qtbot: QtBot, worker: StoreWorker) -> None:
    with qtbot.captureExceptions() as caught:
        worker.send(fail)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_tasks_keep_their_order(qtbot: QtBot, worker: StoreWorker) -> None:
    heard: list[int] = []
    for number in range(20):
        worker.send(give_back, number).done.connect(heard.append)
    qtbot.waitUntil(lambda: len(heard) == 20)
    assert heard == list(range(20))


def test_a_second_worker_on_the_same_folder_is_refused_with_a_message(
    worker: StoreWorker, tmp_path: Path
) -> None:
    worker.ask(thread_name)
    second = StoreWorker(lambda: open_workplace(tmp_path, now=datetime.now))
    with pytest.raises(StoreProblem, match="正在使用"):
        _ = second.work
    second.close()


def test_answers_pending_when_the_window_closes_are_dropped(qtbot: QtBot, tmp_path: Path) -> None:
    worker = StoreWorker(lambda: open_workplace(tmp_path, now=datetime.now))
    heard: list[object] = []
    worker.send(thread_name).done.connect(heard.append)
    worker.close()
    other = StoreWorker(lambda: open_workplace(tmp_path, now=datetime.now))
    with qtbot.waitSignal(other.send(thread_name).done):
        pass
    other.close()
    assert heard == []
