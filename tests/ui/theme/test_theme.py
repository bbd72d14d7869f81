"""The theme: legible in both schemes, font chosen by name, all names of the style sheet defined."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.ui.application import install_chinese_texts
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import FAMILIES, LARGE_PRINT, Scheme, StyleSheet, Theme, choose_family
from desktop.ui.theme.tokens import Colours, Sizes, read_tokens
from tests.ui.opened_program import RESOURCES

TOKENS = read_tokens(RESOURCES / "theme" / "tokens.toml")
SCHEMES = {"light": TOKENS.light, "dark": TOKENS.dark}
GROUNDS = ("background", "surface", "selection", "hover")
INKS = ("text", "text_secondary", "accent", "danger", "warning", "good")
LEAST_CONTRAST = 4.5


def test_the_tokens_are_those_of_the_toml_file() -> None:
    with (RESOURCES / "theme" / "tokens.toml").open("rb") as file:
        tables = tomllib.load(file)
    read: dict[str, Sizes | Colours] = {"size": TOKENS.size, "light": TOKENS.light, "dark": TOKENS.dark}
    assert {name: table._asdict() for name, table in read.items()} == tables


def luminance(name: str) -> float:
    """Relative luminance as defined by WCAG 2."""
    colour = QColor(name)
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(ink: str, ground: str) -> float:
    lighter, darker = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:  # noqa: ARG001 - fonts need an application
    return Theme(RESOURCES)


@pytest.mark.parametrize("scheme", list(SCHEMES))
@pytest.mark.parametrize(("ink", "ground"), list(itertools.product(INKS, GROUNDS)))
def test_every_text_colour_is_legible_on_every_plain_background(scheme: str, ink: str, ground: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= LEAST_CONTRAST


@pytest.mark.parametrize("colours", list(SCHEMES.values()), ids=list(SCHEMES))
def test_the_rail_is_legible(colours: Colours) -> None:
    assert contrast(colours.text_secondary, colours.rail) >= LEAST_CONTRAST
    assert contrast(colours.accent, colours.accent_ground) >= LEAST_CONTRAST


@pytest.mark.parametrize("scheme", list(SCHEMES))
@pytest.mark.parametrize("tone", list(Tone))
def test_every_tone_is_legible_on_its_own_background(scheme: str, tone: Tone) -> None:
    colours = SCHEMES[scheme]
    assert contrast(getattr(colours, tone.ink), getattr(colours, tone.ground)) >= LEAST_CONTRAST


@pytest.mark.parametrize("colours", list(SCHEMES.values()), ids=list(SCHEMES))
def test_the_text_of_the_primary_button_is_legible(colours: Colours) -> None:
    assert contrast(colours.on_accent, colours.accent) >= LEAST_CONTRAST
    assert contrast(colours.on_accent, colours.accent_hover) >= LEAST_CONTRAST


@pytest.mark.parametrize("dark", [False, True])
def test_all_names_and_files_of_the_style_sheet_exist(dark: bool) -> None:
    sheet = StyleSheet(RESOURCES / "theme").with_tokens(
        TOKENS.dark if dark else TOKENS.light, TOKENS.size, dark=dark
    )
    assert "$" not in sheet
    for piece in sheet.split('url("')[1:]:
        assert Path(piece.split('"')[0]).is_file()


def test_large_print_scales_every_size_except_the_corner_radius() -> None:
    large = TOKENS.size.scaled(LARGE_PRINT)
    for name in Sizes._fields:
        if name != "radius":
            assert getattr(large, name) > getattr(TOKENS.size, name)
    assert large.radius == TOKENS.size.radius


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
        theme.choose(Scheme.DARK, large=False)
    assert QApplication.palette().window().color() == QColor(TOKENS.dark.surface)
    theme.choose(Scheme.LIGHT, large=False)
    assert QApplication.palette().window().color() == QColor(TOKENS.light.surface)


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
