"""Threads of the store worker that are busy, refuse, or fail, until the end of a block."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from threading import Event
from typing import Any

from desktop.domain.errors import StoreProblem
from desktop.ui.store_worker import StoreThread
from tests.ui.officer import Officer


@contextmanager
def busy(officer: Officer, thread: StoreThread) -> Iterator[None]:
    """Nothing asked of `thread` is done before the end of the block; then all answers are waited for."""
    free = Event()
    thread.send(lambda _work: free.wait(20))
    try:
        yield
    finally:
        free.set()
    officer.settle()


@contextmanager
def refusing(officer: Officer, thread: StoreThread) -> Iterator[None]:
    """Every call sent to `thread` in the block is refused, as if the disk were gone."""
    good, gone = thread._opening, Future[Any]()
    gone.set_exception(StoreProblem("数据读不出来", "请检查磁盘"))
    thread._opening = gone
    yield
    officer.settle()
    thread._opening = good


@contextmanager
def faulty(officer: Officer, thread: StoreThread) -> Iterator[None]:
    """Every call sent to `thread` in the block raises ZeroDivisionError; at least one must, and its end is waited for."""
    good, bad = thread._opening, Future[Any]()
    bad.set_exception(ZeroDivisionError("a bug"))
    with officer.qtbot.captureExceptions() as caught:
        thread._opening = bad
        try:
            yield
            officer.until(lambda: bool(caught))
        finally:
            thread._opening = good
        officer.settle()
    assert {kind for kind, _fault, _trace in caught} == {ZeroDivisionError}
