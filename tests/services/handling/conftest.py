"""A workplace in February 2026, with a clock that can be set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from desktop.services.office.workplace import Workplace, set_up
from desktop.store.file.store import Store

START = datetime(2026, 2, 9, 9)


class Clock:
    """A wall clock that shows the same time until it is set."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    def set(self, day: str) -> None:
        self.time = datetime.combine(date.fromisoformat(day), datetime.min.time()).replace(hour=9)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def work(tmp_path: Path, clock: Clock) -> Iterator[Workplace]:
    place = set_up(Store.in_memory(), tmp_path, now=clock, officer="周经办")
    yield place
    place.close()
