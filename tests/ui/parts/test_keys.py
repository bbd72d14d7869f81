"""One table of commands: no two share a key on one page, each has a key and is told where it can be clicked, each key works."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget

from desktop.domain.case.case import Ask, Case, Proposer
from desktop.services.cases.cases import create_case
from desktop.ui.dialogs.key_list import KeyList
from desktop.ui.parts.keys import COMMANDS, DIALOGS, TABLE, Area, commands_of, listed, shown_key
from desktop.ui.shell.pages import DESK, INTAKE, Place
from tests.ui.officer import Officer

ROOT = Path(__file__).resolve().parents[3]
MANUAL = ROOT / "docs/MANUAL.zh.md"
PAGES = [area for area in Area if area not in {*DIALOGS, Area.WINDOW}]


@pytest.mark.parametrize("area", [*PAGES, *DIALOGS])
def test_no_two_commands_have_one_key_where_both_work(area: Area) -> None:
    around = () if area in DIALOGS else commands_of(Area.WINDOW)
    counts = Counter(key for command in (*around, *commands_of(area)) for key in command.keys)
    # In the review Esc skips the file: there is nothing open that the window could close before that.
    twice = [key for key, count in counts.items() if count > 1 and (area, key) != (Area.REVIEW, "Esc")]
    assert twice == []


def test_every_command_has_a_name_of_its_own_a_key_and_words() -> None:
    assert len(COMMANDS) == len(TABLE)
    assert [one.name for one in TABLE if not (one.keys and one.words)] == []


@pytest.mark.parametrize(
    "name", ["desk.next_step", "desk.save", "desk.export", "desk.print", "window.new", "dialog.store"]
)
def test_what_moves_stores_or_opens_happens_once_however_long_its_key_is_held(name: str) -> None:
    assert not COMMANDS[name].repeats


@pytest.mark.parametrize(
    ("key", "shown"),
    [("Ctrl+Return", "Ctrl+Enter"), ("Return", "回车"), ("Alt+Left", "Alt+←"), ("Ctrl+PgDown", "Ctrl+PgDn"),
     ("Ctrl+,", "Ctrl+逗号"), ("Ctrl++", "Ctrl++"), ("F11", "F11"), ("Space", "空格")],
)  # fmt: skip
def test_keys_are_shown_as_the_officer_reads_them(key: str, shown: str) -> None:
    assert shown_key(key) == shown


# What the pages really have.
BOUND = {
    Area.INBOX: Place.CASES,
    Area.DESK: DESK,
    Area.ENTRY: INTAKE,
    Area.BOARD: Place.BOARD,
    Area.CALENDAR: Place.CALENDAR,
    Area.STATISTICS: Place.STATISTICS,
    Area.LEDGER: Place.LEDGER,
}


@pytest.fixture
def everything_made(officer: Officer) -> Officer:
    """The window with every page made, the desk in front."""
    person = Proposer("林晓舟")
    case = Case(
        subject="关于改善社区图书室的提案", number="085", proposers=(person,), asks=(Ask(1, "增加图书"),)
    )
    case_id = officer.program.worker.wait_for(create_case, case).id
    for name in BOUND.values():
        officer.program.window.maker.now(name)
    officer.open_case(case_id)
    return officer


def shortcuts(owner: QWidget) -> dict[str, set[str]]:
    """The keys of the shortcuts of this widget itself, by command."""
    found: dict[str, set[str]] = {}
    for one in cast("list[QShortcut]", owner.findChildren(QShortcut)):
        if one.parent() is not owner or not one.objectName():
            continue
        found.setdefault(one.objectName(), set()).add(one.key().toString())
    return found


def wanted(area: Area) -> dict[str, set[str]]:
    return {
        one.name: {QKeySequence(key).toString() for key in one.keys}
        for one in commands_of(area)
        if not one.own
    }


def tips(widget: QWidget) -> str:
    """Everything that buttons, boxes and menus of this page tell about themselves, also what is hidden just now."""
    told = []
    for kind in (QAbstractButton, QComboBox, QAction, QWidget):
        for one in cast("list[QWidget]", widget.findChildren(kind)):
            told.append(one.toolTip())
            if isinstance(one, QAction):
                told.append(one.text())
    return "\n".join(told)


def test_every_key_of_the_table_is_bound_where_it_says_and_no_other_is(everything_made: Officer) -> None:
    window = everything_made.program.window
    assert shortcuts(window) == wanted(Area.WINDOW)
    for area, name in BOUND.items():
        assert shortcuts(window.maker.now(name)) == wanted(area), area
    own = {QKeySequence(key).toString() for one in commands_of(Area.WINDOW) if one.own for key in one.keys}
    elsewhere = [
        one.parent()
        for one in cast("list[QShortcut]", window.findChildren(QShortcut))
        if one.objectName() not in COMMANDS and one.key().toString() not in own
    ]
    assert elsewhere == [], "keys outside the table"
    everywhere = [
        one for one in cast("list[QAction]", window.findChildren(QAction)) if not one.shortcut().isEmpty()
    ]
    assert [one.text() for one in everywhere if one.parent() is not None and "&" not in one.text()] == []


def test_every_command_with_a_button_tells_its_key_there(everything_made: Officer) -> None:
    window = everything_made.program.window
    desk = everything_made.desk  # its menus are made anew each time they are opened
    desk.panels.menu.make_menu().setParent(desk)
    desk.pane.open_section(desk.pane.items[1].key)
    desk.pane.sections.view.setFocus()
    everything_made.press(Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    everything_made.until(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    in_section_list = tips(menu)
    menu.close()
    for area, name in {**BOUND, Area.WINDOW: Place.CASES}.items():
        told = tips(window if area is Area.WINDOW else window.maker.now(name)) + in_section_list
        untold = [one.name for one in commands_of(area) if not one.unseen and one.shown_keys not in told]
        assert untold == [], area


# The list under Ctrl+/.
def test_a_list_tells_the_keys_of_the_page_in_front_and_finds_them(everything_made: Officer) -> None:
    officer = everything_made
    officer.ctrl(Qt.Key.Key_Slash)
    officer.until(lambda: isinstance(QApplication.activeModalWidget(), KeyList))
    sheet = cast("KeyList", QApplication.activeModalWidget())
    officer.until(sheet.search.hasFocus)
    assert ("Ctrl+J", "常用语") in sheet.lines
    assert ("Ctrl+K", "查办件：编号、案由、人名、单位、正文、拼音") in sheet.lines
    assert "换一列" not in {what for _key, what in sheet.lines}, "that is the board's"
    sheet.search.setText("ctrl + j")
    assert sheet.lines == [("Ctrl+J", "常用语")]
    sheet.search.setText("沟通")
    assert ("Ctrl+G", "登记沟通") in sheet.lines
    officer.press(Qt.Key.Key_Escape)
    officer.until(lambda: QApplication.activeModalWidget() is None)
    officer.press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert officer.focus is officer.desk.panels.contacts.line.points


# The manual.
def rows_of_manual() -> Iterator[tuple[str, str, str]]:
    part = MANUAL.read_text(encoding="utf-8").partition("\n## 键盘\n")[2].partition("\n## ")[0]
    area = ""
    for line in part.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 3 and cells[1] not in {"按键", "---"}:
            area = cells[0] or area
            yield area, cells[1], cells[2]


def test_the_manual_lists_the_table() -> None:
    assert tuple(rows_of_manual()) == listed()


def test_no_key_in_the_manual_does_nothing() -> None:
    known = {key for one in TABLE for key in map(shown_key, one.keys)}
    words = MANUAL.read_text(encoding="utf-8")
    named = set(
        re.findall(
            r"(?:Ctrl|Alt|Shift)(?:\+(?:Shift|Alt))?\+(?:[A-Za-z]+\d{0,2}|\d|[←→↑↓,/]|逗号)|\bF\d{1,2}\b",
            words,
        )
    )
    assert named - known == set()
