"""Threads of the store worker that fail: every call in them raises what nobody expects, until the block ends."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

from desktop.ui.store_worker import StoreThread
from tests.ui.officer import Officer


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
