"""A layout: its arithmetic, what it means if a file leaves a number out, and the faults that a file can have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from desktop.typesetting.model.block import Align
from desktop.typesetting.model.layout import (
    Charset,
    Font,
    Grid,
    HeadPlan,
    ImprintPlan,
    Layout,
    NumberPlace,
    PageNumberPlan,
    Paper,
    PunctuationMode,
    RedRule,
    SignaturePlan,
    Style,
    TextRules,
)
from desktop.typesetting.model.layout_check import layout_faults
from tests.letters import LAYOUTS, library


def layout(name: str = "gbt9704") -> Layout:
    return library().layouts[name]


# Arithmetic. GB/T 9704-2012 5.2: A4 with 37 mm above and 28 mm left of a type area of 156 x 225 mm.
def test_the_type_area_is_the_paper_without_its_margins() -> None:
    paper = Paper(width_mm=210, height_mm=297, top_mm=37, bottom_mm=35, left_mm=28, right_mm=26)
    assert (paper.text_width_mm, paper.text_height_mm) == (156, 225)
    # 25.4 mm are 72 pt.
    assert (paper.text_width_pt, paper.text_height_pt) == pytest.approx((442.205, 637.795), abs=0.001)


def test_one_character_is_the_body_size_with_its_spacing_and_an_indent_the_bare_size() -> None:
    assert layout().body.name == "公文正文"
    assert layout().char_pt == 16 - 0.25
    assert layout().indent_pt(2.0) == 32.0


def test_a_style_without_a_pitch_has_that_of_the_grid() -> None:
    assert (layout().pitch_of("body"), layout().pitch_of("title")) == (28.95, 34.0)
    with pytest.raises(KeyError):
        layout().pitch_of("none")


def test_spacing_is_added_to_characters_of_body_size_only() -> None:
    assert (layout().spacing_of(16.0), layout().spacing_of(22.0)) == (-0.25, 0.0)


def test_a_double_red_line_is_as_high_as_both_lines_and_their_gap() -> None:
    assert RedRule(170, first_pt=3.0, second_pt=1.0, gap_pt=1.5).height_pt == 5.5
    assert RedRule(156, first_pt=1.5).height_pt == 1.5


def test_layouts_of_different_versions_are_different_keys() -> None:
    assert hash(layout()) == hash(replace(layout(), name="另一个名字"))
    assert len({layout(), replace(layout(), version=2)}) == 2


# What a file may leave out (templates/README.zh.md), with the clause of GB/T 9704-2012 that says so.
@pytest.mark.parametrize(
    ("part", "expected"),
    [
        # 7.3.5.1: the date four characters from the right; 7.3.5.2: issuer two characters, the date two further left.
        (
            SignaturePlan(),
            {
                "sealed_date_right_chars": 4,
                "unsealed_right_chars": 2,
                "unsealed_date_shift_chars": 2,
                "sealed_blank_lines": 2,
                "unsealed_blank_lines": 1,
                "keep_body_lines": 1,
                "whole_paragraph_lines": 3,
            },
        ),
        # 7.5: 4 号 half-width digits between dashes, 7 mm below the type area, outside by one character.
        (
            PageNumberPlan(shown=True),
            {
                "form": "— {page} —",
                "size_pt": 14,
                "mirrored": True,
                "inset_chars": 1,
                "below_text_mm": 7,
                "on_first_page": True,
                "font": "page_number",
            },
        ),
        # 7.4.2: one character from both edges; 7.4.3: who printed it and when.
        (ImprintPlan(1.0, 0.7), {"indent_chars": 1, "shows_printing": True, "pitch_pt": 28}),
        # 7.2.4: red, no foot rule; 7.3.1: the title two blank lines below the rule. 10.1: the foot rule 20 mm above the edge.
        (
            HeadPlan(35, 42, 156, RedRule(156, 1.5), 4, 20, NumberPlace.CENTER, number_below_rule=False),
            {
                "mark_suffix": "",
                "colour": "FF0000",
                "blank_lines": 2,
                "foot_rule": None,
                "foot_rule_bottom_mm": 20,
                "foot_text_gap_mm": 4.9,
            },
        ),
        (Grid(28, 22, 28.95), {"character_spacing_pt": 0, "title_on_grid": True}),
        (
            Font("仿宋", "仿宋", "FandolFang"),
            {
                "charset": Charset.GB2312,
                "bundled_bold": False,
                "fallbacks": (),
                "rare": "宋体",
                "rare_astral": "SimSun-ExtB",
            },
        ),
        (
            Style("正文", "body", 16.0),
            {
                "pitch_pt": 0,
                "align": Align.JUSTIFY,
                "first_line_chars": 0,
                "left_chars": 0,
                "right_chars": 0,
                "bold": False,
                "colour": "000000",
                "keep_with_next": False,
                "blank_before": 0,
                "blank_after": 0,
                "outline_level": 0,
            },
        ),
        (
            TextRules(PunctuationMode.GRID28),
            {
                "autospace": True,
                "hanging": True,
                "compress": False,
                "widow_control": False,
                "title_max_chars": 20,
            },
        ),
    ],
    ids=lambda part: type(part).__name__,
)
def test_what_a_layout_leaves_out_is_as_in_the_standard(part: object, expected: Mapping[str, Any]) -> None:
    assert {key: getattr(part, key) for key in expected} == expected


# Faults of a layout file.
@pytest.mark.parametrize("name", LAYOUTS)
def test_shipped_layouts_have_no_fault(name: str) -> None:
    assert list(layout_faults(layout(name))) == []


def keys(changed: Layout) -> list[str]:
    return [key for key, _ in layout_faults(changed)]


def without(things: dict[str, Any], *names: str) -> dict[str, Any]:
    return {key: thing for key, thing in things.items() if key not in names}


EVERY_LETTER = (
    "title", "class_mark", "result", "salutation", "body", "heading_1", "heading_2", "heading_3", "heading_4",
    "attachment_list", "issuer", "issue_date", "note", "attachment_mark", "attachment_title", "table",
)  # fmt: skip


@pytest.mark.parametrize("style", EVERY_LETTER)
def test_a_style_that_every_letter_needs_is_missed(style: str) -> None:
    plain = layout("district-plain")
    changed = replace(plain, styles=without(plain.styles, style))
    assert list(layout_faults(changed)) == [("styles", f"缺少样式“{style}”")]


@pytest.mark.parametrize("style", ["issuing_mark", "document_number", "copies"])
def test_a_style_of_head_or_imprint_is_missed_only_where_there_is_one(style: str) -> None:
    general = layout("gbt9704-general")
    assert keys(replace(general, styles=without(general.styles, style))) == ["styles"]
    plain = layout("gbt9704")
    assert (plain.head, plain.imprint) == (None, None)
    assert keys(replace(plain, styles=without(plain.styles, style))) == []


@pytest.mark.parametrize("role", ["body", "title", "h1", "h2", "page_number"])
def test_a_font_role_is_missed_and_so_is_each_style_that_uses_it(role: str) -> None:
    plain = layout()
    users = [f"styles.{key}.font" for key, style in plain.styles.items() if style.font == role]
    assert keys(replace(plain, fonts=without(plain.fonts, role))) == ["fonts", *users]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"width_mm": 49.9}, True),
        ({"height_mm": 49.9}, True),
        ({"width_mm": 1000.0}, False),
        ({"width_mm": 1000.1}, True),
        ({"height_mm": 1000.1}, True),
        ({"top_mm": 0.0}, False),
        ({"top_mm": -0.1, "bottom_mm": 60.0}, True),
        ({"left_mm": -0.1}, True),
        ({"right_mm": -0.1}, True),
    ],
)
def test_paper_is_50_to_1000_millimetres_and_has_no_negative_margin(
    change: dict[str, float], fault: bool
) -> None:
    changed = replace(layout(), paper=replace(layout().paper, **change))
    # Narrow or low paper also has no room for the grid: that is another fault.
    assert ("paper" in keys(changed)) is fault


def test_a_negative_lower_margin_is_a_fault() -> None:
    changed = replace(layout(), paper=replace(layout().paper, bottom_mm=-0.1))
    assert "paper" in keys(changed)


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"pitch_pt": 6.0}, []),
        ({"pitch_pt": 5.9}, ["grid.pitch_pt"]),
        ({"pitch_pt": 200.0, "lines": 1}, []),
        ({"pitch_pt": 200.1, "lines": 1}, ["grid.pitch_pt"]),
        ({"lines": 0}, ["grid.lines"]),
        # 225 mm are 637.795 pt: 22 lines of 28.99 pt fit, of 29 pt do not (TRAPS 1).
        ({"pitch_pt": 28.99}, []),
        ({"pitch_pt": 29.0}, ["grid.lines"]),
        ({"lines": 23}, ["grid.lines"]),
        ({"chars": 1}, []),
        ({"chars": 0}, ["grid.chars"]),
        # 156 mm are 442.205 pt: 28 characters of 15.79 pt fit, of 15.80 pt do not (TRAPS 2).
        ({"character_spacing_pt": -0.21}, []),
        ({"character_spacing_pt": -0.20}, ["grid.chars"]),
    ],
)
def test_lines_and_characters_must_fit_into_the_type_area(change: dict[str, Any], faults: list[str]) -> None:
    changed = replace(layout(), grid=replace(layout().grid, **change))
    # The blank lines before the signature are bounded by the lines of a page, which this test is not about.
    assert [key for key in keys(changed) if key.startswith("grid")] == faults


def test_the_fault_of_a_grid_says_what_does_not_fit() -> None:
    changed = replace(layout(), grid=replace(layout().grid, lines=23, chars=29))
    assert [reason for _, reason in layout_faults(changed)] == [
        "版心高225.0毫米，排不下23行28.95磅",
        "版心宽156.0毫米，排不下29字",
    ]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"size_pt": 4.0}, None),
        ({"size_pt": 3.9}, "size_pt"),
        ({"size_pt": 120.0}, None),
        ({"size_pt": 120.1}, "size_pt"),
        ({"pitch_pt": 16.0}, None),
        ({"pitch_pt": 15.9}, "pitch_pt"),
        ({"pitch_pt": 400.0}, None),
        ({"pitch_pt": 400.1}, "pitch_pt"),
        ({"outline_level": 9}, None),
        ({"outline_level": 10}, "outline_level"),
        ({"outline_level": -1}, "outline_level"),
        ({"colour": "ff00Aa"}, None),
        ({"colour": "ff00A"}, "colour"),
        ({"colour": "#ff00Aa"}, "colour"),
        ({"colour": "ff00Ag"}, "colour"),
        ({"name": " "}, "name"),
        ({"name": ""}, "name"),
    ],
)
def test_a_style_has_possible_numbers_a_colour_and_a_name(change: dict[str, Any], fault: str | None) -> None:
    plain = layout()
    changed = replace(plain, styles=plain.styles | {"note": replace(plain.styles["note"], **change)})
    assert keys(changed) == ([f"styles.note.{fault}"] if fault else [])


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"form": "第{page}页"}, []),
        ({"form": "第{n}页"}, ["form"]),
        ({"size_pt": 4.0}, []),
        ({"size_pt": 3.9}, ["size_pt"]),
        ({"size_pt": 72.0}, []),
        ({"size_pt": 72.1}, ["size_pt"]),
        ({"below_text_mm": 0.0}, []),
        ({"below_text_mm": -0.1}, ["below_text_mm"]),
        ({"below_text_mm": 35.0}, []),
        ({"below_text_mm": 35.1}, ["below_text_mm"]),
        ({"below_text_mm": 35.1, "shown": False}, []),
    ],
)
def test_the_page_number_lies_in_the_lower_margin(change: dict[str, Any], faults: list[str]) -> None:
    changed = replace(layout(), page_number=replace(layout().page_number, **change))
    assert keys(changed) == [f"page_number.{fault}" for fault in faults]


@pytest.mark.parametrize("key", ["sealed_blank_lines", "unsealed_blank_lines"])
@pytest.mark.parametrize(("blanks", "fault"), [(0, False), (-1, True), (22, False), (23, True)])
def test_blank_lines_before_the_signature_fit_on_a_page(key: str, blanks: int, fault: bool) -> None:
    changed = replace(layout(), signature=replace(layout().signature, **{key: blanks}))
    assert keys(changed) == ([f"signature.{key}"] if fault else [])


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"mark_top_mm": 0.0}, None),
        ({"mark_top_mm": -0.1}, "mark_top_mm"),
        ({"mark_top_mm": 148.5}, None),  # half of A4's 297 mm
        ({"mark_top_mm": 148.6}, "mark_top_mm"),
        ({"mark_size_pt": 8.0}, None),
        ({"mark_size_pt": 7.9}, "mark_size_pt"),
        ({"mark_size_pt": 150.0}, None),
        ({"mark_size_pt": 150.1}, "mark_size_pt"),
        ({"blank_lines": 0}, None),
        ({"blank_lines": -1}, "blank_lines"),
        ({"blank_lines": 22}, None),
        ({"blank_lines": 23}, "blank_lines"),
    ],
)
def test_the_head_lies_in_the_upper_half_of_the_paper(change: dict[str, Any], fault: str | None) -> None:
    general = layout("gbt9704-general")
    assert general.head is not None
    changed = replace(general, head=replace(general.head, **change))
    assert keys(changed) == ([f"head.{fault}"] if fault else [])
