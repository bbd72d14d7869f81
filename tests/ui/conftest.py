"""Fixtures: the program with a window on an empty store, and the page object that operates it."""

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
    """Opens the window on this test's data folder; a second call closes it and opens it again."""
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
    """The window of an empty store on 9 April 2024, 10:42."""
    return Officer(qtbot, open_program())
