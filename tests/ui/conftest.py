"""A window on a store of its own, and the officer who works at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.application import install_chinese_texts
from tests.ui.officer import Officer
from tests.ui.opened_program import OpenedProgram

OpenProgram = Callable[[], OpenedProgram]


@pytest.fixture
def open_program(qapp: QApplication, tmp_path: Path) -> Iterator[OpenProgram]:
    """Opens the window on this test's data folder; calling it again is the next morning."""
    install_chinese_texts(qapp)
    programs: list[OpenedProgram] = []

    def open_one() -> OpenedProgram:
        if programs:
            programs[-1].close()
        programs.append(OpenedProgram(tmp_path / "data"))
        return programs[-1]

    yield open_one
    if programs:
        programs[-1].close()


@pytest.fixture
def officer(qtbot: QtBot, open_program: OpenProgram) -> Officer:
    """An officer at an empty desk, 9 April 2024, 10:42."""
    return Officer(qtbot, open_program())
