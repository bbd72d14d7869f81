"""The store worker: one thread writes, two look; tasks report by signals, bugs are raised, long work lets the rest through."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.errors import DeskError, Refused, StoreProblem
from desktop.services.office.office import Office, read_office, save_office
from desktop.services.office.workplace import Workplace, open_workplace
from desktop.ui.store_worker import Newest, Steps, StoreWorker, Task


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


def hold(_work: Workplace, free: threading.Event) -> None:
    free.wait()


def write_setting_of_office(work: Workplace) -> None:
    save_office(work, Office(unit="长宁区科学技术委员会"))


def fail(_work: Workplace) -> str:
    raise ZeroDivisionError("a bug")


def test_everything_runs_in_one_thread_that_is_not_the_windows(worker: StoreWorker) -> None:
    names = {worker.wait_for(thread_name) for _ in range(5)}
    assert len(names) == 1
    assert threading.current_thread().name not in names


def test_waiting_for_an_answer_raises_what_the_function_raises(worker: StoreWorker) -> None:
    with pytest.raises(DeskError, match="不行"):
        worker.wait_for(refuse)


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


def test_a_task_is_deleted_when_the_other_thread_has_left_it(qtbot: QtBot, worker: StoreWorker) -> None:
    """To emit in one thread while another deletes the sender ends the process, sometimes."""
    order: list[str] = []

    class Lingering(Task):
        def _tell(self, future: Future[Any]) -> None:
            self._arrived.emit(future)
            threading.Event().wait(0.05)  # time for the window's thread to be too early
            order.append("left")
            self._ended.set()

    go = threading.Event()
    task = Lingering(worker)
    task.destroyed.connect(lambda: order.append("deleted"))
    with ThreadPoolExecutor(1) as pool, qtbot.waitSignal(task.destroyed):
        task.follow(pool.submit(lambda: 7 if go.wait() else 0))
        go.set()
    assert order == ["left", "deleted"]


@pytest.mark.parametrize("drops_first", [True, False])
def test_a_bug_in_a_dropped_task_is_logged_and_reaches_nobody(
    qtbot: QtBot,
    worker: StoreWorker,
    caplog: pytest.LogCaptureFixture,
    allow_log: Callable[[str], None],
    drops_first: bool,
) -> None:
    allow_log("a fault of the program in a dropped task")
    free = threading.Event()

    def fail_later(_work: Workplace) -> None:
        free.wait()
        raise ZeroDivisionError("a bug")

    task = worker.send(fail_later)
    if drops_first:
        task.drop()
        free.set()
    else:
        free.set()
        worker.wait_for(thread_name)  # the call before it has ended, its answer lies in the window's queue
        task.drop()
    with qtbot.captureExceptions() as raised:
        qtbot.waitUntil(lambda: not worker.findChildren(Task))
    assert raised == []
    (record,) = caplog.records
    assert record.message == "a fault of the program in a dropped task"
    assert record.exc_info is not None
    assert record.exc_info[0] is ZeroDivisionError


def test_a_refusal_in_a_dropped_task_is_not_logged(
    qtbot: QtBot, worker: StoreWorker, caplog: pytest.LogCaptureFixture
) -> None:
    worker.send(refuse).drop()
    qtbot.waitUntil(lambda: not worker.findChildren(Task))
    assert caplog.records == []


def test_tasks_keep_their_order(qtbot: QtBot, worker: StoreWorker) -> None:
    heard: list[int] = []
    for number in range(20):
        worker.send(give_back, number).done.connect(heard.append)
    qtbot.waitUntil(lambda: len(heard) == 20)
    assert heard == list(range(20))


def test_a_second_worker_on_the_same_folder_is_refused_with_a_message(
    worker: StoreWorker, tmp_path: Path
) -> None:
    worker.wait_for(thread_name)
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


def test_a_short_question_waits_neither_for_a_write_nor_for_a_long_question(
    qtbot: QtBot, worker: StoreWorker
) -> None:
    free = threading.Event()
    tasks = [worker.send(hold, free), worker.reader.send(hold, free)]
    ended: list[object] = []
    for task in tasks:
        task.done.connect(ended.append)
    with qtbot.waitSignal(worker.looker.send(thread_name).done) as told:
        pass
    assert told.args[0].startswith("looker")
    assert ended == []
    free.set()
    qtbot.waitUntil(lambda: len(ended) == 2)


def test_what_was_written_is_seen_by_the_next_look(qtbot: QtBot, worker: StoreWorker) -> None:
    with qtbot.waitSignal(worker.send(write_setting_of_office).done):
        pass
    with qtbot.waitSignal(worker.looker.send(read_office).done) as told:
        pass
    assert told.args[0].unit == "长宁区科学技术委员会"


def test_the_looker_refuses_to_write(qtbot: QtBot, worker: StoreWorker) -> None:
    with qtbot.waitSignal(worker.looker.send(write_setting_of_office).failed) as told:
        pass
    assert isinstance(told.args[0], StoreProblem)


def read_twice(work: Workplace, looked: threading.Event, free: threading.Event) -> tuple[str, str]:
    before = read_office(work).unit
    looked.set()
    free.wait()
    return before, read_office(work).unit


def test_one_question_sees_the_store_of_one_moment(qtbot: QtBot, worker: StoreWorker) -> None:
    looked, free = threading.Event(), threading.Event()
    task = worker.looker.send(read_twice, looked, free)
    assert looked.wait(10)
    worker.wait_for(write_setting_of_office)
    with qtbot.waitSignal(task.done) as told:
        free.set()
    assert told.args[0] == ("", "")


def test_only_the_answer_to_the_newest_question_arrives(qtbot: QtBot, worker: StoreWorker) -> None:
    newest, heard = Newest(), list[int]()
    for number in range(3):
        newest.follow(worker.looker.send(give_back, number)).done.connect(heard.append)
    with qtbot.waitSignal(worker.looker.send(give_back, 9).done):
        pass
    assert heard == [2]


def count_to(_work: Workplace, last: int) -> Steps[list[int]]:
    made = []
    for number in range(last):
        made.append(number)
        if not (yield number):
            break
    return made


def test_other_calls_are_carried_out_between_the_steps_of_a_long_one(
    qtbot: QtBot, worker: StoreWorker
) -> None:
    free, order = threading.Event(), list[object]()

    def three_steps(_work: Workplace) -> Steps[str]:
        free.wait()
        yield 0
        yield 1
        yield 2
        return "end"

    task = worker.send_steps(three_steps)
    task.advanced.connect(order.append)
    task.done.connect(order.append)
    worker.send(give_back, 7).done.connect(order.append)
    free.set()
    qtbot.waitUntil(lambda: "end" in order)
    assert order == [0, 7, 1, 2, "end"]


def test_a_stopped_long_call_reports_what_it_has_done(qtbot: QtBot, worker: StoreWorker) -> None:
    task = worker.send_steps(count_to, 1_000_000)
    task.advanced.connect(lambda _number: task.stop())
    with qtbot.waitSignal(task.done) as told:
        pass
    assert 0 < len(told.args[0]) < 1_000_000
    assert task.is_stopped


def test_a_long_call_that_is_refused_half_way_says_so(qtbot: QtBot, worker: StoreWorker) -> None:
    def give_up(_work: Workplace) -> Steps[None]:
        yield 1
        raise Refused("不行", "换一种办法")

    with qtbot.waitSignal(worker.send_steps(give_up).failed) as told:
        pass
    assert str(told.args[0]) == "不行。换一种办法。"


def test_a_dropped_long_call_tells_of_no_step(qtbot: QtBot, worker: StoreWorker) -> None:
    heard: list[object] = []
    ended: list[int] = []

    def three_steps(_work: Workplace) -> Steps[int]:
        yield 1
        yield 2
        ended.append(3)
        return 3

    task = worker.send_steps(three_steps)
    task.advanced.connect(heard.append)
    task.done.connect(heard.append)
    task.drop()
    qtbot.waitUntil(lambda: not worker.findChildren(Task))
    assert (heard, ended) == ([], [3])


def test_closing_ends_a_long_call_after_its_step(qtbot: QtBot, tmp_path: Path) -> None:  # noqa: ARG001 - see worker
    worker = StoreWorker(lambda: open_workplace(tmp_path, now=datetime.now))
    made: list[int] = []

    def go_on(_work: Workplace) -> Steps[None]:
        while True:
            made.append(1)
            if not (yield len(made)):
                return

    worker.send_steps(go_on)
    worker.wait_for(thread_name)
    worker.close()
    assert made
