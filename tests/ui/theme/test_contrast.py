"""Contrast of the theme in every scheme. What is text, ground and border is read from the style sheet and the code, so that a new
use of a colour is judged as well. Source: WCAG 2.2, 1.4.3 (text 4.5 : 1), 1.4.11 (controls 3 : 1), 1.4.6 (7 : 1 in high contrast).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from desktop.ui.theme.tokens import Colours, read_tokens
from tests.ui.opened_program import RESOURCES

TOKENS = read_tokens(RESOURCES / "theme" / "tokens.toml")
SCHEMES = {
    "light": TOKENS.light,
    "dark": TOKENS.dark,
    "contrast": TOKENS.contrast,
    "practice_light": TOKENS.of("light", practice=True),
    "practice_dark": TOKENS.of("dark", practice=True),
}
SHEET = re.sub(r"/\*.*?\*/", "", (RESOURCES / "theme" / "window.qss").read_text("utf-8"), flags=re.DOTALL)
CODE = Path(__file__).resolve().parents[3] / "desktop" / "ui"
CONTROLS = (
    "QPushButton",
    "QToolButton",
    "QLineEdit",
    "QComboBox",
    "QSpinBox",
    "QPlainTextEdit",
    "::indicator",
)
GROUND_NAMES = {"background", "surface", "rail", "selection", "hover", "paper"}
ON_PAPER = ("paper", "paper_mark")
"""Grounds of the letter itself, which is black on white in every scheme; only inks of the paper are painted on them."""


def luminance(name: str) -> float:
    """Relative luminance as defined by WCAG 2."""
    colour = QColor(name)
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(colours: Colours, one: str, other: str) -> float:
    lighter, darker = sorted((luminance(getattr(colours, name)) for name in (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def rules() -> Iterator[tuple[str, str]]:
    """Selectors and body of each rule of the style sheet."""
    for found in re.finditer(r"([^{}]+)\{((?:\$\{\w+\}|[^{}])*)\}", SHEET):
        yield found.group(1).strip(), found.group(2)


def named(body: str, pattern: str) -> set[str]:
    """The tokens after a property whose name matches."""
    return set(re.findall(rf"(?<![\w-])(?:{pattern})\s*:[^;]*?\$(\w+)", body)) & set(Colours._fields)


def texts_in_code() -> set[str]:
    """Every colour role named in the code of the window that is neither a ground nor a border."""
    words = {
        node.value
        for file in CODE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {
        name
        for name in words & set(Colours._fields)
        if not name.endswith("_ground") and name not in GROUND_NAMES
    }


TEXTS = {ink for _, body in rules() for ink in named(body, "color")} | texts_in_code()
GROUNDS = {
    ground
    for selectors, body in rules()
    if "QScrollBar" not in selectors
    for ground in named(body, "background(?:-color)?")
}
LINES = {"line", "edge"}
OWN_GROUND = {"on_accent": {"accent", "accent_hover"}}
"""Texts that stand on these grounds alone; a test below reads that from the sheet."""
PAPER_INKS = {"paper_must", "paper_hint"}
PLAIN_TEXTS = sorted(TEXTS - LINES - set(OWN_GROUND) - PAPER_INKS - {"accent_hover"})
PLAIN_GROUNDS = sorted(
    (GROUNDS | {"paper_ground", "selection", "hover"}) - LINES - set(ON_PAPER) - {"accent", "accent_hover"}
)


def test_the_sheet_and_the_code_use_the_colours_that_an_officer_reads() -> None:
    assert {"text", "text_secondary", "accent", "good", "warning", "danger"} == set(PLAIN_TEXTS)
    assert {"surface", "background", "rail", "accent_ground", "warning_ground", "neutral_ground"} <= set(
        PLAIN_GROUNDS
    )


@pytest.mark.parametrize("scheme", list(SCHEMES))
@pytest.mark.parametrize("ink", PLAIN_TEXTS)
def test_every_text_is_legible_on_every_ground(scheme: str, ink: str) -> None:
    least = 7.0 if scheme == "contrast" else 4.5
    weak = {
        ground: found for ground in PLAIN_GROUNDS if (found := contrast(SCHEMES[scheme], ink, ground)) < least
    }
    assert not weak


@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_text_on_the_accent_is_legible_and_stands_nowhere_else(scheme: str) -> None:
    for _, body in rules():
        if "on_accent" in named(body, "color|selection-color"):
            assert named(body, "background|selection-background-color") & OWN_GROUND["on_accent"]
    for ground in OWN_GROUND["on_accent"]:
        assert contrast(SCHEMES[scheme], "on_accent", ground) >= 4.5


@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_the_border_of_every_control_is_seen_on_every_ground(scheme: str) -> None:
    borders = {
        border
        for selectors, body in rules()
        if any(control in selectors for control in CONTROLS) and ":disabled" not in selectors
        for border in named(body, "border(?:-color)?")
    }
    assert "edge" in borders
    assert "line" not in borders
    weak = [
        (border, ground)
        for border in borders
        for ground in PLAIN_GROUNDS
        if border != "on_accent" and contrast(SCHEMES[scheme], border, ground) < 3
    ]
    assert not weak


@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_marks_on_the_paper_are_seen(scheme: str) -> None:
    for ink in PAPER_INKS:
        for ground in ON_PAPER:
            assert contrast(SCHEMES[scheme], ink, ground) >= 3


def test_the_arrow_of_a_choice_is_seen_in_every_scheme() -> None:
    (stroke,) = re.findall(r'stroke="(#\w{6})"', (RESOURCES / "theme" / "chevron.svg").read_text("utf-8"))
    for colours in SCHEMES.values():
        one, other = sorted((luminance(stroke), luminance(colours.surface)), reverse=True)
        assert (one + 0.05) / (other + 0.05) >= 3


def test_the_rules_of_the_sheet_are_read_whole() -> None:
    assert len(list(rules())) == SHEET.count("}") - len(re.findall(r"\$\{\w+\}", SHEET))
