"""Making runs: text in one font role, split by script and by what the font lacks."""

from __future__ import annotations

from desktop.typesetting.model.block import Run, Script
from desktop.typesetting.model.layout import Layout, Style
from desktop.typesetting.model.rare_characters import split_by_font
from desktop.typesetting.model.script import split_by_script


def make_runs(text: str, style: Style, layout: Layout, font: str = "") -> tuple[Run, ...]:
    """Return the runs of `text` in the look of `style`; `font` is another font role than the style's (楷体 for a name)."""
    role = font or style.font
    return tuple(
        Run(piece, script, role, style.size_pt, style.bold, style.colour, fallback)
        for script, part in split_by_script(text)
        for piece, fallback in (
            split_by_font(part, layout.fonts[role]) if script is Script.EAST_ASIAN else ((part, ""),)
        )
    )
