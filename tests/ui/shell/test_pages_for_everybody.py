"""Every page for every pair of eyes and hands: what a screen reader is told, where the keyboard is seen, in which order it is read.

One window on the demo cases; each page is looked at once for all of it. Dialogs are in test_dialogs_for_everybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from desktop.services.demo import fill_demo
from desktop.services.office.workplace import Workplace
from desktop.ui.shell.pages import Place
from tests.ui.officer import Officer
from tests.ui.opened_program import OpenedProgram
from tests.ui.shell.focus_seen import unseen
from tests.ui.shell.spoken import disordered, shown_widgets, silent, without_keyboard

NOON = datetime(2026, 4, 9, 12, 0)


@pytest.fixture
def demo(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Officer]:  # noqa: ARG001
    program = OpenedProgram(tmp_path / "data", now=lambda: NOON)
    program.worker.wait_for(fill_demo)
    officer = Officer(qtbot, program)
    yield officer
    program.close()


def fullest_case(work: Workplace) -> int:
    """The demo case 第085号 with letter, asks, contacts and opinions."""
    found = work.store.database.execute("SELECT id FROM cases WHERE number = '085'").fetchone()
    return int(found[0])


def pages(officer: Officer) -> Iterator[str]:
    """Shows page after page and gives its name."""
    yield "办件"
    officer.open_case(officer.program.worker.wait_for(fullest_case))
    desk = officer.desk
    for tab in range(desk.source.tabs.count()):
        desk.source.bring(tab)
        officer.settle()
        yield f"撰写：{desk.source.tabs.tabText(tab)}"
    desk.pane.open_section("@head")
    officer.settle()
    yield "撰写：标题与结果"
    desk.body.toggle()
    officer.settle()
    yield "办理过程"
    desk.body.toggle()
    for place in Place:
        officer.show(place)
        yield place.label
    officer.program.window.intake.show_requested.emit()
    officer.settle()
    yield "收件"


def painted_parts(window: QWidget) -> Iterator[tuple[str, list[str]]]:
    """The class of each widget that paints its contents, and what its parts say."""
    for widget in shown_widgets(window):
        said = QAccessible.queryAccessibleInterface(widget)
        parts = [said.child(place) for place in range(said.childCount())]
        if (
            parts
            and not any(part.object() for part in parts)
            and not isinstance(widget, QAbstractItemView | QTabBar | QComboBox)
        ):
            yield type(widget).__name__, [part.text(QAccessible.Text.Name) for part in parts]


def test_every_page_speaks_shows_the_focus_and_is_read_from_top_to_bottom(demo: Officer) -> None:
    window = demo.program.window
    found: list[str] = []
    looked_at: set[QWidget] = set()
    heard: dict[tuple[str, str], list[str]] = {}
    for page in pages(demo):
        heard |= {(page, name): words for name, words in painted_parts(window)}
        faults = [*without_keyboard(window), *silent(window), *disordered(window), *unseen(window, looked_at)]
        found += [f"{page}: {fault}" for fault in faults]
    assert not found, "\n".join(found)
    assert [words[:2] for words in heard["撰写：原文", "Stepper"]] == [
        "沟通",
        "拟稿",
        "核稿",
        "签发",
        "答复",
        "反馈",
        "办结",
    ]
    assert heard["撰写：原文", "Stepper"][1] == "拟稿正在办"
    assert "第085号提案的答复" in heard["撰写：原文", "PaperView"][0]
    assert any(day.startswith("4月9日 周四 · 今天") for day in heard["日程", "DayGrid"])
    assert all(re.fullmatch(r".+ \d+ 件，占总数的[\d.]+%", bar) for bar in heard["统计", "ChartView"])
