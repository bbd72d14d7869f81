"""Validate a layout: missing styles, unknown fonts, numbers that do not fit the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.typesetting.model.layout import Layout

STYLE_KEYS = (
    "title", "class_mark", "result", "salutation", "body", "heading_1", "heading_2", "heading_3", "heading_4",
    "attachment_list", "issuer", "issue_date", "note", "attachment_mark", "attachment_title", "table",
)  # fmt: skip
"""Styles that every layout has."""
HEAD_STYLE_KEYS = ("issuing_mark", "document_number")
IMPRINT_STYLE_KEYS = ("copies",)
FONT_KEYS = ("body", "title", "h1", "h2", "page_number")


def layout_faults(layout: Layout) -> Iterator[tuple[str, str]]:
    """Yield (dotted key, reason in Chinese) for every invalid number or name; nothing for a valid layout."""
    yield from _missing(layout)
    yield from _paper_faults(layout)
    yield from _style_faults(layout)
    if "{page}" not in layout.page_number.form:
        yield "page_number.form", "页码的写法里缺少{page}"
    yield from _element_faults(layout)


def _missing(layout: Layout) -> Iterator[tuple[str, str]]:
    wanted = (
        STYLE_KEYS + (HEAD_STYLE_KEYS if layout.head else ()) + (IMPRINT_STYLE_KEYS if layout.imprint else ())
    )
    for key in wanted:
        if key not in layout.styles:
            yield "styles", f"缺少样式“{key}”"
    for key in FONT_KEYS:
        if key not in layout.fonts:
            yield "fonts", f"缺少字体“{key}”"
    for key, style in layout.styles.items():
        if style.font not in layout.fonts:
            yield f"styles.{key}.font", f"没有名为“{style.font}”的字体"


def _paper_faults(layout: Layout) -> Iterator[tuple[str, str]]:
    paper, grid = layout.paper, layout.grid
    if not (50 <= paper.width_mm <= 1000 and 50 <= paper.height_mm <= 1000):
        yield "paper", "纸张大小应在50至1000毫米之间"
    if min(paper.top_mm, paper.bottom_mm, paper.left_mm, paper.right_mm) < 0:
        yield "paper", "页边距不能小于0"
    if not 6 <= grid.pitch_pt <= 200:
        yield "grid.pitch_pt", "行距应在6至200磅之间"
    elif grid.lines < 1 or grid.lines * grid.pitch_pt > paper.text_height_pt + 0.05:
        yield "grid.lines", f"版心高{paper.text_height_mm:.1f}毫米，排不下{grid.lines}行{grid.pitch_pt:g}磅"
    if "body" in layout.styles and (
        grid.chars < 1 or grid.chars * layout.char_pt > paper.text_width_pt + 0.05
    ):
        yield "grid.chars", f"版心宽{paper.text_width_mm:.1f}毫米，排不下{grid.chars}字"


def _style_faults(layout: Layout) -> Iterator[tuple[str, str]]:
    for key, style in layout.styles.items():
        if not 4 <= style.size_pt <= 120:
            yield f"styles.{key}.size_pt", "字号应在4至120磅之间"
        elif style.pitch_pt and not style.size_pt <= style.pitch_pt <= 400:
            yield f"styles.{key}.pitch_pt", "行距不能小于字号"
        if not 0 <= style.outline_level <= 9:
            yield f"styles.{key}.outline_level", "大纲级别应在0至9之间"
        if not re.fullmatch("[0-9A-Fa-f]{6}", style.colour):
            yield f"styles.{key}.colour", "颜色应写成六位十六进制数，如FF0000"
        if not (style.name and style.name.strip()):
            yield f"styles.{key}.name", "样式名称不能为空"


def _element_faults(layout: Layout) -> Iterator[tuple[str, str]]:
    """Faults of page number, signature and head whose numbers do not fit the sheet."""
    plan, signature, head = layout.page_number, layout.signature, layout.head
    if not 4 <= plan.size_pt <= 72:
        yield "page_number.size_pt", "页码字号应在4至72磅之间"
    if plan.shown and not 0 <= plan.below_text_mm <= layout.paper.bottom_mm:
        yield "page_number.below_text_mm", f"页码要落在下边{layout.paper.bottom_mm:g}毫米以内"
    for key in ("sealed_blank_lines", "unsealed_blank_lines"):
        if not 0 <= getattr(signature, key) <= layout.grid.lines:
            yield f"signature.{key}", "署名前的空行数不合理"
    if head and not 0 <= head.mark_top_mm <= layout.paper.height_mm / 2:
        yield "head.mark_top_mm", "发文机关标志应在纸的上半部"
    if head and not 8 <= head.mark_size_pt <= 150:
        yield "head.mark_size_pt", "发文机关标志的字号应在8至150磅之间"
    if head and not 0 <= head.blank_lines <= layout.grid.lines:
        yield "head.blank_lines", "版头下面的空行数不合理"
