"""Layout files: the shipped ones have clauses for their numbers, an invalid one is refused with file, line and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.documents.templates.template_library import read_layout
from desktop.documents.templates.toml_template import parse_toml, read_toml
from desktop.domain.errors import TemplateProblem
from desktop.typesetting.model.layout import PunctuationMode
from tests.letters import LAYOUTS, TEMPLATES, library

TEXT = (TEMPLATES / "layouts" / "gbt9704.toml").read_text(encoding="utf-8")


def refusal(old: str, new: str) -> str:
    assert old in TEXT
    with pytest.raises(TemplateProblem) as caught:
        read_layout(parse_toml(TEXT.replace(old, new, 1), "mine.toml"))
    return str(caught.value)


def line_of(words: str) -> str:
    return f"第 {TEXT[: TEXT.index(words)].count(chr(10)) + 1} 行"


def test_the_four_layouts_are_shipped() -> None:
    assert set(LAYOUTS) <= set(library().layouts)


@pytest.mark.parametrize("name", ["gbt9704", "gbt9704-letter", "gbt9704-general"])
def test_the_standard_grid_fits_its_type_area(name: str) -> None:
    layout = library().layouts[name]
    assert (layout.paper.text_width_mm, layout.paper.text_height_mm) == (156, 225)
    assert (layout.grid.chars, layout.grid.lines) == (28, 22)
    assert (
        layout.grid.chars * layout.char_pt
        <= layout.paper.text_width_pt
        < (layout.grid.chars + 1) * layout.char_pt
    )
    assert layout.grid.lines * layout.grid.pitch_pt <= layout.paper.text_height_pt


def test_the_district_layout_is_that_of_published_replies() -> None:
    layout = library().layouts["district-plain"]
    assert layout.paper.text_width_pt == pytest.approx(415.3, abs=0.05)
    assert (layout.grid.lines, layout.grid.pitch_pt) == (25, 28)
    assert layout.text.punctuation is PunctuationMode.WORD


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_clause_belongs_to_a_number_that_exists(name: str) -> None:
    layout = library().layouts[name]
    assert layout.clauses
    for key in layout.clauses:
        place: object = layout
        for part in key.split("."):
            place = place[part] if isinstance(place, dict) else getattr(place, part)
        assert place is not None, key


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("lines = 22", "lines = 23", "排不下23行"),
        ("chars = 28", "chars = 29", "排不下29字"),
        ("chars = 28", "charz = 28", "不认识的项目 charz"),
        ("size_pt = 22.0", 'size_pt = "22"', "size_pt 应为数字"),
        ("size_pt = 22.0", "size_pt = 2200", "字号应在4至120磅之间"),
        ('font = "h2"', 'font = "h9"', "没有名为“h9”的字体"),
        ('punctuation = "grid28"', 'punctuation = "free"', "只能是 grid28、word 之一"),
        ("pitch_pt = 28.95", "pitch_pt = -1", "行距应在6至200磅之间"),
        ('form = "— {page} —"', 'form = "— 1 —"', "缺少{page}"),
    ],
)
def test_an_invalid_layout_is_refused_with_its_line(old: str, new: str, reason: str) -> None:
    message = refusal(old, new)
    assert "mine.toml" in message
    assert reason in message
    assert line_of(old) in message


def test_a_missing_table_or_style_is_named() -> None:
    assert "缺少样式“title”" in refusal("[styles.title]", "[styles.titel]")
    assert "缺少 grid" in refusal("[grid]", "[grids]").replace(
        "不认识的项目 grids，可能是写错了", "缺少 grid"
    )


def test_a_toml_syntax_error_is_refused_with_its_line() -> None:
    assert "第 16 行" in refusal("[grid]", "[grid")


def test_a_missing_file_and_a_wrong_encoding_have_different_messages(tmp_path: Path) -> None:
    with pytest.raises(TemplateProblem, match="读不了"):
        read_layout(read_toml(tmp_path / "none.toml"))
    gbk = tmp_path / "gbk.toml"
    gbk.write_bytes('name = "版式"'.encode("gbk"))
    with pytest.raises(TemplateProblem, match="UTF-8"):
        read_layout(read_toml(gbk))
