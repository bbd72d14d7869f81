"""A window on a store of its own, and the officer who works at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.application import speak_chinese
from tests.ui.officer import Officer
from tests.ui.workroom import Workroom

OpenWorkroom = Callable[[], Workroom]


@pytest.fixture
def open_workroom(qapp: QApplication, tmp_path: Path) -> Iterator[OpenWorkroom]:
    """Opens the window on this test's data folder; calling it again is the next morning."""
    speak_chinese(qapp)
    rooms: list[Workroom] = []

    def open_room() -> Workroom:
        if rooms:
            rooms[-1].close()
        rooms.append(Workroom(tmp_path / "data"))
        return rooms[-1]

    yield open_room
    if rooms:
        rooms[-1].close()


@pytest.fixture
def officer(qtbot: QtBot, open_workroom: OpenWorkroom) -> Officer:
    """An officer at an empty desk, 9 April 2024, 10:42."""
    return Officer(qtbot, open_workroom())
