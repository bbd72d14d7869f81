"""Font selection per role, and handling of missing characters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.painting.font_library import FontLibrary, FontWidths
from desktop.typesetting.model.block import Run, Script
from tests.letters import library

Fonts = Callable[[str], FontLibrary]


def test_every_role_has_a_font(fonts: Fonts) -> None:
    served = {font.role: font for font in fonts("gbt9704").served()}
    assert set(served) == set(library().layouts["gbt9704"].fonts)
    assert all(font.served for font in served.values())
    assert served["body"].wanted == "仿宋_GB2312"
    assert served["body"].bundled is (served["body"].served == "FandolFang")
    assert served["body"].is_official is (served["body"].served == "仿宋_GB2312")


def test_the_title_is_bold_and_the_page_number_is_not(fonts: Fonts) -> None:
    fonts_of = fonts("gbt9704")
    if not all(font.bundled for font in fonts_of.served()):
        pytest.skip("this machine has official fonts")
    (title,) = fonts_of.glyphs("title", Script.EAST_ASIAN, False, "", "国")
    (number,) = fonts_of.glyphs("page_number", Script.EAST_ASIAN, False, "", "国")
    assert title.typeface is not number.typeface
    assert title.typeface.raw.pathForGlyph(title.index) != number.typeface.raw.pathForGlyph(number.index)


def test_a_chinese_character_is_one_em_wide(fonts: Fonts) -> None:
    widths = FontWidths(fonts("gbt9704"))
    assert widths.advances(Run("国，“—", Script.EAST_ASIAN, "body", 16.0)) == pytest.approx([16.0] * 4)


@pytest.mark.parametrize("name", ["喆", "镕", "堃", "珺", "玥", "炘", "㎡"])
def test_a_rare_character_is_drawn_or_reported(name: str, fonts: Fonts) -> None:
    fonts_of = fonts("gbt9704")
    (glyph,) = fonts_of.glyphs("body", Script.EAST_ASIAN, False, "宋体", name)
    assert (glyph.index == 0) is (name in fonts_of.missing)


def test_a_character_without_glyph_is_reported_and_has_an_advance(fonts: Fonts) -> None:
    fonts_of = fonts("gbt9704")
    glyphs = fonts_of.glyphs("body", Script.EAST_ASIAN, False, "", "\ud800\U000e0fff")
    assert [glyph.index for glyph in glyphs] == [0, 0]
    assert fonts_of.missing == {"\ud800", "\U000e0fff"}
    assert glyphs[0].advance_em == 1.0
