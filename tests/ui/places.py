"""Opening a page of the window by its key."""

from __future__ import annotations

from typing import TypeVar, cast

from PySide6.QtCore import Qt

from desktop.ui.parts.page import Page
from tests.ui.officer import Officer

AnyPage = TypeVar("AnyPage", bound=Page)
CALENDAR, STATISTICS, TEMPLATES, BOARD = Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_B


def go_to(officer: Officer, key: Qt.Key, kind: type[AnyPage]) -> AnyPage:
    """Press Ctrl and that key; return the page that is shown then."""
    officer.ctrl(key)
    officer.settle()
    found = cast("list[AnyPage]", officer.program.window.findChildren(kind))
    pages = [page for page in found if page.isVisible()]
    assert len(pages) == 1
    return pages[0]
