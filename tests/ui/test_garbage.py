"""Closed dialogs are garbage-collected in the window's thread only, however busy the worker is."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.services.office.workplace import Workplace, open_workplace
from desktop.ui.store_worker import StoreWorker


class Knot:
    """An object in a reference cycle that records the thread in which it is collected."""

    def __init__(self, heard: list[str]) -> None:
        self.heard = heard
        self.me = self

    def __del__(self) -> None:
        self.heard.append(threading.current_thread().name)


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Iterator[StoreWorker]:  # noqa: ARG001 - timers need an application
    worker = StoreWorker(lambda: open_workplace(tmp_path, now=datetime.now))
    yield worker
    worker.close()


def make_much_garbage(_work: Workplace) -> int:
    return sum(len([[number]]) for number in range(50_000) if [[], []])


def test_garbage_of_the_window_is_never_collected_in_the_workers_thread(
    qtbot: QtBot, worker: StoreWorker
) -> None:
    heard: list[str] = []
    for _ in range(50):
        Knot(heard)
    worker.wait_for(make_much_garbage)
    keep = [[number] for number in range(5000)]  # allocates enough to make a collection due
    qtbot.waitUntil(lambda: len(heard) == 50)
    assert set(heard) == {threading.main_thread().name}
    assert len(keep) == 5000


def test_automatic_collection_is_enabled_again_after_the_worker_is_closed(
    qtbot: QtBot,  # noqa: ARG001 - timers need an application
    tmp_path: Path,
) -> None:
    worker = StoreWorker(lambda: open_workplace(tmp_path, now=datetime.now))
    assert not gc.isenabled()
    worker.close()
    assert gc.isenabled()
