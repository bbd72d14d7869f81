"""Head and imprint: boxes with a fixed place on the paper, filled with lines."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.typesetting.lines.block_filling import BlockFiller
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import MM
from desktop.typesetting.model.page import PlacedLine, Rule
from desktop.typesetting.model.placed import Placed, PlacedText
from desktop.typesetting.words.head import place_head
from desktop.typesetting.words.imprint import place_imprint


@dataclass(frozen=True, slots=True)
class Fixture:
    """Lines and rules with their places. The body begins at `first_text_pt` and ends at `last_text_pt`; 0 = as usual."""

    lines: tuple[PlacedLine, ...] = ()
    rules: tuple[Rule, ...] = ()
    first_text_pt: float = 0.0
    last_text_pt: float = 0.0


def page_one_fixture(document: PrintedDocument, filler: BlockFiller) -> Fixture:
    """「版头」 of the first page; empty for a plain letter."""
    return _fixture(place_head(document.letterhead, filler.layout), filler)


def imprint_fixture(document: PrintedDocument, filler: BlockFiller) -> Fixture:
    """「版记」 of the last page; empty where nothing is printed there."""
    return _fixture(place_imprint(document.imprint, filler.layout), filler)


def _fixture(placed: Placed, filler: BlockFiller) -> Fixture:
    lines = tuple(line for text in placed.texts for line in _lines(text, filler))
    rules = tuple(
        Rule(rule.left_mm * MM, rule.top_mm * MM, rule.width_mm * MM, rule.thickness_pt, rule.colour)
        for rule in placed.rules
    )
    return Fixture(lines, rules, placed.first_text_mm * MM, placed.last_text_mm * MM)


def _lines(text: PlacedText, filler: BlockFiller) -> list[PlacedLine]:
    top, placed = text.top_mm * MM, []
    for block in text.blocks:
        for line in filler.lines(block, text.left_mm * MM, text.width_mm * MM):
            placed.append(PlacedLine(line, top, block.style))
            top += line.pitch_pt
    return placed
