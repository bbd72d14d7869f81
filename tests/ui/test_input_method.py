"""Input methods: the plug-in that the program chooses must be one that is shipped, and learns where the cursor is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.case.field import Field, FieldKind
from desktop.ui.application import choose_input_method
from desktop.ui.desk.writing.section_editor import SectionEditor
from desktop.ui.intake.value_edit import AskEdit
from desktop.ui.parts.field_box import FieldBox
from desktop.ui.theme.theme import Scheme, Theme
from tests.ui.opened_program import RESOURCES


@pytest.fixture
def theme(qapp: QApplication) -> Theme:  # noqa: ARG001 - fonts need an application
    return Theme(RESOURCES)


@pytest.fixture
def plugins(tmp_path: Path) -> Path:
    """A folder of plug-ins as in Qt's wheels: ibus, but not fcitx."""
    folder = tmp_path / "platforminputcontexts"
    folder.mkdir()
    (folder / "libibusplatforminputcontextplugin.so").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("environment", "chosen"),
    [
        ({}, "ibus"),
        ({"QT_IM_MODULE": "fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "fcitx5"}, "ibus"),
        ({"XMODIFIERS": "@im=fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "ibus"}, "ibus"),
        ({"QT_IM_MODULE": "compose"}, "compose"),
    ],
)
def test_under_fcitx_too_the_ibus_plug_in_is_chosen(
    environment: dict[str, str], chosen: str, plugins: Path
) -> None:
    assert choose_input_method(environment, plugins, "linux", (plugins,)) == chosen
    assert environment["QT_IM_MODULE"] == chosen


def test_an_installed_fcitx_plug_in_is_kept(plugins: Path) -> None:
    (plugins / "platforminputcontexts" / "libfcitx5platforminputcontextplugin.so").touch()
    assert choose_input_method({"QT_IM_MODULE": "fcitx5"}, plugins, "linux", (plugins,)) == "fcitx5"


@pytest.mark.parametrize("wish", ["", "ibus", "fcitx"])
def test_without_d_bus_no_plug_in_that_needs_it_is_chosen(plugins: Path, wish: str) -> None:
    environment = {"QT_IM_MODULE": wish}
    assert choose_input_method(environment, plugins, "linux", (plugins / "no-machine-id",)) == "compose"
    assert environment["QT_IM_MODULE"] == "compose"


def test_windows_needs_no_plug_in(plugins: Path) -> None:
    environment: dict[str, str] = {}
    assert choose_input_method(environment, plugins, "win32") == ""
    assert environment == {}


# Where the list of candidates is shown: the rectangle that Qt asks the focused box for must be that of the cursor.


def section_box(theme: Theme) -> SectionEditor:
    box = SectionEditor(theme)
    box.fill("甲" * 40 + "\n乙" * 60)
    return box


def field_box(theme: Theme) -> FieldBox:
    box = FieldBox(theme, Field("note", "附注", FieldKind.LONG_TEXT, str, str))
    box.show_text("乙\n" * 60)
    return box


def ask_box(theme: Theme) -> AskEdit:
    box = AskEdit(theme, "建议")
    box.setPlainText("乙\n" * 60)
    return box


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("make", [section_box, field_box, ask_box])
def test_the_list_of_candidates_stands_at_the_line_being_typed(
    qtbot: QtBot, theme: Theme, make: Callable[[Theme], QWidget], percent: int
) -> None:
    theme.choose(Scheme.LIGHT, percent)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(420, 300)
    made = make(theme)
    QVBoxLayout(window).addWidget(made)
    box = made.control if isinstance(made, FieldBox) else made
    assert isinstance(box, QTextEdit | QPlainTextEdit)
    window.show()
    window.activateWindow()
    box.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusObject() is box)
    for movement in (QTextCursor.MoveOperation.Start, QTextCursor.MoveOperation.End):  # the second scrolls
        box.moveCursor(movement)
        box.ensureCursorVisible()
        inside = box.cursorRect()
        seen = QRect(box.viewport().mapTo(window, inside.topLeft()), inside.size())
        assert box.viewport().pos() != QPoint(0, 0)
        assert QApplication.inputMethod().cursorRectangle().toRect() == seen
    assert box.verticalScrollBar().value() > 0
    theme.choose(Scheme.LIGHT)
