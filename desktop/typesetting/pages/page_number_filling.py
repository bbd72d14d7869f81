"""「页码」 by parity (GB/T 9704-2012 7.5)."""

from __future__ import annotations

from desktop.typesetting.lines.block_filling import BlockFiller
from desktop.typesetting.model.block import Align, Block, Run
from desktop.typesetting.model.exact_line import BASELINE_SHARE
from desktop.typesetting.model.layout import MM
from desktop.typesetting.model.page import PlacedLine
from desktop.typesetting.model.script import split_by_script

_DASH_ABOVE_BASELINE_EM = 0.36  # middle of 「一字线」 in Song typefaces


def page_number_line(number: int, filler: BlockFiller) -> PlacedLine | None:
    """The printed page number of page `number`; None where the layout shows none.

    Odd pages right and even pages left with one character's distance from the edge, or centred where not mirrored.
    """
    layout = filler.layout
    plan, paper = layout.page_number, layout.paper
    if not plan.shown or (number == 1 and not plan.on_first_page):
        return None
    runs = tuple(
        Run(piece, script, plan.font, plan.size_pt)
        for script, piece in split_by_script(plan.form.format(page=number))
    )
    align = (Align.RIGHT if number % 2 else Align.LEFT) if plan.mirrored else Align.CENTER
    inset = plan.inset_chars * plan.size_pt / layout.body.size_pt if plan.mirrored else 0.0
    block = Block(
        "page_number", runs, align=align, pitch_pt=plan.size_pt, left_chars=inset, right_chars=inset
    )
    (line, *_) = filler.lines(block, paper.left_mm * MM, paper.text_width_pt)
    dash = (paper.height_mm - paper.bottom_mm + plan.below_text_mm) * MM
    baseline = dash + plan.size_pt * _DASH_ABOVE_BASELINE_EM
    return PlacedLine(line, baseline - plan.size_pt * BASELINE_SHARE, "page_number")
