"""Pixels painted by the page painter."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QImage

from desktop.painting.font_library import FontLibrary
from desktop.painting.page_painter import page_picture
from tests.letters import LAYOUTS, letter
from tests.painting.conftest import PageFillers

Fonts = Callable[[str], FontLibrary]
MM = 72 / 25.4


def inked(
    picture: QImage, scale: float, left_mm: float, top_mm: float, right_mm: float, bottom_mm: float
) -> int:
    """Dark or red pixels of that part of the paper."""
    xs = range(round(left_mm * MM * scale), round(right_mm * MM * scale))
    ys = range(round(top_mm * MM * scale), round(bottom_mm * MM * scale))
    return sum((picture.pixel(x, y) & 0xFF) < 160 for y in ys for x in xs)


@pytest.mark.parametrize("name", LAYOUTS)
def test_ink_stays_inside_the_margins(name: str, engine: PageFillers, fonts: Fonts) -> None:
    scale = 1.0
    page = engine(name).fill(letter(name))[0]
    picture = page_picture(page, fonts(name), scale)
    assert inked(picture, scale, 30, 30, 180, 260) > 2000
    assert inked(picture, scale, 0, 0, 18, 297) == 0
    assert inked(picture, scale, 192, 0, 210, 297) == 0


def test_the_rules_of_a_letter_are_red_and_170_millimetres_wide(engine: PageFillers, fonts: Fonts) -> None:
    page = engine("gbt9704-letter").fill(letter("gbt9704-letter"))[0]
    picture = page_picture(page, fonts("gbt9704-letter"), 2.0)
    row = round((297 - 20) * MM * 2.0) - 2  # the thick line of the lower double rule
    red = [
        x
        for x in range(picture.width())
        if picture.pixelColor(x, row).red() > 200 > picture.pixelColor(x, row).green()
    ]
    assert (red[-1] - red[0]) / 2.0 / MM == pytest.approx(170, abs=0.6)
    assert red[0] / 2.0 / MM == pytest.approx(20, abs=0.6)
