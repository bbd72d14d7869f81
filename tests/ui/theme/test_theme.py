"""The theme: legible in both schemes, font chosen by name, all names of the style sheet defined."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.ui.application import install_chinese_texts
from desktop.ui.theme.theme import FAMILIES, PRINT_SIZES, Scheme, StyleSheet, Theme, choose_family
from desktop.ui.theme.tokens import Colours, Sizes, read_tokens
from tests.ui.opened_program import RESOURCES

TOKENS = read_tokens(RESOURCES / "theme" / "tokens.toml")
SCHEMES = {"light": TOKENS.light, "dark": TOKENS.dark, "contrast": TOKENS.contrast}


def test_the_tokens_are_those_of_the_toml_file() -> None:
    with (RESOURCES / "theme" / "tokens.toml").open("rb") as file:
        tables = tomllib.load(file)
    read: dict[str, Sizes | Colours] = {"size": TOKENS.size, **SCHEMES}
    practice = {f"practice_{scheme}": colours for scheme, colours in TOKENS.practice.items()}
    assert {name: table._asdict() for name, table in read.items()} | practice == tables


def test_the_practice_has_another_accent_and_nothing_else_of_its_own() -> None:
    for scheme, plain in (("light", TOKENS.light), ("dark", TOKENS.dark)):
        marked = TOKENS.of(scheme, practice=True)
        assert TOKENS.of(scheme, practice=False) == plain
        assert marked.accent != plain.accent
        assert {name for name in Colours._fields if getattr(marked, name) != getattr(plain, name)} == set(
            TOKENS.practice[scheme]
        )
    assert TOKENS.of("contrast", practice=True) == TOKENS.contrast, "the bar says it in words"


@pytest.fixture
def theme(qapp: QApplication) -> Theme:  # noqa: ARG001 - fonts need an application
    return Theme(RESOURCES)


@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_all_names_and_files_of_the_style_sheet_exist(scheme: str) -> None:
    sheet = StyleSheet(RESOURCES / "theme").with_tokens(SCHEMES[scheme], TOKENS.size)
    assert "$" not in sheet
    for piece in sheet.split('url("')[1:]:
        assert Path(piece.split('"')[0]).is_file()


@pytest.mark.parametrize("percent", PRINT_SIZES[1:])
def test_large_print_scales_every_size_except_the_corner_radius(percent: int) -> None:
    large = TOKENS.size.scaled(percent / 100)
    for name in Sizes._fields:
        if name != "radius":
            assert abs(getattr(large, name) - getattr(TOKENS.size, name) * percent / 100) <= 0.5
    assert large.radius == TOKENS.size.radius


def test_large_print_scales_the_lengths_of_the_style_sheet_but_not_its_lines(tmp_path: Path) -> None:
    (tmp_path / "window.qss").write_text(
        "A { border: 1px solid $line; padding: 0 14px; font-size: ${font_base}px; } B { border: 2px solid $accent; }"
    )
    sheet = StyleSheet(tmp_path).with_tokens(TOKENS.light, TOKENS.size.scaled(2), 2.0)
    assert sheet == (
        f"A {{ border: 1px solid {TOKENS.light.line}; padding: 0 28px; font-size: 26px; }}"
        f" B {{ border: 2px solid {TOKENS.light.accent}; }}"
    )


def test_a_length_and_an_icon_grow_with_the_print_size(theme: Theme) -> None:
    theme.choose(Scheme.LIGHT, 175)
    assert theme.px(16) == 28
    assert theme.picture("check", "text", 16, 1.0).width() == 28
    theme.choose(Scheme.LIGHT)
    assert theme.px(16) == 16


@pytest.mark.parametrize(
    ("installed", "platform", "chosen"),
    [
        ({"AR PL KaitiM GB", "Noto Sans CJK SC"}, "linux", "Noto Sans CJK SC"),
        ({"Noto Sans CJK SC", "Microsoft YaHei UI"}, "win32", "Microsoft YaHei UI"),
        ({"Noto Sans CJK SC", "Microsoft YaHei UI"}, "linux", "Noto Sans CJK SC"),
        ({"WenQuanYi Micro Hei", "FandolHei"}, "linux", "WenQuanYi Micro Hei"),
        ({"AR PL KaitiM GB"}, "linux", ""),
    ],
)
def test_the_interface_font_is_chosen_by_name(installed: set[str], platform: str, chosen: str) -> None:
    assert choose_family(installed, platform) == chosen


def test_no_serif_or_brush_font_is_ever_chosen() -> None:
    assert not any(word in family for family in FAMILIES for word in ("Kai", "Song", "Serif", "楷", "宋"))


def test_a_scheme_change_reaches_palette_and_widgets(qtbot: QtBot, theme: Theme) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.choose(Scheme.DARK)
    assert QApplication.palette().window().color() == QColor(TOKENS.dark.surface)
    theme.choose(Scheme.CONTRAST)
    assert QApplication.palette().window().color() == QColor(TOKENS.contrast.surface)
    theme.choose(Scheme.LIGHT)
    assert QApplication.palette().window().color() == QColor(TOKENS.light.surface)


def test_with_the_setting_system_a_change_of_the_system_is_followed_while_running(qapp: QApplication) -> None:
    asked = "light"
    theme = Theme(RESOURCES, system=lambda: asked)
    theme.follow_system()
    theme.choose(Scheme.SYSTEM)
    for asked in ("dark", "contrast", "light"):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Unknown)
        assert theme.scheme == asked
        assert QApplication.palette().window().color() == QColor(SCHEMES[asked].surface)
    theme.choose(Scheme.DARK)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert QApplication.palette().window().color() == QColor(TOKENS.dark.surface)
    theme.choose(Scheme.LIGHT)


@pytest.mark.parametrize("name", sorted(file.stem for file in (RESOURCES / "icons").glob("*.svg")))
def test_every_icon_can_be_drawn(theme: Theme, name: str) -> None:
    picture = theme.icon(name, "danger", 16).pixmap(16, 16).toImage()
    inked = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() > 200
    }
    assert inked


def test_qts_own_buttons_are_chinese(qapp: QApplication) -> None:
    assert install_chinese_texts(qapp)
    box = QMessageBox()
    box.setStandardButtons(QMessageBox.StandardButton.Cancel | QMessageBox.StandardButton.Save)
    (buttons,) = cast("list[QDialogButtonBox]", box.findChildren(QDialogButtonBox))
    words = {button.text() for button in buttons.buttons()}
    assert words == {"取消", "保存"}
